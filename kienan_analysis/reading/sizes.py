"""Whether a level is of a size that such an area has: a GRDP of 126 tỷ đồng is no province's, and was misread."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.catalogue import canonical_unit, unit_factor
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Area
    from kienan_analysis.reading.observations import ReadObservation

_AMOUNTS: Final = frozenset({"level", "plan"})
_SAME: Final = {"city": "province", "ward": "commune"}
_BY_HEAD: Final = "/người/năm"


def is_of_its_size(one: ReadObservation, area: Area | None) -> bool:
    """Whether a level lies within what areas of that level have; True where nothing is known of it.

    Parameters
    ----------
    one : ReadObservation
        Its value is in its own unit.
    area : Area or None
        Whose it is.
    """
    known = _sizes().get(one.indicator or "")
    limits = known.get(_SAME.get(area.level, area.level)) if known is not None and area is not None else None
    if known is None or limits is None or one.measure not in _AMOUNTS:
        return True
    unit = canonical_unit(one.unit)
    if known["unit"].endswith(_BY_HEAD):  # triệu đồng, triệu đồng/người: the name says that it is by head and year
        unit = unit.removesuffix("/năm").removesuffix("/người") + _BY_HEAD if "/tháng" not in unit else unit
    try:
        size = one.value * unit_factor(unit, known["unit"])
    except KienanError:
        return True  # in dollars
    least, most = limits
    return bool(least <= size <= most)


@cache
def _sizes() -> dict[str, dict[str, Any]]:
    table = (files("kienan_analysis.reading") / "sizes.toml").read_text(encoding="utf-8")
    return tomllib.loads(table)
