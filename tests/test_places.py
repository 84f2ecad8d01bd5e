"""Any place in Vietnam, as a user meets it: from an article to its row, its figures and its page."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kienan_analysis as ka
from kienan_analysis.articles.adding import Adder, ChangedMeanwhileError
from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.articles.origins import Details
from kienan_analysis.catalogue import AREA_COLUMNS, parse_period, read_areas
from kienan_analysis.data.areas import KnownAreas, area_rows
from kienan_analysis.data.areas.naming import find_areas, standing, the_area
from kienan_analysis.data_package import open_package
from kienan_analysis.documents.opener import document_of
from kienan_analysis.errors import UsageError
from kienan_analysis.intake.places import lacks_place, possible_places
from tests.packages import area, observation, write_package
from tests.place_articles import AMBIGUOUS, REPORTS, Report
from tests.test_shipped_data import check_package

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examined

PROJECT = Path(__file__).resolve().parent.parent
URL = "https://example.org/bao-cao"
NOTHING = KnownAreas({})
Kienan = Callable[..., tuple[int, str, str]]
UNKNOWN = AMBIGUOUS[-2][1]  # a huyện Châu Thành of which nothing says which


def empty_package(folder: Path) -> Path:
    """Make a package with the shipped indicators, and nothing in its other tables."""
    folder.mkdir()
    for path in (PROJECT / "data").iterdir():
        if path.name in {"areas.csv", "sources.csv", "observations.csv"}:
            (folder / path.name).write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n")
        elif path.suffix in {".csv", ".json"}:
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return empty_package(tmp_path / "empty")


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(open_catalogue(PROJECT / "data"))


@pytest.fixture
def article(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str, name: str = "article.txt") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


def examined(examiner: Examiner, text: str, **given: Any) -> Examined:
    return examiner.examine(text, published=document_of(text.encode(), "article").day, **given)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rows_of(folder: Path, table: str = "areas") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / f"{table}.csv").read_text(encoding="utf-8"))))


def asked(*arguments: str, answers: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "kienan_analysis", *arguments]
    run = subprocess.run(command, cwd=PROJECT, input=answers.encode(), capture_output=True, check=False)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


# Found in the text


@pytest.mark.parametrize("report", REPORTS, ids=[one.area for one in REPORTS])
def test_the_place_is_found_without_being_told(examiner: Examiner, report: Report) -> None:
    found = examined(examiner, report.text)
    assert found.area == report.area
    assert found.article.period == str(report.year)
    assert {one.area for one in found.article.observations} == {report.area}
    assert any(one.sure for one in found.article.observations)
    province = next(one for one in (NOTHING[report.area], *NOTHING.above(report.area)) if one.parent == "viet-nam")
    assert province.id == report.province


def test_the_reports_are_of_twelve_provinces_and_every_kind_of_place() -> None:
    assert len({one.province for one in REPORTS}) == len(REPORTS) == 12
    kinds = {NOTHING[one.area].name_vi.split()[0] for one in REPORTS}
    assert kinds == {"Thành", "Huyện", "Thị", "Tỉnh", "Phường", "Đặc", "Xã"}
    assert {one.year < 2025 for one in REPORTS} == {True, False}


@pytest.mark.parametrize(("area", "text"), AMBIGUOUS)
def test_namesakes_are_told_apart_or_left_open(examiner: Examiner, area: str | None, text: str) -> None:
    found = examined(examiner, text)
    assert found.area == area
    if area is None:
        assert lacks_place(found, wholly=True)
        assert len(possible_places(found, NOTHING)) >= 10
        assert not any(one.sure for one in found.article.observations)


@pytest.mark.parametrize(
    ("url", "area"),
    [
        ("https://chauthanh.tayninh.gov.vn/bao-cao", "chau-thanh-tay-ninh"),
        ("https://baotayninh.vn/bao-cao.html", "chau-thanh-tay-ninh"),
        ("https://www.angiang.gov.vn/", "chau-thanh-an-giang"),
        ("https://tayninh.example.org/angiang", "chau-thanh-tay-ninh"),
        ("https://example.org/tayninh", None),
        ("https://angiang.tayninh.vn/", None),
    ],
)
def test_the_province_of_the_site_tells_namesakes_apart(examiner: Examiner, url: str, area: str | None) -> None:
    assert examined(examiner, UNKNOWN, url=url).area == area
    # What the text itself says goes before.
    assert examined(examiner, AMBIGUOUS[0][1], url=url).area == "chau-thanh-tay-ninh"
    assert examined(examiner, REPORTS[1].text, url=url).area == "yen-chau"


# Into the data


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("report", REPORTS, ids=[one.area for one in REPORTS])
def test_an_article_of_any_place_is_added_to_an_empty_package(
    kienan: Kienan, empty: Path, article: Callable[[str], str], report: Report
) -> None:
    code, out, err = kienan("add", article(report.text), "--yes", "--url", URL, "--data", str(empty))
    assert code == 0, err
    places = rows_of(empty)
    assert [row["id"] for row in places] == [report.area, *(one.id for one in NOTHING.above(report.area))]
    assert all(row["id"] in out for row in places)
    assert {row["area"] for row in rows_of(empty, "observations")} == {report.area}
    assert kienan("check", "--data", str(empty))[0] == 0
    found = check_package(empty)
    assert found.valid, found.flatten(["name", "rowNumber", "fieldName", "note"])
    # The same again changes nothing.
    before = files_of(empty)
    assert kienan("add", article(report.text), "--yes", "--url", URL, "--data", str(empty))[0] == 0
    assert files_of(empty) == before


@pytest.mark.slow
def test_places_that_are_there_already_get_no_second_row(
    kienan: Kienan, empty: Path, article: Callable[[str], str]
) -> None:
    for number in (4, 8):  # both of districts' kind, in one country
        text = REPORTS[number].text
        assert kienan("add", article(text), "--yes", "--url", f"{URL}-{number}", "--data", str(empty))[0] == 0
    ids = [row["id"] for row in rows_of(empty)]
    assert len(ids) == len(set(ids))
    assert ids.count("viet-nam") == 1


def test_rows_figures_and_source_are_written_together_or_not_at_all(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = REPORTS[0]
    adder = Adder(empty)
    document = document_of(report.text.encode(), "a.txt")
    found = Examiner(adder.catalogue).examine(report.text, published=document.day)
    details = Details(url=URL)
    proposal = adder.propose(document, found, details)
    assert [row["id"] for row in proposal.areas] == ["dong-hoi", "quang-binh", "viet-nam"]
    before = files_of(empty)

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("kienan_analysis.data_package.appending.write_all", fail)
    with pytest.raises(ka.errors.KienanError, match="Nothing was added"):
        adder.add(proposal, document, details)
    assert files_of(empty) == before


@pytest.mark.slow
def test_a_place_that_somebody_wrote_otherwise_meanwhile_is_not_overwritten(empty: Path) -> None:
    report = REPORTS[0]
    adder = Adder(empty)
    document = document_of(report.text.encode(), "a.txt")
    found = Examiner(adder.catalogue).examine(report.text, published=document.day)
    details = Details(url=URL)
    proposal = adder.propose(document, found, details)
    mine = dict.fromkeys(AREA_COLUMNS, "") | {"id": "dong-hoi", "level": "district", "name_vi": "Đồng Hới"}
    mine |= {"name_en": "Dong Hoi", "parent": "ha-noi", "code": "450"}
    heading = (empty / "areas.csv").read_text(encoding="utf-8").strip().split(",")
    (empty / "areas.csv").write_text(
        ",".join(heading) + "\n" + ",".join(mine.get(name, "") for name in heading) + "\n", encoding="utf-8"
    )
    # What was shown had the row of Quảng Bình, of which nothing is needed now.
    with pytest.raises(ChangedMeanwhileError):
        adder.add(proposal, document, details)
    assert rows_of(empty, "observations") == []


@pytest.mark.slow
def test_on_a_terminal_the_place_is_asked_for_among_the_candidates(empty: Path, article: Callable[[str], str]) -> None:
    listed = {one.id for one in possible_places(examined(Examiner(open_catalogue(empty)), UNKNOWN), NOTHING)}
    code, out, err = asked(
        "add", article(UNKNOWN), "--url", URL, "--data", str(empty), answers="huyện Xứ Lạ\nChâu Thành, Bến Tre\ny\n"
    )
    assert code == 0, err
    assert all(f"({name})" in out for name in listed)
    assert "Several places bear the name (“huyện châu thành”)." in out
    assert "area 'huyện Xứ Lạ': no place of Vietnam is called so" in err
    assert [row["area"] for row in rows_of(empty, "observations")] == ["chau-thanh-ben-tre"]


@pytest.mark.slow
def test_the_number_of_a_candidate_is_an_answer(empty: Path, article: Callable[[str], str]) -> None:
    first = possible_places(examined(Examiner(open_catalogue(empty)), UNKNOWN), NOTHING)[0]
    code, _, err = asked("add", article(UNKNOWN), "--url", URL, "--data", str(empty), answers="1\ny\n")
    assert code == 0, err
    assert rows_of(empty)[0]["id"] == first.id


@pytest.mark.slow
def test_where_nobody_can_be_asked_the_candidates_are_told_and_nothing_is_written(
    kienan: Kienan, empty: Path, article: Callable[[str], str]
) -> None:
    before = files_of(empty)
    for code, _, err in (
        kienan("add", article(UNKNOWN), "--yes", "--url", URL, "--data", str(empty)),
        asked("add", article(UNKNOWN), "--url", URL, "--data", str(empty), answers=""),
    ):
        assert code == 2
        assert err.count("Error:") == 1
        assert "--area chau-thanh-ben-tre (Huyện Châu Thành, Tỉnh Bến Tre, until 2025-06-30)" in err
    assert files_of(empty) == before


# What is given


@pytest.mark.parametrize(
    ("given", "text", "expected"),
    [
        ("chau-thanh-ben-tre", UNKNOWN, "chau-thanh-ben-tre"),
        ("Châu Thành, Bến Tre", UNKNOWN, "chau-thanh-ben-tre"),
        ("huyện Châu Thành, tỉnh Bến Tre", UNKNOWN, "chau-thanh-ben-tre"),
        ("H. Châu Thành, Bến Tre", UNKNOWN, "chau-thanh-ben-tre"),
        ("450", REPORTS[0].text, "dong-hoi"),
        # The text tells namesakes apart.
        ("Đồng Hới", REPORTS[0].text, "dong-hoi"),
        ("An Dương", AMBIGUOUS[2][1], "an-duong"),
        ("An Dương", AMBIGUOUS[3][1], "an-duong-2025"),
        ("Lâm Đồng", AMBIGUOUS[5][1], "lam-dong"),
        ("Tuyên Quang", REPORTS[4].text, "tuyen-quang-2025"),
        ("tuyen quang", REPORTS[4].text, "tuyen-quang-2025"),
    ],
)
def test_an_area_is_named_by_id_code_or_name(examiner: Examiner, given: str, text: str, expected: str) -> None:
    assert examined(examiner, text, area=given).area == expected


BAD = [
    # an unknown place; the nearest is told
    ("Châu Thàn", UNKNOWN, "no place of Vietnam is called so", "chau-thanh-an-giang"),
    # a place that had ended by then
    (
        "quận An Dương",
        AMBIGUOUS[4][1].replace("2025", "2026"),
        "Quận An Dương ended on 2025-06-30, before 2026",
        "phuong-an-hai",
    ),
    # two of one name
    ("huyện Châu Thành", UNKNOWN, "10 places are called so, in 2023", "--area chau-thanh-tra-vinh"),
    # a code that only the draft list of 2025 had
    ("11444", UNKNOWN, "no unit bears or bore this code", "phuong-kien-an"),
    # a year where a place should stand
    ("2021", UNKNOWN, "no unit bears or bore this code", "A year is named with --year 2021."),
]


@pytest.mark.parametrize(("given", "text", "said", "candidate"), BAD)
@pytest.mark.parametrize("command", ["add", "read", "review"])
@pytest.mark.slow
def test_what_names_no_one_place_is_refused_in_one_message_and_nothing_is_written(
    kienan: Kienan,
    empty: Path,
    article: Callable[[str], str],
    command: str,
    given: str,
    text: str,
    said: str,
    candidate: str,
) -> None:
    before = files_of(empty)
    file = article(text)
    arguments = {
        "add": ("add", file, "--area", given, "--yes", "--url", URL, "--data", str(empty)),
        "read": ("read", file, "--area", given, "--data", str(empty)),
        "review": ("review", given, "--article", file, "--output", str(empty.parent / "reviews"), "--data", str(empty)),
    }[command]
    code, out, err = kienan(*arguments)
    assert (code, out) == (2, "")
    assert err.count("Error:") == 1
    assert said in err
    assert candidate in err
    assert files_of(empty) == before
    assert not (empty.parent / "reviews").exists()


@pytest.mark.slow
def test_commands_on_the_data_take_names_too(kienan: Kienan) -> None:
    by_id = kienan("reconcile", "le-chan", "--format", "csv")
    assert by_id[0] == 0
    assert kienan("reconcile", "Quận Lê Chân", "--format", "csv") == by_id
    assert kienan("reconcile", "305", "--format", "csv") == by_id
    code, _, err = kienan("reconcile", "Hải Phòng")
    assert code == 2
    assert "hai-phong-2025 (Thành phố Hải Phòng (từ 7/2025), from 2025-07-01)" in err
    code, _, err = kienan("review", "Đồng Hới", "--year", "2023")
    assert code == 2
    assert "places are called so" in err
    code, _, err = kienan("review", "dong-hoi", "--year", "2023")
    assert (code, "there are no figures of Thành phố Đồng Hới (dong-hoi)" in err) == (2, True)
    assert ka.load().area_id("Hải Phòng", [2021]) == "hai-phong"


# The catalogue


def test_an_id_that_the_package_does_not_hold_is_the_gazetteers(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "a", [observation(), observation(area="dong-hoi", period="2020")])
    data = ka.load(folder)
    assert data.areas.loc["dong-hoi", "name_vi"] == "Thành phố Đồng Hới"
    assert data.areas.loc["quang-binh", "name_en"] == "Quảng Bình Province"
    assert data.years("dong-hoi") == [2020]
    assert data.area_name("phuong-dong-hoi") == "Phường Đồng Hới"


def test_the_package_goes_before_the_gazetteer() -> None:
    own = read_areas(
        [
            area("dong-hoi", name_vi="Đồng Hới của tôi", code="450"),
            area("cua-toi", name_vi="Huyện Yên Châu", code="124"),
        ]
    )
    known = KnownAreas(own)
    assert known["dong-hoi"].name_vi == "Đồng Hới của tôi"
    assert list(known) == ["dong-hoi", "cua-toi"]
    assert "yen-chau" in known
    # The same unit under an id of the package's own.
    assert [one.id for one in find_areas("Yên Châu", known) if one.level == "district"] == ["cua-toi"]
    assert [one.id for one in find_areas("yen-chau", known)] == ["cua-toi"]


def test_old_packages_load_unchanged() -> None:
    data = ka.load(PROJECT / "data")
    assert list(data.areas.index) == [row["id"] for row in open_package(PROJECT / "data").tables["areas"].rows]
    assert data.areas.loc["phuong-kien-an", "level"] == "ward"


def test_rows_have_the_packages_own_columns_and_the_ids_that_exist() -> None:
    [row, *_] = area_rows(["phuong-1-da-lat"], NOTHING, ["id", "parent", "level", "mine"])
    assert row == {"id": "phuong-1-da-lat", "parent": "da-lat", "level": "commune", "mine": ""}
    shipped = open_catalogue(PROJECT / "data").areas
    assert area_rows(["kien-an", "nowhere"], shipped) == []


def test_of_a_province_and_the_merged_one_of_its_name_the_period_says_which() -> None:
    both = find_areas("Lâm Đồng", NOTHING)
    for period, expected in (
        ("2024", "lam-dong"),
        ("2025", "lam-dong-2025"),
        ("2025-H1", "lam-dong"),
        ("2026", "lam-dong-2025"),
    ):
        assert [one.id for one in standing(both, parse_period(period)) if one.level == "province"] == [expected]
    with pytest.raises(UsageError, match="2 places are called so"):
        the_area("tỉnh Lâm Đồng", NOTHING)


@pytest.mark.slow
def test_tones_are_never_stripped_from_what_has_them() -> None:
    assert [one.id for one in find_areas("quan kien an", NOTHING)] == ["kien-an"]
    assert find_areas("quận kiên an", NOTHING) == ()
    with pytest.raises(UsageError, match="Did you mean 'kien-an'"):
        the_area("Quận Kiên An", NOTHING)


# The list


@pytest.mark.slow
def test_areas_lists_what_bears_a_name(kienan: Kienan) -> None:
    code, out, _ = kienan("areas", "An Dương")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].split() == ["id", "code", "type", "name", "parent", "from", "until", "successors"]
    assert [line.split()[0] for line in lines[1:]] == [
        "an-duong-2025", "an-duong", "phuong-an-duong-2025", "phuong-an-duong", "xa-an-duong",
    ]  # fmt: skip
    [huyen] = [line for line in lines if "Huyện An Dương" in line]
    assert huyen.split()[1] == "312"
    assert "Thành phố Hải Phòng" in huyen
    assert huyen.rstrip().endswith("2024-12-31  an-duong-2025")
    assert kienan("areas", "an duong")[1] == out


def test_areas_prints_csv_and_json_of_one_content(kienan: Kienan) -> None:
    rows = list(csv.DictReader(io.StringIO(kienan("areas", "quận An Dương", "--format", "csv")[1])))
    content = json.loads(kienan("areas", "quận An Dương", "--format", "json")[1])
    assert [row["id"] for row in rows] == [one["id"] for one in content] == ["an-duong-2025"]
    assert rows[0]["successors"].split("|")[0] == "phuong-an-duong-2025:part"
    assert content[0]["successors"][0] == {"id": "phuong-an-duong-2025", "share": "part"}
    assert content[0]["valid_from"] == rows[0]["valid_from"] == "2025-01-01"


def test_areas_of_no_name_tells_the_nearest(kienan: Kienan) -> None:
    code, out, err = kienan("areas", "Krông Nặng")
    assert (code, out) == (2, "")
    assert "krong-nang (Huyện Krông Năng, Tỉnh Đắk Lắk, until 2025-06-30)" in err


def test_areas_in_python_is_the_same_as_a_table() -> None:
    found = ka.areas("An Dương")
    assert found["id"].tolist() == [
        "an-duong-2025",
        "an-duong",
        "phuong-an-duong-2025",
        "phuong-an-duong",
        "xa-an-duong",
    ]
    assert found.loc[1, "successors"] == ("an-duong-2025",)
    own = ka.areas("Cụm các quận Hải Phòng", ka.load())
    assert own[["id", "type"]].to_numpy().tolist() == [["hai-phong-urban-districts", ""]]


@pytest.mark.slow
def test_a_table_of_an_older_package_in_a_spreadsheets_own_form_gets_its_rows(kienan: Kienan, empty: Path) -> None:
    columns = [name for name in AREA_COLUMNS if name != "code"] + ["code"]
    (empty / "areas.csv").write_bytes(("\ufeff" + ";".join(columns) + "\r\n").encode())
    described = json.loads((empty / "datapackage.json").read_text(encoding="utf-8"))
    schema = next(one["schema"] for one in described["resources"] if one["name"] == "areas")
    for field in schema["fields"]:
        if field["name"] == "level":  # as it was before these levels had names
            field["constraints"]["enum"] = ["city", "district", "ward", "cluster"]
    schema["fields"] = [field for field in schema["fields"] if field["name"] != "note_vi"]
    (empty / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    path = empty.parent / "a.txt"
    path.write_text(REPORTS[7].text, encoding="utf-8")
    code, _, err = kienan("add", str(path), "--yes", "--url", URL, "--data", str(empty))
    assert code == 0, err
    lines = (empty / "areas.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "xa-kham-duc;commune;Xã Khâm Đức;Khâm Đức Commune;da-nang-2025;2025-07-01;;;;20722"
    assert (empty / "areas.csv").read_bytes().count(b"\r\n") == len(lines) == 4
    assert kienan("check", "--data", str(empty))[0] == 0


@pytest.mark.slow
def test_of_two_articles_that_bring_one_place_it_is_written_once(empty: Path) -> None:
    adder = Adder(empty)
    made = []
    for report in (REPORTS[0], REPORTS[1]):  # two districts of one country
        document = document_of(report.text.encode(), report.area)
        found = Examiner(adder.catalogue).examine(report.text, published=document.day)
        details = Details(url=f"{URL}-{report.area}")
        made.append((adder.propose(document, found, details), document, details))
    assert ["viet-nam" in {row["id"] for row in one.areas} for one, _, _ in made] == [True, True]
    for proposal, document, details in made:
        adder.add(proposal, document, details)
    ids = [row["id"] for row in rows_of(empty)]
    assert sorted(ids) == ["dong-hoi", "quang-binh", "son-la", "viet-nam", "yen-chau"]


@pytest.mark.slow
def test_nothing_of_the_gazetteer_is_read_for_a_package_that_is_whole() -> None:
    code = (
        "import kienan_analysis as ka\n"
        "from kienan_analysis.data.gazetteer import lookup\n"
        "data = ka.load('data')\n"
        "data.area_id('kien-an'), data.require_area('hai-phong'), data.known_areas['le-chan']\n"
        "assert lookup._table.cache_info().currsize == 0\n"
        "data.area_name('dong-hoi')\n"
        "assert lookup._table.cache_info().currsize == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True)


@pytest.mark.slow
def test_a_lookup_takes_little_memory() -> None:
    code = (
        "import resource\n"
        "from kienan_analysis.data.areas import KnownAreas\n"
        "from kienan_analysis.data.areas.naming import find_areas, the_area\n"
        "from kienan_analysis.errors import UsageError\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "find_areas('An Dương', KnownAreas({}))\n"
        "try:\n    the_area('Châu Thàn', KnownAreas({}))\nexcept UsageError:\n    pass\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True)
    assert float(run.stdout) < 30


@pytest.mark.slow
def test_an_area_that_was_given_is_said_to_be_given_and_not_found_in_the_text(
    kienan: Kienan, empty: Path, article: Callable[[str], str]
) -> None:
    file = article("Năm 2021, huyện Đông Anh có thu ngân sách nhà nước đạt 8.346 tỷ đồng.")
    _, _, err = kienan("add", file, "--area", "kien-an", "--yes", "--url", URL, "--data", str(empty))
    first = err.splitlines()[0]
    assert first.endswith("(kien-an), as given.")
    assert "by the words" not in err
