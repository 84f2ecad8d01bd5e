"""Ask one tool of others about names of places: run by that tool's own Python, without anything of ours.

``python foreign_places.py TOOL NAMES.json FOUND.json``. NAMES is a list of ``[name, question]``. FOUND gets an item for
each: a list of lists of names, each from the commune up, or null where the tool raises an error. The questions:
``before``, the unit of before July 2025 that bears the name; ``since``, the one since; ``successors``, what came of the
one of before.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Names = list[list[str]]
    Answers = Mapping[str, Callable[[str], Names]]


def _named(unit: Any) -> Names:  # noqa: ANN401 - of a type of theirs
    """Give a unit as a list of its names, if it has any."""
    names = [name for name in (unit.ward, unit.district, unit.province) if name] if unit is not None else []
    return [names] if names else []


def vietnamadminunits() -> Answers:
    """Ask vietnamadminunits."""
    tool = importlib.import_module("vietnamadminunits")
    return {
        "before": lambda name: _named(tool.parse_address(name, mode="LEGACY")),
        "since": lambda name: _named(tool.parse_address(name, mode="FROM_2025")),
        "successors": lambda name: _named(tool.convert_address(name)),
    }


def onflow() -> Answers:
    """Ask onflow-location-platform; how many levels a name of before has, it must be told."""
    tool = importlib.import_module("onflow_location_platform")
    return {
        "before": lambda name: _named(tool.parse_address_old(name, level=len(name.split(",")))),
        "since": lambda name: _named(tool.parse_address_new(name)),
        "successors": lambda name: _named(tool.convert_address_old_to_new(name)),
    }


def vietnam_address_converter() -> Answers:
    """Ask vietnam-address-converter; it tells itself whether a name is of before."""
    convert = importlib.import_module("vietnam_address_converter").auto_convert_address

    def parsed(name: str, kind: str) -> Names:
        answer = convert(name)
        names = [answer["parsed"].get(f"{level}_name") for level in ("ward", "district", "province")]
        return [[one for one in names if one]] if answer["input_type"] == kind else []

    def successors(name: str) -> Names:
        answer = convert(name)
        if answer["input_type"] != "old":
            return []
        said = answer["conversion"]
        found = said["candidates"] or [said["result"] or {}]
        pairs = [(one.get("new_ward"), one.get("new_province")) for one in found]
        listed = [[unit["name_with_type"] for unit in pair if unit] for pair in pairs]
        return [one for place, one in enumerate(listed) if one and one not in listed[:place]]

    return {
        "before": lambda name: parsed(name, "old"),
        "since": lambda name: parsed(name, "new"),
        "successors": successors,
    }


def main() -> None:
    """Ask every question; a tool's own error is its answer to that name."""
    tool, names, found = sys.argv[1:]
    ask = {one.__name__: one for one in (vietnamadminunits, onflow, vietnam_address_converter)}[tool]()
    given: list[Names | None] = []
    for name, question in json.loads(Path(names).read_text(encoding="utf-8")):
        try:
            given.append(ask[question](name))
        except Exception:  # noqa: BLE001 - whatever it is, the name was not found
            given.append(None)
    Path(found).write_text(json.dumps(given), encoding="utf-8")


if __name__ == "__main__":
    main()
