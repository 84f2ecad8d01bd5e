"""The command ``kienan``: messages go to standard error, results to standard output.

Nothing heavy is imported before a command needs it: ``kienan --help`` answers at once.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from kienan_analysis import __version__
from kienan_analysis.errors import DataError, KienanError, UsageError, did_you_mean
from kienan_analysis.quick_start import leave_out_grammars
from kienan_analysis.runs.single_run import CELL_SECONDS, MEMORY_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from kienan_analysis.articles.adding import Proposal
    from kienan_analysis.errors import Problem
    from kienan_analysis.runs.record import Run

# As a shell gives it for a command that Ctrl-C has ended.
_STOPPED = 130

app = typer.Typer(
    name="kienan",
    help="Annual reviews of a Vietnamese district's published results and plans.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Plain text, the same in a terminal, a log and a mail.
)

Data = Annotated[
    str | None,
    typer.Option(
        metavar="PACKAGE",
        help="The data package: a folder, a zip or an https address. "
        "Otherwise KIENAN_DATA, else ./data, else the data that came with the package.",
        show_default=False,
    ),
]


class _Command(TyperCommand):
    """A command that says of an unknown option which one is meant and which there are."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - click's context, under two names
        """Read the arguments; refuse an unknown option in the words of this project."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            # Typer keeps click's NoSuchOption to itself: it alone has both an option's name and what is possible.
            if not hasattr(error, "possibilities"):
                raise
            name = str(getattr(error, "option_name", ""))
            known = [option for parameter in self.get_params(ctx) for option in parameter.opts if option[:2] == "--"]
            raise UsageError(
                "there is no such option.", where=f"option {name!r}", remedy=did_you_mean(name, known)
            ) from None


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; a problem that the user can solve is said in one message, without a traceback."""
    leave_out_grammars()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # A terminal without Vietnamese letters must not end the command.
            stream.reconfigure(errors="backslashreplace")
    try:
        app(args=arguments, prog_name="kienan")
    except KienanError as error:
        _say(f"Error: {error}")
        sys.exit(error.exit_code)


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kienan-analysis {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Annual reviews of a Vietnamese district's published results and plans."""


@app.command(cls=_Command)
def review(
    areas: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="AREA", help="Area ids; none means all areas with data for the year.", show_default=False
        ),
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option("--year", metavar="YEAR", help="The year; may be repeated.", show_default=False)
    ] = None,
    every_year: Annotated[bool, typer.Option("--all", help="All years with data.")] = False,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="vi|en", help="May be repeated; both if left out.", show_default=False),
    ] = None,
    output: Annotated[
        str,
        typer.Option("--output", metavar="DIR", help="The folder of all reviews, or its address (extra: cluster)."),
    ] = "reviews",
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            min=1,
            metavar="N",
            help="How many run at the same time; one a processor if left out.",
            show_default=False,
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Run on this Dask scheduler's workers (extra: cluster).", show_default=False
        ),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Print each page to PDF too (needs Chromium and the extra pdf).")
    ] = False,
    time_limit: Annotated[
        int, typer.Option("--time-limit", min=1, metavar="SECONDS", help="What one cell may take.")
    ] = CELL_SECONDS,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", min=0, metavar="MIB", help="What one kernel may hold; 0 for no limit.")
    ] = MEMORY_LIMIT,
    force: Annotated[bool, typer.Option("--force", help="Run even where nothing has changed.")] = False,
    data: Data = None,
) -> None:
    """Make annual reviews: notebook, page and workbook.

    Each goes to DIR/AREA/YEAR/annual-review.LANGUAGE.ipynb, .html and .xlsx; DIR/index.html is over all that is
    there. What has not changed since is skipped, so a batch that was stopped goes on with the rest. Exit code 1: one
    failed, the others were made.
    """
    from kienan_analysis.runs.record import check_language

    for name in language or []:
        check_language(name)
    if every_year and year:
        raise UsageError("--year and --all exclude each other.", remedy="Give one of them.")

    from kienan_analysis.dataset import load
    from kienan_analysis.progress import Progress
    from kienan_analysis.runs import Resources, execute_all, plan_runs, processors

    package = load(data)
    if package.problems:
        _say("The data package has warnings: kienan check shows them.")
    specs = plan_runs(package, areas or [], None if every_year else (year or []), language or [])
    progress = Progress()
    try:
        with _stoppable():
            runs = execute_all(
                specs,
                data=package,
                output=output,
                resources=Resources(jobs or processors(), scheduler, time_limit, memory_limit),
                force=force,
                pdf=pdf,
                watcher=progress,
            )
    except KeyboardInterrupt:
        progress.close()
        _say("Stopped. What was made stays; the same command goes on with the rest.")
        raise typer.Exit(_STOPPED) from None
    finally:
        progress.close()
    _say(f"All reviews: {output.rstrip('/')}/index.html")
    failed = [run for run in runs if run.state == "failed"]
    if failed:
        _say(f"{len(failed)} of {len(runs)} failed:")
        for run in failed:
            _say(f"  {run.error}")
        raise typer.Exit(1)


@app.command(cls=_Command)
def compare(
    areas: Annotated[list[str], typer.Argument(metavar="AREA...", help="Two or more area ids.", show_default=False)],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="The year.", show_default=False)],
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="vi|en", help="May be repeated; both if left out.", show_default=False),
    ] = None,
    output: Annotated[
        str,
        typer.Option("--output", metavar="DIR", help="The folder of all reviews, or its address (extra: cluster)."),
    ] = "reviews",
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Print each page to PDF too (needs Chromium and the extra pdf).")
    ] = False,
    data: Data = None,
) -> None:
    """Put areas side by side in one year.

    Only where scope, price basis, period and plan agree; where they do not, the page says so. It goes to
    DIR/compare/AREA_AREA/YEAR/comparison.LANGUAGE.ipynb, .html and .xlsx, and into DIR/index.html.
    """
    from kienan_analysis.dataset import load
    from kienan_analysis.runs.comparison import compare_areas

    runs = compare_areas(areas, year, language or [], data=load(data), output=output, pdf=pdf, report=_report)
    _say(f"All reviews: {output.rstrip('/')}/index.html")
    if any(run.state == "failed" for run in runs):
        raise typer.Exit(1)


def _report(run: Run) -> None:
    if run.state == "failed":
        _say(f"Error: {run.error}")
        return
    typer.echo(run.address)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Take what a service manager or a scheduler says to end a command for what Ctrl-C says."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@app.command(cls=_Command)
def check(data: Data = None) -> None:
    """Check a data package.

    What cannot be used is an error (exit code 1), what deserves a look a warning.
    """
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
        problems = (*package.problems, *contradictions(package, reconcile(package)))
        sizes = f"{len(package.observations)} observations, {len(package.areas)} areas, {len(package.sources)} sources"
        found = f"{package.name} {package.version}: {sizes}. "
    for problem in problems:
        typer.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    typer.echo(f"{found}{_count(errors, 'error')}, {_count(warnings, 'warning')}.")
    if errors:
        raise typer.Exit(1)


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command("reconcile", cls=_Command)
def reconcile_command(
    areas: Annotated[
        list[str] | None, typer.Argument(metavar="AREA", help="Area ids; all if left out.", show_default=False)
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print: a table, CSV, or JSON.")] = Format.TABLE,
    data: Data = None,
) -> None:
    """Bound every level and plan by all published figures at once.

    What was never printed is implied where the figures allow; contradictions are listed after the table (JSON holds
    series, conflicts and revisions; CSV the series).
    """
    from kienan_analysis.dataset import load
    from kienan_analysis.reconciliation import reconcile
    from kienan_analysis.reconciliation.printing import as_csv, as_json, as_table

    package = load(data)
    for area in areas or ():
        package.require_area(area)
    observations = package.observations
    chosen = observations[observations["area"].isin(areas)] if areas else observations
    printed = {Format.TABLE: as_table, Format.CSV: as_csv, Format.JSON: as_json}[form]
    typer.echo(printed(reconcile(chosen)), nl=False)


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


@app.command("read", cls=_Command)
def read_command(
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
            examined = examiner.examine(document.text, area=area, year=year)
        except UsageError:
            raise
        except KienanError as error:
            _say(f"Error: {error}" if file in str(error) else f"Error: {file}: {error}")
            failed = True
            continue
        articles.append((file, examined.article))
        for warning in examined.warnings:
            _say(f"{file}: warning: {warning}.")
        _say(f"{file}: {coverage(examined.article)}.")
    printed = {Format.TABLE: as_table, Format.CSV: as_csv, Format.JSON: as_json}[form]
    if articles or not failed:
        typer.echo(printed(articles, unread=unread), nl=False)
    if failed:
        raise typer.Exit(1)


@app.command(cls=_Command)
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
    from kienan_analysis.articles.documents import STANDARD_INPUT, read_document
    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.articles.origins import Details
    from kienan_analysis.articles.printing import coverage, proposal_as_text

    if file == STANDARD_INPUT and not yes:
        remedy = "Give --yes, or the name of a file."
        raise UsageError("nobody can be asked: standard input is the article.", where="-", remedy=remedy)
    adder = Adder(data)
    adder.catalogue.require(area, year)
    document = read_document(file)
    examined = Examiner(adder.catalogue).examine(document.text, area=area, year=year)
    details = Details(source, publisher, url, published)
    proposal = adder.propose(document, examined, details)
    typer.echo(proposal_as_text(proposal), nl=False)
    _say(f"{file}: {coverage(examined.article)}.")
    if proposal.changes_nothing:
        _say("Nothing to add: the data are as they were." if proposal.present else "Nothing to add.")
        return
    if proposal.errors:
        _say("Error: nothing was added: the data would have errors.")
        raise typer.Exit(1)
    if yes:
        _require_clean(proposal)
    try:
        while proposal.origin.missing:
            field = proposal.origin.missing[0]
            details = replace(details, **{field: typer.prompt(f"The source's {field}", err=True)})
            proposal = adder.propose(document, examined, details)
        question = f"Add {_count(len(proposal.new), 'figure')} to {proposal.folder}?"
        agreed = yes or typer.confirm(question, default=False, err=True)
    except typer.Abort:
        agreed = False
    if not agreed:
        _say("Nothing was added.")
        raise typer.Exit(1)
    added = adder.add(proposal, document, details)
    _say(f"Added {_count(len(added.new), 'figure')} of {added.origin.row['id']} to {added.folder}.")


def _require_clean(proposal: Proposal) -> None:
    """Refuse to add unseen what a check has something to say about."""
    if proposal.origin.missing:
        names = ", ".join(f"--{field}" for field in proposal.origin.missing)
        raise UsageError("this is not known of the source.", where=names, remedy="Give it; nothing was added.")
    if not proposal.is_clean:
        _say("Error: nothing was added: a check did not pass. Look at it, and add it without --yes.")
        raise typer.Exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@app.command(cls=_Command)
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.", show_default=False)],
    data: Data = None,
) -> None:
    """Copy the data package in use to a folder.

    The copy is your own: add figures to it, and name it with --data.
    """
    from kienan_analysis.data_package.package_copy import copy_package

    made = copy_package(data, folder)
    typer.echo(str(made))
    _say(
        f"Next: kienan add ARTICLE --data {made}\n"
        f"or add a year's rows to {made / 'observations.csv'} in a spreadsheet (save as CSV UTF-8) and its source to"
        f" sources.csv; then\n  kienan check --data {made}\n  kienan review AREA --year YEAR --data {made}"
    )
