"""Words beside a figure that may make another thing of it: what no rule explains and no rule can list whole."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.reading.beside import is_of_a_term
from kienan_analysis.spelling import key_of, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.observations import ReadObservation

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
_WORD: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*(?![?*])")
_HEADS_OF_OUTPUT: Final = ("giá trị", "gtsx", "sản xuất", "sản lượng", "tổng", "chỉ số", "doanh thu", "grdp")


@dataclass(frozen=True, slots=True)
class Entries:
    """Patterns that a window may hold, each beginning with a word: only those whose word is there are tried.

    Attributes
    ----------
    window : str
    patterns : tuple of (str, str)
        The word that each begins with, and the pattern.
    """

    window: str
    patterns: tuple[tuple[str, str], ...]

    def last_end(self, words: str) -> int:
        """Say where the last that stands in a window ends; -1 where none does."""
        there = [pattern for word, pattern in self.patterns if word in words]
        if not there:
            return -1
        end = -1
        for found in _joined(tuple(there), self.window).finditer(words):
            end = max(end, found.end())
        return end


@dataclass(frozen=True, slots=True)
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

    def finds(self, seen: Mapping[str, str]) -> bool:
        """Whether its words stand in their windows."""
        for window, entries in self.windows.items():
            words = seen[window]
            end = entries.last_end(words)
            if end < 0 or (self.cancels is not None and self.cancels.last_end(words) >= 0):
                continue
            if self.unless is None or self.unless.last_end(words) <= end:
                return True
        return False


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
    name = _key(one.name)
    bare = _BARE.fullmatch(name) is not None and not name.startswith(_HEADS_OF_OUTPUT)
    kind = known.kind if known is not None else ""
    of_kind = (one.measure, one.indicator or "", kind)
    concerned = _concerned(*of_kind, bare) if table is None else [c for c in table if c.concerns(*of_kind, bare=bare)]
    if not concerned:
        return
    seen = _windows(one, text)
    for caution in concerned:
        if (not caution.of_terms or is_of_a_term(text)) and caution.finds(seen):
            yield caution.doubt


@lru_cache(maxsize=1024)
def _concerned(measure: str, indicator: str, kind: str, bare: bool) -> tuple[Caution, ...]:  # noqa: FBT001 - a key
    """Give the shipped cautions that may concern a figure; very many figures are of the same kind."""
    return tuple(one for one in cautions() if one.concerns(measure, indicator, kind, bare=bare))


def _windows(one: ReadObservation, text: str) -> dict[str, str]:
    """Cut out what stands around a figure, in the spelling that is matched."""
    name = one.name_start if 0 <= one.name_start < one.start else one.start
    begun = max(0, name - _REACH)
    statement = max((found.end() for found in _STATEMENT.finditer(text, begun, name)), default=begun)
    sentence = max((found.end() for found in _SENTENCE.finditer(text, begun, name)), default=begun)
    end = max(name, min(one.name_end, one.start))
    paragraph = max(text.rfind("\n", 0, name) + 1, name - _PARAGRAPH, 0)
    behind = text[one.end : one.end + _BEHIND]
    unit = re.match(r"\s*%?\s*", behind)
    behind = behind[unit.end() if unit else 0 :]
    if one.unit and one.unit != "%":
        behind = behind.removeprefix(one.unit).lstrip()
    ends, closes = _SENTENCE_ENDS.search(behind), _AFTER_ENDS.search(behind)
    place = (one.place_start, one.place_end)
    return {
        "head": _key(_cut(text, statement, end, place)),
        "sentence": _key(_cut(text, sentence, end, place)),
        "above": _key(_cut(text, max(0, name - _PARAGRAPH), name, place)),
        "following": _key(text[end : min(end + _NEXT, one.start)]),
        "between": _key(text[max(end, one.start - _BETWEEN) : one.start]),
        "before": _key(_cut(text, max(statement, one.start - _DIRECTLY), one.start, place)),
        "after": _key(behind[: closes.start()] if closes else behind),
        "beyond": _key(behind[: ends.start()] if ends else behind),
        "context": _key(_cut(text, paragraph, name, place)),
    }


def _cut(text: str, first: int, last: int, place: tuple[int, int]) -> str:
    """Cut out a window; the name of the figure's own place says nothing in it: Hội An is no association."""
    begun, ended = place
    if not first <= begun < ended <= last:
        return text[first:last]
    return text[first:begun] + _NAMED.sub(_NO_WORD, text[begun:ended]) + text[ended:last]


@lru_cache(maxsize=256)  # the figures of one sentence share what stands before them
def _key(words: str) -> str:
    return key_of(normalise(words)[0])  # a text in an old encoding was refused before


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
    return Entries(window, tuple((_word_of(pattern), pattern) for pattern in patterns))


def _word_of(pattern: str) -> str:
    """Give the letters that a pattern begins with; empty where it begins with a choice."""
    found = _WORD.match(pattern)
    return found[0].rstrip() if found is not None else ""


@cache
def _joined(patterns: tuple[str, ...], window: str) -> re.Pattern[str]:
    """Join patterns; one that ends in a letter ends a word."""
    words = "|".join(
        rf"{one}(?!\w)" if one[-1].isalnum() or (one[-1] == ")" and "(?=" not in one[-8:]) else one for one in patterns
    )
    if window == "before":
        return re.compile(rf"(?<!\w)(?:{words})\s*$")
    return re.compile(rf"^\s*(?:{words})" if window in {"after", "following"} else rf"(?<!\w)(?:{words})")
