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

# What takes longest comes first, so that at the end little is left for one worker alone: files by the processor seconds
# that they took, as measured on 2026-11-28; what is not here, by the kind of its longest test.
SECONDS: Final = {
    "test_faults": 115, EVERY_REVIEW: 65, "test_overview": 60, "test_real_page": 55, "test_types": 45,
    "test_place_reviews": 45, "test_reconciliation_exact": 45, "test_readme": 45, "test_wrong_calls": 40,
    "test_sections_said": 40, "test_kernel_provisioner": 40, "test_lab": 40, "test_python_calls": 40, "test_intake": 35,
    "test_grammar": 35, "test_cluster": 30, "test_print": 30, "test_writing_a_package": 25, "test_own_place": 25,
    "test_articles": 25, "test_page": 25, "test_whole_review": 20, "test_kernel_starts": 20, "test_sections_order": 20,
    "test_by_columns": 20, "test_documents_tables": 20, "test_explorer": 20,
}  # fmt: skip
LONG_FIRST: Final = ("browser", "kernel", "slow")


class WorkUnits(LoadFileScheduling):  # type: ignore[misc]  # xdist's schedulers have no public types
    """Gives a worker whole files, and the files that share something to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return TOGETHER.get(file, file)


def long_first(items: list[pytest.Item]) -> None:
    """Sort the files, each whole, its tests in their order: by what they took, then by their longest test's kind."""
    kinds = {item.path: len(LONG_FIRST) for item in items}
    for item in items:
        marks = [LONG_FIRST.index(mark.name) for mark in item.iter_markers() if mark.name in LONG_FIRST]
        kinds[item.path] = min([kinds[item.path], *marks])
    items.sort(key=lambda item: (-_seconds(item), kinds[item.path]))


def _seconds(item: pytest.Item) -> int:
    unit = TOGETHER.get(item.nodeid.partition("::")[0], item.path.stem)
    return SECONDS.get(unit, 0)
