"""``kienan review --article``: the reviews of articles alone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kienan_analysis.cli.application import counted, say
from kienan_analysis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.documents.limits import Limits
    from kienan_analysis.runs.from_articles import Added, OfArticles
    from kienan_analysis.runs.record import RunSpec


@contextmanager
def reviews_of_articles(
    files: Sequence[str],
    areas: Sequence[str],
    years: Sequence[int] | None,
    languages: Sequence[str],
    data: str | None,
    limits: Limits,
    *,
    ocr: bool = False,
) -> Iterator[tuple[Dataset, list[RunSpec]]]:
    """Give a package made of articles, which is there within the block, and the reviews to make of it.

    Parameters
    ----------
    files : sequence of str
    areas : sequence of str
        At most one: what the articles are about.
    years : sequence of int, or None
        At most one: what they report on; None for all years that they have figures of.
    languages : sequence of str
    data : str or None
        The package whose indicators are meant.
    limits : Limits
        What reading one article may take.
    ocr : bool
        Whether pages that are images are recognised.

    Raises
    ------
    UsageError
        More than one area or year; or as `kienan_analysis.runs.from_articles.package_of_articles` says.
    """
    if len(areas) > 1 or len(years or ()) > 1:
        what = "with --article one area and one year at most can be given: what the articles are about."
        remedy = "Leave them out, and they are found in each text; or add the articles to a package: kienan init DIR."
        raise UsageError(what, where=" ".join(map(str, areas)) or "--year", remedy=remedy)

    from kienan_analysis.runs import plan_runs
    from kienan_analysis.runs.from_articles import package_of_articles

    area, year = next(iter(areas), None), next(iter(years or ()), None)
    with package_of_articles(files, area=area, year=year, source=data, limits=limits, ocr=ocr) as made:
        for one in made.articles:
            _tell(made, one, given=area is not None)
        specs = [
            spec
            for name, of_year in made.reviews
            for spec in plan_runs(made.data, [name], None if years is None else [of_year], languages)
        ]
        yield made.data, sorted(set(specs))


def _tell(made: OfArticles, one: Added, *, given: bool) -> None:
    """Say of an article which place it is about, what of it is on the page, and what is not."""
    from kienan_analysis.articles.printing import coverage
    from kienan_analysis.documents.notices import notices
    from kienan_analysis.intake.places import place_of

    place = place_of(one.examined, made.data.known_areas, given=given)
    period = one.examined.article.period
    say(f"{one.file}: {', '.join(part for part in (place or 'of several places', period) if part)}.")
    for warning in one.examined.warnings:
        say(f"{one.file}: warning: {warning}.")
    for notice in notices(one.document):
        say(f"{one.file}: {notice}.")
    left = len(one.proposal.to_look_at)
    taken = len(one.proposal.new) + len(one.proposal.present)
    rest = f"; {counted(left, 'figure')} not sure, and left out" if left else ""
    say(f"{one.file}: {coverage(one.examined.article, one.document)}, {counted(taken, 'figure')} taken{rest}.")
    if left:
        say("  To decide on those: kienan init DIR, then kienan add ARTICLE --data DIR.")
