"""Lists: figures that share the words after the last of them, and names that their figures follow in the same order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.names import Names, Subject
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.statements import After

_JOINS: Final = frozenset({",", "và", ";", "-"})
_STRONG: Final = frozenset({";", ".", "…", "!", "?"})
_LONGEST_LIST: Final = 12
_FEWEST: Final = 2


def share_what_follows(items: Sequence[Item], places: Sequence[int], afters: list[After]) -> None:
    """Give what follows the last of a list to all of it: *45% và 46% kế hoạch*, *100 và 200 tỷ đồng*."""
    for number in range(len(places) - 2, -1, -1):
        here, following = places[number], places[number + 1]
        between = items[afters[number].end : following]
        if not between or any(item.key not in _JOINS for item in between) or all(item.key == ";" for item in between):
            continue
        one, other = items[here].figure, items[following].figure
        if one is None or other is None:
            continue
        if one.kind == "bare" and other.kind in {"quantity", "rate", "points"} and not one.is_range:
            items[here].figure = one = replace(one, kind=other.kind, unit=other.unit)
        if one.kind == other.kind and not afters[number].against.kind:
            afters[number].against = afters[number + 1].against


@dataclass(frozen=True, slots=True)
class Respective:
    """A respective list: which name each of its figures belongs to.

    Attributes
    ----------
    subjects : dict of int to Subject
        By the place of the figure's item.
    mentions : dict of int to Mention
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


def respective_list(
    items: Sequence[Item],
    start: int,
    places: Sequence[int],
    number: int,
    afters: Sequence[After],
    *,
    names: Names,
    before: Sequence[Subject],
    levels: Sequence[tuple[Subject, Mention | None]],
) -> Respective | None:
    """Read the list that begins with a figure: *A và B lần lượt đạt 100 và 200 tỷ đồng, tương ứng tăng 5% và 7%*.

    Parameters
    ----------
    items : sequence of Item
    start : int
        The first item that may name the list's subjects.
    places : sequence of int
        Where the sentence's figures stand.
    number : int
        Which of them may be the first of a list.
    afters : sequence of After
        What follows each figure.
    names : Names
    before : sequence of Subject
        The subjects of the sentence's earlier figures, each once: a list without names of its own is theirs.
    levels : sequence of (Subject, Mention or None)
        The sentence's earlier levels: a list may go back to one subject in several periods.
    """
    place = places[number]
    says = [at for at in range(start, place) if items[at].plays("order.respective")]
    if not says:
        return None
    members = _members(items, places, number, afters, names)
    sorts: dict[str, list[int]] = {}
    for member in members:
        figure = items[places[member]].figure
        if figure is not None:
            against = afters[member].against.kind
            sort = figure.kind if figure.kind != "rate" else "rate " + ("plan" if against == "plan" else "change")
            sorts.setdefault(sort, []).append(places[member])
    wanted = min(len(found) for found in sorts.values())
    subjects = names.listed(items, start, says[-1], wanted=wanted)
    mentions: list[Mention | None] = [None] * wanted
    if len(subjects) < _FEWEST:
        subjects = list(before)[-wanted:]
    if len(subjects) < wanted and len(levels) >= wanted:
        # quý II ước 1.815 tỷ đồng, 6 tháng 3.590 tỷ đồng, tăng lần lượt 22,4% và 15,8%
        subjects = [subject for subject, _ in levels[-wanted:]]
        mentions = [mention for _, mention in levels[-wanted:]]
    if len(subjects) < _FEWEST:
        return None
    agrees = all(len(found) == len(subjects) for found in sorts.values())
    belongs = {at: subjects[rank] for found in sorts.values() for rank, at in enumerate(found)} if agrees else {}
    of_period = {
        at: mentions[rank] for found in sorts.values() for rank, at in enumerate(found) if rank < len(mentions)
    }
    return Respective(belongs, of_period if agrees else {}, places[members[-1]], agrees)


def _members(
    items: Sequence[Item], places: Sequence[int], number: int, afters: Sequence[After], names: Names
) -> list[int]:
    """List the figures of the list: up to a stronger mark, or a name of its own."""
    members = [number]
    for following in range(number + 1, min(len(places), number + _LONGEST_LIST)):
        between = range(afters[following - 1].end, places[following])
        if any(items[at].kind == "mark" and items[at].key in _STRONG for at in between):
            break
        if names.named_in(items, between.start, between.stop):
            break
        members.append(following)
    return members
