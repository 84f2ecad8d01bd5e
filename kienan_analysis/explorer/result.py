"""What a view gives: figures, chart, tables and the lines of code that make it again."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from kienan_analysis.annual_review.records import records
from kienan_analysis.explorer.drawing import fitted
from kienan_analysis.explorer.shared import tabulated
from kienan_analysis.sections.parts.outputs import Output, chart_output, publish
from kienan_analysis.sections.sources import STATEMENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import pandas as pd
    from altair import TopLevelMixin

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.state import State
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

# What the tables and charts need of a row, but nobody who downloads it.
HELPERS = ("row", "panel", "key", "segment")
ENDS = ("_low", "_high")
# A chart and its table fit beside each other on a wide screen, and the chart alone on one of 1024 pixels.
CHART_WIDTH = 500
MOST_STATEMENTS = 60


class Maker(Protocol):
    """How a module of `views` makes its view; each function depends on its arguments alone."""

    @property
    def PICKED_BY(self) -> Mapping[str, tuple[str, ...]]:  # noqa: N802  (a module's constant)
        """By way of showing: the columns that name what a click picks."""

    def figures(self, known: Known, state: State, words: Words) -> pd.DataFrame:
        """Collect the rows that can be shown, of all indicators."""

    def chart(self, known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
        """Draw the rows."""

    def tabulate(self, known: Known, state: State, words: Words, rows: pd.DataFrame) -> tuple[Table, ...]:
        """Tabulate the rows."""

    def rests_on(self, known: Known, state: State, row: Record) -> tuple[str, ...]:
        """Name the statements that a row's figures rest on."""


@dataclass(frozen=True)
class View:
    """One view of the data; shows itself in a notebook.

    Attributes
    ----------
    state : State
    rows : DataFrame
        The figures shown, with the columns that charts and tables need.
    specification : dict or None
        A complete Vega-Lite specification; none where there is nothing to draw.
    tables : tuple of Table
    note : str
        Why there is nothing, or what is not shown; empty otherwise.
    code : str
        Python that makes this view again.
    possible : tuple of str
        The indicators of which there is something to show in the years chosen.
    """

    state: State
    rows: pd.DataFrame
    specification: Specification | None
    tables: tuple[Table, ...]
    note: str
    code: str
    possible: tuple[str, ...]
    words: Words = field(repr=False)
    known: Known = field(repr=False)
    maker: Maker = field(repr=False)

    @property
    def frame(self) -> pd.DataFrame:
        """The figures as a plain table: rates as fractions, levels in the indicator's unit, open ends missing."""
        columns = [name for name in self.rows.columns if name not in HELPERS]
        return self.rows[columns].reset_index(drop=True)

    @property
    def chart(self) -> TopLevelMixin | None:
        """The chart as an Altair object, to be changed or saved; none where there is nothing to draw."""
        if self.specification is None:
            return None
        import altair as alt

        made: TopLevelMixin = alt.Chart.from_dict(deepcopy(self.specification))
        return made

    @property
    def picked_by(self) -> tuple[str, ...]:
        """The columns of `rows` that name what a click in the chart picks."""
        return self.maker.PICKED_BY[self.state.show]

    def pick(self, picks: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        """Find the rows behind what was picked in the chart.

        Parameters
        ----------
        picks : iterable of mapping
            Each with a value for every column of `picked_by`.
        """
        wanted = {tuple(str(pick.get(name)) for name in self.picked_by) for pick in picks}
        columns = [self.rows[name].astype(str).tolist() for name in self.picked_by]
        return self.rows[[key in wanted for key in zip(*columns, strict=True)]]

    def tables_of(self, rows: pd.DataFrame) -> tuple[Table, ...]:
        """Tabulate some of the rows, and beneath the statements that they rest on."""
        shown = rows if self.state.bounds else without_bounds(rows)
        ids = [name for row in records(rows) for name in self.maker.rests_on(self.known, self.state, row)]
        return (
            *self.maker.tabulate(self.known, self.state, self.words, shown),
            statement_table(self.known, self.state, self.words, ids),
        )

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The printed statements that the figures shown rest on."""
        ids = {name for row in records(self.rows) for name in self.maker.rests_on(self.known, self.state, row)}
        return stated(self.known, self.state, ids).reset_index(drop=True)

    def outputs(self) -> Iterator[Output]:
        """Make the display outputs: the chart and the tables, or the note."""
        if self.note:
            yield Output({"text/markdown": self.note, "text/plain": self.note}, {})
        if self.specification is not None:
            yield chart_output(self.specification)
        for table in self.tables:
            yield Output({"text/html": table.to_html(), "text/plain": table.to_text()}, {})

    def __dir__(self) -> list[str]:
        """List the public names: what a notebook completes."""
        return [name for name in super().__dir__() if not name.startswith("_")]

    def __repr__(self) -> str:
        state = self.state
        return f"<View {state.view} ({state.show}) of {state.area}: {len(self.rows)} rows>"

    def _ipython_display_(self) -> None:
        """Show chart and tables; IPython calls this."""
        publish(self.outputs())


def without_bounds(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out the intervals; a figure known from one side only keeps its one end, or it would look exact."""
    frame = rows.copy()
    names = [name.removesuffix("_low") for name in rows.columns if name.endswith("_low")]
    for name in names:
        ends = [name + end for end in ENDS]
        if set(ends) <= set(rows.columns):
            frame.loc[rows[ends].notna().all(axis=1), ends] = float("nan")
    return frame


def stated(known: Known, state: State, ids: Collection[str]) -> pd.DataFrame:
    """Take statements that a view rests on by their ids: of its area, or of any where areas are compared."""
    if state.view == "compare":
        return known.stated(ids)
    every = known[state.area].statements
    return every[every["id"].isin(ids)]


def statement_table(known: Known, state: State, words: Words, ids: Sequence[str]) -> Table:
    """Tabulate statements by id, as they are printed, each with its source; not more than fit on a screen or two."""
    every = {row["id"]: row for row in records(stated(known, state, set(ids)))}
    found = [every[name] for name in dict.fromkeys(ids) if name in every]
    caption = words.say("explore.rests_on", count=len(found))
    if len(found) > MOST_STATEMENTS:
        caption = words.say("explore.rests_on_first", count=len(found), shown=MOST_STATEMENTS)
    name = "explore-statements-table"
    return tabulated(known, state, words, name, caption, columns=STATEMENT, rows=found[:MOST_STATEMENTS])


def at_width(specification: Specification | None) -> Specification | None:
    """Lay a chart out for the explorer."""
    return None if specification is None else fitted(specification, CHART_WIDTH)
