"""Columns of text as small integers, so that a million rows are compared and sorted as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from kienan_analysis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Texts: TypeAlias = npt.NDArray[np.object_]

# So many different texts of a column are expected; with more it takes a little longer.
_FEW: Final = 1024
# As many times the keys may be possible ones that are marked one by one, rather than found by a table of hashes.
_MARKED_AT_MOST: Final = 2
REQUIRED = ("id", "source", "area", "indicator", "period", "measure", "value", "low", "high")


def require_columns(frame: pd.DataFrame) -> None:
    """Refuse a frame that is no table of observations.

    Raises
    ------
    UsageError
        A column is missing, or an id occurs twice: then no conflict could name its observations.
    """
    missing = [name for name in REQUIRED if name not in frame.columns]
    if missing:
        message = f"This is no table of observations: it has no column {', '.join(missing)}."
        raise UsageError(message, remedy="Give a dataset, or its table of observations.")
    if _may_repeat(frame["id"]) and not frame["id"].is_unique:
        twice = frame["id"][frame["id"].duplicated()].iloc[0]
        message = f"The id {twice!r} stands for more than one observation, so what rests on it could not be named."
        raise UsageError(message, remedy="Give every observation an id of its own.")


def _may_repeat(ids: pd.Series) -> bool:
    """Tell by sorted hashes whether texts may repeat: without a table of a million of them, which would be large."""
    hashes = np.fromiter(map(hash, ids.to_numpy(dtype=object)), dtype=np.int64, count=len(ids))
    hashes.sort()
    return bool((hashes[1:] == hashes[:-1]).any())


def coded(frame: pd.DataFrame, name: str) -> tuple[Ints, list[str]]:
    """Replace the texts of a column by their rank in sorted order; a column that is not there is empty throughout.

    Returns
    -------
    codes : array
        One per row.
    texts : list of str
        What each code stands for, sorted.
    """
    if name not in frame.columns:
        return np.zeros(len(frame), dtype=np.int64), [""]
    # As objects, since only so can be said that there are few different ones; else room for as many as rows is made.
    codes, uniques = pd.factorize(frame[name].to_numpy(dtype=object), size_hint=_FEW)
    texts = [str(text) for text in uniques]
    names = sorted({*texts, ""})  # a missing text is an empty one
    position = {text: place for place, text in enumerate(names)}
    recode = np.array([*(position[text] for text in texts), position[""]], dtype=np.int64)
    return recode[codes], names  # the code -1, missing, takes the last place


def combined(*parts: tuple[Ints, int]) -> tuple[Ints, Ints]:
    """Replace combinations of several codes by the rank of each distinct one.

    A rank is the place among the distinct combinations, sorted.

    Parameters
    ----------
    parts : (codes, how many codes there can be)

    Returns
    -------
    codes : array
        One per row.
    rows : array
        For each code, one row that has it.
    """
    keys, below = np.zeros(len(parts[0][0]), dtype=np.int64), 1
    for codes, count in parts:
        keys, below = keys * max(count, 1) + codes, below * max(count, 1)
    codes, distinct = ranked(keys, below)
    rows = np.empty(len(distinct), dtype=np.int64)
    rows[codes] = np.arange(len(codes))
    return codes, rows


def ranked(keys: Ints, below: int) -> tuple[Ints, Ints]:
    """Give each key the rank of its value, and list the distinct values in order (quicker here than `np.unique`).

    Parameters
    ----------
    keys : array
        None is negative.
    below : int
        What every key is less than. Where that is not much more than there are keys, all possible ones are marked.
    """
    if below <= _MARKED_AT_MOST * len(keys):
        is_there = np.zeros(below, dtype=bool)
        is_there[keys] = True
        return (np.cumsum(is_there) - 1)[keys], np.flatnonzero(is_there)
    codes, distinct = pd.factorize(keys)
    order = np.argsort(distinct)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank[codes], distinct[order]


def tightest(keys: Ints, weights: Floats, rows: Ints, precedence: Callable[[Ints], Ints]) -> tuple[Ints, Floats, Ints]:
    """Find the least weight under each key, and which entry has it.

    Parameters
    ----------
    keys, weights : arrays
    rows : array
        What each entry stands for.
    precedence : function
        Ranks what it is given in the order in which equals are preferred; asked about equals only.

    Returns
    -------
    keys, weights, entries : arrays
        One per distinct key, keys ascending.
    """
    if not len(keys):
        return keys, weights, np.zeros(0, dtype=np.int64)
    order = np.argsort(keys)
    ordered = keys[order]
    begins = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    if begins.all():
        return ordered, weights[order], order
    first = np.flatnonzero(begins)
    least = np.minimum.reduceat(weights[order], first)
    group = np.repeat(np.arange(first.size), np.diff(np.append(first, order.size)))
    tight = np.flatnonzero(weights[order] == least[group])
    entries, group = order[tight], group[tight]
    equal = np.bincount(group, minlength=first.size)[group] > 1
    if equal.any():
        among = np.flatnonzero(equal)
        rank = precedence(rows[entries[among]])
        among = among[np.lexsort((rank, group[among]))]
        leaders = among[np.concatenate(([True], group[among][1:] != group[among][:-1]))]
        chosen = np.sort(np.concatenate((np.flatnonzero(~equal), leaders)))
        entries = entries[chosen]
    return ordered[first], least, entries
