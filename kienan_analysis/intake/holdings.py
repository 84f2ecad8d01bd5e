"""What the data have of a source already, and how new rows of it are numbered."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kienan_analysis.articles.rows import LeftOut, agree, contains, key_of
from kienan_analysis.published import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kienan_analysis.articles.origins import Origin
    from kienan_analysis.articles.rows import Candidate
    from kienan_analysis.data_package import DataPackage
    from kienan_analysis.validation import Examined


class Holdings:
    """The rows of one package.

    Parameters
    ----------
    package : DataPackage
    known : Examined
        The same package, checked.
    """

    def __init__(self, package: DataPackage, known: Examined) -> None:
        self._package = package
        self._known = known

    def compare(
        self, made: Iterable[Candidate], origin: Origin, *, chosen: bool = False
    ) -> tuple[list[Candidate], list[Candidate], list[LeftOut]]:
        """Part figures by whether the data have them from this source: not, equally, or otherwise.

        Parameters
        ----------
        made : iterable of Candidate
        origin : Origin
        chosen : bool
            Whether somebody chose them: another value under a key that is there is then left to the rule on keys, which
            names both rows as an error.
        """
        known = self._of_source(origin.row["id"])
        new, present, left = [], [], []
        for one in made:
            found = known.get(one.key(self._known.indicators))
            if found is None:
                new.append(one)
            elif _same(one.figure, found[0]):
                present.append(one)
            elif agree(one.figure, found[0]) and contains(one.figure, found[0]):
                left.append(LeftOut(one.observation, "there_more_exactly", {"printed": found[1]["printed"]}))
            elif chosen:
                new.append(one)
            else:
                fields = {"printed": found[1]["printed"], "row": str(found[2])}
                left.append(LeftOut(one.observation, "other_value_there", fields))
        return new, present, left

    def _of_source(self, source: str) -> dict[tuple[str, ...], tuple[Figure, Mapping[str, str], int]]:
        """Give the figures of a source, each with its row and the row's number."""
        checked = self._known.checked
        found: dict[tuple[str, ...], tuple[Figure, Mapping[str, str], int]] = {}
        for place in checked.cells["source"].rows_with({source}) if checked.cells else ():
            row = {name: column[place] for name, column in checked.cells.items()}
            figure = Figure(float(checked.value[place]), float(checked.low[place]), float(checked.high[place]))
            found[key_of(row, self._known.indicators)] = figure, row, checked.numbers[place]
        return found

    def numbered(self, rows: Sequence[Candidate], origin: Origin) -> list[Candidate]:
        """Give each row its id: the source's and a running number after those that are there."""
        source = origin.row["id"]
        running = re.compile(rf"{re.escape(source)}-(\d+)")
        ids = self._package.tables["observations"].cells["id"].texts
        last = max((int(match[1]) for name in ids if (match := running.fullmatch(name))), default=0)
        return [replace(one, row=origin.own(one.row, number)) for number, one in enumerate(rows, last + 1)]


def _same(one: Figure, other: Figure) -> bool:
    """Say whether two figures are equal but for the last bits of a change of unit."""
    return all(a == b or abs(a - b) <= 1e-12 * max(abs(a), abs(b)) for a, b in zip(one, other, strict=True))
