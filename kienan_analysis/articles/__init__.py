"""Articles: documents to text, text to observations held against what is known, and observations into the data."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kienan_analysis.reading import FIELDS
from kienan_analysis.reading.observations import WHOLE

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from kienan_analysis.articles.examination import Catalogue
    from kienan_analysis.dataset import Dataset

__all__ = ["read"]


def read(
    text: str,
    area: str | None = None,
    year: int | None = None,
    data: Dataset | str | Path | None = None,
    published: date | None = None,
) -> pd.DataFrame:
    """Read an article's text: every figure with what it says and where it stands.

    Parameters
    ----------
    text : str
        The article itself, not the name of a file: ``kienan read FILE`` reads files.
    area : str, optional
        The area that it is about, by id, code or name; found in the text if left out.
    year : int, optional
        The year that it reports on; found in the text if left out.
    data : Dataset, str or Path, optional
        Whose indicators and areas are meant: a loaded dataset or the place of a package; the one in use if left out.
    published : date, optional
        Its day of publication: years that the text leaves out are seen from it. The text's own date line counts too.

    Returns
    -------
    DataFrame
        One row for each figure, in the order of the text: ``area, indicator, name, period, measure, value, printed,
        form, unit, bound, assigner, base, status, price_basis, start, end``. ``value`` is in `unit`, as printed: rates
        in percent (once added to the data they are fractions there, like all rates). ``indicator`` is missing where
        the catalogue does not know `name`. ``text[start:end]`` are the digits. Then come ``plan_version``; the
        ``rule`` that reads it; whether it is ``sure``, true or false; where the words stand that give its name, period,
        place and comparison, ``name_start, name_end, …``, -1 where no words do; and ``doubts``, codes of why it is not
        sure, parted by ``|``.

        Plain values in ``attrs`` tell the rest: ``attrs["warnings"]``, a list of sentences about the area and the
        period; ``attrs["unread"]``, a list of mappings ``text, start, end, reason, code, rule, words``, one for each
        number that was not understood; ``attrs["area"]`` and ``attrs["period"]``, what the article is about.

    Raises
    ------
    UsageError
        Nothing is called as the area is, several places are, or it had ended by then; or the year is none.
    KienanError
        The text is in an encoding of before Unicode.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> found = ka.read("Năm 2021, quận Kiến An: thu ngân sách đạt 126% kế hoạch, bằng 104% so với cùng kỳ.")
    >>> found[["indicator", "period", "measure", "value", "printed", "form"]]
            indicator period     measure  value printed   form
    0  budget_revenue   2021  attainment  126.0     126
    1  budget_revenue   2021      growth    4.0     104  index
    >>> found.attrs["area"], found.attrs["warnings"], found.attrs["unread"]
    ('kien-an', [], [])
    """
    import pandas as pd

    from kienan_analysis.articles.examination import Examiner, open_catalogue

    catalogue = open_catalogue(data) if data is None or isinstance(data, (str, Path)) else _catalogue_of(data)
    examined = Examiner(catalogue).examine(text, area=area, year=year, published=published)
    article = examined.article
    frame = pd.DataFrame([one.as_row() for one in article.observations], columns=list(FIELDS))
    kinds = dict.fromkeys(WHOLE, "int64") | {"value": "float64", "sure": "bool"}
    frame = frame.astype({name: kinds.get(name, "str") for name in FIELDS})
    frame.attrs |= {
        "warnings": list(examined.warnings),
        "unread": [asdict(one) for one in article.unread],
        "area": examined.area,
        "period": article.period,
    }
    return frame


def _catalogue_of(data: Dataset) -> Catalogue:
    """Take the catalogue back out of a dataset's tables."""
    from kienan_analysis.articles.examination import Catalogue
    from kienan_analysis.catalogue import Indicator

    def records(table: pd.DataFrame, kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a class of records
        return {
            str(row["id"]): kind(**{str(name): value for name, value in row.items()})
            for row in table.reset_index().to_dict("records")
        }

    return Catalogue(records(data.indicators, Indicator), data.known_areas)
