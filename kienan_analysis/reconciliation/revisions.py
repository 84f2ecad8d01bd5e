"""Which figures were revised: two sources that each bound a quantity by themselves, and not to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from kienan_analysis.reconciliation.bounds import excess, node_ends
from kienan_analysis.reconciliation.constraints import UNIT
from kienan_analysis.reconciliation.network import Statements, join
from kienan_analysis.reconciliation.shortest_paths import TOLERANCE, shortest

if TYPE_CHECKING:
    from kienan_analysis.reconciliation.acceptance import Accepted
    from kienan_analysis.reconciliation.columns import Floats, Ints
    from kienan_analysis.reconciliation.constraints import Constraints

COLUMNS: Final = (
    *("area", "indicator", "price_basis", "period", "quantity", "earlier", "later"),
    *("earlier_low", "earlier_high", "later_low", "later_high", "at_least"),
)
# Of a figure with more vintages than this, each is compared with the ones just before it only.
_VINTAGES: Final = 64


def revisions_of(constraints: Constraints, outcome: Accepted) -> pd.DataFrame:
    """Compare what each source implies by itself with the latest earlier source that implies something else.

    Returns
    -------
    DataFrame
        ``area, indicator, price_basis, period, quantity``; ``earlier``, ``later``: the sources; their bounds
        (``earlier_low`` …, NaN where open); ``at_least``: the least revision that the bounds allow, later to earlier,
        as a signed fraction.
    """
    series = constraints.nodes.series
    # Disjoint bounds are a contradiction, so nothing was revised where there is no conflict.
    contradictory = np.zeros(len(constraints.nodes.areas), dtype=bool)
    contradictory[series[constraints.node[[row for conflict in outcome.conflicts for row in conflict.rows]]]] = True
    rows = np.flatnonzero(contradictory[series[constraints.node]] & outcome.agrees_in_itself)
    node, source, low, high, ends = _each_by_itself(constraints, rows)
    found = []
    for begin, end in _disputed(node, low, high):
        for later in range(begin + 1, end):
            for earlier in range(later - 1, max(begin, later - _VINTAGES) - 1, -1):
                if low[later] > high[earlier] + TOLERANCE or high[later] < low[earlier] - TOLERANCE:
                    found.append((earlier, later))
                    break
    rises = [low[later] > high[earlier] for earlier, later in found]
    records = [
        (
            *constraints.nodes[node[later]],
            constraints.source_names[source[earlier]],
            constraints.source_names[source[later]],
            *(ends[side][which] for which in (earlier, later) for side in (0, 1)),
            excess(low[later] - high[earlier] if up else high[later] - low[earlier]),
        )
        for (earlier, later), up in zip(found, rises, strict=True)
    ]
    return pd.DataFrame.from_records(records, columns=list(COLUMNS))


def _each_by_itself(constraints: Constraints, rows: Ints) -> tuple[Ints, Ints, Floats, Floats, tuple[Floats, Floats]]:
    """Bound every node by the observations of one source at a time.

    Returns
    -------
    node, source : arrays
        One element for each pair with a bound, sorted by node, then the oldest source first.
    low, high : arrays
        Logarithms, infinite where open.
    ends : (low, high)
        The figures, NaN where open.
    """
    size = len(constraints.nodes)
    source = constraints.sources[rows]
    base = constraints.base[rows]
    keys = source * size + constraints.node[rows]
    base_keys = np.where(base == UNIT, UNIT, source * size + base)
    pairs = np.unique(np.concatenate((keys, base_keys[base != UNIT])))
    of_source, of_node = np.divmod(pairs, max(size, 1))
    group = np.unique(
        of_source * len(constraints.nodes.areas) + constraints.nodes.series[of_node], return_inverse=True
    )[1]
    figures = constraints.figures
    statements = Statements(
        rows=rows,
        node=np.searchsorted(pairs, keys),
        base=np.where(base == UNIT, UNIT, np.searchsorted(pairs, base_keys)),
        high=figures.high[rows],
        low=-figures.low[rows],
    )
    network = join(statements, _cumulation(constraints, of_source, of_node), len(pairs), constraints.precedence)
    sizes = np.bincount(group)
    high, _ = shortest(network.edges, network.high, group, sizes)
    negative_low, _ = shortest(network.turned, network.low, group, sizes)
    low_end, high_end = node_ends(network, figures, high, negative_low)
    bounded = np.flatnonzero(np.isfinite(high) | np.isfinite(negative_low))
    # The numbers of the sources are their authority first, so that which came later is asked of their age.
    order = bounded[np.lexsort((-constraints.source_age[of_source[bounded]], of_node[bounded]))]
    return of_node[order], of_source[order], -negative_low[order], high[order], (low_end[order], high_end[order])


def _cumulation(constraints: Constraints, of_source: Ints, of_node: Ints) -> tuple[Ints, Ints]:
    """Pair the cumulative levels of one flow and year among those that one source speaks of."""
    chain = np.full(len(constraints.nodes), UNIT)
    larger, smaller = constraints.larger, constraints.smaller
    # Pairs follow each other in the order of nodes; a chain goes on where the last larger one is the next smaller one.
    begins = np.ones(len(larger), dtype=bool)
    begins[1:] = smaller[1:] != larger[:-1]
    number = np.cumsum(begins)
    chain[smaller], chain[larger] = number, number
    places = np.flatnonzero(chain[of_node] != UNIT)  # sorted by source, then node
    before, after = places[:-1], places[1:]
    same = (of_source[before] == of_source[after]) & (chain[of_node[before]] == chain[of_node[after]])
    return after[same], before[same]


def _disputed(node: Ints, low: Floats, high: Floats) -> list[tuple[int, int]]:
    """Find the runs of one node in which two bounds are disjoint."""
    if not len(node):
        return []
    first = np.flatnonzero(np.concatenate(([True], node[1:] != node[:-1])))
    apart = np.maximum.reduceat(low, first) > np.minimum.reduceat(high, first) + TOLERANCE
    end = np.append(first[1:], len(node))
    return [(int(a), int(b)) for a, b in zip(first[apart], end[apart], strict=True)]
