"""An area's parts in a finding, a few lines and one table: how many have figures, who is highest, who met the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.area_parts.ranking import FEWEST
from kienan_analysis.sections.parts import phrases, place_kinds
from kienan_analysis.sections.parts.columns import Column, count, tabulate, written
from kienan_analysis.sections.parts.rankings import at_end, either, ends, in_range, name_of, places
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell
from kienan_analysis.sections.plans_by_place import finding as plans_finding
from kienan_analysis.spelling import alphabetical

if TYPE_CHECKING:
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.area_parts.ranking import Ranking
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.wording.messages import Words

# As many parts without figures are named.
MOST_NAMED = 20


def section(shown: PartsOfArea, words: Words) -> Section:
    """Say the year of all parts."""
    return Section.of("at_a_glance", said(shown, words), table(shown, words))


def title(shown: PartsOfArea, words: Words) -> str:
    """Write the title."""
    area = phrases.area(shown, words, shown.area)
    return words.say("overview.title", area=area, places=places(shown, words), year=shown.year)


def finding(shown: PartsOfArea, words: Words) -> str:
    """Say the most important thing: who met the plan of what most places have, else how far apart they are."""
    kind = places(shown, words)
    if shown.rankings:
        lead = shown.rankings[0]
        return _met(shown, words, lead) if lead.judged else in_range(shown, words, lead)
    total = int(shown.verdicts.to_numpy().sum())
    if total:
        met, number = int(shown.verdicts["met"].sum()), len(shown.verdicts)
        undecided = int(shown.verdicts["undecided"].sum())
        if undecided:  # of which some may have been met
            return plans_finding(shown, words)
        written_of = {"met": words.format.number(met, 0), "total": words.format.number(total, 0)}
        if number == 1:
            area = phrases.area(shown, words, str(shown.verdicts.index[0]))
            return words.say("overview.plans_one", area=area, **written_of)
        return words.say("overview.plans", **written_of, count=number, places=kind)
    return words.say("overview.nothing", count=len(shown.areas), places=kind)


def _met(shown: PartsOfArea, words: Words, lead: Ranking) -> str:
    counts = verdicts(lead)
    total, met = sum(counts.values()), counts["met"]
    missed, undecided = counts["missed"], counts["undecided"]
    # Of those that cannot be told some may have met it.
    none = "met_none" if missed == total else "missed_some" if missed else "none_told"
    key = "met_all" if met == total else "met" if met else none
    name = phrases.indicator(shown, words, lead.indicator)
    kind = places(shown, words)
    about = {"met": met, "missed": missed, "total": total, "places": kind, "name": name}
    parts = [words.say(f"overview.{key}", count=met or missed, **about)]
    if missed and met:
        parts.append(words.say("overview.missed", count=missed))
    if undecided and undecided < total:
        parts.append(words.say("overview.unclear", count=undecided))
    return "; ".join(parts)


def verdicts(ranking: Ranking) -> dict[str, int]:
    """Count the verdicts of a ranking's shares of plan."""
    given = [row["attainment"]["verdict"] for row in ranking.rows if row["attainment"]]
    return {name: given.count(name) for name in ("met", "missed", "undecided")}


def said(shown: PartsOfArea, words: Words) -> SectionText:
    """Say how many parts have figures, which have none, and by which rule they are ranked."""
    parts, kind, year = shown.parts, places(shown, words), shown.year
    number = len(shown.areas)
    key = "coverage_all" if not parts.without else "coverage"
    key = key if parts.is_counted else "coverage_known"
    sentences = [words.say(f"overview.{key}", count=number, total=parts.total, places=kind, year=year)]
    notes = [words.say("overview.rule")]
    if 0 < len(parts.without) <= MOST_NAMED:
        known = {part.id: place_kinds.bare_name(shown.data, part.id, words.language) for part in parts.without}
        silent = sorted(known, key=lambda area: alphabetical(known[area]))
        names = [phrases.area(shown, words, area, inside=True) for area in silent]
        notes.append(words.say("overview.without", names=words.format.join(names)))
    if parts.elsewhere:
        notes.append(words.say("overview.other_places", count=sum(parts.elsewhere.values())))
    if parts.clusters:
        names = [phrases.area(shown, words, area) for area in parts.clusters]
        notes.append(words.say("overview.clusters", names=words.format.join(names)))
    return SectionText(words.say("overview.question", places=kind, year=year), finding(shown, words), sentences, notes)


def _end(end: str, name: str, figure: str) -> tuple[Column, Column]:
    """Name the place at an end of a ranking, and write its figure."""
    return (
        written(name, lambda cells, row: _either(cells, row["ranking"], end)),
        Column(figure, lambda cells, row: cells.figure(row[end]["by"])),
    )


def _either(cells: Cells, ranking: Ranking, end: str) -> str:
    """Name the place at an end; the digits may leave open which of several it is."""
    return either(cells.words, [cells.area(row["area"]).text for row in at_end(ranking, highest=end == "high")])


def _name(_cells: Cells, row: Record) -> Cell:
    return Cell(row["name"])


# Of two places one is higher, and none the highest.
_ENDS = {
    True: (*_end("high", "higher", "higher_figure"), *_end("low", "lower", "lower_figure")),
    False: (*_end("high", "highest", "highest_figure"), *_end("low", "lowest", "lowest_figure")),
}


def _columns(*, two: bool) -> tuple[Column, ...]:
    return (
        Column("indicator", _name, numeric=False),
        written("measure", lambda cells, row: cells.words.say(f"measure.{row['measure']}")),
        count("places"),
        *_ENDS[two],
        *(count(name).where(lambda row: row["judged"]) for name in ("met", "missed", "undecided")),
    )


def table(shown: PartsOfArea, words: Words) -> Table:
    """Tabulate each indicator that two places have."""
    rows: list[Record] = []
    two = all(len(ranking.rows) == FEWEST for ranking in shown.rankings)
    for ranking in shown.rankings:
        counts = verdicts(ranking)
        about: dict[str, object] = {"ranking": ranking}
        about |= {"name": name_of(shown, words, ranking), "measure": ranking.measure, "places": len(ranking.rows)}
        high, low = ends(ranking)
        rows.append({**about, "high": high, "low": low, "judged": sum(counts.values()) > 0, **counts})
    caption = words.say("overview.table_two" if two else "overview.table")
    if any(row["judged"] for row in rows):
        caption = words.say("overview.table_judged", ends=caption)
    return tabulate(shown, words, "indicators-table", caption, columns=_columns(two=two), rows=rows)
