"""Contradictions and revisions as warnings of a data package, each with the rows that take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kienan_analysis.catalogue.authority import AUTHORITIES
from kienan_analysis.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation.reconciled import Reconciled

FILE = "observations.csv"
PERCENT = 100


def contradictions(data: Dataset, reconciled: Reconciled, *, involving: Collection[str] | None = None) -> list[Problem]:
    """Warn of each smallest group of figures that cannot all be true.

    Parameters
    ----------
    data : Dataset
    reconciled : Reconciled
        Of the whole dataset, or of a part of it.
    involving : collection of str, optional
        Only those in which one of these observations takes part.

    Returns
    -------
    list of Problem
        Warnings, in the order of the rows; a contradiction never stops a review.
    """
    conflicts = [
        conflict
        for conflict in reconciled.conflicts.to_dict("records")
        if involving is None or not set(involving).isdisjoint(conflict["observations"])
    ]
    if not conflicts:
        return []
    named = {name for conflict in conflicts for name in conflict["observations"]}
    taking_part = data.observations[data.observations["id"].isin(named)]
    rows = {str(row["id"]): row for row in taking_part.to_dict("records")}
    found = [_problem(data, [rows[name] for name in conflict["observations"]], conflict) for conflict in conflicts]
    return sorted(found, key=lambda problem: (problem.row or 0, problem.meaning))


def _problem(data: Dataset, figures: list[dict[Any, Any]], conflict: dict[Any, Any]) -> Problem:
    """Say which figures contradict each other, by how much, and which of them no bound rests on."""
    said = "; ".join(_figure(data, figure) for figure in figures)
    code = "revision" if conflict["kind"] == "between_sources" else "contradiction"
    aside = next(figure for figure in figures if figure["id"] in conflict["left_out"])
    of = f"{aside['indicator']}, {aside['area']}"
    gap = f"{conflict['apart'] * PERCENT:.2g}"
    meaning = (
        f"These figures of {of}, cannot all be true, by at least {gap} percentage points: {said}."
        if conflict["apart_in"] == "pp"
        else f"These figures of {of}, cannot all be true, by at least {gap}%: {said}."
    )
    kept = _why_kept(data, figures, conflict["left_out"]) if code == "revision" else "None of them is kept"
    remedy = f"{kept}, and no bound rests on {', '.join(conflict['left_out'])}; look at them if it may be a slip."
    place = data.rows.get(aside["id"])
    others = tuple(sorted(row for figure in figures if (row := data.rows.get(figure["id"])) not in {None, place}))
    return Problem("warning", code, FILE, place, "printed", aside["printed"], meaning, remedy, others)


def _why_kept(data: Dataset, figures: list[dict[Any, Any]], left_out: Collection[str]) -> str:
    """Say why the other figures are kept: their sources are of higher authority, or of the same and newer."""
    rank = {name: AUTHORITIES.index(data.sources.loc[name, "authority"]) for name in {one["source"] for one in figures}}
    least = min(rank[one["source"]] for one in figures if one["id"] in left_out)
    others = {rank[one["source"]] for one in figures if one["id"] not in left_out}
    if all(other < least for other in others):
        return "The source of higher authority is kept"
    if any(other < least for other in others):
        return "The sources of higher authority are kept, of equal ones the newer"
    return "The newer source is kept"


def _figure(data: Dataset, figure: dict[Any, Any]) -> str:
    """Name one figure as its source prints it."""
    unit = figure["printed_unit"] if figure["printed_unit"] == "%" else f" {figure['printed_unit']}"
    form = f" ({figure['form']})" if figure["form"] else ""
    return (
        f"{figure['period']} {figure['measure']} {figure['printed']}{unit}{form} "
        f"({figure['source']}, row {data.rows.get(figure['id'])})"
    )
