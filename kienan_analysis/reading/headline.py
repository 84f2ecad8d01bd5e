"""What a headline repeats of the text beneath it: there it is said in full, with its period and what it is against."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.errors import KienanError
from kienan_analysis.published import resolve
from kienan_analysis.reading.observations import NOWHERE, Unread
from kienan_analysis.reading.reasons import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.observations import Article, ReadObservation

_HEADLINE: Final = re.compile(r"\s*+([^\n]{1,250}+)\n\s*+\S")
_ENDS: Final = (".", ":", ";", ",")
_AIMS: Final = frozenset({"plan", "planned_growth"})
_MONTH_ON_MONTH: Final = "no_base"


def with_headline_settled(article: Article, text: str) -> Article:
    """Read a headline's figures by the statements that they repeat.

    Headlines leave out the period and what a change is measured against. *CPI tháng 8 tăng 0,71%* above *tăng 0,71% so
    với tháng trước* is no growth against the year before; *thu ngân sách hơn 170 tỷ đồng* above *6 tháng cuối năm, thu
    170,89 tỷ đồng* is of those six months.

    Parameters
    ----------
    article : Article
    text : str
        That was read.
    """
    found = _HEADLINE.match(text)
    if found is None or found[1].rstrip().endswith(_ENDS):
        return article
    end = found.end(1)
    above = [one for one in article.observations if one.end <= end]
    if not above:
        return article
    below = article.observations[len(above) :]
    refused = {(one.text.lstrip("+-–"), one.code) for one in article.unread if one.start >= end}
    kept: list[ReadObservation] = []
    unread: list[Unread] = []
    for one in above:
        if one.measure == "growth" and (one.printed, _MONTH_ON_MONTH) in refused:
            reason = sentence(_MONTH_ON_MONTH)
            unread.append(Unread(one.printed, one.start, one.end, reason, _MONTH_ON_MONTH))
        else:
            kept.append(_dated_below(one, below, end))
    if not unread and kept == above:
        return article
    return replace(
        article,
        observations=(*kept, *below),
        unread=tuple(sorted((*article.unread, *unread), key=lambda left: left.start)),
    )


def _dated_below(one: ReadObservation, below: Sequence[ReadObservation], end: int) -> ReadObservation:
    """Give a headline's figure that names no period the one of the statement that it repeats, where there is one."""
    if 0 <= one.period_start < end and one.measure not in _AIMS:
        return one  # an aim's years are often those of the congress: Đại hội nhiệm kỳ 2025-2030: phấn đấu …
    said = [other for other in below if other.period_start != NOWHERE and _is_repeated(one, other)]
    if len({other.period for other in said}) != 1:
        return one
    return replace(one, period=said[0].period, period_start=said[0].period_start, period_end=said[0].period_end)


def _is_repeated(one: ReadObservation, other: ReadObservation) -> bool:
    """Whether the statement below can be the one that a headline's figure rounds."""
    if _thing_of(one) != _thing_of(other):
        return False
    (low, high), (least, most) = _ends_of(one), _ends_of(other)
    return low <= most and least <= high


def _thing_of(one: ReadObservation) -> tuple[str | None, ...]:
    """Give what a figure is of; *triệu đồng/người* is, of income a head, *triệu đồng*."""
    return one.indicator, one.name if one.indicator is None else "", one.measure, one.unit.split("/")[0], one.area


def _ends_of(one: ReadObservation) -> tuple[float, float]:
    try:
        figure = resolve(one.printed, "vi", measure=one.measure, form=one.form, bound=one.bound)
    except KienanError:
        return math.inf, -math.inf
    return figure.low, figure.high
