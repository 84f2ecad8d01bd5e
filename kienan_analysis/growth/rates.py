"""Change from one period to another."""

# The signatures are the contract; inside, one line of arithmetic serves every kind of number.
# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

import numpy as np

from kienan_analysis.growth._elementwise import Numbers, elementwise, positive

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray


@elementwise
def growth_rate(current: Numbers | float, base: Numbers | float) -> Numbers:
    """Give the growth of a level over its base, as a fraction.

    ``current / base - 1``. The two must be of one area, indicator, price basis and length of period, one year apart
    unless the growth is said to be over longer: this function sees only numbers.

    References
    ----------
    INSEE, definition *growth rate* (c1362), https://www.insee.fr/en/metadonnees/definition/c1362

    Examples
    --------
    Industrial output of Kiến An in 2021, over what 2020 must have been:

    >>> round(growth_rate(current=600.37, base=528.123), 4)
    0.1368
    >>> growth_rate(600.37, 0.0)
    nan
    """
    return current / positive(base) - 1.0


@elementwise
def implied_base(current: Numbers | float, growth: Numbers | float) -> Numbers:
    """Give the level of the base period that a level and its growth imply.

    ``current / (1 + growth)``, the inverse of `growth_rate`; NaN for a fall of 100% or more.

    References
    ----------
    INSEE, definition *growth rate* (c1362), solved for the base.

    Examples
    --------
    Industrial output of Kiến An in 2020, from 600.37 tỷ đồng and +13.68% in 2021:

    >>> round(implied_base(current=600.37, growth=0.1368), 3)
    528.123
    """
    return current / positive(1.0 + growth)


@elementwise
def compound_annual_growth_rate(
    first: Numbers | float,
    last: Numbers | float,
    years: Numbers | float,
) -> Numbers:
    """Give the constant yearly rate that leads from the first level to the last.

    ``(last / first) ** (1 / years) - 1``. `years` counts the steps between the two (2019 to 2023: 4), not the points.

    References
    ----------
    U.S. Bureau of Economic Analysis, *Compound annual growth rate*: the n-th root, n the end year minus the begin year,
    "not a simple arithmetic average", https://www.bea.gov/regional/definitions/nextpage.cfm?key=Compound%20annual%20growth%20rate

    Examples
    --------
    Kiến An's budget 2019 to 2023, 325.023 to 516.756 tỷ đồng (two scopes: an illustration of the arithmetic only):

    >>> round(compound_annual_growth_rate(first=325.023, last=516.756, years=4), 4)
    0.1229
    """
    return (last / positive(first)) ** (1.0 / positive(years)) - 1.0


@overload
def mean_annual_growth(rates: Sequence[float] | pd.Series[float]) -> float: ...
@overload
def mean_annual_growth(rates: NDArray[np.float64] | Sequence[NDArray[np.float64]]) -> Any: ...  # noqa: ANN401


@elementwise
def mean_annual_growth(rates: Any) -> Any:
    """Give the one yearly rate that compounds to the same as the given rates.

    The geometric mean ``prod(1 + g) ** (1 / n) - 1``; the arithmetic mean overstates it.

    Parameters
    ----------
    rates : sequence, array or Series
        Fractions of consecutive years, in any order. Of several dimensions (or a sequence of arrays) the first is the
        years. NaN where any of them is missing, or is a fall of 100% or more: a gap has no mean growth.

    References
    ----------
    United Nations Statistics Division, glossary of national accounts, *growth rate*: over more than one year the mean
    annual rate may be computed, https://unstats.un.org/unsd/snaama/glossresults.asp?gID=10

    Examples
    --------
    Kiến An's budget 2020 to 2023; the arithmetic mean of the same rates is 14.06%:

    >>> round(mean_annual_growth([0.2565, 0.04, 0.3921, -0.126]), 3)
    0.123
    """
    stacked = np.asarray(rates, dtype=np.float64)
    years = len(stacked)
    if not years:
        return np.nan
    return np.prod(positive(1.0 + stacked), axis=0) ** (1.0 / years) - 1.0
