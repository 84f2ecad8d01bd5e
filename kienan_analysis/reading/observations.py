"""What reading an article gives: observations with their places, what was not understood, what deserves a look."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FIELDS: Final = (
    *("area", "indicator", "name", "period", "measure", "value", "printed", "form", "unit", "bound"),
    *("assigner", "base", "status", "price_basis", "start", "end"),
    *("plan_version", "rule", "sure", "name_start", "name_end", "period_start", "period_end", "place_start"),
    *("place_end", "comparison_start", "comparison_end", "doubts"),
    *("table", "row", "column", "column_start", "column_end"),
)
# The fields that are whole numbers.
WHOLE: Final = frozenset(
    name for name in FIELDS if name.endswith(("start", "end")) or name in {"table", "row", "column"}
)
NOWHERE: Final = -1  # a place in the text, where the text does not say


@dataclass(frozen=True, slots=True)
class ReadObservation:
    """One printed figure and what the text says it is.

    Attributes
    ----------
    area, indicator : str or None
        Catalogue ids; None where the catalogue does not know the place or the phrase.
    name : str
        The phrase that names what is measured, as printed.
    period, measure, form, bound, assigner, base, status, price_basis : str
        As in ``observations.csv``.
    value : float
        The form resolved: *bằng 104% so với cùng kỳ* is 4. Rates in percent, levels in `unit`.
    printed : str
        The digits, in the habit of Vietnamese.
    unit : str
        As the catalogue spells it, else as printed.
    start, end : int
        ``text[start:end]`` are the digits.
    plan_version : {"", "initial", "revised"}
        Which version of a plan: as first set, or as revised.
    rule : str
        Id of the rule of the grammar that reads it.
    sure : bool
        Whether it may be added to data unseen.
    name_start, name_end, period_start, period_end, place_start, place_end, comparison_start, comparison_end : int
        Where the words stand that give its name, period, place, and what it is measured against; -1 where no words do.
    doubts : tuple of str
        Codes of why it is not sure; `sureness.doubt_sentence` says them in words.
    table, row, column : int
        Of a cell: which table of the text, which of its rows (heads counted) and columns, each from 1; 0 in prose.
    column_start, column_end : int
        Where the head of its column stands; -1 in prose.
    """

    area: str | None
    indicator: str | None
    name: str
    period: str
    measure: str
    value: float
    printed: str
    form: str
    unit: str
    bound: str
    assigner: str
    base: str
    status: str
    price_basis: str
    start: int
    end: int
    plan_version: str = ""
    rule: str = ""
    sure: bool = True
    name_start: int = NOWHERE
    name_end: int = NOWHERE
    period_start: int = NOWHERE
    period_end: int = NOWHERE
    place_start: int = NOWHERE
    place_end: int = NOWHERE
    comparison_start: int = NOWHERE
    comparison_end: int = NOWHERE
    doubts: tuple[str, ...] = ()
    table: int = 0
    row: int = 0
    column: int = 0
    column_start: int = NOWHERE
    column_end: int = NOWHERE

    def as_row(self) -> dict[str, Any]:
        """Give it as a mapping, its fields in order; the doubts in one text, parted by ``|``."""
        row = dict(zip(FIELDS, _VALUES(self), strict=True))
        row["doubts"] = "|".join(self.doubts)
        return row

    def with_doubts(self, doubts: tuple[str, ...]) -> ReadObservation:
        """Give the same with these doubts alone; it is sure if there is none."""
        values = list(_VALUES(self))
        values[_SURE], values[_DOUBTS] = not doubts, doubts
        return ReadObservation(*values)

    def with_period(self, period: str, doubt: str) -> ReadObservation:
        """Give the same of another period, with one doubt more."""
        values = list(_VALUES(self))
        values[_PERIOD] = period
        doubts = (*self.doubts, *((doubt,) if doubt not in self.doubts else ()))
        return ReadObservation(*values).with_doubts(doubts)

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Say what makes it anew: a long text has very many, and they come from another process."""
        return ReadObservation, _VALUES(self)


_VALUES: Final = attrgetter(*FIELDS)
_SURE, _DOUBTS, _PERIOD = FIELDS.index("sure"), FIELDS.index("doubts"), FIELDS.index("period")


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that was not understood: its text, its place, and why.

    Attributes
    ----------
    text : str
    start, end : int
    reason : str
        In English.
    code : str
        Of the reason: `reasons.sentence` says it in both languages.
    rule : str
        Id of the rule that refuses it, where one does.
    words : str
        The words of the text that stopped the reading.
    """

    text: str
    start: int
    end: int
    reason: str
    code: str = ""
    rule: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article, read.

    Attributes
    ----------
    observations : tuple of ReadObservation
    unread : tuple of Unread
        Every number that may be a figure and was not understood.
    area : str or None
        The area that the text is about, by the text itself or as given.
    period : str
        The period that it reports on; empty where it does not say.
    warnings : tuple of str
        What deserves a look before the figures are used.
    language : str
        The language that the text, or most of it, is in: ``vi``, ``en``, or the code of one that is not read.
    evidence : mapping of str to str
        How the text names the area (``area``), and why it has none (``no_area``).
    candidates : tuple of str
        Ids of the places that the text may be about, where nothing tells which.
    area_spans : tuple of (int, int)
        Where the text names its area: ``text[start:end]``.
    day : date or None
        The text's own, as far as it says: the newest full date of its first sentences or its last, or as given.
    """

    observations: tuple[ReadObservation, ...] = ()
    unread: tuple[Unread, ...] = ()
    area: str | None = None
    period: str = ""
    warnings: tuple[str, ...] = ()
    language: str = "vi"
    evidence: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    area_spans: tuple[tuple[int, int], ...] = ()
    day: date | None = None

    @property
    def coverage(self) -> float:
        """The share of the figures that were understood; 1 where there is none."""
        found = len(self.observations) + len(self.unread)
        return len(self.observations) / found if found else 1.0
