"""A document: blocks of what it shows, where each stands, what was left out and why, and what could not be read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

BlockKind = Literal["paragraph", "heading", "table", "note", "caption"]
# Why words that are in the file are no part of the text: the page does not show them, or they are not the article's.
Why = Literal[
    "struck",  # struck through, or deleted with its change tracked
    "moved_away",  # the old place of what was moved with its change tracked
    "hidden",  # by attribute, style or colour
    "note_mark",  # the raised mark of a note
    "running",  # heads, feet and numbers of pages
    "around",  # lists of other articles, boxes, comments, captions and controls of a web page
]
# What holds more than was read: pages that are images, parts of other programs, figures as pictures, pages whose fonts
# do not say which letters they draw, formulas of a spreadsheet whose results the file lacks.
# Figures of recognised pages on which the readings do not agree.
Lack = Literal["pages", "embedded", "pictures", "letters", "formulas", "figures"]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document that stands by itself.

    Attributes
    ----------
    kind : str
        ``paragraph``, ``heading``, ``table``, ``note`` or ``caption``.
    text : str
        As it is shown. Of a table each row is a line, its cells parted by tabs; a cell holds neither.
    page : int
        From 1; 0 where the document has none.
    """

    kind: BlockKind
    text: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the file that are no part of the text.

    Attributes
    ----------
    text : str
    why : str
        One of `Why`.
    page : int
        From 1; 0 where the document has none.
    """

    text: str
    why: Why
    page: int = 0


@dataclass(frozen=True, slots=True)
class NotRead:
    """A part of the document that may hold figures, and could not be read.

    Attributes
    ----------
    what : str
        One of `Lack`.
    where : str
        Which: ``2–3, 7`` of pages, names of embedded parts; empty where there is no telling.
    """

    what: Lack
    where: str = ""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A figure of a recognised page on which its readings do not agree; the text has a mark in its place.

    Attributes
    ----------
    page, line : int
        From 1; lines are counted from the top of the page.
    readings : tuple of str
        What was read there, each once.
    picture : bytes
        The line as it looks, as PNG; may be empty.
    """

    page: int
    line: int
    readings: tuple[str, ...]
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text and what it says of itself.

    Attributes
    ----------
    text : str
        Of plain text every character as it came, a byte order mark of UTF-8 too, so that offsets hold; of other kinds
        the blocks, one beneath the other.
    file : str
        As it was named; ``-`` is standard input.
    title, site, url : str
        As the page says; empty where it does not.
    published : str
        The day of the page, ``2022-01-11``, or empty.
    blocks : tuple of Block
        In order; plain text is one.
    left_out : tuple of LeftOut
        In order.
    not_read : tuple of NotRead
    recognised : tuple of int
        The pages that are images, and whose text was recognised (OCR).
    doubtful : tuple of Doubtful
        Figures of those pages that are not in the text.
    mended : tuple of (str, str)
        Words of those pages that were mended by the words that the reader knows: as recognised, and as they are now.
    no_ocr : str
        Why pages were not recognised although that was asked for; empty where nothing was in the way.
    """

    text: str
    file: str
    title: str = ""
    site: str = ""
    url: str = ""
    published: str = ""
    blocks: tuple[Block, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    recognised: tuple[int, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    no_ocr: str = ""
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def of_blocks(
        cls,
        blocks: Iterable[Block],
        file: str,
        *,
        left_out: Iterable[LeftOut] = (),
        not_read: Iterable[NotRead] = (),
        recognised: Iterable[int] = (),
        doubtful: Iterable[Doubtful] = (),
        mended: Iterable[tuple[str, str]] = (),
        **said: str,
    ) -> Document:
        r"""Put blocks together; `said` is what the document says of itself, title, site, url, published, and `no_ocr`.

        Examples
        --------
        >>> document = Document.of_blocks([Block("heading", "Kết quả"), Block("note", "1. Ước đạt.", page=2)], "a.pdf")
        >>> document.text
        'Kết quả\n1. Ước đạt.'
        >>> document.block_at(8).page
        2
        """
        kept = tuple(block for block in blocks if block.text.strip())
        starts, at = [], 0
        for block in kept:
            starts.append(at)
            at += len(block.text) + 1
        text = "\n".join(block.text for block in kept)
        return cls(
            text,
            file,
            blocks=kept,
            left_out=tuple(left_out),
            not_read=tuple(not_read),
            recognised=tuple(recognised),
            doubtful=tuple(doubtful),
            mended=tuple(mended),
            _starts=tuple(starts),
            **said,
        )

    @property
    def day(self) -> date | None:
        """The day of the page; None where it does not say."""
        return day_or_none(self.published)

    @property
    def recognised_spans(self) -> tuple[tuple[int, int], ...]:
        """Where text stands that was recognised: from which character to before which."""
        return tuple(
            (start, start + len(block.text))
            for start, block in zip(self._starts, self.blocks, strict=False)
            if block.page in self.recognised
        )

    def block_at(self, offset: int) -> Block:
        """Give the block in which a character of the text stands.

        Raises
        ------
        IndexError
            The text has no such character.
        """
        if not 0 <= offset < len(self.text):
            raise IndexError(offset)
        return self.blocks[bisect_right(self._starts, offset) - 1] if self._starts else Block("paragraph", self.text)


def day_or_none(text: str) -> date | None:
    """Read a day as the data write it, ``2022-01-11``; None where that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def spans(pages: Iterable[int]) -> str:
    """Name pages: ``2–3, 7``; in order."""
    found: list[list[int]] = []
    for page in pages:
        if found and page == found[-1][1] + 1:
            found[-1][1] = page
        else:
            found.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)
