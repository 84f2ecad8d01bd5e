"""An article's figures added to a data package: proposed with every check, then written whole or not at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.articles.examination import Catalogue
from kienan_analysis.articles.origins import origin_of
from kienan_analysis.articles.rows import Candidate, LeftOut, agree, candidates, contains, each_once, key_of, parted
from kienan_analysis.atomic_files import locked, replace_together
from kienan_analysis.catalogue import OBSERVATION_COLUMNS, SOURCE_COLUMNS
from kienan_analysis.data_package import DESCRIPTOR, default_location, find_resources, inside, open_package
from kienan_analysis.data_package.csv_table import with_rows
from kienan_analysis.errors import DataError, KienanError, UsageError
from kienan_analysis.intake.checks import Checks
from kienan_analysis.intake.proposal import Asked, Proposal, observations_of
from kienan_analysis.intake.to_look_at import FILE, digest_of, read_list, waiting_of
from kienan_analysis.validation import examine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kienan_analysis.articles.documents import Document
    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.articles.origins import Details, Origin
    from kienan_analysis.errors import Problem
    from kienan_analysis.intake.to_look_at import LookList, Span, Waiting
    from kienan_analysis.published import Figure
    from kienan_analysis.reading import ReadObservation


class ChangedMeanwhileError(KienanError):
    """The data have changed since a proposal was made, so that other rows would be written than were consented to."""


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
        self.open()

    def open(self) -> None:
        """Take the package as it is now.

        Raises
        ------
        DataError
            It has errors.
        """
        self._package = open_package(self.place)
        self._known = examine(self._package)
        errors = [problem for problem in self._known.problems if problem.severity == "error"]
        if errors:
            raise DataError(errors)
        self._checks = Checks(self._package, self._known)
        self.catalogue = Catalogue(self._known.indicators, self._known.areas)

    def waiting(self) -> LookList:
        """Give what of earlier articles is left to be looked at."""
        return read_list(Path(self._package.location))

    def propose(
        self,
        document: Document,
        examined: Examined,
        details: Details,
        chosen: Sequence[ReadObservation] | None = None,
        others: Sequence[ReadObservation] = (),
    ) -> Proposal:
        """Say what adding an article would do.

        Parameters
        ----------
        document : Document
        examined : Examined
            The same document, read.
        details : Details
            What is said of the source.
        chosen : sequence of ReadObservation, optional
            What somebody chose, mended perhaps: all of it would be added. If left out, the sure figures that no check
            concerns.
        others : sequence of ReadObservation
            Beside what was chosen: what is to be looked at later.

        Raises
        ------
        UsageError
            What is given of the source cannot be.
        """
        article = examined.article
        everything = article.observations if chosen is None else (*chosen, *others)
        about = (_named_most(examined, everything), article.period)
        origin = origin_of(document, details, about, self._known.sources, self._required())
        if chosen is None:
            return self._parted(examined, origin)
        made, left = candidates(chosen, self.catalogue, examined.text)
        made, again = each_once(made, self.catalogue.indicators)
        new, present, less_exact = self._compare(made, origin, chosen=True)
        new = self._numbered(new, origin)
        asked, left_too = candidates(others, self.catalogue, examined.text)
        return Proposal(
            Path(self._package.location),
            examined,
            origin,
            tuple(new),
            tuple(present),
            tuple(Asked(one) for one in asked),
            _in_order([*left, *again, *less_exact, *left_too]),
            tuple(self._checks.problems(new, origin)) if new else (),
            examined.doubts,
        )

    def _parted(self, examined: Examined, origin: Origin) -> Proposal:
        """Part an article's figures: sure and without a problem, there already, to be asked, impossible."""
        indicators = self.catalogue.indicators
        made, left = candidates(examined.article.observations, self.catalogue, examined.text)
        made, rivals = parted(made, indicators)
        sure, again = each_once([one for one in made if one.observation.sure], indicators)
        unsure, again_too = each_once([one for one in made if not one.observation.sure], indicators)
        said = {one.key(indicators): one for one in sure}
        for one in unsure:
            if (exact := said.get(one.key(indicators))) is not None:
                again.append(LeftOut(one.observation, "said_again", {"printed": exact.row["printed"]}))
        unsure = [one for one in unsure if one.key(indicators) not in said]
        new, present, there = self._compare(sure, origin)
        open_, present_too, there_too = self._compare(unsure, origin)
        apart, present_of_rivals, there_of_rivals = self._compare([one for one, _ in rivals], origin)
        printed = {(one.observation.start, one.observation.end): prints for one, prints in rivals}
        new, concerned, of_all = self._without_problems(new, origin)
        asked = self._asked([*(one for one, _ in concerned), *open_], new, origin)
        named = {id(one): found for one, found in concerned}
        asked = [replace(one, problems=named.get(id(one.candidate), one.problems)) for one in asked]
        asked.extend(Asked(one, (), printed[one.observation.start, one.observation.end]) for one in apart)
        return Proposal(
            Path(self._package.location),
            examined,
            origin,
            tuple(self._numbered(new, origin)),
            (*present, *present_too, *present_of_rivals),
            tuple(sorted(asked, key=lambda one: one.candidate.observation.start)),
            _in_order([*left, *again, *again_too, *there, *there_too, *there_of_rivals]),
            of_all,
            examined.doubts,
        )

    def _without_problems(
        self, rows: list[Candidate], origin: Origin
    ) -> tuple[list[Candidate], list[tuple[Candidate, tuple[Problem, ...]]], tuple[Problem, ...]]:
        """Leave out the rows that a problem names, until none is named; give what names no row, too."""
        gone: list[tuple[Candidate, tuple[Problem, ...]]] = []
        of_all: tuple[Problem, ...] = ()
        while rows:
            numbered = self._numbered(rows, origin)
            named, of_all = self._checks.concerned(self._checks.problems(numbered, origin), numbered)
            if not named:
                break
            gone.extend((rows[place], found) for place, found in sorted(named.items()))
            rows = [one for place, one in enumerate(rows) if place not in named]
        return rows, gone, of_all

    def _asked(self, rows: list[Candidate], new: list[Candidate], origin: Origin) -> list[Asked]:
        """Check those that are to be asked, beside the rows that would be added."""
        if not rows:
            return []
        numbered = self._numbered([*new, *rows], origin)
        named, _ = self._checks.concerned(self._checks.problems(numbered, origin), numbered)
        return [Asked(one, named.get(len(new) + place, ())) for place, one in enumerate(rows)]

    def add(
        self,
        proposal: Proposal,
        document: Document,
        details: Details,
        *,
        dismissed: Collection[Span] = (),
        waiting: Waiting | None = None,
    ) -> Proposal:
        """Write a proposal's rows, its source where that is new, and what is left to be looked at.

        The package is held for this process meanwhile, and where it has changed since the proposal was made, the
        proposal is made again on what it is now. Rows that are there by now are not written twice.

        Parameters
        ----------
        proposal : Proposal
        document : Document
        details : Details
        dismissed : collection of (int, int)
            The places in the proposal's text of figures that are not to be added and not to be looked at again.
        waiting : Waiting, optional
            Where the proposal is of an article as the list keeps it: what is decided goes from there.

        Raises
        ------
        ChangedMeanwhileError
            Other rows would be written than the proposal shows, or a check fails that did not before.
        KienanError
            A check forbids it, or the files cannot be written.
        """
        folder = own_folder(self.place)
        with locked(folder):
            self.open()
            chosen = [one.observation for one in (*proposal.new, *proposal.present)]
            chosen.sort(key=lambda one: (one.start, one.end))
            others = observations_of(*proposal.asked, *proposal.left_out)
            now = self.propose(document, proposal.examined, details, chosen, others)
            if now.errors and not _is_other(now, proposal):
                raise DataError(now.errors)
            if _is_other(now, proposal) or len(now.problems) > len(proposal.problems):
                raise ChangedMeanwhileError(
                    "the data have changed meanwhile, and other rows would be added than were shown.",
                    where=str(folder),
                    remedy="Look at the article again before adding it.",
                )
            if now.new and now.origin.missing:
                raise UsageError("this is not known of the source.", where=now.origin.missing[0], remedy="Give it.")
            listed = read_list(folder)
            left = self._left(listed, proposal, now, document, details, frozenset(dismissed), waiting)
            self._write(now, folder, None if left == listed else left)
            if now.new:
                self.open()
            return replace(now, asked=proposal.asked, left_out=proposal.left_out)

    def _left(
        self,
        listed: LookList,
        proposal: Proposal,
        now: Proposal,
        document: Document,
        details: Details,
        dismissed: frozenset[Span],
        waiting: Waiting | None,
    ) -> LookList:
        """Give the list of what is left to be looked at, as it is after adding."""
        if waiting is None:
            known = listed.of(digest_of(proposal.examined.text))
            dismissed |= known.dismissed if known is not None else frozenset()
            return listed.with_article(waiting_of(replace(proposal, origin=now.origin), document, details, dismissed))
        current = listed.of(waiting.digest)
        if current is None:
            return listed
        _, opened = waiting.opened()
        spans = {
            (moved.start, moved.end): entry.span
            for moved, entry in zip(opened.article.observations, waiting.entries, strict=True)
        }
        rows = [one.observation for one in (*now.new, *now.present)]
        settled = {spans[one.start, one.end] for one in rows if (one.start, one.end) in spans}
        changed = current.without(settled, {spans[span] for span in dismissed if span in spans})
        if now.new:  # The data have its source now.
            changed = replace(changed, details=replace(changed.details, id=now.origin.row["id"]))
        return listed.with_article(changed)

    def _compare(
        self, made: Iterable[Candidate], origin: Origin, *, chosen: bool = False
    ) -> tuple[list[Candidate], list[Candidate], list[LeftOut]]:
        """Part the figures by whether the data have them, from this source: not, equally, or otherwise."""
        known: dict[tuple[str, ...], tuple[Figure, Mapping[str, str], int]] = {
            key_of(row, self.catalogue.indicators): (figure, row, number)
            for row, figure, number in zip(self._known.observations, self._known.figures, self._known.rows, strict=True)
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
            elif chosen:
                new.append(one)  # The rule on keys names both, as an error.
            else:
                fields = {"printed": found[1]["printed"], "row": str(found[2])}
                left.append(LeftOut(one.observation, "other_value_there", fields))
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

    def _required(self) -> set[str]:
        """Say what the package's descriptor wants to know of a source; who published it in any case."""
        schema = find_resources(self._package.descriptor)["sources"].get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        described = [field for field in fields if isinstance(field, dict)] if isinstance(fields, list) else []
        constraints = {str(field.get("name")): field.get("constraints") for field in described}
        wanted = {name for name, rules in constraints.items() if isinstance(rules, dict) and rules.get("required")}
        return {"publisher", *wanted}

    def _write(self, proposal: Proposal, folder: Path, left: LookList | None) -> None:
        """Write rows, source and list together, as far as there is anything to write."""
        resources = find_resources(self._package.descriptor)
        added = {"observations": [one.row for one in proposal.new]} if proposal.new else {}
        if proposal.new and proposal.origin.is_new:
            added["sources"] = [proposal.origin.row]
        columns = {"observations": OBSERVATION_COLUMNS, "sources": SOURCE_COLUMNS}
        paths = {name: folder / inside(resources[name]["path"]) for name in added}
        try:
            contents = {
                path.resolve(): with_rows(path.read_bytes(), columns[name], added[name]) for name, path in paths.items()
            }
            if left is not None:
                contents[(folder / FILE).resolve()] = left.as_bytes()
            replace_together(contents)
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
    if folder.is_dir() and folder.resolve() in {room / "data", room.parent / "data"}:
        raise UsageError("the data that came with the package are never written.", where=named, remedy=copy_first)
    if not (folder / DESCRIPTOR).is_file():
        what = "figures can be added to a folder with a data package only."
        raise UsageError(what, where=named, remedy=copy_first)
    return folder


def _is_other(now: Proposal, before: Proposal) -> bool:
    """Whether rows would be written that were not shown, whatever numbers their ids end in."""

    def told(rows: Iterable[Candidate]) -> set[tuple[tuple[str, str], ...]]:
        return {tuple(sorted((name, cell) for name, cell in one.row.items() if name != "id")) for one in rows}

    shown = {(one.observation.start, one.observation.end) for one in (*before.new, *before.present)}
    there = {(one.observation.start, one.observation.end) for one in (*now.new, *now.present)}
    return not told(now.new) <= told(before.new) or not shown <= there


def _named_most(examined: Examined, observations: Iterable[ReadObservation]) -> str:
    """Give the area that a source is called by: the article's, else the one of most of its figures."""
    if examined.area:
        return examined.area
    counted = Counter(one.area for one in observations if one.area)
    return str(counted.most_common(1)[0][0]) if counted else ""


def _in_order(left: list[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(left, key=lambda one: one.observation.start))


def _same(one: Figure, other: Figure) -> bool:
    """Say whether two figures are equal but for the last bits of a change of unit."""
    return all(a == b or abs(a - b) <= 1e-12 * max(abs(a), abs(b)) for a, b in zip(one, other, strict=True))
