"""What the index says of a review: written into its page's head, read back from there without reading the rest."""

from __future__ import annotations

import html
import json
import math
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kienan_analysis.publishing.table_reader import Cell, Grid

Measure = Literal["attainment", "growth", ""]

_META = re.compile(r'<meta name="kienan-review" content="([^"]*)">')
# The summary stands before the page's style sheet; no more than this is read of each page.
_HEAD_BYTES = 64 * 1024
VERDICTS = ("met", "missed", "undecided")
_MEASURES: dict[str, Measure] = {"attainment": "attainment", "growth": "growth"}
PLANS, RESULTS = "plan-attained-table", "at-a-glance-table"
# The first ranking of an overview: places by the figure that most of them have.
RANKING = "ranking-table"
# Of a review of a part of a year.
PART = "part-glance-table"


@dataclass(frozen=True)
class Mark:
    """One mark of the small chart: what, how much in percent, and whether the plan was met."""

    name: str
    value: float
    verdict: str = ""


@dataclass(frozen=True)
class Summary:
    """What the index says of one page.

    Attributes
    ----------
    title, headline, area_name : str
        In the page's language.
    data : str
        The data package that it is made from: title and version.
    measure : {"attainment", "growth", ""}
        What the marks measure: percent of plan, or growth where no plan is known.
    marks : list of Mark
    """

    title: str = ""
    headline: str = ""
    area_name: str = ""
    measure: Measure = ""
    marks: list[Mark] = field(default_factory=list)
    data: str = ""


def summary_of(about: Mapping[str, str], title: str, grids: Mapping[str, Grid]) -> Summary:
    """Take from a review what the index says of it: its plans' shares, or else its growth rates.

    Of a part of a year its growth on the same months: its shares of plan, all of them below it, would look missed.
    """
    marks = _marks(grids.get(PLANS), "attainment")
    measure: Measure = "attainment" if marks else ""
    if not marks:
        marks = _marks(grids.get(RESULTS), "growth")
        marks = marks or _marks(grids.get(PART), "year_on_year")
        measure = "growth" if marks else ""
    headline, area_name = (about.get(name, "") for name in ("headline", "area_name"))
    return Summary(title, headline, area_name, measure, marks, data_of(about))


def data_of(about: Mapping[str, str]) -> str:
    """Name the data package that a review is made from, by its title and version as far as they are told."""
    return ", ".join(part for part in (about.get("data_title", ""), about.get("data_version", "")) if part)


def versions_of(about: Mapping[str, str], words: Mapping[str, str]) -> list[str]:
    """Say which versions a review is made with: of the program, and of the data, by their title."""
    told = {"package_version": about.get("package_version", ""), "data_version": data_of(about)}
    return [words[key].format(text) for key, text in told.items() if text]


def column_of(grid: Grid | None, key: str) -> int | None:
    """Find a table's column by its key; none where there is no such column, or no table."""
    heads = grid.head if grid is not None else []
    return next((place for place, head in enumerate(heads) if head.key == key), None)


def _marks(grid: Grid | None, key: str) -> list[Mark]:
    place = column_of(grid, key)
    if grid is None or place is None:
        return []
    marks = []
    for row in grid.body:
        figure = row.cells[place].figure
        if figure is not None and math.isfinite(figure.value):
            marks.append(Mark(row.cells[0].plain(), float(f"{figure.value * 100:.6g}"), _verdict(row.cells)))
    return marks


def _verdict(cells: list[Cell]) -> str:
    return next((name for name in VERDICTS for cell in cells if name in cell.classes), "")


def written(summary: Summary) -> str:
    """Write a summary as the text of the page's meta element."""
    return json.dumps(asdict(summary), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_summary(page: Path) -> Summary:
    """Read a page's summary; an empty one where the page has none that can be read."""
    try:
        with page.open("rb") as stream:
            head = stream.read(_HEAD_BYTES).decode("utf-8", errors="ignore")
        found = _META.search(head)
        return _checked(json.loads(html.unescape(found[1]))) if found else Summary()
    except (OSError, ValueError, KeyError, TypeError):
        return Summary()


def _checked(told: Any) -> Summary:  # noqa: ANN401 - JSON of a file that anyone may have written
    measure = _MEASURES.get(told["measure"], "")
    marks = [
        Mark(str(mark["name"]), float(mark["value"]), mark["verdict"] if mark["verdict"] in VERDICTS else "")
        for mark in told["marks"]
    ]
    title, headline, area_name = (str(told[name]) for name in ("title", "headline", "area_name"))
    finite = [mark for mark in marks if math.isfinite(mark.value)]
    # A page of an earlier version does not say what data it is made from.
    return Summary(title, headline, area_name, measure, finite, str(told.get("data", "")))
