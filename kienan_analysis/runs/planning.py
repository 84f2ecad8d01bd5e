"""Which reviews are to be made, and having them made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.errors import KienanError, UsageError
from kienan_analysis.runs.batch import Resources, Watcher, execute
from kienan_analysis.runs.record import LANGUAGES, RunError, RunSpec, check_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.record import Run


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_notebook(name: str = "annual_review.ipynb") -> Path:
    """Find a notebook of ours: inside an installed package, beside it in a source tree."""
    package = Path(__file__).resolve().parent.parent
    places = [folder / "notebooks" / name for folder in (package, package.parent)]
    return next((place for place in places if place.is_file()), places[0])


def require_notebook(name: str) -> Path:
    """Find a notebook of ours that a report is made by.

    Raises
    ------
    KienanError
        There is none of the name.
    """
    file = default_notebook(name)
    if not file.is_file():
        raise KienanError("there is no such notebook.", where=str(file), remedy="Install the package again.")
    return file


def review(
    parameters: Mapping[str, object],
    *,
    data: Dataset | None = None,
    output: Path | str = "reviews",
    notebook: Path | None = None,
    force: bool = False,
    publish: bool = True,
    pdf: bool = False,
) -> Run:
    """Make one review.

    Parameters
    ----------
    parameters : mapping
        ``area``, ``year``, ``language``: checked against the notebook's parameters cell before a kernel starts.
    data : Dataset, optional
        The data package in use by default.
    output : Path or str
        The folder of all reviews, or its address for fsspec; the files go to ``output/AREA/YEAR/``.
    notebook : Path, optional
        The annual review of this package by default.
    force : bool
        Run even where nothing has changed since the last time.
    publish : bool
        Make the page and the workbook too, not the notebook alone.
    pdf : bool
        Print the page to PDF too.

    Raises
    ------
    UsageError
        For an unknown parameter, area, language, or a year without figures.
    RunError
        Where a cell fails, or something that the review needs is not in it. Earlier files stay as they are.
    """
    from kienan_analysis.runs.parameters import checked

    source = notebook or default_notebook()
    spec = checked(parameters, source)
    if data is None:
        from kienan_analysis.dataset import load

        data = load()
    plan_runs(data, [spec.area], [spec.year], [spec.language])
    [run] = execute_all([spec], data=data, output=output, notebook=source, force=force, publish=publish, pdf=pdf)
    if run.state == "failed":
        raise RunError(run.error)
    return run


@dataclass(frozen=True, slots=True)
class Lacking:
    """A review that was asked for, and of which nothing is known.

    Attributes
    ----------
    area : str
        Empty where no area has figures of the year.
    year : int
    error : UsageError
        Why, and what there is instead.
    """

    area: str
    year: int
    error: UsageError


def plan_runs(
    data: Dataset,
    areas: Sequence[str] = (),
    years: Sequence[int] | None = (),
    languages: Sequence[str] = (),
    *,
    lacking: list[Lacking] | None = None,
) -> list[RunSpec]:
    """List the reviews to make, in order of area, year, language.

    Parameters
    ----------
    data : Dataset
    areas : sequence of str
        Area ids; none means all areas with data for the years.
    years : sequence of int, or None
        None means all years with data; none given means each area's newest with results.
    languages : sequence of str
        None given means Vietnamese and English.
    lacking : list, optional
        Gets what was asked for and is not known, as long as something of it is; without it the first is an error.

    Raises
    ------
    UsageError
        For an unknown area or language, a year of which nothing is known, or a package without figures.
    """
    from kienan_analysis.annual_review import newest_year, require_year, review_years

    for language in languages:
        check_language(language)
    data.require_figures()
    for area in areas:
        data.require_area(area)
    known = {area: review_years(data, area) for area in (areas or data.areas.index)}
    there_are = f"There are: {', '.join(map(str, sorted({year for of_area in known.values() for year in of_area})))}."
    if years is not None and not years:
        newest = {area: newest_year(data, area) for area in known}
        known = {area: [year] for area, year in newest.items() if year is not None and year in known[area]}
        for area in areas:
            if area not in known:
                raise UsageError("there are no figures of this area.", where=f"area {area}", remedy=there_are)
        years = None
    missing: list[Lacking] = []
    for year in years or []:
        for area in areas:
            try:
                require_year(data, area, year)
            except UsageError as error:
                missing.append(Lacking(area, year, error))
        if not areas and not any(year in of_area for of_area in known.values()):
            nowhere = UsageError("no area has figures of it.", where=f"year {year}", remedy=there_are)
            missing.append(Lacking("", year, nowhere))
    if missing and (lacking is None or len(missing) == len(years or []) * max(len(areas), 1)):
        raise missing[0].error
    if lacking is not None:
        lacking.extend(missing)
    pairs = [(area, year) for area, of_area in known.items() for year in of_area if years is None or year in years]
    return sorted(
        RunSpec(area, int(year), language) for area, year in pairs for language in set(languages or LANGUAGES)
    )


def execute_all(  # noqa: PLR0913 - all but the first are given by name
    specs: Sequence[RunSpec],
    *,
    data: Dataset,
    output: Path | str,
    notebook: Path | None = None,
    resources: Resources | None = None,
    force: bool = False,
    publish: bool = True,
    pdf: bool = False,
    base_url: str = "",
    watcher: Watcher | None = None,
) -> list[Run]:
    """Make all reviews, going on after a failure, and the index over everything that is there.

    Parameters
    ----------
    specs : sequence of RunSpec
        From :func:`plan_runs`.
    data, output, notebook, force, publish, pdf
        As for :func:`review`.
    base_url : str, optional
        Where the folder of all reviews will be on the web: each page then says how a link to it looks elsewhere.
    resources : Resources, optional
        One at a time on this machine if left out.
    watcher : Watcher, optional
        Told what happens.

    Returns
    -------
    list of Run
        In the order of ``specs``; failures are among them, none is raised.

    Raises
    ------
    UsageError
        Where the notebook does not declare the parameters, the scheduler cannot be reached, or ``base_url`` is no
        address on the web.
    KienanError
        Where the folder cannot be written, or a PDF is asked for and there is no browser to print it.
    """
    source = (notebook or default_notebook()).resolve()
    if not source.is_file():
        raise UsageError("there is no such notebook.", where=str(source))
    return execute(
        specs,
        data=data,
        output=output,
        notebook=source,
        resources=resources or Resources(),
        force=force,
        publish=publish,
        pdf=pdf,
        base_url=base_url,
        watcher=watcher or Watcher(),
    )
