"""What the walk over a sentence gives: figures with what they say, or why they are not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.saying import Saying


# Why an amount may be of something else than the name before it, and the rates that are said of an amount.
NOT_UNDERSTOOD: Final = frozenset({"unclear_name", "no_name", "no_unit", "nothing_said", "unexplained"})
OF_AN_AMOUNT: Final = frozenset({"growth", "attainment"})


@record
class Statement(Record):
    """A figure with what it says, its period not yet resolved.

    Attributes
    ----------
    figure : Figure
    subject : Subject
    indicator : str
        A catalogue id, empty where the name, or what is said of it, is not the catalogue's.
    saying : Saying
    bound, status : str
        As in ``observations.csv``.
    mention : Mention or None
        The period, where the sentence names one.
    target, mean : bool
        Whether it is an aim; whether a growth is a mean over years.
    prices : str
        The price basis that is said.
    compared : tuple of int
        Where what it is measured against stands in the text; empty where nothing says.
    """

    figure: Figure
    subject: Subject
    indicator: str
    saying: Saying
    bound: str
    status: str
    mention: Mention | None
    target: bool
    mean: bool
    prices: str
    compared: tuple[int, ...] = ()

    @property
    def earlier(self) -> bool:
        """Whether it is of the same period a year before."""
        return self.saying.earlier


@record
class Failure(Record):
    """A figure that is not understood: the code of the reason, the rule or the words that stopped it."""

    figure: Figure
    reason: str
    rule: str = ""
    words: str = ""


def by_package(one: Statement | Failure) -> Statement | Failure:
    """Mark what words of the data package's own helped to read, so that it is asked about."""
    if isinstance(one, Failure) or one.saying.rule.startswith("package:"):
        return one
    return one._replace(saying=one.saying._replace(rule=f"package:{one.saying.rule}"))
