"""What a ranking, its figures and its places are called."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kienan_analysis.area_parts.ranking import FEWEST
from kienan_analysis.sections.parts import phrases, place_kinds
from kienan_analysis.sections.parts.order import may_be_first
from kienan_analysis.wording.messages import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.area_parts.ranking import Ranking
    from kienan_analysis.wording.messages import Words


# Of more places than these it is not said which they are.
MOST_NAMED: Final = 3


def places(shown: PartsOfArea, words: Words) -> str:
    """Name the parts by their kind: *quận, huyện*, *communes and wards*; Markdown."""
    return place_kinds.part_words(shown.data, shown.area, shown.areas[0], words)


def name_of(shown: PartsOfArea, words: Words, ranking: Ranking) -> str:
    """Name what is ranked: the indicator, its price basis where it is another, the period where it is no whole year.

    Plain text, not escaped.
    """
    row = {"indicator": ranking.indicator, "basis": ranking.basis}
    text = phrases.row_name(shown, words, row)
    return text if ranking.period == str(shown.year) else f"{text}, {phrases.period(words, ranking.period)}"


def measured(shown: PartsOfArea, words: Words, ranking: Ranking, measure: str = "") -> str:
    """Name what is ranked and by which of its figures; plain text."""
    measure = measure or ranking.measure
    text = words.say(f"overview.measured_{measure}", name=name_of(shown, words, ranking))
    if measure == "attainment" and ranking.assigner:
        text += f" ({phrases.assigner(shown, words, ranking.assigner)})"
    return text


def short_names(shown: PartsOfArea, words: Words, areas: Iterable[str]) -> dict[str, str]:
    """Name places on a chart: bare where that tells them apart, else whole, else with what they lie in; plain text."""
    found = {area: place_kinds.bare_name(shown.data, area, words.language) for area in areas}
    whole = {area: shown.data.area_name(area, words.language) for area in found}
    inside = {area: place_kinds.with_parent(shown.data, area, words.language, bare=True) for area in found}
    for longer in (whole, inside, {area: f"{name} ({area})" for area, name in whole.items()}):
        counts = Counter(found.values())
        found = {area: name if counts[name] == 1 else longer[area] for area, name in found.items()}
    return found


def at_end(ranking: Ranking, *, highest: bool) -> list[Record]:
    """List the rows of which each may have the highest figure, or the lowest, as far as the digits tell."""
    return may_be_first([{**row, **_value_of(row)} for row in ranking.rows], "value", highest=highest)


def _value_of(row: Record) -> Record:
    return {name: row["by"][name] for name in ("value", "value_low", "value_high")}


def either(words: Words, names: list[str]) -> str:
    """Name one of several of which the digits leave open which it is; more than a few are only counted."""
    if len(names) > MOST_NAMED:
        return words.say("overview.one_of", count=len(names))
    return words.say("fastest.either", first=words.format.join(names[:-1]), last=names[-1]) if names[1:] else names[0]


def ends(ranking: Ranking) -> tuple[Record, Record]:
    """Give the rows with the highest and the lowest figure."""
    first, last = ranking.rows[0], ranking.rows[-1]
    return (first, last) if first["by"]["value"] >= last["by"]["value"] else (last, first)


def in_range(shown: PartsOfArea, words: Words, ranking: Ranking) -> str:
    """Say from which figure to which a ranking goes, and whose those are; of two, which is higher. Markdown."""
    high, low = ends(ranking)
    name, count = escaped(measured(shown, words, ranking)), len(ranking.rows)
    values = {
        "high": phrases.area(shown, words, high["area"], inside=True),
        "low": phrases.area(shown, words, low["area"], inside=True),
        "high_figure": phrases.figure(words, high["by"]),
        "low_figure": phrases.figure(words, low["by"]),
    }
    if count == FEWEST:
        clear = high["best"] == high["worst"]
        key = "same" if phrases.are_equal(high["by"], low["by"]) else "ahead" if clear else "open"
        return words.say(f"compare.{key}", name=name, **values)
    if values["high_figure"] == values["low_figure"]:
        return words.say("overview.range_same", name=name, figure=values["high_figure"], count=count)
    outer = {"high": at_end(ranking, highest=True), "low": at_end(ranking, highest=False)}
    if all(len(rows) == count for rows in outer.values()):
        return words.say("overview.range_open", name=name, count=count, **values)
    named = {
        end: either(words, [phrases.area(shown, words, row["area"], inside=True) for row in rows])
        for end, rows in outer.items()
    }
    return words.say("overview.range", name=name, **{**values, **named})


def rank(row: Record) -> str:
    """Write a rank; where rounding leaves it open, the range."""
    return str(row["best"]) if row["best"] == row["worst"] else f"{row['best']}–{row['worst']}"
