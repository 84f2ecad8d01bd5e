"""An area's parts on a map of points: who met the plan, who grew, who is large; no tiles, no network."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from kienan_analysis.sections.parts import phrases, place_kinds
from kienan_analysis.sections.parts.dot_map import LABEL_SIZE, NAME_SIZE, labels, laid_out
from kienan_analysis.sections.parts.order import direction
from kienan_analysis.sections.parts.rankings import measured, places, short_names
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    WIDTH,
    Described,
    described,
    drawn_without_checks,
    plain_rows,
)
from kienan_analysis.wording.messages import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.area_parts import Part, PartsOfArea
    from kienan_analysis.area_parts.ranking import Ranking
    from kienan_analysis.sections.parts.dot_map import Frame
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

FEWEST: Final = 2
NARROW: Final = 330
# Up to as many dots all are labelled where there is room, else the first and the last of the ranking.
_ALL_LABELLED, _ENDS_LABELLED = 60, 8
# As many names of provinces or districts, of so many places each on average, help; more would cover the map.
_MOST_GROUPS, _FEWEST_IN_GROUP = 14, 4
# Up to as many the figure stands in the label.
_WITH_FIGURE = 14
_SHAPES: Final = {
    "met": ("circle", "met"),
    "missed": ("triangle-down", "missed"),
    "undecided": ("diamond", "undecided"),
    "up": ("triangle-up", "published"),
    "down": ("triangle-down", "context"),
    "flat": ("circle", "context"),
    "not_told": ("diamond", "context"),
    "level_word": ("circle", "published"),
    "has_figures": ("circle", "published"),
    "no_verdict": ("square", "context"),
}
_SILENT_RADIUS = 2.2


def section(shown: PartsOfArea, words: Words) -> Section | None:
    """Show the parts on a map; nothing where fewer than two have a point."""
    known = [part for part in shown.parts.with_figures if part.has_point]
    every = [*known, *(part for part in shown.parts.without if part.has_point)]
    if not known or len(every) < FEWEST:
        return None
    charts = [chart(shown, words, width) for width in (WIDTH, NARROW)]
    return Section("map", said(shown, words), charts[0], narrow=charts[1])


def lead_of(shown: PartsOfArea) -> Ranking | None:
    """Choose what the map shows: the figure that most parts have."""
    return shown.rankings[0] if shown.rankings else None


def said(shown: PartsOfArea, words: Words) -> SectionText:
    """Say what the map shows, and what it leaves out."""
    lead, kind = lead_of(shown), places(shown, words)
    if lead is None:
        finding = words.say("overview.map_plain", count=len(shown.areas), places=kind)
    else:
        finding = words.say("overview.map_finding", name=escaped(measured(shown, words, lead)))
    drawn = [part for part in (*shown.parts.with_figures, *shown.parts.without) if part.has_point]
    notes = []
    if any(part.is_mean for part in drawn):
        notes.append(words.say("overview.map_mean"))
    groups = {"map_no_point": [part.id for part in shown.parts.with_figures if not part.has_point]}
    frame = laid_out(drawn, WIDTH)
    groups["map_far"] = [part.id for part, far in zip(drawn, frame.far, strict=True) if far]
    for key, areas in groups.items():
        if areas:
            names = words.format.join([phrases.area(shown, words, area, inside=True) for area in areas])
            notes.append(words.say(f"overview.{key}", names=names))
    return SectionText(words.say("overview.map_question"), finding, [], notes)


def _state(lead: Ranking | None, row: Record | None) -> str:
    """Say what a dot is: its shape and colour follow from it."""
    if lead is None:
        return "has_figures"
    if row is None:
        return ""
    by = row["by"]
    if lead.measure == "attainment":
        return str(by["verdict"]) or "no_verdict"
    if lead.measure == "growth":
        return {"rose": "up", "fell": "down", "flat": "flat"}.get(direction(by, "value"), "not_told")
    return "level_word"


def _word(words: Words, state: str) -> str:
    return words.say(f"verdict.{state}" if state in {"met", "missed", "undecided"} else f"overview.{state}")


def _rows(shown: PartsOfArea, words: Words, width: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int, int]:
    """Lay out the dots and their labels, in pixels."""
    lead = lead_of(shown)
    parts = [part for part in (*shown.parts.with_figures, *shown.parts.without) if part.has_point]
    ranked = {row["area"]: row for row in lead.rows} if lead is not None else {}
    with_figures = set(shown.areas)
    states = [_state(lead, ranked.get(part.id)) if part.id in with_figures else "" for part in parts]
    frame = laid_out(parts, width)
    usual = 6.0 if len(parts) <= _ALL_LABELLED else 4.2 if len(parts) <= 4 * _ALL_LABELLED else 3.0
    usual *= 0.8 if width < WIDTH else 1.0
    largest = max((abs(row["by"]["value"]) for row in ranked.values()), default=0.0) or 1.0
    bare = short_names(shown, words, [part.id for part in parts])
    radii, names, tips = [], [], []
    for part, state in zip(parts, states, strict=True):
        row = ranked.get(part.id)
        radius = usual if state else _SILENT_RADIUS
        if state == "level_word" and row is not None:
            radius = max(1.5, 2.6 * usual * math.sqrt(max(row["by"]["value"], 0.0) / largest))
        radii.append(radius)
        figure = phrases.figure(words, row["by"]) if row is not None else ""
        name = bare[part.id]
        names.append(f"{name} {figure}" if figure and len(ranked) <= _WITH_FIGURE else name)
        whole = place_kinds.told_apart(shown, part.id, words.language)
        told = [figure, _word(words, state) if state in {"met", "missed", "undecided"} else ""] if state else []
        tips.append(f"{whole}: {' · '.join(filter(None, told)) or words.say('overview.figureless')}")
    dots = [
        {"x": x, "y": y, "size": _area(radius, state), "state": _word(words, state) if state else "", "tip": tip}
        for x, y, radius, state, tip in zip(frame.x, frame.y, radii, states, tips, strict=True)
    ]
    far = [number for number, is_far in enumerate(frame.far) if is_far]
    wanted = [*far, *_wanted([part.id for part in parts], ranked, with_figures)]
    groups = _groups(shown, words, parts, frame)
    surely = len(far) + (2 * _ENDS_LABELLED if len(parts) > _ALL_LABELLED else 0)
    placed = labels(frame, names, radii, wanted, surely=surely, names=groups)
    texts = [{"x": x, "y": y, "align": "name", "text": text, "main": False} for x, y, text in groups]
    texts += [
        {
            "x": label.x,
            "y": label.y,
            "align": label.align,
            "text": names[label.place],
            "main": bool(states[label.place]),
        }
        for label in placed
    ]
    return dots, texts, frame.width, frame.height


def _area(radius: float, state: str) -> float:
    """Give a dot's area in square pixels; triangles and diamonds look smaller than circles of their area."""
    circle = not state or _SHAPES[state][0] == "circle"
    return round(math.pi * radius**2 * (1.0 if circle else 1.45), 1)


def _groups(shown: PartsOfArea, words: Words, parts: list[Part], frame: Frame) -> list[tuple[float, float, str]]:
    """Name what the places lie in, where that is something between them and the area: provinces, districts."""
    inside: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        place = place_kinds.place_of(shown.data, part.id)
        if place is not None and place.parent and not frame.far[number]:
            inside.setdefault(place.parent, []).append(number)
    if not 1 < len(inside) <= _MOST_GROUPS or len(parts) < _FEWEST_IN_GROUP * len(inside):
        return []
    return [
        (
            round(sum(frame.x[one] for one in own) / len(own), 1),
            round(sum(frame.y[one] for one in own) / len(own), 1),
            place_kinds.bare_name(shown.data, parent, words.language),
        )
        for parent, own in inside.items()
    ]


def _wanted(order: list[str], ranked: Mapping[str, Record], with_figures: set[str]) -> list[int]:
    """Choose which dots are labelled, the ends of the ranking first."""
    number = {area: place for place, area in enumerate(order)}
    line = [number[area] for area in ranked if area in number]
    both = [place for pair in zip(line, reversed(line), strict=True) for place in pair]
    ends = list(dict.fromkeys(both))
    if len(order) > _ALL_LABELLED:
        return ends[: 2 * _ENDS_LABELLED]
    rest = sorted(range(len(order)), key=lambda place: order[place] not in with_figures)
    return list(dict.fromkeys([*ends, *rest]))


@drawn_without_checks
def chart(shown: PartsOfArea, words: Words, width: int = WIDTH) -> Specification:
    """Draw the map; `width` is at most that of the plot, in CSS pixels."""
    lead = lead_of(shown)
    dots, texts, wide, tall = _rows(shown, words, width)
    x, y = (
        alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False)),
        alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[tall, 0], nice=False)),
    )
    style: Any = alt.Size("size:Q", scale=None, legend=None)
    spoken: Any = alt.Description("tip:N")
    silent = alt.Chart(alt.InlineData(values=plain_rows([dot for dot in dots if not dot["state"]])))
    layers: list[Any] = [
        silent.mark_point(filled=False, stroke=COLOUR["context"], strokeWidth=1).encode(
            x=x, y=y, size=style, tooltip=alt.Tooltip("tip:N", title=" "), description=spoken
        )
    ]
    with_state = [dot for dot in dots if dot["state"]]
    states = [name for name in _SHAPES if any(dot["state"] == _word(words, name) for dot in with_state)]
    said_of = [_word(words, name) for name in states]
    legend = alt.Legend(symbolSize=90, symbolStrokeWidth=0, columns=1 if width < WIDTH else 5)
    shapes = alt.Scale(domain=said_of, range=[_SHAPES[name][0] for name in states])
    colours = alt.Scale(domain=said_of, range=[COLOUR[_SHAPES[name][1]] for name in states])
    told = alt.Chart(alt.InlineData(values=plain_rows(with_state)))
    layers.append(
        told.mark_point(filled=True, opacity=1, stroke=COLOUR["paper"], strokeWidth=0.7).encode(
            x=x,
            y=y,
            size=style,
            shape=alt.Shape("state:N", scale=shapes, legend=legend),
            color=alt.Color("state:N", scale=colours, legend=legend),
            tooltip=alt.Tooltip("tip:N", title=" "),
            description=spoken,
        )
    )
    for align, main in itertools.product(("name", "left", "right", "center"), (True, False)):
        rows = [text for text in texts if (text["align"], text["main"]) == (align, main)]
        if rows:
            layers += _written(rows, align, main, x, y)
    kind = places(shown, words)
    is_level = lead is not None and lead.measure == "level"
    items = "; ".join(_counted(said_of, with_state, silent=len(dots) - len(with_state), words=words))
    said_of_it = Described(
        measured(shown, words, lead) if lead is not None else shown.data.area_name(shown.area, words.language),
        words.say("overview.map_subtitle_level" if is_level else "overview.map_subtitle"),
        words.say("overview.map_alt", count=len(dots), places=kind, items=items),
    )
    return described(alt.layer(*layers).properties(width=wide, height=tall), said_of_it, words.language, width)


def _written(rows: list[dict[str, Any]], align: str, main: bool, x: alt.X, y: alt.Y) -> list[alt.Chart]:  # noqa: FBT001
    """Write labels on a halo that keeps dots out of the letters."""
    is_name = align == "name"
    style: dict[str, Any] = {"baseline": "middle", "align": "center" if is_name else align}
    style |= {"fontSize": NAME_SIZE, "fontWeight": 600} if is_name else {"fontSize": LABEL_SIZE}
    base = alt.Chart(
        alt.InlineData(values=plain_rows([{"x": row["x"], "y": row["y"], "text": row["text"]} for row in rows]))
    )
    halo = base.mark_text(**style, stroke=COLOUR["paper"], strokeWidth=3, strokeJoin="round", color=COLOUR["paper"])
    written = base.mark_text(**style, color=COLOUR["ink" if main else "muted"])
    return [mark.encode(x=x, y=y, text="text:N") for mark in (halo, written)]


def _counted(states: list[str], dots: list[dict[str, Any]], *, silent: int, words: Words) -> list[str]:
    counts = [f"{state}: {sum(dot['state'] == state for dot in dots)}" for state in states]
    return [*counts, f"{words.say('overview.figureless')}: {silent}"] if silent else counts
