"""What is given in place of a period, or of a place, that is not known."""

from __future__ import annotations

from typing import NamedTuple


class Refusal(NamedTuple):
    """A figure's period that is not known, or cannot be.

    Attributes
    ----------
    code : str
        Of the reason, as in ``reasons.toml``.
    """

    code: str
