"""Data packages of older schemas: read as they are, brought forward whole, nothing of them changed but what is new."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis import load
from kienan_analysis.articles.bringing_forward import bring_forward
from kienan_analysis.cli import main
from kienan_analysis.data_package.new_package import About, new_package
from kienan_analysis.data_package.schema_version import SCHEMA_VERSION, schema_version_of, with_columns
from kienan_analysis.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

# The columns that schema 1 did not have.
NEW = {"indicators": {"phrases_en", "levels"}, "sources": {"authority"}, "areas": set(), "observations": set()}


@pytest.fixture
def old(project: Path, tmp_path: Path) -> Path:
    """Write the shipped package as schema 1 had it, its indicators as Excel saves them."""
    folder = tmp_path / "old"
    folder.mkdir()
    described = json.loads((project / "data" / "datapackage.json").read_text(encoding="utf-8"))
    del described["schema_version"]
    for resource in described["resources"]:
        lacking = NEW[resource["name"]]
        with (project / "data" / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        kept = [number for number, name in enumerate(rows[0]) if name not in lacking]
        excel: dict[str, Any] = {"delimiter": ";", "lineterminator": "\r\n"}
        written = io.StringIO()
        style = excel if resource["name"] == "indicators" else {"lineterminator": "\n"}
        csv.writer(written, **style).writerows([[row[number] for number in kept] for row in rows])
        mark = "\ufeff" if resource["name"] == "indicators" else ""
        (folder / resource["path"]).write_bytes((mark + written.getvalue()).encode())
        fields = [field for field in resource["schema"]["fields"] if field["name"] not in lacking]
        if resource["name"] == "areas":
            level = next(field for field in fields if field["name"] == "level")
            level["constraints"]["enum"] = ["city", "district", "ward", "cluster"]
        if resource["name"] == "sources":
            fields.append({"name": "shelf", "type": "string", "title": "Of one's own"})
        resource["schema"]["fields"] = fields
    (folder / "datapackage.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
def test_what_an_older_package_lacks_is_put_beside_what_it_has(project: Path, old: Path) -> None:
    before, loaded = files(old), load(str(old))
    assert loaded.schema_version == 1
    assert set(bring_forward(old)) == {"indicators.csv", "sources.csv", "datapackage.json"}
    now, again = files(old), load(str(old))
    assert again.schema_version == SCHEMA_VERSION
    assert {name for name in before if before[name] == now[name]} == {"observations.csv", "areas.csv"}
    for name in ("indicators.csv", "sources.csv"):  # each line goes on where it ended
        for was, line in zip(before[name].splitlines(), now[name].splitlines(), strict=True):
            assert line.startswith(was)
    assert again.indicators.equals(load(str(project / "data")).indicators)
    assert again.observations.equals(loaded.observations)
    described = json.loads(now["datapackage.json"])
    columns = {one["name"]: [field["name"] for field in one["schema"]["fields"]] for one in described["resources"]}
    assert columns["sources"][-2:] == ["authority", "shelf"]
    assert "commune" in str(described["resources"])
    assert bring_forward(old) == []
    assert files(old) == now


def test_what_would_be_no_package_is_not_written(old: Path) -> None:
    rows = (old / "indicators.csv").read_bytes().replace(b";flow;", b";river;")
    (old / "indicators.csv").write_bytes(rows)
    before = files(old)
    with pytest.raises(DataError):
        bring_forward(old)
    assert files(old) == before


@pytest.mark.slow
def test_a_package_of_today_and_one_of_tomorrow_are_left_alone(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_forward(old)
    laid_out_otherwise = (old / "datapackage.json").read_text(encoding="utf-8").replace("  ", " ")
    (old / "datapackage.json").write_text(laid_out_otherwise, encoding="utf-8")
    before = files(old)
    assert "has schema 2 already. Nothing was written." in told(old, capsys, "--bring-forward")
    assert files(old) == before
    newer = laid_out_otherwise.replace(f'"schema_version": {SCHEMA_VERSION}', f'"schema_version": {SCHEMA_VERSION + 1}')
    assert newer != laid_out_otherwise
    (old / "datapackage.json").write_text(newer, encoding="utf-8")
    before = files(old)
    with pytest.raises(UsageError, match="it has schema 3, and this version of kienan writes schema 2"):
        bring_forward(old)
    assert files(old) == before


def test_the_shipped_data_and_archives_are_never_written(project: Path, old: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="never written"):
        bring_forward(project / "data")
    archive = shutil.make_archive(str(tmp_path / "packed"), "zip", old)
    with pytest.raises(UsageError, match="a folder"):
        bring_forward(archive)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id,name\n", b"id,name,level\n"),
        (b"\xef\xbb\xbfid\tname\r\na\tb", b"\xef\xbb\xbfid\tname\tlevel\r\na\tb\tcity"),
        (b'sep=;\nid;name\na;"b\n""c"""\n\nx\n', b'sep=;\nid;name;level\na;"b\n""c""";city\n\nx;;\n'),
        (b"id,level\na,ward\n", b"id,level\na,ward\n"),
    ],
)
def test_a_column_is_put_at_the_right_and_nothing_else_is_touched(content: bytes, told: bytes) -> None:
    assert with_columns(content, ["id", "level"], {"a": {"level": "city"}})[1] == told


@pytest.mark.parametrize("stated", [None, "2", 0, -1, True, 2.5, [2]])
def test_what_is_no_number_is_the_first_schema(stated: object) -> None:
    assert schema_version_of({"schema_version": stated}) == 1


def told(old: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--data", str(old), *options])
    said = capsys.readouterr()
    assert ended.value.code == 0, said
    assert "0 errors" in said.out
    return said.err


@pytest.mark.slow
def test_check_offers_it_and_does_it(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(old, capsys)
    assert f"has schema 1, today's is {SCHEMA_VERSION}" in said
    assert f"kienan check --bring-forward --data {old}" in said
    assert "Written: indicators.csv, sources.csv, datapackage.json." in told(old, capsys, "--bring-forward")
    assert told(old, capsys) == ""


@pytest.mark.slow
def test_on_a_terminal_check_asks(
    old: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kienan_analysis.cli.packages._at_terminal", lambda: True)
    for answer in (False, True):
        monkeypatch.setattr("typer.confirm", lambda _, answer=answer, **__: answer)
        assert ("Brought forward" in told(old, capsys)) is answer
        assert (load(str(old)).schema_version == SCHEMA_VERSION) is answer


def test_check_says_of_a_newer_schema_what_to_do(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    described = json.loads((old / "datapackage.json").read_text(encoding="utf-8")) | {"schema_version": 99}
    (old / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert "has schema 99" in told(old, capsys)


def test_what_is_made_today_is_of_todays_schema(project: Path, tmp_path: Path) -> None:
    assert load(str(project / "data")).schema_version == SCHEMA_VERSION
    made = new_package(str(project / "data"), tmp_path / "own", About())
    described = json.loads((made / "datapackage.json").read_text(encoding="utf-8"))
    assert described["schema_version"] == SCHEMA_VERSION
