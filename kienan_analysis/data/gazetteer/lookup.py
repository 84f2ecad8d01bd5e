"""Look units up in the compiled tables: each is sorted by its first column and searched by halving, never read whole.

Nothing is opened before the first lookup; a table is mapped into memory, so that a lookup reads a few pages of it.
"""

from __future__ import annotations

import mmap
import re
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer.unit import Unit, read_line

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = Path(__file__).parent
UNITS: Final = "units.csv"
NAMES: Final = "names.csv"
ENGLISH_NAMES: Final = "english_names.csv"
FIRST_WORDS: Final = "first_words.csv"

_NO_NAMES: Final = (0, 0)
_APOSTROPHES: Final = re.compile("[’‘ʼ`´]")  # noqa: RUF001 - what stands for an apostrophe is meant
_TIGHT: Final = re.compile(r"\s*([-.])\s*")


def index_key(key: str) -> str:
    """Bring a matching key to the one form that the tables hold: one apostrophe, no blanks around a dash or a dot.

    Examples
    --------
    >>> index_key("bà rịa - vũng  tàu"), index_key("ea h’leo"), index_key("tp. hcm")
    ('bà rịa-vũng tàu', "ea h'leo", 'tp.hcm')
    """
    return " ".join(_TIGHT.sub(r"\1", _APOSTROPHES.sub("'", key)).split())


@lru_cache(maxsize=4096)
def unit(name: str) -> Unit | None:
    """Give the unit of an id, or None.

    Examples
    --------
    >>> unit("hai-phong-2025").name_vi
    'Thành phố Hải Phòng'
    """
    row = _row(UNITS, name)
    return _unit_at(row[0]) if row else None


def named(key: str) -> tuple[Unit, ...]:
    """Give all units that bear a bare name: the larger first, then those of today, then those that ended last.

    Parameters
    ----------
    key : str
        In the matching spelling of `kienan_analysis.spelling`: small letters, composed, one style of tone marks.

    Examples
    --------
    >>> [found.id for found in named("kiến an")]
    ['kien-an', 'phuong-kien-an', 'xa-kien-an']
    """
    return _bearing(NAMES, index_key(key))


def named_in_english(key: str) -> tuple[Unit, ...]:
    """Give the provinces, cities and districts that bear a name as English prose spells it, without tones.

    Examples
    --------
    >>> [found.id for found in named_in_english("ho chi minh city")]
    ['ho-chi-minh-2025', 'ho-chi-minh']
    """
    return _bearing(ENGLISH_NAMES, index_key(key))


def names_beginning(word: str) -> int:
    """Say how many words the longest known name has that begins with a word in the matching spelling; 0 if none does.

    Words are what blanks part; a dash with blanks around it counts as one, so that *bà rịa - vũng tàu* has five.

    Examples
    --------
    >>> names_beginning("bà"), names_beginning("khoảng")
    (5, 0)
    """
    return _first_words().get(word, _NO_NAMES)[0]


def names_beginning_in_english(word: str) -> int:
    """Say the same of the names that `named_in_english` knows.

    Examples
    --------
    >>> names_beginning_in_english("ho"), names_beginning_in_english("hanoi"), names_beginning_in_english("about")
    (4, 1, 0)
    """
    return _first_words().get(word, _NO_NAMES)[1]


def coded(code: str) -> tuple[Unit, ...]:
    """Give all units that bear or bore a code of the statistics office: those of today first, then the last to end.

    Examples
    --------
    >>> [found.id for found in coded("31")]
    ['hai-phong-2025', 'hai-phong']
    """
    if not code.isdecimal():
        return ()
    found = [unit for unit in _with_cell(f",{code},") if unit.code == code]
    return tuple(sorted(found, key=lambda unit: (-(unit.valid_to or date.max).toordinal(), unit.id)))


def children(name: str, day: date | None = None) -> tuple[Unit, ...]:
    """Give the units whose parent has an id, in the order of their ids; with a day, those that stood then.

    Examples
    --------
    >>> len(children("hai-phong-2025"))
    114
    """
    found = (unit for unit in _with_cell(f",{name},") if unit.parent == name)
    return tuple(unit for unit in found if day is None or unit.on(day))


def parents(of: Unit) -> tuple[Unit, ...]:
    """Give the units that one belongs to, from the nearest up to the country.

    Examples
    --------
    >>> [found.id for found in parents(unit("phuong-kien-an"))]
    ['hai-phong-2025', 'viet-nam']
    """
    found = []
    above = unit(of.parent) if of.parent else None
    while above is not None:
        found.append(above)
        above = unit(above.parent) if above.parent else None
    return tuple(found)


def predecessors(name: str) -> tuple[Unit, ...]:
    """Give the units whose ground went to the one of an id, whole or in part, in the order of their ids.

    Examples
    --------
    >>> [found.id for found in predecessors("hai-phong-2025")]
    ['hai-duong', 'hai-phong']
    """
    return tuple(found for found in _with_cell(name) if any(later == name for later, _ in found.successors))


def all_names() -> Iterator[str]:
    """Give every name that a unit is found under, in the matching spelling."""
    return (line.partition(",")[0] for line in _lines(NAMES))


def all_codes() -> Iterator[str]:
    """Give every code that a unit bears or bore, each as often as it is borne."""
    return (code for line in _lines(UNITS) if (code := line.split(",", 2)[1]))


def _lines(table: str) -> Iterator[str]:
    """Walk over the lines of a table, one at a time, without its heads."""
    content = _table(table)
    start = content.find(b"\n") + 1
    while start < len(content):
        end = content.find(b"\n", start)
        yield content[start:end].decode()
        start = end + 1


@cache
def _table(name: str) -> mmap.mmap:
    with (FOLDER / name).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _row(table: str, key: str) -> tuple[int, bytes] | None:
    """Find the line whose first cell is `key`: where it begins, and the line."""
    content, wanted = _table(table), key.encode()
    low, high = content.find(b"\n") + 1, len(content)  # the first line holds the heads
    while low < high:
        start = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = content.find(b"\n", start)
        line = content[start:end]
        cell = line[: line.find(b",")]
        if cell == wanted:
            return start, line
        if cell < wanted:
            low = end + 1
        else:
            high = start
    return None


@lru_cache(maxsize=8192)
def _bearing(table: str, key: str) -> tuple[Unit, ...]:
    row = _row(table, key)
    return tuple(_unit_at(int(place)) for place in row[1].rpartition(b",")[2].split(b"|")) if row else ()


@lru_cache(maxsize=4096)
def _unit_at(place: int) -> Unit:
    content = _table(UNITS)
    return read_line(content[place : content.find(b"\n", place)].decode())


def _with_cell(cell: str) -> Iterator[Unit]:
    """Give the units in whose line some text stands; one walk over the table takes about a millisecond."""
    content, wanted = _table(UNITS), cell.encode()
    place = content.find(wanted)
    while place >= 0:
        yield _unit_at(content.rfind(b"\n", 0, place) + 1)
        place = content.find(wanted, content.find(b"\n", place))


@cache
def _first_words() -> dict[str, tuple[int, int]]:
    lines = _table(FIRST_WORDS)[:].decode().splitlines()[1:]
    return {word: (int(ours), int(english)) for word, ours, english in (line.split(",") for line in lines)}
