"""The cells of one column of a large file: compared as numbers of eight bytes each, made to text once each."""

from __future__ import annotations

import unicodedata
from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from kienan_analysis.data_package.columns import CODE, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class Cells:
    """The cells of one column, as they come.

    There is no zero byte in a file (its reader sees to that), so that words tell cells apart whatever their length.
    """

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._words: list[list[Words]] = []  # one list for each piece
        self._long: list[Ints | None] = []
        self._long_texts: dict[bytes, int] = {b"": 0}

    def take(self, piece: Piece, first: Ints, cells: Ints, place: int) -> None:
        """Take the column's cells in rows of a piece; a row that ends before it has an empty one."""
        where, is_short = first + place, cells <= place
        if is_short.any():
            where[is_short] = 0
        start, length = piece.start[where], piece.length[where]
        if is_short.any():
            length[is_short] = 0
        self._rows.append(len(first))
        is_long = length > _LONGEST
        self._long.append(self._whole(piece.content, start, length, is_long) if is_long.any() else None)
        if is_long.any():
            length[is_long] = 0
        words = np.ndarray((len(piece.content) - _WORD + 1,), dtype="<u8", buffer=piece.content, strides=(1,))
        parts = []
        for begin in range(0, int(length.max(initial=0)), _WORD):
            left = np.clip(length - begin, 0, _WORD)
            parts.append(words[np.minimum(start + begin, len(words) - 1)] & _OF_WORD[left])
        self._words.append(parts)

    def _whole(self, content: bytes, start: Ints, length: Ints, is_long: npt.NDArray[np.bool_]) -> Ints:
        """Give each long cell a number; the others have 0."""
        known = self._long_texts
        numbers = np.zeros(len(start), dtype=np.int64)
        places = zip(start[is_long].tolist(), length[is_long].tolist(), strict=True)
        cells = (content[begin : begin + count] for begin, count in places)
        numbers[is_long] = [known.setdefault(cell, len(known)) for cell in cells]
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
        words = [self._together(place) for place in range(max(map(len, self._words), default=0))]
        keys: list[Words | Ints] = [*words]
        if len(self._long_texts) > 1:
            pieces = zip(self._long, self._rows, strict=True)
            keys.append(np.concatenate([_zeros(rows) if part is None else part for part, rows in pieces]))
        if not keys:
            return Column([""], array(CODE, bytes(sum(self._rows) * array(CODE).itemsize)))
        code, example = _distinct(keys)
        texts = _decoded(np.stack([word[example] for word in words], axis=1)) if words else [""] * len(example)
        if len(self._long_texts) > 1:
            whole = list(self._long_texts)
            for place, number in enumerate(keys[-1][example].tolist()):
                if number:
                    texts[place] = _composed(whole[number].decode("utf-8"))
        meant = [_without_quotes(text).strip() for text in texts] if '"' in "".join(texts) else [*map(str.strip, texts)]
        if meant != texts:  # two that were different may be the same text
            known: dict[str, int] = {}
            code = np.array([known.setdefault(text, len(known)) for text in meant], dtype=np.int64)[code]
            meant = list(known)
        return Column(meant, array(CODE, code.astype(CODE).tobytes()))

    def _together(self, place: int) -> Words:
        """Give one word of each cell of all pieces, and forget it here."""
        parts = [
            piece[place] if place < len(piece) else np.zeros(rows, dtype=np.uint64)
            for piece, rows in zip(self._words, self._rows, strict=True)
        ]
        return np.concatenate(parts)


def _distinct(keys: Sequence[Words | Ints]) -> tuple[Ints, Ints]:
    """Give each different combination of keys a number, as they first stand, and one row that has it."""
    code, different = pd.factorize(keys[0])
    for key in keys[1:]:
        more, of_more = pd.factorize(key)
        code, different = pd.factorize(code * len(of_more) + more)
    example = np.empty(len(different), dtype=np.int64)
    example[code] = np.arange(len(code))
    return code, example


def _decoded(words: Words) -> list[str]:
    """Make text of cells, one a row of words; the zero bytes behind a cell are none of it."""
    letters = words.view(np.uint8)
    length = np.count_nonzero(letters, axis=1)
    start = np.arange(len(words)) * letters.shape[1]
    text = letters.tobytes().decode("latin-1")  # a letter for each byte, so that places stay
    cells = [text[begin:end] for begin, end in zip(start.tolist(), (start + length).tolist(), strict=True)]
    if text.isascii():
        return cells
    return [cell if cell.isascii() else _composed(cell.encode("latin-1").decode("utf-8")) for cell in cells]


def _composed(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        raise NotPlainError
    return text


def _without_quotes(text: str) -> str:
    return text.replace('""', '"')


def _zeros(rows: int) -> Ints:
    return np.zeros(rows, dtype=np.int64)
