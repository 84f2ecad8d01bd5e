"""Hold the gazetteer's source against another package: ``python -m kienan_analysis.data.gazetteer.compare FOLDER``.

FOLDER holds the wheels of both. The other one's licence is GPL-3.0-or-later: it is read here and counted, nothing of it
goes into the data, and none of its code is run. What differs is to be settled by the resolutions.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.data.gazetteer.lookup import index_key
from kienan_analysis.data.gazetteer.source_tables import UNCONFIRMED, Tables, find_wheel, read_rows, read_tables
from kienan_analysis.spelling import spelling_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OTHER: Final = "vietnam-provinces"
OTHER_VERSION: Final = "2026.9.0"
Link = tuple[str, str]


def links_of(tables: Tables) -> dict[Link, str]:
    """Give the links from earlier to present communes with their share, ``whole`` or ``part``."""
    return {
        (earlier, row["code"]): share
        for row in tables.communes_since
        for column, share in (("made_of_whole", "whole"), ("made_of_parts_of", "part"))
        for earlier in row[column].split("|")
        if earlier
    }


def read_other(folder: Path) -> tuple[dict[str, str], dict[Link, str]]:
    """Read the other package's present communes by code, and its links, from its wheel.

    Raises
    ------
    UsageError
        The wheel is not there.
    """
    with zipfile.ZipFile(find_wheel(folder, OTHER, OTHER_VERSION)) as wheel:
        communes = json.loads(wheel.read("vietnam_provinces/data/flat-divisions.json"))
        source = wheel.read("vietnam_provinces/_ward_conversion_2025.py").decode()
    return {f"{row['code']:05d}": row["name"] for row in communes}, dict(_links(source))


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and print what differs; fail where the list of unconfirmed links is not what the comparison finds."""
    parser = argparse.ArgumentParser(prog="python -m kienan_analysis.data.gazetteer.compare", description=__doc__)
    parser.add_argument("folder", type=Path, help="where both wheels are")
    folder = parser.parse_args(arguments).folder
    tables = read_tables(folder, unconfirmed=True)
    ours, links = {row["code"]: row["name_vi"] for row in tables.communes_since}, links_of(tables)
    theirs, other_links = read_other(folder)
    common = links.keys() & other_links.keys()
    unconfirmed = {(row["earlier_code"], row["later_code"]) for row in read_rows(UNCONFIRMED)}
    lines = [
        f"present communes: {len(ours)} and {len(theirs)}, {len(ours.keys() & theirs.keys())} codes in both",
        *(
            f"  {code} is {ours[code]!r} and {name!r}"
            for code, name in theirs.items()
            if code in ours and _spelled(ours[code]) != _spelled(name)
        ),
        f"links: {len(links)} and {len(other_links)}, {len(common)} in both",
        f"  in the source alone: {len(links.keys() - other_links.keys())}",
        f"  in the other alone: {len(other_links.keys() - links.keys())}",
        f"  whole in one and part in the other: {sum(links[link] != other_links[link] for link in common)}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    found = links.keys() - other_links.keys()
    if found != unconfirmed:
        sys.stdout.write(f"not as listed in {UNCONFIRMED.name}: {sorted(found ^ unconfirmed)}\n")
        return 1
    return 0


def _spelled(name: str) -> str:
    """Bring a name to one spelling: neither tone mark's place nor apostrophe makes a difference."""
    return index_key(spelling_key(name))


def _links(source: str) -> Iterable[tuple[Link, str]]:
    """Read the table of the wheel's module by its syntax: ``{16: OldToNewEntry(OldWardRef(16, …), (…))}``."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.AnnAssign) and ast.unparse(statement.target) == "OLD_TO_NEW":
            table: Any = statement.value  # a module of another shape fails here, with an AttributeError
            for entry in table.values:
                old, news = entry.args
                earlier, partly = f"{old.args[0].value:05d}", old.args[3].value
                for new in news.elts:
                    yield (earlier, f"{new.args[0].value:05d}"), "part" if partly else "whole"


if __name__ == "__main__":
    sys.exit(main())
