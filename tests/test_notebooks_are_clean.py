"""The notebooks in the tree hold prose and calls: no results, no logic, nothing of the machine they were edited on."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis.sections.report import Comparison, History, Overview, Review

if TYPE_CHECKING:
    from kienan_analysis.sections.report.report import Report

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("**/*.ipynb"))
NOTEBOOKS = [path for path in NOTEBOOKS if ".ipynb_checkpoints" not in path.parts]
LONGEST_CELL = 8

LOGIC = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.comprehension,
)
ABSOLUTE_PATH = re.compile(r"(/|~|[A-Za-z]:[\\/]|file:)")


def read(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def problems(notebook: dict[str, Any]) -> list[str]:
    """Say what a notebook has that it should not, by cell number from 1."""
    found = []
    kernel = notebook["metadata"].get("kernelspec", {})
    if set(notebook["metadata"]) - {"kernelspec", "language_info"} or kernel.get("name") != "python3":
        found.append(f"notebook: metadata {sorted(notebook['metadata'])}, kernel {kernel.get('name')}")
    if set(notebook["metadata"].get("language_info", {})) - {"name"}:
        found.append("notebook: language_info says more than the language's name")
    before = ""
    for number, cell in enumerate(notebook["cells"], start=1):
        found += [f"cell {number}: metadata {key}" for key in set(cell["metadata"]) - {"tags"}]
        if cell["cell_type"] == "code":
            found += [f"cell {number}: {problem}" for problem in cell_problems(cell)]
            if before != "markdown":
                found.append(f"cell {number}: no prose before it")
        before = cell["cell_type"]
    return found


def cell_problems(cell: dict[str, Any]) -> list[str]:
    """Say what a code cell has that it should not."""
    found = []
    if cell["outputs"]:
        found.append("has outputs")
    if cell["execution_count"] is not None:
        found.append("has an execution count")
    try:
        tree = ast.parse(source(cell))
    except SyntaxError:
        return [*found, "is not plain Python (a magic?)"]
    lines = [line for line in source(cell).splitlines() if line.strip() and not line.strip().startswith("#")]
    if len(lines) > LONGEST_CELL:
        found.append(f"has {len(lines)} lines of code")
    for node in ast.walk(tree):
        if isinstance(node, LOGIC):
            found.append(f"has logic: {type(node).__name__}")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ABSOLUTE_PATH.match(node.value):
            found.append(f"has a path: {node.value!r}")
    return found


def test_the_annual_review_is_there() -> None:
    assert "annual_review.ipynb" in {path.name for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_clean(path: Path) -> None:
    assert problems(read(path)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_ends_with_a_line_end_and_is_laid_out_as_jupyter_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize(
    ("name", "report"),
    [("annual_review", Review), ("history", History), ("compare", Comparison), ("overview", Overview)],
)
def test_each_section_has_its_cell(name: str, report: type[Report[Any]]) -> None:
    """What has none is computed by nobody, and on no page."""
    (path,) = (path for path in NOTEBOOKS if path.stem == name)
    called = [re.fullmatch(r"\w+\.(\w+)", source(cell).splitlines()[-1]) for cell in code_cells(read(path))]
    shown = [match[1] for match in called if match and match[1] != "masthead"]
    wanted = list(report.SECTIONS)
    assert shown == wanted, f"notebooks/{name}.ipynb: a cell for each section, with prose before it, in this order"


def test_the_annual_reviews_parameters_are_declared_for_papermill() -> None:
    """Papermill's own reader finds each with its type and its explanation (`papermill --help-notebook`)."""
    import papermill

    (path,) = (path for path in NOTEBOOKS if path.name == "annual_review.ipynb")
    tagged = [cell for cell in code_cells(read(path)) if "parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1
    parameters = papermill.inspect_notebook(str(path))
    assert list(parameters) == ["area", "year", "language"]
    undeclared = {name for name, found in parameters.items() if found["inferred_type_name"] in {"", "None"}}
    assert not undeclared
    assert all(found["help"] for found in parameters.values())


CLEAN_CELL: dict[str, Any] = {
    "cell_type": "code",
    "execution_count": None,
    "id": "a",
    "metadata": {},
    "outputs": [],
    "source": ["data = ka.load()\n", "data"],
}
PROSE: dict[str, Any] = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["Why, then what."]}


def notebook_of(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": list(cells), "metadata": {"kernelspec": kernel} | metadata, "nbformat": 4, "nbformat_minor": 5}


def test_a_clean_notebook_passes() -> None:
    assert problems(notebook_of(PROSE, CLEAN_CELL)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"outputs": [{"output_type": "stream", "name": "stdout", "text": ["1"]}]}, "outputs"),
        ({"execution_count": 3}, "execution count"),
        ({"metadata": {"papermill": {"duration": 0.1}}}, "papermill"),
        ({"metadata": {"execution": {}}}, "execution"),
        ({"source": ["a = 1\n"] * 9}, "9 lines"),
        ({"source": ["def f():\n", "    return 1"]}, "FunctionDef"),
        ({"source": ["for row in data:\n", "    row"]}, "For"),
        ({"source": ["[row for row in data]"]}, "comprehension"),
        ({"source": ["while True:\n", "    pass"]}, "While"),
        ({"source": ["%matplotlib inline"]}, "magic"),
        ({"source": ["!ls"]}, "magic"),
        ({"source": ["ka.load('/srv/data')"]}, "path"),
        ({"source": ["ka.load('C:/data')"]}, "path"),
    ],
)
def test_an_unclean_cell_is_found(change: dict[str, Any], said: str) -> None:
    assert any(said in problem for problem in problems(notebook_of(PROSE, CLEAN_CELL | change)))


def test_code_without_prose_and_a_run_stamp_are_found() -> None:
    assert problems(notebook_of(PROSE, CLEAN_CELL, CLEAN_CELL)) == ["cell 3: no prose before it"]
    assert len(problems(notebook_of(PROSE, CLEAN_CELL, papermill={"end_time": "now"}))) == 1
    assert len(problems(notebook_of(PROSE, CLEAN_CELL, language_info={"name": "python", "version": "3.11"}))) == 1
