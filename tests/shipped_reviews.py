"""Reviews of the shipped data, each made once for all tests of a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.display import Review
from kienan_analysis.wording import Words

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.wording import Language

FOLDER = Path(__file__).resolve().parent.parent / "data"


@cache
def shipped() -> Dataset:
    return load(FOLDER)


@cache
def tables_of(area: str, year: int) -> AnnualReview:
    return annual_review(shipped(), area, year)


@cache
def review_of(area: str, year: int, language: Language) -> Review:
    return Review(tables_of(area, year), Words(language))
