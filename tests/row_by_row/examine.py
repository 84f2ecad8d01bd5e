"""The loader as it was before it worked by columns: a row a dict, each rule asked of each row.

It is slow and plain, and stands here as what the loader by columns is held against: the same figures to the last bit,
the same messages in the same order.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.catalogue import (
    KEY_COLUMNS,
    Area,
    Indicator,
    Period,
    Source,
    parse_period,
    read_areas,
    read_indicators,
    read_sources,
    split_list,
)
from kienan_analysis.data.areas import KnownAreas
from kienan_analysis.errors import Problem, Severity, did_you_mean
from tests.row_by_row.rules import (
    Context,
    check_base,
    check_figure,
    check_measure,
    check_period,
    check_validity,
)
from tests.row_by_row.schema import check_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from kienan_analysis.published import Figure
    from tests.row_by_row.reading import Package, Table

# A level this many times its neighbour's is a unit mistaken or a decimal mark lost; real growth and a part year do
# not reach it.
_JUMP: Final = 40.0
# An address that a page can link to as it stands.
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
# Of many alike, so many are listed one by one.
_NAMED_IN_REFERENCES: Final = 200


@dataclass(frozen=True)
class Examined:
    """A data package after all checks.

    Attributes
    ----------
    indicators, areas, sources : dict by id
        The rows without errors; areas that observations name and the package does not hold, with those that they
        belong to, come after them from the gazetteer.
    observations : list of dict
        The rows without errors, in file order, with canonical periods, equal rows merged.
    rows : list of int
        The spreadsheet row of each observation.
    figures : list of Figure
        Of each observation: rates as fractions, levels and plans in the indicator's unit.
    problems : list of Problem
        Errors and warnings, those of the files first.
    """

    indicators: dict[str, Indicator] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    observations: list[dict[str, str]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def examine(package: Package) -> Examined:
    """Check a data package and give its observations with their figures."""
    found = Examined(problems=list(package.problems))
    resources = {
        str(resource.get("name")): resource
        for resource in package.descriptor["resources"]
        if isinstance(resource, dict)
    }
    wrong: dict[str, dict[int, set[str]]] = {}
    for name, table in package.tables.items():
        problems = check_fields(table, resources[name])
        found.problems.extend(problems)
        wrong[name] = defaultdict(set)
        for problem in problems:
            if problem.severity == "error" and problem.row is not None:
                wrong[name][problem.row].add(problem.column)
    ids = {name: {row["id"] for row in table.rows} for name, table in package.tables.items() if table.columns}
    _read_catalogue(package, wrong, found)
    known = KnownAreas(dict(found.areas))
    _check_areas(package, known, found)
    if "observations" in package.tables:
        _add_areas(package.tables["observations"], ids.get("areas", set()), known, found)
        _check_observations(package.tables["observations"], wrong["observations"], ids, found)
    return found


def _read_catalogue(package: Package, wrong: dict[str, dict[int, set[str]]], found: Examined) -> None:
    readers: tuple[tuple[str, Callable[[Iterable[dict[str, str]]], dict[str, Any]], dict[str, Any]], ...] = (
        ("indicators", read_indicators, found.indicators),
        ("areas", read_areas, found.areas),
        ("sources", read_sources, found.sources),
    )
    for name, read, target in readers:
        table = package.tables.get(name)
        if table is not None:
            numbered = zip(table.rows, table.numbers, strict=True)
            target.update(read([row for row, number in numbered if number not in wrong[name]]))
            if name == "sources":
                found.problems.extend(_check_addresses(table))


def _check_addresses(table: Table) -> Iterator[Problem]:
    """Refuse an address that a page could not safely link to."""
    for row, number in zip(table.rows, table.numbers, strict=True):
        url = row["url"]
        if url and not _ADDRESS.fullmatch(url):
            remedy = (
                "Write an address that begins with https:// or http://, without blanks, quotes or angle brackets "
                "(their codes are %20, %22, %3C, %3E), or nothing."
            )
            yield Problem(
                "error", "bad-address", table.file, number, "url", url[:200], "This is no web address.", remedy
            )


def _add_areas(table: Table, held: set[str], known: KnownAreas, found: Examined) -> None:
    """Add the areas that observations name and the package does not hold, as the gazetteer has them."""
    for name in dict.fromkeys(row["area"] for row in table.rows):
        if name not in held and name in known:
            for area in (known[name], *known.above(name)):
                found.areas.setdefault(area.id, area)


def _check_areas(package: Package, known: KnownAreas, found: Examined) -> None:
    """Check that parents and successors exist, that no area is inside itself, and that it ends after it begins."""
    table = package.tables.get("areas")
    if table is None:
        return
    parents = {row["id"]: row["parent"] for row in table.rows}
    for row, number in zip(table.rows, table.numbers, strict=True):

        def note(code: str, column: str, text: str, meaning: str, remedy: str = "", number: int = number) -> None:
            found.problems.append(Problem("error", code, table.file, number, column, text, meaning, remedy))

        for column in ("parent", "successors"):
            for name in split_list(row[column]):
                if name not in parents and name not in known:
                    note("unknown-area", column, name, "There is no such area.", did_you_mean(name, list(parents)))
        seen, parent = {row["id"]}, row["parent"]
        while parent and parent not in seen:
            seen.add(parent)
            parent = parents[parent] if parent in parents else known[parent].parent if parent in known else ""
        if parent:
            note("area-inside-itself", "parent", row["parent"], "The area is, by its parents, inside itself.")
        area = found.areas.get(row["id"])
        if (
            area is not None
            and area.valid_from is not None
            and area.valid_to is not None
            and area.valid_to < area.valid_from
        ):
            note(
                "ends-before-it-begins",
                "valid_to",
                row["valid_to"],
                f"The area ends before it begins ({area.valid_from}).",
            )


def _check_observations(table: Table, wrong: dict[int, set[str]], ids: dict[str, set[str]], found: Examined) -> None:
    found.problems.extend(_check_references(table, ids, found.areas))
    number = 0

    def note(severity: Severity, code: str, column: str, text: str, meaning: str, remedy: str) -> None:
        found.problems.append(Problem(severity, code, table.file, number, column, text, meaning, remedy))

    context = Context(found.indicators, found.areas, found.sources, note)
    keys: dict[tuple[str, ...], tuple[int, str, Figure | None]] = {}
    for original, number in zip(table.rows, table.numbers, strict=True):
        row = dict(original)
        bad = wrong.get(number, set())
        period = check_period(row, context)
        if period is not None and row["area"] in found.areas:
            check_validity(row, period, context)
        figure = None
        if not bad & {"measure", "form", "bound", "printed", "unit"}:
            readable = check_measure(row, context)
            check_base(row, period, context)
            figure = check_figure(row, context) if readable else None
        if "measure" in bad or not _is_new(row, number, figure, keys, found, table.file):
            continue
        if figure and period and row["area"] in found.areas and row["indicator"] in found.indicators:
            found.observations.append(row)
            found.rows.append(number)
            found.figures.append(figure)
    found.problems.extend(_unit_jumps(found, table.file))


def _check_references(table: Table, ids: dict[str, set[str]], areas: Collection[str]) -> Iterator[Problem]:
    """Check that source, area and indicator are in their catalogues (those that could be read)."""
    for column, catalogue in (("source", "sources"), ("area", "areas"), ("indicator", "indicators")):
        if catalogue not in ids:
            continue
        known = ids[catalogue]
        unknown = {row[column] for row in table.rows} - known - {""}
        if catalogue == "areas":
            unknown = {name for name in unknown if name not in areas}
        hints = {name: did_you_mean(name, sorted(known)[:_NAMED_IN_REFERENCES]) for name in unknown}
        for row, number in zip(table.rows, table.numbers, strict=True) if unknown else ():
            if (name := row[column]) in hints:
                meaning = f"There is no such {column} in the table {catalogue}."
                yield Problem("error", f"unknown-{column}", table.file, number, column, name, meaning, hints[name])


def _is_new(
    row: dict[str, str],
    number: int,
    figure: Figure | None,
    keys: dict[tuple[str, ...], tuple[int, str, Figure | None]],
    found: Examined,
    file: str,
) -> bool:
    """Say whether no earlier row has the key; an equal row is merged, another value is an error."""
    indicator = found.indicators.get(row["indicator"])
    basis = row["price_basis"] or (indicator.price_basis if indicator is not None else "")
    key = (*(row[column] for column in KEY_COLUMNS[:-1]), basis)
    earlier = keys.setdefault(key, (number, row["printed"], figure))
    if earlier[0] == number:
        return True
    equal = earlier[2] == figure if figure is not None else earlier[1] == row["printed"]
    severity: Severity = "warning" if equal else "error"
    named = ", ".join(f"{column} {value}" for column, value in zip(KEY_COLUMNS, key, strict=True) if value)
    if equal:
        code, meaning, remedy = "merged", f"Row {earlier[0]} says the same; the two are read as one.", "Delete one."
    else:
        code = "duplicate-key"
        meaning = f"Row {earlier[0]} prints {earlier[1]!r} under the same key ({named})."
        remedy = "Keep the row that the source prints, or say in assigner, base or price_basis how they differ."
    others = (earlier[0],)
    found.problems.append(Problem(severity, code, file, number, "printed", row["printed"], meaning, remedy, others))
    return False


def _unit_jumps(found: Examined, file: str) -> Iterator[Problem]:
    """Warn where a level or plan is about a thousand times, or a thousandth of, its neighbour in time."""
    series: dict[tuple[str, str, str], list[tuple[Period, float, int]]] = defaultdict(list)
    for index, (row, figure) in enumerate(zip(found.observations, found.figures, strict=True)):
        if row["measure"] in {"level", "plan"} and figure.value > 0:
            indicator = found.indicators[row["indicator"]]
            period = parse_period(row["period"])
            span = 1 if indicator.kind == "stock" else period.months  # a flow is compared by the month
            if span:
                basis = row["price_basis"] or indicator.price_basis
                series[row["area"], row["indicator"], basis].append((period, figure.value / span, index))
    for members in series.values():
        members.sort(key=lambda member: (member[0].last, member[0].first, member[2]))
        for (_, before, first), (_, after, second) in pairwise(members):
            ratio = max(before, after) / min(before, after)
            if ratio > _JUMP:
                earlier, later = found.observations[first], found.observations[second]
                meaning = (
                    f"{later['printed']} {later['unit']} ({later['measure']} {later['period']}) is about "
                    f"{_times(after / before)} {earlier['printed']} {earlier['unit']} "
                    f"({earlier['measure']} {earlier['period']}, row {found.rows[first]}), month for month; "
                    "neither is rescaled."
                )
                remedy = f"Compare unit and decimal mark with the sources: {later['source']}, {earlier['source']}."
                place, others = found.rows[second], (found.rows[first],)
                yield Problem("warning", "unit-jump", file, place, "unit", later["printed"], meaning, remedy, others)


def _times(ratio: float) -> str:
    """Say a large ratio as the power of ten that it is near to."""
    power = 10 ** round(abs(math.log10(ratio)))
    if ratio > 1:
        return f"{power:,} times"
    return {100: "a hundredth of", 1000: "a thousandth of"}.get(power, f"1/{power:,} of")
