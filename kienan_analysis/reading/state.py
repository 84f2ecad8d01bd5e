"""What holds from one figure of a sentence to the next: name, period, status, what was said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.after import After
    from kienan_analysis.reading.against import Against
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.lists import Respective
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.saying import Saying
    from kienan_analysis.reading.standing import Standing


@record
class _Held(Record):
    """What held where a bracket opened."""

    subject: Subject | None
    mention: Mention | None
    share: bool
    said: Saying | None


@dataclass(slots=True)
class State:
    """What holds from one figure of a sentence to the next.

    Attributes
    ----------
    subject : Subject or None
    subjects : dict with Subject as keys
        Those of the sentence so far, each once, in order.
    levels : list of (Subject, Mention or None)
        The amounts so far: whose, and of when.
    has_level : bool
        Whether a level of the present name was given.
    said : Saying or None
        What the figure before says.
    changed : bool
        Whether an amount of change of the present name was given: *giảm 128 hộ*, which a share may be of.
    counted : bool
        Whether a count of the present name was given, which is a rate's: *3.414 hộ nghèo*.
    after : After or None
        What follows the figure before.
    mention, since : Mention or None
        The period; the one named before it, where a change began.
    status, prices : str
    share, structure : bool
        Whether shares are spoken of; whether the whole list is about them.
    target : bool
        Whether aims are listed.
    respective : Respective or None
        The list that the figure stands in.
    money : str
        The currency of the amount before, of the same name; empty without one.
    share_of : Subject or None
        The branch of which the figure before gives its share of the economy.
    last_against, standing_against : Against or None
        What the figure before is measured against; what all of the sentence are, where its head says so.
    limited : str
        Why the figure before is not read, where that holds for what follows too.
    unnamed : set of str
        Kinds of the figures so far that a place alone has, and that no name is of.
    whole : Subject or None
        The name before *trong đó*, whose parts follow.
    parted : int
        Where those words stand in the text.
    """

    subject: Subject | None = None
    subjects: dict[Subject, None] = field(default_factory=dict)
    levels: list[tuple[Subject, Mention | None]] = field(default_factory=list)
    has_level: bool = False
    said: Saying | None = None
    changed: bool = False
    counted: bool = False
    after: After | None = None
    mention: Mention | None = None
    since: Mention | None = None
    status: str = ""
    prices: str = ""
    share: bool = False
    structure: bool = False
    target: bool = False
    respective: Respective | None = None
    money: str = ""
    share_of: Subject | None = None
    last_against: Against | None = None
    standing_against: Against | None = None
    limited: str = ""
    unnamed: set[str] = field(default_factory=set)
    whole: Subject | None = None
    parted: int = -1
    _brackets: list[_Held] = field(default_factory=list)

    @property
    def last_subject(self) -> Subject | None:
        """The newest of the sentence's names."""
        return next(reversed(self.subjects), None)

    def follow_brackets(self, standing: Standing) -> None:
        """Hold a name or period inside brackets inside them only."""
        for at in range(standing.start, standing.place):
            item = standing.items[at]
            if item.kind != "mark":
                continue
            if item.key == "(":
                self._brackets.append(_Held(self.subject, self.mention, self.share, self.said))
            elif item.key == ")" and self._brackets:
                held = self._brackets.pop()
                self.subject, self.mention, self.share, self.said = held.subject, held.mention, held.share, held.said

    def take_subject(self, subject: Subject, standing: Standing) -> None:
        """Take a figure's name.

        One that stands before a bracket holds after it too: *giá trị sản xuất (50% kế hoạch) và cao hơn …*.
        """
        if self._brackets:
            items = standing.items
            opened = next(
                (
                    items[at]
                    for at in range(standing.place - 1, standing.start - 1, -1)
                    if items[at].key == "(" and items[at].kind == "mark"
                ),
                None,
            )
            if opened is not None and subject.end <= opened.start:
                self._brackets[-1] = self._brackets[-1]._replace(subject=subject)
        self.subject = subject
        self.subjects.setdefault(subject)

    def take_against(self, against: Against, *, stays: bool) -> None:
        """Take what a figure is measured against, for those after it where that holds for them too."""
        self.last_against = against
        self.standing_against = against if stays else None

    def take_words(self, before: Before, opening: int, *, new_name: bool) -> None:
        """Take what the words before a figure say for those after it too; the sentence opens at `opening`."""
        if new_name:
            self.has_level = self.changed = self.counted = False
            self.money = ""
            self.status = self.prices = ""
        self.prices = before.prices or self.prices
        self.status = before.status or self.status
        if before.mentions and (periods := [mention for mention in before.mentions if mention.is_span]):
            self.since = periods[-2] if len(periods) > 1 else None
            self.mention = _of_its_year(periods, opening)
        self._take_share(before, new_name=new_name)

    def _take_share(self, before: Before, *, new_name: bool) -> None:
        if before.structure:
            self.share = self.structure = True
        elif before.share:
            self.share = True
        elif new_name and before.verb == "equal":
            self.share = self.structure = False
        elif not self.structure and (before.verb in {"up", "down", "more", "less"} or (new_name and before.verb)):
            self.share = False


def _of_its_year(periods: Sequence[Mention], opening: int) -> Mention:
    """Give the last of some periods; months without a year have that of the year before: *Năm 2023, 10 tháng …*."""
    last, before = periods[-1], periods[-2] if len(periods) > 1 else None
    if before is None or before.start > opening or before.year is None or not before.is_year or before.last_year:
        return last
    has_own = last.year is not None or last.shift is not None or last.is_year or last.kind != "months"
    return last if has_own else replace(last, year=before.year)
