"""Under which keys a unit is found: its name, its aliases, and how else each is spelled. For compiling only."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer.identifiers import slug
from kienan_analysis.data.gazetteer.lookup import index_key
from kienan_analysis.data.gazetteer.source_tables import HERE, read_rows
from kienan_analysis.spelling import spelling_key

if TYPE_CHECKING:
    from kienan_analysis.data.gazetteer.unit import Unit

ALIASES: Final = HERE / "aliases.csv"

# One syllable of the languages of Tây Nguyên, as newspapers and decrees write it.
_DAK: Final = re.compile(r"(?<![^\W\d_])(?:đắk|đăk|đắc|đak|dak)(?![^\W\d_])")
_DAK_SPELLINGS: Final = ("đắk", "đăk", "đắc", "đak", "dak")
_Y_OR_I: Final = (
    (re.compile(r"(?<![^\W\d_])quy(?![^\W\d_])"), "qui"),
    (re.compile(r"(?<![^\W\d_])qui(?![^\W\d_])"), "quy"),
)


@cache
def aliases(language: str) -> dict[str, tuple[str, ...]]:
    """Give the aliases of each name, as they are written."""
    found = defaultdict(list)
    for row in read_rows(ALIASES):
        if row["language"] == language:
            found[row["name"]].append(row["alias"])
    return {name: tuple(others) for name, others in found.items()}


def vietnamese_keys(unit: Unit) -> set[str]:
    """Give all keys that a unit is found under in Vietnamese text."""
    written = {unit.name, *aliases("vi").get(unit.name, ())}
    return {key for name in written for key in _spellings(spelling_key(name))}


def english_keys(unit: Unit) -> set[str]:
    """Give all keys that a province, city, district, region or the country is found under in English text."""
    if unit.level == "commune":
        return set()
    written = {unit.name, *aliases("vi").get(unit.name, ()), *aliases("en").get(unit.name, ())}
    if unit.level in {"country", "region"} or unit.numbered:
        written.add(unit.name_en)
    return {key for name in written for key in (slug(name).replace("-", " "), _without_tones(name))}


def words_in(key: str) -> int:
    """Count the words of a key as a text may part them: a dash or a dot may have blanks around it."""
    return len(re.findall(r"[^\s.-]+|[.-]", key))


def first_word(key: str) -> str:
    """Give the word that a name begins with, where a text parts it at the first blank, dash or dot."""
    return re.split(r"[\s.-]", key, maxsplit=1)[0]


def _spellings(key: str) -> set[str]:
    found = {key}
    found |= {_DAK.sub(spelling, key) for spelling in _DAK_SPELLINGS if _DAK.search(key)}
    for pattern, other in _Y_OR_I:
        found |= {pattern.sub(other, one) for one in found}
    found |= {one.replace("'", "") for one in found}
    found |= {" ".join(one.replace("-", " ").split()) for one in found}
    return {index_key(one) for one in found}


def _without_tones(name: str) -> str:
    return index_key("-".join(slug(part).replace("-", " ") for part in name.split("-")))
