"""The files of a review: what each is made from, in one place.

To add one: its ending in ``ENDINGS``, its maker in :func:`make`.
"""

from __future__ import annotations

import json
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
ENDINGS = ("html",)


def expected(spec: RunSpec, *, publish: bool) -> list[str]:
    """Name the files that a run writes, inside the folder of all reviews."""
    return [spec.file(ending) for ending in (NOTEBOOK, *(ENDINGS if publish else ()))]


def make(notebook: NotebookNode, spec: RunSpec, editions: Sequence[str]) -> dict[str, bytes]:
    """Make all but the notebook itself.

    Parameters
    ----------
    notebook : NotebookNode
        Executed, in its canonical form; its charts may still lack their images.
    spec : RunSpec
    editions : sequence of str
        The other languages that the page links to.

    Returns
    -------
    dict of str to bytes
        By name inside the folder of all reviews.
    """
    return {spec.file("html"): _page(notebook, spec, editions)}


def _page(notebook: NotebookNode, spec: RunSpec, editions: Sequence[str]) -> bytes:
    """Make the page, linked to its other language, its notebook and the index."""
    from kienan_analysis.publishing import page

    links = {language: _beside(replace(spec, language=language), "html") for language in editions}
    links |= {"notebook": _beside(spec, NOTEBOOK), "index": "../../index.html"}
    return page(notebook, edition_links=links).encode()


def _beside(spec: RunSpec, ending: str) -> str:
    return spec.file(ending).rpartition("/")[2]


def notebook_text(notebook: NotebookNode) -> bytes:
    """Write a notebook as it is kept."""
    import nbformat

    text: str = nbformat.writes(notebook)  # nbformat sorts the keys
    return (text.rstrip("\n") + "\n").encode()


def write_index(place: Destination) -> None:
    """Write ``index.html`` over every page that is there.

    The index is made over a folder; of a place elsewhere, that is a likeness with the notebooks' metadata alone.
    """
    from kienan_analysis.publishing import write_index as write

    if place.folder is not None:
        write(place.folder)
        return
    with temporary_folder() as likeness:
        for name in place.names("*/*/*"):
            file = likeness / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_metadata(place.read(name)) if name.endswith(f".{NOTEBOOK}") else b"")
        place.write({"index.html": write(likeness).read_bytes()})


def _metadata(notebook: bytes | None) -> bytes:
    try:
        return json.dumps({"metadata": json.loads(notebook or b"")["metadata"]}).encode()
    except (ValueError, KeyError, TypeError):
        return b""
