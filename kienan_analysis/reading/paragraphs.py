"""What a paragraph's, or a list's, opening words say for all its sentences: the period, and whether aims are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.reported_period import Reported

_NEAR: Final = 3  # items between a word of comparison and its period


class Paragraphs:
    """Follows an article from sentence to sentence.

    Parameters
    ----------
    reported : Reported

    Attributes
    ----------
    mention : Mention or None
        The period that holds where a sentence names none.
    target : bool
        Whether aims are listed here.
    """

    def __init__(self, reported: Reported) -> None:
        self._reported = reported
        self._introduced: tuple[Mention | None, bool] = (None, False)
        self._first = True
        self.mention: Mention | None = None
        self.target = False

    def new_paragraph(self) -> None:
        """Go back to what the sentence that introduces the list says."""
        self.mention, self.target = self._introduced

    def enter(self, items: Sequence[Item], *, opens: bool) -> None:
        """Take what a sentence's words before its first figure say.

        Parameters
        ----------
        items : sequence of Item
        opens : bool
            Whether it introduces a list.
        """
        first_figure = next((at for at, item in enumerate(items) if item.is_measured), len(items))
        named = [
            (at, item.mention)
            for at, item in enumerate(items)
            if item.mention is not None and item.mention.kind in {"months", "years"} and not _is_compared(items, at)
        ]
        years = [
            mention
            for at, mention in named
            if at < first_figure and mention.shift in {None, 0, 1} and not (mention.is_month and len(named) > 1)
        ]
        if years:
            self.mention = years[-1]
            self.target = self._is_later(years[-1]) or self._reported.aims
        aims = any(items[at].plays("aims.target") for at in range(first_figure))
        if aims and (opens or self._is_later(self.mention)):
            self.target = True
        if self._first and first_figure == len(items) and self._reported.aims:
            self.target = opens = True  # the heading of a list of aims
        self._first = False
        if opens:
            self._introduced = (self.mention, self.target)

    def _is_later(self, mention: Mention | None) -> bool:
        """Whether a period lies after the one that the article reports on."""
        reported = self._reported
        if mention is None or reported.year is None or reported.mention is None:
            return False
        year = mention.year if mention.year is not None else reported.year + (mention.shift or 0)
        return year > reported.year


def _is_compared(items: Sequence[Item], place: int) -> bool:
    return any(
        items[at].plays("against.compare", "against.same_period", "says.more", "says.less")
        for at in range(max(0, place - _NEAR), place)
    )
