"""Names of places: which unit bears one, what came of it, how many bear it. 60 names, taken by a rule and a fixed seed.

The names come from our own gazetteer, which was compiled from vietnamadminunits: that both know them proves nothing of
either. What is compared is what can be asked, and what an answer leaves out.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import unicodedata
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docs.others import apart
from kienan_analysis.data import gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kienan_analysis.data.gazetteer import Unit

TREE: Final = Path(__file__).resolve().parents[2]
SEED: Final = 20250701
LAST_DAY: Final = "2025-06-30"
_OURS_ALONE: Final = frozenset({"shared_all", "shared_part", "last_day"})
_TYPES: Final = ("thành phố", "thị xã", "thị trấn", "đặc khu", "thủ đô", "huyện", "phường", "quận", "tỉnh", "xã")


class Question(NamedTuple):
    """A name and what is asked of it.

    Attributes
    ----------
    group : str
        One of `GROUPS`.
    name : str
        As it is put: in full, or bare.
    units : tuple of Unit
        Those meant: one, or all that bear the bare name.
    """

    group: str
    name: str
    units: tuple[Unit, ...]


GROUPS: Final = {"one": 10, "several": 10, "since": 15, "district": 15, "shared": 10}


def questions() -> list[Question]:
    """Take the names: of each group, as many as `GROUPS` says, by chance, from all in the order of their ids."""
    with (Path(gazetteer.__file__).parent / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["id"])
    found = [unit for row in rows if (unit := gazetteer.unit(row["id"])) is not None]
    ended = [unit for unit in found if unit.valid_to is not None and unit.valid_to.isoformat() == LAST_DAY]
    communes = [unit for unit in ended if unit.level == "commune"]
    today = [unit for unit in found if unit.level == "commune" and unit.valid_to is None]
    by_name: dict[str, list[Unit]] = {}
    for unit in today:
        by_name.setdefault(unit.name, []).append(unit)
    pools: dict[str, list[tuple[Unit, ...]]] = {
        "one": [(unit,) for unit in communes if len(unit.successors) == 1],
        "several": [(unit,) for unit in communes if len(unit.successors) > 1],
        "since": [(unit,) for unit in today],
        "district": [(unit,) for unit in ended if unit.level == "district"],
        "shared": [tuple(units) for _, units in sorted(by_name.items()) if len(units) > 1],
    }
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    return [
        Question(group, units[0].name if group == "shared" else _in_full(units[0]), units)
        for group, count in GROUPS.items()
        for units in chance.sample(pools[group], count)
    ]


def measured(folder: Path) -> dict[str, Any]:
    """Ask ours and theirs; give the counts by tool."""
    asked = questions()
    tools = [{"name": "kienan areas", "version": "", **_scored(asked, _ours)}]
    for peer in apart.PLACES:
        put = [(question.name, "since" if question.group in {"since", "shared"} else "before") for question in asked]
        put += [(question.name, "successors") for question in asked if question.group in {"one", "several"}]
        try:
            answers = iter(apart.asked(peer, "foreign_places.py", put, folder))
        except subprocess.SubprocessError as error:
            tools.append({"name": peer.name, "version": peer.version, "failed": type(error).__name__})
            continue
        scored = _scored(asked, partial(_kept, dict(zip(put, answers, strict=True))))
        # None of them claims days, or names without what lies above.
        scored = {key: value for key, value in scored.items() if key not in _OURS_ALONE}
        tools.append({"name": peer.name, "version": peer.version, **scored})
    return {"seed": SEED, "names": len(asked), "groups": GROUPS, "tools": tools}


def _scored(asked: list[Question], answer: Callable[[str, str], dict[str, Any]]) -> dict[str, int]:
    """Count: whether the unit is found, all or one of its successors named, all or one of a name's bearers."""
    keys = ("found_commune", "found_since", "found_district", "one", "several_all", "several_part")
    count = dict.fromkeys((*keys, "shared_all", "shared_part", "last_day"), 0)
    for question in asked:
        what = "since" if question.group in {"since", "shared"} else "before"
        said = answer(question.name, what)
        given = {_key(names) for names in said["names"]}
        meant = {_key(_line(unit)) for unit in question.units}
        if question.group == "shared":
            count["shared_all"] += given == meant
            count["shared_part"] += bool(given & meant) and given < meant
            continue
        kind = {"since": "found_since", "district": "found_district"}.get(question.group, "found_commune")
        count[kind] += given == meant
        count["last_day"] += said.get("last_day") == LAST_DAY
        if question.group in {"one", "several"}:
            later = {_key(names) for names in answer(question.name, "successors")["names"]}
            wanted = {_key(_line(_unit(name))) for name, _ in question.units[0].successors}
            if question.group == "one":
                count["one"] += later == wanted
            else:
                count["several_all"] += later == wanted
                count["several_part"] += bool(later) and later < wanted
    return count


def _ours(name: str, what: str) -> dict[str, Any]:
    """Ask by the command, as a user does; of a bare name, those of today."""
    command = [sys.executable, "-m", "kienan_analysis", "areas", name, "--format", "json"]
    rows = json.loads(subprocess.run(command, cwd=TREE, capture_output=True, text=True, check=True).stdout)
    if what == "since":
        rows = [row for row in rows if row["valid_to"] is None and row["level"] == "commune"]
    if what == "successors":
        return {"names": [_line(_unit(one["id"])) for row in rows for one in row["successors"]]}
    last = rows[0]["valid_to"] if len(rows) == 1 else None
    return {"names": [_line(_unit(row["id"])) for row in rows], "last_day": last}


def _kept(answers: dict[tuple[str, str], list[list[str]] | None], name: str, what: str) -> dict[str, Any]:
    """Give what a tool of others answered; nothing where it raised an error."""
    return {"names": answers[name, what] or []}


def _unit(name: str) -> Unit:
    unit = gazetteer.unit(name)
    if unit is None:
        raise KeyError(name)
    return unit


def _line(unit: Unit) -> list[str]:
    """Give the names of a unit and of those that it belongs to, up to the province."""
    above = [parent for parent in gazetteer.parents(unit) if parent.level not in {"country", "region"}]
    return [one.name_vi for one in (unit, *above)]


def _in_full(unit: Unit) -> str:
    return ", ".join(_line(unit))


def _key(names: Iterable[str]) -> tuple[str, ...]:
    """Bring names to one form: the first with its type word, those above without; capitals and tone places aside."""
    first, *above = names
    return (_plain(first), *(_bare(_plain(name)) for name in above))


def _bare(name: str) -> str:
    kind = next((kind for kind in map(_plain, _TYPES) if name.startswith(f"{kind} ")), "")
    bare = name.removeprefix(f"{kind} ") if kind else name
    return name if bare.isdigit() else bare


def _plain(name: str) -> str:
    """Put each word's tone at its end: hòa and hoà are one name."""
    marks = "\u0300\u0301\u0303\u0309\u0323"
    words = unicodedata.normalize("NFD", name.replace("’", "'").lower()).split()
    moved = ("".join(c for c in word if c not in marks) + "".join(c for c in word if c in marks) for word in words)
    return unicodedata.normalize("NFC", " ".join(moved))
