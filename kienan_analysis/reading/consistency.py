"""Figures of one text that cannot all be true: two values of one thing; level, plan and share; growth and levels."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.catalogue import UNITS, canonical_unit, parse_period
from kienan_analysis.errors import KienanError
from kienan_analysis.published import resolve
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.observations import ReadObservation

# Far above what arithmetic in doubles errs by, far below the last digit of any printed figure.
_TOLERANCE: Final = 1e-9
_PERCENT: Final = "%"
_RATES: Final = frozenset({"growth", "planned_growth", "attainment"})


class _Quantity(NamedTuple):
    """What figures are of."""

    area: str
    indicator: str
    prices: str
    measure: str
    period: str
    assigner: str = ""
    plan_version: str = ""
    base: str = ""


@record
class _Told(Record):
    """What all statements of one quantity allow together, and which they are: places in the observations."""

    low: float
    high: float
    who: tuple[int, ...]


# By what the unit measures; amounts of different kinds are never compared.
_Amounts = dict[str, _Told]


def disagreements(observations: Sequence[ReadObservation], indicators: Mapping[str, Indicator]) -> dict[int, set[str]]:
    """Find the figures that cannot all be true, in time linear in their number.

    Parameters
    ----------
    observations : sequence of ReadObservation
    indicators : mapping of str to Indicator
        The catalogue's, by id.

    Returns
    -------
    dict of int to set of str
        For places in `observations`, the codes ``two_values``, ``plan_disagrees``, ``growth_disagrees``. Where a
        relation does not hold, every figure that takes part has its code: which of them is wrong nothing tells.

    Notes
    -----
    Each figure stands for the interval that its digits and its hedge allow. A relation fails only where no values in
    the intervals fulfil it: rounding alone never makes a doubt.
    """
    found: dict[int, set[str]] = defaultdict(set)
    told: dict[_Quantity, _Amounts] = defaultdict(dict)
    split: set[tuple[str, str, str]] = set()
    for (quantity, kind), members in _gathered(observations, indicators).items():
        low, high = max(one[1] for one in members), min(one[2] for one in members)
        who = tuple(one[0] for one in members)
        if _is_above(low, high):
            _mark(found, who, "two_values")
            split.add((quantity.area, quantity.indicator, quantity.period))
        else:
            told[quantity][kind] = _Told(low, high, who)
    for quantity, amounts in told.items():
        if quantity.measure not in _RATES:
            continue
        for rate in amounts.values():
            for code, above, below in _related(quantity, told):
                if not _can_be(rate, above, below, change=quantity.measure != "attainment"):
                    _mark(found, (*rate.who, *above.who, *below.who), code)
    for place, one in enumerate(observations):
        # Of which of the two amounts is the growth, the share of the plan?
        if one.measure in _RATES and (one.area, one.indicator, one.period) in split:
            _mark(found, (place,), "two_values")
    return dict(found)


def _gathered(
    observations: Sequence[ReadObservation], indicators: Mapping[str, Indicator]
) -> dict[tuple[_Quantity, str], list[tuple[int, float, float]]]:
    """Gather place and interval of each figure by its quantity and what its unit measures; rates as fractions."""
    found: dict[tuple[_Quantity, str], list[tuple[int, float, float]]] = defaultdict(list)
    for place, one in enumerate(observations):
        known = indicators.get(one.indicator or "")
        if known is None or not one.area:
            continue
        is_rate = one.measure in _RATES
        if is_rate and one.unit != _PERCENT and one.form != "multiple":
            continue  # percentage points are no relative change
        try:
            figure = resolve(one.printed, "vi", measure=one.measure, form=one.form, bound=one.bound)
        except KienanError:
            continue
        unit = canonical_unit(one.unit)
        kind, factor = (UNITS[unit].dimension, float(UNITS[unit].factor)) if unit in UNITS else (unit, 1.0)
        if is_rate:
            kind, factor = "", 1.0
        quantity = _Quantity(
            one.area,
            known.id,
            one.price_basis or known.price_basis,
            one.measure,
            one.period,
            one.assigner,
            one.plan_version,
            one.base,
        )
        found[quantity, kind].append((place, figure.low * factor, figure.high * factor))
    return found


def _related(rate: _Quantity, told: Mapping[_Quantity, _Amounts]) -> Iterator[tuple[str, _Told, _Told]]:
    """Give what a rate relates: the code of a failure, the amount that it is of, the one that it is relative to."""
    level = _Quantity(rate.area, rate.indicator, rate.prices, "level", rate.period)
    plan = level._replace(measure="plan", assigner=rate.assigner, plan_version=rate.plan_version)
    if rate.measure == "attainment":
        code, above, below = "plan_disagrees", level, plan
    elif rate.base.startswith("plan"):
        return
    else:
        code, above = "growth_disagrees", level if rate.measure == "growth" else plan
        below = level._replace(period=rate.base or _year_before(rate.period))
    amounts, relative_to = told.get(above, {}), told.get(below, {})
    for kind in amounts.keys() & relative_to.keys():
        yield code, amounts[kind], relative_to[kind]


def _can_be(rate: _Told, above: _Told, below: _Told, *, change: bool) -> bool:
    """Whether some values in the intervals fulfil: above is rate times below, or below changed by the rate."""
    one = 1.0 if change else 0.0
    low = max(0.0, one + rate.low) * max(0.0, below.low)
    high = math.inf if math.inf in {rate.high, below.high} else (one + rate.high) * below.high
    return not _is_above(low, above.high) and not _is_above(above.low, high)


def _year_before(period: str) -> str:
    """Give the same period one year earlier; empty where there is none."""
    try:
        return parse_period(period).previous().text
    except (KienanError, ValueError):
        return ""


def _is_above(low: float, high: float) -> bool:
    """Whether a lower end lies above an upper one by more than arithmetic errs."""
    finite = [abs(number) for number in (low, high) if math.isfinite(number)]
    return low > high + _TOLERANCE * max(finite, default=0.0)


def _mark(found: dict[int, set[str]], who: tuple[int, ...], code: str) -> None:
    for place in who:
        found[place].add(code)
