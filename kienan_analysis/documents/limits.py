"""What reading a document may take before it is ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# A province's report with its annexes takes seconds; a text of 20 MB, whose figures are all read, two minutes.
SECONDS: Final = 300
MEBIBYTES: Final = 4096
# A year; more than any machine has.
MOST_SECONDS: Final = 366 * 24 * 60 * 60
MOST_MEBIBYTES: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a document may take.

    Attributes
    ----------
    seconds : int
        By the clock.
    mebibytes : int
        Of memory beyond what the process began with; 0 for no limit.
    """

    seconds: int = SECONDS
    mebibytes: int = MEBIBYTES
