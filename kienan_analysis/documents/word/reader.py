"""A Word file from its bytes to a document: the text as accepted and shown, what was left out, what was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from kienan_analysis.documents.document import Document, LeftOut, NotRead
from kienan_analysis.documents.hand_notes import Marked, in_place
from kienan_analysis.documents.refusal import refuse, require
from kienan_analysis.documents.word.attached import Attached, notes_of, title_of
from kienan_analysis.documents.word.markup import BrokenMarkupError, child, name_of
from kienan_analysis.documents.word.numbering import Numbering
from kienan_analysis.documents.word.package import Package
from kienan_analysis.documents.word.story import Resources, Story
from kienan_analysis.documents.word.styles import Styles
from kienan_analysis.documents.word.words import mark_codes_of_fields

if TYPE_CHECKING:
    from kienan_analysis.documents.word.markup import Node

_SAVE_ANEW: Final = "Open it in Word or LibreOffice and save it anew."
_TYPE_IN: Final = "Figures in images are not read: type them in, or run a text recognition (OCR) first."
_RUNNING: Final = {"header", "footer"}


def read_word_file(content: bytes, name: str) -> Document:
    """Read a Word file; a table's rows become lines, their cells parted by tabs.

    Insertions are in, what was deleted or moved away is not; nor is what is hidden or struck, nor heads and feet of
    pages. Notes stand after the paragraph that refers to them.

    Raises
    ------
    KienanError
        It is another archive, broken, locked by a password, or unpacks to too much.
    """
    package = Package(content, name)
    main = package.main_part()
    if not main:
        _refuse_as_other(package, name)
    require("lxml", name)
    try:
        root = package.markup(main)
    except BrokenMarkupError as error:
        refuse(name, f"The Word file is broken ({error}).", _SAVE_ANEW)
    if root is None or name_of(root) != "w:document":
        _refuse_as_other(package, name)
    return _File(package, main, name).read(root)


def _refuse_as_other(package: Package, name: str) -> NoReturn:
    if "ppt/presentation.xml" in package:
        refuse(name, "This is a presentation (.pptx), no Word file.", "Save it as PDF, then read that.")
    if "xl/workbook.xml" in package:
        refuse(name, "This is a workbook (.xlsx), no Word file.", "Save its sheet as text (.txt), then read that.")
    refuse(
        name,
        "This is an archive, or an Office file, but no Word file.",
        "Read a text, a web page, a .docx or a .pdf.",
    )


class _File:
    """A Word file that is being read."""

    def __init__(self, package: Package, main: str, name: str) -> None:
        self._package = package
        self._name = name
        self._relations = package.relations(main)
        self._folder = main.rpartition("/")[0]
        self._broken: list[str] = []

    def read(self, root: Node) -> Document:
        """Read it.

        Parameters
        ----------
        root : Node
            The main part.
        """
        background = child(root, "w:background") is not None
        resources = Resources(
            Styles.of(self._part("styles"), white_is_hidden=not background),
            Numbering.of(self._part("numbering")),
            {kind: notes_of(self._part(f"{kind}s"), kind) for kind in ("footnote", "endnote")},
            Attached(self._relations, self._package),
        )
        mark_codes_of_fields(root)
        for notes in resources.notes.values():
            for note in notes.values():
                mark_codes_of_fields(note)
        body = child(root, "w:body")
        made = list(Story(resources).blocks(body)) if body is not None else []
        known = {id(one.block): one for one in resources.marked}
        blocks = in_place(known.get(id(block), Marked(block)) for block in made)
        letters = sum(len(block.text) for block in blocks)
        if not any(block.text.strip() for block in blocks):
            self._refuse_as_empty(resources)
        left_out = [*resources.left_out, *self._running(resources)]
        not_read = list(resources.attached.not_read(letters))
        if self._broken:
            not_read.append(NotRead("embedded", ", ".join(self._broken)))
        return Document.of_blocks(blocks, self._name, left_out=left_out, not_read=not_read, title=self._title())

    def _part(self, kind: str) -> Node | None:
        """Give a part by its relation, or by its usual name; None where there is none."""
        related = (one.target for one in self._relations.values() if one.kind == kind and one.target in self._package)
        return self._markup(next(related, f"{self._folder}/{kind}.xml"))

    def _markup(self, part: str) -> Node | None:
        try:
            return self._package.markup(part)
        except BrokenMarkupError:
            self._broken.append(part.rpartition("/")[2])
            return None

    def _running(self, resources: Resources) -> list[LeftOut]:
        """Give the heads and feet of the pages, each once."""
        parts = dict.fromkeys(one.target for one in self._relations.values() if one.kind in _RUNNING and one.target)
        roots = [root for root in map(self._markup, parts) if root is not None]
        resources.left_out = []
        texts = dict.fromkeys(block.text for root in roots for block in Story(resources).blocks(root))
        return [LeftOut(text, "running") for text in texts]

    def _title(self) -> str:
        of_file = self._package.relations("").values()
        part = next((one.target for one in of_file if one.kind == "core-properties"), "docProps/core.xml")
        return title_of(self._markup(part))

    def _refuse_as_empty(self, resources: Resources) -> NoReturn:
        attached = resources.attached
        if attached.pictures:
            refuse(self._name, f"The Word file holds no text, only pictures ({attached.pictures}).", _TYPE_IN)
        if attached.embedded:
            remedy = "Open it, and save what is embedded as files of its own."
            refuse(self._name, f"The Word file holds no text, only embedded parts ({attached.embedded}).", remedy)
        if resources.left_out:
            remedy = "Accept or reject the changes and show what is hidden, if it is meant to be read."
            refuse(self._name, "The Word file holds no text that is shown: all is struck out or hidden.", remedy)
        refuse(self._name, "The Word file holds no text.", "Save the document that has the figures, then read that.")
