"""What a figure says of its subject: a level, a plan, a growth, an attainment; rules tried in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.numbers import value_of
from kienan_analysis.reading.rates import Saying, change_of_rate, plain_change, unread
from kienan_analysis.reading.verbs import CHANGES

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.after import After
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State

# bằng 40% so với cùng kỳ is a fall of 60%; without "bằng" so small a figure is more likely a growth.
_LEAST_INDEX: Final = 50
# A name that begins so may have a level in percent.
_LIKE_A_RATE: Final = ("tỷ lệ", "hộ", "số hộ", "độ che phủ", "tỷ trọng", "tỷ suất")
# One that begins so is a rate by its own words: what it reached is a level.
_RATES: Final = ("tỷ lệ", "độ che phủ", "tỷ suất", "mật độ", "hệ số", "công suất", "chỉ số")
_RISE_OR_FALL: Final = frozenset({"up", "down"})
# What was compared with an aim or a plan was done: so với 5% của năm trước.
_DONE: Final = {"planned_growth": "growth", "plan": "level"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with all that its clause says.

    Attributes
    ----------
    standing : Standing
    subject : Subject
    name : str
        The subject's words.
    named : bool
        Whether the name is new, and not carried over.
    known : Indicator or None
        The catalogue's, where it knows the name.
    before : Before
    state : State
    """

    standing: Standing
    subject: Subject
    name: str
    named: bool
    known: Indicator | None
    before: Before
    state: State

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.standing.figure

    @property
    def after(self) -> After:
        """What the words after it say."""
        return self.standing.after

    @property
    def is_rate(self) -> bool:
        """Whether what is named is itself a rate, so that its levels are in percent."""
        return self.known is not None and self.known.kind == "rate"


def say(clause: Clause) -> Saying:
    """Say what a figure with a unit says."""
    before, figure = clause.before, clause.figure
    if figure.kind == "points":
        return _points(clause)
    if before.verb == "from" and before.strong and (clause.after.or_more or figure.is_range):
        before.verb = before.strong  # tăng từ 9,5% trở lên: a bound, not where a change began
    if figure.kind == "quantity":
        return _quantity(clause)
    rules = (_beside_plan, _inline_plan, _compared, _from, _change, _share_or_level, _carried_on)
    return next(
        (said for said in (rule(clause) for rule in rules) if said is not None),
        unread("nothing says what the percentage is of"),
    )


def _points(clause: Clause) -> Saying:
    """Read percentage points: the growth of an indicator that is itself in percent."""
    before = clause.before
    from_afar = "other" in {clause.after.against.kind, before.against.kind}
    if clause.is_rate and not from_afar and before.verb in {"up", "down", "less", "more"}:
        return plain_change(before, target=False) or unread("a change in percentage points")
    return unread("a change in percentage points")


def _quantity(clause: Clause) -> Saying:
    before, state, mention = clause.before, clause.state, clause.after.mention
    earlier = state.after.against if state.after is not None else None
    if before.mark == "(" and not before.verb and earlier is not None and earlier.kind == "plan":
        return Saying("plan", assigner=earlier.assigner)  # đạt 31,8% dự toán (114,5 tỷ đồng)
    if before.inline_plan or before.plan_level:
        return Saying("plan", assigner=before.assigner)
    if before.compared:
        if mention is not None:
            return Saying("level")
        return unread("what another figure is compared with, of a period that is not said")
    if before.verb == "from":
        return Saying("level") if mention is not None else unread("where a change began")
    restates = before.restated and state.said is not None and state.said.is_change
    beside = before.aside and state.respective is None
    if restates or beside or clause.figure.sign or before.verb in CHANGES or before.verb == "difference":
        return unread("an amount of change, not a level")
    known = clause.known
    if before.yearly and (known is None or "/" not in known.unit):
        return unread("a mean of several years, not a level")
    return Saying("plan" if state.target else "level")


def _beside_plan(clause: Clause) -> Saying | None:
    """Read a percentage in brackets after a plan."""
    before, said = clause.before, clause.state.said
    if not before.aside_plan:
        return None
    if before.verb in _RISE_OR_FALL:
        return _planned_growth(before)  # dưới mục tiêu (tăng 12,5%)
    if said is not None and said.measure == "level":
        return Saying("attainment")  # nhỉnh hơn kế hoạch một chút (100,4%)
    return unread("a growth that was planned, or a share of the plan: two readings")


def _inline_plan(clause: Clause) -> Saying | None:
    """Read a percentage that is itself the plan: *(KH: 8-9%)*."""
    before, said = clause.before, clause.state.said
    if not before.inline_plan:
        return None
    if before.verb in _RISE_OR_FALL:
        return _planned_growth(before)
    if said is not None and said.is_change:
        return Saying("planned_growth", said.form)
    if clause.is_rate or clause.state.share:
        return Saying("plan", assigner=before.assigner)
    return unread("a plan in percent of what is not said")


def _planned_growth(before: Before) -> Saying:
    return Saying("planned_growth", "decrease" if before.verb == "down" else "")


def _compared(clause: Clause) -> Saying | None:
    """Read a percentage that another figure is compared with, or that tells by how much something doubled."""
    before, after, said = clause.before, clause.after, clause.state.said
    if before.doubled and before.mark == "(":
        return Saying("growth", "index")  # tăng gấp đôi (203%)
    if before.beside:
        return Saying(said.measure) if said is not None else unread("what another figure is compared with")
    if before.compared:
        if said is not None and (after.mention is not None or after.against.kind):
            return Saying(_DONE.get(said.measure, said.measure), said.form)
        return unread("what another figure is compared with, of a period that is not said")
    if before.earlier and before.mark != "(":
        return unread("the same period last year, or in comparison with it: two readings")
    return None


def _from(clause: Clause) -> Saying | None:
    """Read where a change began: *từ 5,2% năm 2015 xuống 1,1%*."""
    before, state = clause.before, clause.state
    if before.verb != "from":
        return None
    if (clause.is_rate or state.share) and state.since is not None:
        return Saying("level")
    return unread("where a change began, of a period that is not said")


def _change(clause: Clause) -> Saying | None:
    """Read a growth or an attainment by its own words."""
    before, state = clause.before, clause.state
    if state.structure and before.verb in CHANGES:
        return unread("a change of a share")
    said = change_of_rate(clause.figure, before, clause.after, target=state.target, carried=state.said)
    changes = before.verb in _RISE_OR_FALL
    if said is None and before.verb != "to_level" and (changes or not state.share):
        if before.share and changes:
            return unread("a change of a share")
        said = plain_change(before, target=state.target)
    if said is not None and said.form == "index" and not before.word.endswith("bằng"):
        small = value_of(clause.figure.printed or "0") < _LEAST_INDEX
        return unread("a growth, or a share of the year before: two readings") if small else said
    return said


def _share_or_level(clause: Clause) -> Saying | None:
    """Read a percentage that is no change by its own words: a share of something, or a rate's level."""
    before, state = clause.before, clause.state
    measure = "plan" if state.target else "level"
    if "says.disbursed" in before.roles or "giải ngân" in clause.name:
        return Saying("attainment")
    if state.share or before.verb == "share":
        return Saying(measure)
    if before.verb == "to_level":
        if before.strong == "up" and not clause.is_rate:
            return Saying("planned_growth" if state.target else "growth")  # kéo mức tăng lên 9,77%
        if clause.is_rate or not clause.subject.indicator:
            return Saying(measure)
        return unread("a rise to a percentage: two readings")
    if clause.figure.sign and state.has_level:
        return Saying("growth")  # 1.250 tỷ đồng (+5,2%)
    if clause.is_rate and not clause.figure.sign and before.verb != "doubled":
        return Saying(measure)
    return None


def _carried_on(clause: Clause) -> Saying | None:
    """Read a percentage by what the figures before it say."""
    before, state, said = clause.before, clause.state, clause.state.said
    if before.verb == "doubled":
        return Saying("growth", "index")
    if before.verb == "equal":
        of_level = state.has_level and not clause.named and before.word != "bằng"
        if of_level or (said is not None and said.measure == "attainment"):
            return Saying("attainment")
    if before.verb == "exceed" and (state.has_level or (said is not None and said.measure == "plan")):
        return Saying("attainment", "excess")
    if clause.name.startswith(_LIKE_A_RATE) and not clause.subject.indicator:
        if clause.name.startswith(_RATES) and clause.named and before.verb in {"", "equal"} and not before.strong:
            return Saying("plan" if state.target else "level")  # tỷ lệ người dân tham gia BHYT đạt 95,2%
        return unread("nothing says whether the percentage is a level or a change")
    if not before.verb and said is not None and (said.is_change or said.measure == "attainment"):
        return replace(said, assigner="", base="")
    return None
