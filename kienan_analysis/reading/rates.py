"""What a rate says by its words: a growth, an attainment, a plan, and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.against import NO_AGAINST, Against
from kienan_analysis.reading.verbs import CHANGES, FALLING, RISING

if TYPE_CHECKING:
    from kienan_analysis.reading.after import After
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.periods import Mention

_PLAIN: Final = CHANGES - {"exceed"}  # vượt 5% alone is of a plan


@dataclass(frozen=True, slots=True)
class Saying:
    """What a figure says, or why it is not known.

    Attributes
    ----------
    measure, form, assigner, base : str
        As in ``observations.csv``.
    against : Against
        What a growth is relative to, where that is a period, as the text names it.
    reason : str
        Why the figure is not understood; empty where it is.
    """

    measure: str = ""
    form: str = ""
    assigner: str = ""
    base: str = ""
    against: Against = NO_AGAINST
    reason: str = ""

    @property
    def is_change(self) -> bool:
        """Whether it is a growth, or one that is aimed at."""
        return self.measure in {"growth", "planned_growth"}


def unread(reason: str) -> Saying:
    """Say that a figure is not understood, and why."""
    return Saying(reason=reason)


def change_of_rate(
    figure: Figure, before: Before, after: After, *, target: bool, carried: Saying | None = None
) -> Saying | None:
    """Read a rate of change or of a plan from its words; None where they do not say.

    *vượt 5% kế hoạch* is an attainment, *tăng 5% so với cùng kỳ* a growth, *bằng 105% so với cùng kỳ* a growth too.

    Parameters
    ----------
    figure : Figure
        In percent, or so many times.
    before, after : Before, After
    target : bool
        Whether it stands where aims are listed.
    carried : Saying, optional
        What the figure before says: its form holds for one without a verb.
    """
    against = after.against if after.against.kind else before.against
    verb = before.verb
    if verb == "contribution":
        return unread("a contribution, not a growth")
    if against.kind == "plan":
        if target and verb in {*RISING, *FALLING} and after.against.kind:
            # Next year's aim relative to a plan: tăng 15% so với kế hoạch thành phố giao.
            base = f"plan:{against.assigner}" if against.assigner else "plan"
            return Saying("planned_growth", _form_of_change(verb), base=base)
        return Saying("attainment", _form_of_attainment(figure, verb), assigner=against.assigner)
    if figure.kind == "times":
        return _multiple(before, after, against)
    if not against.kind and verb in {"equal", ""} and not before.mentions and _is_past(after.mention):
        against = Against("period", 0, mention=after.mention)  # bằng 243,15% năm 2022
    if not against.kind:
        return None
    if not verb and before.unknown_verb:
        return unread("the verb is not known: a rise or a fall")
    form = _form_against_period(before)
    if not verb and carried is not None and carried.is_change:
        form = carried.form  # tăng 8,33% so với tháng 5 và 12,34% so với tháng 6/2013
    return Saying("planned_growth" if target else "growth", form, against=against)


def _multiple(before: Before, after: After, against: Against) -> Saying:
    if "multiple" not in {before.verb, before.strong}:
        return unread("so many times: two readings")
    if not against.kind and after.mention is not None and after.mention.kind == "months":
        against = Against("period", 0, mention=after.mention)  # gấp 1,75 lần năm 2020
    return (
        Saying("growth", "multiple", against=against) if against.kind else unread("so many times of what is not said")
    )


def _form_of_attainment(figure: Figure, verb: str) -> str:
    if figure.kind == "times":
        return "multiple"
    return "excess" if verb in RISING else "decrease" if verb in FALLING else ""


def _form_against_period(before: Before) -> str:
    verb = before.verb if before.verb in CHANGES else before.strong
    if verb in CHANGES:
        return _form_of_change(verb)
    return "" if "says.change" in before.roles else "index"  # tăng trưởng kinh tế đạt 8,1% so với cùng kỳ


def _form_of_change(verb: str) -> str:
    return "decrease" if verb in FALLING else ""


def _is_past(mention: Mention | None) -> bool:
    return mention is not None and mention.is_year and (mention.year is not None or mention.shift == -1)


def plain_change(before: Before, *, target: bool) -> Saying | None:
    """Read a growth whose base is left out: *tăng 5%*, *tăng trưởng đạt 5%*, *mức tăng 5%*."""
    verb = before.verb if before.verb in _PLAIN else before.strong if before.verb else before.introduced
    if verb in _PLAIN:
        return Saying("planned_growth" if target else "growth", _form_of_change(verb))
    return None


def bound_of(before: Before, after: After, form: str, *, is_range: bool) -> str:
    """Give the hedge, turned where the wording turns the value: *giảm hơn 5%* is at most -5."""
    bound = "at_least" if is_range or after.or_more else "at_most" if after.or_less else before.bound
    if form == "decrease":
        return {"at_least": "at_most", "at_most": "at_least"}.get(bound, bound)
    return bound
