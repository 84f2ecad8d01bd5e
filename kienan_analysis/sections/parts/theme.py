"""One look for every chart, and the pieces that they share.

The settings hold in JupyterLab's own Vega (5), in the static image and on the exported page (Vega 6) alike: sizes are
given because the versions' defaults differ, the locale stands in the configuration because elsewhere it leaks into
other charts, and the font names a last resort because a viewer may not have it.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

import altair as alt
from altair.utils.schemapi import debug_mode

from kienan_analysis.languages import LOCALES
from kienan_analysis.palette import PALETTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kienan_analysis.languages import Language
    from kienan_analysis.wording.messages import Words

# A complete Vega-Lite chart.
Specification = dict[str, Any]
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

FONT = "Be Vietnam Pro, system-ui, sans-serif"
COLOUR = {role: colour.light for role, colour in PALETTE.items()}
WIDTH = 680
# Room for an indicator's name above its marks, so that long Vietnamese names need no margin at the side.
ROW_HEIGHT = 54
LABEL_RISE = -20
# Characters of a title that fit in one line of WIDTH at the title's size.
TITLE_LINE = 74

Side = Literal["left", "right"]


def configuration(language: Language) -> dict[str, Any]:
    """Build the Vega-Lite configuration of one language's charts."""
    text = {"labelColor": COLOUR["muted"], "titleColor": COLOUR["muted"], "labelFontSize": 12, "titleFontSize": 12}
    return {
        "font": FONT,
        "background": COLOUR["paper"],
        "locale": LOCALES[language],
        "view": {"continuousWidth": WIDTH, "continuousHeight": 300, "stroke": None},
        "axis": {
            **text,
            "titleFontWeight": "normal",
            "gridColor": COLOUR["rule"],
            "domainColor": COLOUR["context"],
            "tickColor": COLOUR["rule"],
            "labelPadding": 6,
        },
        "legend": {**text, "orient": "top", "title": None, "symbolStrokeWidth": 2},
        "title": {
            "anchor": "start",
            "color": COLOUR["ink"],
            "fontSize": 16,
            "fontWeight": 600,
            "lineHeight": 21,
            "subtitleColor": COLOUR["muted"],
            "subtitleFontSize": 13,
            "subtitleLineHeight": 18,
            "subtitlePadding": 6,
            "offset": 14,
        },
        "text": {"color": COLOUR["ink"], "fontSize": 12.5},
        "errorbar": {"ticks": {"size": 10}},
    }


def drawn_without_checks(draw: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Build a chart without Altair checking each part against the schema: half of a review's time.

    What is built is always the same, and tests check it.
    """

    @wraps(draw)
    def unchecked(*arguments: Arguments.args, **options: Arguments.kwargs) -> Result:
        with debug_mode(False):  # noqa: FBT003  (Altair's own signature)
            return draw(*arguments, **options)

    return unchecked


@dataclass(frozen=True)
class Described:
    """What is said of a chart, in its language.

    Attributes
    ----------
    title, subtitle : str
        The subtitle names measure, unit and signs.
    alt_text : str
        What the chart shows, for a reader who does not see it.
    """

    title: str
    subtitle: str
    alt_text: str


def finished(
    layers: Sequence[alt.Chart], rows: Sequence[Mapping[str, Any]], said: Described, language: Language
) -> Specification:
    """Put layers together into a complete Vega-Lite specification.

    Parameters
    ----------
    layers : sequence of altair.Chart
        Without data of their own.
    rows : sequence of mapping
        The few records that the chart draws; text in them is shown as it is, never as markup.
    said : Described
    language : {"vi", "en"}

    Returns
    -------
    dict
        A Vega-Lite 6 specification with a description.
    """
    specification = layered(layers, plain_rows(rows), width=WIDTH, height=alt.Step(ROW_HEIGHT))
    return _told(specification, said, language, WIDTH)


def described(chart: alt.TopLevelMixin, said: Described, language: Language, width: int = WIDTH) -> Specification:
    """Give any chart its title, its description and the look of all charts.

    Parameters
    ----------
    chart : altair chart
        With its data in it.
    said : Described
    language : {"vi", "en"}
    width : int
        In which the title must fit, in CSS pixels.
    """
    return _told(chart.to_dict(validate=False), said, language, width)


def _told(specification: Specification, said: Described, language: Language, width: int) -> Specification:
    line = TITLE_LINE * width // WIDTH
    title = {
        "text": textwrap.wrap(said.title, line),
        "subtitle": textwrap.wrap(said.subtitle, line + 16 * width // WIDTH),
    }
    look = {"title": title, "description": said.alt_text, "padding": 8, "config": configuration(language)}
    return specification | look


def layered(layers: Sequence[alt.Chart], values: list[dict[str, object]], **properties: Any) -> Specification:  # noqa: ANN401
    """Put layers over each other, as `altair.layer` does.

    That copies each layer with all that is in it several times, and the data with them: most of a chart's time. None
    of ours has data, a size or parameters of its own, which is what it copies them for.

    Parameters
    ----------
    layers : sequence of altair.Chart
        Without data of their own.
    values : list of dict
        The records that they draw.
    **properties
        Of the whole.
    """
    data = alt.InlineData(values=values)
    specification: Specification = alt.LayerChart(layer=[], data=data, **properties).to_dict(validate=False)
    part = {"top_level": False, "pre_transform": False, "data": data}
    return specification | {"layer": [layer.to_dict(validate=False, context=part) for layer in layers]}


def plain_rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    """Make records of what JSON knows."""
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: object) -> object:
    """Turn numpy scalars and whole floats into what JSON and a browser's own writer agree on; NaN into null."""
    item = getattr(value, "item", None)
    plain = item() if callable(item) else value
    if isinstance(plain, float):
        if plain != plain:  # noqa: PLR0124  (only NaN differs from itself)
            return None
        return int(plain) if plain.is_integer() else plain
    return plain


def numbered(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give each record its row of the chart, in the order given."""
    return [{"row": f"{number:02d}", **row} for number, row in enumerate(rows)]


def labelled(rows: Iterable[Mapping[str, Any]], words: Words, between: str = " ") -> str:
    """List the rows' names and labels, for a chart's alternative text."""
    return words.format.join([f"{row['name']}{between}{row['label']}" for row in rows])


def row_axis(rows: Sequence[Mapping[str, Any]]) -> alt.Y:
    """Place records in rows by their field ``row``, in the order given."""
    order = list(dict.fromkeys(row["row"] for row in rows))
    return alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(domain=order))


def row_names(y: alt.Y) -> list[alt.Chart]:
    """Write each row's name above its marks, on a halo that keeps lines out of the letters."""
    label = alt.Chart().transform_aggregate(name="min(name)", groupby=["row"])
    # Not on the plot's edge itself, where the axis of many charts stands: the halo would cut it into pieces.
    style: dict[str, Any] = {"align": "left", "baseline": "bottom", "dx": 6, "dy": LABEL_RISE + 7, "fontSize": 13}
    halo = label.mark_text(**style, stroke=COLOUR["paper"], strokeWidth=4, strokeJoin="round", color=COLOUR["paper"])
    return [
        mark.encode(y=y, x=alt.value(0), text=alt.Text("name:N"))
        for mark in (halo, label.mark_text(**style, color=COLOUR["ink"]))
    ]


def whiskers(y: alt.Y, across: Mapping[str, Any], role: str = "ink") -> list[alt.Chart]:
    """Draw the interval between fields ``low`` and ``high`` with small ends; nothing where one is missing.

    `across` holds the scale and axis of the horizontal position.
    """
    known = alt.Chart().transform_filter("isValid(datum.low) && isValid(datum.high)")
    low, high = (alt.X(f"{end}:Q", **across) for end in ("low", "high"))
    ends = [
        known.mark_tick(orient="vertical", thickness=1.4, size=11, color=COLOUR[role]).encode(y=y, x=end)
        for end in (low, high)
    ]
    return [known.mark_rule(strokeWidth=1.4, color=COLOUR[role]).encode(y=y, x=low, x2=alt.X2("high")), *ends]


# The colour of the area that is looked at, beside others.
OF_OWN: Any = alt.condition("datum.own", alt.value(COLOUR["published"]), alt.value(COLOUR["context"]))


def arrows(rows: Sequence[Mapping[str, Any]], y: alt.Y, x: alt.X, **encoding: Any) -> list[alt.Chart]:  # noqa: ANN401
    """Point to where figures of an open end may lie: field ``open`` is ``at_least`` or ``at_most``."""
    layers = []
    for bound, shape in (("at_least", "triangle-right"), ("at_most", "triangle-left")):
        if any(row.get("open") == bound for row in rows):
            there = alt.Chart().transform_filter(f"datum.open == '{bound}'")
            mark = there.mark_point(filled=True, shape=shape, size=190, opacity=1, color=COLOUR["published"])
            layers.append(mark.encode(y=y, x=x, **encoding))
    return layers


def number_at_end(y: alt.Y, across: Mapping[str, Any], shift: int = 9, *, main: bool = True) -> alt.Chart:
    """Write a bar's number, the field ``label``, behind the field ``end``; the main number in bold."""
    style: dict[str, Any] = {"fontWeight": 600} if main else {}
    number = alt.Chart().mark_text(align="left", dx=shift, **style)
    placed: alt.Chart = number.encode(y=y, x=alt.X("end:Q", **across), text=alt.Text("label:N"))
    return placed


def number_beside(test: str, side: Side, y: alt.Y, x: alt.X, field: str, *, main: bool) -> list[alt.Chart]:
    """Write a number beside its mark, in the rows that pass a test, on a halo that keeps lines out of it.

    The main number is written in bold.
    """
    shift = 12 if side == "right" else -12
    align: Side = "left" if side == "right" else "right"
    style: dict[str, Any] = {"align": align, "dx": shift, "fontWeight": 600 if main else 400}
    rows = alt.Chart().transform_filter(test).encode(y=y, x=x, text=alt.Text(f"{field}:N"))
    halo = rows.mark_text(**style, stroke=COLOUR["paper"], strokeWidth=4, strokeJoin="round", color=COLOUR["paper"])
    return [halo, rows.mark_text(**style, color=COLOUR["ink" if main else "muted"])]


def amount_axis(domain: Sequence[float]) -> dict[str, Any]:
    """Make scale and axis of plain numbers."""
    scale = alt.Scale(domain=list(domain), nice=False)
    return {"scale": scale, "axis": alt.Axis(title=None, format=",~f", tickCount=6)}


def percent_axis(domain: Sequence[float]) -> dict[str, Any]:
    """Make scale and axis of percentages; `domain` in percent."""
    axis = alt.Axis(title=None, labelExpr="format(datum.value, ',~f') + '%'", tickCount=6)
    return {"scale": alt.Scale(domain=list(domain), nice=False, zero=False), "axis": axis}


def span(values: Sequence[float], *, include: Sequence[float] = (), room: float = 0.16) -> list[float]:
    """Choose a scale's ends: all values and marks, with room for the numbers written beside them."""
    known = [value for value in [*values, *include] if value == value and abs(value) != float("inf")]  # noqa: PLR0124
    low, high = min(known), max(known)
    width = (high - low) or abs(high) or 1.0
    below = 0.0 if include and low >= min(include) else room * width
    return [round(low - below, 6), round(high + room * width, 6)]
