"""``kienan review``, ``kienan compare`` and ``kienan overview``."""

from __future__ import annotations

import contextlib
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kienan_analysis.cli.application import Data, say
from kienan_analysis.cli.articles import Ocr
from kienan_analysis.cli.years import lacking_lines, years_of
from kienan_analysis.documents.limits import MOST_MEBIBYTES, MOST_SECONDS, Limits
from kienan_analysis.errors import UsageError
from kienan_analysis.languages import LANGUAGES
from kienan_analysis.runs.limits import CELL_SECONDS, MEMORY_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs import Resources
    from kienan_analysis.runs.planning import Lacking
    from kienan_analysis.runs.record import ReportSpec, Run, RunSpec

# As a shell gives it for a command that Ctrl-C has ended.
_STOPPED = 130
# Far more than anybody means, and small enough for the system's own numbers.
_MOST_JOBS = 1024

Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="vi|en",
        help="Language of the pages; may be repeated; both if left out.",
        show_default=False,
    ),
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
            metavar="AREA",
            help="Areas by id, code or name; none means all areas with data for the year.",
            show_default=False,
        ),
    ] = None,
    year: Annotated[
        list[str] | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help="The year, or years as 2020-2023; may be repeated. Each area's newest with results if left out.",
            show_default=False,
        ),
    ] = None,
    every_year: Annotated[bool, typer.Option("--all", help="All years with data.")] = False,
    article: Annotated[
        list[str] | None,
        typer.Option(
            "--article",
            metavar="FILE",
            help="Review this article alone, without a package of your own; may be repeated.",
            show_default=False,
        ),
    ] = None,
    ocr: Ocr = False,
    language: Languages = None,
    output: Output = "reviews",
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            min=1,
            max=_MOST_JOBS,
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
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where DIR will be on the web, as https://example.org/reviews: links to a page then show its card.",
            show_default=False,
        ),
    ] = "",
    time_limit: Annotated[
        int,
        typer.Option(
            "--time-limit",
            min=1,
            max=MOST_SECONDS,
            metavar="SECONDS",
            help="How long one cell, or reading one article, may take.",
        ),
    ] = CELL_SECONDS,
    memory_limit: Annotated[
        int,
        typer.Option(
            "--memory-limit",
            min=0,
            max=MOST_MEBIBYTES,
            metavar="MIB",
            help="How much memory one kernel, or reading one article, may hold; 0 for no limit.",
        ),
    ] = MEMORY_LIMIT,
    force: Annotated[bool, typer.Option("--force", help="Run even where nothing has changed.")] = False,
    data: Data = None,
) -> None:
    """Make annual reviews: page, workbook and notebook.

    Each goes to DIR/AREA/YEAR/annual-review.LANGUAGE.ipynb, .html and .xlsx, with its first screen as a picture,
    card.LANGUAGE.png; DIR/index.html lists all that are there. What has not changed since is skipped, so a batch
    that was stopped goes on with the rest. Exit code 1: one failed, the others were made. An area that lacks a year is
    left out, and said; the others are made.

    With --article no package is needed: what is sure in the article is reviewed, and kept nowhere else. AREA and --year
    then say what it is about, where its text leaves that open.
    """
    from kienan_analysis.addresses import web_address
    from kienan_analysis.runs.record import check_language

    for name in language or []:
        check_language(name)
    if base_url:
        web_address(base_url)
    if every_year and year:
        raise UsageError("--year and --all exclude each other.", remedy="Give one of them.")
    years = years_of(year or [])

    from kienan_analysis.runs.early_start import imports_begun

    one = _the_only_one(areas or [], years, language or [])
    with contextlib.ExitStack() as stack:
        sure = one is not None and not scheduler and (force or not _is_there(output, one))
        stack.enter_context(imports_begun(wanted=sure and not article))
        from kienan_analysis.dataset import load
        from kienan_analysis.runs import Resources, plan_runs, processors

        if article:
            from kienan_analysis.cli.article_reviews import reviews_of_articles

            asked = reviews_of_articles(
                article,
                areas or [],
                None if every_year else years,
                language or [],
                data,
                Limits(time_limit, memory_limit),
                ocr=ocr,
            )
            package, specs = stack.enter_context(asked)
        else:
            package = load(data)
            if package.problems:
                say("The data package has warnings: kienan check shows them.")
            package.require_figures()
            named = list(dict.fromkeys(package.area_id(name, years) for name in areas or []))
            lacking: list[Lacking] = []
            specs = plan_runs(package, named, None if every_year else years, language or [], lacking=lacking)
            for line in lacking_lines(lacking):
                say(line)
            if not (every_year or years):
                taken = ", ".join(dict.fromkeys(f"{spec.area} {spec.year}" for spec in specs))
                say(f"No year was named; the newest with results is taken: {taken}.")
        resources = Resources(jobs or processors(), scheduler, time_limit, memory_limit)
        runs = _executed(
            specs, data=package, output=output, resources=resources, force=force, pdf=pdf, base_url=base_url
        )
    say(f"All reviews: {output.rstrip('/')}/index.html")
    failed = [run for run in runs if run.state == "failed"]
    if failed:
        say(f"{len(failed)} of {len(runs)} failed:")
        for run in failed:
            say(f"  {run.error}")
        raise typer.Exit(1)


def _the_only_one(areas: Sequence[str], years: Sequence[int] | None, languages: Sequence[str]) -> str | None:
    """Give the page of the one review that is asked for, as far as its name can be told before the data are read."""
    if len(areas) != 1 or years is None or len(years) != 1 or len(languages) != 1:
        return None
    return f"{areas[0]}/{years[0]}/annual-review.{languages[0]}.html"


def _is_there(output: str, page: str) -> bool:
    """Tell whether a page seems to be there: then its review may have to be skipped only."""
    try:
        return (Path(output) / page).is_file()
    except (OSError, ValueError):  # no name of a file, or of a place elsewhere
        return False


def _executed(
    specs: Sequence[RunSpec],
    *,
    data: Dataset,
    output: str,
    resources: Resources,
    force: bool,
    pdf: bool,
    base_url: str,
) -> list[Run]:
    """Make reviews, showing how far they are; what was made stays where somebody stops them."""
    from kienan_analysis.progress import Progress
    from kienan_analysis.runs import execute_all

    progress = Progress()
    try:
        with _stoppable():
            return execute_all(
                specs,
                data=data,
                output=output,
                resources=resources,
                force=force,
                pdf=pdf,
                base_url=base_url,
                watcher=progress,
            )
    except KeyboardInterrupt:
        progress.close()
        say("Stopped. What was made stays; the same command goes on with the rest.")
        raise typer.Exit(_STOPPED) from None
    finally:
        progress.close()


def compare(
    areas: Annotated[
        list[str], typer.Argument(metavar="AREA", help="Two or more areas, by id, code or name.", show_default=False)
    ],
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
    from kienan_analysis.runs.comparison import ComparisonSpec

    package = load(data)
    package.require_figures()
    first, *others = (package.area_id(name, [year]) for name in areas)
    specs = [ComparisonSpec(first, year, one, tuple(others)) for one in language or LANGUAGES]
    _make(specs, data=package, output=output, pdf=pdf)


def overview(
    area: Annotated[
        str,
        typer.Argument(metavar="AREA", help="A province or a district, by id, code or name.", show_default=False),
    ],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="The year.", show_default=False)],
    language: Languages = None,
    output: Output = "reviews",
    pdf: Pdf = False,
    data: Data = None,
) -> None:
    """Show all parts of an area in one year on one page.

    All its districts or communes that have figures: who met the plan, on a map, and ranked; AREA itself needs none. It
    goes to DIR/overview/AREA/YEAR/overview.LANGUAGE.ipynb, .html and .xlsx, and into DIR/index.html.
    """
    from kienan_analysis.area_parts import area_of_parts
    from kienan_analysis.dataset import load
    from kienan_analysis.runs.overview import OverviewSpec

    package = load(data)
    package.require_figures()
    named = area_of_parts(package, area, year)
    _make([OverviewSpec(named, year, one) for one in language or LANGUAGES], data=package, output=output, pdf=pdf)


def _make(specs: Sequence[ReportSpec], *, data: Dataset, output: str, pdf: bool) -> None:
    """Make a report that no batch makes, saying where each page is."""
    from kienan_analysis.runs.one_report import one_report

    runs = one_report(specs, data=data, output=output, pdf=pdf, report=_report)
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
