"""What all statements about one area imply together, worked out once for all that ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from kienan_analysis.reconciliation import reconcile

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled

# A review asks for one area's several times; who walks over a province is not to keep all of them.
_KEPT: Final = 8
_of_data: WeakKeyDictionary[Dataset, dict[str, Reconciled]] = WeakKeyDictionary()


def reconciled_of(data: Dataset, area: str) -> Reconciled:
    """Reconcile the observations of one area.

    Parameters
    ----------
    data : Dataset
    area : str
        Area id; one without observations has nothing reconciled.
    """
    known = _of_data.setdefault(data, {})
    found = known.pop(area, None) or reconcile(data.of_areas(area))
    known[area] = found  # the last one asked for stands last
    if len(known) > _KEPT:
        del known[next(iter(known))]
    return found
