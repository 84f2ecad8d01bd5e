"""Opening a spreadsheet: which of the two kinds it is, whether its size can be borne, and its sheets as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.archives import BROKEN, open_archive
from kienan_analysis.documents.document import Document, NotRead
from kienan_analysis.documents.refusal import refuse, require
from kienan_analysis.documents.sheet.layout import laid_out
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Sequence

    from kienan_analysis.documents.sheet.layout import Sheet

# A million cells take half a minute.
_MAX_XML: Final = 48 * 1024 * 1024
_ANEW: Final = "Open it in Excel or LibreOffice and save it anew as .xlsx."
_SMALLER: Final = "Save the sheets with the figures in a file of their own, or as plain text."


def read_spreadsheet(content: bytes, name: str) -> Document:
    """Read what a spreadsheet shows; what is hidden in it is left out, and listed.

    Parameters
    ----------
    content : bytes
    name : str
        What the file is called where it is spoken of.

    Raises
    ------
    KienanError
        It is broken, locked by a password, too large, or shows nothing.
    """
    archive = _opened(content, name)
    members = {member.filename for member in archive.infolist()}
    try:
        sheets = _of_open_document(archive) if "content.xml" in members else _of_workbook(archive, members, name)
    except KienanError:
        raise
    except Exception as error:  # noqa: BLE001 - files are broken in any way; what parses them may fail in any way
        refuse(name, f"The spreadsheet is broken ({type(error).__name__}).", _ANEW)
    blocks, left_out = laid_out(sheets)
    if not blocks:
        refuse(
            name, "The spreadsheet shows no text.", "Figures in images are not read: type them in, or run an OCR first."
        )
    lacking = ", ".join(sheet.name for sheet in sheets if sheet.lacks_results)
    not_read = [*([NotRead("formulas", lacking)] if lacking else []), *_not_read(archive, members)]
    return Document.of_blocks(blocks, name, left_out=left_out, not_read=not_read)


def _not_read(archive: zipfile.ZipFile, members: set[str]) -> list[NotRead]:
    from kienan_analysis.documents.sheet.pictured import not_read_of

    try:
        return not_read_of(archive, members)
    except BROKEN:
        return [NotRead("pictures")]  # what cannot be looked at may hold some


def _opened(content: bytes, name: str) -> zipfile.ZipFile:
    """Open the archive, unless it would unpack to far more than a spreadsheet of figures does."""
    archive = open_archive(content, name, anew=_ANEW, smaller=_SMALLER)
    members = archive.infolist()
    xml = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    if xml > _MAX_XML:
        refuse(name, f"The spreadsheet unpacks to more than {_MAX_XML // 2**20} MiB of cells.", _SMALLER)
    if any(member.filename == "xl/workbook.bin" for member in members):
        refuse(name, "This is a binary workbook (.xlsb).", "Save it as .xlsx, then read that.")
    for member in members:
        if member.filename.endswith((".xml", ".rels")) and _declares(archive, member):
            # No program that makes spreadsheets writes such declarations; entities in them could grow without end.
            refuse(name, f"The spreadsheet is broken ({member.filename} declares entities).", _ANEW)
    return archive


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    try:
        part = archive.read(member)
    except Exception:  # noqa: BLE001 - a broken member is told of when it is parsed
        return False
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"<\x00!\x00D\x00" in part or b"\x00<\x00!\x00D" in part


def _of_workbook(archive: zipfile.ZipFile, members: set[str], name: str) -> Sequence[Sheet]:
    if not any(member.startswith("xl/workbook") for member in members):
        refuse(name, "This is an archive, but no spreadsheet.", "Read a text, a web page, a .docx, a .pdf or an .xlsx.")
    require("openpyxl", name)
    from kienan_analysis.documents.sheet.workbook import sheets_of

    return sheets_of(archive)


def _of_open_document(archive: zipfile.ZipFile) -> Sequence[Sheet]:
    from kienan_analysis.documents.sheet.open_document import sheets_of

    return sheets_of(archive.read("content.xml"))
