"""Who holds a figure: the text's own place, another, a firm, several together; and which place a mention is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.place_choice import PlaceChooser
    from kienan_analysis.reading.scopes.place_lines import Line
    from kienan_analysis.reading.scopes.place_mentions import Era, PlaceMention
    from kienan_analysis.reading.scopes.place_subject import PlaceSubject

Holder = Literal["subject", "place", "elsewhere", "firm", "part", "several", "unsure"]

# Why a figure is left unread, by who holds it: codes of ``reasons.toml``.
REASONS: Final[dict[str, str]] = {
    "elsewhere": "another_place",
    "firm": "firm",
    "part": "part_of_place",
    "several": "several_places",
    "unsure": "whose_unclear",
}
_SPOKEN_OF: Final = frozenset({"topic", "of", "in"})
_LARGE: Final = frozenset({"country", "region"})
_LOWER: Final = {"province": {"district", "commune"}, "district": {"commune"}}


@record
class Whose(Record):
    """Who holds a stretch of a sentence.

    Attributes
    ----------
    holder : {"subject", "place", "elsewhere", "firm", "part", "several", "unsure"}
        The text's own place; another that is known; another that is not; no place of its own; nobody knows.
    line : Line or None
        The place; None where it is not known, or none.
    era : {"", "old", "new"}
    start, end : int
        The words that say so, in the normal form; empty where the text's own place holds unsaid.
    """

    holder: Holder
    line: Line | None = None
    era: Era = ""
    start: int = 0
    end: int = 0


class Holders:
    """Says which place each mention of a text is.

    Parameters
    ----------
    chooser : PlaceChooser
    subject : PlaceSubject
    given : str or None
        The area that the caller gives; it then stands for the text's own place.
    named : frozenset of str
        The bare names of the text's places.

    Attributes
    ----------
    own : Whose
        The text's own place.
    """

    def __init__(self, chooser: PlaceChooser, subject: PlaceSubject, given: str | None, named: frozenset[str]) -> None:
        self._chooser = chooser
        self._subject = subject
        asked = chooser.line_of(given) if given else None
        self._line = asked or subject.line
        self.own = Whose("subject", self._line)
        # A text that never names the given place means it by its own, unless its own is a larger one that holds it.
        line = subject.line
        stands_for = asked is not None and line is not None and asked.key not in named and line.level not in _LARGE
        self._same = line if stands_for and line and asked and not chooser.contains(line, asked) else self._line
        self._given = given is not None
        self._recent: dict[str, Line | None] = {}  # by type word, the only place that the paragraph names; None of two

    def new_paragraph(self) -> None:
        """Forget the places that the paragraph before named."""
        self._recent = {}

    def note(self, mentions: Sequence[PlaceMention]) -> None:
        """Keep the places of a sentence: *phường* alone, in the next one, is the only phường that was named."""
        for mention in mentions:
            if mention.kind != "named" or mention.role not in _SPOKEN_OF:
                continue
            line = self._chooser.choose(mention, self._line)
            word = mention.type or (line.places[-1].type if line is not None else "")
            if word:
                self._recent[word] = line if self._recent.get(word, line) == line else None

    def of(self, mention: PlaceMention, current: Whose) -> Whose:
        """Say which place a mention is.

        Parameters
        ----------
        mention : PlaceMention
        current : Whose
            Who holds before it: a type word alone speaks of that place, or one above it.
        """
        span = (mention.start, mention.end)
        if mention.kind in {"firm", "part"}:
            return Whose("part" if mention.kind == "part" else "firm", None, "", *span)
        if mention.role == "none":
            return Whose("unsure", None, "", *span)
        if mention.kind == "foreign":
            return Whose("elsewhere", None, "", *span)
        if mention.kind == "country":
            return self._placed(self._chooser.country(), mention)
        if mention.kind == "relative":
            return self._relative(mention, current)
        line = self._chooser.choose(mention, self._line)
        if line is None and self._is_own_name(mention):
            return Whose("subject", self._line, mention.era, *span)
        if line is None and mention.places:
            return Whose("unsure", None, "", *span)
        return self._placed(line, mention)

    def _placed(self, line: Line | None, mention: PlaceMention) -> Whose:
        span = (mention.start, mention.end)
        if line is None:
            return Whose("elsewhere", None, "", *span)
        # Who gives the phường of a name for an article that says Kiến An means it.
        own = line in {self._line, self._same} or (
            self._given and self._line is not None and line.key == self._line.key
        )
        return Whose("subject" if own else "place", self._line if own else line, mention.era, *span)

    def _is_own_name(self, mention: PlaceMention) -> bool:
        """Whether a name that nobody can tell is the one that the text's own place bears."""
        words, kind = self._subject.words, self._subject.type
        return bool(words) and words.endswith(mention.key) and (not mention.type or kind in {"", mention.type})

    def _relative(self, mention: PlaceMention, current: Whose) -> Whose:
        """Say what a type word alone means: the place in force, the text's own, or one that these belong to."""
        span, kind = (mention.start, mention.end), mention.type
        # After clauses of several places, each with its own, toàn tỉnh is the text's own.
        for line in (current.line if current.holder != "unsure" else None, self._line):
            if line is not None and line.is_a(kind):
                return self._placed(line, mention)
        if (recent := self._recent.get(kind)) is not None:
            return self._placed(recent, mention)
        if kind == "vùng":
            region = self._chooser.region()
            return self._placed(region, mention)
        base = current.line or self._line
        told = [line for upper in self._subject.upper for line in (upper, self._chooser.upward(upper, kind)) if line]
        above = (
            self._chooser.upward(base, kind)
            if base is not None
            else next((one for one in told if one.is_a(kind)), None)
        )
        if above is not None:
            return self._placed(above, mention)
        if self._line is None and self._subject.type in {"", kind}:
            return Whose("subject", None, mention.era, *span)
        levels = words_of_places().levels
        own = self._line.level if self._line is not None else next(iter(levels.get(self._subject.type, ())), "")
        return Whose("unsure" if set(levels[kind]) <= _LOWER.get(own, set()) else "elsewhere", None, "", *span)
