"""The documents of the tree: lines that can be read side by side, pages that say where their figures come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from docs.lay_out import WIDEST, documents, laid_out
from docs.make_pictures import name_of, pages_of
from docs.make_quality import SECTIONS, page, sections_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What cannot be broken: a picture or a link, with what stands at once around it.
WHOLE = re.compile(r"^\s*([-*] |\d+\. )?\S*!?\[[^\]]*\]\([^)]*\)\S*$")


def too_long(text: str) -> Iterator[str]:
    """Give the lines of paragraphs and lists that are too long: no tables, no code, no link that is long itself."""
    code = False
    for line in text.splitlines():
        fence = line.lstrip().startswith("```")
        code = code != fence
        if len(line) > WIDEST and not (code or fence or line.startswith("|") or WHOLE.match(line)):
            yield line


def test_no_line_of_a_document_is_too_long(project: Path) -> None:
    found = documents()
    assert {"README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"} <= {path.name for path in found}
    long = {str(path.relative_to(project)): list(too_long(path.read_text(encoding="utf-8"))) for path in found}
    assert {name: lines for name, lines in long.items() if lines} == {}, "make format lays them out"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a " * 61, True),
        ("- " + "a " * 61, True),
        ("| " + "a " * 61 + "|", False),
        ("```text\n" + "a " * 61 + "\n```", False),
        ("```text\na\n```\n" + "a " * 61, True),
        ("![" + "a " * 61 + "](b.png)", False),
        ("[a](b) " + "a " * 61, True),
    ],
)
def test_a_long_line_is_noticed(text: str, told: bool) -> None:  # noqa: FBT001 - a row of the table above
    assert bool(list(too_long(text))) is told


def test_the_stations_of_the_reader_are_modules_that_there_are(project: Path) -> None:
    text = (project / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("| station |")[1].split("\n\n")[0]
    room = project / "kienan_analysis" / "reading"
    there = {path.relative_to(room).with_suffix("").as_posix() for path in room.rglob("*")}
    there |= {path.name for path in room.rglob("*")} | {path.stem for path in room.rglob("*.py")}
    named = {name.strip("/") for name in re.findall(r"`([a-z_/]+(?:\.toml)?)`", table)} - {"reading"}
    assert len(named) > 80
    assert named - there == set()


def test_every_decision_is_listed_and_begins_as_the_others(project: Path) -> None:
    text = (project / "ARCHITECTURE.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[(\d{3})\]\(docs/decisions/(\1-[a-z-]+\.md)\) \| (.+) \|$", text, re.MULTILINE)
    pages = {path.name: path.read_text(encoding="utf-8") for path in (project / "docs" / "decisions").glob("*.md")}
    assert {name for _, name, _ in listed} == set(pages)
    assert [int(number) for number, _, _ in listed] == list(range(1, len(pages) + 1))
    for number, name, title in listed:
        assert pages[name].startswith(f"# {number}. {title}\n\nDecided 20"), name


@pytest.mark.parametrize(
    "text",
    [
        "# A heading " + "of many words " * 12,
        "| a | " + "b " * 100 + "|",
        "```sh\n" + "a " * 100 + "\n- b\n   c\n```",
        "<!-- a\n" + "b " * 100 + "\n-->",
    ],
)
def test_what_is_no_paragraph_stays(text: str) -> None:
    assert laid_out(f"{text}\n") == f"{text}\n"


def test_a_paragraph_is_laid_out_and_loses_nothing() -> None:
    text = "1. " + "one `two three` [four five](six) - 7. # " * 12 + "\n\n  - " + "nine " * 40 + "\n     ten\n"
    made = laid_out(text)
    assert "".join(made.split()) == "".join(text.split())
    assert not list(too_long(made))
    assert laid_out(made) == made
    for line in made.splitlines():
        assert not re.match(r"\s+([-#]|7\.) (?!nine)", line)
        assert line.count("`") % 2 == 0
    assert made.count("`two three`") == made.count("[four five](six)") == 12


def test_the_page_on_quality_keeps_what_is_not_measured_anew(project: Path) -> None:
    text = (project / "docs" / "quality.md").read_text(encoding="utf-8")
    kept = sections_of(text)
    assert page(kept) == text
    assert {"tests", "gold"} <= set(kept) <= set(SECTIONS)
    for name, section in kept.items():
        assert re.search(r"^Measured \d{4}-\d\d-\d\d \(", section, re.MULTILINE), name
        assert all(f"$ {command}\n" in section for command in SECTIONS[name].commands), name


def test_contact_sheets_show_reviews_overviews_and_comparisons(tmp_path: Path) -> None:
    made = ("le-chan/2021/annual-review", "overview/hai-phong/2018/overview", "compare/a_b/2021/comparison")
    for page_made in made:
        for language in ("vi", "en"):
            file = tmp_path / f"{page_made}.{language}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
    (tmp_path / "index.html").touch()
    pages = pages_of(tmp_path, "vi")
    assert [one.relative_to(tmp_path).as_posix() for one in pages] == [f"{one}.vi.html" for one in made]
    assert [name_of(one) for one in pages] == ["le-chan 2021", "overview hai-phong 2018", "compare a_b 2021"]
