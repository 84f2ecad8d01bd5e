from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from kienan_analysis.errors import KienanError
from kienan_analysis.publishing import page, write_index
from kienan_analysis.publishing.chart_drawings import draw
from kienan_analysis.publishing.sections import read_review
from tests.conftest import PROJECT
from tests.example_review import chart, review_notebook, table, text
from tests.many_places import HEADLINES, write_heads
from tests.shipped_reviews import executed, review_of

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.wording import Language

HOSTILE = "</script></title><img src=x onerror=alert(1)>[x](javascript:alert(1))![y](https://example.org/y.png)<!--"
CLIPPED = {"data": {"values": [{"a": 1}]}, "mark": {"type": "bar", "clip": True}, "encoding": {"x": {"field": "a"}}}
VOID = {"meta", "br", "col", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """Every element of a page as a browser would nest it; fails on elements that are not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open:
            self.texts.append((self.open[-1], data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def heading_levels(self) -> list[int]:
        return [int(name[1]) for name, _ in self.elements if re.fullmatch("h[1-6]", name)]


@pytest.fixture(scope="module")
def vietnamese() -> str:
    return page(review_notebook("vi"))


@pytest.fixture(scope="module")
def hostile() -> str:
    return page(review_notebook("vi", extra=HOSTILE))


# The document


@pytest.mark.slow
def test_the_outline_has_one_title_the_landmarks_and_no_level_left_out(vietnamese: str) -> None:
    outline = Outline(vietnamese)
    assert outline.all("html") == [{"lang": "vi"}]
    for landmark in ("header", "nav", "main", "footer", "h1", "title"):
        assert len(outline.all(landmark)) == 1, landmark
    levels = outline.heading_levels()
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.slow
def test_every_reference_inside_the_page_arrives_and_no_id_is_there_twice(vietnamese: str) -> None:
    outline = Outline(vietnamese)
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = [attributes["href"][1:] for attributes in outline.all("a") if attributes["href"].startswith("#")]
    for key in ("aria-labelledby", "aria-describedby"):
        wanted += [name for _, attributes in outline.elements for name in attributes.get(key, "").split()]
    assert wanted
    assert set(wanted) <= set(ids)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ["Cách tính", "Nội dung", "Hình 1", "Bảng 1", "Trích dẫn", "phần mềm 0.1.0", "dữ liệu 2026.11"]),
        (
            "en",
            ["How this was made", "Contents", "Figure 1", "Table 1", "How to cite", "package 0.1.0", "data 2026.11"],
        ),
    ],
)
def test_the_page_speaks_the_language_of_its_review(language: Any, said: list[str]) -> None:
    made = page(review_notebook(language))
    assert f'<html lang="{language}">' in made
    for words in said:
        assert words in made


@pytest.mark.slow
def test_the_same_notebook_gives_the_same_bytes_in_this_process_and_in_another(vietnamese: str) -> None:
    # Another chart before it: vl-convert numbers its clip paths through its whole life.
    draw(CLIPPED, name="other")
    assert page(review_notebook("vi")) == vietnamese
    script = (
        "import sys\nfrom tests.example_review import review_notebook\nfrom kienan_analysis.publishing import page\n"
        "sys.stdout.buffer.write(page(review_notebook('vi')).encode())"
    )
    again = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert again.stdout == vietnamese.encode()


@pytest.mark.slow
def test_a_notebook_read_back_from_its_file_gives_the_same_page(vietnamese: str) -> None:
    stored = nbformat.reads(nbformat.writes(review_notebook("vi")), as_version=4)
    assert page(stored) == vietnamese


def test_nothing_on_the_page_is_asked_of_a_network(vietnamese: str) -> None:
    outline = Outline(vietnamese)
    for tag, attributes in outline.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form", "image"}
        assert "src" not in attributes
    styles = "".join(words for tag, words in outline.texts if tag == "style")
    assert "@import" not in styles
    assert set(re.findall(r"url\(.{6}", styles)) == {'url("data:'}


def test_the_policy_allows_exactly_the_scripts_that_are_there(vietnamese: str) -> None:
    outline = Outline(vietnamese)
    policy = next(a["content"] for a in outline.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    scripts = re.findall(r'<script type="module">(.*?)</script>', vietnamese, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert len(scripts) == 2
    assert rules["script-src"].split() == [f"'sha256-{value}'" for value in hashes]


@pytest.mark.slow
def test_ten_charts_fit_in_a_page_of_one_and_a_half_megabytes() -> None:
    notebook = review_notebook("vi")
    spec = next(o for cell in notebook.cells for o in cell.get("outputs", []) if o.metadata.kienan.part == "chart")
    for number in range(7):
        again = chart("growth", f"more-{number}", json.loads(json.dumps(spec.data["application/vnd.vegalite.v5+json"])))
        notebook.cells[-1]["outputs"].append(nbformat.from_dict(again))
    made = page(notebook)
    assert len(re.findall(r'<figure class="chart"', made)) == 10
    assert len(made.encode()) < 1_500_000


@pytest.mark.slow
def test_links_to_other_editions_are_relative_and_leave_out_the_page_itself() -> None:
    links = {"vi": "annual-review.vi.html", "en": "annual-review.en.html", "index": "../../index.html"}
    made = page(review_notebook("vi"), edition_links=links)
    assert '<a href="annual-review.en.html" lang="en" hreflang="en">English</a>' in made
    assert '<a href="../../index.html">Tất cả báo cáo</a>' in made
    assert 'href="annual-review.vi.html"' not in made
    for address in ("javascript:alert(1)", "//example.org", "/etc", "https://example.org"):
        with pytest.raises(KienanError, match="relative"):
            page(review_notebook("vi"), edition_links={"en": address})


# The notebook behind it


@pytest.mark.slow
def test_code_and_prose_are_folded_away_in_the_section_that_they_made() -> None:
    review = read_review(review_notebook("vi"))
    made = {section.id: [piece.text for piece in section.made] for section in review.sections}
    assert made["plan_attained"] == [
        "Kế hoạch suy ra = thực hiện ÷ tỷ lệ đạt. *Implied plan = actual ÷ attainment.*",
        "review.plan_attained  # rounding whiskers",
    ]
    assert [piece.kind for piece in review.masthead.made] == ["prose", "code", "code"]


@pytest.mark.slow
def test_what_runs_py_writes_into_the_notebook_wins_over_the_masthead() -> None:
    notebook = review_notebook("vi")
    notebook.metadata["kienan"]["package_version"] = "9.9.9"
    assert "phần mềm 9.9.9" in page(notebook)


def test_a_failed_notebook_gives_no_page() -> None:
    notebook = review_notebook("vi")
    failure = nbformat.v4.new_output("error", ename="ValueError", evalue="no figures", traceback=[])
    notebook.cells[4]["outputs"].append(failure)
    with pytest.raises(KienanError, match=r"notebook cell 5: The cell failed with ValueError: no figures"):
        page(notebook)


def test_a_notebook_that_was_not_run_says_so() -> None:
    with pytest.raises(KienanError, match="holds no executed review"):
        page(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")]))


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (text("growth", "text", "x") | {"data": {}}, "has no text/markdown"),
        (text("growth", "headline", "x"), "Unknown part 'headline'"),
        (text("Growth!", "text", "x"), "section 'Growth!'"),
        (text("growth", "question", "x"), "share the id 'growth-question'"),
        (chart("growth", "bare-chart", {"mark": "bar"}) | {"metadata": {}}, None),
    ],
)
def test_an_output_that_breaks_its_promise_is_refused_with_its_cell(output: Any, message: str | None) -> None:
    notebook = review_notebook("vi")
    if message is None:  # a chart without words
        output["metadata"] = {"kienan": {"section": "growth", "part": "chart", "id": "bare-chart"}}
        output["data"]["text/plain"] = " "
        message = "no words for readers"
    notebook.cells[-1]["outputs"].append(nbformat.from_dict(output))
    with pytest.raises(KienanError, match=re.escape(message)) as caught:
        page(notebook)
    assert "notebook cell" in str(caught.value)


# Outside text


@pytest.mark.slow
def test_hostile_text_stands_as_text_and_makes_no_element(hostile: str, vietnamese: str) -> None:
    tame, wild = Outline(vietnamese), Outline(hostile)
    assert {tag for tag, _ in wild.elements} == {tag for tag, _ in tame.elements}
    assert wild.all("img") == []
    for tag, attributes in wild.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert not attributes.get("href", "").lower().startswith("javascript")
        if attributes.get("href", "").startswith("data"):
            assert tag == "a"
            assert attributes["href"].startswith("data:text/csv;charset=utf-8;base64,")
            assert attributes["download"].endswith(".csv")
    assert sum(HOSTILE in words for tag, words in wild.texts if tag in {"title", "th", "a"}) > 3  # whole, and only read
    assert "&lt;img src=x onerror=alert(1)&gt;" in hostile
    # No link says whence one comes, and none opens a window that could reach back.
    assert {"name": "referrer", "content": "no-referrer"} in wild.all("meta")
    assert not any("target" in attributes for attributes in wild.all("a"))


def test_each_chart_has_words_and_its_figures_in_a_table(vietnamese: str) -> None:
    outline = Outline(vietnamese)
    drawings = [a for a in outline.all("div") if a.get("class") == "drawing"]
    assert len(drawings) == 3
    assert all(drawing["role"] == "img" and drawing["aria-label"] for drawing in drawings)
    folded = vietnamese.split('<details class="data">', 1)[1].split("</details>", 1)[0]
    assert 'id="plan-attained-chart-data"' in folded
    assert "101,5" in folded


# Index


def store(output: Path, area: str, year: str, language: Any, html: str) -> None:
    folder = output / area / year
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"annual-review.{language}.html").write_text(html, encoding="utf-8")


@pytest.mark.slow
def test_the_index_leads_to_every_page_and_survives_a_page_it_cannot_read(tmp_path: Path, vietnamese: str) -> None:
    store(tmp_path, "kien-an", "2021", "vi", vietnamese)
    store(tmp_path, "kien-an", "2021", "en", page(review_notebook("en")))
    (tmp_path / "kien-an" / "2021" / "annual-review.en.xlsx").write_bytes(b"")
    store(tmp_path, "kien-an", "2023", "vi", '<meta name="kienan-review" content="{ not json">')
    store(tmp_path, "hai-phong", "2019", "en", "<!DOCTYPE html>")
    store(tmp_path, "odd <b>", "2020", "vi", '<meta name="kienan-review" content="[]">')
    (tmp_path / "kien-an" / "2021" / "annual-review.fr.html").write_text("x")
    made = write_index(tmp_path)
    assert made == tmp_path / "index.html"
    html = made.read_text(encoding="utf-8")
    outline = Outline(html)
    pages = [a["href"] for a in outline.all("a") if a["href"].endswith(".html")]
    assert pages == [
        "hai-phong/2019/annual-review.en.html",
        "kien-an/2023/annual-review.vi.html",
        "kien-an/2021/annual-review.vi.html",
        "kien-an/2021/annual-review.en.html",
        "odd%20%3Cb%3E/2020/annual-review.vi.html",
    ]
    assert '<a href="kien-an/2021/annual-review.en.xlsx">Excel</a>' in html
    assert "Quận Kiến An năm 2021: bốn trong năm chỉ tiêu đạt kế hoạch" in html
    assert "four of five plans met" in html
    assert not outline.all("b")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["index.html"]
    before = made.read_bytes()
    write_index(tmp_path)
    assert made.read_bytes() == before


def test_the_index_draws_each_reviews_plans_and_reads_the_head_of_its_pages_alone(tmp_path: Path) -> None:
    marks = [
        {"name": "<b>A", "value": 101.5, "verdict": "met"},
        {"name": "B", "value": 97.96, "verdict": "missed"},
        {"name": "C", "value": 100, "verdict": "undecided"},
        {"name": "D", "value": 1e9, "verdict": "<script>"},
    ]
    told = {"title": "T", "headline": "H", "area_name": "N", "measure": "attainment", "marks": marks}
    meta = f'<meta name="kienan-review" content="{escape(json.dumps(told))}">'
    store(tmp_path, "a", "2021", "vi", meta + "x" * 10_000_000)
    late = "x" * 1_000_000 + meta
    store(tmp_path, "b", "2021", "vi", late)
    html = write_index(tmp_path).read_text(encoding="utf-8")
    # 168 pixels across, 8 at each end left free, 12 percentage points to each side: 101.5% is 9.5 right of the middle.
    assert '<circle class="met" cx="93.5"' in html
    assert html.count('<path class="missed"') == 1
    assert html.count('<path class="undecided"') == 1
    assert '<circle class="plain" cx="160.0"' in html
    assert "% kế hoạch: &lt;b&gt;A 101,5%; B 97,96%; C 100%; D 1000000000%" in html
    assert html.count("<figure>") == 1  # what stands too late in a page is not read


def test_the_index_copes_with_hundreds_of_reviews(tmp_path: Path, vietnamese: str) -> None:
    head = vietnamese[:20_000]
    for number in range(100):
        for language in ("vi", "en"):
            store(tmp_path, f"area-{number % 20}", str(1990 + number // 20), language, head)
    html = write_index(tmp_path).read_text(encoding="utf-8")
    outline = Outline(html)
    assert len([a for a in outline.all("a") if a["href"].endswith(".html")]) == 200
    assert len(outline.all("section")) == 20
    assert len(html) < 1_000_000


@pytest.mark.slow
def test_the_index_of_2000_reviews_is_small_has_a_line_a_language_and_can_be_filtered(tmp_path: Path) -> None:
    said = {language: f"{headline}, và hơn nữa " * 2 for language, headline in HEADLINES.items()}
    write_heads(tmp_path, 2000, said)
    html = write_index(tmp_path).read_text(encoding="utf-8")
    assert len(html.encode()) <= 1_500_000
    outline = Outline(html)
    assert len([a for a in outline.all("a") if a["href"].endswith(".html")]) == 4000
    assert [option["value"] for option in outline.all("option") if "value" in option] == [""]
    assert html.count("<option>2") == 5
    lines = re.findall(r'<p><a href="[^"]*vi.html">([^<]*)</a>', html)
    assert len(lines) == 2000
    assert all(len(line) <= 101 and line.endswith("…") and said["vi"].startswith(line[:-1]) for line in lines)
    # Five marks at 90, 95, 100, 105 and 110 percent, 12 points to each side of the middle, and a triangle.
    assert (
        '<path class="met" d="M21 13h0M52 13h0M84 13h0M116 13h0M147 13h0"/><path class="missed" d="M66 9h10l-5 9z"/>'
        in html
    )


def test_a_short_index_has_no_filter_and_no_script(tmp_path: Path, vietnamese: str) -> None:
    for number in range(7):
        store(tmp_path, "kien-an", str(2010 + number), "vi", vietnamese[:20_000])
    assert "<script" not in write_index(tmp_path).read_text(encoding="utf-8")
    store(tmp_path, "kien-an", "2020", "vi", vietnamese[:20_000])
    html = write_index(tmp_path).read_text(encoding="utf-8")
    assert html.count("<script") == 1
    assert 'role="search"' in html
    assert "edition-title" in html


def test_the_index_of_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert "Chưa có báo cáo nào" in write_index(tmp_path).read_text(encoding="utf-8")


@pytest.mark.slow
def test_publishing_loads_none_of_the_slow_libraries() -> None:
    script = (
        "import sys, kienan_analysis.publishing\n"
        "slow = ('vl_convert', 'fontTools', 'pandas', 'altair', 'jinja2', 'xlsxwriter', 'playwright')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert loaded.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_table_of_one_section_may_hold_links_to_its_sources() -> None:
    notebook = review_notebook("en")
    html = '<table><tr><td><a class="ref" href="https://example.org/?a=1&amp;b=2">1</a></td></tr></table>'
    notebook.cells[-1]["outputs"].append(nbformat.from_dict(table("sources", "more", html)))
    expected = '<a class="ref" href="https://example.org/?a=1&amp;b=2">1</a>'
    assert expected in page(notebook)


@pytest.mark.slow
def test_the_heaviest_page_of_the_shipped_data_stays_light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIENAN_IMAGES", "later")
    assert len(page(executed(review_of("hai-phong", 2023, "vi"))).encode()) <= 1_400_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "kept"), [("vi", "# Một\n\nHai.\n\n**Ba.** Bốn."), ("en", "# One\n\nTwo.\n\n**Three.** Four.")]
)
def test_prose_in_both_languages_is_on_a_page_in_its_own(language: Language, kept: str) -> None:
    prose = "# Một · One\n\nHai.\n\nTwo.\n\n**Ba.** Bốn. · **Three.** Four."
    for tags, expected in (["vi-en"], kept), ([], prose):  # what is not said to be in both is a user's own
        notebook = review_notebook(language)
        cell = nbformat.v4.new_markdown_cell(prose, metadata={"tags": tags})
        notebook.cells.insert(0, cell)
        masthead = read_review(notebook).masthead
        assert masthead.made[0].text == expected


def test_the_shipped_notebooks_say_which_prose_is_in_both_languages() -> None:
    for name in ("annual_review", "history", "compare", "overview"):
        shipped = nbformat.read(PROJECT / "notebooks" / f"{name}.ipynb", as_version=4)
        for cell in shipped.cells:
            if cell.cell_type == "markdown":
                assert cell.metadata.get("tags") == ["vi-en"], (name, cell.id)
                alone = [part for part in cell.source.split("\n\n") if part.count(" · ") != 1]
                assert len(alone) % 2 == 0, (name, cell.id)
                assert not any(" · " in part for part in alone), (name, cell.id)
