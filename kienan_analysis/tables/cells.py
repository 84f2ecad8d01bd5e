"""Quantities of a review as cells: digits as printed, bounds beneath, sources as numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.tables.table import Cell, Heading
from kienan_analysis.wording import phrases
from kienan_analysis.wording.formats import MISSING, useful_decimals

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.wording.messages import Words

NOTHING = Cell(MISSING, mark="missing")


class Cells:
    """Writes a review's quantities in one language.

    Parameters
    ----------
    review : AnnualReview
    words : Words
    """

    def __init__(self, review: AnnualReview, words: Words) -> None:
        self.review = review
        self.words = words

    @cached_property
    def _references(self) -> dict[str, tuple[int, str]]:
        sources = self.review.sources
        return {row["id"]: (int(row["number"]), str(row["url"])) for row in records(sources.reset_index())}

    def heading(self, key: str, *, numeric: bool = True) -> Heading:
        """Write a column's heading; it may speak of the year, the year before or the next."""
        year = self.review.year
        return Heading(self.words.say(f"column.{key}", year=year, next=year + 1, before=year - 1), numeric)

    def caption(self, text: str, frame: pd.DataFrame) -> tuple[str, bool]:
        """Put the unit into a table's caption where all its rows share one.

        Returns
        -------
        caption : str
        in_cells : bool
            Whether each cell has to name its unit.
        """
        units = frame["unit"].unique()
        if len(units) != 1:
            return text, True
        return f"{text}, {self.words.format.unit(str(units[0]))}", False

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
        return replace(
            name, bounds=f"{self.words.say('column.assigner')}: {phrases.assigner(self.words, plan['assigner'])}"
        )

    def area(self, name: str) -> Cell:
        """Name an area."""
        return Cell(str(self.review.data.areas.loc[name, f"name_{self.words.language}"]))

    def refs(self, *sources: object) -> tuple[tuple[int, str], ...]:
        """Give the number and address of each source that a figure comes from."""
        known = [self._references[str(source)] for source in sources if str(source) in self._references]
        return tuple(sorted(set(known)))

    def level(
        self, row: Record, name: str = "level", *, unit: bool = True, source: str = "", implied: bool = False
    ) -> Cell:
        """Write a level: as printed, or implied with its bounds."""
        value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
        if math.isnan(value):
            return NOTHING
        digits = useful_decimals(value) if implied else phrases.decimals_of(row, name, useful_decimals(value))
        text = self.words.format.number(value, digits)
        text = self.words.format.with_unit(text, row["unit"]) if unit else text
        bounds = self.words.format.bounds(low, high, digits) if implied else ""
        text = text if implied else self._hedged(row, name, text)
        return Cell(text, bounds, "implied" if implied else "", refs=self.refs(row.get(source, "")) if source else ())

    def rate(self, row: Record, name: str, *, source: str = "", implied: bool = False, sign: bool = False) -> Cell:
        """Write a rate in percent: as printed, or implied with its bounds."""
        if math.isnan(row[name]):
            return NOTHING
        digits = phrases.RATE_DECIMALS if implied else phrases.decimals_of(row, name, phrases.RATE_DECIMALS)
        mark = 100.0 if name == "attainment" else 0.0
        text = self.words.format.percent(row[name], digits, mark=mark, sign=sign)
        bounds = phrases.rate_bounds(self.words, row, name, digits) if implied else ""
        text = text if implied else self._hedged(row, name, text)
        refs = self.refs(row.get(source, "")) if source else ()
        return Cell(text, bounds, "implied" if implied else "", refs=refs)

    def _hedged(self, row: Record, name: str, text: str) -> str:
        """Put the source's hedge to a printed figure."""
        bound = row.get(f"{name}_bound", "")
        return phrases.hedged(self.words, text, bound) if isinstance(bound, str) else text

    def target(self, row: Record) -> Cell:
        """Write a target as its source states it; the plan that it is relative to stands beneath."""
        if row["measure"] == "plan":
            return self.level(row, "stated", source="source")
        words, base = self.words, row["base"]
        text = words.format.percent(row["stated"], phrases.decimals_of(row, "stated", phrases.RATE_DECIMALS), sign=True)
        beneath = ""
        if base.startswith("plan:"):
            beneath = f"{words.say('column.plan_printed')}: {phrases.assigner(words, base.removeprefix('plan:'))}"
        return Cell(phrases.hedged(words, text, row["bound"]), beneath, refs=self.refs(row["source"]))

    def points(self, row: Record, name: str, *, sign: bool = True) -> Cell:
        """Write a difference of rates in percentage points, with its bounds where they do not vanish."""
        if math.isnan(row[name]):
            return NOTHING
        low, high = row[f"{name}_low"], row[f"{name}_high"]
        bounds = self.words.format.bounds(low, high, 2, scale=100)
        return Cell(self.words.format.points(row[name], sign=sign), bounds)

    def share(self, row: Record, name: str) -> Cell:
        """Write a share in percent with its bounds."""
        if math.isnan(row[name]):
            return NOTHING
        return Cell(self.words.format.percent(row[name]), phrases.rate_bounds(self.words, row, name))

    def verdict(self, name: str) -> Cell:
        """Write a verdict with its sign."""
        return Cell(self.words.say(f"verdict.{name}"), mark=name) if name else NOTHING  # type: ignore[arg-type]
