"""What is said where pages are images: how they can be recognised, and which of their figures are in doubt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.document import NotRead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kienan_analysis.documents.document import Doubtful

_INSTALL: Final = "install it (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie), then read it with --ocr"
_REMEDIES: Final = {
    "": "Read it with --ocr, which recognises its text; or type in its figures.",
    "program": f"Tesseract, which recognises text, is not installed: {_INSTALL}.",
    "old": f"The Tesseract that is installed is older than version 4: {_INSTALL}.",
    "models": f"Tesseract lacks its models 'vie' or 'eng': {_INSTALL}.",
    "failed": "Tesseract could not read it: type in its figures.",
}


def how_to_recognise(no_ocr: str) -> str:
    """Say what to do with pages that are images, where `no_ocr` has kept them from being recognised, or nothing has."""
    return _REMEDIES[no_ocr]


def doubts_of(doubtful: Iterable[Doubtful]) -> Iterator[NotRead]:
    """Say on which pages figures are in doubt, if any are."""
    pages = Counter(one.page for one in doubtful)
    if pages:
        yield NotRead("figures", ", ".join(f"{page} ({count})" for page, count in pages.items()))
