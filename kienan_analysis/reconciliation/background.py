"""What has to be known besides the figures: kinds and price bases of indicators, dates of sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from kienan_analysis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.dataset import Dataset

# Under this key a frame of observations may carry its background in `DataFrame.attrs`, as plain text:
# {"kind": {indicator: kind}, "price_basis": {indicator: basis}, "published": {source: date}, "language": …}.
ATTRIBUTE = "kienan"


@dataclass(frozen=True, slots=True)
class Background:
    """What the observations' own columns do not say.

    Attributes
    ----------
    kinds : mapping of str to str
        Indicator to ``flow``, ``stock``, ``index`` or ``rate``. One that is missing is taken for a quantity of
        which nothing more is known: no cumulation, no exception.
    price_bases : mapping of str to str
        Indicator to its own price basis, which an empty ``price_basis`` stands for.
    published : mapping of str to int
        Source to the day of publication, as an ordinal; those without a date are missing.
    languages : mapping of str to str
        Source to ``vi`` or ``en``; needed only to read targets as rounded.
    authorities : mapping of str to str
        Source to one of `catalogue.AUTHORITIES`; one that is missing is ``other``.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    price_bases: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    authorities: Mapping[str, str] = field(default_factory=dict)


def gather(
    observations: Dataset | pd.DataFrame, indicators: pd.DataFrame | None, sources: pd.DataFrame | None
) -> tuple[pd.DataFrame, Background]:
    """Take the frame of observations out of what was given, and find its background.

    Frames named by the caller win over the dataset's, and those over what the frame carries in its ``attrs``.

    Raises
    ------
    UsageError
        Neither a dataset nor a frame was given.
    """
    if isinstance(observations, pd.DataFrame):
        frame = observations
        carried = frame.attrs.get(ATTRIBUTE)
        notes: dict[str, dict[str, str]] = carried if isinstance(carried, dict) else {}
    elif isinstance(getattr(observations, "observations", None), pd.DataFrame):
        frame, notes = observations.observations, {}
        indicators = observations.indicators if indicators is None else indicators
        sources = observations.sources if sources is None else sources
    else:
        message = f"Observations are expected, not {type(observations).__name__}."
        raise UsageError(message, remedy="Give a dataset, or its table of observations.")
    return frame, Background(
        kinds=notes.get("kind", {}) if indicators is None else _column(indicators, "kind"),
        price_bases=notes.get("price_basis", {}) if indicators is None else _column(indicators, "price_basis"),
        published=_ordinals(notes.get("published", {}) if sources is None else _column(sources, "published")),
        languages=notes.get("language", {}) if sources is None else _column(sources, "language"),
        authorities=notes.get("authority", {}) if sources is None else _column(sources, "authority"),
    )


def _column(frame: pd.DataFrame, name: str) -> dict[str, str]:
    """Read one column by id; the id is the index, or a column where a file was read as it is."""
    if name not in frame.columns:
        return {}
    ids = frame["id"] if "id" in frame.columns else frame.index
    return {
        str(key): _day(value) if name == "published" else str(value)
        for key, value in zip(ids, frame[name], strict=True)
        if not pd.isna(value)
    }


def _day(value: object) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _ordinals(days: Mapping[str, str]) -> dict[str, int]:
    """Turn ISO dates into day numbers; a source without a readable date is one without a date."""
    ordinals = {}
    for source, day in days.items():
        try:
            ordinals[source] = date.fromisoformat(day[:10]).toordinal()
        except ValueError:
            continue
    return ordinals
