"""The workbook and the CSV of a review: numbers, formulas that give them, and nothing that runs."""

from __future__ import annotations

import base64
import csv
import importlib
import io
import pkgutil
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from kienan_analysis import sections
from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.errors import KienanError
from kienan_analysis.publishing import page, workbook
from kienan_analysis.publishing.cell_formulas import Reference, Term, written_formula
from kienan_analysis.publishing.csv_text import table_csv
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.publishing.template import sheet_names, words_of
from kienan_analysis.sections.parts.table import Cell, Figure, Formula, Heading, Table
from kienan_analysis.sections.report import Review
from kienan_analysis.wording import Words
from tests import packages
from tests.example_review import review_notebook, table
from tests.packages import observation, write_package
from tests.shipped_reviews import executed, review_of, shipped

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kienan_analysis.wording import Language

WIDE = "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
RUNNING = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", *(f"{sign}1+1" for sign in WIDE)]


@cache
def book_bytes(area: str, year: int, language: Language) -> bytes:
    return workbook(executed(review_of(area, year, language)))


def book_of(language: Language = "vi", *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(book_bytes("kien-an", 2021, language)), data_only=values)


@pytest.fixture(autouse=True)
def _without_images(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIENAN_IMAGES", "later")


def column(sheet: Worksheet, heading: str) -> int:
    """Find a column by its heading: the value's, not its bounds'."""
    [found] = [cell.column for cell in sheet[3] if cell.value == heading]
    return int(found)


def row(sheet: Worksheet, name: str) -> int:
    [found] = [cell.row for cell in sheet["A"] if str(cell.value).startswith(name)]
    return int(found)


# The workbook


@pytest.mark.slow
def test_the_first_cases_figures_stand_as_numbers_under_vietnamese_headings() -> None:
    sheet = book_of(values=True)["Kế hoạch"]
    line = row(sheet, "Doanh thu dịch vụ lưu trú và ăn uống")
    # DESIGN, section 4: printed, then implied with its bounds.
    level, share, plan = (column(sheet, name) for name in ("Thực hiện, tỷ đồng", "% kế hoạch", "Kế hoạch, tỷ đồng"))
    assert sheet.cell(line, level).value == 1400.27
    assert sheet.cell(line, share).value == 0.9796
    figures = [round(sheet.cell(line, plan + end).value, 3) for end in range(3)]
    assert figures == [1429.430, 1429.352, 1429.508]
    assert sheet.cell(line, share).number_format == "#,##0.00%"
    assert [sheet.cell(3, plan + end).value for end in (1, 2)] == ["thấp nhất", "cao nhất"]


@pytest.mark.slow
def test_derived_figures_are_formulas_of_the_printed_ones() -> None:
    sheet = book_of("en")["Plans"]
    line = row(sheet, "Retail sales")
    level, share, plan = (column(sheet, name) for name in ("Outcome, tỷ đồng", "% of plan", "Plan, tỷ đồng"))
    letter = [get_column_letter(place) for place in (level, share)]
    assert sheet.cell(line, plan).value == f"={letter[0]}{line}/{letter[1]}{line}"
    assert not str(sheet.cell(line, level).value).startswith("=")
    growth = book_of("en")["Growth"]
    base = growth.cell(row(growth, "Retail sales"), column(growth, "Implied 2020, tỷ đồng")).value
    assert re.fullmatch(r"='Results'!B\d+/\(1\+B\d+\)", base)


def calculate(values: Any, sheet: str, text: str) -> float:
    """Calculate one of the few kinds of formula that a workbook holds, from the other cells' stored values."""

    def stored(found: re.Match[str]) -> str:
        return repr(float(values[found["sheet"] or sheet][found["cell"]].value))

    filled = re.sub(r"(?:'(?P<sheet>[^']+)'!)?(?P<cell>\b[A-Z]{1,2}[0-9]+\b)", stored, text.removeprefix("="))
    assert re.fullmatch(r"[-+*/(),.0-9eMINAX]+", filled), filled
    return float(eval(filled, {"MIN": min, "MAX": max}))  # noqa: S307 - digits, signs, MIN and MAX, as just asked


@pytest.mark.slow
def test_every_formula_of_every_review_gives_the_figure_that_is_shown() -> None:
    seen = 0
    for area, year in (("kien-an", 2021), ("kien-an", 2023), ("hai-phong", 2022), ("le-chan", 2021)):
        content = book_bytes(area, year, "vi")
        book, values = (openpyxl.load_workbook(io.BytesIO(content), data_only=only) for only in (False, True))
        for sheet in book:
            for cell in (cell for line in sheet.iter_rows() for cell in line):
                if cell.data_type == "f":
                    shown = values[sheet.title][cell.coordinate].value
                    assert calculate(values, sheet.title, str(cell.value)) == pytest.approx(shown, rel=1e-9, abs=1e-9)
                    seen += 1
    assert seen > 250


# A formula that gives another figure than the page is not written, and its cell holds the plain number: a column that
# is missing here says that.
FORMULAS = {
    "Plans": {"Plan, tỷ đồng": 15, "Above (+), below (−) plan, tỷ đồng": 15},
    "Growth": {"Implied 2020, tỷ đồng": 15, "Growth the plan asked for, %": 15},
    "Contributions": {"Contribution, pp": 3, "Change, pp": 2},
    "Next targets": {"Level meant in 2022, tỷ đồng": 12, "Against achieved, pp": 12, "Against 2021 plan, pp": 12},
    "Scenarios": {
        "the target is met, tỷ đồng": 12,
        "it grows as in 2021, tỷ đồng": 12,
        "it grows as the 2021 plan asked, tỷ đồng": 4,
    },
    "Every year": {"Index": 15, "Growth, %": 5},
}
ENDS = {"lowest", "highest"}  # they stand beside their figure


def test_every_derived_column_holds_formulas() -> None:
    found: dict[str, dict[str, int]] = {}
    for sheet in book_of("en"):
        for cell in (cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"):
            heads = [sheet.cell(3, place).value for place in range(1, cell.column + 1)]
            name = [head for head in heads if head not in {"lowest", "highest"}][
                -1
            ]  # the ends stand beside their figure
            columns = found.setdefault(sheet.title, {})
            columns[name] = columns.get(name, 0) + 1
    assert found == FORMULAS


def declared() -> set[str]:
    """Give every formula that a section of a review declares, as it is written in its module; of lists, each."""
    found: set[Formula] = set()
    for one in pkgutil.iter_modules(sections.__path__):
        for value in vars(importlib.import_module(f"{sections.__name__}.{one.name}")).values():
            several = value.values() if isinstance(value, dict) else [value]
            for thing in several:
                parts = thing if isinstance(thing, tuple) else [thing]
                found |= {part for part in parts if isinstance(part, Formula)}
    return {text for one in found for text in (one.value, one.low, one.high) if text}


# A comparison's page alone has it: comparisons have no workbook.
NOT_IN_WORKBOOKS = {"area_1 - area_2", "area_1.low - area_2.high", "area_1.high - area_2.low"}


@pytest.mark.slow
def test_every_formula_of_a_section_is_written_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: set[str] = set()
    writer: Any = importlib.import_module("kienan_analysis.publishing.workbook")
    formula = writer._Writer.formula

    def watched(self: Any, table: Any, row: int, figure: Any, part: str, shown: float) -> str | None:
        given: str | None = formula(self, table, row, figure, part, shown)
        if given is not None:
            written.add(figure.formulas[[*writer.ENDS].index(part)])
        return given

    monkeypatch.setattr(writer._Writer, "formula", watched)
    peers = [
        observation(printed="600,37"),
        observation(measure="growth", printed="13,68"),
        observation(area="le-chan", measure="growth", printed="10,2"),
    ]
    beside = load(write_package(tmp_path, peers, areas=[*packages.AREAS, packages.area("le-chan", parent="hai-phong")]))
    workbook(executed(Review(annual_review(beside, "kien-an", 2021), Words("en"))))
    for place, year in (("kien-an", 2021), ("hai-phong", 2024), ("hai-phong-urban-districts", 2018)):
        workbook(executed(review_of(place, year, "en")))
    assert declared() - written == NOT_IN_WORKBOOKS


@pytest.mark.slow
def test_a_formula_that_gives_another_figure_is_not_written() -> None:
    made = one_table(Formula("level / share"), shown=5.0)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Câu"]
    assert [cell.value for cell in sheet[4]][:3] == [6, 2, 5]
    sheet = openpyxl.load_workbook(io.BytesIO(one_table(Formula("level / share"), shown=3.0)))["Câu"]
    assert [cell.value for cell in sheet[4]][:3] == [6, 2, "=A4/B4"]
    for nothing in (Formula("level / nowhere"), Formula("level / (share - share)"), Formula("elsewhere.level")):
        sheet = openpyxl.load_workbook(io.BytesIO(one_table(nothing, shown=3.0)))["Câu"]
        assert sheet["C4"].value == 3


def one_table(formula: Formula, *, shown: float) -> bytes:
    nan = float("nan")
    figures = [Figure(6.0, nan, nan, "amount", 0), Figure(2.0, nan, nan, "amount", 0)]
    figures.append(Figure(shown, nan, nan, "amount", 0, formula=formula))
    headings = [Heading(key, numeric=True, key=key) for key in ("level", "share", "quotient")]
    html = Table("t", "Câu", headings, [[Cell("x", figure=figure) for figure in figures]]).to_html()
    notebook = review_notebook("vi")
    notebook.cells[-1]["outputs"].append(nbformat.from_dict(table("sources", "t", html, "Câu")))
    return workbook(notebook)


def test_sources_have_a_sheet_with_links_and_every_printed_figure_its_digits_and_its_number() -> None:
    book = book_of("en", values=True)
    sources, printed = book["Sources"], book["As printed"]
    links = [cell.hyperlink.target for line in sources.iter_rows(min_row=4) for cell in line if cell.hyperlink]
    assert "https://thanhphohaiphong.gov.vn/quan-kien-an-phan-dau-thuc-hien-thang-loi" in links[0]
    line = row(printed, "kien-an-2022-01-11-01")
    texts = {printed.cell(3, place).value: printed.cell(line, place).value for place in range(1, 11)}
    assert (texts["As printed"], texts["Value"], texts["lowest"]) == ("600,37 tỷ đồng", 600.37, 600.365)
    rests_on = book["Plans"].cell(4, book["Plans"].max_column).value
    assert rests_on == "kien-an-2022-01-11-01 kien-an-2022-01-11-02"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_table_of_a_section_has_the_name_of_its_sheet(language: str) -> None:
    """Without one a sheet is called by its table's caption, cut off in the middle of a word."""
    room = Path(sections.__file__).parent
    tables = {name for file in room.glob("*.py") for name in re.findall(r'"([a-z-]+-table)"', file.read_text("utf-8"))}
    assert {"growth-table", "sources-table"} <= tables
    lacking = tables - set(sheet_names(language))
    assert not lacking, f"publishing/templates/strings.toml, [{language}.sheets]: a name of at most 31 letters for each"
    assert all(len(name) <= 31 for name in sheet_names(language).values())


def test_the_first_sheet_says_what_it_is_and_leads_to_every_other() -> None:
    for language, opening in (("vi", "Mở đầu"), ("en", "Opening")):
        book = book_of(language)  # type: ignore[arg-type]
        first = book.worksheets[0]
        assert first.title == opening
        places = [cell.hyperlink.location for cell in first["A"] if cell.hyperlink]
        assert places == [f"'{sheet.title}'!A1" for sheet in book.worksheets[1:]]


@pytest.mark.slow
def test_the_same_notebook_gives_the_same_workbook_and_a_longer_name_a_sheet_that_programs_accept() -> None:
    assert workbook(executed(review_of("kien-an", 2021, "vi"))) == book_bytes("kien-an", 2021, "vi")
    notebook = review_notebook("vi")
    html = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    for number in range(2):
        made = table("sources", f"more-{number}", html, "[Bảng]: 'dài' hơn ba mươi mốt chữ cái / của một trang tính")
        notebook.cells[-1]["outputs"].append(nbformat.from_dict(made))
    names = openpyxl.load_workbook(io.BytesIO(workbook(notebook))).sheetnames[-2:]
    assert names == ["Bảng dài hơn ba mươi mốt chữ cá", "Bảng dài hơn ba mươi mốt chữ 2"]
    assert all(len(name) <= 31 for name in names)


# Outside text


@pytest.mark.slow
@pytest.mark.parametrize("hostile", RUNNING)
def test_text_that_begins_like_a_formula_stays_text_in_workbook_and_csv(hostile: str) -> None:
    html = Table("t", hostile, [Heading(hostile), Heading("b")], [[Cell(hostile), Cell(hostile, href="https://e.org")]])
    notebook = review_notebook("vi", extra=hostile)
    notebook.cells[-1]["outputs"].append(nbformat.from_dict(table("sources", "t", html.to_html(), hostile)))
    book = openpyxl.load_workbook(io.BytesIO(workbook(notebook)))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert any(hostile.strip() in str(cell.value) for cell in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    text = table_csv(read_table(html.to_html(), where="t"), words_of("vi"))
    for line in csv.reader(io.StringIO(text)):
        assert not [entry for entry in line if entry.startswith(tuple(f"=+-@\t{WIDE}"))]


@pytest.mark.slow
def test_an_address_that_runs_is_no_link_in_the_workbook() -> None:
    body = "<tbody><tr><td><a href='#x'>javascript:1</a></td></tr></tbody>"
    html = f"<table><thead><tr><th>a</th></tr></thead>{body}</table>"
    notebook = review_notebook("vi")
    notebook.cells[-1]["outputs"].append(nbformat.from_dict(table("sources", "t", html, "t")))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(notebook)))["t"]
    assert (sheet["A4"].value, sheet["A4"].hyperlink) == ("javascript:1", None)


# CSV


@pytest.mark.slow
def test_a_tables_csv_stands_in_the_page_with_numbers_for_programs() -> None:
    html = page(executed(review_of("kien-an", 2021, "vi")))
    links = dict(re.findall(r'<a download="([^"]+)" href="data:text/csv;charset=utf-8;base64,([^"]+)"', html))
    assert len(links) == html.count('<figure class="table')
    content = base64.b64decode(links["kien-an-2021-plan-attained.csv"])
    assert content.startswith(b"\xef\xbb\xbf")
    first, *lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert len(lines) == 4
    assert first["Chỉ tiêu"] == "Giá trị sản xuất công nghiệp"
    assert (first["Thực hiện, tỷ đồng"], first["% kế hoạch"], first["% kế hoạch: thấp nhất"]) == (
        "600.37",
        "101.5",
        "101.45",
    )
    assert round(float(first["Kế hoạch, tỷ đồng: thấp nhất"]), 3) == 591.201
    assert first["Kết luận"] == "đạt"
    assert first["Dựa vào số liệu (mã)"] == "kien-an-2022-01-11-01 kien-an-2022-01-11-02"
    printed = csv.DictReader(io.StringIO(base64.b64decode(links["kien-an-2021-statements.csv"]).decode("utf-8-sig")))
    assert "kien-an-2022-01-11-01" in {line["Mã"] for line in printed}


# Formulas


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("a - (b - c)", 5.0, "A1-(B1-C1)"),
        ("a - b - c", 1.0, "A1-B1-C1"),
        ("a / (b / c)", 4.0, "A1/(B1/C1)"),
        ("(a + b) * c", 18.0, "(A1+B1)*C1"),
        ("min(a.low, b) - 1", 2.0, "MIN(A1,B1)-1"),
        ("table.a.high", 6.0, "A1"),
    ],
)
def test_a_formula_keeps_its_order_of_operations(text: str, value: float, written: str) -> None:
    numbers = {"a": Term(6.0, "A1"), "b": Term(3.0, "B1"), "c": Term(2.0, "C1")}
    found = written_formula(text, lambda name: numbers[name.column])
    assert found is not None
    assert (found.value, found.text) == (value, written)


@pytest.mark.parametrize("text", ["__import__('os')", "a ** b", "a if b else c", "a.b.c.d", "'x'", "a b", "-a", ""])
def test_what_is_no_formula_of_columns_is_refused(text: str) -> None:
    with pytest.raises(KienanError, match="no formula"):
        written_formula(text, lambda _: Term(1.0, "A1"))


def test_a_reference_says_table_column_and_end() -> None:
    seen: list[Reference] = []

    def find(reference: Reference) -> Term:
        seen.append(reference)
        return Term(1.0, "A1")

    written_formula("at_a_glance.level.low / (1 + growth.high)", find)
    assert seen == [Reference("at_a_glance", "level", "low"), Reference("", "growth", "high")]


def test_what_each_figure_rests_on_is_what_its_bounds_follow_from() -> None:
    """The implied plan of the first case rests on its level and its share of plan: DESIGN, section 4."""
    review = review_of("kien-an", 2021, "en")
    plan = review.plan_attained.tables[0]
    printed = shipped().observations.set_index("id")["printed"]
    industry = plan.rows[0]
    assert [[printed[name] for name in cell.figure.rests_on] for cell in industry if cell.figure] == [
        ["600,37"],
        ["101,5"],
        ["600,37", "101,5"],
        ["600,37", "101,5"],
    ]
    assert set(plan.grounds) >= {name for cell in industry if cell.figure for name in cell.figure.rests_on}
    growth = review.growth.tables[0].rows[0]
    assert growth[2].figure is not None
    assert {printed[name] for name in growth[2].figure.rests_on} == {"600,37", "13,68"}
