"""``kienan areas``: which places bear a name."""

from __future__ import annotations

from typing import Annotated

import typer

from kienan_analysis.cli.application import Data, Format, give
from kienan_analysis.messages import headings


def areas(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help='A name, with its type word or without, and its parent after a comma ("Châu Thành, An Giang"); '
            "a code of the statistics office; or an id.",
            show_default=False,
        ),
    ],
    form: Annotated[Format, typer.Option("--format", help="How to print: a table, CSV, or JSON.")] = Format.TABLE,
    data: Data = None,
) -> None:
    """List the places of Vietnam that bear a name.

    Every unit before and since July 2025, each with its id, its code, what it belongs to, its first and last day, and
    what came after it. The data package's own areas are among them. Exit code 2: nothing is called so; the nearest
    names are told.
    """
    from kienan_analysis.data.areas.listing import as_csv, as_json, as_table, listed_areas
    from kienan_analysis.validation.catalogues import open_areas

    rows = listed_areas(name, open_areas(data))
    if form is Format.TABLE:
        give(as_table(rows, headings), form)
    else:
        give((as_csv if form is Format.CSV else as_json)(rows), form)
