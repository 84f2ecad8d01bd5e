"""What a person should know of a document before its figures are used: parts not read, words left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.document import spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kienan_analysis.documents.document import Document, Doubtful

# Marks of notes, and what surrounds a page or an article, are left out of every such document.
TOLD: Final = ("struck", "moved_away", "hidden")

# So many figures in doubt are listed; a page where there are more was scanned too badly to be read.
MOST_TOLD: Final = 40
_MOST_MENDED: Final = 12
_NO_OCR: Final = {
    "program": "no_ocr_program",
    "old": "no_ocr_old",
    "models": "no_ocr_models",
    "failed": "no_ocr_failed",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know of a document.

    Attributes
    ----------
    code : str
        Name of the sentence, in the section ``document`` of the messages.
    fields : mapping
        What the sentence names; ``count`` is a number.
    """

    code: str
    fields: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        from kienan_analysis.wording.messages import Words

        return Words("en").say(f"document.{self.code}", **self.fields)


def notices(document: Document) -> tuple[Notice, ...]:
    """Say which parts could not be read, and how many numbers stand in words that were left out, by reason.

    Only what a writer may have meant as text is told.
    """
    return (*_recognised(document), *_not_read(document), *_left_out(document))


def _recognised(document: Document) -> Iterator[Notice]:
    """Say which pages were recognised, and list the figures of theirs that are in doubt."""
    if document.recognised:
        yield Notice("recognised", {"where": spans(document.recognised)})
    if document.mended:
        changes = Counter(document.mended).most_common(_MOST_MENDED)
        words = ", ".join(f"{was} → {now}" for (was, now), _ in changes)
        yield Notice("mended", {"count": len(document.mended), "words": words})
    if document.no_ocr:
        yield Notice(_NO_OCR[document.no_ocr])
    for one in document.doubtful[:MOST_TOLD]:
        fields = {"page": str(one.page), "line": str(one.line), "readings": told_readings(one)}
        yield Notice("doubtful_figure", fields)
    if len(document.doubtful) > MOST_TOLD:
        yield Notice("doubtful_more", {"count": len(document.doubtful) - MOST_TOLD})


def told_readings(one: Doubtful) -> str:
    """Quote what was read in one place, whole on one line."""
    return " / ".join(f"“{' '.join(reading.split())}”" if reading else "–" for reading in one.readings)


def _not_read(document: Document) -> Iterator[Notice]:
    for part in document.not_read:
        yield Notice(f"not_read_{part.what}", {"where": part.where})


def _left_out(document: Document) -> Iterator[Notice]:
    told = Counter(left.why for left in document.left_out if left.why in TOLD and any(map(str.isdecimal, left.text)))
    for why, count in told.items():
        yield Notice(f"left_out_{why}", {"count": count})
