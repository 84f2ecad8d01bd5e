"""What an area of a level cannot have: a district has no GRDP, whatever a text calls its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.data import gazetteer
from kienan_analysis.reading.text import matching_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.observations import ReadObservation

# The word before a place's name says its level where the catalogue does not know the place. A thành phố may be either.
_LEVELS: Final = {
    "tỉnh": "province", "thủ": "city", "quận": "district", "huyện": "district", "thị": "district", "tx": "district",
    "xã": "commune", "phường": "commune", "đặc": "commune",
}  # fmt: skip

# The value of products: of a commune or district, where nobody reckons GRDP, gross output; of a province either.
_PRODUCTS: Final = "giá trị sản phẩm"
_OUTPUT: Final = "total_production_value"
_OF_ECONOMIES: Final = frozenset({"country", "region", "province", "city"})


def may_be_an_economy(one: ReadObservation, level: str) -> bool:
    """Whether words for the value of all products may mean GRDP, since an area of this level has one."""
    return one.indicator == _OUTPUT and level in _OF_ECONOMIES and _PRODUCTS in matching_key(one.name)


def level_of(area: str | None, words: str, areas: Mapping[str, Area]) -> str:
    """Say an area's level.

    Parameters
    ----------
    area : str or None
        A catalogue id.
    words : str
        How the text names it, in the spelling that is matched.
    areas : mapping of str to Area

    Returns
    -------
    str
        As in ``areas.csv``; empty where it is not known.
    """
    if area is not None and area in areas:
        return areas[area].level
    if area is not None and (unit := gazetteer.unit(area)) is not None:
        return unit.level
    return _LEVELS.get(words.split(" ", 1)[0].rstrip("."), "")


def of_level(
    one: ReadObservation, level: str, lexicon: Lexicon, indicators: Mapping[str, Indicator]
) -> ReadObservation:
    """Give a figure the indicator that an area of its level can have: the same words' other one, else none.

    Parameters
    ----------
    one : ReadObservation
    level : str
        Of its area; empty where that is not known: then nothing is changed.
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    """
    known = indicators.get(one.indicator or "")
    if known is None or not level or not known.levels or level in known.levels:
        return one
    named = lexicon.indicators(matching_key(one.name))
    fitting = [other for other in named if not indicators[other].levels or level in indicators[other].levels]
    return replace(one, indicator=fitting[0] if fitting else None)
