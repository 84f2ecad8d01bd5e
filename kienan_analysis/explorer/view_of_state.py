"""From a state to what it shows, and the public function that does it in one call."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from kienan_analysis.dataset.given import require_dataset
from kienan_analysis.explorer.area_figures import Known
from kienan_analysis.explorer.choices import (
    refuse_unknown,
    require_area,
    require_state,
    require_view,
    settled,
    starting_state,
)
from kienan_analysis.explorer.code import code_for
from kienan_analysis.explorer.result import View, at_width, without_bounds
from kienan_analysis.explorer.state import SHOWS
from kienan_analysis.explorer.views import MAKERS
from kienan_analysis.wording.formats import require_language
from kienan_analysis.wording.messages import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.explorer.state import State

# What tells one row of a view from another.
ROW_KEY = ("id", "area", "indicator", "basis", "assigner", "period", "year")


def view_of(known: Known, state: State) -> View:
    """Make a view: a pure function of the state and the data.

    Parameters
    ----------
    known : Known
    state : State
        One that makes sense, as `choices.settled` gives it.
    """
    maker, words = MAKERS[state.view], Words(state.language)
    rows = maker.figures(known, state, words)
    there = set(rows["indicator"])
    possible = tuple(name for name in known[state.area].indicators if name in there)
    if state.view != "compare" and state.indicators:
        rows = rows[rows["indicator"].isin(state.indicators)]
    rows = with_keys(rows.reset_index(drop=True))
    made = partial(
        View, state, rows, code=code_for(known, state), possible=possible, words=words, known=known, maker=maker
    )
    if not len(rows):
        return made(specification=None, tables=(), note=words.say(f"explore.nothing_{state.view}"))
    shown = rows if state.bounds else without_bounds(rows)
    chart = at_width(maker.chart(known, state, words, shown))
    note = "" if chart is not None else words.say("explore.no_chart")
    return made(specification=chart, tables=maker.tabulate(known, state, words, shown), note=note)


def with_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the columns by which a chart's marks are told apart: ``row``, its number, and ``key``, its identity."""
    names = [name for name in ROW_KEY if name in rows.columns]
    parts = zip(*(rows[name].astype(str) for name in names), strict=True)
    keys = pd.Series(["|".join(part) for part in parts], index=rows.index, dtype="str")
    return rows.assign(row=[f"{number:02d}" for number in range(len(rows))], key=keys)


def view(  # noqa: PLR0913  (one argument a choice, all by name)
    data: Dataset,
    name: str = "history",
    *,
    area: str,
    show: str = "",
    indicators: Sequence[str] = (),
    indicator: str = "",
    areas: Sequence[str] = (),
    years: tuple[int, int] | None = None,
    year: int | None = None,
    assumed: Mapping[str, float] | None = None,
    bounds: bool = True,
    language: str = "vi",
) -> View:
    """Look at the data in one of the explorer's views; what *Copy as code* writes.

    Parameters
    ----------
    data : Dataset
    name : {"history", "plans", "growth", "what_if", "compare", "sources"}
    area : str
        Area id, for example ``kien-an``.
    show : str, optional
        How: *history* ``level``, ``index``, ``growth``; *plans* and *growth* ``years``, ``year``; *what_if*
        ``growth``, ``target`` (what is assumed); *compare* ``level``, ``growth``.
    indicators : sequence of str, optional
        Indicator ids; all that the view can show if left out.
    indicator, areas : str, sequence of str, optional
        For *compare*: the indicator, and the areas.
    years : tuple of int, optional
        First and last year, both inside.
    year : int, optional
        For the views of one year.
    assumed : mapping of str to float, optional
        For *what_if*: indicator id to rate, a fraction.
    bounds : bool
        Whether intervals are shown; the figures in ``frame`` keep them.
    language : {"vi", "en"}

    Returns
    -------
    View
        Shows itself in a notebook; ``frame`` holds the figures, ``chart`` is an Altair chart.

    Raises
    ------
    UsageError
        For what there is not, saying what exists instead.

    Examples
    --------
    Had retail sales of Kiến An grown by 20% in 2022, what level and what share of its target would that have been?

    >>> import kienan_analysis as ka
    >>> seen = ka.view(ka.load(), "what_if", area="kien-an", year=2022, assumed={"retail_sales": 0.2}, language="en")
    >>> figures = seen.frame.set_index("indicator")[["assumed", "level", "asked", "attainment"]]
    >>> print(figures.loc[["retail_sales"]].round(4).to_string(index=False))
    assumed     level  asked  attainment
        0.2 10135.548   0.22      0.9836
    """
    require_view(name)
    known = Known(require_dataset(data))
    require_area(known, area)
    usual = starting_state(known, name, area, require_language(language))
    if show:
        refuse_unknown("show", [show], SHOWS[name])
        usual = settled(known, replace(usual, show=show))
    state = replace(
        usual,
        indicators=tuple(indicators),
        indicator=indicator or usual.indicator,
        areas=tuple(areas),
        years=usual.years if years is None else (int(years[0]), int(years[1])),
        year=usual.year if year is None else year,
        assumed=tuple((str(key), float(rate)) for key, rate in (assumed or {}).items()),
        bounds=bounds,
    )
    require_state(known, state)
    return view_of(known, settled(known, state))
