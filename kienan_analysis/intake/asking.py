"""In what portions somebody is asked for figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.intake.proposal import Asked
    from kienan_analysis.intake.quoting import Sentences


def groups(asked: Sequence[Asked], sentences: Sentences) -> Iterator[list[Asked]]:
    """Put figures of one sentence together: they are read, and decided, at one glance.

    A figure that the text contradicts elsewhere stands alone, since only one of the two can be taken; and so does one
    that cannot be added, so that it does not hinder its neighbours.

    Parameters
    ----------
    asked : sequence of Asked
        In the order of the text.
    sentences : Sentences
    """
    group: list[Asked] = []
    last: tuple[int, int] | None = None
    for one in asked:
        observation = one.candidate.observation
        place = sentences.span(observation.start, observation.end)
        alone = bool(one.rivals) or not one.is_possible
        if group and (place != last or alone):
            yield group
            group = []
        group.append(one)
        last = None if alone else place
        if alone:
            yield group
            group = []
    if group:
        yield group
