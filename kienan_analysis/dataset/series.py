"""One indicator of one area over time, as printed: a row a year, a column a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from kienan_analysis.catalogue import parse_period
from kienan_analysis.dataset.vintages import effective_price_basis, latest_statements, sort_periods
from kienan_analysis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from kienan_analysis.dataset import Dataset

Vintage = Literal["latest", "all"]
Periods = Literal["years", "all"]

_MEASURES: Final = ("level", "growth", "attainment", "plan", "planned_growth")
_OF_PLANS: Final = frozenset({"attainment", "plan", "planned_growth"})
_TEXTS: Final = frozenset({"status", "source", "observations"})


def build_series(
    data: Dataset, area: str, indicator: str, vintage: Vintage, periods: Periods, price_basis: str | None
) -> pd.DataFrame:
    """Build what :meth:`kienan_analysis.dataset.Dataset.series` describes."""
    rows = _choose(data, area, indicator, periods, price_basis)
    ranks = data.vintages
    if vintage == "latest":
        # All rows are on one basis, named or not.
        rows = latest_statements(rows.assign(price_basis=""), data.sources, order=ranks)
    rows = rows.assign(_rank=rows["source"].map(ranks).astype("int64"))
    pairs = _pairs(rows, ranks, by_source=vintage == "all")
    frame = _typed(pd.DataFrame([_row(group) for _, group in pairs], columns=list(_columns(rows))))
    name = "year" if periods == "years" else "period"
    labels = pd.Index([label for (label, _), _ in pairs], name=name, dtype="str")
    if periods == "years":
        labels = labels.astype("int64")
    if vintage == "all":
        sources = frame.pop("source")
        return frame.set_index(pd.MultiIndex.from_arrays([labels, sources], names=[name, "source"]))
    frame = frame.set_index(labels)
    if periods == "years" and len(frame):
        frame = _typed(frame.reindex(pd.RangeIndex(labels.min(), labels.max() + 1, name=name)))
    return frame


def _choose(data: Dataset, area: str, indicator: str, periods: Periods, price_basis: str | None) -> pd.DataFrame:
    """Select the observations that the series is made of."""
    rows = data.of_areas(area)
    rows = rows[rows["indicator"] == indicator]
    bases = effective_price_basis(rows, data.indicators)
    wanted = data.indicators.loc[indicator, "price_basis"] if price_basis is None else price_basis
    there = sorted(set(bases))
    if there and wanted not in there:
        message = f"{indicator} of {area} has no figures on the price basis {wanted or '(none)'!r}."
        raise UsageError(message, remedy=f"price_basis can be: {', '.join(repr(basis) for basis in there)}.")
    rows = rows[bases == wanted]
    if periods == "years":
        rows = rows[rows["period"].map(lambda text: parse_period(text).is_full_year).astype(bool)]
    return rows


def _pairs(rows: pd.DataFrame, ranks: pd.Series, *, by_source: bool) -> list[tuple[tuple[str, str], pd.DataFrame]]:
    """Group the rows by period (and source), in order of time, and within a period from the oldest source."""
    position = {text: place for place, text in enumerate(sort_periods(rows["period"]))}
    groups = {
        (str(group["period"].iloc[0]), str(group["source"].iloc[0]) if by_source else ""): group
        for _, group in rows.groupby(["period", "source"] if by_source else ["period"], sort=False)
    }
    return sorted(groups.items(), key=lambda pair: (position[pair[0][0]], int(ranks.get(pair[0][1], 0))))


def _columns(rows: pd.DataFrame) -> Iterator[str]:
    """Name the columns: the usual ones always, those of other assigners and bases where there are any."""
    for measure in _MEASURES:
        yield from (measure, f"{measure}_low", f"{measure}_high")
        if measure in _OF_PLANS:
            yield f"{measure}_assigner"
    yield from ("status", "source", "observations")
    for name in sorted(_other_names(rows)):
        yield from (name, f"{name}_low", f"{name}_high")


def _other_names(rows: pd.DataFrame) -> set[str]:
    """Name the statements that need a column of their own.

    Those relative to a named base, always; those of a named assigner, as soon as a period has several plans.
    """
    names: set[str] = set()
    assigners: dict[tuple[str, str], set[str]] = {}
    statements = zip(*(rows[key].tolist() for key in ("measure", "period", "assigner", "base")), strict=True)
    for measure, period, assigner, base in statements:
        if base:
            names.add(_name(measure, assigner, base))
        elif measure in _OF_PLANS:
            assigners.setdefault((measure, period), set()).add(assigner)
    several = {measure for (measure, _), found in assigners.items() if len(found) > 1}
    for (measure, _), found in assigners.items():
        if measure in several:
            names.update(_name(measure, assigner, "") for assigner in found if assigner)
    return names


def _name(measure: str, assigner: str, base: str) -> str:
    return ":".join(part for part in (measure, assigner, base) if part)


def _row(group: pd.DataFrame) -> dict[str, object]:
    """Lay the statements of one period (and source) side by side."""
    cells: dict[str, object] = {}
    for measure in _MEASURES:
        statements = group[group["measure"] == measure].to_dict("records")
        for statement in statements:
            name = _name(measure, statement["assigner"], statement["base"])
            if name != measure:
                _put(cells, name, statement)
        usual = [statement for statement in statements if not statement["base"]]
        main = [statement for statement in usual if not statement["assigner"]] or usual
        if len(main) == 1:  # several named plans and none unnamed: none of them is *the* plan
            _put(cells, measure, main[0])
            cells[f"{measure}_assigner"] = main[0]["assigner"]
    levels = group[group["measure"] == "level"]
    leading = levels.iloc[0] if len(levels) else group.sort_values("_rank", kind="stable").iloc[-1]
    return cells | {
        "source": leading["source"],
        "status": leading["status"],
        "observations": " ".join(group["id"]),
    }


def _put(cells: dict[str, object], name: str, statement: dict[Hashable, object]) -> None:
    for suffix, end in (("", "value"), ("_low", "low"), ("_high", "high")):
        cells[f"{name}{suffix}"] = statement[end]


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give numbers NaN and text empty where nothing is printed, and mark which rows are."""
    frame = frame.drop(columns="stated", errors="ignore")
    texts = [name for name in frame.columns if name.endswith("_assigner") or name in _TEXTS]
    typed = frame.astype({name: object if name in texts else np.float64 for name in frame.columns})
    typed = typed.fillna(dict.fromkeys(texts, "")).astype(dict.fromkeys(texts, "str"))
    typed["stated"] = typed["observations"] != ""
    return typed
