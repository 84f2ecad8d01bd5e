"""Where a figure stands in its sentence, and what stands directly about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.after import After
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.segments import Outline, Segment

# What may stand before a figure that opens its sentence: Hơn 50% kế hoạch năm là mức đạt được của …
_BEFORE_ONLY: Final = ("hedges.at_least", "hedges.at_most", "hedges.approx", "hedges.estimate", "around.filler")
_VERBS: Final = ("says.up", "says.down", "says.equal", "says.more", "says.less", "says.exceed")
_BELONGS: Final = frozenset({"là", "là của", "thuộc", "thuộc về"})
_FRACTION: Final = frozenset({"/", "-"})
_YEAR_DIGITS: Final = 4
_FEW_DIGITS: Final = 2


@record
class Standing(Record):
    """A figure in its sentence.

    Attributes
    ----------
    items : sequence of Item
        The sentence's.
    start, place, following : int
        The first item after what belongs to the figure before, the figure's own, and the next figure's (or the end).
    figure : Figure
    after : After
        What the words after it say.
    outline : Outline
        Of the sentence.
    parts : list of Segment
        The stretches before the figure, from `start` on.
    """

    items: Sequence[Item]
    start: int
    place: int
    following: int
    figure: Figure
    after: After
    outline: Outline
    parts: list[Segment]

    @property
    def next(self) -> Item | None:
        """The item directly after the figure."""
        return self.items[self.place + 1] if self.place + 1 < len(self.items) else None

    @property
    def opens_sentence(self) -> bool:
        """Whether nothing stands before the figure but hedges and fillers."""
        return not self.start and all(
            self.items[at].kind == "phrase" and self.items[at].plays(*_BEFORE_ONLY) for at in range(self.place)
        )

    @property
    def is_of_a_noun(self) -> bool:
        """Whether a noun follows the figure at once: *91,4% số dự án*."""
        following = self.next
        if following is None:
            return False
        return following.is_noun or (following.key in {"số", "tổng số"} and self.place + 2 < self.following)

    @property
    def belongs_to_what_follows(self) -> bool:
        """Whether the figure's name comes after it: *; trên 95% dân số có BHYT*."""
        if self.items[self.place].meaning.indicators:
            return True
        if self._plays("order.among"):
            return (
                self.next is not None
                and self.next.kind not in {"mark", "figure"}
                and not self.next.plays("says.equal", "says.up", "says.down")
            )
        if self.opens_sentence:
            return True
        beyond = self.items[self.after.end] if self.after.end < self.following else None
        if self._plays(*_VERBS):
            # Đạt 100% kế hoạch là nông nghiệp: the verb may open the sentence, the name comes last.
            return not self.start and self.place == 1 and beyond is not None and beyond.key == "là"
        return beyond is not None and (beyond.is_noun or bool(beyond.meaning.indicators) or beyond.key in _BELONGS)

    @property
    def is_count(self) -> bool:
        """Whether a bare number counts what is no statistic, is a year, or one part of a fraction."""
        before = self.items[self.place - 1] if self.place else None
        following = self.next
        if following is not None and (following.plays("counted.things") or following.key in {"/", "-", "."}):
            return True
        if before is not None and before.key in _FRACTION:
            return True
        printed = self.figure.printed
        if printed is None or not printed.isdigit():
            return False
        return len(printed) <= _FEW_DIGITS or (len(printed) == _YEAR_DIGITS and printed[:2] in {"19", "20"})

    def _plays(self, *roles: str) -> bool:
        if self.outline.roles.isdisjoint(roles):
            return False
        return any(self.items[at].plays(*roles) for at in range(self.start, self.place))
