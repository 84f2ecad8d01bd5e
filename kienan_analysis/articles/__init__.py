"""Articles: documents to text, text to observations held against what is known, and observations into the data."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kienan_analysis.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from kienan_analysis.articles.examination import Catalogue
    from kienan_analysis.articles.given_articles import GivenArticle
    from kienan_analysis.dataset import Dataset

__all__ = ["read"]


def read(
    article: GivenArticle,
    area: str | None = None,
    year: int | None = None,
    data: Dataset | str | Path | None = None,
    published: date | None = None,
) -> pd.DataFrame:
    r"""Read an article: every figure with what it says and where it stands.

    Parameters
    ----------
    article : str, bytes or Path
        A Path is a file: text, a saved web page, ``.docx``, ``.pdf``, ``.xlsx``, …; bytes are what such a file holds. A
        str is the text of the article, unless it is one line that names a file: one that is there, one whose name ends
        as documents' do (``report.docx``), or a ``file:`` address. A str with a line break is always the text.
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
        form, unit, printed_unit, bound, assigner, base, status, price_basis, start, end``. ``value`` is in ``unit``:
        rates are fractions and their unit is ``"1"``, as in loaded data; levels, and differences in percentage points,
        are in the unit that is printed. ``printed`` is in ``printed_unit``. ``indicator`` is missing where
        the catalogue does not know `name`. ``text[start:end]`` are the digits. Then come ``plan_version``; the
        ``rule`` that reads it; whether it is ``sure``, true or false; where the words stand that give its name, period,
        place and comparison, ``name_start, name_end, …``, -1 where no words do; and ``doubts``, codes of why it is not
        sure, parted by ``|``.

        Plain values in ``attrs`` tell the rest: ``attrs["text"]``, the document's text; ``attrs["warnings"]``, a list
        of sentences about the area and the period; ``attrs["notices"]``, about parts of the document that were not
        read; ``attrs["unread"]``, a list of mappings ``text, start, end, reason, code, rule, words``, one for each
        number that was not understood; ``attrs["area"]`` and ``attrs["period"]``, what the article is about;
        ``attrs["file"]``, ``attrs["title"]``, ``attrs["url"]`` and ``attrs["published"]``, what the document says of
        itself.

    Raises
    ------
    UsageError
        There is no such file; nothing is called as the area is, several places are, or it had ended by then; or the
        year is none.
    KienanError
        The text is in an encoding of before Unicode, or the document cannot be read, or takes too long.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> found = ka.read("Năm 2021, quận Kiến An: thu ngân sách đạt 126% kế hoạch, bằng 104% so với cùng kỳ.")
    >>> found[["indicator", "period", "measure", "value", "unit", "printed", "printed_unit", "form"]]
            indicator period     measure  value unit printed printed_unit   form
    0  budget_revenue   2021  attainment   1.26    1     126            %
    1  budget_revenue   2021      growth   0.04    1     104            %  index
    >>> found.attrs["area"], found.attrs["warnings"], found.attrs["unread"]
    ('kien-an', [], [])
    """
    from kienan_analysis.articles.examination import Examiner, open_catalogue
    from kienan_analysis.articles.frames import frame_of
    from kienan_analysis.articles.given_articles import read_given
    from kienan_analysis.articles.reading_apart import Given
    from kienan_analysis.documents.notices import notices

    catalogue = open_catalogue(data) if data is None or isinstance(data, (str, Path)) else _catalogue_of(data)
    document, examined = read_given(article, Examiner(catalogue), Given(area, year, published))
    found = examined.article
    frame = frame_of(found.observations)
    frame.attrs |= {
        "warnings": list(examined.warnings),
        "notices": [str(notice) for notice in notices(document)],
        "unread": [asdict(one) for one in found.unread],
        "area": examined.area,
        "period": found.period,
        "text": document.text,
        "file": document.file,
        "title": document.title,
        "url": document.url,
        "published": document.published,
    }
    return frame


def _catalogue_of(data: Dataset) -> Catalogue:
    """Take the catalogue back out of a dataset's tables, and the words and rules of its package."""
    from kienan_analysis.articles.examination import Catalogue
    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.data_package.reading_files import read_reading_files
    from kienan_analysis.reading.grammar.packages import NOTHING_ADDED, read_additions

    def records(table: pd.DataFrame, kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a class of records
        return {
            str(row["id"]): kind(**{str(name): value for name, value in row.items()})
            for row in table.reset_index().to_dict("records")
        }

    additions = NOTHING_ADDED
    with contextlib.suppress(UsageError):  # a package that is no longer where it was loaded from has no words to add
        additions = read_additions(read_reading_files(data.location)) if data.location else NOTHING_ADDED
    # A document may be read in a fresh process, which opens the package by its place.
    return Catalogue(records(data.indicators, Indicator), data.known_areas, additions, data.location or None)
