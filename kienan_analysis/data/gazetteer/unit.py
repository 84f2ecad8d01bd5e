"""One administrative unit of Vietnam, and its line in the table of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Level = Literal["country", "region", "province", "city", "district", "commune"]
Share = Literal["whole", "part"]
Point = Literal["given", "mean", ""]

# From the largest to the smallest; a centrally run city ranks with the provinces.
LEVELS: Final[tuple[Level, ...]] = ("country", "region", "province", "city", "district", "commune")
COUNTRY: Final = "viet-nam"
COLUMNS: Final = (
    *("id", "code", "type", "name", "parent", "valid_from", "valid_to", "successors", "lat", "lon", "point"),
    *("area_km2", "aliases"),
)
_LEVEL_OF_TYPE: Final[dict[str, Level]] = {
    "nước": "country",
    "vùng": "region",
    "tỉnh": "province",
    "quận": "district",
    "huyện": "district",
    "thị xã": "district",
    "phường": "commune",
    "xã": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
TYPE_WORDS: Final = (*_LEVEL_OF_TYPE, "thành phố")
_TYPE_EN: Final = {
    "tỉnh": "Province",
    "thành phố": "City",
    "quận": "District",
    "huyện": "District",
    "thị xã": "Town",
    "phường": "Ward",
    "xã": "Commune",
    "thị trấn": "Township",
    "đặc khu": "Special Zone",
}
# Country and regions have English names of their own.
_NAME_EN: Final = {
    "Việt Nam": "Viet Nam",
    "Đồng bằng sông Hồng": "Red River Delta",
    "Trung du và miền núi phía Bắc": "Northern Midlands and Mountains",
    "Bắc Trung Bộ và duyên hải miền Trung": "North Central and Central Coastal Areas",
    "Bắc Trung Bộ": "North Central Coast",
    "Duyên hải Nam Trung Bộ": "South Central Coast",
    "Duyên hải Nam Trung Bộ và Tây Nguyên": "South Central Coast and Central Highlands",
    "Tây Nguyên": "Central Highlands",
    "Đông Nam Bộ": "South East",
    "Đồng bằng sông Cửu Long": "Mekong River Delta",
}


def level_of(type_vi: str, parent: str) -> Level:
    """Tell the level; a *thành phố* is run by the centre, or belongs to a province.

    Examples
    --------
    >>> level_of("thành phố", "viet-nam"), level_of("thành phố", "quang-ninh"), level_of("đặc khu", "hai-phong-2025")
    ('city', 'district', 'commune')
    """
    if type_vi == "thành phố":
        return "city" if parent == COUNTRY else "district"
    return _LEVEL_OF_TYPE[type_vi]


def holds_type(type_vi: str, name: str) -> bool:
    """Tell a name that holds its type word, because without it a number would come first.

    Examples
    --------
    >>> holds_type("quận", "Quận 1"), holds_type("phường", "Phường 2 Bảo Lộc"), holds_type("xã", "Sơn Kim 1")
    (True, True, False)
    """
    return name.lower().startswith(f"{type_vi} ") and name[len(type_vi) + 1].isdigit()


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit, for as long as it existed.

    Attributes
    ----------
    id : str
        Never changes: ``le-chan``, ``phuong-kien-an``, ``hai-phong-2025``.
    code : str
        Of the statistics office; empty for country and regions and where it is not known. A merged province keeps the
        code of one of its parts, so code alone is no key.
    level : {"country", "region", "province", "city", "district", "commune"}
    type_vi : str
        The type word in small letters: tỉnh, thành phố, quận, huyện, thị xã, phường, xã, thị trấn, đặc khu.
    name : str
        The bare name, *Lê Chân*; with the type word where that is a number's only company, *Quận 1*.
    parent : str or None
        Id of the unit that it belongs to.
    valid_from, valid_to : date or None
        First and last day; None where it is open or not known.
    successors : tuple of (str, {"whole", "part"})
        Ids of the units that took its ground, and whether all of it or a part went there.
    lat, lon : float or None
        A point inside, degrees north and east (WGS 84).
    point : {"given", "mean", ""}
        ``"mean"`` where the point is the mean of the parts' points, which may lie outside.
    area_km2 : float or None
        In square kilometres, where it is known.
    aliases : tuple of str
        Other names in use, as they are written; other spellings are found too, and not listed here.
    """

    id: str
    code: str
    level: Level
    type_vi: str
    name: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    successors: tuple[tuple[str, Share], ...]
    lat: float | None
    lon: float | None
    point: Point
    area_km2: float | None
    aliases: tuple[str, ...]

    @property
    def numbered(self) -> bool:
        """Whether the name holds the type word, as a number alone is no name: *Quận 1*, *Phường 2 Bảo Lộc*."""
        return holds_type(self.type_vi, self.name)

    @property
    def name_vi(self) -> str:
        """The full name: *Quận Lê Chân*."""
        if self.level == "country" or self.numbered:
            return self.name
        name = self.name[:1].lower() + self.name[1:] if self.level == "region" else self.name
        return f"{self.type_vi[:1].upper()}{self.type_vi[1:]} {name}"

    @property
    def name_en(self) -> str:
        """The full name in English: *Lê Chân District*, *District 1*."""
        if self.name in _NAME_EN and self.level in {"country", "region"}:
            return _NAME_EN[self.name]
        kind = _TYPE_EN[self.type_vi]
        return f"{kind} {self.name[len(self.type_vi) + 1 :]}" if self.numbered else f"{self.name} {kind}"

    def on(self, day: date) -> bool:
        """Whether it stood on a day; where its first day is not known, on any day before its last."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def read_line(line: str) -> Unit:
    """Read a unit from its line.

    Examples
    --------
    >>> unit = read_line("le-chan,305,quận,Lê Chân,hai-phong,,2025-06-30,phuong-an-bien:part,20.85,106.68,,,")
    >>> unit.name_vi, unit.name_en, unit.level, unit.successors, unit.valid_to
    ('Quận Lê Chân', 'Lê Chân District', 'district', (('phuong-an-bien', 'part'),), datetime.date(2025, 6, 30))
    """
    cells = dict(zip(COLUMNS, line.split(","), strict=True))
    return Unit(
        id=cells["id"],
        code=cells["code"],
        level=level_of(cells["type"], cells["parent"]),
        type_vi=cells["type"],
        name=cells["name"],
        parent=cells["parent"] or None,
        valid_from=_day(cells["valid_from"]),
        valid_to=_day(cells["valid_to"]),
        successors=tuple(_successor(part) for part in cells["successors"].split("|") if part),
        lat=_number(cells["lat"]),
        lon=_number(cells["lon"]),
        point="mean" if cells["point"] == "mean" else "given" if cells["lat"] else "",
        area_km2=_number(cells["area_km2"]),
        aliases=tuple(part for part in cells["aliases"].split("|") if part),
    )


def write_line(unit: Unit) -> str:
    """Write a unit as the line that `read_line` reads; what follows from the rest is left out."""
    cells = (
        *(unit.id, unit.code, unit.type_vi, unit.name, unit.parent or ""),
        unit.valid_from.isoformat() if unit.valid_from else "",
        unit.valid_to.isoformat() if unit.valid_to else "",
        "|".join(name if share == "whole" else f"{name}:part" for name, share in unit.successors),
        *("" if number is None else f"{number:.6g}" for number in (unit.lat, unit.lon)),
        "mean" if unit.point == "mean" else "",
        "" if unit.area_km2 is None else f"{unit.area_km2:g}",
        "|".join(unit.aliases),
    )
    line = ",".join(cells)
    if line.count(",") != len(COLUMNS) - 1 or not line.isprintable():
        raise ValueError(line)
    return line


def _successor(text: str) -> tuple[str, Share]:
    name, _, share = text.partition(":")
    return name, "part" if share else "whole"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
