"""Rules made ready: those that fit a figure, found all at once."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Final, Protocol

from kienan_analysis.errors import KienanError
from kienan_analysis.reading.grammar.automaton import Automaton, Pattern
from kienan_analysis.reading.grammar.patterns import ANY, Node, PatternError
from kienan_analysis.reading.grammar.table import AGAINST, KINDS, LAYERS, PATTERNS
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kienan_analysis.reading.grammar.patterns import Parser
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.grammar.table import Rule

_WHATEVER: Final = Node("*", parts=(Node("class", ANY),))
_FARTHEST: Final = 200  # letters after a figure that a rule looks at


class Conditions(Protocol):
    """What is known of a figure, worked out when a rule asks."""

    def holds(self, name: str) -> bool:
        """Whether a condition holds."""


@record
class Context(Record):
    """What is known of a figure besides the words around it. No rule writes to it.

    Attributes
    ----------
    kind : str
        Of the figure.
    against : str
        What it is measured against.
    said : str
        The measure of the figure before, of the same name.
    conditions : Conditions
    """

    kind: str
    against: str
    said: str
    conditions: Conditions


@record
class Stretch(Record):
    """Where a figure stands in its row.

    Attributes
    ----------
    row : Row
    opening, name, place : int
        Letters: where the statement begins, where its name ends (or the figure before), the figure.
    name_start : int
        Where its name begins; `name` where it has none of its own.
    is_carried : bool
        Whether it has no name of its own, and another figure stands before it.
    """

    row: Row
    opening: int
    name_start: int
    name: int
    place: int
    is_carried: bool = False


class Ruling:
    """Some rules of a table, held against figures together.

    Parameters
    ----------
    rules : sequence of Rule
    parser : Parser
    types : mapping of str to frozenset of str
        Of each letter.

    Attributes
    ----------
    layers : list of int
        For each layer its rules, as bits.

    Raises
    ------
    KienanError
        A pattern names what there is not; names the rule.
    """

    def __init__(self, rules: Sequence[Rule], parser: Parser, types: Mapping[str, frozenset[str]]) -> None:
        self.rules = rules
        link, trail = parser.chunk("link"), parser.chunk("trail")
        parsed = {part: [_parsed(rule, part, parser) for rule in rules] for part in PATTERNS}
        left = [
            Pattern(() if rule.left.startswith("^") else (link,), node)
            for rule, node in zip(rules, parsed["left"], strict=True)
        ]
        # A name that is carried over leaves what follows the figure before it: … tấn lúa, đạt 99,1%.
        self._left = Automaton(left, types, lead=Node("?", parts=(trail,)))
        self._opening = Automaton([Pattern((_WHATEVER,), node) for node in parsed["opening"]], types)
        self._anywhere = Automaton(
            [Pattern((_WHATEVER,), Node("row", parts=(node, _WHATEVER))) for node in parsed["anywhere"]], types
        )
        self._right = Automaton([Pattern((), node) for node in parsed["right"]], types)
        self._asks = {part: self._bits([bool(getattr(rule, part)) for rule in rules]) for part in PATTERNS}
        self._kinds = {kind: self._bits([kind in (rule.kind or (kind,)) for rule in rules]) for kind in KINDS}
        self._against = {
            against: self._bits([against in (rule.against or (against,)) for rule in rules]) for against in AGAINST
        }
        self.layers = [self._bits([rule.layer == layer for rule in rules]) for layer in LAYERS]

    def candidates(self, stretch: Stretch, context: Context) -> int:
        """Give the rules whose patterns fit, as bits; their conditions are still to be asked."""
        letters, place = stretch.row.letters, stretch.place
        found = self._kinds[context.kind] & self._against[context.against]
        if asking := found & self._asks["left"]:
            found &= ~asking | self._left.fullmatch(letters, stretch.name, place, led=stretch.is_carried)
        if asking := found & self._asks["anywhere"]:
            found &= ~asking | self._anywhere.fullmatch(letters, stretch.opening, place)
        if asking := found & self._asks["opening"]:
            found &= ~asking | self._opening.fullmatch(letters, stretch.opening, stretch.name_start)
        if asking := found & self._asks["right"]:
            found &= ~asking | self._right.match(letters, place + 1, place + 1 + _FARTHEST)
        return found

    def fitting(self, candidates: int, context: Context) -> list[Rule]:
        """Give the candidates whose conditions hold, in the order of the table."""
        found: list[Rule] = []
        holds = context.conditions.holds
        while candidates:
            bit = candidates & -candidates
            candidates ^= bit
            rule = self.rules[bit.bit_length() - 1]
            if rule.said and context.said not in rule.said:
                continue
            if rule.if_ and not all(map(holds, rule.if_)):
                continue
            if not (rule.unless and any(map(holds, rule.unless))):
                found.append(rule)
        return found

    def without(self, rule: str) -> Ruling:
        """Give the same without a rule."""
        other = copy(self)
        gone = self._bits([one.id == rule for one in self.rules])
        other._kinds = {kind: bits & ~gone for kind, bits in self._kinds.items()}  # noqa: SLF001 - one of its own kind
        return other

    @staticmethod
    def _bits(which: Iterable[bool]) -> int:
        return sum(1 << at for at, holds in enumerate(which) if holds)


def _parsed(rule: Rule, part: str, parser: Parser) -> Node:
    try:
        return parser.parse(getattr(rule, part).removeprefix("^"))
    except PatternError as error:
        raise KienanError(
            f"a rule of the reader cannot be used: {error}.",
            where=f"{rule.source}: rule {rule.id!r}, `{part}`",
            remedy="See the types and chunks at the head of the table.",
        ) from error
