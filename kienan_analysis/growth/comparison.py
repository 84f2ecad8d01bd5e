"""One figure against another: prices taken out, an earlier vintage, a base, a peer."""

# The signatures are the contract; inside, one line of arithmetic serves every kind of number.
# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from typing import Any, cast

import numpy as np

from kienan_analysis.growth._elementwise import Numbers, elementwise, keep, positive


@elementwise
def deflate(nominal: Numbers | float, deflator: Numbers | float) -> Numbers:
    """Take price change out of a level at current prices.

    ``nominal / (deflator / 100)``: the level at the prices of the deflator's base period. Never for a level that is at
    constant prices already.

    Parameters
    ----------
    nominal : number
        At current prices.
    deflator : number
        Price index, base period = 100: consumer prices for retail, producer prices for output.

    References
    ----------
    Federal Reserve Bank of Dallas, *Deflating nominal values to real values*,
    https://www.dallasfed.org/research/basics/nominal.cfm

    Examples
    --------
    A 20% larger amount at 15% higher prices, in the prices of before:

    >>> round(deflate(nominal=120.0, deflator=115.0), 2)
    104.35
    """
    return nominal / (positive(deflator) / 100.0)


@elementwise
def real_growth(nominal_growth: Numbers | float, inflation: Numbers | float) -> Numbers:
    """Take price change out of a growth: ``(1 + nominal_growth) / (1 + inflation) - 1``.

    The difference of the two rates comes near it only while both are small.

    References
    ----------
    J. Haughton, *Estimating tax buoyancy, elasticity and stability*, EAGER/PSGE methodological note 1 (1998).

    Examples
    --------
    The note's example: 20% growth at 15% inflation is 4.35%, not 5%.

    >>> round(real_growth(nominal_growth=0.20, inflation=0.15), 4)
    0.0435
    """
    return (1.0 + nominal_growth) / positive(1.0 + inflation) - 1.0


@elementwise
def elasticity(growth: Numbers | float, base_growth: Numbers | float) -> Numbers:
    """Give by how many percent one quantity moves while its base moves by one percent.

    ``log(1 + growth) / log(1 + base_growth)``; NaN where the base did not move, and meaningless near there. For revenue
    over output this is buoyancy (policy changes are in it). From one pair of years it is a ratio, not an estimate.

    References
    ----------
    J. Haughton, *Estimating tax buoyancy, elasticity and stability*, EAGER/PSGE methodological note 1 (1998); in
    logarithms P. Dudine and J. Tovar Jalles, *How buoyant is the tax system?*, IMF Working Paper 17/4 (2017).

    Examples
    --------
    The note's example in real terms: a base up 4.35%, revenue up 5.22%.

    >>> round(elasticity(growth=0.0522, base_growth=0.0435), 1)
    1.2
    """
    response = np.log1p(keep(growth, growth > -1))
    movement = np.log1p(keep(base_growth, base_growth > -1))
    return response / keep(movement, movement != 0)


@elementwise
def revision(earlier: Numbers | float, later: Numbers | float) -> Numbers:
    """Give how a figure changed from one publication to a later one: ``later - earlier``.

    Of two rates: a fraction, printed in percentage points.

    References
    ----------
    OECD and Eurostat, *Guidelines on revisions policy and analysis*: later minus earlier estimate.

    Examples
    --------
    GRDP growth of Hải Phòng in 2021, expected 12.5%, then reported as 12.38%:

    >>> round(revision(earlier=0.125, later=0.1238), 4)
    -0.0012
    """
    return cast("Any", later) - earlier


@elementwise
def relative_revision(earlier: Numbers | float, later: Numbers | float) -> Numbers:
    """Give how a level changed from one publication to a later one, as a fraction of the earlier.

    References
    ----------
    OECD and Eurostat, *Guidelines on revisions policy and analysis*: relative revision.

    Examples
    --------
    Budget revenue of Hải Phòng in the first half of 2024, 60,800 tỷ đồng in one source, over 62,716 in another:

    >>> round(relative_revision(earlier=60800, later=62716), 4)
    0.0315
    """
    return later / positive(earlier) - 1.0


@elementwise
def gap_to_peer(rate: Numbers | float, peer_rate: Numbers | float) -> Numbers:
    """Give how far a rate lies above a peer's, as a fraction (0.1063 is printed as 10.63 percentage points).

    Both must be of one indicator, scope, period and price basis.

    References
    ----------
    UK Government Statistical Service: a difference of two percentages is in percentage points,
    https://analysisfunction.civilservice.gov.uk/policy-store/writing-about-statistics/

    Examples
    --------
    Growth of accommodation in the first quarter of 2024, Kiến An 26.74% and Hồng Bàng 21.72%:

    >>> round(gap_to_peer(rate=0.2674, peer_rate=0.2172), 4)
    0.0502
    """
    return cast("Any", rate) - peer_rate
