"""The text of a Word file (.docx): paragraphs and tables in the order in which they stand, by python-docx."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.documents.document import Block, Document
from kienan_analysis.documents.refusal import refuse, require

if TYPE_CHECKING:
    from collections.abc import Iterator

# A report of a hundred pages unpacks to a few MB of text; pictures in it are unpacked too.
_MAX_UNPACKED: Final = 256 * 1024 * 1024
_MAX_TEXT: Final = 64 * 1024 * 1024
_MAX_MEMBERS: Final = 5_000
_BODY: Final = "word/document.xml"
_WORDS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Of a drawing's two descriptions Word shows one: the other is for older programs.
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANKS: Final = {f"{_WORDS}tab": "\t", f"{_WORDS}br": "\n", f"{_WORDS}cr": "\n", f"{_WORDS}noBreakHyphen": "-"}


def read_word_file(content: bytes, name: str) -> Document:
    """Read a Word file; a table's rows become lines, their cells parted by tabs.

    Raises
    ------
    KienanError
        It is another archive, broken, locked by a password, or unpacks to too much.
    """
    _check_archive(content, name)
    require("docx", name)
    import docx

    try:
        opened = docx.Document(BytesIO(content))
        text = "\n".join(_blocks(opened.element.body))
        title = " ".join(str(opened.core_properties.title or "").split())[:300]
    except Exception as error:  # noqa: BLE001 - files are broken in any way; what parses them may fail in any way
        refuse(
            name,
            f"The Word file is broken ({type(error).__name__}).",
            "Open it in Word or LibreOffice and save it anew.",
        )
    if not text.strip():
        refuse(
            name, "The Word file holds no text.", "Figures in images are not read: type them in, or run an OCR first."
        )
    return Document.of_blocks((Block("paragraph", line) for line in text.split("\n")), name, title=title)


def _check_archive(content: bytes, name: str) -> None:
    """Refuse an archive that is no Word file, or that would unpack to far more than one."""
    try:
        members = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        refuse(name, f"The archive is broken ({error}).", "Open the file in Word or LibreOffice and save it anew.")
    body = next((member for member in members if member.filename == _BODY), None)
    if body is None:
        refuse(
            name,
            "This is an archive, or an Office file, but no Word file.",
            "Read a text, a web page, a .docx or a .pdf.",
        )
    # No more than what is declared here is ever unpacked: reading stops there.
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MAX_MEMBERS or unpacked > _MAX_UNPACKED or body.file_size > _MAX_TEXT:
        refuse(name, "The file unpacks to far more than a report has.", "Save the part with the figures as plain text.")


def _blocks(parent: Any) -> Iterator[str]:  # noqa: ANN401 - an element of lxml, which has no types here
    """Give the paragraphs and table rows beneath an element, one by one (lxml refuses to nest more than 256 deep)."""
    for child in parent:
        if child.tag == f"{_WORDS}p":
            yield _paragraph(child)
        elif child.tag == f"{_WORDS}tbl":
            for row in child.iterchildren(f"{_WORDS}tr"):
                cells = (" ".join(_blocks(cell)).strip() for cell in _cells(row))
                yield "\t".join(cells)
        elif child.tag in {f"{_WORDS}sdt", f"{_WORDS}sdtContent", f"{_WORDS}ins", f"{_WORDS}customXml"}:
            yield from _blocks(child)


def _cells(row: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """Give a row's own cells; those of a table inside a cell come with that cell."""
    for child in row:
        if child.tag == f"{_WORDS}tc":
            yield child
        elif child.tag == f"{_WORDS}sdt":
            yield from child.iterfind(f"{_WORDS}sdtContent/{_WORDS}tc")


def _paragraph(paragraph: Any) -> str:  # noqa: ANN401 - as above
    """Join a paragraph's words: links, boxes and insertions with them, deletions (another tag) not."""
    parts = []
    stack = [iter(paragraph)]
    while stack:  # A loop, so that no depth of a hostile file can exhaust the interpreter's stack.
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{_WORDS}t":
            parts.append(child.text or "")
        elif child.tag in _BLANKS:
            parts.append(_BLANKS[child.tag])
        elif child.tag not in {_FALLBACK, f"{_WORDS}pPr"}:
            stack.append(iter(child))
    return "".join(parts)
