"""Which statements win where they contradict each other: the foremost source's, unless it contradicts itself."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from kienan_analysis.reconciliation.difference_graph import EASE, Cumulation, Cycle, DifferenceGraph, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kienan_analysis.reconciliation.columns import Bools, Floats
    from kienan_analysis.reconciliation.constraints import Constraints

ConflictKind = Literal["within_source", "between_sources"]
WITHIN: Final = "within_source"
BETWEEN: Final = "between_sources"


class Conflict(NamedTuple):
    """Observations that cannot all be true; leave any one out, and the rest agree.

    Attributes
    ----------
    kind : {"within_source", "between_sources"}
    rows : tuple of int
        The observations, ascending by source (the foremost first) and id.
    left_out : tuple of int
        Those of them that no bound rests on: those of the source that gives way, or all of one that contradicts itself.
    weight : float
        By how much they miss each other, in logarithms; below zero.
    """

    kind: ConflictKind
    rows: tuple[int, ...]
    left_out: tuple[int, ...]
    weight: float


class Accepted(NamedTuple):
    """What is left after the conflicts.

    Attributes
    ----------
    accepted : array of bool
        For each observation.
    agrees_in_itself : array of bool
        For each observation whether it takes part in its own source's account.
    ease : array of float
        By how much bounds that only touch are eased.
    conflicts : list of Conflict
        In the order of the series.
    """

    accepted: Bools
    agrees_in_itself: Bools
    ease: Floats
    conflicts: list[Conflict]


def accept(constraints: Constraints, contradictory: Bools) -> Accepted:
    """Decide which observations of the contradictory series the bounds rest on.

    Parameters
    ----------
    contradictory : array of bool
        For each series.
    """
    accepted = np.ones(len(constraints), dtype=bool)
    agrees = accepted.copy()
    ease = np.zeros(len(constraints))
    conflicts: list[Conflict] = []
    for statements, cumulation in _by_series(constraints, contradictory):
        series = _accept_series(statements, cumulation)
        conflicts += series.conflicts
        accepted[list(series.out)] = False
        agrees[list(series.out_of_own)] = False
        ease[list(series.eased)] = EASE
    return Accepted(accepted, agrees, ease, conflicts)


def _by_series(constraints: Constraints, contradictory: Bools) -> Iterator[tuple[list[Statement], Cumulation]]:
    """List each contradictory series' statements, the foremost source's first, and its cumulative levels."""
    series = constraints.nodes.series
    rows = np.flatnonzero(contradictory[series[constraints.node]])
    rows = rows[np.lexsort((constraints.precedence(rows), series[constraints.node[rows]]))]
    columns = (
        rows,
        constraints.sources[rows],
        constraints.node[rows],
        constraints.base[rows],
        constraints.figures.low[rows],
        constraints.figures.high[rows],
    )
    cumulative: dict[int, dict[int, list[int]]] = {}
    here = np.flatnonzero(contradictory[series[constraints.larger]])
    larger, smaller = constraints.larger[here], constraints.smaller[here]
    for at, above, below in zip(series[larger].tolist(), larger.tolist(), smaller.tolist(), strict=True):
        cumulative.setdefault(at, {}).setdefault(above, []).append(below)
    statements = map(Statement._make, zip(*(column.tolist() for column in columns), strict=True))
    for at, group in groupby(statements, key=lambda statement: int(series[statement.node])):
        yield list(group), Cumulation(cumulative.get(at, {}))


class _Series(NamedTuple):
    conflicts: list[Conflict]
    out: set[int]
    out_of_own: set[int]
    eased: set[int]


def _accept_series(statements: list[Statement], cumulation: Cumulation) -> _Series:
    """Take one source after the other, the foremost first: first by itself, then with what is accepted."""
    by_row = {statement.row: statement for statement in statements}
    place = {statement.row: number for number, statement in enumerate(statements)}
    everything = DifferenceGraph(cumulation)
    conflicts: list[Conflict] = []
    out: set[int] = set()
    out_of_own: set[int] = set()

    def settle(group: Iterable[Statement], graph: DifferenceGraph, source: int, kind: ConflictKind) -> set[int]:
        gone: set[int] = set()
        for statement in group:
            cycle = graph.add(statement)
            if cycle is None:
                continue
            weight, rows = _minimal([by_row[row] for row in cycle.rows], cycle, cumulation)
            losing = {row for row in rows if by_row[row].source == source}
            for row in losing:
                graph.remove(row)
            gone |= losing
            in_order = sorted(rows, key=place.__getitem__)
            conflicts.append(Conflict(kind, tuple(in_order), tuple(r for r in in_order if r in losing), weight))
        return gone

    for source, group in groupby(statements, key=lambda statement: statement.source):
        own = list(group)
        contradicting_itself = settle(own, DifferenceGraph(cumulation), source, WITHIN)
        out_of_own |= contradicting_itself
        consistent = (statement for statement in own if statement.row not in contradicting_itself)
        out |= contradicting_itself | settle(consistent, everything, source, BETWEEN)
    return _Series(conflicts, out, out_of_own, everything.eased)


def _minimal(members: list[Statement], cycle: Cycle, cumulation: Cumulation) -> Cycle:
    """Shrink a contradiction until leaving any one observation out resolves it.

    A cycle of observations alone is minimal: without one of them it is a path, and a path agrees with itself. Where
    cumulative flows take part, which need no observation, what is left may close a cycle through them: so each
    observation is tried out.
    """
    if cumulation.nodes.isdisjoint(node for statement in members for node in (statement.node, statement.base)):
        return cycle
    for statement in members:
        if statement.row in cycle.rows:
            others = [other for other in members if other.row in cycle.rows and other is not statement]
            cycle = _contradiction(others, cumulation) or cycle
    return cycle


def _contradiction(statements: Iterable[Statement], cumulation: Cumulation) -> Cycle | None:
    graph = DifferenceGraph(cumulation)
    return next((cycle for cycle in map(graph.add, statements) if cycle is not None), None)
