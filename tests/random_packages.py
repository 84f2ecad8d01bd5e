"""Data packages at random, with mistakes of every kind, as hands and spreadsheets make them."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from random import Random
from typing import TYPE_CHECKING, Any, Final

from tests.conftest import PROJECT
from tests.packages import COLUMNS, Row, area, descriptor, indicator, row, source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

AREAS: Final = [
    area("kien-an", valid_from="1994-08-29", valid_to="2025-06-30", successors="phuong-kien-an|phuong-phu-lien"),
    area("phuong-kien-an", valid_from="2025-07-01", parent="hai-phong"),
    area("hai-phong", level="city"),
    area("nowhere", parent="nobody"),
    area("inside", parent="inside-too"),
    area("inside-too", parent="inside"),
    area("backwards", valid_from="2020-01-01", valid_to="2019-01-01"),
    area("soon", valid_from="soon"),
]
INDICATORS: Final = [
    indicator("industrial_output", price_basis="constant 2010", higher_is_better="true"),
    indicator("retail_sales", price_basis="current", higher_is_better="perhaps"),
    indicator("population", kind="stock", unit="người"),
    indicator("area_of_rice", kind="stock", unit="ha"),
    indicator("poverty", kind="rate", unit="%"),
    indicator("own_unit", unit="bó"),
    indicator("price_index", kind="index", unit="điểm"),
    indicator("odd", kind="river"),
]
SOURCES: Final = [
    source("paper-2022", published="2022-01-11"),
    source("english-2023", language="en", published="2023-02-01"),
    source("silent-2021", language="", published=""),
    source("slashed-2021", published="13/12/2021"),
    source("odd-address", url="javascript:alert(1)"),
]
# Each cell of a row with figures that can be, and with those that cannot.
GOOD: Final[dict[str, Sequence[str]]] = {
    "source": ("paper-2022", "english-2023", "silent-2021"),
    "area": ("kien-an", "hai-phong"),
    "indicator": ("industrial_output", "retail_sales", "population", "area_of_rice"),
    "period": ("2019", "2020", "2021", "2021-H1", "2021-01/2021-05", "2016/2020"),
    "measure": ("level", "growth", "attainment", "plan", "planned_growth"),
    "assigner": ("",),
    "base": ("",),
    "status": ("", "estimate"),
    "price_basis": ("",),
    "note": ("", "", "theo giá so sánh", 'nói "khoảng"', "a; b, c", "hai\ndòng", "x" * 70, "dài " * 30),
}
ODD: Final[dict[str, Sequence[str]]] = {
    "id": ("", "Bad Id", "a--b", "-a", "a-", "x" * 120, "a_b", "a\nb", "again", "again", "đ"),
    "source": ("", "paper-2020", "slashed-2021", "odd-address"),
    "area": ("", "kienan", "phuong-kien-an", "ha-long", "nowhere", "backwards", "soon"),
    "indicator": ("", "retail-sales", "poverty", "own_unit", "price_index", "odd"),
    "period": (
        *("", "6T/2021", "Quý III/2021", "2016-2020", "2021-13", "khi nào", "31/12/2021", "01/02/2021", "1990"),
        *("2026", "Jun-21", "2021.0", "2019-04-01", "năm 2020"),
    ),
    "measure": ("", "Level", "share"),
    "printed": (
        *("", "abc", "1.865", "1,865", "8.446,29", "8,446.29", "-5", "−5,2", "0", "-100", "100000", "1" * 30),
        *("5 %", "12,5 tỷ", "007", "600.000"),
    ),
    "form": ("index", "decrease", "excess", "multiple", "other"),
    "unit": (
        "",
        "%",
        "lần",
        "tỷ đồng",
        "tỉ đồng",
        "triệu đồng",
        "nghìn tỷ đồng",
        "người",
        "vạn người",
        "km²",
        "ha",
        "bó",
    ),
    "bound": ("at_least", "at_most", "approx", "about"),
    "assigner": ("city", "council", "City Hall"),
    "base": ("2015", "2020", "2025", "plan", "plan:city", "plan:X", "foo", "năm 2015", "2018-H1"),
    "status": ("final", "maybe"),
    "price_basis": ("current", "constant 2010", "constant"),
    "note": ("Kiáº¿n An", "http://Ä‘", " ", "\u00a0x\u00a0"),
}
# What is read otherwise than it is written, with a warning only.
MILD: Final[dict[str, dict[str, Sequence[str]]]] = {
    "period": {"2021-H1": ("6T/2021",), "2020": ("năm 2020", "2020.0"), "2016/2020": ("2016-2020",)},
    "unit": {"tỷ đồng": ("tỉ đồng", "triệu đồng", "nghìn tỷ đồng"), "người": ("nghìn người", "vạn người")},
}
UNITS: Final = {"population": "người", "area_of_rice": "ha"}


def lot_of(seed: int) -> Random:
    """Draw the same lots again for one seed."""
    return Random(seed)  # noqa: S311 - no secret


def random_rows(lot: Random, count: int, share_of_odd: float) -> list[Row]:
    """Make rows of observations; some of their cells are odd."""
    rows = []
    for number in range(count):
        cells = {name: lot.choice(choices) for name, choices in GOOD.items()}
        cells["id"] = f"{cells['source']}-{number:03}"
        rate = cells["measure"] not in {"level", "plan"}
        size = lot.choice((1, 1, 1, 1000)) * lot.uniform(50, 900)
        digits = f"{lot.uniform(80, 120) if rate else size:.{lot.randint(0, 3)}f}"
        cells["printed"] = digits if cells["source"] == "english-2023" else digits.replace(".", ",")
        cells["unit"] = "%" if rate else UNITS.get(cells["indicator"], "tỷ đồng")
        if cells["measure"] == "growth" and lot.random() < 0.2:
            cells["base"] = lot.choice(("2010", "năm 2010"))
        for name, others in MILD.items():
            if cells[name] in others and lot.random() < 0.1:
                cells[name] = lot.choice(others[cells[name]])
        for name, choices in ODD.items():
            if lot.random() < share_of_odd:
                cells[name] = lot.choice(choices)
        rows.append(row("observations", **cells))
        if lot.random() < share_of_odd:  # the same once more, or under the same key with other digits
            other = {"id": f"twice-{number:03}", "printed": lot.choice((cells["printed"], "77"))}
            rows.append(rows[-1] | other)
    return rows


def written(lot: Random, rows: Sequence[Row], columns: Sequence[str], *, oddly: bool) -> bytes:
    """Write rows as one program or another writes them; oddly: with empty, short and long rows between."""
    delimiter, line_end = lot.choice(",;\t"), lot.choice(("\n", "\r\n"))
    text = io.StringIO(newline="")
    if lot.random() < 0.5:
        writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    extra = [""] * lot.choice((0, 0, 2))
    writer.writerow([*columns, *extra])
    for entry in rows:
        cells = [entry[name] for name in columns] + extra
        chance = lot.random() if oddly else 1
        if chance < 0.06:
            text.write(line_end if chance < 0.03 else delimiter * (len(columns) - 1) + line_end)
        elif chance < 0.09:
            while cells and not cells[-1]:
                cells.pop()
        elif chance < 0.1:
            cells += ["more"]
        elif chance < 0.12:
            cells[0] = f" {cells[0]} "
        writer.writerow(cells)
    content = text.getvalue()
    return _spoilt(lot, content, delimiter, line_end) if oddly else content.encode(lot.choice(("utf-8", "utf-8-sig")))


def _spoilt(lot: Random, content: str, delimiter: str, line_end: str) -> bytes:
    """Do to a file what happens to files."""
    if lot.random() < 0.1:
        content = unicodedata.normalize("NFD", content)
    if lot.random() < 0.1:
        content = content.rstrip("\r\n")
    if lot.random() < 0.05:
        content += 'x,"not closed'
    if lot.random() < 0.1:
        content = f"sep={delimiter}{line_end}{content}"
    made = content.encode(lot.choice(("utf-8", "utf-8-sig")))
    return made + b"\xe1" if lot.random() < 0.06 else made


def described(lot: Random) -> dict[str, Any]:
    """Describe the tables with the shipped package's schemas, or without any; and cells that mean nothing."""
    shipped = json.loads((PROJECT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in shipped["resources"] if "schema" in resource}
    made = descriptor()
    for resource in made["resources"]:
        if lot.random() < 0.5 and resource["name"] in schemas:
            resource["schema"] = dict(schemas[resource["name"]])
        if lot.random() < 0.2:
            resource.setdefault("schema", {})["missingValues"] = ["", "-", "25"]
    return made


def write_random(folder: Path, lot: Random, count: int = 60) -> Path:
    """Write a package at random; every third is without any mistake, every third odd throughout."""
    share = lot.choice((0.0, 0.03, 0.2))
    tables = {
        "areas": AREAS[:3] if share == 0 else AREAS,
        "indicators": INDICATORS[:4] if share == 0 else INDICATORS,
        "sources": SOURCES[:2] if share == 0 else SOURCES,
    }
    if share == 0:
        tables["indicators"] = [entry | {"higher_is_better": "true"} for entry in tables["indicators"]]
    rows = random_rows(lot, count, share)
    if share == 0:
        keys = {tuple(entry[name] for name in ("area", "indicator", "measure", "base")): entry for entry in rows}
        rows = [entry for entry in keys.values() if entry["source"] != "silent-2021"]
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in {**tables, "observations": rows}.items():
        oddly = share > 0 and name == "observations"
        (folder / f"{name}.csv").write_bytes(written(lot, entries, COLUMNS[name], oddly=oddly))
    (folder / "datapackage.json").write_text(json.dumps(described(lot)), encoding="utf-8")
    return folder
