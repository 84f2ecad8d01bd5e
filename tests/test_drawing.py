"""The process that draws a run's charts beside it: the same images, whatever becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kienan_analysis import chart_images
from kienan_analysis.chart_images import IMAGE_TYPE, LIVE_TYPE, drawing_engine, image_form
from kienan_analysis.publishing import lifted_title
from kienan_analysis.runs import RunSpec, execute_all
from kienan_analysis.runs.drawing import DrawingProcess
from tests.shipped_reviews import shipped

if TYPE_CHECKING:
    from pathlib import Path

CHARTS = 3


def chart(number: int) -> dict[str, Any]:
    """Make a small chart with Vietnamese text; each number has another one."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": f"Biểu đồ {number}",
        "title": f"Kế hoạch {number}",
        "width": 60 + number,
        "height": 20,
        "data": {"values": [{"a": number}]},
        "mark": "bar",
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }


@pytest.fixture
def notebook() -> Any:
    """Make an executed notebook whose charts lack their images, with other outputs between them."""
    cells = []
    for number in range(CHARTS):
        drawn = new_output("display_data", {LIVE_TYPE: chart(number), "text/plain": "words"}, metadata={"kienan": {}})
        words = new_output("display_data", {"text/markdown": "words"})
        cells.append(new_code_cell("review", outputs=[words, drawn]))
    return new_notebook(cells=cells)


def images(notebook: Any) -> list[str]:
    return [output["data"].get(IMAGE_TYPE, "") for cell in notebook.cells for output in cell.outputs]


def expected() -> list[str]:
    return [image for number in range(CHARTS) for image in ("", image_form(chart(number))[0][IMAGE_TYPE])]


@pytest.mark.slow
def test_images_asked_for_cell_by_cell_are_those_that_a_kernel_would_make(notebook: Any) -> None:
    with DrawingProcess() as drawing:
        for cell in notebook.cells:
            drawing.ask(cell)
        drawing.add_images(notebook)
    assert images(notebook) == expected()
    outputs = [cell.outputs[1] for cell in notebook.cells]
    assert [output["metadata"][IMAGE_TYPE]["alt"] for output in outputs] == [f"Biểu đồ {n}" for n in range(CHARTS)]
    assert all("kienan" in output["metadata"] for output in outputs)


def test_where_the_process_is_killed_the_images_are_made_here(notebook: Any) -> None:
    with DrawingProcess() as drawing:
        process = drawing._process
        assert process is not None
        process.kill()
        process.wait()
        for cell in notebook.cells:
            drawing.ask(cell)
        drawing.add_images(notebook)
    assert images(notebook) == expected()


def test_a_chart_nobody_asked_for_gets_its_image_too(notebook: Any) -> None:
    with DrawingProcess() as drawing:
        drawing.ask(notebook.cells[0])
        drawing.add_images(notebook)
    assert images(notebook) == expected()


def test_no_process_is_left(notebook: Any) -> None:
    with DrawingProcess() as drawing:
        drawing.ask(notebook.cells[0])
        process = drawing._process
    assert process is not None
    assert process.poll() is not None


@pytest.mark.kernel
def test_a_page_needs_no_drawing_engine_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the page draws, the narrow forms and what measures titles too, comes from the process."""
    drawn: list[object] = []
    engine = drawing_engine()
    chart_images._known.clear()
    lifted_title._height.cache_clear()
    monkeypatch.setattr(engine, "vegalite_to_svg", lambda *given, **_: drawn.append(given))
    [run] = execute_all([RunSpec("kien-an", 2021, "en")], data=shipped(), output=tmp_path)
    assert run.state == "done", run.error
    assert IMAGE_TYPE in run.notebook.read_text(encoding="utf-8")
    assert not drawn
