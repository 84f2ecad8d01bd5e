"""English sentences in order: what a paragraph has spoken of, and of which place, when the next sentence comes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.name_bounds import Name
from kienan_analysis.reading.english.places import level_said, place_key
from kienan_analysis.reading.english.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.english.readings import Reading
    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.statements import Failure

# The place named last is spoken of on: *The province welcomed …*; *…, the city's exports …*.
_SPOKEN_OF: Final = re.compile(
    r"(?:^|, |\bas |\bin )the (?:\w+ )?(province|city|district|ward|commune|township)\b(?! of )"
    r"|\bthe (?:\w+ )?(province|city|district|ward|commune|township)['’]s\b"
)
_TOTAL: Final = re.compile(r"(?:the|this|that) (?:amount|figure|number|sum|result)\b")
# A place is told of by the way, wherever its paragraph begins: Ha Long alone hosted 5.9 million, …, the most in the
# province.
_OWN_LEVEL: Final = re.compile(r"\bthe (?:\w+ )?(province|city|district|ward|commune|township)\b(?! of )")
_ALONE: Final = re.compile(r"(?<!let )(?<!not )(?<!stand )(?<!stood )\balone\b")
_A_LIST: Final = 3  # places: what follows is of none of them
_NATION: Final = re.compile(r"\b(?:the|whole|entire) (?:country|nation)\b|\bnationwide\b|\bvi[eệ]t ?nam\b")
_LEVELS: Final = {
    "province": "province", "city": "city", "district": "district", "ward": "commune", "commune": "commune",
    "township": "commune",
}  # fmt: skip


class EnglishSentences:
    """Reads the figures of sentences.

    Parameters
    ----------
    grammar : Grammar
    indicators : mapping of str to Indicator
    chosen : callable
        Which of the indicators that a name may mean is meant here; empty for none.
    key : str
        The text in the spelling that is matched.
    level : str
        Of the place that the text is about: ``province``; empty where that is not known.
    own : str
        Its name, without tones or level; empty where the text names none.
    """

    def __init__(
        self,
        grammar: Grammar,
        indicators: Mapping[str, Indicator],
        chosen: Callable[[Name, Sequence[Item]], str],
        key: str,
        level: str = "",
        own: str = "",
    ) -> None:
        self.grammar = grammar
        self.key = key
        self._level, self._own = level, own
        self._begun_own = self._aside = False
        self._before: list[Item] = []
        self._national = False
        self._told: Name | None = None
        self._only: Name | None = None
        self._indicators = indicators
        self._chosen = chosen
        self._last: Name | None = None
        self._areas: list[Item] = []

    def new_paragraph(self) -> None:
        """Forget what the paragraph spoke of."""
        self._told, self._last = self._only, None
        self._areas, self._national = [], False
        self._begun_own = self._aside = False

    def _spoken_of(self, areas: Sequence[Item], words: str) -> list[Item]:
        """Give the one place that a sentence speaks of, which the next may speak of on; several are a list."""
        smaller = [item for item in areas if level_said(item.key) not in {"country", "region", self._level}]
        if len({place_key(item.key) for item in smaller}) == 1:
            return smaller
        return [] if areas or _NATION.search(words) else self._before

    def _carried_place(self, items: Sequence[Item]) -> list[Item]:
        """Give the place named last before the paragraph, where a sentence speaks of it: *the province*, *Its …*."""
        if not self._before or not items:
            return []
        last = self._before[-1]
        level = level_said(last.key)
        words = self.key[items[0].start : items[-1].end]
        kinds = {match[1] or match[2] for match in _SPOKEN_OF.finditer(words)}
        if level and level != self._level and any(_LEVELS.get(kind) == level for kind in kinds):
            return [last]
        is_its = words.startswith("its ") and self._level in {"country", "region"}
        return [last] if is_its and len({place_key(item.key) for item in self._before}) == 1 else []

    def read(self, items: Sequence[Item], targets: Sequence[bool]) -> list[Reading | Failure]:
        """Read every figure of a sentence, in order.

        Parameters
        ----------
        items : sequence of Item
        targets : sequence of bool
            For each item whether aims are spoken of there.
        """
        places = [at for at, item in enumerate(items) if item.kind == "figure"]
        areas = [item for item in items if item.kind == "area"]
        if not areas and not self._areas:
            self._areas = self._carried_place(items)
        if not places:
            self._areas, self._told, self._only = areas or self._areas, None, None
            named = [item for item in items if item.meaning.indicators]
            self._last = Name(named[0].meaning.indicators, 0, 1, "carried") if len(named) == 1 else None
            return []
        words = self.key[items[0].start : items[-1].end]
        here = bool(areas or self._areas)
        wide = self._level in {"country", "region"}
        walk = Walk(self, items, targets, self._last)
        walk.vague = not here and (self._aside or (bool(self._before) if wide else self._national))
        self._national = not here and (self._national or _NATION.search(words) is not None)
        self._before = self._spoken_of(areas, words)
        walk.state.places = [] if areas else self._areas  # Hà Nội came second. The city's exports …
        if self._last is None and self._told is not None and _TOTAL.match(words):
            walk.last = self._told  # a paragraph that goes on with the one figure before it
        found = walk.read(places)
        self._told, self._only = None, walk.only
        self._last = walk.state.name
        listed = len({place_key(item.key) for item in areas}) >= _A_LIST
        self._areas = [] if listed else areas or self._areas
        if not listed:
            self._leave_asides(areas, self.key[areas[0].end : items[-1].end] if areas else "", here=here)
        return found

    def _leave_asides(self, areas: Sequence[Item], after: str, *, here: bool) -> None:
        """Forget a place told of by the way: where it is *alone*, where its sentence or an earlier one is of the own.

        *Quang Ninh welcomed 9.5 million visitors. Cam Pha hosted 1.2 million. International arrivals …*: to be asked.
        """
        own = not here or any(place_key(item.key) == self._own for item in areas)
        if areas:
            beside = any(_LEVELS.get(match[1]) == self._level for match in _OWN_LEVEL.finditer(after))
            self._aside = not own and (self._begun_own or beside or _ALONE.search(after) is not None)
        if self._aside:
            self._areas = []
        self._begun_own |= own

    def known(self, name: Name, places: Sequence[Item]) -> Indicator | None:
        """Give the catalogue's indicator of a name, where it is one."""
        return self._indicators.get(self._chosen(name, places))
