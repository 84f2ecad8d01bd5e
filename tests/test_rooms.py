"""The order of the rooms: data flows down the list in ARCHITECTURE.md, and an import upwards fails here."""

from __future__ import annotations

import pytest

from docs.make_rooms import PACKAGE, PICTURE, TWINS, imports, modules, picture, room_of, rooms
from kienan_analysis.sections.report.all_years import History
from kienan_analysis.sections.report.annual import Review
from kienan_analysis.sections.report.parts_of_an_area import Overview
from kienan_analysis.sections.report.several_areas import Comparison


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
    for here, text in modules():
        assert room_of(here, listed), f"{here} is in no room of ARCHITECTURE.md"
        wrong += upwards(here, text, listed)
    assert not wrong, "\n".join(wrong)


def test_every_room_listed_is_there_once() -> None:
    listed = rooms()
    assert len(listed) > 30
    assert len(set(listed)) == len(listed)
    for room in listed:
        assert (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file(), room


def test_the_picture_of_the_rooms_is_that_of_the_imports() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "draw it anew: make rooms"


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
