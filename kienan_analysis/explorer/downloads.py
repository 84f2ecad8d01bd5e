"""What is shown, as files: figures as CSV or a workbook, the chart as an image."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from kienan_analysis.annual_review.records import records
from kienan_analysis.catalogue import OBSERVATION_COLUMNS
from kienan_analysis.chart_images import VEGA_LITE_VERSION, chart_image, drawing_engine
from kienan_analysis.formula_text import harmless
from kienan_analysis.published.printed import or_zero
from kienan_analysis.sections.parts import phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.explorer.result import View

SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SOURCE_COLUMNS: Final = ("id", "publisher", "url", "published", "language", "authority", "note")
# A quantity's columns begin with its name: rates are written as percentages, differences of rates in points times 100.
RATES: Final = ("growth", "attainment", "asked", "assumed", "rest", "beyond", "gap")
# Workbooks bear a date; the same figures are to give the same bytes.
STAMP: Final = datetime(2000, 1, 1)  # noqa: DTZ001  (the writer takes times without a zone)


@dataclass(frozen=True)
class Download:
    """A file to be saved by the browser."""

    name: str
    media_type: str
    content: bytes


def download(view: View, kind: str) -> Download | None:
    """Make one of `KINDS` of a view; nothing where there is no chart to save.

    Parameters
    ----------
    view : View
    kind : {"csv", "xlsx", "png", "svg"}
    """
    media_type, make = KINDS[kind]
    content = make(view)
    return None if content is None else Download(f"{file_name(view)}.{kind}", media_type, content)


def file_name(view: View) -> str:
    """Name a file after what is shown; names in the data never become part of a path."""
    state = view.state
    parts = [state.area, state.view, state.show, *([str(state.year)] if state.of_one_year else []), state.language]
    return re.sub(r"[^a-z0-9-]+", "-", "-".join(parts).lower()).strip("-")


def named_frame(view: View) -> pd.DataFrame:
    """Put the names beside the ids, say what stands beside a figure, and join tuples: what a spreadsheet can hold."""
    frame = view.frame
    for column, table in (("area", view.known.data.areas), ("indicator", view.known.data.indicators)):
        if column in frame.columns:
            frame.insert(
                list(frame.columns).index(column) + 1,
                f"{column}_name",
                frame[column].map(table[f"name_{view.words.language}"]),
            )
    for name in frame.columns[frame.columns.str.endswith("_beside")]:
        quantity = name.removesuffix("_beside")
        frame[name] = [phrases.beside(view.words, row, quantity, row["unit"]) for row in records(frame)]
    for name in frame.select_dtypes("float").columns:
        frame[name] = frame[name].map(or_zero)
    for name in frame.columns:
        if frame[name].map(lambda cell: isinstance(cell, tuple)).any():
            frame[name] = [" ".join(cell) if isinstance(cell, tuple) else cell for cell in frame[name]]
    return frame


def as_csv(view: View) -> bytes:
    """Write the figures as CSV in UTF-8: rates as fractions, an open or unknown end empty."""
    frame = named_frame(view)
    texts = frame.select_dtypes(exclude=["number", "bool"]).columns
    for name in texts:
        frame[name] = pd.Series([_harmless(cell) for cell in frame[name]], index=frame.index, dtype="object")
    # The mark at the beginning tells spreadsheets that the letters are UTF-8.
    return str(frame.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def _harmless(cell: object) -> object:
    """Keep a text from being taken for a formula: a spreadsheet shows an apostrophe's text as text."""
    return harmless(cell) if isinstance(cell, str) else cell


def as_workbook(view: View) -> bytes:
    """Write a workbook: the figures as numbers, the printed statements behind them, and their sources."""
    import xlsxwriter

    words, data = view.words, view.known.data
    statements = view.statements
    sources = data.sources.loc[sorted(set(statements["source"]))].reset_index()
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": STAMP, "title": data.title})
    _sheet(book, words.say("explore.sheet_figures"), named_frame(view))
    # As `observations.csv` has them: the digits in the unit in which they are printed.
    printed = statements.drop(columns="unit").rename(columns={"printed_unit": "unit"})
    _sheet(book, words.say("explore.sheet_statements"), printed[list(OBSERVATION_COLUMNS)])
    _sheet(book, words.say("explore.sheet_sources"), sources[list(SOURCE_COLUMNS)])
    book.close()
    return stream.getvalue()


def _sheet(book: Any, name: str, frame: pd.DataFrame) -> None:  # noqa: ANN401  (XlsxWriter's own)
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(map(str, frame.columns)):
        sheet.write_string(0, column, title, heading)
        kind = "0.00%" if title.startswith(RATES) and pd.api.types.is_numeric_dtype(frame[title]) else ""
        number = book.add_format({"num_format": kind}) if kind else None
        cells = frame[title].tolist()
        for row, cell in enumerate(cells, start=1):
            _write(sheet, row, column, cell, number, day)
        longest = max([len(title), *(len(str(cell)) for cell in cells)])
        sheet.set_column(column, column, min(longest + 1, 44))


def _write(sheet: Any, row: int, column: int, cell: object, number: Any, day: Any) -> None:  # noqa: ANN401
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)):
        if cell == cell and abs(cell) != float("inf"):  # noqa: PLR0124  (a missing end stays empty)
            sheet.write_number(row, column, cell, number)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
    elif cell:
        sheet.write_string(row, column, str(cell))


def as_png(view: View) -> bytes | None:
    """Draw the chart at double resolution, in the light colours."""
    return None if view.specification is None else chart_image(view.specification)[0]


def as_svg(view: View) -> bytes | None:
    """Draw the chart as SVG, in the light colours."""
    if view.specification is None:
        return None
    drawn: str = drawing_engine().vegalite_to_svg(view.specification, vl_version=VEGA_LITE_VERSION)
    return drawn.encode("utf-8")


KINDS: Final[dict[str, tuple[str, Callable[[View], bytes | None]]]] = {
    "csv": ("text/csv", as_csv),
    "xlsx": (SPREADSHEET, as_workbook),
    "png": ("image/png", as_png),
    "svg": ("image/svg+xml", as_svg),
}
