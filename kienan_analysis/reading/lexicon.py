"""The phrases that the reader knows: the grammar's own words, and the names of indicators, which are data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.slips import folded
from kienan_analysis.reading.vocabulary import CONNECTORS, WORD, abbreviations_of, grammar_phrases, phrase_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator, Language
    from kienan_analysis.reading.tokens import Token

_MOST_CONNECTORS: Final = 2  # ", và"
_MOST_KEPT: Final = 16_384  # words: there is no end of those that a text may hold
_LEAST_WITH_SLIP: Final = 3  # words of a name that may have one word spelt wrongly
# In a catalogue's phrase: the figure, or a few other words, stand here.
_GAP: Final = "…"


@record
class Meaning(Record):
    """What a phrase stands for; a phrase may play several parts.

    Attributes
    ----------
    roles : frozenset of str
        Parts in a statement: the lists of ``words.toml`` that it stands in.
    indicators : tuple of str
        Ids of the indicators that it names whole.
    opens, closes : frozenset of int
        Numbers of the phrases with a gap that it begins or ends.
    bare : bool
        Whether a longer name of the same indicator ends in it (*công nghiệp* in *giá trị sản xuất công nghiệp*): then a
        word directly before it makes it something else (*khu công nghiệp*).
    generic : bool
        Whether names of other indicators begin with it (*giá trị sản xuất*): it yields to them.
    slip : bool
        Whether one of its words is spelt otherwise than in the catalogue: *tống giá trị sản xuất*.
    """

    roles: frozenset[str] = frozenset()
    indicators: tuple[str, ...] = ()
    opens: frozenset[int] = frozenset()
    closes: frozenset[int] = frozenset()
    bare: bool = False
    generic: bool = False
    slip: bool = False


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: what may follow, and what the words so far mean, if they are a phrase."""

    next: dict[str, _Node] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    bare: bool = False
    generic: bool = False
    is_phrase: bool = False
    meaning: Meaning | None = None
    near: dict[str, list[str]] | None = None  # what may follow, by what its misspellings share; made when asked for


class Gapped(NamedTuple):
    """A phrase in two pieces: ``ngân sách … thu``; an empty first piece means that the figure comes first."""

    first: str
    second: str
    indicator: str


class Lexicon:
    """Every known phrase, found longest first.

    Parameters
    ----------
    indicators : mapping of str to Indicator
        The catalogue's, by id.
    language : {"vi", "en"}
        Whose words they are named with.
    own_words : mapping of str to sequence of str, optional
        Phrases of a data package, by the list of ``words.toml`` that they stand in, or by one of its own.

    Attributes
    ----------
    gapped : list of Gapped
        By number, as `Meaning.opens` and `Meaning.closes` count them.
    abbreviations : dict of str to tuple of str
        The words that capitals stand for: ``GTSX``.
    """

    def __init__(
        self,
        indicators: Mapping[str, Indicator],
        language: Language = "vi",
        own_words: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._language = language
        self._connectors = CONNECTORS[language]
        self.gapped: list[Gapped] = []
        self._root = _Node()
        self._kinds: dict[str, set[str]] = {}
        self._begins: dict[str, set[tuple[str, ...]]] = {}
        self._branches = {
            one.id for one in indicators.values() if one.concept.endswith(("gross output", "value added"))
        }
        for words, role in grammar_phrases(language):
            node = self._node_of(words)
            node.roles, node.is_phrase = (*node.roles, role), True
        for role, phrases in (own_words or {}).items():
            for phrase in phrases:
                # Marked, so that what is read with them is told from what the reader's own words say.
                node = self._node(phrase)
                node.roles, node.is_phrase = (*node.roles, role, "package.words"), True
        self.abbreviations = abbreviations_of(language)
        self._short = frozenset(short.lower() for short in self.abbreviations)
        # Where words name gross output and value added, which only some areas have, the first comes first.
        for indicator in sorted(indicators.values(), key=lambda one: bool(one.levels)):
            for phrase in indicator.phrases(language):
                self._add_name(phrase, indicator.id)
        self._tell_apart(indicators)
        self._first: dict[str, bool] = {}  # whether a phrase begins with a word: a text says the same ones again
        near = self._root.near = {}  # of first words only those of names
        named = indicators.values() if language == "vi" else ()  # English has too many words that are like others
        for words in {phrase_words(phrase, language) for one in named for phrase in one.phrases(language)}:
            if len(words) >= _LEAST_WITH_SLIP and words[0] not in near.setdefault(folded(words[0]), []):
                near[folded(words[0])].append(words[0])

    def words_of(self, tokens: Sequence[Token], normal: str) -> list[tuple[str, ...]]:
        """Give the words that each token stands for: several where it is an abbreviation in capitals.

        Parameters
        ----------
        tokens : sequence of Token
        normal : str
            The text in its normal form, with its capitals.
        """
        short, known = self._short, self.abbreviations
        return [
            (token.key,) if token.key not in short else known.get(normal[token.start : token.end]) or (token.key,)
            for token in tokens
        ]

    def match(self, keys: Sequence[Sequence[str]], start: int, stop: int) -> tuple[int, Meaning] | None:
        """Find the longest phrase that begins at a token.

        Parameters
        ----------
        keys : sequence of sequences of str
            For each token the words that it stands for (several where it is an abbreviation).
        start, stop : int
            It begins at `start` and ends before `stop`.

        Returns
        -------
        tuple of int and Meaning, or None
            The token after the phrase, and what it means.
        """
        node, place = self._root, start
        first_words = node.next
        best: _Node | None = None
        named: _Node | None = None
        end, skipped, taken, slipped, slip = start, 0, 0, False, False
        first = keys[start] if start < stop else ()
        if len(first) == 1 and not self._begins_one(first[0]):
            return None  # most words
        while place < stop:
            words = keys[place]
            following = node.next.get(words[0]) if len(words) == 1 else _follow(node, words)
            if following is None and not slipped and len(words) == 1 and words[0] not in first_words:
                following = self._slip(node, words[0])
                slipped = following is not None
            place += 1
            if following is None:
                if not taken or skipped >= _MOST_CONNECTORS or words[0] not in self._connectors:
                    break
                skipped += 1
                continue
            node, skipped, taken = following, 0, taken + 1
            if node.is_phrase and (not slipped or (node.indicators and taken >= _LEAST_WITH_SLIP)):
                end, best, slip = place, node, slipped
            if node.indicators:
                named = node
        if best is None:
            return None
        meaning = best.meaning or _meaning(best)
        if named is not None and not meaning.indicators and meaning.opens:
            # tạo việc làm cho … lao động: the first piece holds a whole name.
            meaning = meaning._replace(indicators=named.indicators, bare=named.bare, generic=named.generic)
        return end, meaning._replace(slip=True) if slip else meaning

    def _begins_one(self, word: str) -> bool:
        """Whether a phrase begins with a word, or with one that is spelt a little otherwise; kept for most words."""
        begins = self._first.get(word)
        if begins is None:
            begins = word in self._root.next or self._slip(self._root, word) is not None
            if len(self._first) < _MOST_KEPT:
                self._first[word] = begins
        return begins

    @staticmethod
    def _slip(node: _Node, word: str) -> _Node | None:
        """Follow a word that is spelt a little otherwise; one that a phrase of the grammar begins with is not."""
        if not word.isalpha():
            return None
        if node.near is None:
            node.near = {}
            for one in node.next:
                node.near.setdefault(folded(one), []).append(one)
        found = node.near.get(folded(word))
        return node.next.get(found[0]) if found is not None and len(found) == 1 else None

    def meanings(self) -> Iterator[Meaning]:
        """Give what each phrase means, one after the other."""
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            waiting.extend(node.next.values())
            if node.is_phrase:
                yield _meaning(node)

    def is_kind_of(self, indicator: str, whole: str) -> bool:
        """Whether an indicator's names begin with a generic name of another: industry's with *giá trị sản xuất*."""
        return indicator in self._kinds.get(whole, ())

    def is_branch(self, indicator: str) -> bool:
        """Whether an indicator is a branch's gross output: its bare name may mean another measure of the branch."""
        return indicator in self._branches

    def begins(self, indicator: str, head: str) -> bool:
        """Whether one of an indicator's phrases begins with these words."""
        return tuple(head.split()) in self._begins.get(indicator, ())

    def indicator(self, phrase: str) -> str:
        """Give the indicator that a phrase, already in the matching spelling, names whole; empty if none."""
        return next(iter(self.indicators(phrase)), "")

    def indicators(self, phrase: str) -> tuple[str, ...]:
        """Give every indicator that a phrase, already in the matching spelling, names whole."""
        words = [(word,) for word in WORD.findall(phrase)]
        found = self.match(words, 0, len(words)) if words else None
        return found[1].indicators if found is not None and found[0] == len(words) else ()

    def _add_name(self, phrase: str, indicator: str) -> None:
        first, gap, second = phrase.partition(_GAP)
        words = phrase_words(first, self._language)
        self._begins.setdefault(indicator, set()).update(words[:at] for at in range(1, len(words)))
        if not gap:
            node = self._node(phrase)
            if indicator not in node.indicators:
                node.indicators, node.is_phrase = (*node.indicators, indicator), True
            return
        number = len(self.gapped)
        self.gapped.append(Gapped(first.strip(), second.strip(), indicator))
        if first.strip():
            node = self._node(first)
            node.opens, node.is_phrase = (*node.opens, number), True
        node = self._node(second)
        node.closes, node.is_phrase = (*node.closes, number), True

    def _tell_apart(self, indicators: Mapping[str, Indicator]) -> None:
        """Mark the names that are the end of a longer one, or the beginning of another indicator's."""
        names = {
            indicator.id: [phrase_words(phrase, self._language) for phrase in indicator.phrases(self._language)]
            for indicator in indicators.values()
        }
        whole = {
            indicator.id: {
                words
                for words, phrase in zip(names[indicator.id], indicator.phrases(self._language), strict=True)
                if _GAP not in phrase
            }
            for indicator in indicators.values()
        }
        ends = {(name, words[at:]) for name, found in whole.items() for words in found for at in range(1, len(words))}
        begins: dict[tuple[str, ...], set[str]] = {}
        for name, found in whole.items():
            # Giá trị sản xuất is generic for the branches' output; thu (of tổng thu) is nothing to thu nhập. Value
            # added shares the bare names of gross output.
            if indicators[name].levels or not self.is_branch(name):
                continue
            for words in found:
                for at in range(1, len(words)):
                    begins.setdefault(words[:at], set()).add(name)
        for name, phrases in names.items():
            for words in phrases:
                node = self._node_of(words)
                node.bare |= (name, words) in ends
                # Tổng giá trị sản xuất is as generic as giá trị sản xuất.
                others = begins.get(words[1:] if words[:1] == ("tổng",) else words, set()) - {name}
                if len(others) > 1:
                    node.generic = True
                    self._kinds.setdefault(name, set()).update(others)

    def _node(self, phrase: str) -> _Node:
        return self._node_of(phrase_words(phrase, self._language))

    def _node_of(self, words: Iterable[str]) -> _Node:
        node = self._root
        for word in words:
            following = node.next.get(word)
            if following is None:
                following = node.next[word] = _Node()
            node = following
        return node


def _follow(node: _Node, words: Sequence[str]) -> _Node | None:
    for word in words:
        following = node.next.get(word)
        if following is None:
            return None
        node = following
    return node


def _meaning(node: _Node) -> Meaning:
    """Give what the words up to a place mean, made once."""
    if node.meaning is None:
        roles, opens, closes = frozenset(node.roles), frozenset(node.opens), frozenset(node.closes)
        node.meaning = Meaning(roles, node.indicators, opens, closes, node.bare, node.generic)
    return node.meaning
