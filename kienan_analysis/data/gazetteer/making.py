"""Make units of the source's tables, of the renamings before July 2025 and of the country and its regions.

Needed at compile time only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer.source_tables import FIRST_DAY, HERE, LAST_DAY, Row, Tables, read_rows
from kienan_analysis.data.gazetteer.unit import COUNTRY, Level, Point, Share, level_of

if TYPE_CHECKING:
    from collections.abc import Iterable

RENAMINGS: Final = HERE / "renamings.csv"
REGIONS: Final = HERE / "regions.csv"
_PROVINCES: Final = ("tỉnh", "thành phố")
_DISTRICTS: Final = ("quận", "huyện", "thị xã", "thành phố")
_COMMUNES: Final = ("phường", "xã", "thị trấn", "đặc khu")

# What a draft is known by before it has an id: its table, its code, and what else tells it apart.
Key = tuple[str, ...]


@dataclass
class Draft:
    """A unit that has no id yet; parent and successors are drafts' keys."""

    key: Key
    code: str
    type_vi: str
    name: str
    parent: Key | None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: list[tuple[Key, Share]] = field(default_factory=list)
    point: tuple[float, float] | None = None
    point_kind: Point = ""
    area_km2: float | None = None

    @property
    def level(self) -> Level:
        """The level, as the type word and the parent tell it."""
        return level_of(self.type_vi, COUNTRY if self.parent == ("country",) else "")

    @property
    def of_today(self) -> bool:
        """Whether it belongs to the order of July 2025."""
        return self.valid_from is not None and self.valid_from >= date.fromisoformat(FIRST_DAY)


def make_drafts(tables: Tables) -> dict[Key, Draft]:
    """Make all units, by key.

    Raises
    ------
    ValueError
        A row of ours names a unit that is not there.
    """
    drafts: dict[Key, Draft] = {}
    for draft in (*_country_and_regions(), *_provinces(tables), *_districts(tables), *_communes(tables)):
        if draft.key in drafts:
            raise ValueError(draft.key)
        drafts[draft.key] = draft
    for row in read_rows(RENAMINGS):
        _add_earlier(row, drafts)
    for draft in drafts.values():
        missing = [key for key in (draft.parent, *(key for key, _ in draft.successors)) if key and key not in drafts]
        if missing:
            raise ValueError(f"{draft.key}: {missing}")
    _fill_points(drafts)
    return drafts


def _country_and_regions() -> Iterable[Draft]:
    yield Draft(("country",), "", "nước", "Việt Nam", None)
    for row in read_rows(REGIONS):
        yield Draft(("region", row["name"]), "", "vùng", row["name"], ("country",))


def _province_key(code: str, rows: Iterable[Row], *, since: bool) -> Key:
    """Name a province's draft: a code that a merger kept means two provinces, by the day."""
    found = {row["valid_from"] for row in rows if row["code"] == code}
    return ("province", code, FIRST_DAY if (since and FIRST_DAY in found) else "")


def _provinces(tables: Tables) -> Iterable[Draft]:
    for row in tables.provinces:
        type_vi, name = _split(row["name_vi"], _PROVINCES)
        yield Draft(
            key=("province", row["code"], row["valid_from"]),
            code=row["code"],
            type_vi=type_vi,
            name=name,
            parent=("country",),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successors=[(("province", row["successor_code"], FIRST_DAY), "whole")] if row["successor_code"] else [],
        )


def _districts(tables: Tables) -> Iterable[Draft]:
    for row in tables.districts:
        type_vi, name = _split(row["name_vi"], _DISTRICTS)
        later = row["successor_codes"].split("|")
        # Which share of a district went to each of several communes, the source does not say: a part of it.
        share: Share = "whole" if len(later) == 1 else "part"
        yield Draft(
            key=("district", row["code"]),
            code=row["code"],
            type_vi=type_vi,
            name=name,
            parent=_province_key(row["province_code"], tables.provinces, since=False),
            valid_to=_day(row["valid_to"]),
            successors=[(("since", code), share) for code in later if code],
            point=(float(row["lat"]), float(row["lon"])) if row["lat"] else None,
        )


def _communes(tables: Tables) -> Iterable[Draft]:
    successors: dict[str, list[tuple[Key, Share]]] = defaultdict(list)
    for row in tables.communes_since:
        for column, share in (("made_of_whole", "whole"), ("made_of_parts_of", "part")):
            for code in filter(None, row[column].split("|")):
                successors[code].append((("since", row["code"]), "whole" if share == "whole" else "part"))
    for row in tables.communes_until:
        type_vi, name = _split(row["name_vi"], _COMMUNES)
        yield Draft(
            key=("until", row["code"]),
            code=row["code"],
            type_vi=type_vi,
            name=name,
            parent=("district", row["district_code"]),
            valid_to=_day(row["valid_to"]),
            successors=sorted(successors[row["code"]]),
        )
    for row in tables.communes_since:
        type_vi, name = _split(row["name_vi"], _COMMUNES)
        yield Draft(
            key=("since", row["code"]),
            code=row["code"],
            type_vi=type_vi,
            name=name,
            parent=_province_key(row["province_code"], tables.provinces, since=True),
            valid_from=_day(row["valid_from"]),
            point=(float(row["lat"]), float(row["lon"])),
            area_km2=float(row["area_km2"]) if row["area_km2"] else None,
        )


def _add_earlier(row: Row, drafts: dict[Key, Draft]) -> None:
    """Add a unit that ended before July 2025, and the first day of those that were made when it ended."""
    last = date.fromisoformat(row["last_day"])
    ended = last < date.fromisoformat(LAST_DAY)
    level = level_of(row["type"], COUNTRY if row["level"] == "city" else "")
    if not ended or level != row["level"] or row["made"] not in {"new", "joined"}:
        raise ValueError(row)
    parent: Key = ("country",)
    if level != "province":
        parent = _known(row["parent"], {"district": "province", "commune": "district"}[level], drafts, row)
    successors: list[tuple[Key, Share]] = []
    for part in row["successors"].split("|"):
        name, _, share = part.partition(":")
        key = _known(name, level, drafts, row)
        successors.append((key, "part" if share else "whole"))
        if row["made"] == "new":
            drafts[key].valid_from = last + timedelta(days=1)
    key = ("earlier", level, row["type"], row["name"], row["parent"])
    if key in drafts:
        raise ValueError(row)
    drafts[key] = Draft(key, row["code"], row["type"], row["name"], parent, None, last, successors)


def _known(named: str, level: str, drafts: dict[Key, Draft], row: Row) -> Key:
    """Find the one unit of a level with a full name; where several have it, with parents named after slashes."""
    full_name, *above = named.split("/")
    levels = {"province", "city"} if level == "province" else {level}
    found = [
        draft.key
        for draft in drafts.values()
        if draft.level in levels and not draft.of_today and full_name in {draft.name, f"{draft.type_vi} {draft.name}"}
        if set(above) <= set(_parent_names(draft, drafts))
    ]
    if len(found) != 1:
        raise ValueError(f"{named!r} is {len(found)} units: {row}")
    return found[0]


def _parent_names(draft: Draft, drafts: dict[Key, Draft]) -> Iterable[str]:
    while draft.parent:
        draft = drafts[draft.parent]
        yield draft.name


def _fill_points(drafts: dict[Key, Draft]) -> None:
    # A point that two units share, or a district's that is its province's, is where the geocoder knew no better.
    often = Counter(draft.point for draft in drafts.values() if draft.point)
    for draft in drafts.values():
        if draft.point and often[draft.point] == 1:
            draft.point_kind = "given"
        else:
            draft.point = None
    takers = Counter(later for draft in drafts.values() if draft.level == "district" for later, _ in draft.successors)
    for draft in drafts.values():
        if draft.level == "district" and not draft.point and _on_one_ground(draft, drafts, takers):
            later = drafts[draft.successors[0][0]]
            draft.point, draft.point_kind = later.point, later.point_kind
    parts: dict[Key, list[tuple[float, float]]] = defaultdict(list)
    for draft in drafts.values():
        # The parts of a province are its communes today; until June 2025 its districts were.
        if draft.point and draft.parent and draft.valid_to == drafts[draft.parent].valid_to:
            parts[draft.parent].append(draft.point)
    for key, points in parts.items():
        if key[0] == "province":
            drafts[key].point = (fmean(lat for lat, _ in points), fmean(lon for _, lon in points))
            drafts[key].point_kind = "mean"


def _on_one_ground(draft: Draft, drafts: dict[Key, Draft], takers: Counter[Key]) -> bool:
    """Whether one unit took the place of a district, on its ground and no other: đặc khu Hoàng Sa."""
    if len(draft.successors) != 1 or draft.valid_to is None:
        return False
    ((later, share),) = draft.successors
    return share == "whole" and takers[later] == 1 and drafts[later].valid_from == draft.valid_to + timedelta(days=1)


def _split(full_name: str, types: tuple[str, ...]) -> tuple[str, str]:
    """Part the type word from the name, which keeps it where it begins with a number.

    The source's own column of type words is wrong for seven communes, and writes capitals here and there.
    """
    for type_vi in types:
        if full_name.lower().startswith(f"{type_vi} "):
            name = full_name[len(type_vi) + 1 :]
            return type_vi, f"{type_vi.capitalize()} {name}" if name[0].isdigit() else name[0].upper() + name[1:]
    raise ValueError(full_name)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
