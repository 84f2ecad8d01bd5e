"""The first screen of a review as a picture of 1200 × 630 pixels, for newspapers and for links to the page.

Drawn as SVG from the same :class:`~kienan_analysis.publishing.card.Card` as the page's, and turned into a PNG by the
charts' drawing engine: no browser is needed. Text is measured and wrapped here, for SVG has no lines.
"""

from __future__ import annotations

import io
import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from kienan_analysis.chart_images import drawing_engine
from kienan_analysis.palette import PALETTE
from kienan_analysis.publishing.card import HEIGHT, TABLES, WIDTH, card_of
from kienan_analysis.publishing.fonts import FAMILY, REGULAR, SEMIBOLD, Face, font_directory
from kienan_analysis.publishing.markup import titled_markdown
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.publishing.template import language_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import nbformat
    from PIL.ImageFont import FreeTypeFont

    from kienan_analysis.publishing.card import Bar, Card

_LEFT, _RIGHT = 64, 1136
_TOP, _BOTTOM = 52, 40
# Two percent more bytes than at the highest level, in a third of the time.
_COMPRESSION = 3
_BRAND = "Kiến An Analysis"
# The largest that leaves room for the bars is taken, then fewer bars.
_HEADLINE_SIZES = (58, 50, 46, 42, 38, 34, 30, 26, 22, 18, 14)
_MOST_LINES = 4
_LEADING = 1.22
# A row of bars is at most as tall, and at least; a name of two lines needs what lies between.
_TALLEST_ROW, _LOWEST_ROW, _LOWEST_OF_TWO = 62, 38, 48
# Columns: where names and scale begin, where figures end and how wide they may be, where verdicts begin.
_NAMES, _SCALE, _FIGURES, _FIGURE, _VERDICTS = 64, 452, 926, 150, 950
_SMALL, _TEXT = 20, 24
_HALF_BAR = 11
_MARK = 14  # pixels: the point of a figure that is open at one end
_ELLIPSIS = "…"


class _Line(NamedTuple):
    """A line of text: its left or right edge, its baseline, its size and colour role."""

    x: float
    y: float
    text: str
    size: float
    role: str
    face: Face = REGULAR
    anchor: str = "start"


def picture(notebook: nbformat.NotebookNode) -> bytes:
    """Draw the first screen of an executed review.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        As :func:`~kienan_analysis.publishing.page` takes it.

    Returns
    -------
    bytes
        A PNG of 1200 × 630 pixels: the same bytes for the same notebook.

    Raises
    ------
    KienanError
        If a cell failed, or an output is not what a page may hold.
    """
    review = read_review(notebook)
    words = words_of(language_of(review))
    parts = [part for section in (review.masthead, *review.sections) for part in section.parts]
    tables = [part for part in parts if part.kind == "table" and part.id in TABLES]
    grids = {part.id: read_table(part.content, where=f"table {part.id!r}") for part in tables}
    masthead = next(part for part in parts if part.kind == "masthead")
    title = review.about.get("title") or titled_markdown(masthead.content).plain
    return drawn(card_of(review, grids, title, words))


def drawn(card: Card) -> bytes:
    """Draw a card as a PNG of 1200 × 630 pixels."""
    from PIL import Image

    made = drawing_engine().svg_to_png(as_svg(card))
    with Image.open(io.BytesIO(made)) as image:
        smaller = io.BytesIO()
        image.convert("RGB").save(smaller, "PNG", compress_level=_COMPRESSION)
    return smaller.getvalue()


def as_svg(card: Card) -> str:
    """Write a card as SVG, every text whole unless it fills the card by itself."""
    pieces = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_colour("paper")}"/>',
        f'<rect width="{WIDTH}" height="10" fill="{_colour("published")}"/>',
    ]
    foot, floor = _foot(card)
    head, ceiling, count = _head(card, floor)
    pieces += [_text(line) for line in (*head, *foot)]
    pieces.append(f'<rect x="{_LEFT}" y="{floor:g}" width="{_RIGHT - _LEFT}" height="1.5" fill="{_colour("band")}"/>')
    if count:
        pieces += _bars(card, count, ceiling, floor)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        + "".join(pieces)
        + "</svg>"
    )


def _foot(card: Card) -> tuple[list[_Line], float]:
    """Set whose figures these are and what is new at the bottom; give where that begins."""
    words, told = card.words, []
    if card.credits:
        others = len(card.credits) - 1
        more = f" {words['card_others_one'] if others == 1 else words['card_others'].format(others)}" if others else ""
        told.append(f"{words['card_source']}: {card.credits[0].text}{more}")
    if card.news:
        told.append(f"{words['card_new']}: {card.news}")
    brand = _width(_BRAND, _SMALL, SEMIBOLD)
    room = _RIGHT - _LEFT - brand - 40
    lines = [line for text in told for line in _wrapped(text, _SMALL, REGULAR, room, most=2)] or [""]
    height = _SMALL * 1.4
    top = HEIGHT - _BOTTOM - (len(lines) - 1) * height
    set_lines = [_Line(_LEFT, top + i * height, line, _SMALL, "muted") for i, line in enumerate(lines) if line]
    set_lines.append(_Line(_RIGHT, HEIGHT - _BOTTOM, _BRAND, _SMALL, "published", SEMIBOLD, "end"))
    return set_lines, top - _SMALL - 16


def _head(card: Card, floor: float) -> tuple[list[_Line], float, int]:
    """Set title and headline as large as leaves room for bars; give where the bars begin, and how many there are."""
    room = _RIGHT - _LEFT
    said = card.headline or card.title
    over = card.title if card.headline else card.strand
    titles = _wrapped(over, _TEXT, SEMIBOLD, room, most=2)
    y = _TOP + _TEXT
    lines = [_Line(_LEFT, y + i * _TEXT * 1.3, line, _TEXT, "published", SEMIBOLD) for i, line in enumerate(titles)]
    start = y + (len(titles) - 1) * _TEXT * 1.3 + 14
    lowest = _LOWEST_ROW if all(_fits(_named(bar), 18, _LOWEST_ROW) for bar in card.bars) else _LOWEST_OF_TWO
    for count in range(len(card.bars), -1, -1):
        # One bar is given up rather than to set the headline small.
        least = 34 if count > 3 else 26 if count else 0  # noqa: PLR2004
        needed = (_SMALL * 2 + 12 + count * lowest) if count else 0
        most = 58 if count < 3 else 50  # noqa: PLR2004 - little to show is shown large
        for size in (size for size in _HEADLINE_SIZES if least <= size <= most):
            wrapped = _wrapped(said, size, SEMIBOLD, room)
            bottom = start + len(wrapped) * size * _LEADING + 18
            if bottom + needed <= floor and (len(wrapped) <= _MOST_LINES or not count):
                lines += _headline(_balanced(said, size, room, wrapped), size, start)
                return lines, bottom, count
    size = _HEADLINE_SIZES[-1]
    most = max(1, int((floor - start - 18) / (size * _LEADING)))
    return [*lines, *_headline(_wrapped(said, size, SEMIBOLD, room, most=most), size, start)], floor, 0


def _balanced(text: str, size: float, room: float, lines: list[str]) -> list[str]:
    """Wrap a text into as many lines, of one length as nearly as can be: no word stands alone in the last."""
    for narrower in range(int(room), int(room / 2), -20):
        again = _wrapped(text, size, SEMIBOLD, narrower)
        if len(again) > len(lines):
            break
        lines = again
    return lines


def _headline(lines: list[str], size: float, start: float) -> Iterator[_Line]:
    for place, line in enumerate(lines):
        yield _Line(_LEFT, start + size + place * size * _LEADING, line, size, "ink", SEMIBOLD)


def _bars(card: Card, count: int, ceiling: float, floor: float) -> Iterator[str]:
    """Draw the bars with their names, figures and verdicts between two heights."""
    top = ceiling + _SMALL * 2
    row = min(_TALLEST_ROW, (floor - top - 14) / count)
    spare = (floor - top - 14 - row * count) * 0.3
    top, ceiling = top + spare, ceiling + spare
    yield from _key(card, count, ceiling + _SMALL)
    length = _FIGURES - _FIGURE - 24 - _SCALE
    line = _SCALE + card.line * length
    shown = card.bars[:count]
    sizes = (
        min(next((size for size in (22, 20, 18, 16) if _fits(_named(bar), size, row)), 14) for bar in shown),
        min(
            next((size for size in (24, 22, 20, 18, 16) if _width(bar.text, size, SEMIBOLD) <= _room(bar)), 14)
            for bar in shown
        ),
    )
    for place, bar in enumerate(shown):
        yield from _bar(bar, top + (place + 0.5) * row, row, length, sizes)
    if math.isfinite(line):
        yield _rectangle(line - 1.25, top, 2.5, row * count, "plan")


def _bar(bar: Bar, middle: float, row: float, length: float, sizes: tuple[int, int]) -> Iterator[str]:
    """Draw one row around its middle, its name and its figure as large as all rows have them."""
    size, told = sizes
    names = _wrapped(_named(bar), size, REGULAR, _SCALE - _NAMES - 24, most=max(1, int(row / (size * 1.15))))
    first = middle - (len(names) - 1) * size * 1.15 / 2 + size * 0.35
    for place, name in enumerate(names):
        yield _text(_Line(_NAMES, first + place * size * 1.15, name, size, "ink"))
    if math.isfinite(bar.end):
        start, end = (_SCALE + edge * length for edge in (bar.start, bar.end))
        yield _shape(start, max(end, start + 2.5), middle, bar)
    if math.isfinite(bar.low):
        low, high = (_SCALE + edge * length for edge in (bar.low, bar.high))
        yield _rectangle(low, middle - 1.25, high - low, 2.5, "ink")
    says = _wrapped(bar.text, told, SEMIBOLD, _room(bar), most=2)
    if bar.is_implied:
        yield _ring(_FIGURES - _width(says[0], told, SEMIBOLD) - 13, middle)
    for place, line in enumerate(says):
        y = middle - (len(says) - 1) * told * 1.1 / 2 + told * 0.35 + place * told * 1.1
        yield _text(_Line(_FIGURES, y, line, told, "ink", SEMIBOLD, "end"))
    if bar.word:
        yield _sign(bar.verdict, _VERDICTS, middle)
        room = _RIGHT - _VERDICTS - 26
        said = next((size for size in (22, 20, 18, 16) if _width(bar.word, size, SEMIBOLD) <= room), 14)
        yield _text(_Line(_VERDICTS + 26, middle + said * 0.35, bar.word, said, bar.verdict, SEMIBOLD))


def _room(bar: Bar) -> float:
    """Tell how wide a figure may be: an amount has no bar beside it."""
    return _FIGURE if math.isfinite(bar.end) else _FIGURES - _SCALE


def _key(card: Card, count: int, y: float) -> Iterator[str]:
    """Say above the bars what they measure, how many are left out, and what a ring is."""
    size = _SMALL - 2
    left_out = card.left_out + len(card.bars) - count
    more = card.words["card_more"].format(left_out) if left_out else ""
    yield _text(_Line(_LEFT, y, card.measured, size, "muted"))
    if more:
        yield _text(_Line(_RIGHT, y, more, size, "muted", anchor="end"))
    if any(bar.is_implied for bar in card.bars[:count]):
        start = _LEFT + _width(card.measured, size, REGULAR) + 28
        room = _RIGHT - start - 36 - _width(more, size, REGULAR)
        full, short = card.words["card_implied"], card.words["sign_implied_word"]
        yield _ring(start, y - 6)
        told = full if _width(full, size, REGULAR) <= room else short
        yield _text(_Line(start + 12, y, told, size, "muted"))


def _named(bar: Bar) -> str:
    return f"{bar.name} · {bar.detail}" if bar.detail else bar.name


def _fits(name: str, size: int, row: float) -> bool:
    return len(_wrapped(name, size, REGULAR, _SCALE - _NAMES - 24)) * size * 1.15 <= row - 4


def _shape(start: float, end: float, middle: float, bar: Bar) -> str:
    """Draw the bar itself: hollow where undecided, pointed where its end is open."""
    top, bottom = middle - _HALF_BAR, middle + _HALF_BAR
    if bar.points:
        tip = end + (_MARK if bar.points == "right" else -_MARK)
        points = f"{end:.2f},{top:.2f} {tip:.2f},{middle:.2f} {end:.2f},{bottom:.2f}"
        return f'<polygon points="{points}" fill="{_colour(bar.role)}"/>'
    if bar.is_open:
        tip = max(start, end - 9)
        corners = ((start, top), (tip, top), (end, middle), (tip, bottom), (start, bottom))
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
        return f'<polygon points="{points}" fill="{_colour(bar.role)}"/>'
    if bar.verdict == "undecided":
        inner = max(end - start - 3, 0.5)
        return (
            f'<rect x="{start + 1.5:.2f}" y="{top + 1.5:.2f}" width="{inner:.2f}" height="{2 * _HALF_BAR - 3}" '
            f'fill="none" stroke="{_colour("undecided")}" stroke-width="3"/>'
        )
    return _rectangle(start, top, end - start, 2 * _HALF_BAR, bar.role)


def _rectangle(x: float, y: float, width: float, height: float, role: str) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{_colour(role)}"/>'


def _ring(x: float, y: float) -> str:
    """Draw the sign of an implied figure."""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="5" fill="none" stroke="{_colour("ink")}" stroke-width="2"/>'


def _sign(verdict: str, x: float, y: float) -> str:
    """Draw a verdict's sign: a disc, a triangle, a diamond, as on the page."""
    fill = _colour(verdict)
    if verdict == "met":
        return f'<circle cx="{x + 8:g}" cy="{y:.2f}" r="7.5" fill="{fill}"/>'
    if verdict == "missed":
        return f'<path d="M{x:g},{y - 7:.2f}h17l-8.5,15z" fill="{fill}"/>'
    return f'<path d="M{x + 8:g},{y - 8:.2f}l8,8l-8,8l-8,-8z" fill="none" stroke="{fill}" stroke-width="2.5"/>'


def _text(line: _Line) -> str:
    anchor = "" if line.anchor == "start" else f' text-anchor="{line.anchor}"'
    return (
        f'<text x="{line.x:g}" y="{line.y:.2f}" font-family="{FAMILY}" font-size="{line.size:g}" '
        f'font-weight="{line.face.weight}" fill="{_colour(line.role)}"{anchor}>{escape(_printable(line.text))}</text>'
    )


def _printable(text: str) -> str:
    """Leave out what XML may not hold."""
    return "".join(character for character in text if character.isprintable() or character == "\u00a0")


def _colour(role: str) -> str:
    return PALETTE[role].light


def _wrapped(text: str, size: float, face: Face, room: float, *, most: int | None = None) -> list[str]:
    """Part a text into lines that fit; with ``most``, the last of so many ends in an ellipsis where there is more."""
    lines: list[str] = []
    for word in text.replace("\n", " ").split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _width(joined, size, face) <= room:
            lines[-1] = joined
            continue
        lines += _parted(word, size, face, room)
    lines = [line for line in lines if line] or [""]
    if most is not None and len(lines) > most:
        lines = lines[:most]
        last = lines[-1]
        while last and _width(f"{last}{_ELLIPSIS}", size, face) > room:
            last = last[:-1]
        lines[-1] = f"{last.rstrip()}{_ELLIPSIS}"
    return lines


def _parted(word: str, size: float, face: Face, room: float) -> list[str]:
    """Part a word that is longer than a line."""
    if _width(word, size, face) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and _width(pieces[-1] + letter, size, face) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _width(text: str, size: float, face: Face) -> float:
    """Measure a line of text in pixels, letter by letter: what kerning takes away is room to spare."""
    return sum(_letter(letter, face) for letter in text) * size / _MEASURED_AT


# Letters are measured once, large, so that every size comes from the same widths.
_MEASURED_AT = 100


@lru_cache(maxsize=4096)
def _letter(letter: str, face: Face) -> float:
    return _font(face).getlength(letter)


@cache
def _font(face: Face) -> FreeTypeFont:
    from PIL import ImageFont

    # The basic layout is in every build of Pillow; composed Vietnamese letters need no more.
    return ImageFont.truetype(f"{font_directory()}/{face.file}", _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
