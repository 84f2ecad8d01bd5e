"""The shapes of a card as SVG: bars, rings, the signs of verdicts, lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from kienan_analysis.palette import PALETTE
from kienan_analysis.publishing.fonts import FAMILY, REGULAR, Face

if TYPE_CHECKING:
    from kienan_analysis.publishing.card_bars import Bar

_HALF_BAR = 11
_MARK = 14  # pixels: the point of a figure that is open at one end


class Line(NamedTuple):
    """A line of text: its left or right edge, its baseline, its size and colour role."""

    x: float
    y: float
    text: str
    size: float
    role: str
    face: Face = REGULAR
    anchor: str = "start"


def bar_shape(start: float, end: float, middle: float, bar: Bar) -> str:
    """Draw the bar itself: hollow where undecided, pointed where its end is open."""
    top, bottom = middle - _HALF_BAR, middle + _HALF_BAR
    if bar.points:
        tip = end + (_MARK if bar.points == "right" else -_MARK)
        points = f"{end:.2f},{top:.2f} {tip:.2f},{middle:.2f} {end:.2f},{bottom:.2f}"
        return f'<polygon points="{points}" fill="{colour(bar.role)}"/>'
    if bar.is_open:
        tip = max(start, end - 9)
        corners = ((start, top), (tip, top), (end, middle), (tip, bottom), (start, bottom))
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
        return f'<polygon points="{points}" fill="{colour(bar.role)}"/>'
    if bar.verdict == "undecided":
        inner = max(end - start - 3, 0.5)
        return (
            f'<rect x="{start + 1.5:.2f}" y="{top + 1.5:.2f}" width="{inner:.2f}" height="{2 * _HALF_BAR - 3}" '
            f'fill="none" stroke="{colour("undecided")}" stroke-width="3"/>'
        )
    return rectangle(start, top, end - start, 2 * _HALF_BAR, bar.role)


def rectangle(x: float, y: float, width: float, height: float, role: str) -> str:
    """Draw a filled rectangle."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{colour(role)}"/>'


def ring(x: float, y: float) -> str:
    """Draw the sign of an implied figure."""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="5" fill="none" stroke="{colour("ink")}" stroke-width="2"/>'


def verdict_sign(verdict: str, x: float, y: float) -> str:
    """Draw a verdict's sign: a disc, a triangle, a diamond, as on the page."""
    fill = colour(verdict)
    if verdict == "met":
        return f'<circle cx="{x + 8:g}" cy="{y:.2f}" r="7.5" fill="{fill}"/>'
    if verdict == "missed":
        return f'<path d="M{x:g},{y - 7:.2f}h17l-8.5,15z" fill="{fill}"/>'
    return f'<path d="M{x + 8:g},{y - 8:.2f}l8,8l-8,8l-8,-8z" fill="none" stroke="{fill}" stroke-width="2.5"/>'


def text_line(line: Line) -> str:
    """Set a line of text."""
    anchor = "" if line.anchor == "start" else f' text-anchor="{line.anchor}"'
    return (
        f'<text x="{line.x:g}" y="{line.y:.2f}" font-family="{FAMILY}" font-size="{line.size:g}" '
        f'font-weight="{line.face.weight}" fill="{colour(line.role)}"{anchor}>{escape(_printable(line.text))}</text>'
    )


def _printable(text: str) -> str:
    """Leave out what XML may not hold."""
    return "".join(character for character in text if character.isprintable() or character == "\u00a0")


def colour(role: str) -> str:
    """Give the colour of a role: a card is always light."""
    return PALETTE[role].light
