"""The bounds that all accepted observations allow together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kienan_analysis.reconciliation.acceptance import Accepted, accept
from kienan_analysis.reconciliation.network import network_of
from kienan_analysis.reconciliation.shortest_paths import TOLERANCE, predecessors, shortest

if TYPE_CHECKING:
    from kienan_analysis.reconciliation.columns import Bools, Floats, Ints
    from kienan_analysis.reconciliation.constraints import Constraints
    from kienan_analysis.reconciliation.network import Network


class Solution:
    """Bounds of every node, and the paths that they rest on.

    Attributes
    ----------
    constraints : Constraints
    outcome : Accepted
        Which observations the bounds rest on, and the conflicts.
    network : Network
        Of the accepted observations.
    high, negative_low : arrays
        Upper bounds of each node's logarithm and minus the lower ones, infinite where open; these are found when they
        are first asked for, since whether statements contradict each other is seen without them.
    """

    def __init__(self, constraints: Constraints) -> None:
        self.constraints = constraints
        nodes = constraints.nodes
        network = network_of(constraints, None)
        high, contradictory = shortest(network.edges, network.high, nodes.series, nodes.sizes)
        contradictory |= _elsewhere(network, high, nodes.series, nodes.sizes)
        contradictory[nodes.series[high + network.low < -TOLERANCE]] = True  # through a bound from below
        self.outcome: Accepted = accept(constraints, contradictory)
        if contradictory.any():
            network = network_of(constraints, self.outcome.accepted, self.outcome.ease)
            again = contradictory[nodes.series]
            repaired, _ = shortest(network.edges, np.where(again, network.high, np.inf), nodes.series, nodes.sizes)
            high = np.where(again, repaired, high)
        self.network = network
        self.high = high

    @cached_property
    def negative_low(self) -> Floats:
        """Minus the lower bounds of the logarithms."""
        nodes = self.constraints.nodes
        return shortest(self.network.turned, self.network.low, nodes.series, nodes.sizes)[0]

    @cached_property
    def high_edge(self) -> Ints:
        """For each node the edge by which its upper bound comes to it, NOTHING where it is its own observation's."""
        return predecessors(self.network.edges, self.network.high, self.high)

    @cached_property
    def low_edge(self) -> Ints:
        """The same of the lower bound, among the edges turned round."""
        return predecessors(self.network.turned, self.network.low, self.negative_low)


def _elsewhere(network: Network, high: Floats, series: Ints, sizes: Ints) -> Bools:
    """Find contradictions among rates alone, where no level reaches."""
    unsettled = np.zeros(len(sizes), dtype=bool)
    open_above = np.isposinf(high)
    # First from one node of each series, which reaches most others in few rounds; then from all that are left.
    for from_one in (True, False):
        edges = network.edges.among(open_above)
        if not len(edges.tail):
            break
        begin = np.unique(series[edges.tail], return_index=True)[1] if from_one else np.arange(len(edges.tail))
        start = np.full(len(high), np.inf)
        start[edges.tail[begin]] = 0.0
        reached, cycles = shortest(edges, start, series, sizes)
        unsettled |= cycles
        open_above &= np.isposinf(reached) & ~unsettled[series]
    return unsettled
