"""Quantities of a review as cells: digits as printed, bounds beneath, sources as numbers, the figure behind."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts import phrases, place_kinds
from kienan_analysis.sections.parts.table import Cell, Figure, Heading
from kienan_analysis.wording.formats import MISSING

if TYPE_CHECKING:
    from kienan_analysis.annual_review import Reviewed
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import FigureKind, Formula, Table
    from kienan_analysis.wording.messages import Words

NOTHING = Cell(MISSING, mark="missing")


class Cells:
    """Writes a review's quantities in one language.

    Parameters
    ----------
    review : AnnualReview or SideBySide
    words : Words
    unit : bool
        Whether each amount names its unit, because no caption does.
    """

    def __init__(self, review: Reviewed, words: Words, *, unit: bool = True) -> None:
        self.review = review
        self.words = words
        self.unit = unit

    @cached_property
    def _references(self) -> dict[str, tuple[int, str]]:
        sources = self.review.sources
        return {row["id"]: (int(row["number"]), str(row["url"])) for row in records(sources.reset_index())}

    def heading(self, key: str, numeric: bool) -> Heading:  # noqa: FBT001  (a column's own)
        """Write a column's heading; it may speak of the year, the year before or the next."""
        year = self.review.year
        return Heading(self.words.say(f"column.{key}", year=year, next=year + 1, before=year - 1), numeric, key)

    def indicator(self, name: str, basis: str = "") -> Cell:
        """Name an indicator, and its price basis where it is not the indicator's own."""
        row = self.review.data.indicators.loc[name]
        text = str(row[f"name_{self.words.language}"])
        other = f" ({phrases.price_basis(self.words, basis)})" if basis and basis != row["price_basis"] else ""
        return Cell(text + other)

    def plan_name(self, plan: Record) -> Cell:
        """Name an indicator and, beneath, whose plan it is where the source says so."""
        name = self.indicator(plan["indicator"], plan["basis"])
        if not plan["assigner"]:
            return name
        by = phrases.assigner(self.review, self.words, plan["assigner"])
        return replace(name, bounds=f"{self.words.say('column.assigner')}: {by}")

    def area(self, name: str) -> Cell:
        """Name an area."""
        return Cell(place_kinds.told_apart(self.review, name, self.words.language))

    def refs(self, *sources: object) -> tuple[tuple[int, str], ...]:
        """Give the number and address of each source that a figure comes from."""
        known = [self._references[str(source)] for source in sources if str(source) in self._references]
        return tuple(sorted(set(known)))

    def level(
        self,
        row: Record,
        name: str = "level",
        *,
        unit: bool | None = None,
        source: str = "",
        implied: bool = False,
        rests_on: tuple[str, ...] = (),
        formula: Formula | None = None,
    ) -> Cell:
        """Write a level: as printed, or implied with its bounds; beneath, what disagrees with it.

        What it rests on comes with the row, where it is not given.
        """
        value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
        if math.isnan(value):
            return NOTHING
        unit = self.unit if unit is None else unit
        digits = phrases.allowed_decimals(row, name) if implied else phrases.decimals_of(row, name)
        text = self.words.format.number(phrases.shown_amount(row, name, digits), digits)
        text = self.words.format.with_unit(text, row["unit"]) if unit else text
        bounds = self.words.format.bounds(low, high, digits) if implied else ""
        text = (
            phrases.hedged(self.words, text, phrases.open_end(row, name)) if implied else self._hedged(row, name, text)
        )
        refs = self.refs(row.get(source, "")) if source else ()
        figure = replace(_figure(row, name, "amount", digits), formula=formula)
        beside = phrases.beside(self.words, row, name, row["unit"] if unit else "")
        return Cell(text, bounds, beside, "implied" if implied else "", refs=refs, figure=_on(figure, rests_on))

    def rate(
        self,
        row: Record,
        name: str,
        *,
        source: str = "",
        implied: bool = False,
        sign: bool = False,
        rests_on: tuple[str, ...] = (),
        formula: Formula | None = None,
    ) -> Cell:
        """Write a rate in percent: as printed, or implied with its bounds; beneath, what disagrees with it.

        What it rests on comes with the row, where it is not given.
        """
        if math.isnan(row[name]):
            return NOTHING
        digits = phrases.allowed_decimals(row, name) if implied else phrases.decimals_of(row, name)
        points = phrases.of_points(row, name)
        mark = 100.0 if name == "attainment" else 0.0
        text = (
            phrases.changed(self.words, row, name, digits, sign=sign)
            if points
            else self.words.format.percent(phrases.shown_rate(row, name, digits), digits, mark=mark, sign=sign)
        )
        bounds = phrases.rate_bounds(self.words, row, name) if implied else ""
        text = (
            phrases.hedged(self.words, text, phrases.open_end(row, name)) if implied else self._hedged(row, name, text)
        )
        refs = self.refs(row.get(source, "")) if source else ()
        figure = replace(
            _figure(row, name, "points" if points else "rate", digits), formula=None if points else formula
        )
        beside = phrases.beside(self.words, row, name)
        return Cell(text, bounds, beside, "implied" if implied else "", refs=refs, figure=_on(figure, rests_on))

    def figure(self, row: Record) -> Cell:
        """Write the figure ``value`` of a row that says its ``measure`` and ``origin`` and what it rests on."""
        implied = row["origin"] == "implied"
        if row["measure"] == "level":
            return self.level(row, "value", implied=implied, rests_on=row["rests_on"])
        sign = row["measure"] == "growth"
        return self.rate(row, "value", implied=implied, sign=sign, rests_on=row["rests_on"])

    def _hedged(self, row: Record, name: str, text: str) -> str:
        """Put the source's hedge to a printed figure."""
        bound = row.get(f"{name}_bound", "")
        return phrases.hedged(self.words, text, bound) if isinstance(bound, str) else text

    def target(self, row: Record) -> Cell:
        """Write a target as its source states it; the plan that it is relative to stands beneath."""
        rests_on = (str(row["id"]),)
        if row["measure"] == "plan":
            return self.level(row, "stated", unit=True, source="source", rests_on=rests_on)
        words, base = self.words, row["base"]
        digits = phrases.decimals_of(row, "stated", phrases.RATE_DECIMALS)
        text = phrases.changed(words, row, "stated", digits, sign=True)
        beneath = ""
        if base.startswith("plan:"):
            by = phrases.assigner(self.review, words, base.removeprefix("plan:"))
            beneath = f"{words.say('column.plan_printed')}: {by}"
        kind: FigureKind = "points" if phrases.of_points(row, "stated") else "rate"
        figure = replace(_figure(row, "stated", kind, digits), bound=row["bound"], rests_on=rests_on)
        hedged = phrases.hedged(words, text, row["bound"])
        return Cell(hedged, beneath, phrases.beside(words, row, "stated"), refs=self.refs(row["source"]), figure=figure)

    def points(self, row: Record, name: str, *, rests_on: tuple[str, ...] = (), formula: Formula | None = None) -> Cell:
        """Write a difference of rates in percentage points, with its bounds where they do not vanish."""
        if math.isnan(row[name]):
            return NOTHING
        low, high = row[f"{name}_low"], row[f"{name}_high"]
        digits = phrases.allowed_decimals(row, name)
        bounds = self.words.format.bounds(low, high, digits, scale=100)
        by = None if row.get("in_points") else formula  # of rates that are in points themselves
        figure = replace(_figure(row, name, "points", digits), rests_on=rests_on, formula=by)
        return Cell(self.words.format.points(row[name], digits), bounds, figure=figure)

    def share(self, row: Record, name: str, *, rests_on: tuple[str, ...] = (), formula: Formula | None = None) -> Cell:
        """Write a share in percent with its bounds."""
        if math.isnan(row[name]):
            return NOTHING
        digits = phrases.allowed_decimals(row, name)
        figure = replace(_figure(row, name, "rate", digits), rests_on=rests_on, formula=formula)
        text = self.words.format.percent(row[name], digits)
        return Cell(text, phrases.rate_bounds(self.words, row, name), figure=figure)

    def count(self, number: int, text: str = "") -> Cell:
        """Write a whole number, such as a year or how many."""
        return Cell(text or str(number), figure=Figure(number, math.nan, math.nan, "count", 0))

    def verdict(self, name: str) -> Cell:
        """Write a verdict with its sign."""
        return Cell(self.words.say(f"verdict.{name}"), mark=name) if name else NOTHING  # type: ignore[arg-type]

    def grounded(self, table: Table) -> Table:
        """Add to a table what each statement behind its figures says, for whoever asks after a figure."""
        wanted = {name for row in table.rows for cell in row if cell.figure for name in cell.figure.rests_on}
        return replace(table, grounds={row["id"]: self._ground(row) for row in records(self.review.stated(wanted))})

    def _ground(self, row: Record) -> dict[str, str]:
        """Write one statement for a footnote."""
        words = self.words
        what = [self.indicator(row["indicator"], row["basis"]).text, phrases.period(words, row["period"])]
        if row["area"] != self.review.area:
            what.insert(0, self.area(row["area"]).text)
        sources = self.review.data.sources
        publisher, published, url = (
            str(sources[name][row["source"]] or "") for name in ("publisher", "published", "url")
        )
        places = [publisher, words.format.date(date.fromisoformat(published)) if published else ""]
        return {
            "what": ", ".join([*what, phrases.stated(self.review, words, row)]),
            "printed": phrases.printed(words, row),
            "bounds": self._printed_bounds(row),
            "source": ", ".join(place for place in places if place),
            "href": url,
        }

    def _printed_bounds(self, row: Record) -> str:
        """Write what a statement's digits allow: one decimal more than printed."""
        is_rate = row["measure"] not in {"level", "plan"}
        decimals = int(row["decimals"]) + 1
        return self.words.format.bounds(row["low"], row["high"], decimals, scale=100 if is_rate else 1)


def _on(figure: Figure, rests_on: tuple[str, ...]) -> Figure:
    """Say what a figure rests on, where that is known otherwise than from its row."""
    return replace(figure, rests_on=rests_on) if rests_on else figure


def _figure(row: Record, name: str, kind: FigureKind, decimals: int) -> Figure:
    """Take the number behind a cell, with its bounds, from a quantity's three columns."""
    value, low, high = (float(row[name + end]) for end in ("", "_low", "_high"))
    bound = row.get(f"{name}_bound", "")
    unit = str(row["unit"]) if kind == "amount" else ""
    behind = row.get(f"{name}_rests_on", ())
    rests_on = behind if isinstance(behind, tuple) else ()
    return Figure(value, low, high, kind, decimals, unit, bound if isinstance(bound, str) else "", rests_on)
