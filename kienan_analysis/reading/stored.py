"""What a figure says as ``observations.csv`` stores it: its form resolved, its hedge turned, its own price basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Indicator

POINTS: Final = "điểm %"  # the unit of a change of a rate
_OF_CHANGES: Final = frozenset({"growth", "planned_growth"})
_TURNED: Final = {"at_least": "at_most", "at_most": "at_least"}


def resolved(number: float, measure: str, form: str) -> float:
    """Resolve a form to the value that is stored: *bằng 104% so với cùng kỳ* is 4.

    Examples
    --------
    >>> resolved(104.0, "growth", "index"), resolved(5.0, "growth", "decrease"), resolved(3.0, "attainment", "excess")
    (4.0, -5.0, 103.0)
    """
    if form and measure in _OF_CHANGES:
        number = {"index": number - 100, "decrease": -number, "multiple": 100 * number - 100}.get(form, number)
    elif form and measure == "attainment":
        number = {"excess": 100 + number, "decrease": 100 - number, "multiple": 100 * number}.get(form, number)
    return float(f"{number:.12g}")


def turned(bound: str, form: str) -> str:
    """Give a hedge, turned where the wording turns the value: *giảm hơn 5%* is at most -5.

    Examples
    --------
    >>> turned("at_least", "decrease"), turned("at_least", ""), turned("approx", "decrease")
    ('at_most', 'at_least', 'approx')
    """
    return _TURNED.get(bound, bound) if form == "decrease" else bound


def own_price_basis(prices: str, known: Indicator | None) -> str:
    """Give the price basis that a text names, where it is not the indicator's own.

    Parameters
    ----------
    prices : str
        As the text names it; empty where it names none.
    known : Indicator or None
        The catalogue's, where it knows the name.
    """
    if not prices or prices == "constant" or (known is not None and known.price_basis.startswith(prices)):
        return ""
    return prices
