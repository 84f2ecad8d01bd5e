"""What a rule may ask of an English figure besides the words around it: the conditions of the rule table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.after import AGAINST
from kienan_analysis.reading.grammar.ruling import Context
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.english.after import After
    from kienan_analysis.reading.english.readings import State
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.grammar.ruling import Stretch

# What `_conditions` answers: a rule that asks for anything else would never apply.
ANSWERED: Final = frozenset({
    "after_plan", "aim", "disbursed_name", "economy", "elsewhere", "has_level", "mention_after", "name_after",
    "named", "nothing_between",
    "other_currency", "per_month", "per_unit", "rate_name", "sign",
})  # fmt: skip
# A name that the catalogue does not know and that holds one of these is a rate: its levels are in percent, its
# changes in points.
_RATES: Final = ("rate", "ratio", "percentage", "proportion", "coverage", "share", "cover")

_SHORT_TIMES: Final = ("/tháng", "/ngày", "/quý")


@record
class Clause(Record):
    """A figure with all that its clause says.

    Attributes
    ----------
    figure : Figure
    stretch : Stretch
    state : State
    after : After
    known : Indicator or None
        The catalogue's, where it knows the name.
    words : str
        The name's.
    side : str
        Where the name stands.
    named : bool
        Whether it is new, and not carried over.
    """

    figure: Figure
    stretch: Stretch
    state: State
    after: After
    known: Indicator | None
    words: str
    side: str
    named: bool


def context_of(clause: Clause, grammar: Grammar) -> Context:
    """Gather what the rules may ask of a figure."""
    stretch, state = clause.stretch, clause.state
    row = stretch.row
    against = clause.after.against or _against_in(row, stretch.opening, stretch.place)
    if not against and any(grammar.is_type(row, at, "MOM") for at in range(stretch.opening, stretch.place)):
        against = "other"
    return Context(clause.figure.kind, against, state.said, Holding(frozenset(_conditions(clause))))


@record
class Holding(Record):
    """The conditions that hold."""

    names: frozenset[str]

    def holds(self, name: str) -> bool:
        """Whether a condition holds."""
        return name in self.names


def _conditions(clause: Clause) -> Iterator[str]:
    figure, stretch, state, after = clause.figure, clause.stretch, clause.state, clause.after
    known, words, side, named = clause.known, clause.words, clause.side, clause.named
    is_rate = known.kind == "rate" if known is not None else _is_rate(words)
    beside = state.after
    candidates = {
        "rate_name": is_rate,
        "aim": state.target,
        "disbursed_name": known is not None and known.id == "public_investment_disbursed",
        "has_level": state.has_level,
        "named": named,
        "name_after": side == "after",
        "sign": bool(figure.sign),
        "per_unit": "/" in figure.unit,
        "per_month": figure.unit.endswith(_SHORT_TIMES) and (known is None or not known.unit.endswith(_SHORT_TIMES)),
        "after_plan": beside is not None and beside.against == "plan" and not named,
        "other_currency": figure.is_money and not named and state.money not in {"", figure.currency},
        "mention_after": after.mention is not None,
        "elsewhere": after.elsewhere,
        "economy": known is not None and known.id == "grdp" and not _is_of_what_follows(stretch),
        "nothing_between": stretch.is_carried and side != "after" and stretch.name == stretch.place,
    }
    for name, holds in candidates.items():
        if holds:
            yield name


def _is_of_what_follows(stretch: Stretch) -> bool:
    """Whether *of* follows a figure: *8 per cent of the national total*."""
    row = stretch.row
    at = row.starts[stretch.place + 1]
    return at < len(row.items) and row.items[at].key == "of"


def _is_rate(words: str) -> bool:
    parts = words.split()
    return any(part in _RATES for part in parts) and "growth" not in parts


def _against_in(row: Row, first: int, last: int) -> str:
    """Say what the words between two letters measure a figure against; the nearest counts, a plan never."""
    for at in range(last - 1, first - 1, -1):
        kind = AGAINST.get(row.chunks.get(at, ""), "plan")
        if kind != "plan":
            return kind
    return ""
