"""``kienan export``: the data for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kienan_analysis.cli.application import Data, counted, say
from kienan_analysis.errors import UsageError


class Form(StrEnum):
    """What is written."""

    CSV = "csv"
    SDMX_CSV = "sdmx-csv"
    PARQUET = "parquet"


def export(
    areas: Annotated[
        list[str] | None,
        typer.Argument(metavar="AREA", help="Areas by id, code or name; all if left out.", show_default=False),
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", help="CSV with plain numbers; SDMX with its structure; or Parquet.")
    ] = Form.CSV,
    output: Annotated[str, typer.Option("--output", metavar="DIR", help="The folder of the files.")] = "export",
    data: Data = None,
) -> None:
    """Write the data for other programs.

    Every printed figure with its interval and source. csv: DIR/observations.csv, one table with the names of areas and
    indicators, numbers with decimal points, rates as fractions. parquet: the same with its types (extra: parquet).
    sdmx-csv: DIR/observations.sdmx.csv, SDMX-CSV 2.0 with rates in percent, and DIR/structure.sdmx.xml, its data
    structure and codelists in Vietnamese and English.
    """
    from kienan_analysis.addresses import local_folder
    from kienan_analysis.dataset import load
    from kienan_analysis.exports import export as write

    if not output.strip():
        raise UsageError("no folder is named.", where="--output", remedy="Name a folder, or leave the option out.")
    package = load(data)
    package.require_figures()
    named = list(dict.fromkeys(package.area_id(area) for area in areas or ()))
    written = write(package, local_folder(output), form.value, named)
    for path in written:
        typer.echo(str(path))
    rows = package.observations
    count = int(rows["area"].isin(named).sum()) if named else len(rows)
    say(f"{counted(count, 'figure')} written.")
