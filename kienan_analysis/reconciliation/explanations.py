"""What a bound rests on, and the figure that follows from the same observations as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kienan_analysis.reconciliation.network import NOTHING, Edges
from kienan_analysis.reconciliation.shortest_paths import predecessors, shortest

if TYPE_CHECKING:
    from kienan_analysis.reconciliation.columns import Bools, Floats
    from kienan_analysis.reconciliation.solution import Solution


class Because(NamedTuple):
    """The observations that a bound rests on, by id, from the node inward; empty where it is open.

    Attributes
    ----------
    low, high : tuple of str
    """

    low: tuple[str, ...]
    high: tuple[str, ...]


class Path(NamedTuple):
    """A shortest path.

    Attributes
    ----------
    length : float
        Infinite where there is none.
    rows : tuple of int
        Its observations, from its end backwards; NOTHING where a cumulative flow takes none.
    factor : float
        The product of the figures along it as they are printed.
    """

    length: float
    rows: tuple[int, ...]
    factor: float

    def then(self, other: Path) -> Path:
        """Join two paths."""
        return Path(self.length + other.length, self.rows + other.rows, self.factor * other.factor)


def path_to_node(solution: Solution, number: int, *, upper: bool) -> Path:
    """Follow the path behind a node's upper or lower bound; the length of a lower one is minus the bound."""
    network = solution.network
    edges, edge_to, lengths, rows_here = (
        (network.edges, solution.high_edge, solution.high, network.high_row)
        if upper
        else (network.turned, solution.low_edge, solution.negative_low, network.low_row)
    )
    if np.isinf(lengths[number]):
        return Path(np.inf, (), np.nan)
    rows, heads, node = [], [], number
    while edge_to[node] != NOTHING:
        edge = edge_to[node]
        rows.append(int(edges.row[edge]))
        heads.append(node)
        node = int(edges.tail[edge])
    rows.append(int(rows_here[node]))
    heads.append(node)
    return Path(float(lengths[number]), tuple(rows), _product(solution, rows, heads, inverse=not upper))


def path_between(solution: Solution, edges: Edges, first: int, tail: int, head: int) -> Path:
    """Find the shortest path from one node of a series to another, also through the unit.

    Parameters
    ----------
    edges : Edges
        The series' own, numbered from 0, the unit last.
    first : int
        The number of the series' first node.
    tail, head : int
        Numbered as `edges`.
    """
    start = np.full(edges.size, np.inf)
    start[tail] = 0.0
    group = np.zeros(edges.size, dtype=np.int64)
    distance, _ = shortest(edges, start, group, np.array([edges.size]))
    if np.isinf(distance[head]):
        return Path(np.inf, (), np.nan)
    edge_to = predecessors(edges, start, distance)
    rows, heads, node = [], [], head
    while node != tail:
        edge = edge_to[node]
        rows.append(int(edges.row[edge]))
        heads.append(node + first if node < edges.size - 1 else NOTHING)
        node = int(edges.tail[edge])
    return Path(float(distance[head]), tuple(rows), _product(solution, rows, heads))


def _product(solution: Solution, rows: list[int], heads: list[int], *, inverse: bool = False) -> float:
    """Multiply or divide by each figure, as the path goes to the node that it is about or away from it."""
    factor, node = solution.constraints.figures.factor, solution.constraints.node
    if NOTHING in rows:
        return float("nan")
    product = np.float64(1.0)
    with np.errstate(over="ignore", under="ignore", divide="ignore", invalid="ignore"):
        for row, head in zip(rows, heads, strict=True):
            product = product * factor[row] if (node[row] == head) != inverse else product / factor[row]
    return float(product)


def formula_values(solution: Solution) -> tuple[Floats, Bools]:
    """Work out every node whose bounds both rest on the same observations, from these as they are printed.

    Returns
    -------
    values : array
        NaN where there is no such figure.
    known : array of bool
    """
    constraints, network = solution.constraints, solution.network
    high_edge, low_edge = solution.high_edge, solution.low_edge
    bounded = np.isfinite(solution.high) & np.isfinite(solution.negative_low)
    begins = bounded & (high_edge == NOTHING) & (low_edge == NOTHING) & (network.high_row == network.low_row)
    values = np.full(len(bounded), np.nan)
    values[begins] = constraints.figures.factor[network.high_row[begins]]
    linked = np.flatnonzero(bounded & (high_edge != NOTHING) & (low_edge != NOTHING))
    up, down = high_edge[linked], low_edge[linked]
    row, tail = network.edges.row[up], network.edges.tail[up]
    same = (tail == network.turned.tail[down]) & (row == network.turned.row[down]) & (row != NOTHING)
    linked, row, tail = linked[same], row[same], tail[same]
    onward = Edges(tail, linked, constraints.figures.factor[row], row, len(bounded)).sorted()
    known = begins.copy()
    moved = np.flatnonzero(begins)
    while moved.size:  # one step further along every path at a time
        steps = onward.of(moved)
        before, moved, by = onward.tail[steps], onward.head[steps], onward.weight[steps]
        forward = constraints.node[onward.row[steps]] == moved
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            values[moved] = np.where(forward, values[before] * by, values[before] / by)
        known[moved] = True
        moved = np.sort(moved)
    return values, known
