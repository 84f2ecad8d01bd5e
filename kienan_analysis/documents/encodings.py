"""Bytes to text: Unicode, windows-1258 brought into the letters that Unicode composes, what else a page may declare."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from typing import Final

from kienan_analysis.documents.kinds import UTF_16
from kienan_analysis.documents.legacy_letters import legacy_letters, marked_words, share_of_syllables
from kienan_analysis.documents.refusal import refuse

_ENOUGH_TO_TELL: Final = 4096
_VIETNAMESE: Final = 0.8  # of its marked words
# What a page may declare beside Unicode and is decoded as it says; no transformations such as *punycode*.
_DECLARED: Final = re.compile(r"(?:iso8859|cp(?:125|8|9)|koi8|gb|big5|euc|shift_jis|mac|tis_620)", re.IGNORECASE)
_UNICODE: Final = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "ascii"})
# Pages say this by habit, whatever they are in.
_BY_HABIT: Final = frozenset({"", "iso8859-1", "cp1252", "ascii", "cp1258"})
# A page that says UTF-8 and breaks in one place (a description cut between two bytes) is read with the break marked.
_FEW: Final = 0.01
_FEW_PLACES: Final = 2
_WITH_ICONV: Final = {"TCVN3 (ABC)": "TCVN", "VISCII": "VISCII"}


def decode_text(content: bytes, name: str) -> str:
    """Decode a plain text: UTF-8 (its byte order mark stays), UTF-16 with a byte order mark (which goes), windows-1258.

    Raises
    ------
    KienanError
        It is in none of them, or in letters of old Vietnamese fonts.
    """
    text = _utf_16(content, name)
    if text is None and b"\x00" in content[:_ENOUGH_TO_TELL]:
        refuse(name, "This is no text: it has bytes of value zero.", "Read a text, a web page, a .docx or a .pdf.")
    if text is None:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            refuse_legacy(content.decode("latin-1"), name, as_bytes=True)
            text = windows_1258(content)
            if text is None:
                line = content[: error.start].count(b"\n") + 1
                refuse(
                    name,
                    f"The text is not UTF-8 (byte 0x{content[error.start]:02X} in line {line}), "
                    "nor in an encoding of Vietnamese that is known here.",
                    "Open it in the program that wrote it, and save it as plain text in UTF-8.",
                )
    refuse_legacy(text, name)
    return text


def decode_page(content: bytes, declared: str, name: str) -> str:
    """Decode a web page: by its byte order mark, else as UTF-8 whatever it says, else as it says.

    Parameters
    ----------
    content : bytes
    declared : str
        The encoding that the page, or what it came in, names; empty where none.
    name : str

    Raises
    ------
    KienanError
        It is in letters of old Vietnamese fonts, or in an encoding that is not known.
    """
    text = _utf_16(content, name)
    if text is None:
        text = _decoded_page(content, declared, name)
    refuse_legacy(text, name)
    return text


def _decoded_page(content: bytes, declared: str, name: str) -> str:
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    label = codec_of(declared)
    if label in _UNICODE:
        text = content.decode("utf-8", "replace")
        high = sum(1 for letter in text if letter > "\x7f")
        broken = text.count("\ufffd")
        if broken <= max(_FEW_PLACES, _FEW * high) and broken * 5 < high:
            return text
    if label in _BY_HABIT or label in _UNICODE:
        refuse_legacy(content.decode("latin-1"), name, as_bytes=True)
        text_1258 = windows_1258(content)
        if text_1258 is not None:
            return text_1258
    if label == "cp1258":
        return unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    if label in {"iso8859-1", "cp1252"}:  # what a browser reads both as
        return content.decode("cp1252", "replace")
    if not _DECLARED.match(label):
        refuse(
            name,
            f"The page is not in Unicode, and it declares {declared!r}." if declared else "The page is not in Unicode.",
            "Open it in a browser, select the article, copy it into a text file, and save that as UTF-8.",
        )
    return content.decode(label, "replace")


def codec_of(label: str) -> str:
    """Give Python's name of an encoding; empty where it has none."""
    try:
        return codecs.lookup(label.strip()).name if label.strip() else ""
    except (LookupError, ValueError):
        return ""


def windows_1258(content: bytes) -> str | None:
    """Decode windows-1258, whose tones are letters of their own, and compose them; None where no Vietnamese results."""
    text = unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    words = marked_words(text)
    return text if words and share_of_syllables(words) >= _VIETNAMESE else None


def refuse_legacy(text: str, name: str, *, as_bytes: bool = False) -> None:
    """Refuse a text in letters of TCVN3, VNI or VISCII, with what converts it.

    Parameters
    ----------
    text : str
        Its bytes, or its wrong letters, as Latin-1.
    name : str
    as_bytes : bool
        Whether the file holds the bytes themselves, so that ``iconv`` can convert it.

    Raises
    ------
    KienanError
    """
    legacy = legacy_letters(text)
    if legacy is None:
        return
    remedy = f"Convert it with UniKey's toolkit (Ctrl+Shift+F6) from {legacy!r} to 'Unicode', and read the result."
    if legacy in _WITH_ICONV:
        charset = _WITH_ICONV[legacy]
        before = "iconv -f" if as_bytes else "iconv -f UTF-8 -t LATIN1 OLD | iconv -f"
        old = " OLD" if as_bytes else ""
        remedy = f"{remedy} On Linux this does it too: {before} {charset} -t UTF-8{old} > NEW"
    refuse(
        name,
        f"The letters are those of {legacy}, which old Vietnamese fonts show, not Unicode.",
        remedy,
    )


def _utf_16(content: bytes, name: str) -> str | None:
    if not content.startswith(UTF_16):
        return None
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        refuse(name, f"The text begins as UTF-16 and breaks at byte {error.start}.", "Save it anew as UTF-8.")
