"""Loading by columns gives what loading row by row gave: the same figures to the last bit, the same messages."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import kienan_analysis as ka
from kienan_analysis.articles.origins import Origin
from kienan_analysis.articles.rows import Candidate
from kienan_analysis.catalogue import OBSERVATION_COLUMNS
from kienan_analysis.data.areas import KnownAreas
from kienan_analysis.data_package import csv_table, open_package
from kienan_analysis.data_package.csv_table import read_any_table
from kienan_analysis.data_package.large_csv import read_plain_table
from kienan_analysis.errors import DataError
from kienan_analysis.intake.checks import Checks
from kienan_analysis.published import Figure
from kienan_analysis.validation import examine
from tests.benchmarks.province import write_province
from tests.conftest import PROJECT
from tests.random_packages import lot_of, random_rows, write_random, written
from tests.row_by_row.examine import Examined
from tests.row_by_row.examine import examine as examine_rows
from tests.row_by_row.reading import open_folder, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NUMBERS = ("value", "low", "high")
PACKAGES = 120


@pytest.fixture(params=["any size", "as if large"])
def by_columns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read small files too as large ones are read."""
    if request.param == "as if large":
        monkeypatch.setattr(csv_table, "LARGE", 0)
    return str(request.param)


def bits(figures: Any) -> list[bytes]:
    return [np.array(figure, dtype=np.float64).tobytes() for figure in figures]


def same(folder: Path) -> Examined:
    """Hold a package read by columns against the same read row by row."""
    rows, columns = examine_rows(open_folder(folder)), examine(open_package(folder))
    assert columns.problems == rows.problems
    assert columns.observations == rows.observations
    assert columns.rows == rows.rows
    assert bits(columns.figures) == bits(rows.figures)
    for name in ("indicators", "areas", "sources"):
        assert list(getattr(columns, name).items()) == list(getattr(rows, name).items())
    return rows


def frame_of(rows: Examined) -> pd.DataFrame:
    """Lay observations out row by row, as the dataset's table has them."""
    texts = {name: pd.Series([row[name] for row in rows.observations], dtype="str") for name in OBSERVATION_COLUMNS}
    figures = np.array(rows.figures, dtype=np.float64).reshape(-1, len(NUMBERS))
    figures[np.isinf(figures)] = np.nan
    frame = pd.DataFrame(texts | {name: figures[:, place] for place, name in enumerate(NUMBERS)})
    amounts = frame["measure"].isin(["level", "plan"])
    units = [
        rows.indicators[name].unit if amount else "1" for name, amount in zip(frame["indicator"], amounts, strict=True)
    ]
    frame.insert(list(frame.columns).index("unit") + 1, "printed_unit", frame["unit"])
    frame["unit"] = pd.Series(units, dtype="str")
    return frame


def same_dataset(folder: Path) -> bool:
    """Hold the tables of a package against those made row by row; say whether it can be loaded."""
    rows = same(folder)
    errors = [problem for problem in rows.problems if problem.severity == "error"]
    if errors:
        with pytest.raises(DataError) as refused:
            ka.load(folder)
        assert list(refused.value.problems) == errors
        return False
    data = ka.load(folder)
    expected = frame_of(rows)
    pd.testing.assert_frame_equal(data.observations, expected, check_exact=True)
    assert list(data.observations.dtypes) == list(expected.dtypes)
    assert data.observations.index.equals(expected.index)
    assert data.rows == {row["id"]: number for row, number in zip(rows.observations, rows.rows, strict=True)}
    assert data.problems == tuple(rows.problems)
    return True


@pytest.mark.usefixtures("by_columns")
def test_the_shipped_data() -> None:
    assert same_dataset(PROJECT / "data")


@pytest.mark.slow
@pytest.mark.usefixtures("by_columns")
def test_a_made_province(tmp_path: Path) -> None:
    assert same_dataset(write_province(tmp_path / "province", 12))


@pytest.mark.slow
@pytest.mark.usefixtures("by_columns")
def test_packages_at_random(tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    loaded = 0
    for seed in range(PACKAGES):
        folder = write_random(tmp_path / str(seed), lot_of(seed))
        loaded += same_dataset(folder)
        found.update({problem.code for problem in examine(open_package(folder)).problems})
    assert PACKAGES / 5 < loaded < PACKAGES / 2
    assert set(found) >= set(CODES), set(CODES) - set(found)


# Every kind of problem that a table can have; the others are of the descriptor and of missing files.
CODES = (
    *("area-inside-itself", "area-not-valid", "assigner-not-allowed", "bad-address", "bad-assigner", "bad-base"),
    *("bad-figure", "bad-id", "bad-period", "bad-unit", "base-not-allowed", "base-rewritten", "date-rewritten"),
    *("duplicate-id", "duplicate-key", "ends-before-it-begins", "form-not-allowed", "garbled-text", "impossible-rate"),
    *("merged", "no-language", "normalised-nfd", "not-allowed", "not-csv", "not-positive", "pattern"),
    *("period-rewritten", "required", "suspicious-rate", "too-many-cells", "unit-jump", "unit-rewritten"),
    *("unknown-area", "unknown-indicator", "unknown-source", "wrong-encoding", "wrong-type"),
)


def tables(content: bytes) -> Iterator[tuple[Any, ...]]:
    """Read one file by all three readers; what the reader of large files leaves to the others is left out."""
    plain, reference = read_table("observations", "o.csv", content, OBSERVATION_COLUMNS)
    yield plain.columns, plain.rows, plain.numbers, reference
    quick = read_plain_table("observations", "o.csv", content, OBSERVATION_COLUMNS, ())
    for found in (read_any_table("observations", "o.csv", content, OBSERVATION_COLUMNS, ()), quick):
        if found is not None:
            table, problems = found
            yield table.columns, table.rows, list(table.numbers), problems


@pytest.mark.slow
def test_files_at_random() -> None:
    quickly = 0
    for seed in range(300):
        lot = lot_of(seed)
        content = written(lot, random_rows(lot, 25, 0.1), OBSERVATION_COLUMNS, oddly=seed % 3 > 0)
        expected, *found = tables(content)
        quickly += len(found) == 2
        for one in found:
            assert one == expected
    assert quickly > 150


@pytest.mark.slow
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("size", [7, 40, 2**20])
def test_any_signs_in_any_order(size: int, delimiter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kienan_analysis.data_package.large_csv._PIECE", size)
    lot = lot_of(size)
    columns = ("id", "note")
    quickly = 0
    for _ in range(700):
        signs = ['"', '""', delimiter, "\n", "a", "đ", " ", '"a"', f"{delimiter}b\n", '"x\n"', "\u0301", "\t", "\r"]
        weights = [1, 1, 8, 8, 8, 2, 2, 4, 8, 2, 0.2, 0.3, 0.2]
        body = "".join(lot.choices(signs, weights, k=lot.randint(0, 30)))
        content = f"id{delimiter}note\n{body}".encode()
        plain, problems = read_table("areas", "a.csv", content, columns)
        for read in (read_any_table, read_plain_table):
            found = read("areas", "a.csv", content, columns, ())
            if found is None:
                continue
            quickly += read is read_plain_table
            table, told = found
            assert (table.rows, list(table.numbers), told) == (plain.rows, plain.numbers, problems), content
    assert quickly > 100


def test_long_and_short_cells_are_told_apart() -> None:
    cells = ["", "a", "aa", "a" * 8, "a" * 9, "a" * 64, "a" * 65, "a" * 65 + "b", "a" * 66, "đ" * 40, 'a "b" c' * 20]
    rows = [{"id": f"i-{number}", "note": cell} for number, cell in enumerate(cells * 3)]
    content = written(lot_of(1), rows, ("id", "note"), oddly=False)
    found = read_plain_table("areas", "a.csv", content, ("id", "note"), ())
    assert found is not None
    assert found[0].rows == rows
    assert found[0].cells["note"].texts == cells


def test_a_table_that_says_itself_what_is_missing(tmp_path: Path) -> None:
    folder = write_random(tmp_path / "p", lot_of(4))
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        resource["schema"] = {"missingValues": ["", "2021", "tỷ đồng"], "fields": []}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert any(problem.code == "required" for problem in same(folder).problems)


@pytest.mark.slow
def test_new_rows_are_held_against_what_they_touch(tmp_path: Path) -> None:
    """What is found of new rows beside those of their areas and ids is what is found beside all rows."""
    looked = 0
    for seed in range(PACKAGES):
        lot = lot_of(seed)
        package = open_package(write_random(tmp_path / str(seed), lot))
        known = examine(package)
        if any(problem.severity == "error" for problem in known.problems):
            continue
        there = package.tables["observations"]
        new = [entry for entry in random_rows(lot, 6, 0.1) if entry["measure"] and entry["area"]]
        new += [there.rows[0] | {"printed": "12,5", "id": "new-01"}, there.rows[-1] | {"area": "hai-phong"}]
        made = [Candidate(None, entry, Figure(1, 1, 1)) for entry in new]  # type: ignore[arg-type]
        origin = Origin({"id": "paper-2022"}, is_new=False, missing=())
        checks = Checks(package, known, KnownAreas(dict(known.areas)))
        areas = package.tables["areas"].extended(checks.areas_of(made))
        tables = {**package.tables, "observations": there.extended(new), "areas": areas}
        whole = replace(package, tables=tables, problems=[])
        before = set(known.problems)
        expected = [problem for problem in examine(whole).problems if problem not in before]
        found = checks.problems(made, origin)
        assert [one for one in found if one.code not in {"contradiction", "revision"}] == expected
        looked += any(problem.code == "duplicate-key" for problem in expected)
    assert looked > 10
