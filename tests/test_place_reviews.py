"""From articles of any place to their pages: through a package of one's own, and without one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.place_articles import REPORTS
from tests.test_places import UNKNOWN, URL, empty_package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Kienan = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.kernel


def text_of(page: Path) -> str:
    return re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8"))


def write(folder: Path, number: int) -> str:
    path = folder / f"report-{number}.txt"
    path.write_text(REPORTS[number].text, encoding="utf-8")
    return str(path)


def test_twelve_places_from_their_articles_to_their_pages(kienan: Kienan, tmp_path: Path) -> None:
    folder = empty_package(tmp_path / "data")
    for number in range(len(REPORTS)):
        file = write(tmp_path, number)
        code, _, err = kienan("add", file, "--yes", "--url", f"{URL}-{number}", "--data", str(folder))
        assert code == 0, err
    output = tmp_path / "reviews"
    code, _, err = kienan("review", "--all", "--language", "vi", "--data", str(folder), "--output", str(output))
    assert code == 0, err
    for report in REPORTS:
        files = {path.suffix for path in (output / report.area / str(report.year)).iterdir()}
        assert files == {".html", ".ipynb", ".png", ".xlsx"}
    # An area that ended names what came after it, though the data have no row of that.
    said = text_of(output / "dong-hoi" / "2023" / "annual-review.vi.html")
    assert "Thành phố Đồng Hới năm 2023" in said
    assert "kế tiếp là phường Đồng Hới, phường Đồng Sơn và phường Đồng Thuận" in said
    merged = text_of(output / "tuyen-quang-2025" / "2025" / "annual-review.vi.html")
    assert "Tỉnh Tuyên Quang (từ 7/2025) năm 2025" in merged


def test_an_article_alone_gives_page_notebook_and_workbook(kienan: Kienan, tmp_path: Path) -> None:
    output = tmp_path / "reviews"
    files = [write(tmp_path, number) for number in (5, 9)]
    arguments = ("review", "--article", files[0], "--article", files[1], "--output", str(output))
    code, _, err = kienan(*arguments)
    assert code == 0, err
    assert "Phường Hạc Thành, Tỉnh Thanh Hóa, from 2025-07-01 (phuong-hac-thanh)" in err
    made = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("annual-review.*")}
    assert set(made) == {
        f"{place}/annual-review.{language}.{kind}"
        for place in ("phuong-hac-thanh/2025", "xa-tan-huong-ninh-giang/2023")
        for language in ("vi", "en")
        for kind in ("html", "ipynb", "xlsx")
    }
    # The same again gives the same bytes; nothing else is kept, but index and record.
    assert kienan("review", "--article", files[0], "--output", str(output), "--force")[0] == 0
    assert {name: (output / name).read_bytes() for name in made} == made
    assert {path.name for path in tmp_path.iterdir()} == {"reviews", "report-5.txt", "report-9.txt"}


def test_an_article_whose_place_is_open_is_reviewed_as_the_one_that_is_said(kienan: Kienan, tmp_path: Path) -> None:
    file = tmp_path / "open.txt"
    file.write_text(UNKNOWN, encoding="utf-8")
    output = tmp_path / "reviews"
    code, _, err = kienan("review", "--article", str(file), "--output", str(output))
    assert code == 2
    assert "chau-thanh-ben-tre (Huyện Châu Thành, Tỉnh Bến Tre, until 2025-06-30)" in err
    assert not output.exists()
    code, _, err = kienan(
        "review", "Châu Thành, Bến Tre", "--article", str(file), "--language", "en", "--output", str(output)
    )
    assert code == 0, err
    assert "Châu Thành District in 2023" in text_of(output / "chau-thanh-ben-tre" / "2023" / "annual-review.en.html")


def test_an_article_of_a_place_that_had_ended_is_told_so_with_what_came_after_it(
    kienan: Kienan, tmp_path: Path
) -> None:
    file = tmp_path / "ended.txt"
    text = "UBND huyện Ia Grai (Gia Lai) báo cáo: năm 2026, thu ngân sách đạt 100 tỷ đồng, đạt 105% kế hoạch."
    file.write_text(f"Huyện Ia Grai năm 2026\n\nThứ Ba, 05/01/2027\n\n{text}\n", encoding="utf-8")
    code, _, err = kienan("review", "--article", str(file), "--output", str(tmp_path / "reviews"))
    assert code == 2
    assert "Huyện Ia Grai ended on 2025-06-30" in err
    assert "xa-ia-grai (Xã Ia Grai, Tỉnh Gia Lai (từ 7/2025), from 2025-07-01)" in err
    assert not (tmp_path / "reviews").exists()
