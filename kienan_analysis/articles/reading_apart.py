"""A document opened and its article read, within limits of time and memory: in a process of its own but for a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.documents.kinds import kind_of
from kienan_analysis.documents.limits import Limits
from kienan_analysis.documents.opener import content_of, document_of, prepare_for

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.documents.document import Document

_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a document beside what it says of itself.

    Attributes
    ----------
    area : str or None
    year : int or None
    published : date or None
    url : str
    """

    area: str | None = None
    year: int | None = None
    published: date | None = None
    url: str = ""


def read_article(
    file: str | Path,
    examiner: Examiner,
    given: Given = Given(),
    limits: Limits = Limits(),  # noqa: B008
    *,
    ocr: bool = False,
) -> tuple[Document, Examined]:
    """Open a file, or standard input where the name is ``-``, and read its article.

    A short plain text is read at once; another document, and a text of more than 1 MiB, in a process of its own. With
    `ocr` pages and pictures without text are recognised.

    Raises
    ------
    UsageError
        There is no such file; or as `Examiner.examine` says.
    KienanError
        It is no document that can be read, or too large, or takes more time or memory than it may.
    """
    content, name = content_of(file)
    return article_of(content, name, examiner, given, limits, ocr=ocr)


def article_of(
    content: bytes,
    name: str,
    examiner: Examiner,
    given: Given = Given(),
    limits: Limits = Limits(),  # noqa: B008
    *,
    ocr: bool = False,
) -> tuple[Document, Examined]:
    """Read the article of a document that is at hand; parameters and errors as of `read_article`."""
    task = _Reading(content, name, given, ocr, examiner)
    if len(content) <= _MIB and kind_of(content) == "text":
        return task()
    from kienan_analysis.documents.apart import apart  # a short text needs none of it

    return apart(task, limits)


@dataclass(slots=True)
class _Reading:
    """A document to be opened, and its article to be read."""

    content: bytes
    where: str
    given: Given
    ocr: bool
    examiner: Examiner | None = None
    source: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.source = None if self.examiner is None else self.examiner.catalogue.source

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the examiner: a fresh process makes its own, from the same package."""
        return {name: getattr(self, name) for name in ("content", "where", "given", "ocr", "source")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)
        self.examiner = None

    def prepare(self) -> None:
        prepare_for(self.content)

    def __call__(self) -> tuple[Document, Examined]:
        document = document_of(self.content, self.where, ocr=self.ocr)
        examiner = self.examiner or Examiner(open_catalogue(self.source))
        given = self.given
        examined = examiner.examine(
            document.text,
            area=given.area,
            year=given.year,
            published=given.published or document.day,
            url=given.url or document.url,
            recognised=document.recognised_spans,
        )
        return document, examined
