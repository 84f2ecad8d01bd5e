"""Statements added one by one, and the cycle that the first impossible one closes.

The method is that of Cotton and Maler (2006), "Fast and flexible difference constraint propagation": every node keeps
a potential that satisfies all statements so far, and a new statement moves only the potentials that it has to.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from kienan_analysis.reconciliation.constraints import UNIT
from kienan_analysis.reconciliation.network import NOTHING
from kienan_analysis.reconciliation.shortest_paths import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# For each node the nodes that its edges lead to (or come from), with the weight and observation of each parallel edge.
_Adjacent: TypeAlias = dict[int, dict[int, list[tuple[float, int]]]]
LEAVING: Final = 0
ENTERING: Final = 1
INFINITE: Final = float("inf")
# What eases a statement that only touches the others, so that rounding does not make them part.
EASE: Final = TOLERANCE * 1.001


class Statement(NamedTuple):
    """One observation: ``low ≤ x[node] − x[base] ≤ high``.

    Attributes
    ----------
    row : int
        The observation.
    source : int
    node, base : int
        ``base`` is UNIT for a level or a plan.
    low, high : float
        Infinite where open.
    """

    row: int
    source: int
    node: int
    base: int
    low: float
    high: float


class Cycle(NamedTuple):
    """A cycle of statements that contradict each other.

    Attributes
    ----------
    weight : float
        Below zero: by how much they miss each other, in logarithms.
    rows : tuple of int
        The observations on it; a cumulative flow that never falls needs none.
    """

    weight: float
    rows: tuple[int, ...]


class Cumulation:
    """What holds without any statement: a cumulative level is at least the shorter ones of its year.

    Parameters
    ----------
    smaller : mapping
        For a node, the nodes that it is at least.
    """

    def __init__(self, smaller: Mapping[int, Sequence[int]]) -> None:
        larger: dict[int, list[int]] = {}
        for node, others in smaller.items():
            for other in others:
                larger.setdefault(other, []).append(node)
        self._beside = (smaller, larger)
        self.nodes = frozenset(smaller) | frozenset(larger)

    def beside(self, node: int, direction: int) -> Sequence[int]:
        """List the nodes that one is at least (those its edges lead to), or at most."""
        return self._beside[direction].get(node, ())


class Step(NamedTuple):
    """An edge on the way back to where a search began: the node before, and the edge's weight and observation."""

    node: int
    weight: float
    row: int


class _Search(NamedTuple):
    """How far potentials have to move for one new edge.

    Attributes
    ----------
    moves : dict
        For each node that has to move, by how much: below zero, in the order of the nodes from the far one on.
    came : dict
        For each node seen, the step to it: from which node, and the edge's weight and observation.
    stopped : int or None
        The node at which the search had to stop: the goal, or the unit, which does not move.
    missing : float
        By how much the stopping node would have to move.
    """

    moves: dict[int, float]
    came: dict[int, Step]
    stopped: int | None
    missing: float


class DifferenceGraph:
    """Statements that agree with each other and with cumulation.

    Every node has a potential that satisfies all of them; the unit's is 0. A new edge first lowers potentials from its
    head on, as far as the unit allows, then raises them from its tail back. So the unit, which every level is tied to,
    is never searched through.
    """

    def __init__(self, cumulation: Cumulation) -> None:
        self._cumulation = cumulation
        self._edges: tuple[_Adjacent, _Adjacent] = ({}, {})  # leaving each node, and coming in; the lists are shared
        self._potential: dict[int, float] = {}
        self._gone: set[int] = set()
        self.eased: set[int] = set()

    def add(self, statement: Statement) -> Cycle | None:
        """Add a statement, or tell which cycle it would close and leave it out."""
        row, node, base, low, high = statement.row, statement.node, statement.base, statement.low, statement.high
        self._place(node, base, low, high)
        for tail, head, weight in ((base, node, high), (node, base, -low)):
            if weight == INFINITE:
                continue
            cycle = self._connect(tail, head, weight, row)
            if cycle is not None and cycle.weight >= -TOLERANCE:  # they touch
                self.eased.add(row)
                cycle = self._connect(tail, head, weight + EASE, row)
            if cycle is not None:
                self.remove(row)
                return cycle
        return None

    def remove(self, row: int) -> None:
        """Take a statement out; what stays still agrees."""
        self._gone.add(row)
        self.eased.discard(row)

    def _place(self, node: int, base: int, low: float, high: float) -> None:
        """Give a node that nothing is said of yet a potential in the middle of its first statement."""
        ends = [end for end in (low, high) if abs(end) != INFINITE]
        middle = sum(ends) / len(ends)
        if self._is_free(node):
            self._potential[node] = self._potential.get(base, 0.0) + middle
        elif self._is_free(base):
            self._potential[base] = self._potential.get(node, 0.0) - middle

    def _is_free(self, node: int) -> bool:
        return node != UNIT and node not in self._potential and node not in self._cumulation.nodes

    def _connect(self, tail: int, head: int, weight: float, row: int) -> Cycle | None:
        """Add ``x[head] ≤ x[tail] + weight``, or tell which cycle it would close."""
        potential = self._potential
        gap = potential.get(tail, 0.0) + weight - potential.get(head, 0.0)
        if gap < 0:
            down = self._search(head, tail, gap, LEAVING)
            if down.stopped == tail:
                return _cycle(down, None, head, tail, (weight, row))
            for node, move in down.moves.items():
                potential[node] = potential.get(node, 0.0) + (move - down.missing)
            if down.stopped is not None:
                up = self._search(tail, head, down.missing, ENTERING)
                if up.stopped is not None:
                    return _cycle(down, up, head, tail, (weight, row))
                for node, move in up.moves.items():
                    potential[node] = potential.get(node, 0.0) - move
        potential.setdefault(head, 0.0)
        potential.setdefault(tail, 0.0)
        leaving, entering = self._edges
        parallel = leaving.setdefault(tail, {}).setdefault(head, [])
        entering.setdefault(head, {}).setdefault(tail, parallel)
        heappush(parallel, (weight, row))
        return None

    def _search(self, start: int, goal: int, gap: float, direction: int) -> _Search:
        """Find what has to move if a node moves by a gap, least first, until the goal or the unit would."""
        potential = self._potential
        sign = 1.0 if direction == LEAVING else -1.0
        moves: dict[int, float] = {}
        came: dict[int, Step] = {}
        least = {start: gap}
        queue = [(gap, start)]
        while queue:
            gap, node = heappop(queue)
            if node in moves:
                continue
            if node in (goal, UNIT):
                return _Search(moves, came, node, gap)
            moves[node] = gap
            here = sign * potential.get(node, 0.0) + gap
            for following, step, by in self._next(node, direction):
                if following in moves:
                    continue
                gap = here + step - sign * potential.get(following, 0.0)
                if gap < least.get(following, 0.0):
                    least[following] = gap
                    came[following] = Step(node, step, by)
                    heappush(queue, (gap, following))
        return _Search(moves, came, None, 0.0)

    def _next(self, node: int, direction: int) -> Iterator[tuple[int, float, int]]:
        """List where a node's edges lead, or come from: the tightest of parallel ones that is still there."""
        for other, parallel in self._edges[direction].get(node, {}).items():
            while parallel and parallel[0][1] in self._gone:
                heappop(parallel)
            if parallel:
                yield other, *parallel[0]
        for other in self._cumulation.beside(node, direction):
            yield other, 0.0, NOTHING


def _cycle(down: _Search, up: _Search | None, head: int, tail: int, closing: tuple[float, int]) -> Cycle:
    """Put a cycle together: from the head on to where the two searches meet, from there to the tail, and back."""
    steps: list[tuple[float, int]] = [closing]
    if up is None:
        node = tail
        while node != head:
            node, weight, row = down.came[node]
            steps.append((weight, row))
        steps[1:] = reversed(steps[1:])
    else:
        onward: dict[int, Step] = {}
        node = UNIT if up.stopped is None else up.stopped
        while node != tail:
            onward[node] = up.came[node]
            node = up.came[node].node
        begin: list[tuple[int, Step]] = []
        node = head if up.stopped == head else UNIT
        while node != head:
            begin.append((node, down.came[node]))
            node = down.came[node].node
        # The searches may meet before the unit. The shorter way is the contradiction: the loop that it leaves out is
        # made of statements that agree.
        for following, (_, weight, row) in reversed(begin):
            if node in onward or node == tail:
                break
            steps.append((weight, row))
            node = following
        while node != tail:
            node, weight, row = onward[node]
            steps.append((weight, row))
    rows = dict.fromkeys(row for _, row in steps if row != NOTHING)
    return Cycle(sum(weight for weight, _ in steps), tuple(rows))
