"""Growth rates that draw a question: so far that a slip is likelier, of the size of an index, or of a rate in percent.

*111,01* where the year before is 100 is an index, and the growth 11.01%; stored as growth it is ten times too much. A
poverty rate of 1.2% that fell by 25% was 1.6% before, or that is meant in points and cannot be.
Nothing is left out or rescaled for it: the page and ``kienan check`` ask, and a person looks at the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kienan_analysis.catalogue import POINTS
from kienan_analysis.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kienan_analysis.dataset import Dataset

FILE: Final = "observations.csv"
# A yearly flow that grows by more than this is rare enough to be looked at.
FAR: Final = 0.6
# Indices of the same period a year earlier (= 100) lie here.
INDEX: Final = (0.8, 1.6)


def asked_about(data: Dataset, statements: pd.DataFrame) -> pd.DataFrame:
    """Take the printed growth rates that draw a question.

    Parameters
    ----------
    data : Dataset
    statements : DataFrame
        Observations of it.

    Returns
    -------
    DataFrame
        Their rows, with ``question``: ``index`` where the number has the size of an index of the same period a year
        earlier, ``points`` where a rate's change or the target for it is printed in percent, else ``far``; and
        ``instead``, the growth (a fraction) if it is an index, NaN otherwise.
    """
    kind = statements["indicator"].map(data.indicators["kind"])
    growth = statements["measure"] == "growth"
    size = statements["value"].between(*INDEX)
    far = growth & (kind == "flow") & (statements["value"] > FAR)
    # Gấp hai lần and bằng 104% are relative by their words; so much above a plan is a part of it.
    by_itself = statements["form"].isin(["", "decrease"]) & ~statements["base"].str.startswith("plan")
    changes = growth | (statements["measure"] == "planned_growth")
    points = changes & (kind == "rate") & (statements["printed_unit"] == "%") & by_itself
    rows = statements[far | (growth & (kind == "index") & size) | points]
    is_index = size[rows.index] & (rows["form"] == "") & ~points[rows.index]
    question = np.select([points[rows.index], is_index], ["points", "index"], default="far")
    return rows.assign(question=question, instead=(rows["value"] - 1).where(is_index))


def problems(data: Dataset) -> Iterator[Problem]:
    """Warn of each growth rate that draws a question."""
    for row in asked_about(data, data.observations).to_dict("records"):
        of, rate = f"{row['indicator']}, {row['area']}, {row['period']}", _percent(row["value"])
        if row["question"] == "index":
            code, instead = "growth-or-index", _percent(row["instead"], sign="+")
            meaning = (
                f"{of}: growth of {rate} has the size of an index (the year before = 100), which would mean {instead}."
            )
            remedy = "Look at the source; an index has form index (the growth is then what is over 100)."
        elif row["question"] == "points":
            code = "points-or-percent"
            meaning = (
                f"{of}: a change of {rate} of a rate may be percentage points or a part of the rate; "
                "no level is implied by it."
            )
            remedy = f"Look at the source; percentage points have the unit {POINTS}."
        else:
            code, meaning = "growth-far", f"{of}: growth of {rate} is more than a yearly flow is likely to grow by."
            remedy = "Look at the source: whose figure is it, against what?"
        place = data.rows.get(str(row["id"]))
        yield Problem("warning", code, FILE, place, "printed", str(row["printed"]), meaning, remedy)


def _percent(fraction: float, sign: str = "") -> str:
    """Write a fraction in percent with the digits that it has, and no more."""
    return f"{round(fraction * 100, 6):{sign}.12g}%".replace("-", "\N{MINUS SIGN}")
