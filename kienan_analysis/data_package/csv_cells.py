"""The cells of one column of a large file: compared as numbers of eight bytes each, made to text once each."""

from __future__ import annotations

import unicodedata
from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from kienan_analysis.data_package.columns import CODE, Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Words = npt.NDArray[np.uint64]

_WORD: Final = 8
# So many bytes must stand behind a piece's last cell, so that eight can be read from anywhere in it.
PADDING: Final = bytes(_WORD)
# What is left of eight bytes, read as one number, where a cell has only so many of them.
_OF_WORD: Final = np.array([(1 << 8 * count) - 1 for count in range(_WORD + 1)], dtype=np.uint64)
# A longer cell, in bytes, is compared as a whole: a single long note would make every row as long.
_LONGEST: Final = 64
# So many cells are made to text together.
_TOGETHER: Final = 8192


class NotPlainError(Exception):
    """The file is one for the reader of any file."""


class Piece(NamedTuple):
    """Some whole rows of a file.

    Attributes
    ----------
    content : bytes
        With `PADDING` behind the last row.
    first : array
        Of each row the place of its first cell among all cells.
    cells : array
        Of each row how many cells it has.
    start, length : arrays
        Of each cell, within its quotes where it has any.
    """

    content: bytes
    first: Ints
    cells: Ints
    start: Ints
    length: Ints

    def column(self, place: int) -> tuple[Ints, Ints]:
        """Give start and length of one cell of each row, counted from 0; a row that ends before it has an empty one."""
        is_short = self.cells <= place
        if not is_short.any():
            where = self.first + place
            return self.start[where], self.length[where]
        where = np.where(is_short, 0, self.first + place)
        return self.start[where], np.where(is_short, 0, self.length[where])


class _Different(NamedTuple):
    """The different cells of one column in one piece.

    Attributes
    ----------
    words : list of arrays
        Eight bytes of each cell after the other, as numbers.
    whole : array
        The number of each long cell among those of all pieces, 0 of any other.
    rows : int
        How many rows the piece has.
    """

    words: list[Words]
    whole: Ints
    rows: int


class Cells:
    """The cells of one column, as they come.

    There is no zero byte in a file (its reader sees to that), so that words tell cells apart whatever their length.

    Parameters
    ----------
    at_most : int
        How many rows there can be. Room for the numbers of their cells is made here, once: arrays that grow or are
        joined in the end leave holes between them, for which a process is as large as if they were used.
    """

    def __init__(self, at_most: int) -> None:
        self._codes = array(CODE, [0]) * at_most
        self._rows = 0
        self._pieces: list[_Different] = []
        self._long: dict[bytes, int] = {b"": 0}

    def take(self, piece: Piece, place: int) -> None:
        """Take the column's cells in the rows of a piece; a row that ends before it has an empty one."""
        start, length = piece.column(place)
        longest = int(length.max(initial=0))
        begin_row, self._rows = self._rows, self._rows + len(length)
        if not longest:  # the numbers of all are 0, as they are at first
            self._pieces.append(_Different([], np.zeros(min(1, len(length)), dtype=np.int64), len(length)))
            return
        has_long = longest > _LONGEST
        whole = self._whole(piece.content, start, length) if has_long else None
        if has_long:
            length, longest = np.where(length > _LONGEST, 0, length), _LONGEST
        words = np.ndarray((len(piece.content) - _WORD + 1,), dtype="<u8", buffer=piece.content, strides=(1,))
        parts: list[Words] = []
        for begin in range(0, longest, _WORD):
            left = np.clip(length - begin, 0, _WORD)
            parts.append(words[np.minimum(start + begin, len(words) - 1)] & _OF_WORD[left])
        code, example = _distinct(parts if whole is None else [whole, *parts])
        numbers = np.zeros(len(example), dtype=np.int64) if whole is None else whole[example]
        np.frombuffer(self._codes, dtype=CODE)[begin_row : self._rows] = code
        self._pieces.append(_Different([part[example] for part in parts], numbers, len(length)))

    def _whole(self, content: bytes, start: Ints, length: Ints) -> Ints:
        """Give each long cell a number; the others have 0."""
        is_long = length > _LONGEST
        numbers = np.zeros(len(start), dtype=np.int64)
        places = zip(start[is_long].tolist(), length[is_long].tolist(), strict=True)
        cells = (content[begin : begin + size] for begin, size in places)
        numbers[is_long] = [self._long.setdefault(cell, len(self._long)) for cell in cells]
        return numbers

    def column(self) -> Column:
        """Give the column, each different text once, in the order in which they first stand.

        Raises
        ------
        NotPlainError
            Letters are written in parts.
        UnicodeDecodeError
            Bytes are no UTF-8.
        """
        whole = np.concatenate([piece.whole for piece in self._pieces])
        words = [self._together(place) for place in range(max(len(piece.words) for piece in self._pieces))]
        code, example = _distinct([whole, *words])
        texts = list(_decoded(words, example)) if words else [""] * len(example)
        del words
        if len(self._long) > 1:
            cells = list(self._long)
            for place in np.flatnonzero(whole[example]).tolist():
                texts[place] = _composed(cells[whole[example[place]]].decode("utf-8"))
        meant = [_without_quotes(text).strip() for text in texts] if '"' in "".join(texts) else [*map(str.strip, texts)]
        if meant != texts:  # two that were different may be the same text
            known: dict[str, int] = {}
            code = np.array([known.setdefault(text, len(known)) for text in meant], dtype=np.int64)[code]
            meant = list(known)
        codes, begin, row = np.frombuffer(self._codes, dtype=CODE), 0, 0
        for piece in self._pieces:
            here = codes[row : row + piece.rows]
            here[:] = code[begin : begin + len(piece.whole)][here]
            begin, row = begin + len(piece.whole), row + piece.rows
        del codes, here  # an array that is looked at through another cannot be made shorter
        del self._codes[self._rows :]
        return Column(meant, self._codes)

    def _together(self, place: int) -> Words:
        """Give one word of each different cell of all pieces."""
        return np.concatenate(
            [
                piece.words[place] if place < len(piece.words) else np.zeros(len(piece.whole), dtype=np.uint64)
                for piece in self._pieces
            ]
        )


def _distinct(keys: Sequence[Words | Ints]) -> tuple[Ints, Ints]:
    """Give each different combination of keys a number, as they first stand, and one row that has it."""
    # Most words are the same in all rows of a piece, which is quick to see.
    telling = [key for key in keys if len(key) and not (key == key[0]).all()]
    code, different = pd.factorize(telling[0] if telling else np.zeros(len(keys[0]), dtype=np.int64))
    for key in telling[1:]:
        more, of_more = pd.factorize(key)
        code, different = pd.factorize(code * len(of_more) + more)
    example = np.empty(len(different), dtype=np.int64)
    example[code] = np.arange(len(code))
    return code, example


def _decoded(words: Sequence[Words], rows: Ints) -> Iterator[str]:
    """Make text of the cells of some rows; the zero bytes behind a cell are none of it."""
    for begin in range(0, len(rows), _TOGETHER):
        part = rows[begin : begin + _TOGETHER]
        letters = np.zeros((len(part), len(words) * _WORD + 1), dtype=np.uint8)
        letters[:, :-1] = np.stack([word[part] for word in words], axis=1).view(np.uint8)
        kept = letters != 0
        kept[:, -1] = True  # one zero byte ends each cell
        yield from _composed(letters[kept].tobytes().decode("utf-8")).split("\0")[:-1]


def _composed(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        raise NotPlainError
    return text


def _without_quotes(text: str) -> str:
    return text.replace('""', '"')
