"""English texts of resolutions and plans: what they list may be told as if it were done (*exports reached …*)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kienan_analysis.reading.figures import Figure

_HEAD: Final = 400  # letters
_REACH: Final = 400  # letters of a sentence
_SETS_AIMS: Final = re.compile(
    r"\b(?:pass(?:ed|es|ing)?|adopt(?:ed|s|ing)?|approv(?:ed|es|ing)|issu(?:ed|es|ing)|promulgat(?:ed|es)"
    r"|vot(?:ed|es)(?: \w+){0,3})\b[^.;\n]{0,60}\b(?:resolution|plan|targets?|goals?|programme|program|strategy)\b"
)
_WAS: Final = re.compile(
    r"\b(?:same period|year on year|compared|year (?:earlier|ago|before)|last year|previous year"
    r"|(?:of|above|over) (?:the|its) (?:\w+ )?(?:plan|estimate|target)|exceed\w*|surpass\w*|so far|estimated|results?"
    r"|in the first|as of|by the end of|accounting for|ranking|to date)\b"
)
_YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_SENTENCE: Final = re.compile(r"[.;!?\n](?![0-9])")


def sets_aims(key: str) -> int | None:
    """Return the first year of the resolution or plan that the head of a text says somebody passed; 0 if not said.

    Parameters
    ----------
    key : str
        The text in the spelling that is matched.
    """
    if (found := _SETS_AIMS.search(key, 0, _HEAD)) is None:
        return None
    end = _SENTENCE.search(key, found.end(), found.end() + _REACH)
    said = _YEAR.findall(key[found.start() : end.start() if end is not None else found.end() + _REACH])
    return min((int(year) for year in said), default=0)


def says_it_was(key: str, figure: Figure) -> bool:
    """Whether the sentence of a figure holds it against another time or a plan, as results are held.

    Parameters
    ----------
    key : str
    figure : Figure
    """
    before = key[max(0, figure.start - _REACH) : figure.start]
    stops = [match.end() for match in _SENTENCE.finditer(before)]
    end = _SENTENCE.search(key, figure.end, figure.end + _REACH)
    begun = figure.start - len(before) + (stops[-1] if stops else 0)
    return _WAS.search(key, begun, end.start() if end is not None else figure.end + _REACH) is not None
