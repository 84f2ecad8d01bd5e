"""What a rule may ask of a figure besides the words around it: the conditions of the rule table."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.grammar.ruling import Context
from kienan_analysis.reading.grammar.table import CONDITIONS
from kienan_analysis.reading.numbers import value_of
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.against import Against
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.ruling import Stretch
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State

# bằng 40% so với cùng kỳ is a fall of 60%; without "bằng" so small a figure is more likely a growth.
_LEAST_INDEX: Final = 50
# A name that begins so is a rate: its levels are in percent, its changes in points.
_RATES: Final = ("tỷ lệ", "độ che phủ", "tỷ trọng", "tỷ suất", "mức độ hài lòng", "chỉ số hài lòng")
# The same, but that its changes may be relative.
_LIKE_RATES: Final = ("hộ", "số hộ")
_ENDS: Final = frozenset({"lên", "đến", "tới", "xuống", "còn"})
_END_REACH: Final = 4  # items
_CONTEXT_AGAINST: Final = {"": "", "plan": "plan", "same_period": "year_ago", "period": "base", "other": "other"}
_VERBS: Final = frozenset(
    {"UP", "DOWN", "MORE", "BEYOND", "LESS", "EXC", "SHORT", "TO", "EQ", "SHARE", "MULT", "FROM", "DISB"}
)
_CHANGES: Final = frozenset({"UP", "DOWN", "MORE", "BEYOND", "LESS", "EXC", "SHORT"})
_RISES: Final = frozenset({"UP", "MORE", "BEYOND", "EXC"})
_BETWEEN: Final = ("ECONOMY", "GENERIC", "NAME", "LEVEL", "PLACE", "EMPTY", "NOUN", "QTY", "MEAN", "EST")


@record
class Clause(Record):
    """A figure with all that its clause says.

    Attributes
    ----------
    standing : Standing
    stretch : Stretch
    subject : Subject
    name : str
        The subject's words.
    named : bool
        Whether the name is new, and not carried over.
    known : Indicator or None
        The catalogue's, where it knows the name.
    before : Before
    against : Against
        What it is measured against, by the words after it, before it, or at the head of the sentence.
    state : State
    """

    standing: Standing
    stretch: Stretch
    subject: Subject
    name: str
    named: bool
    known: Indicator | None
    before: Before
    against: Against
    state: State

    @property
    def from_aim(self) -> bool:
        """Whether *từ* says the least that is aimed at, and no end of a change follows: *phấn đấu đạt từ 95%*."""
        standing = self.standing
        items = standing.items
        if not self.state.target or not standing.place or not items[standing.place - 1].plays("says.from"):
            return False
        end = min(standing.after.end + _END_REACH, standing.following, len(items))
        return not any(
            items[at].plays("says.to_level") or items[at].key in _ENDS for at in range(standing.place + 1, end)
        )


def context_of(clause: Clause, grammar: Grammar) -> Context:
    """Gather what the rules may ask of a figure."""
    said = clause.state.said
    return Context(
        kind=clause.standing.figure.kind,
        against=_CONTEXT_AGAINST[clause.against.kind],
        said=said.measure if said is not None else "",
        conditions=Asked(clause, grammar),
    )


# A plan that was carried out, or that something is held against, is not what its name's figure gives.
_ASSIGNED: Final = ("giao", "phân bổ")
_PASSIVE: Final = "được"
_MISSED: Final = frozenset({"không đạt", "chưa đạt", "không hoàn thành", "chưa hoàn thành"})
_GROWS: Final = ("tăng trưởng", "tăng trưởng kinh tế")
_CARRIED_OUT: Final = re.compile(r"(?<!\w)(?:thực hiện|hoàn thành|triển khai|đạt|vượt|bằng|so với|so|được)(?!\w)")


class Asked:
    """The conditions of one figure, each worked out when the first rule asks for it."""

    def __init__(self, clause: Clause, grammar: Grammar) -> None:
        self._clause = clause
        self._stretch = clause.stretch
        self._grammar = grammar
        self._known: dict[str, bool] = {}

    def holds(self, name: str) -> bool:
        """Whether a condition holds."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = name in _ANSWERS and bool(_ANSWERS[name](self))
        return known

    # What the figure's clause says.

    def _target(self) -> bool:
        return self._clause.state.target

    def _share(self) -> bool:
        return self._clause.state.share or self._clause.subject.part_of

    def _structure(self) -> bool:
        return self._clause.state.structure

    def _respective(self) -> bool:
        return self._clause.state.respective is not None

    def _has_level(self) -> bool:
        return self._clause.state.has_level

    def _named(self) -> bool:
        return self._clause.named

    def _rate_name(self) -> bool:
        known = self._clause.known
        return known.kind == "rate" if known is not None else self._clause.name.startswith(_RATES)

    def _rate_or_share(self) -> bool:
        like = self._clause.known is None and self._clause.name.startswith(_LIKE_RATES)
        return like or self._share() or self.holds("rate_name")

    def _disbursed_name(self) -> bool:
        return "giải ngân" in self._clause.name

    def _of_counted_places(self) -> bool:
        standing = self._clause.standing
        at = standing.start
        if not at or at >= len(standing.items) or not standing.items[at].plays("counted.places"):
            return False
        before = standing.items[at - 1].figure
        parted = any(item.key == ";" for item in standing.items[at : standing.place])
        return before is not None and before.kind == "bare" and not parted

    def _fall_said_before(self) -> bool:
        return self._before_name("DOWN") and not any(
            self._grammar.is_type(self._stretch.row, at, "TO", "EQ")
            for at in range(self._stretch.name, self._stretch.place)
        )

    # What the figure before says.

    def _measured_level(self) -> bool:
        said = self._clause.state.said
        return said is not None and said.measure == "level"

    def _said_change(self) -> bool:
        said = self._clause.state.said
        return said is not None and said.is_change

    def _carries(self) -> bool:
        return self._said_change() and self._between.isdisjoint(_VERBS)

    def _after_plan(self) -> bool:
        return self._beside == "plan"

    def _after_period(self) -> bool:
        return self._beside in {"period", "same_period"}

    @property
    def _beside(self) -> str:
        after = self._clause.state.after
        return after.against.kind if after is not None else ""

    def _other_currency(self) -> bool:
        return self._clause.state.money not in {"", self._clause.standing.figure.currency}

    # The figure itself and what follows it.

    def _sign(self) -> bool:
        return bool(self._clause.standing.figure.sign)

    def _per_unit(self) -> bool:
        known = self._clause.known
        return "/" in self._clause.standing.figure.unit or (known is not None and "/" in known.unit)

    def _from_on(self) -> bool:
        return self._clause.standing.figure.is_range or self._clause.standing.after.or_more or self._clause.from_aim

    def _mention_after(self) -> bool:
        return self._clause.standing.after.mention is not None

    def _has_since(self) -> bool:
        return self._clause.state.since is not None or self._mention_after()

    def _plan_after(self) -> bool:
        return self._clause.standing.after.against.kind == "plan"

    def _ago_after(self) -> bool:
        return self._clause.standing.after.against.kind == "same_period"

    def _aim_at_most(self) -> bool:
        return self._target() and self._clause.before.bound == "at_most"

    # The words between the name and the figure, and before the name.

    @cached_property
    def _between(self) -> frozenset[str]:
        return self._grammar.types(self._stretch.row, self._stretch.name, self._stretch.place)

    def _from_where(self) -> bool:
        return "FROM" in self._between and not self._from_on()

    def _ends_at(self) -> bool:
        """Whether a word for where a change ends stands there: *nông nghiệp còn 3,6%* goes on with no growth."""
        return "TO" in self._between

    def _aim_beside_plan(self) -> bool:
        return self._target() and self._plan_after() and not self._between.isdisjoint(_RISES)

    def _fall_before_name(self) -> bool:
        return self._before_name("DOWN")

    def _change_before_name(self) -> bool:
        return self._before_name("UP", "DOWN")

    def _growth_by_noun(self) -> bool:
        """Whether the figure before is a growth named by a noun, and this one of the same: *tốc độ tăng đạt 9%*."""
        said, standing, known = self._clause.state.said, self._clause.standing, self._clause.against.mention
        if said is None or not said.by_noun or said.against.kind or self._clause.named:
            return False
        # Of another time or place it is a growth of its own: GRDP quý I đạt 7%, quý II tăng 8%.
        between = standing.items[standing.start : standing.place]
        elsewhere = any(item.kind == "area" or item.proper or item.mention not in {None, known} for item in between)
        return not elsewhere

    def _missed_plan(self) -> bool:
        """Whether a growth is given, and the plan that it did not reach: *tăng 7%, không đạt mục tiêu 11%*."""
        said, row = self._clause.state.said, self._stretch.row
        if said is None or said.measure != "growth" or said.form or self._clause.standing.figure.kind != "rate":
            return False
        places = range(self._stretch.place - 1, self._stretch.name - 1, -1)
        plan = next((at for at in places if self._grammar.is_type(row, at, "PLAN")), -1)
        before = plan - 2 if self._grammar.is_type(row, plan - 1, "QTY") else plan - 1
        return plan >= 0 and before >= self._stretch.name and self._grammar.key(row, before) in _MISSED

    def _plan_before_name(self) -> bool:
        """Whether a plan of what is named stands before the name, and nothing says that it was carried out."""
        row, at = self._stretch.row, self._stretch.name_start - 1
        while at >= self._stretch.opening and self._grammar.is_type(row, at, *_BETWEEN):
            at -= 1
        if at < self._stretch.opening or not self._grammar.is_type(row, at, "PLANWORD", "PLAN"):
            return False
        earlier = " ".join(self._grammar.key(row, place) for place in range(max(self._stretch.opening, at - 3), at))
        if self._grammar.key(row, at).endswith(_ASSIGNED):
            earlier = earlier.removesuffix(_PASSIVE)  # được tỉnh giao thu ngân sách …
        return _CARRIED_OUT.search(earlier) is None

    def _growth_planned_before_name(self) -> bool:
        """Whether that plan is one of growth: *mục tiêu tăng trưởng GRDP*, not *mục tiêu thu ngân sách*."""
        at = self._stretch.name_start - 1
        while at > self._stretch.opening and self._grammar.is_type(self._stretch.row, at, *_BETWEEN):
            at -= 1
        return self._plan_before_name() and self._grammar.key(self._stretch.row, at).endswith(_GROWS)

    def _by_equal(self) -> bool:
        return "EQ" in self._between and self._last_equal() == "bằng"

    def _small_index(self) -> bool:
        return not self._by_equal() and value_of(self._clause.standing.figure.printed or "0") < _LEAST_INDEX

    def _in_brackets(self) -> bool:
        row = self._stretch.row
        between = range(self._stretch.name, self._stretch.place)
        opened = sum(self._grammar.is_type(row, at, "OPEN") for at in between)
        return opened > sum(self._grammar.is_type(row, at, "CLOSE") for at in between)

    def _more_than_same(self) -> bool:
        """Whether *hơn cùng kỳ* stands before the figure: it says by how much, not what the year before had."""
        row, stretch = self._stretch.row, self._stretch
        places = range(stretch.place - 1, stretch.name, -1)
        at = next((at for at in places if self._grammar.is_type(row, at, "SAMEP")), 0)
        return at > 0 and self._grammar.key(row, at - 1).endswith("hơn")

    def _last_verb_changes(self) -> bool:
        row, place = self._stretch.row, self._stretch.place
        for at in range(place - 1, self._stretch.name - 1, -1):
            if not self._grammar.is_type(row, at, *_VERBS):
                continue
            if not (at == place - 1 and self._grammar.is_type(row, at, "HEDGE")):
                return self._grammar.is_type(row, at, *_CHANGES) and not self._grammar.is_type(row, at, "TO")
        return False

    def _last_equal(self) -> str:
        """Give the last syllable of the nearest word for "equals"."""
        row = self._stretch.row
        for at in range(self._stretch.place - 1, self._stretch.name - 1, -1):
            if self._grammar.is_type(row, at, "EQ"):
                return self._grammar.key(row, at).rsplit(maxsplit=1)[-1]
        return ""

    def _before_name(self, *names: str) -> bool:
        """Whether a word of one of the types stands directly before the name, but for empty ones."""
        row, at = self._stretch.row, self._stretch.name_start - 1
        while at >= self._stretch.opening and self._grammar.is_type(row, at, *_BETWEEN):
            if self._grammar.is_type(row, at, *names):
                return True
            at -= 1
        return at >= self._stretch.opening and self._grammar.is_type(row, at, *names)


# Those that only another language's table asks for have no answer here.
_ANSWERS: Final[dict[str, Callable[[Asked], bool]]] = {name: getattr(Asked, f"_{name}") for name in sorted(CONDITIONS)}
