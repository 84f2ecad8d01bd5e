"""Pages of the shipped data as a reader meets them: footnotes, tables to take along, and what an audit finds."""

from __future__ import annotations

import csv
import json
from html import escape
from typing import TYPE_CHECKING, Any, get_args

import pytest
from axe_playwright_python.sync_playwright import Axe

from kienan_analysis.area_parts import parts_of_area
from kienan_analysis.dataset import load
from kienan_analysis.languages import Language
from kienan_analysis.publishing import page, write_index
from kienan_analysis.sections.report import Overview
from kienan_analysis.wording import Words
from tests.many_places import YEAR, write_communes
from tests.patience import PATIENCE
from tests.shipped_reviews import executed, review_of, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE, DESKTOP = 390, 1280
OVERVIEWS = ("communes vi", "districts en")
HOSTILE = "=1+1\"'</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>{{7*7}}[x](javascript:1)"
FIGURE = "#plan-attained-table a.figure"
# Where the decimal marks of a column's numbers stand, from the left of the window.
MARKS = """(place) => [
  ...document.querySelectorAll(`#at-a-glance-table td:nth-child(${place}) a.figure`),
].map((figure) => {
  const text = figure.firstChild.nodeType === 3 ? figure.firstChild : figure.querySelector('em').firstChild;
  const at = Math.max(text.data.indexOf(','), 0) || text.data.replace('%', '').length;
  const range = document.createRange();
  range.setStart(text, at - 1);
  range.setEnd(text, at);
  return Math.round(range.getBoundingClientRect().right);
})"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("real")
    found: dict[str, Path] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KIENAN_IMAGES", "later")
        made_of = (
            ("kien-an", 2021, "vi"),
            ("kien-an", 2021, "en"),
            ("hai-phong", 2022, "vi"),
            ("phuong-kien-an", 2025, "vi"),
        )
        for area, year, language in made_of:
            place = folder / area / str(year) / f"annual-review.{language}.html"
            place.parent.mkdir(parents=True, exist_ok=True)
            made = page(executed(review_of(area, year, language)), edition_links={"index": "../../index.html"})
            place.write_text(made, encoding="utf-8")
            found[f"{area} {language}".replace("phuong-kien-an", "ward")] = place
        notebook = executed(review_of("kien-an", 2021, "vi"))
        made_folder = folder / "communes"
        overviews = {
            "communes": (load(write_communes(made_folder, 130)), "hai-phong-2025", YEAR),
            "districts": (shipped(), "hai-phong", 2021),
        }
        for name, (data, area, year) in overviews.items():
            tables = parts_of_area(data, area, year)
            for language in get_args(Language):
                found[f"{name} {language}"] = folder / f"{name}.{language}.html"
                html = page(executed(Overview(tables, Words(language))))
                found[f"{name} {language}"].write_text(html, encoding="utf-8")
    (folder / "all").mkdir()
    found["hostile"] = folder / "hostile" / "2021" / "annual-review.vi.html"
    found["hostile"].parent.mkdir(parents=True)
    found["hostile"].write_text(page(made_hostile(notebook)), encoding="utf-8")
    hostile_index = write_index(folder).rename(folder / "hostile-index.html")
    found["hostile"].rename(folder / "hostile.html")
    found |= {"hostile": folder / "hostile.html", "hostile index": hostile_index}
    return found | {"index": write_index(folder)}


def made_hostile(notebook: Any) -> Any:
    """Put text that would run into every place of a review where data come to stand."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            mark = output.metadata.kienan
            for name in ("title", "headline", "area_name", "citation", "licence", "data_version"):
                if name in mark:
                    mark[name] += HOSTILE
            for ground in mark.get("grounds", {}).values():
                ground.update({key: text + HOSTILE for key, text in ground.items()}, href="javascript:window.hacked=1")
            html = output.data.get("text/html")
            if html:
                html = html.replace("</th><td", f"{escape(HOSTILE)}</th><td").replace(
                    '<tr data-key="', '<tr data-key="x'
                )
                output.data["text/html"] = html.replace('data-unit="', f'data-unit="{escape(HOSTILE)}')
    return notebook


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path], request: pytest.FixtureRequest) -> Iterator[Page]:
    name, asked = getattr(request, "param", ("kien-an vi", {}))
    settings: dict[str, Any] = dict(asked)
    width = settings.pop("width", DESKTOP)
    context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True, **settings)
    context.set_default_timeout(PATIENCE * 1000)
    context.set_offline(True)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(pages[name].as_uri())
    if settings.get("java_script_enabled", True) and tab.locator("[data-chart]").count():
        tab.wait_for_function("document.documentElement.dataset.charts === 'drawn'")
    yield tab
    context.close()
    assert said == []


def unfold(tab: Page, inside: str) -> None:
    """Open what a part of the page is folded into, as a reader does."""
    tab.locator("details.fold", has=tab.locator(inside)).locator("> summary").click()


@pytest.mark.parametrize(
    "opened",
    [
        (name, {"color_scheme": scheme, "width": width})
        for name in ("kien-an vi", "kien-an en", "hai-phong vi", "ward vi", "index", *OVERVIEWS)
        for scheme, width in (("light", DESKTOP), ("dark", PHONE))
    ],
    indirect=True,
    ids=str,
)
def test_an_accessibility_audit_finds_nothing(opened: Page) -> None:
    opened.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert violations(opened) == []
    if opened.locator(FIGURE).count():
        opened.locator(FIGURE).first.focus()
        assert opened.locator(".why:visible").count() == 1
        assert violations(opened) == []


def violations(tab: Page) -> list[Any]:
    """Run all of axe-core's rules, best practices too; say what it finds and where."""
    # Of what passes only the rule is told, not each of thousands of elements: that is half of the time.
    response = Axe().run(tab, options={"resultTypes": ["violations"]}).response
    assert len(response["passes"]) > 15
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in response["violations"]]


@pytest.mark.parametrize(
    "opened", [("kien-an vi", {}), ("kien-an vi", {"java_script_enabled": False})], indirect=True, ids=str
)
def test_hovering_a_figure_shows_what_its_bounds_rest_on_beside_it(opened: Page) -> None:
    unfold(opened, "#plan-attained-table")
    figure = opened.locator(FIGURE, has_text="591,5")
    note = figure.locator("xpath=../*[contains(@class, 'why')]")
    assert not note.is_visible()
    figure.hover()
    assert note.is_visible()
    words = note.inner_text()
    for said in (
        "591,498 [591,201; 591,794]",
        "600,37 tỷ đồng",
        "[600,365; 600,375]",
        "101,5%",
        "[101,45; 101,55]",
        "thanhphohaiphong.gov.vn",
    ):
        assert said in words
    assert figure.get_attribute("aria-describedby") == note.get_attribute("id")
    box, place = note.bounding_box(), figure.bounding_box()
    assert box is not None
    assert place is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= DESKTOP
    assert abs(box["y"] - place["y"]) < 300
    note.hover()  # one can go to the link in it
    assert note.is_visible()
    opened.mouse.move(0, 0)
    assert not note.is_visible()


def test_the_keyboard_reaches_a_footnote_and_escape_closes_it(opened: Page) -> None:
    unfold(opened, "#plan-attained-table")
    figure = opened.locator(FIGURE).first
    figure.focus()
    note = figure.locator("xpath=../*[contains(@class, 'why')]")
    assert note.is_visible()
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.closest('.why') !== null")
    assert note.is_visible()
    opened.keyboard.press("Escape")
    assert not note.is_visible()


@pytest.mark.parametrize(
    "opened", [("kien-an vi", {"width": PHONE, "has_touch": True, "is_mobile": True})], indirect=True
)
def test_a_tap_opens_the_footnote_inside_the_window_and_a_second_follows_it(opened: Page) -> None:
    figure = opened.locator("#at-a-glance-table a.figure").first
    figure.tap()
    box = figure.locator("xpath=../*[contains(@class, 'why')]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE
    assert "#" not in opened.url
    figure.tap()
    opened.wait_for_url("**#statements-table-kien-an-2022-01-11-01")


def test_a_figure_leads_to_its_statement_and_that_to_its_source(opened: Page) -> None:
    figure = opened.locator("#at-a-glance-table a.figure").first
    target = str(figure.get_attribute("href"))
    figure.click()
    row = opened.locator(f"{target} a").last
    row.wait_for()  # what it leads into is folded, and opens
    assert str(row.get_attribute("href")).startswith("https://thanhphohaiphong.gov.vn/")


def test_decimal_marks_stand_under_each_other(opened: Page) -> None:
    for place in (2, 3, 5):
        marks = opened.evaluate(MARKS, place)
        assert len(marks) == 5
        assert max(marks) - min(marks) <= 1, (place, marks)


@pytest.mark.parametrize(
    "opened", [("kien-an vi", {}), ("kien-an vi", {"java_script_enabled": False})], indirect=True, ids=str
)
def test_a_tables_csv_can_be_saved_without_a_network(opened: Page, tmp_path: Path) -> None:
    unfold(opened, "#growth-table")
    with opened.expect_download() as waiting:
        opened.locator('a[download$="-growth.csv"]').click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert saved.name == "kien-an-2021-growth.csv"
    with saved.open(encoding="utf-8-sig", newline="") as stream:
        first = next(csv.DictReader(stream))
    assert first["Tăng so với năm trước, %"] == "13.68"


@pytest.mark.parametrize(
    "opened",
    [(name, {"java_script_enabled": scripts}) for name in ("hostile", "hostile index") for scripts in (True, False)],
    indirect=True,
    ids=str,
)
def test_hostile_data_do_nothing_in_footnotes_captions_csv_and_index(
    opened: Page, request: pytest.FixtureRequest
) -> None:
    name, settings = request.node.callspec.params["opened"]
    assert opened.locator("img").count() == 0
    assert opened.locator("[onerror], [onload], a[href^=javascript]").count() == 0
    assert HOSTILE in opened.content().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if name == "hostile":
        unfold(opened, "#plan-attained-table")
        opened.locator(FIGURE).first.hover()
        assert HOSTILE in opened.locator(".why:visible").inner_text()
        with opened.expect_download() as waiting:
            opened.locator('a[download$="-plan-attained.csv"]').click()
        with waiting.value.path().open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        assert not [entry for row in rows for entry in row if entry.startswith(("=", "@", "+"))]
    if settings["java_script_enabled"]:
        assert opened.evaluate("window.hacked") is None


@pytest.mark.parametrize("opened", [("kien-an vi", {"width": 672}), ("hai-phong vi", {"width": 672})], indirect=True)
def test_on_paper_no_table_is_wider_than_the_sheet(opened: Page) -> None:
    """A4 less the margins is 178 mm: 672 pixels."""
    opened.emulate_media(media="print")
    wide = """() => [...document.querySelectorAll('.scroll > table')].filter((table) => table.checkVisibility()
      && table.scrollWidth > table.parentElement.clientWidth + 1).map((table) => table.parentElement.id)"""
    assert opened.evaluate(wide) == []


def test_what_is_implied_is_set_apart_by_more_than_colour(opened: Page) -> None:
    unfold(opened, "#plan-attained-table")
    implied = opened.locator("#plan-attained-table .implied").first
    assert implied.evaluate("mark => getComputedStyle(mark).fontStyle") == "italic"
    assert implied.evaluate("mark => getComputedStyle(mark, '::before').borderTopStyle") == "solid"
    bounds = opened.locator("#plan-attained-table .bounds").first
    assert bounds.evaluate("mark => parseFloat(getComputedStyle(mark).fontSize)") < implied.evaluate(
        "mark => parseFloat(getComputedStyle(mark).fontSize)"
    )


def test_the_contents_follow_the_reader(opened: Page) -> None:
    opened.locator("#targets h2").scroll_into_view_if_needed()
    opened.evaluate("document.querySelector('#targets').scrollIntoView({behavior: 'instant'})")
    current = opened.locator(".contents-wide a[aria-current]")
    current.wait_for()
    opened.wait_for_function("document.querySelector('.contents-wide a[aria-current]').hash === '#targets'")


def test_every_page_of_the_shipped_data_is_under_a_megabyte_and_a_half(pages: dict[str, Path]) -> None:
    assert {name: path.stat().st_size for name, path in pages.items() if path.stat().st_size >= 1_500_000} == {}


# The first screen, and what is folded

# The page of the first case was so tall before anything was folded, at 1280 pixels.
UNFOLDED = 14_700
SCREEN = 800


def height(tab: Page) -> int:
    return int(tab.evaluate("document.documentElement.scrollHeight"))


def test_the_first_screen_holds_the_card_and_the_page_is_three_fifths_as_tall(opened: Page) -> None:
    box = opened.locator("#card").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= SCREEN
    for said in (".headline", ".bars li:last-child .verdict", ".credit a"):
        assert opened.locator(f"#card {said}").first.is_visible()
    assert height(opened) <= 0.6 * UNFOLDED


@pytest.mark.parametrize("opened", [("ward vi", {})], indirect=True)
def test_a_ward_of_two_figures_is_two_screens(opened: Page) -> None:
    assert opened.locator("#at-a-glance-table tbody tr").count() == 2
    assert height(opened) <= 2 * SCREEN
    # What has nothing to show is said together, and each link to it still arrives.
    assert opened.locator("#rest > p > span").count() >= 3
    assert opened.locator("#rest #growth").count() == 1


@pytest.mark.parametrize(
    "opened", [("kien-an vi", {}), ("kien-an vi", {"java_script_enabled": False})], indirect=True, ids=str
)
def test_what_is_folded_opens_by_key_and_by_a_link_into_it(opened: Page) -> None:
    summary = opened.locator("details.fold", has=opened.locator("#growth-table")).locator("> summary")
    assert not opened.locator("#growth-table").is_visible()
    summary.focus()
    opened.keyboard.press("Enter")
    opened.locator("#growth-table").wait_for()
    row = opened.locator("#statements-table-kien-an-2022-01-11-01")
    assert not row.is_visible()
    opened.locator("#at-a-glance-table a.figure").first.click()
    row.wait_for()


def test_nothing_of_a_review_is_left_out_by_folding(opened: Page) -> None:
    """Each output of the notebook stands on the page, folded or not."""
    parts = [
        output.metadata.kienan.id
        for cell in executed(review_of("kien-an", 2021, "vi")).cells
        for output in cell.outputs
        if output.metadata.kienan.part in {"table", "chart"}
    ]
    assert len(parts) > 15
    assert [name for name in parts if opened.locator(f"#{name}").count() != 1] == []


@pytest.mark.parametrize(
    "opened", [("kien-an vi", {"width": PHONE}), ("hai-phong vi", {"width": PHONE})], indirect=True
)
def test_on_a_phone_rows_are_cards_with_the_verdict_in_their_first_line(opened: Page) -> None:
    for name in ("at-a-glance-table", "plan-attained-table", "growth-table"):
        fold = opened.locator("details.fold", has=opened.locator(f"#{name}"))
        if fold.count():
            fold.locator("> summary").click()
        frame = opened.locator(f"#{name}")
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), name
        assert frame.locator("table").get_attribute("role") == "table"
        for row in frame.locator("tbody tr").all():
            assert row.get_attribute("role") == "row"
            named = row.locator("[role=rowheader]").bounding_box()
            cells = {cell.inner_text(): cell.bounding_box() for cell in row.locator("[role=cell]").all()}
            assert [text for text, box in cells.items() if box is None and text not in {"", "–"}] == []
            assert not row.locator(".missing:visible").count()
            tops = [cell.bounding_box() for cell in row.locator("[role=cell]:visible:not([data-says])").all()]
            verdict = row.locator("[data-says=verdict] .verdict")
            assert named is not None
            assert all(box is not None and box["y"] >= named["y"] + 8 for box in tops)
            if verdict.count():
                box = verdict.bounding_box()
                assert box is not None
                assert all(other is not None and box["y"] < other["y"] for other in tops)


@pytest.mark.parametrize(
    "opened", [("kien-an vi", {"width": PHONE}), ("hai-phong vi", {"width": PHONE})], indirect=True
)
def test_on_a_phone_no_chart_scrolls_and_the_historys_panels_stand_under_each_other(opened: Page) -> None:
    wide = """[...document.querySelectorAll('figure.chart .scroll')]
      .filter((frame) => frame.scrollWidth > frame.clientWidth + 1).map((frame) => frame.parentElement.id)"""
    assert opened.evaluate(wide) == []
    drawn = opened.locator("#history-chart .chart-live svg").bounding_box()
    assert drawn is not None
    assert drawn["height"] > 2 * drawn["width"]


@pytest.mark.parametrize("opened", [("kien-an en", {"width": PHONE})], indirect=True)
def test_on_a_phone_an_amount_with_a_long_unit_is_not_cut(opened: Page) -> None:
    frame = opened.locator("#at-a-glance-table")
    unit = "78 million VND per person a year".replace(" ", "\N{NO-BREAK SPACE}")
    frame.locator("tbody td.num a.figure").first.evaluate("(figure, text) => { figure.textContent = text; }", unit)
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")


@pytest.mark.parametrize("opened", [("kien-an vi", {}), ("hai-phong vi", {})], indirect=True)
def test_what_a_row_is_of_is_never_cut(opened: Page) -> None:
    opened.evaluate("for (const folded of document.querySelectorAll('details.fold')) folded.open = true")
    cut = """() => [...document.querySelectorAll('.scroll')].filter((frame) => {
      frame.scrollLeft = 10000;
      const lead = frame.querySelector('tbody tr > :first-child');
      const [there, edge] = [lead ?? frame, frame].map((element) => element.getBoundingClientRect().left);
      return frame.checkVisibility() && there < edge - 1;
    }).map((frame) => frame.id)"""
    assert opened.evaluate(cut) == []
    wide = """() => ['at-a-glance-table', 'plan-attained-table', 'growth-table'].filter((name) => {
      const frame = document.getElementById(name);
      return frame.scrollWidth > frame.clientWidth;
    })"""
    assert opened.evaluate(wide) == []


@pytest.mark.parametrize(
    "opened",
    [
        (f"{name} {language}", {"width": width, "java_script_enabled": scripts})
        for name in ("communes", "districts")
        for language in ("vi", "en")
        for width, scripts in ((PHONE, True), (DESKTOP, False))
    ],
    indirect=True,
    ids=str,
)
def test_an_overview_fits_the_window_and_its_drawings_are_large_enough_to_read(opened: Page) -> None:
    width = opened.viewport_size["width"] if opened.viewport_size else 0
    opened.evaluate("for (const folded of document.querySelectorAll('details.fold')) folded.open = true")
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    seen = "at-narrow" if width == PHONE else "at-wide"
    drawings = opened.locator(".stills .drawing:visible")
    assert drawings.count() == opened.locator(".stills").count() > 0
    for number in range(drawings.count()):
        drawing = drawings.nth(number)
        assert seen in str(drawing.get_attribute("class"))
        box = drawing.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    # No letter is drawn smaller than ten pixels.
    smallest = opened.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.stills .drawing text')]
          .filter((text) => text.textContent.trim() && text.getBoundingClientRect().width > 0)
          .map((text) => text.getBoundingClientRect().height))"""
    )
    assert smallest >= 10


@pytest.mark.parametrize("opened", [("communes vi", {})], indirect=True)
def test_the_map_of_an_overview_names_the_place_under_the_pointer(opened: Page) -> None:
    points = opened.locator("#map-chart .at-wide path:has(> title)")
    assert points.count() == 114
    titles = set(
        opened.evaluate("[...document.querySelectorAll('#map-chart .at-wide path > title')].map((t) => t.textContent)")
    )
    assert len(titles) == 114
    assert any(title.startswith("Phường Kiến An: ") for title in titles)


def many_reviews(folder: Path) -> Path:
    """Write the heads of some hundred pages, and the index over them."""
    for number, name in enumerate(("Phường Hồng Bàng", "Xã An Phong", "Phường Hong", *(f"Xã {n}" for n in range(60)))):
        for year in (2021, 2022, 2023):
            place = folder / f"area-{number:02}" / str(year) / "annual-review.vi.html"
            place.parent.mkdir(parents=True)
            told: dict[str, Any] = {"title": f"{name} {year}", "headline": "Cả 5 kế hoạch đều đạt", "area_name": name}
            told |= {"measure": "attainment", "marks": [{"name": "A", "value": 101, "verdict": "met"}], "data": "D"}
            place.write_text(f'<meta name="kienan-review" content="{escape(json.dumps(told))}">', encoding="utf-8")
    return write_index(folder)


@pytest.mark.parametrize(("width", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_a_long_index_is_filtered_by_area_and_year_and_has_no_fault(
    browser: Browser, tmp_path: Path, width: int, scheme: Any
) -> None:
    index = many_reviews(tmp_path)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(PATIENCE * 1000)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(index.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    found, shown = tab.locator("#found"), tab.locator(".year:visible h3")
    assert found.inner_text() == "189"
    asked = [
        ("hồng", "", {"Phường Hồng Bàng"}, 3),  # with its tones it is matched with them
        ("hong", "", {"Phường Hồng Bàng", "Phường Hong"}, 6),  # without any, without them; of a word's start
        ("hong", "2022", {"Phường Hồng Bàng", "Phường Hong"}, 2),
        ("nowhere", "2022", set(), 0),
        ("", "2022", None, 63),
        ("", "", None, 189),
    ]
    for area, year, names, count in asked:
        tab.fill("#filter-area", area)
        tab.select_option("#filter-year", year)
        assert found.inner_text() == str(count), (area, year)
        assert shown.count() == count
        if names is not None:
            assert {text.strip() for text in tab.locator("main > section:visible h2").all_inner_texts()} == names
            assert tab.locator("nav li:visible").count() == len(names)
    assert violations(tab) == []
    assert said == []
    context.close()


def test_a_long_index_without_scripts_shows_all_and_no_dead_filter(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(many_reviews(tmp_path).as_uri())
    assert tab.locator(".year").count() == 189
    assert not tab.locator(".filter").is_visible()
    context.close()
