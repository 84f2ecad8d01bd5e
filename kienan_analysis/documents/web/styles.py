"""What a page's styles hide, strike out or raise: those of its elements, and those of its own style sheets.

Sheets that a page only names are not fetched. Of its own, rules for all screens are known whose selectors are tags,
classes and ids, also one inside another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_LARGEST_SHEET: Final = 2_000_000
_MOST_RULES: Final = 20_000
_KNOWN: Final = re.compile(
    r"(display|visibility|opacity|font-size|text-decoration(?:-line)?|vertical-align|position|left|top|bottom|text-indent|clip"
    r"|clip-path|height|width|max-height|overflow|color|background(?:-color|-image)?|text-align|font-style)\s*:",
    re.IGNORECASE,
)
_COMPOUND: Final = re.compile(r"(?P<tag>[a-z][a-z0-9-]*|\*)?(?P<rest>(?:[.#][\w-]+)*)", re.IGNORECASE)
_FAR_AWAY: Final = re.compile(r"-\s*(?:[5-9]\d\d|\d{4,})(?:\.\d+)?px|-\s*\d{2,}(?:\.\d+)?r?em|-\s*\d{3,}(?:%|vw|vh)")
_NOTHING: Final = re.compile(r"0+(?:\.0+)?(?:px|em|rem|pt|%)?")
# So far letters are raised beside their line; boxes that are moved further are laid out, not raised.
_LENGTH: Final = re.compile(r"-?(?:\d?\.?\d{1,2}r?em|[2-9](?:\.\d+)?p[xt]|[1-9]\d(?:\.\d+)?%)")
_CLIPPED: Final = re.compile(
    r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)|inset\(\s*(?:50|100)%\s*\)"
)
_WHITE: Final = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)", "transparent"})
_COMMENT: Final = "/*"
# Names of common style sheets that hide on every screen; one that shows on some goes with others.
_HIDING_NAMES: Final = re.compile(
    r" (?:hidden|d-none|visually-hidden|sr-only|screen-reader-text|hide|is-hidden|noscript) "
)
_SHOWN_ON_SOME: Final = re.compile(r" (?:d-(?:sm|md|lg|xl|xxl)-|(?:sm|md|lg|xl):)")

Declarations = dict[str, str]


class _Rule(NamedTuple):
    chain: tuple[tuple[str, frozenset[str]], ...]  # compounds, the innermost last: a tag, classes and ids
    weight: tuple[int, int, int]
    declarations: Declarations


class Look(NamedTuple):
    """How an element looks, as far as that matters here."""

    hidden: bool
    struck: bool
    raised: bool
    lowered: bool
    block: bool | None
    centred: bool
    leaning: bool
    background: bool
    white: bool


_PLAIN: Final = Look(False, False, False, False, None, False, False, False, False)  # noqa: FBT003 - a row of a table


class Styles:
    """The styles of one page.

    Parameters
    ----------
    sheets : sequence of str
        The texts of its style elements.
    """

    def __init__(self, sheets: Sequence[str] = ()) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        budget = _LARGEST_SHEET
        count = 0
        for sheet in sheets:
            text = sheet[:budget]
            budget -= len(text)
            for selectors, body in _rules_of(text):
                declarations = declared(body) if _KNOWN.search(body) else {}
                if not declarations:
                    continue
                for selector in selectors.split(","):
                    count += 1
                    if count > _MOST_RULES:
                        return
                    self._keep(selector.strip(), declarations, count)

    def _keep(self, selector: str, declarations: Declarations, number: int) -> None:
        chain = _chain(selector)
        if not chain:
            return
        ids = sum(name[0] == "#" for _, names in chain for name in names)
        classes = sum(name[0] == "." for _, names in chain for name in names)
        tags = sum(tag not in {"", "*"} for tag, _ in chain)
        tag, names = chain[-1]
        key = min(names) if names else tag
        self._rules.setdefault(key, []).append(
            _Rule(chain, (ids, classes, tags * _MOST_RULES * 2 + number), declarations)
        )

    def look(self, element: _Element, tag: str) -> Look:
        """Say how an element looks."""
        attributes = element.attrib
        if not attributes and tag not in self._rules:
            return _PLAIN
        style = self._of_sheets(element, tag) if self._rules else {}
        own = attributes.get("style")
        if own:
            style = style | declared(own[:4000])
        look = _look(style, attributes, tag)
        if not look.hidden and _NOTHING.fullmatch(style.get("font-size", "")):
            # Sites set this to close gaps between boxes, whose letters have a size of their own.
            sized = any(child.get("class") or "font-size" in (child.get("style") or "") for child in element)
            return look._replace(hidden=not sized)
        return look

    def _of_sheets(self, element: _Element, tag: str) -> Declarations:
        names = _names(element)
        keys = [tag, *names]
        found = [rule for key in keys for rule in self._rules.get(key, ()) if _matches(rule, element, tag, names)]
        if not found:
            return {}
        style: Declarations = {}
        for rule in sorted(found, key=lambda rule: rule.weight):
            style.update(rule.declarations)
        return style


def declared(text: str) -> Declarations:
    """Read declarations, those that matter here.

    Examples
    --------
    >>> declared("Display : none !important; margin:0")
    {'display': 'none'}
    """
    found: Declarations = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon and _KNOWN.match(f"{name.strip()}:"):
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def _look(style: Declarations, attributes: object, tag: str) -> Look:
    get = attributes.get  # type: ignore[attr-defined]
    names = f" {get('class') or ''} ".lower()
    align = style.get("vertical-align", "")
    color = re.sub(r"\s", "", style.get("color") or (get("color") or "").lower())
    background = next(
        (style[name] for name in ("background", "background-color", "background-image") if style.get(name)), ""
    )
    background = background or (get("bgcolor") or "").lower()
    display = style.get("display", "")
    moved = _moved(style)
    return Look(
        hidden=get("hidden") is not None
        or _hides(style)
        or (display in {"", "none"} and bool(_HIDING_NAMES.search(names)) and not _SHOWN_ON_SOME.search(names))
        or bool(color and background and color == re.sub(r"\s", "", background)),
        struck="line-through" in style.get("text-decoration", "")
        or "line-through" in style.get("text-decoration-line", ""),
        raised=align in {"super", "text-top"} or " superscript " in names or moved > 0,
        lowered=align in {"sub", "text-bottom"} or " subscript " in names or moved < 0,
        block=None if not display else display not in {"inline", "inline-block", "contents", "inline-flex", "none"},
        centred=style.get("text-align", "") == "center" or (get("align") or "").lower() == "center" or tag == "center",
        leaning=style.get("font-style", "") in {"italic", "oblique"},
        background=bool(background) and background not in {"none", "transparent", "inherit", "initial", *_WHITE},
        white=color in _WHITE,
    )


def _moved(style: Declarations) -> int:
    """Say whether letters stand above (1) or below (-1) their line: by a length, or by a place of their own."""
    lift = style.get("vertical-align", "")
    if style.get("position") == "relative" and not _LENGTH.fullmatch(lift):
        fall = style.get("top", "")
        lift = fall.removeprefix("-") if fall.startswith("-") else f"-{fall}" if fall else style.get("bottom", "")
    if not _LENGTH.fullmatch(lift) or _NOTHING.fullmatch(lift.removeprefix("-")):
        return 0
    return -1 if lift.startswith("-") else 1


def _hides(style: Declarations) -> bool:
    if not style:
        return False
    if style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}:
        return True
    if _NOTHING.fullmatch(style.get("opacity", "")):
        return True
    away = any(_FAR_AWAY.match(style.get(side, "")) for side in ("left", "top"))
    if style.get("position") in {"absolute", "fixed"} and (away or _CLIPPED.match(style.get("clip", ""))):
        return True
    if _FAR_AWAY.match(style.get("text-indent", "")) or _CLIPPED.match(style.get("clip-path", "")):
        return True
    small = any(_NOTHING.fullmatch(style.get(side, "")) for side in ("height", "width", "max-height"))
    return small and style.get("overflow", "") in {"hidden", "clip"}


def _names(element: _Element) -> list[str]:
    names = [f".{name}" for name in (element.get("class") or "").split()]
    identifier = element.get("id")
    return [*names, f"#{identifier}"] if identifier else names


def _matches(rule: _Rule, element: _Element, tag: str, names: list[str]) -> bool:
    wanted, needed = rule.chain[-1]
    if (wanted not in {"", "*", tag}) or not needed.issubset(names):
        return False
    left = list(rule.chain[:-1])
    above = element.getparent() if left else None
    while left and above is not None:
        wanted, needed = left[-1]
        if wanted in {"", "*", above.tag} and needed.issubset(_names(above)):
            left.pop()
        above = above.getparent()
    return not left


def _chain(selector: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Read a selector of tags, classes and ids, one inside another; empty where it is more than that."""
    compounds = []
    for word in selector.replace(">", " ").split():
        match = _COMPOUND.fullmatch(word)
        if match is None:
            return ()
        names = frozenset(re.findall(r"[.#][\w-]+", match["rest"]))
        compounds.append(((match["tag"] or "").lower(), names))
    if not compounds or len(compounds) > 6 or (compounds[-1][0] in {"", "*"} and not compounds[-1][1]):  # noqa: PLR2004
        return ()
    return tuple(compounds)


def _rules_of(sheet: str) -> Iterator[tuple[str, str]]:
    """Give selectors and declarations of the rules for all screens, in one pass."""
    text = _without_comments(sheet)
    at = 0
    while True:
        opening = text.find("{", at)
        if opening < 0:
            return
        head = text[at:opening].rpartition(";")[2].rpartition("}")[2].strip()
        if head.startswith("@"):
            media = head.lower()
            if re.fullmatch(r"@media\s+(?:all|screen)(?:\s*,\s*(?:all|screen|print))*", media) or media.startswith(
                "@layer"
            ):
                at = opening + 1  # its rules hold
                continue
            at = _closing(text, opening)
            continue
        closing = text.find("}", opening)
        if closing < 0:
            return
        yield head, text[opening + 1 : closing]
        at = closing + 1


def _closing(text: str, opening: int) -> int:
    """Give the place after the brace that closes one."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, opening):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _without_comments(text: str) -> str:
    parts = []
    at = 0
    while True:
        start = text.find(_COMMENT, at)
        if start < 0:
            parts.append(text[at:])
            return "".join(parts)
        parts.append(text[at:start])
        end = text.find("*/", start + 2)
        if end < 0:
            return "".join(parts)
        at = end + 2
