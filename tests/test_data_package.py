"""Packages in folders, zips and at addresses; CSV files as spreadsheets and hands leave them."""

from __future__ import annotations

import functools
import io
import json
import threading
import unicodedata
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis.data_package import default_location, open_package, opening
from kienan_analysis.errors import DataError, KienanError, UsageError
from tests.packages import COLUMNS, area, as_csv, descriptor, indicator, observation, source, write_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kienan_analysis.data_package.columns import Table
    from kienan_analysis.errors import Problem

QUOTED = observation(printed="8.446,29", indicator="retail_sales", note="bán lẻ;\nhàng hóa")


def rewrite(folder: Path, change: Callable[[str], str], table: str = "observations") -> None:
    """Change a table's text and write it back as bytes, so that line ends stay as they are."""
    file = folder / f"{table}.csv"
    file.write_bytes(change(file.read_text(encoding="utf-8")).encode())


def problems_of(folder: Path) -> list[Problem]:
    return open_package(folder).problems


def only_problem(folder: Path) -> Problem:
    (problem,) = problems_of(folder)
    return problem


def observations_of(folder: Path) -> Table:
    package = open_package(folder)
    assert not package.problems
    return package.tables["observations"]


def with_delimiter(delimiter: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        import csv

        rows = list(csv.DictReader(io.StringIO(text)))
        return as_csv(rows, COLUMNS["observations"], delimiter)

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="as written"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last line end"),
        pytest.param(with_delimiter(";"), id="semicolons"),
        pytest.param(with_delimiter("\t"), id="tabs"),
        pytest.param(lambda text: "sep=;\r\n" + with_delimiter(";")(text).replace("\n", "\r\n"), id="Excel's sep="),
        pytest.param(lambda text: "\ufeffsep=;\n" + with_delimiter(";")(text), id="sep= after a byte order mark"),
        pytest.param(lambda text: text.replace("note\n", "note,,\n").rstrip("\n") + ",,\n,,,,\n,\n", id="empty ends"),
        pytest.param(lambda text: text.replace("id,source", '"id","source"'), id="quoted heading"),
    ],
)
def test_files_as_spreadsheets_write_them(tmp_path: Path, change: Callable[[str], str]) -> None:
    folder = write_package(tmp_path, [QUOTED])
    rewrite(folder, change)
    table = observations_of(folder)
    assert [entry["printed"] for entry in table.rows] == ["8.446,29"]
    assert " ".join(table.rows[0]["note"].split()) == "bán lẻ; hàng hóa"
    assert table.numbers == [2]
    assert table.columns == list(COLUMNS["observations"])


def test_row_numbers_are_a_spreadsheets(tmp_path: Path) -> None:
    """The heading is row 1, a blank row counts, a cell of two lines is one row."""
    folder = write_package(tmp_path, [QUOTED, observation(), observation(period="2020")])
    rewrite(folder, lambda text: text.replace("kien-an-2022-01-11-03", "\n" + "," * 14 + "\nkien-an-2022-01-11-03"))
    assert observations_of(folder).numbers == [2, 3, 6]


def test_a_short_row_is_filled_up(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    rewrite(folder, lambda text: text.rstrip("\n,") + "\n")
    assert observations_of(folder).rows[0]["note"] == ""


def test_an_unquoted_decimal_comma_is_noticed(tmp_path: Path) -> None:
    folder = write_package(tmp_path, [observation(printed="X", note="a note")])
    rewrite(folder, lambda text: text.replace("X", "8.446,29"))
    problem = only_problem(folder)
    assert (problem.code, problem.row, problem.severity) == ("too-many-cells", 2, "error")
    assert "quotes" in problem.remedy


def test_letters_in_parts_are_composed_and_that_is_said(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    rewrite(folder, functools.partial(unicodedata.normalize, "NFD"), "areas")
    package = open_package(folder)
    assert package.tables["areas"].rows[0]["name_vi"] == "Quận Kiến An"
    (problem,) = package.problems
    assert (problem.severity, problem.code, problem.file, problem.row) == ("warning", "normalised-nfd", "areas.csv", 2)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        pytest.param("id,name\nquận,ế\n".encode("utf-16"), "wrong-encoding", "UTF-16", id="Excel's Unicode text"),
        pytest.param("id,name\nx,y\n".encode("utf-16-le"), "wrong-encoding", "UTF-16", id="UTF-16 without a mark"),
        pytest.param(
            "id,name\nx,Qu\u00e2n Ki\u00ean\n".encode("cp1258"), "wrong-encoding", "line 2", id="Windows-1258"
        ),
        pytest.param(b"id,name\nx,Qu\xcbn Ki\xd5n An\n", "wrong-encoding", "TCVN3", id="TCVN3"),
        pytest.param(b"PK\x03\x04 and more", "wrong-encoding", "workbook", id="an .xlsx"),
        pytest.param(b"\x1f\x8b\x08\0 and more", "wrong-encoding", "archive", id="a .gz"),
        pytest.param(b"", "empty-file", "empty", id="no bytes"),
        pytest.param(b"\xef\xbb\xbf\r\n;;\r\n", "empty-file", "empty", id="only separators"),
    ],
)
def test_another_encoding_is_named_with_the_way_out(tmp_path: Path, content: bytes, code: str, says: str) -> None:
    folder = write_package(tmp_path)
    (folder / "areas.csv").write_bytes(content)
    problem = only_problem(folder)
    assert (problem.severity, problem.code, problem.file) == ("error", code, "areas.csv")
    assert says in problem.meaning
    if code == "wrong-encoding":
        assert "CSV UTF-8" in problem.remedy


@pytest.mark.parametrize(
    "garbled",
    [
        pytest.param("Quận Kiến An".encode().decode("cp1252", "replace"), id="UTF-8 read as Windows-1252"),
        pytest.param("đường".encode().decode("cp1252", "replace"), id="the same, đ and ư"),
        pytest.param("QuËn KiÕn An", id="TCVN3 saved as UTF-8"),
    ],
)
def test_garbled_letters_are_noticed(tmp_path: Path, garbled: str) -> None:
    folder = write_package(tmp_path, areas=[area("kien-an", name_vi=garbled)])
    problem = only_problem(folder)
    assert (problem.severity, problem.code, problem.row, problem.column) == ("error", "garbled-text", 2, "name_vi")


def test_good_vietnamese_and_french_quotes_are_not_garbled(tmp_path: Path) -> None:
    names = ["Phường Phù Liễn", "ĐỒNG HÒA", "«quá» và «đã»", "Võ Thị Õ", "5 × 3 km², ± 2 °C, Nestlé® Việt Nam", "ÊĐÊ"]
    write_package(tmp_path, areas=[area(f"area-{place}", name_vi=name) for place, name in enumerate(names)])
    assert not problems_of(tmp_path)


def test_a_missing_column_is_named_with_those_present(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    rewrite(folder, lambda text: text.replace("period", "perod"))
    error, warning = problems_of(folder)
    assert (error.severity, error.code, error.column, error.row) == ("error", "missing-column", "period", 1)
    assert "'perod'" in error.remedy
    assert "measure" in error.remedy
    assert (warning.severity, warning.code, warning.column) == ("warning", "unknown-column", "perod")


def test_a_column_twice_and_one_without_a_name(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    rewrite(folder, lambda text: text.replace("form,unit", "unit,unit"))
    assert {"duplicate-column", "missing-column"} == {problem.code for problem in problems_of(folder)}
    folder = write_package(tmp_path)
    rewrite(folder, lambda text: text.replace("id,source", "id,,source"))
    assert "unnamed-column" in {problem.code for problem in problems_of(folder)}


def test_an_extra_column_is_warned_of_unless_the_descriptor_knows_it(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    rewrite(folder, lambda text: text.replace("note\n", "note,remark\n"))
    problem = only_problem(folder)
    assert (problem.severity, problem.code, problem.column) == ("warning", "unknown-column", "remark")
    described = descriptor()
    described["resources"][0]["schema"] = {"fields": [{"name": "remark"}]}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert not problems_of(folder)


def test_a_quote_that_is_not_closed(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    rewrite(folder, lambda text: text + 'x,"kien-an\n')
    assert only_problem(folder).code == "not-csv"


def test_dates_that_a_spreadsheet_rewrote_come_back_where_their_order_is_proven(tmp_path: Path) -> None:
    sources = [source("a", published="11/01/2022"), source("b", published="24/06/2019"), source("c", published="")]
    package = open_package(write_package(tmp_path, sources=sources))
    assert [entry["published"] for entry in package.tables["sources"].rows] == ["2022-01-11", "2019-06-24", ""]
    (problem,) = package.problems
    assert (problem.severity, problem.code, problem.row, problem.text) == ("warning", "date-rewritten", 2, "11/01/2022")


@pytest.mark.parametrize("dates", [("11/01/2022", "06/05/2019"), ("24/06/2019", "06/24/2019")])
def test_dates_in_no_proven_order_stay(tmp_path: Path, dates: tuple[str, str]) -> None:
    sources = [source(f"s{place}", published=text) for place, text in enumerate(dates)]
    package = open_package(write_package(tmp_path, sources=sources))
    assert [entry["published"] for entry in package.tables["sources"].rows] == list(dates)


# -- where a package lies -------------------------------------------------------------------------------------------


def zipped(folder: Path, prefix: str = "", **others: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, prefix + file.name)
        for name, text in others.items():
            archive.writestr(name, text)
    return content.getvalue()


def test_the_descriptors_path_opens_its_folder(tmp_path: Path) -> None:
    write_package(tmp_path)
    assert open_package(tmp_path / "datapackage.json").descriptor["name"] == "a-case"


@pytest.mark.parametrize("prefix", ["", "my-data/"])
def test_a_zip_with_the_descriptor_at_its_root_or_in_one_folder(tmp_path: Path, prefix: str) -> None:
    archive = tmp_path / "package.zip"
    archive.write_bytes(zipped(write_package(tmp_path / "made", [QUOTED]), prefix))
    package = open_package(archive)
    assert package.tables["observations"].rows[0]["printed"] == "8.446,29"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["made", "package.zip"]


def test_a_zip_without_or_with_two_descriptors(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "made")
    archive = tmp_path / "package.zip"
    archive.write_bytes(zipped(folder, "a/b/"))
    with pytest.raises(DataError, match=r"no datapackage\.json"):
        open_package(archive)
    archive.write_bytes(zipped(folder, "a/", **{"b/datapackage.json": "{}"}))
    with pytest.raises(DataError, match=r"a/datapackage.json, b/datapackage.json"):
        open_package(archive)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 50_000)
    folder = write_package(tmp_path / "made")
    (folder / "areas.csv").write_text("0" * 1_000_000, encoding="utf-8")
    archive = tmp_path / "package.zip"
    archive.write_bytes(zipped(folder))
    assert archive.stat().st_size < 50_000
    with pytest.raises(DataError, match="unpacks to more"):
        open_package(archive)


def test_a_damaged_zip(tmp_path: Path) -> None:
    content = bytearray(zipped(write_package(tmp_path / "made")))
    content[60:90] = b"\xff" * 30
    archive = tmp_path / "package.zip"
    archive.write_bytes(content)
    with pytest.raises(DataError, match="cannot be read"):
        open_package(archive)


@pytest.mark.parametrize(
    "path",
    [
        *("../areas.csv", "a/../../areas.csv", "/etc/passwd", "C:\\areas.csv", "..\\areas.csv", "~/areas.csv"),
        *("https://example.org/areas.csv", "file:///etc/passwd", "", ["areas.csv", "more.csv"], None),
    ],
)
def test_a_path_that_leaves_the_package_is_refused(tmp_path: Path, path: Any) -> None:
    folder = write_package(tmp_path / "inside")
    (tmp_path / "areas.csv").write_text("secret", encoding="utf-8")
    described = descriptor()
    described["resources"][2]["path"] = path
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        open_package(folder)
    assert {problem.code for problem in caught.value.problems} == {"unsafe-path"}


def test_a_link_that_leaves_the_package_is_refused(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "inside")
    outside = tmp_path / "areas.csv"
    (folder / "areas.csv").rename(outside)
    (folder / "areas.csv").symlink_to(outside)
    with pytest.raises(DataError, match="outside the package"):
        open_package(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "x"}', '{"resources": {}}', "[" * 100_000])
def test_a_descriptor_that_describes_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        open_package(tmp_path)
    assert caught.value.problems[0].code == "bad-descriptor"


def test_a_missing_table_and_a_missing_file(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    (folder / "areas.csv").unlink()
    problem = only_problem(folder)
    assert (problem.code, problem.file) == ("missing-file", "areas.csv")
    described = descriptor()
    described["resources"][2]["name"] = "aereas"
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(DataError, match="Did you mean 'aereas'"):
        open_package(folder)


def test_nothing_there(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere", tmp_path / "nowhere.zip"):
        with pytest.raises(UsageError):
            open_package(place)
    (tmp_path / "text.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="neither"):
        open_package(tmp_path / "text.txt")


def test_which_package_is_used_when_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KIENAN_DATA", raising=False)
    packaged = default_location()
    assert (type(tmp_path)(packaged) / "datapackage.json").is_file()
    (tmp_path / "data").mkdir()
    assert default_location() == packaged
    write_package(tmp_path / "data")
    assert default_location() == "data"
    monkeypatch.setenv("KIENAN_DATA", "elsewhere.zip")
    assert default_location() == "elsewhere.zip"


# -- addresses ------------------------------------------------------------------------------------------------------


class _Handler(SimpleHTTPRequestHandler):
    redirects: dict[str, str] = {}  # noqa: RUF012 - each test sets its own

    def do_GET(self) -> None:
        target = self.redirects.get(self.path)
        if target is None:
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Serve the test's folder on this machine."""
    handler = functools.partial(_Handler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_an_address_with_paths_relative_to_it(tmp_path: Path, served: str) -> None:
    folder = write_package(tmp_path / "deep", [QUOTED])
    (folder / "tables").mkdir()
    (folder / "areas.csv").rename(folder / "tables" / "areas #1.csv")
    described = descriptor()
    described["resources"][2]["path"] = "tables/areas #1.csv"
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    for address in (f"{served}/deep/datapackage.json?version=3", f"{served}/deep/"):
        package = open_package(address)
        assert not package.problems
        assert package.tables["observations"].rows[0]["printed"] == "8.446,29"
        assert package.tables["areas"].rows[0]["id"] == "kien-an"
        assert package.location == address


def test_a_zip_at_an_address(tmp_path: Path, served: str) -> None:
    (tmp_path / "package.zip").write_bytes(zipped(write_package(tmp_path / "made", [QUOTED]), "top/"))
    assert not open_package(f"{served}/package.zip").problems


def test_an_address_where_nothing_is(tmp_path: Path, served: str) -> None:
    with pytest.raises(UsageError, match="finds no such file"):
        open_package(f"{served}/datapackage.json")
    folder = write_package(tmp_path / "made")
    (folder / "areas.csv").unlink()
    (problem,) = open_package(f"{served}/made/datapackage.json").problems
    assert problem.code == "missing-file"


def test_an_address_with_too_much(tmp_path: Path, served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 1000)
    (tmp_path / "datapackage.json").write_text(" " * 2000, encoding="utf-8")
    with pytest.raises(KienanError, match="larger than any data package"):
        open_package(f"{served}/datapackage.json")


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.org/datapackage.json", "ftp://127.0.0.1/datapackage.json", "gopher://127.0.0.1/"),
        *("http://127.0.0.1.example.org/datapackage.json", "http://localhost@example.org/datapackage.json"),
    ],
)
def test_only_https_or_this_machine(address: str) -> None:
    with pytest.raises(UsageError, match="https only"):
        open_package(address)


@pytest.mark.parametrize("target", ["http://example.org/datapackage.json", "file:///etc/passwd"])
def test_a_redirect_is_checked_like_an_address(served: str, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    monkeypatch.setattr(_Handler, "redirects", {"/datapackage.json": target})
    with pytest.raises(KienanError, match=r"https only|not allowed"):
        open_package(f"{served}/datapackage.json")


def test_a_redirect_on_this_machine_is_followed(tmp_path: Path, served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "package.zip").write_bytes(zipped(write_package(tmp_path / "made")))
    monkeypatch.setattr(_Handler, "redirects", {"/old": f"{served}/package.zip"})
    assert not open_package(f"{served}/old").problems


def test_an_address_that_nobody_answers() -> None:
    with pytest.raises(KienanError, match="cannot be read"):
        open_package("http://127.0.0.1:9/datapackage.json")


def test_a_column_named_like_another_tables(tmp_path: Path) -> None:
    """The heading alone decides the delimiter, whatever its cells hold."""
    folder = write_package(tmp_path, indicators=[indicator("x", phrases_vi="a;b;c;d;e;f;g;h;i;j;k;l;m;n;o")])
    package = open_package(folder)
    assert package.tables["indicators"].rows[0]["phrases_vi"].startswith("a;b")
