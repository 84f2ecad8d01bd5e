"""Reviews of articles alone: a data package is made of them, with what is sure, and lasts as long as its reviews."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from kienan_analysis.addresses import local_name
from kienan_analysis.annual_review import review_years
from kienan_analysis.articles.adding import Adder
from kienan_analysis.articles.examination import Examiner
from kienan_analysis.articles.origins import Details
from kienan_analysis.articles.reading_apart import Given, read_article
from kienan_analysis.catalogue import parse_period
from kienan_analysis.data.areas.naming import listed
from kienan_analysis.data_package import find_resources, read_descriptor
from kienan_analysis.data_package.new_package import About, new_package, written
from kienan_analysis.data_package.opening import DESCRIPTOR
from kienan_analysis.dataset import load
from kienan_analysis.documents.limits import Limits
from kienan_analysis.errors import UsageError
from kienan_analysis.intake.places import lacks_place, possible_places, why_not_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.documents.document import Document
    from kienan_analysis.intake.proposal import Proposal

# A part of what a page cites: the same each time, whatever the temporary folder is called.
_FOLDER: Final = "articles"


@dataclass(frozen=True, slots=True)
class Added:
    """One article in the package that was made of it.

    Attributes
    ----------
    document : Document
    examined : Examined
    proposal : Proposal
        What was added, and what is left to be looked at.
    """

    document: Document
    examined: Examined
    proposal: Proposal

    @property
    def file(self) -> str:
        """The article's file, as it was named."""
        return self.document.file


@dataclass(frozen=True, slots=True)
class OfArticles:
    """A data package made of articles, loaded, and which reviews they are for.

    Attributes
    ----------
    data : Dataset
    articles : tuple of Added
        In the order in which they were given.
    reviews : tuple of (str, int)
        Area ids and years, each once, in that order.
    """

    data: Dataset
    articles: tuple[Added, ...]
    reviews: tuple[tuple[str, int], ...]


@contextmanager
def package_of_articles(
    files: Sequence[str],
    *,
    area: str | None = None,
    year: int | None = None,
    source: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
    ocr: bool = False,
) -> Iterator[OfArticles]:
    """Make a data package of articles, which is gone when the block ends.

    Parameters
    ----------
    files : sequence of str
        Articles, as for ``kienan read``.
    area : str, optional
        The place that they are about, by id, code or name; found in each text if left out.
    year : int, optional
        The year that they report on; found in each text if left out.
    source : str, optional
        The package whose indicators, and rules and words for the reader, are taken; the one in use if left out.
    limits : Limits
        What reading one document may take.
    ocr : bool
        Whether pages that are images are recognised; their figures are not sure.

    Yields
    ------
    OfArticles

    Raises
    ------
    UsageError
        It is not known which place an article is about, or no figure of any of them is sure.
    KienanError
        An article cannot be read.
    """
    with TemporaryDirectory(prefix="kienan-") as temporary:
        folder = _new_package(source, Path(temporary) / _FOLDER)
        adder = Adder(folder)
        adder.catalogue.require(area, year)
        articles = tuple(_added(adder, file, Given(area, year), limits, ocr=ocr) for file in files)
        data = load(folder)
        reviews = _reviews(data, articles, year)
        if not reviews:
            what = "no figure is sure, so that there is nothing to review."
            doubts = dict.fromkeys(f"\n  {text}." for one in articles for text in one.examined.warnings)
            remedy = (
                "Look at each: kienan init DIR, then kienan add ARTICLE --data DIR asks for those that are not sure."
            )
            why = "".join((*doubts, _what_came_after(articles, adder)))
            raise UsageError(what, where=", ".join(files), remedy=f"{remedy}{why}")
        yield OfArticles(data, articles, reviews)


def _what_came_after(articles: Sequence[Added], adder: Adder) -> str:
    """Name the units that came after a place which had ended before what its article reports; else nothing."""
    known = adder.catalogue.areas
    for one in articles:
        area = known.get(one.examined.area or "")
        found = [known[name] for name in area.successors if name in known] if area is not None else []
        if found and any(doubt.code == "area_ended" for doubt in one.examined.doubts):
            return f"\n  After it came:{listed(found, known)}."
    return ""


def _added(adder: Adder, file: str, given: Given, limits: Limits, *, ocr: bool) -> Added:
    """Read an article and add what of it is sure."""
    document, examined = read_article(local_name(file), Examiner(adder.catalogue), given, limits, ocr=ocr)
    if lacks_place(examined, wholly=True):
        known = adder.catalogue.areas
        found = listed(possible_places(examined, known), known)
        what = f"it is not known which place the article is about: {why_not_known(examined)}. Nothing was made."
        remedy = f"Say which, as in kienan review AREA --article {file}:{found}."
        if not found:
            remedy = f"Say which, as in kienan review AREA --article {file}: an id, a code or a name."
        raise UsageError(what, where=file, remedy=remedy)
    details = _details(adder, document, examined)
    proposal = adder.propose(document, examined, details)
    if any(problem.severity == "error" for problem in proposal.problems):
        return Added(document, examined, replace(proposal, new=()))
    return Added(document, examined, adder.add(proposal, document, details))


def _details(adder: Adder, document: Document, examined: Examined) -> Details:
    """Say of the source what the document does not: its publisher is then its file; each file is one source."""
    named = Path(document.file.replace("\\", "/")).name
    details = Details()
    origin = adder.propose(document, examined, details).origin
    if "publisher" in origin.missing:
        details = replace(details, publisher=named)
    if origin.is_new or document.url:
        return details
    number = 2
    while not adder.propose(document, examined, replace(details, id=f"{origin.row['id']}-{number}")).origin.is_new:
        number += 1
    return replace(details, id=f"{origin.row['id']}-{number}", publisher=details.publisher or named)


def _reviews(data: Dataset, articles: Sequence[Added], year: int | None) -> tuple[tuple[str, int], ...]:
    """List the areas and years that articles are about.

    Of a text without figures of its own place, those of which it has some; of an area whose year has no figure, the
    last that has one.
    """
    found: dict[tuple[str, int], None] = {}
    for one in articles:
        rows = (*one.proposal.new, *one.proposal.present)
        areas = list(dict.fromkeys(row.row["area"] for row in rows))
        if one.examined.area in areas:
            areas = [one.examined.area]
        period = one.examined.article.period
        about = year if year is not None else parse_period(period).year if period else None
        for name in areas:
            years = review_years(data, name) if name in data.areas.index else []
            if years:
                found[name, about if about in years else years[-1]] = None
    return tuple(found)


def _new_package(source: str | None, folder: Path) -> Path:
    """Make an empty package whose sources need no address: an article may be a file alone."""
    new_package(source, folder, About())
    descriptor = read_descriptor((folder / DESCRIPTOR).read_bytes())
    schema = find_resources(descriptor)["sources"].get("schema")
    for field in schema["fields"] if isinstance(schema, dict) else ():
        if field.get("name") == "url" and isinstance(field.get("constraints"), dict):
            field["constraints"].pop("required", None)
    (folder / DESCRIPTOR).write_bytes(written(descriptor))
    return folder
