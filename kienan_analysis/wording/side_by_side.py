"""Several areas side by side, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.wording import phrases
from kienan_analysis.wording.messages import escaped
from kienan_analysis.wording.section import SectionText

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.side_by_side import SideBySide
    from kienan_analysis.wording.messages import Words


def names(shown: SideBySide, words: Words, areas: list[str] | tuple[str, ...]) -> str:
    """Name areas as a list in a sentence."""
    return words.format.join([phrases.area(shown, words, area) for area in areas])


def title(shown: SideBySide, words: Words) -> str:
    """Write the title."""
    return words.say("compare.title", areas=names(shown, words, shown.areas), year=shown.year)


def headline(shown: SideBySide, words: Words) -> str:
    """Say how much may be compared at all."""
    count = len(keys_of(shown.comparable))
    if not count:
        known = [area for area in shown.areas if area in shown.reviews]
        return words.say("compare.nothing", areas=names(shown, words, known), year=shown.year)
    beside = [area for area in shown.areas if (shown.comparable["area"] == area).any()]
    return words.say("compare.finding", count=count, areas=names(shown, words, beside))


def keys_of(figures: pd.DataFrame) -> list[tuple[str, ...]]:
    """List what is compared: indicator, basis, period, measure, assigner, in order."""
    columns = figures[["indicator", "basis", "period", "measure", "assigner"]]
    return list(dict.fromkeys(columns.itertuples(index=False, name=None)))


def at_a_glance(shown: SideBySide, words: Words) -> SectionText:
    """Say what may be compared, by which rule, and of whom nothing is known."""
    sentences = [words.say("compare.rule")]
    if shown.unknown:
        sentences.append(words.say("compare.unknown", areas=names(shown, words, shown.unknown), year=shown.year))
    return SectionText(words.say("compare.question", year=shown.year), headline(shown, words), sentences)


def measured(shown: SideBySide, words: Words, measure: str) -> SectionText | None:
    """Say who is ahead in one measure, beyond rounding; nothing where no two areas have it."""
    figures = shown.comparable[shown.comparable["measure"] == measure]
    if not len(figures):
        return None
    said = []
    for key in keys_of(figures):
        rows = [row for row in records(figures) if tuple(row[name] for name in _KEY) == key]
        said.append(_ahead(shown, words, rows))
    return SectionText(words.say(f"compare.question_{measure}"), said[0], [f"{text}." for text in said[1:]])


_KEY = ("indicator", "basis", "period", "measure", "assigner")


def _ahead(shown: SideBySide, words: Words, rows: list[Record]) -> str:
    """Say which area has the highest figure and which the lowest, or that rounding leaves it open."""
    ordered = sorted(rows, key=lambda row: float(row["value"]), reverse=True)
    first, last = ordered[0], ordered[-1]
    name = phrases.indicator(shown, words, first["indicator"], inside=False)
    period = "" if first["period"] == str(shown.year) else f" ({phrases.period(words, first['period'])})"
    values = {
        "name": f"{name}{period}",
        "high": phrases.area(shown, words, first["area"]),
        "low": phrases.area(shown, words, last["area"]),
        "high_figure": figure(words, first),
        "low_figure": figure(words, last),
    }
    # An open end may reach anywhere.
    clear = first["value_low"] > last["value_high"]
    return words.say("compare.ahead" if clear else "compare.open", **values)


def figure(words: Words, row: Record) -> str:
    """Write a figure with its unit and hedge."""
    if row["measure"] == "level":
        text = phrases.level(words, row, "value")
    else:
        text = phrases.rate(words, row, "value", sign=row["measure"] == "growth")
    return phrases.hedged(words, text, row["value_bound"])


def apart(shown: SideBySide, words: Words) -> SectionText | None:
    """Say how many figures only look comparable; nothing where there are none."""
    count = len(shown.apart)
    if not count:
        return None
    return SectionText(words.say("compare.question_apart"), words.say("compare.apart", count=count))


def sources(shown: SideBySide, words: Words) -> SectionText:
    """Say what the comparison rests on and how figures are read."""
    data = shown.data
    numbers = {"figures": len(shown.statements), "sources": len(shown.sources)}
    counts = {name: words.say(f"page.{name}", count=number) for name, number in numbers.items()}
    notes = [words.say("source.assumed"), citation(shown, words)]
    if data.licence:
        notes.append(words.say("source.licence", licence=escaped(data.licence)))
    finding = words.say("source.finding", **counts)
    return SectionText(words.say("source.question"), finding, [words.say("source.bounds")], notes)


def citation(shown: SideBySide, words: Words) -> str:
    """Write how the comparison is cited."""
    return phrases.citation(shown.data, words, title(shown, words))
