"""What if: the level, the share of plan and the pace that an assumed growth or target would mean."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import numpy as np

from kienan_analysis import growth
from kienan_analysis.annual_review.records import records
from kienan_analysis.explorer.shared import tabulated
from kienan_analysis.published import verdict
from kienan_analysis.reviews.accepted_plans import PLAN_QUANTITIES
from kienan_analysis.reviews.quantities import Quantity, choose, columns, derive, put, take
from kienan_analysis.reviews.statements import KEY
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import INDICATOR, VERDICT, WRITTEN_YEAR, Column, amount, rate, written
from kienan_analysis.sections.parts.table import Cell
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    Described,
    drawn_without_checks,
    finished,
    percent_axis,
    row_axis,
    row_names,
    span,
)

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.area_figures import Known, KnownArea
    from kienan_analysis.explorer.state import State
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

PICKED_BY: Final = {"growth": ("row",), "target": ("row",)}
HEADINGS: Final = {
    "growth": ("column_assumed_growth", "column_share_growth"),
    "target": ("column_assumed_target", "column_share_target"),
}
# A rate is assumed to a hundredth of a percent, as slider and text say it.
ASSUMED_DECIMALS: Final = 4
# Bounds of an exact rate are moved outward by 1e-12; no printed digit is as fine as this.
EXACT: Final = 1e-9
# Three lines of text a row: the name, the years over the dots, what is assumed; the dots stand a little lower.
ROW: Final = 76
LOWER: Final = 11


def figures(known: Known, state: State, words: Words) -> pd.DataFrame:  # noqa: ARG001  (every view is asked alike)
    """Work out what an assumed rate means for each indicator whose level of the year before is known.

    Returns
    -------
    DataFrame
        ``indicator, basis, year, unit``; ``assumed`` (a fraction, exact); quantities ``base`` (the level of the year
        before), ``level`` (what the rate means), ``asked`` (the growth that the year's plan asks for), ``growth`` (the
        year's own, where it is known), ``attainment``: of the plan if growth is assumed, else of the assumed target by
        the year's growth; ``rest`` (the growth that the months after the part year reported last would need), ``part``
        (that part year); ``reached`` of ``known_years`` (in how many earlier years growth was at least the rate);
        ``verdict``.
    """
    area, year = known[state.area], state.year
    rows = area.bases(year).copy()
    given = dict(state.assumed)
    usual = usual_rates(known, state)
    rows["assumed"] = [given.get(name, usual[name]) for name in rows["indicator"]]
    rate = take(rows.assign(assumed_low=rows["assumed"], assumed_high=rows["assumed"]), "assumed")
    put(rows, "level", derive(growth.target_level, take(rows, "base"), rate))
    done, against = (take(rows, "growth"), rate) if state.show == "target" else (rate, take(rows, "asked"))
    share = derive(lambda now, plan: growth.attainment(1 + now, 1 + plan), done, against)
    # An assumption and a target are both exact: what equals its target meets it, and no rounding leaves that open.
    exact = (done.high - done.low < EXACT) & (against.high - against.low < EXACT)
    put(rows, "attainment", choose((exact, Quantity(share.value, share.value, share.value)), (~exact, share)))
    rows = rows.merge(_rest(area, year, rows), how="left", on=KEY)
    past = _past(area, year)
    rows["known_years"] = [len(past[past["indicator"] == name]) for name in rows["indicator"]]
    rows["reached"] = [
        int((past[past["indicator"] == name]["growth_low"] >= mark).sum())
        for name, mark in zip(rows["indicator"], rows["assumed"], strict=True)
    ]
    better = rows["indicator"].map(known.data.indicators["higher_is_better"])
    rows["verdict"] = [
        (verdict(low, high, higher_is_better=up) or "") if math.isfinite(value) and up in (True, False) else ""
        for value, low, high, up in zip(*(rows[name] for name in columns("attainment")), better, strict=True)
    ]
    return rows


def usual_rates(known: Known, state: State) -> dict[str, float]:
    """Start from the year's target; without one from the growth of the year before; without that from zero."""
    area, year = known[state.area], state.year
    before = area.results(year - 1).set_index(KEY)["growth"]
    rates = {}
    for row in records(area.bases(year)):
        found = [row["asked"], before.get((row["indicator"], row["basis"]), math.nan), 0.0]
        rates[str(row["indicator"])] = round(next(rate for rate in found if not math.isnan(rate)), ASSUMED_DECIMALS)
    return rates


def _rest(area: KnownArea, year: int, rows: pd.DataFrame) -> pd.DataFrame:
    """Bound the growth that the months after the latest part year need for the whole year to come out as assumed."""
    parts = area.part_years(year)
    parts = parts[parts["level"].notna() & parts["growth"].notna() & parts["months"].notna()]
    parts = parts.sort_values("months", kind="stable").drop_duplicates(KEY, keep="last")
    names = {name: f"part_{name}" for name in [*columns("level"), *columns("growth")]}
    wanted = parts.rename(columns={**names, "period": "part"})[[*KEY, "part", *names.values()]]
    frame = rows[[*KEY, *columns("base"), "assumed"]].merge(wanted, on=KEY)
    rate = take(frame.assign(assumed_low=frame["assumed"], assumed_high=frame["assumed"]), "assumed")
    passed = (take(frame, f"part_{name}") for name in ("level", "growth"))
    put(frame, "rest", derive(growth.required_growth_of_rest, take(frame, "base"), rate, *passed))
    return frame[[*KEY, "part", *columns("rest")]]


def _past(area: KnownArea, year: int) -> pd.DataFrame:
    """Take the growth of the earlier years, printed or computed."""
    rows = area.review.history
    own = rows["basis"] == rows["indicator"].map(area.data.indicators["price_basis"])
    return rows[own & (rows["year"] < year) & rows["growth"].notna()]


def track_record(area: KnownArea, year: int, indicators: set[str]) -> pd.DataFrame:
    """Line up what was asked and what was done in the earlier years."""
    past = _past(area, year)
    past = past[past["indicator"].isin(indicators)]
    past = past[[*KEY, "year", *columns("growth"), "growth_origin", "growth_decimals"]]
    asked = area.plans_of_all_years
    if not len(asked):
        nothing = dict.fromkeys([*columns("asked"), "asked_decimals"], np.nan)
        return past.assign(**nothing, asked_origin="", how="", verdict="")
    asked = asked[asked["asked"].notna()].drop_duplicates([*KEY, "year"])
    asked = asked[[*KEY, "year", *columns("asked"), "asked_decimals", "asked_origin", "how", "verdict"]]
    rows = past.merge(asked, how="left", on=[*KEY, "year"])
    texts = ["asked_origin", "how", "verdict"]
    rows[texts] = rows[texts].astype(object).where(rows[texts].notna(), "")
    return rows


@drawn_without_checks
def chart(known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
    """Draw what is assumed against every year's growth and what the plan asks for, one row an indicator."""
    if not len(rows):
        return None
    area = known[state.area]
    record = track_record(area, state.year, set(rows["indicator"]))
    marks: list[dict[str, Any]] = []
    for place, row in enumerate(records(rows)):
        name = phrases.row_name(area.review, words, {**row, "assigner": ""})
        at = {"row": f"{place:02d}", "name": name}
        level = _hedged(words, row)
        rate = words.format.percent(row["assumed"])
        label = words.say("explore.assumed_item", rate=rate, level=level)
        marks.append({**at, "kind": "assumed", "value": row["assumed"] * 100, "label": label, "detail": label})
        if not math.isnan(row["asked"]):
            marks.append({**at, "kind": "asked", "value": row["asked"] * 100, "label": "", "detail": label})
        past = records(record[record["indicator"] == row["indicator"]])
        if state.show == "target" and not math.isnan(row["growth"]):
            past.append(row)  # what the target is held against
        marks += [
            {**at, "kind": "past", "value": one["growth"] * 100, "label": str(one["year"])[2:], "detail": label}
            for one in past
        ]
    items = words.format.join([f"{mark['name']} {mark['label']}" for mark in marks if mark["kind"] == "assumed"])
    said = Described(
        words.say(f"explore.what_if_{state.show}", year=state.year),
        words.say("explore.what_if_subtitle", year=state.year),
        words.say("explore.alt", items=items),
    )
    return finished(_strip(marks), marks, said, words.language) | {"height": {"step": ROW}}


def _hedged(words: Words, row: Record) -> str:
    """Write the level that is meant; from a base that is known from one side only it is known from that side too."""
    digits = phrases.allowed_decimals(row, "level")
    return phrases.hedged(words, words.format.amount(row["level"], row["unit"], digits), phrases.open_end(row, "level"))


def _strip(marks: list[dict[str, Any]]) -> list[alt.Chart]:
    domain = span([mark["value"] for mark in marks], include=[0], room=0.12)
    middle, across = sum(domain) / 2, percent_axis(domain)
    below: dict[str, Any] = {"baseline": "top", "dy": LOWER + 11, "fontWeight": 600}
    y, x = row_axis(marks), alt.X("value:Q", **across)
    base = alt.Chart()
    past, asked, assumed = (base.transform_filter(f"datum.kind == '{kind}'") for kind in ("past", "asked", "assumed"))
    return [
        base.mark_rule(color=COLOUR["context"], strokeWidth=1).encode(x=alt.datum(0)),
        past.mark_point(
            filled=True, shape="circle", size=80, color=COLOUR["published"], opacity=1, yOffset=LOWER
        ).encode(y=y, x=x),
        past.mark_text(dy=LOWER - 12, fontSize=10, color=COLOUR["muted"]).encode(y=y, x=x, text=alt.Text("label:N")),
        asked.mark_tick(orient="vertical", size=24, thickness=3, color=COLOUR["plan"], yOffset=LOWER).encode(y=y, x=x),
        assumed.mark_point(
            filled=True, shape="diamond", size=150, color=COLOUR["missed"], opacity=1, yOffset=LOWER
        ).encode(y=y, x=x),
        *row_names(y),
        # What is assumed moves, so its words stand on the side where there is room.
        assumed.transform_filter(f"datum.value < {middle}")
        .mark_text(**below, align="left", dx=-7)
        .encode(y=y, x=x, text=alt.Text("label:N")),
        assumed.transform_filter(f"datum.value >= {middle}")
        .mark_text(**below, align="right", dx=7)
        .encode(y=y, x=x, text=alt.Text("label:N")),
    ]


def tabulate(known: Known, state: State, words: Words, rows: pd.DataFrame) -> tuple[Table, ...]:
    """Tabulate what the rates mean; beneath, what was asked and done in the years before."""
    values = {"year": state.year, "before": state.year - 1}
    assumed, share = (words.say(f"explore.{name}", **values) for name in HEADINGS[state.show])
    level, base, verdict_if, rest, reached = (
        words.say(f"explore.column_{name}", **values)
        for name in ("level_meant", "base_level", "verdict_if", "rest", "reached")
    )
    columns = (
        INDICATOR,
        written("", lambda cells, row: cells.words.format.percent(row["assumed"]), numeric=True).named(assumed),
        amount(implied=True).named(level),
        rate("attainment", implied=True).named(share),
        VERDICT.named(verdict_if),
        rate("rest", implied=True).named(rest),
        Column("", _reached).named(reached),
        amount("base").named(base),
    )
    caption = words.say("explore.what_if_table", **values)
    name = "explore-what-if-table"
    main = tabulated(known, state, words, name, caption, columns=columns, rows=records(rows), units=rows["unit"])
    parts = [text for text in rows["part"] if isinstance(text, str)]
    record = _record_table(known, state, words, rows)
    if not parts:
        return (main, *record)
    told = words.format.join(list(dict.fromkeys(phrases.period(words, part) for part in parts)))
    return (replace(main, caption=f"{main.caption} · {words.say('explore.rest_after', period=told)}"), *record)


def _reached(cells: Cells, row: Record) -> Cell:
    years, reached = int(row["known_years"]), int(row["reached"])
    return Cell(cells.words.say("table.of_years", count=years, reached=reached, years=years)) if years else NOTHING


def _record_table(known: Known, state: State, words: Words, rows: pd.DataFrame) -> tuple[Table, ...]:
    """Tabulate the earlier years of the series shown."""
    record = track_record(known[state.area], state.year, set(rows["indicator"]))
    if not len(record):
        return ()
    columns, caption = (INDICATOR, WRITTEN_YEAR, rate("asked"), rate("growth"), VERDICT), words.say("explore.record")
    return (tabulated(known, state, words, "explore-record-table", caption, columns=columns, rows=records(record)),)


def rests_on(known: Known, state: State, row: Record) -> tuple[str, ...]:
    """Name the statements of the base, of the year's target or plan, and of the part year."""
    area = known[state.area]
    names: tuple[str, ...] = row["base_rests_on"]
    key = (row["indicator"], row["basis"])
    figures = [area.accepted.growth(*key, state.year)]
    figures += [area.accepted.plan(name, *key, state.year, str(row["assigner"])) for name in PLAN_QUANTITIES]
    if isinstance(row["part"], str):
        figures += [area.accepted.level(*key, row["part"]), area.accepted.growth(*key, row["part"])]
    printed = (figure.id for figure in figures if figure.id)
    return tuple(dict.fromkeys((*names, *printed)))
