"""The colours of charts and pages, each with its counterpart on a dark page.

The light colour is what stands in a chart's specification and image. An exported page replaces it by a style
variable, so that one chart follows the reader's light or dark setting; for this every colour is used for one role
only and no two roles share a colour. Meaning is never carried by colour alone: shape, fill or a word repeats it.
"""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """One role's colour on a light and on a dark page, as ``#rrggbb``."""

    light: str
    dark: str


PALETTE: dict[str, Colour] = {
    "paper": Colour("#fffffe", "#12181f"),
    "ink": Colour("#1b2733", "#e8edf2"),
    "muted": Colour("#55626f", "#a3b2c0"),
    "rule": Colour("#e1e6eb", "#2c3843"),
    "published": Colour("#0a6a94", "#63bde4"),
    "context": Colour("#8a97a3", "#7c8b99"),
    "plan": Colour("#1b2734", "#f2f5f8"),
    "met": Colour("#0a6a95", "#62bce3"),
    "missed": Colour("#c2410c", "#ff9166"),
    "undecided": Colour("#6b5b95", "#b7a6e0"),
    "band": Colour("#d5dde4", "#33414e"),
}
