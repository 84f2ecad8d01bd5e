"""Rows of ``areas.csv`` for areas that a package does not hold yet, and for those that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.catalogue import Area
    from kienan_analysis.data.areas.known_areas import KnownAreas


def area_rows(names: Iterable[str], known: KnownAreas, columns: Sequence[str] = ()) -> list[dict[str, str]]:
    """Make the rows that a package lacks to speak of areas: their own and those of all that they belong to.

    Parameters
    ----------
    names : iterable of str
        Ids. What the package holds needs no row; an id that nobody knows gets none.
    known : KnownAreas
        The package's.
    columns : sequence of str, optional
        The package's own columns of the table: each row has exactly these. If left out, those that are known here.

    Returns
    -------
    list of dict of str to str
        Each area before the ones that it belongs to, the others in the order of `names`.

    Examples
    --------
    >>> from kienan_analysis.data.areas import KnownAreas
    >>> [row["id"] for row in area_rows(["ha-long"], KnownAreas({}))]
    ['ha-long', 'quang-ninh', 'viet-nam']
    """
    lacking: dict[str, Area] = {}
    for name in names:
        area = known.get(name)
        for one in (area, *known.above(name)) if area is not None else ():
            if one.id not in known.own:
                lacking.setdefault(one.id, one)
    # A parent that one area brought goes after the areas that came later and belong to it too.
    depth = {name: len(known.above(name)) for name in lacking}
    ordered = sorted(lacking.values(), key=lambda area: -depth[area.id])
    made = [_row(area) for area in ordered]
    return [{column: row.get(column, "") for column in columns} for row in made] if columns else made


def _row(area: Area) -> dict[str, str]:
    return {
        "id": area.id,
        "code": area.code,
        "level": area.level,
        "name_vi": area.name_vi,
        "name_en": area.name_en,
        "parent": area.parent,
        "valid_from": area.valid_from.isoformat() if area.valid_from else "",
        "valid_to": area.valid_to.isoformat() if area.valid_to else "",
        "successors": "|".join(area.successors),
        "note": area.note,
        "note_vi": area.note_vi,
    }
