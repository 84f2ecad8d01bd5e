"""``kienan check``, ``kienan reconcile`` and ``kienan init``: a data package as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kienan_analysis.cli.application import Data, Format, counted, say
from kienan_analysis.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.errors import Problem


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
    typer.echo(f"{found}{counted(errors, 'error')}, {counted(warnings, 'warning')}.")
    if errors:
        raise typer.Exit(1)


def reconcile_package(
    areas: Annotated[
        list[str] | None,
        typer.Argument(metavar="AREA", help="Areas by id, code or name; all if left out.", show_default=False),
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
    areas = [package.area_id(area) for area in areas or ()]
    observations = package.observations
    chosen = observations[observations["area"].isin(areas)] if areas else observations
    printed = {Format.TABLE: as_table, Format.CSV: as_csv, Format.JSON: as_json}[form]
    typer.echo(printed(reconcile(chosen)), nl=False)


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
    say(
        f"Next: kienan add ARTICLE --data {made}\n"
        f"or add a year's rows to {made / 'observations.csv'} in a spreadsheet (save as CSV UTF-8) and its source to"
        f" sources.csv; then\n  kienan check --data {made}\n  kienan review AREA --year YEAR --data {made}"
    )
