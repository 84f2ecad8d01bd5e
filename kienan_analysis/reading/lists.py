"""Lists: figures that share the words after the last of them, and names that their figures follow in the same order."""

from __future__ import annotations

import re
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.names import Names, Subject, unknown_name
from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.segments import Segment, breaks_strongly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.after import After
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.periods import Mention

# Between figures that share what follows the last of them.
_JOINS: Final = frozenset({",", "và", ";", "-"})
# Between the names of a list.
_LIST_BREAKS: Final = frozenset({",", ";", ":", "và", "còn", "("})
# Between two names that are one indicator's when joined: công nghiệp, xây dựng.
_JOIN: Final = re.compile(r",\s?(?:và\s)?|;\s?|\svà\s|\s-\s")
# Opens a topic, which is no member of the list that follows it.
_TOPIC: Final = frozenset({"về", "đối với", "riêng về", "trong lĩnh vực"})
_MOST_JOINS: Final = 6  # inside one name
_LONGEST_LIST: Final = 12  # figures
_FEWEST: Final = 2  # names


def share_what_follows(items: Sequence[Item], places: Sequence[int], afters: Sequence[After]) -> None:
    """Give what follows the last of a list to all of it: *45% và 46% kế hoạch*, *100 và 200 tỷ đồng*."""
    for number in range(len(places) - 2, -1, -1):
        here, following = places[number], places[number + 1]
        between = items[afters[number].end : following]
        if not between or between[0].key not in _JOINS:
            continue
        if any(item.key not in _JOINS for item in between) or all(item.key == ";" for item in between):
            continue
        one, other = items[here].figure, items[following].figure
        if one is None or other is None:
            continue
        if one.kind == "bare" and other.kind in {"quantity", "rate", "points"} and not one.is_range:
            items[here].figure = one = one._replace(kind=other.kind, unit=other.unit)
        if one.kind == other.kind and not afters[number].against.kind:
            afters[number].against = afters[number + 1].against


@record
class Figures(Record):
    """The figures of a sentence.

    Attributes
    ----------
    items : sequence of Item
    places : sequence of int
        Where they stand among the items.
    afters : sequence of After
        What follows each.
    """

    items: Sequence[Item]
    places: Sequence[int]
    afters: Sequence[After]


@record
class Respective(Record):
    """A respective list: which name each of its figures belongs to.

    Attributes
    ----------
    subjects : dict of int to Subject
        By the place of the figure's item.
    mentions : dict of int to Mention or None
        Their periods, where the list goes back to figures of several.
    last : int
        Place of its last figure.
    agrees : bool
        Whether there are as many figures of each sort as names. If not, none of them is understood.
    """

    subjects: dict[int, Subject]
    mentions: dict[int, Mention | None]
    last: int
    agrees: bool


class Lists:
    """Reads respective lists.

    Parameters
    ----------
    lexicon : Lexicon
    key : str
        The text in the spelling that is matched.
    """

    def __init__(self, lexicon: Lexicon, key: str) -> None:
        self._lexicon = lexicon
        self._names = Names(lexicon)
        self._key = key

    def read(
        self,
        figures: Figures,
        number: int,
        start: int,
        *,
        before: dict[Subject, None],
        levels: Sequence[tuple[Subject, Mention | None]],
    ) -> Respective | None:
        """Read the list that begins with a figure: *A và B lần lượt đạt 100 và 200 tỷ đồng, tương ứng tăng 5% và 7%*.

        Parameters
        ----------
        figures : Figures
        number : int
            Which of them may be the first of a list.
        start : int
            The first item that may name the list's subjects.
        before : dict with Subject as keys
            The subjects of the sentence's earlier figures, in order: a list without names of its own is theirs.
        levels : sequence of (Subject, Mention or None)
            The sentence's earlier levels: a list may go back to one subject in several periods.
        """
        items, place = figures.items, figures.places[number]
        says = next((at for at in range(place - 1, start - 1, -1) if items[at].plays("order.respective")), None)
        if says is None:
            return None
        members = _members(figures, number)
        sorts = _sorts(figures, members)
        wanted = min(len(found) for found in sorts)
        subjects = self._listed(items, start, says, wanted)
        mentions: list[Mention | None] = []
        if len(subjects) < _FEWEST:
            subjects = list(islice(reversed(before), wanted))[::-1]
        if len(subjects) < wanted <= len(levels):
            # quý II ước 1.815 tỷ đồng, 6 tháng 3.590 tỷ đồng, tăng lần lượt 22,4% và 15,8%
            subjects = [subject for subject, _ in levels[-wanted:]]
            mentions = [mention for _, mention in levels[-wanted:]]
        last = figures.places[members[-1]]
        if len(subjects) < _FEWEST:
            return _one_of_each(figures, members, sorts, before)
        if any(len(found) != len(subjects) for found in sorts):
            return Respective({}, {}, last, agrees=False)
        return Respective(
            {at: subject for found in sorts for at, subject in zip(found, subjects, strict=True)},
            {at: mention for found in sorts for at, mention in zip(found, mentions, strict=False)},
            last,
            agrees=True,
        )

    def _listed(self, items: Sequence[Item], start: int, end: int, wanted: int) -> list[Subject]:
        """List the names between two items, in order, cut at commas and *và*.

        Where that gives fewer than are wanted, names that are several joined are taken apart: *giá trị sản xuất công
        nghiệp, xây dựng* is one indicator, and two.
        """
        found: list[Subject] = []
        begin = start
        for at in range(start, end + 1):
            if at < end and items[at].key not in _LIST_BREAKS:
                continue
            part = Segment(begin, at, "")
            begin = at + 1
            if at < end and part.start < part.end and items[part.start].key in _TOPIC:
                continue  # về sản xuất công nghiệp, A và B lần lượt …
            subject = self._names.last_named(items, part) or unknown_name(items, part)
            if subject is not None:
                found.append(subject)
        if len(found) < wanted:
            spare = wanted - len(found)
            for at, subject in enumerate(found):
                apart = self._apart(subject, spare + 1)
                if apart:
                    return [*found[:at], *apart, *found[at + 1 :]]
        return found

    def _apart(self, subject: Subject, wanted: int) -> list[Subject]:
        """Take a name apart into so many that each names an indicator; empty where that cannot be done in one way."""
        joins = [match.span() for match in islice(_JOIN.finditer(self._key, subject.start, subject.end), _MOST_JOINS)]
        ways: list[list[Subject]] = []
        for chosen in combinations(joins, wanted - 1):
            starts = [subject.start, *(end for _, end in chosen)]
            ends = [*(start for start, _ in chosen), subject.end]
            names = [self._lexicon.indicator(self._key[one:other]) for one, other in zip(starts, ends, strict=True)]
            if all(names):
                pieces = zip(names, starts, ends, strict=True)
                ways.append([Subject(name, one, other) for name, one, other in pieces])
        return ways[0] if len(ways) == 1 else []


def _one_of_each(
    figures: Figures, members: Sequence[int], sorts: Sequence[Sequence[int]], before: dict[Subject, None]
) -> Respective | None:
    """Read figures of different sorts, one for each name before: *A tăng 8%, thu 64 triệu; B tương ứng là 9% và 63*."""
    if len(sorts) < _FEWEST or any(len(sort) > 1 for sort in sorts) or len(before) < len(members):
        return None
    subjects = list(before)[-len(members) :]
    places = [figures.places[member] for member in members]
    return Respective(dict(zip(places, subjects, strict=True)), {}, places[-1], agrees=True)


def _members(figures: Figures, number: int) -> list[int]:
    """List the figures of the list: up to a stronger mark, or a name of its own."""
    members, items = [number], figures.items
    for following in range(number + 1, min(len(figures.places), number + _LONGEST_LIST)):
        for at in range(figures.afters[following - 1].end, figures.places[following]):
            item = items[at]
            if item.meaning.indicators or item.kind == "word" or breaks_strongly(item):
                return members
        members.append(following)
    return members


def _sorts(figures: Figures, members: Sequence[int]) -> list[list[int]]:
    """Part the figures of a list, by their places, into levels, rates of change, shares of a plan …."""
    sorts: dict[str, list[int]] = {}
    for member in members:
        place = figures.places[member]
        figure = figures.items[place].figure
        if figure is not None:
            sort: str = figure.kind
            if sort == "rate":
                sort = "share of a plan" if figures.afters[member].against.kind == "plan" else "change"
            sorts.setdefault(sort, []).append(place)
    return list(sorts.values())
