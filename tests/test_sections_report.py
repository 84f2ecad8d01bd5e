"""How a review shows in a notebook: what each output says it is, that it is inert, and that it is always the same."""

from __future__ import annotations

import base64
import csv
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from markdown_it import MarkdownIt
from nbformat.v4 import new_code_cell, new_notebook, new_output

import kienan_analysis as ka
from kienan_analysis.annual_review import review_years
from kienan_analysis.dataset import load
from kienan_analysis.errors import UsageError
from kienan_analysis.publishing import page
from kienan_analysis.sections.report import SECTIONS, Review
from kienan_analysis.wording import Words
from tests.packages import AREAS, area, indicator, observation, source, write_package
from tests.shipped_reviews import FOLDER, review_of, shipped, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kienan_analysis.sections.report import Output, Section
    from kienan_analysis.wording import Language

LIVE_TYPE = "application/vnd.vegalite.v5+json"
# In reading order; others may stand between them.
ORDER = (
    *("masthead", "at_a_glance", "plan_attained", "growth", "contribution"),
    *("budget", "part_year", "targets", "peers", "sources"),
)
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def outputs_of(review: Review) -> Iterator[Output]:
    yield from review.masthead.outputs()
    for section in review.sections():
        yield from section.outputs()


@pytest.fixture(scope="module")
def outputs() -> dict[Language, list[Output]]:
    return {language: list(outputs_of(review_of("kien-an", 2021, language))) for language in LANGUAGES}


# --------------------------------------------------------------------------------------------------- every review

with (FOLDER / "areas.csv").open(encoding="utf-8", newline="") as file:
    AREA_IDS = [row["id"] for row in csv.DictReader(file)]


@pytest.mark.slow
@pytest.mark.parametrize("name", AREA_IDS)
def test_every_area_and_year_can_be_reviewed_in_both_languages(name: str) -> None:
    years = review_years(shipped(), name)
    assert years
    for year in years:
        holds_in_both_languages(name, year)


def holds_in_both_languages(name: str, year: int) -> None:
    made = [list(review_of(name, year, language).sections()) for language in LANGUAGES]
    shapes = [
        [
            (section.name, section.chart is not None, [len(table.rows) for table in section.tables])
            for section in sections
        ]
        for sections in made
    ]
    assert shapes[0] == shapes[1]
    names = [section.name for section in made[0]]
    assert [section for section in names if section in ORDER] == [section for section in ORDER if section in names]
    always = {"at_a_glance", "plan_attained", "growth", "peers", "sources"}
    # In the middle of a year nobody asks after the next one's targets.
    assert (always if tables_of(name, year).part_period else {*always, "targets"}) <= set(names)
    for sections in made:
        for section in sections:
            said = [section.text.question, section.text.finding, *section.text.sentences, *section.text.notes]
            assert all(text.strip() for text in said), section.name
            # Neither a field left open, nor what a float or a missing value writes of itself, nor a doubled blank.
            assert not re.search(r"[{}]|\bnan\b|\bNone\b|\binf\b|  | [.,;]", "\n".join(said)), said


def shape(section: Section) -> tuple[str, bool, list[int]]:
    return section.name, section.chart is not None, [len(table.rows) for table in section.tables]


def test_the_years_that_were_asked_for_are_among_them() -> None:
    asked = {"kien-an": {1994, 2019, 2020, 2021, 2022, 2023}, "hai-phong": set(range(2017, 2025)), "le-chan": {2021}}
    for name, years in asked.items():
        assert years <= set(review_years(shipped(), name))


@pytest.mark.slow
def test_the_city_s_reviews_tell_of_several_sources_and_assigners() -> None:
    assert len(tables_of("hai-phong", 2021).sources) > 3
    text = "\n".join(
        table.to_text() for section in review_of("hai-phong", 2021, "en").sections() for table in section.tables
    )
    assert "the central government" in text
    assert "the council" in text
    assert "about 90.500 tỷ đồng" in text  # as printed, among the contradictions


# ------------------------------------------------------------------------------------------------------- contract


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_output_says_what_it_is_and_holds_it(outputs: dict[Language, list[Output]], language: Language) -> None:
    marks = [output.metadata["kienan"] for output in outputs[language]]
    ids = [mark["id"] for mark in marks]
    assert len(ids) == len(set(ids))
    order = list(dict.fromkeys(mark["section"] for mark in marks))
    assert [name for name in order if name in ORDER] == [name for name in ORDER if name in order]
    assert set(order) <= set(SECTIONS)
    needed = {"masthead", "at_a_glance", "plan_attained", "growth", "contribution", "budget", "targets", "peers"}
    assert needed | {"sources"} <= set(order)
    for output, mark in zip(outputs[language], marks, strict=True):
        assert re.fullmatch(r"[a-z0-9-]+", mark["id"])
        part = mark["part"]
        if part in {"masthead", "question", "finding", "text", "note"}:
            assert set(output.data) == {"text/markdown", "text/plain"}
            opening = {"masthead": "# ", "finding": "## "}.get(part, "")
            assert output.data["text/markdown"].startswith(opening)
            headings = re.findall(r"(?m)^#+ ", output.data["text/markdown"])
            assert headings == ([opening] if opening else [])
        elif part == "table":
            assert output.data["text/html"].startswith('<table class="kienan-table"')
            assert output.data["text/plain"]
            assert mark["title"]
        else:
            assert part == "chart"
            assert set(output.data) == {LIVE_TYPE, "image/png", "text/plain"}
            assert base64.b64decode(output.data["image/png"]).startswith(b"\x89PNG\r\n\x1a\n")
            assert output.metadata["image/png"]["alt"] == output.data["text/plain"] != ""
            assert mark["title"]
    per_section = [(mark["section"], mark["part"]) for mark in marks]
    for name in order[1:]:
        assert per_section.count((name, "question")) == per_section.count((name, "finding")) == 1


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_has_a_table_of_its_data_in_its_section(
    outputs: dict[Language, list[Output]], language: Language
) -> None:
    marks = [output.metadata["kienan"] for output in outputs[language]]
    with_chart = {mark["section"] for mark in marks if mark["part"] == "chart"}
    assert len(with_chart) >= 5
    assert with_chart <= {mark["section"] for mark in marks if mark["part"] == "table"}


@pytest.mark.slow
def test_the_masthead_tells_what_the_review_is(outputs: dict[Language, list[Output]]) -> None:
    mark = outputs["en"][0].metadata["kienan"]
    expected = {"area": "kien-an", "area_name": "Kiến An District", "year": 2021, "language": "en"}
    assert {key: mark[key] for key in expected} == expected
    assert mark["title"] == "Kiến An District in 2021: results, and targets for 2022"
    assert mark["headline"].startswith("4 of 5 plans were met")
    assert (mark["package_version"], mark["data_version"]) == (ka.__version__, shipped().version)
    figures, sources = (
        len(frame) for frame in (tables_of("kien-an", 2021).statements, tables_of("kien-an", 2021).sources)
    )
    assert f"Read from {figures} published figures in {sources} sources" in outputs["en"][0].data["text/markdown"]


@pytest.mark.slow
def test_the_same_review_gives_the_same_bytes(outputs: dict[Language, list[Output]]) -> None:
    again = list(outputs_of(Review(tables_of("kien-an", 2021), Words("vi"))))
    written = [json.dumps([[o.data, o.metadata] for o in made], sort_keys=True) for made in (outputs["vi"], again)]
    assert written[0] == written[1]


@pytest.mark.slow
def test_a_section_shows_itself_in_ipython(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[Any, Any]] = []
    monkeypatch.setattr("IPython.display.publish_display_data", lambda data, metadata: shown.append((data, metadata)))
    review = review_of("kien-an", 1994, "en")
    review._ipython_display_()
    assert [metadata["kienan"]["part"] for _, metadata in shown[:3]] == ["masthead", "question", "finding"]
    assert len(shown) == len(list(outputs_of(review)))
    assert repr(review) == "<Review of kien-an 1994, en>"


# ----------------------------------------------------------------------------------------------------- bad values


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"language": "fr"}, "language: unknown language 'fr'. There are: vi, en."),
        ({"year": "2021"}, "year: a year is a whole number, not '2021'. Write it as 2021, without quotes."),
        ({"year": True}, "year: a year is a whole number, not True. Write it as 2021, without quotes."),
        ({"year": 2021.0}, "year: a year is a whole number, not 2021.0."),
        ({"area": "kienan"}, "Did you mean 'kien-an'?"),
        ({"year": 2026}, "ended on 2025-06-30 and was succeeded by"),
        ({"year": 2017}, " in 2017. There are figures for 1994, "),
    ],
)
def test_a_bad_value_is_refused_with_what_to_write(wrong: dict[str, Any], message: str) -> None:
    values: dict[str, Any] = {"area": "kien-an", "year": 2021, "language": "en"} | wrong
    with pytest.raises(UsageError) as caught:
        ka.review(shipped(), **values)
    assert message in str(caught.value)


# --------------------------------------------------------------------------------------------------- outside text

HOSTILE = "<img src=x onerror=alert(1)> ](javascript:alert(1)) | `code` </script> **b** ![y](z) &lt; $x$ # h"


def hostile(folder: Path, name: str) -> Review:
    """Review a year in which every text that a package may hold is `name`."""
    there = dict.fromkeys(("name_vi", "name_en", "note", "note_vi"), name)
    areas = [row | there for row in AREAS] + [area("le-chan", parent="hai-phong", **there)]
    source_texts = {"publisher": name, "note": name, "note_vi": name, "language": "vi"}
    parts = {"additive_group": "trade_and_accommodation_turnover", "price_basis": "current"}
    indicators = [
        indicator("first", **there, **parts, higher_is_better="true"),
        indicator("second", **there, **parts, concept="state budget revenue"),
        indicator("third", **there, **parts, concept="state budget revenue"),
    ]
    rows = [
        observation(source="one", indicator=kind, measure=measure, printed=digits, note=name)
        for kind in ("first", "second")
        for measure, digits in (
            ("level", "600,37"),
            ("growth", "3,68"),
            ("attainment", "97,5" if kind == "first" else "126"),
        )
    ]
    rows += [
        observation(source="one", indicator="first", period="2022", measure="planned_growth", printed="12"),
        observation(source="one", indicator="first", period="2021-01/2021-05", measure="attainment", printed="40,2"),
        observation(source="one", indicator="first", period="2021-01/2021-05", printed="240"),
        observation(
            source="one", indicator="second", period="2022", measure="planned_growth", printed="15", base="plan:city"
        ),
        observation(source="one", area="le-chan", indicator="first", measure="growth", printed="10"),
        observation(source="one", area="le-chan", indicator="third", measure="growth", printed="10"),
    ]
    path = write_package(
        folder,
        rows,
        areas=areas,
        indicators=indicators,
        sources=[source("one", published="2022-01-11", **source_texts)],
        title=name,
        licenses=[{"name": "odd", "title": name}],
    )
    return ka.review(load(path), area="kien-an", year=2021, language="en")


class Elements(HTMLParser):
    """Every element and every piece of text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def assert_inert(self) -> None:
        for tag, attributes in self.elements:
            assert not [name for name in attributes if name.startswith("on")], tag
            for name in ("href", "src", "action", "xlink:href"):
                own = r"data:text/csv;charset=utf-8;base64,[A-Za-z0-9+/=]+$" if "download" in attributes else "#"
                assert re.match(rf"https?://example\.org/|{own}|$", attributes.get(name, "")), attributes


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Output], list[Output]]:
    """Give the outputs of a hostile package and of one that is the same but for its names."""
    wild, tame = (hostile(tmp_path_factory.mktemp("package"), name) for name in (HOSTILE, "Gentle name"))
    return list(outputs_of(wild)), list(outputs_of(tame))


@pytest.mark.slow
def test_hostile_names_are_read_as_names_in_every_output_of_the_notebook(
    pair: tuple[list[Output], list[Output]],
) -> None:
    wild, tame = pair
    assert [output.metadata["kienan"]["id"] for output in wild] == [output.metadata["kienan"]["id"] for output in tame]
    sections = {output.metadata["kienan"]["section"] for output in wild}
    assert sections >= {"contribution", "budget", "part_year", "targets", "peers", "sources"}
    # A viewer that lets raw HTML through, with tables and strike-through, as JupyterLab and code hosts do.
    viewer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    named = 0
    for output, gentle in zip(wild, tame, strict=True):
        for media_type, write in (("text/markdown", viewer.render), ("text/html", str)):
            if media_type not in output.data:
                continue
            one, other = Elements(write(output.data[media_type])), Elements(write(gentle.data[media_type]))
            assert one.tags == other.tags, output.data[media_type]
            one.assert_inert()
            # Every name is there whole. Inside a sentence its first letter may be small.
            count = other.text.casefold().count("gentle name")
            assert one.text.casefold().count(HOSTILE.casefold()) == count, (one.text, other.text)
            named += count
    assert named > 40


@pytest.mark.slow
def test_hostile_names_do_nothing_on_the_page(pair: tuple[list[Output], list[Output]]) -> None:
    made = []
    for outputs in pair:
        cells = [new_code_cell("review", outputs=[shown(output) for output in outputs])]
        notebook: nbformat.NotebookNode = new_notebook(cells=cells)
        nbformat.validate(notebook)
        made.append(page(notebook))
    wild, tame = (Elements(html) for html in made)
    assert set(wild.tags) - {"tspan"} == set(tame.tags) - {"tspan"}  # a long title stands in two lines
    wild.assert_inert()
    assert wild.tags.count("script") == tame.tags.count("script")
    assert "&amp;#" not in made[0]  # no name is escaped twice
    assert HOSTILE in wild.text


def shown(output: Output) -> Any:
    return new_output("display_data", data=output.data, metadata=output.metadata)
