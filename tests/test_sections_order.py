"""No order of figures, places or years is told that their printed digits leave open."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest

import kienan_analysis as ka
from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.sections import (
    at_a_glance,
    growth,
    history,
    part_year,
    peers,
    places_in_brief,
    plan_attained,
    plans_by_place,
    ranked_places,
    same_months,
    small_multiples,
)
from kienan_analysis.sections.parts.order import direction, is_alone, may_be_first, order
from kienan_analysis.sections.report import Review
from kienan_analysis.wording import Words
from tests.packages import area, indicator, observation, source, write_package

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.sections.parts.section import SectionText
    from tests.packages import Row

EN, VI = Words("en"), Words("vi")
NAMES = ("alpha", "beta", "gamma")
INDICATORS = [
    *(indicator(name, name_vi=name.title(), name_en=name.title(), higher_is_better="true") for name in NAMES),
    indicator("poverty", kind="rate", unit="%", name_vi="Hộ nghèo", name_en="Poverty", higher_is_better="false"),
]
PLACES = [
    area("hai-phong", level="city", name_vi="Thành phố Hải Phòng", name_en="Hải Phòng City"),
    area("kien-an", parent="hai-phong", name_vi="Quận Kiến An", name_en="Kiến An District"),
    area("le-chan", parent="hai-phong", name_vi="Quận Lê Chân", name_en="Lê Chân District"),
    area("hai-an", name_vi="Quận Hải An", name_en="Hải An District"),
]
SOURCES = [source(f"paper-{year}", published=f"{year + 1}-01-11") for year in (2020, 2021)]
# Two figures and more of which each may be the higher: by rounding, by a hedge, by an open end.
OVERLAPPING = [
    [("12,3", ""), ("12,28", ""), ("12", "")],
    [("112", ""), ("111,6", ""), ("112", "")],
    [("45", "at_least"), ("48", "at_least"), ("47", "at_least")],
    [("51", "at_most"), ("50,2", "at_most"), ("49", "at_most")],
    [("50", "approx"), ("50,3", ""), ("50,2", "approx")],
]
# Words that give an order.
TOLD = re.compile(
    r"nhanh nhất|chậm nhất|cao nhất|thấp nhất|xa nhất|nhiều nhất|cao hơn|thấp hơn(?! thực)|nhanh hơn(?! nhịp| chia)"
    r"|chậm hơn(?! nhịp| chia)|khá hơn|kém hơn"
    r"|fastest|slowest|highest|lowest|furthest|grew faster|further|above (?!\d)|below|more than in|less than in|better"
)


def of(name: str, measure: str, printed: str, bound: str = "", **cells: str) -> Row:
    year = cells.get("period", "2021")[:4]
    usual = {"indicator": name, "period": "2021", "measure": measure, "printed": printed, "bound": bound}
    return observation(**usual | {"source": f"paper-{year}"} | cells)


def data_of(folder: Path, *rows: Row) -> Dataset:
    return load(write_package(folder, rows, areas=PLACES, indicators=INDICATORS, sources=SOURCES))


def reviewed(folder: Path, *rows: Row) -> AnnualReview:
    return annual_review(data_of(folder, *rows), "kien-an", 2021)


def said_of(review: AnnualReview, words: Words) -> SectionText:
    text = part_year.said(review, words)
    assert text is not None
    return text


def overview(folder: Path, *rows: Row) -> PartsOfArea:
    return ka.overview(data_of(folder, *rows), "hai-phong", 2021, "vi").tables


def headlines(review: AnnualReview, words: Words) -> list[str]:
    """Give every headline and sentence of a page; not its notes, which are of no order."""
    made = [section for section in Review(review, words).sections() if hasattr(section, "text")]
    texts = [section.text for section in made if section.name != "sources"]
    return [text for one in texts for text in (one.finding, *one.sentences)]


# The intervals themselves


def row(value: float, low: float, high: float, **more: object) -> dict[str, object]:
    return {"growth": value, "growth_low": low, "growth_high": high, **more}


@pytest.mark.parametrize(
    ("first", "other", "stands"),
    [
        (row(0.123, 0.1225, 0.1235), row(0.1228, 0.12275, 0.12285), "open"),
        (row(0.123, 0.1225, 0.1235), row(0.12, 0.1195, 0.1205), "above"),
        (row(0.12, 0.1195, 0.1205), row(0.123, 0.1225, 0.1235), "below"),
        (row(0.05, 0.05, math.nan), row(0.08, 0.075, 0.085), "open"),
        (row(0.09, 0.09, math.nan), row(0.08, 0.075, 0.085), "above"),
        (row(0.05, math.nan, 0.05), row(0.08, 0.075, 0.085), "below"),
        (row(0.08, 0.075, 0.085), row(0.09, 0.085, 0.095), "open"),  # they have one point in common
    ],
)
def test_an_order_is_told_where_intervals_have_no_point_in_common(
    first: dict[str, object], other: dict[str, object], stands: str
) -> None:
    assert order(first, other, "growth") == stands
    assert order(other, first, "growth") == {"above": "below", "below": "above", "open": "open"}[stands]


def test_those_that_may_be_first_are_all_that_reach_the_surest_of_them() -> None:
    rows = [row(0.12, 0.115, 0.125), row(0.124, 0.1235, 0.1245), row(0.05, 0.05, math.nan), row(0.03, 0.025, 0.035)]
    assert [one["growth"] for one in may_be_first(rows, "growth")] == [0.124, 0.12, 0.05]
    assert [one["growth"] for one in may_be_first(rows, "growth", highest=False)] == [0.03]
    assert is_alone(rows, "growth", highest=False)
    assert not is_alone(rows, "growth")
    assert may_be_first([], "growth") == []


@pytest.mark.parametrize(
    ("one", "goes"),
    [
        (row(0.03, 0.025, 0.035), "rose"),
        (row(-0.03, -0.035, -0.025), "fell"),
        (row(0.0, -0.005, 0.005), "flat"),
        (row(0.0, 0.0, math.nan), ""),
        (row(0.03, math.nan, 0.03), "rose"),  # up by at most 3%, as the source says
        (row(0.001, -0.004, 0.006, growth_origin="implied"), ""),
        (row(0.02, 0.01, 0.03, growth_origin="implied"), "rose"),
    ],
)
def test_which_way_a_rate_went_is_told_of_an_implied_one_by_its_whole_interval(
    one: dict[str, object], goes: str
) -> None:
    assert direction(one) == goes


# A page


@pytest.mark.parametrize("figures", OVERLAPPING)
@pytest.mark.parametrize("measure", ["growth", "attainment"])
@pytest.mark.parametrize("period", ["2021", "2021-H1"])
def test_a_page_orders_no_indicators_whose_figures_overlap(
    tmp_path: Path, figures: list[tuple[str, str]], measure: str, period: str
) -> None:
    rows = [of(name, measure, *figure, period=period) for name, figure in zip(NAMES, figures, strict=True)]
    review = reviewed(tmp_path, *rows)
    for words in (VI, EN):
        for text in headlines(review, words):
            assert not TOLD.search(text), text


@pytest.mark.parametrize("figures", OVERLAPPING)
def test_a_page_orders_no_years_whose_figures_overlap(tmp_path: Path, figures: list[tuple[str, str]]) -> None:
    (now, bound), (before, bound_before), _ = figures
    for part in ("-H1", ""):
        rows = [
            of("alpha", "growth", now, bound, period=f"2021{part}"),
            of("alpha", "growth", before, bound_before, period=f"2020{part}"),
        ]
        review = reviewed(tmp_path / (part or "year"), *rows)
        for words in (VI, EN):
            assert [text for text in headlines(review, words) if TOLD.search(text)] == []


def test_where_the_order_is_clear_it_is_told(tmp_path: Path) -> None:
    rows = [of(name, "attainment", share) for name, share in zip(NAMES, ("112,3", "112,1", "101"), strict=True)]
    review = reviewed(tmp_path, *rows)
    assert plan_attained.said(review, VI).finding == "Cả 3 kế hoạch đều đạt; cao nhất là alpha (112,3%)"
    rows = [of(name, "attainment", share) for name, share in zip(NAMES, ("112,3", "112,28", "101"), strict=True)]
    said = plan_attained.said(reviewed(tmp_path / "open", *rows), VI)
    assert (said.finding, said.sentences) == ("Cả 3 kế hoạch đều đạt", [])


def test_of_a_limit_that_was_kept_the_lowest_is_said_to_have_gone_furthest_only_where_it_is(tmp_path: Path) -> None:
    rows = [of("poverty", "attainment", "98"), of("alpha", "attainment", "101"), of("beta", "attainment", "100,9")]
    assert plan_attained.said(reviewed(tmp_path, *rows), EN).finding == "All 3 plans were met"


@pytest.mark.parametrize(
    ("shares", "vietnamese"),
    [
        (("47,8", "47,83", "53"), "chậm nhất là beta (47,83%) hoặc alpha (47,8%)"),
        (("47,8", "47,2", "53"), "chậm nhất là beta (47,2%)"),
    ],
)
def test_which_plan_is_furthest_behind_is_told_as_far_as_digits_do(
    tmp_path: Path, shares: tuple[str, ...], vietnamese: str
) -> None:
    rows = [of(name, "attainment", share, period="2021-H1") for name, share in zip(NAMES, shares, strict=True)]
    finding = at_a_glance.finding(reviewed(tmp_path, *rows), VI)
    assert finding.startswith("Sau 6 tháng, 1 trong 3 chỉ tiêu nhanh hơn nhịp chia đều của kế hoạch năm; ")
    assert set(re.split("; | hoặc |chậm nhất là ", finding)[1:]) == set(re.split(" hoặc |chậm nhất là ", vietnamese))


def test_a_plan_whose_pace_is_open_is_counted_as_such(tmp_path: Path) -> None:
    rows = [
        of("alpha", "attainment", "47,8", period="2021-H1"),
        of("beta", "attainment", "53", period="2021-H1"),
        of("gamma", "attainment", "40", "at_least", period="2021-H1"),
    ]
    assert at_a_glance.finding(reviewed(tmp_path, *rows), VI) == (
        "Sau 6 tháng, 1 trong 3 chỉ tiêu nhanh hơn nhịp chia đều của kế hoạch năm; "
        "1 kế hoạch chưa thể kết luận từ số đã in"
    )
    one = reviewed(tmp_path / "one", rows[0], rows[2])
    assert at_a_glance.finding(one, EN) == (
        "After 6 months, alpha had reached 47.8% of the annual plan, behind an even pace (50%); "
        "1 cannot be told from what is printed"
    )


def test_about_49_percent_after_six_months_is_no_even_pace(tmp_path: Path) -> None:
    review = reviewed(tmp_path, of("alpha", "attainment", "49", "approx", period="2021-H1"))
    (progress,) = review.part_years["progress"]
    low, high = review.part_years[["attainment_low", "attainment_high"]].iloc[0]
    assert low < 0.5 < high
    assert progress == ""
    assert said_of(review, EN).finding == "After 6 months, alpha had come to about 49% of the annual plan"


def test_the_pace_so_far_meets_a_plan_only_where_it_is_no_slower_than_even(tmp_path: Path) -> None:
    near = reviewed(tmp_path, of("alpha", "attainment", "49,7", period="2021-H1"))
    assert said_of(near, VI).finding == "Giữ nhịp như đã qua thì cả năm xấp xỉ kế hoạch"
    there = reviewed(tmp_path / "there", of("alpha", "attainment", "50,2", period="2021-H1"))
    assert said_of(there, VI).finding == "Giữ nhịp như đã qua thì đạt kế hoạch năm"


def test_how_fast_the_rest_must_run_keeps_its_hedge(tmp_path: Path) -> None:
    review = reviewed(tmp_path, of("alpha", "attainment", "40", "at_most", period="2021-H1"))
    assert said_of(review, VI).finding == "Còn 6 tháng, alpha phải nhanh gấp ít nhất 1,50 lần các tháng đã qua"


@pytest.mark.parametrize(
    ("now", "before", "english"),
    [
        (
            "8,3",
            "8",
            "Alpha was up 8.3% in H, in the same months of 2020 up 8%: the printed digits do not tell the order",
        ),
        ("9", "8,2", "Alpha was up 9% in H, more than in the same months of 2020 (up 8.2%)"),
        ("-1", "2", "Alpha was down 1% in H, worse than in the same months of 2020 (up 2%)"),
        ("8,3", "8,25", "Alpha was up 8.3% in H, about as in the same months of 2020 (up 8.25%)"),
    ],
)
def test_the_same_months_are_ordered_by_their_intervals(tmp_path: Path, now: str, before: str, english: str) -> None:
    rows = [of("alpha", "growth", now, period="2021-H1"), of("alpha", "growth", before, period="2020-H1")]
    finding = same_months.said(reviewed(tmp_path, *rows), EN).finding
    assert finding == english.replace("in H", "in the first half of 2021")


@pytest.mark.parametrize(
    ("levels", "vietnamese"),
    [
        (
            ("612", "612,3"),
            "Alpha: 612 tỷ đồng năm 2020, 612,3 tỷ đồng năm 2021; chữ số đã in chưa cho biết tăng hay giảm",
        ),
        (("612", "650"), "Alpha tăng 6,2% từ 2020 đến 2021"),
        (("12", "14"), "Alpha tăng 17% từ 2020 đến 2021"),  # 13.5 / 12.5 to 14.5 / 11.5
        (("9", "30"), "Alpha năm 2021 gấp 3,3 lần năm 2020"),
        (("0,6", "3"), "Alpha năm 2021 gấp 5 lần năm 2020"),
    ],
)
def test_a_history_says_how_far_levels_went_with_the_digits_that_they_allow(
    tmp_path: Path, levels: tuple[str, str], vietnamese: str
) -> None:
    rows = [of("alpha", "level", level, period=period) for level, period in zip(levels, ("2020", "2021"), strict=True)]
    assert history.said(reviewed(tmp_path, *rows), VI).finding.replace("\N{NO-BREAK SPACE}", " ") == vietnamese


def test_a_distance_from_an_open_end_is_at_least_so_far(tmp_path: Path) -> None:
    rows = [of("alpha", "growth", "12", "at_least"), of("alpha", "growth", "8", area="le-chan")]
    review = reviewed(tmp_path, *rows)
    assert peers.said(review, VI).finding == (
        "Alpha tăng ít nhất 12%, cao hơn quận Lê Chân (8%) ít nhất 3,50 điểm phần trăm"
    )


def test_five_percent_and_at_least_five_percent_are_not_alike(tmp_path: Path) -> None:
    rows = [of("alpha", "growth", "5"), of("beta", "growth", "5", "at_least")]
    said = growth.said(reviewed(tmp_path, *rows), VI).finding
    assert said == "Tốc độ tăng: alpha (5%), beta (ít nhất 5%); chữ số đã in chưa phân được hơn kém"


def test_what_is_open_between_two_leaves_the_third_where_it_is(tmp_path: Path) -> None:
    """At least 5% may be the highest and the lowest: that 12.3% lies above 5% is told all the same."""
    rows = [of("alpha", "growth", "12,3"), of("beta", "growth", "5", "at_least"), of("gamma", "growth", "5,02")]
    said = at_a_glance.said(reviewed(tmp_path, *rows), VI).sentences
    assert said == ["Tăng nhanh nhất là alpha (12,3%) hoặc beta (ít nhất 5%)."]


# Places


def places(shares: tuple[str, ...], bounds: tuple[str, ...] = ("", "", ""), measure: str = "attainment") -> list[Row]:
    ids = ("kien-an", "le-chan", "hai-an")
    return [of("alpha", measure, *figure, area=place) for place, *figure in zip(ids, shares, bounds, strict=True)]


def test_the_place_at_an_end_is_named_with_those_that_the_digits_leave_beside_it(tmp_path: Path) -> None:
    shown = overview(tmp_path, *places(("112,3", "112,28", "105")))
    assert ranked_places.said(shown, VI).finding == (
        "Alpha, % kế hoạch: từ 105% (quận Hải An) đến 112,3% (quận Kiến An hoặc quận Lê Chân)"
    )
    (line,) = places_in_brief.table(shown, VI).rows
    assert [cell.text for cell in line[3:7]] == ["Quận Kiến An hoặc Quận Lê Chân", "112,3%", "Quận Hải An", "105%"]
    panel = small_multiples.chart(shown, VI)
    assert "cao nhất Kiến An hoặc Lê Chân 112,3%, thấp nhất Hải An 105%" in panel["description"]
    none = overview(tmp_path / "none", *places(("112", "111,8", "111,82")))
    assert ranked_places.said(none, VI).finding == (
        "Alpha, % kế hoạch: từ 111,8% đến 112% ở 3 nơi, chữ số đã in chưa phân được hơn kém"
    )


def test_which_indicator_sets_places_furthest_apart_is_told_where_digits_tell(tmp_path: Path) -> None:
    rows = places(("112", "106", "101"))
    clear = overview(tmp_path, *rows, *(one | {"indicator": "beta", "printed": "105"} for one in rows))
    assert small_multiples.said(clear, VI).finding.startswith("Chênh lệch nhiều nhất: ")
    near = [
        one | {"indicator": "beta", "printed": value} for one, value in zip(rows, ("112", "105", "101,3"), strict=True)
    ]
    said = small_multiples.said(overview(tmp_path / "near", *rows, *near), VI).finding
    assert said == "Alpha, % kế hoạch: từ 101% (quận Hải An) đến 112% (quận Kiến An)"


def test_who_missed_most_plans_is_told_where_what_is_open_changes_nothing(tmp_path: Path) -> None:
    missed = [of(name, "attainment", "90", area="kien-an") for name in ("alpha", "beta")]
    met = [of(name, "attainment", "110", area="le-chan") for name in NAMES]
    told = plans_by_place.said(overview(tmp_path, *missed, *met), VI)
    assert told.sentences[-1] == "Nhiều kế hoạch không đạt nhất: quận Kiến An (2)."
    undecided = [of(name, "attainment", "100", area="hai-an") for name in NAMES]
    shown = overview(tmp_path / "open", *missed, *met, *undecided)
    assert not any("nhất" in text for text in plans_by_place.said(shown, VI).sentences)
    assert plans_by_place.said(shown, VI).finding == "3 trên 8 kế hoạch đạt; 3 chưa kết luận được"


def test_plans_that_cannot_be_told_are_not_counted_as_missed(tmp_path: Path) -> None:
    undecided = [of(name, "attainment", "100", area="hai-an") for name in NAMES]
    shown = overview(tmp_path, *undecided)
    assert plans_by_place.said(shown, EN).finding == "None of 3 plans can be told from what is printed"
    assert places_in_brief.finding(shown, EN) == "None of 3 plans can be told from what is printed"
    missed = [of("alpha", "attainment", "90", area="le-chan")]
    shown = overview(tmp_path / "missed", *undecided[1:], *missed)
    assert plans_by_place.said(shown, VI).finding == "1 trên 3 kế hoạch không đạt; 2 chưa kết luận được"


def test_the_map_says_up_only_of_what_went_up(tmp_path: Path) -> None:
    rows = places(("0", "3", "-2"), measure="growth")
    drawn = ka.overview(data_of(tmp_path, *rows), "hai-phong", 2021, "vi").map.chart
    assert "không đổi: 1" in drawn["description"]
    assert "tăng: 1, giảm: 1" in drawn["description"] or "tăng: 1" in drawn["description"]


# What follows from a figure that is open at one side


def test_a_plan_that_follows_from_an_open_share_is_open_itself(tmp_path: Path) -> None:
    rows = [
        of("alpha", "level", "400", period="2021-H1"),
        of("alpha", "attainment", "40", "at_least", period="2021-H1"),
    ]
    (plan,) = reviewed(tmp_path, *rows).part_years[["plan", "plan_low", "plan_high", "left_low", "pace_low"]].to_numpy()
    assert plan[0] == 1000
    assert all(math.isnan(plan[place]) for place in (1, 3, 4))
    said = said_of(reviewed(tmp_path / "again", *rows), VI)
    (sentence,) = said.sentences
    assert sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Tỷ lệ của các tháng là so với kế hoạch cả năm: alpha đạt ít nhất 40% sau 6 tháng, "
        "từ đó suy ra kế hoạch năm không quá 1.002 tỷ đồng."
    )


def test_how_far_a_plan_was_exceeded_by_at_least_is_open_itself(tmp_path: Path) -> None:
    review = reviewed(tmp_path, of("alpha", "level", "500"), of("alpha", "attainment", "103", "at_least"))
    row = review.plans.iloc[0]
    assert math.isnan(row["excess_high"])
    assert 14 < row["excess_low"] < 15
    assert math.isnan(row["plan_low"])
    assert (row["plan_high"], row["verdict"]) == (pytest.approx(500.5 / 1.03), "met")
    said = [cell.text for cell in plan_attained.table(review, VI).rows[0]]
    assert "không quá 486,0" in said


def test_an_english_sentence_says_at_once(tmp_path: Path) -> None:
    review = reviewed(tmp_path, of("alpha", "attainment", "97", "at_most"))
    assert plan_attained.said(review, EN).finding == "Alpha missed its plan, at most 97%"


def test_what_is_close_to_an_even_pace_is_counted_beside_what_is_ahead(tmp_path: Path) -> None:
    """75.1% in nine months is above 75%: not to be counted among those that are not ahead."""
    shares = zip(NAMES, ("75,1", "91", "68"), strict=True)
    rows = [of(name, "attainment", share, period="2021-01/2021-09") for name, share in shares]
    assert at_a_glance.finding(reviewed(tmp_path, *rows), VI) == (
        "Sau 9 tháng, 1 trong 3 chỉ tiêu nhanh hơn nhịp chia đều của kế hoạch năm, 1 sát nhịp; chậm nhất là gamma (68%)"
    )


def test_that_the_rest_may_run_slower_is_said_of_the_plans_of_which_it_is_known(tmp_path: Path) -> None:
    rows = [
        of("alpha", "attainment", "54", period="2021-H1"),
        of("beta", "attainment", "42", "at_least", period="2021-H1"),
    ]
    assert said_of(reviewed(tmp_path, *rows), VI).finding == (
        "Alpha: các tháng còn lại có thể chậm hơn các tháng đã qua mà vẫn đạt kế hoạch năm"
    )


def test_what_is_counted_one_by_one_and_only_implied_is_rounded_in_a_sentence(tmp_path: Path) -> None:
    visits = indicator("visits", name_vi="Lượt khách", name_en="Visits", unit="lượt", higher_is_better="true")
    period = {"period": "2021-01/2021-09"}
    rows = [of("visits", "level", "15500000", unit="lượt", **period), of("visits", "attainment", "91", **period)]
    package = write_package(tmp_path, rows, areas=PLACES, indicators=[*INDICATORS, visits], sources=SOURCES)
    said = part_year.said(annual_review(load(package), "kien-an", 2021), VI)
    assert said is not None
    (text,) = (sentence for sentence in said.sentences if "kế hoạch năm" in sentence)
    assert "khoảng 17.030.000" in text
