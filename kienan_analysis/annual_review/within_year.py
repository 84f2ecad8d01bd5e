"""How far a year had come: figures of months, quarters and half-years, and the annual plan that they imply."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from kienan_analysis import growth
from kienan_analysis.catalogue import parse_period
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.formulas import EMPTY
from kienan_analysis.reviews.quantities import Quantity, choose, derive, in_points, put, take
from kienan_analysis.reviews.statements import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews import Accepted, Figure

PART_KEY: Final = [*KEY, "period"]
# What is implied between ends further apart than this part of it tells nothing of its size.
WIDE: Final = 0.1
# Of a part of a year: whose plan a row is a share of.
_Row = tuple[str, str, str, str]
# A share this near to an even spread over the months is called even.
EVEN: Final = 0.005
MONTHS: Final = 12
# By what follows: what it follows from.
_FOLLOWS: Final = {
    "pace": ("attainment",),
    "left": ("level", "plan"),
    "rest": ("level", "growth", "attainment", "whole_before", "plan"),
    "usual": ("before", "whole_before"),
}


def part_years(data: Dataset, accepted: Accepted, year: int) -> pd.DataFrame:
    """Tabulate the part-year figures of a year.

    Returns
    -------
    DataFrame
        One row for each indicator, price basis, period and plan. Quantities, with the facts of
        `reviews.accepted.FACTS`: ``level``, ``growth`` (against the same months a year earlier), ``attainment`` (share
        of the whole year's plan), ``plan`` (the year's plan: printed, or implied by level and share of the year or of a
        part of it) and ``aimed`` (the growth that was set as the year's target). ``months`` is how many months have
        passed, missing for a single later month or quarter: those have no pace.

        Of what adds up over the months from January on: ``even`` (their share of the year, a fraction); and with
        bounds ``pace`` (how much faster than so far the remaining months must run; 1 is the same), ``left`` (what the
        plan leaves to do, negative beyond it), ``usual`` (the share of the year's result that the same months had
        brought a year earlier) and ``rest`` (the growth over the same months a year earlier that the remaining ones
        need for the plan). ``progress`` is ``reached``, ``ahead``, ``even`` or ``behind``, empty where nothing can be
        said. ``latest``: whether nothing later is known of the indicator and plan. ``whole``: the year's own level.
        ``because``: the statements that an implied level rests on.
    """
    keys = sorted(
        {
            *((*key, "") for found in (accepted.levels, accepted.growths) for key in found if _inside(key[2], year)),
            *(key[:4] for key in accepted.plans if key[4] == "attainment" and _inside(key[2], year)),
        }
    )
    # A level stands beside each plan that it is a share of, and alone where it is of none.
    planned = {key[:3] for key in keys if (*key, "attainment") in accepted.plans}
    keys = [key for key in keys if key[:3] not in planned or (*key, "attainment") in accepted.plans]
    frame = _progress(part_figures(data, accepted, keys), data, accepted)
    frame["latest"] = pd.Series(_latest(frame), index=frame.index, dtype=bool)
    order = {name: number for number, name in enumerate(data.indicators.index)}
    ends = {text: (parse_period(text).last, parse_period(text).months) for text in frame["period"].unique()}
    places = pd.DataFrame({"last": frame["period"].map(ends), "indicator": frame["indicator"].map(order)})
    return frame.loc[places.sort_values(["indicator", "last"], kind="stable").index].reset_index(drop=True)


def main_period(frame: pd.DataFrame) -> str:
    """Choose the period that a report of a part of a year is of: of what is printed, the most months from January on.

    Where no period begins in January, the one that ends last, of those the longest. Empty where nothing is printed.
    """
    origins = ["level_origin", "growth_origin", "attainment_origin"]
    printed = frame[(frame[origins] == "published").any(axis=1)]
    known = printed[printed["months"].notna()]
    if len(known):
        return str(known.sort_values("months", kind="stable")["period"].iloc[-1])
    return max(map(str, printed["period"]), key=_end, default="")


def part_figures(data: Dataset, accepted: Accepted, keys: list[_Row]) -> pd.DataFrame:
    """Lay out what is known of parts of years: level, growth, share of plan, plan and target."""
    levels = [accepted.level(*key[:3]) for key in keys]
    shares = [accepted.plan("attainment", *key) for key in keys]
    plans = [
        EMPTY if math.isnan(share.value) else accepted.plan("plan", *key[:2], key[2][:4], key[3])
        for key, share in zip(keys, shares, strict=True)
    ]
    parts = [
        in_columns("level", levels),
        in_columns("growth", [accepted.growth(*key[:3]) for key in keys]),
        in_columns("attainment", shares),
        in_columns("plan", plans),
    ]
    frame = pd.concat([pd.DataFrame(keys, columns=[*PART_KEY, "assigner"]), *parts], axis=1).copy()
    frame["because"] = [level.rests_on if level.origin == "implied" else () for level in levels]
    frame["status"] = frame["level_status"]
    frame["months"] = frame["period"].map(_months_passed).astype(float)
    sources = frame[["level_source", "growth_source", "attainment_source"]].replace("", np.nan)
    frame["source"] = sources.bfill(axis=1).iloc[:, 0]
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    frame["in_points"] = in_points(frame, data.indicators["kind"])
    return frame


def _progress(frame: pd.DataFrame, data: Dataset, accepted: Accepted) -> pd.DataFrame:
    """Add how far the year had come against its plan, and what the rest of it needs."""
    rows: list[tuple[str, str, str]] = list(zip(*(frame[name] for name in PART_KEY), strict=True))
    adds_up = pd.Series([accepted.adds_up(row[0]) for row in rows], index=frame.index, dtype=bool)
    passed = frame["months"].where(adds_up)
    before = [parse_period(text).previous().text for text in frame["period"]]
    aims: dict[tuple[str, str, str], dict[str, Figure]] = {}
    for key, figure in accepted.plans.items():
        if key[4] == "planned_growth" and figure.id:
            aims.setdefault(key[:3], {})[key[3]] = figure
    known = {
        "aimed": [
            _aim(aims.get((*key[:2], key[2][:4]), {}), by) for key, by in zip(rows, frame["assigner"], strict=True)
        ],
        "whole": [accepted.level(*key[:2], key[2][:4]) for key in rows],
        "before": [accepted.level(*key[:2], text) for key, text in zip(rows, before, strict=True)],
        "whole_before": [accepted.level(*key[:2], text[:4]) for key, text in zip(rows, before, strict=True)],
    }
    frame = pd.concat([frame, *(in_columns(name, figures) for name, figures in known.items())], axis=1)
    level, share, plan, rate = (take(frame, name) for name in ("level", "attainment", "plan", "growth"))
    so_far = adds_up & passed.notna()
    # Where the plan follows from this row's own level and share, all at once: a plan less a level would be wider.
    own = so_far & _rests_on_both(frame, "plan", ("level", "attainment"))
    other = so_far & frame["plan"].notna() & ~own
    whole = take(frame, "whole_before")
    firm = ~pd.Series([one.disputed for one in known["whole_before"]], index=frame.index, dtype=bool)
    by_share = (own, derive(lambda v, p: v / p - v, level, share))
    rest = (own & firm, derive(growth.required_growth_to_plan, whole, level, rate, share))
    found = frame[[]].assign(even=passed / MONTHS)
    put(found, "pace", _pace(share, passed))
    put(found, "left", _bounded(choose(by_share, (other, derive(np.subtract, plan, level)))))
    put(found, "rest", _bounded(choose(rest, (other & firm, derive(_rest, whole, plan, level, rate)))))
    put(found, "usual", share_of_year(frame, list(so_far & firm), "before", "whole_before"))
    for name, parts in _FOLLOWS.items():
        found[f"{name}_rests_on"] = _behind(frame, parts, found[name].notna())
    better = frame["indicator"].map(data.indicators["higher_is_better"])
    facts = zip(*share, found["even"], better, strict=True)
    found["progress"] = [_standing(*row) if up is True else "" for *row, up in facts]
    # A copy is of one piece: what is added to hundreds of pieces is slow.
    return pd.concat([frame, found], axis=1).copy()


def _pace(share: Quantity, passed: pd.Series) -> Quantity:
    """Give how much faster the rest must run; open at one side where the share is known as *at least*, *at most*."""
    pace = derive(growth.required_run_rate, share, Quantity(passed, passed, passed))
    at_least, at_most = np.isinf(share.high), pace.value.notna() & ~(share.low > 0)
    low = pace.low.mask(at_most, growth.required_run_rate(share.high, passed)).mask(at_least, -np.inf)
    return Quantity(pace.value, low, pace.high.mask(at_most, np.inf))


def _rests_on_both(frame: pd.DataFrame, name: str, parts: tuple[str, str]) -> pd.Series:
    """Tell where a quantity follows from two others of its row and from nothing else."""
    columns = zip(*(frame[f"{of}_rests_on"] for of in (name, *parts)), strict=True)
    own = [bool(of) and set(of) == {*one, *two} for of, one, two in columns]
    return pd.Series(own, index=frame.index, dtype=bool) & (frame["attainment_origin"] == "published")


def _aim(aims: Mapping[str, Figure], by: str) -> Figure:
    """Choose the year's target: that of the same assigner, else the only one."""
    return aims.get(by) or (next(iter(aims.values())) if len(aims) == 1 else EMPTY)


def _rest(whole: pd.Series, plan: pd.Series, level: pd.Series, rate: pd.Series) -> pd.Series:
    """Give the growth that the rest needs for a plan that is known by itself."""
    return growth.required_growth_of_rest(whole, plan / whole - 1, level, rate)


def _behind(frame: pd.DataFrame, names: Iterable[str], known: pd.Series) -> list[tuple[str, ...]]:
    """Name the statements behind some quantities, where what follows from them is known."""
    lists = zip(*(frame[f"{name}_rests_on"] for name in names), known, strict=True)
    return [tuple(dict.fromkeys(name for behind in each for name in behind)) if there else () for *each, there in lists]


def _bounded(figure: Quantity) -> Quantity:
    """Keep what is known from at least one side."""
    known = np.isfinite(figure.low) | np.isfinite(figure.high)
    return Quantity(*(end.where(known) for end in figure))


def share_of_year(frame: pd.DataFrame, where: list[bool], part: str = "level", whole: str = "whole") -> Quantity:
    """Give the share that a part has in its year; nothing where either has an open end, or the part is the greater."""
    parts, wholes = take(frame, part), take(frame, whole)
    # Of a part that is known only as less than its year nobody knows the share.
    closed = np.isfinite(parts.low) & np.isfinite(parts.high) & np.isfinite(wholes.low) & np.isfinite(wholes.high)
    share = derive(lambda v, w: v / w, parts, wholes)
    known = (
        closed
        & (share.value < 1)
        & (share.high - share.low <= WIDE * share.value)
        & pd.Series(where, index=frame.index, dtype=bool)
    )
    return Quantity(*(end.where(known) for end in share))


def _standing(share: float, low: float, high: float, even: float) -> str:
    """Say how a share of plan stands to an even spread over the months, as far as its bounds tell."""
    if math.isnan(share) or math.isnan(even):
        return ""
    if low >= 1:
        return "reached"
    closed = math.isfinite(low) and math.isfinite(high)
    if closed and abs(share - even) <= EVEN:
        return "even"
    if low > even:
        return "ahead"
    return "behind" if high < even else ""


def _latest(frame: pd.DataFrame) -> list[bool]:
    """Mark what is the latest of an indicator and plan: the most months from January on, else what ends last.

    A share of a plan stays the latest of that plan, whatever later growth is printed without one.
    """
    names = ["indicator", "basis", "assigner", "attainment", "months", "period"]
    rows = list(frame[names].itertuples(index=False, name=None))
    places = [(0.0 if math.isnan(months) else months, *_end(text)) for *_, months, text in rows]
    best: dict[tuple[object, ...], tuple[float, int, int]] = {}
    for (indicator, basis, by, share, *_), place in zip(rows, places, strict=True):
        for key in [(indicator, basis), *([] if math.isnan(share) else [(indicator, basis, by)])]:
            best[key] = max(best.get(key, place), place)
    return [
        best[(indicator, basis) if math.isnan(share) else (indicator, basis, by)] == place
        for (indicator, basis, by, share, *_), place in zip(rows, places, strict=True)
    ]


def _inside(text: str, year: int) -> bool:
    """Whether a period is a part of a year."""
    period = parse_period(text)
    return period.is_part_year and period.year == year


def _end(text: str) -> tuple[int, int]:
    """Order periods by where they end, then by how many months they hold."""
    period = parse_period(text)
    return period.last.month, period.months


def _months_passed(text: str) -> float:
    """Count the months from January to a cumulative period's end; missing where it does not begin in January."""
    period = parse_period(text)
    return float(period.last.month) if period.first.month == 1 else np.nan


__all__ = ["EVEN", "MONTHS", "main_period", "part_figures", "part_years", "share_of_year"]
