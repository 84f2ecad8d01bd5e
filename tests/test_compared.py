"""The page that compares: its tables say what was measured, and what measures others is fair to them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from docs.others.places import GROUPS, _key, questions
from docs.others.reading import Figure, _spoken, as_number, unit_kind
from docs.others.spoken import ways
from docs.site_compared import KEPT, PAGES, compared_page, filled
from tests.gold.scoring import Fact

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("reading-en", "reading-vi", "places", "pages")


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("language", PAGES)
def test_the_tables_hold_every_figure_that_was_measured(kept: dict[str, Any], language: str) -> None:
    page = compared_page(language)
    tables = re.findall(r"(?:^\|.*\n)+", page, flags=re.MULTILINE)
    assert len(tables) == len(PARTS)
    in_order = re.findall(
        r"<!-- measured: ([\w-]+)", (KEPT.parent / "site" / f"{PAGES[language]}.md").read_text("utf-8")
    )
    for name, table in zip(in_order, tables, strict=True):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        for column, tool in enumerate(kept[name]["tools"], start=1):
            assert rows[0][column] == f"{tool['name']} {tool['version']}"
            cells = [row[column].replace(",", "").replace(".", "") for row in rows[2:]]
            counts = [str(value) for key, value in tool.items() if type(value) is int and key not in _UNSHOWN]
            assert sorted(cell for cell in cells if cell.isdigit()) == sorted(counts)
        assert f"`{kept[name]['command']}`" in page
        assert kept[name]["measured"] in page


# Counted, and no row of the page: they say more of the same.
_UNSHOWN = {"hosts", "script_errors", "axe_places"}


def test_no_figure_of_a_table_is_typed(project: Path) -> None:
    for page in PAGES.values():
        text = (project / "docs" / "site" / f"{page}.md").read_text(encoding="utf-8")
        assert sorted(re.findall(r"^<!-- measured: ([\w-]+) -->$", text, flags=re.MULTILINE)) == sorted(PARTS)
        assert not re.search(r"^\|", text, flags=re.MULTILINE)


def test_what_was_not_measured_is_an_empty_cell_or_said() -> None:
    tools: list[dict[str, Any]] = [
        {"name": "ours", "version": "1", "bytes": 1200, "same_bytes": True},
        {"name": "theirs", "version": "2"},
    ]
    about = {"measured": "2026-01-02", "where": "here", "command": "c"}
    page = filled("<!-- measured: pages -->", {"pages": {**about, "tools": tools}}, "en")
    assert "| size of the page, bytes | 1,200 |  |" in page
    assert "| the same bytes when made twice | yes |  |" in page
    tools[1]["failed"] = "TimeoutExpired"
    assert "| 1,200 | not measured: TimeoutExpired |" in filled(
        "<!-- measured: pages -->", {"pages": {**about, "tools": tools}}, "en"
    )
    groups = {"one": 3, "several": 4, "since": 5, "district": 6, "shared": 7}
    places = filled("<!-- measured: places -->", {"places": {**about, "groups": groups, "tools": tools}}, "en")
    assert re.findall(r"of (\d+) \|", places) == ["7", "5", "6", "3", "4", "4", "7", "7", "13"]
    with pytest.raises(KeyError):
        filled("<!-- measured: nothing -->", {}, "en")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("thu đạt hai nghìn bốn trăm mười hai phẩy năm tỷ đồng , vượt", ["number", "unit"]),
        ("thu đạt hai ngàn bốn trăm mười hai phẩy năm tỉ đồng, vượt", ["number", "unit"]),
        ("thu đạt hai.bốn trăm mười hai phẩy năm tỷ đồng, vượt", ["another_number"]),
        ("thu đạt hai phẩy bốn một hai năm tỷ đồng, vượt", ["another_number"]),
        ("thu đạt hai nghìn bốn trăm mười hai phẩy năm tỷ, vượt", ["number"]),
        ("thu đạt 2.412,5 tỷ đồng, vượt", []),
    ],
)
def test_a_spoken_figure_is_right_in_any_way_in_use(said: str, expected: list[str]) -> None:
    line = "thu đạt 2.412,5 tỷ đồng, vượt"
    figure = Figure(8, 15, 2412.5, 1e9, "dong", Fact("level", 2412.5e9, "2024", None))
    assert list(_spoken(figure, 8, line, said)) == expected


def test_both_ends_of_a_range_may_stand_side_by_side() -> None:
    line = "tăng 10 - 11% năm 2025"
    figure = Figure(5, 7, 10, 1, "percent", Fact("growth", 10, "2025", None))
    said = "tăng mười mười một phần trăm năm hai nghìn không trăm hai mươi lăm"
    assert list(_spoken(figure, 5, line, said)) == ["number", "unit"]
    assert list(_spoken(figure, 5, line, said.replace("mười mười một", "mười lăm mười một"))) == ["another_number"]


def test_digits_and_units_are_read_as_they_are_printed() -> None:
    assert [as_number(one, "vi") for one in ("3.200", "13.82", "-8,25", "2.317, 6")] == [3200, 13.82, 8.25, 2317.6]
    assert as_number("1,250.5", "en") == 1250.5
    assert [unit_kind(one) for one in ("VNĐ trillion", "triệu đồng/người", "nghìn ha", "percentage points")] == [
        "dong",
        "dong",
        "hectare",
        "",
    ]
    assert ["hai", "trăm", "linh", "năm"] in ways("205")


@pytest.mark.slow
def test_the_names_of_places_are_the_same_sixty_each_time() -> None:
    asked = questions()
    assert asked == questions()
    assert len({question.name for question in asked}) == sum(GROUPS.values()) == 60
    assert all(len(question.units) > 1 for question in asked if question.group == "shared")
    assert _key(["Phường Việt Hoà", "Thủ đô Hà Nội"]) == _key(["phường Việt Hòa", "Thành phố Hà Nội"])
    assert _key(["Xã Châu Bính"]) != _key(["Xã Châu Bình"])
    assert _key(["Xã An Dương"]) != _key(["Phường An Dương"])
