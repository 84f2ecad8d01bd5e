"""Changes of rates: percentage points where they are printed as such; in percent nothing follows from them."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.annual_review import annual_review
from kienan_analysis.annual_review.questions import problems
from kienan_analysis.area_parts import parts_of_area
from kienan_analysis.dataset import load
from kienan_analysis.sections import growth, not_comparable, peers, targets
from kienan_analysis.sections.report import Review
from kienan_analysis.side_by_side import side_by_side
from kienan_analysis.wording.messages import Words
from tests.packages import area, indicator, observation, write_package

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.annual_review import AnnualReview
    from tests.packages import Row

EN, VI = Words("en"), Words("vi")
POVERTY = indicator("poverty", kind="rate", unit="%", higher_is_better="false")
OUTPUT = indicator("industrial_output")


def small(folder: Path, *rows: Row, area: str = "kien-an") -> AnnualReview:
    return annual_review(load(write_package(folder, rows, indicators=[OUTPUT, POVERTY])), area, 2021)


def rate(printed: str, **more: str) -> Row:
    return observation(**{"indicator": "poverty", "printed": printed, "unit": "%"} | more)


def aim(printed: str, unit: str, **more: str) -> Row:
    return rate(printed, **{"measure": "planned_growth", "form": "decrease", "unit": unit} | more)


# The rate of the year before, the target as printed, the rate that it means.
MEANT = [
    ("1,17", "0,3", "decrease", 0.87),
    ("12,5", "3", "decrease", 9.5),
    ("0,50", "0,50", "decrease", 0.0),
    ("86,2", "1,8", "", 88.0),
    ("97", "3", "", 100.0),
]
# In points these would leave less than none, or more than all.
IMPOSSIBLE = [
    ("1,17", "25", "decrease"),
    ("1,17", "1,2", "decrease"),
    ("0,04", "0,05", "decrease"),
    ("98,0", "5", ""),
    ("99,5", "0,6", ""),
]


@pytest.mark.slow
@pytest.mark.parametrize(("before", "printed", "form", "meant"), MEANT)
def test_a_target_in_points_means_a_rate(tmp_path: Path, before: str, printed: str, form: str, meant: float) -> None:
    rows = [rate(before, period="2020"), rate("0,85"), aim(printed, "điểm %", form=form)]
    plan = small(tmp_path, *rows).plans.iloc[0]
    assert plan["plan"] == pytest.approx(meant)
    assert 0 <= plan["plan_low"] <= plan["plan"] <= plan["plan_high"] <= 100


@pytest.mark.parametrize(("before", "printed", "form"), IMPOSSIBLE)
def test_points_that_leave_less_than_none_or_more_than_all_mean_nothing(
    tmp_path: Path, before: str, printed: str, form: str
) -> None:
    rows = [rate(before, period="2020"), rate("0,85"), aim(printed, "điểm %", form=form)]
    plan = small(tmp_path, *rows).plans.iloc[0]
    assert plan[["plan", "attainment"]].isna().all()
    assert plan["verdict"] == ""


@pytest.mark.parametrize(
    ("before", "printed", "form"), [*((before, text, form) for before, text, form, _ in MEANT), *IMPOSSIBLE]
)
def test_of_a_target_in_percent_no_level_is_implied_and_it_is_asked(
    tmp_path: Path, before: str, printed: str, form: str
) -> None:
    review = small(tmp_path, rate(before, period="2020"), rate("0,85"), aim(printed, "%", form=form))
    plan = review.plans.iloc[0]
    assert plan[["plan", "attainment"]].isna().all()
    assert plan["verdict"] == ""
    assert [problem.code for problem in problems(review.data)] == ["points-or-percent"]
    for words, asked in ((EN, "percentage points or a part of the rate"), (VI, "điểm phần trăm hay phần trăm của")):
        assert [note for note in growth.questions(review, words, whole_year=True) if asked in note]


@pytest.mark.slow
def test_a_change_in_percent_is_shown_as_it_is_printed(tmp_path: Path) -> None:
    review = small(tmp_path, rate("0,85"), rate("25", measure="growth", form="decrease"), observation())
    for words, told in ((EN, "−25%"), (VI, "−25%")):
        texts = [
            str(part.data.get("text/plain", ""))
            for section in Review(review, words).sections()
            for part in section.outputs()
        ]
        every = "\n".join(texts)
        assert told in every
        assert "25 points" not in every
        assert "25 điểm" not in every


@pytest.mark.parametrize(
    ("form", "unit", "base"),
    [("multiple", "lần", ""), ("index", "%", ""), ("decrease", "điểm %", ""), ("", "điểm %", ""), ("", "%", "plan")],
)
def test_what_its_words_make_clear_is_not_asked(tmp_path: Path, form: str, unit: str, base: str) -> None:
    printed = {"multiple": "2", "index": "104"}.get(form, "0,3")
    changed = rate(printed, measure="planned_growth" if base else "growth", form=form, unit=unit, base=base)
    assert not list(problems(small(tmp_path, rate("0,85"), changed).data))


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "known"), [("điểm %", True), ("%", False)])
def test_only_changes_in_points_are_held_against_each_other(tmp_path: Path, unit: str, known: bool) -> None:  # noqa: FBT001
    own = rate("0,5", measure="growth", form="decrease", unit="điểm %")
    other = rate("0,3", measure="growth", form="decrease", unit=unit, area="hai-phong")
    nexts = aim("0,2", unit, period="2022")
    review = small(tmp_path, rate("0,85"), own, other, nexts)
    assert list(review.peers["gap"].round(6)) == ([-0.002] if known else [])
    assert list(review.not_comparable["reason"]) == ([] if known else ["other_unit"])
    shown = peers.section(review, VI).tables[0 if known else -1].to_text()
    assert ("−0,3 điểm %" in shown) == known
    assert ("−0,3%" in shown) != known
    assert review.targets["harder_than_done"].notna().all() == known
    assert targets.table(review, EN).rows
    both = side_by_side(review.data, ("kien-an", "hai-phong"), 2021)
    assert (both.comparable["measure"] == "growth").any() == known
    assert list(both.apart["reason"]) == ([] if known else ["other_unit", "other_unit"])
    for words in (EN, VI):
        assert (not_comparable.section(both, words) is None) == known


@pytest.mark.parametrize(
    ("units", "by"), [(("%", "%"), "level"), (("điểm %", "%"), "level"), (("điểm %", "điểm %"), "growth")]
)
def test_places_are_ranked_by_points_and_never_by_a_change_in_percent(
    tmp_path: Path, units: tuple[str, str], by: str
) -> None:
    rows = [
        rate(*cells, area=place, **more)
        for place, unit in zip(("d-1", "d-2"), units, strict=True)
        for cells, more in ((("0,85",), {}), (("25",), {"measure": "growth", "form": "decrease", "unit": unit}))
    ]
    places = [area("p", level="province"), *(area(name, parent="p") for name in ("d-1", "d-2"))]
    shown = parts_of_area(load(write_package(tmp_path, rows, areas=places, indicators=[POVERTY])), "p", 2021)
    assert [ranking.measure for ranking in shown.rankings] == [by]
    # What is not ranked is shown all the same.
    assert len(shown.figures) == 4


@pytest.mark.parametrize(("unit", "told"), [("%", False), ("điểm %", True)])
def test_only_points_are_held_against_the_points_that_a_plan_had_asked_for(
    tmp_path: Path,
    unit: str,
    told: bool,  # noqa: FBT001
) -> None:
    names = ("cover", "water")
    rates = [indicator(name, kind="rate", unit="%", higher_is_better="true") for name in names]
    rows = [
        rate(printed, indicator=name, measure=measure, unit=unit)
        for name in names
        for measure, printed in (("growth", "2,5"), ("planned_growth", "1"))
    ]
    review = annual_review(load(write_package(tmp_path, rows, indicators=rates)), "kien-an", 2021)
    finding = growth.said(review, EN).finding
    assert ("faster than their plans had asked" in finding) == told
    assert "fastest" not in finding


@pytest.mark.slow
def test_what_grows_alone_in_percent_is_not_the_fastest(tmp_path: Path) -> None:
    falls = rate("25", measure="growth", form="decrease")
    review = small(tmp_path, observation(measure="growth", printed="8"), falls)
    assert unescape(growth.said(review, EN).finding) == "industrial_output grew by 8% on the year before"
    alone = small(tmp_path / "alone", falls)
    assert growth.said(alone, EN).finding == "poverty was down 25% on the year before"
    assert growth.said(alone, VI).finding == "poverty giảm 25% so với năm trước"
