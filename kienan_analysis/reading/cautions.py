"""Words beside a figure that may make another thing of it: what no rule explains and no rule can list whole."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.reading.beside import is_of_a_term
from kienan_analysis.reading.openings import KeyedText, Openings, openings_of
from kienan_analysis.spelling import spelling_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.observations import ReadObservation
    from kienan_analysis.reading.openings import Window

WINDOWS: Final = ("head", "sentence", "context", "above", "following", "between", "before", "after", "beyond")
_REACH, _PARAGRAPH, _BEHIND, _DIRECTLY, _NEXT, _BETWEEN = 240, 400, 120, 60, 45, 160  # letters
# The words of a place's name, without those for what it is.
_NAMED: Final = re.compile(
    r"\b(?!(?:tỉnh|thành|phố|huyện|quận|thị|xã|trấn|phường|cũ|mới)\b)(?=[^\W\d_])\w+", re.IGNORECASE
)
_NO_WORD: Final = "tên"
_STATEMENT: Final = re.compile(r"[;\n!?…]|\.(?=\s)")
_SENTENCE: Final = re.compile(r"[\n!?…]|\.(?=\s)")
_SENTENCE_ENDS: Final = re.compile(r"[;\n!?…]|\.(?=\s|$)")
_AFTER_ENDS: Final = re.compile(r"[,;:()\n\d]|\.(?=\s|$)")
# A branch by itself: what is measured of it was said before.
_BARE: Final = re.compile(
    r"(?:(?:khu vực|ngành|lĩnh vực|các ngành|khối) )?"
    r"(?:nông|lâm|thủy|công|thương|dịch|xây|trồng|chăn|du|bán|vận|lưu|ăn)\w*"
    r"(?:[ ,/-]+(?:và |& )?\w+){0,8}"
)
_PERCENT: Final = re.compile(r"[^\S\n]*%?[^\S\n]*")
_BLANK: Final = re.compile(r"[^\S\n]*")
_HEADS_OF_OUTPUT: Final = ("giá trị", "gtsx", "sản xuất", "sản lượng", "tổng", "chỉ số", "doanh thu", "grdp")


@dataclass(frozen=True)
class Entries:
    """Patterns that a window may hold: only those are tried of which a word stands there that they begin with.

    Attributes
    ----------
    window : str
    patterns : tuple of (frozenset of str, str)
        The words of which each begins with one, none where that cannot be told; and the pattern.
    """

    window: str
    patterns: tuple[tuple[frozenset[str], str], ...]

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words of which one stands wherever a pattern does; empty where that cannot be told of all patterns."""
        of_each = [openings for openings, _ in self.patterns]
        return frozenset().union(*of_each) if all(of_each) else frozenset()

    def last_end(self, seen: Window) -> int:
        """Say where the last that stands in a window ends; -1 where none does."""
        words, there = seen.words, seen.there
        may_be = [pattern for openings, pattern in self.patterns if not openings or not there.isdisjoint(openings)]
        if not may_be:
            return -1
        end = -1
        for found in _joined(tuple(may_be), self.window).finditer(words):
            end = max(end, found.end())
        return end


@dataclass(frozen=True)
class Caution:
    """Words that make a figure one to be asked.

    Attributes
    ----------
    id, doubt : str
    windows : mapping of str to Entries
        What stands in which window.
    unless, cancels : Entries or None
        What says after them, anywhere in their window, that the figure is what it seems.
    measures, indicators, kinds : tuple of str
        Of which figures; empty for all.
    bare : bool
        Only where the name is a branch's alone.
    of_terms : bool
        Only in a text of a congress or a term.
    examples, counter : tuple of str
    """

    id: str
    doubt: str
    windows: Mapping[str, Entries]
    unless: Entries | None = None
    cancels: Entries | None = None
    measures: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    bare: bool = False
    of_terms: bool = False
    examples: tuple[str, ...] = field(default=(), compare=False)
    counter: tuple[str, ...] = field(default=(), compare=False)

    def concerns(self, measure: str, indicator: str, kind: str, *, bare: bool) -> bool:
        """Whether a figure is of the kind that the words make another thing of: what it says, of what, by what name."""
        if (self.bare and not bare) or (self.measures and measure not in self.measures):
            return False
        if self.kinds and kind not in self.kinds:
            return False
        return not self.indicators or indicator.startswith(self.indicators)

    def finds(self, seen: Mapping[str, Window]) -> bool:
        """Whether its words stand in their windows."""
        for name, openings, entries in self.tried:
            window = seen[name]
            if openings and window.there.isdisjoint(openings):
                continue
            end = entries.last_end(window)
            if end < 0 or (self.cancels is not None and self.cancels.last_end(window) >= 0):
                continue
            if self.unless is None or self.unless.last_end(window) <= end:
                return True
        return False

    @cached_property
    def tried(self) -> tuple[tuple[str, frozenset[str], Entries], ...]:
        """Its windows, each with the words of which one must stand there, and what else must."""
        return tuple((name, entries.openings, entries) for name, entries in self.windows.items())

    def openings(self) -> Iterator[str]:
        """Give all words that its patterns begin with."""
        for entries in (*self.windows.values(), self.unless, self.cancels):
            for openings, _ in entries.patterns if entries is not None else ():
                yield from openings


@cache
def cautions() -> tuple[Caution, ...]:
    """Read the table."""
    table = tomllib.loads((files("kienan_analysis.reading") / "cautions.toml").read_text(encoding="utf-8"))
    return tuple(_caution(row) for row in table["caution"])


def doubts_by_words(
    one: ReadObservation, text: str, indicators: Mapping[str, Indicator], table: Sequence[Caution] | None = None
) -> Iterator[str]:
    """Give the codes of the doubts that the words beside a figure raise.

    Parameters
    ----------
    one : ReadObservation
    text : str
        That was read.
    indicators : mapping of str to Indicator
        The catalogue's.
    table : sequence of Caution, optional
        The shipped one by default.
    """
    known = indicators.get(one.indicator or "")
    bare = _is_bare(one.name)
    kind = known.kind if known is not None else ""
    of_kind = (one.measure, one.indicator or "", kind)
    if table is None:
        concerned = _concerned(*of_kind, bare)
    else:
        concerned = _Concerned(tuple(c for c in table if c.concerns(*of_kind, bare=bare)))
    if not concerned.cautions:
        return
    seen = _windows(one, text, _keyed(text) if table is None else KeyedText(text, _openings(table)))
    # Beside most figures stands no word with which a pattern begins.
    may_be = any(not seen[name].there.isdisjoint(words) for name, words in concerned.openings)
    for caution in concerned.cautions if may_be else concerned.untold:
        if (not caution.of_terms or is_of_a_term(text)) and caution.finds(seen):
            yield caution.doubt


@lru_cache(maxsize=1024)
def _is_bare(name: str) -> bool:
    """Whether a name is a branch's alone, that says nothing of what is measured of it."""
    key = spelling_key(name)
    return _BARE.fullmatch(key) is not None and not key.startswith(_HEADS_OF_OUTPUT)


class _Concerned:
    """Cautions that may concern a figure.

    Attributes
    ----------
    cautions : tuple of Caution
    untold : tuple of Caution
        Those of them of which nobody can tell with what words they begin.
    openings : tuple of (str, frozenset of str)
        Of each window the words of which one must stand in one of them, for any other caution to find anything.
    """

    def __init__(self, cautions: tuple[Caution, ...]) -> None:
        self.cautions = cautions
        self.untold = tuple(one for one in cautions if not all(openings for _, openings, _ in one.tried))
        found: dict[str, set[str]] = {}
        for caution in cautions:
            for name, openings, _ in caution.tried:
                found.setdefault(name, set()).update(openings)
        self.openings = tuple((name, frozenset(words)) for name, words in found.items())


@lru_cache(maxsize=1024)
def _concerned(measure: str, indicator: str, kind: str, bare: bool) -> _Concerned:  # noqa: FBT001 - a key
    """Give the shipped cautions that may concern a figure; very many figures are of the same kind."""
    return _Concerned(tuple(one for one in cautions() if one.concerns(measure, indicator, kind, bare=bare)))


def _openings(table: Iterable[Caution]) -> Openings:
    return Openings(word for caution in table for word in caution.openings())


@cache
def _shipped_openings() -> Openings:
    return _openings(cautions())


@lru_cache(maxsize=1)  # all figures of a text are asked one after another
def _keyed(text: str) -> KeyedText:
    return KeyedText(text, _shipped_openings())


def _windows(one: ReadObservation, text: str, keyed: KeyedText) -> dict[str, Window]:
    """Cut out what stands around a figure, in the spelling that is matched."""
    name = one.name_start if 0 <= one.name_start < one.start else one.start
    begun = max(0, name - _REACH)
    statement = max((found.end() for found in _STATEMENT.finditer(text, begun, name)), default=begun)
    sentence = max((found.end() for found in _SENTENCE.finditer(text, begun, name)), default=begun)
    end = max(name, min(one.name_end, one.start))
    paragraph = max(text.rfind("\n", 0, name) + 1, name - _PARAGRAPH, 0)
    first, last = _behind(one, text)
    ends, closes = _SENTENCE_ENDS.search(text, first, last), _AFTER_ENDS.search(text, first, last)
    place = (one.place_start, one.place_end)

    known: dict[tuple[int, int], Window] = {}

    def before(first: int, last: int) -> Window:
        # The name of the figure's own place says nothing: Hội An is no association.
        found = known.get((first, last))
        if found is None:
            found = known[first, last] = keyed.window(first, last, place, _without_names)
        return found

    return {
        "head": before(statement, end),
        "sentence": before(sentence, end),
        "above": before(max(0, name - _PARAGRAPH), name),
        "following": keyed.window(end, min(end + _NEXT, one.start)),
        "between": keyed.window(max(end, one.start - _BETWEEN), one.start),
        "before": before(max(statement, one.start - _DIRECTLY), one.start),
        "after": keyed.window(first, closes.start() if closes else last),
        "beyond": keyed.window(first, ends.start() if ends else last),
        "context": before(paragraph, name),
    }


def _behind(one: ReadObservation, text: str) -> tuple[int, int]:
    """Say from where to where the words stand behind a figure and its unit."""
    first, last = one.end, min(one.end + _BEHIND, len(text))
    unit = _PERCENT.match(text, first, last)
    first = unit.end() if unit is not None else first
    if one.unit and one.unit != "%":
        first += len(one.unit) if text.startswith(one.unit, first, last) else 0
        blank = _BLANK.match(text, first, last)
        first = blank.end() if blank is not None else first
    return first, last


def _without_names(words: str) -> str:
    return _NAMED.sub(_NO_WORD, words)


def _caution(row: Mapping[str, Any]) -> Caution:
    def listed(name: str) -> tuple[str, ...]:
        return tuple(row.get(name, ()))

    return Caution(
        id=row["id"],
        doubt=row["doubt"],
        windows={window: _entries(row[window], window) for window in WINDOWS if window in row},
        unless=_entries(row["unless"], "head") if "unless" in row else None,
        cancels=_entries(row["cancels"], "head") if "cancels" in row else None,
        measures=listed("measures"),
        indicators=listed("indicators"),
        kinds=listed("kinds"),
        bare=row.get("bare", False),
        of_terms=row.get("of_terms", False),
        examples=listed("examples"),
        counter=listed("counter"),
    )


def _entries(patterns: Sequence[str], window: str) -> Entries:
    return Entries(window, tuple((_openings_of(pattern), pattern) for pattern in patterns))


def _openings_of(pattern: str) -> frozenset[str]:
    """Give the words that a pattern begins with, none where one may stand in the stead of a name."""
    openings = openings_of(pattern)
    return openings if not any(_NO_WORD in words for words in openings) else frozenset()


@cache
def _joined(patterns: tuple[str, ...], window: str) -> re.Pattern[str]:
    """Join patterns; one that ends in a letter ends a word."""
    words = "|".join(
        rf"{one}(?!\w)" if one[-1].isalnum() or (one[-1] == ")" and "(?=" not in one[-8:]) else one for one in patterns
    )
    if window == "before":
        return re.compile(rf"(?<!\w)(?:{words})\s*$")
    return re.compile(rf"^\s*(?:{words})" if window in {"after", "following"} else rf"(?<!\w)(?:{words})")
