"""Raised and lowered letters: what they are, whatever kind of file they stand in."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.documents.opener import document_of
from kienan_analysis.documents.raised import read_lowered, read_raised


@pytest.mark.parametrize(
    ("before", "raised", "after", "shown", "mark"),
    [
        ("đạt 424,723", "1", " tỷ đồng", "", "1"),
        ("tăng 13", "(2)", "% so với cùng kỳ", "", "(2)"),
        ("năm 2021", "1,2", "", "", "1,2"),
        ("đạt 95", "*", "% kế hoạch", "", "*"),
        ("tăng 10", "1", "%", "", "1"),
        ("diện tích 29,3 km", "2", ", dân số", "²", ""),
        ("cấp 12.000 m", "3", " nước", "³", ""),
        ("diện tích 29,3 km", "1", ", dân số", "", "1"),
        ("sản lượng 10", "6", " tấn", "⁶", ""),
        ("2,5 × 10", "−3", " g", "⁻³", ""),
        ("đạt 18.010", "1", " tỷ đồng", "", "1"),
        ("nhiệt độ 30", "o", "C", "°", ""),
        ("the 19", "th", " century", "th", ""),
    ],
)
def test_raised_letters_are_told_by_what_stands_beside_them(
    before: str, raised: str, after: str, shown: str, mark: str
) -> None:
    found = read_raised(raised, before, after)
    assert (found.shown, found.mark) == (shown, mark)


@pytest.mark.parametrize(
    ("before", "lowered", "shown", "mark"),
    [("phát thải CO", "2", "₂", ""), ("đạt 424,723", "1", "", "1"), ("H", "2", "₂", "")],
)
def test_lowered_letters_too(before: str, lowered: str, shown: str, mark: str) -> None:
    found = read_lowered(lowered, before)
    assert (found.shown, found.mark) == (shown, mark)


@pytest.mark.parametrize("unit", ["10⁶ tấn", "5 x 10⁶ tấn", "10⁻³ tấn", "10⁹ tấn", "1,2×10⁶ tấn"])
def test_a_power_of_ten_is_not_read_as_ten(unit: str) -> None:
    text = f"Năm 2023, tỉnh Nghệ An: sản lượng lúa đạt {unit}; thu ngân sách đạt 18.010¹ tỷ đồng."
    found = Examiner(open_catalogue(None)).examine(text).article.observations
    assert [(one.indicator, one.printed) for one in found] == [("budget_revenue", "18.010")]


def test_the_2_of_a_square_metre_stays_in_a_spreadsheet() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    raised = InlineFont(vertAlign="superscript")
    sheet["A1"] = CellRichText("Diện tích (m", TextBlock(raised, "2"), ")", TextBlock(raised, "1"))
    sheet["B1"] = CellRichText("Thu ngân sách", TextBlock(raised, "(1)"))
    content = io.BytesIO()
    book.save(content)
    document = document_of(content.getvalue(), "a.xlsx")
    assert "Diện tích (m²)\tThu ngân sách" in document.text
    assert [left.text for left in document.left_out] == ["1", "(1)"]
