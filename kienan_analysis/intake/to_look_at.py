"""What is left to be looked at: ``to-look-at.json`` beside a data package's descriptor, article by article.

It is no resource of the package. A figure stands in it with its sentence and why it was not added; an article is told
by a digest of its text, so that adding it again lists nothing twice. What is decided later goes: added figures, and
those that somebody said are not to be added, whose places alone stay, so that they are not listed again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.articles.documents import Document
from kienan_analysis.articles.examination import Examined
from kienan_analysis.articles.origins import Details
from kienan_analysis.errors import KienanError
from kienan_analysis.intake.proposal import Asked, observation_of
from kienan_analysis.intake.quoting import Sentences
from kienan_analysis.reading import Article, ReadObservation
from kienan_analysis.reading.observations import NOWHERE
from kienan_analysis.reading.sureness import codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from kienan_analysis.articles.rows import LeftOut
    from kienan_analysis.intake.proposal import Proposal

FILE: Final = "to-look-at.json"
_VERSION: Final = 1
_MOST_BYTES: Final = 64 * 1024 * 1024
# Of a text without full stops so much is kept on both sides of a figure.
_AROUND: Final = 1000
_PLACES: Final = ("name", "period", "place", "comparison")
_REMEDY: Final = "Mend the file, or move it away: then the articles in it have to be added again."

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

    def as_bytes(self) -> bytes:
        """Write it: the same list gives the same bytes."""
        articles = [
            {
                "digest": one.digest,
                "file": one.file,
                "area": one.area,
                "period": one.period,
                "source": {field.name: getattr(one.details, field.name) for field in fields(Details)},
                "figures": [
                    {
                        "observation": entry.observation.as_row(),
                        "sentence": entry.sentence,
                        "sentence_start": entry.sentence_start,
                        "why": [{"code": code, "text": text} for code, text in entry.why],
                    }
                    for entry in one.entries
                ],
                "dismissed": [list(span) for span in sorted(one.dismissed)],
            }
            for one in self.articles
        ]
        content = {"version": _VERSION, "articles": articles}
        return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def digest_of(text: str) -> str:
    """Give what tells a text from others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_list(folder: Path) -> LookList:
    """Read the list of a package's folder; empty where there is none.

    Raises
    ------
    KienanError
        It cannot be read, or is not as this program writes it.
    """
    path = folder / FILE
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise KienanError(f"the file is larger than {_MOST_BYTES // 2**20} MiB.", where=str(path), remedy=_REMEDY)
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return LookList()
    except (OSError, ValueError, RecursionError) as error:
        what = f"what is left to be looked at cannot be read: {error}."
        raise KienanError(what, where=str(path), remedy=_REMEDY) from error
    try:
        if content["version"] != _VERSION:
            what = f"the file is of version {content['version']!r}, this program reads {_VERSION}."
            raise KienanError(what, where=str(path), remedy="Use the version of the program that wrote it.")
        return LookList(tuple(_waiting(one) for one in content["articles"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"this is no list of figures to be looked at: {error!r}."
        raise KienanError(what, where=str(path), remedy=_REMEDY) from error


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


def _waiting(content: Mapping[str, Any]) -> Waiting:
    source = content["source"]
    return Waiting(
        _text(content["digest"]),
        _text(content["file"]),
        _text(content["area"]),
        _text(content["period"]),
        Details(**{field.name: _text(source[field.name]) for field in fields(Details)}),
        tuple(_entry_of(one) for one in content["figures"]),
        frozenset((_number(start), _number(end)) for start, end in content["dismissed"]),
    )


def _entry_of(content: Mapping[str, Any]) -> Entry:
    observation = _observation(content["observation"])
    sentence, start = _text(content["sentence"]), _number(content["sentence_start"])
    if not start <= observation.start < observation.end <= start + len(sentence):
        message = f"the figure {observation.printed!r} does not stand in its sentence"
        raise ValueError(message)
    why = tuple((_text(one["code"]), _text(one["text"])) for one in content["why"])
    return Entry(observation, sentence, start, why)


def _observation(row: Mapping[str, Any]) -> ReadObservation:
    """Make an observation of its row, each field of its type; fields of a later version are passed over."""
    made: dict[str, Any] = {}
    for field in fields(ReadObservation):
        if field.name not in row:
            continue
        value = row[field.name]
        if field.name == "doubts":
            made["doubts"] = tuple(code for code in _text(value).split("|") if code in set(codes()))
        elif field.name in {"area", "indicator"}:
            made[field.name] = None if value is None else _text(value)
        elif field.name == "value":
            made["value"] = float(value)
        elif field.name == "sure":
            made["sure"] = value is True
        elif field.name.endswith(("start", "end")):
            made[field.name] = _number(value)
        else:
            made[field.name] = _text(value)
    return ReadObservation(**made)


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = f"{value!r} is no text"
        raise TypeError(message)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        message = f"{value!r} is no whole number"
        raise TypeError(message)
    return value
