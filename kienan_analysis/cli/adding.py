"""``kienan add``: an article's figures into a data package, unseen where they are sure, else on consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kienan_analysis.cli.application import Data, counted, say
from kienan_analysis.cli.articles import Area, MemoryLimit, Ocr, TimeLimit, Year
from kienan_analysis.documents.limits import MEBIBYTES, SECONDS, Limits
from kienan_analysis.errors import UsageError
from kienan_analysis.messages import lines_told, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from kienan_analysis.articles.adding import Adder
    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.articles.origins import Details
    from kienan_analysis.documents.document import Document
    from kienan_analysis.intake.proposal import Asked, Proposal
    from kienan_analysis.reading import ReadObservation

    Span = tuple[int, int]

_ANSWERS = "[y] add  [n] never add  [l] later  [s] show why  [q] leave the rest for later"


def add(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="An article, as for read; - is standard input.", show_default=False),
    ] = None,
    area: Area = None,
    year: Year = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask: add what is sure, leave the rest for --look.")
    ] = False,
    look: Annotated[
        bool, typer.Option("--look", help="Go through the figures that earlier articles left; without FILE.")
    ] = False,
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="ID",
            help="The source's id in sources.csv; made of area and day if left out.",
            show_default=False,
        ),
    ] = "",
    publisher: Annotated[
        str,
        typer.Option(
            "--publisher", metavar="NAME", help="Who published it, where the document does not say.", show_default=False
        ),
    ] = "",
    url: Annotated[
        str,
        typer.Option(
            "--url", metavar="URL", help="Its address on the web, where the document does not say.", show_default=False
        ),
    ] = "",
    published: Annotated[
        str,
        typer.Option(
            "--published", metavar="DATE", help="The day it was published, as 2022-01-11.", show_default=False
        ),
    ] = "",
    ocr: Ocr = False,
    time_limit: TimeLimit = SECONDS,
    memory_limit: MemoryLimit = MEBIBYTES,
    data: Data = None,
) -> None:
    """Read an article, and add its figures on consent.

    Each figure is shown with its sentence and every check first. Address, publisher and day come from a saved web page
    itself, or from the date line of a text, where they are not given. What the data have already is not added again;
    what is not sure is asked, and waits in to-look-at.json where nobody decides. Exit code 1: nothing was added, and
    nothing of it is in the data.
    """
    from kienan_analysis.addresses import local_name
    from kienan_analysis.articles.adding import Adder, ChangedMeanwhileError
    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.articles.origins import Details
    from kienan_analysis.articles.reading_apart import Given, read_article
    from kienan_analysis.cli.place_question import placed
    from kienan_analysis.documents.document import day_or_none
    from kienan_analysis.documents.opener import STANDARD_INPUT
    from kienan_analysis.intake.places import place_of

    if look:
        _require_look_alone(file, [area, year, source, publisher, url, published], yes=yes)
        raise typer.Exit(_look(Adder(data)))
    if file is None:
        raise UsageError("no article is named.", where="FILE", remedy="Name a file, or give --look for what waits.")
    if file == STANDARD_INPUT and not yes:
        remedy = "Give --yes, or the name of a file."
        raise UsageError("nobody can be asked: standard input is the article.", where="-", remedy=remedy)
    adder = Adder(data)
    adder.catalogue.require(area, year)
    details = Details(source, publisher, url, published)
    given = Given(area, year, day_or_none(published), url)
    document, examined = read_article(
        local_name(file), Examiner(adder.catalogue), given, Limits(time_limit, memory_limit), ocr=ocr
    )
    chosen = area
    if area is None and (asked := placed(adder, document, examined, details, year, asks=not yes)) is not examined:
        examined, chosen = asked, asked.area
    place = place_of(examined, adder.catalogue.areas, given=chosen is not None)
    say(f"{document.file}: {place or 'its place is not known'}.")

    def read_again(known: Details) -> Examined:
        """Read the text by the address and the day that were asked for."""
        return adder.examine(document, known, area=chosen, year=year)

    while True:
        try:
            if yes:
                code = _unseen(adder, document, examined, details)
            else:
                code = _asking(adder, document, examined, details, read_again)
        except ChangedMeanwhileError:
            if yes:
                raise
            say("The data have changed meanwhile: look again, nothing was added.")
            continue
        raise typer.Exit(code)


def _require_look_alone(file: str | None, others: Sequence[object], *, yes: bool) -> None:
    if yes:
        raise UsageError("what waits is asked one by one.", where="--look", remedy="Leave out --yes.")
    if file is not None or any(others):
        raise UsageError("--look is about articles added before.", where="--look", remedy="Give it alone, with --data.")


def _unseen(adder: Adder, document: Document, examined: Examined, details: Details) -> int:
    """Add what is sure; give the exit code."""
    proposal = adder.propose(document, examined, details)
    _show(proposal, document)
    _show_asked(proposal)
    if proposal.problems:
        say("Error: nothing was added: a check of the article as a whole did not pass.")
        return 1
    if proposal.new and proposal.origin.missing:
        names = ", ".join(f"--{field}" for field in proposal.origin.missing)
        raise UsageError("this is not known of the source.", where=names, remedy="Give it; nothing was added.")
    added = adder.add(proposal, document, details)
    return _ended(adder, added)


def _asking(
    adder: Adder, document: Document, examined: Examined, details: Details, read_again: Callable[[Details], Examined]
) -> int:
    """Ask once for what is sure, then for what is not; give the exit code."""
    from kienan_analysis.articles.origins import Details
    from kienan_analysis.articles.printing import checks_as_lines
    from kienan_analysis.cli.source_question import source_asked

    proposal = adder.propose(document, examined, details)
    _show(proposal, document)
    if proposal.errors:
        say("Error: nothing was added: the data would have errors.")
        return 1
    dismissed: set[Span] = set()
    try:
        # A text that does not say of when it is, may be dated by its day.
        undated = bool(examined.article.unread) and not examined.article.period
        if proposal.new or proposal.asked or undated:
            known = details
            details = source_asked(adder, document, examined, details, proposal, whole=details == Details())
            if details != known:
                proposal = _shown_again(adder.propose(document, read_again(details), details), proposal)
                examined = proposal.examined
            if proposal.errors:
                say("Error: nothing was added: the data would have errors.")
                return 1
        question = f"Add {counted(len(proposal.new), 'figure')} to {proposal.folder}?"
        if proposal.new and not typer.confirm(spoken(question), default=False, err=True):
            say("Nothing was added.")
            return 1
        accepted, dismissed = _answers(adder, proposal.asked, proposal)
        final = proposal
        if accepted:
            taken = [one.observation for one in (*proposal.new, *proposal.present)]
            final = adder.propose(document, examined, details, [*taken, *accepted], _rest(proposal, accepted))
            if final.problems:
                typer.echo(lines_told("\n".join(checks_as_lines(final))))
            if final.errors:
                say("Error: nothing was added: the data would have errors.")
                return 1
            if final.problems and not typer.confirm(spoken("Add them although these checks do not pass?"), err=True):
                say("Nothing was added.")
                return 1
    except typer.Abort:
        say("Nothing was added.")
        return 1
    return _ended(adder, adder.add(final, document, details, dismissed=dismissed))


def _look(adder: Adder) -> int:
    """Ask for every figure that earlier articles left, article by article; give the exit code."""
    from kienan_analysis.cli.source_question import source_asked

    waiting = [one for one in adder.waiting().articles if one.entries]
    if not waiting:
        say("Nothing is left to be looked at.")
        return 0
    for number, article in enumerate(waiting, 1):
        document, examined = article.opened()
        details = article.details
        proposal = adder.propose(document, examined, details)
        about = ", ".join(part for part in (article.area, article.period, details.url) if part)
        count = spoken(f"article {number} of {len(waiting)}")
        typer.echo(f"{article.file} ({count}{f'; {about}' if about else ''})")
        try:
            # First, so that no answer to what follows is lost where nobody knows.
            details = source_asked(adder, document, examined, details, proposal)
            accepted, dismissed = _answers(adder, _as_asked(proposal), proposal)
            dismissed |= _impossible(proposal)
            taken = [*(one.observation for one in proposal.present), *accepted]
            others = _rest(proposal, accepted)
            final = adder.propose(document, examined, details, taken, others)
            if final.errors:
                typer.echo("\n".join(map(str, final.errors)))
                say("Error: nothing of this article was added: the data would have errors.")
                continue
        except typer.Abort:
            # An end in the middle is no consent: nothing that was answered of this article counts.
            say(f"Stopped: all figures of {article.file} wait as before; [q] would have kept the answers given.")
            return 1
        added = adder.add(final, document, details, dismissed=dismissed, waiting=article)
        if added.new:
            say(f"Added {counted(len(added.new), 'figure')} of {added.origin.row['id']} to {added.folder}.")
    _say_what_waits(adder)
    return 0


def _show(proposal: Proposal, document: Document) -> None:
    from kienan_analysis.articles.printing import coverage, proposal_as_text
    from kienan_analysis.documents.notices import notices

    typer.echo(lines_told(proposal_as_text(proposal)), nl=False)
    for notice in notices(document):
        say(f"{document.file}: {notice}.")
    say(f"{document.file}: {coverage(proposal.examined.article, document)}.")


def _show_asked(proposal: Proposal) -> None:
    from kienan_analysis.articles.printing import asked_as_text
    from kienan_analysis.intake.quoting import Sentences

    if proposal.asked:
        typer.echo(spoken(f"To be looked at ({len(proposal.asked)}):"))
        typer.echo(lines_told(asked_as_text(proposal.asked, Sentences(proposal.examined.text))), nl=False)


def _shown_again(proposal: Proposal, before: Proposal) -> Proposal:
    """Show the rows again where what is known of the source made others of them."""
    from kienan_analysis.articles.printing import proposal_as_text

    if proposal_as_text(proposal).partition("\n")[2] != proposal_as_text(before).partition("\n")[2]:
        typer.echo(lines_told(proposal_as_text(proposal)), nl=False)
    return proposal


def _answers(adder: Adder, asked: Sequence[Asked], proposal: Proposal) -> tuple[list[ReadObservation], set[Span]]:
    """Ask for figures, those of one sentence together; give those to be added, and the places of those never to be."""
    from kienan_analysis.articles.printing import asked_as_text
    from kienan_analysis.intake.asking import groups
    from kienan_analysis.intake.quoting import Sentences

    sentences = Sentences(proposal.examined.text)
    accepted: list[ReadObservation] = []
    dismissed: set[Span] = set()
    taken: set[tuple[str, ...]] = set()
    for group in groups(asked, sentences):
        typer.echo(lines_told(asked_as_text(group, sentences)), nl=False)
        keys = {one.candidate.key(adder.catalogue.indicators): one for one in group if one.is_possible}
        possible = [one.candidate.observation for key, one in keys.items() if key not in taken]
        if not possible:
            say("This cannot be added as it stands: it waits.")
            continue
        answer = _answer(group, possible, proposal)
        if answer == "q":
            break
        if answer == "y":
            accepted.extend(possible)
            taken.update(keys)
        elif answer == "n":
            dismissed.update((one.candidate.observation.start, one.candidate.observation.end) for one in group)
    return accepted, dismissed


def _answer(group: Sequence[Asked], possible: Sequence[ReadObservation], proposal: Proposal) -> str:
    """Ask until one of the answers is given."""
    from kienan_analysis.intake.explanation import block

    while True:
        question = f"Add {counted(len(possible), 'figure')}? {_ANSWERS}"
        answer = str(typer.prompt(spoken(question), default="l", err=True)).strip().lower()[:1]
        if answer in {"y", "n", "l", "q"}:
            return answer
        if answer == "s":
            for one in group:
                observation = one.candidate.observation
                heading = f"  {observation.printed} {observation.unit}".rstrip()
                typer.echo("\n".join(block(observation, proposal.examined.text, heading)))


def _impossible(proposal: Proposal) -> set[Span]:
    """Show what can be no row, and ask whether it is to go from the list; give the places of what goes."""
    if not proposal.left_out:
        return set()
    for one in proposal.left_out:
        typer.echo(lines_told(f"  {one.observation.printed} {one.observation.unit}: {one}"))
    question = f"{counted(len(proposal.left_out), 'figure')} can be no row as it stands; the form can mend it. Drop it?"
    if not typer.confirm(spoken(question), default=False, err=True):
        return set()
    return {(one.observation.start, one.observation.end) for one in proposal.left_out}


def _as_asked(proposal: Proposal) -> list[Asked]:
    """Give all that can be a row: here nothing is added without being asked."""
    from kienan_analysis.intake.proposal import Asked

    found = [*(Asked(one) for one in proposal.new), *proposal.asked]
    return sorted(found, key=lambda one: one.candidate.observation.start)


def _rest(proposal: Proposal, accepted: Collection[ReadObservation]) -> list[ReadObservation]:
    """Give what is asked or left out and was not accepted."""
    from kienan_analysis.intake.proposal import observations_of

    taken = {(one.start, one.end) for one in (*accepted, *(one.observation for one in proposal.new))}
    every = observations_of(*proposal.asked, *proposal.left_out)
    return [one for one in every if (one.start, one.end) not in taken]


def _ended(adder: Adder, added: Proposal) -> int:
    """Say what became of an article; give the exit code."""
    if added.new:
        say(f"Added {counted(len(added.new), 'figure')} of {added.origin.row['id']} to {added.folder}.")
    elif added.present and not added.to_look_at:
        say("Nothing to add: the data are as they were.")
    elif added.present:
        say("Nothing was added: what is sure is in the data already.")
    elif added.to_look_at:
        say(f"Nothing was added: {counted(len(added.to_look_at), 'figure')} to be looked at, none of them sure.")
    else:
        say("Nothing to add.")
    _say_what_waits(adder)
    return 0 if added.new or added.present else 1


def _say_what_waits(adder: Adder) -> None:
    from kienan_analysis.intake.look_file import FILE

    count = adder.waiting().count
    if count:
        say(f"{counted(count, 'figure')} to be looked at in {FILE}: kienan add --look asks for them.")
