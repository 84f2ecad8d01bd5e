"""An article's figures added to a data package: proposed with every check, then written whole or not at all."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kienan_analysis.articles.examination import Examiner
from kienan_analysis.articles.held_package import hold
from kienan_analysis.articles.origins import origin_of
from kienan_analysis.articles.rows import Candidate, candidates, each_once
from kienan_analysis.atomic_files import locked, remove_abandoned
from kienan_analysis.data_package import TABLES, digest_of, find_resources, read_contents
from kienan_analysis.data_package.appending import NewFile, NewRows, OthersWriteError, append_together
from kienan_analysis.data_package.csv_table import rows_for
from kienan_analysis.data_package.opening import inside
from kienan_analysis.data_package.unfinished import take_back_unfinished
from kienan_analysis.documents.document import day_or_none
from kienan_analysis.errors import DataError, KienanError, UsageError, not_written
from kienan_analysis.intake.look_file import FILE, as_bytes, read_list
from kienan_analysis.intake.own_package import own_folder
from kienan_analysis.intake.parting import Parts
from kienan_analysis.intake.proposal import Asked, Proposal, observations_of
from kienan_analysis.intake.to_look_at import digest_of as digest_of_text
from kienan_analysis.intake.to_look_at import waiting_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kienan_analysis.articles.examination import Catalogue, Examined
    from kienan_analysis.articles.held_package import HeldPackage
    from kienan_analysis.articles.origins import Details, Origin
    from kienan_analysis.documents.document import Document
    from kienan_analysis.intake.to_look_at import LookList, Span, Waiting
    from kienan_analysis.reading import ReadObservation

# How often a proposal is made again where another program writes the data meanwhile.
_LOOKS: Final = 3


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
        self._held = hold(self.place)
        self._has_written = False

    def open(self) -> None:
        """Take the package as it is now.

        Raises
        ------
        DataError
            It has errors.
        """
        self._has_written = False
        self._held = hold(self.place, self._held)

    @property
    def catalogue(self) -> Catalogue:
        """Whose indicators and areas are meant."""
        return self._now().catalogue

    def _now(self) -> HeldPackage:
        """Give the package as it was looked at, or with what was written since.

        Those rows are written, whatever another program has appended beside them; the next adding says what is wrong.
        """
        if self._has_written:
            with contextlib.suppress(DataError):
                self.open()
        return self._held

    def waiting(self) -> LookList:
        """Give what of earlier articles is left to be looked at."""
        return read_list(Path(self._held.package.location))

    def examine(self, document: Document, details: Details, *, area: str | None, year: int | None) -> Examined:
        """Read a document once more, by what is known of its source by now: places and periods may hang on that.

        Parameters
        ----------
        document : Document
        details : Details
            Day and address win over the document's own.
        area, year : str, int or None
            As `Examiner.examine` takes them.

        Raises
        ------
        UsageError
            As `Examiner.examine` says.
        """
        return Examiner(self.catalogue).examine(
            document.text,
            area=area,
            year=year,
            published=day_or_none(details.published) or document.day,
            url=details.url or document.url,
            recognised=document.recognised_spans,
        )

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
        held, article = self._now(), examined.article
        everything = article.observations if chosen is None else (*chosen, *others)
        about = (_named_most(examined, everything), article.period)
        language = "en" if article.language == "en" else "vi"
        origin = origin_of(document, details, about, held.known.sources, self._required(), language)
        if chosen is None:
            parts = held.parting.part(examined, origin)
        else:
            parts = self._of_chosen(examined, origin, chosen, others)
        return Proposal(
            Path(held.package.location),
            examined,
            origin,
            tuple(parts.new),
            tuple(parts.present),
            tuple(parts.asked),
            tuple(sorted(parts.left_out, key=lambda one: one.observation.start)),
            parts.problems,
            examined.doubts,
            tuple(held.checks.areas_of(parts.new)),
        )

    def _of_chosen(
        self, examined: Examined, origin: Origin, chosen: Sequence[ReadObservation], others: Sequence[ReadObservation]
    ) -> Parts:
        """Take what was chosen for new, with all that checks find about it."""
        held = self._held
        made, left = candidates(chosen, held.catalogue, examined.text)
        made, again = each_once(made, held.catalogue.indicators)
        new, present, there = held.holdings.compare(made, origin, chosen=True)
        new = held.holdings.numbered(new, origin)
        asked, left_too = candidates(others, held.catalogue, examined.text)
        problems = tuple(held.checks.problems(new, origin)) if new else ()
        return Parts(new, present, [Asked(one) for one in asked], [*left, *again, *there, *left_too], problems)

    def add(
        self,
        proposal: Proposal,
        document: Document,
        details: Details,
        *,
        dismissed: Collection[Span] = (),
        waiting: Waiting | None = None,
    ) -> Proposal:
        """Write a proposal's rows, its source and places where those are new, and what is left to be looked at.

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
            take_back_unfinished(folder)
            remove_abandoned(folder)
            for _ in range(_LOOKS):
                now = self._again(proposal, document, details)
                descriptor, tables = read_contents(str(folder))
                if digest_of([descriptor, *tables.values()]) == self._held.package.digest:
                    break
            else:
                _require_no_clash(now, tables, folder)
            listed = read_list(folder)
            before = _bytes_of(folder / FILE)
            left = self._left(listed, proposal, now, document, details, frozenset(dismissed), waiting)
            files = [] if left == listed else [NewFile(FILE, before, as_bytes(left))]
            self._write(now, folder, tables, files)
            self._has_written = bool(now.new)
            return replace(now, asked=proposal.asked, left_out=proposal.left_out)

    def _again(self, proposal: Proposal, document: Document, details: Details) -> Proposal:
        """Make a proposal again on the data as they are now, and refuse where other rows would be written."""
        self.open()
        chosen = [one.observation for one in (*proposal.new, *proposal.present)]
        chosen.sort(key=lambda one: (one.start, one.end))
        others = observations_of(*proposal.asked, *proposal.left_out)
        now = self.propose(document, proposal.examined, details, chosen, others)
        if now.errors and not _is_other(now, proposal):
            raise DataError(now.errors)
        if _is_other(now, proposal) or len(now.problems) > len(proposal.problems):
            raise _changed(str(proposal.folder))
        if now.new and now.origin.missing:
            raise UsageError("this is not known of the source.", where=now.origin.missing[0], remedy="Give it.")
        return now

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
            known = listed.of(digest_of_text(proposal.examined.text))
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

    def _required(self) -> set[str]:
        """Say what the package's descriptor wants to know of a source; who published it in any case."""
        schema = find_resources(self._held.package.descriptor)["sources"].get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        described = [field for field in fields if isinstance(field, dict)] if isinstance(fields, list) else []
        constraints = {str(field.get("name")): field.get("constraints") for field in described}
        wanted = {name for name, rules in constraints.items() if isinstance(rules, dict) and rules.get("required")}
        return {"publisher", *wanted}

    def _write(self, proposal: Proposal, folder: Path, tables: Mapping[str, bytes], files: Sequence[NewFile]) -> None:
        """Write rows, source, areas and list together, as far as there is anything to write."""
        resources = find_resources(self._held.package.descriptor)
        added: dict[str, list[dict[str, str]]] = {}
        if proposal.new:
            added["observations"] = [one.row for one in proposal.new]
        if proposal.new and proposal.origin.is_new:
            added["sources"] = [proposal.origin.row]
        if proposal.areas:
            added["areas"] = list(proposal.areas)
        if not added and not files:
            return
        paths = {name: inside(resources[name]["path"]) for name in added}
        rows = [
            NewRows(path, tables[path], rows_for(tables[path], TABLES[name], added[name]))
            for name, path in paths.items()
        ]
        try:
            append_together(folder, rows, files)
        except OthersWriteError as error:
            raise _changed(error.where) from error
        except OSError as error:
            told = not_written(error, "the data cannot be written", str(folder))
            raise KienanError(f"{told.what} Nothing was added.", where=told.where, remedy=told.remedy) from error


def _changed(where: str) -> ChangedMeanwhileError:
    what = "the data have changed meanwhile, and other rows would be added than were shown."
    return ChangedMeanwhileError(what, where=where, remedy="Look at the article again before adding it.")


def _require_no_clash(proposal: Proposal, tables: Mapping[str, bytes], folder: Path) -> None:
    """Refuse rows whose ids another program, which appends all the while, has used since they were made."""
    ids = [one.row["id"].encode() for one in proposal.new]
    if any(name in content for name in ids for content in tables.values()):
        raise _changed(str(folder))


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _is_other(now: Proposal, before: Proposal) -> bool:
    """Whether rows would be written that were not shown, whatever numbers their ids end in."""

    def told(rows: Iterable[Candidate]) -> set[tuple[tuple[str, str], ...]]:
        return {tuple(sorted((name, cell) for name, cell in one.row.items() if name != "id")) for one in rows}

    def areas(of: Proposal) -> set[tuple[tuple[str, str], ...]]:
        return {tuple(sorted(row.items())) for row in of.areas}

    if now.new and now.origin.is_new and now.origin.row != before.origin.row:
        return True
    shown = {(one.observation.start, one.observation.end) for one in (*before.new, *before.present)}
    there = {(one.observation.start, one.observation.end) for one in (*now.new, *now.present)}
    return not told(now.new) <= told(before.new) or not areas(now) <= areas(before) or not shown <= there


def _named_most(examined: Examined, observations: Iterable[ReadObservation]) -> str:
    """Give the area that a source is called by: the article's, else the one of most of its figures."""
    if examined.area:
        return examined.area
    counted = Counter(one.area for one in observations if one.area)
    return str(counted.most_common(1)[0][0]) if counted else ""
