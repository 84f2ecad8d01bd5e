"""One function per statistic: plain formulas over floats, arrays and Series.

Rates go in and come out as fractions (13.68% is 0.1368); so do differences of rates, which a page prints in percentage
points. A scalar in gives a float, a Series in gives a Series with its index. A zero or negative base gives NaN, never
infinity, and a missing input gives NaN: nothing is filled, bridged or averaged. None of these functions warns.

Each formula is monotone in each input wherever its denominator keeps its sign, which is what `published.propagate`
asks. There is no arithmetic mean of growth rates here: `mean_annual_growth` compounds them.

Examples
--------
>>> from kienan_analysis import growth
>>> round(growth.implied_plan(actual=600.37, attainment=1.015), 3)
591.498
"""

from __future__ import annotations

from kienan_analysis.growth.chaining import chained_index, link_series, year_to_date_to_period
from kienan_analysis.growth.comparison import (
    deflate,
    elasticity,
    gap_to_peer,
    real_growth,
    relative_revision,
    revision,
)
from kienan_analysis.growth.parts import contribution_to_growth, share_of_growth, structure, structure_change
from kienan_analysis.growth.plans import (
    attainment,
    excess,
    implied_plan,
    planned_growth_asked,
    required_growth_of_rest,
    required_growth_to_plan,
    required_growth_to_target,
    required_run_rate,
    target_level,
)
from kienan_analysis.growth.rates import compound_annual_growth_rate, growth_rate, implied_base, mean_annual_growth

__all__ = [
    "attainment",
    "chained_index",
    "compound_annual_growth_rate",
    "contribution_to_growth",
    "deflate",
    "elasticity",
    "excess",
    "gap_to_peer",
    "growth_rate",
    "implied_base",
    "implied_plan",
    "link_series",
    "mean_annual_growth",
    "planned_growth_asked",
    "real_growth",
    "relative_revision",
    "required_growth_of_rest",
    "required_growth_to_plan",
    "required_growth_to_target",
    "required_run_rate",
    "revision",
    "share_of_growth",
    "structure",
    "structure_change",
    "target_level",
    "year_to_date_to_period",
]


def __dir__() -> list[str]:
    """List the public names: what a notebook completes."""
    return sorted(__all__)
