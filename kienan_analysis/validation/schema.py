"""What a package's descriptor says of its columns, checked: required, unique, enum, pattern, type.

The standard's own tools check the rest, in tests; at run time these few rules keep loading light.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.catalogue import AREA_LEVELS, BOUNDS, FORMS, KINDS, MEASURES, STATUSES, parse_bool, parse_date
from kienan_analysis.catalogue.authority import AUTHORITIES
from kienan_analysis.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from kienan_analysis.data_package.columns import Table

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
_OWN_REQUIRED: Final = {
    "observations": {"id", "source", "area", "indicator", "period", "measure", "printed", "unit"},
    "indicators": {"id", "name_vi", "name_en", "kind", "unit"},
    "areas": {"id", "name_vi", "name_en"},
    "sources": {"id", "publisher"},
}
_OWN_TYPES: Final = {
    ("indicators", "price_basis_assumed"): "boolean",
    ("indicators", "higher_is_better"): "boolean",
    ("areas", "valid_from"): "date",
    ("areas", "valid_to"): "date",
    ("sources", "published"): "date",
}
# Read by rules of their own, which say more than a pattern can.
_NO_PATTERN: Final = {("observations", column) for column in ("period", "printed", "base")}
# An id becomes a part of file names and addresses.
_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_ID_AT_MOST: Final = 100
# Takes away the letters that ids have, and what stands between them.
_ID_LETTERS: Final = dict.fromkeys(map(ord, "abcdefghijklmnopqrstuvwxyz0123456789-\n"))

# A pattern comes from outside and must not be able to run for years. A list of words with a separator
# between them, (-[a-z0-9]+)*, is safe; of other open repeats a few will do.
_SEPARATED: Final = re.compile(
    r"\((?:\?:)?(?:(?P<one>[-_./ ])|\[(?P<of>[-_., /]+)\])\[(?P<word>[a-zA-Z0-9-]*)\]\+\)[*+]"
)
_OPEN_REPEAT: Final = re.compile(r"[*+]|\{\d*,\}")
_OPEN_REPEATS_AT_MOST: Final = 3
_PATTERN_AT_MOST: Final = 1000
_TEXT_AT_MOST: Final = 200


def check_fields(table: Table, resource: dict[str, Any]) -> list[Problem]:
    """Check each cell against the rules of its column.

    Parameters
    ----------
    resource : dict
        The table's resource in the descriptor; one without a schema is checked by the program's own rules only.
    """
    schema = resource.get("schema")
    listed = schema.get("fields") if isinstance(schema, dict) else None
    fields = {
        field["name"]: field
        for field in (listed if isinstance(listed, list) else [])
        if isinstance(field, dict) and isinstance(field.get("name"), str)
    }
    problems: list[Problem] = []
    for column in table.columns:
        problems.extend(_check_column(table, column, fields.get(column, {})))
    return problems


def _check_column(table: Table, name: str, field: dict[str, Any]) -> Iterator[Problem]:
    """Check each different text of a column once; what is refused is told for every row that has it."""
    stated = field.get("constraints")
    constraints: dict[str, Any] = stated if isinstance(stated, dict) else {}
    column = table.cells[name]

    def refuse(bad: Collection[str], code: str, meaning: str, remedy: str | Callable[[str], str]) -> Iterator[Problem]:
        hints = {text: remedy if isinstance(remedy, str) else remedy(text) for text in bad}
        for row in column.rows_with(hints):
            text = column[row]
            number = table.numbers[row]
            yield Problem("error", code, table.file, number, name, text[:_TEXT_AT_MOST], meaning, hints[text])

    if "" in column.texts and (constraints.get("required") is True or name in _OWN_REQUIRED[table.name]):
        yield from refuse([""], "required", "The cell is empty.", "Fill it, or delete the row.")
    values: Sequence[str] = [text for text in column.texts if text]
    allowed = _allowed(table.name, name, constraints)
    if allowed is not None:
        bad = [text for text in values if text not in allowed]
        names = [word or "(empty)" for word in allowed]
        yield from refuse(bad, "not-allowed", f"{name} has no such value.", lambda text: did_you_mean(text, names))
    kind = _OWN_TYPES.get((table.name, name)) or str(field.get("type", "string"))
    if kind in _TYPE_HINTS:
        yield from refuse([text for text in values if not _is(kind, text)], "wrong-type", *_TYPE_HINTS[kind])
    if name == "id":
        bad = _no_ids(values)
        remedy = "Write small letters a-z, digits and single hyphens: kien-an-2022-01-11-01."
        yield from refuse(bad, "bad-id", "This is no id.", remedy)
        yield from _repeated(table)
        refused = frozenset(bad)
        values = [text for text in values if text not in refused] if bad else values
    pattern = constraints.get("pattern")
    if allowed is None and (table.name, name) not in _NO_PATTERN and isinstance(pattern, str):
        yield from _check_pattern(table, name, pattern, values, refuse)


def _allowed(name: str, column: str, constraints: dict[str, Any]) -> list[str] | None:
    own = _OWN_ENUMS.get((name, column))
    stated = constraints.get("enum")
    if not isinstance(stated, list):
        return None if own is None else list(own)
    listed = [word for word in stated if isinstance(word, str) and (own is None or word in own)]
    return [*listed, *(word for word in _ALWAYS_ALLOWED.get((name, column), ()) if word not in listed)]


_TYPE_HINTS: Final = {
    "boolean": ("This is neither true nor false.", "Write true, false or nothing."),
    "date": ("This is no date.", "Write year-month-day: 2021-12-31 (in Excel: cell format yyyy-mm-dd)."),
    "integer": ("This is no whole number.", "Write digits only."),
    "number": ("This is no number.", "Write digits with a decimal point."),
}


def _is(kind: object, text: str) -> bool:
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


def _no_ids(texts: Sequence[str]) -> list[str]:
    """List the texts that are no ids."""
    # Put together, ids show at once whether all of them are; only if not, each is looked at.
    together = "\n".join(texts).replace("_", "-")
    odd = together.translate(_ID_LETTERS) or any(signs in f"\n{together}\n" for signs in ("--", "\n-", "-\n"))
    if not odd and together.count("\n") == max(0, len(texts) - 1) and max(map(len, texts), default=0) <= _ID_AT_MOST:
        return []
    return [text for text in texts if len(text) > _ID_AT_MOST or not _ID.fullmatch(text)]


def _repeated(table: Table) -> Iterator[Problem]:
    """Find ids that stand twice; a catalogue could otherwise silently lose a row."""
    column = table.cells["id"]
    if len(column.texts) == len(column):  # each text once, so each row another
        return
    seen: dict[str, int] = {}
    for name, number in zip(column, table.numbers, strict=True):
        if name and name in seen:
            meaning = f"The id stands in row {seen[name]} too."
            remedy = "Give each row an id of its own."
            yield Problem("error", "duplicate-id", table.file, number, "id", name, meaning, remedy)
        seen.setdefault(name, number)


def _check_pattern(
    table: Table, column: str, pattern: str, values: Sequence[str], refuse: Callable[..., Iterator[Problem]]
) -> Iterator[Problem]:
    compiled = _compile(pattern)
    if compiled is None:
        meaning = (
            "The descriptor's pattern for this column is not checked: it is no regular expression or may run long."
        )
        yield Problem("warning", "pattern-not-checked", table.file, None, column, pattern[:_TEXT_AT_MOST], meaning)
        return
    bad = [text for text in values if len(text) > _TEXT_AT_MOST or not compiled.fullmatch(text)]
    yield from refuse(bad, "pattern", f"{column} is not written as it must be.", f"It must match {pattern}")


def _compile(pattern: str) -> re.Pattern[str] | None:
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
