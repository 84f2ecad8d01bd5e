"""The verbs of statements, by what they say of a value."""

from __future__ import annotations

from typing import Final

# By the part that they play, in the order in which they count where one word plays several (xuống: giảm xuống còn 3%,
# xuống 3%).
VERBS: Final = {
    f"says.{verb}": verb
    for verb in (
        "to_level", "from", "doubled", "multiple", "exceed", "short", "less", "more", "down", "up", "contribution",
        "difference", "share", "equal",
    )
}  # fmt: skip
# The bound that a hedge before the figure sets.
HEDGES: Final = {"hedges.at_least": "at_least", "hedges.at_most": "at_most", "hedges.approx": "approx"}
