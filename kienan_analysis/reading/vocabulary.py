"""The word lists of the languages: the grammar's own phrases with the parts that they play, and abbreviations."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.spelling import spelling_key

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Language

WORD: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_]+")  # bác sĩ trên 10.000 dân
# Between the words of one name a writer may put a comma, a dash or an "and": nông, lâm nghiệp và thủy sản.
CONNECTORS: Final = {
    "vi": frozenset({",", "-", "/", "và", "&"}),
    "en": frozenset({",", "-", "/", "and", "&"}),
}


@cache
def vocabulary(language: Language = "vi") -> dict[str, dict[str, Any]]:
    """Read the word list of a language once: ``words.toml``, ``words_en.toml``."""
    name = "words.toml" if language == "vi" else f"words_{language}.toml"
    return tomllib.loads((files("kienan_analysis.reading") / name).read_text(encoding="utf-8"))


@cache
def grammar_phrases(language: Language) -> list[tuple[tuple[str, ...], str]]:
    """Give the grammar's phrases, cut into words, each with a part that it plays: the same for every lexicon."""
    words = vocabulary(language)
    lists = {
        f"{group}.{name}": phrases
        for group, named in words.items()
        if group not in {"abbreviations", "areas"}
        for name, phrases in named.items()
    }
    lists["areas.province"] = words["areas"].get("province_names", [])
    return [(phrase_words(phrase, language), role) for role, phrases in lists.items() for phrase in phrases]


@cache
def word_lists() -> frozenset[str]:
    """Name every list of words by which phrases play parts: ``says.up``."""
    return frozenset(role for _, role in grammar_phrases("vi"))


@cache
def abbreviations_of(language: Language) -> dict[str, tuple[str, ...]]:
    """Give the words that capitals stand for: ``GTSX``."""
    words = vocabulary(language)["abbreviations"]
    return {short: phrase_words(long, language) for short, long in words.items()}


@cache
def phrase_words(phrase: str, language: Language) -> tuple[str, ...]:
    """Cut a phrase into the words that are matched, without what joins them."""
    words = WORD.findall(spelling_key(phrase))
    return tuple(word for word in words if word not in CONNECTORS[language]) or tuple(words)
