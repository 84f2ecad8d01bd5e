"""A published figure: what its digits, hedges and wording allow, and what follows from it.

Statistics offices print rounded figures. ``101,5%`` stands for anything from 101.45% to 101.55%. This room reads the
digits as their language writes them (`parse_number`), gives the interval they stand for (`resolve`), carries intervals
through a formula (`propagate`, the only interval arithmetic of the project) and says what they prove (`verdict`,
`agreement`).

What computes with intervals needs numpy and loads on first use: the reader of articles only reads digits.

Examples
--------
>>> from kienan_analysis import published
>>> share = published.resolve("101,5", "vi", measure="attainment")
>>> published.verdict(share.low, share.high)
'met'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kienan_analysis.published.figures import Figure, resolve
from kienan_analysis.published.printed import Language, PrintedFigureError, decimals, parse_number

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:  # noqa: ANN401  (each name has its type above)
    """Load what computes with intervals on first use."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=None)
    value = getattr(import_module(f"{__name__}.bounds"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names: what a notebook completes."""
    return sorted(__all__)
