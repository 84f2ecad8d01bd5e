"""The gallery of the site: real reviews, overview, comparison, workbook, history and the explorer, as pictures.

Called by `docs/make_site.py`; all of it is made anew. Needs Chromium; the workbook is a picture where LibreOffice
has Calc, else a link.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pypdfium2

from docs.made_pages import kienan, open_review
from tests.browser.lab import opened, running_lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TREE: Final = Path(__file__).resolve().parent.parent
# A district that ended; one of its successors; a city by year, before and after its merger; a neighbour.
REVIEWS: Final = {
    "kien-an": (2019, 2021, 2022, 2023),
    "phuong-kien-an": (2025,),
    "hai-phong": (2018, 2019, 2021, 2023, 2024),
    "hai-phong-2025": (2025,),
    "le-chan": (2021,),
}
OVERVIEW: Final = ("hai-phong", 2021)
COMPARED: Final = ("hai-phong", "le-chan", 2021)
WORKBOOK: Final = "kien-an/2021/annual-review"
WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "title": "Gallery",
        "other": "[Tiếng Việt](gallery.vi.md)",
        "intro": (
            "Made from the data that come with the package, when this page was made. Each card leads to its page, as "
            "`kienan review` writes it: one file, without a network."
        ),
        "reviews": "Twelve reviews",
        "overview": "An overview",
        "overview_words": "All districts of a city that have figures of a year, as `kienan overview` writes it.",
        "comparison": "A comparison",
        "workbook": "A workbook",
        "workbook_words": "A review's tables, numbers as numbers; derived figures are formulas.",
        "history": "A history",
        "history_words": "All years of a district together, in JupyterLab (`notebooks/history.ipynb`).",
        "explorer": "The explorer",
        "explorer_words": "Controls, chart and table in JupyterLab (`notebooks/explore.ipynb`, `make lab`).",
    },
    "vi": {
        "title": "Bộ sưu tập",
        "other": "[English](gallery.md)",
        "intro": (
            "Lập từ dữ liệu đi kèm, vào lúc lập trang này. Mỗi thẻ dẫn đến trang của nó, đúng như lệnh `kienan review` "
            "viết ra: một tệp, không cần mạng."
        ),
        "reviews": "Mười hai bản tổng kết",
        "overview": "Một trang tổng quan",
        "overview_words": "Mọi quận, huyện của một thành phố có số liệu của năm, do lệnh `kienan overview` viết ra.",
        "comparison": "Một bản so sánh",
        "workbook": "Một bảng tính",
        "workbook_words": "Các bảng của một bản tổng kết; số là số, số suy ra là công thức.",
        "history": "Một chuỗi năm",
        "history_words": "Mọi năm của một quận, trong JupyterLab (`notebooks/history.ipynb`).",
        "explorer": "Bảng khám phá",
        "explorer_words": "Nút chọn, biểu đồ và bảng số trong JupyterLab (`notebooks/explore.ipynb`, `make lab`).",
    },
}


def make_gallery(browser: Browser, source: Path) -> None:
    """Make reviews and pictures in ``extra`` of the site's source, and a page in each language.

    Parameters
    ----------
    browser : Browser
    source : Path
        Where Sphinx finds the pages.
    """
    reviews, pictures = source / "extra" / "reviews", source / "extra" / "pictures"
    pictures.mkdir(parents=True)
    for area, years in REVIEWS.items():
        named = [word for year in years for word in ("--year", str(year))]
        kienan("review", area, *named, "--output", str(reviews))
    first, second, year = COMPARED
    kienan("compare", first, second, "--year", str(year), "--output", str(reviews))
    place, when = OVERVIEW
    kienan("overview", place, "--year", str(when), "--output", str(reviews))
    has_workbook = _photograph_workbook(reviews / f"{WORKBOOK}.en.xlsx", pictures / "workbook.png")
    _photograph_lab(browser, pictures)
    for language, words in WORDS.items():
        lines = [f"# {words['title']}", "", f"{words['other']}. {words['intro']}", "", f"## {words['reviews']}", ""]
        lines += ['<ul class="gallery">', *_cards(reviews, pictures, language), "</ul>", ""]
        for name in ("overview", "comparison"):
            (page,) = reviews.glob(f"*/*/*/{name}.{language}.html")
            picture = f"pictures/{name}.{language}.png"
            _photograph_page(browser, page, source / "extra" / picture)
            lines += [f"## {words[name]}", "", *([told, ""] if (told := words.get(f"{name}_words")) else [])]
            lines += _linked(page.relative_to(source / "extra").as_posix(), picture, words[name])
        book = f"reviews/{WORKBOOK}.{language}.xlsx"
        lines += [f"## {words['workbook']}", "", words["workbook_words"], ""]
        if has_workbook:
            lines += _linked(book, "pictures/workbook.png", words["workbook"])
        else:
            lines += [f'<p><a href="{book}">{Path(book).name}</a></p>', ""]
        for name in ("history", "explorer"):
            lines += [
                f"## {words[name]}",
                "",
                words[f"{name}_words"],
                "",
                _image(f"pictures/{name}.png", words[name]),
                "",
            ]
        name = "gallery.md" if language == "en" else f"gallery.{language}.md"
        (source / name).write_text("\n".join(lines), encoding="utf-8")


def _cards(reviews: Path, pictures: Path, language: str) -> list[str]:
    found = []
    for area, years in REVIEWS.items():
        for year in years:
            folder = reviews / area / str(year)
            mark = _masthead(folder / f"annual-review.{language}.ipynb")
            card = pictures / f"{area}-{year}.{language}.png"
            shutil.move(folder / f"card.{language}.png", card)
            leads = f"reviews/{area}/{year}/annual-review.{language}.html"
            alt = f"{mark['title']}: {mark['headline']}"
            found.append(f'<li><a href="{leads}">{_image(f"pictures/{card.name}", alt)}</a></li>')
    return found


def _masthead(notebook: Path) -> dict[str, Any]:
    """Read what a review says of itself out of its notebook."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            mark: dict[str, Any] = output.get("metadata", {}).get("kienan", {})
            if mark.get("part") == "masthead":
                return mark
    sys.exit(f"{notebook} has no masthead.")


def _linked(leads: str, picture: str, alt: str) -> list[str]:
    return [f'<p><a href="{leads}">{_image(picture, alt)}</a></p>', ""]


def _image(picture: str, alt: str) -> str:
    return f'<img src="{escape(picture)}" alt="{escape(alt)}" loading="lazy">'


def _photograph_page(browser: Browser, page: Path, picture: Path) -> None:
    tab = browser.new_page(viewport={"width": 1120, "height": 1400}, color_scheme="light")
    open_review(tab, page)
    tab.screenshot(path=picture)
    tab.close()


def _photograph_lab(browser: Browser, pictures: Path) -> None:
    """Run two notebooks in JupyterLab and take what stands in it."""
    with tempfile.TemporaryDirectory() as name:
        for notebook in ("explore", "history"):
            shutil.copy(TREE / "notebooks" / f"{notebook}.ipynb", name)
        with running_lab(Path(name)) as lab:
            with opened(browser, lab, "explore.ipynb", width=1440) as tab:
                canvas = tab.page.locator(".kienan-explorer .vega-embed canvas")
                canvas.wait_for()
                # A picture of the window: the explorer is higher than the part of the notebook that is in sight.
                tab.page.locator(".kienan-explorer").evaluate("shown => shown.scrollIntoView({ block: 'start' })")
                tab.page.screenshot(path=pictures / "explorer.png")
            with opened(browser, lab, "history.ipynb", width=1440) as tab:
                drawn = tab.page.locator(".jp-OutputArea .vega-embed canvas, .jp-OutputArea .vega-embed svg").first
                drawn.wait_for()
                drawn.scroll_into_view_if_needed()
                tab.page.screenshot(path=pictures / "history.png")


def _photograph_workbook(book: Path, picture: Path) -> bool:
    """Print the workbook by LibreOffice and draw its first sheet; False where there is none."""
    office = shutil.which("soffice")
    if office is None:
        return False
    with tempfile.TemporaryDirectory() as name:
        profile = f"-env:UserInstallation={(Path(name) / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(book)]
        subprocess.run(command, check=False, capture_output=True)
        printed = next(Path(name).glob("*.pdf"), None)
        if printed is None:  # a LibreOffice without spreadsheets
            return False
        document = pypdfium2.PdfDocument(printed)
        document[0].render(scale=1.6).to_pil().save(picture)
        document.close()
    return True
