"""The places of a text: found in its sentences, the one that it is about, and whose each figure is."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.blocks import Line, find_blocks
from kienan_analysis.reading.scopes.known_places import KnownPlaces
from kienan_analysis.reading.scopes.letterheads import join_letterhead
from kienan_analysis.reading.scopes.place_choice import PlaceChooser
from kienan_analysis.reading.scopes.place_context import PlaceContext, Times
from kienan_analysis.reading.scopes.place_finder import PlaceFinder, beginnings
from kienan_analysis.reading.scopes.place_lines import Lines
from kienan_analysis.reading.scopes.place_mentions import without_weak
from kienan_analysis.reading.scopes.place_recipients import set_aside_recipients
from kienan_analysis.reading.scopes.place_roles import Roles
from kienan_analysis.reading.scopes.place_scope import PlaceScope
from kienan_analysis.reading.scopes.place_subject import LEAD_SENTENCES, PlaceSubject, find_subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Area, Period
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.place_lines import Line as PlaceLine
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.scopes.reported import Reported
    from kienan_analysis.reading.sentences import Sentence
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

_YEAR: Final = re.compile(r"(?<![0-9.,])20[0-4][0-9](?![0-9.,%])|(?<![0-9.,])20[0-4][0-9](?=[.,](?![0-9]))")
_OF_PROVINCES: Final = ("areas.province", "economy.province")


class Places:
    """Reads the places of texts with one catalogue of areas.

    Parameters
    ----------
    areas : mapping of str to Area
        The data package's; the gazetteer knows the others.
    """

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self._known = KnownPlaces(areas)
        self._beginnings = beginnings(self._known)

    def find(self, text: Text, sentences: Sequence[Sentence]) -> list[list[PlaceMention]]:
        """Find the places that each sentence names, with their roles."""
        finder, roles = self.finder(text), Roles()
        found = list(without_weak([finder.find(sentence.tokens) for sentence in sentences]))
        for sentence, mentions in zip(sentences, found, strict=True):
            if mentions:
                roles.give(sentence.tokens, mentions)
        join_letterhead(sentences, found, self._known)
        set_aside_recipients(sentences, found)
        return found

    def cell(self, tokens: Sequence[Token], finder: PlaceFinder) -> PlaceMention | None:
        """Give the place that the words of a table's cell name, where they name one and nothing else."""
        found = finder.find(tokens)
        if len(found) != 1 or found[0].kind not in {"named", "country"}:
            return None
        mention = found[0]
        if mention.weak or any(
            token.kind != "mark" for at, token in enumerate(tokens) if not mention.first <= at < mention.after
        ):
            return None
        mention.role, mention.together = "topic", [mention]
        return mention

    def finder(self, text: Text) -> PlaceFinder:
        """Give what finds the places of a text."""
        return PlaceFinder(text, self._known, self._beginnings)

    def read(
        self,
        text: Text,
        mentions: Sequence[Sequence[PlaceMention]],
        reported: Reported,
        period: Period | None,
        given: str | None = None,
        province: str = "",
    ) -> TextPlaces:
        """Find the place that a text is about.

        Parameters
        ----------
        text : Text
        mentions : sequence of sequences of PlaceMention
            Of the sentences that may hold figures of the text's own.
        reported : Reported
        period : Period or None
            What the text reports on.
        given : str, optional
            The area, where the caller knows it.
        province : str
            The province that the site is of: an id or a name.
        """
        first, last = (period.first, period.last) if period is not None else (None, None)
        # Who plans the next year writes near the end of this one.
        planning = date(reported.next_year - 1, 12, 1) if reported.next_year is not None else None
        day = reported.today or planning
        times = Times(day or last or _last_day(text), first, last, dated=day is not None)
        everything = [mention for found in mentions for mention in found]
        lines = Lines(self._known)
        chooser = PlaceChooser(lines, PlaceContext(lines, everything, times, province))
        subject = find_subject(mentions, chooser, text.key)
        named = frozenset(mention.key for mention in everything if mention.key)
        return TextPlaces(chooser, subject, given, period, named)


class TextPlaces:
    """The place that one text is about, and whose its figures are.

    Parameters
    ----------
    chooser : PlaceChooser
    subject : PlaceSubject
    given : str or None
    period : Period or None
        What the text reports on.
    named : frozenset of str
        The bare names of its places.

    Attributes
    ----------
    subject : PlaceSubject
    scope : PlaceScope
    area : str or None
        An id: as given, else of the place that the text is about, at the time that it reports on.
    """

    def __init__(
        self,
        chooser: PlaceChooser,
        subject: PlaceSubject,
        given: str | None,
        period: Period | None,
        named: frozenset[str],
    ) -> None:
        self.subject = subject
        asked = chooser.line_of(given) if given else None
        held = None if _is_about_another(chooser, subject, asked, named) else given
        self.scope = PlaceScope(chooser, subject, held, named)
        first, last = (period.first, period.last) if period is not None else (None, None)
        own = chooser.at(subject.line, first, last).id if subject.line is not None else None
        self.area = given or own
        self._given, self._dated = given, period is not None
        self._line = (chooser.line_of(given) if given else None) or subject.line

    def area_of(self, observed: Sequence[str | None]) -> str | None:
        """Give the text's area; where it says no period, the one of its place that most of its figures are of.

        Parameters
        ----------
        observed : sequence of str or None
            The areas of its figures.
        """
        if self._line is None or self._dated or self._given:
            return self.area
        ids = {place.id for place in self._line.places}
        counted = Counter(name for name in observed if name in ids)
        return counted.most_common(1)[0][0] if counted else self.area

    @property
    def evidence(self) -> dict[str, str]:
        """How the text names its place, and why none is chosen."""
        found = {"area": self.subject.words}
        return found | {"no_area": self.subject.reason} if self.subject.reason else found

    def speaks_for_a_province(self, sentences: Sequence[Sequence[Item]]) -> bool:
        """Whether *kinh tế* here is a province's or centrally run city's, which alone have a GRDP.

        Parameters
        ----------
        sentences : sequence of sequences of Item
        """
        if self._line is not None:
            return self._line.level in {"country", "province"}
        words, kind = self.subject.words, self.subject.type
        if kind:
            return kind == "tỉnh"
        for items in sentences:
            for item in items:
                if item.meaning.indicators and "grdp" in item.meaning.indicators:
                    return True
        lead = [item for items in sentences[:LEAD_SENTENCES] for item in items]
        if any(item.key.endswith("trực thuộc trung ương") for item in lead):
            return True
        return not words and any(item.plays(*_OF_PROVINCES) for item in lead)


def _is_about_another(
    chooser: PlaceChooser, subject: PlaceSubject, asked: PlaceLine | None, named: frozenset[str]
) -> bool:
    """Whether a text is about another place than the caller says: its figures then stay what the text makes them."""
    line = subject.line
    if asked is None or line is None or line.key == asked.key or asked.key in named or asked.level == "other":
        return False
    return not chooser.contains(line, asked)


def _last_day(text: Text) -> date | None:
    """Give the last day of the latest year that a text names; None where it names none."""
    years = {match[0] for match in _YEAR.finditer(text.key)}
    return date(int(max(years)), 12, 31) if years else None


def blocks_of(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Say which paragraphs hold no figures of the text's own, and why."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    numbers = list(paragraphs)
    found = find_blocks([Line(tuple(one.tokens for one in paragraphs[number])) for number in numbers])
    return {numbers[place]: reason for place, reason in found.items()}


__all__ = ["PlaceSubject", "Places", "TextPlaces", "blocks_of"]
