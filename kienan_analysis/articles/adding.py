"""An article's figures added to a data package: proposed with every check, then written whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.articles.examination import Catalogue
from kienan_analysis.articles.origins import Origin, origin_of
from kienan_analysis.articles.rows import Candidate, LeftOut, agree, candidates, contains, each_once, key_of
from kienan_analysis.atomic_files import locked, replace_together
from kienan_analysis.catalogue import OBSERVATION_COLUMNS, SOURCE_COLUMNS
from kienan_analysis.data_package import DESCRIPTOR, SHIPPED, default_location, find_resources, inside, open_package
from kienan_analysis.data_package.csv_table import Table, with_rows
from kienan_analysis.errors import DataError, KienanError, Problem, UsageError
from kienan_analysis.validation import examine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.articles.documents import Document
    from kienan_analysis.articles.examination import Doubt, Examined
    from kienan_analysis.articles.origins import Details
    from kienan_analysis.data_package import DataPackage
    from kienan_analysis.published import Figure
    from kienan_analysis.reading import ReadObservation
    from kienan_analysis.validation import Examined as ExaminedPackage


@dataclass(frozen=True)
class Proposal:
    """What adding an article would do, and what speaks against it.

    Attributes
    ----------
    folder : Path
        Of the data package.
    examined : Examined
        The article as it was read.
    origin : Origin
        Its source.
    new : tuple of Candidate
        The rows to be added, with ids.
    present : tuple of Candidate
        Those that the data have already, from this source.
    left_out : tuple of LeftOut
        Figures that become no row, each with why.
    problems : tuple of Problem
        What the rules of the data and reconciliation find about the new rows.
    doubts : tuple of Doubt
        About the article's area and period.
    """

    folder: Path
    examined: Examined
    origin: Origin
    new: tuple[Candidate, ...]
    present: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What forbids adding."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def is_clean(self) -> bool:
        """Whether every check passes, so that it may be added unseen."""
        return not self.problems and not self.doubts and not self.examined.article.warnings and not self.origin.missing

    @property
    def changes_nothing(self) -> bool:
        """Whether the data have all of it already."""
        return not self.new


class Adder:
    """Adds articles to one data package.

    Parameters
    ----------
    location : str or Path, optional
        The package; the one in use if left out.
    writes : bool
        Whether figures are to be added; if not, the package may be of any kind, and proposals show what would be.

    Raises
    ------
    UsageError
        It is to be written, and is not a folder of the analyst's own.
    DataError
        The package has errors already.
    """

    def __init__(self, location: str | Path | None = None, *, writes: bool = True) -> None:
        self.place = own_folder(location) if writes else location
        self._open()

    def _open(self) -> None:
        self._package = open_package(self.place)
        self._known = examine(self._package)
        errors = [problem for problem in self._known.problems if problem.severity == "error"]
        if errors:
            raise DataError(errors)
        self.catalogue = Catalogue(self._known.indicators, self._known.areas)

    def propose(
        self,
        document: Document,
        examined: Examined,
        details: Details,
        observations: Sequence[ReadObservation] | None = None,
    ) -> Proposal:
        """Say what adding an article would do.

        Parameters
        ----------
        document : Document
        examined : Examined
            The same document, read.
        details : Details
            What is said of the source.
        observations : sequence of ReadObservation, optional
            In place of those that were read: an analyst may have mended some.

        Raises
        ------
        UsageError
            The area is neither given nor said, or what is given of the source cannot be.
        """
        given = examined.article.observations if observations is None else observations
        area = examined.area or next((one.area for one in given if one.area), None)
        if area is None:
            words = examined.article.evidence.get("area", "")
            said = f" (the text names {words!r})" if words else ""
            raise UsageError(
                f"the area is not known{said}.",
                where="--area",
                remedy=f"Give one of: {', '.join(self.catalogue.areas)}.",
            )
        about = (area, examined.article.period)
        origin = origin_of(document, details, about, self._known.sources, self._required())
        made, left = candidates(
            (one if one.area else replace(one, area=area) for one in given), self.catalogue.indicators, examined.text
        )
        made, again = each_once(made, self.catalogue.indicators)
        new, present, less_exact = self._compare(made, origin)
        new = self._numbered(new, origin)
        left_out = sorted([*left, *again, *less_exact], key=lambda one: one.observation.start)
        problems = tuple(self._problems(new, origin)) if new else ()
        return Proposal(
            Path(self._package.location),
            examined,
            origin,
            tuple(new),
            tuple(present),
            tuple(left_out),
            problems,
            examined.doubts,
        )

    def add(self, proposal: Proposal, document: Document, details: Details) -> Proposal:
        """Write a proposal's rows, and its source where that is new; give what was written.

        The package is held for this process meanwhile, and where it has changed since the proposal was made, the
        proposal is made again on what it is now.

        Raises
        ------
        KienanError
            A check fails that did not before, or the files cannot be written.
        """
        folder = own_folder(self.place)
        with locked(folder):
            self._open()
            observations = [one.observation for one in (*proposal.new, *proposal.present)]
            observations.extend(one.observation for one in proposal.left_out)
            observations.sort(key=lambda one: (one.start, one.end))
            now = self.propose(document, proposal.examined, details, observations)
            if now.errors:
                raise DataError(now.errors)
            if now.origin.missing:
                raise UsageError("this is not known of the source.", where=now.origin.missing[0], remedy="Give it.")
            if len(now.problems) > len(proposal.problems):
                raise KienanError(
                    "the data have changed meanwhile, and a check fails that passed before.",
                    where=str(folder),
                    remedy="Look at the article again before adding it.",
                )
            if now.new:
                self._write(now, folder)
                self._open()
            return now

    def _compare(
        self, made: Sequence[Candidate], origin: Origin
    ) -> tuple[list[Candidate], list[Candidate], list[LeftOut]]:
        """Part the figures by whether the data have them, from this source: not, equally, or more exactly."""
        known: dict[tuple[str, ...], tuple[Figure, Mapping[str, str]]] = {
            key_of(row, self.catalogue.indicators): (figure, row)
            for row, figure in zip(self._known.observations, self._known.figures, strict=True)
            if row["source"] == origin.row["id"]
        }
        new, present, left = [], [], []
        for one in made:
            found = known.get(one.key(self.catalogue.indicators))
            if found is None:
                new.append(one)
            elif _same(one.figure, found[0]):
                present.append(one)
            elif agree(one.figure, found[0]) and contains(one.figure, found[0]):
                left.append(LeftOut(one.observation, "there_more_exactly", {"printed": found[1]["printed"]}))
            else:
                new.append(one)  # The rule on keys names both, as an error.
        return new, present, left

    def _numbered(self, rows: Sequence[Candidate], origin: Origin) -> list[Candidate]:
        """Give each row its id: the source's and a running number after those that are there."""
        source = origin.row["id"]
        running = re.compile(rf"{re.escape(source)}-(\d+)")
        ids = (row["id"] for row in self._package.tables["observations"].rows)
        last = max((int(match[1]) for name in ids if (match := running.fullmatch(name))), default=0)
        return [
            replace(one, row=one.row | {"id": f"{source}-{number:02}", "source": source})
            for number, one in enumerate(rows, last + 1)
        ]

    def _problems(self, new: Sequence[Candidate], origin: Origin) -> list[Problem]:
        """Check the package as it would be, and give what concerns the new rows."""
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

    def _contradictions(
        self, package: DataPackage, examined: ExaminedPackage, new: Sequence[Candidate]
    ) -> list[Problem]:
        """Hold the new figures against all others of their areas."""
        from kienan_analysis.dataset import laid_out
        from kienan_analysis.reconciliation import reconcile
        from kienan_analysis.reconciliation.problems import contradictions

        data = laid_out(package, examined)
        here = data.observations["area"].isin({one.row["area"] for one in new})
        part = replace(data, observations=data.observations[here])
        return contradictions(part, reconcile(part), involving={one.row["id"] for one in new})

    def _with(self, new: Sequence[Candidate], origin: Origin) -> DataPackage:
        """Give the package as it would be, in memory."""
        tables = dict(self._package.tables)
        for name, rows in (
            ("observations", [one.row for one in new]),
            ("sources", [origin.row] if origin.is_new else []),
        ):
            old = tables[name]
            last = old.numbers[-1] if old.numbers else 1
            filled = [{column: row.get(column, "") for column in old.columns} for row in rows]
            numbers = [*old.numbers, *range(last + 1, last + 1 + len(rows))]
            tables[name] = Table(old.name, old.file, old.columns, [*old.rows, *filled], numbers)
        return replace(self._package, tables=tables, problems=[])

    def _required(self) -> set[str]:
        """Say what the package's descriptor wants to know of a source; who published it in any case."""
        schema = find_resources(self._package.descriptor)["sources"].get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        described = [field for field in fields if isinstance(field, dict)] if isinstance(fields, list) else []
        constraints = {str(field.get("name")): field.get("constraints") for field in described}
        wanted = {name for name, rules in constraints.items() if isinstance(rules, dict) and rules.get("required")}
        return {"publisher", *wanted}

    def _write(self, proposal: Proposal, folder: Path) -> None:
        resources = find_resources(self._package.descriptor)
        added = {"observations": [one.row for one in proposal.new]}
        if proposal.origin.is_new:
            added["sources"] = [proposal.origin.row]
        columns = {"observations": OBSERVATION_COLUMNS, "sources": SOURCE_COLUMNS}
        paths = {name: folder / inside(resources[name]["path"]) for name in added}
        try:
            replace_together(
                {
                    path.resolve(): with_rows(path.read_bytes(), columns[name], added[name])
                    for name, path in paths.items()
                }
            )
        except OSError as error:
            what = f"the data cannot be written: {error.strerror or error}. Nothing was added."
            raise KienanError(what, where=str(folder)) from error


def own_folder(location: str | Path | None = None) -> Path:
    """Give the folder of a data package that may be written.

    Raises
    ------
    UsageError
        It is the one that came with this package, an archive or an address.
    """
    named = str(location) if location is not None else default_location()
    path = Path(named)
    folder = path.parent if path.is_file() and path.suffix.lower() == ".json" else path
    copy_first = "Make a copy of your own with `kienan init DIR`, and name it with --data DIR."
    room = Path(__file__).resolve().parent.parent
    if folder.is_dir() and folder.resolve() in {room / SHIPPED, room.parent / "data"}:
        raise UsageError("the data that came with the package are never written.", where=named, remedy=copy_first)
    if not (folder / DESCRIPTOR).is_file():
        what = "figures can be added to a folder with a data package only."
        raise UsageError(what, where=named, remedy=copy_first)
    return folder


def _same(one: Figure, other: Figure) -> bool:
    """Say whether two figures are equal but for the last bits of a change of unit."""
    return all(a == b or abs(a - b) <= 1e-12 * max(abs(a), abs(b)) for a, b in zip(one, other, strict=True))
