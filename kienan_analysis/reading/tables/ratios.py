"""What a column of comparisons compares: by its head, and by the columns whose ratio its figures are."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.tables.heads import Head, Side

_PERCENT: Final = 100
_NEAR: Final = 0.006  # of a ratio: both columns are rounded themselves
_STEP: Final = 0.051  # of a figure printed with one decimal
_LEAST_INDEX: Final = 60  # a growth as large is rare, a share of the year before as small too
_MOST_CHANGE: Final = 50
_LEAST_OF_AN_INDEX: Final = 40
_MOST_VALUES: Final = 24  # columns: of more, which two a third compares would take too long to find
_ENOUGH: Final = 3  # figures that tell by their size what they are


class Ratio(NamedTuple):
    """What the figures of a column say.

    Attributes
    ----------
    measure : str
    form : str
        ``index`` for *104*, ``excess`` for *4* over a plan, empty for *4* over the year before and *104* of a plan.
    over, under : int
        The columns that they are the ratio of; -1 where only the head of their own says so.
    low, high : float
        Between which a figure is what the form says, where only their sizes tell.
    """

    measure: str
    form: str
    over: int = -1
    under: int = -1
    low: float = float("-inf")
    high: float = float("inf")


def find_ratio(at: int, columns: Sequence[Head], numbers: Sequence[Sequence[float | None]]) -> Ratio | None:
    """Say what a column compares; None where its head and its figures do not say it alike.

    Parameters
    ----------
    at : int
        The column.
    columns : sequence of Head
        With their years, as the title completes them.
    numbers : sequence of sequences of float or None
        Row by row, of rows that are no rates themselves.
    """
    head = columns[at]
    if head.measure == "other" or sum(1 for one in columns if one.role == "value") > _MOST_VALUES:
        return None
    scored = sorted(_scored(at, columns, numbers), key=lambda one: -one[0])
    fitting = [one for count, one in scored if count > 0]
    if head.measure:
        if fitting:
            return fitting[0]
        if scored or (
            head.under.year is not None
            and head.over.year is not None
            and head.over.year != head.under.year + 1
            and head.measure == "growth"
        ):
            return None  # the columns that it is of stand there, and it is not their ratio
        return _by_head(head, [value for row in numbers if (value := row[at]) is not None])
    if not fitting:
        return None
    best = scored[0][0]
    alike = {(one.measure, one.form) for count, one in scored if count == best}
    return fitting[0] if len(alike) == 1 else None


def _by_head(head: Head, values: Sequence[float]) -> Ratio | None:
    """Say what a column is where nothing stands beside it to hold it against."""
    if head.measure == "attainment":
        return None if head.changes else Ratio("attainment", "", low=1.0)
    measure = "planned_growth" if head.over.measure == "plan" else "growth"
    if head.changes:
        return Ratio(measure, "")
    if not values:
        return None
    middle = median(values)
    if all(value >= _LEAST_INDEX for value in values) or (middle >= 4 * _LEAST_INDEX / 3 and len(values) >= _ENOUGH):
        return Ratio(measure, "index", low=_LEAST_OF_AN_INDEX)
    if len(values) >= _ENOUGH and middle < _MOST_CHANGE and min(values) < _MOST_CHANGE / 2:
        return Ratio(measure, "", low=-_PERCENT, high=_MOST_CHANGE)
    return None


def _scored(at: int, columns: Sequence[Head], numbers: Sequence[Sequence[float | None]]) -> Iterator[tuple[int, Ratio]]:
    """Give what the column may say by the pairs of columns that it may compare, with how many rows more agree."""
    values = [place for place, head in enumerate(columns) if head.role == "value" and head.measure]
    for over in values:
        for under in values:
            measure = _compares(columns[over], columns[under]) if over != under else ""
            wanted = columns[at].measure
            if not measure or (wanted and measure.removeprefix("planned_") != wanted):
                continue
            if not (_is_of(columns[at].over, columns[over]) and _is_of(columns[at].under, columns[under])):
                continue
            forms = ("", "excess") if measure == "attainment" else ("index", "")
            for form in forms:
                one = Ratio(measure, form, over, under)
                agree = [holds for row in numbers if (holds := agrees(at, one, row)) is not None]
                if agree:
                    yield 2 * sum(agree) - len(agree), one


def _is_of(side: Side, head: Head) -> bool:
    """Whether what a head compares can be this column."""
    measure = side.measure
    if measure and measure != head.measure:
        return False
    return side.year is None or head.year is None or side.year == head.year or side.ago


def _compares(over: Head, under: Head) -> str:
    """Say what the ratio of two columns is; empty where it is no statistic."""
    if (over.measure, under.measure) == ("level", "plan") and over.year == under.year:
        return "attainment"
    if over.year is None or under.year is None or over.months != under.months:
        return ""
    if over.year == under.year + 1 and under.measure == "level":
        return "planned_growth" if over.measure == "plan" else "growth"
    return ""


def agrees(at: int, ratio: Ratio, row: Sequence[float | None]) -> bool | None:
    """Whether a row's figure is the ratio of the two columns; None where it lacks one of the three.

    Parameters
    ----------
    at : int
        The column of the figure.
    ratio : Ratio
    row : sequence of float or None
    """
    value, high, low = row[at], row[ratio.over], row[ratio.under]
    if value is None or high is None or not low:
        return None
    share = _PERCENT * high / low
    is_share = ratio.form == "index" or (ratio.measure == "attainment" and not ratio.form)
    wanted = share if is_share else share - _PERCENT
    return abs(value - wanted) <= _STEP + _NEAR * abs(share if is_share else wanted) + _rounding(high, low, share)


def is_difference(at: int, ratio: Ratio, row: Sequence[float | None]) -> bool:
    """Whether a row's figure is the difference of the two columns, as rates are compared."""
    value, high, low = row[at], row[ratio.over], row[ratio.under]
    return value is not None and high is not None and low is not None and abs(value - (high - low)) < _STEP


def _rounding(high: float, low: float, share: float) -> float:
    """Say by how much the ratio of two small printed numbers may differ from that of what was rounded."""
    return abs(share) * (_half_a_step(high) / abs(high or 1) + _half_a_step(low) / abs(low))


def _half_a_step(number: float) -> float:
    digits = f"{number:.6f}".rstrip("0").partition(".")[2]
    return 0.5 * 10.0 ** -len(digits) if abs(number) < _PERCENT else 0.0
