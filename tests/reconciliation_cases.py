"""Observations for the tests of reconciliation, and a linear programme, written apart, that says what they imply."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import reject

if TYPE_CHECKING:
    from collections.abc import Iterable

NAN = float("nan")
# Logarithms of the tests' figures are far below this: what comes near it has no bound.
FAR = 1e4


def observation(identifier: str, period: str, measure: str, printed: str, **more: str) -> dict[str, Any]:
    """Make an observation of printed digits (a decimal point); bounds by exact arithmetic, as DESIGN 4 has them."""
    form, bound = more.pop("form", ""), more.pop("bound", "")
    x = Fraction(printed)
    half = Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    low, high = (x, x) if measure == "planned_growth" else (x - half, x + half)
    if measure not in {"level", "plan"}:
        add, sign = {"index": (-100, 1), "decrease": (0, -1), "excess": (100, 1), "": (0, 1)}[form]
        x, low, high = (add + sign * end for end in (x, low, high))
        low, high = sorted((low / 100, high / 100))
        x /= 100
    row = statement(identifier, period, measure, (float(low), float(high)), value=float(x), **more)
    if bound:
        row["low"], row["high"] = (float(x), NAN) if bound == "at_least" else (NAN, float(x))
    return row


def statement(
    identifier: str, period: str, measure: str, bounds: tuple[float, float], *, value: float | None = None, **more: str
) -> dict[str, Any]:
    """Make an observation of a value and its bounds."""
    low, high = bounds
    return {
        "id": identifier,
        "source": "report",
        "area": "kien-an",
        "indicator": "output",
        "period": period,
        "measure": measure,
        "assigner": "",
        "base": "",
        "price_basis": "",
        "value": (low + high) / 2 if value is None else value,
        "low": low,
        "high": high,
        **more,
    }


def table(rows: list[dict[str, Any]], kind: str = "") -> pd.DataFrame:
    """Lay observations out; `kind` is told of every indicator."""
    frame = pd.DataFrame(rows)
    if kind:
        frame.attrs["kienan"] = {"kind": dict.fromkeys(set(frame["indicator"]), kind)}
    return frame


def records(frame: pd.DataFrame) -> list[Any]:
    """List the rows with their columns as attributes."""
    return list(frame.itertuples(index=False))


class Constraint(NamedTuple):
    """``low ≤ x[node] − x[base] ≤ high`` in logarithms; no base: the node itself."""

    node: tuple[str, ...]
    base: tuple[str, ...] | None
    low: float
    high: float


def _year_before(period: str) -> str:
    return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in period.split("/"))


def constraint(row: dict[str, Any]) -> Constraint:
    """Read DESIGN 6 once more, for the periods that the tests use."""
    period, measure, base = row["period"], row["measure"], row["base"]
    series = (row["area"], row["indicator"], row["price_basis"])
    plan = f"plan:{row['assigner']}" if row["assigner"] else "plan"
    times = 1
    other: tuple[str, str] | None = None
    quantity = plan if measure in {"plan", "planned_growth"} else "level"
    if measure == "attainment":
        other = (period[:4], plan)
    elif base.startswith("plan"):
        other = (period, base)
    elif measure in {"growth", "planned_growth"}:
        if len(period) == len("2016/2020") and period[4] == "/":
            other = (str(int(period[:4]) - 1), "level")
            times = int(period[5:]) - int(period[:4]) + 1
            period = period[5:]
        else:
            other = (base or _year_before(period), "level")
    shift = 1.0 if "growth" in measure else 0.0
    ends = []
    for end, infinite in ((row["low"], -math.inf), (row["high"], math.inf)):
        ends.append(infinite if math.isnan(end) or end + shift <= 0 else times * math.log(end + shift))
    return Constraint((*series, period, quantity), None if other is None else (*series, *other), *ends)


_CUMULATIVE = {"-01": 1, "-Q1": 3, "-01/05": 5, "-H1": 6, "-01/09": 9, "": 12}


def _months(node: tuple[str, ...]) -> tuple[str, int] | None:
    """Tell the year of a cumulative level and its months."""
    period, quantity = node[3], node[4]
    months = _CUMULATIVE.get(period[4:8] + period[-2:] if "/" in period else period[4:])
    return None if months is None or quantity != "level" or period.count("/20") * months == 12 else (period[:4], months)


class Programme:
    """The linear programme of some observations; cumulation among the nodes of all of them.

    Parameters
    ----------
    rows : list of observations
    flow : bool
        Whether cumulative levels never fall.
    nodes : list of nodes, optional
        Those that exist; the rows' own if left out.
    """

    def __init__(self, rows: list[dict[str, Any]], *, flow: bool, nodes: list[tuple[str, ...]] | None = None) -> None:
        constraints = [constraint(row) for row in rows]
        mentioned = {node for c in constraints for node in (c.node, c.base) if node is not None}
        self.nodes = sorted(mentioned) if nodes is None else nodes
        self._place = {node: number for number, node in enumerate(self.nodes)}
        left: list[np.ndarray] = []
        right: list[float] = []
        for c in constraints:
            line = self.difference(c.node, c.base)
            for sign, end in ((1, c.high), (-1, -c.low)):
                if math.isfinite(end):
                    left.append(sign * line)
                    right.append(end)
        for smaller in self.nodes if flow else []:
            for larger in self.nodes:
                here, there = _months(smaller), _months(larger)
                if here and there and smaller[:3] == larger[:3] and here[0] == there[0] and here[1] < there[1]:
                    left.append(self.difference(smaller, larger))
                    right.append(0.0)
        self.left = np.array(left).reshape(-1, len(self.nodes))
        self.right = np.array(right)

    def difference(self, node: tuple[str, ...], base: tuple[str, ...] | None) -> np.ndarray:
        """Write ``x[node] − x[base]`` as coefficients."""
        line = np.zeros(len(self.nodes))
        line[self._place[node]] += 1
        if base is not None:
            line[self._place[base]] -= 1
        return line

    def aims(self, node: tuple[str, ...], base: tuple[str, ...] | None = None) -> tuple[Aim, Aim]:
        """Give what bounds a logarithm, or the difference of two: the least and the greatest of it."""
        line = self.difference(node, base)
        return Aim(self, -line), Aim(self, line)

    def eased(self) -> Task:
        """Write down by how much every bound must be eased for all to agree, as a programme of its own."""
        eased = np.hstack((self.left, -np.ones((len(self.right), 1))))
        floor = np.zeros((1, len(self.nodes) + 1))
        floor[0, -1] = -1.0  # no more room than this is asked for
        aim = np.zeros(len(self.nodes) + 1)
        aim[-1] = 1.0
        return Task(aim, np.vstack((eased, floor)), np.append(self.right, 1.0))

    def excess(self) -> float:
        """Tell by how much every bound must be eased for all to agree; below zero where there is room."""
        return _least([self.eased()])[0]


class Aim(NamedTuple):
    """What of a programme is to be as great as it can be."""

    programme: Programme
    line: np.ndarray


class Task(NamedTuple):
    """A programme to solve: the least of `aim`, where `left` is at most `right`."""

    aim: np.ndarray
    left: np.ndarray
    right: np.ndarray


def bounds_of(aims: Iterable[tuple[Aim, Aim]]) -> list[tuple[float, float]]:
    """Find the least and the greatest of each; infinite where nothing bounds it."""
    flat = [Task(-one.line, one.programme.left, one.programme.right) for pair in aims for one in pair]
    found = [-least for least in _least(flat)]
    return [(-low, high) for low, high in zip(found[::2], found[1::2], strict=True)]


def excesses_of(programmes: Iterable[Programme]) -> list[float]:
    """Tell of each by how much its bounds must be eased."""
    return _least([programme.eased() for programme in programmes])


def _least(tasks: list[Task]) -> list[float]:
    """Solve them as one programme in which each stands by itself: a call of the solver costs more than most of them."""
    if not tasks:
        return []
    optimize, sparse = pytest.importorskip("scipy.optimize"), pytest.importorskip("scipy.sparse")
    precise = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
    left = sparse.block_diag([task.left for task in tasks], format="csr")
    right = np.concatenate([task.right for task in tasks])
    limits = {"A_ub": left, "b_ub": right} if len(right) else {}
    aim = np.concatenate([task.aim for task in tasks])
    # Presolving may not tell "unbounded" from "infeasible"; without it the solver may give up on bounds that touch.
    for presolve in (False, True):
        options = precise | {"presolve": presolve}
        result = optimize.linprog(aim, **limits, bounds=(-FAR, FAR), options=options)
        assert result.status != 2, result.message
        if result.status == 0:
            ends = np.cumsum([len(task.aim) for task in tasks])[:-1]
            parts = zip(np.split(aim, ends), np.split(result.x, ends), strict=True)
            found = [float(part @ values) for part, values in parts]
            return [math.copysign(math.inf, one) if abs(one) > FAR / 2 else one for one in found]
    return reject()
