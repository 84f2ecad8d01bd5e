"""Shortest paths by relaxing all edges at once until nothing moves, and the paths behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kienan_analysis.reconciliation.network import NOTHING

if TYPE_CHECKING:
    from kienan_analysis.reconciliation.columns import Bools, Floats, Ints
    from kienan_analysis.reconciliation.network import Edges

# Two bounds that touch agree; below this a cycle of statements contradicts itself.
TOLERANCE: Final = 1e-9
# A series of fewer nodes shows a negative cycle by not settling in as many rounds; a larger one is looked at for
# one after 64, 128, 256 … rounds.
_LOOK_FROM: Final = 64


def shortest(edges: Edges, start: Floats, group: Ints, sizes: Ints) -> tuple[Floats, Bools]:
    """Find the least ``start[u] + path from u to v`` for every node v.

    Paths here are a few years long, so a dozen rounds do; a round looks only at the nodes that moved in the last one.

    Parameters
    ----------
    start : array
        Infinite where a node has no bound of its own.
    group : array
        For each node a number, such that no edge joins two groups.
    sizes : array
        How many nodes each group has.

    Returns
    -------
    distance : array
    unsettled : array of bool
        For each group whether it has a cycle below zero; its distances are then void.
    """
    distance = start.copy()
    unsettled = np.zeros(len(sizes), dtype=bool)
    moved = np.flatnonzero(np.isfinite(start))
    rounds = 0
    while moved.size:
        rounds += 1
        # With most nodes moving it is quicker to look at all edges than to gather those that matter.
        candidates: slice | Ints = slice(None) if moved.size * 2 > edges.size else edges.of(moved)
        head = edges.head[candidates]
        distances = distance[edges.tail[candidates]]
        distances += edges.weight[candidates]
        better = distances < distance[head]
        head, distances = head[better], distances[better]
        np.minimum.at(distance, head, distances)
        moved = _distinct(head, edges.size)
        # A path without a cycle has fewer edges than its group has nodes: what still moves goes round one.
        unsettled[group[moved[sizes[group[moved]] <= rounds]]] = True
        if rounds >= _LOOK_FROM and rounds & (rounds - 1) == 0:
            unsettled[group[_on_cycles(edges, distance, moved, group)]] = True
        moved = moved[~unsettled[group[moved]]]
    return distance, unsettled


def _distinct(nodes: Ints, size: int) -> Ints:
    """Sort and drop repetitions; marking is quicker than sorting where many of all nodes are meant."""
    if nodes.size * 16 < size:
        return np.unique(nodes)
    marked = np.zeros(size, dtype=bool)
    marked[nodes] = True
    return np.flatnonzero(marked)


def _on_cycles(edges: Edges, distance: Floats, moved: Ints, group: Ints) -> Ints:
    """Find nodes on a cycle of best predecessors among the groups that still move: such a cycle is below zero."""
    active = np.zeros(int(group.max(initial=0)) + 1, dtype=bool)
    active[group[moved]] = True
    here = np.flatnonzero(active[group[edges.tail]])
    head = edges.head[here]
    candidate = distance[edges.tail[here]] + edges.weight[here]
    best = np.full(edges.size, np.inf)
    np.minimum.at(best, head, candidate)
    # A node whose distance is better than any path to it is where a path begins; the extra node stands for "none".
    follows = (candidate == best[head]) & (candidate <= distance[head]) & np.isfinite(candidate)
    previous = np.full(edges.size + 1, edges.size)
    previous[head[follows]] = edges.tail[here[follows]]
    for _ in range(int(edges.size).bit_length()):  # twice as far back each time: past every path, so only cycles stay
        previous = previous[previous]
    return _distinct(previous[previous < edges.size], edges.size)


def predecessors(edges: Edges, start: Floats, distance: Floats) -> Ints:
    """Find the edge by which a shortest path reaches each node, NOTHING where it begins there or none does.

    Of equally short paths one with the fewest edges is taken, so that a bound names no more observations than it must.
    """
    edge_to = np.full(edges.size, NOTHING)
    reached = np.isfinite(distance) & (start == distance)
    moved = np.flatnonzero(reached)
    while moved.size:
        candidates = edges.of(moved)
        head = edges.head[candidates]
        tight = distance[edges.tail[candidates]] + edges.weight[candidates] == distance[head]
        fresh = candidates[tight & ~reached[head]][::-1]  # the first edge to a node is written last, so it stays
        edge_to[edges.head[fresh]] = fresh
        moved = _distinct(edges.head[fresh], edges.size)
        reached[moved] = True
    return edge_to
