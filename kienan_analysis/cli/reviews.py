"""``kienan review`` and ``kienan compare``."""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING, Annotated

import typer

from kienan_analysis.cli.application import Data, say
from kienan_analysis.errors import UsageError
from kienan_analysis.runs.single_run import CELL_SECONDS, MEMORY_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from kienan_analysis.runs.record import Run

# As a shell gives it for a command that Ctrl-C has ended.
_STOPPED = 130

Languages = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="vi|en", help="May be repeated; both if left out.", show_default=False),
]
Output = Annotated[
    str,
    typer.Option("--output", metavar="DIR", help="The folder of all reviews, or its address (extra: cluster)."),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="Print each page to PDF too (needs Chromium and the extra pdf).")]


def review(
    areas: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="AREA", help="Area ids; none means all areas with data for the year.", show_default=False
        ),
    ] = None,
    year: Annotated[
        list[int] | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help="The year; may be repeated. Each area's newest with results if left out.",
            show_default=False,
        ),
    ] = None,
    every_year: Annotated[bool, typer.Option("--all", help="All years with data.")] = False,
    language: Languages = None,
    output: Output = "reviews",
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
    pdf: Pdf = False,
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
        say("The data package has warnings: kienan check shows them.")
    specs = plan_runs(package, areas or [], None if every_year else (year or []), language or [])
    if not (every_year or year):
        taken = ", ".join(dict.fromkeys(f"{spec.area} {spec.year}" for spec in specs))
        say(f"No year was named; the newest with results is taken: {taken}.")
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
        say("Stopped. What was made stays; the same command goes on with the rest.")
        raise typer.Exit(_STOPPED) from None
    finally:
        progress.close()
    say(f"All reviews: {output.rstrip('/')}/index.html")
    failed = [run for run in runs if run.state == "failed"]
    if failed:
        say(f"{len(failed)} of {len(runs)} failed:")
        for run in failed:
            say(f"  {run.error}")
        raise typer.Exit(1)


def compare(
    areas: Annotated[list[str], typer.Argument(metavar="AREA...", help="Two or more area ids.", show_default=False)],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="The year.", show_default=False)],
    language: Languages = None,
    output: Output = "reviews",
    pdf: Pdf = False,
    data: Data = None,
) -> None:
    """Put areas side by side in one year.

    Only where scope, price basis, period and plan agree; where they do not, the page says so. It goes to
    DIR/compare/AREA_AREA/YEAR/comparison.LANGUAGE.ipynb, .html and .xlsx, and into DIR/index.html.
    """
    from kienan_analysis.dataset import load
    from kienan_analysis.runs.comparison import compare_areas

    runs = compare_areas(areas, year, language or [], data=load(data), output=output, pdf=pdf, report=_report)
    say(f"All reviews: {output.rstrip('/')}/index.html")
    if any(run.state == "failed" for run in runs):
        raise typer.Exit(1)


def _report(run: Run) -> None:
    if run.state == "failed":
        say(f"Error: {run.error}")
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
