"""Several periods: indices chained from rates, series linked across a break, periods out of cumulated figures."""

# The signatures are the contract; inside, one line of arithmetic serves every kind of number.
# mypy: disable-error-code="no-any-return"

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from kienan_analysis.errors import KienanError
from kienan_analysis.growth._elementwise import Numbers, as_numbers, elementwise, is_series, positive

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

Values = TypeVar("Values", "NDArray[np.float64]", "pd.Series[float]")


def chained_index(rates: Values, base: float = 100.0) -> Values:
    """Chain yearly growth rates into an index; the period before the first rate is the base.

    A missing link breaks the chain: from there on every value is NaN, because nothing ties it to the base any more. So
    does a year that a Series leaves out (2019, 2021: the growth of 2021 is over 2020), and a fall of 100% or more. For
    a new segment call again with the rates after the gap.

    Parameters
    ----------
    rates : array or Series
        Fractions of consecutive periods, in order. A Series whose labels are all years is checked for left out years;
        other labels are taken to be consecutive.
    base : float
        Value in the period before the first.

    Raises
    ------
    KienanError
        Years out of order or twice: a chain over two vintages would be no series.

    References
    ----------
    Practice of Vietnamese statistical yearbooks (*chỉ số phát triển, năm trước = 100*), multiplied along; International
    Monetary Fund, *Quarterly National Accounts Manual*, chapter 8 (chaining).

    Examples
    --------
    Retail sales of Kiến An, 2020 = 100: +23.23% in 2021; 2022 is not published; +22% in 2023.

    >>> chained_index([0.2323, float("nan"), 0.22]).round(2).tolist()
    [123.23, nan, nan]
    """
    values = np.asarray(as_numbers(rates))
    factors = positive(1.0 + values)
    if is_series(rates):
        factors = np.where(_follows_a_gap(cast("Any", rates).index), np.nan, factors)
    index = base * np.cumprod(factors)
    chained: Any = index
    if is_series(rates):
        series = cast("Any", rates)
        chained = type(series)(index, index=series.index, name=series.name)
    return chained


def link_series(old: Values, new: Values, overlap: object) -> Values:
    """Link an old series to a new one across a break, on the new one's level.

    Before the overlap ``old * new[overlap] / old[overlap]``, from the overlap on the new series: growth rates are kept
    on both sides. Linked parts no longer add up to a linked whole, and the page must show the break.

    Parameters
    ----------
    old, new : array or Series
        Series have ordered labels (years). Arrays are of one length, position for position.
    overlap : label or position
        A period that both have. Where either is missing or not positive there, the old part is NaN.

    Raises
    ------
    KienanError
        The overlap is not in both.

    References
    ----------
    Statistics Finland, *Linking old indices*, http://www.stat.fi/tup/verkkokoulu/data/ind/03/06/index_en.html; OECD,
    *Linking time series* (first common period link), http://www.oecd.org/std/methodology-linkingtimeseriesoecd.htm

    Examples
    --------
    >>> import numpy as np
    >>> link_series(np.array([180.0, 200.0, np.nan]), np.array([np.nan, 100.0, 110.0]), overlap=1).tolist()
    [90.0, 100.0, 110.0]
    """
    if is_series(old) and is_series(new):
        return cast("Values", _link_labelled(cast("Any", old), cast("Any", new), overlap))
    before, after = np.asarray(as_numbers(old)), np.asarray(as_numbers(new))
    if before.shape != after.shape or not isinstance(overlap, int) or not 0 <= overlap < len(before):
        raise _no_overlap(overlap)
    scaled = before * _link(before[overlap], after[overlap])
    return cast("Values", np.concatenate([scaled[:overlap], after[overlap:]]))


@elementwise
def year_to_date_to_period(cumulated: Numbers | float, cumulated_before: Numbers | float) -> Numbers:
    """Give one period out of two figures cumulated from the year's start: their difference.

    Nine months minus six is the third quarter. Negative where the office revised the earlier months down: shown, not
    clipped. Both must be of one year and vintage; never scale a part year up to a year by months.

    References
    ----------
    From the definition: Vietnamese reports cumulate from the year's start (*5 tháng*, *9 tháng*), and months add up.

    Examples
    --------
    Budget revenue of Hải Phòng, 24,926.49 tỷ đồng in the first quarter of 2022 and 70,343.6 in eight months:

    >>> round(year_to_date_to_period(cumulated=70343.6, cumulated_before=24926.49), 2)
    45417.11
    """
    return cast("Any", cumulated) - cumulated_before


def _link(old_at_overlap: float, new_at_overlap: float) -> float:
    with np.errstate(all="ignore"):
        return float(positive(new_at_overlap) / positive(old_at_overlap))


def _link_labelled(old: Any, new: Any, overlap: Any) -> Any:  # noqa: ANN401 - Series and a label of theirs
    if overlap not in old.index or overlap not in new.index:
        raise _no_overlap(overlap)
    labels = old.index.union(new.index)
    scaled = (old * _link(old.loc[overlap], new.loc[overlap])).reindex(labels)
    return new.reindex(labels).where(labels >= overlap, scaled)


def _no_overlap(overlap: object) -> KienanError:
    what = "Two series can be linked only at a period that both have."
    return KienanError(what, where=f"overlap {overlap!r}", remedy="Choose one, or leave the break open.")


def _follows_a_gap(labels: Any) -> NDArray[np.bool_]:  # noqa: ANN401 - any pandas index
    """Mark the labels whose year is not the one after the label before."""
    texts = [str(label) for label in labels]
    follows = np.zeros(len(texts), dtype=np.bool_)
    if all(len(text) == len("2021") and text.isdecimal() for text in texts):
        steps = np.diff([int(text) for text in texts])
        if (steps < 1).any():
            what = "The years of the rates are out of order or occur twice; an index chains one rate a year, in order."
            raise KienanError(what, where=", ".join(texts[:12]), remedy="Choose one vintage and sort by year.")
        follows[1:] = steps > 1
    return follows
