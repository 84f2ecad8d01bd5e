"""What the words about an English figure say besides its measure: hedge, price basis, level, whose plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.grammar.ruling import Stretch
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

_FEW_DIGITS: Final = 2
_HEDGES_REACH: Final = 5  # items between a hedge and the figure
_HEDGES: Final = {"hedges.at_least": "at_least", "hedges.at_most": "at_most", "hedges.approx": "approx"}
_PAST: Final = frozenset({
    "rose", "grew", "fell", "drew", "got", "had", "was", "were", "stood", "came", "met", "made", "brought", "shrank",
    "went", "shot", "leapt", "slid", "lost",
})  # fmt: skip
_ASSIGNERS: Final = ("council", "central", "province", "city", "district", "commune")


def _is_past(key: str) -> bool:
    word = key.split(maxsplit=1)[0]
    return (word.endswith("ed") and word != "estimated") or word in _PAST


class Around:
    """The words about the figures of a sentence.

    Parameters
    ----------
    items : sequence of Item
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items

    @staticmethod
    def is_mean(before: frozenset[str], figure: Figure, mention: Mention | None) -> bool:
        """Whether a change is a mean over years; *a yearly increase* is one of a year, unless years are spoken of."""
        if figure.a_year or "gaps.over_years" in before:
            return True
        return mention is not None and mention.kind == "years" and not before.isdisjoint({"gaps.mean", "gaps.yearly"})

    def prices(self, stretch: Stretch) -> str:
        """Give the price basis that is said between the beginning of the statement and the figure."""
        starts = stretch.row.starts
        first, last = starts[stretch.opening], starts[stretch.place]
        return next((item.key for item in self._items[first:last] if item.kind == "prices"), "")

    def roles(self, stretch: Stretch) -> frozenset[str]:
        """Gather the parts that the words from the beginning of the statement to the figure play."""
        starts = stretch.row.starts
        first, last = starts[stretch.opening], starts[stretch.place]
        return frozenset(role for item in self._items[first:last] for role in item.meaning.roles)

    def is_past(self, stretch: Stretch) -> bool:
        """Whether a verb between the beginning of the statement and the figure tells of what was."""
        starts = stretch.row.starts
        first, last = starts[stretch.opening], starts[stretch.place]
        return any(
            item.plays("says.up", "says.down", "says.equal", "gaps.aux") and _is_past(item.key)
            for item in self._items[first:last]
        )

    def hedge(self, stretch: Stretch) -> str:
        """Give the bound that a hedge directly before the figure sets."""
        place = stretch.row.starts[stretch.place]
        for at in range(place - 1, max(-1, place - _HEDGES_REACH), -1):
            item = self._items[at]
            bound = next((bound for role, bound in _HEDGES.items() if item.plays(role)), "")
            if bound:
                return bound
            if item.plays("says.exceed"):
                return "at_least"
            if item.plays("gaps.by"):
                continue
            if not item.plays("gaps.det", "gaps.empty", "gaps.of"):
                break
        return ""

    def level(self, stretch: Stretch) -> str:
        """Give the word for the level whose figure it is: *provincial*; empty without one."""
        starts = stretch.row.starts
        first, last = starts[stretch.opening], starts[stretch.place]
        return next((item.key for item in self._items[first:last] if item.plays("gaps.level_of")), "")

    def assigner(self, compared: tuple[int, ...]) -> str:
        """Say whose plan it is, where one body is named as the one that assigned it."""
        if not compared:
            return ""
        named = {
            name
            for item in self._items[compared[0] : compared[1]]
            for name in _ASSIGNERS
            if item.plays(f"assigners.{name}")
        }
        return named.pop() if len(named) == 1 else ""

    def is_count(self, figure: Figure, place: int) -> bool:
        """Whether a bare number counts what is no statistic, is a year, or one part of a fraction."""
        following = self._items[place + 1] if place + 1 < len(self._items) else None
        if following is not None and (following.plays("counted.things") or following.key in {"/", "-", "."}):
            return True
        if place and self._items[place - 1].key in {"/", "-", "out of", "of", "the", "all"}:
            return True
        return figure.printed is None or (figure.printed.isdigit() and len(figure.printed) <= _FEW_DIGITS)
