"""The tags of a page, by what a browser makes of them."""

from __future__ import annotations

from typing import Final


def _tags(words: str) -> frozenset[str]:
    return frozenset(words.split())


# No text of the page stands in them.
NOT_TEXT: Final = _tags(
    """
    applet area audio base canvas col colgroup embed frame frameset head iframe link map math meta object param
    script source style svg title track
    """
)
# Shown to no one, or only where scripts do not run.
NOT_SHOWN: Final = _tags(
    """
    dialog noembed noframes noscript template
    """
)
# What a person works with, not what one reads.
CONTROLS: Final = _tags(
    """
    button datalist input meter optgroup option output progress select textarea
    """
)
# They begin and end a line.
BLOCKS: Final = _tags(
    """
    address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p pre search section summary
    tbody tfoot thead ul
    """
)
