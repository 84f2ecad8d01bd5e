"""Do the statements agree? Contradictions and revisions that touch a year, and series that are kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kienan_analysis.reviews.statements import KEY

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled


def conflicts(reconciled: Reconciled, statements: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Take the contradictions in which a statement of a year takes part, or of all years.

    Parameters
    ----------
    reconciled : Reconciled
        Of the area.
    statements : DataFrame
        Those of the review; it may rest on some of other years, whose contradictions are told on those years' pages.
    year : int, optional
        Its review also speaks of the targets for the year after.

    Returns
    -------
    DataFrame
        Rows of ``Reconciled.conflicts``.
    """
    own = statements
    if year is not None:
        aimed = (own["year"] == year + 1) & own["measure"].isin(["plan", "planned_growth"])
        own = own[(own["year"] == year) | aimed]
    ids = set(own["id"])
    rows = reconciled.conflicts
    return rows[[bool(ids.intersection(names)) for names in rows["observations"]]].reset_index(drop=True)


def revisions(reconciled: Reconciled, year: int | None) -> pd.DataFrame:
    """Take the levels and plans of a year and the plans of the year after, or all, that two sources bound apart.

    Returns
    -------
    DataFrame
        Rows of ``Reconciled.revisions``.
    """
    rows = reconciled.revisions
    if year is None:
        return rows
    aimed = (rows["period"] == str(year + 1)) & (rows["quantity"] == "plan")
    return rows[rows["period"].str.startswith(str(year)) | aimed].reset_index(drop=True)


def breaks(data: Dataset, statements: pd.DataFrame) -> pd.DataFrame:
    """Name the series of one concept that are never joined.

    Returns
    -------
    DataFrame
        ``concept``; ``indicator``, ``basis``, ``years`` and ``other_indicator``, ``other_basis``, ``other_years`` of
        two series of it; ``reason``: ``other_scope`` or ``other_price_basis``.
    """
    rows = statements[statements["measure"].isin(["level", "growth"])]
    rows = rows[rows["indicator"].map(data.indicators["kind"]) != "stock"]
    spans = pd.DataFrame(
        [(*key, tuple(sorted(set(part["year"])))) for key, part in rows.groupby(KEY, sort=False)],
        columns=[*KEY, "years"],
    )
    spans["concept"] = spans["indicator"].map(data.indicators["concept"])
    position = {name: number for number, name in enumerate(data.indicators.index)}
    spans = spans.sort_values("indicator", key=lambda names: names.map(position), kind="stable")
    records = spans.to_dict("records")
    pairs = [
        {
            "concept": one["concept"],
            **{name: one[name] for name in ("indicator", "basis", "years")},
            **{f"other_{name}": other[name] for name in ("indicator", "basis", "years")},
            "reason": "other_scope" if one["indicator"] != other["indicator"] else "other_price_basis",
        }
        for number, one in enumerate(records)
        for other in records[number + 1 :]
        if one["concept"] == other["concept"]
    ]
    names = ["concept", *KEY, "years", *(f"other_{name}" for name in [*KEY, "years"]), "reason"]
    return pd.DataFrame(pairs, columns=names)
