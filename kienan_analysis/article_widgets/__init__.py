"""Adding an article in a notebook, with widgets: the marked text, an editable table beside it, the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.article_widgets.form import ArticleForm
from kienan_analysis.dataset.given import require_dataset
from kienan_analysis.wording.formats import require_language

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset

__all__ = ["ArticleForm", "article_form"]


def article_form(data: Dataset, *, language: str = "vi") -> ArticleForm:
    """Read an article in a notebook, mend what was read, and add it to the data, without code.

    Parameters
    ----------
    data : Dataset
        What :func:`kienan_analysis.load` returns. Figures can be added where it was loaded from a folder of your own
        (``kienan init DIR``); otherwise the form shows what would be added.
    language : {"vi", "en"}
        To begin with; the form has a switch.

    Returns
    -------
    ArticleForm
        Shows itself; ``form.proposal`` is what adding would do. After adding, load the data anew.

    Raises
    ------
    UsageError
        For an unknown language.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> form = ka.article_form(ka.load(), language="en")
    >>> form.take("Năm 2021, quận Kiến An: thu ngân sách đạt 126% kế hoạch.".encode(), "pasted")
    >>> [one.row["printed"] for one in form.proposal.new]
    ['126']
    """
    return ArticleForm(require_dataset(data), require_language(language))
