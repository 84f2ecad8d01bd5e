"""Figures of many areas at once are those of each area by itself, to the last bit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from kienan_analysis.annual_review.records import records
from kienan_analysis.area_parts.figures import accepted_of
from kienan_analysis.catalogue import parse_period
from kienan_analysis.dataset import load
from kienan_analysis.dataset.rows_by_area import RowsByArea
from kienan_analysis.explorer.area_figures import Known
from kienan_analysis.explorer.partners import SAME, Partners
from kienan_analysis.explorer.views.areas import MOST_ROWS, first_of
from kienan_analysis.reconciliation import reconcile
from kienan_analysis.reviews import Accepted, in_columns
from kienan_analysis.reviews.accepted import FACTS
from kienan_analysis.reviews.of_one_indicator import accepted_of_indicator
from kienan_analysis.reviews.quantities import columns
from kienan_analysis.reviews.reconciled_areas import reconciled_of
from kienan_analysis.reviews.statements import area_statements
from tests.disputed_areas import INDICATORS, write_disputed

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.dataset import Dataset

AREAS = [f"district-{place}" for place in range(5)]


@pytest.fixture(scope="module", params=[(3, False), (4, True), (5, False)], ids=["undated", "dated", "undated again"])
def disputed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A package whose sources disagree, in which how new two of them are differs from area to area, or does not."""
    seed, dated = request.param
    return load(write_disputed(tmp_path_factory.mktemp("disputed"), seed=seed, dated=dated))


@pytest.mark.slow
def test_an_indicator_in_many_areas_is_what_each_area_says(disputed: Dataset) -> None:
    singly = {area: Accepted(disputed, area) for area in AREAS}
    seen = 0
    for indicator in (str(row["id"]) for row in INDICATORS):
        for area, found in accepted_of_indicator(disputed, indicator, AREAS).items():
            alone = singly[area]
            levels = {key: figure for key, figure in alone.levels.items() if key[0] == indicator}
            printed = {
                key: figure
                for key, figure in alone.growths.items()
                if key[0] == indicator and figure.origin == "published"
            }
            # A figure compares by all that it holds; a missing end, which equals nothing, by how it is written.
            assert repr(sorted(found.levels.items())) == repr(sorted(levels.items()))
            assert repr(sorted(found.printed_growths.items())) == repr(sorted(printed.items()))
            seen += sum(bool(figure.beside) for figure in (*levels.values(), *printed.values()))
    assert seen > 50, "the sources are to disagree, or nothing is tried"


@pytest.mark.slow
def test_an_overview_has_the_figures_that_each_area_by_itself_has(disputed: Dataset) -> None:
    seen = 0
    for shown in sorted({parse_period(text).year for text in disputed.observations["period"].unique()}):
        for found in accepted_of(disputed, AREAS, shown):
            alone = Accepted(disputed, found.area)
            for figures in ("levels", "growths"):
                there, wanted = (
                    {key: one for key, one in getattr(of, figures).items() if key[2] == str(shown)}
                    for of in (found, alone)
                )
                assert repr(sorted(there.items())) == repr(sorted(wanted.items()))
                seen += sum(bool(one.beside) for one in there.values())
    assert seen > 20, "the sources are to disagree, or nothing is tried"


@pytest.mark.slow
def test_how_new_an_undated_source_is_depends_on_the_area(tmp_path: Path) -> None:
    """The case that the grouping is for: without it, one order would be taken for all areas."""
    data = load(write_disputed(tmp_path, seed=3))
    orders = set()
    for area in AREAS:
        names = reconcile(data.of_areas(area))._constraints.source_names
        orders.add(tuple(names))
    assert len(orders) > 1


def test_rows_by_area_are_those_that_a_comparison_of_the_column_finds(disputed: Dataset) -> None:
    rows = disputed.observations
    for areas in (["district-1"], ["district-4", "district-0"], ["nowhere"], [], AREAS):
        pd.testing.assert_frame_equal(disputed.of_areas(*areas), rows[rows["area"].isin(areas)])
        assert disputed.of_areas(*areas).attrs == rows.attrs


@pytest.mark.parametrize("change", ["shorter", "moved"])
def test_rows_of_a_table_that_was_changed_in_place_are_looked_up_anew(disputed: Dataset, change: str) -> None:
    rows = disputed.observations.copy()
    places = RowsByArea(rows)
    if change == "shorter":
        rows = rows.drop(index=rows.index[rows["area"] == "district-1"][:3])
    else:
        rows.loc[rows["area"] == "district-1", "area"] = "district-2"
    pd.testing.assert_frame_equal(places.of(rows, ["district-1"]), rows[rows["area"] == "district-1"])


def test_statements_are_found_by_id_in_the_order_of_all(disputed: Dataset) -> None:
    every = area_statements(disputed, *AREAS)
    wanted = set(every["id"][::7])
    found = area_statements(disputed, *AREAS, ids=wanted)
    pd.testing.assert_frame_equal(found, every[every["id"].isin(wanted)].reset_index(drop=True))
    assert not len(area_statements(disputed, "district-0", ids={"district-1"}))


def test_an_area_is_reconciled_once_and_not_for_ever(disputed: Dataset) -> None:
    first = reconciled_of(disputed, "district-0")
    assert reconciled_of(disputed, "district-0") is first
    for number in range(20):
        reconciled_of(disputed, f"nowhere-{number}")
    again = reconciled_of(disputed, "district-0")
    assert again is not first
    pd.testing.assert_frame_equal(again.series, first.series)


def test_partners_are_those_that_a_join_finds(disputed: Dataset) -> None:
    known = Known(disputed)
    rows = area_statements(disputed, *known.areas)
    rows = rows[rows["measure"] == "level"][["area", *SAME]]
    names = [str(name) for name in disputed.indicators.index]
    # One area is no longer to be named, as one with nothing but terms of years: it is a partner all the same.
    named = known.areas[1:]
    partners = Partners(rows, named, names)
    for area in [*known.areas, "nowhere"]:
        found = rows.merge(rows.loc[rows["area"] == area, SAME], on=SAME).groupby("indicator")["area"].agg(set)
        wanted = {
            name: tuple(one for one in named if one in found[name])
            for name in names
            if name in found.index and len(found[name]) > 1
        }
        assert partners.of(area) == wanted
    assert partners.of(named[0])


def test_figures_as_columns_have_the_types_that_their_cells_have(disputed: Dataset) -> None:
    figures = list(Accepted(disputed, "district-0").levels.values())
    names = [*columns("level"), *(f"level_{fact}" for fact in FACTS)]
    for count in (0, 1, 3, len(figures)):
        found = in_columns("level", figures[:count])
        rows = [(one.value, one.low, one.high, *(getattr(one, fact) for fact in FACTS)) for one in figures[:count]]
        plain = pd.DataFrame(rows, columns=names).astype(
            dict.fromkeys([*columns("level"), "level_decimals"], "float64")
        )
        pd.testing.assert_frame_equal(found, plain)
    index = pd.Index(["b", "a"])
    assert list(in_columns("level", figures[:2], index).index) == ["b", "a"]


def test_records_hold_pythons_own_values(disputed: Dataset) -> None:
    frame = area_statements(disputed, "district-0")
    frame["several"] = pd.Series([("a", 1)] * len(frame), dtype=object)
    frame["day"] = pd.Series([date(2021, 1, 2)] * len(frame), dtype=object)
    found = records(frame)
    names = [str(name) for name in frame.columns]
    by_columns = zip(*(frame[name].tolist() for name in names), strict=True)
    assert repr(found) == repr([dict(zip(names, row, strict=True)) for row in by_columns])
    assert {type(cell) for row in found for cell in row.values()} == {str, int, float, bool, tuple, date}
    assert not records(frame.iloc[:0])


def compared(areas: int, periods: int) -> pd.DataFrame:
    rows = [(f"a-{area:03}", str(2024 - year)) for year in range(periods) for area in range(areas)]
    return pd.DataFrame(rows, columns=["area", "period"])


def test_a_long_comparison_begins_with_the_newest_and_keeps_the_area_itself() -> None:
    short = compared(20, MOST_ROWS // 20)
    assert first_of(short, "a-019") is short
    shown = first_of(compared(150, 3), "a-140")
    assert len(shown) == MOST_ROWS
    assert list(shown["period"].unique()) == ["2024", "2023"]
    assert list(shown.loc[shown["area"] == "a-140", "period"]) == ["2024", "2023"]
    assert list(shown["area"].iloc[-2:]) == ["a-048", "a-140"]
    picked = compared(300, 2).iloc[::2]
    assert list(first_of(picked, "a-298")["area"])[-1] == "a-298"
