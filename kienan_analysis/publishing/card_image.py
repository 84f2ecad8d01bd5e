"""The first screen of a review as a picture of 1200 × 630 pixels, for newspapers and for links to the page.

Drawn as SVG from the same :class:`~kienan_analysis.publishing.card.Card` as the page's, and turned into a PNG by the
charts' drawing engine: no browser is needed. Where everything stands is decided here.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from kienan_analysis.chart_images import drawing_engine
from kienan_analysis.publishing.card import HEIGHT, TABLES, WIDTH, card_of
from kienan_analysis.publishing.card_shapes import Line, bar_shape, colour, rectangle, ring, text_line, verdict_sign
from kienan_analysis.publishing.fonts import REGULAR, SEMIBOLD
from kienan_analysis.publishing.markup import titled_markdown
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.publishing.template import language_of, words_of
from kienan_analysis.publishing.text_width import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    import nbformat

    from kienan_analysis.publishing.card import Card
    from kienan_analysis.publishing.card_bars import Bar

_LEFT, _RIGHT = 64, 1136
_TOP, _BOTTOM = 52, 40
# Two percent more bytes than at the highest level, in a third of the time.
_COMPRESSION = 3
_BRAND = "Kiến An Analysis"
# The largest that leaves room for the bars is taken, then fewer bars.
_HEADLINE_SIZES = (92, 80, 68, 58, 50, 46, 42, 38, 34, 30, 26, 22, 18, 14)
_MOST_LINES = 4
_LEADING = 1.22
# A row of bars is at most as tall, and at least; a name of two lines needs what lies between.
_TALLEST_ROW, _LOWEST_ROW, _LOWEST_OF_TWO = 62, 38, 48
# Columns: where names and scale begin, where figures end and how wide they may be, where verdicts begin.
_NAMES, _SCALE, _FIGURES, _FIGURE, _VERDICTS = 64, 452, 926, 150, 950
_SMALL, _TEXT = 20, 24


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
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colour("paper")}"/>',
        f'<rect width="{WIDTH}" height="10" fill="{colour("published")}"/>',
    ]
    foot, floor = _foot(card)
    head, ceiling, count = _head(card, floor)
    pieces += [text_line(line) for line in (*head, *foot)]
    pieces.append(f'<rect x="{_LEFT}" y="{floor:g}" width="{_RIGHT - _LEFT}" height="1.5" fill="{colour("band")}"/>')
    if count:
        pieces += _bars(card, count, ceiling, floor)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        + "".join(pieces)
        + "</svg>"
    )


def _foot(card: Card) -> tuple[list[Line], float]:
    """Set whose figures these are and what is new at the bottom; give where that begins."""
    words, told = card.words, []
    if card.credits:
        others = len(card.credits) - 1
        more = f" {words['card_others_one'] if others == 1 else words['card_others'].format(others)}" if others else ""
        told.append(f"{words['card_source']}: {card.credits[0].text}{more}")
    if card.news:
        told.append(f"{words['card_new']}: {card.news}")
    brand = width_of(_BRAND, _SMALL, SEMIBOLD)
    room = _RIGHT - _LEFT - brand - 40
    lines = [line for text in told for line in wrapped(text, _SMALL, REGULAR, room, most=2)] or [""]
    height = _SMALL * 1.4
    top = HEIGHT - _BOTTOM - (len(lines) - 1) * height
    set_lines = [Line(_LEFT, top + i * height, line, _SMALL, "muted") for i, line in enumerate(lines) if line]
    set_lines.append(Line(_RIGHT, HEIGHT - _BOTTOM, _BRAND, _SMALL, "published", SEMIBOLD, "end"))
    return set_lines, top - _SMALL - 16


def _head(card: Card, floor: float) -> tuple[list[Line], float, int]:
    """Set title and headline as large as leaves room for bars; give where the bars begin, and how many there are."""
    room = _RIGHT - _LEFT
    said = card.headline or card.title
    over = card.title if card.headline else card.strand
    titles = wrapped(over, _TEXT, SEMIBOLD, room, most=2)
    y = _TOP + _TEXT
    lines = [Line(_LEFT, y + i * _TEXT * 1.3, line, _TEXT, "published", SEMIBOLD) for i, line in enumerate(titles)]
    start = y + (len(titles) - 1) * _TEXT * 1.3 + 14
    lowest = _LOWEST_ROW if all(_fits(_named(bar), 18, _LOWEST_ROW) for bar in card.bars) else _LOWEST_OF_TWO
    for count in range(len(card.bars), -1, -1):
        # One bar is given up rather than to set the headline small.
        least = 34 if count > 3 else 26 if count else 0  # noqa: PLR2004
        needed = (_SMALL * 2 + 12 + count * lowest) if count else 0
        # Little to show is shown large, and a finding without any bars fills the picture by itself.
        most = 50 if count >= 3 else 58 if card.bars else _HEADLINE_SIZES[0]  # noqa: PLR2004
        for size in (size for size in _HEADLINE_SIZES if least <= size <= most):
            whole = wrapped(said, size, SEMIBOLD, room)
            bottom = start + len(whole) * size * _LEADING + 18
            if bottom + needed <= floor and (len(whole) <= _MOST_LINES or not count):
                lines += _headline(_balanced(said, size, room, whole), size, start)
                return lines, bottom, count
    size = _HEADLINE_SIZES[-1]
    most = max(1, int((floor - start - 18) / (size * _LEADING)))
    return [*lines, *_headline(wrapped(said, size, SEMIBOLD, room, most=most), size, start)], floor, 0


def _balanced(text: str, size: float, room: float, lines: list[str]) -> list[str]:
    """Wrap a text into as many lines, of one length as nearly as can be: no word stands alone in the last."""
    for narrower in range(int(room), int(room / 2), -20):
        again = wrapped(text, size, SEMIBOLD, narrower)
        if len(again) > len(lines):
            break
        lines = again
    return lines


def _headline(lines: list[str], size: float, start: float) -> Iterator[Line]:
    for place, line in enumerate(lines):
        yield Line(_LEFT, start + size + place * size * _LEADING, line, size, "ink", SEMIBOLD)


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
            next((size for size in (24, 22, 20, 18, 16) if width_of(bar.text, size, SEMIBOLD) <= _room(bar)), 14)
            for bar in shown
        ),
    )
    for place, bar in enumerate(shown):
        yield from _bar(bar, top + (place + 0.5) * row, row, length, sizes)
    if math.isfinite(line):
        yield rectangle(line - 1.25, top, 2.5, row * count, "plan")


def _bar(bar: Bar, middle: float, row: float, length: float, sizes: tuple[int, int]) -> Iterator[str]:
    """Draw one row around its middle, its name and its figure as large as all rows have them."""
    size, told = sizes
    names = wrapped(_named(bar), size, REGULAR, _SCALE - _NAMES - 24, most=max(1, int(row / (size * 1.15))))
    first = middle - (len(names) - 1) * size * 1.15 / 2 + size * 0.35
    for place, name in enumerate(names):
        yield text_line(Line(_NAMES, first + place * size * 1.15, name, size, "ink"))
    if math.isfinite(bar.end):
        start, end = (_SCALE + edge * length for edge in (bar.start, bar.end))
        yield bar_shape(start, max(end, start + 2.5), middle, bar)
    if math.isfinite(bar.low):
        low, high = (_SCALE + edge * length for edge in (bar.low, bar.high))
        yield rectangle(low, middle - 1.25, high - low, 2.5, "ink")
    says = wrapped(bar.text, told, SEMIBOLD, _room(bar), most=2)
    if bar.is_implied:
        yield ring(_FIGURES - width_of(says[0], told, SEMIBOLD) - 13, middle)
    for place, line in enumerate(says):
        y = middle - (len(says) - 1) * told * 1.1 / 2 + told * 0.35 + place * told * 1.1
        yield text_line(Line(_FIGURES, y, line, told, "ink", SEMIBOLD, "end"))
    if bar.word:
        yield verdict_sign(bar.verdict, _VERDICTS, middle)
        room = _RIGHT - _VERDICTS - 26
        said = next((size for size in (22, 20, 18, 16) if width_of(bar.word, size, SEMIBOLD) <= room), 14)
        yield text_line(Line(_VERDICTS + 26, middle + said * 0.35, bar.word, said, bar.verdict, SEMIBOLD))


def _room(bar: Bar) -> float:
    """Tell how wide a figure may be: an amount has no bar beside it."""
    return _FIGURE if math.isfinite(bar.end) else _FIGURES - _SCALE


def _key(card: Card, count: int, y: float) -> Iterator[str]:
    """Say above the bars what they measure, how many are left out, and what a ring is."""
    size = _SMALL - 2
    left_out = card.left_out + len(card.bars) - count
    more = card.words[card.said_of_more].format(left_out) if left_out else ""
    yield text_line(Line(_LEFT, y, card.measured, size, "muted"))
    if more:
        yield text_line(Line(_RIGHT, y, more, size, "muted", anchor="end"))
    if any(bar.is_implied for bar in card.bars[:count]):
        start = _LEFT + width_of(card.measured, size, REGULAR) + 28
        room = _RIGHT - start - 36 - width_of(more, size, REGULAR)
        full, short = card.words["card_implied"], card.words["sign_implied_word"]
        yield ring(start, y - 6)
        told = full if width_of(full, size, REGULAR) <= room else short
        yield text_line(Line(start + 12, y, told, size, "muted"))


def _named(bar: Bar) -> str:
    return f"{bar.name} · {bar.detail}" if bar.detail else bar.name


def _fits(name: str, size: int, row: float) -> bool:
    return len(wrapped(name, size, REGULAR, _SCALE - _NAMES - 24)) * size * 1.15 <= row - 4
