"""A chart is laid out once: the page's drawing is the image's without its title, to the letter."""

from __future__ import annotations

import io
import json
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import vl_convert
from PIL import Image

from kienan_analysis import chart_images
from kienan_analysis.chart_images import chart_drawing, chart_image, drawing_engine, remember
from kienan_analysis.publishing.chart_drawings import draw
from kienan_analysis.publishing.lifted_title import without_title
from kienan_analysis.runs.drawing import DrawingProcess
from kienan_analysis.sections.parts.theme import configuration
from tests.test_sections_charts import specifications

TITLED = {
    "config": configuration("en"),
    "padding": 8,
    "title": {"text": ["A chart"], "subtitle": ["% of plan"]},
    "width": 400,
    "height": 60,
    "data": {"values": [{"a": 1.123456789012345, "b": "x"}, {"a": 2, "b": "y"}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "nominal"}},
}


@pytest.fixture(autouse=True)
def nothing_drawn_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_images, "_known", {})
    drawing_engine()


def drawn_anew(spec: dict[str, Any]) -> str:
    """Draw by the engine alone."""
    return str(vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[]))


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  (the engine wrote it just now)


def bare(spec: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in spec.items() if name not in {"title", "usermeta"}}


def canonical(tree: ET.Element) -> str:
    """Write a tree without the numbers by which the engine counts clip paths through its whole life."""
    text = ET.tostring(tree, encoding="unicode")
    for number, name in enumerate(dict.fromkeys(node.get("id", "") for node in tree.iter() if node.get("id"))):
        text = text.replace(f'id="{name}"', f'id="{number}"').replace(f"url(#{name})", f"url(#{number})")
    return text


@pytest.mark.slow
def test_every_chart_of_ours_without_its_title_is_what_drawing_it_so_gives() -> None:
    for name, spec in specifications().items():
        plain = json.loads(json.dumps(spec, sort_keys=True))
        found = without_title(chart_drawing(plain), plain)
        assert found is not None, f"{name} is drawn twice"
        assert canonical(found) == canonical(parsed(drawn_anew(bare(plain)))), name


@pytest.mark.slow
def test_the_image_is_the_one_that_the_engine_draws_at_once() -> None:
    for name, spec in list(specifications().items())[:6]:
        at_once = Image.open(io.BytesIO(vl_convert.vegalite_to_png(spec, vl_version="6.4", scale=2)))
        image, width, height = chart_image(spec)
        assert Image.open(io.BytesIO(image)).tobytes() == at_once.convert("RGB").tobytes(), name
        assert (width * 2, height * 2) == at_once.size


def changed(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(TITLED), **changes}


LONG = " ".join(["a title that is far wider than the chart"] * 4)
UNSURE = {
    "a wide title": changed(title={"text": [LONG], "subtitle": [""]}),
    "a wide subtitle": changed(title={"text": ["A chart"], "subtitle": [LONG]}),
    "a title at the side": changed(title={"text": ["A chart"], "subtitle": ["x"], "orient": "left"}),
    "letters of no known size": changed(config={}),
    "a title alone": changed(title="A chart"),
    "an offset that is no whole number": changed(
        config={"title": {**configuration("en")["title"], "offset": 14.5}}, title={"text": ["A"], "subtitle": ["B"]}
    ),
}


@pytest.mark.parametrize("spec", UNSURE.values(), ids=list(UNSURE))
def test_where_it_is_not_certain_the_chart_is_drawn_once_more(spec: dict[str, Any]) -> None:
    assert without_title(chart_drawing(spec), spec) is None
    drawing = draw(spec, name="chart")
    expected = parsed(drawn_anew(bare(spec)))
    assert (drawing.width, drawing.height) == (float(expected.attrib["width"]), float(expected.attrib["height"]))


@pytest.mark.slow
def test_a_plain_chart_is_laid_out_once_for_page_and_image(monkeypatch: pytest.MonkeyPatch) -> None:
    draw(TITLED, name="first")  # the height of such a title is known from here on
    drawn: list[object] = []

    class Engine:
        def vegalite_to_svg(self, spec: object, **options: Any) -> str:
            drawn.append(spec)
            return str(vl_convert.vegalite_to_svg(spec, **options))  # type: ignore[arg-type]

        def svg_to_png(self, svg: str, **options: Any) -> bytes:
            return bytes(vl_convert.svg_to_png(svg, **options))

    monkeypatch.setattr(chart_images, "drawing_engine", Engine)
    other = changed(data={"values": [{"a": 3.3333333333333335, "b": "x"}]})
    page = draw(other, name="chart")
    chart_image({**other, "$schema": "https://vega.github.io/schema/vega-lite/v5.json"})
    assert len(drawn) == 1
    assert page.svg == draw(other, name="chart").svg
    assert canonical(parsed(chart_drawing(other))) == canonical(parsed(drawn_anew(other)))


def test_numbers_reach_the_engine_to_their_last_digit() -> None:
    """As text it reads them to one digit less: drawings would differ by the way they were asked for."""
    spec = changed(data={"values": [{"a": number / 7, "b": "x"} for number in range(1, 40)]}, mark="point")
    assert canonical(parsed(chart_drawing(spec))) == canonical(parsed(drawn_anew(spec)))


def test_only_the_last_drawings_are_kept() -> None:
    for number in range(60):
        remember({"data": number}, f"<svg>{number}</svg>")
    assert len(chart_images._known) < 40
    assert chart_drawing({"data": 59}) == "<svg>59</svg>"


@pytest.mark.slow
def test_drawings_come_from_the_process_beside_each_for_its_own_chart() -> None:
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    specs = [changed(data={"values": [{"a": number, "b": "x"}]}, description="x") for number in range(1, 5)]
    cells = [new_code_cell("", outputs=[new_output("display_data", {chart_images.LIVE_TYPE: s})]) for s in specs]
    with DrawingProcess() as drawing:
        for cell in cells:
            drawing.ask(cell)
        drawing.draw()
        drawing.add_images(new_notebook(cells=cells))
    for spec in specs:
        assert canonical(parsed(chart_drawing(spec))) == canonical(parsed(drawn_anew(spec)))
