"""What a figure says by the rule that fits it, and the hedge that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.reading.against import NO_AGAINST, Against, against_of
from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.stored import turned

if TYPE_CHECKING:
    from kienan_analysis.reading.after import After
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.conditions import Clause
    from kienan_analysis.reading.grammar.engine import Decision
    from kienan_analysis.reading.grammar.table import Rule
    from kienan_analysis.reading.periods import Mention


@record
class Saying(Record):
    """What a figure says.

    Attributes
    ----------
    measure, form, assigner, base : str
        As in ``observations.csv``.
    against : Against
        What it is relative to, as the text names it.
    rule : str
        Id of the rule that says so.
    earlier, since, ends : bool
        Whether it is of the year before; of the period where a change began; of the last year in which it changed.
    beside : Mention or None
        The period that the figure before is compared with, where the figure is of that.
    plan_version : {"", "initial", "revised"}
        Of a plan.
    in_points : bool
        Whether a change in percent is one in percentage points.
    open_ended : bool
        Whether a result is told as so much *or more*: *tăng từ 11% trở lên*.
    planned : Mention or None
        The period that the words for the plan name, which the figure itself is.
    by_noun : bool
        Whether a noun of change before the name says it: *tốc độ tăng GRDP đạt 9%*.
    """

    measure: str = ""
    form: str = ""
    assigner: str = ""
    base: str = ""
    against: Against = NO_AGAINST
    rule: str = ""
    earlier: bool = False
    since: bool = False
    ends: bool = False
    beside: Mention | None = None
    plan_version: str = ""
    in_points: bool = False
    open_ended: bool = False
    by_noun: bool = False
    planned: Mention | None = None

    @property
    def is_change(self) -> bool:
        """Whether it is a growth, or one that is aimed at."""
        return self.measure in {"growth", "planned_growth"}


def said_by(rule: Rule, said: tuple[str, str], *, target: bool) -> tuple[str, str]:
    """Give the measure and the form that a rule says here: an aim where aims are listed, else a result.

    Parameters
    ----------
    rule : Rule
    said : tuple of str
        The measure and the form of the figure before, for a rule that says the same again.
    target : bool
        Whether aims are listed.
    """
    measure, form = rule.says, rule.form
    if measure == "level_or_plan":
        measure = "plan" if target else "level"
    elif measure == "growth_or_planned":
        measure = "planned_growth" if target else "growth"
    return (said[0] if measure == "said" else measure), (said[1] if form == "said" else form)


def bound_of(before: Before, after: After, form: str, *, is_range: bool) -> str:
    """Give the hedge, turned where the wording turns the value: *giảm hơn 5%* is at most -5."""
    bound = "at_least" if is_range or after.or_more else "at_most" if after.or_less else before.bound
    return turned(bound, form)


def saying_of(clause: Clause, decision: Decision) -> Saying:
    """Turn a rule's answer into what is said here: an aim where aims are listed, the form of the figure before."""
    rule, state = decision.rule, clause.state
    if rule is None:
        raise AssertionError("a figure that no rule reads says nothing")
    said = (state.said.measure, state.said.form) if state.said is not None else (rule.says, rule.form)
    measure, form = said_by(rule, said, target=state.target)
    if rule.says == "said" and measure == "planned_growth" and not state.target:
        measure = "growth"  # phấn đấu tăng 10,5% (năm 2023: 9,41%)
    against = clause.against
    plan = against if against.kind == "plan" else _plan_named(clause)
    assigner = plan.assigner if measure in {"attainment", "plan"} else ""
    base = ""
    if rule.base:
        base = f"plan:{against.assigner}" if against.assigner else "plan"
    beside = state.after.against.mention if rule.beside and state.after is not None else None
    return Saying(
        measure,
        form,
        assigner,
        base,
        against,
        rule.id,
        earlier=rule.earlier or (rule.beside and beside is None),
        since=rule.since,
        ends=rule.ends,
        beside=beside,
        plan_version=plan.version if measure in {"attainment", "plan"} else "",
        in_points=rule.unit == "points" or (measure == "planned_growth" and _beside_points(clause)),
        open_ended=clause.standing.after.or_more and measure in {"level", "growth"},
        by_noun=bool(rule.opening) and measure in {"growth", "planned_growth"},
        planned=plan.planned if measure == "plan" else None,
    )


def _beside_points(clause: Clause) -> bool:
    """Whether a percentage is what a rate was to change by, beside its change in points: *giảm 2,3% (KH: 2%)*."""
    said, known = clause.state.said, clause.known
    of_a_rate = known is not None and known.kind == "rate" and clause.standing.figure.kind == "rate"
    return of_a_rate and said is not None and said.in_points and not clause.named


def _plan_named(clause: Clause) -> Against:
    """Find the plan that a figure itself is, between its name and it, or that the bracket about it speaks of."""
    row = clause.stretch.row
    for at in range(clause.stretch.place - 1, clause.stretch.name - 1, -1) if row.chunks else ():
        if row.chunks.get(at) in {"PLAN", "VSPLAN"}:
            atom = row.atom(at)
            return against_of(clause.standing.items, atom.chunk, atom.start, atom.end)
    beside = clause.state.after.against if clause.state.after is not None else NO_AGAINST
    return beside if beside.kind == "plan" and not clause.named else NO_AGAINST
