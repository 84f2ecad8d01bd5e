"""The sentences of a text as a reader is shown them: the one in which a figure stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.reading import ReadObservation

_SENTENCE_AT_MOST: Final = 240


class Sentences:
    """The sentences of a text, to quote the one in which a figure stands.

    Parameters
    ----------
    text : str

    Attributes
    ----------
    text : str
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *_sentence_starts(text)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where the sentence that holds a place begins and ends."""
        place = bisect_right(self._starts, start) - 1
        after = bisect_right(self._starts, max(start, end - 1))
        return self._starts[place], self._starts[after] if after < len(self._starts) else len(self.text)

    def around(self, observation: ReadObservation) -> str:
        """Quote the sentence of a figure in one line, shortened on both sides where it is long."""
        begin, stop = self.span(observation.start, observation.end)
        room = _SENTENCE_AT_MOST // 2
        cut_before, cut_after = observation.start - room > begin, observation.end + room < stop
        begin = max(begin, observation.start - room)
        stop = min(stop, observation.end + room)
        quoted = " ".join(self.text[begin:stop].split())
        return f"“{'…' if cut_before else ''}{quoted}{'…' if cut_after else ''}”"


def _sentence_starts(text: str) -> Iterable[int]:
    """Give where each sentence after the first begins: after a line's end, or after a full stop before a capital."""
    for place, letter in enumerate(text):
        if letter == "\n":
            yield place + 1
        elif letter in ".!?…":
            following = place + 1
            while following < len(text) and text[following] in " \u00a0":
                following += 1
            if following < len(text) and text[following].isupper() and not text[max(0, place - 2) : place].isupper():
                yield following
