"""How far apart places are, a small panel an indicator: bars by place where they are few, else how many stand where."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import numpy as np

from kienan_analysis.sections.parts import order, phrases, place_kinds
from kienan_analysis.sections.parts.rankings import at_end, either, ends, in_range, measured, short_names
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    WIDTH,
    Described,
    described,
    drawn_without_checks,
    plain_rows,
    span,
)

if TYPE_CHECKING:
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.area_parts.ranking import Ranking
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

MOST_PANELS: Final = 8
# Up to as many places each has its bar.
MOST_BARS: Final = 12
NARROW: Final = 330
BINS: Final = 18
_NAMES, _PANEL, _STEP, _HEIGHT = 118, 168, 22, 92
_LINE: Final = {"attainment": 100.0, "growth": 0.0}
# Beyond so many times the middle half's width, figures are gathered in the column at the edge.
_REACH: Final = 2.0
_TITLE_LINE: Final = 40
# Figures nearer to each other than this part of themselves are one.
_SAME: Final = 1e-6


def section(shown: PartsOfArea, words: Words) -> Section | None:
    """Show how far apart the places are; nothing where one ranking of a few places says it all."""
    panels = shown.rankings[:MOST_PANELS]
    if not panels or (len(panels) == 1 and len(panels[0].rows) <= MOST_BARS):
        return None
    charts = [chart(shown, words, width) for width in (WIDTH, NARROW)]
    return Section("spread", said(shown, words), charts[0], narrow=charts[1])


def said(shown: PartsOfArea, words: Words) -> SectionText:
    """Name the indicator whose rates are furthest apart, and what is not drawn."""
    panels = shown.rankings[:MOST_PANELS]
    rates = [one for one in panels if one.measure != "level"]
    finding = words.say("overview.spread_plain", count=len(panels))
    if rates:
        wide = order.may_be_first([_spread(one) for one in rates], "spread")
        # Where the digits leave open which are furthest apart, those that most places have are told.
        finding = in_range(shown, words, wide[0]["of"] if len(wide) == 1 else rates[0])
        if len(wide) == 1 and not _are_alike(wide[0]["of"]):
            finding = words.say("overview.spread", range=finding)
    notes = []
    left, open_ended = (
        len(shown.rankings) - len(panels),
        sum(map(_open_ended, (row for one in panels for row in one.rows))),
    )
    if left:
        notes.append(words.say("overview.spread_more", count=left))
    if open_ended:
        notes.append(words.say("overview.open_left", count=open_ended))
    return SectionText(words.say("overview.spread_question"), finding, [], notes)


def _spread(ranking: Ranking) -> Record:
    """Say how far the figures of a ranking are apart, with bounds."""
    known = [(row["by"]["value"], *order.ends(row["by"], "value")) for row in ranking.rows]
    values, lows, highs = zip(*known, strict=True)
    low, high = max(max(lows) - min(highs), 0.0), max(highs) - min(lows)
    return {"of": ranking, "spread": max(values) - min(values), "spread_low": low, "spread_high": high}


def _are_alike(ranking: Ranking) -> bool:
    high, low = ends(ranking)
    return bool(high["by"]["value"] == low["by"]["value"])


def _open_ended(row: Record) -> bool:
    return phrases.open_end(row["by"], "value") != ""


@drawn_without_checks
def chart(shown: PartsOfArea, words: Words, width: int = WIDTH) -> Specification:
    """Draw the panels, side by side where there is room."""
    panels = shown.rankings[:MOST_PANELS]
    few = max(len(one.rows) for one in panels) <= MOST_BARS
    names = short_names(shown, words, dict.fromkeys(row["area"] for one in panels for row in one.rows))
    drawn = [_bars(shown, words, one, names) if few else _counts(shown, words, one) for one in panels]
    said_of = [f"{measured(shown, words, one)}: {', '.join(_extremes(shown, words, one))}" for one in panels]
    told = Described(
        words.say("overview.spread_chart"),
        words.say("overview.spread_bars" if few else "overview.spread_counts"),
        words.say("overview.spread_alt", items="; ".join(said_of)),
    )
    whole = alt.concat(*drawn, columns=2 if width == WIDTH else 1, spacing={"row": 26, "column": 34})
    return described(whole, told, words.language, width)


def _titled(shown: PartsOfArea, words: Words, ranking: Ranking, *, extremes: bool) -> alt.TitleParams:
    below = _extremes(shown, words, ranking) if extremes else []
    text = textwrap.wrap(measured(shown, words, ranking), _TITLE_LINE)
    return alt.TitleParams(text=text, subtitle=below, fontSize=13, subtitleFontSize=12, lineHeight=16, offset=6)


def _extremes(shown: PartsOfArea, words: Words, ranking: Ranking) -> list[str]:
    """Say whose figure is the highest and whose the lowest."""
    told = []
    for key, row in zip(("high", "low"), ends(ranking), strict=True):
        known = at_end(ranking, highest=key == "high")
        place = either(words, [place_kinds.bare_name(shown.data, of["area"], words.language) for of in known])
        figure = phrases.figure(words, row["by"])
        told.append(words.say(f"overview.{key}", count=len(ranking.rows), place=place, figure=figure))
    return told


def _scaled(ranking: Ranking, row: Record) -> float:
    return float(row["by"]["value"]) * (1.0 if ranking.measure == "level" else 100.0)


def _axis(domain: list[float], *, is_percent: bool) -> dict[str, Any]:
    text = "format(datum.value, ',~f')" + (" + '%'" if is_percent else "")
    axis = alt.Axis(title=None, labelExpr=text, tickCount=4, labelFontSize=11)
    return {"scale": alt.Scale(domain=domain, nice=False, zero=False), "axis": axis}


def _bars(shown: PartsOfArea, words: Words, ranking: Ranking, names: dict[str, str]) -> Any:  # noqa: ANN401  (a layered chart; Altair's own types do not know which)
    """Draw a bar a place, from the plan, from no growth or from nothing."""
    line = _LINE.get(ranking.measure, 0.0)
    rows: list[dict[str, Any]] = []
    for row in ranking.rows:
        by = row["by"]
        role = by["verdict"] or ("context" if ranking.measure == "attainment" else "published")
        value = _scaled(ranking, row)
        rows.append(
            {
                "name": names[row["area"]],
                "value": value,
                "start": line,
                "end": max(value, line),
                "label": phrases.figure(words, by),
                "colour": COLOUR[role],
                "fill": COLOUR["paper"] if by["origin"] == "implied" or role == "undecided" else COLOUR[role],
                "open": _open_ended(row),
            }
        )
    named = list(names.values())
    domain = span([row[end] for row in rows for end in ("value", "end")], include=[line], room=0.75)
    across = _axis(domain, is_percent=ranking.measure != "level" or ranking.rows[0]["by"]["unit"] == "%")
    y = alt.Y("name:N", sort=named, scale=alt.Scale(domain=named), title=None, axis=_NAME_AXIS)
    x = alt.X("value:Q", **across)
    base = alt.Chart(alt.InlineData(values=plain_rows(rows)))
    colours: Any = {
        "stroke": alt.Stroke("colour:N", scale=None, legend=None),
        "fill": alt.Fill("fill:N", scale=None, legend=None),
    }
    closed, open_ended = base.transform_filter("!datum.open"), base.transform_filter("datum.open")
    layers = [
        closed.mark_bar(height=12, strokeWidth=1.6).encode(y=y, x=x, x2="start:Q", **colours),
        open_ended.mark_point(shape="triangle-right", size=110, filled=True).encode(y=y, x=x, **colours),
        base.mark_rule(color=COLOUR["plan"], strokeWidth=1.4).encode(x=alt.datum(line)),
        base.mark_text(align="left", dx=6, fontSize=11.5).encode(y=y, x=alt.X("end:Q", **across), text="label:N"),
    ]
    made: Any = alt.layer(*layers, title=_titled(shown, words, ranking, extremes=False))
    return made.properties(width=_PANEL, height=_STEP * len(named))


_NAME_AXIS: Any = alt.Axis(
    ticks=False, domain=False, grid=False, labelLimit=_NAMES, minExtent=_NAMES, maxExtent=_NAMES, labelFontSize=11.5
)


def _counts(shown: PartsOfArea, words: Words, ranking: Ranking) -> Any:  # noqa: ANN401  (a layered chart; Altair's own types do not know which)
    """Draw how many places stand in each part of the scale."""
    values = np.array([_scaled(ranking, row) for row in ranking.rows if not _open_ended(row)], dtype=float)
    line = _LINE.get(ranking.measure)
    columns, edges = binned(values, line)
    rows = [
        {"start": start, "end": end, "count": count}
        for start, end, count in zip(edges[:-1], edges[1:], columns, strict=True)
        if count
    ]
    domain = [min(edges[0], line) if line is not None else edges[0], max(edges[-1], line or edges[-1])]
    across = _axis(domain, is_percent=ranking.measure != "level" or ranking.rows[0]["by"]["unit"] == "%")
    upward = alt.Y("count:Q", title=None, axis=alt.Axis(tickCount=3, tickMinStep=1, format="d", labelFontSize=11))
    base = alt.Chart(alt.InlineData(values=plain_rows(rows)))
    layers = [
        base.mark_bar(color=COLOUR["published"], stroke=COLOUR["paper"], strokeWidth=0.6).encode(
            x=alt.X("start:Q", **across), x2="end:Q", y=upward, y2=alt.datum(0)
        )
    ]
    if line is not None:
        layers.append(base.mark_rule(color=COLOUR["plan"], strokeWidth=1.6).encode(x=alt.datum(line)))
    made: Any = alt.layer(*layers, title=_titled(shown, words, ranking, extremes=True))
    return made.properties(width=_PANEL + _NAMES - 20, height=_HEIGHT)


def binned(values: np.ndarray, line: float | None) -> tuple[list[int], list[float]]:
    """Count figures in columns of one width, a plain number; the line stands between two of them.

    What lies far beyond the middle half of the figures is counted in the column at the edge.

    Parameters
    ----------
    values : ndarray of float
    line : float or None

    Returns
    -------
    tuple of (list of int, list of float)
        The counts, and the columns' edges: one more.

    Examples
    --------
    >>> counts, edges = binned(np.array([96.0, 99.0, 101.0, 103.0, 104.0, 240.0]), 100.0)
    >>> counts[-1], edges[0], edges[4], edges[-1]
    (1, 96.0, 100.0, 113.0)
    """
    if not len(values):
        return [0], [0.0, 1.0]
    quarter, three = np.quantile(values, [0.25, 0.75])
    reach = _REACH * ((three - quarter) or abs(three) or 1.0)
    low, high = max(values.min(), quarter - reach), min(values.max(), three + reach)
    begin = line if line is not None else 0.0
    largest = max(abs(low), abs(high), abs(begin), 1e-6)
    width = _plain_width(high - low if high - low > _SAME * largest else largest)
    first, last = math.floor((low - begin) / width), math.floor((high - begin) / width)
    places = np.clip(np.floor((values - begin) / width).astype(int), first, last)
    counts = np.bincount(places - first, minlength=last - first + 1)
    return counts.tolist(), [round(begin + width * place, 9) for place in range(first, last + 2)]


def _plain_width(length: float) -> float:
    """Choose 1, 2 or 5 times a power of ten, so that there are about as many columns as `BINS`."""
    rough = length / BINS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= rough)
