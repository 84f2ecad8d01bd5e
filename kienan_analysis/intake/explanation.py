"""Why each figure was read as it was: its rule, the words that gave its parts, and what keeps it from being sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.sureness import doubt_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.reading import ReadObservation, Unread

# What is shown of a part that no words give; nothing for a comparison, which most figures do not have.
_ELSEWHERE: Final = {
    "period": "no words of its own: as the text around it",
    "place": "no words of its own: as the text around it",
    "comparison": "",
}
COLUMNS: Final = ("why", "period_words", "place_words", "comparison_words")
_LABEL: Final = 12


def explained(one: ReadObservation, text: str) -> dict[str, str]:
    """Give the words of the text that a figure rests on, and why it is not sure; empty where there are none.

    Parameters
    ----------
    one : ReadObservation
    text : str
        What it was read from.

    Returns
    -------
    dict of str to str
        By the names in `COLUMNS`.
    """
    quoted = {
        f"{part}_words": quoted_at(text, getattr(one, f"{part}_start"), getattr(one, f"{part}_end"))
        for part in _ELSEWHERE
    }
    return {"why": "; ".join(doubt_sentence(code) for code in one.doubts)} | quoted


def quoted_at(text: str, start: int, end: int) -> str:
    """Quote a stretch of a text in one line; empty for one that is nowhere."""
    return " ".join(text[start:end].split()) if 0 <= start < end else ""


def block(one: ReadObservation, text: str, heading: str) -> Iterator[str]:
    """Explain a figure in lines: its heading, its rule, the words of each part, and whether it is sure.

    Parameters
    ----------
    one : ReadObservation
    text : str
    heading : str
        The figure in one line.
    """
    yield heading
    found = explained(one, text)
    yield _line("rule", one.rule or "–")
    if one.table:
        head = _quotation(quoted_at(text, one.column_start, one.column_end))
        yield _line("cell", f"table {one.table}, row {one.row}, column {one.column}: {head}")
    yield _line("name", _quotation(quoted_at(text, one.name_start, one.name_end) or one.name))
    for part, elsewhere in _ELSEWHERE.items():
        words = found[f"{part}_words"]
        if words or elsewhere:
            yield _line(part, _quotation(words) if words else elsewhere)
    if one.sure:
        yield _line("sure", "yes")
    else:
        for place, code in enumerate(one.doubts):
            yield _line("" if place else "to be asked", doubt_sentence(code))


def block_of_unread(one: Unread) -> Iterator[str]:
    """Explain in lines why a number was not read: the reason, the rule that refuses it, the word that stopped it."""
    yield f"  {one.text}  ({one.start}–{one.end})"
    yield _line("not read", one.reason)
    if one.rule:
        yield _line("rule", one.rule)
    if one.words:
        yield _line("words", _quotation(one.words))


def explanation(examined: Examined, headings: list[str]) -> list[str]:
    """Explain all figures and numbers of an article, in the order in which they stand in the text.

    Parameters
    ----------
    examined : Examined
    headings : list of str
        Each figure in one line, in the order of the observations.
    """
    article = examined.article
    blocks = [
        (one.start, list(block(one, examined.text, heading)))
        for one, heading in zip(article.observations, headings, strict=True)
    ]
    blocks.extend((one.start, list(block_of_unread(one))) for one in article.unread)
    return [line for _, lines in sorted(blocks, key=lambda found: found[0]) for line in lines]


def _line(label: str, said: str) -> str:
    return f"      {label.ljust(_LABEL)}{said}".rstrip()


def _quotation(words: str) -> str:
    return f"“{words}”"
