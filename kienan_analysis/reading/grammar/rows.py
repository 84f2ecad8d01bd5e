"""A sentence as a row of letters, one for each item or comparison, that the patterns are held against."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.grammar.patterns import Alphabet, Parser, expression
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Meaning

# Marks that stand alone; every other one is only a MARK.
MARKS: Final = {
    ",": "COMMA", ";": "SEMI", ":": "COLON", "(": "OPEN", ")": "CLOSE", "/": "STROKE", "-": "DASH", "+": "PLUS",
    ".": "STOP", "…": "STOP", "!": "STOP", "?": "STOP", "|": "BAR",
}  # fmt: skip
_KINDS: Final = {"period": "PERIOD", "area": "PLACE", "prices": "PRICE", "code": "CODE", "figure": "FIG"}
# Types that items have by themselves; those of words come from the table.
BY_KIND: Final = frozenset({*MARKS.values(), *_KINDS.values(), "MARK", "WORD", "PROPER", "PHRASE", "NAME", "GENERIC"})


@record
class Atom(Record):
    """One letter of a row: an item, or several that make up a comparison.

    Attributes
    ----------
    start, end : int
        Items, ``[start, end)``.
    chunk : str
        The chunk that they make up; empty for an item by itself.
    """

    start: int
    end: int
    chunk: str


@record
class Row(Record):
    """A sentence as letters.

    Attributes
    ----------
    letters : str
    starts : sequence of int
        For each letter, and for the end of the sentence, the first item that it is.
    at : sequence of int
        For each item, and for the end of the sentence, the letter that it belongs to.
    chunks : dict of int to str
        The comparisons, by their letters.
    compared : list of int
        The letters that are comparisons or periods.
    items : sequence of Item
    """

    letters: str
    starts: Sequence[int]
    at: Sequence[int]
    chunks: dict[int, str]
    compared: list[int]
    items: Sequence[Item]

    def atom(self, at: int) -> Atom:
        """Give what a letter stands for."""
        return Atom(self.starts[at], self.starts[at + 1], self.chunks.get(at, ""))


class Rows:
    """Turns sentences into rows.

    Parameters
    ----------
    types : mapping of str to list of str
        For each type the lists of words that it takes (``says.up``), and those that a word must not stand in besides
        (``!hedges.at_least``).
    chunks : mapping of str to str
        Patterns by name.
    comparisons : mapping of str to str
        Patterns of the chunks that become one letter, by the type of that letter; the first that fits counts.
    meanings : iterable of Meaning
        Every meaning that a phrase can have.

    Raises
    ------
    PatternError
        A pattern is not well formed.
    """

    def __init__(
        self,
        types: Mapping[str, Sequence[str]],
        chunks: Mapping[str, str],
        comparisons: Mapping[str, str],
        meanings: Iterable[Meaning],
    ) -> None:
        self.alphabet = Alphabet([*types, *comparisons, *BY_KIND])
        self._by_role: dict[str, list[str]] = {}
        self._unless: dict[str, set[str]] = {}
        for name, lists in types.items():
            self._add_type(name, lists)
        self._of_meaning: dict[tuple[frozenset[str], bool, bool], str] = {}
        self._marks = {key: self.alphabet.letter(frozenset({name})) for key, name in MARKS.items()}
        self._kinds = {kind: self.alphabet.letter(frozenset({name})) for kind, name in _KINDS.items()}
        self._mark = self.alphabet.letter(frozenset({"MARK"}))
        self._word = self.alphabet.letter(frozenset({"WORD"}))
        self._proper = self.alphabet.letter(frozenset({"PROPER"}))
        self._comparisons = {name: self.alphabet.letter(frozenset({name})) for name in comparisons}
        for meaning in meanings:
            self._letter_of(meaning)
        parser = Parser(self.alphabet.names, chunks)
        written = {name: expression(parser.parse(text), self.alphabet) for name, text in comparisons.items()}
        self._pattern = re.compile("|".join(f"(?P<{name}>{text})" for name, text in written.items()) or r"[^\s\S]")

    def _add_type(self, name: str, lists: Sequence[str]) -> None:
        for entry in lists:
            if entry.startswith("!"):
                self._unless.setdefault(name, set()).add(entry[1:])
            else:
                self._by_role.setdefault(entry, []).append(name)

    def _letter_of(self, meaning: Meaning) -> str:
        roles, named = meaning.roles, bool(meaning.indicators)
        known = self._of_meaning.get((roles, named, meaning.generic))
        if known is None:
            found = {name for role in roles for name in self._by_role.get(role, ())}
            found = {name for name in found if roles.isdisjoint(self._unless.get(name, ()))}
            if named:
                found.add("GENERIC" if meaning.generic else "NAME")
            known = self.alphabet.letter(frozenset(found or {"PHRASE"}))
            self._of_meaning[roles, named, meaning.generic] = known
        return known

    def row(self, items: Sequence[Item]) -> Row:
        """Turn a sentence into a row: comparisons are one letter each."""
        letters = "".join([self._letter(item) for item in items])
        plain = range(len(items) + 1)
        starts: Sequence[int] = plain  # until a comparison takes several items together
        at: Sequence[int] = plain
        chunks: dict[int, str] = {}
        found = [match for match in self._pattern.finditer(letters) if match.end() > match.start()]
        if found:
            letters, starts, at = self._joined(letters, found, chunks)
        period = self._kinds["period"]
        periods = [place for place, letter in enumerate(letters) if letter == period] if period in letters else []
        compared = sorted([*chunks, *periods])
        return Row(letters, starts, at, chunks, compared, items)

    def _joined(
        self, letters: str, found: Sequence[re.Match[str]], chunks: dict[int, str]
    ) -> tuple[str, array[int], array[int]]:
        """Make one letter of each comparison found, and note it; say also where each letter begins, and each item's."""
        written: list[str] = []
        starts, at = array("i"), array("i")
        done = 0
        for match in found:
            start, end = match.span()
            at.extend(range(len(starts), len(starts) + start - done))
            starts.extend(range(done, start))
            written.append(letters[done:start])
            name = match.lastgroup or ""
            chunks[len(starts)] = name
            at.extend([len(starts)] * (end - start))
            starts.append(start)
            written.append(self._comparisons[name])
            done = end
        at.extend(range(len(starts), len(starts) + len(letters) + 1 - done))
        starts.extend(range(done, len(letters) + 1))
        written.append(letters[done:])
        return "".join(written), starts, at

    def _letter(self, item: Item) -> str:
        if item.kind == "phrase":
            meaning = item.meaning
            known = self._of_meaning.get((meaning.roles, bool(meaning.indicators), meaning.generic))
            return self._letter_of(meaning) if known is None else known
        if item.kind == "word":
            return self._proper if item.proper else self._word
        if item.kind == "mark":
            # Some marks are words of the grammar too.
            return self._marks.get(item.key, self._mark)
        return self._kinds[item.kind]
