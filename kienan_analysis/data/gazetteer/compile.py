"""Compile the tables of the gazetteer: ``python -m kienan_analysis.data.gazetteer.compile FOLDER``.

FOLDER holds the wheel that the facts are taken from (``SOURCE.md`` says which). The same wheel and the same tables of
ours give the same bytes. Ids that were given before stay.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer.identifiers import Identity, assign_ids, identity_of
from kienan_analysis.data.gazetteer.lookup import ENGLISH_NAMES, FIRST_WORDS, FOLDER, NAMES, UNITS
from kienan_analysis.data.gazetteer.making import make_drafts
from kienan_analysis.data.gazetteer.source_tables import Row, Tables, read_tables
from kienan_analysis.data.gazetteer.spellings import aliases, english_keys, first_word, vietnamese_keys, words_in
from kienan_analysis.data.gazetteer.unit import COLUMNS, LEVELS, Unit, read_line, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_TABLE_NAMES: Final = {
    "provinces": "provinces.csv",
    "districts": "districts.csv",
    "communes_until": "communes-until-2025-06.csv",
    "communes_since": "communes-since-2025-07.csv",
}


def make_units(tables: Tables, kept: dict[Identity, str]) -> list[Unit]:
    """Make the units of the source's tables and ours, in the order of their ids."""
    drafts = make_drafts(tables)
    ids = assign_ids(drafts, kept)
    units = [
        Unit(
            id=ids[key],
            code=draft.code,
            level=draft.level,
            type_vi=draft.type_vi,
            name=draft.name,
            parent=ids[draft.parent] if draft.parent else None,
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
            successors=tuple(sorted((ids[later], share) for later, share in draft.successors)),
            lat=draft.point[0] if draft.point else None,
            lon=draft.point[1] if draft.point else None,
            point=draft.point_kind,
            area_km2=draft.area_km2,
            aliases=aliases("vi").get(draft.name, ()),
        )
        for key, draft in drafts.items()
    ]
    return sorted(units, key=lambda unit: unit.id)


def write_index(units: Iterable[Unit]) -> dict[str, bytes]:
    """Write the files that lookups read, by name: lines sorted by their first cell; names have their units' places."""
    units = sorted(units, key=lambda unit: unit.id)
    table = ",".join(COLUMNS).encode() + b"\n"
    places = {}
    for unit in units:
        places[unit.id] = len(table)
        table += write_line(unit).encode() + b"\n"
    return {
        UNITS: table,
        NAMES: _names(units, places, vietnamese_keys),
        ENGLISH_NAMES: _names(units, places, english_keys),
        FIRST_WORDS: _first_words(units),
    }


def kept_ids(path: Path = FOLDER / UNITS) -> dict[Identity, str]:
    """Read the ids that were given before; none where there is no table yet."""
    if not path.is_file():
        return {}
    units = [read_line(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return {identity_of(unit): unit.id for unit in units}


def main(arguments: Sequence[str] | None = None) -> int:
    """Compile, and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m kienan_analysis.data.gazetteer.compile", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the source's wheel is")
    parser.add_argument("--into", type=Path, default=FOLDER, help="where to write (default: this package)")
    parser.add_argument("--tables", type=Path, help="write the source's tables into this folder too, to look at them")
    options = parser.parse_args(arguments)
    tables = read_tables(options.folder)
    if options.tables:
        options.tables.mkdir(parents=True, exist_ok=True)
        for name, file_name in _TABLE_NAMES.items():
            (options.tables / file_name).write_bytes(_csv(getattr(tables, name)))
    for name, content in write_index(make_units(tables, kept_ids())).items():
        (options.into / name).write_bytes(content)
        rows = content.count(b"\n") - 1
        sys.stdout.write(f"{name}: {rows} rows, {len(content)} bytes\n")
    return 0


def _names(units: Sequence[Unit], places: dict[str, int], keys_of: Callable[[Unit], set[str]]) -> bytes:
    bearing: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for key in keys_of(unit):
            bearing[key].append(unit)
    lines = ["name,units"]
    for key in sorted(bearing, key=str.encode):
        ranked = sorted(bearing[key], key=_rank)
        lines.append(f"{key},{'|'.join(str(places[unit.id]) for unit in ranked)}")
    return ("\n".join(lines) + "\n").encode()


def _rank(unit: Unit) -> tuple[int, int, str]:
    """Rank the larger first, then those of today, then those that ended last."""
    return LEVELS.index(unit.level), -(unit.valid_to or date.max).toordinal(), unit.id


def _first_words(units: Sequence[Unit]) -> bytes:
    longest: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for place, keys_of in enumerate((vietnamese_keys, english_keys)):
        for key in {key for unit in units for key in keys_of(unit)}:
            # A text may part a name at a dash or a dot, or not.
            for word in {first_word(key), key.split(maxsplit=1)[0]}:
                longest[word][place] = max(longest[word][place], words_in(key))
    lines = [f"{word},{longest[word][0]},{longest[word][1]}" for word in sorted(longest, key=str.encode)]
    return ("\n".join(["word,vietnamese,english", *lines]) + "\n").encode()


def _csv(rows: list[Row]) -> bytes:
    content = io.StringIO()
    writer = csv.DictWriter(content, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return content.getvalue().encode()


if __name__ == "__main__":
    sys.exit(main())
