"""What is said where nothing can be printed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.errors import KienanError
from kienan_analysis.publishing import browser_program, printing
from kienan_analysis.runs import execute_all
from kienan_analysis.runs.record import RunSpec
from tests.shipped_reviews import shipped

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_browser_no_run_begins_and_the_way_out_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KIENAN_CHROMIUM", str(tmp_path / "nowhere"))
    with pytest.raises(KienanError, match=r"--pdf: there is no program .*nowhere.* KIENAN_CHROMIUM .*leave --pdf out"):
        execute_all([RunSpec("kien-an", 2021, "vi")], data=shipped(), output=tmp_path, pdf=True)
    assert list(tmp_path.iterdir()) == []


def test_without_playwright_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(KienanError, match=r"pip install 'kienan-analysis\[pdf\]'"):
        browser_program()


def test_a_date_is_replaced_by_one_as_long() -> None:
    for date in (b"/CreationDate (D:20261123051200+00'00')", b"/ModDate (D:20261123051200Z)"):
        undated = printing._undated(date)
        assert len(undated) == len(date)
        assert b"2026" not in undated
        assert b"(D:20000101000000" in undated
