"""Whether a figure can be of what is named: hectares are no revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import UNITS

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.figures import Figure

_PEOPLE: Final = frozenset({"người", "lao động", "ca", "lượt người"})  # writers take these for one another


def lacks_scale(known: Indicator, figure: Figure) -> bool:
    """Whether a word of scale was left out: no budget is of VND17,259."""
    return figure.unit == "đồng" and "tỷ" in known.unit


def fits(known: Indicator, figure: Figure, measure: str) -> bool:
    """Whether an indicator can have such a figure: a level in percent is one of a rate, a count is no money."""
    if measure not in {"level", "plan"}:
        return True
    if figure.kind == "rate":
        return known.kind == "rate"
    if figure.unit == known.unit:
        return True
    if figure.is_money and ("đồng" in known.unit or "USD" in known.unit):
        return set(figure.unit.split("/")[1:]) <= set(known.unit.split("/")[1:])
    one, other = UNITS.get(figure.unit), UNITS.get(known.unit)
    if one is not None and other is not None and one.dimension == other.dimension:
        return True
    return {figure.unit, known.unit} <= _PEOPLE
