"""What one cell may hold: by the program's own rules, and by a descriptor's words, types and patterns."""

from __future__ import annotations

import re
from typing import Any, Final

from kienan_analysis.catalogue import AREA_LEVELS, BOUNDS, FORMS, KINDS, MEASURES, STATUSES, parse_bool, parse_date
from kienan_analysis.catalogue.authority import AUTHORITIES

# What the program itself relies on, whatever a descriptor says.
_OWN_ENUMS: Final = {
    ("observations", "measure"): MEASURES,
    ("observations", "form"): FORMS,
    ("observations", "bound"): BOUNDS,
    ("observations", "status"): STATUSES,
    ("indicators", "kind"): KINDS,
    ("sources", "language"): ("", "vi", "en"),
    ("sources", "authority"): ("", *AUTHORITIES),
}
# Allowed besides what a descriptor lists: those of packages made before these levels had names list fewer.
_ALWAYS_ALLOWED: Final = {("areas", "level"): AREA_LEVELS}
OWN_REQUIRED: Final = {
    "observations": {"id", "source", "area", "indicator", "period", "measure", "printed", "unit"},
    "indicators": {"id", "name_vi", "name_en", "kind", "unit"},
    "areas": {"id", "name_vi", "name_en"},
    "sources": {"id", "publisher"},
}
OWN_TYPES: Final = {
    ("indicators", "price_basis_assumed"): "boolean",
    ("indicators", "higher_is_better"): "boolean",
    ("areas", "valid_from"): "date",
    ("areas", "valid_to"): "date",
    ("sources", "published"): "date",
}
# Read by rules of their own, which say more than a pattern can.
NO_PATTERN: Final = {("observations", column) for column in ("period", "printed", "base")}
# An id becomes a part of file names and addresses.
ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
ID_AT_MOST: Final = 100

# A pattern comes from outside and must not be able to run for years. A list of words with a separator
# between them, (-[a-z0-9]+)*, is safe; of other open repeats a few will do.
_SEPARATED: Final = re.compile(
    r"\((?:\?:)?(?:(?P<one>[-_./ ])|\[(?P<of>[-_., /]+)\])\[(?P<word>[a-zA-Z0-9-]*)\]\+\)[*+]"
)
_OPEN_REPEAT: Final = re.compile(r"[*+]|\{\d*,\}")
_OPEN_REPEATS_AT_MOST: Final = 3
_PATTERN_AT_MOST: Final = 1000
TEXT_AT_MOST: Final = 200


def allowed_words(name: str, column: str, constraints: dict[str, Any]) -> list[str] | None:
    """Give the words that a column may hold; None where it is not of a few."""
    own = _OWN_ENUMS.get((name, column))
    stated = constraints.get("enum")
    if not isinstance(stated, list):
        return None if own is None else list(own)
    listed = [word for word in stated if isinstance(word, str) and (own is None or word in own)]
    return [*listed, *(word for word in _ALWAYS_ALLOWED.get((name, column), ()) if word not in listed)]


TYPE_HINTS: Final = {
    "boolean": ("This is neither true nor false.", "Write true, false or nothing."),
    "date": ("This is no date.", "Write year-month-day: 2021-12-31 (in Excel: cell format yyyy-mm-dd)."),
    "integer": ("This is no whole number.", "Write digits only."),
    "number": ("This is no number.", "Write digits with a decimal point."),
}


def is_of_kind(kind: object, text: str) -> bool:
    """Say whether a text is of a type of the standard."""
    try:
        if kind == "boolean":
            parse_bool(text)
        elif kind == "date":
            parse_date(text)
        elif kind == "integer":
            int(text)
        elif kind == "number":
            float(text)
    except ValueError:
        return False
    return True


def compiled(pattern: str) -> re.Pattern[str] | None:
    """Compile a pattern from outside, or None where it is broken or could take very long."""

    def word_apart(match: re.Match[str]) -> str:
        separators = match["one"] or match["of"]
        return "" if not any(re.fullmatch(f"[{match['word']}]", sign) for sign in separators) else match[0]

    try:
        rest = _SEPARATED.sub(word_apart, pattern) if len(pattern) <= _PATTERN_AT_MOST else "(+)+"
        if re.search(r"\)(?:[*+]|\{\d*,\}|\{\d{2,})", rest) or len(_OPEN_REPEAT.findall(rest)) > _OPEN_REPEATS_AT_MOST:
            return None
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None
