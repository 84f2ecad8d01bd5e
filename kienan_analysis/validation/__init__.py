"""A data package checked: columns, references, periods, units, digits, keys and what is plausible.

Errors stop a package from being used; warnings say what was rewritten, merged or looks odd. Nothing is
dropped, averaged or rescaled in silence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.catalogue import read_areas, read_indicators, read_sources, split_list
from kienan_analysis.data.areas import KnownAreas
from kienan_analysis.errors import Problem, did_you_mean
from kienan_analysis.validation.checked import Checked, Examined
from kienan_analysis.validation.schema import check_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kienan_analysis.data_package import DataPackage
    from kienan_analysis.data_package.columns import Table

__all__ = ["Checked", "Examined", "examine", "validate"]

# An address that a page can link to as it stands.
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)


def validate(package: DataPackage) -> list[Problem]:
    """List everything that is wrong or odd with a data package."""
    return examine(package).problems


def examine(package: DataPackage) -> Examined:
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
    ids = {
        name: set(table.cells["id"]) if "id" in table.cells else set()
        for name, table in package.tables.items()
        if table.columns and name != "observations"
    }
    _read_catalogue(package, wrong, found)
    known = KnownAreas(dict(found.areas))
    _check_areas(package, known, found)
    observations = package.tables.get("observations")
    if observations is not None and len(observations):
        # Here and not above: this needs numpy, which whoever looks at the catalogues alone does without.
        from kienan_analysis.validation.observations import check_observations

        _add_areas(observations, ids.get("areas", set()), known, found)
        check_observations(observations, wrong["observations"], ids, found)
    return found


def _read_catalogue(package: DataPackage, wrong: dict[str, dict[int, set[str]]], found: Examined) -> None:
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
    for name in table.cells["area"].texts:
        if name not in held and name in known:
            for area in (known[name], *known.above(name)):
                found.areas.setdefault(area.id, area)


def _check_areas(package: DataPackage, known: KnownAreas, found: Examined) -> None:
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
