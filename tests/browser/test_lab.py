"""The notebooks as an analyst meets them: run in JupyterLab on loopback, with nothing else to be reached."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis.explorer.state import VIEWS
from kienan_analysis.palette import PALETTE
from tests.browser.contrast import assert_readable
from tests.browser.lab import Lab, Opened, opened, running_lab
from tests.conftest import PROJECT
from tests.shipped_reviews import review_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# How many pixels of the chart differ from its corner, and what it says to those who do not see it.
CHART = """() => {
  const canvas = document.querySelector('.kienan-explorer .vega-embed canvas');
  if (!canvas?.checkVisibility()) return { ink: 0, words: '' };
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0;
  for (let at = 0; at < data.length; at += 4)
    if (Math.abs(data[at] - data[0]) + Math.abs(data[at + 1] - data[1]) + Math.abs(data[at + 2] - data[2]) > 30) ink++;
  const words = canvas.closest('[aria-label]')?.ariaLabel ?? canvas.ariaLabel ?? '';
  return { ink, words, paper: [...data.slice(0, 3)] };
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("lab")
    for name in ("explore", "annual_review", "history"):
        shutil.copy(PROJECT / "notebooks" / f"{name}.ipynb", folder)
    with running_lab(folder) as running:
        yield running


@pytest.fixture(scope="module")
def module_explorer(browser: Browser, lab: Lab) -> Iterator[Opened]:
    """Open explore.ipynb once; running it anew for each test would take most of the time."""
    with opened(browser, lab, "explore.ipynb", width=1024) as tab:
        tab.page.wait_for_selector(".kienan-explorer .vega-embed canvas")
        yield tab


@pytest.fixture
def explorer(module_explorer: Opened) -> Iterator[Page]:
    """Give the open explorer, in Vietnamese and at its first view; afterwards nothing may have gone wrong."""
    page = module_explorer.page
    press(page, "language", "vi")
    press(page, "view", "history")
    yield page
    assert module_explorer.said == []
    assert module_explorer.asked == []


def press(page: Page, choice: str, value: str) -> None:
    """Press a button of the explorer and wait for the kernel's answer."""
    button = page.locator(f'.kienan-choice[data-choice="{choice}"] button[data-value="{value}"]')
    if button.get_attribute("aria-pressed") == "true":
        return
    before = page.locator(".kienan-explorer details pre").text_content()
    button.click()
    page.wait_for_function(
        "before => document.querySelector('.kienan-explorer details pre').textContent !== before", arg=before
    )


def wait_for_chart(page: Page, words: str) -> dict[str, Any]:
    """Wait until the chart that holds some words in its alternative text is drawn."""
    page.wait_for_function(
        f"words => {{ const seen = ({CHART})(); return seen.ink > 500 && seen.words.includes(words); }}", arg=words
    )
    seen: dict[str, Any] = page.evaluate(CHART)
    return seen


ALTERNATIVES = {
    "vi": {
        "history": "Tổng mức bán lẻ hàng hóa từ",
        "plans": "Tổng mức bán lẻ hàng hóa 2021: 100,6%",
        "growth": "Tổng mức bán lẻ hàng hóa · 2021 23,23%",
        "what_if": "Tổng mức bán lẻ hàng hóa 22,00%: 10.304,47",
        "compare": "Thành phố Hải Phòng · 2023: ít nhất 100.000",
        "sources": "64 số đã in",
    },
    "en": {
        "history": "Retail sales of goods from",
        "plans": "Retail sales of goods 2021: 100.6%",
        "growth": "Retail sales of goods · 2021 23.23%",
        "what_if": "Retail sales of goods 22.00%: VND",
        "compare": "Hải Phòng City · 2023: at least",
        "sources": "64 printed figures",
    },
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_view_draws_beside_its_table_and_fits_a_narrow_screen(explorer: Page, language: str) -> None:
    press(explorer, "language", language)
    for view in VIEWS:
        press(explorer, "view", view)
        wait_for_chart(explorer, ALTERNATIVES[language][view])
        assert explorer.locator(".kienan-tables table").count() >= 1
        sizes = explorer.evaluate(
            "['.kienan-explorer', '.kienan-chart'].map(name => document.querySelector(name))"
            ".map(box => box.scrollWidth - box.clientWidth)"
        )
        assert sizes == [0, 0], view


def test_the_chart_stands_beside_its_controls_where_the_side_bar_is_closed(explorer: Page) -> None:
    beside = """() => {
      const [controls, chart] = ['.kienan-controls', '.kienan-chart'].map(
        (name) => document.querySelector(name).getBoundingClientRect());
      return controls.right <= chart.left && Math.abs(controls.top - chart.top) < 2 && chart.right <= innerWidth;
    }"""
    explorer.keyboard.press("Control+b")
    try:
        for view in VIEWS:
            press(explorer, "view", view)
            wait_for_chart(explorer, ALTERNATIVES["vi"][view])
            explorer.wait_for_function(beside)
    finally:
        explorer.keyboard.press("Control+b")


def test_a_click_filters_the_table_and_shows_the_statements_behind(explorer: Page) -> None:
    wait_for_chart(explorer, "Tổng mức bán lẻ")
    rows = explorer.locator(".kienan-tables table >> nth=0 >> tbody tr")
    every = rows.count()
    canvas = explorer.locator(".kienan-explorer .vega-embed canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    explorer.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.2)
    explorer.wait_for_function("document.querySelectorAll('.kienan-tables table').length === 2")
    assert rows.count() == 1
    assert "Dựa trên" in explorer.locator(".kienan-tables caption").nth(1).inner_text()
    explorer.get_by_role("button", name="Hiện tất cả").click()
    explorer.wait_for_function("document.querySelectorAll('.kienan-tables table').length === 1")
    assert rows.count() == every


def test_a_figure_can_be_followed_to_its_source_from_the_list(explorer: Page) -> None:
    press(explorer, "view", "sources")
    chosen = explorer.get_by_label("Số liệu", exact=True)
    label = next(text for text in chosen.locator("option").all_inner_texts() if "101,5%" in text)
    chosen.select_option(label=label)
    details = explorer.locator("#explore-details-table")
    details.wait_for()
    assert "[101,45; 101,55]" in details.inner_text()
    link = details.locator("a").first
    assert link.get_attribute("target") == "_blank"
    assert str(link.get_attribute("href")).startswith("https://")


def test_the_keyboard_reaches_and_works_every_kind_of_control(explorer: Page) -> None:
    explorer.locator('[data-choice="view"] button[data-value="history"]').focus()
    for _ in range(3):
        explorer.keyboard.press("Tab")
    assert explorer.evaluate("document.activeElement.dataset.value") == "what_if"
    assert explorer.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    explorer.keyboard.press("Enter")
    wait_for_chart(explorer, ALTERNATIVES["vi"]["what_if"])
    assert explorer.evaluate("document.activeElement.dataset.value") == "what_if"  # the button keeps the focus
    slider = explorer.locator(".kienan-assumed .noUi-handle").nth(1)
    slider.focus()
    explorer.keyboard.press("ArrowRight")
    wait_for_chart(explorer, "Tổng mức bán lẻ hàng hóa 22,10%")
    # The code comes with a message of its own, after the chart's.
    code = explorer.locator(".kienan-explorer details pre", has_text="assumed={'retail_sales': 0.221}")
    code.wait_for(state="attached")
    for name in ("Đơn vị", "Năm", "Hiện khoảng giá trị"):
        assert explorer.get_by_label(name, exact=True).count() >= 1, name


def test_what_cannot_be_used_is_disabled_and_told(explorer: Page) -> None:
    press(explorer, "show", "index")
    assert explorer.get_by_label("Hiện khoảng giá trị").is_disabled()
    assert "không có khoảng" in explorer.locator(".kienan-explorer").inner_text()
    press(explorer, "show", "level")


def test_code_is_copied_and_files_are_saved(explorer: Page) -> None:
    press(explorer, "view", "plans")
    wait_for_chart(explorer, ALTERNATIVES["vi"]["plans"])
    explorer.get_by_role("button", name="Chép mã").click()
    explorer.wait_for_function("document.querySelector('.kienan-status').textContent === 'Đã chép mã.'")
    copied = explorer.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("view = ka.view(data, 'plans', area='kien-an')\nview")
    for kind, begins in (("csv", b"\xef\xbb\xbfindicator"), ("xlsx", b"PK"), ("png", b"\x89PNG"), ("svg", b"<svg")):
        with explorer.expect_download() as saved:
            explorer.locator(f'.kienan-explorer button[data-action="{kind}"]').click()
        assert saved.value.suggested_filename == f"kien-an-plans-years-vi.{kind}"
        assert saved.value.path().read_bytes().startswith(begins)


def test_in_the_dark_theme_chart_and_controls_are_dark_and_readable(explorer: Page) -> None:
    for theme, colour in (("JupyterLab Dark", "dark"), ("JupyterLab Light", "light")):
        explorer.click("text=Settings >> nth=0")
        explorer.hover("text=Theme >> nth=0")
        explorer.click(f".lm-Menu-itemLabel:text-is('{theme}')")
        wanted = getattr(PALETTE["paper"], colour)
        paper = [int(wanted[at : at + 2], 16) for at in (1, 3, 5)]
        explorer.wait_for_function(f"paper => ({CHART})().paper?.join() === paper", arg=",".join(map(str, paper)))
        assert_readable(explorer, ".kienan-explorer *", besides=":disabled, .vega-embed, style")


@pytest.mark.parametrize("name", ["annual_review", "history"])
def test_the_charts_of_a_review_draw_live_without_a_network(browser: Browser, lab: Lab, name: str) -> None:
    review = review_of("kien-an", 2021, "vi")
    charts = {"annual_review": sum(section.chart is not None for section in review.sections()), "history": 3}[name]
    assert charts >= 3
    with opened(browser, lab, f"{name}.ipynb") as tab:
        tab.page.wait_for_function(
            # Cells out of sight are laid out only when they come near.
            """charts => {
              document.querySelector('.jp-WindowedPanel-outer').scrollBy(0, 400);
              window.drawn ??= new Set();
              for (const chart of document.querySelectorAll('.vega-embed :is(svg, canvas)'))
                window.drawn.add(chart.closest('.jp-OutputArea-child'));
              return window.drawn.size === charts;
            }""",
            arg=charts,
            polling=100,
        )
        # The live chart, not the image that stands in for it elsewhere.
        assert tab.page.locator(".jp-OutputArea .jp-RenderedImage").count() == 0
        assert (tab.said, tab.asked) == ([], [])
