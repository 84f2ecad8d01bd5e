"""What is left to be looked at, article by article.

A figure stands in the list with its sentence and why it was not added; an article is told
by a digest of its text, so that adding it again lists nothing twice. What is decided later goes: added figures, and
those that somebody said are not to be added, whose places alone stay, so that they are not listed again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.articles.examination import Examined
from kienan_analysis.articles.origins import Details
from kienan_analysis.documents.document import Document
from kienan_analysis.intake.proposal import Asked, observation_of
from kienan_analysis.intake.quoting import Sentences
from kienan_analysis.reading import Article, ReadObservation
from kienan_analysis.reading.observations import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kienan_analysis.articles.rows import LeftOut
    from kienan_analysis.intake.proposal import Proposal

# Of a text without full stops so much is kept on both sides of a figure.
_AROUND: Final = 1000
_PLACES: Final = ("name", "period", "place", "comparison", "column")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure that waits.

    Attributes
    ----------
    observation : ReadObservation
        As it was read; its places are those in the article's text.
    sentence : str
        The words around it.
    sentence_start : int
        Where they stand in the article's text.
    why : tuple of (str, str)
        Codes and English sentences.
    """

    observation: ReadObservation
    sentence: str
    sentence_start: int
    why: tuple[tuple[str, str], ...]

    @property
    def span(self) -> Span:
        """Where its digits stand in the article's text."""
        return self.observation.start, self.observation.end


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article of which figures wait.

    Attributes
    ----------
    digest : str
        Of its text.
    file, area, period : str
        What it was called, is about and reports on; empty where that is not known.
    details : Details
        What is known of its source.
    entries : tuple of Entry
    dismissed : frozenset of (int, int)
        The places of figures that are not to be added.
    """

    digest: str
    file: str
    area: str
    period: str
    details: Details
    entries: tuple[Entry, ...]
    dismissed: frozenset[Span] = frozenset()

    def opened(self) -> tuple[Document, Examined]:
        """Give the article as far as it is kept: the sentences of its figures, one a paragraph, and the figures there.

        The observations are in the order of `entries`.
        """
        length = 0
        begun: dict[tuple[int, str], int] = {}
        for entry in self.entries:
            if (entry.sentence_start, entry.sentence) not in begun:
                begun[entry.sentence_start, entry.sentence] = length
                length += len(entry.sentence) + 1
        text = "".join(f"{sentence}\n" for _, sentence in begun)
        observations = tuple(
            _moved(entry.observation, begun[entry.sentence_start, entry.sentence] - entry.sentence_start, entry)
            for entry in self.entries
        )
        details = self.details
        document = Document(text, self.file, url=details.url, published=details.published, site=details.publisher)
        article = Article(observations, area=self.area or None, period=self.period)
        return document, Examined(text, article, self.area or None, ())

    def without(self, settled: Collection[Span], dismissed: Collection[Span]) -> Waiting:
        """Take out what was decided; what was dismissed is remembered by its place."""
        gone = {*settled, *dismissed}
        entries = tuple(entry for entry in self.entries if entry.span not in gone)
        return replace(self, entries=entries, dismissed=self.dismissed | frozenset(dismissed))


@dataclass(frozen=True, slots=True)
class LookList:
    """All articles of which figures wait, in the order in which they came."""

    articles: tuple[Waiting, ...] = ()

    def of(self, digest: str) -> Waiting | None:
        """Give an article by its digest."""
        return next((one for one in self.articles if one.digest == digest), None)

    def with_article(self, article: Waiting) -> LookList:
        """Put an article in, in place of what was known of it; one with nothing to tell goes."""
        kept = [article if one.digest == article.digest else one for one in self.articles]
        if all(one.digest != article.digest for one in self.articles):
            kept.append(article)
        return LookList(tuple(one for one in kept if one.entries or one.dismissed))

    @property
    def count(self) -> int:
        """How many figures wait."""
        return sum(len(one.entries) for one in self.articles)


def digest_of(text: str) -> str:
    """Give what tells a text from others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def waiting_of(
    proposal: Proposal, document: Document, details: Details, dismissed: Collection[Span] = frozenset()
) -> Waiting:
    """Gather what of an article waits to be looked at.

    Parameters
    ----------
    proposal : Proposal
    document : Document
    details : Details
        What was said of the source: its id is kept if it was given, or the data have the source.
    dismissed : collection of (int, int)
        The places of figures that are not to be added, by an earlier decision or now.
    """
    sentences = Sentences(proposal.examined.text)
    entries = tuple(
        _entry(one, sentences)
        for one in proposal.to_look_at
        if (observation_of(one).start, observation_of(one).end) not in dismissed
    )
    origin = proposal.origin
    name = origin.row["id"] if details.id or not origin.is_new or proposal.new else ""
    source = Details(name, origin.row["publisher"], origin.row["url"], origin.row["published"])
    read = proposal.examined
    return Waiting(
        digest_of(read.text),
        document.file.replace("\\", "/").rpartition("/")[2],
        read.area or "",
        read.article.period,
        source,
        entries,
        frozenset(dismissed),
    )


def _entry(one: Asked | LeftOut, sentences: Sentences) -> Entry:
    observation = observation_of(one)
    begin, stop = sentences.span(observation.start, observation.end)
    begin, stop = max(begin, observation.start - _AROUND), min(stop, observation.end + _AROUND)
    if isinstance(one, Asked):
        why: Iterable[tuple[str, str]] = one.reasons()
    else:
        from kienan_analysis.reading.sureness import doubt_sentence

        why = [(one.code, str(one)), *((code, doubt_sentence(code)) for code in observation.doubts)]
    return Entry(observation, sentences.text[begin:stop].rstrip("\n"), begin, tuple(why))


def _moved(one: ReadObservation, by: int, entry: Entry) -> ReadObservation:
    """Give a figure's places in the kept text; words that are not kept have none."""
    begin, stop = entry.sentence_start, entry.sentence_start + len(entry.sentence)
    places: dict[str, Any] = {"start": one.start + by, "end": one.end + by}
    for name in _PLACES:
        start, end = getattr(one, f"{name}_start"), getattr(one, f"{name}_end")
        kept = begin <= start <= end <= stop
        places |= {f"{name}_start": start + by if kept else NOWHERE, f"{name}_end": end + by if kept else NOWHERE}
    return replace(one, **places)
