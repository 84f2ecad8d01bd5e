"""Which of several printed statements of one thing is shown, and what the others say that disagrees with it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from kienan_analysis.catalogue import AUTHORITIES
from kienan_analysis.reviews.statements import KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from kienan_analysis.dataset import Dataset

Origin = Literal["published", "implied", ""]
Ids = tuple[str, ...]

# What a statement is a statement of, within one area.
STATED: Final = (*KEY, "period", "measure", "assigner", "base")
Stated = tuple[str, str, str, str, str, str]

_LEVELS: Final = frozenset({"level", "plan"})
# Bounds that only touch by the rounding of floats meet.
_TOUCH: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a figure: another source's, or what other figures imply.

    Attributes
    ----------
    value, low, high : float
        As the figure's own; an open end is NaN.
    origin : {"published", "implied"}
    apart : float
        Its distance from the figure: of levels and plans as a fraction of the figure, of rates their difference.
    agrees : bool
        Whether both can be true: then it is narrower only, as beside a figure printed as *over*.
    decimals : float
        Of a printed one; NaN of an implied one.
    source : str
        Of a printed one.
    rests_on : tuple of str
        Ids of statements.
    points : bool
        As the figure's own.
    """

    value: float
    low: float
    high: float
    origin: Origin
    apart: float
    agrees: bool = False
    decimals: float = math.nan
    source: str = ""
    rests_on: Ids = ()
    points: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The one answer to what a figure is.

    Attributes
    ----------
    value, low, high : float
        Levels and plans in the indicator's unit, rates as fractions; an open end is NaN.
    origin : {"published", "implied"}
    decimals : float
        Of a printed one, as shown; NaN of an implied one.
    bound, status, source, id : str
        Of the statement that prints it; the source of an implied one is that of the first statement behind it.
    rests_on : tuple of str
        Ids of the statements that give it.
    beside : tuple of Beside
        What disagrees with it, the farthest first; and what is narrower than an open end.
    how : str
        Of an implied one, the measure that it follows from.
    points : bool
        Whether it is printed in percentage points. A change of a rate that is printed in percent may be either.
    """

    value: float
    low: float
    high: float
    origin: Origin
    decimals: float = math.nan
    bound: str = ""
    status: str = ""
    source: str = ""
    id: str = ""
    rests_on: Ids = ()
    beside: tuple[Beside, ...] = ()
    how: str = ""
    points: bool = False

    @property
    def disputed(self) -> bool:
        """Whether something beside it cannot be true together with it."""
        return any(not other.agrees for other in self.beside)

    @property
    def closed(self) -> bool:
        """Whether it is bounded from both sides."""
        return not (math.isnan(self.low) or math.isnan(self.high))


def meet(one: Figure | Beside, other: Figure | Beside) -> bool:
    """Whether two intervals share a point; an open end reaches without limit."""
    return _within(one, other) and _within(other, one)


def reaches(figure: Figure, low: float, high: float) -> bool:
    """Whether a figure's interval shares a point with a closed one; with all that is wider it meets then, too."""
    return not (figure.low > high or figure.high < low)


def _within(one: Figure | Beside, other: Figure | Beside) -> bool:
    if math.isnan(one.low) or math.isnan(other.high):
        return True
    return one.low <= other.high + _TOUCH * max(1.0, abs(other.high))


def apart(measure: str, figure: Figure, value: float) -> float:
    """Measure the distance of another value: of a level as a fraction, of a rate as a difference of fractions."""
    if measure not in _LEVELS:
        return value - figure.value
    return value / figure.value - 1 if figure.value else math.nan


def beside(measure: str, figure: Figure, other: Figure) -> Beside:
    """Put another figure beside one."""
    return Beside(
        other.value,
        other.low,
        other.high,
        other.origin,
        apart(measure, figure, other.value),
        meet(figure, other),
        other.decimals,
        other.source if other.origin == "published" else "",
        other.rests_on,
        other.points,
    )


def printed_figures(data: Dataset, statements: pd.DataFrame) -> dict[Stated, Figure]:
    """Choose among the statements of one area the one to show for each thing stated.

    A result goes before an estimate of it. Then the source of the higher authority leads, of equal ones the newer. Of
    all that agree with the leader (their intervals meet) the most exact is shown; the rest disagree, and stand beside.

    Parameters
    ----------
    data : Dataset
    statements : DataFrame
        Rows of :func:`~kienan_analysis.reviews.statements.area_statements` for one area.

    Returns
    -------
    dict
        By ``indicator, basis, period, measure, assigner, base``.
    """
    return _chosen(data, statements, [""] * len(statements)).get("", {})


def printed_by_area(data: Dataset, statements: pd.DataFrame) -> dict[str, dict[Stated, Figure]]:
    """Choose by area what `printed_figures` does of one; `statements` are those of several areas."""
    return _chosen(data, statements, statements["area"].tolist())


def _chosen(data: Dataset, statements: pd.DataFrame, areas: list[str]) -> dict[str, dict[Stated, Figure]]:
    authority = authority_ranks(data)
    groups: dict[str, dict[Stated, list[Mapping[str, Any]]]] = {}
    names = [
        *STATED,
        *("value", "low", "high", "decimals", "bound", "status", "source", "id", "vintage", "value_points"),
    ]
    for area, values in zip(areas, zip(*(statements[name].tolist() for name in names), strict=True), strict=True):
        indicator, basis, period, measure, assigner, base = values[: len(STATED)]
        key = (indicator, basis, period, measure, assigner, base)
        groups.setdefault(area, {}).setdefault(key, []).append(dict(zip(names, values, strict=True)))

    def trust(row: Mapping[str, Any]) -> tuple[bool, int, int, str]:
        return row["status"] != "estimate", authority[row["source"]], row["vintage"], row["id"]

    return {
        area: {key: _shown(key[3], sorted(rows, key=trust, reverse=True)) for key, rows in stated.items()}
        for area, stated in groups.items()
    }


def authority_ranks(data: Dataset) -> dict[str, int]:
    """Rank the sources by authority, the highest by the highest number."""
    rank = {name: -place for place, name in enumerate(AUTHORITIES)}
    return {str(name): rank[authority] for name, authority in data.sources["authority"].items()}


def _shown(measure: str, rows: list[Mapping[str, Any]]) -> Figure:
    """Choose among statements of one thing, the leading one first."""
    figures = [
        Figure(
            row["value"],
            row["low"],
            row["high"],
            "published",
            decimals=row["decimals"],
            bound=row["bound"],
            status=row["status"],
            source=row["source"],
            id=row["id"],
            rests_on=(row["id"],),
            points=row["value_points"],
        )
        for row in rows
    ]
    return choice(measure, figures)


def choice(measure: str, figures: list[Figure]) -> Figure:
    """Choose among several figures of one thing, the leading one first: the most exact that agrees with the leader."""
    if len(figures) == 1:
        return figures[0]
    chosen = min((figure for figure in figures if meet(figures[0], figure)), key=_width)
    others = [beside(measure, chosen, figure) for figure in figures if not meet(chosen, figure)]
    return with_beside(chosen, others)


def with_beside(figure: Figure, others: list[Beside]) -> Figure:
    """Put others beside a figure: what disagrees first, the farthest before the nearer; each value once."""
    ordered = sorted([*figure.beside, *others], key=lambda other: (other.agrees, -abs(other.apart)))
    once = {(other.origin, other.value): other for other in reversed(ordered)}
    return replace(figure, beside=tuple(other for other in ordered if once[other.origin, other.value] is other))


def _width(figure: Figure) -> float:
    return figure.high - figure.low if figure.closed else math.inf
