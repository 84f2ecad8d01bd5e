"""The files of a review: what each is made from, in one place.

To add one: its ending in ``ENDINGS``, its maker in :func:`make`. The picture of the first screen has a name of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

    from kienan_analysis.runs.destination import Destination
    from kienan_analysis.runs.record import RunSpec

NOTEBOOK = "ipynb"
# Beside the notebook, where a review is published.
ENDINGS = ("html", "xlsx")
# Besides, where it is asked for.
PDF = "pdf"
# The head of a page says all that the index tells of it.
_HEAD = 64 * 1024


def expected(spec: RunSpec, *, publish: bool, pdf: bool = False) -> list[str]:
    """Name the files that a run writes, inside the folder of all reviews."""
    published = (*ENDINGS, *([PDF] if pdf else [])) if publish else ()
    return [spec.file(ending) for ending in (NOTEBOOK, *published)] + ([spec.card] if publish else [])


def make(
    notebook: NotebookNode, spec: RunSpec, editions: Sequence[str], *, browser: str = "", base_url: str = ""
) -> dict[str, bytes]:
    """Make all but the notebook itself.

    Parameters
    ----------
    notebook : NotebookNode
        Executed, in its canonical form; its charts may still lack their images.
    spec : RunSpec
    editions : sequence of str
        The other languages that the page links to.
    browser : str
        The program that prints the page to PDF; empty for none.
    base_url : str
        Where the folder of all reviews will be on the web; empty where that is not known.

    Returns
    -------
    dict of str to bytes
        By name inside the folder of all reviews.
    """
    from kienan_analysis.publishing import page, picture, workbook

    address = f"{base_url}/{spec.file('html')}" if base_url else ""
    html = page(notebook, edition_links=_links(spec, editions, pdf=bool(browser)), address=address)
    made = {spec.file("html"): html.encode(), spec.file("xlsx"): workbook(notebook), spec.card: picture(notebook)}
    if browser:
        from kienan_analysis.publishing import print_page

        made[spec.file(PDF)] = print_page(html, browser)
    return made


def _links(spec: RunSpec, editions: Sequence[str], *, pdf: bool) -> dict[str, str]:
    """Link the page to its other languages, its other forms and the index."""
    links = {language: _beside(replace(spec, language=language), "html") for language in editions}
    links["workbook"] = _beside(spec, "xlsx")
    if pdf:
        links[PDF] = _beside(spec, PDF)
    up = "../" * (spec.folder.count("/") + 1)
    links |= {"notebook": _beside(spec, NOTEBOOK), "card": spec.card.rpartition("/")[2]}
    return links | {"index": f"{up}index.html"}


def _beside(spec: RunSpec, ending: str) -> str:
    return spec.file(ending).rpartition("/")[2]


def notebook_text(notebook: NotebookNode) -> bytes:
    """Write a notebook as it is kept."""
    import nbformat

    text: str = nbformat.writes(notebook)  # nbformat sorts the keys
    return (text.rstrip("\n") + "\n").encode()


def write_index(place: Destination) -> None:
    """Write ``index.html`` over every page that is there.

    The index is made over a folder; of a place elsewhere, that is a likeness with the heads of the pages alone.
    """
    from kienan_analysis.publishing import write_index as write

    if place.folder is not None:
        write(place.folder)
        return
    with temporary_folder() as likeness:
        for name in (*place.names("*/*/*"), *place.names("compare/*/*/*"), *place.names("overview/*/*/*")):
            file = likeness / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes((place.read(name) or b"")[:_HEAD] if name.endswith(".html") else b"")
        place.write({"index.html": write(likeness).read_bytes()})
