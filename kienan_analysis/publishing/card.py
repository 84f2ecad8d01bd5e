"""What the first screen says, on the page and as a picture: the finding, its bars, whose figures, what is new."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.publishing.card_bars import bar_of, ends_of, figures_of, scale_of, told_of
from kienan_analysis.publishing.markup import is_safe_link
from kienan_analysis.publishing.summary import PART, PLANS, RANKING, RESULTS, column_of
from kienan_analysis.publishing.template import language_of
from kienan_analysis.wording.formats import Formatter, require_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kienan_analysis.publishing.card_bars import Bar, Shown
    from kienan_analysis.publishing.sections import Part, Review
    from kienan_analysis.publishing.table_reader import Grid

# Of its picture, in pixels.
WIDTH, HEIGHT = 1200, 630
# More than these are no first glance any more; the table beneath has them all.
MOST_BARS = 8
_SOURCES, _REVISIONS, _PART_YEAR = "sources-table", "revisions-table", "part-year-table"
# All that a card is made from.
TABLES = frozenset({PART, PLANS, RESULTS, RANKING, _PART_YEAR, _SOURCES, _REVISIONS})


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
        Where plan or zero stands on the bars' scale, from 0 to 1; NaN where there is no scale.
    bars : tuple of Bar
    left_out : int
        How many bars more there would be.
    more : str
        The same in words; empty for none.
    said_of_more : str
        The page's own words for that.
    more_in : str
        Where on the page they are.
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
    left_out: int = 0
    more: str = ""
    said_of_more: str = "card_more"
    more_in: str = "at-a-glance"
    credits: tuple[Credit, ...] = ()
    news: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_words(self) -> str:
        """What the bars show, for those who cannot see them."""
        names = (", ".join(filter(None, (bar.name, bar.detail))) for bar in self.bars)
        told = [f"{name}: {bar.text} {bar.word}".strip() for name, bar in zip(names, self.bars, strict=True)]
        return "; ".join(filter(None, (*told, self.more)))


def card_of(review: Review, grids: Mapping[str, Grid], title: str, words: Mapping[str, str]) -> Card:
    """Take the first screen from a review.

    Its bars are its plans' shares, else its growth rates, else those of a part of the year; where there is none of
    all that, amounts stand without bars. Of a review of a part of the year they are the shares of the year's plans, the
    line where an even spread over the months would be.

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
    strand = " · ".join(strand_of(about, words))
    shown_of = [*_SHOWN, (RANKING, _ordering(grids.get(RANKING)))]
    every = ((name, key, figures_of(grids.get(name), key)) for name, key in shown_of)
    name, key, figures = next((found for found in every if found[2]), ("", "", []))
    grid = grids.get(name)
    shown = (_first_places(figures, grid) if name == RANKING else figures)[:MOST_BARS]
    base = _BASES.get(key, math.nan)
    line = _line(about, key, base)
    ends = [end for _, figure, _ in shown for end in ends_of(figure)]
    places = scale_of([*ends, line] if math.isfinite(line) else ends, base)
    left_out = (_ranked(grid) if name == RANKING and grid is not None else len(figures)) - len(shown)
    said_of_more = "card_more_places" if name == RANKING else "card_more"
    rests_on = [ground for _, figure, _ in shown for ground in figure.rests_on]
    period = column_of(grid, "period")
    form = Formatter(require_language(language_of(review)))
    return Card(
        strand=strand,
        title=title,
        headline="" if headline == title else headline,
        measured=_measured(about.get("ranked", ""), key, words) if shown else "",
        line=places.of(line) if key in _BASES else math.nan,
        bars=tuple(bar_of(cells, figure, told_of(cell, figure, form), places, period) for cells, figure, cell in shown),
        left_out=left_out,
        more=words[said_of_more].format(left_out) if left_out else "",
        said_of_more=said_of_more,
        more_in="ranking" if name == RANKING else "at-a-glance",
        credits=_credits(review, rests_on, grids.get(_SOURCES)),
        news=_news(about.get("newest_source", ""), grids, words),
        words=words,
    )


def _measured(ranked: str, key: str, words: Mapping[str, str]) -> str:
    """Say what the bars are of; of ranked amounts their name says it."""
    return ranked if ranked and key == "level" else ". ".join(filter(None, (ranked, words[f"card_{key}"])))


def _ordering(grid: Grid | None) -> str:
    """Find the column that a ranking is ordered by: its first with figures that a bar or an amount can show."""
    heads = grid.head if grid is not None else []
    return next((head.key for head in heads if head.key in {"level", *_BASES}), "")


def _ranked(grid: Grid) -> int:
    """Count the places of a ranking: of a long one only the first and the last stand in the table."""
    place = column_of(grid, "rank")
    ranks = [row.cells[place].figure for row in grid.body] if place is not None else []
    return max((int(rank.value) for rank in ranks if rank is not None), default=len(grid.body))


def _first_places(figures: list[Shown], grid: Grid | None) -> list[Shown]:
    """Leave of a long ranking, in which the middle is left out, the first places."""
    place = column_of(grid, "rank")
    if place is None:
        return figures
    ranks = [row[place].figure for row, _, _ in figures]
    return [
        one for number, (one, rank) in enumerate(zip(figures, ranks, strict=True), 1) if rank and rank.value == number
    ]


# Tables and columns in the order in which they are looked for, and where each column's bars begin.
_SHOWN = (
    (PART, "share_so_far"),
    (PART, "year_on_year"),
    (PLANS, "attainment"),
    (RESULTS, "growth"),
    (_PART_YEAR, "growth"),
    (PART, "level"),
    (RESULTS, "level"),
    (_PART_YEAR, "level"),
)
_BASES = {"attainment": 1.0, "growth": 0.0, "year_on_year": 0.0, "share_so_far": 0.0}


# What a page may say that it is; without it, or of a page from elsewhere, it is a year's review.
_KINDS = frozenset({"part_review", "comparison", "overview"})


def strand_of(about: Mapping[str, str], words: Mapping[str, str]) -> list[str]:
    """Say what kind of page it is, of what area and year, or part of a year."""
    kind = words[about["kind"] if about.get("kind") in _KINDS else "annual_review"]
    when = about.get("period") or about.get("year", "")
    return [part for part in (kind, about.get("area_name", ""), when) if part]


def _line(about: Mapping[str, str], key: str, base: float) -> float:
    """Say where the line stands: where the bars begin; of shares so far, at an even spread, else at the plan."""
    if key != "share_so_far":
        return base
    try:
        even = float(about.get("even", ""))
    except ValueError:
        return 1.0
    return even if 0 < even < 1 else 1.0


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
            for row in sources.body:
                told = [row.cells[place] for place in (publisher, day)]
                named = ", ".join(cell.plain() for cell in told if "missing" not in cell.classes)
                ranked.append((named, told[0].href))
    return tuple(Credit(text, href if is_safe_link(href) else "") for text, href in dict.fromkeys(ranked))


def _parts(review: Review) -> Iterable[Part]:
    return (part for section in (review.masthead, *review.sections) for part in section.parts)


def _news(day: str, grids: Mapping[str, Grid], words: Mapping[str, str]) -> str:
    """Say what the newest source brought, and how many figures were corrected since."""
    said = []
    sources = grids.get(_SOURCES)
    published, used = column_of(sources, "published"), column_of(sources, "used")
    if day and sources is not None and published is not None and used is not None:
        counts = [row.cells[used].figure for row in sources.body if row.cells[published].plain() == day]
        brought = sum(int(count.value) for count in counts if count is not None)
        if brought:
            count = Formatter(require_language(words["language"])).number(brought, 0)
            said.append(words["card_newest_one" if brought == 1 else "card_newest"].format(day=day, count=count))
    revised = len(grids[_REVISIONS].body) if _REVISIONS in grids else 0
    if revised:
        said.append(words["card_revised_one" if revised == 1 else "card_revised"].format(revised))
    return "; ".join(said)
