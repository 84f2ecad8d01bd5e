"""The explorer without a browser: each view as a function of state and data."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import altair as alt
import openpyxl
import pandas as pd
import pytest

import kienan_analysis as ka
from kienan_analysis.dataset import load
from kienan_analysis.errors import UsageError
from kienan_analysis.explorer import view_of_state as looking
from kienan_analysis.explorer.area_figures import Known
from kienan_analysis.explorer.choices import choices, settled, starting_state
from kienan_analysis.explorer.downloads import download
from kienan_analysis.explorer.drawing import PICK, dark, fitted, pickable
from kienan_analysis.explorer.state import SHOWS, VIEWS, State
from kienan_analysis.explorer.view_of_state import view_of
from kienan_analysis.palette import PALETTE
from kienan_analysis.wording.messages import catalogue
from tests.packages import AREAS, area, indicator, observation, source, write_package
from tests.shipped_reviews import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.explorer.result import View

pytestmark = pytest.mark.slow

EVERY_SHOW = [(view, show) for view in VIEWS for show in SHOWS[view]]
HOSTILE = "=cmd|' /C calc'!A0 <img src=x onerror=alert(1)> ](javascript:alert(1)) & \" '"


@cache
def known() -> Known:
    return Known(shipped())


@cache
def state_of(view: str, show: str, place: str = "kien-an", language: str = "en") -> State:
    return settled(known(), replace(starting_state(known(), view, place, language), show=show))


@cache
def seen(view: str, show: str, place: str = "kien-an", language: str = "en") -> View:
    return view_of(known(), state_of(view, show, place, language))


@cache
def loaded_again(*location: str) -> Dataset:
    return load(*location)


@pytest.fixture
def once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let copied code load each data package once for all tests, beside `shipped`, and get to know it once.

    It is the second look that copied code must come to the same by, not the twentieth.
    """
    monkeypatch.setattr(ka, "load", loaded_again)
    monkeypatch.setattr(looking, "Known", known_again)


@cache
def known_again(data: Dataset) -> Known:
    return Known(data)


def figure(view: View, **where: object) -> Any:
    """Give the one row of a view's figures that a few columns name."""
    frame = view.frame
    for column, value in where.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1, where
    return frame.iloc[0]


def row_of(view: View, figures: Any) -> str:
    """Give the number of the row that an indicator's figures stand in."""
    return str(view.rows.loc[view.rows["indicator"] == figures["indicator"], "row"].iloc[0])


def changed(view: str, show: str, place: str = "kien-an", **changes: Any) -> View:
    return view_of(known(), settled(known(), replace(state_of(view, show, place), **changes)))


# What each view shows; the figures are those of the design's table, or worked out by hand beside them.


def test_history_shows_published_and_implied_levels_with_their_bounds() -> None:
    published = figure(seen("history", "level"), indicator="retail_sales", year=2021)
    assert (published["level"], published["level_origin"]) == (8446.29, "published")
    implied = figure(seen("history", "level"), indicator="retail_sales", year=2020)
    assert implied["level_origin"] == "implied"
    assert [round(implied[f"level{end}"], 3) for end in ("", "_low", "_high")] == [6854.086, 6853.804, 6854.368]


def test_an_index_begins_with_100_in_the_first_year_shown() -> None:
    view = changed("history", "index", years=(2021, 2023))
    rows = view.frame[view.frame["indicator"] == "retail_sales"].set_index("year")["index"]
    assert list(rows.index) == [2021, 2022, 2023]
    assert rows[2021] == 100
    assert rows[2023] == pytest.approx(12670.113 / 8446.29 * 100)


def test_plans_have_a_verdict_for_each_year_and_fit_the_rounding() -> None:
    row = figure(seen("plans", "years"), indicator="accommodation_food_revenue", year=2021)
    assert row["verdict"] == "missed"
    assert [round(row[f"plan{end}"], 3) for end in ("", "_low", "_high")] == [1429.430, 1429.352, 1429.508]
    assert figure(seen("plans", "years"), indicator="industrial_output", year=2022)["verdict"] == "undecided"


def test_the_heatmap_has_a_cell_for_each_plan_and_keeps_two_plans_of_one_year_apart() -> None:
    view = seen("plans", "years", "hai-phong")
    cells = drawn_rows(view.specification)
    assert len(cells) == len(view.rows)
    budget = [cell for cell in cells if cell["name"].startswith("Total state budget") and cell["year"] == "2021"]
    assert {cell["label"] for cell in budget} == {"117.2%", "101%"}
    assert len({cell["row"] for cell in budget}) == 2


def test_growth_beyond_the_plan_takes_growth_once() -> None:
    row = figure(seen("growth", "years"), indicator="budget_revenue_balanced", year=2021)
    # (1 + growth)(1 - 1 / share) at 4% and 126%, and at the corners of [3.5, 4.5] and [125.5, 126.5].
    assert row["beyond"] == pytest.approx(1.04 * (1 - 1 / 1.26))
    assert row["beyond_low"] == pytest.approx(1.035 * (1 - 1 / 1.255))
    assert row["beyond_high"] == pytest.approx(1.045 * (1 - 1 / 1.265))


def test_an_assumed_growth_gives_level_share_and_verdict() -> None:
    view = changed("what_if", "growth", year=2022, assumed=(("retail_sales", 0.2),))
    row = figure(view, indicator="retail_sales")
    assert row["level"] == pytest.approx(8446.29 * 1.2)
    assert (round(row["level_low"], 3), round(row["level_high"], 3)) == (10135.542, 10135.554)
    assert row["attainment"] == pytest.approx(1.2 / 1.22)
    assert row["verdict"] == "missed"


def test_a_growth_that_equals_its_target_meets_it() -> None:
    view = changed("what_if", "growth", year=2022)
    frame = view.frame.set_index("indicator")
    assert list(frame.loc[["industrial_output", "retail_sales"], "assumed"]) == [0.12, 0.22]
    assert set(frame.loc[frame["asked"].notna(), "verdict"]) == {"met"}
    assert frame.loc["budget_revenue_balanced", "verdict"] == ""  # its target is on a plan that nobody prints


def test_an_assumed_target_is_held_against_the_result_and_the_past() -> None:
    view = changed("what_if", "target", year=2023, assumed=(("agri_forestry_fishery_output", 0.035),))
    row = figure(view, indicator="agri_forestry_fishery_output")
    assert row["attainment"] == pytest.approx(1.0329 / 1.035)
    assert row["verdict"] == "missed"
    # Of 4.24% (2021) and 3.46% (2022, computed) the first alone reached 3.5%.
    assert (row["reached"], row["known_years"]) == (1, 2)


def test_the_rest_of_a_year_is_what_its_months_need_on_their_own() -> None:
    rate = 195855 / 175598.8 - 1
    view = changed("what_if", "growth", "hai-phong", year=2023, assumed=(("retail_and_services_revenue", rate),))
    row = figure(view, indicator="retail_and_services_revenue")
    assert row["part"] == "2023-Q1"
    by_hand = (195855 - 47346.1) / (175598.8 - 47346.1 / 1.1377) - 1
    assert row["rest"] == pytest.approx(by_hand)
    assert row["rest_low"] < by_hand < row["rest_high"]
    behind = view.tables_of(view.pick([{"row": row_of(view, row)}]))[-1]
    assert "47.346,1" in behind.to_text()


def test_areas_are_compared_at_one_period_and_price_basis_only() -> None:
    view = seen("compare", "level")
    assert set(view.frame["indicator"]) == {"budget_revenue"}
    for _, group in view.frame.groupby(["basis", "period"]):
        assert set(group["area"]) >= {"kien-an"}
        assert group["area"].nunique() == len(group) > 1
    city = figure(view, area="hai-phong", period="2022")
    own = figure(view, area="kien-an", period="2022")
    assert city["ratio"] == pytest.approx(107132.6 / own["level"])
    assert city["ratio_low"] <= 107132.55 / own["level_high"] * (1 + 1e-9)


def test_a_gap_in_growth_is_between_the_same_months() -> None:
    view = seen("compare", "growth", "le-chan")
    row = figure(view, area="hai-phong")
    assert row["period"] == "2021-H1"
    assert row["gap"] == pytest.approx(0.263 - 0.66)


def test_sources_list_every_statement_and_tell_all_of_one() -> None:
    view = seen("sources", "statements")
    every = shipped().observations
    assert set(view.frame["id"]) == set(every.loc[every["area"] == "kien-an", "id"])
    one = view.rows[view.rows["id"] == "kien-an-2022-01-11-02"]
    details, behind = view.tables_of(one)
    text = details.to_text()
    for told in ("101,5%", "[101.45, 101.55]", "https://", "January 11, 2022", "kien-an-2022-01-11-02"):
        assert told in text
    # The plan rests on the level and on the share itself.
    assert "600,37" in behind.to_text()
    assert len(behind.rows) == 2


def test_a_statement_that_lost_a_contradiction_says_so() -> None:
    rows = seen("sources", "statements", "hai-phong").frame
    aside = {name for names in known()["hai-phong"].review.reconciled.conflicts["left_out"] for name in names}
    assert aside
    assert set(rows.loc[rows["left_out"], "id"]) == aside


# What holds of every view


@pytest.mark.parametrize("place", ["kien-an", "hai-phong", "le-chan", "phuong-kien-an", "hai-phong-2025", "vinh-bao"])
def test_every_view_of_every_area_shows_something_or_says_why_not(place: str) -> None:
    for (view, show), language in product(EVERY_SHOW, ("vi", "en")):
        this = seen(view, show, place, language)
        assert (this.specification is not None) or this.note, (view, show)
        assert len(this.tables) > 0 or this.note
        assert settled(known(), this.state) == this.state
        if this.specification is not None:
            json.dumps(this.specification, allow_nan=False)
            assert this.specification["description"]
            assert not {"nan", "None", "inf"} & set(this.specification["description"].split())


@pytest.mark.parametrize(("view", "show"), EVERY_SHOW)
def test_charts_are_valid_vega_lite_as_they_are_and_as_the_explorer_draws_them(view: str, show: str) -> None:
    this = seen(view, show)
    assert this.specification is not None
    alt.TopLevelSpec.validate(this.specification)
    drawn = pickable(dark(this.specification), this.picked_by)
    alt.TopLevelSpec.validate(drawn)
    (param,) = drawn["params"]
    assert param["name"] == PICK
    assert param["views"]
    assert "params" not in this.specification  # the chart itself is as it was


@pytest.mark.parametrize(("view", "show"), EVERY_SHOW)
def test_what_the_chart_names_is_found_in_the_rows(view: str, show: str) -> None:
    this = seen(view, show)
    assert this.specification is not None
    for record in drawn_rows(this.specification):
        pick = {name: record[name] for name in this.picked_by}
        assert len(this.pick([pick])) == 1, pick
    assert len(this.pick([])) == 0
    first = this.rows.iloc[:1]
    *tables, behind = this.tables_of(first)
    assert tables[0].caption
    assert len(behind.rows) > 0


@pytest.mark.usefixtures("once_more")
@pytest.mark.parametrize(("view", "show"), EVERY_SHOW)
def test_the_code_makes_the_same_view_again(view: str, show: str) -> None:
    assert_code_reproduces(seen(view, show))


@pytest.mark.usefixtures("once_more")
@pytest.mark.parametrize(
    ("view", "show", "changes"),
    [
        ("history", "growth", {"indicators": ("retail_sales", "industrial_output"), "years": (2020, 2022)}),
        ("history", "level", {"bounds": False, "years": (2021, 2023)}),
        ("plans", "year", {"year": 2021, "indicators": ("retail_sales",)}),
        ("growth", "year", {"year": 2022, "bounds": False}),
        ("what_if", "target", {"year": 2024, "assumed": (("retail_sales", -0.035), ("industrial_output", 0.1234))}),
        ("compare", "level", {"areas": ("kien-an", "hai-phong"), "years": (2022, 2023)}),
        ("sources", "statements", {"years": (2019, 2019), "indicators": ("population",)}),
    ],
)
def test_the_code_carries_every_choice(view: str, show: str, changes: dict[str, Any]) -> None:
    this = changed(view, show, **changes)
    for name, value in changes.items():
        assert getattr(this.state, name) == value
    assert_code_reproduces(this)


def test_the_code_names_area_and_language() -> None:
    assert_code_reproduces(seen("plans", "years", "hai-phong", "vi"))
    assert "language" not in seen("plans", "years", "hai-phong", "vi").code


def test_the_code_names_the_data_that_were_loaded(tmp_path: Path) -> None:
    folder = write_package(tmp_path / 'a "quoted" fol\'der')
    data = load(folder)
    here = Known(data)
    this = view_of(here, starting_state(here, "sources", "kien-an", "en"))
    assert_code_reproduces(this)
    assert "ka.load()" not in this.code


def assert_code_reproduces(this: View) -> None:
    names: dict[str, Any] = {}
    exec(compile(this.code, "copied", "exec"), names)  # noqa: S102  (to run what was copied is the test)
    again = names["view"]
    assert again.specification == this.specification
    pd.testing.assert_frame_equal(again.frame, this.frame)
    assert [table.to_html() for table in again.tables] == [table.to_html() for table in this.tables]


def test_without_bounds_no_interval_is_shown_but_the_figures_keep_theirs() -> None:
    this = changed("plans", "years", bounds=False)
    assert "[" not in "".join(table.to_text() for table in this.tables)
    assert this.frame["plan_low"].notna().any()
    # A figure known from one side only would look exact without its one end.
    hedged = changed("history", "level", "hai-phong", bounds=False)
    shapes = {row["shape"] for panel in panels(hedged.specification) for row in panel["data"]["values"]}
    assert "over" in shapes


def test_indicators_and_years_choose_the_rows() -> None:
    this = changed("plans", "years", indicators=("retail_sales",), years=(2021, 2022))
    assert set(zip(this.frame["indicator"], this.frame["year"], strict=True)) == {
        ("retail_sales", 2021),
        ("retail_sales", 2022),
    }
    assert {"industrial_output", "retail_sales"} <= set(this.possible)


# What can be chosen


def test_what_makes_no_sense_cannot_be_chosen_and_the_reason_is_given_in_words() -> None:
    able = choices(known(), state_of("history", "index"))
    assert able.reasons["bounds"] == "index_without_bounds"
    assert able.reasons["year"] == "all_years"
    ward = choices(known(), state_of("history", "level", "phuong-kien-an"))
    assert {name for name in ward.reasons if name.startswith("view:")} == {
        "view:history",
        "view:plans",
        "view:growth",
        "view:what_if",
    }
    assert ward.reasons["years"] == "only_year"
    compared = choices(known(), state_of("compare", "level"))
    assert compared.reasons["show:growth"] == "no_partner"
    assert compared.reasons["indicators"] == "one_indicator"


def test_every_reason_and_label_is_worded() -> None:
    said = catalogue()
    for (view, show), place in product(EVERY_SHOW, known().areas):
        for reason in choices(known(), state_of(view, show, place)).reasons.values():
            assert reason in said["explore_reason"]
    assert {f"nothing_{view}" for view in VIEWS} <= set(said["explore"])


def test_another_area_keeps_what_it_can() -> None:
    state = replace(state_of("plans", "year"), year=2022, indicators=("retail_sales", "budget_revenue"))
    moved = settled(known(), replace(state, area="hai-phong"))
    assert (moved.year, moved.indicators, moved.show) == (2022, ("budget_revenue",), "year")
    ward = settled(known(), replace(state, area="phuong-kien-an"))
    assert ward.indicators == ()
    assert ward.years == (2025, 2025)


@pytest.mark.usefixtures("once_more")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"name": "plan"}, "plans"),
        ({"area": "kienan"}, "kien-an"),
        ({"show": "levels"}, "level"),
        ({"indicators": ["retail_sale"]}, "retail_sales"),
        ({"name": "plans", "show": "year", "year": 2020}, "2021"),
        ({"years": (2023, 2019)}, "(2019, 2023)"),
        ({"years": (2030, 2031)}, "2023"),
        ({"name": "what_if", "assumed": {"gdp": 0.1}}, "industrial_output"),
        ({"name": "compare", "areas": ["le-chan"]}, "hai-phong"),
        ({"name": "compare", "indicator": "retail_sales"}, "budget_revenue"),
        ({"language": "fr"}, "vi"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(options: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError) as refusal:
        ka.view(shipped(), **{"area": "kien-an"} | options)
    assert told in str(refusal.value)


def test_an_area_without_figures_is_refused() -> None:
    data = shipped()
    lone = replace(data, observations=data.observations[data.observations["area"] == "hai-phong"])
    with pytest.raises(UsageError, match="hai-phong"):
        ka.view(lone, area="kien-an")


# Charts


def test_another_width_changes_the_plot_and_breaks_the_title_anew() -> None:
    chart = seen("plans", "year").specification
    assert chart is not None
    narrow = fitted(chart, 240)
    assert narrow["width"] == 240
    assert len(narrow["title"]["subtitle"]) > len(chart["title"]["subtitle"])
    assert " ".join(narrow["title"]["text"]) == " ".join(chart["title"]["text"])
    history = seen("history", "level").specification
    assert history is not None
    for before, after in zip(panels(history), panels(fitted(history, 300)), strict=True):
        assert after["width"] < before["width"]


def test_dark_charts_have_no_light_colour_left() -> None:
    for view, show in EVERY_SHOW:
        chart = seen(view, show).specification
        assert chart is not None
        text = json.dumps(dark(chart))
        assert not [role for role, colour in PALETTE.items() if colour.light in text]
        assert PALETTE["paper"].dark in text


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("view", "show"), EVERY_SHOW)
def test_drawn_text_is_in_the_typeface(view: str, show: str, language: str) -> None:
    """A letter that the typeface lacks makes the image's whole text another face; signs stand in texts of their own."""
    from fontpkg_be_vietnam_pro import ROOT
    from fontTools.ttLib import TTFont

    font = TTFont(next((ROOT / "files").rglob("*-Regular.ttf")))
    letters = set(map(chr, font.getBestCmap()))
    chart = seen(view, show, "kien-an", language).specification
    assert chart is not None
    texts = [
        str(row[name]) for row in drawn_rows(chart) for name in ("name", "label", "panel", "asked_label") if name in row
    ]
    assert texts
    assert not set("".join(texts)) - letters


# Downloads


@pytest.mark.parametrize(("view", "show"), EVERY_SHOW)
def test_files_say_what_stands_beside_a_figure(view: str, show: str) -> None:
    """The city's sources disagree with each other: that is written out, as in the tables."""
    this = seen(view, show, "hai-phong")
    csv, book = download(this, "csv"), download(this, "xlsx")
    assert csv is not None
    assert book is not None
    frame = pd.read_csv(io.BytesIO(csv.content))
    for name in [column for column in frame.columns if column.endswith("_beside")]:
        known = [isinstance(others, tuple) and len(others) > 0 for others in this.frame[name]]
        assert frame[name].notna().tolist() == known
    if (view, show) == ("history", "level"):
        assert frame["level_beside"].str.contains("%").any()


def test_csv_holds_the_figures_as_numbers() -> None:
    this = seen("plans", "years")
    file = download(this, "csv")
    assert file is not None
    assert file.name == "kien-an-plans-years-en.csv"
    read = pd.read_csv(io.BytesIO(file.content))
    for name in ("attainment", "plan", "plan_low"):
        assert read[name].tolist() == pytest.approx(this.frame[name].astype(float).tolist(), nan_ok=True)
    assert "Retail sales of goods" in set(read["indicator_name"])


@pytest.mark.parametrize(("view", "show"), EVERY_SHOW)
def test_a_workbook_has_numbers_as_numbers_and_its_sources(view: str, show: str) -> None:
    this = seen(view, show)
    file = download(this, "xlsx")
    assert file is not None
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    figures, statements, sources = book.worksheets
    heading = [cell.value for cell in figures[1]]
    frame = this.frame
    for name in frame.select_dtypes("number").columns:
        column = [row[heading.index(name)].value for row in figures.iter_rows(min_row=2)]
        wanted = frame[name].astype(float).tolist()
        # A missing end is an empty cell; the writer keeps sixteen digits.
        assert [value is None for value in column] == [math.isnan(value) for value in wanted]
        assert [value for value in column if value is not None] == pytest.approx(
            [value for value in wanted if not math.isnan(value)], rel=1e-14
        )
    printed = {row[0].value for row in statements.iter_rows(min_row=2)}
    assert printed == set(this.statements["id"]) != set()
    named = {row[0].value: row[2].value for row in sources.iter_rows(min_row=2)}
    assert set(named) == set(this.statements["source"])
    assert all(str(address).startswith("http") for address in named.values())
    again = download(this, "xlsx")
    assert again is not None
    assert again.content == file.content


def test_images_are_those_of_the_chart() -> None:
    this = seen("compare", "level", language="vi")
    png, svg = download(this, "png"), download(this, "svg")
    assert png is not None
    assert svg is not None
    assert png.content.startswith(b"\x89PNG")
    drawing = ET.fromstring(svg.content)  # noqa: S314  (made here)
    assert "Tổng thu ngân sách nhà nước: mức" in "".join(drawing.itertext())
    empty = seen("plans", "years", "phuong-kien-an")
    assert download(empty, "png") is None


def hostile_package(folder: Path) -> Path:
    texts = dict.fromkeys(("name_vi", "name_en", "note"), HOSTILE)
    rows = [
        observation(source="one", indicator="first", period=year, measure=measure, printed=digits, note=HOSTILE)
        for year, measure, digits in (
            ("2021", "level", "600,37"),
            ("2021", "growth", "13,68"),
            ("2021", "attainment", "101,5"),
            ("2022", "planned_growth", "12"),
            ("2021-01/2021-05", "level", "240"),
        )
    ]
    rows.append(observation(source="one", area="le-chan", indicator="first", printed="10"))
    return write_package(
        folder,
        rows,
        areas=[*(row | texts for row in AREAS), area("le-chan", **texts)],
        indicators=[indicator("first", **texts, price_basis="current", higher_is_better="true")],
        sources=[source("one", publisher=HOSTILE, note=HOSTILE)],
        title=HOSTILE,
    )


@pytest.mark.usefixtures("once_more")
def test_hostile_text_stays_text(tmp_path: Path) -> None:
    here = Known(load(hostile_package(tmp_path)))
    for view, show in EVERY_SHOW:
        state = settled(here, replace(starting_state(here, view, "kien-an", "en"), show=show))
        this = view_of(here, state)
        assert len(this.rows), view
        for table in this.tables_of(this.rows):
            html = table.to_html()
            assert "<img" not in html
            assert "javascript:" not in html.replace("](javascript:", "")
        assert_code_reproduces(this)
        csv, book = download(this, "csv"), download(this, "xlsx")
        assert csv is not None
        assert book is not None
        lines = csv.content.decode("utf-8-sig")
        assert "'=cmd" in lines
        assert ',"=cmd' not in lines
        for sheet in openpyxl.load_workbook(io.BytesIO(book.content)).worksheets:
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert "f" not in {cell.data_type for cell in cells}
            assert not [cell for cell in cells if cell.hyperlink]


def test_a_view_shows_itself_in_a_notebook() -> None:
    this = seen("plans", "years")
    kinds = [set(output.data) for output in this.outputs()]
    assert {"application/vnd.vegalite.v5+json", "image/png", "text/plain"} in kinds
    assert {"text/html", "text/plain"} in kinds
    assert repr(this) == "<View plans (years) of kien-an: 15 rows>"


# Helpers that read a chart


def drawn_rows(chart: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Give the records that a chart draws."""
    assert chart is not None
    if "vconcat" in chart:
        return [row for panel in panels(chart) for row in panel["data"]["values"]]
    data = chart["data"]
    rows: list[dict[str, Any]] = data["values"] if "values" in data else chart["datasets"][data["name"]]
    return rows


def panels(chart: dict[str, Any] | None) -> list[dict[str, Any]]:
    assert chart is not None
    return [panel for row in chart["vconcat"] for panel in row["hconcat"]]
