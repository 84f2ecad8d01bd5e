"""Plain text: UTF-8, or UTF-16 that says its order."""

from __future__ import annotations

from typing import Final

from kienan_analysis.documents.document import Block, Document
from kienan_analysis.documents.kinds import UTF_16
from kienan_analysis.documents.refusal import refuse

_ENOUGH_TO_TELL: Final = 4096


def read_plain_text(content: bytes, name: str) -> Document:
    """Take a text as it is, character by character.

    Raises
    ------
    KienanError
        It is no text, or in another encoding.
    """
    text = decode(content, name)
    return Document(text, name, blocks=(Block("paragraph", text),))


def decode(content: bytes, name: str) -> str:
    """Decode UTF-8 (its byte order mark stays), or UTF-16 with a byte order mark (which says the order, and goes).

    Raises
    ------
    KienanError
        It is in neither.
    """
    if content.startswith(UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            refuse(name, f"The text begins as UTF-16 and breaks at byte {error.start}.", "Save it anew as UTF-8.")
    if b"\x00" in content[:_ENOUGH_TO_TELL]:
        refuse(name, "This is no text: it has bytes of value zero.", "Read a text, a web page, a .docx or a .pdf.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        refuse(
            name,
            f"The text is not UTF-8 (byte 0x{content[error.start]:02X} in line {line}); "
            "perhaps it is Windows-1258, TCVN3 (ABC) or VNI.",
            "Convert it to Unicode, for example with UniKey's toolkit (Ctrl+Shift+F6), and save it as UTF-8.",
        )
