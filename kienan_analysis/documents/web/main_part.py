"""Which part of a page is its article, and the blocks of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.documents.document import Block, LeftOut
from kienan_analysis.documents.hand_notes import Marked, in_place
from kienan_analysis.documents.web.around import CORE, mark_around
from kienan_analysis.documents.web.boxes import Box, Gone, Line, Picture, TableBox, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE_NAMES: Final = re.compile(
    r"(?:title|tieu-?_?de|headline)(?:-?_?(?:detail|news|post|page|article|bai))?|(?:detail|news|post"
    r"|article|entry)-?_?_?title"
)
_TITLE_TAGS: Final = frozenset({"h2", "h3", "div", "span", "p", "td"})
_LENGTH_OF_A_TITLE: Final = range(15, 300)
_ENOUGH: Final = 0.6  # of the page's prose, in what is named as the article
_SOME: Final = 0.3
_NEARLY_ALL: Final = 0.8
_CORE_TAGS: Final = frozenset({"article", "main"})
_LEAD: Final = re.compile(r"sapo|lead|desc|summary|trich|intro|chapeau|mo-?ta|excerpt|tom-?tat")
_LONGEST_LEFT: Final = 500
_LONGEST_BESIDE: Final = 160
_SHORTEST_LEAD: Final = 40
_OF_A_DAY: Final = re.compile(r"date|time|ngay|thoi-?gian|publish|meta|info|author|cap-?nhat")


class Article:
    """An article as it was found on a page.

    Attributes
    ----------
    title : str
        Its title as the page shows it; empty where none is found.
    blocks : list of Block
    left_out : list of LeftOut
    pictures : int
        How many pictures stand in it.
    beside : list of str
        Short lines about the title and the article that are no part of it: where pages say their day.
    """

    def __init__(self, page: Box) -> None:
        weigh(page)
        self._title = _title_of(page)
        self.title = " ".join(line.text for line in self._title.lines()) if self._title is not None else ""
        mark_around(page, page.prose, self._title)
        weigh(page)
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.beside: list[str] = []
        self.pictures = 0
        self._entered: set[int] = set()
        self._noted: set[int] = set()
        self._notes = _notes_of(page)
        self._core = _core_of(page)
        self._region = _around_both(page, self._title, self._core)
        self._state: Literal["before", "lead", "core", "after"] = "before"
        self._marked: list[Marked] = []
        self._emit(page, near=False)
        self.blocks = in_place(self._marked)

    def _emit(self, box: Box, *, near: bool) -> None:
        """Go through a box in order: into blocks what is the article's, into the list of the rest what is not."""
        near = near or box is self._region
        if box.around:
            self._leave(box, near=near)
            return
        if id(box) in self._noted:
            return
        self._entered.add(id(box))
        outer = self._state
        if box is self._core:
            self._state = "core"
        elif box is self._title and outer == "before":
            self._state = "lead"
            for line in box.lines():
                self._write(line)
            return
        for part in box.parts:
            if isinstance(part, Box):
                self._emit(part, near=near)
            elif isinstance(part, Gone):
                self.left_out.append(LeftOut(part.text, part.why if self._state in {"lead", "core"} else "around"))
            elif isinstance(part, Picture):
                self.pictures += self._state == "core"
            elif self._state == "core" or (isinstance(part, Line) and self._is_lead(box, part, near=near)):
                self._write(part)
            else:
                self._leave_part(part, box, near=near)
        if box is self._core:
            self._state = "after"

    def _is_lead(self, box: Box, line: Line, *, near: bool) -> bool:
        """Whether a line stands between the title and the article, and is of it."""
        if self._state == "lead" and near:
            return len(line.text) >= _SHORTEST_LEAD or bool(_LEAD.search(box.names)) or line.kind == "heading"
        return self._title is None and self._state == "before" and bool(_LEAD.search(box.names))

    def _write(self, part: Line | TableBox) -> None:
        if isinstance(part, Line):
            self._marked.append(Marked(Block(part.kind, part.text), part.lead, part.marks))
        else:
            self._marked.append(Marked(Block("table", "\n".join(map("\t".join, part.rows)))))
        for name in part.notes:
            note = self._notes.get(name)
            if note is not None and id(note) not in self._noted and id(note) not in self._entered:
                self._noted.add(id(note))
                text = " ".join(line.text for line in note.lines())
                if text:
                    self._marked.append(Marked(Block("note", text)))

    def _leave(self, box: Box, *, near: bool) -> None:
        for part in box.parts:
            if isinstance(part, Box):
                self._leave(part, near=near)
            elif isinstance(part, Gone):
                self.left_out.append(LeftOut(part.text[:_LONGEST_LEFT], "around"))
            elif not isinstance(part, Picture):
                self._leave_part(part, box, near=near)

    def _leave_part(self, part: Line | TableBox, box: Box, *, near: bool) -> None:
        text = part.text if isinstance(part, Line) else "\n".join(map("\t".join, part.rows))
        self.left_out.append(LeftOut(text[:_LONGEST_LEFT], "around"))
        if near and isinstance(part, Line) and len(part.text) <= _LONGEST_BESIDE and not part.linked:
            own = not box.names and box.tag in {"p", "div", "span"} and not box.linked
            if self._state in {"before", "lead"} or own or _OF_A_DAY.search(box.names):
                self.beside.append(part.text)


def _around_both(page: Box, title: Box | None, core: Box) -> Box:
    """Give the smallest box that holds the title and the article."""
    if title is None or _has(core, title):
        return core
    region = page
    while True:
        inner = next(
            (part for part in region.parts if isinstance(part, Box) and _has(part, title) and _has(part, core)), None
        )
        if inner is None:
            return region
        region = inner


def _title_of(page: Box) -> Box | None:
    """Find the article's title: the last heading of the first order before the most prose, else what is named so."""
    headings = [box for box in _boxes(page) if box.tag == "h1" and box.letters]
    if len(headings) > 1:  # the site's name may be one too
        longest = max(headings, key=lambda box: min(box.letters, 60))
        return next((box for box in headings if CORE.search(box.names) or _TITLE_NAMES.search(box.names)), longest)
    if headings:
        return headings[0]
    for box in _boxes(page):
        named = box.tag in _TITLE_TAGS and _TITLE_NAMES.search(box.names) is not None
        if named and box.letters in _LENGTH_OF_A_TITLE and not box.linked and len(box.lines()) == 1:
            return box
    return None


def _core_of(page: Box) -> Box:
    """Choose the smallest part that holds the article."""
    whole = page.prose
    if not whole:
        return page
    named = [
        box
        for box in _boxes(page)
        if not box.around and box.prose and (box.tag in _CORE_TAGS or CORE.search(box.names) or " main " in box.names)
    ]
    enough = [box for box in named if box.prose >= _ENOUGH * whole]
    if enough:
        return enough[-1]
    some = max(named, key=lambda box: box.prose, default=None)
    if some is not None and some.prose >= _SOME * whole:
        return some
    core = page
    while True:
        inner = next(
            (part for part in core.parts if isinstance(part, Box) and part.prose >= _NEARLY_ALL * core.prose), None
        )
        if (
            inner is None
            or inner.around
            or (inner.tag == "table" and any(isinstance(part, TableBox) for part in inner.parts))
        ):
            return core
        core = inner


def _boxes(box: Box) -> Iterator[Box]:
    """Give all boxes, an outer one before those in it."""
    waiting = [box]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(part for part in reversed(here.parts) if isinstance(part, Box))


def _has(box: Box, wanted: Box) -> bool:
    return any(here is wanted for here in _boxes(box))


def _notes_of(page: Box) -> dict[str, Box]:
    """Give the boxes of notes by the names under which their marks find them."""
    wanted = {
        note for box in _boxes(page) for part in box.parts if isinstance(part, (Line, TableBox)) for note in part.notes
    }
    found: dict[str, Box] = {}
    if wanted:
        for box in _boxes(page):
            for name in box.anchors:
                if name in wanted and box.letters < 3000:  # noqa: PLR2004 - a note
                    found[name] = box
    return found
