"""What a package's descriptor says of its columns, checked: required, unique, enum, pattern, type.

The standard's own tools check the rest, in tests; at run time these few rules keep loading light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.errors import Problem, did_you_mean
from kienan_analysis.validation.cell_rules import (
    ID,
    ID_AT_MOST,
    NO_PATTERN,
    OWN_REQUIRED,
    OWN_TYPES,
    TEXT_AT_MOST,
    TYPE_HINTS,
    allowed_words,
    compiled,
    is_of_kind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from kienan_analysis.data_package.columns import Table

# Takes away the letters that ids have, and what stands between them.
_ID_LETTERS: Final = dict.fromkeys(map(ord, "abcdefghijklmnopqrstuvwxyz0123456789-\n"))


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
            yield Problem("error", code, table.file, number, name, text[:TEXT_AT_MOST], meaning, hints[text])

    if "" in column.texts and (constraints.get("required") is True or name in OWN_REQUIRED[table.name]):
        yield from refuse([""], "required", "The cell is empty.", "Fill it, or delete the row.")
    values: Sequence[str] = [text for text in column.texts if text]
    allowed = allowed_words(table.name, name, constraints)
    if allowed is not None:
        bad = [text for text in values if text not in allowed]
        names = [word or "(empty)" for word in allowed]
        yield from refuse(bad, "not-allowed", f"{name} has no such value.", lambda text: did_you_mean(text, names))
    kind = OWN_TYPES.get((table.name, name)) or str(field.get("type", "string"))
    if kind in TYPE_HINTS:
        yield from refuse([text for text in values if not is_of_kind(kind, text)], "wrong-type", *TYPE_HINTS[kind])
    if name == "id":
        bad = _no_ids(values)
        remedy = "Write small letters a-z, digits and single hyphens: kien-an-2022-01-11-01."
        yield from refuse(bad, "bad-id", "This is no id.", remedy)
        yield from _repeated(table)
        refused = frozenset(bad)
        values = [text for text in values if text not in refused] if bad else values
    pattern = constraints.get("pattern")
    if allowed is None and (table.name, name) not in NO_PATTERN and isinstance(pattern, str):
        yield from _check_pattern(table, name, pattern, values, refuse)


def _no_ids(texts: Sequence[str]) -> list[str]:
    """List the texts that are no ids."""
    # Put together, ids show at once whether all of them are; only if not, each is looked at.
    together = "\n".join(texts).replace("_", "-")
    odd = together.translate(_ID_LETTERS) or any(signs in f"\n{together}\n" for signs in ("--", "\n-", "-\n"))
    if not odd and together.count("\n") == max(0, len(texts) - 1) and max(map(len, texts), default=0) <= ID_AT_MOST:
        return []
    return [text for text in texts if len(text) > ID_AT_MOST or not ID.fullmatch(text)]


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
    expression = compiled(pattern)
    if expression is None:
        meaning = (
            "The descriptor's pattern for this column is not checked: it is no regular expression or may run long."
        )
        yield Problem("warning", "pattern-not-checked", table.file, None, column, pattern[:TEXT_AT_MOST], meaning)
        return
    bad = [text for text in values if len(text) > TEXT_AT_MOST or not expression.fullmatch(text)]
    yield from refuse(bad, "pattern", f"{column} is not written as it must be.", f"It must match {pattern}")
