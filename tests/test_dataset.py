"""Loading, series, vintages and what a dataset refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kienan_analysis.catalogue import OBSERVATION_COLUMNS
from kienan_analysis.dataset import Dataset, latest_statements, load, vintage_order
from kienan_analysis.errors import DataError, UsageError
from tests.packages import SOURCES, Row, observation, source, write_package

EARLY, LATE = source("early", published="2022-01-11"), source("late", published="2023-02-01")


def loaded(folder: Path, *rows: Row, **tables: Any) -> Dataset:
    return load(write_package(folder, rows, **tables))


# -- loading --------------------------------------------------------------------------------------------------------


def test_the_first_rows_of_the_seed(tmp_path: Path) -> None:
    """Values and bounds of DESIGN section 4's first line, as they come out of the file."""
    data = loaded(
        tmp_path,
        observation(),
        observation(measure="attainment", printed="101,5"),
        observation(measure="growth", printed="104", form="index"),
        observation(measure="planned_growth", period="2022", printed="15", bound="at_least", base="plan:city"),
    )
    table = data.observations
    assert [name for name in table.columns if name != "printed_unit"] == [*OBSERVATION_COLUMNS, "value", "low", "high"]
    assert list(table["value"]) == [600.37, 1.015, 0.04, 0.15]
    assert list(table["low"]) == pytest.approx([600.365, 1.0145, 0.035, 0.15], rel=1e-12)
    assert list(table["high"])[:3] == pytest.approx([600.375, 1.0155, 0.045], rel=1e-12)
    assert np.isnan(table["high"][3])
    assert (table["note"] == "").all()
    assert list(table["printed"]) == ["600,37", "101,5", "104", "15"]


def test_catalogues_keep_dates_lists_and_three_values(tmp_path: Path) -> None:
    data = loaded(tmp_path)
    kien_an = data.areas.loc["kien-an"]
    assert kien_an["valid_to"] == date(2025, 6, 30)
    assert kien_an["successors"] == ("phuong-kien-an", "phuong-phu-lien")
    assert data.areas.loc["hai-phong", "valid_from"] is None
    assert data.sources.loc["kien-an-2022-01-11", "published"] == date(2022, 1, 11)
    assert data.indicators.loc["industrial_output", "higher_is_better"] is True
    assert data.indicators.loc["population", "higher_is_better"] is None
    assert data.areas.index.name == data.sources.index.name == data.indicators.index.name == "id"


def test_a_dataset_says_what_it_is_in_one_line(tmp_path: Path) -> None:
    data = loaded(tmp_path)
    assert repr(data) == "<Dataset a-case 1.0: 1 observations, 5 areas, 3 indicators, 2 sources>"


def test_title_and_licence_come_from_the_descriptor(tmp_path: Path) -> None:
    licences = [{"name": "CC-BY-4.0", "title": "Creative Commons"}, {"name": "ODbL"}, "odd"]
    data = loaded(tmp_path, title="Số liệu", licenses=licences)
    assert (data.title, data.licence, data.name, data.version) == ("Số liệu", "Creative Commons, ODbL", "a-case", "1.0")


def test_a_package_with_errors_is_not_loaded_and_all_are_told(tmp_path: Path) -> None:
    folder = write_package(tmp_path, [observation(printed="8,446.29"), observation(period="2021-13")])
    with pytest.raises(DataError) as caught:
        load(folder)
    assert [problem.code for problem in caught.value.problems] == ["bad-figure", "bad-period"]
    assert caught.value.exit_code == 1


def test_warnings_are_kept(tmp_path: Path) -> None:
    data = loaded(tmp_path, observation(period="6T/2021"))
    assert [problem.code for problem in data.problems] == ["period-rewritten"]
    assert data.observations["period"][0] == "2021-H1"


def test_rows_of_observations(tmp_path: Path) -> None:
    data = loaded(tmp_path, observation(), observation(), observation(period="2020"))
    assert data.rows == {"kien-an-2022-01-11-01": 2, "kien-an-2022-01-11-03": 4}
    assert list(data.observations.index) == [0, 1]


def test_a_table_without_rows(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    heading = (folder / "observations.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "observations.csv").write_text(heading, encoding="utf-8")
    data = load(folder)
    assert len(data.observations) == 0
    assert data.observations["value"].dtype == np.float64
    assert data.series("kien-an", "retail_sales").empty
    assert latest_statements(data.observations, data.sources).empty


@pytest.mark.slow
def test_loading_needs_no_charts_nor_notebooks(tmp_path: Path) -> None:
    write_package(tmp_path)
    code = (
        "import sys; from kienan_analysis.dataset import load; load(sys.argv[1]); "
        "print(*sorted({'altair', 'IPython', 'nbformat', 'papermill', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert done.stdout.split() == []


def test_what_other_tables_say_travels_with_the_observations(tmp_path: Path) -> None:
    data = loaded(tmp_path)
    for table in (data.observations, data.observations[data.observations["measure"] == "level"]):
        known = table.attrs["kienan"]
        assert known["kind"]["population"] == "stock"
        assert known["price_basis"]["industrial_output"] == "constant 2010"
        assert known["published"] == {"kien-an-2022-01-11": "2022-01-11", "vietnam-vn-2023": ""}
        assert known["language"]["vietnam-vn-2023"] == "en"


# -- series ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def industry(tmp_path: Path) -> Dataset:
    """Four years of one indicator, one of them a gap, from two sources."""
    return loaded(
        tmp_path,
        observation(source="early", printed="600,37"),
        observation(source="early", measure="growth", printed="13,68"),
        observation(source="early", measure="attainment", printed="101,5"),
        observation(source="early", period="2022", measure="planned_growth", printed="12"),
        observation(source="late", printed="601,0"),
        observation(source="late", period="2024", printed="754,5", status="estimate"),
        observation(source="late", period="2024-H1", printed="300"),
        observation(source="late", period="2016/2020", measure="growth", printed="9"),
        sources=[EARLY, LATE],
    )


def test_a_series_has_the_newest_statement_of_each_figure(industry: Dataset) -> None:
    series = industry.series("kien-an", "industrial_output")
    assert list(series.index) == [2021, 2022, 2023, 2024]
    assert series.index.name == "year"
    assert series["level"].tolist() == pytest.approx([601.0, np.nan, np.nan, 754.5], nan_ok=True)
    assert list(series.loc[2021, ["growth", "attainment"]]) == [0.1368, 1.015]
    assert series.loc[2021, "level_low"] == pytest.approx(600.95)
    assert series.loc[2022, "planned_growth"] == 0.12
    assert series["source"].tolist() == ["late", "early", "", "late"]
    assert series["stated"].tolist() == [True, True, False, True]
    assert series["status"].tolist() == ["", "", "", "estimate"]
    assert series.loc[2021, "observations"] == "early-02 early-03 late-05"


def test_a_change_over_a_gap_is_missing(industry: Dataset) -> None:
    assert industry.series("kien-an", "industrial_output")["level"].pct_change(fill_method=None).notna().sum() == 0


def test_all_vintages_side_by_side(industry: Dataset) -> None:
    series = industry.series("kien-an", "industrial_output", vintage="all")
    assert list(series.index) == [(2021, "early"), (2021, "late"), (2022, "early"), (2024, "late")]
    assert series.index.names == ["year", "source"]
    assert series["level"].tolist() == pytest.approx([600.37, 601.0, np.nan, 754.5], nan_ok=True)
    assert series["growth"].tolist() == pytest.approx([0.1368, np.nan, np.nan, np.nan], nan_ok=True)


def test_all_periods_in_order_of_their_end(industry: Dataset) -> None:
    series = industry.series("kien-an", "industrial_output", periods="all")
    assert list(series.index) == ["2016/2020", "2021", "2022", "2024-H1", "2024"]
    assert series.loc["2016/2020", "growth"] == 0.09
    assert series.loc["2024-H1", "level"] == 300


def test_the_plan_of_an_unnamed_assigner_comes_first_and_none_is_lost(tmp_path: Path) -> None:
    def attainment(period: str, printed: str, assigner: str = "") -> Row:
        return observation(period=period, measure="attainment", printed=printed, assigner=assigner)

    rows = [
        attainment("2019", "102"),
        attainment("2020", "117,2", "central"),
        attainment("2020", "101", "council"),
        attainment("2021", "126"),
        attainment("2021", "110", "city"),
        attainment("2022", "87,4", "city"),
    ]
    series = loaded(tmp_path, *rows).series("kien-an", "industrial_output")
    assert series["attainment"].tolist() == pytest.approx([1.02, np.nan, 1.26, 0.874], nan_ok=True)
    assert series["attainment_assigner"].tolist() == ["", "", "", "city"]
    assert series["attainment:central"].tolist() == pytest.approx([np.nan, 1.172, np.nan, np.nan], nan_ok=True)
    assert series["attainment:council"].tolist() == pytest.approx([np.nan, 1.01, np.nan, np.nan], nan_ok=True)
    assert series["attainment:city"].tolist() == pytest.approx([np.nan, np.nan, 1.10, 0.874], nan_ok=True)


def test_a_growth_on_another_base_is_in_a_column_of_its_own(tmp_path: Path) -> None:
    data = loaded(
        tmp_path,
        observation(measure="growth", printed="4"),
        observation(measure="growth", printed="60", base="2015"),
        observation(measure="planned_growth", printed="15", base="plan:city", bound="at_least"),
    )
    series = data.series("kien-an", "industrial_output")
    assert series.loc[2021, "growth"] == 0.04
    assert series.loc[2021, "growth:2015"] == 0.6
    assert series["planned_growth"].isna()[2021]
    assert series.loc[2021, "planned_growth:plan:city"] == 0.15
    assert series["planned_growth:plan:city_high"].isna()[2021]


def test_price_bases_are_kept_apart(tmp_path: Path) -> None:
    data = loaded(
        tmp_path,
        observation(printed="1"),
        observation(period="2022", printed="2", price_basis="constant 2010"),
        observation(period="2022", printed="3", price_basis="current"),
        observation(indicator="retail_sales", printed="4", price_basis="constant 2010"),
    )
    assert data.series("kien-an", "industrial_output")["level"].tolist() == [1, 2]  # the indicator's own: constant 2010
    assert data.series("kien-an", "industrial_output", price_basis="current")["level"].tolist() == [3]
    with pytest.raises(UsageError, match="price_basis can be: 'constant 2010'"):
        data.series("kien-an", "retail_sales")


def test_a_series_of_nothing_is_empty_with_its_columns(industry: Dataset) -> None:
    for options in ({}, {"vintage": "all"}, {"periods": "all"}, {"vintage": "all", "periods": "all"}):
        series = industry.series("kien-an", "retail_sales", **options)  # type: ignore[arg-type]
        assert len(series) == 0
        assert {"level", "growth_low", "attainment_assigner", "stated"} <= set(series.columns)


def test_options_of_a_series_are_checked(industry: Dataset) -> None:
    for options, hint in (({"vintage": "latets"}, "latest"), ({"periods": "year"}, "years")):
        with pytest.raises(UsageError, match=f"Did you mean '{hint}'"):
            industry.series("kien-an", "industrial_output", **options)  # type: ignore[arg-type]


# -- what there is not ----------------------------------------------------------------------------------------------


def test_unknown_areas_and_indicators_get_a_hint(tmp_path: Path) -> None:
    data = loaded(tmp_path)
    for wrong in ("kienan", "Quận Kiến An", "kiến an district"):
        with pytest.raises(UsageError, match=r"Did you mean 'kien-an'\?.*phuong-phu-lien"):
            data.require_area(wrong)
    with pytest.raises(UsageError, match="Did you mean 'retail_sales'"):
        data.series("kien-an", "retail_sale")
    with pytest.raises(UsageError):
        data.years("kienan")


def test_years_are_those_that_hold_an_observation(industry: Dataset) -> None:
    assert industry.years("kien-an") == [2021, 2022, 2024]
    assert industry.years("hai-phong") == []


# -- vintages -------------------------------------------------------------------------------------------------------


def test_sources_are_ordered_by_date_else_by_the_last_result_they_report(tmp_path: Path) -> None:
    sources = [
        source("dated-2020", published="2020-06-01"),
        source("no-date-b"),  # reports 2019, and a plan for 2025: as new as the end of 2019
        source("no-date-a"),  # the same: ties go by id
        source("only-plans"),  # a plan for 2019: as new as its beginning
        source("unused"),
        source("dated-2018", published="2018-01-01"),
    ]
    data = loaded(
        tmp_path,
        observation(source="no-date-a", period="2019"),
        observation(source="no-date-b", period="2019"),
        observation(source="no-date-b", period="2025", measure="planned_growth", printed="12"),
        observation(source="only-plans", period="2019", measure="plan"),
        observation(source="dated-2020", period="2018"),
        sources=sources,
    )
    order = vintage_order(data.sources, data.observations)
    assert list(order.sort_values().index) == [
        *("unused", "dated-2018", "only-plans", "no-date-a", "no-date-b", "dated-2020"),
    ]
    assert list(order.index) == list(data.sources.index)


def test_the_newest_statement_of_each_figure(tmp_path: Path) -> None:
    data = loaded(
        tmp_path,
        observation(source="late", printed="601,0"),
        observation(source="early", printed="600,37"),
        observation(source="early", printed="1", price_basis="current"),
        observation(source="early", measure="attainment", printed="101,5"),
        observation(source="early", measure="attainment", printed="110", assigner="city"),
        observation(source="late", printed="602,0", period="2022", price_basis="constant 2010"),
        observation(source="early", printed="600,0", period="2022"),
        sources=[EARLY, LATE],
    )
    chosen = latest_statements(data.observations, data.sources, data.indicators)
    assert list(chosen["printed"]) == ["601,0", "1", "101,5", "110", "602,0"]
    assert len(latest_statements(data.observations, data.sources)) == 6  # without knowing the indicator's own basis


# -- the shipped data -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load(Path(__file__).parent.parent / "data")


def test_the_shipped_data_load_without_warnings(shipped: Dataset) -> None:
    assert not shipped.problems


def test_the_shipped_series_of_the_first_case(shipped: Dataset) -> None:
    """Figures of the table in DESIGN section 4 and of the 2023 report."""
    retail = shipped.series("kien-an", "retail_sales")
    assert list(retail.loc[2021, ["level", "attainment", "growth"]]) == [8446.29, 1.006, 0.2323]
    assert list(retail.loc[2023, ["level", "growth", "attainment_assigner"]]) == [12670.113, 0.22, "city"]
    assert retail.loc[2022, "planned_growth"] == 0.22
    assert not retail.loc[2020, "stated"]
    budget = shipped.series("kien-an", "budget_revenue_balanced")
    assert budget.loc[2021, "growth"] == 0.04
    assert budget["planned_growth"].isna()[2022]
    assert budget.loc[2022, "planned_growth:plan:city_low"] == pytest.approx(0.15)


def test_the_shipped_copy_in_a_spreadsheets_dress_is_the_same(shipped: Dataset, tmp_path: Path) -> None:
    tree = Path(__file__).parent.parent / "data"
    described = json.loads((tree / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        text = pd.read_csv(tree / resource["path"], dtype=str, keep_default_na=False).to_csv(index=False, sep=";")
        (tmp_path / resource["path"]).write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    pd.testing.assert_frame_equal(load(tmp_path).observations, shipped.observations)


def test_a_newer_source_does_not_change_other_figures(tmp_path: Path) -> None:
    before = loaded(tmp_path / "a", observation(), sources=SOURCES).series("kien-an", "industrial_output")
    rows = [observation(), observation(source="vietnam-vn-2023", period="2023", printed="754.5")]
    after = loaded(tmp_path / "b", *rows, sources=SOURCES).series("kien-an", "industrial_output")
    pd.testing.assert_frame_equal(before.loc[[2021]], after.loc[[2021]])
