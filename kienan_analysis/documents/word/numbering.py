"""The numbers that Word puts before the paragraphs of a list: ``1.``, ``II.``, ``a)``, and a dash for any bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.word.markup import attribute, child, name_of, number, value

if TYPE_CHECKING:
    from kienan_analysis.documents.word.markup import Node

_LEVELS: Final = 9
_LONGEST_LABEL: Final = 60
_ALPHABET: Final = 26
_LARGEST_ROMAN: Final = 3999
_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
# Of the bullets only these are letters that a text keeps; the others are signs of fonts that are not here.
_KEPT_BULLETS: Final = "+*"


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    restarts: bool = True


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has been counted."""

    _lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Node | None) -> Numbering:
        """Read the part of the numbering; None is a file without lists."""
        made = cls()
        patterns: dict[str, dict[int, _Level]] = {}
        for node in root if root is not None else ():
            if name_of(node) == "w:abstractNum":
                patterns[attribute(node, "w:abstractNumId")] = _levels(node)
            elif name_of(node) == "w:num":
                short, abstract = attribute(node, "w:numId"), value(node, "w:abstractNumId")
                levels = dict(patterns.get(abstract, {}))
                starts: dict[int, int] = {}
                for override in node:
                    if name_of(override) == "w:lvlOverride":
                        level = number(override, "w:ilvl")
                        levels |= _levels(override)
                        if child(override, "w:startOverride") is not None:
                            starts[level] = number(child(override, "w:startOverride"), otherwise=1)
                made._lists[short] = _List(abstract, levels, starts)
        return made

    def label(self, list_id: str, level: str, style: str = "") -> str:
        """Count a paragraph, and give what stands before it; empty where it is in no list.

        Parameters
        ----------
        list_id, level : str
            As the paragraph or its style says.
        style : str
            Of the paragraph: it may say the level.
        """
        found = self._lists.get(list_id)
        if found is None:
            return ""
        at = int(level[:3]) if level.isdecimal() else 0
        if not level:
            at = next((place for place, one in found.levels.items() if style and one.style == style), 0)
        known = found.levels.get(at)
        if known is None or not 0 <= at < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if at in found.starts and (list_id, at) not in self._begun:
            counts[at] = found.starts[at]
        else:
            counts[at] = counts.get(at, known.start - 1) + 1
        self._begun.add((list_id, at))
        for deeper in [place for place in counts if place > at]:
            if found.levels.get(deeper, known).restarts:
                del counts[deeper]
        return self._written(found, known, counts)

    @staticmethod
    def _written(found: _List, known: _Level, counts: dict[int, int]) -> str:
        if known.form == "bullet":
            return known.text if known.text in _KEPT_BULLETS else "-"
        if known.form == "none":
            return ""

        def counted(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            level = found.levels.get(place, known)
            return _in_form(counts.get(place, level.start), level.form)

        return " ".join(_PLACE.sub(counted, known.text[:_LONGEST_LABEL]).split())


def _levels(node: Node) -> dict[int, _Level]:
    return {
        number(one, "w:ilvl"): _Level(
            value(one, "w:numFmt") or "decimal",
            value(one, "w:lvlText"),
            number(child(one, "w:start"), otherwise=1),
            value(one, "w:pStyle"),
            value(one, "w:lvlRestart") != "0",
        )
        for one in node
        if name_of(one) == "w:lvl"
    }


def _in_form(count: int, form: str) -> str:
    """Write a count as a list does.

    Examples
    --------
    >>> [_in_form(4, form) for form in ("decimal", "decimalZero", "upperRoman", "lowerLetter")]
    ['4', '04', 'IV', 'd']
    """
    if form == "decimalZero":
        return f"{count:02}"
    if form.endswith("Roman") and 0 < count <= _LARGEST_ROMAN:
        written = ""
        for size, letters in _ROMAN:
            times, count = divmod(count, size)
            written += letters * times
        return written.upper() if form == "upperRoman" else written
    if form.endswith("Letter") and 0 < count <= _ALPHABET * _ALPHABET:
        again, place = divmod(count - 1, _ALPHABET)
        letter = chr(ord("a") + place) * (again + 1)
        return letter.upper() if form == "upperLetter" else letter
    return str(count)
