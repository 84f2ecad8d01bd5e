"""Levels and plans a thousand times their neighbour in time, or a thousandth: a unit mistaken, a decimal mark lost."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from kienan_analysis.catalogue import Period, parse_period
from kienan_analysis.data_package.columns import CODE
from kienan_analysis.errors import Problem
from kienan_analysis.validation.combinations import Codes, combinations

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from kienan_analysis.validation.checked import Examined

    Ints = npt.NDArray[np.int64]

# A level this many times its neighbour's is a unit mistaken or a decimal mark lost; real growth and a part year do
# not reach it.
_JUMP: Final = 40.0
_JUMPING: Final = frozenset({"level", "plan"})


def unit_jumps(found: Examined, file: str) -> Iterator[Problem]:
    """Warn where a level or plan is about a thousand times, or a thousandth of, its neighbour in time."""
    checked = found.checked
    if not len(checked.numbers):
        return
    cells = checked.cells
    codes = {name: np.frombuffer(cells[name].codes, dtype=CODE) for name in ("area", "indicator", "period", "measure")}
    value = np.asarray(checked.value, dtype=np.float64)
    measured = np.array([text in _JUMPING for text in cells["measure"].texts], dtype=bool)[codes["measure"]]
    rows = np.flatnonzero(measured & (value > 0))
    codes = {name: code[rows] for name, code in codes.items()}
    periods = _periods(cells["period"].texts, np.unique(codes["period"]))
    told = [(0, 0, 0) if p is None else (p.months, p.first.toordinal(), p.last.toordinal()) for p in periods]
    months, first, last = np.array(told, dtype=np.int64)[codes["period"]].T
    kinds = [found.indicators[text].kind if text in found.indicators else "" for text in cells["indicator"].texts]
    is_stock = np.array([kind == "stock" for kind in kinds], dtype=bool)[codes["indicator"]]
    span = np.where(is_stock, 1, months)  # a flow is compared by the month
    spans = np.flatnonzero(span)
    rows, first, last = rows[spans], first[spans], last[spans]
    size = value[rows] / span[spans]
    series = _series(found, rows)
    order = np.lexsort((rows, first, last, series))
    before, after = order[:-1], order[1:]
    ratio = np.maximum(size[before], size[after]) / np.minimum(size[before], size[after])
    for pair in np.flatnonzero((series[before] == series[after]) & (ratio > _JUMP)).tolist():
        earlier, later = before[pair], after[pair]
        yield _problem(found, file, int(rows[earlier]), int(rows[later]), float(size[later] / size[earlier]))


def _periods(texts: list[str], codes: Ints) -> list[Period | None]:
    """Read the periods that rows have; other texts may be none."""
    there = set(codes.tolist())
    return [parse_period(text) if code in there else None for code, text in enumerate(texts)]


def _series(found: Examined, rows: Ints) -> Ints:
    """Give each row the number of its series, as they first stand; an empty price basis is the indicator's own."""
    cells = found.checked.cells
    area, indicator, basis = (
        Codes(np.frombuffer(cells[name].codes, dtype=CODE)[rows], len(cells[name].texts))
        for name in ("area", "indicator", "price_basis")
    )
    named = combinations(None, basis, indicator)
    known: dict[str, int] = {}
    of_each = []
    for row in named.first.tolist():
        own = found.indicators[cells["indicator"].texts[indicator.rows[row]]].price_basis
        of_each.append(known.setdefault(cells["price_basis"].texts[basis.rows[row]] or own, len(known)))
    effective = Codes(np.array(of_each, dtype=np.int64)[named.codes], max(1, len(known)))
    return combinations(None, area, indicator, effective).codes


def _problem(found: Examined, file: str, first: int, second: int, ratio: float) -> Problem:
    checked = found.checked
    names = ("printed", "unit", "measure", "period", "source")
    earlier, later = ({name: checked.cells[name][row] for name in names} for row in (first, second))
    meaning = (
        f"{later['printed']} {later['unit']} ({later['measure']} {later['period']}) is about "
        f"{_times(ratio)} {earlier['printed']} {earlier['unit']} "
        f"({earlier['measure']} {earlier['period']}, row {checked.numbers[first]}), month for month; "
        "neither is rescaled."
    )
    remedy = f"Compare unit and decimal mark with the sources: {later['source']}, {earlier['source']}."
    place, others = checked.numbers[second], (checked.numbers[first],)
    return Problem("warning", "unit-jump", file, place, "unit", later["printed"], meaning, remedy, others)


def _times(ratio: float) -> str:
    """Say a large ratio as the power of ten that it is near to."""
    power = 10 ** round(abs(math.log10(ratio)))
    if ratio > 1:
        return f"{power:,} times"
    return {100: "a hundredth of", 1000: "a thousandth of"}.get(power, f"1/{power:,} of")
