"""``kienan check``, ``kienan reconcile`` and ``kienan init``: a data package as it is."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from kienan_analysis.cli.application import Data, Format, counted, give, say
from kienan_analysis.errors import DataError, UsageError
from kienan_analysis.messages import headings, problem_told, speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.data_package.new_package import About
    from kienan_analysis.errors import Problem


def check(
    forward: Annotated[
        bool, typer.Option("--bring-forward", help="First give a package of an older schema the columns of today.")
    ] = False,
    data: Data = None,
) -> None:
    """Check a data package.

    What cannot be used is an error (exit code 1), what deserves a look a warning. A package that an older version made
    is read as it is; on a terminal it is asked whether to bring it forward.
    """
    if forward:
        _bring_forward(data)
    from kienan_analysis.annual_review.questions import problems as questions
    from kienan_analysis.dataset import load
    from kienan_analysis.reconciliation import reconcile
    from kienan_analysis.reconciliation.problems import contradictions

    problems: Sequence[Problem]
    try:
        package = load(data)
    except DataError as error:
        problems = error.problems
        found = ""
    else:
        problems = (*package.problems, *contradictions(package, reconcile(package)), *questions(package))
        figures, places = counted(len(package.observations), "observation"), counted(len(package.areas), "area")
        named = " ".join(part for part in (package.name, package.version) if part)
        found = f"{named or package.location}: {figures}, {places}, {counted(len(package.sources), 'source')}. "
        if not len(package.observations):
            found += f"{package.without_figures} "
    for problem in problems:
        typer.echo(problem_told(problem, speaking()))
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    typer.echo(spoken(f"{found}{counted(errors, 'error')}, {counted(warnings, 'warning')}."))
    if errors:
        raise typer.Exit(1)
    _offer_forward(package.schema_version, package.location, data)


def _offer_forward(version: int, location: str, data: str | None) -> None:
    """Say of a package of another schema what can be done: ask on a terminal, elsewhere give the line."""
    from kienan_analysis.data_package.schema_version import SCHEMA_VERSION

    if version > SCHEMA_VERSION:
        say(
            f"This data package has schema {version}, and this version of kienan reads schema {SCHEMA_VERSION}: "
            "columns that it does not know are not read. Install a newer one."
        )
    elif version < SCHEMA_VERSION:
        say(f"This data package has schema {version}, today's is {SCHEMA_VERSION}; it is read as it is.")
        if not _at_terminal():
            say(f"To bring it forward: kienan check --bring-forward --data {quote(location)}")
        elif typer.confirm(spoken("Bring it forward?"), err=True):
            _bring_forward(data)


def _bring_forward(data: str | None) -> None:
    from kienan_analysis.articles.bringing_forward import bring_forward
    from kienan_analysis.data_package.schema_version import SCHEMA_VERSION

    written = bring_forward(data)
    if written:
        say(f"Brought forward to schema {SCHEMA_VERSION}. Written: {', '.join(written)}.")
    else:
        say(f"This data package has schema {SCHEMA_VERSION} already. Nothing was written.")


def reconcile_package(
    areas: Annotated[
        list[str] | None,
        typer.Argument(metavar="AREA", help="Areas by id, code or name; all if left out.", show_default=False),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print: a table, CSV, or JSON.")] = Format.TABLE,
    data: Data = None,
) -> None:
    """Bound every level and plan by all figures at once.

    What was never printed is implied where the figures allow; contradictions are listed after the table (JSON holds
    series, conflicts and revisions; CSV the series).
    """
    from kienan_analysis.dataset import load
    from kienan_analysis.reconciliation import reconcile
    from kienan_analysis.reconciliation.printing import as_csv, as_json, as_table

    package = load(data)
    areas = [package.area_id(area) for area in areas or ()]
    if not len(package.observations):
        say(package.without_figures)
    observations = package.observations
    chosen = observations[observations["area"].isin(areas)] if areas else observations
    reconciled = reconcile(chosen)
    if form is Format.TABLE:
        give(as_table(reconciled, headings), form)
    else:
        give((as_csv if form is Format.CSV else as_json)(reconciled), form)


def init(
    place: Annotated[str, typer.Argument(metavar="DIR", help="A new or empty folder.", show_default=False)],
    example: Annotated[
        bool, typer.Option("--example", help="With all figures: a copy of the package in use, Kiến An's if none is.")
    ] = False,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What its figures are of.", show_default=False)
    ] = "",
    citation: Annotated[
        str, typer.Option("--citation", metavar="TEXT", help="How it is to be cited.", show_default=False)
    ] = "",
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="Who made it.", show_default=False)] = "",
    version: Annotated[
        str, typer.Option("--version", metavar="TEXT", help="Its version; 1.0.0 if left out.", show_default=False)
    ] = "",
    licence: Annotated[
        str,
        typer.Option(
            "--licence",
            metavar="TEXT",
            help="Its licence: CC-BY-4.0, or a sentence; none if left out.",
            show_default=False,
        ),
    ] = "",
    data: Data = None,
) -> None:
    """Make a data package of your own.

    It is empty but for the indicators of the one in use. Title and citation stand on its pages; on a terminal they are
    asked for where they are not given. All of it can be changed later, in DIR/datapackage.json. Add figures to it, and
    name it with --data.
    """
    from kienan_analysis.addresses import local_folder
    from kienan_analysis.data_package.new_package import About, new_package
    from kienan_analysis.data_package.package_copy import check_empty, copy_package

    if not place.strip():
        raise UsageError("no folder is named.", where="DIR", remedy="Name a new or empty folder.")
    folder = Path(local_folder(place))
    about = About(title, citation, author, version, licence)
    if example:
        made = copy_package(data, folder, about)
    else:
        check_empty(folder)
        made = new_package(data, folder, _asked(about) if _at_terminal() else about)
    typer.echo(str(made))
    named = quote(str(made))
    by_hand = (
        f"or add a year's rows to {made / 'observations.csv'} in a spreadsheet (save as CSV UTF-8) and its source to"
        " sources.csv; then"
    )
    review = f"kienan review AREA --year YEAR --data {named}" if example else f"kienan review --data {named}"
    for line in (f"Next: kienan add ARTICLE --data {named}", by_hand, f"  kienan check --data {named}", f"  {review}"):
        say(line)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(about: About) -> About:
    """Ask for the title and the citation, where they are not given; an empty answer leaves neutral words."""
    from kienan_analysis.data_package.new_package import TITLE

    title = about.title or typer.prompt(spoken("Title (what the figures are of)"), default=TITLE, err=True)
    title = "" if title == TITLE else title
    question = spoken("Citation (who made it, and what it is called; empty: the title)")
    citation = about.citation or typer.prompt(question, default="", show_default=False, err=True)
    return replace(about, title=title, citation=citation)
