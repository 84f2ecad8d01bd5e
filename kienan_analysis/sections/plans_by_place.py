"""Who met the plan: how many places met each indicator's, and how many plans each place met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from kienan_analysis.annual_review.records import records
from kienan_analysis.area_parts import VERDICTS
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import area, count, tabulate, written
from kienan_analysis.sections.parts.rankings import places
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    ROW_HEIGHT,
    WIDTH,
    Described,
    described,
    drawn_without_checks,
    labelled,
    numbered,
    plain_rows,
    row_axis,
    row_names,
)
from kienan_analysis.spelling import alphabetical

if TYPE_CHECKING:
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

# Bars of one or two places would show nothing that the table does not.
FEWEST: Final = 3
MOST_BARS: Final = 12
NARROW: Final = 330
MOST_TOLD: Final = 200
_MOST_NAMED = 5


def section(shown: PartsOfArea, words: Words) -> Section | None:
    """Say who met the plan; nothing where no plan has a verdict."""
    if not shown.verdicts.to_numpy().sum():
        return None
    bars = [chart(shown, words, width) for width in (WIDTH, NARROW)]
    return Section.of("plans", said(shown, words), table(shown, words), chart=bars[0], narrow=bars[1])


def said(shown: PartsOfArea, words: Words) -> SectionText:
    """Say how many plans were met, by how many places all of theirs, and who missed most."""
    counts = shown.verdicts
    sentences = []
    every = int((counts["met"] == counts.sum(axis=1)).sum())
    if every:
        sentences.append(words.say("overview.plans_every", count=every))
    most = int(counts["missed"].max())
    worst = [str(name) for name in counts.index[counts["missed"] == most]]
    # Of what cannot be told some may have been missed, too.
    others = counts.drop(index=worst)
    sure = not (others["missed"] + others["undecided"] >= most).any() and not counts.loc[worst, "undecided"].any()
    if most > 1 and sure and len(worst) <= _MOST_NAMED:
        names = [phrases.area(shown, words, name, inside=True) for name in worst]
        sentences.append(
            words.say("overview.plans_worst", names=words.format.join(names), count=len(names), plans=most)
        )
    return SectionText(words.say("overview.plans_question"), finding(shown, words), sentences)


def finding(shown: PartsOfArea, words: Words) -> str:
    """Say how many plans were met; of what cannot be told, that some may have been."""
    counts = {name: int(shown.verdicts[name].sum()) for name in VERDICTS}
    total, undecided = sum(counts.values()), counts["undecided"]
    if counts["met"] == total:
        key = "plans_finding_all"
    elif counts["met"]:
        key = "plans_finding"
    else:
        key = "plans_none_told" if undecided == total else "plans_missed" if undecided else "plans_none_met"
    numbers = {name: words.format.number(number, 0) for name, number in {**counts, "total": total}.items()}
    told = words.say(f"overview.{key}", **numbers)
    return "; ".join([told, words.say("overview.unclear", count=undecided)] if 0 < undecided < total else [told])


def _missed(cells: Cells, row: Record) -> str:
    names = [cells.indicator(*plan).text for plan in row["missed_plans"]]
    return "; ".join(names)


COLUMNS = (area(), *(count(name) for name in VERDICTS), written("missed_names", _missed))


def table(shown: PartsOfArea, words: Words) -> Table:
    """Tabulate the places, those that met most of their plans first."""
    missed: dict[str, list[tuple[str, str]]] = {}
    for row in records(shown.plans[shown.plans["verdict"] == "missed"]):
        missed.setdefault(row["area"], []).append((row["indicator"], row["basis"]))
    names = {area: alphabetical(shown.data.area_name(area, words.language)) for area in shown.areas}
    rows: list[Record] = [
        {**counts, "missed_plans": list(dict.fromkeys(missed.get(counts["area"], [])))}
        for counts in records(shown.verdicts.reset_index())
    ]
    rows.sort(key=lambda row: (-row["met"] / sum(row[name] for name in VERDICTS), row["missed"], names[row["area"]]))
    # What was missed is told of each place where they are few; else its shares stand in the table of every place.
    columns = COLUMNS if len(rows) <= MOST_TOLD else COLUMNS[:-1]
    return tabulate(shown, words, "plans-by-place-table", words.say("overview.plans_table"), columns=columns, rows=rows)


@drawn_without_checks
def chart(shown: PartsOfArea, words: Words, width: int = WIDTH) -> Specification | None:
    """Draw how many places met each indicator's plan; nothing where no indicator has three plans with a verdict."""
    judged = shown.plans[shown.plans["verdict"] != ""]
    counts: dict[tuple[str, str, str], dict[str, int]] = {}
    for row in records(judged):
        key = (row["indicator"], row["basis"], row["assigner"])
        counts.setdefault(key, dict.fromkeys(VERDICTS, 0))[row["verdict"]] += 1
    order = sorted(counts.items(), key=lambda item: -sum(item[1].values()))[:MOST_BARS]
    if not order or sum(order[0][1].values()) < FEWEST:
        return None
    bars = []
    for (indicator, basis, assigner), of_one in order:
        name = phrases.row_name(shown, words, {"indicator": indicator, "basis": basis, "assigner": assigner})
        bars.append({"name": name, **of_one, "label": words.say("overview.plans_label", **of_one)})
    lines = numbered(bars)
    pieces: list[dict[str, Any]] = []
    for line in lines:
        start = 0
        for name in VERDICTS:
            if line[name]:
                pieces.append(
                    {**line, "verdict": words.say(f"verdict.{name}"), "start": start, "end": start + line[name]}
                )
                start += line[name]
    for piece in pieces:
        piece["middle"] = (piece["start"] + piece["end"]) / 2
        piece["count"] = piece["end"] - piece["start"]
    longest = max(piece["end"] for piece in pieces)
    axis: dict[str, Any] = {
        "scale": alt.Scale(domain=[0, longest], nice=False),
        "axis": alt.Axis(title=None, tickMinStep=1, format="d"),
    }
    y, x = row_axis(lines), alt.X("start:Q", **axis)
    scale = alt.Scale(
        domain=[words.say(f"verdict.{name}") for name in VERDICTS], range=[COLOUR[name] for name in VERDICTS]
    )
    fill = alt.Color("verdict:N", scale=scale, legend=alt.Legend(symbolType="square"))
    base = alt.Chart()
    roomy = base.transform_filter(f"datum.count > {longest * 24 / width:.6g}")
    layers = [
        base.mark_bar(height=18, stroke=COLOUR["paper"], strokeWidth=1).encode(y=y, x=x, x2="end:Q", color=fill),
        roomy.mark_text(color=COLOUR["paper"], fontWeight=600, fontSize=12).encode(
            y=y, x=alt.X("middle:Q", **axis), text="count:Q"
        ),
        *row_names(y),
    ]
    told = Described(
        words.say("overview.plans_chart"),
        words.say("overview.plans_subtitle", places=places(shown, words)),
        words.say("overview.plans_alt", items=labelled(lines, words, ": ")),
    )
    whole = alt.layer(*layers, data=alt.InlineData(values=plain_rows(pieces)))
    return described(whole.properties(width=width, height=alt.Step(ROW_HEIGHT)), told, words.language, width)
