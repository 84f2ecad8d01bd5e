"""Reading without the walks of the garbage collector over what is only just being made."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_collection() -> Iterator[None]:
    """Hold the collector of reference cycles back for as long as a text is read.

    A text makes very many small objects and no cycle among them: they go when nothing refers to them any more, and
    looking all of them over again and again, a tenth of the time of a long text, would find nothing. The collector is
    the whole process's: it is only held back if it was at work, and works again afterwards whatever happens.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
