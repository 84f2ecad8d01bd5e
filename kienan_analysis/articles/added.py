"""``ka.add``: an article's figures into a data package, in one call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.articles.adding import Adder
from kienan_analysis.articles.examination import Examiner
from kienan_analysis.articles.frames import frame_of
from kienan_analysis.articles.given_articles import read_given
from kienan_analysis.articles.origins import Details
from kienan_analysis.articles.reading_apart import Given
from kienan_analysis.documents.document import day_or_none
from kienan_analysis.documents.notices import notices
from kienan_analysis.errors import DataError, UsageError
from kienan_analysis.intake.places import lacks_place, no_place
from kienan_analysis.intake.proposal import SETTLED, Asked, observation_of, observations_of
from kienan_analysis.summaries import summary

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.articles.given_articles import GivenArticle
    from kienan_analysis.articles.rows import LeftOut
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.documents.document import Document
    from kienan_analysis.errors import Problem
    from kienan_analysis.intake.proposal import Proposal
    from kienan_analysis.reading import ReadObservation

    Span = tuple[int, int]

_PLACE: Final = ("start", "end")
_FORM: Final = "The form can mend it: ka.article_form. Nothing was added."


@dataclass(frozen=True, eq=False)
class Added:
    """What became of an article's figures.

    Attributes
    ----------
    proposal : Proposal
        All that is known of them: candidates, problems, doubts.
    document : Document
        The article as it was opened.
    written : bool
        Whether the data were written; False where only a look was asked for.
    """

    proposal: Proposal
    document: Document
    written: bool

    @property
    def folder(self) -> Path:
        """The data package: ``ka.load(added.folder)``."""
        return self.proposal.folder

    @property
    def source(self) -> dict[str, str]:
        """Its row in ``sources.csv``."""
        return dict(self.proposal.origin.row)

    @property
    def figures(self) -> pd.DataFrame:
        """The figures that were added, or would be: the columns of ``ka.read``, and ``id``, that of the row."""
        new = self.proposal.new
        return frame_of((one.observation for one in new), id=[one.row.get("id", "") for one in new])

    @property
    def present(self) -> pd.DataFrame:
        """The figures that the data had already, from this source."""
        return frame_of(one.observation for one in self.proposal.present)

    @property
    def to_look_at(self) -> pd.DataFrame:
        """The figures that somebody has yet to decide on: the columns of ``ka.read``, and ``why``."""
        waiting = self.proposal.to_look_at
        return frame_of((observation_of(one) for one in waiting), why=[_why(one) for one in waiting])

    @property
    def areas(self) -> tuple[dict[str, str], ...]:
        """The rows that the table of areas gets with them."""
        return self.proposal.areas

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the rules of the data and reconciliation find about the figures, or the article as a whole."""
        return self.proposal.problems

    @property
    def warnings(self) -> tuple[str, ...]:
        """What deserves a look: about the article's area and period, and about parts that were not read."""
        return (*self.proposal.examined.warnings, *(str(notice) for notice in notices(self.document)))

    def __repr__(self) -> str:
        said = "added" if self.written else "to be added"
        return (
            f"<{len(self.proposal.new)} figures {said}, {len(self.proposal.present)} there already, "
            f"{len(self.proposal.to_look_at)} to look at: {self.source['id']} in {self.folder}>"
        )

    def _repr_html_(self) -> str:
        """Sum up what was added, one row a figure; a notebook calls this."""
        new, waiting = self.proposal.new, self.proposal.to_look_at
        facts = [
            f"{len(new)} số liệu {'đã thêm' if self.written else 'sẽ thêm'} · {'added' if self.written else 'to add'}",
            f"{len(self.proposal.present)} đã có · there already",
            f"{len(waiting)} cần xem · to look at",
            str(self.folder),
        ]
        headings = ("Chỉ tiêu · Indicator", "Kỳ · Period", "Loại · Measure", "Đã in · Printed", "")
        rows = [_line(one.observation, "✓") for one in new]
        rows += [_line(observation_of(one), f"? {_why(one)}") for one in waiting]
        return summary(self.source["id"], facts, headings, rows)

    def __dir__(self) -> list[str]:
        """List the public names."""
        return [name for name in super().__dir__() if not name.startswith("_")]


def add(  # noqa: PLR0913  (one argument a choice, all by name)
    article: GivenArticle,
    data: Dataset | str | Path | None = None,
    *,
    area: str | None = None,
    year: int | None = None,
    accept: pd.DataFrame | None = None,
    source: str = "",
    publisher: str = "",
    url: str = "",
    published: date | str = "",
    dry_run: bool = False,
) -> Added:
    """Add an article's figures to a data package: what is sure, and what you accept.

    What is not sure and not accepted waits in ``to-look-at.json`` beside the data, for ``kienan add --look`` and the
    form. What the data have already is not added again.

    Parameters
    ----------
    article : str, bytes or Path
        As `kienan_analysis.read` takes it: a file, its bytes, or the text itself.
    data : Dataset, str or Path, optional
        The package, a folder of your own (``kienan init DIR``); the one in use if left out.
    area, year : str, int, optional
        What the article is about; found in the text if left out.
    accept : DataFrame, optional
        Rows of ``to_look_at``, or of what ``ka.read`` gives of this article: figures that are added although they are
        not sure.
    source, publisher, url, published : str, optional
        The source's id, who published it, its address and its day, where the document does not say.
    dry_run : bool
        Only say what would be added; nothing is written.

    Returns
    -------
    Added
        ``figures``, ``present`` and ``to_look_at`` as DataFrames, ``problems``, ``warnings``, ``source`` and
        ``folder``. Load the data anew after it: ``ka.load(added.folder)``.

    Raises
    ------
    UsageError
        The package is not one of your own; it is not known which place the article is about; something of the source
        has to be said; or what is accepted is no figure of the article. Nothing was added.
    DataError
        A rule of the data forbids what was accepted, or a check of the article as a whole did not pass. Nothing was
        added.
    KienanError
        The article cannot be read, or the data cannot be written. Nothing was added.

    Examples
    --------
    What would the data in use get of an article? To write it, name a folder of your own instead of ``dry_run``.

    >>> import kienan_analysis as ka
    >>> text = "Năm 2021, quận Kiến An: thu ngân sách đạt 126% kế hoạch, bằng 104% so với cùng kỳ."
    >>> seen = ka.add(text, publisher="example.org", url="https://example.org/a", published="2022-01-12", dry_run=True)
    >>> seen.figures[["id", "indicator", "measure", "value"]]
                          id       indicator     measure  value
    0  kien-an-2022-01-12-01  budget_revenue  attainment   1.26
    1  kien-an-2022-01-12-02  budget_revenue      growth   0.04
    """
    adder = Adder(_place_of(data), writes=not dry_run)
    adder.catalogue.require(area, year)
    day = published.isoformat() if isinstance(published, date) else published
    details = Details(source, publisher, url, day)
    given = Given(area, year, day_or_none(day), url)
    document, examined = read_given(article, Examiner(adder.catalogue), given)
    if lacks_place(examined, wholly=True):
        raise no_place(examined, adder.catalogue.areas)
    proposal = adder.propose(document, examined, details)
    if accept is not None and len(accept):
        proposal = _with_accepted(adder, proposal, document, details, accept)
        refused: tuple[Problem, ...] = proposal.errors
    else:
        refused = proposal.problems
    if dry_run:
        return Added(proposal, document, written=False)
    if refused:
        raise DataError(refused)
    if proposal.new and proposal.origin.missing:
        names = ", ".join(proposal.origin.missing)
        raise UsageError("this is not known of the source.", where=names, remedy="Give it; nothing was added.")
    return Added(adder.add(proposal, document, details), document, written=True)


def _place_of(data: Dataset | str | Path | None) -> str | Path | None:
    return data if data is None or isinstance(data, (str, Path)) else data.location


def _with_accepted(
    adder: Adder, proposal: Proposal, document: Document, details: Details, accept: pd.DataFrame
) -> Proposal:
    """Make the proposal again with the figures that are accepted among those to be added."""
    spans = _spans(accept)
    sure = [one.observation for one in (*proposal.new, *proposal.present)]
    others = observations_of(*proposal.asked, *proposal.left_out)
    known = {(one.start, one.end) for one in (*sure, *others)}
    if not spans <= known:
        what = (
            "what is accepted is no figure of this article: it was read in another text, or with another area or year."
        )
        raise UsageError(what, where="accept", remedy="Take rows of to_look_at, from the same call with dry_run=True.")
    accepted = [one for one in others if (one.start, one.end) in spans]
    rest = [one for one in others if (one.start, one.end) not in spans]
    made = adder.propose(document, proposal.examined, details, [*sure, *accepted], rest)
    for left in made.left_out:
        if (left.observation.start, left.observation.end) in spans and left.code not in SETTLED:
            said = f"{left.observation.printed} {left.observation.unit}".strip()
            raise UsageError(f"this figure can be no row as it stands: {left}.", where=said, remedy=_FORM)
    return made


def _spans(accept: pd.DataFrame) -> set[Span]:
    """Take the places of figures out of a table of them."""
    if not set(_PLACE) <= set(getattr(accept, "columns", ())):
        what = "figures are accepted by the rows in which they stand, with the columns start and end."
        raise UsageError(what, where="accept", remedy="Take rows of to_look_at, or of what ka.read gives.")
    return {(int(start), int(end)) for start, end in zip(accept["start"], accept["end"], strict=True)}


def _why(one: Asked | LeftOut) -> str:
    return " ".join(one.why()) if isinstance(one, Asked) else str(one)


def _line(one: ReadObservation, said: str) -> tuple[Any, ...]:
    unit = one.unit if one.unit == "%" else f" {one.unit}"
    return (one.indicator or one.name, one.period, one.measure, f"{one.printed}{unit}", said)
