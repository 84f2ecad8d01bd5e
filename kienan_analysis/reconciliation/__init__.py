"""Bounds on every level and plan, given all published figures at once; what contradicts, and what was revised.

Levels, rates, plans and multi-year means are products of positive quantities. In logarithms each such observation is a
difference constraint; the tightest bounds that all of them allow together are shortest paths, and they contradict each
other exactly when a cycle is below zero (Cormen et al., Introduction to Algorithms, section "Difference constraints and
shortest paths").

The way of the data: `columns` and `relations` → `constraints` → `network` → `shortest_paths`; where these do not
settle, `acceptance` (with `difference_graph`) decides which statements win → `solution` → `reconciled`, what the caller
sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.reconciliation.background import gather
from kienan_analysis.reconciliation.columns import require_columns
from kienan_analysis.reconciliation.constraints import constraints_of
from kienan_analysis.reconciliation.explanations import Because
from kienan_analysis.reconciliation.nodes import Node, plan_of
from kienan_analysis.reconciliation.reconciled import Reconciled
from kienan_analysis.reconciliation.targets import as_rounded

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.dataset import Dataset

__all__ = ["Because", "Node", "Reconciled", "plan_of", "reconcile"]


def reconcile(
    observations: Dataset | pd.DataFrame,
    *,
    indicators: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    exact_targets: bool = True,
) -> Reconciled:
    """Bound every level and plan by all observations at once.

    Parameters
    ----------
    observations : Dataset or DataFrame
        A dataset, or its table of observations or a part of it: columns ``id, source, area, indicator, period,
        measure, value, low, high`` and, where they are there, ``assigner, base, price_basis``. Rates are fractions,
        levels in the indicator's unit; an open end is NaN.
    indicators, sources : DataFrame, optional
        By id; needed only where the table does not come from a dataset, which tells of them by itself. Of an
        indicator that nothing is told of, an empty price basis is a basis of its own, and no cumulation is assumed
        (that five months of a flow are at most nine). A source without a date is as new as the last period whose
        result it reports.
    exact_targets : bool
        Whether a planned growth is a decision, exact as printed; if not, it is taken as rounded.

    Returns
    -------
    Reconciled
        `series`, `conflicts`, `revisions`, `left_out`, and the functions `node`, `ratio`, `because` and `bounds`.

    Raises
    ------
    UsageError
        No table of observations was given, or ids are not unique.

    Notes
    -----
    Where statements contradict each other, sources are taken by their authority, equal ones newest first; a source's
    statements that contradict each other are all left out, of those that contradict others the statements of the source
    that comes later. Sums of parts and contributions in percentage points are no products and take no part.

    Examples
    --------
    No source prints Kiến An's retail sales of 2020; level and growth of 2021 bound them.

    >>> import kienan_analysis as ka
    >>> known = ka.reconcile(ka.load())
    >>> level = known.bounds(known.node("kien-an", "retail_sales", "2020"))
    >>> round(level.low, 3), round(level.high, 3)
    (6853.804, 6854.368)
    """
    frame, background = gather(observations, indicators, sources)
    require_columns(frame)
    if not exact_targets:
        frame = as_rounded(frame, background.languages)
    return Reconciled(constraints_of(frame, background), background.price_bases)
