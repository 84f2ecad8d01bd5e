"""Why a figure has no period: codes, and the words for them."""

from __future__ import annotations

from typing import Final, NamedTuple

REASONS: Final = {
    "no_period": "the period is not said",
    "no_year": "the year is not said",
    "no_years": "a mean over years that are not said",
    "over_years": "a change over several years, not over one",
    "each": "a mean of each month, not of the whole period",
    "not_begun": "a result of a period that begins after the text was written",
    "not_over": "a result of a period that is far from over when the text was written",
}


class Refusal(NamedTuple):
    """A figure's period that is not known, or cannot be.

    Attributes
    ----------
    code : str
        One of `REASONS`.
    """

    code: str

    @property
    def reason(self) -> str:
        """The reason in words."""
        return REASONS[self.code]
