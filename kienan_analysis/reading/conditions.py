"""What a rule may ask of a figure besides the words around it: the conditions of the rule table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.against import NO_AGAINST
from kienan_analysis.reading.grammar.engine import Context
from kienan_analysis.reading.numbers import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.against import Against
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.grammar.engine import Grammar, Stretch
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State

# bằng 40% so với cùng kỳ is a fall of 60%; without "bằng" so small a figure is more likely a growth.
_LEAST_INDEX: Final = 50
# A name that begins so is a rate: its levels are in percent, its changes in points.
_RATES: Final = ("tỷ lệ", "độ che phủ", "tỷ trọng", "tỷ suất", "mức độ hài lòng", "chỉ số hài lòng")
# The same, but that its changes may be relative.
_LIKE_RATES: Final = ("hộ", "số hộ")
_CONTEXT_AGAINST: Final = {"": "", "plan": "plan", "same_period": "year_ago", "period": "base", "other": "other"}
_VERBS: Final = ("UP", "DOWN", "MORE", "BEYOND", "LESS", "EXC", "SHORT", "TO", "EQ", "SHARE", "MULT", "FROM", "DISB")
_CHANGES: Final = ("UP", "DOWN", "MORE", "BEYOND", "LESS", "EXC", "SHORT")
_RISES: Final = ("UP", "MORE", "BEYOND", "EXC")
_BETWEEN: Final = ("ECONOMY", "GENERIC", "NAME", "LEVEL", "PLACE", "EMPTY", "NOUN", "QTY", "OF", "MEAN", "EST")


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with all that its clause says.

    Attributes
    ----------
    standing : Standing
    stretch : Stretch
    subject : Subject
    name : str
        The subject's words.
    named : bool
        Whether the name is new, and not carried over.
    known : Indicator or None
        The catalogue's, where it knows the name.
    before : Before
    against : Against
        What it is measured against, by the words after it, before it, or at the head of the sentence.
    state : State
    """

    standing: Standing
    stretch: Stretch
    subject: Subject
    name: str
    named: bool
    known: Indicator | None
    before: Before
    against: Against
    state: State


def context_of(clause: Clause, grammar: Grammar) -> Context:
    """Gather what the rules may ask of a figure."""
    said = clause.state.said
    return Context(
        kind=clause.standing.figure.kind,
        against=_CONTEXT_AGAINST[clause.against.kind],
        said=said.measure if said is not None else "",
        said_form=said.form if said is not None else "",
        holds=frozenset(_conditions(clause, grammar)),
    )


def _conditions(clause: Clause, grammar: Grammar) -> Iterator[str]:
    figure, before, state, after = clause.standing.figure, clause.before, clause.state, clause.standing.after
    said = state.said
    is_rate = clause.known.kind == "rate" if clause.known is not None else clause.name.startswith(_RATES)
    unit = clause.known.unit if clause.known is not None else ""
    target = state.target
    words = _Words(clause.stretch, grammar)
    beside = state.after.against if state.after is not None else NO_AGAINST
    rising = any(words.has(name) for name in _RISES)
    plan_after = after.against.kind == "plan"
    candidates = {
        "target": target,
        "share": state.share or clause.subject.part_of,
        "structure": state.structure,
        "rate_name": is_rate,
        "rate_or_share": is_rate
        or state.share
        or clause.subject.part_of
        or (clause.known is None and clause.name.startswith(_LIKE_RATES)),
        "respective": state.respective is not None,
        "has_level": state.has_level,
        "measured_level": said is not None and said.measure == "level",
        "named": clause.named,
        "sign": bool(figure.sign),
        "in_brackets": words.opened > 0,
        "per_unit": "/" in figure.unit or "/" in unit,
        "from_on": figure.is_range or after.or_more,
        "has_since": state.since is not None or after.mention is not None,
        "ago_after": after.against.kind == "same_period",
        "from_where": words.has("FROM") and not (figure.is_range or after.or_more),
        "after_plan": beside.kind == "plan",
        "after_period": beside.kind in {"period", "same_period"},
        "carries": said is not None and said.is_change and not words.has_verb(),
        "disbursed_name": "giải ngân" in clause.name,
        "other_currency": state.money not in {"", currency(figure)},
        "mention_after": after.mention is not None,
        "plan_after": plan_after,
        "aim_beside_plan": target and plan_after and rising,
        "aim_at_most": target and before.bound == "at_most",
        "fall_before_name": words.before_name("DOWN"),
        "change_before_name": words.before_name("CHANGE", "UP", "DOWN") or words.has("CHANGE"),
        "small_index": words.last("EQ") != "bằng" and value_of(figure.printed or "0") < _LEAST_INDEX,
        "last_verb_changes": words.last_changes(),
        "by_equal": words.last("EQ") == "bằng",
        "said_change": said is not None and said.is_change,
    }
    for name, holds in candidates.items():
        if holds:
            yield name


def currency(figure: Figure) -> str:
    """Say which money a figure is in; empty for what is none."""
    if not figure.is_money:
        return ""
    return next((name for name in ("USD", "EUR") if name in figure.unit), "đồng")


class _Words:
    """The letters before a figure, asked for their types."""

    def __init__(self, stretch: Stretch, grammar: Grammar) -> None:
        self._stretch = stretch
        self._grammar = grammar
        letters = range(stretch.name, stretch.place)
        opened = sum(grammar.is_type(stretch.row, at, "OPEN") for at in letters)
        self.opened = opened - sum(grammar.is_type(stretch.row, at, "CLOSE") for at in letters)

    def has(self, name: str) -> bool:
        """Whether a letter between name and figure has a type."""
        row = self._stretch.row
        return any(self._grammar.is_type(row, at, name) for at in range(self._stretch.name, self._stretch.place))

    def has_verb(self) -> bool:
        """Whether a verb of statements stands between name and figure."""
        return any(self.has(name) for name in _VERBS)

    def last(self, name: str) -> str:
        """Give the last syllable of the nearest word of a type; empty without one."""
        row = self._stretch.row
        for at in range(self._stretch.place - 1, self._stretch.name - 1, -1):
            if self._grammar.is_type(row, at, name):
                return self._grammar.key(row, at).rsplit(maxsplit=1)[-1]
        return ""

    def last_changes(self) -> bool:
        """Whether the nearest verb is one of change."""
        row = self._stretch.row
        for at in range(self._stretch.place - 1, self._stretch.name - 1, -1):
            if self._grammar.is_type(row, at, *_VERBS):
                hedges = self._grammar.is_type(row, at, "HEDGE") and at == self._stretch.place - 1
                if not hedges:
                    return self._grammar.is_type(row, at, *_CHANGES) and not self._grammar.is_type(row, at, "TO")
        return False

    def before_name(self, *names: str) -> bool:
        """Whether a word of one of the types stands directly before the name, but for empty ones."""
        row, at = self._stretch.row, self._stretch.name_start - 1
        while at >= self._stretch.opening and self._grammar.is_type(row, at, *_BETWEEN):
            if self._grammar.is_type(row, at, *names):
                return True
            at -= 1
        return at >= self._stretch.opening and self._grammar.is_type(row, at, *names)
