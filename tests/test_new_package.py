"""An empty package of one's own: what `kienan init` makes, what it says of itself, and what everything says of it."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import kienan_analysis as ka
from kienan_analysis.cli import main
from kienan_analysis.data_package import TABLES
from kienan_analysis.data_package.new_package import TITLE, TITLE_VI, About, line, new_package
from kienan_analysis.errors import KienanError, UsageError
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHIPPED = PROJECT / "data"
HOW = "kienan add ARTICLE --data"


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def rows(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(one) for one in arguments])
    return int(end.value.code or 0)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return new_package(str(SHIPPED), tmp_path / "my-data", About())


def test_it_has_the_indicators_and_the_heads_of_the_other_tables(own: Path) -> None:
    assert sorted(path.name for path in own.iterdir()) == sorted(
        ["README.md", "datapackage.json", *(f"{table}.csv" for table in TABLES)]
    )
    assert (own / "indicators.csv").read_bytes() == (SHIPPED / "indicators.csv").read_bytes()
    for table in ("areas", "sources", "observations"):
        assert rows(own, table) == rows(SHIPPED, table)[:1]


def test_nothing_in_it_speaks_of_another_place(own: Path) -> None:
    for path in own.iterdir():
        text = path.read_text(encoding="utf-8").replace("kienan", "")
        for name in ("Kiến An", "kien-an", "Hải Phòng", "hai-phong"):
            assert name not in text, (path.name, name)


@pytest.mark.slow
def test_the_standards_own_checks_pass(own: Path, tmp_path: Path) -> None:
    from frictionless import validate

    told = new_package(str(SHIPPED), tmp_path / "told", About("A", "B", "C", "2.0", "Chỉ dùng nội bộ"))
    for folder in (own, told):
        report = validate(str(folder / "datapackage.json"))
        assert report.valid, report.to_summary()


def test_the_same_call_gives_the_same_bytes(own: Path, tmp_path: Path) -> None:
    again = new_package(str(SHIPPED), tmp_path / "elsewhere" / "my-data", About())
    for path in own.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_what_is_not_given_is_said_in_neutral_words(own: Path) -> None:
    made = described(own)
    assert (made["name"], made["title"], made["title_vi"], made["version"]) == ("my-data", TITLE, TITLE_VI, "1.0.0")
    assert not {"citation", "licenses", "contributors", "created", "sources", "keywords"} & set(made)
    data = ka.load(own)
    assert (data.title, data.title_vi, data.citation, data.author, data.licence) == (TITLE, TITLE_VI, "", "", "")


def test_what_is_given_stands_in_the_descriptor_and_on_the_page_of_the_folder(tmp_path: Path) -> None:
    own = tmp_path / "Số liệu Hải Hậu"
    told = ("--title", " Huyện  Hải Hậu ", "--citation", "Chi cục Thống kê *Hải Hậu*.", "--author", "Nguyễn Văn A")
    assert call("init", own, *told, "--version", "2024.1", "--licence", "CC-BY-4.0", "--data", SHIPPED) == 0
    data = ka.load(own)
    assert (data.name, data.title, data.title_vi, data.version) == ("so-lieu-hai-hau", "Huyện Hải Hậu", "", "2024.1")
    assert (data.citation, data.author, data.licence) == ("Chi cục Thống kê *Hải Hậu*.", "Nguyễn Văn A", "CC-BY-4.0")
    page = (own / "README.md").read_text(encoding="utf-8")
    assert page.startswith("# Huyện Hải Hậu\n")
    assert "Chi cục Thống kê \\*Hải Hậu\\*. Data package `so-lieu-hai-hau`, version 2024.1. CC-BY-4.0." in page


def test_a_licence_in_words_is_kept_as_its_title(tmp_path: Path) -> None:
    own = new_package(str(SHIPPED), tmp_path / "own", About(licence="Chỉ dùng nội bộ"))
    assert described(own)["licenses"] == [{"name": "other", "title": "Chỉ dùng nội bộ"}]
    assert ka.load(own).licence == "Chỉ dùng nội bộ"


def test_a_line_is_one_line_of_composed_letters() -> None:
    assert line("Hải\n\u200bHậu\x07 ") == "Hải Hậu"
    assert line(" ") == ""


def test_a_package_teaches_the_reader_on(tmp_path: Path) -> None:
    taught = new_package(str(SHIPPED), tmp_path / "taught", About())
    (taught / "reading").mkdir()
    (taught / "reading" / "words.toml").write_text('[says]\nup = ["phi mã"]\n', encoding="utf-8")
    own = new_package(str(taught), tmp_path / "own", About())
    assert (own / "reading" / "words.toml").read_bytes() == (taught / "reading" / "words.toml").read_bytes()


def test_tables_of_another_form_keep_it(tmp_path: Path) -> None:
    """Semicolons, a byte order mark, Windows line ends and columns of one's own stay as the other package has them."""
    other = new_package(str(SHIPPED), tmp_path / "other", About())
    for table in TABLES:
        heads = ";".join([*rows(other, table)[0], "mine"])
        (other / f"{table}.csv").write_bytes(f"\ufeff{heads}\r\n1;2\r\n".encode())
    own = new_package(str(other), tmp_path / "own", About())
    for table in ("areas", "sources", "observations"):
        assert (own / f"{table}.csv").read_text(encoding="utf-8-sig").rstrip("\n").split(";")[-1] == "mine"
    assert len((own / "indicators.csv").read_bytes().splitlines()) == 2


def test_an_example_says_of_itself_what_is_given(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert call("init", own, "--example", "--title", "Của tôi", "--data", SHIPPED) == 0
    for table in TABLES:
        assert (own / f"{table}.csv").read_bytes() == (SHIPPED / f"{table}.csv").read_bytes()
    copied = described(SHIPPED)
    del copied["title_vi"]  # the new title is that of both languages
    assert described(own) == copied | {"title": "Của tôi"}
    assert ka.load(own).title == "Của tôi"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("typed", "title", "citation"),
    [
        ("Huyện Hải Hậu\nChi cục Thống kê\n", "Huyện Hải Hậu", "Chi cục Thống kê"),
        ("\n\n", TITLE, None),
    ],
    ids=["answered", "left as it is"],
)
def test_on_a_terminal_title_and_citation_are_asked(
    tmp_path: Path, typed: str, title: str, citation: str | None
) -> None:
    main_end, terminal = pty.openpty()
    command = [sys.executable, "-m", "kienan_analysis", "init", "own", "--data", str(SHIPPED)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdin=terminal, stderr=terminal, stdout=subprocess.PIPE, cwd=tmp_path, env=environment
    ) as running:
        os.close(terminal)
        os.write(main_end, typed.encode())
        assert running.stdout is not None
        assert running.stdout.read().decode().strip() == "own"
        assert running.wait() == 0
    os.close(main_end)
    made = described(tmp_path / "own")
    assert (made["title"], made.get("citation")) == (title, citation)
    assert ("title_vi" in made) == (title == TITLE)


def test_elsewhere_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer.prompt", lambda *_, **__: pytest.fail("something was asked"))
    assert call("init", tmp_path / "own", "--data", SHIPPED) == 0


# ---------------------------------------------------------------------------------------- what is said of no figures


def test_check_passes_and_says_that_there_are_no_figures(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", "--data", own) == 0
    said = capsys.readouterr().out
    assert "my-data 1.0.0: 0 observations, 0 areas, 0 sources. There are no figures yet" in said
    assert f"{HOW} {own}" in said
    assert said.rstrip().endswith("0 errors, 0 warnings.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["review"],
        ["review", "--all"],
        ["review", "hai-hau", "--year", "2023"],
        ["compare", "hai-hau", "giao-thuy", "--year", "2023"],
    ],
    ids=" ".join,
)
def test_commands_say_what_is_missing_and_how_to_add_it(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*arguments, "--data", own) == 2
    said = capsys.readouterr().err
    assert "the data package is empty: it has no figures yet" in said
    assert f"{HOW} {own}" in said
    assert not (tmp_path / "reviews").exists()


def test_reconcile_says_so_beside_an_empty_table(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("reconcile", "--data", own) == 0
    said = capsys.readouterr()
    assert said.out.split() == [
        "area",
        "indicator",
        "price_basis",
        "period",
        "quantity",
        "value",
        "low",
        "high",
        "origin",
    ]
    assert f"{HOW} {own}" in said.err


@pytest.mark.parametrize(
    "look",
    [
        lambda data: ka.review(data, area="hai-hau", year=2023),
        lambda data: ka.history(data, area="hai-hau"),
        lambda data: ka.compare(data, areas="hai-hau giao-thuy", year=2023),
        lambda data: ka.view(data, area="hai-hau"),
        lambda data: ka.explore(data, area="hai-hau"),
    ],
    ids=["review", "history", "compare", "view", "explore"],
)
def test_in_python_the_same_is_said(own: Path, look: Callable[[ka.Dataset], object]) -> None:
    with pytest.raises(UsageError, match="it has no figures yet") as caught:
        look(ka.load(own))
    assert f"{HOW} {own}" in str(caught.value)


@pytest.mark.parametrize(("language", "words"), [("vi", "chưa có số liệu nào"), ("en", "has no figures yet")])
def test_the_explorer_opens_and_says_so(own: Path, language: str, words: str) -> None:
    opened = ka.explore(ka.load(own), language=language)
    assert (opened.state, opened.seen) == (None, None)
    assert words in opened.box.value
    assert f"{HOW} {own}" in opened.box.value


@pytest.mark.slow
def test_the_form_opens_on_it(own: Path) -> None:
    form = ka.article_form(ka.load(own), language="en")
    form.take("Năm 2023, huyện Hải Hậu, tỉnh Nam Định: thu ngân sách đạt 126% kế hoạch.".encode(), "pasted")
    assert "1 of 1 figure understood" in form.coverage.value


def test_a_package_whose_areas_alone_are_filled_has_no_figures_either(own: Path) -> None:
    with (own / "areas.csv").open("a", encoding="utf-8") as stream:
        stream.write("hai-hau,366,district,Huyện Hải Hậu,Hải Hậu District,,,,,,\n")
    data = ka.load(own)
    with pytest.raises(KienanError, match="it has no figures yet"):
        ka.view(data, area="hai-hau")
    assert ka.explore(data).seen is None
