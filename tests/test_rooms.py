"""The order of the rooms: data flows down the list in ARCHITECTURE.md, and an import upwards fails here."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.sections.report.all_years import History
from kienan_analysis.sections.report.annual import Review
from kienan_analysis.sections.report.parts_of_an_area import Overview
from kienan_analysis.sections.report.several_areas import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator

TREE = Path(__file__).resolve().parent.parent
PACKAGE = TREE / "kienan_analysis"
# Two halves of one thing.
TWINS = {("articles", "intake")}
# What starts the program, and what names the public names, may name any room.
OUTSIDE = {"__init__", "__main__"}


def rooms() -> list[str]:
    """Read the list: the names in the first column of the table of rooms, without slash and ending, in order."""
    text = (TREE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("\n## Rooms\n")[1].split("\n## ")[0]
    lines = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return [name.removesuffix(".py").strip("/") for line in lines for name in re.findall(r"`([^`]+)`", line)]


def room_of(path: str, listed: list[str]) -> str:
    """Find the room that a module stands in: of those listed the one that says most of its path."""
    found = [room for room in listed if path == room or path.startswith(f"{room}/")]
    return max(found, key=len, default="")


def imports(text: str) -> Iterator[str]:
    """Give the modules of the package that a module names, as paths; what it needs only for its types too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first == "kienan_analysis" and rest:
                yield rest.replace(".", "/")


def upwards(here: str, text: str, listed: list[str]) -> list[str]:
    """Name the imports of a module that lead up the list, or to no room of it."""
    place = {room: number for number, room in enumerate(listed)}
    own = room_of(here, listed)
    wrong = []
    for there in imports(text):
        other = room_of(there, listed)
        if not other:
            wrong.append(f"{here}: {there} is in no room")
        elif place[other] > place[own] and tuple(sorted((own, other))) not in TWINS:
            wrong.append(f"{here}: {other} stands below {own}")
    return wrong


def test_no_import_leads_up_the_list() -> None:
    listed = rooms()
    wrong = []
    for file in sorted(PACKAGE.rglob("*.py")):
        here = str(file.relative_to(PACKAGE).with_suffix("")).replace("\\", "/").removesuffix("/__init__")
        if here not in OUTSIDE:
            assert room_of(here, listed), f"{here} is in no room of ARCHITECTURE.md"
            wrong += upwards(here, file.read_text(encoding="utf-8"), listed)
    assert not wrong, "\n".join(wrong)


def test_every_room_listed_is_there_once() -> None:
    listed = rooms()
    assert len(listed) > 30
    assert len(set(listed)) == len(listed)
    for room in listed:
        assert (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file(), room


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from kienan_analysis.sections.report import review", "reviews/prints: sections/report stands below reviews"),
        ("import kienan_analysis.cli.application", "reviews/prints: cli stands below reviews"),
        ("def f():\n    from kienan_analysis import publishing", "reviews/prints: publishing stands below reviews"),
        ("from kienan_analysis.nowhere import x", "reviews/prints: nowhere/x is in no room"),
        ("from kienan_analysis.catalogue import x\nimport pandas", ""),
    ],
)
def test_an_import_upwards_is_noticed(text: str, told: str) -> None:
    assert upwards("reviews/prints", text, rooms()) == ([told] if told else [])


@pytest.mark.parametrize("report", [Review, History, Comparison, Overview])
def test_a_section_stands_in_a_module_of_its_own_that_lists_nothing_else(report: type) -> None:
    """To add one is to add its module and its line in the list."""
    makers = report.SECTIONS.values()  # type: ignore[attr-defined]
    homes = {maker.__module__ for maker in makers}
    assert all(home.rpartition(".")[0] == "kienan_analysis.sections" for home in homes)
    assert all(callable(maker) and maker.__doc__ for maker in makers)
