"""A drawing of a chart without its title, from the one with it: what a page shows and what a notebook holds.

To lay a chart out costs most of its drawing, and both want the same one. Its title stands above all else, so that
without it everything moves up by the title's height, and nothing else changes. How high titles of so many lines are is
seen on an empty chart of the same look. Where anything is not as it is known, the caller draws the chart once more.
"""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from kienan_analysis.chart_images import chart_drawing
from kienan_analysis.publishing.fonts import BOLD
from kienan_analysis.publishing.text_width import width_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_TITLE: Final = "mark-group role-title"
_MOVED: Final = re.compile(r"translate\((-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)\)")
# The letters are measured otherwise than the drawing engine does: only what surely fits is taken to fit.
_ROOM: Final = 1.02
_SVG: Final = "{http://www.w3.org/2000/svg}"


def without_title(titled: str, spec: Mapping[str, Any]) -> ET.Element | None:
    """Take the title out of a drawing.

    Parameters
    ----------
    titled : str
        SVG of the chart with its title.
    spec : mapping
        The chart, with its title.

    Returns
    -------
    Element or None
        What drawing it without a title would give, to the letter; None where that cannot be told.
    """
    title = spec.get("title")
    if not isinstance(title, dict) or set(title) != {"text", "subtitle"}:
        return None
    lines = [text if isinstance(text, list) else [text] for text in (title["text"], title["subtitle"])]
    height = _height(_looks(spec), *map(len, lines))
    tree = ET.fromstring(titled)  # noqa: S314  (the drawing engine wrote it just now; it holds no entities)
    found = _titled(tree)
    if height is None or found is None:
        return None
    group, heading = found
    place, moved = _place(heading[0]), _place(tree[1])
    whole = [float(tree.get(side, "nan")) for side in ("width", "height")]
    if place is None or moved is None or not all(number.is_integer() for number in (*whole, *moved)):
        return None
    # A title that is wider than all else would make the drawing wider.
    if not moved[0] + place[0] + _widest(lines, spec) < whole[0] - moved[0]:
        return None
    group.remove(heading)
    width, rest = int(whole[0]), int(whole[1]) - height
    tree.set("height", str(rest))
    tree.set("viewBox", f"0 0 {width} {rest}")
    tree[0].set("height", str(rest))
    tree[1].set("transform", f"translate({int(moved[0])},{int(moved[1]) - height})")
    return tree


def measured_by(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List the charts whose drawings tell the height of a chart's title: what may be drawn ahead of it elsewhere."""
    title = spec.get("title")
    if not isinstance(title, dict) or set(title) != {"text", "subtitle"}:
        return []
    return _empty(
        _looks(spec), *(len(title[name]) if isinstance(title[name], list) else 1 for name in ("text", "subtitle"))
    )


def _looks(spec: Mapping[str, Any]) -> str:
    return json.dumps({name: spec[name] for name in ("config", "padding", "autosize") if name in spec}, sort_keys=True)


def _empty(looks: str, title: int, subtitle: int) -> list[dict[str, Any]]:
    """Make an empty chart of that look, with a title of so many lines and without one."""
    bare: dict[str, Any] = {
        **json.loads(looks),
        "width": 600,
        "height": 40,
        "data": {"values": [{}]},
        "mark": "rect",
        "encoding": {},
    }
    return [{**bare, "title": {"text": ["x"] * title, "subtitle": ["x"] * subtitle}}, bare]


def _titled(tree: ET.Element) -> tuple[ET.Element, ET.Element] | None:
    """Find the group of the whole chart and in it, at its end, the one title of its own; what is in it is as known."""
    if [child.tag for child in tree] != [f"{_SVG}rect", f"{_SVG}g"] or len(tree[1]) != 1:
        return None
    root = tree[1][0]
    group = root[0].find(f"{_SVG}g") if len(root) == 1 else None
    if group is None or not len(group) or group[-1].get("class") != _TITLE or len(group[-1]) != 1:
        return None
    return (group, group[-1]) if sum(child.get("class") == _TITLE for child in group) == 1 else None


def _place(element: ET.Element) -> tuple[float, float] | None:
    found = _MOVED.fullmatch(element.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else None


def _widest(lines: list[list[str]], spec: Mapping[str, Any]) -> float:
    """Measure the widest line, rather too wide; NaN where its size is not known."""
    look = spec.get("config", {}).get("title", {})
    sizes = (float(look.get(name, math.nan)) for name in ("fontSize", "subtitleFontSize"))
    widths = [width_of(str(line), size, BOLD) for part, size in zip(lines, sizes, strict=True) for line in part]
    return max(widths) * _ROOM if widths and not any(map(math.isnan, widths)) else math.nan


@lru_cache(maxsize=64)
def _height(looks: str, title: int, subtitle: int) -> int | None:
    """Give the height that a title of so many lines takes in a chart of that look; None where it is no whole number."""
    drawn, bare = (ET.fromstring(chart_drawing(empty)) for empty in _empty(looks, title, subtitle))  # noqa: S314
    found = _titled(drawn)
    place = None if found is None else _place(found[1][0])
    below = float(drawn.get("height", "nan")) - float(bare.get("height", "nan"))
    # The place of the title says it to a fraction; only a whole number moves all the rest by as much.
    return int(below) if place is not None and below.is_integer() and place[1] == -below else None
