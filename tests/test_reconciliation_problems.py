"""Contradictions as warnings of a data package, and a reconciliation printed."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.dataset import Dataset, load
from kienan_analysis.messages import told
from kienan_analysis.reconciliation import reconcile
from kienan_analysis.reconciliation.printing import as_csv, as_json, as_table
from kienan_analysis.reconciliation.problems import contradictions
from tests.packages import Row, observation, source, write_package

if TYPE_CHECKING:
    from pathlib import Path

EARLY, LATE = source("early", published="2022-01-11"), source("late", published="2023-02-01")


def loaded(folder: Path, *rows: Row) -> Dataset:
    return load(write_package(folder, rows, sources=[EARLY, LATE]))


def test_sources_that_disagree_are_told_with_both_figures(tmp_path: Path) -> None:
    data = loaded(
        tmp_path,
        observation(source="late", measure="growth", printed="12,38"),
        observation(source="early", measure="growth", printed="12,5"),
        observation(source="early", period="2017", printed="60.900", bound="at_least"),
        observation(source="late", period="2017", printed="60.800"),
        observation(source="early", period="2019", printed="700", bound="at_least"),
        observation(source="late", period="2019", printed="712"),  # over 700, as the earlier source said
    )
    first, second = contradictions(data, reconcile(data))
    assert (first.severity, first.code, first.row, first.text) == ("warning", "revision", 3, "12,5")
    assert "12,38% (late, row 2)" in first.meaning
    assert "12,5% (early, row 3)" in first.meaning
    assert (second.row, second.text) == (4, "60.900")
    assert "60.800 tỷ đồng (late, row 5)" in second.meaning


@pytest.mark.parametrize(
    ("publishers", "reason", "said_in_vietnamese"),
    [
        (
            ("UBND quận Kiến An", "Báo Ví Dụ"),
            "The source of higher authority is kept",
            "Giữ nguồn có thẩm quyền cao hơn",
        ),
        (("Báo Ví Dụ", "Báo Ví Dụ"), "The newer source is kept", "Giữ nguồn mới hơn"),
    ],
)
def test_why_one_source_is_kept_is_told_truly(
    tmp_path: Path, publishers: tuple[str, str], reason: str, said_in_vietnamese: str
) -> None:
    """Where authority decides, the older may be kept."""
    older, newer = EARLY | {"publisher": publishers[0]}, LATE | {"publisher": publishers[1]}
    rows = [
        observation(source="early", measure="growth", printed="12,5"),
        observation(source="late", measure="growth", printed="12,38"),
    ]
    data = load(write_package(tmp_path, rows, sources=[older, newer]))
    (problem,) = contradictions(data, reconcile(data))
    assert problem.text == ("12,38" if publishers[0] != publishers[1] else "12,5")
    assert problem.remedy.startswith(f"{reason}, and no bound rests on ")
    assert told(problem.remedy, "vi").startswith(said_in_vietnamese)


def test_of_sources_of_two_authorities_both_reasons_are_told(tmp_path: Path) -> None:
    of_office = source("office", published="2021-01-01", publisher="Cục Thống kê")
    rows = [
        observation(source="office", period="2020", printed="100,0"),
        observation(source="late", period="2021", printed="112,0"),
        observation(source="early", period="2021", measure="growth", printed="30"),
    ]
    sources = [of_office, LATE | {"publisher": "Báo Ví Dụ"}, EARLY | {"publisher": "Báo Ví Dụ"}]
    data = load(write_package(tmp_path, rows, sources=sources))
    (problem,) = contradictions(data, reconcile(data))
    assert problem.text == "30"
    assert problem.remedy.startswith("The sources of higher authority are kept, of equal ones the newer, and no")


def test_one_source_against_itself_keeps_none_of_its_figures(tmp_path: Path) -> None:
    """112 after 100 is 12 percent more, not 30."""
    data = loaded(
        tmp_path,
        observation(source="late", period="2020", printed="100,0"),
        observation(source="late", period="2021", printed="112,0"),
        observation(source="late", period="2021", measure="growth", printed="30"),
    )
    (problem,) = contradictions(data, reconcile(data))
    assert problem.code == "contradiction"
    assert "None of them is kept" in problem.remedy
    assert all(printed in problem.meaning for printed in ("100,0", "112,0", "30%"))


def test_figures_that_agree_give_no_warning(tmp_path: Path) -> None:
    data = loaded(
        tmp_path,
        observation(source="early", printed="600,37"),
        observation(source="late", printed="600,4"),  # may be the same figure, rounded
    )
    assert contradictions(data, reconcile(data)) == []


def test_a_reconciliation_prints_as_table_csv_and_json(tmp_path: Path) -> None:
    data = loaded(
        tmp_path,
        observation(source="late", period="2021", printed="112,0"),
        observation(source="late", period="2021", measure="growth", printed="12"),
        observation(source="late", period="2019", printed="90", bound="at_least"),
    )
    reconciled = reconcile(data)
    (implied,) = (row for row in csv.DictReader(StringIO(as_csv(reconciled))) if row["period"] == "2020")
    assert implied["origin"] == "implied"
    # 111.95 / 1.125 and 112.05 / 1.115, worked by hand
    assert (round(float(implied["low"]), 4), round(float(implied["high"]), 4)) == (99.5111, 100.4933)
    content = json.loads(as_json(reconciled))
    assert set(content) == {"series", "conflicts", "revisions", "left_out"}
    (one_sided,) = (row for row in content["series"] if row["period"] == "2019")
    assert (one_sided["low"], one_sided["high"]) == (90.0, None)
    lines = as_table(reconciled).splitlines()
    assert lines[0].split() == [
        *("area", "indicator", "price_basis", "period", "quantity", "value", "low", "high", "origin"),
    ]
    assert any("99.511" in line and "100.493" in line for line in lines)


def test_a_contradiction_stands_under_the_table(tmp_path: Path) -> None:
    data = loaded(
        tmp_path,
        observation(source="late", measure="growth", printed="12,38"),
        observation(source="early", measure="growth", printed="12,5"),
    )
    text = as_table(reconcile(data))
    assert "contradiction (between_sources), at least 0.065 pp apart" in text
