"""Draw the rooms of the package, and which imports which, from the imports themselves: ``docs/rooms.svg``.

``python docs/make_rooms.py``. The rooms and their order are those of the table in ARCHITECTURE.md. A line leads from a
room up to one that it imports from; where that is reached by way of another room anyway, no line is drawn. Rooms that
many import are drawn apart, without lines.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TREE: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = TREE / "kienan_analysis"
PICTURE: Final = TREE / "docs" / "rooms.svg"
# Two halves of one thing.
TWINS: Final = frozenset({("articles", "intake")})
# What starts the program, and what names the public names, may name any room.
OUTSIDE: Final = frozenset({"__init__", "__main__"})
# From this share of the other rooms on a room is everybody's.
EVERYBODYS: Final = 0.25
_LETTER, _HIGH, _PAD, _GAP, _LAYER, _EDGE = 7.3, 26, 10, 14, 62, 16  # pixels

Imports = dict[str, frozenset[str]]


def rooms() -> list[str]:
    """Read the list: the names in the first column of the table of rooms, without slash and ending, in order."""
    text = (TREE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("\n## Rooms\n")[1].split("\n## ")[0]
    lines = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return [name.removesuffix(".py").strip("/") for line in lines for name in re.findall(r"`([^`]+)`", line)]


def room_of(path: str, listed: Sequence[str]) -> str:
    """Find the room that a module stands in: of those listed the one that says most of its path."""
    found = [room for room in listed if path == room or path.startswith(f"{room}/")]
    return max(found, key=len, default="")


@cache
def imports(text: str) -> tuple[str, ...]:
    """Give the modules of the package that a module names, as paths; what it needs only for its types too."""
    found: list[str] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        parted = [name.partition(".") for name in names]
        found += [rest.replace(".", "/") for first, _, rest in parted if first == "kienan_analysis" and rest]
    return tuple(found)


def modules() -> Iterator[tuple[str, str]]:
    """Give each module of the package: its path inside it, without ending, and its text."""
    for file in sorted(PACKAGE.rglob("*.py")):
        here = file.relative_to(PACKAGE).with_suffix("").as_posix().removesuffix("/__init__")
        if here not in OUTSIDE:
            yield here, file.read_text(encoding="utf-8")


def imports_of_rooms(listed: Sequence[str]) -> Imports:
    """Say from which rooms each room imports; of twins only what leads up the list."""
    place = {room: number for number, room in enumerate(listed)}
    found: dict[str, set[str]] = {room: set() for room in listed}
    for here, text in modules():
        own = room_of(here, listed)
        found[own] |= {
            other
            for other in (room_of(there, listed) for there in imports(text))
            if other and place[other] < place[own]
        }
    return {room: frozenset(others) for room, others in found.items()}


def needed(known: Imports) -> Imports:
    """Leave out each import of a room that another one of its imports brings along anyway."""
    reached: dict[str, frozenset[str]] = {}
    for room in known:  # in the order of the list, so that those above are done
        reached[room] = known[room].union(*(reached[other] for other in known[room]))
    return {
        room: frozenset(one for one in others if not any(one in reached[other] for other in others))
        for room, others in known.items()
    }


def layers(known: Imports) -> list[list[str]]:
    """Lay the rooms out in layers: each below all from which it imports, and no lower than it must be."""
    depth: dict[str, int] = {}
    for room, others in known.items():
        depth[room] = 1 + max((depth[other] for other in others), default=-1)
    found: list[list[str]] = [[] for _ in range(1 + max(depth.values(), default=0))]
    for room, level in depth.items():
        found[level].append(room)
    return found


def _in_order(found: list[list[str]], lines: Imports) -> list[list[str]]:
    """Order each layer so that rooms stand near those that their lines lead to."""
    for sweep in range(8):
        at = {room: number / len(layer) for layer in found for number, room in enumerate(layer)}
        for layer in found:
            near = {room: _mean([at[one] for one in _joined(room, lines, sweep)], at[room]) for room in layer}
            layer.sort(key=near.__getitem__)
    return found


def _joined(room: str, lines: Imports, sweep: int) -> list[str]:
    """Give the rooms above that a room is joined to; in every other sweep those below."""
    return sorted(lines[room]) if sweep % 2 == 0 else [one for one, others in lines.items() if room in others]


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


def _width(room: str) -> float:
    return len(room) * _LETTER + 2 * _PAD


def picture() -> str:
    """Draw the rooms as SVG; the same bytes for the same imports."""
    listed = rooms()
    known = imports_of_rooms(listed)
    used = {room: sum(room in others for others in known.values()) for room in listed}
    common = [room for room in listed if used[room] > EVERYBODYS * len(listed)]
    rest = {room: others - set(common) for room, others in known.items() if room not in common}
    lines = needed(rest)
    placed = _in_order(layers(rest), lines)
    wide = max(sum(map(_width, layer)) + _GAP * (len(layer) - 1) for layer in placed) + 2 * _EDGE
    boxes: dict[str, tuple[float, float]] = {}
    for level, layer in enumerate(placed):
        left = (wide - sum(map(_width, layer)) - _GAP * (len(layer) - 1)) / 2
        for room in layer:
            boxes[room] = (left, _EDGE + 2 * _HIGH + 30 + level * _LAYER)
            left += _width(room) + _GAP
    high = max(top for _, top in boxes.values()) + _HIGH + _EDGE
    return "\n".join([*_head(wide, high), *_commons(common), *_curves(lines, boxes), *_names(boxes), "</svg>", ""])


def _head(wide: float, high: float) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}"'
        f' height="{high:.0f}" role="img" aria-labelledby="rooms-title">'
    )
    yield '<title id="rooms-title">The rooms of the package, each below those that it imports from</title>'
    yield (
        "<style>text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#1d2731}rect{fill:#eef2f6;stroke:#7a8794}"
        "path{fill:none;stroke:#7a8794}.ground{fill:#fff;stroke:none}@media (prefers-color-scheme:dark){"
        "text{fill:#e6ebf0}rect{fill:#2a333c;stroke:#8b98a5}path{stroke:#8b98a5}.ground{fill:#14191e}}</style>"
    )
    yield f'<rect class="ground" width="{wide:.0f}" height="{high:.0f}"/>'


def _commons(common: Sequence[str]) -> Iterator[str]:
    yield f'<text x="{_EDGE}" y="{_EDGE + 12}">imported by many rooms, and drawn without lines:</text>'
    left = float(_EDGE)
    for room in common:
        yield from _box(room, left, _EDGE + _HIGH)
        left += _width(room) + _GAP


def _curves(lines: Imports, boxes: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    for room, others in lines.items():
        for other in sorted(others):
            (left, top), (above_left, above_top) = boxes[room], boxes[other]
            start, end = left + _width(room) / 2, above_left + _width(other) / 2
            bottom = above_top + _HIGH
            bend = (top - bottom) / 2
            by = f"{start:.0f} {top - bend:.0f} {end:.0f} {bottom + bend:.0f}"
            yield f'<path d="M{start:.0f} {top:.0f}C{by} {end:.0f} {bottom:.0f}"/>'


def _names(boxes: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    for room, (left, top) in boxes.items():
        yield from _box(room, left, top)


def _box(room: str, left: float, top: float) -> Iterator[str]:
    yield f'<rect x="{left:.0f}" y="{top:.0f}" width="{_width(room):.0f}" height="{_HIGH}" rx="4"/>'
    yield f'<text x="{left + _PAD:.0f}" y="{top + 17:.0f}">{escape(room)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
