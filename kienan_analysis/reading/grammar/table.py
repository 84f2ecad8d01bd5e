"""The rule table, read and checked: each fault with its file, its rule, what it means and what to do."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.errors import KienanError
from kienan_analysis.reading.grammar.patterns import PatternError, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYERS: Final = ("limit", "special", "general", "carried")
AGAINST: Final = ("", "plan", "year_ago", "base", "other")
KINDS: Final = ("rate", "quantity", "times", "points")
SAYS: Final = (
    "level", "plan", "growth", "planned_growth", "attainment", "level_or_plan", "growth_or_planned", "said",
)  # fmt: skip
FORMS: Final = ("", "index", "decrease", "excess", "multiple", "said")
# What is known of a figure besides the words around it; `conditions.Asked` works each out when it is asked.
CONDITIONS: Final = frozenset({
    "target", "share", "structure", "rate_name", "rate_or_share", "respective", "has_level", "measured_level", "named",
    "sign", "in_brackets", "per_unit", "from_on", "has_since", "plan_after", "aim_beside_plan", "aim_at_most",
    "fall_before_name", "change_before_name", "small_index", "last_verb_changes", "by_equal", "said_change",
    "mention_after", "after_plan", "after_period", "ago_after", "from_where", "carries", "disbursed_name",
    "other_currency", "of_counted_places", "fall_said_before", "more_than_same", "plan_before_name", "growth_by_noun",
    "ends_at", "growth_planned_before_name", "missed_plan",
})  # fmt: skip
# Those that only the English reader works out.
ENGLISH_CONDITIONS: Final = frozenset({"aim", "economy", "name_after", "nothing_between", "elsewhere", "per_month"})
_CONDITIONS: Final = {"vi": CONDITIONS, "en": CONDITIONS | ENGLISH_CONDITIONS}
PATTERNS: Final = ("left", "right", "opening", "anywhere")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where it applies, what it says, and the sentences that prove it.

    Attributes
    ----------
    id, layer : str
    kind : tuple of str
        Kinds of figures; empty for all.
    left, right, opening, anywhere : str
        Patterns; empty where nothing is asked.
    against, said : tuple of str
        What the figure must be measured against, what the figure before must say; empty for anything.
    if_, unless : tuple of str
        Conditions that hold; that must not hold.
    says, form, base, unit : str
        The measure and form, as in ``observations.csv``; ``plan`` where a growth is relative to a plan; ``points``
        where a change in percent is one in percentage points.
    refuse : str
        Code of the reason why the figure is not read; empty where it is.
    earlier, since, ends, beside : bool
        Whether the figure is of the year before; of the period where a change began; of the last year of those in which
        it changed; of the one that the figure before is compared with.
    examples, counter : tuple of str
    optional : tuple of str
        Tokens that may be dropped without a difference.
    source : str
        The file that it stands in.
    """

    id: str
    layer: str
    kind: tuple[str, ...] = ()
    left: str = ""
    right: str = ""
    opening: str = ""
    anywhere: str = ""
    against: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    if_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    says: str = ""
    form: str = ""
    base: str = ""
    unit: str = ""
    refuse: str = ""
    earlier: bool = False
    since: bool = False
    ends: bool = False
    beside: bool = False
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A whole table.

    Attributes
    ----------
    types, chunks, comparisons : dict
        As in the file.
    rules : tuple of Rule
        In order.
    own : frozenset of str
        The types that a data package brings: what has one says something of a figure, and so ends a name before it.
    """

    types: dict[str, list[str]] = field(default_factory=dict)
    chunks: dict[str, str] = field(default_factory=dict)
    comparisons: dict[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    own: frozenset[str] = frozenset()


@cache
def shipped(language: str = "vi") -> RuleTable:
    """Read the table of a language that comes with the package, once."""
    name = f"rules_{language}.toml"
    text = (files("kienan_analysis.reading.grammar") / name).read_text(encoding="utf-8")
    return read_table(text, name, language)


def read_table(text: str, source: str, language: str = "vi") -> RuleTable:
    """Read a table and check its form.

    Parameters
    ----------
    text : str
        TOML.
    source : str
        The file's name, for messages.
    language : {"vi", "en"}
        Whose reader it is for: what its rules may ask.

    Raises
    ------
    KienanError
        It is no TOML, or a rule is not well formed.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KienanError(
            "the rules cannot be read: they are not well-formed TOML.",
            where=f"{source}: {error}",
            remedy="Mend that line; quotes and brackets must close.",
        ) from error
    lines = _lines(text)
    rules: dict[str, Rule] = {}
    for number, given in enumerate(content.get("rule", [])):
        line = lines[number] if number < len(lines) else 0
        rule = _rule(given, f"{source}, line {line}", _CONDITIONS[language])
        if rule.id in rules:
            raise _fault(source, rule.id, "another rule has this id", "Give each rule an id of its own.", line)
        rules[rule.id] = rule
    return RuleTable(
        content.get("types", {}), content.get("chunks", {}), content.get("comparisons", {}), tuple(rules.values())
    )


def _lines(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[rule]]"]


def _rule(given: Mapping[str, Any], source: str, conditions: frozenset[str]) -> Rule:
    """Make one rule of what the file says."""
    name = str(given.get("id", ""))
    known = {one.name.rstrip("_") for one in fields(Rule)} - {"source"}
    unknown = sorted(given.keys() - known)
    if not name:
        raise _fault(source, name, "it has no id", "Give it one: a few words that say what is meant.")
    if unknown:
        remedy = f"Known are: {', '.join(sorted(known))}."
        raise _fault(source, name, f"it has {unknown[0]!r}, which no rule has", remedy)
    lists = {"kind", "against", "said", "if", "unless", "examples", "counter", "optional"}
    wrong = sorted(key for key in given if isinstance(given[key], list) != (key in lists))
    if wrong:
        kind = "a list" if wrong[0] in lists else "no list"
        raise _fault(source, name, f"its `{wrong[0]}` must be {kind}", "See the rules of the reader's own table.")
    values: dict[str, Any] = {
        "if_" if key == "if" else key: tuple(value) if key in lists else value for key, value in given.items()
    }
    rule = Rule(**values, source=source)
    _check(rule, source, conditions)
    return rule


def _check(rule: Rule, source: str, conditions: frozenset[str]) -> None:
    for value, allowed, what in (
        ([rule.layer], LAYERS, "layer"),
        (rule.kind, KINDS, "kind of figure"),
        (rule.against, AGAINST, "comparison"),
        ([rule.form], FORMS, "form"),
        ((*rule.if_, *rule.unless), conditions, "condition"),
        ([rule.says] if rule.says else [], SAYS, "measure"),
    ):
        for one in value:
            if one not in allowed:
                remedy = f"Known are: {', '.join(sorted(filter(None, allowed)))}."
                raise _fault(source, rule.id, f"there is no {what} {one!r}", remedy)
    if bool(rule.says) == bool(rule.refuse):
        raise _fault(source, rule.id, "it must either say something or refuse", "Give `says` or `refuse`, not both.")
    if not rule.examples or not rule.counter:
        raise _fault(source, rule.id, "it has no example, or no counter-example", "Give at least one of each.")
    for sentence in (*rule.examples, *rule.counter):
        if sentence.count("[") != 1 or sentence.count("]") != 1:
            raise _fault(source, rule.id, f"{sentence!r} does not mark one figure", "Write [ ] about the figure meant.")
    for part in PATTERNS:
        try:
            list(tokens(getattr(rule, part)))
        except PatternError as error:
            remedy = "See the head of the reader's own table."
            raise _fault(source, rule.id, f"its `{part}` is no pattern: {error}", remedy) from error


def _fault(source: str, rule: str, what: str, remedy: str, line: int = 0) -> KienanError:
    place = f"{source}, line {line}" if line else source
    return KienanError(f"a rule of the reader cannot be used: {what}.", where=f"{place}: rule {rule!r}", remedy=remedy)
