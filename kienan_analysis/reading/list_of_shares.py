"""Places that a sentence holds against their plans: *So với dự toán, quận A đạt 104%, quận B đạt 88%*.

What the plans are of was said by the sentence before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.against import NO_AGAINST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.place_pairs import Pair
    from kienan_analysis.reading.statements import Statement

OF_PLAN: Final = "a place in a list, held against its plan"
# What the words before the first place may be, beside the plan.
_COMPARING: Final = ("against.", "plan.", "assigners.", "around.", "order.", "gaps.")


def against_its_plan(items: Sequence[Item], topic: Statement | None) -> Statement | None:
    """Say what the shares of a sentence are that opens by holding against a plan; None where it does not.

    Parameters
    ----------
    items : sequence of Item
    topic : Statement or None
        The amount that the sentence before gave of one thing.
    """
    if topic is None or topic.target or topic.saying.measure != "level" or not _opens_with_plan(items):
        return None
    saying = topic.saying._replace(measure="attainment", form="", rule=OF_PLAN, against=NO_AGAINST)
    return topic._replace(saying=saying, bound="", status="")


def only_compares(items: Sequence[Item], pair: Pair) -> bool:
    """Whether the words before the first place of such a sentence name nothing: *so với dự toán tỉnh giao, chỉ có*."""
    begin, end = pair.intro
    if begin or not _opens_with_plan(items):
        return False
    return all(
        item.kind in {"mark", "area"} or any(role.startswith(_COMPARING) for role in item.meaning.roles)
        for item in items[:end]
    )


def _opens_with_plan(items: Sequence[Item]) -> bool:
    return len(items) > 1 and items[0].plays("against.compare") and items[1].plays("plan.plan")
