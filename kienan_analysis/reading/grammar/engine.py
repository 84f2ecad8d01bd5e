"""The rule that fits a figure, or the reason why none does."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.errors import KienanError
from kienan_analysis.reading.grammar.patterns import PatternError, expression, needed
from kienan_analysis.reading.grammar.rows import Rows
from kienan_analysis.reading.grammar.table import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.grammar.table import Rule, RuleTable
    from kienan_analysis.reading.lexicon import Meaning

_CHUNK_OF: Final = {"VSPLAN": "plan", "PLAN": "plan", "AGO": "year_ago", "BASE": "base", "FAR": "other", "SAMEP": "year_ago"}
_GOVERNING: Final = "EQ|UP|DOWN|MORE|BEYOND|LESS|EXC|SHORT|TO|SHARE|MULT|TWICE|FROM|DISB|CONTR|DIFF"
_LIMITS: Final = ("NOT", "IF", "MAY", "EACH", "OR", "GIVEN", "AIM", "RESP", "AMONG", "CMP")
_LONGEST: Final = 60  # letters between a name and its figure: what is longer is no statement


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a figure besides the words around it. No rule writes to it.

    Attributes
    ----------
    kind : str
        Of the figure.
    against : str
        What it is measured against.
    said, said_form : str
        Measure and form of the figure before, of the same name.
    holds : frozenset of str
        The conditions that hold.
    """

    kind: str
    against: str = ""
    said: str = ""
    said_form: str = ""
    holds: frozenset[str] = frozenset()


class Stretch(NamedTuple):
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


class Decision(NamedTuple):
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


class _Compiled(NamedTuple):
    rule: Rule
    left: re.Pattern[str] | None
    carried: re.Pattern[str] | None
    right: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None
    needed: tuple[frozenset[str], ...]


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
        except PatternError as error:
            raise KienanError(
                f"the reader's chunks and comparisons cannot be used: {error}.",
                where="[comparisons]",
                remedy="Mend the pattern.",
            ) from error
        self._members = {name: frozenset(self._letters(name)) for name in self.rows.alphabet.types}
        self._layers = self._sorted([self._compiled(rule) for rule in table.rules])
        self._filling = re.compile(self._expression("filling"))
        self._explained = re.compile(self._expression("link"))
        self._governing_last = re.compile(self._expression(_GOVERNING))

    def without(self, rule: Rule, *others: Rule) -> Grammar:
        """Give the same grammar without a rule, and with others in its place."""
        other = copy(self)
        rules = [one for one in self.table.rules if one.id != rule.id]
        other.table = replace(self.table, rules=(*rules, *others))
        kept = [one for one in self._all if one.rule.id != rule.id]
        other._layers = other._sorted([*kept, *(self._compiled(one) for one in others)])
        return other

    def _sorted(self, compiled: list[_Compiled]) -> list[dict[str, list[_Compiled]]]:
        """Part rules by layer, and within it by the kind of figure."""
        self._all = compiled
        return [
            {
                kind: [one for one in compiled if one.rule.layer == layer and kind in (one.rule.kind or (kind,))]
                for kind in ("rate", "quantity", "times", "points")
            }
            for layer in LAYERS
        ]

    def _letters(self, name: str) -> str:
        found = self.rows.alphabet.expression(name)
        return found[1:-1] if found.startswith("[") and "\\" not in found else ""

    def _expression(self, pattern: str) -> str:
        return expression(pattern, self.rows.alphabet, self.table.chunks)

    def _compiled(self, rule: Rule) -> _Compiled:
        try:
            left = carried = self._expression(rule.left.removeprefix("^"))
            if not rule.left.startswith("^"):
                left = f"{self._expression('link')}(?:{left})"
                # What is left of the statement before, where the name is carried over: … tấn lúa, đạt 99,1%.
                carried = f"(?:{self._expression('trail')})?{left}"
            return _Compiled(
                rule,
                re.compile(left) if rule.left else None,
                re.compile(carried) if rule.left else None,
                re.compile(self._expression(rule.right)) if rule.right else None,
                re.compile(f"(?:{self._expression(rule.opening)})$") if rule.opening else None,
                re.compile(self._expression(rule.anywhere)) if rule.anywhere else None,
                tuple(self._members[name] for name in needed(rule.left.removeprefix("^"))),
            )
        except PatternError as error:
            raise KienanError(
                f"a rule of the reader cannot be used: {error}.",
                where=f"{rule.source}: rule {rule.id!r}",
                remedy="See the types and chunks at the head of the table.",
            ) from error

    @staticmethod
    def key(row: Row, at: int) -> str:
        """Give the words of a letter of a row."""
        atom = row.atoms[at]
        return " ".join(row.keys[atom.start : atom.end])

    def is_type(self, row: Row, at: int, *names: str) -> bool:
        """Whether a letter of a row has one of the types."""
        return 0 <= at < len(row.letters) and any(row.letters[at] in self._members[name] for name in names)

    def is_verb(self, row: Row, at: int) -> bool:
        """Whether a letter of a row is a verb of statements, or what one is measured against."""
        return bool(row.atoms[at].chunk) or self._governing_last.match(row.letters[at]) is not None

    def is_filling(self, row: Row, at: int) -> bool:
        """Whether a letter of a row may stand after a name without changing what it names."""
        return self._filling.match(row.letters[at]) is not None

    def ends_name(self, row: Row, at: int) -> bool:
        """Whether a letter of a row ends a name before it: a verb, a mark, or a word that limits what is said."""
        return self.is_verb(row, at) or self.is_mark(row, at) or self.is_type(row, at, *_LIMITS)

    def is_mark(self, row: Row, at: int) -> bool:
        """Whether a letter of a row is a mark that parts clauses."""
        return self.is_type(row, at, "COMMA", "SEMI", "COLON", "OPEN", "CLOSE", "STROKE", "BAR")

    def decide(self, stretch: Stretch, context: Context) -> Decision:
        """Find the rule that fits a figure."""
        row, place = stretch.row, stretch.place
        if place - stretch.name > _LONGEST:
            return Decision(None, "too_far")
        present = frozenset(row.letters[stretch.name : place])
        for layer in self._layers:
            fitting = [one.rule for one in layer[context.kind] if self._fits(one, stretch, context, present)]
            if not fitting:
                continue
            answers = {_answer(rule) for rule in fitting}
            if len(answers) > 1:
                refusals = [rule for rule in fitting if rule.refuse]
                if refusals:
                    return Decision(refusals[0], refusals[0].refuse)
                return Decision(fitting[0], "two_rules", other=next(r.id for r in fitting if _answer(r) != _answer(fitting[0])))
            return Decision(fitting[0], fitting[0].refuse)
        return self._unexplained(stretch)

    def _fits(self, one: _Compiled, stretch: Stretch, context: Context, present: frozenset[str]) -> bool:
        rule, letters = one.rule, stretch.row.letters
        if rule.against and context.against not in rule.against:
            return False
        if rule.said and context.said not in rule.said:
            return False
        if not context.holds.issuperset(rule.if_) or not context.holds.isdisjoint(rule.unless):
            return False
        if any(present.isdisjoint(letters_of) for letters_of in one.needed):
            return False
        left = one.carried if stretch.is_carried else one.left
        if left is not None and not left.fullmatch(letters, stretch.name, stretch.place):
            return False
        if one.anywhere is not None and not one.anywhere.search(letters, stretch.opening, stretch.place):
            return False
        if one.opening is not None and not one.opening.search(letters, stretch.opening, stretch.name_start):
            return False
        return one.right is None or bool(one.right.match(letters, stretch.place + 1))

    def _unexplained(self, stretch: Stretch) -> Decision:
        """Say which letter stopped the reading: the first that neither a link nor a verb explains."""
        letters, at, place = stretch.row.letters, stretch.name, stretch.place
        while at < place:
            found = self._explained.match(letters, at, place)
            at = found.end() if found is not None else at
            if at >= place:
                break
            if not self._governing_last.match(letters[at]) and not stretch.row.atoms[at].chunk:
                return Decision(None, "unexplained", at)
            at += 1
        return Decision(None, "nothing_said")

    def against(self, stretch: Stretch) -> tuple[str, int]:
        """Say what the words before a figure measure it against, and which letter of the row says so.

        Those between name and figure count first, the nearest last; then those that open the statement.
        """
        row = stretch.row
        for at in range(stretch.place - 1, stretch.name - 1, -1):
            found = self._against_at(row, at, stretch.name)
            if found:
                return found, at
        for at in range(stretch.name_start - 1, stretch.opening - 1, -1):
            chunk = row.atoms[at].chunk
            if chunk in {"AGO", "BASE", "FAR", "VSPLAN"}:
                return _CHUNK_OF[chunk], at
        return "", -1

    def _against_at(self, row: Row, at: int, first: int) -> str:
        chunk = row.atoms[at].chunk
        if chunk in {"VSPLAN", "AGO", "BASE", "FAR"}:
            return _CHUNK_OF[chunk]
        before = at - 1
        while before >= first and self.is_type(row, before, "EMPTY"):
            before -= 1
        if chunk == "PLAN" and before >= first:
            return "plan" if self.is_type(row, before, "EXC", "SHORT", "EQ", "LESS", "MORE", "BEYOND", "UP", "DOWN") else ""
        if before >= first and self.is_type(row, before, "MORE", "BEYOND", "LESS"):
            if chunk == "SAMEP":
                return "year_ago"
            if self.is_type(row, at, "PERIOD"):
                return "base"
        return ""


def _answer(rule: Rule) -> tuple[str, ...]:
    return (rule.says, rule.form, rule.base, rule.refuse, rule.unit, str((rule.earlier, rule.since, rule.beside)))
