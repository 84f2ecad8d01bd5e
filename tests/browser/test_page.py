"""The page as a reader meets it: in Chromium, opened from a file, with no network."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from kienan_analysis.palette import PALETTE
from kienan_analysis.publishing import page, write_index
from tests.browser.contrast import assert_readable
from tests.example_review import review_notebook
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CHARTS = 3
PHONE, DESKTOP = 390, 1280
HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
    '"><svg onload=window.hacked=1>[x](javascript:window.hacked=1)'
)

# Where text of a drawing or a table cell lies outside what can be seen or scrolled to.
CUT = """() => [...document.querySelectorAll('main .drawing, main table, h1, h2, p')].flatMap((box) => {
  if (!box.checkVisibility()) return [];
  const texts = box.matches('.drawing') ? box.querySelectorAll('svg text') : [box];
  const frame = (box.closest('.scroll') ?? document.body);
  const edge = frame.getBoundingClientRect();
  return [...texts].filter((text) => text.checkVisibility({ opacityProperty: true }) && text.textContent.trim())
    .filter((text) => {
      const place = text.getBoundingClientRect();
      return place.left < edge.left - 1 || place.right > edge.left + frame.scrollWidth + 1;
    }).map((text) => text.textContent.slice(0, 60));
})"""

# Pairs of labels of one drawing that lie on each other.
OVERLAPPING = """() => [...document.querySelectorAll('.drawing')].flatMap((drawing) => {
  const seen = [...drawing.querySelectorAll('svg text')]
    .filter((text) => text.checkVisibility({ opacityProperty: true }) && text.getAttribute('opacity') !== '0')
    .map((text) => [text.textContent, text.getBoundingClientRect()])
    .filter(([words, place]) => words.trim() && place.width);
  const on = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  return seen.flatMap(([words, place], i) =>
    seen.slice(i + 1).filter(([, other]) => on(place, other)).map(([other]) => `${words} / ${other}`));
})"""


class Opened(NamedTuple):
    """A page in a tab, and what it said and asked for."""

    tab: Page
    said: list[str]
    asked: list[str]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "vi": page(review_notebook("vi"), edition_links={"en": "en.html"}),
        "en": page(review_notebook("en"), edition_links={"vi": "vi.html"}),
        "hostile": page(review_notebook("vi", extra=HOSTILE)),
    }
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    place = folder / "all" / "kien-an" / "2021"
    place.mkdir(parents=True)
    (place / "annual-review.vi.html").write_text(made["vi"], encoding="utf-8")
    write_index(folder / "all")
    return {name: folder / f"{name}.html" for name in made} | {"index": folder / "all" / "index.html"}


@contextmanager
def opened(browser: Browser, path: Path, *, width: int = DESKTOP, **settings: Any) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
    context.set_default_timeout(PATIENCE * 1000)
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))

    def only_the_file(route: Any) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
            return
        asked.append(route.request.url)
        route.abort()

    tab.route("**/*", only_the_file)
    tab.goto(path.as_uri())
    if settings.get("java_script_enabled", True) and path.name != "index.html":
        tab.wait_for_function("document.documentElement.dataset.charts === 'drawn'")
    try:
        yield Opened(tab, said, [url for url in asked if not url.startswith("data:")])
        assert asked == []
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_chart_is_live_and_nothing_is_cut_or_overlaps(
    browser: Browser, pages: dict[str, Path], language: str, width: int, scheme: str
) -> None:
    with opened(browser, pages[language], width=width, color_scheme=scheme) as (tab, said, asked):
        assert tab.locator(".is-live .chart-live svg").count() == CHARTS
        assert tab.locator(".chart-still svg:visible").count() == 0
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        assert tab.evaluate(CUT) == []
        assert tab.evaluate(OVERLAPPING) == []
        assert (said, asked) == ([], [])


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_without_scripts_every_drawing_stands(browser: Browser, pages: dict[str, Path], width: int) -> None:
    with opened(browser, pages["vi"], width=width, java_script_enabled=False) as (tab, said, _):
        drawings = tab.locator(".chart-still svg")
        assert drawings.count() == CHARTS
        for drawing in drawings.all():
            assert drawing.is_visible()
            box = drawing.bounding_box()
            assert box is not None
            assert box["height"] > 100
        assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_take_the_colours_of_the_readers_setting(browser: Browser, pages: dict[str, Path], scheme: Any) -> None:
    wanted = getattr(PALETTE["missed"], scheme)
    red, green, blue = (int(wanted[i : i + 2], 16) for i in (1, 3, 5))
    for scripts in (True, False):
        drawing = ".chart-live" if scripts else ".chart-still"
        with opened(browser, pages["vi"], color_scheme=scheme, java_script_enabled=scripts) as (tab, _, _):
            fills = [
                mark.evaluate("mark => getComputedStyle(mark).fill")
                for mark in tab.locator(f"#plan-attained-chart {drawing} path[fill]").all()
            ]
            assert f"rgb({red}, {green}, {blue})" in fills


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_read_against_what_is_behind_it(browser: Browser, pages: dict[str, Path], scheme: Any) -> None:
    with opened(browser, pages["vi"], color_scheme=scheme) as (tab, _, _):
        tab.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        assert_readable(tab, "body *", besides="script, style, .skip")


def test_text_is_set_in_the_embedded_typeface(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["vi"]) as (tab, _, _):
        loaded = tab.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)")
        assert {"400", "600"} <= {name[-3:] for name in loaded}
        widths = """['1', '4'].map((digit) => {
            const span = document.querySelector('td.num').appendChild(document.createElement('span'));
            span.textContent = digit.repeat(20);
            const width = span.getBoundingClientRect().width;
            span.remove();
            return Math.round(width);
        })"""
        one, four = tab.evaluate(widths)
        assert one == four


def test_a_tooltip_appears_in_the_pages_colours(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["vi"], color_scheme="dark") as (tab, said, _):
        tab.locator('#plan-attained-chart .chart-live path[aria-roledescription="bar"]').nth(1).hover()
        tooltip = tab.locator("#vg-tooltip-element.visible")
        tooltip.wait_for()
        assert "Bán lẻ hàng hóa" in tooltip.inner_text()
        assert tooltip.evaluate("box => getComputedStyle(box).backgroundColor") == "rgb(18, 24, 31)"
        assert said == []


@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_text_does_nothing(browser: Browser, pages: dict[str, Path], *, scripts: bool) -> None:
    with opened(browser, pages["hostile"], java_script_enabled=scripts) as (tab, said, asked):
        assert tab.locator("img").count() == 0
        assert tab.locator("[onload], [onerror]").count() == 0
        assert tab.locator('a[href^="javascript"]').count() == 0
        assert HOSTILE[:20] in tab.locator("h1").inner_text()
        if scripts:
            assert tab.evaluate("window.hacked") is None
            assert tab.locator(".is-live").count() == CHARTS
        assert (said, asked) == ([], [])


def test_a_keyboard_reaches_the_content_and_what_scrolls(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["en"], width=PHONE) as (tab, _, _):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.hash") == "#content"
        assert tab.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
        for region in tab.locator(".scroll").all():
            assert region.get_attribute("tabindex") == "0"
            assert region.get_attribute("aria-label")


def test_the_contents_stand_beside_on_a_desktop_and_fold_on_a_phone(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["vi"]) as (tab, _, _):
        first = tab.locator(".contents-wide a").first
        assert first.is_visible()
        tab.locator("#sources").scroll_into_view_if_needed()
        assert first.is_visible()
        assert not tab.locator(".contents-narrow").is_visible()
    with opened(browser, pages["vi"], width=PHONE) as (tab, _, _):
        assert not tab.locator(".contents-narrow a").first.is_visible()
        tab.locator(".contents-narrow summary").click()
        assert tab.locator(".contents-narrow a").first.is_visible()


def test_paper_shows_the_still_drawings_in_light_and_nothing_to_click(browser: Browser, pages: dict[str, Path]) -> None:
    with opened(browser, pages["vi"], color_scheme="dark") as (tab, _, _):
        tab.emulate_media(media="print")
        assert tab.locator(".chart-still svg:visible").count() == CHARTS
        for gone in (".chart-live:visible", "nav:visible", "details:not(.fold):visible", ".editions:visible"):
            assert tab.locator(gone).count() == 0, gone
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 254)"
        printed = tab.pdf(prefer_css_page_size=True, print_background=True)
        assert printed.startswith(b"%PDF-")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_index_opens_from_a_file_and_leads_to_the_page(
    browser: Browser, pages: dict[str, Path], width: int
) -> None:
    with opened(browser, pages["index"], width=width) as (tab, said, asked):
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        tab.locator('a[href$="annual-review.vi.html"]').click()
        tab.wait_for_selector("h1")
        assert "Quận Kiến An" in tab.title()
        assert (said, asked) == ([], [])
