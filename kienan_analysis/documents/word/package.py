"""A Word file's parts: found by their relations, whatever they are called, and unpacked within bounds."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import unquote

from kienan_analysis.documents.archives import BROKEN, open_archive
from kienan_analysis.documents.refusal import refuse
from kienan_analysis.documents.word.markup import BrokenMarkupError, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.documents.word.markup import Node

# A report of a hundred pages unpacks to a few MB of text.
_MAX_TEXT: Final = 64 * 1024 * 1024
_USUAL_MAIN: Final = "word/document.xml"
_SMALLER: Final = "Save the part with the figures as plain text."
_SAVE_ANEW: Final = "Open the file in Word or LibreOffice and save it anew."


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to.

    Attributes
    ----------
    kind : str
        The last word of its type: ``image``, ``footnotes``.
    target : str
        The part's name in the archive; empty where it lies outside the file.
    """

    kind: str
    target: str


class Package:
    """The parts of an Office file.

    Parameters
    ----------
    content : bytes
    name : str
        What the file is called where it is spoken of.

    Raises
    ------
    KienanError
        The archive is broken, locked, or unpacks to too much.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        self._archive = open_archive(content, name, anew=_SAVE_ANEW, smaller=_SMALLER)
        members = self._archive.infolist()
        # Names differ in nothing but the case of letters for no two parts; some programs write a stroke the other way.
        self._members = {_plain(member.filename): member for member in members}

    def __contains__(self, part: object) -> bool:
        """Say whether the file has a part."""
        return isinstance(part, str) and _plain(part) in self._members

    def main_part(self) -> str:
        """Find the part that the file says is its document; where it says none, the one of the usual name."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        return _USUAL_MAIN if _USUAL_MAIN in self else ""

    def read(self, part: str) -> bytes:
        """Unpack a part.

        Raises
        ------
        KienanError
            It is locked, broken or too large.
        """
        member = self._members[_plain(part)]
        if member.file_size > _MAX_TEXT:
            refuse_as_too_large(self._name)
        try:
            return self._archive.read(member)
        except BROKEN as error:
            refuse(self._name, f"The archive is broken ({error}).", _SAVE_ANEW)

    def markup(self, part: str) -> Node | None:
        """Parse a part; None where the file has none of this name.

        Raises
        ------
        BrokenMarkupError
        KienanError
        """
        return parse(self.read(part)) if part and part in self else None

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Give what a part refers to, by id; of the empty name, what the file does. None where that is broken."""
        folder, _, name = part.rpartition("/")
        try:
            root = self.markup(posixpath.join(folder, "_rels", f"{name}.rels"))
        except BrokenMarkupError:
            root = None
        if root is None:
            return {}
        return {
            one.get("Id") or "": Relation((one.get("Type") or "").rpartition("/")[2], _target(folder, one))
            for one in root
            if isinstance(one.tag, str)
        }


def refuse_as_too_large(name: str) -> NoReturn:
    """Refuse what unpacks to more than a report.

    Raises
    ------
    KienanError
    """
    refuse(name, "The file unpacks to far more than a report has.", _SMALLER)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, relation: Node) -> str:
    if (relation.get("TargetMode") or "").lower() == "external":
        return ""
    target = unquote(relation.get("Target") or "").replace("\\", "/").partition("#")[0]
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if target else ""
