"""What lets one formula take floats, arrays and Series alike."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

# A formula gives back what it was given: any of its arguments may be a plain float beside arrays or Series.
Numbers = TypeVar("Numbers", float, "NDArray[np.float64]", "pd.Series[float]")

Formula = TypeVar("Formula", bound="Callable[..., Any]")


def elementwise(formula: Formula) -> Formula:
    """Let a formula take numbers of any kind, keep its arithmetic silent, and return a float for scalars."""

    @functools.wraps(formula)
    def over_numbers(*args: object, **kwargs: object) -> object:
        with np.errstate(all="ignore"):
            result = formula(
                *(as_numbers(value) for value in args),
                **{name: as_numbers(value) for name, value in kwargs.items()},
            )
        return float(result) if np.ndim(result) == 0 else result

    return cast("Formula", over_numbers)


def as_numbers(value: Any) -> Any:  # noqa: ANN401 - any kind of number in, the same kind as doubles out
    """Give doubles: a Series stays a Series, a number becomes a numpy scalar, anything else an array."""
    if is_series(value):
        return value if value.dtype == np.float64 else value.astype("float64")
    array = np.asarray(value, dtype=np.float64)
    return array[()]


def is_series(value: object) -> bool:
    """Tell a pandas Series without importing pandas."""
    return hasattr(value, "to_numpy") and hasattr(value, "index")


def keep(value: Any, condition: Any) -> Any:  # noqa: ANN401 - any kind of number and a mask of the same kind
    """Give `value` where the condition holds, else NaN."""
    return value.where(condition) if is_series(value) else np.where(condition, value, np.nan)


def positive(value: Any) -> Any:  # noqa: ANN401 - any kind of number
    """Give `value` where it is above zero, else NaN: what a base, a plan or a total must be."""
    return keep(value, value > 0)
