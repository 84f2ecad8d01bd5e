"""Constraints as a network of directed edges: ``x[head] ≤ x[tail] + weight``, the tightest of parallel ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kienan_analysis.reconciliation.columns import tightest
from kienan_analysis.reconciliation.constraints import UNIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.reconciliation.columns import Bools, Floats, Ints
    from kienan_analysis.reconciliation.constraints import Constraints

NOTHING: Final = -1  # in place of an observation: none is needed (a cumulative flow never falls)


@dataclass(frozen=True)
class Edges:
    """Directed edges sorted by tail, so that those leaving a node are neighbours.

    Attributes
    ----------
    tail, head : arrays
        Nodes.
    weight : array
    row : array
        The observation that each edge comes from, or NOTHING.
    size : int
        How many nodes there are.
    """

    tail: Ints
    head: Ints
    weight: Floats
    row: Ints
    size: int

    @cached_property
    def leaving(self) -> Ints:
        """Where each node's edges begin; the last element is the number of edges."""
        return np.searchsorted(self.tail, np.arange(self.size + 1))

    def of(self, nodes: Ints) -> Ints:
        """List the edges that leave some nodes, ascending where the nodes are."""
        begin = self.leaving[nodes]
        count = self.leaving[nodes + 1] - begin
        total = int(count.sum())
        return np.arange(total) + np.repeat(begin - np.concatenate(([0], np.cumsum(count)[:-1])), count)

    def turned(self) -> Edges:
        """Turn every edge round: the paths to a node become paths from it."""
        return Edges(self.head, self.tail, self.weight, self.row, self.size).sorted()

    def among(self, nodes: Bools) -> Edges:
        """Take the edges between marked nodes."""
        here = np.flatnonzero(nodes[self.tail] & nodes[self.head])
        return Edges(self.tail[here], self.head[here], self.weight[here], self.row[here], self.size)

    def sorted(self) -> Edges:
        """Sort edges that are in no order yet."""
        order = np.argsort(self.tail * self.size + self.head)
        return Edges(self.tail[order], self.head[order], self.weight[order], self.row[order], self.size)


@dataclass(frozen=True)
class Network:
    """All edges between nodes, and the bounds of nodes as such.

    Attributes
    ----------
    edges : Edges
    high, low : arrays
        For each node the tightest bound that a single observation sets, infinite where none does. ``low`` is of
        minus the logarithm, so that both are least ones.
    high_row, low_row : arrays
        That observation, or NOTHING.
    """

    edges: Edges
    high: Floats
    low: Floats
    high_row: Ints
    low_row: Ints

    @cached_property
    def turned(self) -> Edges:
        """The edges turned round."""
        return self.edges.turned()

    def around(self, first: int, end: int) -> Edges:
        """Take the edges among neighbouring nodes, numbered anew from 0, and the unit as one node more, the last."""
        edges, count = self.edges, end - first
        part = slice(edges.leaving[first], edges.leaving[end])
        up, down = (np.flatnonzero(np.isfinite(bound[first:end])) for bound in (self.high, self.low))
        tail = np.concatenate((edges.tail[part] - first, down, np.full(len(up), count)))
        head = np.concatenate((edges.head[part] - first, np.full(len(down), count), up))
        weight = np.concatenate((edges.weight[part], self.low[first:end][down], self.high[first:end][up]))
        row = np.concatenate((edges.row[part], self.low_row[first:end][down], self.high_row[first:end][up]))
        return Edges(tail, head, weight, row, count + 1).sorted()


def network_of(constraints: Constraints, accepted: Bools | None, ease: Floats | None = None) -> Network:
    """Build the network of the accepted observations, and of cumulation.

    Parameters
    ----------
    accepted : array of bool or None
        Which observations take part; None for all.
    ease : array or None
        By how much each observation's bounds are eased.
    """
    figures = constraints.figures
    if accepted is None and ease is None:
        rows = np.arange(len(constraints))
        statements = Statements(rows, constraints.node, constraints.base, figures.high, -figures.low)
    else:
        rows = np.arange(len(constraints)) if accepted is None else np.flatnonzero(accepted)
        eased = 0.0 if ease is None else ease[rows]
        statements = Statements(
            rows, constraints.node[rows], constraints.base[rows], figures.high[rows] + eased, -figures.low[rows] + eased
        )
    return join(
        statements,
        (constraints.larger, constraints.smaller),
        len(constraints.nodes),
        constraints.precedence,
    )


class Statements(NamedTuple):
    """Observations as a network sees them; one element each.

    Attributes
    ----------
    rows : array
        Which observations they are.
    node, base : array
    high, low : array
        Bounds of the logarithm and of minus the logarithm.
    """

    rows: Ints
    node: Ints
    base: Ints
    high: Floats
    low: Floats


def join(
    statements: Statements, cumulation: tuple[Ints, Ints], size: int, precedence: Callable[[Ints], Ints]
) -> Network:
    """Build a network of statements and of pairs of nodes (larger, smaller)."""
    # The edges first, each array given up as soon as the next is made of it: of many edges few may stand side by side.
    edges = _edges(statements, cumulation, size, precedence)
    rows, node, base, high, low = statements
    bare = base == UNIT
    bounds = []
    for weight in (high, low):
        here = np.flatnonzero(bare & np.isfinite(weight))
        at, least, entry = tightest(node[here], weight[here], rows[here], precedence)
        bound, row = np.full(size, np.inf), np.full(size, NOTHING)
        bound[at], row[at] = least, rows[here[entry]]
        bounds.append((bound, row))
    (high_bound, high_row), (low_bound, low_row) = bounds
    return Network(edges, high_bound, low_bound, high_row, low_row)


def _edges(
    statements: Statements, cumulation: tuple[Ints, Ints], size: int, precedence: Callable[[Ints], Ints]
) -> Edges:
    """Make the edges of what bounds two nodes against each other."""
    count = max(size, 1)
    keys, weight, row = _directed(statements, cumulation, count)
    keys, weight, entry = tightest(keys, weight, row, precedence)
    row = row[entry]
    del entry
    tail, head = np.divmod(keys, count)
    return Edges(tail, head, weight, row, size)


def _directed(statements: Statements, cumulation: tuple[Ints, Ints], count: int) -> tuple[Ints, Floats, Ints]:
    """List the edges as they come: tail and head in one number, weight, observation."""
    rows, node, base, high, low = statements
    larger, smaller = cumulation
    related = base != UNIT
    up, down = (np.flatnonzero(related & np.isfinite(weight)) for weight in (high, low))
    keys = np.concatenate((base[up] * count + node[up], node[down] * count + base[down], larger * count + smaller))
    weight = np.concatenate((high[up], low[down], np.zeros(len(larger))))
    row = np.concatenate((rows[up], rows[down], np.full(len(larger), NOTHING)))
    return keys, weight, row
