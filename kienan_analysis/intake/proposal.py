"""What adding an article would do: the rows that would be written, those to be asked, and those that cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kienan_analysis.messages import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kienan_analysis.articles.examination import Doubt, Examined
    from kienan_analysis.articles.origins import Origin
    from kienan_analysis.articles.rows import Candidate, LeftOut
    from kienan_analysis.errors import Problem
    from kienan_analysis.reading import ReadObservation

# What is left out for these has been taken in another form: nothing waits to be looked at.
SETTLED: Final = frozenset({"said_again", "there_more_exactly"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure that can be a row, and is not added unseen.

    Attributes
    ----------
    candidate : Candidate
    problems : tuple of Problem
        What the rules of the data and reconciliation find about it.
    rivals : tuple of str
        What the article prints elsewhere for the same thing, where the two cannot both be true.
    """

    candidate: Candidate
    problems: tuple[Problem, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether it may be added on consent: no rule forbids it."""
        return all(problem.severity != "error" for problem in self.problems)

    def why(self, language: str = "en") -> tuple[str, ...]:
        """Say why it is asked, one sentence each."""
        return tuple(text for _, text in self.reasons(language))

    def reasons(self, language: str = "en") -> Iterator[tuple[str, str]]:
        """Give each reason's code with its sentence."""
        from kienan_analysis.reading.sureness import doubt_sentence
        from kienan_analysis.wording.messages import Words

        for code in self.candidate.observation.doubts:
            yield code, doubt_sentence(code, language)
        if self.rivals:
            words = Words("vi" if language == "vi" else "en")
            yield "other_value_in_text", words.say("article_row.other_value_in_text", printed=", ".join(self.rivals))
        for problem in self.problems:
            yield problem.code, told(f"{problem.meaning} {problem.remedy}".strip(), language)


@dataclass(frozen=True)
class Proposal:
    """What adding an article would do, and what speaks against it.

    Attributes
    ----------
    folder : Path
        Of the data package.
    examined : Examined
        The article as it was read.
    origin : Origin
        Its source.
    new : tuple of Candidate
        The rows to be added, with ids: the sure ones that no check concerns, or those that were chosen.
    areas : tuple of dict of str to str
        The rows that the table of areas gets with them: places that the package does not hold yet, and what these
        belong to.
    present : tuple of Candidate
        Those that the data have already, from this source.
    asked : tuple of Asked
        Figures that can be rows and are not among the new ones.
    left_out : tuple of LeftOut
        Figures that become no row, each with why.
    problems : tuple of Problem
        What the rules of the data and reconciliation find: about the new rows where they were chosen, else about the
        article as a whole, since each sure row that a problem names is asked.
    doubts : tuple of Doubt
        About the article's area and period.
    """

    folder: Path
    examined: Examined
    origin: Origin
    new: tuple[Candidate, ...]
    present: tuple[Candidate, ...]
    asked: tuple[Asked, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]
    areas: tuple[dict[str, str], ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What forbids adding."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def is_clean(self) -> bool:
        """Whether no check has anything to say about the new rows or the article."""
        return not self.problems and not self.doubts and not self.examined.article.warnings and not self.origin.missing

    @property
    def changes_nothing(self) -> bool:
        """Whether no row would be written."""
        return not self.new

    @property
    def to_look_at(self) -> tuple[Asked | LeftOut, ...]:
        """What somebody has yet to decide, in the order of the text."""
        waiting: list[Asked | LeftOut] = [*self.asked, *(one for one in self.left_out if one.code not in SETTLED)]
        return tuple(sorted(waiting, key=lambda one: observation_of(one).start))


def observations_of(*ones: Asked | LeftOut) -> list[ReadObservation]:
    """Give the figures that are asked or left out."""
    return [one.candidate.observation if isinstance(one, Asked) else one.observation for one in ones]


def observation_of(one: Asked | LeftOut) -> ReadObservation:
    """Give the figure that is asked or left out."""
    return observations_of(one)[0]
