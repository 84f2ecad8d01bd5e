"""What the styles of a Word file say of words and paragraphs: hidden, struck, raised, a heading, a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.word.markup import attribute, child, is_on, name_of, number, value

if TYPE_CHECKING:
    from kienan_analysis.documents.document import BlockKind, Why
    from kienan_analysis.documents.word.markup import Node

# Where both a paragraph's style and a word's style say it, the one undoes the other (ISO 29500-1, 17.7.3).
_TOGGLES: Final = ("vanish", "strike")
_SWITCHES: Final = {f"w:{name}": name for name in (*_TOGGLES, "dstrike", "webHidden")}
_UNSEEN: Final = ("vanish", "webHidden", "tiny", "blackened")
_LIFTED: Final = 4  # half points: raised or lowered so far is meant to be seen
_TINY: Final = 4  # half points: letters of two points are no letters
# The colours of Word's highlighter.
_HIGHLIGHTS: Final = dict(
    zip(
        ("black", "yellow", "green", "cyan", "magenta", "blue", "red", "darkBlue", "darkRed", "darkGreen", "lightGray"),
        ["000000", "FFFF00", "00FF00", "00FFFF", "FF00FF", "0000FF", "FF0000", "000080", "800000", "008000", "C0C0C0"],
        strict=True,
    )
)
_HEADING: Final = re.compile(r"(?:heading|title|subtitle|tiêu đề|đầu đề|đề mục)\b", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"(?:toc \d|table of figures)", re.IGNORECASE)
_LEVELS: Final = 9
_LONGEST_CHAIN: Final = 20

Properties = dict[str, bool | int | str]


class Look(NamedTuple):
    """How words look.

    Attributes
    ----------
    why : str or None
        Why they are not read: ``hidden`` or ``struck``.
    level : int
        1 raised, -1 lowered.
    """

    why: Why | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style says of a paragraph.

    Attributes
    ----------
    kind : str
        ``paragraph``, ``heading`` or ``caption``.
    is_contents : bool
        A line of a table of contents.
    list_id, list_level : str
        Of the numbering; empty where it says none.
    """

    kind: BlockKind = "paragraph"
    is_contents: bool = False
    list_id: str = ""
    list_level: str = ""


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str
    properties: Properties
    outline: str
    list_id: str
    list_level: str


@dataclass(slots=True)
class Styles:
    """The styles of a file.

    Attributes
    ----------
    white_is_hidden : bool
        False where the page has a colour of its own.
    """

    white_is_hidden: bool = True
    _styles: dict[str, _Style] = field(default_factory=dict)
    _defaults: Properties = field(default_factory=dict)
    _default_paragraph: str = ""
    _runs: dict[tuple[str, str], Properties] = field(default_factory=dict)
    _looks: dict[tuple[str, str, bool], Look] = field(default_factory=dict)
    _paragraphs: dict[str, ParagraphStyle] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Node | None, *, white_is_hidden: bool = True) -> Styles:
        """Read the part of the styles; None is a file without."""
        made = cls(white_is_hidden)
        for node in root if root is not None else ():
            if name_of(node) == "w:docDefaults":
                made._defaults = properties_of(child(child(node, "w:rPrDefault"), "w:rPr"))
            elif name_of(node) == "w:style":
                made._add(node)
        return made

    def _add(self, node: Node) -> None:
        short = attribute(node, "w:styleId")
        words = child(node, "w:pPr")
        shaded: Properties = {"shaded": True} if is_fill(child(words, "w:shd")) else {}
        self._styles[short] = _Style(
            value(node, "w:name"),
            value(node, "w:basedOn"),
            shaded | properties_of(child(node, "w:rPr")),
            value(words, "w:outlineLvl"),
            value(words, "w:numPr", "w:numId"),
            value(words, "w:numPr", "w:ilvl"),
        )
        if attribute(node, "w:type") == "paragraph" and attribute(node, "w:default") in {"1", "true", "on"}:
            self._default_paragraph = short

    def _chain(self, short: str) -> list[_Style]:
        """Give a style and what it is based on, the nearest first."""
        chain: list[_Style] = []
        seen: set[str] = set()
        while short in self._styles and short not in seen and len(chain) < _LONGEST_CHAIN:
            seen.add(short)
            chain.append(self._styles[short])
            short = chain[-1].based_on
        return chain

    def paragraph(self, short: str) -> ParagraphStyle:
        """Give what a style says of its paragraphs."""
        found = self._paragraphs.get(short)
        if found is None:
            chain = self._chain(short or self._default_paragraph)
            names = [style.name for style in chain]
            outline = next((style.outline for style in chain if style.outline), "")
            listed = next((style for style in chain if style.list_id), None)
            kind: BlockKind = "paragraph"
            if any(name.lower() == "caption" for name in names):
                kind = "caption"
            elif is_heading_level(outline) or (not outline and any(_HEADING.match(name) for name in names)):
                kind = "heading"
            found = ParagraphStyle(
                kind,
                any(_CONTENTS.match(name) for name in names),
                listed.list_id if listed else "",
                listed.list_level if listed else "",
            )
            self._paragraphs[short] = found
        return found

    def look(self, paragraph: str, own: Node | None, *, on_colour: bool = False) -> Look:
        """Tell how words look.

        Parameters
        ----------
        paragraph : str
            The style of the paragraph.
        own : Node or None
            ``w:rPr``: what is said of these words alone.
        on_colour : bool
            What lies behind them may have a colour, so that white letters are seen.
        """
        said = properties_of(own)
        run = str(said.pop("style", ""))
        key = (paragraph, run, on_colour)
        if not said:
            usual = self._looks.get(key)
            if usual is not None:
                return usual
        styled = self._runs.get(key[:2])
        if styled is None:
            styled = self._runs[paragraph, run] = self._styled(paragraph, run)
        look = self._look_of(styled | said, on_colour=on_colour)
        if not said:
            self._looks[key] = look
        return look

    def _look_of(self, properties: Properties, *, on_colour: bool) -> Look:
        white = properties.get("white") and not (on_colour or properties.get("shaded")) and self.white_is_hidden
        why: Why | None = None
        if white or any(properties.get(name) for name in _UNSEEN):
            why = "hidden"
        elif properties.get("strike") or properties.get("dstrike"):
            why = "struck"
        return Look(why, int(properties.get("level", 0)))

    def _styled(self, paragraph: str, run: str) -> Properties:
        levels = [self._merged(paragraph or self._default_paragraph), self._merged(run)]
        merged = self._defaults | levels[0] | levels[1]
        for toggle in _TOGGLES:
            merged[toggle] = bool(self._defaults.get(toggle)) or (
                bool(levels[0].get(toggle)) != bool(levels[1].get(toggle))
            )
        return merged

    def _merged(self, short: str) -> Properties:
        merged: Properties = {}
        for style in reversed(self._chain(short)):
            merged |= style.properties
        return merged


def is_heading_level(outline: str) -> bool:
    """Say whether a level of the outline is a heading's: the tenth is that of body text."""
    return outline.isdecimal() and int(outline[:3]) < _LEVELS


def is_fill(shading: Node | None) -> bool:
    """Say whether a ``w:shd`` gives a colour to what lies behind."""
    if shading is None:
        return False
    fill = attribute(shading, "w:fill").lower()
    return fill not in {"", "auto", "ffffff"} or attribute(shading, "w:val") not in {"", "clear", "nil"}


def properties_of(node: Node | None) -> Properties:
    """Read what a ``w:rPr`` says of those things that decide whether and where words are seen."""
    found: Properties = {}
    for one in node if node is not None else ():
        name = name_of(one)
        if name in _SWITCHES:
            found[_SWITCHES[name]] = is_on(one)
        elif name == "w:rStyle":
            found["style"] = attribute(one, "w:val")
        elif name == "w:vertAlign":
            found["level"] = {"superscript": 1, "subscript": -1}.get(attribute(one, "w:val"), 0)
        elif name == "w:position":
            lifted = number(one)
            found["level"] = (lifted > 0) - (lifted < 0) if abs(lifted) >= _LIFTED else 0
        elif name == "w:color":
            found["white"] = attribute(one, "w:val").upper() == "FFFFFF"
        elif name == "w:sz":
            found["tiny"] = 0 < number(one) <= _TINY
        elif name == "w:highlight":
            behind = attribute(one, "w:val")
            found["shaded"] = behind not in {"none", "white"}
            if behind in _HIGHLIGHTS:
                found["blackened"] = value(node, "w:color").upper() == _HIGHLIGHTS[behind]
        elif name == "w:shd":
            found |= {"shaded": True} if is_fill(one) else {}
            found["blackened"] = value(node, "w:color").lower() == attribute(one, "w:fill").lower()
    return found
