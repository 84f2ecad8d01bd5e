"""The years that a command is asked for: ``2021``, ``2020-2023``, several of these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.errors import UsageError, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.runs.planning import Lacking

_SPAN: Final = re.compile(r"(\d{4})(?:\s*[-–:]\s*(\d{4}))?")
_MOST_YEARS: Final = 100
_FEW: Final = 12


def years_of(texts: Sequence[str]) -> list[int]:
    """Read years and spans of years.

    Parameters
    ----------
    texts : sequence of str
        Each a year of four digits, or the first and the last with a hyphen between.

    Returns
    -------
    list of int
        Each once, in the order in which they are named.

    Raises
    ------
    UsageError
        One is no year, or a span runs backwards or over more than a hundred years.

    Examples
    --------
    >>> years_of(["2020-2023", "2018"])
    [2020, 2021, 2022, 2023, 2018]
    """
    found: list[int] = []
    for text in texts:
        match = _SPAN.fullmatch(text.strip())
        remedy = "Write 2021, or the first and the last with a hyphen between: 2020-2023."
        if match is None:
            raise UsageError("this is no year.", where=f"--year {shortened(text)}", remedy=remedy)
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first >= _MOST_YEARS:
            what = "the years run backwards." if last < first else "these are more than a hundred years."
            raise UsageError(what, where=f"--year {text}", remedy=remedy)
        found.extend(range(first, last + 1))
    return list(dict.fromkeys(found))


def lacking_lines(lacking: Sequence[Lacking]) -> list[str]:
    """Say which of the reviews that were asked for cannot be made, one line an area."""
    lines = []
    for area in dict.fromkeys(one.area for one in lacking):
        of_area = [one for one in lacking if one.area == area]
        if len(of_area) == 1:
            lines.append(f"Left out: {f'{area}, ' if area else ''}{of_area[0].error}")
            continue
        years = [str(one.year) for one in of_area]
        named = ", ".join(years if len(years) <= _FEW else [*years[:_FEW], "…"])
        who = f"{area}: nothing is known of it in" if area else "no area has figures of"
        lines.append(f"Left out: {who} {named}. {of_area[0].error.remedy}")
    return lines
