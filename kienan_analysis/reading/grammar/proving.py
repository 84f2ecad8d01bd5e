"""The proof of a rule table: its examples and counter-examples, and what happens when a token of a pattern is dropped.

A token that may be dropped, and no sentence is read otherwise, is either not needed or not proved. A chunk is proved
once, by the sentences of all rules; where a rule names it, it counts as one token.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from kienan_analysis.reading.grammar.engine import Grammar
from kienan_analysis.reading.grammar.patterns import Token, tokens
from kienan_analysis.reading.grammar.table import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kienan_analysis.reading.article import Decided
    from kienan_analysis.reading.grammar.table import Rule, RuleTable
    from kienan_analysis.reading.lexicon import Meaning

# Where a sentence states an aim is said by the article about it; in an example these words say it.
_AIM = "Năm 2022, phấn đấu"

PreparedT = TypeVar("PreparedT")  # a text that a reader made ready, as that reader keeps it


class ProvedReader(Protocol[PreparedT]):
    """A reader of any language, as far as a proof needs it: its rules, and what they decide of a text."""

    grammar: Grammar

    def prepare(self, given: str) -> PreparedT:
        """Cut a text into sentences."""
        ...

    def meanings(self) -> Iterator[Meaning]:
        """Give what each phrase that the reader knows means."""
        ...

    def decisions(self, prepared: PreparedT, *, target: bool = False) -> dict[int, Decided]:
        """Say for each figure, by the place of its digits, what is decided of it."""
        ...


class Fault(NamedTuple):
    """What is wrong with a rule, a chunk or a type.

    Attributes
    ----------
    name : str
        Of the rule, chunk, comparison or type.
    sentence : str
        The example or counter-example; empty where a dropped token is missed by all.
    what : str
    """

    name: str
    sentence: str
    what: str


class Trial(NamedTuple, Generic[PreparedT]):
    """A sentence of a rule, made ready: it is read again and again, by one table after the other.

    Attributes
    ----------
    rule : Rule
    sentence : str
    wanted : bool
        Whether the rule must apply (an example), or must not.
    prepared : PreparedT
    start : int
        Where the digits of its marked figure stand.
    """

    rule: Rule
    sentence: str
    wanted: bool
    prepared: PreparedT
    start: int

    def fails(self, reader: ProvedReader[PreparedT]) -> str:
        """Say what goes wrong; empty where all is well."""
        read, reason = self.decided(reader)[:2]
        if (read == self.rule.id) == self.wanted and not (self.wanted and reason != self.rule.refuse):
            return ""
        said = f"rule {read!r}" if read else "no rule"
        return f"{said} applies{f' ({reason})' if reason else ''}"

    def decided(self, reader: ProvedReader[PreparedT]) -> Decided:
        """Say what is decided of the marked figure."""
        from kienan_analysis.reading.article import Decided

        aims = self.sentence.startswith(_AIM)
        return reader.decisions(self.prepared, target=aims).get(self.start, Decided("", "not found"))


def trials(reader: ProvedReader[PreparedT], rule: Rule) -> list[Trial[PreparedT]]:
    """Make a rule's examples and counter-examples ready."""
    return [
        _trial(reader, rule, sentence, wanted=wanted)
        for wanted, sentences in ((True, rule.examples), (False, rule.counter))
        for sentence in sentences
    ]


def _trial(reader: ProvedReader[PreparedT], rule: Rule, sentence: str, *, wanted: bool) -> Trial[PreparedT]:
    start = sentence.index("[")
    text = sentence.replace("[", "").replace("]", "")
    while not text[start].isdigit():  # a sign stands before the digits
        start += 1
    return Trial(rule, sentence, wanted, reader.prepare(text), start)


def faults(reader: ProvedReader[PreparedT], rule: Rule) -> list[Fault]:
    """Run a rule's examples and counter-examples."""
    return [Fault(rule.id, trial.sentence, what) for trial in trials(reader, rule) if (what := trial.fails(reader))]


def idle_tokens(reader: ProvedReader[PreparedT], rule: Rule) -> Iterator[Fault]:
    """Find the tokens of a rule's patterns that may be dropped without any of its sentences being read otherwise."""
    own = trials(reader, rule)
    for part in PATTERNS:
        for token, shorter in dropped(getattr(rule, part)):
            if token in rule.optional:
                continue
            changed = _changed(rule, part, shorter)
            other = copy(reader)
            other.grammar = reader.grammar.without(rule, changed)
            if not any(trial.fails(other) for trial in own):
                yield Fault(
                    rule.id, "", f"{token} of `{part}` may be dropped, and no example or counter-example says so"
                )


def idle_pieces(
    reader: ProvedReader[PreparedT], group: str, name: str, sentences: Sequence[tuple[Trial[PreparedT], Decided]]
) -> Iterator[Fault]:
    """Find the tokens of a chunk or comparison, or the lists of a type, that no sentence of any rule needs.

    Parameters
    ----------
    reader : ProvedReader
    group : {"chunks", "comparisons", "types"}
    name : str
    sentences : sequence of (Trial, Decided)
        Of all rules, each with what the reader decides of it as it is.
    """
    table = reader.grammar.table
    given = getattr(table, group)[name]
    for piece, shorter in _without_one(given) if group == "types" else dropped(given):
        other = copy(reader)
        other.grammar = Grammar(_with(table, group, name, shorter), reader.meanings())
        if all(trial.decided(other) == today for trial, today in sentences):
            yield Fault(name, "", f"{piece} of {group} may be dropped, and no sentence of any rule says so")


def _with(table: RuleTable, group: str, name: str, given: object) -> RuleTable:
    changes: dict[str, Any] = {group: {**getattr(table, group), name: given}}
    return replace(table, **changes)


def _changed(rule: Rule, part: str, pattern: str) -> Rule:
    changes: dict[str, Any] = {part: pattern}
    return replace(rule, **changes)


def _without_one(lists: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for one in lists:
        yield one, [other for other in lists if other != one]


def dropped(pattern: str) -> Iterator[tuple[str, str]]:
    """Give each type or chunk of a pattern, and the pattern without it.

    Examples
    --------
    >>> list(dropped("(UP|gap)* FROM"))
    [('UP', '(gap)* FROM'), ('gap', '(UP)* FROM'), ('FROM', '(UP|gap)*')]
    """
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
        yield piece.text, _written(_without_empty_groups([*left, *right]))


def _without_empty_groups(pieces: Sequence[Token]) -> list[Token]:
    """Take away a group that lost its only token, with what repeats it and what parts it from others."""
    kept: list[Token] = []
    waiting = list(pieces)
    while waiting:
        piece = waiting.pop(0)
        if piece.text == ")" and kept and kept[-1].text.startswith("("):
            kept.pop()
            while waiting and waiting[0].text in {"?", "*", "+"}:
                waiting.pop(0)
            if kept and kept[-1].text == "|":
                kept.pop()
            elif waiting and waiting[0].text == "|" and (not kept or kept[-1].text.startswith("(")):
                waiting.pop(0)
        else:
            kept.append(piece)
    return kept


def _written(pieces: Iterable[Token]) -> str:
    text = " ".join(piece.text for piece in pieces)
    for mark in "?*+|)":
        text = text.replace(f" {mark}", mark)
    for mark in ("(", "(?:", "(?!", "(?=", "|"):
        text = text.replace(f"{mark} ", mark)
    return text
