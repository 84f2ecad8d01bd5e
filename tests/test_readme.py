"""What README.md says works: its Python prints what stands there, its commands run, its links lead somewhere."""

from __future__ import annotations

import csv
import doctest
import io
import re
import shlex
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parent.parent
GUIDES = ("README.md", "ARCHITECTURE.md", "data/README.md")
# A block of code, and the comment that stands right above it, if any.
BLOCK = re.compile(r"(?:<!-- (?P<mark>[^>]*) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


class Block(NamedTuple):
    mark: str
    language: str
    text: str


def blocks() -> list[Block]:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    return [Block(found["mark"] or "", found["language"], found["text"]) for found in BLOCK.finditer(readme)]


def marked(beginning: str) -> str:
    [text] = [block.text for block in blocks() if block.mark.startswith(beginning)]
    return text


@pytest.mark.slow
def test_the_python_prints_what_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # From elsewhere: a reader's folder holds no data, so those that come with the package are loaded.
    monkeypatch.chdir(tmp_path)
    session = "\n".join(block.text for block in blocks() if block.language == "python")
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    test = doctest.DocTestParser().get_doctest(session, {}, "README.md", None, None)
    assert len(test.examples) > 10
    said = io.StringIO()
    doctest.DocTestRunner(optionflags=options).run(test, out=said.write)
    assert not said.getvalue()


def run(line: str, folder: Path, answers: str = "") -> str:
    """Run a command of this environment; give what it said on both streams."""
    name, *arguments = shlex.split(line)
    assert name == "kienan"
    program = str(Path(sysconfig.get_path("scripts")) / name)
    command = [program, *arguments]
    done = subprocess.run(command, cwd=folder, input=answers, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.kernel
def test_the_first_commands_run(tmp_path: Path) -> None:
    said = [run(line, tmp_path) for line in marked("run:").splitlines()]
    assert "0 errors" in said[0]
    assert "skipped" not in said[1]
    assert "nothing has changed since it was made, skipped" in said[2]
    assert "industrial_output,constant 2010,2021,plan,591.49" in said[3]
    made = tmp_path / "reviews" / "kien-an" / "2021"
    assert sorted(path.name for path in made.iterdir()) == [
        *(f"annual-review.en.{ending}" for ending in ("html", "ipynb", "xlsx")),
        "card.en.png",
    ]


# In words of our own; the figures are made up.
REPORT = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Hải Hậu tổng kết năm 2023</title>
<link rel="canonical" href="https://example.org/hai-hau-2023.html">
<meta property="article:published_time" content="2024-01-05T08:00:00+07:00"></head>
<body><article><h1>Huyện Hải Hậu tổng kết kinh tế - xã hội năm 2023</h1>
<p>Ngày 5/1/2024, UBND huyện Hải Hậu, tỉnh Nam Định tổng kết nhiệm vụ phát triển kinh tế - xã hội năm 2023.</p>
<p>Năm 2023, giá trị sản xuất công nghiệp của huyện đạt 6.200,5 tỷ đồng, đạt 102,3% kế hoạch, tăng 13,6% so với năm
2022.</p>
<p>Tổng mức bán lẻ hàng hóa đạt 8.120,4 tỷ đồng, tăng 12,1% so với cùng kỳ.</p>
<p>Huyện Hải Hậu phấn đấu năm 2024 giá trị sản xuất công nghiệp tăng 12%.</p>
</article></body></html>
"""


@pytest.mark.kernel
@pytest.mark.parametrize("chapter", ["run for a place of one's own", "chạy cho địa phương của mình"])
def test_a_place_of_ones_own_takes_an_article_and_three_lines(tmp_path: Path, chapter: str) -> None:
    make, add, review = marked(chapter).splitlines()
    (tmp_path / "report.html").write_text(REPORT, encoding="utf-8")
    run(make, tmp_path)
    said = run(add, tmp_path, answers="y\n" * 20)
    assert "To be added" in said
    run(review, tmp_path)
    page = (tmp_path / "reviews" / "hai-hau" / "2023" / "annual-review.vi.html").read_text(encoding="utf-8")
    assert "Huyện Hải Hậu, tỉnh Nam Định." in page
    for figure in ("6.200,5", "102,3%", "13,6%", "8.120,4", "12%"):
        assert figure in page
    assert "Kết quả và kế hoạch đã công bố, phiên bản 1.0.0" in page
    assert "Kiến An" not in page
    areas = (tmp_path / "my-data" / "areas.csv").read_text(encoding="utf-8")
    assert "\nhai-hau,366,district,Huyện Hải Hậu,Hải Hậu District," in areas


def add_as_excel_does(table: Path, addition: str) -> None:
    """Add rows and save the table as Excel does in Vietnam: semicolons, a byte order mark, Windows line ends."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    heading, *added = csv.reader(io.StringIO(addition))
    assert heading == rows[0]
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows([*rows, *added])


@pytest.mark.kernel
def test_a_year_is_added_by_hand(tmp_path: Path) -> None:
    copy, check, review = marked("run after").splitlines()
    run(copy, tmp_path)
    for name in ("sources", "observations"):
        add_as_excel_does(tmp_path / "my-data" / f"{name}.csv", marked(f"add to {name}.csv"))
    assert "0 errors" in run(check, tmp_path)
    page = Path(run(review, tmp_path).splitlines()[0])
    text = (tmp_path / page).read_text(encoding="utf-8")
    # 848.06 / 1.015, and at the digits' corners 848.055 / 1.0155 and 848.065 / 1.0145, by hand.
    for figure in ("835.527", "[835.110, 835.944]", "at least"):
        assert figure in text


@pytest.mark.slow
def test_each_command_and_option_exists(kienan: Callable[..., tuple[int, str, str]]) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`kienan (\w+)", readme))
    helps = {}
    for name in ("", *named):
        code, helps[name], _ = kienan(*name.split(), "--help")
        assert code == 0, name
    assert named == set(re.findall(r"^  (\w+)  ", helps[""].split("Commands:")[1], re.MULTILINE))
    section = readme.split("## Commands")[1].split("## ")[0]
    options = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", section))
    known = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", "".join(helps[name] for name in named)))
    # `--messages` stands before the command: it is the whole program's.
    assert "--messages" in helps[""]
    assert options == (known | {"--messages"}) - {"--help"}


def test_each_make_target_exists() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`make (\w+)", readme))
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert named
    assert named <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("guide", GUIDES)
def test_each_link_leads_somewhere(guide: str) -> None:
    path = PROJECT / guide
    targets = [found["target"] for found in LINK.finditer(path.read_text(encoding="utf-8"))]
    local = [target.partition("#")[0] for target in targets if not target.startswith(("https://", "#"))]
    assert local
    assert [target for target in local if not (path.parent / target).exists()] == []
