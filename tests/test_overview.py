"""An overview of an area's parts: which they are, their figures and ranks, the map, the page, also of 700 of them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kienan_analysis as ka
from kienan_analysis.annual_review import annual_review
from kienan_analysis.area_parts import Part, area_of_parts, parts_of_area, require_parts
from kienan_analysis.area_parts.ranking import ranks
from kienan_analysis.catalogue.units import FRACTION
from kienan_analysis.dataset import load
from kienan_analysis.errors import UsageError
from kienan_analysis.publishing import page, workbook
from kienan_analysis.publishing.card import card_of
from kienan_analysis.publishing.printing import _tagged
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.publishing.template import words_of
from kienan_analysis.runs import products
from kienan_analysis.runs.destination import destination
from kienan_analysis.runs.one_report import one_report
from kienan_analysis.runs.overview import OverviewSpec
from kienan_analysis.runs.run_log import read_log
from kienan_analysis.saved_reviews import Overview
from kienan_analysis.sections.parts.dot_map import LABEL_SIZE, labels, laid_out
from kienan_analysis.sections.report.parts_of_an_area import SECTIONS
from kienan_analysis.sections.small_multiples import binned
from kienan_analysis.wording import Words
from tests.many_places import INDICATORS as MADE_INDICATORS
from tests.many_places import REGION, YEAR, communes, write_communes
from tests.packages import area, indicator, observation, source, write_package
from tests.shipped_reviews import executed, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.wording import Language
    from tests.packages import Row

INDICATORS = [
    indicator("sales", price_basis="current", higher_is_better="true"),
    indicator("poverty", kind="rate", unit="%", higher_is_better="false"),
    indicator("spending", price_basis="current"),
]
# Real districts of Hải Phòng until June 2025, a ward, and a sum over some of the districts.
PLACES = [
    area("hai-phong", level="city", name_vi="Thành phố Hải Phòng", name_en="Hải Phòng City"),
    *(area(name, name_vi=f"Quận {name}", name_en=f"{name} District") for name in ("kien-an", "le-chan", "hai-an")),
    area("vinh-bao", name_vi="Huyện Vĩnh Bảo", name_en="Vĩnh Bảo District", parent="hai-phong"),
    area("phuong-bac-son-kien-an", level="commune", name_vi="Phường Bắc Sơn", name_en="Bắc Sơn Ward", parent="kien-an"),
    area("urban", level="cluster", name_vi="Cụm các quận", name_en="Urban districts", parent="hai-phong"),
]
PLACES[1:4] = [{**one, "parent": ""} for one in PLACES[1:4]]  # the gazetteer knows what they lie in


def figure(place: str, printed: str, measure: str = "attainment", **more: str) -> Row:
    return observation(**{"area": place, "indicator": "sales", "measure": measure, "printed": printed} | more)


def data_of(folder: Path, *rows: Row) -> Dataset:
    sources = [source("kien-an-2022-01-11", published="2022-01-11")]
    return load(write_package(folder, rows, areas=PLACES, indicators=INDICATORS, sources=sources))


# Which places


def test_the_parts_are_the_districts_with_figures_and_neither_a_ward_of_one_nor_a_sum_over_them(tmp_path: Path) -> None:
    rows = [figure(place, "101") for place in ("kien-an", "le-chan", "phuong-bac-son-kien-an", "urban", "hai-phong")]
    shown = parts_of_area(data_of(tmp_path, *rows), "hai-phong", 2021)
    assert shown.areas == ("kien-an", "le-chan")
    assert (shown.parts.kind, dict(shown.parts.elsewhere), shown.parts.clusters) == (
        "district",
        {"commune": 1},
        ("urban",),
    )
    # The gazetteer had fifteen districts and two more that began later; thuy-nguyen stood until 2024.
    assert (shown.parts.is_counted, shown.parts.total) == (True, 15)
    assert {"hai-an", "thuy-nguyen"} < {part.id for part in shown.parts.without}
    assert set(shown.figures["area"]) == set(shown.areas)


def test_of_a_district_the_parts_are_its_wards(tmp_path: Path) -> None:
    data = data_of(tmp_path, figure("phuong-bac-son-kien-an", "101"), figure("le-chan", "101"))
    shown = ka.overview(data, "kien-an", 2021, "vi")
    assert shown.tables.areas == ("phuong-bac-son-kien-an",)
    assert shown.masthead.title == "Quận kien-an: các phường năm 2021"


def test_a_place_stands_where_the_gazetteer_has_its_point(tmp_path: Path) -> None:
    shown = parts_of_area(data_of(tmp_path, figure("kien-an", "101")), "hai-phong", 2021)
    (own,) = shown.parts.with_figures
    assert 20.7 < own.lat < 20.9
    assert 106.5 < own.lon < 106.7


@pytest.mark.parametrize(
    ("area_id", "year", "message"),
    [
        ("hai-phong", 2019, r"year 2019: no district or commune of Thành phố Hải Phòng .* There are figures for 2021"),
        (
            "le-chan",
            2021,
            r"area 'le-chan': .* Areas with such parts: hai-phong, viet-nam\. For its own .* kienan review le-chan",
        ),
        ("ha-noi", 2021, r"area 'ha-noi': no district or commune .* Areas with such parts: hai-phong, viet-nam\."),
        ("hai-phng", 2021, r"no area 'hai-phng' .* Did you mean 'hai-phong'"),
    ],
)
def test_a_call_that_shows_nothing_is_refused_with_what_there_is(
    tmp_path: Path, area_id: str, year: int, message: str
) -> None:
    data = data_of(tmp_path, figure("kien-an", "101"), figure("le-chan", "99"))
    for call in (parts_of_area, require_parts, ka.overview):
        with pytest.raises(UsageError, match=message):
            call(data, area_id, year)


def test_of_namesakes_the_one_is_meant_whose_parts_have_figures() -> None:
    data = shipped()
    assert area_of_parts(data, "Hải Phòng", 2021) == "hai-phong"
    assert area_of_parts(data, "Hải Phòng", 2025) == "hai-phong-2025"
    assert area_of_parts(data, "hai-phong", 2025) == "hai-phong"  # an id is taken at its word
    with pytest.raises(UsageError, match="places are called so"):
        area_of_parts(data, "Châu Thành", 2021)


# Figures and ranks


@pytest.mark.slow
@pytest.mark.parametrize("year", range(2017, 2024))
def test_the_figures_are_those_of_each_part_s_own_review(year: int) -> None:
    """Levels, growth, shares and verdicts: nothing but the room of accepted answers chooses."""
    shown = parts_of_area(shipped(), "hai-phong", year)
    for place in shown.areas:
        own = annual_review(shipped(), place, year)
        plans = own.plans[own.plans["attainment"].notna()]
        mine = shown.plans[shown.plans["area"] == place]
        order = ["indicator", "basis", "assigner"]
        pd.testing.assert_frame_equal(
            mine[plans.columns].sort_values(order).reset_index(drop=True),
            plans.sort_values(order).reset_index(drop=True),
            check_dtype=False,
        )
        figures = shown.figures[shown.figures["area"] == place].set_index(["indicator", "basis", "period", "measure"])
        for frame, period in ((own.results.assign(period=str(year)), "period"), (own.part_years, "period")):
            for row in frame.to_dict("records"):
                for measure in ("level", "growth"):
                    key = (row["indicator"], row["basis"], row[period], measure)
                    if row[f"{measure}_origin"]:
                        found = figures.loc[[key]].iloc[0]
                        ends = [found[name] for name in ("value", "value_low", "value_high")]
                        assert np.allclose(ends, [row[measure + end] for end in ("", "_low", "_high")], equal_nan=True)
                        assert found["rests_on"] == row[f"{measure}_rests_on"]
                        assert found["unit"] == (row["unit"] if measure == "level" else FRACTION)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(0, 6)), min_size=1, max_size=30))
def test_a_rank_is_the_range_that_the_intervals_allow(drawn: list[tuple[int, int]]) -> None:
    low = np.array([float(begin) for begin, _ in drawn])
    high = low + np.array([float(width) for _, width in drawn])
    best, worst = ranks(low, high)
    for place in range(len(drawn)):
        others = [other for other in range(len(drawn)) if other != place]
        assert best[place] == 1 + sum(low[other] > high[place] for other in others)
        assert worst[place] == 1 + sum(not high[other] < low[place] for other in others)


def test_places_are_ranked_by_their_share_of_plan_and_rounding_leaves_ranks_open(tmp_path: Path) -> None:
    rows = [figure("kien-an", "101"), figure("le-chan", "101,2"), figure("hai-an", "99,0"), figure("vinh-bao", "120")]
    (ranking,) = parts_of_area(data_of(tmp_path, *rows), "hai-phong", 2021).rankings
    told = [(row["area"], row["best"], row["worst"], row["attainment"]["verdict"]) for row in ranking.rows]
    assert told == [
        ("vinh-bao", 1, 1, "met"),
        ("le-chan", 2, 3, "met"),
        ("kien-an", 2, 3, "met"),
        ("hai-an", 4, 4, "missed"),
    ]


def test_where_less_is_better_the_lowest_comes_first_and_an_open_end_may_reach_any_rank(tmp_path: Path) -> None:
    rows = [
        figure("kien-an", "1,5", "level", indicator="poverty", unit="%"),
        figure("le-chan", "0,7", "level", indicator="poverty", unit="%"),
        figure("hai-an", "2", "level", indicator="poverty", unit="%", bound="at_least"),
    ]
    (ranking,) = parts_of_area(data_of(tmp_path, *rows), "hai-phong", 2021).rankings
    assert [(row["area"], row["best"], row["worst"]) for row in ranking.rows] == [
        ("le-chan", 1, 1),
        ("kien-an", 2, 2),
        ("hai-an", 3, 3),
    ]
    rows[-1] = figure("hai-an", "2", "level", indicator="poverty", unit="%", bound="at_most")
    (ranking,) = parts_of_area(data_of(tmp_path / "most", *rows), "hai-phong", 2021).rankings
    assert {row["area"]: (row["best"], row["worst"]) for row in ranking.rows}["hai-an"] == (1, 3)


@pytest.mark.slow
def test_no_verdict_and_no_first_place_for_a_share_of_which_neither_more_nor_less_is_better(tmp_path: Path) -> None:
    rows = [figure(place, "101", indicator="spending") for place in ("kien-an", "le-chan")]
    rows += [figure(place, "4", "growth", indicator="spending") for place in ("kien-an", "le-chan")]
    shown = ka.overview(data_of(tmp_path, *rows), "hai-phong", 2021, "en")
    (ranking,) = shown.tables.rankings
    assert (ranking.judged, ranking.measure, ranking.higher_is_better) == (False, "growth", None)
    assert shown.plans is None
    assert not shown.tables.verdicts.to_numpy().sum()
    said = " ".join(table.to_text() for section in shown.sections() for table in section.tables)
    assert "✓" not in said
    assert "✗" not in said


def test_what_only_looks_alike_is_not_ranked_together(tmp_path: Path) -> None:
    rows = [figure("kien-an", "12", "growth"), figure("le-chan", "12", "growth", price_basis="constant 2010")]
    rows += [figure("hai-an", "12", "growth", period="2021-H1")]
    shown = parts_of_area(data_of(tmp_path, *rows), "hai-phong", 2021)
    assert shown.rankings == []
    two_plans = [figure("kien-an", "101"), figure("le-chan", "102", assigner="city")]
    assert parts_of_area(data_of(tmp_path / "plans", *two_plans), "hai-phong", 2021).rankings == []


def test_what_later_years_imply_for_a_place_before_it_began_is_no_figure_of_it(tmp_path: Path) -> None:
    places = [
        area("hai-phong-2025", level="city", name_vi="Hải Phòng", name_en="Hải Phòng"),
        *(area(f"phuong-{name}", level="commune", parent="hai-phong-2025", valid_from="2025-07-01") for name in "ab"),
    ]
    rows = [
        figure(f"phuong-{name}", printed, measure, period="2025")
        for name in "ab"
        for measure, printed in (("level", "100,0"), ("growth", "10,0"))
    ]
    sources = [source("kien-an-2022-01-11", published="2026-01-11")]
    data = load(write_package(tmp_path, rows, areas=places, indicators=INDICATORS, sources=sources))
    assert parts_of_area(data, "hai-phong-2025", 2025).areas == ("phuong-a", "phuong-b")
    with pytest.raises(UsageError, match="year 2024"):
        parts_of_area(data, "hai-phong-2025", 2024)


# What is said


@pytest.mark.slow
def test_the_headline_says_who_met_the_plan_and_what_cannot_be_told(tmp_path: Path) -> None:
    rows = [figure("kien-an", "101"), figure("le-chan", "100"), figure("hai-an", "98"), figure("vinh-bao", "120")]
    data = data_of(tmp_path, *rows)
    assert ka.overview(data, "hai-phong", 2021, "en").masthead.facts["headline"] == (
        "2 of 4 districts met their plan for sales; 1 missed it; 1 cannot be told"
    )
    assert ka.overview(data, "hai-phong", 2021, "vi").masthead.facts["headline"] == (
        "2 trên 4 quận, huyện đạt kế hoạch sales; 1 không đạt; 1 chưa kết luận được"
    )


@pytest.mark.slow
def test_a_few_figures_stand_whole_with_the_statements_behind_them() -> None:
    shown = ka.overview(shipped(), "hai-phong", 2021, "en")
    assert shown.masthead.facts["headline"] == "Kiến An District met 4 of its 5 plans"
    assert shown.at_a_glance.text.sentences[0] == "2 of 15 districts have figures for 2021."
    rows = [[cell.text for cell in row] for row in shown.every_place.tables[0].rows]
    assert ["Kiến An District", "Industrial output", "2021", "VND 600.37 billion", "+13.68%", "101.5%", "met"] in [
        [text.replace("\N{NO-BREAK SPACE}", " ") for text in row] for row in rows
    ]
    ids = {row["id"] for row in shown.tables.statements.to_dict("records")}
    assert set(shown.every_place.tables[0].grounds) <= ids
    statements = next(table for table in shown.sources.tables if table.id == "statements-table")
    assert {row[0].text for row in statements.rows} == {"Kiến An District", "Lê Chân District"}
    assert len(statements.rows) == len(ids)


# The map


def test_on_the_map_north_is_up_east_is_right_and_what_lies_far_out_stands_at_the_edge() -> None:
    parts = [Part(str(number), 20 + number // 10 * 0.1, 106 + number % 10 * 0.1) for number in range(60)]
    frame = laid_out([*parts, Part("island", 8.6, 111.9)], 600)
    assert frame.x[9] > frame.x[0]
    assert frame.y[50] < frame.y[0]
    assert frame.far == [False] * 60 + [True]
    # One scale in all directions: a tenth of a degree of longitude is shorter by the cosine of the latitude.
    across, up = frame.x[1] - frame.x[0], frame.y[0] - frame.y[10]
    assert abs(across / up - np.cos(np.radians(20.25))) < 0.02
    assert all(0 <= x <= frame.width for x in frame.x)
    assert all(0 <= y <= frame.height for y in frame.y)


def test_labels_cover_neither_dots_nor_each_other() -> None:
    lot = np.random.default_rng(3)
    parts = [
        Part(str(number), float(lat), float(lon)) for number, (lat, lon) in enumerate(lot.uniform(20, 21, (80, 2)))
    ]
    frame = laid_out(parts, 600)
    texts = [f"Phường {number}" for number in range(80)]
    placed = labels(frame, texts, [4.0] * 80, range(80))
    assert 15 < len(placed) < 80
    boxes = []
    for label in placed:
        wide, tall = len(texts[label.place]) * LABEL_SIZE * 0.5, LABEL_SIZE
        left = {"left": 0.0, "right": -wide, "center": -wide / 2}[label.align] + label.x
        boxes.append((left, label.y - tall / 2, left + wide, label.y + tall / 2))
    assert not any(_meet(one, other) for place, one in enumerate(boxes) for other in boxes[:place])
    dots = [(x - 4, y - 4, x + 4, y + 4) for x, y in zip(frame.x, frame.y, strict=True)]
    assert not any(_meet(box, dot) for box in boxes for dot in dots)


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.slow
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.sampled_from([None, 0.0, 100.0]))
def test_every_figure_is_in_one_column_and_the_line_between_two(values: list[float], line: float | None) -> None:
    counts, edges = binned(np.array(values), line)
    assert sum(counts) == len(values)
    assert len(edges) == len(counts) + 1 <= 42
    if line is not None and edges[0] < line < edges[-1]:
        assert any(abs(edge - line) < 1e-6 for edge in edges)


# Of 700 places


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(write_communes(tmp_path_factory.mktemp("many") / "package", 700))


@cache
def _tables(data: Dataset) -> PartsOfArea:
    return parts_of_area(data, REGION, YEAR)


def _overview(data: Dataset, language: Language) -> Overview:
    return Overview(_tables(data), Words(language))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_of_700_communes_stays_light_and_has_them_all(
    many: Dataset, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIENAN_IMAGES", "later")
    shown = _overview(many, language)
    assert len(shown.tables.areas) == 700
    assert [len(ranking.rows) for ranking in shown.tables.rankings] == [700] * len(MADE_INDICATORS)
    html = page(executed(shown))
    assert len(html.encode()) <= 1_400_000
    assert "<script" not in html
    table = html.split('id="every-place-table"')[1].split("</table>")[0]
    told: list[str] = re.findall(r"<th[^>]*>([^<]+)</th>", table.split("<tbody>")[1])
    assert len(set(told)) == 700  # of two places of one name each says where it lies
    names = many.areas.loc[list(communes(700)), f"name_{language}"]
    assert sorted(text.partition(" (")[0] for text in told) == sorted(names)
    assert table.count("<tr>") == 701
    # Each point of the map says its place and figure under the pointer, without a script.
    drawing = html.split('id="map-chart"')[1].split("</figure>")[0]
    titles = re.findall(r"<title>([^<]+)</title>", drawing)
    assert len(titles) == 700
    assert all("%" in title for title in titles)
    assert 'class="drawing at-narrow"' in drawing


@pytest.mark.slow
def test_the_card_shows_the_first_places_and_how_many_more_there_are(many: Dataset) -> None:
    made = read_review(executed(_overview(many, "vi")))
    grids = {
        part.id: read_table(part.content, where=part.id)
        for section in made.sections
        for part in section.parts
        if part.kind == "table"
    }
    card = card_of(made, grids, "", words_of("vi"))
    rows = _tables(many).rankings[0].rows[:7]
    names = [many.areas["name_vi"][row["area"]] for row in rows]
    assert (names[1], names[6]) == ("Xã Vân Sơn", "Phường Trần Hưng Đạo")  # there are more of these
    told = [names[0], "Xã Vân Sơn (Bắc Ninh)", *names[2:6], "Phường Trần Hưng Đạo (Hải Phòng)"]
    assert [bar.name for bar in card.bars] == told
    assert (card.more, card.more_in, card.left_out) == ("và 693 nơi nữa", "ranking", 693)
    assert card.words[card.said_of_more].format(693) == card.more
    assert card.measured.startswith("Tổng thu ngân sách nhà nước. So với kế hoạch")


@pytest.mark.slow
def test_ranks_and_verdicts_of_700_communes_add_up(many: Dataset) -> None:
    shown = _overview(many, "vi").tables
    lead = shown.rankings[0]
    for row in lead.rows:
        assert row["best"] <= row["place"] <= row["worst"]
    values = [row["by"]["value"] for row in lead.rows]
    assert values == sorted(values, reverse=True)
    judged = [row["attainment"]["verdict"] for row in lead.rows]
    text = _overview(many, "vi").masthead.facts["headline"]
    assert text.startswith(f"{judged.count('met')} trên 700 xã, phường đạt kế hoạch")
    poverty = next(one for one in shown.rankings if one.indicator == "poverty_rate")
    assert [row["by"]["value"] for row in poverty.rows] == sorted(row["by"]["value"] for row in poverty.rows)


@pytest.mark.slow
def test_charts_of_few_and_of_many_places_are_valid_specifications(many: Dataset, tmp_path: Path) -> None:
    rows = [figure("kien-an", "101"), figure("le-chan", "-3", "growth"), figure("kien-an", "4", "growth")]
    rows += [figure("le-chan", "99"), figure("hai-an", "105"), figure("hai-an", "2", "growth", bound="at_least")]
    few = ka.overview(data_of(tmp_path, *rows), "hai-phong", 2021, "en")
    for shown in (few, _overview(many, "vi")):
        drawn = [spec for part in shown.sections() for spec in (part.chart, part.narrow) if spec is not None]
        assert len(drawn) >= 4
        for spec in drawn:
            alt.Chart.from_dict({key: value for key, value in spec.items() if key != "$schema"})
            assert spec["description"].strip()


@pytest.mark.slow
def test_what_stands_in_names_is_shown_as_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIENAN_IMAGES", "later")
    wild = "<img src=x onerror=alert(1)> **b** [x](javascript:1)"
    places = [{**one, "name_vi": f"{one['name_vi']} {wild}"} for one in PLACES]
    rows = [figure("kien-an", "101"), figure("le-chan", "99"), figure("hai-an", "105")]
    made = write_package(
        tmp_path,
        rows,
        areas=places,
        indicators=[{**one, "name_vi": wild} for one in INDICATORS],
        sources=[source("kien-an-2022-01-11", published="2022-01-11", publisher=wild)],
    )
    html = page(executed(ka.overview(load(made), "hai-phong", 2021, "vi")))
    assert "<img" not in html
    assert "<strong>b</strong>" not in html
    assert 'href="javascript' not in html
    assert "&lt;img src=x" in html
    # On paper a drawing's words are its figure's: Chromium takes them from there alone.
    figures = re.findall(r'<figure class="chart"[^>]*>', _tagged(html))
    assert len(figures) >= 2
    assert all('aria-label="' in opening for opening in figures)


@pytest.mark.slow
def test_the_workbook_has_a_sheet_for_each_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import zipfile

    monkeypatch.setenv("KIENAN_IMAGES", "later")
    rows = [figure("kien-an", "101"), figure("le-chan", "99"), figure("kien-an", "4", "growth")]
    shown = ka.overview(data_of(tmp_path, *rows), "hai-phong", 2021, "en")
    with zipfile.ZipFile(io.BytesIO(workbook(executed(shown)))) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert {"By indicator", "Plans by place", "Ranking", "Every place", "Sources"} < set(names)


@pytest.mark.kernel
def test_an_overview_is_run_like_a_review_and_stands_in_the_index(tmp_path: Path) -> None:
    specs = [OverviewSpec("hai-phong-2025", 2025, language) for language in ("en", "vi")]
    runs = one_report(specs, data=shipped(), output=tmp_path)
    assert [(run.spec.language, run.state, run.error) for run in runs] == [("vi", "done", ""), ("en", "done", "")]
    folder = tmp_path / "overview" / "hai-phong-2025" / "2025"
    expected = [f"{stem}.{language}.{end}" for stem, end in _FILES for language in ("en", "vi")]
    assert sorted(path.name for path in folder.iterdir()) == sorted(expected)
    html = (folder / "overview.vi.html").read_text(encoding="utf-8")
    assert 'href="../../../index.html"' in html
    assert 'href="overview.en.html"' in html
    marks: list[Any] = re.findall(r'<section[^>]* id="([^"]+)"', html)
    assert set(marks) <= {name.replace("_", "-") for name in SECTIONS}
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="overview/hai-phong-2025/2025/overview.vi.html"' in index
    assert "Dân số: phường Kiến An 67.236 người, cao hơn phường Phù Liễn 60.733 người" in index.replace("\xa0", " ")
    assert read_log(destination(tmp_path)) == {}
    before = {path: path.read_bytes() for path in folder.iterdir()}
    one_report(specs, data=shipped(), output=tmp_path)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_index_of_a_folder_elsewhere_lists_overviews_too() -> None:
    place = destination("memory://overviews")
    head = '<meta name="kienan-review" content="{&quot;title&quot;:&quot;T&quot;,&quot;headline&quot;:&quot;H&quot;,'
    head += '&quot;area_name&quot;:&quot;N&quot;,&quot;measure&quot;:&quot;&quot;,&quot;marks&quot;:[]}">'
    place.write({"overview/hai-phong/2021/overview.vi.html": head.encode()})
    products.write_index(place)
    index = (place.read("index.html") or b"").decode()
    assert 'href="overview/hai-phong/2021/overview.vi.html"' in index
    assert "Tổng quan các địa phương" in index


_FILES = (("card", "png"), *(("overview", ending) for ending in ("html", "ipynb", "xlsx")))


@pytest.mark.slow
def test_two_places_of_one_bare_name_have_a_bar_and_a_label_each(tmp_path: Path) -> None:
    """A province often has a xã and a phường of one name."""
    places = [area("hai-phong-2025", level="city", name_vi="Hải Phòng", name_en="Hải Phòng")]
    kinds = (("phuong-a", "Phường Hưng Đạo"), ("xa-a", "Xã Hưng Đạo"), ("xa-b", "Xã Vĩnh Am"))
    places += [area(name, level="commune", parent="hai-phong-2025", name_vi=said) for name, said in kinds]
    rows = [figure(name, f"10{n}") for n, (name, _) in enumerate(kinds)]
    rows += [figure(name, f"{n},5", "growth", indicator="spending") for n, (name, _) in enumerate(kinds)]
    sources = [source("kien-an-2022-01-11", published="2022-01-11")]
    made = write_package(tmp_path, rows, areas=places, indicators=INDICATORS, sources=sources)
    spread = ka.overview(load(made), "hai-phong-2025", 2021, "vi").spread
    panel = spread.chart["concat"][0]
    assert {row["name"]: row["value"] for row in _rows_of(spread.chart, panel)} == {
        "Phường Hưng Đạo": 100,
        "Xã Hưng Đạo": 101,
        "Vĩnh Am": 102,
    }


@pytest.mark.slow
def test_of_two_places_one_is_higher_and_none_the_highest(tmp_path: Path) -> None:
    """Nobody says the highest of two; and where the printed digits leave it open, neither is."""
    rows = [figure("kien-an", "2,5", "growth"), figure("le-chan", "1,5", "growth")]
    shown = ka.overview(data_of(tmp_path, *rows), "hai-phong", 2021, "vi")
    [brief] = shown.at_a_glance.tables
    assert [heading.text for heading in brief.headings[3:]] == ["Cao hơn", "Số cao hơn", "Thấp hơn", "Số thấp hơn"]
    assert shown.masthead.facts["headline"].endswith("quận kien-an +2,5%, cao hơn quận le-chan +1,5%")
    rows[1] = figure("le-chan", "2", "growth")
    close = ka.overview(data_of(tmp_path / "close", *rows), "hai-phong", 2021, "vi")
    assert close.masthead.facts["headline"].endswith("chưa cho biết nơi nào cao hơn")
    rows.append(figure("hai-an", "1", "growth"))
    three = ka.overview(data_of(tmp_path / "three", *rows), "hai-phong", 2021, "vi")
    assert "Cao nhất" in [heading.text for heading in three.at_a_glance.tables[0].headings]


@pytest.mark.parametrize(("language", "kinds"), [("vi", ["Tổng quan", "So sánh"]), ("en", ["Overview", "Comparison"])])
@pytest.mark.slow
def test_the_top_line_says_what_the_page_is(tmp_path: Path, language: Language, kinds: list[str]) -> None:
    data = data_of(tmp_path, figure("kien-an", "101"), figure("le-chan", "99"))
    made = [ka.overview(data, "hai-phong", 2021, language), ka.compare(data, "kien-an le-chan", 2021, language)]
    for shown, kind in zip(made, kinds, strict=True):
        assert f'<p class="strand"><span>{kind}</span>' in shown.to_html()


def test_an_overview_that_ranks_nothing_does_not_say_that_it_does(tmp_path: Path) -> None:
    rows = [figure("kien-an", "101"), figure("le-chan", "4", "growth")]
    shown = ka.overview(data_of(tmp_path, *rows), "hai-phong", 2021, "en")
    assert shown.tables.rankings == []
    assert "so nothing is ranked" in shown.masthead.lines[0]


@pytest.mark.slow
def test_places_stand_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    """Đ comes after D, and a number after a smaller one: by the letters' codes Đ came after Y."""
    names = ["Quận 2", "Quận 10", "Quận An", "Quận Ân", "Quận Dương", "Quận Đông", "Quận Yên"]
    codes = ["g", "f", "e", "d", "c", "b", "a"]
    places = [area("hai-phong", level="city", name_vi="Hải Phòng", name_en="Hải Phòng")]
    places += [
        area(code, parent="hai-phong", name_vi=said, name_en=said) for code, said in zip(codes, names, strict=True)
    ]
    rows = [figure(code, "101") for code in codes]
    sources = [source("kien-an-2022-01-11", published="2022-01-11")]
    data = load(write_package(tmp_path, rows, areas=places, indicators=INDICATORS, sources=sources))
    shown = ka.overview(data, "hai-phong", 2021, "vi")
    for section in (shown.ranking, shown.plans, shown.every_place):
        assert [row[0].text for row in section.tables[0].rows] == names


@pytest.mark.slow
def test_two_places_of_one_name_say_where_they_lie_wherever_they_are_named(tmp_path: Path) -> None:
    places = [
        area(name, level="city", name_vi=said, name_en=said)
        for name, said in (("hai-phong-2025", "Thành phố Hải Phòng"), ("ha-noi", "Thành phố Hà Nội"))
    ]
    kinds = (("xa-a", "hai-phong-2025", "Xã Đông"), ("xa-b", "ha-noi", "Xã Đông"), ("xa-c", "ha-noi", "Xã Tây"))
    places += [area(name, level="commune", parent=over, name_vi=said, name_en=said) for name, over, said in kinds]
    places += [area("viet-nam", level="country", name_vi="Việt Nam", name_en="Viet Nam")]
    places[0]["parent"] = places[1]["parent"] = "viet-nam"
    rows = [figure(name, f"10{n}") for n, (name, _, _) in enumerate(kinds)]
    sources = [source("kien-an-2022-01-11", published="2022-01-11")]
    data = load(write_package(tmp_path, rows, areas=places, indicators=INDICATORS, sources=sources))
    shown = ka.overview(data, "viet-nam", 2021, "vi")
    told = ["Xã Tây", "Xã Đông (Hà Nội)", "Xã Đông (Hải Phòng)"]
    assert [row[0].text for row in shown.ranking.tables[0].rows] == told
    # 100%, 101% and 102% overlap two by two.
    nam, bac = "xã Đông (Hải Phòng)", "xã Đông (Hà Nội)"
    assert shown.ranking.text.finding == f"sales, % kế hoạch: từ 100% ({nam} hoặc {bac}) đến 102% (xã Tây hoặc {bac})"
    together = ka.compare(data, "xa-a xa-b", 2021, "vi")
    assert {row[0].text for row in together.at_a_glance.tables[0].rows} == set(told[1:])
    assert [heading.text for heading in together.attainment.tables[0].headings[2:4]] == told[:0:-1]
    bars = together.attainment.chart
    assert {name.partition(" · ")[0] for name in (row["name"] for row in _rows_of(bars, bars))} == set(told[1:])
    spread = ka.overview(
        load(
            write_package(
                tmp_path / "two",
                [*rows, *(row | {"measure": "growth", "indicator": "spending"} for row in rows)],
                areas=places,
                indicators=INDICATORS,
                sources=sources,
            )
        ),
        "viet-nam",
        2021,
        "vi",
    ).spread
    names = {row["name"] for row in _rows_of(spread.chart, spread.chart["concat"][0])}
    assert names == {"Tây", "Đông (Hà Nội)", "Đông (Hải Phòng)"}


def _rows_of(chart: Any, layer: Any) -> list[Any]:
    data = layer["data"]
    rows: list[Any] = data["values"] if "values" in data else chart["datasets"][data["name"]]
    return rows


def test_no_plan_is_counted_twice(tmp_path: Path) -> None:
    rows = [figure("kien-an", "101"), figure("kien-an", "102", assigner="city"), figure("le-chan", "99")]
    shown: PartsOfArea = parts_of_area(data_of(tmp_path, *rows), "hai-phong", 2021)
    assert shown.verdicts.to_dict("index") == {
        "kien-an": {"met": 2, "missed": 0, "undecided": 0},
        "le-chan": {"met": 0, "missed": 1, "undecided": 0},
    }
