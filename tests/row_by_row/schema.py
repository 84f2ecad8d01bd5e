"""What a package's descriptor says of its columns, checked cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from collections.abc import Callable, Iterator

    from tests.row_by_row.reading import Table


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


def _check_column(table: Table, column: str, field: dict[str, Any]) -> Iterator[Problem]:
    stated = field.get("constraints")
    constraints: dict[str, Any] = stated if isinstance(stated, dict) else {}
    distinct = {row[column] for row in table.rows}

    def refuse(bad: set[str], code: str, meaning: str, remedy: str | Callable[[str], str]) -> Iterator[Problem]:
        for row, number in zip(table.rows, table.numbers, strict=True) if bad else ():
            if (text := row[column]) in bad:
                hint = remedy if isinstance(remedy, str) else remedy(text)
                yield Problem("error", code, table.file, number, column, text[:TEXT_AT_MOST], meaning, hint)

    if constraints.get("required") is True or column in OWN_REQUIRED[table.name]:
        yield from refuse(distinct & {""}, "required", "The cell is empty.", "Fill it, or delete the row.")
    values = distinct - {""}
    allowed = allowed_words(table.name, column, constraints)
    if allowed is not None:
        bad = values - set(allowed)
        names = [word or "(empty)" for word in allowed]
        yield from refuse(bad, "not-allowed", f"{column} has no such value.", lambda text: did_you_mean(text, names))
    kind = OWN_TYPES.get((table.name, column)) or str(field.get("type", "string"))
    yield from refuse(
        {text for text in values if not is_of_kind(kind, text)}, "wrong-type", *TYPE_HINTS.get(kind, ("", ""))
    )
    if column == "id":
        bad = {text for text in values if len(text) > ID_AT_MOST or not ID.fullmatch(text)}
        remedy = "Write small letters a-z, digits and single hyphens: kien-an-2022-01-11-01."
        yield from refuse(bad, "bad-id", "This is no id.", remedy)
        yield from _repeated(table)
        values -= bad
    pattern = constraints.get("pattern")
    if allowed is None and (table.name, column) not in NO_PATTERN and isinstance(pattern, str):
        yield from _check_pattern(table, column, pattern, values, refuse)


def _repeated(table: Table) -> Iterator[Problem]:
    """Find ids that stand twice; a catalogue could otherwise silently lose a row."""
    seen: dict[str, int] = {}
    for row, number in zip(table.rows, table.numbers, strict=True):
        name = row["id"]
        if name and name in seen:
            meaning = f"The id stands in row {seen[name]} too."
            remedy = "Give each row an id of its own."
            yield Problem("error", "duplicate-id", table.file, number, "id", name, meaning, remedy)
        seen.setdefault(name, number)


def _check_pattern(
    table: Table, column: str, pattern: str, values: set[str], refuse: Callable[..., Iterator[Problem]]
) -> Iterator[Problem]:
    expression = compiled(pattern)
    if expression is None:
        meaning = (
            "The descriptor's pattern for this column is not checked: it is no regular expression or may run long."
        )
        yield Problem("warning", "pattern-not-checked", table.file, None, column, pattern[:TEXT_AT_MOST], meaning)
        return
    bad = {text for text in values if len(text) > TEXT_AT_MOST or not expression.fullmatch(text)}
    yield from refuse(bad, "pattern", f"{column} is not written as it must be.", f"It must match {pattern}")
