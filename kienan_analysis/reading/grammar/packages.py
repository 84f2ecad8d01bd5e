"""Rules and words that a data package brings along, checked before anything is read with them.

Beside its ``datapackage.json`` a package may have ``reading/rules_vi.toml`` (rules, types and chunks besides the
shipped ones) and ``reading/words.toml`` (words for the shipped lists, and lists of its own). What is read with either
bears a rule whose id begins with ``package:``, so that it is asked about and never sure.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.errors import KienanError
from kienan_analysis.reading.grammar.proving import trials
from kienan_analysis.reading.grammar.table import RuleTable, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.reading.article import ArticleReader, Decided, Prepared
    from kienan_analysis.reading.grammar.proving import Trial
    from kienan_analysis.reading.grammar.table import Rule

RULES: Final = "reading/rules_vi.toml"
WORDS: Final = "reading/words.toml"
PREFIX: Final = "package:"
# The part that every word of a package plays besides its own.
OWN_WORDS: Final = "package.words"
_CLOSED: Final = frozenset({"abbreviations", "areas", "package"})
_LONGEST_PHRASE: Final = 80
_MOST_PHRASES: Final = 2000


@dataclass(frozen=True, slots=True)
class Additions:
    """What a data package adds to the grammar.

    Attributes
    ----------
    table : RuleTable
        Its own types, chunks and rules alone; the ids of the rules begin with ``package:``.
    words : dict of str to list of str
        Phrases by the list that they stand in: ``says.up``.
    """

    table: RuleTable = field(default_factory=RuleTable)
    words: Mapping[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.table.rules or self.words)


NOTHING_ADDED: Final = Additions()


def read_additions(files: Mapping[str, bytes]) -> Additions:
    """Read what a package adds, and check its form.

    Parameters
    ----------
    files : mapping of str to bytes
        Those of `RULES` and `WORDS` that are there, by path.

    Raises
    ------
    KienanError
        A file is no TOML, or what it says cannot be used; names file, line and rule.
    """
    if not files:
        return NOTHING_ADDED
    words = _words(_text(files[WORDS], WORDS)) if WORDS in files else {}
    if RULES not in files:
        return Additions(words=words)
    table = read_table(_text(files[RULES], RULES), RULES)
    if table.comparisons:
        raise KienanError(
            "a package's rules cannot be used: comparisons are the reader's own.",
            where=f"{RULES}: [comparisons]",
            remedy="Leave that section out; name VSPLAN, PLAN, AGO, BASE, FAR or SAMEP in the patterns.",
        )
    rules = tuple(replace(rule, id=f"{PREFIX}{rule.id}") for rule in table.rules)
    return Additions(replace(table, rules=rules), words)


def joined(shipped: RuleTable, additions: Additions, lists: frozenset[str]) -> RuleTable:
    """Give the shipped table with what a package adds.

    Parameters
    ----------
    shipped : RuleTable
    additions : Additions
    lists : frozenset of str
        The lists of words that there are: ``says.up``.

    Raises
    ------
    KienanError
        A type or chunk has a name that the reader uses, or a type names a list that there is not.
    """
    own = additions.table
    for what, given, known in (("type", own.types, shipped.types), ("chunk", own.chunks, shipped.chunks)):
        taken = sorted(given.keys() & known.keys() | (given.keys() & shipped.comparisons.keys()))
        if taken:
            raise KienanError(
                f"a package's rules cannot be used: the reader has a {what} {taken[0]} already.",
                where=f"{RULES}: [{what}s]",
                remedy=f"Give the {what} another name; what the reader has cannot be changed.",
            )
    for name, entries in own.types.items():
        for entry in entries:
            if entry.removeprefix("!") not in lists | additions.words.keys():
                raise KienanError(
                    f"a package's rules cannot be used: the type {name} takes the list {entry!r}, which there is not.",
                    where=f"{RULES}: [types]",
                    remedy=f"Write the list into {WORDS}, or name one of the reader's, such as says.up.",
                )
    return RuleTable(
        {**shipped.types, **own.types},
        {**shipped.chunks, **own.chunks},
        shipped.comparisons,
        (*shipped.rules, *own.rules),
        frozenset(own.types),
    )


def prove(reader: ArticleReader, additions: Additions) -> None:
    """Run the examples of a package's rules, and the shipped ones, which the package must leave as they are.

    Raises
    ------
    KienanError
        An example fails, or two rules disagree about one; names file, line, rule and sentence.
    """
    if not additions:
        return
    for rule in additions.table.rules:
        for trial in trials(reader, rule):
            _check(trial, reader)
    changed = [
        (rule, trial, decided)
        for rule in reader.grammar.table.rules
        if not rule.id.startswith(PREFIX)
        for trial in trials(reader, rule)
        if _is_changed(trial, decided := trial.decided(reader), own_words=bool(additions.words))
    ]
    if not changed:
        return
    # Best told by a sentence that a rule of the package takes, and not only its neighbour.
    rule, trial, decided = min(changed, key=lambda one: not _is_own(additions, one[2].rule))
    other = f"rule {decided.rule!r} applies" if decided.rule else f"no rule applies ({decided.reason})"
    raise KienanError(
        f"a package's rules or words change what the reader's own rule {rule.id!r} reads: {other} to the figure in "
        f"brackets of {trial.sentence!r}.",
        where=_place_of(additions, decided.rule),
        remedy="Make the pattern or its conditions narrower, or leave the word out.",
    )


def _is_changed(trial: Trial[Prepared], decided: Decided, *, own_words: bool) -> bool:
    read = decided.rule.removeprefix(PREFIX) if own_words else decided.rule
    return (read == trial.rule.id) != trial.wanted or decided.reason == "two_rules"


def _is_own(additions: Additions, rule: str) -> bool:
    return any(one.id == rule for one in additions.table.rules)


def _check(trial: Trial[Prepared], reader: ArticleReader) -> None:
    rule, decided = trial.rule, trial.decided(reader)
    if trial.wanted and decided.reason == "two_rules":
        raise _fault(
            rule,
            f"another rule of the layer {rule.layer!r} says something else of the figure in brackets of "
            f"{trial.sentence!r}",
            "Make one of the two narrower, or put this one into another layer.",
        )
    what = trial.fails(reader)
    if what:
        kind = "an example fails" if trial.wanted else "a counter-example fails"
        raise _fault(
            rule,
            f"{kind}: {what} to the figure in brackets of {trial.sentence!r}",
            "Mend the pattern, its conditions or the sentence.",
        )


def _fault(rule: Rule, what: str, remedy: str) -> KienanError:
    return KienanError(
        f"a rule of the package cannot be used: {what}.",
        where=f"{rule.source}: rule {rule.id.removeprefix(PREFIX)!r}",
        remedy=remedy,
    )


def _place_of(additions: Additions, rule: str) -> str:
    found = next((one for one in additions.table.rules if one.id == rule), None)
    if found is not None:
        return f"{found.source}: rule {rule.removeprefix(PREFIX)!r}"
    return f"{WORDS}, {RULES}" if additions.table.rules else WORDS


def _text(content: bytes, source: str) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise KienanError(
            "the file is not text in UTF-8.", where=f"{source}: byte {error.start}", remedy="Save it as UTF-8."
        ) from error


def _words(text: str) -> dict[str, list[str]]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KienanError(
            "the words cannot be read: they are not well-formed TOML.",
            where=f"{WORDS}: {error}",
            remedy="Mend that line; quotes and brackets must close.",
        ) from error
    found: dict[str, list[str]] = {}
    for group, lists in content.items():
        if not isinstance(lists, dict) or group in _CLOSED:
            raise _no_words(
                f"[{group}]", "this group cannot be added to", "Write lists into groups: [own] harvest = […]."
            )
        for name, phrases in lists.items():
            where = f"[{group}] {name}"
            if not isinstance(phrases, list) or not all(isinstance(one, str) and one.strip() for one in phrases):
                raise _no_words(
                    where, "it is no list of phrases", 'Write phrases in quotes: ["được mùa", "trúng mùa"].'
                )
            longest = max(phrases, key=len, default="")
            if len(longest) > _LONGEST_PHRASE:
                raise _no_words(where, f"{longest[:30]!r}… is too long for a phrase", "Write a few words.")
            found[f"{group}.{name}"] = phrases
    if sum(map(len, found.values())) > _MOST_PHRASES:
        raise _no_words("all lists", f"there are more than {_MOST_PHRASES} phrases", "Keep those that reports use.")
    return found


def _no_words(where: str, what: str, remedy: str) -> KienanError:
    return KienanError(f"the package's words cannot be used: {what}.", where=f"{WORDS}: {where}", remedy=remedy)
