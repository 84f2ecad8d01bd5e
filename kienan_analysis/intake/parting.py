"""What of an article is added unseen: the sure figures that no check concerns; and what becomes of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.articles.rows import Candidate, LeftOut, candidates, each_once, parted
from kienan_analysis.intake.proposal import Asked

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Catalogue, Examined
    from kienan_analysis.articles.origins import Origin
    from kienan_analysis.errors import Problem
    from kienan_analysis.intake.checks import Checks
    from kienan_analysis.intake.holdings import Holdings


class Parts(NamedTuple):
    """An article's figures, parted.

    Attributes
    ----------
    new : list of Candidate
        Sure, and named by no check; with ids.
    present : list of Candidate
        In the data already.
    asked : list of Asked
        In the order of the text.
    left_out : list of LeftOut
    problems : tuple of Problem
        What concerns no figure in particular.
    """

    new: list[Candidate]
    present: list[Candidate]
    asked: list[Asked]
    left_out: list[LeftOut]
    problems: tuple[Problem, ...]


class Parting:
    """Parts the figures of articles by one package.

    Parameters
    ----------
    catalogue : Catalogue
    holdings : Holdings
    checks : Checks
    """

    def __init__(self, catalogue: Catalogue, holdings: Holdings, checks: Checks) -> None:
        self._catalogue = catalogue
        self._holdings = holdings
        self._checks = checks

    def part(self, examined: Examined, origin: Origin) -> Parts:
        """Part an article's figures.

        Parameters
        ----------
        examined : Examined
        origin : Origin
            The article's source.
        """
        indicators = self._catalogue.indicators
        made, left = candidates(examined.article.observations, self._catalogue, examined.text)
        made, rivals = parted(made, indicators)
        sure, again = each_once([one for one in made if one.observation.sure], indicators)
        unsure, again_too = each_once([one for one in made if not one.observation.sure], indicators)
        said = {one.key(indicators): one for one in sure}
        for one in unsure:
            if (exact := said.get(one.key(indicators))) is not None:
                again.append(LeftOut(one.observation, "said_again", {"printed": exact.row["printed"]}))
        unsure = [one for one in unsure if one.key(indicators) not in said]
        new, present, there = self._holdings.compare(sure, origin)
        open_, present_too, there_too = self._holdings.compare(unsure, origin)
        apart, present_of_rivals, there_of_rivals = self._holdings.compare([one for one, _ in rivals], origin)
        printed = {(one.observation.start, one.observation.end): prints for one, prints in rivals}
        new, concerned, of_all = self._without_problems(new, origin)
        asked = self._asked([*(one for one, _ in concerned), *open_], new, origin)
        named = {id(one): found for one, found in concerned}
        asked = [replace(one, problems=named.get(id(one.candidate), one.problems)) for one in asked]
        asked.extend(Asked(one, (), printed[one.observation.start, one.observation.end]) for one in apart)
        return Parts(
            self._holdings.numbered(new, origin),
            [*present, *present_too, *present_of_rivals],
            sorted(asked, key=lambda one: one.candidate.observation.start),
            [*left, *again, *again_too, *there, *there_too, *there_of_rivals],
            of_all,
        )

    def _without_problems(
        self, rows: list[Candidate], origin: Origin
    ) -> tuple[list[Candidate], list[tuple[Candidate, tuple[Problem, ...]]], tuple[Problem, ...]]:
        """Leave out the rows that a problem names, until none is named; give what names no row, too."""
        gone: list[tuple[Candidate, tuple[Problem, ...]]] = []
        of_all: tuple[Problem, ...] = ()
        while rows:
            numbered = self._holdings.numbered(rows, origin)
            named, of_all = self._checks.concerned(self._checks.problems(numbered, origin), numbered)
            if not named:
                break
            gone.extend((rows[place], found) for place, found in sorted(named.items()))
            rows = [one for place, one in enumerate(rows) if place not in named]
        return rows, gone, of_all

    def _asked(self, rows: list[Candidate], new: list[Candidate], origin: Origin) -> list[Asked]:
        """Check those that are to be asked, beside the rows that would be added."""
        if not rows:
            return []
        numbered = self._holdings.numbered([*new, *rows], origin)
        named, _ = self._checks.concerned(self._checks.problems(numbered, origin), numbered)
        return [Asked(one, named.get(len(new) + place, ())) for place, one in enumerate(rows)]
