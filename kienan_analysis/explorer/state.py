"""What an explorer shows, as plain values: every view is a function of this and of the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kienan_analysis.languages import Language

# Each view with the ways in which it can be shown, the usual one first.
SHOWS: Final[dict[str, tuple[str, ...]]] = {
    "history": ("level", "index", "growth"),
    "plans": ("years", "year"),
    "growth": ("years", "year"),
    "what_if": ("growth", "target"),
    "compare": ("level", "growth"),
    "sources": ("statements",),
}
VIEWS: Final = tuple(SHOWS)


@dataclass(frozen=True, slots=True)
class State:
    """A choice of what to look at.

    Attributes
    ----------
    view : {"history", "plans", "growth", "what_if", "compare", "sources"}
    show : str
        How the view is shown, one of ``SHOWS[view]``.
    area : str
        Area id.
    indicators : tuple of str
        Indicator ids; empty for all that the view can show.
    indicator : str
        The one that areas are compared by.
    areas : tuple of str
        Areas to compare; empty for all that are comparable.
    years : tuple of int
        The first and the last year, both inside.
    year : int
        The year of the views that show a single one.
    assumed : tuple of (str, float)
        For *what if*: indicator and rate, a fraction.
    bounds : bool
        Whether the interval that printed digits allow is shown.
    language : {"vi", "en"}
    """

    view: str
    show: str
    area: str
    indicators: tuple[str, ...]
    indicator: str
    areas: tuple[str, ...]
    years: tuple[int, int]
    year: int
    assumed: tuple[tuple[str, float], ...] = ()
    bounds: bool = True
    language: Language = "vi"

    @property
    def of_one_year(self) -> bool:
        """Whether the view shows a single year."""
        return self.view == "what_if" or self.show == "year"
