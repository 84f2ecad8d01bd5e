"""Whether other places than the text's own were spoken of, so that what names none may be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class OtherPlaces:
    """Remembers from sentence to sentence whether the text's own place or another was spoken of.

    Attributes
    ----------
    ours : bool
        Whether an earlier sentence of the paragraph names the text's own, and none since another.
    begun_own : bool
        Whether an earlier sentence of the paragraph has figures of the text's own.
    """

    def __init__(self) -> None:
        self.ours = self.begun_own = False
        self._beside = False  # whether an earlier sentence of the paragraph is about another place
        self._elsewhere = False  # whether others were spoken of since the text's own was named
        self._began = False  # whether one of those began its sentence
        self._told_ours = False  # whether a sentence with figures names the text's own

    def new_paragraph(self) -> None:
        """Begin a paragraph: with a place that was only spoken of by the way, in a bracket, none goes on."""
        self.ours = self.begun_own = self._beside = False
        self._elsewhere = self._elsewhere and (self._began or not self._told_ours)

    def take(self, holders: AbstractSet[str], *, by_name: bool, figured: bool, begins: bool) -> None:
        """Take whose a sentence speaks of.

        Parameters
        ----------
        holders : set of str
            ``subject`` for the text's own, ``place`` for another, ``unsure``.
        by_name : bool
            Whether it names one, and not only *tỉnh*.
        figured : bool
            Whether it has figures.
        begins : bool
            Whether it begins with another place.
        """
        own = holders == {"subject"} and by_name
        self.ours = own or (self.ours and "place" not in holders)
        self._told_ours |= own and figured
        self._beside = "place" in holders
        self._elsewhere = (self._elsewhere or bool(holders & {"place", "unsure"})) and "subject" not in holders
        self._began = self._elsewhere and (self._began or begins)

    @property
    def may_be_meant(self) -> bool:
        """Whether a figure without a place may be another's."""
        return self._beside or self._elsewhere
