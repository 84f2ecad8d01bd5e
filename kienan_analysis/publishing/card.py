"""What the first screen says, on the page and as a picture: the finding, its bars, whose figures they are, what is new."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.publishing.markup import is_safe_link
from kienan_analysis.publishing.summary import PLANS, RESULTS, VERDICTS, column_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kienan_analysis.publishing.sections import Review
    from kienan_analysis.publishing.table_reader import Cell, Figure, Grid

# More than these are no first glance any more; the table beneath has them all.
MOST_BARS = 8
# Left free beside the longest bar, as a part of the scale.
_MARGIN = 0.04
_SOURCES, _REVISIONS, _CONFLICTS = "sources-table", "revisions-table", "conflicts-table"


class Bar(NamedTuple):
    """One indicator's bar.

    Attributes
    ----------
    name : str
    text : str
        The figure as the table prints it.
    start, end : float
        From where to where it goes, as parts of the scale's length, ``start <= end``.
    low, high : float
        The interval that the digits allow, the same way; both NaN where it is too narrow to be seen, or open.
    verdict : str
        ``met``, ``missed``, ``undecided``, or empty where none is given.
    word : str
        The verdict in words.
    is_open : bool
        Whether the figure is one end of an interval that is open at the other (*at least*).
    """

    name: str
    text: str
    start: float
    end: float
    low: float
    high: float
    verdict: str
    word: str
    is_open: bool


class Credit(NamedTuple):
    """A source of what the card shows: publisher and day, and its address where it is one."""

    text: str
    href: str


@dataclass(frozen=True)
class Card:
    """The first screen of a review.

    Attributes
    ----------
    strand : str
        What kind of page it is, of what.
    title, headline : str
        Plain text; the headline is empty where the review has none.
    measured : str
        What the bars measure, in words.
    line : float
        Where plan or zero stands on the bars' scale, from 0 to 1.
    bars : tuple of Bar
    more : str
        Says how many bars were left out; empty for none.
    credits : tuple of Credit
        Sources of the figures shown, the one that most of them rest on first.
    news : str
        The newest source, and what it changed.
    """

    strand: str
    title: str
    headline: str
    measured: str = ""
    line: float = 0.0
    bars: tuple[Bar, ...] = ()
    more: str = ""
    credits: tuple[Credit, ...] = ()
    news: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def card_of(review: Review, grids: Mapping[str, Grid], title: str, words: Mapping[str, str]) -> Card:
    """Take the first screen from a review: its plans' shares, or else its growth rates, and what they rest on.

    Parameters
    ----------
    review : Review
    grids : mapping of str to Grid
        Its tables by id.
    title : str
        The page's title, plain.
    words : mapping of str to str
        The page's own words.
    """
    about = review.about
    headline = about.get("headline", "")
    strand = " · ".join(part for part in (words["annual_review"], about.get("area_name"), about.get("year")) if part)
    grid, key, base = grids.get(PLANS), "attainment", 1.0
    figures = _figures(grid, key)
    if not figures:
        grid, key, base = grids.get(RESULTS), "growth", 0.0
        figures = _figures(grid, key)
    shown = figures[:MOST_BARS]
    ends = [end for _, figure, _ in shown for end in _ends(figure)]
    lowest, highest = min([base, *ends]), max([base, *ends])
    span = (highest - lowest) or 1.0
    lowest -= span * _MARGIN * (lowest < base)
    highest += span * _MARGIN
    places = _Scale(lowest, highest, base)
    left_out = len(figures) - len(shown)
    rests_on = [ground for _, figure, _ in shown for ground in figure.rests_on]
    return Card(
        strand=strand,
        title=title,
        headline="" if headline == title else headline,
        measured=words[f"card_{key}"] if shown else "",
        line=places.of(base),
        bars=tuple(_bar(cells, figure, text, places) for cells, figure, text in shown),
        more=words["card_more"].format(left_out) if left_out else "",
        credits=_credits(review, rests_on, grids.get(_SOURCES)),
        news=_news(about.get("newest_source", ""), grids, words),
        words=words,
    )


class _Scale(NamedTuple):
    """A bar's scale, from its lowest to its highest value."""

    lowest: float
    highest: float
    base: float

    def of(self, value: float) -> float:
        """Place a value between 0 and 1, as a plain number of four digits."""
        return round(min(max((value - self.lowest) / (self.highest - self.lowest), 0.0), 1.0), 4)


def _figures(grid: Grid | None, key: str) -> list[tuple[list[Cell], Figure, str]]:
    """List the rows that have a figure in a column: their cells, the figure, its text."""
    place = column_of(grid, key)
    if grid is None or place is None:
        return []
    cells = [(row.cells, row.cells[place]) for row in grid.body]
    return [(row, cell.figure, cell.plain()) for row, cell in cells if cell.figure and math.isfinite(cell.figure.value)]


def _ends(figure: Figure) -> list[float]:
    return [end for end in (figure.value, figure.low, figure.high) if math.isfinite(end)]


def _bar(cells: list[Cell], figure: Figure, text: str, places: _Scale) -> Bar:
    verdict = next((name for name in VERDICTS for cell in cells if name in cell.classes), "")
    word = next((cell.plain() for cell in cells if verdict and verdict in cell.classes), "")
    is_open = bool(figure.bound)
    start, end = sorted((places.of(places.base), places.of(figure.value)))
    low, high = (places.of(edge) if math.isfinite(edge) else math.nan for edge in (figure.low, figure.high))
    if is_open or not high - low > _SEEN:
        low = high = math.nan
    return Bar(cells[0].plain(), text, start, end, low, high, verdict, word, is_open)


# An interval that is shorter than this part of the scale looks like a stroke's own thickness.
_SEEN = 0.008


def _credits(review: Review, rests_on: Iterable[str], sources: Grid | None) -> tuple[Credit, ...]:
    """Name the sources of the statements that the card's figures rest on; without any, those that the page lists."""
    grounds = {name: said for part in _parts(review) for name, said in part.grounds.items()}
    known = [grounds[name] for name in rests_on if name in grounds]
    found = Counter((said.get("source", ""), said.get("href", "")) for said in known)
    # Counter keeps the order in which they were met, so that equals stand as in the table.
    ranked = [credit for credit, _ in sorted(found.items(), key=lambda item: -item[1]) if credit[0]]
    if not ranked and sources is not None:
        publisher, day = column_of(sources, "publisher"), column_of(sources, "published")
        if publisher is not None and day is not None:
            ranked = [
                (
                    ", ".join(filter(None, (row.cells[publisher].plain(), row.cells[day].plain()))),
                    row.cells[publisher].href,
                )
                for row in sources.body
            ]
    return tuple(Credit(text, href if is_safe_link(href) else "") for text, href in dict.fromkeys(ranked))


def _parts(review: Review) -> Iterable[object]:
    return (part for section in (review.masthead, *review.sections) for part in section.parts)


def _news(day: str, grids: Mapping[str, Grid], words: Mapping[str, str]) -> str:
    """Say what the newest source brought, and how many figures disagree or were corrected."""
    said = []
    sources = grids.get(_SOURCES)
    published, used = column_of(sources, "published"), column_of(sources, "used")
    if day and sources is not None and published is not None and used is not None:
        counts = [row.cells[used].figure for row in sources.body if row.cells[published].plain() == day]
        brought = sum(int(count.value) for count in counts if count is not None)
        if brought:
            said.append(words["card_newest_one" if brought == 1 else "card_newest"].format(day=day, count=brought))
    for name, key in ((_REVISIONS, "card_revised"), (_CONFLICTS, "card_conflicts")):
        rows = len(grids[name].body) if name in grids else 0
        if rows:
            said.append(words[f"{key}_one" if rows == 1 else key].format(rows))
    return "; ".join(said)
