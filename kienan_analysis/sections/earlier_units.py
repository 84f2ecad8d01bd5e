"""What an area was made of, and what came after it; the earlier units' figures, apart from its own."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.annual_review.lineage import not_computed
from kienan_analysis.annual_review.records import Record, records
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import YEAR, Column, amount, count, rate, tabulate, written
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell

if TYPE_CHECKING:
    from datetime import date

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.lineage import Kin
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.wording.messages import Words

# More than these are counted on the first screen, and named further down.
FEW: Final = 8
_REMARK: Final = re.compile(r"\s*\([^()]*\)$")


def section(review: AnnualReview, words: Words) -> Section | None:
    """Show the units that the area was made of, apart from it; nothing where it was made of none."""
    text = said(review, words)
    return Section.of("parts", text, table(review, words), parts_table(review, words)) if text else None


def opening(review: AnnualReview, words: Words) -> list[str]:
    """Say on the first screen what the area was made of, or what came after it."""
    found = review.lineage
    told = []
    if found.made_of and found.began is not None:
        made, begun = found.made_of, words.format.date(found.began)
        if found.is_same_ground:
            told.append(words.say("lineage.same", date=begun, name=kin_name(review, words, made[0])))
        else:
            parts = _listed(review, words, made) if len(made) <= FEW else _counted(words, made)
            told.append(words.say("lineage.made", date=begun, parts=parts))
            told.append(words.say("lineage.apart"))
    if found.ended is not None and found.heirs:
        heirs = found.heirs
        named = _names(review, words, heirs) if len(heirs) <= FEW else _counted(words, heirs)
        told.append(_ended(review, words, found.ended, named))
    return [" ".join(told)] if told else []


def succession(review: AnnualReview, words: Words) -> list[str]:
    """Say when an area ended and all that came after it: its series do not go on under the new names."""
    found = review.lineage
    if found.ended is None or not found.heirs:
        return []
    return [_ended(review, words, found.ended, _names(review, words, found.heirs))]


def said(review: AnnualReview, words: Words) -> SectionText | None:
    """Say what is known of the units that an area was made of; nothing where it was made of none."""
    found = review.lineage
    if not found.made_of or found.began is None:
        return None
    begun = words.format.date(found.began)
    question = words.say("lineage.question", date=begun)
    figures = int(review.earlier[["level", "growth"]].notna().to_numpy().sum())
    # What the first screen only counts is named here.
    named = len(found.made_of) <= FEW
    sentences = [] if named else [words.say("lineage.parts", parts=_listed(review, words, found.made_of))]
    if not figures:
        return SectionText(question, words.say("lineage.no_figures"), sentences)
    key = "lineage.figures_same" if found.is_same_ground else "lineage.figures"
    finding = words.say(key, count=figures, date=begun)
    sentences.append(words.say("lineage.years"))
    refused = [] if found.is_same_ground else not_computed(review.results, review.earlier, review.year)
    if refused:
        values = {"names": phrases.indicators(review, words, refused), "year": review.year}
        sentences.append(words.say("lineage.refused", **values, before=review.year - 1))
    return SectionText(question, finding, sentences, [words.say("lineage.printed")])


def kin_name(review: AnnualReview, words: Words, kin: Kin, *, inside: bool = True) -> str:
    """Name a unit for Markdown; one that bears the area's own name is told from it as the old or the new one."""
    return words.name(plain_name(review, words, kin), inside=inside and words.language == "vi")


def plain_name(review: AnnualReview, words: Words, kin: Kin) -> str:
    """Name a unit, not escaped."""
    text = kin.name(words.language)
    if text == _REMARK.sub("", str(review.area_facts[f"name_{words.language}"])) and text == _REMARK.sub("", text):
        earlier = any(part.id == kin.id for part in review.lineage.parts)
        return words.say("lineage.old" if earlier else "lineage.new", name=text)
    return text


def share(words: Words, kin: Kin) -> str:
    """Say whether a unit went over whole or in part; empty where nothing says."""
    return words.say(f"lineage.{kin.share}") if kin.share else ""


def _listed(review: AnnualReview, words: Words, found: tuple[Kin, ...]) -> str:
    """Name units with what went over of each, where it is not all of every one."""
    whole, part = (tuple(kin for kin in found if (kin.share == "part") == halved) for halved in (False, True))
    if not part:
        return _names(review, words, found)
    names = {"names": _names(review, words, part), "count": len(part)}
    if not whole:
        return words.say("lineage.parts_of", **names)
    return words.say("lineage.whole_and_parts", whole=_names(review, words, whole), **names)


def _names(review: AnnualReview, words: Words, found: tuple[Kin, ...]) -> str:
    return words.format.join([kin_name(review, words, kin) for kin in found])


def _counted(words: Words, found: tuple[Kin, ...]) -> str:
    return words.say("lineage.units", count=len(found))


def _ended(review: AnnualReview, words: Words, ended: date, heirs: str) -> str:
    area = phrases.area(review, words, review.area)
    return words.say("page.ended", area=area, date=words.format.date(ended), heirs=heirs)


def parts_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the units that an area was made of: what went over, the last day, how many figures the package has."""
    counts = review.data.observations["area"].value_counts()
    rows: list[Record] = [
        {
            "name": plain_name(review, words, kin),
            "share": share(words, kin),
            "ended": words.format.date(kin.ended) if kin.ended else "",
            "figures": counts.get(kin.id, 0),
        }
        for kin in review.lineage.parts
    ]
    columns = (
        written("peer", lambda _, row: row["name"]),
        Column("share_over", lambda _, row: Cell(row["share"]) if row["share"] else NOTHING, numeric=False),
        Column("last_day", lambda _, row: Cell(row["ended"]) if row["ended"] else NOTHING, numeric=False),
        count("figures"),
    )
    caption = words.say("lineage.table_parts")
    return tabulate(review, words, "parts-table", caption, columns=columns, rows=rows, complete=True)


def _name(cells: Cells, row: Record) -> Cell:
    """Name an indicator and beneath whose figure it is, so that the table fits a phone."""
    return replace(cells.indicator(row["indicator"], row["basis"]), bounds=row["whose"])


COLUMNS = (
    Column("indicator", _name, numeric=False),
    YEAR,
    amount(),
    rate("growth", sign=True),
)


def _printed(row: Record) -> Record:
    """Leave out a growth that is computed: what stands beside it is as printed."""
    return row if row["growth_origin"] == "published" else {**row, "growth": math.nan}


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the earlier units' printed figures, each indicator's with the area's own of the year below them."""
    names = {kin.id: plain_name(review, words, kin) for kin in review.lineage.parts}
    whose = review.data.areas.loc[review.area, f"name_{words.language}"]
    own = {(row["indicator"], row["basis"]): row for row in records(review.results)}
    rows = []
    found = records(review.earlier)
    for place, row in enumerate(found):
        key = (row["indicator"], row["basis"])
        rows.append({**row, "whose": names[row["area"]]})
        following = found[place + 1] if place + 1 < len(found) else None
        if key in own and (following is None or (following["indicator"], following["basis"]) != key):
            rows.append({**_printed(own[key]), "whose": str(whose), "year": review.year})
    caption, units = words.say("lineage.table"), review.earlier["unit"]
    return tabulate(review, words, "earlier-table", caption, columns=COLUMNS, rows=rows, units=units)
