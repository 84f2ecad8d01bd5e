"""What is known of every place: a row a figure where there are few, else a row a place with what most of them have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import NAME_AND_ASSIGNER, PERIOD, VERDICT, Column, area, tabulate
from kienan_analysis.sections.parts.rankings import measured, places
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell
from kienan_analysis.sections.ranked_places import is_light
from kienan_analysis.spelling import alphabetical

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
    left = 0 if few else len(shown.figures) - sum(_count(*one) for one in _columns_of(shown))
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
    names = {area: alphabetical(shown.data.area_name(area)) for area in shown.areas}
    year = str(shown.year)
    return sorted(
        found.values(),
        key=lambda line: (
            names[line["area"]],
            line["area"],
            position[line["indicator"]],
            line["period"] != year,
            line["period"],
        ),
    )


LONG = (
    area(),
    NAME_AND_ASSIGNER,
    PERIOD,
    *(Column(name, lambda cells, row: cells.figure(row)).within(name) for name in _MEASURES),
    VERDICT.within("attainment"),
)


def _long_table(shown: PartsOfArea, words: Words, lines: list[dict[str, Any]]) -> Table:
    columns = LONG
    if all(line["period"] == str(shown.year) for line in lines):
        columns = tuple(column for column in LONG if column is not PERIOD)
    caption = words.say("overview.every_table")
    return tabulate(shown, words, "every-place-table", caption, columns=columns, rows=lines, bare=is_light(shown))


def _columns_of(shown: PartsOfArea) -> list[tuple[Ranking, str]]:
    """Choose what has a column, as far as the page bears it: what orders each ranking, then what else is known."""
    by = [(ranking, ranking.measure) for ranking in shown.rankings]
    rest = [(ranking, measure) for ranking in shown.rankings for measure in _MEASURES if measure != ranking.measure]
    chosen: list[tuple[Ranking, str]] = []
    room = MOST_FIGURES
    for one in (*by, *rest):
        count = _count(*one)
        if count and len(chosen) < MOST_COLUMNS and (count <= room or not chosen):
            chosen.append(one)
            room -= count
    return sorted(chosen, key=lambda one: shown.rankings.index(one[0]))


def _count(ranking: Ranking, measure: str) -> int:
    return sum(row[measure] is not None for row in ranking.rows)


def _sources(cells: Cells, row: Record) -> Cell:
    """Name the sources of a row's figures by their numbers."""
    numbers = [str(number) for number, _ in cells.refs(*row["sources"])]
    return Cell(", ".join(numbers)) if numbers else NOTHING


def _wide_table(shown: PartsOfArea, words: Words) -> Table:
    chosen = _columns_of(shown)
    keys = [f"figure_{number}" for number in range(1, len(chosen) + 1)]
    rows: dict[str, dict[str, Any]] = {}
    for key, (ranking, measure) in zip(keys, chosen, strict=True):
        for row in ranking.rows:
            if row[measure] is not None:
                line = rows.setdefault(row["area"], {"area": row["area"], "sources": [], **dict.fromkeys(keys)})
                line[key] = row[measure]
                line["sources"].append(row[measure]["value_source"])
    names = {area: alphabetical(shown.data.area_name(area, words.language)) for area in shown.areas}
    lines = sorted(rows.values(), key=lambda row: (names[row["area"]], row["area"]))
    figures = [
        Column("", lambda cells, row: cells.figure(row))
        .within(key)
        .named(measured(shown, words, ranking, measure), key)
        for key, (ranking, measure) in zip(keys, chosen, strict=True)
    ]
    columns = (area(), *figures, Column("sources", _sources, numeric=False))
    caption = words.say("overview.every_table")
    return tabulate(shown, words, "every-place-table", caption, columns=columns, rows=lines, bare=is_light(shown))
