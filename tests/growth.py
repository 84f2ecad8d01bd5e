"""How fast work grows with its size: as a ratio of processor times of one run, which a busy machine leaves as it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 3
_FLOOR = 0.02  # seconds: what takes less is not measured, but made of noise


def growth(do: Callable[[int], object], size: int, *, times: int = 4) -> float:
    """Say how many times longer something takes that is so many times larger: `times` where it is linear.

    Parameters
    ----------
    do : callable
        Does the work of a size; what it makes ready beforehand counts too.
    size : int
        The smaller one.
    """
    do(size)  # what is done once only, before
    small, large = _least(do, size), _least(do, size * times)
    return large / max(small, _FLOOR)


def _least(do: Callable[[int], object], size: int) -> float:
    least = float("inf")
    for _ in range(_ROUNDS):
        begun = time.process_time()
        do(size)
        least = min(least, time.process_time() - begun)
    return least
