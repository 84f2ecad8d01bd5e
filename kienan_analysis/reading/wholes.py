"""What a sentence divided, for the next one: *đón 1,2 triệu lượt khách, trong đó khách quốc tế 0,4 triệu. Lũy kế …*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State

# Parts follow; *cụ thể*, *nổi bật* may go on about the whole.
_PARTS: Final = frozenset({"bao gồm", "gồm", "riêng", "trong đó", "trong số đó", "trong số này"})
# Opens what is said of a longer time of the whole.
_RUNNING: Final = ("cộng dồn", "lũy kế", "tính chung", "tính lũy kế")
_FAMILY: Final = 2  # words of a concept that it shares with its like


def follow_parts(standing: Standing, state: State) -> None:
    """Note the name that stands before *trong đó*: what follows are parts of it."""
    if "order.among" not in standing.outline.roles or state.whole is not None:
        return
    said = next((at for at in range(standing.start, standing.place) if standing.items[at].key in _PARTS), -1)
    if said >= 0:
        state.whole, state.parted = state.subject, standing.items[said].start


def carried_from(state: State, items: Sequence[Item], indicators: Mapping[str, Indicator]) -> Subject | None:
    """Give the name that a next sentence without one is of: the whole where the last is of a part.

    After a semicolon a statement of its own may stand; where nothing tells, no name is carried.
    """
    whole, last = state.whole, state.subject
    if whole is None or last is None or last == whole:
        return last
    apart = any(item.key == ";" and state.parted < item.start < last.start for item in items)
    if not apart:
        return whole
    known, divided = indicators.get(last.indicator), indicators.get(whole.indicator)
    if known is None or divided is None:
        return None
    alike = known.concept.split()[:_FAMILY] == divided.concept.split()[:_FAMILY]
    return whole if alike else last


def taken_up(whole: Subject, items: Sequence[Item]) -> Subject:
    """Take the whole up in the next sentence: plainly in a running total, else to be asked about."""
    plain = bool(items) and items[0].key.startswith(_RUNNING)
    return whole if plain else whole._replace(completed=True)
