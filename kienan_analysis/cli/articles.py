"""``kienan read``: articles, and every figure in them."""

from __future__ import annotations

from typing import Annotated

import typer

from kienan_analysis.cli.application import Data, Format, complain, give, say
from kienan_analysis.documents.limits import MEBIBYTES, MOST_MEBIBYTES, MOST_SECONDS, SECONDS, Limits
from kienan_analysis.errors import KienanError, UsageError

Area = Annotated[
    str | None,
    typer.Option(
        "--area",
        metavar="AREA",
        help="The area it is about: id, code or name (kienan areas finds them); found in the text if left out.",
        show_default=False,
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", metavar="YEAR", help="The year it reports on; found in the text if left out.", show_default=False
    ),
]

TimeLimit = Annotated[
    int,
    typer.Option(
        "--time-limit", min=1, max=MOST_SECONDS, metavar="SECONDS", help="How long reading one document may take."
    ),
]
MemoryLimit = Annotated[
    int,
    typer.Option(
        "--memory-limit",
        min=0,
        max=MOST_MEBIBYTES,
        metavar="MIB",
        help="How much memory reading one document may hold; 0 for no limit.",
    ),
]

Ocr = Annotated[
    bool,
    typer.Option(
        "--ocr",
        help="Recognise text in pages that are images, and in .png, .jpg, .tif (needs Tesseract with Vietnamese).",
    ),
]


def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Articles: text, saved web pages, .docx, .pdf, .xlsx, with --ocr scans; - is standard input.",
            show_default=False,
        ),
    ],
    area: Area = None,
    year: Year = None,
    form: Annotated[Format, typer.Option("--format", help="How to print: a table, CSV, or JSON.")] = Format.TABLE,
    unread: Annotated[bool, typer.Option("--unread", help="List the numbers that were not understood, too.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each was read so, or not: rule, words, what is not sure.")
    ] = False,
    ocr: Ocr = False,
    time_limit: TimeLimit = SECONDS,
    memory_limit: MemoryLimit = MEBIBYTES,
    data: Data = None,
) -> None:
    """Read articles: every figure, and what it says.

    Each with what it is of, whose and when, and where it stands in the text. Figures go to standard output; how many
    were understood, and what deserves a look, to standard error. Exit code 1: a file could not be read, the others
    were.
    """
    from kienan_analysis.addresses import local_name
    from kienan_analysis.articles.examination import Examiner, open_catalogue
    from kienan_analysis.articles.printing import coverage, csv_pieces, json_pieces, table_pieces
    from kienan_analysis.articles.reading_apart import Given, read_article
    from kienan_analysis.documents.notices import notices

    catalogue = open_catalogue(data)
    catalogue.require(area, year)
    examiner = Examiner(catalogue)
    articles = []
    failed = False
    for file in files:
        try:
            limits = Limits(time_limit, memory_limit)
            document, examined = read_article(local_name(file), examiner, Given(area, year), limits, ocr=ocr)
        except UsageError:
            raise
        except KienanError as error:
            complain(error, "" if file in str(error) else file)
            failed = True
            continue
        articles.append((file, examined))
        for warning in examined.warnings:
            say(f"{file}: warning: {warning}.")
        for notice in notices(document):
            say(f"{file}: {notice}.")
        say(f"{file}: {coverage(examined.article, document)}.")
    printed = {Format.TABLE: table_pieces, Format.CSV: csv_pieces, Format.JSON: json_pieces}[form]
    if articles or not failed:
        give(printed(articles, unread=unread, explain=explain), form)
    if failed:
        raise typer.Exit(1)
