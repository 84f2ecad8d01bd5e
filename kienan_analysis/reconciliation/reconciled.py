"""What all figures together imply: the result of `reconcile`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from kienan_analysis.errors import UsageError
from kienan_analysis.published import Figure
from kienan_analysis.reconciliation.bounds import ends, excess, node_ends
from kienan_analysis.reconciliation.columns import tightest
from kienan_analysis.reconciliation.constraints import UNIT
from kienan_analysis.reconciliation.explanations import Because, Path, formula_values, path_between, path_to_node
from kienan_analysis.reconciliation.network import NOTHING
from kienan_analysis.reconciliation.nodes import LEVEL, Node, is_plan
from kienan_analysis.reconciliation.revisions import revisions_of
from kienan_analysis.reconciliation.solution import Solution
from kienan_analysis.summaries import summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kienan_analysis.reconciliation.acceptance import Conflict
    from kienan_analysis.reconciliation.columns import Floats, Ints, Texts
    from kienan_analysis.reconciliation.constraints import Constraints
    from kienan_analysis.reconciliation.network import Edges

CONFLICT_COLUMNS: Final = (
    *("kind", "area", "indicator", "price_basis", "sources", "observations", "left_out", "apart", "apart_in"),
)
NOTHING_KNOWN: Final = Figure(float("nan"), float("-inf"), float("inf"))


class Reconciled:
    """The tightest bounds on every level and plan, given all observations at once.

    Made by `reconcile`. Tables are made when they are first asked for.
    """

    def __init__(self, constraints: Constraints, price_bases: Mapping[str, str]) -> None:
        self._constraints = constraints
        self._price_bases = price_bases
        self._solution = Solution(constraints)
        self._networks: dict[int, Edges] = {}

    def __repr__(self) -> str:
        counts = (
            f"{len(self._constraints)} observations",
            f"{len(self._constraints.nodes)} levels and plans",
            f"{len(self._solution.outcome.conflicts)} conflicts",
        )
        return f"<Reconciled: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        """Sum up what the statements bound and where they disagree, one row an indicator; a notebook calls this."""
        rows = self.series
        both = rows["low"].notna() & rows["high"].notna()
        rows = rows.assign(published=rows["origin"] == "published", implied=both & (rows["origin"] == "implied"))
        known = rows.groupby(["area", "indicator", "price_basis"], sort=False)[["published", "implied"]].sum()
        clashes = self.conflicts.groupby(["area", "indicator", "price_basis"]).size()
        facts = [
            f"{len(self._constraints)} số liệu · observations",
            f"{int(known['published'].sum())} mức đã in · printed",
            f"{int(known['implied'].sum())} suy ra · implied",
            f"{len(self.conflicts)} mâu thuẫn · conflicts",
            f"{len(self.revisions)} đã sửa · revisions",
        ]
        headings = ["Đơn vị · Area", "Chỉ tiêu · Indicator", "Giá · Price basis"]
        headings += ["Đã in · Printed", "Suy ra · Implied", "Mâu thuẫn · Conflicts"]
        table = [
            (*key, int(published), int(implied), int(clashes.get(key, 0)))
            for key, published, implied in zip(known.index, known["published"], known["implied"], strict=True)
        ]
        return summary("Mức và kế hoạch · Levels and plans", facts, headings, table)

    @cached_property
    def series(self) -> pd.DataFrame:
        """Every level and plan that the accepted observations bound.

        Returns
        -------
        DataFrame
            ``area, indicator, price_basis, period, quantity``: sorted, periods in time. ``low, high``: in the
            indicator's unit, NaN where open. ``origin``: ``published`` where an accepted observation states the
            figure itself, else ``implied``. ``value``: the published figure as printed, of several the foremost
            source's; of an implied one what the formula gives at the printed digits where both bounds rest on the
            same observations, else the (arithmetic) middle of the bounds; NaN where an implied one has one bound only.
        """
        solution, nodes = self._solution, self._constraints.nodes
        low, high = self._ends
        values, known = formula_values(solution)
        with np.errstate(over="ignore"):
            values = np.where(known & np.isfinite(values), values, low / 2 + high / 2)
        printed = self._printed
        is_published = printed != NOTHING
        values[is_published] = self._constraints.figures.factor[printed[is_published]]
        bounded = np.flatnonzero(~(np.isnan(low) & np.isnan(high)))
        series = nodes.series[bounded]
        return pd.DataFrame(
            {
                "area": _texts(nodes.areas, series),
                "indicator": _texts(nodes.indicators, series),
                "price_basis": _texts(nodes.price_bases, series),
                "period": _texts(nodes.periods, nodes.period[bounded]),
                "quantity": _texts(nodes.quantities, nodes.quantity[bounded]),
                "value": values[bounded],
                "low": low[bounded],
                "high": high[bounded],
                "origin": _texts(
                    np.array(["implied", "published"], dtype=object), is_published[bounded].astype(np.int64)
                ),
            }
        )

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """The contradictions, each a smallest one: leave any one observation out and the rest agree.

        Returns
        -------
        DataFrame
            ``kind``: ``within_source`` (does not add up as printed) or ``between_sources``. ``area, indicator,
            price_basis``. ``sources, observations``: tuples of ids, the foremost source first. ``left_out``: those of
            the observations that no bound rests on. ``apart``: by how much at least the figures miss each other, as
            a fraction; ``apart_in``: ``%`` (as a ratio) or ``pp`` (two rates of the same quantities).
        """
        return pd.DataFrame.from_records(
            [self._conflict(conflict) for conflict in self._solution.outcome.conflicts],
            columns=list(CONFLICT_COLUMNS),
        )

    @cached_property
    def revisions(self) -> pd.DataFrame:
        """Levels and plans that two sources each bound by themselves, with bounds that do not meet.

        See `kienan_analysis.reconciliation.revisions.revisions_of` for the columns.
        """
        return revisions_of(self._constraints, self._solution.outcome)

    @property
    def left_out(self) -> pd.DataFrame:
        """Observations that bind nothing: ``id, source, reason``; those that lose a conflict are listed with it."""
        return self._constraints.left_out

    def node(self, area: str, indicator: str, period: str, quantity: str = LEVEL) -> Node:
        """Name a level or plan on the indicator's own price basis."""
        return Node(area, indicator, self._price_bases.get(indicator, ""), period, quantity)

    def bounds(self, node: Node | tuple[str, ...]) -> Figure:
        """Give one row of `series`: value, low and high; an open end is infinite.

        A quantity of which nothing is known has no value and open ends.
        """
        number = self._number(node)
        if number is None:
            return NOTHING_KNOWN
        up, down = (path_to_node(self._solution, number, upper=upper) for upper in (True, False))
        return self._figure(up, down, number)

    def ratio(self, numerator: Node | tuple[str, ...], denominator: Node | tuple[str, ...]) -> Figure:
        """Bound the quotient of two levels or plans, as tightly as all observations together allow.

        Growth is the ratio of two levels less one, attainment that of a level and a plan. Dividing two rows of
        `series` would be wider: what both rest on would count twice.

        Returns
        -------
        Figure
            ``value``: by the printed digits where both bounds rest on the same observations, else the middle of the
            bounds, NaN where one is open. An open end is infinite.

        Raises
        ------
        UsageError
            What was given is no node.
        """
        paths = self._between(numerator, denominator)
        return NOTHING_KNOWN if paths is None else self._figure(*paths, UNIT)

    def because(self, node: Node | tuple[str, ...], relative_to: Node | tuple[str, ...] | None = None) -> Because:
        """Name the observations that the low and the high of a node, or of the ratio to another, each rest on.

        Leave those of one bound out and it loosens, unless others give the same.
        """
        number = self._number(node)
        if relative_to is not None:
            paths = self._between(node, relative_to)
        elif number is not None:
            paths = (
                path_to_node(self._solution, number, upper=True),
                path_to_node(self._solution, number, upper=False),
            )
        else:
            paths = None
        if paths is None:
            return Because((), ())
        up, down = paths
        return Because(low=self._ids(down.rows), high=self._ids(up.rows))

    @cached_property
    def _ends(self) -> tuple[Floats, Floats]:
        """For each node its bounds, NaN where open."""
        solution = self._solution
        return node_ends(solution.network, self._constraints.figures, solution.high, solution.negative_low)

    @cached_property
    def _printed(self) -> Ints:
        """For each node the foremost accepted observation that states it, or NOTHING."""
        constraints = self._constraints
        rows = np.flatnonzero(self._solution.outcome.accepted & (constraints.base == UNIT))
        at, _, entry = tightest(
            constraints.node[rows], constraints.sources[rows].astype(np.float64), rows, constraints.precedence
        )
        printed = np.full(len(constraints.nodes), NOTHING)
        printed[at] = rows[entry]
        return printed

    def _number(self, node: Node | tuple[str, ...]) -> int | None:
        try:
            wanted = Node(*node)
        except TypeError:
            wanted = Node("", "", "", "", "")
        if not (wanted.quantity == LEVEL or is_plan(wanted.quantity)):
            message = f"{node!r} is no level or plan."
            raise UsageError(
                message,
                remedy="Write Node(area, indicator, price_basis, period, quantity); "
                "quantity is 'level', 'plan' or 'plan:' and the assigner.",
            )
        return self._constraints.nodes.number(wanted)

    def _between(
        self, numerator: Node | tuple[str, ...], denominator: Node | tuple[str, ...]
    ) -> tuple[Path, Path] | None:
        """Find the paths behind the upper and the lower bound of a ratio."""
        above, below = self._number(numerator), self._number(denominator)
        if above is None or below is None:
            return None
        if above == below:
            return Path(0.0, (), 1.0), Path(0.0, (), 1.0)
        solution, nodes = self._solution, self._constraints.nodes
        series = nodes.series[above]
        if series != nodes.series[below]:  # only the figures themselves connect two series
            up, down = (
                path_to_node(solution, one, upper=True).then(path_to_node(solution, other, upper=False))
                for one, other in ((above, below), (below, above))
            )
            return up, down
        first = int(nodes.first[series])
        if series not in self._networks:
            self._networks = {series: solution.network.around(first, int(nodes.first[series + 1]))}  # one at a time
        edges = self._networks[series]
        return (
            path_between(solution, edges, first, below - first, above - first),
            path_between(solution, edges, first, above - first, below - first),
        )

    def _figure(self, up: Path, down: Path, number: int) -> Figure:
        """Make a figure of the paths behind its two bounds."""
        if number == UNIT:
            low, high = ends(np.array([up.length]), np.array([down.length]))
        else:
            low, high = (end[number : number + 1] for end in self._ends)
        if number != UNIT and self._printed[number] != NOTHING:
            value = self._constraints.figures.factor[self._printed[number]]
        elif set(up.rows) == set(down.rows) and np.isfinite(up.factor):
            value = up.factor
        else:
            value = low[0] / 2 + high[0] / 2
        return Figure(
            float(value),
            float("-inf") if np.isnan(low[0]) else float(low[0]),
            float("inf") if np.isnan(high[0]) else float(high[0]),
        )

    def _ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(self._constraints.ids[row]) for row in rows if row != NOTHING))

    def _conflict(self, conflict: Conflict) -> tuple[object, ...]:
        constraints = self._constraints
        rows = np.array(conflict.rows)
        node = constraints.nodes[constraints.node[rows[0]]]
        names = dict.fromkeys(constraints.source_names[number] for number in constraints.sources[rows])
        gap = self._gap_of_rates(rows)
        apart = (excess(-conflict.weight), "%") if gap is None else (gap, "pp")
        what = (node.area, node.indicator, node.price_basis)
        return conflict.kind, *what, tuple(names), self._ids(conflict.rows), self._ids(conflict.left_out), *apart

    def _gap_of_rates(self, rows: Ints) -> float | None:
        """Tell how far two rates of the same quantities are apart; None where these are not two such rates."""
        constraints = self._constraints
        columns: tuple[Floats | Ints, ...] = (constraints.node, constraints.base, constraints.years)
        if len(rows) != 2 or not constraints.is_rate[rows].all() or any(len(set(c[rows])) > 1 for c in columns):  # noqa: PLR2004
            return None
        times = constraints.years[rows[0]]
        low, high = constraints.figures.low[rows].max(), constraints.figures.high[rows].min()
        return float(np.exp(low / times) - np.exp(high / times))


def _texts(texts: Texts, codes: Ints) -> pd.Series:
    return pd.Series(texts, dtype="str").take(codes).reset_index(drop=True)
