"""The spreadsheet row of each observation, by its id: looked up only where a message names rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.validation.checked import Checked


class RowsById(Mapping[str, int]):
    """A mapping of ids to rows, made when it is first asked.

    Parameters
    ----------
    checked : Checked
        The observations.
    """

    def __init__(self, checked: Checked) -> None:
        self._ids = checked.cells.get("id")
        self._numbers = checked.numbers

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {} if self._ids is None else dict(zip(self._ids, self._numbers, strict=True))

    def __getitem__(self, name: str) -> int:
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._numbers)

    def __repr__(self) -> str:
        return repr(self._rows)
