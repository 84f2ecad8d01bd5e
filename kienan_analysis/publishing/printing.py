"""A page on paper: printed to PDF by a Chromium that is there, charts as lines and letters, not as pixels."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from kienan_analysis.errors import KienanError
from kienan_analysis.publishing.pdf_metadata import with_metadata

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
# The first that sets page numbers and a running title by style sheet.
_OLDEST = 131
# A name that nothing answers to: the page is handed over in memory, and no address of this machine gets into the PDF.
_ADDRESS = "https://review.invalid/"
_MILLISECONDS = 120_000
_ELEMENTS = re.compile(rb"\(node[0-9]{8}\)")
# A chart's figure, up to the words that stand for its drawing.
_CHART = re.compile(
    r'<figure class="chart"((?:(?!</figure>).)*?<div class="(?:drawing|stills)" role="img" aria-label="([^"]*)")',
    re.DOTALL,
)
_TABLE = '<figure class="table'
_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:[0-9]{14}[^)]*\)")


def browser_program() -> str:
    """Find the Chromium to print with.

    Returns
    -------
    str
        ``KIENAN_CHROMIUM`` where it is set, else the first of the usual names on the path, else the one that
        Playwright has installed for itself.

    Raises
    ------
    KienanError
        Where there is none, or Playwright itself is missing.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise KienanError(
            "a PDF is printed through Playwright, which is not installed.",
            where="--pdf",
            remedy="Install it with: pip install 'kienan-analysis[pdf]'. Pages and workbooks need none.",
        ) from error
    named = os.environ.get("KIENAN_CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found is None and not named:
        with sync_playwright() as playwright:
            own = playwright.chromium.executable_path
        found = own if Path(own).is_file() else None
    if found is None:
        what = f"there is no program {named!r} (KIENAN_CHROMIUM)." if named else "there is no Chromium to print with."
        remedy = (
            "Install the system's package chromium, or run 'playwright install chromium'; "
            "KIENAN_CHROMIUM names one elsewhere. Or leave --pdf out, and print the page from any browser."
        )
        raise KienanError(what, where="--pdf", remedy=remedy)
    return found


def print_page(page: str, program: str) -> bytes:
    """Print a page to PDF: A4, page numbers, running title, bookmarks.

    Parameters
    ----------
    page : str
        What :func:`~kienan_analysis.publishing.page` makes.
    program : str
        What :func:`browser_program` finds.

    Returns
    -------
    bytes
        The PDF, without its date: the same bytes for the same page, by the same Chromium.

    Raises
    ------
    KienanError
        Where the browser does not start, is too old, or does not print.
    """
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            # Its sandbox is off, as Playwright's default is: it does not start as root or in most containers. What it
            # opens is this package's own page, with scripts and network shut off.
            browser = playwright.chromium.launch(executable_path=program)
            if int(browser.version.split(".")[0]) < _OLDEST:
                raise KienanError(
                    f"{program} is version {browser.version}; page numbers need {_OLDEST} or newer.", where="--pdf"
                )
            context = browser.new_context(java_script_enabled=False, offline=True, color_scheme="light")
            context.set_default_timeout(_MILLISECONDS)
            context.route(
                "**/*",
                lambda route: (
                    route.fulfill(body=_tagged(page), content_type="text/html; charset=utf-8")
                    if route.request.url == _ADDRESS
                    else route.abort()
                ),
            )
            tab = context.new_page()
            tab.goto(_ADDRESS)
            printed = tab.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
            browser.close()
    except Error as error:
        raise KienanError(
            f"{program} did not print the page: {error.message.splitlines()[0]}", where="--pdf"
        ) from error
    return with_metadata(_canonical(printed), page)


def _tagged(page: str) -> str:
    """Write the page so that Chromium's tags say what each figure is.

    A chart's alternative text is taken from the figure alone, not from the drawing in it; and a figure around a table
    would be read as a picture without any.
    """
    named = _CHART.sub(r'<figure class="chart" aria-label="\2"\1', page)
    return named.replace(_TABLE, f'<figure role="group"{_TABLE.removeprefix("<figure")}')


def _canonical(printed: bytes) -> bytes:
    """Take out of a PDF what differs from one printing to the next; every length stays, and with it every place."""
    undated = _DATES.sub(lambda found: _undated(found[0]), printed)
    # The browser numbers the elements of all pages that it has ever shown; their order is what counts.
    names = {name: b"(node%08d)" % rank for rank, name in enumerate(sorted(set(_ELEMENTS.findall(undated))), start=1)}
    return _ELEMENTS.sub(lambda found: names[found[0]], undated)


def _undated(date: bytes) -> bytes:
    """Set a date to the start of 2000, as long as before: the PDF's table of places must stay true."""
    name, _, rest = date.partition(b"(D:")
    return name + b"(D:" + b"20000101000000" + re.sub(rb"[0-9]", b"0", rest[14:])
