"""What is read of a text, a line a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner


def told(examiner: Examiner, text: str) -> list[str]:
    """Give what is read of a text: area, indicator (a dash for one the catalogue does not know), period, figure."""
    return [
        f"{one.area} {one.indicator or '-'} {one.period} {one.measure} {one.value:g}"
        for one in examiner.examine(text).article.observations
    ]
