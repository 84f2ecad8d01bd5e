"""A chart on a page: a drawing that stands without scripts, and the specification of the live one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, Never
from xml.etree import ElementTree as ET

from markupsafe import escape

from kienan_analysis.chart_images import chart_drawing
from kienan_analysis.errors import KienanError
from kienan_analysis.palette import PALETTE
from kienan_analysis.publishing.fonts import FAMILY
from kienan_analysis.publishing.lifted_title import without_title
from kienan_analysis.publishing.markup import is_safe_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

_ROLES = {colour.light.lower(): f"var(--{role})" for role, colour in PALETTE.items()}
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
# Colours between these are computed, so they must stay numbers.
_MIXING_TYPES = {"quantitative", "temporal"}
_STEPPED_SCALES = {"threshold", "quantize", "quantile", "bin-ordinal", "ordinal"}
_MIXING_RANGES = {"heatmap", "ramp", "diverging"}

_TAGS = {"svg", "g", "path", "rect", "line", "circle", "text", "tspan", "title", "defs", "clipPath", "a"}
_TAGS |= {"linearGradient", "radialGradient", "stop"}
# Marks, whose words are shown under the pointer where no script does it.
_MARKS = {"path", "rect", "line"}
_SPOKEN = {"point", "circle", "square", "bar", "rect"}
# The drawing as a whole has a text of its own; what is said of each mark would only be noise and weight.
_NEEDLESS = re.compile(r"aria-.+|role|class|pointer-events|version|tabindex|cursor")


class Drawing(NamedTuple):
    """A chart ready for the page.

    Attributes
    ----------
    svg : str
        Inline drawing, colours as style variables, ids unique to the chart.
    width, height : float
        Its size in CSS pixels.
    live : str
        The specification as JSON that is safe inside a script element.
    title, subtitle : str
        Lifted out of the drawing: as text they wrap on a narrow screen and can be found and copied.
    """

    svg: str
    width: float
    height: float
    live: str
    title: str
    subtitle: str


def draw(spec: Mapping[str, Any], *, name: str, is_still: bool = False, has_titles: bool = False) -> Drawing:
    """Draw a Vega-Lite chart whose data are all in it.

    Parameters
    ----------
    spec : mapping
        Vega-Lite 6, colours from the palette's light column.
    name : str
        Unique on the page.
    is_still : bool
        Whether no live chart will take its place.
    has_titles : bool
        Whether what is said of a mark is the mark's title, which browsers show under the pointer without a script.

    Raises
    ------
    KienanError
        If the chart asks for data from elsewhere or draws what a page must not hold.
    """
    where = f"chart {name!r}"
    _refuse_addresses(spec, where)
    plain: dict[str, Any] = json.loads(json.dumps(spec, sort_keys=True, allow_nan=False))
    # A chart may not choose how the page embeds it.
    plain.pop("usermeta", None)
    plain["$schema"] = _SCHEMA
    titled = dict(plain)
    title, subtitle = _lift_title(plain)
    try:
        tree = without_title(chart_drawing(titled), titled) if "title" not in plain else None
        if tree is None:
            tree = ET.fromstring(chart_drawing(plain))  # noqa: S314 (vl-convert wrote it just now; it holds no entities)
    except ValueError as error:
        raise KienanError(f"The chart cannot be drawn: {error}", where=where) from error
    width, height = (float(tree.attrib[side]) for side in ("width", "height"))
    svg = "".join(_Writer(name, is_still=is_still, has_titles=has_titles).write(tree))
    if is_still:
        return Drawing(svg, width, height, "", title, subtitle)
    return Drawing(svg, width, height, _json(_recolour(plain)), title, subtitle)


def _json(value: object) -> str:
    """Write JSON that may stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def with_shared_look(lives: Sequence[str]) -> tuple[list[str], str]:
    """Take out of live charts the look that all of them share: a page holds it once.

    Returns
    -------
    tuple of (list of str, str)
        The charts, in order, and the look; empty where each has its own.
    """
    charts = [json.loads(live) for live in lives]
    looks = [chart.pop("config", None) for chart in charts]
    if len(charts) < 2 or not looks[0] or any(look != looks[0] for look in looks):  # noqa: PLR2004  (one shares with none)
        return list(lives), ""
    return [_json(chart) for chart in charts], _json(looks[0])


def _refuse_addresses(node: object, where: str) -> None:
    if isinstance(node, dict):
        data = node.get("data")
        if isinstance(data, dict) and "url" in data:
            raise KienanError(f"The chart's data are not in it but at {data['url']!r}.", where=where)
        for value in node.values():
            _refuse_addresses(value, where)
    elif isinstance(node, list):
        for value in node:
            _refuse_addresses(value, where)


def _lift_title(spec: dict[str, Any]) -> tuple[str, str]:
    title = spec.get("title")
    parts = title if isinstance(title, dict) else {"text": title, "subtitle": None}
    texts = [_lines(parts.get(key)) for key in ("text", "subtitle")]
    if texts[0] is None or texts[1] is None:  # an expression: only the chart can say it
        return "", ""
    spec.pop("title", None)
    return texts[0], texts[1]


def _lines(text: object) -> str | None:
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    return " ".join(map(str, text)) if isinstance(text, list) else None


def _recolour(node: object) -> object:
    if isinstance(node, dict):
        scale = node.get("scale")
        mixing = isinstance(scale, dict) and node.get("type") in _MIXING_TYPES
        keep = mixing and isinstance(scale, dict) and scale.get("type") not in _STEPPED_SCALES
        kept = _MIXING_RANGES | {"scale"} if keep else _MIXING_RANGES
        return {key: value if key in kept else _recolour(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_recolour(value) for value in node]
    return _HEX.sub(lambda found: _role_of(found[0]), node) if isinstance(node, str) else node


def _role_of(colour: str) -> str:
    return _ROLES.get(colour.lower(), colour)


class _Writer:
    """Writes a drawing anew from what was checked, its ids counted afresh: vl-convert counts through its whole life."""

    def __init__(self, name: str, *, is_still: bool, has_titles: bool) -> None:
        self.name = name
        self.is_still = is_still
        self.has_titles = has_titles
        self.ids: dict[str, str] = {}

    def write(self, element: ET.Element) -> Iterator[str]:
        tag = element.tag.rpartition("}")[2]
        if tag not in _TAGS:
            self.refuse(f"draws <{tag}>")
        if element.get("opacity") != "0" and element.get("display") != "none":
            yield f"<{tag}"
            for key, value in element.attrib.items():
                attribute = key.rpartition("}")[2]
                self.check(tag, attribute, value)
                if not self.is_needless(attribute, value):
                    yield f' {attribute}="{escape(self.rewritten(attribute, value))}"'
            if tag == "svg":  # the figure around it says what it shows
                yield ' aria-hidden="true" focusable="false"'
            yield f">{self.title(element, tag)}{escape(element.text or '')}"
            for child in element:
                yield from self.write(child)
            yield f"</{tag}>"
        yield str(escape(element.tail or ""))

    def check(self, tag: str, attribute: str, value: str) -> None:
        if attribute.startswith("on"):
            self.refuse(f"has the attribute {attribute}")
        if tag == "a" and attribute == "href" and not is_safe_link(value):
            self.refuse(f"links to {value!r}")

    def title(self, element: ET.Element, tag: str) -> str:
        """Write what is said of a mark, where it has words of its own."""
        said = element.get("aria-label", "") if self.has_titles and tag in _MARKS else ""
        return f"<title>{escape(said)}</title>" if said and element.get("aria-roledescription") in _SPOKEN else ""

    def is_needless(self, attribute: str, value: str) -> bool:
        if self.is_still and (attribute, value) == ("opacity", "1"):
            return True
        return bool(_NEEDLESS.fullmatch(attribute)) or (attribute == "font-family" and value.startswith(FAMILY))

    def rewritten(self, attribute: str, value: str) -> str:
        if attribute == "id":
            return self.id(value)
        if _HEX.fullmatch(value):
            return _role_of(value)
        return _REFERENCE.sub(lambda found: f"url(#{self.id(found[1])})", value)

    def id(self, given: str) -> str:
        return self.ids.setdefault(given, f"{self.name}-{len(self.ids) + 1}")

    def refuse(self, what: str) -> Never:
        raise KienanError(f"The chart {what}, which a page may not hold.", where=f"chart {self.name!r}")
