"""What a column of comparisons compares: by its head, and by the columns whose ratio its figures are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.tables.heads import Head

_PERCENT: Final = 100
_NEAR: Final = 0.006  # of a ratio: both columns are rounded themselves
_STEP: Final = 0.051  # of a figure printed with one decimal
_LEAST_INDEX: Final = 60  # a growth as large is rare, a share of the year before as small too


class Ratio(NamedTuple):
    """What the figures of a column say.

    Attributes
    ----------
    measure : str
    form : str
        ``index`` for *104*, empty for *4*.
    over : int
        The column that they are of; -1 where only the head of their own says so.
    """

    measure: str
    form: str
    over: int = -1


def find_ratio(at: int, columns: Sequence[Head], numbers: Sequence[Sequence[float | None]]) -> Ratio | None:
    """Say what a column compares; None where its head and its figures do not say it alike.

    Parameters
    ----------
    at : int
        The column.
    columns : sequence of Head
    numbers : sequence of sequences of float or None
        Row by row.
    """
    fitting = list(_fitting(at, columns, numbers))
    head = columns[at]
    if head.measure:
        agreeing = [one for one in fitting if one.measure.removeprefix("planned_") == head.measure]
        if agreeing:
            return agreeing[0]
        if fitting or not _values(at, numbers):
            return None
        # Nothing beside it to hold it against: the head alone says it.
        if head.measure == "attainment":
            return None if head.changes else Ratio("attainment", "")
        if head.changes:
            return Ratio("growth", "")
        indices = [value >= _LEAST_INDEX for value in _values(at, numbers)]
        return Ratio("growth", "index") if all(indices) else None
    return fitting[0] if len(set(fitting)) == 1 else None


def _values(at: int, numbers: Sequence[Sequence[float | None]]) -> list[float]:
    return [value for row in numbers if (value := row[at]) is not None]


def _fitting(at: int, columns: Sequence[Head], numbers: Sequence[Sequence[float | None]]) -> Iterator[Ratio]:
    """Give what the column may say by the pairs of columns whose ratio it is in every row."""
    values = [place for place, head in enumerate(columns) if head.role == "value" and head.measure]
    for over in values:
        for under in values:
            measure = _compares(columns[over], columns[under]) if over != under else ""
            if not measure:
                continue
            for form in ("index", ""):
                if _holds(at, over, under, numbers, index=form == "index"):
                    yield Ratio(measure, "" if measure == "attainment" else form, over)


def _compares(over: Head, under: Head) -> str:
    """Say what the ratio of two columns is; empty where it is no statistic."""
    if over.year is None or under.year is None or over.months != under.months:
        return "attainment" if (over.measure, under.measure) == ("level", "plan") and over.year == under.year else ""
    if (over.measure, under.measure) == ("level", "plan") and over.year == under.year:
        return "attainment"
    if over.year == under.year + 1 and under.measure == "level":
        return "planned_growth" if over.measure == "plan" else "growth"
    return ""


def _holds(at: int, over: int, under: int, numbers: Sequence[Sequence[float | None]], *, index: bool) -> bool:
    """Whether the column is the ratio of two others in every row that has all three, and in one at least."""
    seen = False
    for row in numbers:
        value, high, low = row[at], row[over], row[under]
        if value is None or high is None or not low:
            continue
        ratio = _PERCENT * high / low - (0 if index else _PERCENT)
        if abs(value - ratio) > _STEP + _NEAR * abs(ratio):
            return False
        seen = True
    return seen
