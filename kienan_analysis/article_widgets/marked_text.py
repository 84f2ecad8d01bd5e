"""An article's text as HTML: each figure marked with what it was read as, everything else as the letters that it is."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.language import READ, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading import ReadObservation, Unread
    from kienan_analysis.wording.messages import Words

# A browser lays out no more in good time; what follows is left out, and that is said.
_LONGEST: Final = 200_000


def marked_text(
    text: str,
    observations: Sequence[ReadObservation],
    unread: Iterable[Unread],
    indicators: Mapping[str, Indicator],
    words: Words,
) -> str:
    """Mark the figures of a text.

    Parameters
    ----------
    text : str
    observations : sequence of ReadObservation
        Numbered from 1 in their order, as the table beside numbers them.
    unread : iterable of Unread
    indicators : mapping
        The catalogue's, by id.
    words : Words

    Returns
    -------
    str
        HTML in which nothing of the text is markup.
    """
    spans = [
        (one.start, one.end, "read" if one.indicator else "unknown", str(number), described(one, indicators, words))
        for number, one in enumerate(observations, 1)
    ]
    spans.extend(
        (one.start, one.end, "unread", "?", words.say("article_form.unread_because", reason=one.reason))
        for one in unread
    )
    paragraphs: list[str] = []
    places = iter(sorted(spans))
    span = next(places, None)
    for begin, end in _paragraphs(text[:_LONGEST]):
        parts, done = [], begin
        while span is not None and span[0] < end:
            if span[0] >= done:  # Two figures never share a digit; if they did, the first would be marked.
                parts.append(escape(text[done : span[0]]))
                parts.append(_mark(text[span[0] : span[1]], *span[2:]))
                done = span[1]
            span = next(places, None)
        kind = "" if parts else ' class="kienan-plain"'
        paragraphs.append(f"<p{kind}>{''.join(parts)}{escape(text[done:end])}</p>")
    if len(text) > _LONGEST:
        paragraphs.append(f"<p><em>{escape(words.say('article_form.cut'))}</em></p>")
    label = escape(words.say("article_form.text_label"), quote=True)
    language = language_of(text[:_LONGEST])
    language = language if language in READ else "vi"
    content = "".join(paragraphs)
    region = f'class="kienan-article" tabindex="0" role="region" aria-label="{label}" lang="{language}"'
    return f"<div {region}>{content}</div>"


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give where each line that holds anything begins and ends."""
    for match in re.finditer(r"[^\n]+", text):
        if not match[0].isspace():
            yield match.span()


def _mark(figure: str, kind: str, label: str, title: str) -> str:
    """Mark one figure: a hint for the mouse, and the same words for who listens."""
    hint = escape(title, quote=True)
    return (
        f'<mark class="kienan-{kind}" title="{hint}">{escape(figure)}<sup>{label}</sup>'
        f'<span class="kienan-hidden"> ({hint})</span></mark>'
    )


def described(one: ReadObservation, indicators: Mapping[str, Indicator], words: Words) -> str:
    """Say in a few words what a figure was read as: indicator, measure, period and remarks."""
    known = indicators.get(one.indicator or "")
    name = known.name(words.language) if known else words.say("article_form.unknown_name", name=one.name)
    remarks = [words.say(f"article_choice.{kind}") for kind in (one.form, one.bound, one.status) if kind]
    return " · ".join([name, words.say(f"measure.{one.measure}"), one.period, *remarks])
