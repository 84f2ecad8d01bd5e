"""A text handed to the readers of its languages: each reads its own paragraphs, at their places in the whole text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from kienan_analysis.reading.headline import with_headline_settled
from kienan_analysis.reading.language import READ, language_name, main_language, passages
from kienan_analysis.reading.observations import Article
from kienan_analysis.reading.other_digits import with_other_digits
from kienan_analysis.reading.text import refuse_legacy

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.english.reader import EnglishReader
    from kienan_analysis.reading.language import Passage

_NOT_READ: Final = (
    "The text seems to be in {language}, which is not read. Give its Vietnamese or its English version; "
    "figures of a text that is not read can be added as rows of observations.csv."
)
_PARTLY_READ: Final = "A part of the text seems to be in {language}: it is not read."
_VISIBLE: Final = re.compile(r"[^\n]")


class _Read(Protocol):
    def __call__(
        self, given: str, *, area: str | None, year: int | None, published: date | None, province: str
    ) -> Article: ...


class Readers:
    """The readers of all languages, each made when a text first needs it.

    Parameters
    ----------
    vietnamese : callable
        Reads a Vietnamese text, with the parameters of `ArticleReader.read`.
    indicators, areas : mappings
        The catalogue's, by id.
    """

    def __init__(self, vietnamese: _Read, indicators: Mapping[str, Indicator], areas: Mapping[str, Area]) -> None:
        self._vietnamese = vietnamese
        self._indicators = indicators
        self._areas = areas
        self._english: EnglishReader | None = None

    def read(
        self,
        given: str,
        *,
        area: str | None = None,
        year: int | None = None,
        published: date | None = None,
        province: str = "",
    ) -> Article:
        """Read a text by the languages of its paragraphs; the parameters are those of `ArticleReader.read`."""
        refuse_legacy(given)
        parts = passages(given)
        languages = list(dict.fromkeys(part.language for part in parts)) or ["vi"]
        main = main_language(parts)
        articles = {
            code: self._reader(code)(
                _only(given, parts, {code}), area=area, year=year, published=published, province=province
            )
            for code in languages
            if code in READ
        }
        foreign = [code for code in languages if code not in READ]
        words = _NOT_READ if not articles else _PARTLY_READ
        warnings = tuple(words.format(language=language_name(code)) for code in foreign)
        if not articles:
            return Article(warnings=warnings, language=main)
        article = with_other_digits(_together(articles, main, warnings), _only(given, parts, READ))
        return with_headline_settled(article, given)

    def _reader(self, language: str) -> _Read:
        if language == "vi":
            return self._vietnamese
        if self._english is None:
            from kienan_analysis.reading.english.reader import EnglishReader

            self._english = EnglishReader(self._indicators, self._areas)
        return self._english.read


def _only(given: str, parts: Sequence[Passage], languages: Container[str]) -> str:
    """Blank out the paragraphs of other languages: what is left keeps its place."""
    if all(part.language in languages for part in parts):
        return given
    return "".join(
        given[part.start : part.end] if part.language in languages else _VISIBLE.sub(" ", given[part.start : part.end])
        for part in parts
    )


def _together(articles: Mapping[str, Article], main: str, warnings: tuple[str, ...]) -> Article:
    """Put together what was read in each language, in the order of the text."""
    first = articles.get(main) or next(iter(articles.values()))
    if len(articles) == 1:
        return replace(first, language=next(iter(articles)), warnings=(*first.warnings, *warnings))
    all_of = articles.values()
    observations = sorted((one for article in all_of for one in article.observations), key=lambda one: one.start)
    unread = sorted((one for article in all_of for one in article.unread), key=lambda one: one.start)
    area = next((article.area for article in (first, *all_of) if article.area is not None), None)
    return replace(
        first,
        observations=tuple(observations),
        unread=tuple(unread),
        area=area,
        period=first.period or next((article.period for article in all_of if article.period), ""),
        language=main if main in articles else next(iter(articles)),
        warnings=(*(warning for article in all_of for warning in article.warnings), *warnings),
    )
