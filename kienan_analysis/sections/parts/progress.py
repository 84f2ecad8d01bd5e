"""How far a part of a year has come against the year's plan, in a few words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.plan_answers import plan_name, share_of_plan
from kienan_analysis.sections.parts.table import Cell

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.wording.messages import Words


def progress_cell(words: Words, row: Record) -> Cell:
    """Write how a share of plan stands to an even spread over the months; only a plan that is reached bears a sign."""
    name = row["progress"]
    if not name:
        return NOTHING
    return Cell(words.say(f"progress.{name}"), mark="met" if name == "reached" else "")


def told_so_far(review: AnnualReview, words: Words, row: Record, *, inside: bool = True) -> dict[str, Any]:
    """Give a row's name and share of the year's plan, and how many months that took, for a sentence."""
    name = plan_name(review, words, row, inside=inside)
    months = row["months"]
    return {
        "name": name,
        "share": share_of_plan(words, row),
        "months": 0 if math.isnan(months) else int(months),
    }


def is_year_so_far(row: Record) -> bool:
    """Whether a row is of the months from January on, of what adds up over them."""
    return not math.isnan(row["even"])


def capital(text: str) -> str:
    """Begin a text with a large letter."""
    return text[:1].upper() + text[1:]


def by_own_share(row: Record) -> bool:
    """Whether a row's plan follows from its own printed share."""
    return bool(row["plan_origin"] != "published" and row["attainment_origin"] == "published")


def shares_so_far(review: AnnualReview) -> pd.DataFrame:
    """Take the part years of which the share of the annual plan is known, of what adds up over the months."""
    rows = review.part_years
    return rows[rows["attainment"].notna() & rows["even"].notna()]


def annual_plan(review: AnnualReview, words: Words, row: Record) -> str:
    """Say what the year's plan is: published, or implied by a share of it."""
    printed = row["plan_origin"] == "published"
    key = "part.text_published" if printed else "part.text"
    told = told_so_far(review, words, row)
    return words.say(
        key,
        count=told["months"],
        plan=phrases.about(words, row, "plan"),
        bounds="" if printed else phrases.amount_bounds(words, row, "plan"),
        **told,
    )
