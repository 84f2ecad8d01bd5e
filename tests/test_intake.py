"""Intake as a user meets it: what is explained, what is added unseen, what is asked, what waits."""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kienan_analysis as ka
from kienan_analysis.articles.adding import Adder, ChangedMeanwhileError
from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.articles.origins import Details
from kienan_analysis.documents.opener import document_of
from kienan_analysis.errors import KienanError
from kienan_analysis.intake.look_file import FILE, read_list
from kienan_analysis.reading.consistency import disagreements
from kienan_analysis.reading.observations import ReadObservation
from kienan_analysis.reading.sureness import Setting, codes, doubt_sentence, is_of_level, judged, proven_rules

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parent.parent
URL = "https://example.org/article"
CATALOGUE = open_catalogue(PROJECT / "data")
# A report of a year that the data have nothing of: one figure sure, three that cannot all be true.
MIXED = (
    "Thứ Ba, 07/01/2025 08:00\n\nNăm 2024, quận Lê Chân có tổng thu ngân sách đạt 600,5 tỷ đồng, đạt 120% kế hoạch "
    "(kế hoạch 300 tỷ đồng). Tổng mức bán lẻ hàng hóa đạt 9.446,29 tỷ đồng."
)
PAIR = (
    "Thứ Ba, 07/01/2025 08:00\n\nNăm 2024, quận Lê Chân có thu nội địa đạt 600,5 tỷ đồng. "
    "Tổng mức bán lẻ hàng hóa đạt 9.446,29 tỷ đồng. Thu nội địa đạt 700,5 tỷ đồng."
)


@pytest.fixture
def article(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str) -> str:
        path = tmp_path / "article.txt"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def asked(*arguments: str, answers: str) -> tuple[int, str, str]:
    """Run the command as in a terminal, with answers typed in."""
    command = [sys.executable, "-m", "kienan_analysis", *arguments]
    run = subprocess.run(command, cwd=PROJECT, input=answers.encode(), capture_output=True, check=False)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def printed_of(folder: Path, source: str) -> list[str]:
    observations = ka.load(folder).observations
    return observations.loc[observations["source"] == source, "printed"].tolist()


def figure(**changes: Any) -> ReadObservation:
    """Make a sure figure: Kiến An's budget revenue of 2021."""
    usual: dict[str, Any] = dict.fromkeys(
        ("form", "bound", "assigner", "base", "status", "price_basis", "plan_version"), ""
    )
    usual |= {"area": "kien-an", "indicator": "budget_revenue", "name": "thu ngân sách", "period": "2021"}
    usual |= {"measure": "level", "value": 600.0, "printed": "600", "unit": "tỷ đồng", "start": 0, "end": 3}
    return ReadObservation(**usual | {"rule": "an amount"} | changes)


def doubts_of(*figures: ReadObservation, **setting: Any) -> list[tuple[str, ...]]:
    usual: dict[str, Any] = {"area": "kien-an", "proven": frozenset({"an amount"})}
    found = judged(figures, Setting(CATALOGUE.indicators, CATALOGUE.areas, **usual | setting))
    assert all(one.sure is not bool(one.doubts) for one in found)
    return [one.doubts for one in found]


# Sure, or why not


@pytest.mark.parametrize(
    ("changes", "setting", "expected"),
    [
        ({}, {}, ()),
        ({"rule": "so many times"}, {}, ("rule_not_proven",)),
        ({"rule": ""}, {}, ("rule_not_proven",)),
        ({"rule": "of mine"}, {"package_rules": frozenset({"of mine"})}, ("package_rule",)),
        ({"indicator": None}, {}, ("name_unknown",)),
        ({"area": None}, {}, ("area_unknown",)),
        ({"area": "le-chan"}, {}, ("area_not_said",)),
        ({"area": "le-chan", "place_start": 0, "place_end": 3}, {}, ()),
        ({}, {"area_doubted": True}, ("area_doubted",)),
        ({"area": "le-chan", "place_start": 0, "place_end": 3}, {"area_doubted": True}, ("area_doubted",)),
        ({}, {"year_doubted": True}, ("year_doubted",)),
        ({"doubts": ("name_slip",)}, {}, ("name_slip",)),
        ({"doubts": ("period_weak", "area_weak")}, {}, ("area_weak", "period_weak")),
        ({"indicator": "grdp"}, {}, ("level_of_area",)),
        ({"indicator": "grdp", "area": "hai-phong"}, {"area": "hai-phong"}, ()),
        ({"indicator": "population", "unit": "người", "printed": "118.000"}, {}, ()),
        ({"indicator": "population", "unit": "nghìn người", "printed": "118,25"}, {}, ()),
        ({"indicator": "population", "unit": "nghìn người", "printed": "118,2345"}, {}, ("not_whole",)),
        ({"indicator": "population", "unit": "người", "printed": "118,5"}, {}, ("not_whole",)),
        ({"unit": "hộ", "printed": "12,5"}, {}, ("not_whole",)),
        ({"measure": "attainment", "unit": "%", "printed": "1015", "value": 1015.0}, {}, ("share_too_far",)),
        ({"measure": "attainment", "unit": "%", "printed": "0,9", "value": 0.9}, {}, ("share_too_far",)),
        ({"measure": "attainment", "unit": "%", "printed": "650", "value": 650.0}, {}, ()),
        # Of a rate: 0.3 points above a target of 95%, or 0.3% of it.
        (
            {"indicator": "poverty_rate", "measure": "attainment", "unit": "%", "printed": "0,3", "value": 100.3}
            | {"form": "excess"},
            {},
            ("points_or_part",),
        ),
        ({"measure": "attainment", "unit": "%", "printed": "0,3", "form": "excess", "value": 100.3}, {}, ()),
        ({"measure": "growth", "unit": "%", "printed": "301", "value": 301.0}, {}, ("growth_too_far",)),
        ({"measure": "growth", "unit": "%", "printed": "299", "value": 299.0}, {}, ()),
        (
            {"measure": "growth", "unit": "lần", "form": "multiple", "printed": "5", "value": 400.0},
            {},
            ("growth_too_far",),
        ),
    ],
)
def test_each_doubt_by_itself(changes: dict[str, Any], setting: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert doubts_of(figure(**changes), **setting) == [expected]


@pytest.mark.parametrize(
    ("period", "day", "status", "expected"),
    [
        ("2024-Q4", "2024-10-02", "", ("not_over",)),  # ADD3 of the cases: just begun
        ("2025-Q4", "2025-07-12", "", ("not_begun",)),  # as ADD2
        ("2003-H1", "2022-06-17", "", ("long_ago",)),  # ADD1
        ("2024", "2024-12-10", "", ()),  # the session at the year's end
        ("2024", "2024-07-10", "", ("not_over",)),
        ("2024", "2024-07-10", "estimate", ()),
        ("2025", "2024-12-10", "estimate", ("not_begun",)),
        ("2024-H1", "2024-06-10", "", ()),
        ("2024-06", "2024-06-22", "", ()),
        ("2024-06", "2024-06-10", "", ("not_over",)),
        ("2020", "2022-06-17", "", ()),
    ],
)
def test_a_result_is_held_against_the_day_of_the_text(
    period: str, day: str, status: str, expected: tuple[str, ...]
) -> None:
    published = date.fromisoformat(day)
    assert doubts_of(figure(period=period, status=status), published=published) == [expected]
    plan = figure(period=period, measure="plan", status=status)
    assert doubts_of(plan, published=published) == [()]


def test_an_area_has_no_figures_after_its_end() -> None:
    published = date(2025, 7, 12)  # Kiến An District ended on 30 June
    assert doubts_of(figure(period="2026"), published=published) == [("area_ended", "not_begun")]
    assert doubts_of(figure(period="2030", measure="plan"), published=published) == [("area_ended",)]


def test_a_year_long_ago_that_is_said_is_fine() -> None:
    said = figure(period="2015", period_start=4, period_end=8)
    assert doubts_of(said, published=date(2022, 6, 17)) == [()]


LEVEL = figure(printed="600,37")
SHARE = figure(measure="attainment", unit="%", printed="101,5", start=10)
PLAN = figure(measure="plan", printed="591,5", start=20)
GROWTH = figure(measure="growth", unit="%", printed="13,68", start=30)
BEFORE = figure(period="2020", printed="528,1", start=40)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([LEVEL, SHARE, PLAN], {}),
        ([LEVEL, SHARE, replace(PLAN, printed="300")], {0: "plan_disagrees", 1: "plan_disagrees", 2: "plan_disagrees"}),
        # In other units, and rounded: 0,59 nghìn tỷ may be 594,9.
        ([LEVEL, SHARE, replace(PLAN, printed="0,59", unit="nghìn tỷ đồng")], {}),
        ([LEVEL, SHARE, replace(PLAN, printed="300", bound="at_least")], {}),
        ([LEVEL, SHARE, replace(PLAN, printed="300", assigner="city")], {}),
        ([LEVEL, SHARE, replace(PLAN, printed="300", plan_version="revised")], {}),
        ([LEVEL, GROWTH, BEFORE], {}),
        (
            [LEVEL, GROWTH, replace(BEFORE, printed="582,1")],
            {0: "growth_disagrees", 1: "growth_disagrees", 2: "growth_disagrees"},
        ),
        ([LEVEL, replace(GROWTH, unit="điểm %"), replace(BEFORE, printed="582,1")], {}),
        ([LEVEL, replace(GROWTH, base="2015"), replace(BEFORE, printed="582,1")], {}),
        (
            [LEVEL, replace(GROWTH, base="2015"), replace(BEFORE, period="2015", printed="582,1")],
            {0: "growth_disagrees", 1: "growth_disagrees", 2: "growth_disagrees"},
        ),
        ([LEVEL, replace(LEVEL, printed="700,37")], {0: "two_values", 1: "two_values"}),
        ([LEVEL, replace(LEVEL, printed="600", bound="approx")], {}),
        ([LEVEL, replace(LEVEL, printed="700,37", price_basis="current")], {0: "two_values", 1: "two_values"}),
        ([LEVEL, replace(LEVEL, printed="700,37", price_basis="constant 2010")], {}),
        ([replace(LEVEL, indicator=None), replace(LEVEL, indicator=None, printed="700,37")], {}),
    ],
)
def test_figures_of_one_text_that_cannot_all_be_true(figures: list[ReadObservation], expected: dict[int, str]) -> None:
    found = disagreements(figures, CATALOGUE.indicators)
    assert {place: "".join(said) for place, said in found.items()} == expected


def test_every_doubt_has_words_in_both_languages_and_names_no_field() -> None:
    for code in codes():
        said = {doubt_sentence(code, language) for language in ("vi", "en")}
        assert len(said) == 2
        assert not any(re.search(r"[{}]", sentence) for sentence in said)


def test_proven_rules_are_rules_of_the_table() -> None:
    from kienan_analysis.reading.grammar.table import shipped

    known = {rule.id for language in ("vi", "en") for rule in shipped(language).rules}
    # What tables, lists and strokes say needs no rule of the grammar.
    by_code = ("a cell of a table: ", "a place's cell of a table: ", "a place in a list", "the plan, after a stroke")
    assert {name for name in proven_rules() if not name.startswith(by_code)} <= known


def test_the_catalogue_says_which_levels_have_an_indicator() -> None:
    district, city, ward = (CATALOGUE.areas[name] for name in ("kien-an", "hai-phong", "phuong-kien-an"))
    revenue = CATALOGUE.indicators["budget_revenue"]
    assert is_of_level(revenue, district)
    for levels, expected in (
        (("province", "city"), [False, True, False]),
        (("commune",), [False, False, True]),
        (("ward", "district"), [True, False, True]),
    ):
        limited = replace(revenue, levels=levels)
        assert [is_of_level(limited, area) for area in (district, city, ward)] == expected


# kienan read --explain


def test_explain_names_rule_words_and_doubts(
    kienan: Callable[..., tuple[int, str, str]], article: Callable[[str], str]
) -> None:
    text = MIXED + " Thu ngân sách không đạt 100% kế hoạch."
    code, out, _ = kienan("read", article(text), "--explain")
    assert code == 0
    blocks = re.split(r"\n(?=  {1,20}\S.*\d+–\d+)", out)
    [level] = [block for block in blocks if "9.446,29 tỷ đồng" in block]
    assert re.search(r"rule +an amount\n", level)
    assert re.search(r"name +“Tổng mức bán lẻ hàng hóa”\n", level)
    assert re.search(r"sure +yes", level)
    [share] = [block for block in blocks if " 120% " in block]
    assert re.search(r"comparison +“kế hoạch", share)
    assert re.search(r"to be asked +level, plan and share of the plan", share)
    [denied] = [block for block in blocks if re.match(r" +100 +\(", block)]
    assert re.search(r"not read +said not to be so\n +rule +denied", denied)


@pytest.mark.slow
def test_explain_adds_columns_and_keeps_the_others(
    kienan: Callable[..., tuple[int, str, str]], article: Callable[[str], str]
) -> None:
    path = article(MIXED + " Thu ngân sách không đạt 100% kế hoạch.")
    _, plain, _ = kienan("read", path, "--unread", "--format", "json")
    _, out, _ = kienan("read", path, "--explain", "--format", "json")
    found, usual = json.loads(out), json.loads(plain)
    assert found["unread"] == usual["unread"]
    assert [{**row, **told} for row, told in zip(found["observations"], usual["observations"], strict=True)] == found[
        "observations"
    ]
    assert list(found["observations"][0])[-4:] == ["why", "period_words", "place_words", "comparison_words"]
    shares = [row for row in found["observations"] if row["measure"] == "attainment"]
    assert [row["comparison_words"].split()[:2] for row in shares] == [["kế", "hoạch"]]
    assert (found["unread"][0]["code"], found["unread"][0]["rule"]) == ("denied", "denied")
    _, out, _ = kienan("read", path, "--explain", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[-1]["rule"] == rows[-1]["code"] == "denied"
    assert {row["sure"] for row in rows} == {"True", "False", ""}


# kienan add --yes


@pytest.mark.slow
def test_sure_figures_are_added_and_the_others_wait(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    before = files_of(own)
    code, out, err = kienan("add", article(MIXED), "--yes", "--url", URL, "--data", str(own))
    assert (code, "Added 1 figure of le-chan-2025-01-07" in err) == (0, True)
    assert "3 figures to be looked at in to-look-at.json" in err
    assert out.count("cannot all be true") >= 1
    assert printed_of(own, "le-chan-2025-01-07") == ["9.446,29"]
    [waiting] = read_list(own).articles
    assert (waiting.file, waiting.area, waiting.period) == ("article.txt", "le-chan", "2024")
    assert waiting.details == Details("le-chan-2025-01-07", "example.org", URL, "2025-01-07")
    assert [entry.observation.printed for entry in waiting.entries] == ["600,5", "120", "300"]
    for entry in waiting.entries:
        one = entry.observation
        assert entry.sentence[one.start - entry.sentence_start : one.end - entry.sentence_start] == one.printed
        assert "plan_disagrees" in dict(entry.why)
    assert set(json.loads((own / "datapackage.json").read_bytes())) == set(json.loads(before["datapackage.json"]))
    assert before["datapackage.json"] == files_of(own)["datapackage.json"]  # no resource of the package
    assert not [problem for problem in ka.load(own).problems if problem.severity == "error"]
    after = files_of(own)
    code, _, err = kienan("add", article(MIXED), "--yes", "--url", URL, "--data", str(own))
    assert (code, "what is sure is in the data already" in err) == (0, True)
    assert files_of(own) == after


@pytest.mark.slow
def test_two_values_of_one_thing_cost_only_themselves(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    code, out, _ = kienan("add", article(PAIR), "--yes", "--url", URL, "--data", str(own))
    assert code == 0
    assert printed_of(own, "le-chan-2025-01-07") == ["9.446,29"]
    [waiting] = read_list(own).articles
    assert [entry.observation.printed for entry in waiting.entries] == ["600,5", "700,5"]
    assert "the text prints 700,5 elsewhere" in out
    assert "the text prints 600,5 elsewhere" in out


@pytest.mark.slow
def test_nothing_sure_is_said_to_be_so_with_why(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    before = files_of(own)
    text = "Năm 2021, huyện Vĩnh Bảo có GRDP tăng 7,9%."
    code, out, err = kienan("add", article(text), "--yes", "--url", URL, "--data", str(own))
    assert (code, "Nothing was added: 1 figure to be looked at, none of them sure." in err) == (1, True)
    assert "“Năm 2021, huyện Vĩnh Bảo có GRDP tăng 7,9%.”" in out
    after = files_of(own)
    assert after.pop(FILE)
    assert after == before
    code, _, err = kienan("add", article("Không có số liệu."), "--yes", "--data", str(own))
    assert (code, "Nothing to add." in err) == (1, True)


# Cases 44 and 46: about a place that the data lack, with a figure of one that they have; a host named once.
NAM_DINH = (
    "Tỉnh Nam Định\n\nGRDP 6 tháng đầu năm 2025 của tỉnh tăng 8,9% so với cùng kỳ.\n\nHải Phòng\n\n"
    "Thành phố Hải Phòng có diện tích 1.526 km2."
)
QUANG_NAM = (
    "Tại phường Hải Châu, UBND tỉnh Quảng Nam tổ chức hội nghị. Tỉnh Quảng Nam năm 2023 có GRDP tăng 5,1%; "
    "tỉnh Quảng Nam thu ngân sách 23.400 tỷ đồng."
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "figures", "places"),
    [
        (NAM_DINH, {("nam-dinh", "8,9"), ("hai-phong", "1.526")}, {"nam-dinh", "viet-nam"}),
        (QUANG_NAM, {("quang-nam", "5,1"), ("quang-nam", "23.400")}, {"quang-nam", "viet-nam"}),
    ],
)
def test_an_article_about_a_place_that_the_data_lack_takes_the_area_of_no_other_figure(
    kienan: Callable[..., tuple[int, str, str]],
    own: Path,
    article: Callable[[str], str],
    text: str,
    figures: set[tuple[str, str]],
    places: set[str],
) -> None:
    before = ka.load(own)
    assert kienan("add", article(text), "--yes", "--url", URL, "--data", str(own))[0] == 0
    now = ka.load(own)
    new = now.observations[~now.observations["id"].isin(before.observations["id"])]
    assert set(zip(new["area"], new["printed"], strict=True)) == figures
    assert set(now.areas.index) - set(before.areas.index) == places


@pytest.mark.slow
@pytest.mark.parametrize(
    ("period", "code", "rows"),
    [("Năm 2025", 0, 1), ("6 tháng đầu năm 2025", 1, 0)],
)
def test_a_ward_s_first_year_is_no_warning_and_months_before_it_are(
    kienan: Callable[..., tuple[int, str, str]],
    own: Path,
    article: Callable[[str], str],
    period: str,
    code: int,
    rows: int,
) -> None:
    text = f"{period}, phường Kiến An, thành phố Hải Phòng có thu ngân sách đạt 214 tỷ đồng."
    options = ["--area", "phuong-kien-an", "--url", URL, "--published", "2026-01-08"]
    ended, out, _ = kienan("add", article(text), "--yes", *options, "--data", str(own))
    assert (ended, len(printed_of(own, "phuong-kien-an-2026-01-08"))) == (code, rows), out
    assert ("lies before the area did" in out) is not bool(rows)


@pytest.mark.slow
def test_some_months_of_the_year_that_was_given_are_no_warning(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    text = "6 tháng đầu năm 2024, quận Lê Chân có thu ngân sách đạt 812,5 tỷ đồng."
    options = ["--year", "2024", "--url", URL, "--published", "2024-07-08"]
    code, out, _ = kienan("add", article(text), "--yes", *options, "--data", str(own))
    assert (code, "Checks: all passed." in out) == (0, True), out
    assert ka.load(own).observations.iloc[-1]["period"] == "2024-H1"


@pytest.mark.slow
def test_a_missing_source_refuses_before_anything_is_written(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    before = files_of(own)
    code, _, err = kienan("add", article(MIXED), "--yes", "--data", str(own))
    assert (code, "Error: --publisher: this is not known of the source" in err) == (2, True)
    assert files_of(own) == before


# Asking


@pytest.mark.slow
def test_sure_rows_are_asked_once_and_each_doubtful_sentence_by_itself(
    own: Path, article: Callable[[str], str]
) -> None:
    before = files_of(own)
    path = article(MIXED)
    options = ("add", path, "--url", URL, "--data", str(own))
    for answers in ("n\n", "", "y\n"):  # no; nothing; and an end in the middle, which is no consent
        code, _, err = asked(*options, answers=answers)
        assert (code, "Nothing was added." in err) == (1, True)
        assert files_of(own) == before
    code, out, err = asked(*options, answers="y\nwhat\ns\ny\ny\n")
    assert (code, "Added 4 figures" in err) == (0, True), err
    assert err.count("[y] add") == 3
    assert re.search(r"rule +an amount", out)
    assert "Add them although these checks do not pass?" in err
    assert sorted(printed_of(own, "le-chan-2025-01-07")) == ["120", "300", "600,5", "9.446,29"]
    assert not (own / FILE).exists()


@pytest.mark.slow
def test_what_is_never_to_be_added_is_not_listed_again(own: Path, article: Callable[[str], str]) -> None:
    options = ("add", article(MIXED), "--url", URL, "--data", str(own))
    code, _, err = asked(*options, answers="y\nn\n")
    assert (code, "Added 1 figure" in err) == (0, True)
    assert read_list(own).count == 0
    after = files_of(own)
    code, _, _ = asked(*options, "--yes", answers="")
    assert code == 0
    assert files_of(own) == after


@pytest.mark.slow
def test_of_two_values_the_second_is_not_offered_once_the_first_is_taken(
    own: Path, article: Callable[[str], str]
) -> None:
    code, _, err = asked("add", article(PAIR), "--url", URL, "--data", str(own), answers="y\ny\n")
    assert (code, "Added 2 figures" in err, "This cannot be added as it stands" in err) == (0, True, True)
    assert sorted(printed_of(own, "le-chan-2025-01-07")) == ["600,5", "9.446,29"]


UNDATED = "Sáu tháng đầu năm, quận Lê Chân có thu nội địa đạt 600,5 tỷ đồng."


@pytest.mark.slow
def test_of_a_report_on_no_web_page_the_address_is_left_empty_and_the_day_dates_the_figures(
    own: Path, article: Callable[[str], str]
) -> None:
    answers = "ftp:x\n\n\nUBND quận Lê Chân\n2024/07/08\n2024-07-08\ny\n"
    code, out, err = asked("add", article(UNDATED), "--data", str(own), answers=answers)
    assert (code, "Added 1 figure of le-chan-2024-07-08" in err) == (0, True), err
    assert err.count("A report that is on no web page has no address: press Enter.") == 1
    assert err.count("The source's web address (Enter: none)") == 2
    assert "this is no web address" in err
    assert err.count("This has to be known: datapackage.json requires it of every source.") == 1
    assert "this is no day" in err
    assert "2024-H1" in out.partition("Checks")[2]
    data = ka.load(own)
    row = data.sources.loc["le-chan-2024-07-08"]
    assert (row["publisher"], row["url"], str(row["published"])) == ("UBND quận Lê Chân", "", "2024-07-08")
    assert data.observations.iloc[-1]["period"] == "2024-H1"
    code, _, _ = asked("add", article(UNDATED), "--published", "2024-07-08", "--data", str(own), answers="")
    assert code == 0  # the same source is found again, and nothing asked


@pytest.mark.slow
def test_who_says_something_of_the_source_is_asked_only_for_what_must_be_known(
    own: Path, article: Callable[[str], str]
) -> None:
    text = "Năm 2024, quận Lê Chân có thu nội địa đạt 600,5 tỷ đồng."
    code, _, err = asked("add", article(text), "--publisher", "UBND", "--data", str(own), answers="y\n")
    assert (code, "The source's" in err, "Added 1 figure" in err) == (0, False, True), err
    assert ka.load(own).sources.loc["le-chan-2024", "url"] == ""


@pytest.mark.slow
def test_an_address_that_a_package_requires_is_asked_for_until_it_is_given(
    own: Path, article: Callable[[str], str]
) -> None:
    path = own / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    (sources,) = [resource for resource in described["resources"] if resource["name"] == "sources"]
    (field,) = [field for field in sources["schema"]["fields"] if field["name"] == "url"]
    field["constraints"] = {"required": True}
    path.write_text(json.dumps(described), encoding="utf-8")
    code, _, err = asked("add", article(MIXED), "--data", str(own), answers=f"\n{URL}\ny\nl\nl\nl\n")
    assert (code, "This has to be known: datapackage.json requires it" in err) == (0, True), err
    assert "A report that is on no web page" not in err
    assert ka.load(own).sources.loc["le-chan-2025-01-07", "url"] == URL


# What waits


@pytest.mark.slow
def test_look_asks_for_the_source_first_so_that_no_answer_is_lost(own: Path, article: Callable[[str], str]) -> None:
    doubtful = article(MIXED.replace("Tổng mức bán lẻ hàng hóa đạt 9.446,29 tỷ đồng.", ""))
    code, _, err = asked("add", doubtful, "--yes", "--data", str(own), answers="")
    assert (code, "3 figures to be looked at" in err) == (1, True), err
    code, _, err = asked("add", "--look", "--data", str(own), answers="UBND quận Lê Chân\ny\ny\ny\ny\n")
    assert (code, "Added 3 figures of le-chan-2025-01-07" in err) == (0, True), err
    assert err.index("The source's publisher") < err.index("[y] add")


@pytest.mark.slow
def test_look_asks_for_what_waits_and_forgets_what_is_decided(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    kienan("add", article(MIXED), "--yes", "--url", URL, "--data", str(own))
    waiting = read_list(own)
    code, _, _ = kienan("add", article(PAIR), "--yes", "--url", f"{URL}/2", "--data", str(own))
    assert [len(one.entries) for one in read_list(own).articles] == [3, 2]
    assert read_list(own).articles[0] == waiting.articles[0]
    code, out, err = asked("add", "--look", "--data", str(own), answers="y\nl\nn\n")
    assert (code, "Added 3 figures of le-chan-2025-01-07" in err) == (0, True), out + err
    assert "Năm 2024, quận Lê Chân có tổng thu ngân sách đạt 600,5 tỷ đồng" in out
    [left] = read_list(own).articles
    assert len(left.entries) == 1
    assert len(left.dismissed) == 1
    assert sorted(printed_of(own, "le-chan-2025-01-07")) == ["120", "300", "600,5", "9.446,29"]
    code, _, err = asked("add", "--look", "--data", str(own), answers="")
    assert (code, "wait as before; [q] would have kept the answers" in err) == (1, True)
    assert read_list(own).articles == (left,)


@pytest.mark.slow
def test_look_is_said_to_be_empty_and_is_given_alone(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    code, _, err = kienan("add", "--look", "--data", str(own))
    assert (code, "Nothing is left to be looked at." in err) == (0, True)
    for wrong in (["--look", "--yes"], ["--look", article(MIXED)], ["--look", "--year", "2021"], []):
        code, _, err = kienan("add", *wrong, "--data", str(own))
        assert (code, "Error: " in err) == (2, True)


@pytest.mark.slow
def test_what_the_data_have_by_now_goes_from_the_list(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    kienan("add", article(MIXED), "--yes", "--url", URL, "--data", str(own))
    path = own / "observations.csv"
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    by_hand = (
        last.replace("-01,le", "-02,le").replace(",retail_sales,", ",budget_revenue,").replace('"9.446,29"', '"600,5"')
    )
    path.write_text(path.read_text(encoding="utf-8") + by_hand + "\n", encoding="utf-8")
    code, _, _ = asked("add", "--look", "--data", str(own), answers="l\n")
    assert code == 0
    [waiting] = read_list(own).articles
    assert [entry.observation.printed for entry in waiting.entries] == ["120", "300"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"version": 7, "articles": []}',
        b'{"version": 1, "articles": [{"digest": 5}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_broken_list_is_refused_and_nothing_is_added(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str], content: bytes
) -> None:
    (own / FILE).write_bytes(content)
    before = files_of(own)
    for options in (["--look"], [article(MIXED), "--yes", "--url", URL]):
        code, _, err = kienan("add", *options, "--data", str(own))
        assert (code, str(own / FILE) in err) == (1, True)
    assert files_of(own) == before


@pytest.mark.slow
def test_a_figure_that_does_not_stand_in_its_sentence_is_refused(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    kienan("add", article(MIXED), "--yes", "--url", URL, "--data", str(own))
    content = json.loads((own / FILE).read_bytes())
    content["articles"][0]["figures"][0]["observation"]["start"] = 100_000
    (own / FILE).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(KienanError, match="does not stand in its sentence"):
        read_list(own)


@pytest.mark.slow
def test_hostile_words_in_the_list_stay_words(
    kienan: Callable[..., tuple[int, str, str]], own: Path, article: Callable[[str], str]
) -> None:
    text = MIXED.replace("quận Lê Chân có", 'quận Lê Chân (<script>alert("1")</script>) có')
    kienan("add", article(text), "--yes", "--url", URL, "--data", str(own))
    sentences = [entry.sentence for one in read_list(own).articles for entry in one.entries]
    assert any('<script>alert("1")</script>' in sentence for sentence in sentences)


# Consent is to rows


def propose(adder: Adder, text: str, details: Details) -> Any:
    document = document_of(text.encode(), "a")
    return adder.propose(document, Examiner(adder.catalogue).examine(text), details), document


@pytest.mark.slow
def test_other_rows_than_were_shown_are_not_written(own: Path) -> None:
    details = Details(url=URL)
    adder = Adder(own)
    proposal, document = propose(adder, PAIR, details)
    assert [one.row["source"] for one in proposal.new] == ["le-chan-2025-01-07"]
    # Meanwhile another article takes that id, so that this one's rows would be of another source.
    sources = own / "sources.csv"
    taken = "le-chan-2025-01-07,example.org,https://example.org/other,2025-01-07,vi,,\n"
    sources.write_text(sources.read_text(encoding="utf-8") + taken, encoding="utf-8")
    before = files_of(own)
    with pytest.raises(ChangedMeanwhileError, match="other rows would be added than were shown"):
        adder.add(proposal, document, details)
    assert files_of(own) == before
    again, document = propose(adder, PAIR, details)
    assert adder.add(again, document, details).origin.row["id"] == "le-chan-2025-01-07-2"


@pytest.mark.slow
def test_rows_that_are_there_by_now_are_not_written_twice(own: Path) -> None:
    details = Details(url=URL)
    first, second = Adder(own), Adder(own)
    proposal, document = propose(first, MIXED, details)
    other, same = propose(second, MIXED, details)
    second.add(other, same, details)
    after = files_of(own)
    added = first.add(proposal, document, details)
    assert (added.new, len(added.present)) == ((), 1)
    assert files_of(own) == after


@pytest.mark.slow
def test_the_command_asks_again_when_the_data_have_changed(
    kienan: Callable[..., tuple[int, str, str]],
    own: Path,
    article: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sources = own / "sources.csv"
    questions: list[str] = []

    def confirm(question: str, **_: Any) -> bool:
        questions.append(question)
        if len(questions) == 1:
            taken = "le-chan-2025-01-07,example.org,https://example.org/other,2025-01-07,vi,,\n"
            sources.write_text(sources.read_text(encoding="utf-8") + taken, encoding="utf-8")
        return True

    monkeypatch.setattr("typer.confirm", confirm)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "l")
    code, out, err = kienan("add", article(MIXED), "--url", URL, "--data", str(own))
    assert (code, len(questions), "look again" in err) == (0, 2, True)
    assert "Source: le-chan-2025-01-07-2 (a new source" in out
    assert printed_of(own, "le-chan-2025-01-07-2") == ["9.446,29"]


def _add(folder: str, number: int) -> None:
    text = MIXED.replace("Lê Chân", "Kiến An").replace("9.446,29", f"9.446,2{number}")
    details = Details(url=f"{URL}/{number}")
    adder = Adder(folder)
    proposal, document = propose(adder, text, details)
    adder.add(proposal, document, details)


@pytest.mark.slow
def test_lists_of_adds_at_the_same_time_are_all_kept(own: Path) -> None:
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_add, args=(str(own), number)) for number in range(3)]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
    # One that finds its source's id taken meanwhile refuses, and is asked again; the others are all there.
    done = sum(process.exitcode == 0 for process in running)
    assert done >= 1
    assert len(read_list(own).articles) == done
