"""Whether the printed figures agree, what was revised, and which series are never joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import Record, records
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import PERIOD, Column, tabulate, written
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell
from kienan_analysis.sections.sources import STATEMENT
from kienan_analysis.wording.messages import escaped

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview, Reviewed
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.wording.messages import Words


def section(review: AnnualReview, words: Words) -> Section:
    """Say whether the figures of the year agree."""
    return Section.of("statements", said(review, words), *tables(review, words))


def of_every_year(review: AnnualReview, words: Words) -> Section:
    """Say whether the figures of all years agree."""
    return Section.of("statements", said(review, words, every_year=True), *tables(review, words))


def said(review: AnnualReview, words: Words, *, every_year: bool = False) -> SectionText:
    """Say whether the figures of the year, or of every year, contradict each other, and what was revised."""
    question = words.say("agree.question")
    count = len(review.conflicts)
    if not count:
        text = words.say("agree.text_none", count=len(review.statements))
        key = "agree.finding_none_at_all" if every_year else "agree.finding_none"
        return SectionText(question, words.say(key, year=review.year), [text])
    sentences = [*_contradictions(review, words), words.say("agree.text")]
    for row in records(review.revisions):
        later, earlier = (revised_level(review, words, row, which) for which in ("later", "earlier"))
        sentences.append(
            words.say(
                "agree.revised",
                name=f"{phrases.indicator(review, words, row['indicator'], inside=False)} ({_quantity(words, row)})",
                period=phrases.period(words, row["period"]),
                later=later,
                earlier=earlier,
                gap=words.format.percent(abs(row["at_least"]), 2),
            )
        )
    return SectionText(question, words.say("agree.finding", count=count), sentences)


def _contradictions(review: AnnualReview, words: Words) -> list[str]:
    """Say each contradiction in one line, those of the year's own figures first.

    What is set aside is named, else every figure, and with how many others it cannot be true.
    """
    lines: dict[str, bool] = {}
    for conflict in records(review.conflicts):
        facts = {row["id"]: row for row in records(review.stated(conflict["observations"]))}
        aside = [name for name in conflict["observations"] if name in conflict["left_out"]]
        told = [facts[name] for name in aside or conflict["observations"]]
        line = words.say(
            "agree.line" if 0 < len(aside) < len(facts) else "agree.line_all",
            name=phrases.indicator(review, words, told[0]["indicator"], inside=False),
            figures=words.format.join([_told(review, words, row) for row in told]),
            count=len(facts) - len(aside),
            gap=_apart(words, conflict),
        )
        # Two sources that print the same make two contradictions, and one line.
        lines[line] = any(row["year"] == review.year for row in told)
    return sorted(lines, key=lambda line: not lines[line])


def _told(review: AnnualReview, words: Words, row: Record) -> str:
    """Write one figure of a contradiction: what it states, of which period, in the page's own way of writing figures.

    The table beneath has it as it is printed; in a sentence another language's ``90.421`` would be read as a decimal.
    """
    unit = str(review.data.indicators["unit"][row["indicator"]])
    facts = {**row, "unit": unit, "value_decimals": row["decimals"], "value_bound": row["bound"]}
    write = phrases.level if row["measure"] in {"level", "plan"} else phrases.rate
    figure = write(words, facts, "value")
    return escaped(f"{phrases.stated(review, words, row)} {phrases.period(words, row['period'])}: {figure}")


def revised_level(review: Reviewed, words: Words, row: Record, which: str) -> str:
    """Write the level that one source of a revision allows: a range, without needless decimals."""
    unit = str(review.data.indicators["unit"][row["indicator"]])
    low, high = row[f"{which}_low"], row[f"{which}_high"]
    bounds = words.format.bounds(low, high, 0)
    middle = low if high != high else high if low != low else (low + high) / 2  # noqa: PLR0124  (NaN is an open end)
    return (
        words.format.with_unit(words.format.number(middle, 0), unit)
        if not bounds
        else f"{bounds} {words.format.unit(unit)}"
    )


def _quantity(words: Words, row: Record) -> str:
    return words.say("agree.plan" if row["quantity"].startswith("plan") else "agree.level")


def tables(review: AnnualReview, words: Words) -> tuple[Table, ...]:
    """Make the tables of contradictions, revisions and series kept apart."""
    return conflict_table(review, words), revision_table(review, words), break_table(review, words)


def _fate(cells: Cells, row: Record) -> str:
    return cells.words.say("agree.set_aside" if row["is_set_aside"] else "agree.kept")


CONFLICT = (
    Column("number", lambda _, row: Cell(str(row["number"]), row["apart"]), numeric=False),
    *STATEMENT,
    written("fate", _fate),
)


def conflict_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate each contradiction: its figures as printed, each with its source, and which were set aside."""
    observations = {row["id"]: row for row in records(review.area_statements)}
    rows = []
    for number, conflict in enumerate(records(review.conflicts), start=1):
        for place, name in enumerate(conflict["observations"]):
            facts = {"number": number, "apart": "" if place else _apart(words, conflict)}
            rows.append({**observations[name], **facts, "is_set_aside": name in conflict["left_out"]})
    caption = words.say("agree.table")
    return tabulate(review, words, "conflicts-table", caption, columns=CONFLICT, rows=rows, complete=True)


def _apart(words: Words, conflict: Record) -> str:
    """Say by how much the figures of a contradiction miss each other."""
    if conflict["apart_in"] == "pp":
        return words.say("agree.apart_points", gap=words.format.points(conflict["apart"], sign=False))
    return words.say("agree.apart_ratio", gap=words.format.percent(conflict["apart"], 2))


def _revised(which: str) -> Column:
    """Write the level that one source allows."""

    def write(cells: Cells, row: Record) -> Cell:
        text = revised_level(cells.review, cells.words, row, which)
        return Cell(text, refs=cells.refs(row[which]))

    return Column(which, write)


def _revised_name(cells: Cells, row: Record) -> str:
    return f"{cells.indicator(row['indicator'], row['price_basis']).text} · {_quantity(cells.words, row)}"


REVISION = (
    written("indicator", _revised_name),
    PERIOD,
    _revised("earlier"),
    _revised("later"),
    written("gap_least", lambda cells, row: cells.words.format.percent(row["at_least"], 2, sign=True), numeric=True),
)


def revision_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the levels and plans that two sources bound apart."""
    rows, caption = records(review.revisions), words.say("agree.table_revisions")
    return tabulate(review, words, "revisions-table", caption, columns=REVISION, rows=rows, complete=True)


def _series(key: str, which: str = "") -> Column:
    """Name a series, with its price basis where that is what sets it apart."""

    def write(cells: Cells, row: Record) -> str:
        indicator, basis = row[f"{which}indicator"], row[f"{which}basis"]
        if row["reason"] != "other_price_basis":
            return cells.indicator(indicator, basis).text
        name = cells.review.data.indicators[f"name_{cells.words.language}"][indicator]
        return f"{name}, {phrases.price_basis(cells.words, basis)}"

    return written(key, write)


BREAK = (
    _series("indicator"),
    written("years", lambda _, row: ", ".join(map(str, row["years"]))),
    _series("other", "other_"),
    written("other_years", lambda _, row: ", ".join(map(str, row["other_years"]))),
    written("reason", lambda cells, row: cells.words.say(f"agree.{row['reason']}")),
)


def break_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the series of one concept that are never joined, with the reason."""
    rows, caption = records(review.breaks), words.say("agree.table_breaks")
    return tabulate(review, words, "breaks-table", caption, columns=BREAK, rows=rows, complete=True)
