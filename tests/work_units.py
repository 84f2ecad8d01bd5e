"""How the tests are shared out to the workers of pytest-xdist: a file at a time, and some files together.

A worker keeps what it has made of the shipped data (``tests/shipped_reviews.py``). The files that look at every review
therefore go to one worker, one after the other: two would both make them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    import pytest

EVERY_REVIEW: Final = "every review"
TOGETHER: Final = {
    f"tests/{name}.py": EVERY_REVIEW
    for name in (
        "test_accepted",
        "test_annual_review",
        "test_one_answer",
        "test_outlook",
        "test_sections_charts",
        "test_sections_report",
        "test_sections_tables",
        "test_wording",
        "test_workbook",
    )
}

# What takes longest comes first, so that at the end little is left for one worker alone.
LONG_FIRST: Final = ("types", "browser", "kernel", "slow")


class WorkUnits(LoadFileScheduling):  # type: ignore[misc]  # xdist's schedulers have no public types
    """Gives a worker whole files, and the files that share something to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return TOGETHER.get(file, file)


def long_first(items: list[pytest.Item]) -> None:
    """Sort the files by their longest test's kind; each stays whole, its tests in their order."""
    places = {item.path: len(LONG_FIRST) for item in items}
    for item in items:
        marks = [LONG_FIRST.index(mark.name) for mark in item.iter_markers() if mark.name in LONG_FIRST]
        places[item.path] = min([places[item.path], *marks])
    items.sort(key=lambda item: places[item.path])
