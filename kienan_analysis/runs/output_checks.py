"""An executed notebook: what must stand in it, and its form without anything of the run itself."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode, from_dict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What JupyterLab draws without a network, and so the only chart type that a review may carry.
CHART = "application/vnd.vegalite.v5+json"
_REQUIRED_SECTIONS = ("masthead", "at_a_glance", "sources")
_REQUIRED_TYPE = {
    "masthead": "text/markdown",
    "question": "text/markdown",
    "finding": "text/markdown",
    "text": "text/markdown",
    "note": "text/markdown",
    "table": "text/html",
    "chart": CHART,
}
# A line of the cell that declares the parameters: name, type, default, comment.
_DECLARED = re.compile(
    r"""(?P<before>(?P<name>\w+)\s*(?::\s*\w+\s*)?=\s*)(?:"[^"\\]*"|'[^'\\]*'|-?\d+)(?P<after>\s*(?:\#.*)?)"""
)
# Papermill's: the cell with the values of a run, and the banners that it puts into a notebook that failed.
_ADDED_TAGS = ("injected-parameters", "papermill-error-cell-tag")


class CellProblem(Exception):  # noqa: N818  (a finding about a cell; RunError is what the caller sees)
    """What went wrong in a notebook, and in which of its cells.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook as far as it came.
    index : int or None
        Position of the cell in it; None where no cell is to blame.
    what : str
        What is wrong, one sentence.
    """

    def __init__(self, notebook: NotebookNode, index: int | None, what: str) -> None:
        self.notebook = notebook
        self.index = index
        self.what = what
        super().__init__(what)

    @property
    def place(self) -> str:
        """The cell in words: its number in the notebook's source, its execution count, its heading and tags."""
        return "" if self.index is None else describe_cell(self.notebook, self.index)


def describe_cell(notebook: NotebookNode, index: int) -> str:
    """Say which cell it is, as an analyst finds it."""
    cell = notebook.cells[index]
    if _ADDED_TAGS[0] in cell.metadata.get("tags", []):
        return "the parameters' cell"
    written = [other for other in notebook.cells[:index] if not set(_ADDED_TAGS) & set(other.metadata.get("tags", []))]
    facts = []
    if cell.get("execution_count"):
        facts.append(f"In [{cell.execution_count}]")
    headings = [
        line
        for other in written
        if other.cell_type == "markdown"
        for line in other.source.splitlines()
        if re.match(r"#+ ", line)
    ]
    if headings:
        facts.append(f"under “{headings[-1].lstrip('# ').strip()}”")
    facts.extend(f"tagged {tag}" for tag in cell.metadata.get("tags", []))
    return f"cell {len(written) + 1}" + (f" ({', '.join(facts)})" if facts else "")


def check(notebook: NotebookNode, *, drawn: bool = True) -> None:
    """Check that everything a review needs is in an executed notebook, and nothing else.

    Parameters
    ----------
    notebook : NotebookNode
    drawn : bool
        Whether the charts have their pictures already.

    Raises
    ------
    CellProblem
        For the first output that is a warning, bears no mark, is empty, or lacks its picture or alternative text;
        for a section that is missing.
    """
    sections: set[str] = set()
    names: set[str] = set()
    for index, output in _outputs(notebook):
        problem = _problem(output, names, drawn=drawn)
        if problem:
            raise CellProblem(notebook, index, problem)
        sections.add(output.metadata["kienan"]["section"])
        names.add(output.metadata["kienan"]["id"])
    missing = [section for section in _REQUIRED_SECTIONS if section not in sections]
    if missing:
        raise CellProblem(notebook, None, f"the review has no section {', '.join(missing)}.")


def _outputs(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            yield index, output


def _problem(output: NotebookNode, names: set[str], *, drawn: bool) -> str:
    """Say what is wrong with one output; empty if nothing."""
    if output.output_type == "stream":
        text = _shortened("".join(output.text))
        if output.name == "stderr":
            return f"a warning was written to standard error: {text}"
        return f"text was printed that is no part of the review: {text}"
    mark = output.get("metadata", {}).get("kienan")
    if not isinstance(mark, dict) or not all(mark.get(key) for key in ("section", "part", "id")):
        text = str(output.get("data", {}).get("text/plain", ""))
        return f"an output bears no mark of its section, part and id: {_shortened(text)}"
    name, part = mark["id"], mark["part"]
    if name in names:
        return f"two outputs have the id {name!r}."
    if part not in _REQUIRED_TYPE:
        return f"output {name!r} has the unknown part {part!r}."
    needed = [_REQUIRED_TYPE[part], *(["image/png"] if part == "chart" and drawn else [])]
    for media_type in needed:
        if not _has_content(output.data.get(media_type)):
            return f"{part} {name!r} has no {media_type}."
    if part in ("chart", "table") and not mark.get("title"):
        return f"{part} {name!r} has no title."
    if part == "chart" and drawn and not str(output.metadata.get("image/png", {}).get("alt", "")).strip():
        return f"chart {name!r} has no alternative text."
    return ""


def _has_content(value: Any) -> bool:  # noqa: ANN401  (a notebook's JSON)
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _shortened(text: str, limit: int = 300) -> str:
    # A warning's own place is a file that the kernel made up for the cell; the cell is named beside it.
    text = re.sub(r"\S*ipykernel_\d+[/\\]\d+\.py:\d+: ", "", without_colours(text)).strip()
    return text if len(text) <= limit else text[: limit - 1] + "…"


def without_colours(text: str) -> str:
    """Take the terminal's colour codes out of a text."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def canonical(executed: NotebookNode, source: NotebookNode, parameters: Mapping[str, str | int]) -> NotebookNode:
    """Give an executed notebook without times, paths, versions and random ids: equal runs, equal bytes.

    The outputs stay as the notebook made them. ``metadata.papermill`` keeps the parameters alone; ``metadata.kienan``
    says what the review is: the parameters and what its masthead tells of it.
    """
    metadata = {key: value for key, value in source.metadata.items() if key not in ("papermill", "widgets")}
    written = {cell.id: cell for cell in source.cells}
    cells = []
    for cell in executed.cells:
        kept = dict(cell)
        original = written.get(cell.id)
        if original is not None:
            kept["metadata"] = {**original.metadata, **_words_of_chart(cell)}
            if "parameters" in original.metadata.get("tags", ()):
                kept["source"] = _with_values(cell.source, parameters)
        else:
            tags = [tag for tag in cell.metadata.get("tags", []) if tag in _ADDED_TAGS]
            kept["metadata"] = {"tags": tags}
            kept["id"] = "-".join([*tags[:1], _short_digest(cell.source)])
        cells.append(kept)
    notebook: NotebookNode = from_dict(
        {
            "nbformat": executed.nbformat,
            "nbformat_minor": executed.nbformat_minor,
            "metadata": {
                **metadata,
                "kienan": {**_masthead(executed), **parameters},
                "papermill": {"parameters": dict(parameters)},
            },
            "cells": cells,
        }
    )
    return notebook


def _words_of_chart(cell: NotebookNode) -> dict[str, Any]:
    """Say a cell's alternative text where myst-nb and nbconvert look for it too: of the cell, which shows one chart.

    Both take an image's own from its output only in some of their templates.
    """
    charts = [output.data[CHART] for output in cell.get("outputs", []) if CHART in output.get("data", {})]
    if len(charts) != 1 or not charts[0].get("description"):
        return {}
    words = str(charts[0]["description"])
    return {"alt": words, "mystnb": {"image": {"alt": words}}}


def _with_values(source: str, parameters: Mapping[str, str | int]) -> str:
    """Write a run's own values into the cell that declares them: its defaults are another place's.

    Examples
    --------
    >>> _with_values('area: str = "kien-an"  # area id', {"area": "hai-hau"})
    'area: str = "hai-hau"  # area id'
    """
    lines = []
    for line in source.split("\n"):
        found = _DECLARED.fullmatch(line)
        if found and found["name"] in parameters:
            value = json.dumps(parameters[found["name"]], ensure_ascii=False)
            lines.append(f"{found['before']}{value}{found['after'] or ''}")
        else:
            lines.append(line)
    return "\n".join(lines)


def _masthead(notebook: NotebookNode) -> dict[str, Any]:
    """Give what the masthead's mark tells of the review: title, headline, versions."""
    for _, output in _outputs(notebook):
        mark = output.get("metadata", {}).get("kienan", {})
        if mark.get("part") == "masthead":
            return {key: value for key, value in mark.items() if key not in ("section", "part", "id")}
    return {}


def with_ids(source: NotebookNode) -> NotebookNode:
    """Give each cell of an older notebook an id from its place and text; nbformat would draw it by lot."""
    if (source.nbformat, source.nbformat_minor) >= (4, 5):
        return source
    source.nbformat_minor = 5
    for index, cell in enumerate(source.cells):
        cell["id"] = f"{index}-{_short_digest(cell.source)}"
    return source


def _short_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
