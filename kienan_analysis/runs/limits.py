"""What a review may take before it is ended."""

from __future__ import annotations

from typing import Final

# A cell of a review takes a second or two: after ten minutes something hangs, and a scheduler should hear of it.
CELL_SECONDS: Final = 600
# MiB. A review holds some 200, the figures of a province 1 GiB: beyond this a cell has run wild, and the machine is
# everybody's.
MEMORY_LIMIT: Final = 4096
