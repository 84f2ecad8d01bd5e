"""Growth rates that draw a question: so far that a slip is likelier, or of the size that an index has.

*111,01* where the year before is 100 is an index, and the growth 11.01%; stored as growth it is ten times too much.
Nothing is left out or rescaled for it: the page and ``kienan check`` ask, and a person looks at the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
        earlier, else ``far``; and ``instead``, the growth (a fraction) if it is one, NaN otherwise.
    """
    kind = statements["indicator"].map(data.indicators["kind"])
    growth = statements["measure"] == "growth"
    size = statements["value"].between(*INDEX)
    far = growth & (kind == "flow") & (statements["value"] > FAR)
    rows = statements[far | (growth & (kind == "index") & size)]
    is_index = size[rows.index] & (rows["form"] == "")
    return rows.assign(
        question=is_index.map({True: "index", False: "far"}), instead=(rows["value"] - 1).where(is_index)
    )


def problems(data: Dataset) -> Iterator[Problem]:
    """Warn of each growth rate that draws a question."""
    for row in asked_about(data, data.observations).to_dict("records"):
        what = f"{row['indicator']}, {row['area']}, {row['period']}: growth of {row['value']:.2%}"
        if row["question"] == "index":
            code = "growth-or-index"
            meaning = (
                f"{what} has the size of an index (the year before = 100), which would mean {row['instead']:+.2%}."
            )
            remedy = "Look at the source; an index has form index (the growth is then what is over 100)."
        else:
            code, meaning = "growth-far", f"{what} is more than a yearly flow is likely to grow by."
            remedy = "Look at the source: whose figure is it, against what?"
        place = data.rows.get(str(row["id"]))
        yield Problem("warning", code, FILE, place, "printed", str(row["printed"]), meaning, remedy)
