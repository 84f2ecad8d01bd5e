"""Which language a text is in, paragraph by paragraph, told from the text itself."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

READ: Final = ("vi", "en")  # the languages that are read
# What only writing tells.
_SCRIPTS: Final = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"),
    ("km", "\u1780-\u17ff"),
    ("ru", "\u0400-\u04ff"),
    ("ar", "\u0600-\u06ff"),
)
_OTHER_SCRIPT: Final = re.compile(f"[{''.join(signs for _, signs in _SCRIPTS)}]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ONLY_VIETNAMESE: Final = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"[^\n]+")
_LONGEST: Final = 4_000  # letters of a paragraph that are looked at
_FEW: Final = 2  # common words: fewer tell nothing
_ENOUGH: Final = 4  # words
_VIETNAMESE: Final = 0.45  # of a paragraph's words, with a letter that only Vietnamese has: names alone are fewer
_FEW_SIGNS: Final = 3  # letters of another script: fewer may be a name
_SHARE: Final = 0.12  # of the words that common words must make up before another language is said to be there


class Passage(NamedTuple):
    """Paragraphs in one language.

    Attributes
    ----------
    start, end : int
        ``text[start:end]``.
    language : str
        ``vi``, ``en``, or the code of a language that is not read.
    """

    start: int
    end: int
    language: str


@cache
def _languages() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("kienan_analysis.reading") / "languages.toml").read_text(encoding="utf-8"))


@cache
def _common() -> dict[str, tuple[str, ...]]:
    """Give for each common word the languages in which it is one."""
    found: dict[str, tuple[str, ...]] = {}
    for code, said in _languages().items():
        for word in said.get("words", ()):
            found[word] = (*found.get(word, ()), code)
    return found


def language_name(code: str) -> str:
    """Name a language in English; a code that is not known is its own name."""
    return str(_languages().get(code, {}).get("name", code))


def language_of(text: str) -> str:
    """Say which language a text is in: the one of most of its words; Vietnamese where too few tell.

    Examples
    --------
    >>> language_of("Thu ngân sách của quận đạt 500 tỷ đồng."), language_of("Budget revenue of the district was up.")
    ('vi', 'en')
    """
    return main_language(passages(text))


def main_language(parts: Iterable[Passage]) -> str:
    """Say which language most of a text is in, by its passages."""
    letters: Counter[str] = Counter()
    for part in parts:
        letters[part.language] += part.end - part.start
    return max(letters, key=lambda code: letters[code], default="vi")


def passages(text: str) -> list[Passage]:
    """Cut a text into stretches of one language, paragraph by paragraph.

    A paragraph that does not tell (a line of a table, a name) is of the language of the one before it, or, at the
    head, of the one after it. Without any that tells, the text counts as Vietnamese.

    Parameters
    ----------
    text : str
        Any text; blank lines between the paragraphs belong to the stretch before.
    """
    told = _of_tables(text, [(match.start(), _told(match[0])) for match in _PARAGRAPH.finditer(text)])
    known = next((code for _, code in told if code), "") or _told(text[:_LONGEST]) or "vi"
    found: list[Passage] = []
    for start, code in told:
        known = code or known
        if found and found[-1].language == known:
            continue
        if found:
            found[-1] = found[-1]._replace(end=start)
        found.append(Passage(start if found else 0, len(text), known))
    return found


def _of_tables(text: str, told: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Give all rows of a table, whose cells tabs or strokes part, the language of most of them: yearbooks have two."""
    found: list[tuple[int, str]] = []
    rows: list[tuple[int, str]] = []
    for place, (start, code) in enumerate(told):
        end = told[place + 1][0] if place + 1 < len(told) else len(text)
        if text.count("\t", start, end) or text.count("|", start, end) > 1:
            rows.append((start, code))
            continue
        found += (*_alike(rows), (start, code))
        rows = []
    return [*found, *_alike(rows)]


def _alike(rows: list[tuple[int, str]]) -> list[tuple[int, str]]:
    codes = Counter(code for _, code in rows if code)
    if len(codes) < 2:  # noqa: PLR2004 - one language
        return rows
    most = max(codes, key=lambda code: (codes[code], code == "vi"))
    return [(start, most) for start, _ in rows]


@lru_cache(maxsize=16384)  # texts say the same words again and again
def _is_vietnamese(word: str) -> bool:
    return _ONLY_VIETNAMESE.search(word) is not None


def _told(paragraph: str) -> str:
    """Say which language a paragraph is in; empty where it does not tell."""
    sample = paragraph[:_LONGEST]
    if _OTHER_SCRIPT.search(sample):
        for code, signs in _SCRIPTS:
            # Digits of a script are no words of its languages.
            if len(re.findall(rf"(?!\d)[{signs}]", sample)) >= _FEW_SIGNS:
                return code
    words = _WORD.findall(sample.lower())
    vietnamese = sum(map(_is_vietnamese, words))
    if len(words) >= _ENOUGH and vietnamese > _VIETNAMESE * len(words):
        return "vi"
    common = _common()
    scores = Counter(code for word in words for code in common.get(word, ()))
    best = max(scores, key=lambda code: scores[code], default="")
    if scores[best] < _FEW:
        return ""
    if best in READ or scores["vi"] == scores[best]:
        return best if best in READ else "vi"
    # Another language only where much says so, and no letter is Vietnamese alone beyond a name or two.
    sure = scores[best] >= _SHARE * len(words) and scores[best] > 2 * max(scores["vi"], scores["en"])
    if best == "vi-plain":
        return best if sure and not _ONLY_VIETNAMESE.search(sample) else ""
    return best if sure else ""
