"""The data package in `data/`: the standard's own checks, and the figures themselves."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kienan_analysis.catalogue.units import UNITS

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = REPOSITORY / "data"
FILES = ("datapackage.json", "observations.csv", "indicators.csv", "areas.csv", "sources.csv")

COLUMNS = {
    "observations": (
        "id source area indicator period measure printed form unit bound assigner base status price_basis note"
    ),
    "indicators": (
        "id name_vi name_en concept kind unit price_basis price_basis_assumed higher_is_better additive_group"
        " phrases_vi phrases_en note note_vi levels"
    ),
    "areas": "id code level name_vi name_en parent valid_from valid_to successors note note_vi",
    "sources": "id publisher url published language authority note note_vi",
}
KEY = ("source", "area", "indicator", "period", "measure", "assigner", "base", "price_basis")

# Whole numbers of four and more digits are grouped; the decimal mark has digits on both sides.
PRINTED = {
    "vi": re.compile(r"([-\u2212]?)(\d{1,3}(?:\.\d{3})*)(?:,(\d+))?"),
    "en": re.compile(r"([-\u2212]?)(\d{1,3}(?:,\d{3})*)(?:\.(\d+))?"),
}

# Typed from the article of the first case: level, share of plan, growth, target for 2022.
SEED = {
    "industrial_output": ("600,37", "101,5", "13,68", "12"),
    "retail_sales": ("8.446,29", "100,6", "23,23", "22"),
    "accommodation_food_revenue": ("1.400,27", "97,96", "19,51", "22"),
    "agri_forestry_fishery_output": ("130,93", "102,9", "4,24", "3,45"),
    "budget_revenue_balanced": ("424,723", "126", "104", "15"),
}


def rows(table: str) -> list[dict[str, str]]:
    """Read one CSV of the package with nothing but the standard library."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(printed: str, language: str) -> Decimal:
    """Read printed digits, by this file's own rule."""
    match = PRINTED[language].fullmatch(printed)
    assert match, f"{printed!r} is not written as a source in {language} prints it"
    sign, whole, fraction = match.groups()
    digits = re.sub(r"[.,]", "", whole) + (f".{fraction}" if fraction else "")
    return Decimal(("-" if sign else "") + digits)


def check_package(folder: Path) -> Any:
    """Validate a package with frictionless; imported here, it is slow to import."""
    from frictionless import validate

    return validate(str(folder / "datapackage.json"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_standard_finds_no_error_and_no_warning() -> None:
    report = check_package(DATA)
    errors = report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert report.valid, errors
    assert not report.warnings
    assert [(task.name, task.warnings) for task in report.tasks] == [
        ("observations", []),
        ("indicators", []),
        ("areas", []),
        ("sources", []),
    ]
    assert {task.name: task.stats["rows"] for task in report.tasks}["observations"] == len(rows("observations"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("observations.csv", "-01,kien-an-2022-01-11,kien-an,", "-01,kien-an-2022-01-11,kien,", "foreign-key"),
        ("observations.csv", ",level,", ",levels,", "constraint-error"),
        ("observations.csv", ",2021,level,", ",6T/2021,level,", "constraint-error"),
        ("observations.csv", "kien-an-2022-01-11-02,", "kien-an-2022-01-11-01,", "unique-error"),
        ("areas.csv", ",hai-phong,1994-08-29", ",hai-phongg,1994-08-29", "foreign-key"),
        ("areas.csv", "1994-08-29", "29/08/1994", "type-error"),
    ],
)
def test_the_descriptor_is_strict_enough_to_notice(tmp_path: Path, file: str, old: str, new: str, error: str) -> None:
    for name in FILES:
        shutil.copy(DATA / name, tmp_path / name)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    report = check_package(tmp_path)
    assert error in {kind for (kind,) in report.flatten(["type"])}


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_those_of_the_design_and_of_the_descriptor(table: str) -> None:
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(resource for resource in descriptor["resources"] if resource["name"] == table)
    fields = [field["name"] for field in resource["schema"]["fields"]]
    assert fields == COLUMNS[table].split()
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == fields


def test_the_descriptor_follows_version_2_and_names_licence_and_version() -> None:
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"20\d\d\.(0[1-9]|1[0-2])\.\d+", descriptor["version"])
    assert [licence["name"] for licence in descriptor["licenses"]] == ["CC-BY-4.0"]
    assert {source["title"] for source in descriptor["sources"]} == {row["publisher"] for row in rows("sources")}
    (observations,) = (table for table in descriptor["resources"] if table["name"] == "observations")
    assert observations["schema"]["uniqueKeys"] == [list(KEY)]
    concepts = {field["name"]: field.get("sdmxConcept") for field in observations["schema"]["fields"]}
    assert all(concepts.values())
    assert (concepts["area"], concepts["period"], concepts["printed"], concepts["unit"], concepts["status"]) == (
        "REF_AREA",
        "TIME_PERIOD",
        "OBS_VALUE",
        "UNIT_MEASURE",
        "OBS_STATUS",
    )


@pytest.mark.parametrize("name", FILES)
def test_text_is_composed_utf8_with_plain_line_ends(name: str) -> None:
    content = (DATA / name).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    text = content.decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\N{NO-BREAK SPACE}" not in text
    assert not re.search(r"\d{3}\.txt", text), "a note names a file that the project does not have"


def test_cells_have_no_space_around_them() -> None:
    for table in COLUMNS:
        for row in rows(table):
            assert all(cell == cell.strip() for cell in row.values()), row["id"]


@pytest.mark.parametrize("table", ["indicators", "areas", "sources"])
def test_a_note_stands_in_english_and_in_vietnamese_or_not_at_all(table: str) -> None:
    for row in rows(table):
        assert bool(row["note"]) == bool(row["note_vi"]), row["id"]
        assert not row["note"] or row["note"] != row["note_vi"], row["id"]
        # What a source prints, in quotation marks, keeps the source's digits.
        assert not re.search(r"\d\.\d", re.sub(r'"[^"]*"', "", row["note_vi"])), row["id"]


def test_printed_digits_are_those_of_the_source_s_language() -> None:
    language = {row["id"]: row["language"] for row in rows("sources")}
    assert set(language.values()) == {"vi", "en"}
    for row in rows("observations"):
        assert number(row["printed"], language[row["source"]]) >= 0, row["id"]


@pytest.mark.parametrize("indicator", SEED)
def test_the_first_case_is_there_as_printed(indicator: str) -> None:
    found = {
        (row["period"], row["measure"]): (row["printed"], row["unit"])
        for row in rows("observations")
        if row["source"] == "kien-an-2022-01-11" and row["area"] == "kien-an" and row["indicator"] == indicator
    }
    level, attainment, growth, target = SEED[indicator]
    assert found == {
        ("2021", "level"): (level, "tỷ đồng"),
        ("2021", "attainment"): (attainment, "%"),
        ("2021", "growth"): (growth, "%"),
        ("2022", "planned_growth"): (target, "%"),
    }


def test_the_budget_of_the_first_case_keeps_its_wording() -> None:
    worded = {
        row["measure"]: (row["form"], row["bound"], row["base"])
        for row in rows("observations")
        if row["source"] == "kien-an-2022-01-11" and row["indicator"] == "budget_revenue_balanced"
    }
    assert worded["growth"] == ("index", "", "")  # bằng 104% so với cùng kỳ
    assert worded["planned_growth"] == ("", "at_least", "plan:city")  # 15% trở lên so với kế hoạch thành phố giao
    assert worded["level"] == worded["attainment"] == ("", "", "")


def test_keys_and_ids_are_unique() -> None:
    # The standard takes empty cells of a unique key for unknown, so it cannot check this key.
    keys = Counter(tuple(row[column] for column in KEY) for row in rows("observations"))
    assert [key for key, count in keys.items() if count > 1] == []
    for table in COLUMNS:
        ids = [row["id"] for row in rows(table)]
        assert len(ids) == len(set(ids)), table


def test_an_observation_s_id_is_its_source_s_and_a_running_number() -> None:
    seen: Counter[str] = Counter()
    order: list[str] = []
    for row in rows("observations"):
        seen[row["source"]] += 1
        assert row["id"] == f"{row['source']}-{seen[row['source']]:02d}"
        if not order or order[-1] != row["source"]:
            order.append(row["source"])
    assert order == [row["id"] for row in rows("sources")], "observations are grouped by source, in the sources' order"


def test_bounds_forms_bases_and_assigners_stand_only_where_they_mean_something() -> None:
    rates = {"growth", "planned_growth", "attainment"}
    for row in rows("observations"):
        assert (row["unit"] == "%") == (row["measure"] in rates), row["id"]
        assert not row["form"] or row["measure"] in rates, row["id"]
        assert not row["base"] or row["measure"] in {"growth", "planned_growth"}, row["id"]
        assert not row["assigner"] or row["measure"] in {"plan", "attainment", "planned_growth"}, row["id"]


def test_indicators_names_phrases_and_concepts() -> None:
    indicators = {row["id"]: row for row in rows("indicators")}
    phrases = [phrase.casefold() for row in indicators.values() for phrase in row["phrases_vi"].split("|")]
    assert all(phrase == phrase.strip() != "" for phrase in phrases)
    # What names a branch names its gross output, and its value added where GRDP is spoken of; nothing else is shared.
    shared = {phrase for phrase, count in Counter(phrases).items() if count > 1}
    whose = {
        frozenset(name for name, row in indicators.items() if phrase in row["phrases_vi"].casefold().split("|"))
        for phrase in shared
    }
    meant = {
        frozenset({"agri_forestry_fishery_output", "agri_forestry_fishery_value_added"}),
        frozenset({"industry_construction_output", "industry_construction_value_added"}),
        frozenset({"services_output", "services_value_added"}),
        frozenset({"grdp", "grdp_per_capita"}),  # GRDP bình quân: the figure says which
    }
    assert whose == meant, "phrases_vi: two indicators are named alike; give one of them other words"
    for row in indicators.values():
        assert len(set(row["phrases_vi"].casefold().split("|"))) == row["phrases_vi"].count("|") + 1, row["id"]
    assert all(len(row[name]) <= 45 for row in indicators.values() for name in ("name_vi", "name_en"))
    concepts: dict[str, set[str]] = {}
    for row in indicators.values():
        concepts.setdefault(row["concept"], set()).add(row["id"])
    looking_alike = {
        frozenset({"industrial_output", "industry_construction_output"}),
        frozenset({"retail_sales", "retail_and_accommodation", "retail_and_services_revenue"}),
        frozenset({"budget_revenue", "budget_revenue_balanced", "budget_revenue_domestic"}),
        frozenset({"domestic_visitors", "international_visitors", "visitors"}),
        frozenset({"fdi_disbursed", "fdi_registered"}),
        frozenset({"ntm_advanced_communes", "ntm_advanced_communes_rate"}),
        frozenset({"ntm_communes", "ntm_communes_rate"}),
        frozenset({"trade_deficit", "trade_surplus"}),
    }
    found = {frozenset(ids) for ids in concepts.values() if len(ids) > 1}
    assert found == looking_alike, "concept: what shares one looks comparable and is not; if it is so, list it here"
    groups: dict[str, set[str]] = {}
    for row in indicators.values():
        groups.setdefault(row["additive_group"], set()).add(row["id"])
    del groups[""]
    assert groups == {
        "trade_and_accommodation_turnover": {"retail_sales", "accommodation_food_revenue"},
        "grdp": {
            "agri_forestry_fishery_value_added",
            "industry_construction_value_added",
            "services_value_added",
            "product_taxes_less_subsidies",
        },
        "total_production_value": {
            "agri_forestry_fishery_output",
            "industry_construction_output",
            "services_output",
        },
        "industry_construction_output": {"industrial_output", "construction_output"},
        "foreign_trade": {"exports", "imports"},
    }
    # What adds up to a total is measured in its unit.
    for whole, parts in groups.items():
        assert len({indicators[name]["unit"] for name in (*parts, *({whole} & set(indicators)))}) == 1
    used = {row["indicator"] for row in rows("observations")}
    for name, row in indicators.items():
        assert row["unit"] in UNITS, f"{name}: the unit {row['unit']!r} is to be named in catalogue/units.py"
        # What has no figure here is there for articles of other places: the reader must be able to name it.
        told = [column for column in ("phrases_vi", "note", "note_vi") if not row[column]]
        assert name in used or not told, f"{name}: no figure has it, and it lacks {', '.join(told)}"


def test_what_only_some_levels_of_areas_can_have() -> None:
    of_some = {row["id"]: row["levels"] for row in rows("indicators") if row["levels"]}
    grdp_and_its_parts = {
        "agri_forestry_fishery_value_added",
        "grdp",
        "grdp_per_capita",
        "industry_construction_value_added",
        "product_taxes_less_subsidies",
        "product_taxes_share",
        "services_value_added",
    }
    counts_of_communes = {
        "ntm_advanced_communes",
        "ntm_advanced_communes_rate",
        "ntm_communes",
        "ntm_communes_rate",
    }
    assert set(of_some) == grdp_and_its_parts | counts_of_communes
    assert {of_some[name] for name in grdp_and_its_parts} == {"country|region|province|city"}
    assert {of_some[name] for name in counts_of_communes} == {"country|region|province|city|district"}
    level = {row["id"]: row["level"] for row in rows("areas")}
    for row in rows("observations"):
        allowed = of_some.get(row["indicator"])
        assert allowed is None or level[row["area"]] in allowed.split("|"), row["id"]


def test_an_assumed_price_basis_is_one_that_no_source_prints() -> None:
    printed = {row["indicator"] for row in rows("observations") if row["price_basis"]}
    assert printed == {"grdp"}
    for row in rows("indicators"):
        assumed = row["price_basis_assumed"] == "true"
        assert assumed == (bool(row["price_basis"]) and row["id"] not in printed), row["id"]


def test_areas_validity_succession_and_parents() -> None:
    areas = {row["id"]: row for row in rows("areas")}
    district = areas["kien-an"]
    assert (district["code"], district["level"], district["parent"]) == ("307", "district", "hai-phong")
    assert (district["valid_from"], district["valid_to"]) == ("1994-08-29", "2025-06-30")
    assert district["successors"].split("|") == ["phuong-kien-an", "phuong-phu-lien"]
    for ward, code in (("phuong-kien-an", "11443"), ("phuong-phu-lien", "11446")):
        row = areas[ward]
        assert (row["code"], row["level"], row["parent"]) == (code, "ward", "hai-phong-2025")
        assert (row["valid_from"], row["valid_to"]) == ("2025-07-01", "")
    assert (areas["hai-phong"]["valid_to"], areas["hai-phong"]["successors"]) == ("2025-06-30", "hai-phong-2025")
    assert areas["hai-phong-2025"]["valid_from"] == "2025-07-01"
    assert {row["parent"] for row in areas.values()} - {""} <= set(areas)
    successors = {area for row in areas.values() for area in row["successors"].split("|") if area}
    assert successors <= set(areas)
    assert {row["area"] for row in rows("observations")} == set(areas)


def test_no_figure_is_of_a_time_when_its_area_did_not_exist() -> None:
    areas = {row["id"]: row for row in rows("areas")}
    for row in rows("observations"):
        area = areas[row["area"]]
        years = [int(year) for year in re.findall(r"(?:^|/)(\d{4})", row["period"])]
        assert years[-1] >= int(area["valid_from"][:4] or 0), row["id"]
        assert years[0] <= int(area["valid_to"][:4] or 9999), row["id"]


def test_no_figure_changes_without_a_version_and_a_line_on_it() -> None:
    described = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    told = re.search(
        r"^## (?P<version>[0-9.]+)$.*?"
        r"^Figures: (?P<figures>\d+), of (?P<sources>\d+) sources. Digest: `(?P<digest>[0-9a-f]+)`$",
        (DATA / "CHANGELOG.md").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    assert told is not None
    now = hashlib.sha256((DATA / "observations.csv").read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    assert told["version"] == described["version"]
    assert (int(told["figures"]), int(told["sources"])) == (len(rows("observations")), len(rows("sources")))
    assert told["digest"] == now, "a figure changed: raise the version in datapackage.json, and tell it in CHANGELOG.md"
