"""What a compound file holds: the container of Office files of before 2007, and of newer ones behind a password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC: Final = b"\xd0\xcf\x11\xe0"
_ENTRY: Final = 128
_FREE: Final = 0xFFFFFFFA  # Sectors are numbered below this.
_IN_HEADER: Final = 109  # sectors of the allocation table that the header names; enough for a file of 7 MB
_MOST_SECTORS: Final = 4096  # of a directory


class Stream(NamedTuple):
    """A stream or folder in a compound file.

    Attributes
    ----------
    name : str
    offset : int
        Where its first sector lies in the file; small streams lie elsewhere.
    """

    name: str
    offset: int


def streams(content: bytes) -> dict[str, Stream]:
    """Give what the directory of a compound file lists, by name; as much of it as can be found in a broken one."""
    return {stream.name: stream for stream in _streams(content)}


def _streams(content: bytes) -> Iterator[Stream]:
    power = _number(content, 30, 2)
    if power not in {9, 12}:
        return
    size = 1 << power
    table = [_number(content, 76 + 4 * place) for place in range(_IN_HEADER)]
    sector = _number(content, 48)
    for _ in range(_MOST_SECTORS):
        start = (sector + 1) * size
        if sector >= _FREE or start >= len(content):
            return
        for at in range(start, min(start + size, len(content) - _ENTRY + 1), _ENTRY):
            length = _number(content, at + 64, 2)
            if 2 <= length <= 64:  # noqa: PLR2004 - two bytes a letter, the last one zero
                name = content[at : at + length - 2].decode("utf-16-le", "replace")
                yield Stream(name, (_number(content, at + 116) + 1) * size)
        # The next sector of the directory, as the allocation table says; beyond what the header names of it, the next.
        part, place = divmod(sector, size // 4)
        known = part < _IN_HEADER and table[part] < _FREE
        sector = _number(content, (table[part] + 1) * size + 4 * place) if known else sector + 1


def _number(content: bytes, at: int, length: int = 4) -> int:
    found = content[at : at + length]
    return int.from_bytes(found, "little") if len(found) == length else _FREE
