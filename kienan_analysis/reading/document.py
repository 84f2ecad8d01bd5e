"""What an article as a whole is about: its day, the period that it reports on, the area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import Mention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Area
    from kienan_analysis.reading.items import Item

_LEAD_SENTENCES: Final = 4
_NEAR: Final = 8
_FIRST_SENTENCES: Final = 2
_LEVELS_IN_FULL: Final = {"tx": "thị xã", "tp": "thành phố"}
_PROVINCES: Final = ("tỉnh", "thủ đô")


@dataclass(frozen=True, slots=True)
class Reported:
    """The period that an article reports on.

    Attributes
    ----------
    mention : Mention or None
        None where the text names none.
    year : int or None
        The year that periods without one belong to.
    today : date or None
        The day of the article, where it says.
    term : Mention or None
        The years of the term of office that it reviews, or plans.
    aims : bool
        Whether its heading says that it lists aims and nothing in it looks back.
    """

    mention: Mention | None
    year: int | None
    today: date | None
    term: Mention | None = None
    aims: bool = False


def reported_period(sentences: Sequence[Sequence[Item]], given_year: int | None) -> Reported:
    """Find the period that the article reports on.

    Each period that a sentence speaks of as done counts, the first sentences and words such as *tổng kết*, *kết quả* more;
    what it compares with and what it plans for does not count.
    """
    votes: Counter[tuple[int, int, int | None]] = Counter()
    first: dict[tuple[int, int, int | None], Mention] = {}
    planned: list[Mention] = []
    doubtful: list[Mention] = []  # năm after nhiệm vụ, kế hoạch: planned for, or carried out
    compared: list[Mention] = []
    terms: list[tuple[int, Mention]] = []
    reviewed: set[int] = set()
    days = [
        item.mention
        for items in sentences
        for item in items
        if item.kind == "period" and item.mention is not None and item.mention.kind == "day"
    ]
    for number, items in enumerate(sentences):
        for place, item in enumerate(items):
            mention = item.mention
            if mention is not None and mention.kind == "years":
                terms.append((number, mention))
            if mention is None or mention.kind != "months":
                continue
            if _is_compared(items, place):
                compared.append(mention)
                continue
            if place and (items[place - 1].key == "(" or (items[place - 1].key == ";" and item.key.isdigit())):
                continue  # (2012: 5,7%; 2013: 6,81%), (quý I/2017 tăng 12,2%)
            if place and items[place - 1].key == "riêng":
                continue
            if _is_planned(items, place):
                # What follows in its sentence or list are the aims; else it may be what the whole text is about.
                follows = items[-1].key == ":" or any(_is_measured(later) for later in items[place:])
                aimed = follows and any(word.plays("aims.target") for word in items[max(0, place - _NEAR) : place])
                (planned if aimed else doubtful).append(mention)
                continue
            key = (mention.first_month, mention.last_month, mention.year)
            if mention.year is None and mention.shift is not None:
                continue
            first.setdefault(key, mention)
            near = items[max(0, place - _NEAR) : place]
            votes[key] += 1 + 3 * (number < _LEAD_SENTENCES) + 2 * any(word.plays("aims.reviewed") for word in near)
            votes[key] += 2 * (not mention.is_month)
            if mention.year is not None and any(word.plays("aims.looked_back") for word in near):
                reviewed.add(mention.year)
    aims = _lists_aims(sentences)
    term = next((mention for number, mention in terms if number < _LEAD_SENTENCES), None)
    if not votes and doubtful and not compared:
        own = min(doubtful, key=lambda mention: mention.year or 0)
        if own.year is not None:
            return Reported(own, given_year or own.year, _today(days, own.year), term, aims)
    if not votes:
        # What it compares with is a year before what it reports; a plan is for the year after.
        before = next((mention for mention in compared if mention.year is not None), None)
        aimed_at = {mention.year for mention in planned}
        if before is not None and before.year is not None and before.year + 1 not in aimed_at:
            own = replace(before, year=before.year + 1)
            return Reported(own, given_year or own.year, _today(days, own.year), term, aims)
        named = [mention.year for mention in planned if mention.year is not None]
        if named and given_year is None and not any(mention.day for mention in days):
            own = Mention(0, 0, "months", year=min(named) - 1)
            return Reported(own, own.year, _today(days, own.year), term, aims)
    year = given_year or _year(votes, reviewed, planned, doubtful, compared, days)
    dated = [key for key in votes if key[2] in {year, None}]
    # A part of the year that is named again and again is what the article is about; its year may be named alone.
    parts = [key for key in dated if key[:2] != (1, 12) and key[0] != key[1]]
    whole = [key for key in dated if key[:2] == (1, 12)]
    best = max(parts or whole or dated, key=lambda key: votes[key], default=None)
    if parts and whole and best is not None:
        score = votes[best]
        top = max(whole, key=lambda key: votes[key])
        if votes[top] > score and first[top].start < first[best].start:
            best = top
    mention = first[best] if best is not None else (planned[0] if planned else None)
    if term is not None and mention is not None and term.start < mention.start and mention.is_year:
        mention = term
    return Reported(mention, year, _today(days, year), term, aims)


def _year(
    votes: Mapping[tuple[int, int, int | None], int],
    reviewed: set[int],
    planned: Sequence[Mention],
    doubtful: Sequence[Mention],
    compared: Sequence[Mention],
    days: Sequence[Mention],
) -> int | None:
    """Give the year: the one most spoken of, else what dates, comparisons and plans say of it."""
    years: Counter[int] = Counter()
    for (_, _, year), score in votes.items():
        if year is not None:
            years[year] += score
    if years:
        most = max(years, key=lambda year: years[year])
        # Who reviews a year plans the next in the same breath, often at greater length.
        return most - 1 if most - 1 in reviewed and most not in reviewed else most
    before = [mention.year for mention in compared if mention.year is not None]
    if before:
        return max(before) + 1
    dates = [mention.day for mention in days if mention.day is not None]
    if dates:
        return dates[0].year
    named = [mention.year for mention in doubtful if mention.year is not None]
    if named:
        return min(named)
    after = [mention.year for mention in planned if mention.year is not None]
    return min(after) - 1 if after else None


def _is_measured(item: Item) -> bool:
    return item.figure is not None and item.figure.kind != "bare"


def _lists_aims(sentences: Sequence[Sequence[Item]]) -> bool:
    """Whether the heading names aims (*chỉ tiêu nhiệm kỳ 2020-2025*) and no sentence looks back."""
    if not sentences:
        return False
    heading = sentences[0]
    named = any(item.plays("plan.plan", "aims.target") for item in heading)
    if heading[-1].key == "." or any(
        item.kind == "figure" or item.plays("says.equal", "says.exceed") for item in heading
    ):
        return False
    return named and not any(
        item.plays("aims.looked_back", "against.same_period", "hedges.estimate")
        for items in sentences
        for item in items
    )


def _is_compared(items: Sequence[Item], place: int) -> bool:
    """Whether the period is only what something is compared with, or where it began."""
    for before in reversed(items[max(0, place - 6) : place]):
        if before.kind == "mark" and before.key != "%":
            return False
        if before.plays("against.compare", "against.same_period", "says.more", "says.less", "says.exceed"):
            return True
    return False


def _is_planned(items: Sequence[Item], place: int) -> bool:
    near = list(items[max(0, place - _NEAR) : place])
    for at in range(len(near) - 1, -1, -1):
        if near[at].kind == "period":  # kết quả năm 2022 để chuẩn bị cho năm 2023
            near = near[at + 1 :]
            break
    if any(item.plays("aims.looked_back") for item in near):
        return False
    for before in reversed(near):
        if before.kind == "mark" and before.key in {",", ";", ".", ":"}:
            return False
        if before.plays("aims.reviewed") and not before.plays("aims.planned_for"):
            return False
        if before.plays("aims.planned_for", "aims.target"):
            return True
    return False


def _today(days: Sequence[Mention], year: int | None) -> date | None:
    """Give the day of the article: the first that it names; a day without a year is in that of the first full date."""
    full = next((mention.day for mention in days if mention.day is not None), None)
    for mention in days:
        if mention.day is None and mention.day_of_month and (full is not None or year is not None):
            of = full.year if full is not None else year
            try:
                return date(of or 1, mention.first_month, mention.day_of_month)
            except ValueError:
                continue
    return full


@dataclass(frozen=True, slots=True)
class Place:
    """The area that an article is about.

    Attributes
    ----------
    area : str or None
        A catalogue id; None where the catalogue does not know it, or the text names none.
    words : str
        How the text names it, in the matching spelling.
    named : frozenset of str
        The places of the first sentences: a figure of one of them is not set apart as another place's.
    """

    area: str | None
    words: str
    named: frozenset[str]


def area_of(sentences: Sequence[Sequence[Item]], areas: Mapping[str, Area]) -> Place:
    """Find the area that the text names most, and first."""
    votes: Counter[str] = Counter()
    first: dict[str, int] = {}
    named: dict[str, str] = {}
    early: set[str] = set()
    for number, items in enumerate(sentences):
        for item in items:
            if item.kind != "area":
                continue
            key = item.meaning.area or place_key(item)
            named.setdefault(key, item.key)
            first.setdefault(key, len(first))
            votes[key] += 1 + 3 * (number < _LEAD_SENTENCES)
            if number < _FIRST_SENTENCES:
                early.add(key)
    if not votes:
        return Place(None, "", frozenset())
    best = max(votes, key=lambda key: (votes[key] - first[key], -first[key]))
    return Place(best if best in areas else None, named[best], frozenset({*early, best}))


def place_key(item: Item) -> str:
    """Give a place in one spelling: *TX. Tân Châu* as *thị xã tân châu*."""
    words = item.key.replace(".", " ").split()
    return " ".join([_LEVELS_IN_FULL.get(words[0], words[0]), *words[1:]])


def speaks_for_a_province(
    sentences: Sequence[Sequence[Item]], area: str | None, areas: Mapping[str, Area], words: str
) -> bool:
    """Whether *kinh tế* here is a province's or centrally run city's, which alone have a GRDP."""
    if area is not None:
        return areas[area].level in {"city", "province"}
    spoken = any("grdp" in item.meaning.indicators for items in sentences for item in items)
    if spoken and not words.startswith(_BELOW):
        return True
    lead = [item for items in sentences[:_LEAD_SENTENCES] for item in items]
    if any(item.key.endswith("trực thuộc trung ương") for item in lead):
        return True
    if words and not words.startswith(("tỉnh", "thủ đô")):
        return words.split(" ", 1)[-1].removeprefix("phố ") in _CENTRAL_CITIES
    return bool(words) or any(item.plays("areas.province", "economy.province") for item in lead)


_BELOW: Final = ("huyện", "quận", "xã", "phường", "thị", "tx", "đặc khu")
_CENTRAL_CITIES: Final = frozenset({"hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ", "huế"})
