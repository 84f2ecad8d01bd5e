"""Observations as difference constraints: in logarithms, every statement bounds the difference of two nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from kienan_analysis.reconciliation.columns import coded, combined, ranked
from kienan_analysis.reconciliation.figures import Figures, figures_of
from kienan_analysis.reconciliation.nodes import LEVEL, Nodes, is_plan, plan_of
from kienan_analysis.reconciliation.relations import Relation, relation_of
from kienan_analysis.reconciliation.source_order import Reports, ranked_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reconciliation.background import Background
    from kienan_analysis.reconciliation.columns import Bools, Ints, Texts

UNIT: Final = -1  # in place of a node: the observation bounds its node as such, not against another

OF_A_RATE: Final = "The indicator is a rate itself; a change of it may be meant in percentage points."
OF_AN_INDEX: Final = "The level of an index depends on the year that is set to 100, and that is not said."
OF_ITSELF: Final = "It compares a quantity with itself."


@dataclass(frozen=True, slots=True)
class Constraints:
    """The observations that bind something: ``low ≤ x[node] − x[base] ≤ high``, x the logarithms.

    All arrays have one element for each observation, except `larger` and `smaller`.

    Attributes
    ----------
    ids : array of text
    sources : array
        Numbers of the sources, the foremost first: by authority, then the newest.
    source_names : list of str
        By those numbers.
    source_age : array
        By those numbers: 0 for the newest source.
    node, base : arrays
        Numbers into `nodes`; `base` is UNIT where the node is bounded as such.
    figures : Figures
    years : array
        In how many years a growth applies.
    is_rate : array of bool
        Whether it is a growth or an attainment.
    nodes : Nodes
    larger, smaller : arrays
        Pairs of nodes of which the first is at least the second: nine months of a flow and five.
    left_out : DataFrame
        ``id, source, reason``: the observations that bind nothing.
    """

    ids: Texts
    sources: Ints
    source_names: list[str]
    source_age: Ints
    node: Ints
    base: Ints
    figures: Figures
    years: Ints
    is_rate: Bools
    nodes: Nodes
    larger: Ints
    smaller: Ints
    left_out: pd.DataFrame

    def __len__(self) -> int:
        return len(self.node)

    def precedence(self, rows: Ints) -> Ints:
        """Rank observations: the foremost source's first, ties by id; a row below 0 is none and goes first."""
        nothing = rows < 0
        table = pd.DataFrame(
            {
                "source": np.where(nothing, -1, self.sources[rows]),
                "id": np.where(nothing, "", self.ids[rows]),
            }
        )
        rank = np.empty(len(rows), dtype=np.int64)
        rank[table.sort_values(["source", "id"], kind="stable").index.to_numpy()] = np.arange(len(rows))
        return rank


def constraints_of(frame: pd.DataFrame, background: Background) -> Constraints:
    """Turn a table of observations into constraints; what cannot be one is listed with its reason."""
    measure, measures = coded(frame, "measure")
    relation, relations = _relations(frame, measure, measures)
    periods = sorted(
        {span for r in relations for span in (r.period, r.base) if span is not None},
        key=lambda span: (span.first, span.last),
    )
    place = {period: number for number, period in enumerate(periods)}
    years = np.array([r.years for r in relations], dtype=np.int64)[relation]
    series, series_names = _series(frame, background)
    kinds = _kinds([indicator for _, indicator, _ in series_names], background)
    node, base, quantities = _keys(frame, relation, relations, series, place)
    source, names, age = _sources(frame, relation, relations, measures, measure, background)
    is_bare = np.isin(measures, ("level", "plan"))[measure]
    figures, reasons = figures_of(frame, np.isin(measures, ("growth", "planned_growth"))[measure], years)
    reasons = [
        (OF_ITSELF, node == base),
        *reasons,
        (OF_A_RATE, ~is_bare & (kinds == "rate")[series]),
        (OF_AN_INDEX, is_bare & (kinds == "index")[series]),
    ]
    keep, left_out = _sort_out(frame, relation, [r.reason for r in relations], reasons)
    del relation, series, measure, reasons  # of a large table each takes room that is needed now
    is_part = len(keep) < len(frame)  # of a large table almost all rows bind, and then none is copied
    if is_part:
        node, base, years, is_bare, figures = node[keep], base[keep], years[keep], is_bare[keep], figures.at(keep)
    nodes, node, base = _number_nodes(node, base, series_names, [p.text for p in periods], quantities)
    larger, smaller = _cumulation(nodes, periods, _kinds(nodes.indicators, background) == "flow")
    ids = frame["id"].astype("str").to_numpy(dtype=object)
    return Constraints(
        ids=ids[keep] if is_part else ids,
        sources=source[keep] if is_part else source,
        source_names=names,
        source_age=age,
        node=node,
        base=base,
        figures=figures,
        years=years,
        is_rate=~is_bare,
        nodes=nodes,
        larger=larger,
        smaller=smaller,
        left_out=left_out,
    )


def _relations(frame: pd.DataFrame, measure: Ints, measures: list[str]) -> tuple[Ints, list[Relation]]:
    """Work out each distinct combination of measure, period and base once."""
    period, periods = coded(frame, "period")
    base, bases = coded(frame, "base")
    relation, rows = combined((measure, len(measures)), (period, len(periods)), (base, len(bases)))
    return relation, [relation_of(measures[measure[row]], periods[period[row]], bases[base[row]]) for row in rows]


def _keys(
    frame: pd.DataFrame, relation: Ints, relations: list[Relation], series: Ints, place: Mapping[Period, int]
) -> tuple[Ints, Ints, list[str]]:
    """Give each statement the keys of its two nodes, by series, period and quantity; UNIT where it has no base."""
    quantity, base_quantity, quantities = _quantities(frame, relation, relations)

    def key(spans: list[Period | None], number: Ints) -> Ints:
        """Give the key of a quantity in the period of each relation."""
        period = np.array([UNIT if span is None else place[span] for span in spans], dtype=np.int64)[relation]
        return (series * len(place) + period) * len(quantities) + number

    has_base = np.array([r.base is not None for r in relations], dtype=bool)[relation]
    node = key([r.period for r in relations], quantity)
    return node, np.where(has_base, key([r.base for r in relations], base_quantity), UNIT), quantities


def _sources(
    frame: pd.DataFrame,
    relation: Ints,
    relations: list[Relation],
    measures: list[str],
    measure: Ints,
    background: Background,
) -> tuple[Ints, list[str], Ints]:
    """Rank the sources by their authority and by how new they are."""
    source, names = coded(frame, "source")
    first_day, last_day = (
        np.array(days, dtype=np.int64)[relation]
        for days in (
            [0 if r.period is None else r.period.first.toordinal() for r in relations],
            [0 if r.period is None else r.period.last.toordinal() for r in relations],
        )
    )
    status, statuses = coded(frame, "status")
    estimated = np.array([text == "estimate" for text in statuses])[status]
    achieved = ~np.isin(measures, ("plan", "planned_growth"))[measure] & ~estimated
    reports = Reports(source, first_day, last_day, achieved)
    return ranked_sources(reports, names, background.published, background.authorities)


def _quantities(frame: pd.DataFrame, relation: Ints, relations: list[Relation]) -> tuple[Ints, Ints, list[str]]:
    """Give each statement's two quantities a number, now that the row's assigner says which plan its own one is."""
    assigner, assigners = coded(frame, "assigner")
    named = {text for r in relations for text in (r.quantity, r.base_quantity) if is_plan(text)}
    quantities = [LEVEL, *sorted(named | {plan_of(name) for name in assigners})]  # LEVEL is number 0
    place = {name: number for number, name in enumerate(quantities)}
    own_plan = np.array([place[plan_of(name)] for name in assigners], dtype=np.int64)[assigner]

    def numbers(texts: list[str]) -> Ints:
        fixed = np.array([place.get(text, UNIT) for text in texts], dtype=np.int64)[relation]
        return np.where(fixed == UNIT, own_plan, fixed)

    return numbers([r.quantity for r in relations]), numbers([r.base_quantity for r in relations]), quantities


def _series(frame: pd.DataFrame, background: Background) -> tuple[Ints, list[tuple[str, str, str]]]:
    """Give each row the number of its series; an empty price basis is the indicator's own, where that is known."""
    (area, areas), (indicator, indicators), (basis, bases) = (
        coded(frame, name) for name in ("area", "indicator", "price_basis")
    )
    code, rows = combined((area, len(areas)), (indicator, len(indicators)), (basis, len(bases)))
    names = []
    for row in rows:
        name = indicators[indicator[row]]
        names.append((areas[area[row]], name, bases[basis[row]] or background.price_bases.get(name, "")))
    unique = sorted(set(names))
    place = {name: number for number, name in enumerate(unique)}
    return np.array([place[name] for name in names], dtype=np.int64)[code], unique


def _kinds(indicators: Iterable[str], background: Background) -> Texts:
    return np.array([background.kinds.get(indicator, "") for indicator in indicators], dtype=object)


def _sort_out(
    frame: pd.DataFrame, relation: Ints, relation_reasons: list[str], reasons: list[tuple[str, Bools]]
) -> tuple[Ints, pd.DataFrame]:
    """Part the rows that bind something from those that do not; of several reasons the first is told."""
    texts = ["", *sorted({text for text in relation_reasons if text})]
    number = {text: place for place, text in enumerate(texts)}
    which = np.array([number[text] for text in relation_reasons], dtype=np.int64)[relation]
    for text, rows in reasons:
        which[rows & (which == 0)] = len(texts)
        texts.append(text)
    out = np.flatnonzero(which)
    left_out = frame.iloc[out][["id", "source"]].assign(reason=[texts[number] for number in which[out]])
    return np.flatnonzero(which == 0), left_out.sort_values("id", kind="stable").reset_index(drop=True)


def _number_nodes(
    node: Ints, base: Ints, series: list[tuple[str, str, str]], periods: list[str], quantities: list[str]
) -> tuple[Nodes, Ints, Ints]:
    """Replace the nodes' keys by numbers without gaps, in the order of the keys."""
    has_base = base != UNIT
    below = len(series) * max(len(periods), 1) * max(len(quantities), 1)
    numbers, keys = ranked(np.concatenate((node, base[has_base])), below)
    everything, rest = np.divmod(keys, max(len(quantities), 1))
    series_number, period = np.divmod(everything, max(len(periods), 1))
    used, series_number = np.unique(series_number, return_inverse=True)
    columns = [np.array([series[number][part] for number in used], dtype=object) for part in range(3)]
    nodes = Nodes(
        series=series_number,
        period=period,
        quantity=rest,
        areas=columns[0],
        indicators=columns[1],
        price_bases=columns[2],
        periods=np.array(periods, dtype=object),
        quantities=np.array(quantities, dtype=object),
    )
    numbered_base = np.full(len(base), UNIT, dtype=np.int64)
    numbered_base[has_base] = numbers[len(node) :]
    return nodes, numbers[: len(node)], numbered_base


def _cumulation(nodes: Nodes, periods: list[Period], is_flow: Bools) -> tuple[Ints, Ints]:
    """Pair each cumulative level of a flow with the next longer one of its year."""
    since_january = np.array(
        [(p.first.month, p.first.day) == (1, 1) and p.first.year == p.last.year for p in periods], dtype=bool
    )
    year = np.array([p.first.year for p in periods], dtype=np.int64)
    chosen = np.flatnonzero((nodes.quantity == 0) & since_january[nodes.period] & is_flow[nodes.series])
    # Nodes are sorted by series, then by the first and the last day: neighbours are next longer.
    same = (nodes.series[chosen][1:] == nodes.series[chosen][:-1]) & (
        year[nodes.period[chosen]][1:] == year[nodes.period[chosen]][:-1]
    )
    return chosen[1:][same], chosen[:-1][same]
