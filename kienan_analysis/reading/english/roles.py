"""What a period is to its English sentence: its own, a comparison's, an aim's, that of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item

_NEAR: Final = 6  # items between a word and the period that it speaks of
_STANDS_FOR: Final = frozenset(
    {
        "that",
        "those",
        "the result",
        "result",
        "the figure",
        "figure",
        "the level",
        "level",
        "number",
        "the number",
        "amount",
    }
)
_NUMBERS: Final = frozenset({"amount", "figure", "level", "number", "total"})
_SO_MANY_TIMES: Final = frozenset({"double", "doubling", "triple", "tripling", "twice", "half", "quadruple"})
_COMPARES: Final = (
    "against.compare", "against.compare_after", "against.same_period", "against.base", "says.more", "says.less",
    "says.from",
)  # fmt: skip
# What is said of one figure by another of before: lower than, second only to, behind, above the average rate of.
_RANKS: Final = frozenset(
    {"than", "above", "below", "behind", "after", "beneath", "exceeding", "outpacing", "surpassing"}
)
_NEXT: Final = frozenset({"only", "next", "close"})
_MEANS: Final = frozenset({"average", "mean", "average rate", "level"})
# Words by which a period dates something else than figures.
_EVENTS: Final = frozenset(
    {"formed", "established", "founded", "born", "since", "began", "started", "opened", "launched", "merged", "merger"}
    | {"consolidated", "effective", "effect", "force", "inaugurated", "split", "struck", "landed", "liberated"}
    | {"vision", "orientation", "orientations", "orient", "oriented", "outlook"}  # how far somebody looks ahead
)
_CIRCUMSTANCES: Final = frozenset({"although", "though", "while", "whereas", "after", "when", "even though", "because"})
_OPENING: Final = frozenset({":", ";", "—", "-"})
_LONGEST_CLAUSE: Final = 30  # items
_CLAUSE: Final = frozenset({"which", "that", "who", "after", "following"})
_BEFORE_A_DAY: Final = 12  # items
_NEXT_TO: Final = 3  # items
_BEFORE_AN_EVENT: Final = 6  # items: merged with the province of Yen Bai last July
_AIMS: Final = frozenset({"goals", "objectives", "targets"})
_MET: Final = frozenset(
    {"achieved", "attained", "completed", "exceeded", "fulfilled", "has met", "met", "results", "surpassed"}
)


def is_of_same_period(items: Sequence[Item], place: int) -> bool:
    """Whether a year is that of *the same period* that something is compared with: in July … from July 2021, too."""
    if any(items[at].plays("against.same_period") for at in range(max(0, place - 3), place)):
        return True
    mention = items[place].mention
    if mention is None or mention.is_year:
        return False
    before = (item.mention for item in items[:place] if item.mention is not None and item.mention.year is None)
    return any((one.first_month, one.last_month) == (mention.first_month, mention.last_month) for one in before)


def _is_surpassed(items: Sequence[Item], place: int) -> bool:
    """Whether the results of a period are surpassed: *exceeded the figure of 2022*."""
    at = place - 1
    while at > 0 and items[at].plays("gaps.of", "gaps.det", "against.base"):
        at -= 1
    return 0 <= at < place - 1 and items[at].plays("says.exceed")


def _is_of_a_number(items: Sequence[Item], place: int) -> bool:
    """Whether a year tells of what number: *2.6 times the 2021 number*, *up from the 2021 figure*."""
    if place < 2 or place + 1 >= len(items) or items[place + 1].key not in _NUMBERS:  # noqa: PLR2004 - up from the
        return False
    before = items[place - 2]
    compares = before.kind == "figure" or before.plays(*_COMPARES, "says.exceed") or before.key in _SO_MANY_TIMES
    return items[place - 1].plays("gaps.det") and compares


def _heads_a_bracket(items: Sequence[Item], place: int) -> bool:
    """Whether a period says of when a figure in a bracket is: *GRDP grew 10.9 per cent (Q1 2025: 9.1)*."""
    return 0 < place < len(items) - 1 and items[place - 1].key == "(" and items[place + 1].key == ":"


def is_compared(items: Sequence[Item], place: int) -> bool:
    """Whether a period is only what something is compared with."""
    if _is_surpassed(items, place) or _is_of_a_number(items, place) or _heads_a_bracket(items, place):
        return True
    if is_recalled(items, place):
        return True
    for at in range(place - 1, max(-1, place - _NEAR), -1):
        item = items[at]
        if item.kind == "mark":
            return False
        if item.kind == "figure":
            return _is_compared_figure(items, at, place)
        if item.plays(*_COMPARES):
            # "results of 2024" opens a heading, too
            weak = item.plays("against.compare_after", "against.base", "says.from") and not item.plays(
                "against.same_period"
            )
            if weak and any(between.meaning.indicators for between in items[at + 1 : place]):
                return False  # earns US$1.1 billion from exports in 2021
            figure_before = at > 0 and (items[at - 1].kind == "figure" or _follows_figure(items, at))
            if weak and not figure_before and item.plays("against.base"):
                continue  # higher than the figure in 2019
            return not weak or figure_before or _follows_change(items, at, place)
        if item.key in _STANDS_FOR and (_follows_figure(items, at) or _is_so_many_times(items, at)):
            return True  # 104 percent of that of 2023, double the number of 2022
        if item.plays("says.up", "says.down", "says.equal", "gaps.aux"):
            figured = at > 0 and items[at - 1].kind == "figure"
            return figured and _is_compared_figure(items, at - 1, place)
    return False


def is_recalled(items: Sequence[Item], place: int) -> bool:
    """Whether a year dates the figure before it, recalled beside another one of the same months.

    *3.3 per cent in the first quarter, second only to the 3.2 per cent recorded in the first quarter of 2020*: which
    year the article is of does not follow from it, as it does from *over the same quarter of 2020*.
    """
    mention = items[place].mention
    if mention is None or mention.year is None or not is_of_same_period(items, place):
        return False
    figures = (at for at in range(place - 1, max(-1, place - _NEAR), -1) if items[at].kind in {"figure", "mark"})
    figure = next(figures, -1)
    if figure < 1 or items[figure].kind == "mark":
        return False
    between = items[figure + 1 : place]
    if any(item.plays(*_COMPARES) and not item.plays("against.same_period") for item in between):
        return False
    if between and between[0].plays("gaps.of_only") and not items[figure - 1].plays("gaps.det"):
        return False  # equal to 143 per cent of the same period of 2023
    return any(item.kind == "figure" for item in items[:figure])


def _is_compared_figure(items: Sequence[Item], figure: int, place: int) -> bool:
    """Whether the figure before a period is what something is compared with: *compared with VND84 million in 2023*."""
    if _is_held_up(items, figure):
        return True
    for at in range(figure - 1, max(-1, place - _NEAR), -1):
        item = items[at]
        if item.kind in {"mark", "figure"}:
            return False
        if at == figure - 1 and item.plays("hedges.at_least", "hedges.at_most") and _goes_on(items, at):
            return False  # recorded growth above 10 per cent in 2025
        if item.plays("against.compare", "says.more", "says.less", "says.higher", "says.lower"):
            return True  # lower than the 9 per cent recorded in 2022
        if item.key == "than" or (item.plays("says.from") and at > 0 and items[at - 1].plays("says.up", "says.down")):
            return True  # faster than the 5 percent of 2022, up from $1.5 billion in 2022
        if not item.plays("gaps.empty", "gaps.det", "hedges.approx", "hedges.at_least", "against.base", "gaps.of"):
            return False
    return False


def _is_held_up(items: Sequence[Item], figure: int) -> bool:
    """Whether a noun with its figure is what one before it ranks beside: *behind only the increase of 6.9 per cent*."""
    noun = None
    for at in range(figure - 1, max(-1, figure - _NEAR), -1):
        item = items[at]
        last = item.key.rpartition(" ")[2]
        if last in _RANKS or (last == "to" and at > 0 and items[at - 1].key in _NEXT):
            told = noun is not None or last == "than" or (at < figure - 1 and items[at + 1].plays("gaps.det"))
            return told and any(one.kind == "figure" for one in items[:at])
        if item.plays("says.change", "gaps.noun") or item.key in _MEANS:
            noun = at
        elif not item.plays("gaps.of_only", "gaps.det", "gaps.empty"):
            return False
    return False


def _goes_on(items: Sequence[Item], place: int) -> bool:
    """Whether a hedge stands behind a noun or a verb, and so belongs to its own figure; not behind another like it."""
    before, figure = items[place - 1] if place else None, items[place + 1].figure
    if before is None or figure is None or before.kind not in {"word", "phrase"}:
        return False
    return not any(one.figure is not None and one.figure.unit == figure.unit for one in items[:place])


def _follows_change(items: Sequence[Item], at: int, place: int) -> bool:
    """Whether a year is what something changed against: *rose over 2023 by 5 per cent*; not *over 2021-2025*."""
    mention = items[place].mention
    if mention is None or not mention.is_year or items[at].plays("says.from"):
        return False
    return at > 0 and items[at - 1].plays("says.up", "says.down")


def is_held_against(items: Sequence[Item], place: int) -> bool:
    """Whether words say plainly, without a figure between, that something is held against a period."""
    for at in range(place - 1, max(-1, place - _NEAR), -1):
        if items[at].kind in {"mark", "figure"}:
            return False
        if items[at].plays("against.compare", "says.higher", "says.lower"):
            return True
        if items[at].key in _STANDS_FOR and _is_so_many_times(items, at):
            return True
    if _is_of_a_number(items, place):
        return True
    mention = items[place].mention
    over = place > 1 and items[place - 1].plays("against.compare_after")
    return over and mention is not None and _follows_change(items, place - 1, place)


def _is_so_many_times(items: Sequence[Item], at: int) -> bool:
    """Whether *double* and the like stand before the words at a place: *double the number of 2022*."""
    return any(items[before].key in _SO_MANY_TIMES for before in range(max(0, at - 2), at))


def _follows_figure(items: Sequence[Item], at: int) -> bool:
    return any(items[before].kind == "figure" for before in range(max(0, at - 3), at))


def is_planned(items: Sequence[Item], place: int) -> bool:
    """Whether a period opens a clause that plans: *For 2022, the city …*; or dates an aim: *by 2030*."""
    mention = items[place].mention
    if mention is not None and mention.led in {"by", "until"}:
        return True
    if place <= 1 and items[0].key.startswith("for") and any(item.plays("aims.target", "plan.plan") for item in items):
        return True
    if is_of_plan(items, place):
        return True
    near = range(max(0, place - _NEAR), min(len(items), place + _NEAR))
    return any(items[at].plays("limits.may") or (items[at].plays("aims.target") and is_aim(items, at)) for at in near)


def is_of_plan(items: Sequence[Item], place: int) -> bool:
    """Whether a period is that of a plan which a figure is held against: *32.6 per cent of the estimate for 2026*."""
    return items[place].key.startswith("for ") and any(
        item.plays("plan.plan") for item in items[max(0, place - 3) : place]
    )


def dates_an_event(items: Sequence[Item], place: int) -> bool:
    """Whether a period dates something else than a figure: *formed in 2021*, *the highest since 2016*."""
    for at in range(place - 1, max(-1, place - _BEFORE_AN_EVENT), -1):
        if at < place - _NEXT_TO and items[at].kind in {"mark", "figure", "period"}:
            break
        if items[at].key.split()[0] in _EVENTS:
            return True
    mention = items[place].mention
    if mention is None or mention.kind != "day":
        return False
    # The city, which was merged with the province on July 1, 2025: a day inside a clause about something done then.
    for at in range(place - 1, max(-1, place - _BEFORE_A_DAY), -1):
        if items[at].key == ",":
            return False
        if items[at].key in _CLAUSE:
            return any(items[between].key.split()[0] in _EVENTS for between in range(at, place))
    return False


def is_in_circumstance(items: Sequence[Item], place: int, beyond: int | None = None) -> bool:
    """Whether a period belongs to a clause before the statement: *Although exports fell in the second quarter, …*.

    Parameters
    ----------
    items : sequence of Item
    place : int
        The period's item.
    beyond : int or None
        An item of the statement; None asks whether any statement follows.
    """
    opens = max(0, place - _LONGEST_CLAUSE)
    opens = next((at + 1 for at in range(place - 1, opens - 1, -1) if items[at].key in _OPENING), opens)
    if not items or items[opens].key not in _CIRCUMSTANCES:
        return False
    ends = (at for at in range(place + 1, min(place + _LONGEST_CLAUSE, len(items) - 1)) if items[at].key == ",")
    comma = next((at for at in ends if items[at + 1].key not in {"when", "which", "where", "and"}), None)
    if comma is None:
        return False
    before = any(item.plays("says.up", "says.down", "says.equal", "gaps.aux") for item in items[opens + 1 : place])
    if not before and not any(item.key.split()[0] == "had" for item in items[place:comma]):
        return False  # after nine months, exports reached …
    return beyond is None or beyond > comma


def heads_aims(items: Sequence[Item]) -> bool:
    """Whether a line introduces a list of aims: *Main targets for 2023:*; *The plan has 15 targets:*."""
    if not items or items[-1].key != ":":
        return False
    if any((item.figure is not None and item.figure.kind != "bare") or item.key in _MET for item in items):
        return False
    return any(word in _AIMS for item in items for word in item.key.split())


def aims_from(items: Sequence[Item]) -> int:
    """Say from which item of a sentence on its head lists aims: *The 2026 plan has 15 targets: …*; -1 for none."""
    colon = next((at for at, item in enumerate(items) if item.key == ":"), -1)
    return colon + 1 if 0 <= colon < len(items) - 1 and heads_aims(items[: colon + 1]) else -1


def is_aim(items: Sequence[Item], at: int) -> bool:
    """Whether a word for an aim opens one: *the province targets growth*; not *has met 19 of 20 targets*."""
    word = items[at].key
    if word not in {"targets", "target", "aims", "targeted"}:
        return True
    before = items[at - 1] if at else None
    if word == "aims" or before is None:
        return word == "aims"
    if word == "targeted":
        return True
    if before.plays("assigners.council", "assigners.province") and " " in before.key:
        return True  # the provincial Party Committee targets growth
    return before.kind == "area" or (before.plays("gaps.level", "gaps.same_name") and not before.plays("gaps.det"))
