"""What a Python call is given as an article: text, a document's bytes, or the file that holds it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kienan_analysis.addresses import local_name
from kienan_analysis.articles.reading_apart import Given, article_of, read_article
from kienan_analysis.documents.document import Block, Document
from kienan_analysis.documents.kinds import ENDINGS
from kienan_analysis.documents.limits import Limits
from kienan_analysis.errors import UsageError, shortened

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examined, Examiner

__all__ = ["GivenArticle", "file_named", "read_given"]

GivenArticle = str | bytes | Path

# How the names of documents end, old workbooks' too, which are refused. No text of a report is one line that ends so.
_ENDINGS: Final = (*(ending for endings in ENDINGS.values() for ending in endings), "xls")
_NAMES_A_FILE: Final = re.compile(rf"(?:file|local):.*|~[^ ]*/.*|.*\.(?:{'|'.join(_ENDINGS)})", re.IGNORECASE)
_OF_THE_NETWORK: Final = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_LONGEST_NAME: Final = 4096


def read_given(
    article: GivenArticle,
    examiner: Examiner,
    given: Given = Given(),  # noqa: B008
    limits: Limits = Limits(),  # noqa: B008
) -> tuple[Document, Examined]:
    """Read an article as it was given to a Python call.

    Parameters
    ----------
    article : str, bytes or Path
        A Path is a file, bytes are what a file holds. A str is the text itself, unless it is one line that names a
        file: one that is there, or whose name ends as documents' do (``.html``, ``.docx``, …), or a ``file:`` address.
    examiner : Examiner
    given : Given
    limits : Limits
        What opening and reading a document may take; text is read at once.

    Raises
    ------
    UsageError
        There is no such file; it is an address of the network; or as `Examiner.examine` says.
    KienanError
        It is no document that can be read, or too large, or takes more time or memory than it may.
    """
    if isinstance(article, Path):
        return read_article(local_name(str(article)), examiner, given, limits)
    if isinstance(article, bytes):
        return article_of(article, "the document", examiner, given, limits)
    if not isinstance(article, str):
        what = f"an article is its text, its bytes or a file, not {type(article).__name__}."
        raise UsageError(what, where="article", remedy="Give a str, bytes or pathlib.Path.")
    name = file_named(article)
    if name is not None:
        return read_article(name, examiner, given, limits)
    document = Document(article, "the text", blocks=(Block("paragraph", article),))
    examined = examiner.examine(article, area=given.area, year=given.year, published=given.published, url=given.url)
    return document, examined


def file_named(text: str) -> str | None:
    """Give the path of the file that a text names; None where the text is an article itself.

    Raises
    ------
    UsageError
        It is an address of the network: nothing is fetched.

    Examples
    --------
    >>> file_named("file:///tmp/b%C3%A1o%20c%C3%A1o.html"), file_named("Thu ngân sách đạt 126% kế hoạch.")
    ('/tmp/báo cáo.html', None)
    """
    if set("\r\n") & set(text) or not text.strip() or len(text) > _LONGEST_NAME:
        return None
    if _OF_THE_NETWORK.fullmatch(text.strip()):
        remedy = "Save the page in a browser, and give the file."
        raise UsageError("an article is not fetched from the network.", where=shortened(text), remedy=remedy)
    if _NAMES_A_FILE.fullmatch(text) or _is_there(text):
        return local_name(text)
    return None


def _is_there(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # longer than a name can be, or with a zero in it
        return False
