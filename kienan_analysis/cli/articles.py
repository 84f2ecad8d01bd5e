"""``kienan read`` and ``kienan add``: articles, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kienan_analysis.cli.application import Data, Format, counted, say
from kienan_analysis.errors import KienanError, UsageError

if TYPE_CHECKING:
    from kienan_analysis.articles.adding import Proposal

Area = Annotated[
    str | None,
    typer.Option(
        "--area", metavar="ID", help="The area it is about; found in the text if left out.", show_default=False
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", metavar="YEAR", help="The year it reports on; found in the text if left out.", show_default=False
    ),
]


def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE ...",
            help="Articles: text, saved web pages, .docx, .pdf with a text layer; - is standard input.",
            show_default=False,
        ),
    ],
    area: Area = None,
    year: Year = None,
    form: Annotated[Format, typer.Option("--format", help="How to print: a table, CSV, or JSON.")] = Format.TABLE,
    unread: Annotated[bool, typer.Option("--unread", help="List the numbers that were not understood, too.")] = False,
    data: Data = None,
) -> None:
    """Read articles: every figure with what it says, of what, and where it stands.

    Figures go to standard output; how many were understood, and what deserves a look, to standard error. Exit code 1: a
    file could not be read, the others were.
    """
    from kienan_analysis.articles.documents import read_document
    from kienan_analysis.articles.examination import Examiner, open_catalogue
    from kienan_analysis.articles.printing import as_csv, as_json, as_table, coverage

    catalogue = open_catalogue(data)
    catalogue.require(area, year)
    examiner = Examiner(catalogue)
    articles = []
    failed = False
    for file in files:
        try:
            document = read_document(file)
            examined = examiner.examine(document.text, area=area, year=year, published=document.day)
        except UsageError:
            raise
        except KienanError as error:
            say(f"Error: {error}" if file in str(error) else f"Error: {file}: {error}")
            failed = True
            continue
        articles.append((file, examined.article))
        for warning in examined.warnings:
            say(f"{file}: warning: {warning}.")
        say(f"{file}: {coverage(examined.article)}.")
    printed = {Format.TABLE: as_table, Format.CSV: as_csv, Format.JSON: as_json}[form]
    if articles or not failed:
        typer.echo(printed(articles, unread=unread), nl=False)
    if failed:
        raise typer.Exit(1)


def add(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="An article, as for read; - is standard input.", show_default=False)
    ],
    area: Area = None,
    year: Year = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; refused where a check does not pass.")] = False,
    source: Annotated[
        str, typer.Option("--source", metavar="ID", help="The source's id; else area and day.", show_default=False)
    ] = "",
    publisher: Annotated[
        str, typer.Option("--publisher", metavar="NAME", help="Who published it.", show_default=False)
    ] = "",
    url: Annotated[str, typer.Option("--url", metavar="URL", help="Its address.", show_default=False)] = "",
    published: Annotated[
        str, typer.Option("--published", metavar="DATE", help="Its day: 2022-01-11.", show_default=False)
    ] = "",
    data: Data = None,
) -> None:
    """Read an article, show its figures, and on consent add them to the data.

    Address, publisher and day come from a saved web page itself, or from the date line of a text, where they are not
    given. What the data have already is not added again. Exit code 1: a check forbids it, or consent was not given.
    """
    from dataclasses import replace

    from kienan_analysis.articles.adding import Adder
    from kienan_analysis.articles.documents import STANDARD_INPUT, day_or_none, read_document
    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.articles.origins import Details
    from kienan_analysis.articles.printing import coverage, proposal_as_text

    if file == STANDARD_INPUT and not yes:
        remedy = "Give --yes, or the name of a file."
        raise UsageError("nobody can be asked: standard input is the article.", where="-", remedy=remedy)
    adder = Adder(data)
    adder.catalogue.require(area, year)
    document = read_document(file)
    day = day_or_none(published) or document.day
    examined = Examiner(adder.catalogue).examine(document.text, area=area, year=year, published=day)
    details = Details(source, publisher, url, published)
    proposal = adder.propose(document, examined, details)
    typer.echo(proposal_as_text(proposal), nl=False)
    say(f"{file}: {coverage(examined.article)}.")
    if proposal.changes_nothing:
        say("Nothing to add: the data are as they were." if proposal.present else "Nothing to add.")
        return
    if proposal.errors:
        say("Error: nothing was added: the data would have errors.")
        raise typer.Exit(1)
    if yes:
        _require_clean(proposal)
    try:
        while proposal.origin.missing:
            field = proposal.origin.missing[0]
            details = replace(details, **{field: typer.prompt(f"The source's {field}", err=True)})
            proposal = adder.propose(document, examined, details)
        question = f"Add {counted(len(proposal.new), 'figure')} to {proposal.folder}?"
        agreed = yes or typer.confirm(question, default=False, err=True)
    except typer.Abort:
        agreed = False
    if not agreed:
        say("Nothing was added.")
        raise typer.Exit(1)
    added = adder.add(proposal, document, details)
    say(f"Added {counted(len(added.new), 'figure')} of {added.origin.row['id']} to {added.folder}.")


def _require_clean(proposal: Proposal) -> None:
    """Refuse to add unseen what a check has something to say about."""
    if proposal.origin.missing:
        names = ", ".join(f"--{field}" for field in proposal.origin.missing)
        raise UsageError("this is not known of the source.", where=names, remedy="Give it; nothing was added.")
    if not proposal.is_clean:
        say("Error: nothing was added: a check did not pass. Look at it, and add it without --yes.")
        raise typer.Exit(1)
