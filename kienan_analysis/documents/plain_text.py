"""Plain text: in Unicode, or in windows-1258."""

from __future__ import annotations

from kienan_analysis.documents.document import Block, Document
from kienan_analysis.documents.encodings import decode_text


def read_plain_text(content: bytes, name: str) -> Document:
    """Take a text as it is, character by character; of windows-1258 the letters composed.

    Raises
    ------
    KienanError
        It is no text, in another encoding, or in letters of old Vietnamese fonts.
    """
    text = decode_text(content, name)
    return Document(text, name, blocks=(Block("paragraph", text),))
