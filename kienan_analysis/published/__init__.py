"""A published figure: what its digits, hedges and wording allow, and what follows from it.

Statistics offices print rounded figures. ``101,5%`` stands for anything from 101.45% to 101.55%. This room reads the
digits as their language writes them (`parse_number`), gives the interval they stand for (`resolve`), carries intervals
through a formula (`propagate`, the only interval arithmetic of the project) and says what they prove (`verdict`,
`agreement`).

Examples
--------
>>> from kienan_analysis import published
>>> share = published.resolve("101,5", "vi", measure="attainment")
>>> published.verdict(share.low, share.high)
'met'
"""

from __future__ import annotations

from kienan_analysis.published.bounds import (
    Agreement,
    Bounds,
    Verdict,
    agreement,
    from_missing,
    propagate,
    to_missing,
    verdict,
)
from kienan_analysis.published.figures import Figure, resolve
from kienan_analysis.published.printed import Language, PrintedFigureError, decimals, parse_number

__all__ = [
    "Agreement",
    "Bounds",
    "Figure",
    "Language",
    "PrintedFigureError",
    "Verdict",
    "agreement",
    "decimals",
    "from_missing",
    "parse_number",
    "propagate",
    "resolve",
    "to_missing",
    "verdict",
]
