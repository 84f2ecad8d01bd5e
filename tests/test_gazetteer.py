"""The gazetteer: every unit of Vietnam by id, code and name; its ids; how it is compiled, from a small source."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis.catalogue import AREA_LEVELS
from kienan_analysis.data import gazetteer
from kienan_analysis.data.gazetteer import compile as compiling
from kienan_analysis.data.gazetteer import lookup, source_tables
from kienan_analysis.data.gazetteer.identifiers import identity_of
from kienan_analysis.data.gazetteer.unit import read_line, write_line
from kienan_analysis.errors import UsageError
from kienan_analysis.spelling import spelling_key

if TYPE_CHECKING:
    from pathlib import Path

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
# As `data/areas.csv` has had them from the beginning; the tenth is a cluster, which is no administrative unit.
TODAYS_TEN = {
    "kien-an": ("307", "Quận Kiến An", "hai-phong"),
    "phuong-kien-an": ("11443", "Phường Kiến An", "hai-phong-2025"),
    "phuong-phu-lien": ("11446", "Phường Phù Liễn", "hai-phong-2025"),
    "hai-phong": ("31", "Thành phố Hải Phòng", "viet-nam"),
    "hai-phong-2025": ("31", "Thành phố Hải Phòng", "viet-nam"),
    "hai-an": ("306", "Quận Hải An", "hai-phong"),
    "le-chan": ("305", "Quận Lê Chân", "hai-phong"),
    "thuy-nguyen": ("311", "Huyện Thủy Nguyên", "hai-phong"),
    "vinh-bao": ("316", "Huyện Vĩnh Bảo", "hai-phong"),
}


@pytest.fixture(scope="module")
def units() -> list[gazetteer.Unit]:
    lines = (lookup.FOLDER / lookup.UNITS).read_text(encoding="utf-8").splitlines()[1:]
    return [read_line(line) for line in lines]


def ids(found: tuple[gazetteer.Unit, ...]) -> list[str]:
    return [unit.id for unit in found]


def named(text: str) -> list[str]:
    return ids(gazetteer.named(spelling_key(text)))


@pytest.mark.slow
def test_there_are_as_many_units_as_there_were_and_are(units: list[gazetteer.Unit]) -> None:
    provinces = [unit for unit in units if unit.level in {"province", "city"}]
    at_the_end = [unit for unit in provinces if unit.on(LAST)]
    today = [unit for unit in provinces if unit.on(FIRST)]
    assert (len(at_the_end), len(today), len(set(map(str, at_the_end)) & set(map(str, today)))) == (63, 34, 11)
    assert sum(unit.level == "city" for unit in today) == 6
    assert sum(unit.level == "district" and unit.valid_to == LAST for unit in units) == 696
    communes = [unit for unit in units if unit.level == "commune"]
    assert Counter(unit.type_vi for unit in communes if unit.valid_to is None) == {
        "xã": 2621,
        "phường": 687,
        "đặc khu": 13,
    }
    assert sum(unit.valid_to == LAST for unit in communes) == 10_035
    assert not [unit for unit in units if unit.level == "district" and unit.valid_to is None]


def test_ids_are_unique_and_the_table_is_sorted_and_holds_together(units: list[gazetteer.Unit]) -> None:
    names = [unit.id for unit in units]
    assert names == sorted(set(names))
    known = dict(zip(names, units, strict=True))
    for unit in units:
        assert unit.level in AREA_LEVELS
        assert unit.parent is None or unit.parent in known
        assert all(later in known for later, _ in unit.successors)
        assert (unit.lat is None) == (unit.lon is None) == (not unit.point)
        assert unit.lat is None or unit.lon is None or (6 < unit.lat < 24 and 102 < unit.lon < 118)
        assert unit.valid_from is None or unit.valid_to is None or unit.valid_from < unit.valid_to
    today = [unit for unit in units if unit.level == "commune" and unit.valid_to is None]
    assert all(unit.point == "given" and unit.valid_from == FIRST for unit in today)


@pytest.mark.parametrize("name", TODAYS_TEN)
def test_ids_of_the_shipped_areas_are_the_same_units_here(name: str, project: Path) -> None:
    unit = gazetteer.unit(name)
    assert unit is not None
    assert (unit.code, unit.name_vi, unit.parent) == TODAYS_TEN[name]
    with (project / "data" / "areas.csv").open(encoding="utf-8", newline="") as file:
        (area,) = [row for row in csv.DictReader(file) if row["id"] == name]
    assert area["code"] == unit.code
    assert area["valid_to"] == (unit.valid_to.isoformat() if unit.valid_to else "")
    # Where the package knows a first day and the gazetteer none, it is in no list that this is compiled from.
    assert area["valid_from"] == unit.valid_from.isoformat() if unit.valid_from else True
    assert set(filter(None, area["successors"].split("|"))) <= {later for later, _ in unit.successors}


@pytest.mark.slow
def test_index_files_are_those_of_the_units(units: list[gazetteer.Unit]) -> None:
    for name, content in compiling.write_index(units).items():
        assert (lookup.FOLDER / name).read_bytes() == content, name


def test_whole_table_stays_small() -> None:
    size = sum(path.stat().st_size for path in lookup.FOLDER.glob("*.csv"))
    assert size < 1_650_000


def test_names_that_occur_often_give_all_their_bearers() -> None:
    chau_thanh = gazetteer.named("châu thành")
    assert sum(unit.level == "district" for unit in chau_thanh) == 10
    tan_tien = [unit for unit in gazetteer.named("tân tiến") if unit.valid_to is None and unit.type_vi == "xã"]
    assert len(tan_tien) == 7
    assert len({unit.id for unit in tan_tien}) == len({unit.parent for unit in tan_tien}) == 7
    # The larger first, then those of today, then those that ended last.
    assert named("An Dương")[:2] == ["an-duong-2025", "an-duong"]
    assert named("Hải Dương") == ["hai-duong", "hai-duong-hai-duong", *named("Hải Dương")[2:]]
    assert named("Hải Phòng") == ["hai-phong-2025", "hai-phong"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Hoà Bình", "hoa-binh"),
        ("Hòa Bình", "hoa-binh"),
        ("Thuỷ Nguyên", "thuy-nguyen-2025"),
        ("Đắc Lắc", "dak-lak-2025"),
        ("Đăk Lăk", "dak-lak-2025"),
        ("Dak Lak", "dak-lak-2025"),
        ("Đăk Nông", "dak-nong"),
        ("Kontum", "kon-tum"),
        ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("Bà Rịa-Vũng Tàu", "ba-ria-vung-tau"),
        ("Bà Rịa Vũng Tàu", "ba-ria-vung-tau"),
        ("Thừa Thiên Huế", "thua-thien-hue"),
        ("Thừa Thiên - Huế", "thua-thien-hue"),
        ("TP HCM", "ho-chi-minh-2025"),
        ("TP.HCM", "ho-chi-minh-2025"),
        ("TP. HCM", "ho-chi-minh-2025"),
        ("TPHCM", "ho-chi-minh-2025"),
        ("Hồ Chí Minh", "ho-chi-minh-2025"),
        ("Ea H’leo", "ea-hleo"),
        ("Ea H'Leo", "ea-hleo"),
        ("Qui Nhơn", "quy-nhon"),
        ("Buôn Mê Thuột", "buon-ma-thuot"),
        ("Quận 1", "quan-1"),
        ("Đồng bằng sông Hồng", "dong-bang-song-hong"),
        ("Việt Nam", "viet-nam"),
    ],
)
def test_spellings_of_one_name_are_one_name(text: str, first: str) -> None:
    assert named(text)[:1] == [first]


@pytest.mark.parametrize(
    "text", ["Hai Phong", "Hà nội phố", "Cụm các quận", "1", "4", "", "Sài Gòn,", "name", "kiến an,"]
)
def test_what_is_no_name_is_none(text: str) -> None:
    assert named(text) == []


def test_sai_gon_is_a_ward_and_not_the_city() -> None:
    assert named("Sài Gòn") == ["phuong-sai-gon"]


def test_tones_tell_names_apart_and_share_a_slug() -> None:
    assert set(named("Sa Pa")).isdisjoint(named("Sa Pả"))
    assert named("Sa Pa") == ["sa-pa", "phuong-sa-pa-2025", "phuong-sa-pa-sa-pa-03001"]
    assert named("Sa Pả") == ["phuong-sa-pa-sa-pa-03002"]


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("hai phong", "hai-phong-2025"),
        ("haiphong", "hai-phong-2025"),
        ("hanoi", "ha-noi"),
        ("ha noi", "ha-noi"),
        ("ho chi minh city", "ho-chi-minh-2025"),
        ("ba ria - vung tau", "ba-ria-vung-tau"),
        ("kien an", "kien-an"),
        ("district 1", "quan-1"),
        ("mekong delta", "dong-bang-song-cuu-long"),
        ("vietnam", "viet-nam"),
    ],
)
def test_english_names(key: str, first: str) -> None:
    assert ids(gazetteer.named_in_english(key))[:1] == [first]


def test_longest_name_from_a_first_word(units: list[gazetteer.Unit]) -> None:
    assert gazetteer.names_beginning("bà") == 5
    assert gazetteer.names_beginning("hải") >= 2
    assert gazetteer.names_beginning("khoảng") == gazetteer.names_beginning("") == gazetteer.names_beginning("an,") == 0
    assert gazetteer.names_beginning("tp") == 3
    for unit in units:  # No name is longer than its first word says, so that a reader misses none.
        words = spelling_key(unit.name).split()
        assert gazetteer.names_beginning(words[0]) >= len(words)
    assert gazetteer.names_beginning_in_english("ho") == 4


def test_merged_province_shares_the_code_of_one_of_its_parts() -> None:
    assert ids(gazetteer.coded("31")) == ["hai-phong-2025", "hai-phong"]
    assert [(unit.id, unit.successors) for unit in gazetteer.predecessors("hai-phong-2025")] == [
        ("hai-duong", (("hai-phong-2025", "whole"),)),
        ("hai-phong", (("hai-phong-2025", "whole"),)),
    ]
    assert gazetteer.coded("99999") == gazetteer.coded("3x") == gazetteer.coded("") == ()


def test_successors_whole_and_in_part() -> None:
    def successors(name: str) -> dict[str, str]:
        unit = gazetteer.unit(name)
        assert unit is not None
        return dict(unit.successors)

    # Resolution 1669/NQ-UBTVQH15: Bắc Hà and Ngọc Sơn went to Phù Liễn, five wards were divided between the two.
    assert successors("phuong-bac-ha-kien-an") == {"phuong-phu-lien": "whole"}
    assert successors("phuong-van-dau") == {"phuong-kien-an": "part", "phuong-phu-lien": "part"}
    assert successors("kien-an") == {"phuong-kien-an": "part", "phuong-phu-lien": "part"}
    assert successors("bach-long-vi") == {"dac-khu-bach-long-vi": "whole"}
    assert successors("hoang-sa") == {"dac-khu-hoang-sa": "whole"}


def test_links_that_nothing_confirms_are_left_out(units: list[gazetteer.Unit]) -> None:
    codes = {unit.id: unit.code for unit in units}
    unconfirmed = {
        (row["earlier_code"], row["later_code"]) for row in source_tables.read_rows(source_tables.UNCONFIRMED)
    }
    communes = [unit for unit in units if unit.level == "commune" and unit.valid_to == LAST]
    links = {(unit.code, codes[later]) for unit in communes for later, _ in unit.successors}
    assert len(unconfirmed) == 36
    assert len(links) == 10_561
    assert not links & unconfirmed


def test_points_say_whether_they_are_given_or_a_mean() -> None:
    given, mean, open_ = gazetteer.unit("le-chan"), gazetteer.unit("hai-phong"), gazetteer.unit("phuong-van-dau")
    assert given is not None
    assert given.point == "given"
    assert mean is not None
    assert mean.point == "mean"
    districts = [unit for unit in gazetteer.children("hai-phong", LAST) if unit.lat is not None]
    assert len(districts) == 15
    assert mean.lat == pytest.approx(sum(unit.lat or 0 for unit in districts) / 15, abs=1e-3)
    assert open_ is not None
    assert (open_.point, open_.lat) == ("", None)
    # The source has Hoàng Sa in the city of Đà Nẵng; the special zone that took its place is given where it is.
    island = gazetteer.unit("hoang-sa")
    assert island is not None
    assert island.lon is not None
    assert island.lon > 111


@pytest.mark.parametrize(
    ("earlier", "later", "day"),
    [
        ("thuy-nguyen", "thuy-nguyen-2025", date(2025, 1, 1)),
        ("an-duong", "an-duong-2025", date(2025, 1, 1)),
        ("thua-thien-hue", "hue", date(2025, 1, 1)),
        ("phong-dien-thua-thien-hue", "phong-dien-hue-2025", date(2025, 1, 1)),
        ("phu-my-ba-ria-vung-tau", "phu-my-ba-ria-vung-tau-2025", date(2025, 3, 1)),
        # Wards that were merged half a year before all were.
        ("phuong-phuong-lien", "phuong-phuong-lien-trung-tu", date(2025, 1, 1)),
        ("phuong-quoc-tu-giam", "phuong-van-mieu-quoc-tu-giam", date(2025, 1, 1)),
    ],
)
def test_renamings_before_the_reform(earlier: str, later: str, day: date) -> None:
    before, after = gazetteer.unit(earlier), gazetteer.unit(later)
    assert before is not None
    assert after is not None
    assert before.successors == ((later, "whole"),)
    assert after.valid_from == day
    assert before.on(date(2024, 6, 30))
    assert not before.on(day)
    assert after.on(day)
    assert not after.on(date(2024, 6, 30))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("phuong-nguyen-trung-truc", {"phuong-truc-bach": "whole"}),
        ("phuong-kim-giang", {"phuong-ha-dinh": "whole"}),
        ("phuong-yet-kieu", {"phuong-quang-trung-ha-dong": "whole"}),
        ("phuong-nga-tu-so", {"phuong-khuong-thuong": "part", "phuong-thinh-quang": "part"}),
        ("phuong-trung-tu", {"phuong-kim-lien": "part", "phuong-phuong-lien-trung-tu": "part"}),
    ],
)
def test_wards_that_were_joined_to_others_in_january_2025(earlier: str, later: dict[str, str]) -> None:
    before = gazetteer.unit(earlier)
    assert before is not None
    assert (before.valid_to, dict(before.successors)) == (date(2024, 12, 31), later)
    named = gazetteer.named(spelling_key(before.name))
    assert before.id in {unit.id for unit in named}


def test_unit_that_was_joined_does_not_begin_its_successor() -> None:
    before, after = gazetteer.unit("my-loc"), gazetteer.unit("nam-dinh-nam-dinh")
    assert before is not None
    assert after is not None
    assert (before.valid_to, before.successors) == (date(2024, 8, 31), (("nam-dinh-nam-dinh", "whole"),))
    assert (after.valid_from, before.point) == (None, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Dương", ["an-duong-2025", "an-duong"]),
        ("quận An Dương", ["an-duong-2025"]),
        ("Q. An Dương", ["an-duong-2025"]),
        ("Q.An Dương", ["an-duong-2025"]),
        ("H. An Dương", ["an-duong"]),
        ("HUYỆN AN DƯƠNG", ["an-duong"]),
        ("Q.1", ["quan-1"]),
        ("q1", ["quan-1"]),
        ("TP. Hải Phòng", ["hai-phong-2025", "hai-phong"]),
        ("tỉnh Hải Dương", ["hai-duong"]),
        ("Phường Kiến An, Hải Phòng", ["phuong-kien-an"]),
        ("Châu Thành, An Giang", ["chau-thanh-an-giang", "xa-chau-thanh-an-giang-2025"]),
        ("huyện Phú Vang, tỉnh Thừa Thiên Huế", ["phu-vang"]),
        ("le-chan", ["le-chan"]),
        ("305", ["le-chan"]),
        ("kien an", ["kien-an"]),
        ("quan kien an", []),
        ("quận Hải Dương", []),
        ("Kiến An, Nam Định", []),
        ("", []),
        (" , ", []),
        ("<script>", []),
    ],
)
def test_search_takes_what_a_person_writes(text: str, expected: list[str]) -> None:
    found = ids(gazetteer.search(text))
    assert [name for name in found if name in expected] == expected
    assert bool(found) == bool(expected)
    if text != "An Dương":
        assert len(found) == len(expected)


def test_children_on_a_day() -> None:
    at_the_end, a_year_before = (
        gazetteer.children("hai-phong", LAST),
        gazetteer.children("hai-phong", date(2024, 6, 30)),
    )
    assert len(at_the_end) == len(a_year_before) == 15
    assert {"thuy-nguyen-2025"} == set(ids(at_the_end)) & {"thuy-nguyen", "thuy-nguyen-2025"}
    assert {"thuy-nguyen"} == set(ids(a_year_before)) & {"thuy-nguyen", "thuy-nguyen-2025"}
    assert gazetteer.children("no-such") == ()


def test_names_in_two_languages(units: list[gazetteer.Unit]) -> None:
    def names(name: str) -> tuple[str, str]:
        unit = gazetteer.unit(name)
        assert unit is not None
        return unit.name_vi, unit.name_en

    assert names("kien-an") == ("Quận Kiến An", "Kiến An District")
    assert names("quan-1") == ("Quận 1", "District 1")
    assert names("viet-nam") == ("Việt Nam", "Viet Nam")
    assert names("dong-bang-song-hong") == ("Vùng đồng bằng sông Hồng", "Red River Delta")
    assert names("dac-khu-hoang-sa") == ("Đặc khu Hoàng Sa", "Hoàng Sa Special Zone")
    assert all(unit.name_en for unit in units)


def test_lines_are_read_as_they_are_written(units: list[gazetteer.Unit]) -> None:
    for unit in units[::50]:
        assert read_line(write_line(unit)) == unit


def in_fresh_process(code: str) -> Any:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_nothing_is_opened_before_the_first_lookup() -> None:
    opened = in_fresh_process(
        "import sys, json\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, of: opened.append(str(of[0])) if event == 'open' else None)\n"
        "import kienan_analysis, kienan_analysis.data.gazetteer as gazetteer\n"
        "before = [name for name in opened if name.endswith('.csv')]\n"
        "gazetteer.named('kiến an')\n"
        "after = sorted(name.replace('\\\\', '/').rpartition('/')[2] for name in opened if name.endswith('.csv'))\n"
        "heavy = sorted({'numpy', 'pandas', 'sqlite3', 'csv', 'kienan_analysis.reading'} & set(sys.modules))\n"
        "print(json.dumps([before, after, heavy]))"
    )
    assert opened == [[], ["names.csv", "units.csv"], []]


class SmallSource:
    """A source of three provinces: two merge, a district is divided, two communes bear one name but for the tones."""

    UNTIL = (
        ("Tỉnh", "A Lá", "01", "Huyện", "Bông", "010", "Xã", "Cỏ", "00010"),
        ("Tỉnh", "A Lá", "01", "Huyện", "Bông", "010", "Xã", "Có", "00011"),
        ("Tỉnh", "A Lá", "01", "Thị Xã", "A Lá", "011", "Phường", "1", "00012"),
        ("Thành phố", "Đá", "02", "Huyện", "Bông", "020", "Xã", "Cỏ", "00020"),
        ("Tỉnh", "Ê", "03", "Huyện", "Đảo", "030", "", "", ""),
    )
    SINCE = (
        ("Thành phố", "Đá", "02", "Xã", "Cỏ", "00010", 1.5),
        ("Thành phố", "Đá", "02", "Phường", "Bông", "00012", 0.0),
        ("Tỉnh", "Ê", "03", "Đặc khu", "Đảo", "00030", 2.0),
    )

    @staticmethod
    def key(*words: str) -> str:
        return "".join(words).replace(" ", "").lower()

    def write(self, folder: Path) -> None:
        database = sqlite3.connect(":memory:")
        columns = "province, provinceKey, provinceCode, district, districtKey, districtType, districtCode"
        columns += ", ward, wardKey, wardType, wardCode, provinceLat, provinceLon, districtLat, districtLon"
        database.execute(f"CREATE TABLE admin_units_legacy ({columns})")
        for place, (kind, province, code, kind_2, district, code_2, kind_3, ward, code_3) in enumerate(self.UNTIL):
            row: tuple[object, ...] = (
                *(f"{kind} {province}", self.key(kind, province), code),
                *(f"{kind_2} {district}", self.key(district), kind_2, code_2),
                *((f"{kind_3} {ward}", self.key(kind_3, ward), kind_3, code_3) if ward else (None,) * 4),
                *(21.0, 105.0, 20.0 + place / 10, 106.0),
            )
            database.execute("INSERT INTO admin_units_legacy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        columns = "province, provinceKey, provinceCode, ward, wardShort, wardKey, wardCode, wardType, wardLat, wardLon"
        database.execute(f"CREATE TABLE admin_units ({columns}, wardAreaKm2)")
        for place, (kind, province, code, kind_2, ward, code_2, area) in enumerate(self.SINCE):
            row = (
                *(f"{kind} {province}", self.key(kind, province), code),
                *(f"{kind_2} {ward}", ward, self.key(kind_2, ward), code_2, kind_2),
                *(20.05 + place / 10, 106.5, area),
            )
            database.execute("INSERT INTO admin_units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        database.commit()
        converter = {
            "DICT_PROVINCE": {"thànhphốđá": ["tỉnhalá", "thànhphốđá"], "tỉnhê": ["tỉnhê"]},
            "DICT_PROVINCE_WARD_NO_DIVIDED": {
                "thànhphốđá": {
                    "xãcỏ": ["tỉnhalá_bông_xãcỏ", "thànhphốđá_bông_xãcỏ"],
                    "phườngbông": ["tỉnhalá_alá_phường1"],
                },
                "tỉnhê": {"đặckhuđảo": ["tỉnhê_đảo_"]},
            },
            "DICT_PROVINCE_WARD_DIVIDED": {
                "thànhphốđá": {"tỉnhalá_bông_xãcó": [{"newWardKey": "xãcỏ"}, {"newWardKey": "phườngbông"}]}
            },
        }
        with zipfile.ZipFile(folder / "vietnamadminunits-1.0.4-py3-none-any.whl", "w") as wheel:
            wheel.writestr("vietnamadminunits/data/dataset.db", database.serialize())
            wheel.writestr("vietnamadminunits/data/converter_2025.json", json.dumps(converter))
        database.close()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Compile without the renamings and links of the real source."""
    from kienan_analysis.data.gazetteer import making

    empty = tmp_path / "no-renamings.csv"
    empty.write_text("level,type,name,parent,code,last_day,successors,made,authority\n", encoding="utf-8")
    monkeypatch.setattr(making, "RENAMINGS", empty)
    return empty


def test_compiles_a_source_by_its_rules(alone: Path, tmp_path: Path) -> None:
    SmallSource().write(tmp_path)
    made = {unit.id: unit for unit in compiling.make_units(source_tables.read_tables(tmp_path), {})}
    assert {name for name, unit in made.items() if unit.level not in {"country", "region"}} == {
        *("a-la", "da", "da-2025", "e"),
        # A district's name that another district or a province bears goes with the province's.
        *("bong-a-la", "bong-da", "a-la-a-la", "dao"),
        # Names that differ by tones alone are equal: the parent, then the code. A number keeps its type word.
        *("xa-co-bong-a-la-00010", "xa-co-bong-a-la-00011", "xa-co-bong-da", "phuong-1"),
        # One that bears an older one's name carries the year.
        *("xa-co-2025", "phuong-bong", "dac-khu-dao"),
    }
    assert made["a-la"].successors == (("da-2025", "whole"),)
    assert made["e"].valid_to is made["e"].valid_from is None
    assert made["phuong-1"].name == "Phường 1"
    assert made["xa-co-bong-a-la-00011"].successors == (("phuong-bong", "part"), ("xa-co-2025", "part"))
    assert made["dao"].successors == (("dac-khu-dao", "whole"),)
    assert (made["phuong-bong"].area_km2, made["xa-co-2025"].area_km2) == (None, 1.5)
    assert (made["e"].point, made["e"].lat) == ("mean", made["dac-khu-dao"].lat)


def test_renaming_is_one_row(alone: Path, tmp_path: Path) -> None:
    SmallSource().write(tmp_path)
    tables = source_tables.read_tables(tmp_path)
    row = "district,huyện,Cũ,tỉnh A Lá,009,2023-12-31,huyện Bông/A Lá,new,a resolution\n"
    alone.write_text(alone.read_text(encoding="utf-8") + row, encoding="utf-8")
    made = {unit.id: unit for unit in compiling.make_units(tables, {})}
    assert (made["cu"].valid_to, made["cu"].successors) == (date(2023, 12, 31), (("bong-a-la", "whole"),))
    assert made["bong-a-la"].valid_from == date(2024, 1, 1)
    alone.write_text(alone.read_text(encoding="utf-8").replace("/A Lá", ""), encoding="utf-8")
    with pytest.raises(ValueError, match="'huyện Bông' is 2 units"):
        compiling.make_units(tables, {})


def test_renaming_of_a_commune_names_its_parents_where_names_occur_often(alone: Path, tmp_path: Path) -> None:
    SmallSource().write(tmp_path)
    tables = source_tables.read_tables(tmp_path)
    row = "commune,xã,Xưa,huyện Bông/Đá,00009,2024-12-31,xã Cỏ/Bông/Đá:part|xã Có/Bông/A Lá:part,joined,a resolution\n"
    alone.write_text(alone.read_text(encoding="utf-8") + row, encoding="utf-8")
    made = {unit.id: unit for unit in compiling.make_units(tables, {})}
    assert made["xa-xua"].parent == "bong-da"
    assert made["xa-xua"].successors == (("xa-co-bong-a-la-00011", "part"), ("xa-co-bong-da", "part"))
    assert made["xa-co-bong-da"].valid_from is None


def test_later_compile_changes_no_id(alone: Path, tmp_path: Path) -> None:
    SmallSource().write(tmp_path)
    tables = source_tables.read_tables(tmp_path)
    kept = {identity_of(unit): unit.id for unit in compiling.make_units(tables, {})}
    # A renaming found later would, from nothing, have given the older unit the id without a year.
    row = "district,thị xã,Đảo,tỉnh Ê,030,2020-12-31,huyện Đảo,new,a resolution\n"
    alone.write_text(alone.read_text(encoding="utf-8") + row, encoding="utf-8")
    anew = {identity_of(unit): unit.id for unit in compiling.make_units(tables, {})}
    again = {identity_of(unit): unit.id for unit in compiling.make_units(tables, kept)}
    assert {"dao", "dao-2021"} <= set(anew.values())
    assert {"dao", "dao-until-2020"} <= set(again.values())
    assert {identity: again[identity] for identity in kept} == kept


def test_compile_that_would_lose_an_id_fails(alone: Path, tmp_path: Path) -> None:
    SmallSource().write(tmp_path)
    tables = source_tables.read_tables(tmp_path)
    kept = {identity_of(unit): unit.id for unit in compiling.make_units(tables, {})}
    with pytest.raises(ValueError, match="ids lost: \\['gone'\\]"):
        compiling.make_units(tables, kept | {("99", "huyện", "gone", False): "gone"})


@pytest.mark.slow
def test_committed_ids_are_kept_by_the_compiler(units: list[gazetteer.Unit]) -> None:
    kept = compiling.kept_ids()
    assert len(kept) == len(units)  # each is recognised by something of its own
    assert set(kept.values()) == {unit.id for unit in units}


def test_compiler_names_the_wheel_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"vietnamadminunits 1\.0\.4"):
        compiling.main([str(tmp_path)])


def test_compiled_bytes_are_the_same_twice(alone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SmallSource().write(tmp_path)
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        made = compiling.make_units(source_tables.read_tables(tmp_path), {})
        for name, content in compiling.write_index(reversed(made)).items():
            (folder / name).write_bytes(content)
    names = {path.name for path in folders[0].iterdir()}
    assert names == {lookup.UNITS, lookup.NAMES, lookup.ENGLISH_NAMES, lookup.FIRST_WORDS}
    assert all((folders[0] / name).read_bytes() == (folders[1] / name).read_bytes() for name in names)
    assert not capsys.readouterr().out
