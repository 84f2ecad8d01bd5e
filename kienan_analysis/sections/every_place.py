"""What is known of every place: a row a figure where there are few, else a row a place with what most of them have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import NAME_AND_ASSIGNER, PERIOD, Column, area, tabulate
from kienan_analysis.sections.parts.rankings import measured, places
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell
from kienan_analysis.sections.ranked_places import is_light

if TYPE_CHECKING:
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.area_parts.ranking import Ranking
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.wording.messages import Words

# Up to as many rows each thing known of each place has one of its own.
MOST_LINES: Final = 60
# A figure costs a page some hundred bytes, in the table and in its CSV.
MOST_FIGURES, MOST_COLUMNS = 5000, 12
_MEASURES: Final = ("level", "growth", "attainment")


def section(shown: PartsOfArea, words: Words) -> Section:
    """Show what is known of each place."""
    lines = _lines(shown)
    kind = places(shown, words)
    figures = words.say("overview.figures", count=len(shown.figures))
    finding = words.say("overview.every_finding", figures=figures, count=len(shown.areas), places=kind)
    few = len(lines) <= MOST_LINES
    made = _long_table(shown, words, lines) if few else _wide_table(shown, words)
    left = 0 if few else len(shown.figures) - sum(len(one.rows) for one in _columns_of(shown))
    notes = [words.say("overview.every_left", count=left)] if left else []
    return Section.of("every_place", SectionText(words.say("overview.every_question"), finding, [], notes), made)


def _lines(shown: PartsOfArea) -> list[dict[str, Any]]:
    """Join what is known of a place's indicator in a period into one row; whose plan it is tells two shares apart."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    shares: dict[tuple[str, ...], list[str]] = {}
    rows = records(shown.figures)
    for row in rows:
        if row["measure"] == "attainment":
            key = (row["area"], row["indicator"], row["basis"], row["period"])
            shares.setdefault(key, []).append(row["assigner"])
    for row in rows:
        key = (row["area"], row["indicator"], row["basis"], row["period"])
        own = [row["assigner"]] if row["measure"] == "attainment" else shares.get(key, [""])[:1]
        for assigner in own:
            about = dict(zip(("area", "indicator", "basis", "period"), key, strict=True))
            line = found.setdefault((*key, assigner), {**about, "assigner": assigner, **dict.fromkeys(_MEASURES)})
            line[row["measure"]] = row
    position = {str(name): place for place, name in enumerate(shown.data.indicators.index)}
    names = {str(name): str(text) for name, text in shown.data.areas["name_vi"].items()}
    year = str(shown.year)
    return sorted(
        found.values(),
        key=lambda line: (names[line["area"]], line["area"], position[line["indicator"]], line["period"] != year, line["period"]),
    )


LONG = (
    area(),
    NAME_AND_ASSIGNER,
    PERIOD,
    *(Column(name, lambda cells, row: cells.figure(row)).within(name) for name in _MEASURES),
    Column("verdict", lambda cells, row: cells.verdict(row["verdict"]), numeric=False).within("attainment"),
)


def _long_table(shown: PartsOfArea, words: Words, lines: list[dict[str, Any]]) -> Table:
    columns = LONG
    if all(line["period"] == str(shown.year) for line in lines):
        columns = tuple(column for column in LONG if column is not PERIOD)
    caption = words.say("overview.every_table")
    return tabulate(shown, words, "every-place-table", caption, columns=columns, rows=lines, bare=is_light(shown))


def _columns_of(shown: PartsOfArea) -> list[Ranking]:
    """Choose the rankings that have a column: what most places have, as far as the page bears it."""
    chosen: list[Ranking] = []
    room = MOST_FIGURES
    for ranking in shown.rankings[:MOST_COLUMNS]:
        if chosen and len(ranking.rows) > room:
            break
        chosen.append(ranking)
        room -= len(ranking.rows)
    return chosen


def _sources(cells: Cells, row: Record) -> Cell:
    """Refer to the sources of a row's figures by number."""
    return Cell("", refs=cells.refs(*row["sources"])) if row["sources"] else NOTHING


def _wide_table(shown: PartsOfArea, words: Words) -> Table:
    rankings = _columns_of(shown)
    rows: dict[str, dict[str, Any]] = {}
    for number, ranking in enumerate(rankings, start=1):
        for row in ranking.rows:
            line = rows.setdefault(row["area"], {"area": row["area"], "sources": []})
            line[f"figure_{number}"] = row["by"]
            line["sources"].append(row["by"]["value_source"])
    names = {str(name): str(text) for name, text in shown.data.areas[f"name_{words.language}"].items()}
    lines = [
        {**dict.fromkeys(f"figure_{number}" for number in range(1, len(rankings) + 1)), **row} for row in rows.values()
    ]
    lines.sort(key=lambda row: (names[row["area"]], row["area"]))
    figures = [
        Column("", lambda cells, row: cells.figure(row))
        .within(f"figure_{number}")
        .named(measured(shown, words, ranking), f"figure_{number}")
        for number, ranking in enumerate(rankings, start=1)
    ]
    columns = (area(), *figures, Column("sources", _sources, numeric=False))
    caption = words.say("overview.every_table")
    return tabulate(shown, words, "every-place-table", caption, columns=columns, rows=lines, bare=is_light(shown))
