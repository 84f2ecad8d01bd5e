"""In which order figures stand, as far as their intervals tell: what overlaps has none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.annual_review.records import Record

Order = Literal["above", "below", "open"]
Direction = Literal["rose", "fell", "flat", ""]


def ends(row: Record, name: str) -> tuple[float, float]:
    """Give the ends of a figure's interval; an open one may reach anywhere."""
    low, high = (float(row.get(f"{name}{end}", math.nan)) for end in ("_low", "_high"))
    return -math.inf if math.isnan(low) else low, math.inf if math.isnan(high) else high


def order(row: Record, other: Record, name: str, of_other: str = "") -> Order:
    """Tell whether a figure lies above another or below it; ``open`` where their intervals have a point in common.

    Parameters
    ----------
    row, other : mapping
        With ``NAME_low`` and ``NAME_high``.
    name : str
    of_other : str, optional
        What the other's figure is called, where that is something else.
    """
    (low, high), (other_low, other_high) = ends(row, name), ends(other, of_other or name)
    return "above" if low > other_high else "below" if high < other_low else "open"


def direction(row: Record, name: str = "growth") -> Direction:
    """Tell which way a rate went: as its source says, of an implied one where its whole interval goes that way.

    Empty where that cannot be told.
    """
    low, high = ends(row, name)
    value = float(row[name])
    if low > 0 or high < 0:
        return "rose" if low > 0 else "fell"
    is_open = math.isinf(low) or math.isinf(high)
    if row.get(f"{name}_origin", row.get("origin", "")) == "implied" or (not value and is_open):
        return ""
    return "rose" if value > 0 else "fell" if value < 0 else "flat"


def may_be_first(rows: Sequence[Record], name: str, *, highest: bool = True) -> list[Record]:
    """List the rows of which each may have the highest figure, or the lowest; by their printed values, the first first.

    One alone lies beyond all others, whatever was rounded away.
    """
    ordered = sorted(rows, key=lambda row: float(row[name]), reverse=highest)
    if highest:
        least = max((ends(row, name)[0] for row in rows), default=math.inf)
        return [row for row in ordered if ends(row, name)[1] >= least]
    most = min((ends(row, name)[1] for row in rows), default=-math.inf)
    return [row for row in ordered if ends(row, name)[0] <= most]


def is_alone(rows: Sequence[Record], name: str, *, highest: bool = True) -> bool:
    """Whether one figure, of several, lies beyond all others for certain."""
    return len(may_be_first(rows, name, highest=highest)) == 1
