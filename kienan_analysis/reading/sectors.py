"""Growths of sectors beside that of the whole economy: the whole grows faster than one of them, slower than another."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.errors import KienanError
from kienan_analysis.published import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.observations import ReadObservation

_SECTORS: Final = ("agri_forestry_fishery_", "industry_construction_", "services_")
# Taxes less subsidies are a part of the economy too, and seldom move its growth by more than this.
_BY_TAXES: Final = 0.005
# Three of an economy's parts that sum to nearly all of it are shares, whatever is said of them.
_NEARLY_ALL, _ALL = 0.85, 1.015


class _Growth(NamedTuple):
    low: float
    high: float
    place: int


def doubted_sectors(observations: Sequence[ReadObservation], indicators: Mapping[str, Indicator]) -> set[int]:
    """Find growths of the economy and of its three sectors that cannot be what they seem.

    Parameters
    ----------
    observations : sequence of ReadObservation
        All of one text.
    indicators : mapping of str to Indicator
        The catalogue's, by id.

    Returns
    -------
    set of int
        Places in `observations`.
    """
    told: dict[tuple[str, ...], dict[str, _Growth]] = defaultdict(dict)
    wholes = {known.additive_group for known in indicators.values() if known.id.startswith(_SECTORS)} - {""}
    for place, one in enumerate(observations):
        if one.area is None or one.indicator is None or one.measure not in {"growth", "planned_growth"}:
            continue
        part = next((sector for sector in _SECTORS if one.indicator.startswith(sector)), "")
        if not part and one.indicator not in wholes:
            continue
        try:
            figure = resolve(one.printed, "vi", measure=one.measure, form=one.form, bound=one.bound)
        except KienanError:
            continue
        told[one.area, one.period, one.measure, one.base][part or "whole"] = _Growth(figure.low, figure.high, place)
    found: set[int] = set()
    for growths in told.values():
        parts = [growths[sector] for sector in _SECTORS if sector in growths]
        if len(parts) < len(_SECTORS):
            continue
        whole = growths.get("whole")
        if _are_shares(parts) or (whole is not None and not _lies_between(whole, parts)):
            found |= {one.place for one in parts} | ({whole.place} if whole is not None else set())
    return found


def _are_shares(parts: Sequence[_Growth]) -> bool:
    low = sum(one.low for one in parts)
    high = sum(one.high if math.isfinite(one.high) else one.low for one in parts)
    return low <= _ALL and high >= _NEARLY_ALL and all(one.low > 0 for one in parts)


def _lies_between(whole: _Growth, parts: Sequence[_Growth]) -> bool:
    slowest, fastest = min(one.low for one in parts), max(one.high for one in parts)
    return whole.high >= slowest - _BY_TAXES and whole.low <= fastest + _BY_TAXES
