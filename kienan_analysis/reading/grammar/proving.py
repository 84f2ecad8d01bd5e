"""The proof of a rule table: its examples and counter-examples, and what happens when a token of a pattern is dropped."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.reading.grammar.patterns import PatternError, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.reading.article import ArticleReader
    from kienan_analysis.reading.grammar.table import Rule

_PATTERNS = ("left", "right", "opening", "anywhere")
# Where a sentence states an aim is said by the article about it; in an example these words say it.
_AIM = "Năm 2022, phấn đấu"


class Fault(NamedTuple):
    """What is wrong with a rule.

    Attributes
    ----------
    rule : str
    sentence : str
        The example or counter-example; empty where a dropped token is missed by all.
    what : str
    """

    rule: str
    sentence: str
    what: str


def faults(reader: ArticleReader, rule: Rule) -> list[Fault]:
    """Run a rule's examples and counter-examples."""
    found: list[Fault] = []
    for sentence, wanted in ((one, wanted) for wanted in (True, False) for one in _of(rule, examples=wanted)):
        read, reason = decided(reader, sentence)
        if (read == rule.id) != wanted or (wanted and reason != rule.refuse):
            said = f"rule {read!r}" if read else "no rule"
            found.append(Fault(rule.id, sentence, f"{said} applies{f' ({reason})' if reason else ''}"))
    return found


def _of(rule: Rule, *, examples: bool) -> tuple[str, ...]:
    return rule.examples if examples else rule.counter


def decided(reader: ArticleReader, sentence: str) -> tuple[str, str]:
    """Say which rule applies to the figure that a sentence marks, and the code of the reason if it is not read."""
    start = sentence.index("[")
    text = sentence.replace("[", "").replace("]", "")
    while not text[start].isdigit():  # a sign stands before the digits
        start += 1
    return reader.decisions(text, target=sentence.startswith(_AIM)).get(start, ("", "not found"))


def idle_tokens(reader: ArticleReader, rule: Rule) -> Iterator[Fault]:
    """Find the tokens of a rule's patterns that may be dropped without any of its sentences being read otherwise."""
    for part in _PATTERNS:
        for token, shorter in _dropped(getattr(rule, part)):
            if token in rule.optional:
                continue
            changed = replace(rule, **{part: shorter})
            other = copy(reader)
            try:
                other.grammar = reader.grammar.without(rule, changed)
            except PatternError:
                continue
            if not faults(other, changed):
                yield Fault(rule.id, "", f"{token} of `{part}` may be dropped, and no example or counter-example says so")


def _dropped(pattern: str) -> Iterator[tuple[str, str]]:
    """Give each type or chunk of a pattern, and the pattern without it."""
    pieces = list(tokens(pattern))
    for at, piece in enumerate(pieces):
        if piece.kind == "mark":
            continue
        left, right = pieces[:at], pieces[at + 1 :]
        while right and right[0].text in {"?", "*", "+"}:
            right = right[1:]
        if left and left[-1].text == "|":
            left = left[:-1]
        elif right and right[0].text == "|":
            right = right[1:]
        yield piece.text, _written([*left, *right])


def _written(pieces: list) -> str:
    text = " ".join(piece.text for piece in pieces)
    for mark in "?*+":
        text = text.replace(f" {mark}", mark)
    # A group that lost its only token, with its operator.
    for empty in ("( )*", "( )?", "( )+", "( )", "(?: )*", "(?: )?", "(?: )+", "(?: )"):
        text = text.replace(empty, "")
    return text
