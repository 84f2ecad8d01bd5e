"""Where names lead, what is written to standard output, and what a descriptor asks for: as said, or refused by name."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from urllib.request import Request

import pytest

import kienan_analysis as ka
from kienan_analysis.addresses import local_name
from kienan_analysis.data_package import open_package
from kienan_analysis.data_package.downloads import _SafeRedirects, leads_to_this_machine
from kienan_analysis.errors import DataError, UsageError
from kienan_analysis.intake.own_package import own_folder
from kienan_analysis.messages import problem_told
from kienan_analysis.published import verdict
from kienan_analysis.reconciliation import reconcile
from kienan_analysis.reconciliation.printing import _plain, _shown
from kienan_analysis.runs.destination import destination
from kienan_analysis.sections.parts.table import Figure, _figure_attributes
from kienan_analysis.wording.formats import Formatter
from tests import packages
from tests.article_documents import web_page
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable

VIETNAMESE = "số liệu 50%"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return packages.write_package(tmp_path / VIETNAMESE)


# Addresses of files


@pytest.mark.parametrize("form", ["file://{}", "file://localhost{}", "file:{}", "FILE://LocalHost{}", "file://{}/"])
def test_an_address_of_a_file_goes_where_it_says(folder: Path, form: str) -> None:
    address = form.format(quote(str(folder)))
    assert "%20" in address
    assert open_package(address).location.rstrip("/") == str(folder)
    assert own_folder(address) == folder
    assert destination(address).folder == folder
    assert len(ka.load(address).observations) == 1


def test_an_address_may_name_the_descriptor(folder: Path) -> None:
    address = (folder / "datapackage.json").as_uri()
    assert open_package(address).location == str(folder / "datapackage.json")
    assert own_folder(address) == folder


@pytest.mark.slow
def test_an_article_is_read_from_an_address(tmp_path: Path, kienan: Callable[..., tuple[int, str, str]]) -> None:
    file = tmp_path / "bài báo.txt"
    file.write_text("Năm 2024, quận Lê Chân có tổng thu ngân sách đạt 600,5 tỷ đồng.", encoding="utf-8")
    code, out, _ = kienan("read", file.as_uri(), "--format", "csv", "--data", str(PROJECT / "data"))
    assert code == 0
    assert "600,5" in out


def test_reviews_go_where_an_address_says(tmp_path: Path) -> None:
    place = destination(f"file://{quote(str(tmp_path / 'các báo cáo'))}")
    place.write({"a.txt": b"a"})
    assert (tmp_path / "các báo cáo" / "a.txt").read_bytes() == b"a"


def test_a_tilde_is_the_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    name = f"~/{VIETNAMESE}"
    assert open_package(name).location == str(folder)
    assert own_folder(name) == folder
    assert destination("~/reviews").folder == folder.parent / "reviews"


def test_a_file_that_is_called_so_is_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~x").mkdir()
    (tmp_path / "a%20b").mkdir()
    assert (local_name("~x"), local_name("a%20b")) == ("~x", "a%20b")


@pytest.mark.parametrize(
    ("address", "meaning"),
    [
        ("file://other/data", "another machine"),
        ("file://127.0.0.1/data", "another machine"),
        ("file://", "no path"),
        ("file:data", "no path"),
        ("file:///data?version=2", "neither"),
        ("file:///data#top", "neither"),
        ("file:///a%00b", "no path"),
        ("file:///a%ff", "UTF-8"),
        ("~no-such-user-here/data", "no user"),
    ],
)
def test_other_addresses_are_refused(address: str, meaning: str) -> None:
    for use in (open_package, own_folder, destination):
        with pytest.raises(UsageError, match=meaning) as refused:
            use(address)
        assert refused.value.where == address


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_output_is_refused(name: str, kienan: Callable[..., tuple[int, str, str]]) -> None:
    code, _, err = kienan("review", "kien-an", "--year", "2021", "--output", name)
    assert (code, "--output: nothing is given" in err) == (2, True)


# This machine, however it is written


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost.", "127.0.0.1", "127.1", "0.0.0.0", "0", "2130706433", "0x7f.1", "[::1]", "[::]",  # noqa: S104
     "[::ffff:127.0.0.1]", "[::ffff:0.0.0.0]", "a.localhost"],
)  # fmt: skip
def test_a_redirect_to_this_machine_is_refused_however_it_is_written(host: str) -> None:
    address = f"https://{host}:1/datapackage.json"
    assert leads_to_this_machine(address)
    answer = io.BytesIO()
    headers: Any = {}
    with pytest.raises(UsageError, match="this machine"):
        _SafeRedirects().redirect_request(
            Request("https://example.org/datapackage.json"), answer, 302, "Found", headers, address
        )
    assert answer.closed


@pytest.mark.parametrize("host", ["192.0.2.1", "[2001:db8::1]", "name.invalid"])
def test_a_redirect_elsewhere_is_followed(host: str) -> None:
    address = f"https://{host}/datapackage.json"
    assert not leads_to_this_machine(address)
    headers: Any = {}
    request = _SafeRedirects().redirect_request(
        Request("https://example.org/datapackage.json"), io.BytesIO(), 302, "Found", headers, address
    )
    assert request is not None
    assert request.full_url == address


# Standard output


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1258"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_csv_and_json_are_utf_8_whatever_the_terminal_says(encoding: str, form: str) -> None:
    command = [sys.executable, "-m", "kienan_analysis", "areas", "Kiến An", "--format", form]
    run = subprocess.run(
        command, cwd=PROJECT, capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": encoding}
    )
    text = run.stdout.decode("utf-8")
    assert "Quận Kiến An" in text
    assert "\\u" not in text
    rows = json.loads(text) if form == "json" else list(csv.DictReader(io.StringIO(text)))
    assert any(row["id"] == "kien-an" for row in rows)


# What a descriptor says of its tables


def described(folder: Path, table: str, **changes: Any) -> Path:
    """Make a package whose descriptor says more of one table."""
    resources = [{"name": name, "path": f"{name}.csv"} for name in packages.COLUMNS]
    told = [one | changes if one["name"] == table else one for one in resources]
    return packages.write_package(folder, resources=told)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"path": "observations.csv.gz"}, "path"),
        ({"compression": "gz"}, "compression"),
        ({"format": "xlsx"}, "format"),
        ({"encoding": "windows-1258"}, "encoding"),
        ({"dialect": "https://example.org/dialect.json"}, "dialect"),
        ({"dialect": {"delimiter": "|"}}, "dialect.delimiter"),
        ({"dialect": {"quoteChar": "'"}}, "dialect.quoteChar"),
        ({"dialect": {"doubleQuote": False}}, "dialect.doubleQuote"),
        ({"dialect": {"escapeChar": "\\"}}, "dialect.escapeChar"),
        ({"dialect": {"commentChar": "#"}}, "dialect.commentChar"),
        ({"dialect": {"header": False}}, "dialect.header"),
        ({"dialect": {"headerRows": [1, 2]}}, "dialect.headerRows"),
        ({"dialect": {"nullSequence": "NULL"}}, "dialect.nullSequence"),
        ({"schema": "schema.json"}, "schema"),
        ({"schema": {"missingValues": "NA"}}, "missingValues"),
        ({"schema": {"missingValues": [0]}}, "missingValues"),
    ],
)
def test_what_is_not_read_is_refused_by_name(tmp_path: Path, changes: dict[str, Any], what: str) -> None:
    folder = described(tmp_path, "observations", **changes)
    (folder / "observations.csv.gz").write_bytes(gzip.compress((folder / "observations.csv").read_bytes()))
    with pytest.raises(DataError) as refused:
        open_package(folder)
    (problem,) = refused.value.problems
    assert (problem.file, problem.column, "'observations'" in problem.meaning) == ("datapackage.json", what, True)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_dialect_that_is_read_is_honoured(tmp_path: Path, delimiter: str) -> None:
    dialect = {"delimiter": delimiter, "quoteChar": '"', "doubleQuote": True, "header": True, "lineTerminator": "\r\n"}
    folder = described(tmp_path, "observations", dialect=dialect, encoding="UTF-8", format="csv")
    rows = packages.numbered([packages.observation()])
    text = packages.as_csv(rows, packages.COLUMNS["observations"], delimiter)
    (folder / "observations.csv").write_text(text, encoding="utf-8")
    assert ka.load(folder).observations["printed"].tolist() == ["600,37"]


@pytest.mark.parametrize("head", ["", "\ufeff", "sep={}\n"])
@pytest.mark.parametrize(("declared", "used"), list(itertools.permutations([",", ";", "\t"], 2)))
@pytest.mark.parametrize("table", ["observations", "sources"])
def test_a_file_that_is_written_otherwise_than_its_descriptor_says_is_warned_of(
    tmp_path: Path, table: str, declared: str, used: str, head: str
) -> None:
    """A spreadsheet may have saved it so; by the standard the declared one counts, and another program fails."""
    folder = described(tmp_path, table, dialect={"delimiter": declared})
    file = folder / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    text = packages.as_csv(rows, packages.COLUMNS[table], used)
    file.write_text(head.format(used) + text, encoding="utf-8")
    package = open_package(folder)
    assert len(package.tables[table].rows) == len(rows)
    (problem,) = [one for one in package.problems if one.code == "another-delimiter"]
    assert (problem.severity, problem.file, problem.column) == ("warning", "datapackage.json", "dialect.delimiter")
    assert problem.text == declared
    assert repr(used) in problem.meaning
    assert repr(used) in problem.remedy
    assert f"ngăn cách bằng {used!r}" in problem_told(problem, "vi")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    next(one for one in descriptor["resources"] if one["name"] == table)["dialect"]["delimiter"] = used
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert not [one for one in open_package(folder).problems if one.code == "another-delimiter"]


def test_of_a_heading_that_no_sign_divides_only_the_heading_is_told(tmp_path: Path) -> None:
    folder = described(tmp_path, "observations", dialect={"delimiter": ";"})
    (folder / "observations.csv").write_text("nothing of it\n", encoding="utf-8")
    problems = open_package(folder).problems
    assert problems
    assert all(one.file == "observations.csv" for one in problems)


@pytest.mark.parametrize(
    "schema",
    [
        {"missingValues": ["", "NA", "…"]},
        {"missingValues": [{"value": "NA", "label": "not there"}, {"value": "…"}]},
        {"fields": [{"name": "bound", "missingValues": ["NA"]}, {"name": "assigner", "missingValues": ["…"]}]},
    ],
)
def test_missing_values_are_missing(tmp_path: Path, schema: dict[str, Any]) -> None:
    folder = described(tmp_path, "observations", schema=schema)
    row = packages.observation(bound="NA", assigner="…")
    text = packages.as_csv(packages.numbered([row]), packages.COLUMNS["observations"])
    (folder / "observations.csv").write_text(text, encoding="utf-8")
    (read,) = open_package(folder).tables["observations"].rows
    assert (read["bound"], read["assigner"], read["printed"]) == ("", "", "600,37")
    assert not [one for one in ka.load(folder).problems if one.severity == "error"]


def test_a_word_for_missing_in_another_column_stays(tmp_path: Path) -> None:
    folder = described(tmp_path, "observations", schema={"fields": [{"name": "bound", "missingValues": ["NA"]}]})
    row = packages.observation(note="NA")
    text = packages.as_csv(packages.numbered([row]), packages.COLUMNS["observations"])
    (folder / "observations.csv").write_text(text, encoding="utf-8")
    assert open_package(folder).tables["observations"].rows[0]["note"] == "NA"


# What is nothing


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said"), [("\n", "the document holds no text"), ("Một ngày đẹp trời.", "no figure was found")]
)
def test_what_has_no_figure_is_no_hundred_percent(
    text: str, said: str, tmp_path: Path, kienan: Callable[..., tuple[int, str, str]]
) -> None:
    file = tmp_path / "report.txt"
    file.write_text(text, encoding="utf-8")
    code, _, err = kienan("read", str(file), "--data", str(PROJECT / "data"))
    assert (code, "100%" in err, said in err) == (0, False, True)


@pytest.mark.parametrize("value", [-0.0, -1e-14, 1e-14, 0.0])
def test_nothing_is_shown_as_zero(value: float) -> None:
    words = Formatter("en")
    assert [words.number(value, 2), words.number(value, 2, mark=0), words.percent(value, sign=True)] == [
        *("0.00", "0.00", "0.00%"),
    ]
    assert words.bounds(value, 0.5, 2) == "[0.00, 0.50]"
    assert words.points(value) == "0.00"
    assert _shown("value", value) == "0.000"
    assert str(_plain(value)) == "0.0"
    assert 'data-value="0"' in _figure_attributes(Figure(value, value, value, "rate", 2))


def test_what_is_below_zero_is_not_shown_as_zero() -> None:
    assert Formatter("en").number(-0.001, 2, mark=0) == "−0.01"


def test_a_reconciliation_prints_no_negative_zero() -> None:
    from kienan_analysis.reconciliation.printing import as_csv

    reconciled = reconcile(ka.load(PROJECT / "data").observations)
    reconciled.series.loc[reconciled.series.index[0], "low"] = -1e-14
    first = next(csv.DictReader(io.StringIO(as_csv(reconciled))))
    assert first["low"] == "0.0"


def test_a_verdict_of_reversed_ends_is_refused() -> None:
    with pytest.raises(UsageError, match="reversed"):
        verdict(1.02, 0.98)
    assert verdict(1.0, 1.0) == "met"


# Limits


@pytest.mark.slow
def test_a_name_longer_than_any_is_refused(kienan: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    name = "a" * 5000
    for command in (["check", "--data", name], ["read", name], ["init", name]):
        code, out, err = kienan(*command)
        assert (code > 0, "Traceback" in err, len(out + err) < 600) == (True, False, True)
        assert "… (5000 letters)" in out + err


@pytest.mark.parametrize(
    ("option", "value"),
    [("--memory-limit", "9" * 20), ("--time-limit", "9" * 20), ("--jobs", "9" * 20), ("--memory-limit", "-1")],
)
def test_a_limit_that_cannot_be_is_refused(
    kienan: Callable[..., tuple[int, str, str]], option: str, value: str
) -> None:
    code, _, err = kienan("review", "kien-an", "--year", "2021", option, value)
    assert (code, option in err) == (2, True)


@pytest.mark.slow
@pytest.mark.parametrize("address", ["foo", "tcp://", "a" * 5000, "http://[::1"])
def test_a_scheduler_without_a_port_is_refused(
    kienan: Callable[..., tuple[int, str, str]], address: str, tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    options = ["--output", str(tmp_path / "o"), "--scheduler", address]
    code, _, err = kienan("review", "kien-an", "--year", "2021", "--language", "vi", *options)
    assert (code, "no address of a scheduler" in err, len(err) < 1000) == (2, True, True)


def test_a_number_of_ten_thousand_digits_is_refused(folder: Path, kienan: Callable[..., tuple[int, str, str]]) -> None:
    descriptor = folder / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace("{", '{"x": ' + "9" * 10_000 + ",", 1))
    code, out, _ = kienan("check", "--data", str(folder))
    assert (code, "datapackage.json: It is not JSON" in out) == (1, True)


_LIMITED = """
import resource, sys
from kienan_analysis.cli import main
from tests.article_documents import web_page
from tests.article_documents import web_page
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]),) * 2)
main(sys.argv[2:])
"""


@pytest.mark.slow
@pytest.mark.parametrize("files", [4, 6, 7])
def test_few_open_files_give_their_cause_and_change_nothing(files: int, folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_bytes(web_page())
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    given = ["--yes", "--url", "https://example.org/a", "--publisher", "UBND", "--published", "2021-01-08"]
    command = [sys.executable, "-c", _LIMITED, str(files), "add", str(page), *given, "--data", str(folder)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    error = run.stderr.decode().splitlines()[-1]
    assert (run.returncode, error.startswith("Error: ")) == (1, True)
    assert "may not open more files" in error or "Too many open files" in error
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before


def test_a_folder_that_may_not_be_read_gives_a_message(
    folder: Path, kienan: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:  # Root reads everything: the refusal itself is raised.

        def refuse(path: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "read_bytes", refuse)
    else:
        (folder / "observations.csv").chmod(0)
    code, _, err = kienan("check", "--data", str(folder))
    assert (code, "this user may not read" in err, str(folder) in err) == (1, True, True)
