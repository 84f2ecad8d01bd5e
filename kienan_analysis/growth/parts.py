"""Parts of a whole: where growth came from, and what the whole is made of.

Valid only for parts that add up to the whole: one concept, one price basis (current, or constant of one year), no
chained volumes. Industrial gross output and retail turnover do not.
"""

# The signatures are the contract; inside, one line of arithmetic serves every kind of number.
# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from kienan_analysis.growth._elementwise import Numbers, elementwise, keep, positive

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

Parts = TypeVar("Parts", "NDArray[np.float64]", "pd.Series[float]")


@elementwise
def contribution_to_growth(
    part: Numbers | float,
    part_base: Numbers | float,
    total_base: Numbers | float,
) -> Numbers:
    """Give what a part adds to the growth of the whole, as a fraction (0.027 is printed as 2.7 percentage points).

    ``(part - part_base) / total_base``, which is the part's share in the base period times its growth. The
    contributions of all parts sum to the growth of the whole.

    References
    ----------
    INSEE, definition *contribution* (c1207), https://www.insee.fr/en/metadonnees/definition/c1207; Australian Bureau of
    Statistics, *Australian System of National Accounts: Concepts, Sources and Methods*, chapter 6, contributions to
    growth.

    Examples
    --------
    Retail sales of Kiến An in what retail, accommodation and food services took together, 2021 over 2020:

    >>> round(contribution_to_growth(part=8446.29, part_base=6854.086, total_base=8025.762), 4)
    0.1984
    """
    return (part - part_base) / positive(total_base)


@elementwise
def share_of_growth(contribution: Numbers | float, total_growth: Numbers | float) -> Numbers:
    """Give the share of the whole's growth that a part brought, as a fraction.

    ``contribution / total_growth``; NaN where the whole did not change, and meaningless near there. Where the whole
    fell it is the share of the fall; a part that moved against the whole has a negative share. Not to be confused with
    `contribution_to_growth`: reports print both, in percent and in percentage points.

    References
    ----------
    Practice of the National Statistics Office of Viet Nam, which prints *đóng góp 2,70 điểm phần trăm* and *đóng góp
    45,17%* for the same growth.

    Examples
    --------
    >>> round(share_of_growth(contribution=0.19839, total_growth=0.22687), 3)
    0.874
    """
    return contribution / keep(total_growth, total_growth != 0)


@elementwise
def structure(parts: Parts) -> Parts:
    """Give the share of each part in the sum of all, as fractions.

    Parameters
    ----------
    parts : array or Series
        All parts of one period, in one price basis (current prices, for a structure). Of several dimensions the first
        is the parts. One missing part leaves the whole unknown: every share is NaN. So does a sum that is not positive.

    References
    ----------
    Practice of Vietnamese statistical yearbooks (*cơ cấu*, at current prices).

    Examples
    --------
    Retail, and accommodation and food services, of Kiến An in 2021:

    >>> structure([8446.29, 1400.27]).round(4).tolist()
    [0.8578, 0.1422]
    """
    # pandas' own sum leaves missing parts out, which would inflate the shares of the others.
    total = np.asarray(parts, dtype=np.float64).sum(axis=0)
    return parts / positive(total)


def structure_change(parts: Parts, parts_base: Parts) -> Parts:
    """Give how each part's share changed, as fractions (-0.0038 is printed as -0.38 percentage points).

    Parameters
    ----------
    parts, parts_base : array or Series
        All parts in the later and in the base period, in one order (a Series: under the same labels).

    References
    ----------
    Practice of Vietnamese statistical yearbooks; UK Government Statistical Service: a difference of two percentages is
    in percentage points, https://analysisfunction.civilservice.gov.uk/policy-store/writing-about-statistics/

    Examples
    --------
    >>> structure_change([8446.29, 1400.27], [6854.086, 1171.676]).round(5).tolist()
    [0.00378, -0.00378]
    """
    return structure(parts) - structure(parts_base)
