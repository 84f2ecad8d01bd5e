"""Texts that a spreadsheet would run: made harmless in every CSV that is written, however they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kienan_analysis.articles.origins import _cell
from kienan_analysis.data.areas.listing import COLUMNS as AREA_COLUMNS
from kienan_analysis.data.areas.listing import as_csv as areas_as_csv
from kienan_analysis.explorer.downloads import _harmless
from kienan_analysis.formula_text import harmless, harmless_cell, starts_a_formula

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# As typed on a keyboard, full-width, small.
STARTS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66", "\ufe62", "\ufe63", "\ufe6b"]


@pytest.mark.parametrize("start", [*STARTS, "\t", "\r", "\n"])
def test_each_start_of_a_formula_is_known(start: str) -> None:
    text = f"{start}SUM(1)"
    assert starts_a_formula(text)
    assert harmless(text) == harmless_cell(text) == _harmless(text) == f"'{text}"
    assert _cell(text) == "SUM(1)"


@pytest.mark.parametrize("text", ["Bán lẻ", "−0,5", "–", "1=1", "", "a@b.vn", "ºC"])
def test_other_texts_stay(text: str) -> None:
    assert harmless(text) == harmless_cell(text) == text


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTS)
def test_no_csv_begins_a_cell_so(start: str, tmp_path: Path, kienan: Callable[..., tuple[int, str, str]]) -> None:
    hostile = f"{start}SUM(1)"
    area = dict.fromkeys(AREA_COLUMNS, "") | {"name": hostile, "successors": []}
    file = tmp_path / f"{hostile}.txt"
    file.write_text("Năm 2021, quận Kiến An thu ngân sách đạt 600 tỷ đồng.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        code, out, _ = kienan("read", "--format", "csv", "--", file.name)
    assert code == 0
    for csv in (areas_as_csv([area]), out):
        assert f"'{hostile}" in csv
        assert not any(f"{before}{hostile}" in csv for before in (",", "\n", '"'))
