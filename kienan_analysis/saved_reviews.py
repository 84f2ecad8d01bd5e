"""Reviews, comparisons and overviews of a Python session: what ``ka.review`` gives, which can also be saved.

The files are those that the command makes, byte for byte, but for the link to the page in the other language, of which
only the command knows: the notebook's cells each show one part of the review, so its outputs are taken from the object
at hand, without a kernel.
"""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from kienan_analysis.errors import UsageError
from kienan_analysis.sections import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nbformat import NotebookNode

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.record import RunSpec
    from kienan_analysis.sections.parts.outputs import Output

# The last line of a cell: a part of the review, shown.
_SHOWN: Final = re.compile(r"(?:review|comparison|overview)\.(\w+)")
_FILES: Final = (".html", ".htm", ".xlsx", ".ipynb", ".pdf")


class _Shown(Protocol):
    """A part of a review that shows itself."""

    def outputs(self) -> Iterable[Output]:
        """Make its outputs."""


class _Saved:
    """What can be saved: a page, a workbook, a notebook."""

    def _spec(self) -> RunSpec:
        raise NotImplementedError

    def to_html(self) -> str:
        """Give the page as one HTML file: it opens anywhere, without a network.

        Returns
        -------
        str
            The same for the same data. It links to no other file.
        """
        from kienan_analysis.publishing import page

        return page(self._notebook())

    def save(self, folder: str | Path = "reviews", *, pdf: bool = False) -> Path:
        """Save the page, its workbook and its notebook, and put them into the folder's index.

        Parameters
        ----------
        folder : str or Path
            The folder of all reviews, made where it is not there. The files go where the command puts them:
            ``FOLDER/AREA/YEAR/annual-review.LANGUAGE.html``, ``.xlsx`` and ``.ipynb``; ``FOLDER/index.html`` is over
            all.
        pdf : bool
            Print the page to PDF too; needs Chromium and the extra ``pdf``.

        Returns
        -------
        Path
            The page. What stood there is replaced, all of it together.

        Raises
        ------
        UsageError
            The folder is named like a file.
        KienanError
            It cannot be written, or there is no browser to print with.
        """
        from kienan_analysis.publishing import browser_program
        from kienan_analysis.runs import products
        from kienan_analysis.runs.destination import destination, refused

        if Path(folder).suffix.lower() in _FILES:
            remedy = "Name a folder; for the page alone: Path('page.html').write_text(review.to_html(), 'utf-8')."
            raise UsageError(
                "reviews are saved in a folder, each in its place there.", where=str(folder), remedy=remedy
            )
        spec, notebook = self._spec(), self._notebook()
        made = products.make(notebook, spec, (), browser=browser_program() if pdf else "")
        place = destination(folder)
        if place.folder is None:
            raise UsageError("a session saves on this machine only.", where=str(folder), remedy="Name a folder.")
        with refused(place.location):
            place.write({spec.file(products.NOTEBOOK): products.notebook_text(notebook), **made})
            if not pdf:
                place.remove(spec.file(products.PDF))  # of an earlier time: it would say what the page no longer says
            products.write_index(place)
        return place.folder / spec.file("html")

    def _notebook(self) -> NotebookNode:
        """Make the notebook as if it had been executed: each cell with the outputs of the part that it shows."""
        import nbformat
        from nbformat.v4 import new_output
        from papermill.parameterize import parameterize_notebook

        from kienan_analysis.runs.output_checks import canonical, check, with_ids
        from kienan_analysis.runs.planning import require_notebook

        spec = self._spec()
        file = require_notebook(spec.notebook)
        parameters: Mapping[str, str | int] = spec.parameters
        source = with_ids(nbformat.read(file, as_version=4))
        marked = deepcopy(source)
        marked.metadata["papermill"] = {}
        for cell in marked.cells:
            cell.metadata.setdefault("tags", [])  # as Papermill has them when it opens a notebook
        executed: NotebookNode = parameterize_notebook(marked, dict(parameters), report_mode=False)
        cells = [cell for cell in executed.cells if cell.cell_type == "code" and cell.source.strip()]
        for number, cell in enumerate(cells, 1):
            cell["execution_count"] = number
            shown = _SHOWN.fullmatch(cell.source.strip().splitlines()[-1].strip())
            part: _Shown | None = getattr(self, shown[1]) if shown else None
            cell["outputs"] = [
                new_output("display_data", data=dict(one.data), metadata=dict(one.metadata))
                for one in (part.outputs() if part is not None else ())
            ]
        check(executed)
        return canonical(executed, source, parameters)

    def __dir__(self) -> list[str]:
        """List the public names: what a notebook completes."""
        return [name for name in super().__dir__() if not name.startswith("_")]


class Review(_Saved, report.Review):
    """An annual review that can be saved: its figures are in ``tables``, its language in ``words``."""

    def _spec(self) -> RunSpec:
        from kienan_analysis.runs.record import RunSpec

        return RunSpec(self.tables.area, self.tables.year, self.words.language)


class Comparison(_Saved, report.Comparison):
    """Several areas in one year, which can be saved: the figures are in ``tables``, the language in ``words``."""

    def _spec(self) -> RunSpec:
        from kienan_analysis.runs.comparison import ComparisonSpec

        first, *others = self.tables.areas
        return ComparisonSpec(first, self.tables.year, self.words.language, tuple(others))


class Overview(_Saved, report.Overview):
    """All parts of an area in one year, which can be saved: figures in ``tables``, the language in ``words``."""

    def _spec(self) -> RunSpec:
        from kienan_analysis.runs.overview import OverviewSpec

        return OverviewSpec(self.tables.area, self.tables.year, self.words.language)


def review(data: Dataset, area: str, year: int, language: str = "vi") -> Review:
    """Review one area's year.

    Parameters
    ----------
    data : Dataset
        What :func:`kienan_analysis.load` returns.
    area : str
        Area id, for example ``kien-an``.
    year : int
    language : {"vi", "en"}

    Returns
    -------
    Review
        Shows itself in a notebook; ``review.tables`` holds the figures, ``review.save(folder)`` and
        ``review.to_html()`` make the page.

    Raises
    ------
    UsageError
        For a bad value, saying what exists instead.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> review = ka.review(ka.load(), "kien-an", 2021, language="en")
    >>> review.tables.verdicts
    {'met': 4, 'missed': 1, 'undecided': 0}
    >>> "<title>" in review.to_html()
    True
    """
    return Review.of(data, area, year, language)


def compare(data: Dataset, areas: str | Sequence[str], year: int, language: str = "vi") -> Comparison:
    """Put areas side by side in one year, where scope, price basis, period and plan agree.

    Parameters
    ----------
    data : Dataset
    areas : str or sequence of str
        Area ids, at least two; as one text they stand with blanks between them.
    year : int
    language : {"vi", "en"}

    Returns
    -------
    Comparison
        Shows itself in a notebook; ``comparison.tables`` holds the figures, ``comparison.save(folder)`` and
        ``comparison.to_html()`` make the page.

    Raises
    ------
    UsageError
        For a bad value, saying what exists instead.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> comparison = ka.compare(ka.load(), "kien-an hai-phong", 2021, language="en")
    >>> sorted(comparison.tables.apart["reason"].unique())
    ['other_scope']
    """
    return Comparison.of(data, areas, year, language)


def overview(data: Dataset, area: str, year: int, language: str = "vi") -> Overview:
    """Gather every district or commune of an area that has figures of a year: ranked, on a map, who met the plan.

    Parameters
    ----------
    data : Dataset
    area : str
        Id of the area whose parts they are, a province or a district: ``hai-phong``. It needs no figures of its own.
    year : int
    language : {"vi", "en"}

    Returns
    -------
    Overview
        Shows itself in a notebook; ``overview.tables`` holds the figures, ``overview.save(folder)`` and
        ``overview.to_html()`` make the page.

    Raises
    ------
    UsageError
        For a bad value, saying what exists instead.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> overview = ka.overview(ka.load(), "hai-phong", 2021, language="en")
    >>> overview.tables.areas
    ('kien-an', 'le-chan')
    >>> overview.at_a_glance.text.sentences[0]
    '2 of 15 districts have figures for 2021.'
    """
    return Overview.of(data, area, year, language)
