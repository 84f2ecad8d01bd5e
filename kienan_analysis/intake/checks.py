"""A data package as it would be with new rows, checked in memory; and which of the new rows a problem concerns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.areas import area_rows
from kienan_analysis.validation import examine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.articles.origins import Origin
    from kienan_analysis.articles.rows import Candidate
    from kienan_analysis.data.areas import KnownAreas
    from kienan_analysis.data_package import DataPackage
    from kienan_analysis.data_package.columns import Table
    from kienan_analysis.errors import Problem
    from kienan_analysis.validation import Examined

# These name the file of observations as it is usually called, whatever it is called here.
_OF_RECONCILIATION: Final = frozenset({"contradiction", "revision"})


class Checks:
    """Holds new rows against one package.

    Parameters
    ----------
    package : DataPackage
    known : Examined
        The same package, checked as it is.
    areas : KnownAreas
        Its areas, and those that new rows may bring.
    """

    def __init__(self, package: DataPackage, known: Examined, areas: KnownAreas) -> None:
        self._package = package
        self._known = known
        self._areas = areas

    def areas_of(self, new: Sequence[Candidate]) -> list[dict[str, str]]:
        """Give the rows that the table of areas lacks for new rows, in its own columns."""
        return area_rows((one.row["area"] for one in new), self._areas, self._package.tables["areas"].columns)

    def problems(self, new: Sequence[Candidate], origin: Origin) -> list[Problem]:
        """Check the package as it would be, and give what the new rows and their source bring."""
        package = self._with(new, origin)
        examined = examine(package)
        before = set(self._known.problems)
        sources = package.tables["sources"].file
        problems = [
            one
            for one in examined.problems
            if one not in before and not (one.file == sources and one.column in origin.missing)
        ]
        if any(problem.severity == "error" for problem in problems):
            return problems
        return [*problems, *self._contradictions(package, examined, new)]

    def concerned(
        self, problems: Sequence[Problem], new: Sequence[Candidate]
    ) -> tuple[Mapping[int, tuple[Problem, ...]], tuple[Problem, ...]]:
        """Say which of the new rows each problem names.

        Returns
        -------
        mapping of int to tuple of Problem
            By the place in `new`.
        tuple of Problem
            Those that name none of them: they concern the article as a whole.
        """
        table = self._package.tables["observations"]
        first = table.last_number + 1
        by_row: dict[int, list[Problem]] = {}
        of_none: list[Problem] = []
        for problem in problems:
            is_of_rows = problem.file == table.file or problem.code in _OF_RECONCILIATION
            named = {problem.row, *problem.others} if is_of_rows else set()
            places = [row - first for row in named if row is not None and first <= row < first + len(new)]
            for place in places:
                by_row.setdefault(place, []).append(problem)
            if not places:
                of_none.append(problem)
        return {place: tuple(found) for place, found in by_row.items()}, tuple(of_none)

    def _contradictions(self, package: DataPackage, examined: Examined, new: Sequence[Candidate]) -> list[Problem]:
        """Hold the new figures against all others of their areas."""
        from kienan_analysis.dataset import laid_out
        from kienan_analysis.reconciliation import reconcile
        from kienan_analysis.reconciliation.problems import contradictions

        data = laid_out(package, examined)
        here = data.observations["area"].isin({one.row["area"] for one in new})
        part = replace(data, observations=data.observations[here])
        return contradictions(part, reconcile(part), involving={one.row["id"] for one in new})

    def _with(self, new: Sequence[Candidate], origin: Origin) -> DataPackage:
        """Give what of the package the new rows can touch, with them, in memory.

        No rule looks from one area at another, and two rows of one id are an error; so rows of other areas and ids
        say the same with the new rows as without them.
        """
        tables = dict(self._package.tables)
        rows = [one.row for one in new]
        observations = tables["observations"]
        tables["observations"] = self._touched_by(rows, observations).extended(rows, after=observations.last_number)
        tables["areas"] = tables["areas"].extended(self.areas_of(new))
        tables["sources"] = tables["sources"].extended([origin.row] if origin.is_new else [])
        return replace(self._package, tables=tables, problems=[])

    def _touched_by(self, rows: Sequence[Mapping[str, str]], table: Table) -> Table:
        """Give the rows of the same areas or with the same ids, under their numbers."""
        touched: set[int] = set()
        for name in ("area", "id"):
            touched.update(table.cells[name].rows_with({row[name] for row in rows}))
        return table.part(sorted(touched))
