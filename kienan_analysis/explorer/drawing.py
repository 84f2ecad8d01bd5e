"""A finished chart made ready for the explorer: its width, its dark colours, and what a click picks."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.palette import PALETTE
from kienan_analysis.sections.parts.theme import COLOUR, TITLE_LINE, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.sections.parts.theme import Specification

# The selection's name in every chart.
PICK: Final = "picked"
# The name of a chart's layer of marks to be hit, where these are neither rows nor years.
HIT: Final = "hit"
# A mark of no opacity at all would not be hit.
UNSEEN, SEEN = 0.001, 0.18


def fitted(specification: Specification, width: int) -> Specification:
    """Lay a chart out at another width; of one made of panels each panel.

    Parameters
    ----------
    specification : dict
        A chart of a section or of the explorer's views.
    width : int
        In pixels, of the plot without its padding.

    Returns
    -------
    dict
        A copy; the title's lines are broken anew.
    """
    scale = width / WIDTH
    made = {**specification, "title": _title(specification["title"], scale)}
    if "vconcat" in made:
        made["vconcat"] = [
            {**row, "hconcat": [_panel(panel, width) for panel in row["hconcat"]]} for row in made["vconcat"]
        ]
        return made
    return made | {"width": width}


def _panel(panel: Specification, width: int) -> Specification:
    """Lay out one of two panels that stand side by side; what is beside the plot keeps its size."""
    narrower = panel["width"] - (WIDTH - width) // 2
    return panel | {"width": narrower, "title": _title(panel["title"], narrower / panel["width"], 40)}


def _title(title: Mapping[str, Any], scale: float, line: int = TITLE_LINE) -> dict[str, Any]:
    """Break a title's lines for another width."""
    made = {**title, "text": textwrap.wrap(" ".join(title["text"]), int(line * scale))}
    if "subtitle" in title:
        made["subtitle"] = textwrap.wrap(" ".join(title["subtitle"]), int((line + 16) * scale))
    return made


def dark(specification: Specification) -> Specification:
    """Give a chart the palette's colours for a dark page; each colour has one role only."""
    text = json.dumps(specification)
    for colour in PALETTE.values():
        text = text.replace(f'"{colour.light}"', f'"{colour.dark}"')
    made: Specification = json.loads(text)
    return made


def pickable(specification: Specification, fields: Sequence[str]) -> Specification:
    """Let a click pick a row, a cell or a year of a chart, over its whole height; with Shift, several.

    Parameters
    ----------
    specification : dict
    fields : sequence of str
        The fields of the chart's records that name what is picked. Fields ``panel`` and ``year`` mean a year of a
        panel, ``row`` a row, ``key`` a mark of the layer that the chart has named `HIT`.

    Returns
    -------
    dict
        A copy with the selection `PICK`.
    """
    made: Specification = json.loads(json.dumps(specification))
    views: list[str] = []
    if "vconcat" in made:
        for panel in (panel for row in made["vconcat"] for panel in row["hconcat"]):
            views.append(f"hit-{len(views)}")
            panel["layer"].append(_year_band(panel, views[-1]))
    elif fields == ("row",):
        views.append("hit-rows")
        made["layer"].append(_row_band(made, views[-1]))
    else:
        marked = [layer for layer in made["layer"] if layer.get("name") == HIT]
        for layer in marked:
            layer["encoding"]["fillOpacity"] = highlight()
            views.append(HIT)
    select = {"type": "point", "fields": list(fields)}
    made["params"] = [*made.get("params", []), {"name": PICK, "select": select, "views": views}]
    return made


def highlight() -> dict[str, Any]:
    """Make the encoding that shows what is picked."""
    return {"condition": {"param": PICK, "empty": False, "value": SEEN}, "value": UNSEEN}


def _band(name: str) -> dict[str, Any]:
    mark = {"type": "rect", "color": COLOUR["published"], "cursor": "pointer", "tooltip": {"content": "encoding"}}
    return {"name": name, "mark": mark}


def _row_band(chart: Specification, name: str) -> dict[str, Any]:
    """Lay an unseen band over each row; it says what its marks would."""
    shared = next(layer["encoding"]["y"] for layer in chart["layer"] if "field" in layer["encoding"].get("y", {}))
    encoding = {"y": shared, "x": {"value": 0}, "x2": {"value": "width"}, "fillOpacity": highlight()}
    rows = chart["data"].get("values") or chart["datasets"][chart["data"]["name"]]
    told = next((field for field in ("detail", "label") if field in rows[0]), "name")
    tips = [{"field": "name", "type": "nominal", "title": " "}]
    tips += [{"field": told, "type": "nominal", "title": "  "}] if told != "name" else []
    return _band(name) | {"encoding": encoding | {"tooltip": tips}}


def _year_band(panel: Specification, name: str) -> dict[str, Any]:
    """Lay an unseen band over each year of a panel."""
    axis = next(layer["encoding"]["x"] for layer in panel["layer"] if "field" in layer["encoding"].get("x", {}))
    encoding = {
        "x": {**axis, "field": "from"},
        "x2": {"field": "to"},
        "y": {"value": 0},
        "y2": {"value": "height"},
        "fillOpacity": highlight(),
        "tooltip": [
            {"field": "year", "type": "ordinal", "title": " "},
            {"field": "value", "type": "quantitative", "title": "  ", "format": ",.2f"},
        ],
    }
    ends = [{"calculate": f"datum.year {sign} 0.5", "as": end} for sign, end in (("-", "from"), ("+", "to"))]
    return _band(name) | {"transform": ends, "encoding": encoding}
