"""Reconciliation on random systems of figures: against a linear programme, against the truth, in any order."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kienan_analysis.reconciliation import Node, reconcile
from tests.reconciliation_cases import (
    NAN,
    Programme,
    bounds_of,
    constraint,
    excesses_of,
    observation,
    records,
    statement,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reconciliation_cases import Aim

pytest.importorskip("scipy.optimize")

pytestmark = pytest.mark.slow

FEW = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
# Statements that miss each other by less than the first touch, and agree; by more than the second they contradict.
TOUCHING = 1e-11
SLACK = 1e-7
YEARS = range(2017, 2022)
PARTS = ("{}-01", "{}-Q1", "{0}-01/{0}-05", "{}-H1", "{0}-01/{0}-09")
SHARES = (0.07, 0.2, 0.4, 0.47, 0.73)
# Made once: to make a strategy, and to have it looked over, costs more than to draw from it.
A_YEAR, A_PART, AN_ASSIGNER = st.sampled_from(YEARS), st.sampled_from(PARTS), st.sampled_from(["", "city", "council"])
A_SHAPE, A_SOURCE, A_STEP = st.integers(0, 13), st.sampled_from(["a", "b", "c"]), st.integers(-4, 4)
A_WIDTH = st.sampled_from([0.0, 0.001, 0.01, 0.05, 0.2])
AN_OPEN_END = st.sampled_from(["", "", "", "", "low", "high"])
A_SPREAD, A_COUNT = st.sampled_from([0.0, 0.0, 0.3, 1.0]), st.integers(1, 22)
Row = dict[str, Any]


def truth(period: str, quantity: str = "level") -> float:
    """Give the logarithm that the figures scatter around."""
    year = int(period[:4])
    part = next((share for form, share in zip(PARTS, SHARES, strict=True) if form.format(year) == period), 1.0)
    plan = {"level": 0.0, "plan": 0.02, "plan:city": -0.05, "plan:council": 0.07}[quantity]
    return 4.0 + 0.1 * (year - 2017) + math.log(part) + plan


@st.composite
def rows(draw: st.DrawFn, identifier: str, scatter: float) -> Row:
    """Draw one observation, right or wrong."""
    year = draw(A_YEAR)
    part = draw(A_PART).format(year)
    assigner = draw(AN_ASSIGNER)
    shapes = (
        *(("level", str(year), ""), ("level", part, "")),
        *(("growth", str(year), ""), ("growth", part, ""), ("growth", str(year), str(year - 2))),
        *(("growth", str(year), "plan:city"), ("growth", f"{year - 2}/{year}", "")),
        *(("attainment", str(year), ""), ("attainment", part, ""), ("plan", str(year), "")),
        *(("planned_growth", str(year), ""), ("planned_growth", str(year), str(year - 2))),
        *(("planned_growth", str(year), "plan:city"), ("planned_growth", part, "")),
    )
    measure, period, base = shapes[draw(A_SHAPE)]
    more = {"measure": measure, "base": base, "source": draw(A_SOURCE)}
    if measure in {"plan", "planned_growth", "attainment"}:
        more["assigner"] = "council" if base == "plan:city" else assigner
    row = statement(identifier, period, "level", (1.0, 1.0)) | more
    aim = constraint(row)
    middle = truth(*aim.node[3:]) - (truth(*aim.base[3:]) if aim.base else 0.0)
    middle += scatter * draw(A_STEP) / 100
    width = draw(A_WIDTH)
    times = 3 if "/" in period and len(period) == 9 else 1
    shift = 1.0 if "growth" in measure else 0.0
    low, value, high = (math.exp(end / times) - shift for end in (middle - width, middle, middle + width))
    open_end = draw(AN_OPEN_END)
    row["value"], row["low"], row["high"] = value, low, high
    return row | ({open_end: NAN} if open_end else {})


@st.composite
def systems(draw: st.DrawFn, scatter: float | None = None) -> list[Row]:
    """Draw the figures of one indicator."""
    spread = draw(A_SPREAD) if scatter is None else scatter
    count = draw(A_COUNT)
    return [draw(rows(f"o-{number:02}", spread)) for number in range(count)]


def close(found: float, expected: float) -> bool:
    """Compare to 1e-9, or both infinite."""
    return found == expected or abs(found - expected) <= 1e-9


def logarithm(end: float) -> float:
    """Turn an end back; an open one is infinite already."""
    return end if math.isinf(end) else math.log(end)


def assert_equal_to_programme(result: Any, programme: Programme) -> None:
    """Compare every node's bounds, in the table and one by one."""
    listed = {tuple(row[:5]): row[6:8] for row in records(result.series)}
    bounds = bounds_of([programme.aims(node) for node in programme.nodes])
    for node, (low, high) in zip(programme.nodes, bounds, strict=True):
        figure = result.bounds(node)
        assert close(logarithm(figure.low), low), node
        assert close(logarithm(figure.high), high), node
        shown = listed.get(node, (NAN, NAN))
        expected = [NAN if math.isinf(end) else math.exp(end) for end in (low, high)]
        np.testing.assert_allclose(shown, expected, rtol=2e-9, equal_nan=True)


def pairs(nodes: list[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Choose some pairs of nodes, the same each time."""
    chosen = random.Random(len(nodes))  # noqa: S311 - a choice of tests, no secret
    for _ in range(min(8, len(nodes) ** 2)):
        yield chosen.choice(nodes), chosen.choice(nodes)


@FEW
@given(systems(), st.booleans())
def test_bounds_and_ratios_are_those_of_the_linear_programme(figures: list[Row], flow: bool) -> None:  # noqa: FBT001
    programme = Programme(figures, flow=flow)
    excess = programme.excess()
    assume(excess < TOUCHING or excess > SLACK)
    result = reconcile(table(figures, "flow" if flow else "stock"))
    assert (len(result.conflicts) > 0) == (excess > SLACK)
    if excess > SLACK:
        return
    assert result.left_out.empty
    assert_equal_to_programme(result, programme)
    chosen = list(pairs(programme.nodes))
    bounds = bounds_of([programme.aims(one, other) for one, other in chosen])
    for (one, other), (low, high) in zip(chosen, bounds, strict=True):
        ratio = result.ratio(one, other)
        assert close(logarithm(ratio.low), low), (one, other)
        assert close(logarithm(ratio.high), high), (one, other)


@FEW
@given(systems(1.0), st.booleans())
def test_conflicts_are_minimal_and_the_rest_agrees(figures: list[Row], flow: bool) -> None:  # noqa: FBT001
    everything = Programme(figures, flow=flow)
    assume(everything.excess() > SLACK)
    by_id = {row["id"]: row for row in figures}
    result = reconcile(table(figures, "flow" if flow else "stock"))
    assert len(result.conflicts)
    losers: set[str] = set()
    for conflict in records(result.conflicts):
        members = [by_id[name] for name in conflict.observations]
        assert set(conflict.left_out) <= set(conflict.observations)
        assert conflict.left_out
        assert (conflict.kind == "within_source") == (len({row["source"] for row in members}) == 1)
        assert conflict.apart > 0
        assert not losers & set(conflict.observations) or conflict.kind == "within_source"
        losers |= set(conflict.left_out)
        assert Programme(members, flow=flow, nodes=everything.nodes).excess() > 1e-11
        less = [[other for other in members if other is not row] for row in members]
        assert all(one < 1e-9 for one in excesses_of(Programme(o, flow=flow, nodes=everything.nodes) for o in less))
    accepted = [row for row in figures if row["id"] not in losers]
    programme = Programme(accepted, flow=flow, nodes=everything.nodes)
    excess = programme.excess()
    assert excess < 1e-9
    if excess < TOUCHING:
        assert_equal_to_programme(result, programme)


@FEW
@given(systems(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(figures: list[Row], shuffler: random.Random) -> None:
    one = reconcile(table(figures, "flow"))
    mixed = list(figures)
    shuffler.shuffle(mixed)
    other = reconcile(table(mixed, "flow"))
    for name in ("series", "conflicts", "revisions", "left_out"):
        assert getattr(one, name).equals(getattr(other, name)), name
    for node in records(one.series):
        assert one.because(node[:5]) == other.because(node[:5])


@FEW
@given(systems(0.0), st.booleans())
def test_a_bound_rests_on_the_observations_that_it_names(figures: list[Row], flow: bool) -> None:  # noqa: FBT001
    kind = "flow" if flow else "stock"
    everything = Programme(figures, flow=flow)
    result = reconcile(table(figures, kind))
    assume(result.conflicts.empty)
    ends: list[tuple[int, float]] = []  # of each: which end of two, and its logarithm
    alone: list[tuple[Aim, Aim]] = []  # what it rests on
    without: list[tuple[Aim, Aim]] = []  # all else
    for node in everything.nodes:
        because = result.because(node)
        figure = result.bounds(node)
        for side, bound, names in ((0, figure.low, because.low), (1, figure.high, because.high)):
            assert bool(names) == math.isfinite(bound)
            if names:
                ends.append((side, math.log(bound)))
                for aims, inside in ((alone, True), (without, False)):
                    chosen = [row for row in figures if (row["id"] in names) is inside]
                    aims.append(Programme(chosen, flow=flow, nodes=everything.nodes).aims(node))
    for (side, bound), by_itself, others in zip(ends, bounds_of(alone), bounds_of(without), strict=True):
        # They suffice for the bound …
        assert close(by_itself[side], bound)
        # … and without them it is looser, unless others give the same.
        assert others[0] < bound + 1e-9 if side == 0 else others[1] > bound - 1e-9


@st.composite
def printed_from_the_truth(draw: st.DrawFn) -> tuple[dict[str, float], list[Row]]:
    """Draw known series and print figures from them, rounded; targets exactly."""
    digits = draw(st.integers(0, 3))
    levels = {year: draw(st.floats(5, 5000)) for year in YEARS}
    parts = {year: levels[year] * draw(st.floats(0.2, 0.9)) for year in YEARS}
    asked = {year: draw(st.integers(-300, 3000)) / 100 for year in YEARS}  # percent
    plans = {year: levels[year - 1] * (1 + asked[year] / 100) for year in YEARS if year - 1 in levels}
    known = {f"{y}|level": v for y, v in levels.items()} | {f"{y}|plan": v for y, v in plans.items()}
    known |= {f"{y}-H1|level": v for y, v in parts.items()}
    told: list[Row] = []

    def tell(period: str, measure: str, exact: float, places: int) -> None:
        printed = f"{exact:.{places}f}"
        if draw(st.booleans()) and float(printed) + (100 if "growth" in measure else 0) > 0:
            told.append(observation(f"o-{len(told):02}", period, measure, printed))

    for year in YEARS:
        tell(str(year), "level", levels[year], digits)
        tell(f"{year}-H1", "level", parts[year], digits)
        if year in plans:
            before = year - 1
            tell(str(year), "growth", (levels[year] / levels[before] - 1) * 100, digits)
            tell(f"{year}-H1", "growth", (parts[year] / parts[before] - 1) * 100, digits)
            tell(str(year), "planned_growth", asked[year], 2)
            tell(str(year), "attainment", levels[year] / plans[year] * 100, digits)
            tell(f"{year}-H1", "attainment", parts[year] / plans[year] * 100, digits)
    tell("2018/2021", "growth", ((levels[2021] / levels[2017]) ** (1 / 4) - 1) * 100, digits + 1)
    return known, told


@settings(FEW, max_examples=300)
@given(printed_from_the_truth())
def test_bounds_contain_the_truth(case: tuple[dict[str, float], list[Row]]) -> None:
    known, told = case
    assume(told)
    result = reconcile(table(told, "flow"))
    assert result.conflicts.empty
    for row in records(result.series):
        true = known[f"{row.period}|{row.quantity}"]
        # The truth is a float itself, right to a few units of its last digit.
        assert not row.low > true * (1 + 1e-13)
        assert not row.high < true * (1 - 1e-13)
    levels = [(n, known[f"{n[3]}|{n[4]}"]) for n in (tuple(r[:5]) for r in records(result.series))]
    for (one, above), (other, below) in pairwise(levels):
        ratio = result.ratio(Node(*one), Node(*other))
        assert ratio.low <= above / below * (1 + 1e-13)
        assert ratio.high >= above / below * (1 - 1e-13)
