"""What bears a name, as a list: for ``kienan areas`` and ``ka.areas``."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.data import gazetteer
from kienan_analysis.data.areas.known_areas import KnownAreas
from kienan_analysis.data.areas.naming import find_areas, require_name, without_tones
from kienan_analysis.formula_text import harmless_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from kienan_analysis.catalogue import Area
    from kienan_analysis.dataset import Dataset

COLUMNS: Final = (
    *("id", "code", "level", "type", "name", "parent", "parent_name", "valid_from", "valid_to"),
    "successors",
)
_HEADS: Final = {"parent_name": "parent", "valid_from": "from", "valid_to": "until"}
_IN_TABLE: Final = tuple(name for name in COLUMNS if name not in {"parent", "level"})
_SHOWN_SUCCESSORS: Final = 4

Row = dict[str, Any]


def areas(named: str, data: Dataset | None = None) -> pd.DataFrame:
    """List the places that bear a name, a code or an id: units of Vietnam before and since July 2025.

    Parameters
    ----------
    named : str
        *An Dương*, *huyện An Dương*, *Châu Thành, An Giang*, *11443*, *hai-phong*. What is written with tones is
        found by them; what is written without any, without them too.
    data : Dataset, optional
        Whose own areas are listed too, in place of the units that they are.

    Returns
    -------
    DataFrame
        One row a place, the larger first: ``id, code, level, type`` (the type word, empty for what is no unit),
        ``name`` (in full), ``parent`` (an id), ``parent_name`` (with the province's where that is not the parent),
        ``valid_from, valid_to`` (first and last day, a date or None where it is open or not known), ``successors`` (a
        tuple of ids).

    Raises
    ------
    UsageError
        Nothing is called so; names what is nearest.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> ka.areas("huyện An Dương")[["id", "code", "name", "valid_to"]].to_dict("records")
    [{'id': 'an-duong', 'code': '312', 'name': 'Huyện An Dương', 'valid_to': datetime.date(2024, 12, 31)}]
    """
    import pandas as pd

    known = KnownAreas({}) if data is None else _dataset(data).known_areas
    frame = pd.DataFrame(listed_areas(named, known), columns=list(COLUMNS))
    for name in ("valid_from", "valid_to", "successors"):
        frame[name] = frame[name].astype("object")
    frame["successors"] = [tuple(name for name, _ in row) for row in frame["successors"]]
    return frame.astype(dict.fromkeys(COLUMNS[:7], "str"))


def _dataset(data: object) -> Dataset:
    from kienan_analysis.dataset.given import require_dataset  # the rooms below need none of it

    return require_dataset(data)


def listed_areas(named: str, known: KnownAreas) -> list[Row]:
    """List what bears a name; the values of each row are of Python's own types.

    Raises
    ------
    UsageError
        Nothing is called so; names what is nearest.
    """
    require_name(named, known)
    exact = find_areas(named, known)
    others = without_tones(named, known) if named not in known else ()
    return [_row(area, known) for area in dict.fromkeys((*exact, *others))]


def as_table(rows: Sequence[Row], headings: Callable[[Iterable[str]], tuple[str, ...]] = tuple) -> str:
    """Lay a list out in columns, their names said by `headings`; of many successors the first few."""
    lines = [headings(_HEADS.get(name, name) for name in _IN_TABLE)]
    lines.extend(tuple(_cell(name, row[name]) for name in _IN_TABLE) for row in rows)
    widths = [max(len(line[place]) for line in lines) for place in range(len(_IN_TABLE))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def as_csv(rows: Sequence[Row]) -> str:
    """Write a list as CSV; successors separated by ``|``, ``:part`` after those that took a part of the ground."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        successors = "|".join(f"{name}:part" if share == "part" else name for name, share in row["successors"])
        cells = {name: harmless_cell(_day(value)) for name, value in row.items()}
        writer.writerow(cells | {"successors": successors})
    return written.getvalue()


def as_json(rows: Sequence[Row]) -> str:
    """Write a list as JSON; an open day is null, a successor an object with ``id`` and ``share``."""
    content = [
        {name: value if value is None or isinstance(value, (str, list)) else _day(value) for name, value in row.items()}
        | {"successors": [{"id": name, "share": share} for name, share in row["successors"]]}
        for row in rows
    ]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _row(area: Area, known: KnownAreas) -> Row:
    unit = gazetteer.unit(area.id)
    shares = dict(unit.successors) if unit is not None else {}
    above = [one.name_vi for one in known.above(area.id) if one.level not in {"country", "region"}]
    return {
        "id": area.id,
        "code": area.code,
        "level": area.level,
        "type": unit.type_vi if unit is not None else "",
        "name": area.name_vi,
        "parent": area.parent,
        "parent_name": ", ".join(above),
        "valid_from": area.valid_from,
        "valid_to": area.valid_to,
        "successors": [(name, shares.get(name, "")) for name in area.successors],
    }


def _cell(name: str, value: Any) -> str:  # noqa: ANN401 - text, a day or successors
    if name != "successors":
        return _day(value)
    shown = [f"{one} (part)" if share == "part" else one for one, share in value[:_SHOWN_SUCCESSORS]]
    more = len(value) - len(shown)
    return ", ".join([*shown, *([f"and {more} more"] if more else [])])


def _day(value: Any) -> str:  # noqa: ANN401 - text, or a day
    return "" if value is None else str(value)
