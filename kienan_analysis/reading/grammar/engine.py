"""The rule that fits a figure, or the reason why none does."""

from __future__ import annotations

from bisect import bisect_left
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.errors import KienanError
from kienan_analysis.reading.grammar.automaton import Automaton, Pattern
from kienan_analysis.reading.grammar.patterns import Parser, PatternError
from kienan_analysis.reading.grammar.rows import Rows
from kienan_analysis.reading.grammar.ruling import Ruling
from kienan_analysis.reading.grammar.table import LAYERS
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.grammar.ruling import Context, Stretch
    from kienan_analysis.reading.grammar.table import Rule, RuleTable
    from kienan_analysis.reading.lexicon import Meaning

_CHUNK_OF: Final = {
    "VSPLAN": "plan",
    "PLAN": "plan",
    "AGO": "year_ago",
    "BASE": "base",
    "FAR": "other",
    "SAMEP": "year_ago",
}
_GOVERNING: Final = frozenset(
    {
        "EQ",
        "UP",
        "DOWN",
        "MORE",
        "BEYOND",
        "LESS",
        "EXC",
        "SHORT",
        "TO",
        "SHARE",
        "MULT",
        "TWICE",
        "FROM",
        "DISB",
        "CONTR",
        "DIFF",
    }
)
_LIMITS: Final = frozenset({"NOT", "IF", "MAY", "EACH", "OR", "GIVEN", "AIM", "RESP", "AMONG", "CMP"})
_MARKS: Final = frozenset({"COMMA", "SEMI", "COLON", "OPEN", "CLOSE", "STROKE", "BAR"})
# Directly before a plan, or a period, these measure against it: vượt kế hoạch, cao hơn cùng kỳ.
_OF_PLANS: Final = frozenset({"EXC", "SHORT", "EQ", "LESS", "MORE", "BEYOND", "UP", "DOWN"})
_OF_PERIODS: Final = frozenset({"MORE", "BEYOND", "LESS"})
_LONGEST: Final = 60  # letters between a name and its figure: what is longer is no statement


@record
class Decision(Record):
    """What the table says of a figure.

    Attributes
    ----------
    rule : Rule or None
        None where no rule fits.
    refuse : str
        Code of the reason; empty where the figure is read.
    at : int
        The letter of the row that no rule explains; -1 where that is not the reason.
    other : str
        The id of a second rule that fits with another answer.
    """

    rule: Rule | None
    refuse: str = ""
    at: int = -1
    other: str = ""


class Grammar:
    """A rule table made ready for one lexicon.

    Parameters
    ----------
    table : RuleTable
    meanings : iterable of Meaning
        Every meaning that a phrase of the lexicon can have.

    Raises
    ------
    KienanError
        A pattern names what there is not.
    """

    def __init__(self, table: RuleTable, meanings: Iterable[Meaning]) -> None:
        self.table = table
        try:
            self.rows = Rows(table.types, table.chunks, table.comparisons, meanings)
            self._parser = Parser(self.rows.alphabet.names, table.chunks)
            link, filling = self._parser.chunk("link"), self._parser.chunk("filling")
        except PatternError as error:
            raise KienanError(
                f"the reader's chunks and comparisons cannot be used: {error}.",
                where="[chunks], [comparisons]",
                remedy="Mend the pattern.",
            ) from error
        self._types = self.rows.alphabet.types
        self._link = Automaton([Pattern((), link)], self._types)
        self._filling = filling.one
        self._governing = _GOVERNING | table.own
        self._rulings = [Ruling(table.rules, self._parser, self._types)]

    def without(self, rule: Rule, *others: Rule) -> Grammar:
        """Give the same grammar without a rule, and with others besides."""
        other = copy(self)
        rules = tuple(one for one in self.table.rules if one.id != rule.id)
        other.table = replace(self.table, rules=(*rules, *others))
        other._rulings = [one.without(rule.id) for one in self._rulings]  # noqa: SLF001 - one of its own kind
        other._rulings.append(Ruling(others, self._parser, self._types))  # noqa: SLF001
        return other

    @staticmethod
    def key(row: Row, at: int) -> str:
        """Give the words of a letter of a row."""
        return " ".join([item.key for item in row.items[row.starts[at] : row.starts[at + 1]]])

    def is_type(self, row: Row, at: int, *names: str) -> bool:
        """Whether a letter of a row has one of the types."""
        return 0 <= at < len(row.letters) and not self._types[row.letters[at]].isdisjoint(names)

    def types(self, row: Row, start: int, stop: int) -> frozenset[str]:
        """Give every type that a letter of a stretch has."""
        return frozenset().union(*[self._types[letter] for letter in row.letters[start:stop]])

    def is_verb(self, row: Row, at: int) -> bool:
        """Whether a letter of a row is a verb of statements, or what one is measured against."""
        return at in row.chunks or not self._types[row.letters[at]].isdisjoint(self._governing)

    def is_filling(self, row: Row, at: int) -> bool:
        """Whether a letter of a row may stand after a name without changing what it names."""
        return self._filling.holds(self._types[row.letters[at]])

    def ends_name(self, row: Row, at: int) -> bool:
        """Whether a letter of a row ends a name before it: a verb, a mark, or a word that limits what is said."""
        types = self._types[row.letters[at]]
        return self.is_verb(row, at) or not types.isdisjoint(_MARKS) or not types.isdisjoint(_LIMITS)

    def decide(self, stretch: Stretch, context: Context) -> Decision:
        """Find the rule that fits a figure."""
        if stretch.place - stretch.name > _LONGEST:
            return Decision(None, "too_far")
        found = [(ruling, bits) for ruling in self._rulings if (bits := ruling.candidates(stretch, context))]
        for layer in range(len(LAYERS)) if found else ():
            fitting: list[Rule] = []
            for ruling, bits in found:
                if of_layer := bits & ruling.layers[layer]:
                    fitting += ruling.fitting(of_layer, context)
            if fitting:
                return _chosen(fitting)
        return self._unexplained(stretch)

    def _unexplained(self, stretch: Stretch) -> Decision:
        """Say which letter stopped the reading: the first that neither a link nor a verb explains."""
        letters, at, place = stretch.row.letters, stretch.name, stretch.place
        while at < place:
            at = self._link.longest(letters, at, place)
            if at >= place:
                break
            if not self.is_verb(stretch.row, at):
                return Decision(None, "unexplained", at)
            at += 1
        return Decision(None, "nothing_said")

    def against(self, stretch: Stretch) -> tuple[str, int]:
        """Say what the words before a figure measure it against, and which letter of the row says so.

        Those between name and figure count first, the nearest last; then those that open the statement.
        """
        row, compared = stretch.row, stretch.row.compared
        if not compared or compared[0] >= stretch.place:
            return "", -1
        for at in reversed(compared[bisect_left(compared, stretch.name) : bisect_left(compared, stretch.place)]):
            found = self._against_at(row, at, stretch.name)
            if found:
                return found, at
        opening = compared[bisect_left(compared, stretch.opening) : bisect_left(compared, stretch.name_start)]
        for at in reversed(opening):
            chunk = row.chunks.get(at, "")
            if chunk in {"AGO", "BASE", "FAR", "VSPLAN"}:
                return _CHUNK_OF[chunk], at
        return "", -1

    def _against_at(self, row: Row, at: int, first: int) -> str:
        chunk = row.chunks.get(at, "")
        if chunk in {"VSPLAN", "AGO", "BASE", "FAR"}:
            return _CHUNK_OF[chunk]
        if chunk not in {"PLAN", "SAMEP"} and "PERIOD" not in self._types[row.letters[at]]:
            return ""
        before = at - 1
        while before >= first and "EMPTY" in self._types[row.letters[before]]:
            before -= 1
        if before < first:
            return ""
        verbs = self._types[row.letters[before]]
        if chunk == "PLAN":
            return "" if verbs.isdisjoint(_OF_PLANS) else "plan"
        if verbs.isdisjoint(_OF_PERIODS):
            return ""
        return "year_ago" if chunk == "SAMEP" else "base"


def _chosen(fitting: list[Rule]) -> Decision:
    """Choose among the rules of a layer that fit: the first, unless another says something else."""
    first = fitting[0]
    if len(fitting) == 1:
        return Decision(first, first.refuse)
    other = next((rule for rule in fitting if answer(rule) != answer(first)), None)
    if other is None:
        return Decision(first, first.refuse)
    refusing = next((rule for rule in fitting if rule.refuse), None)
    if refusing is not None:
        return Decision(refusing, refusing.refuse)
    return Decision(first, "two_rules", other=other.id)


def answer(rule: Rule) -> tuple[str, ...]:
    """Give what a rule says of a figure: two with the same answer do not disagree.

    ``ends`` is no part of it: it says only more of what both read, and the first of the two has it.
    """
    return (
        rule.says,
        rule.form,
        rule.base,
        rule.refuse,
        rule.unit,
        str((rule.earlier, rule.since, rule.beside)),
    )
