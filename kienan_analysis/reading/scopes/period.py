"""Follows an article from sentence to sentence: which period holds where a figure names none, and whether aims do.

Three scopes lie inside one another. A section is opened by a heading and holds to the next heading that names a period
or says whether aims follow. A list is opened by a sentence that ends in a colon and holds while its points last. A
paragraph is opened by a sentence and holds to its end; a part of what the article reports on (a quarter, an earlier
month) and a look back bind their own sentence, and those that go on about it (*trong đó*).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.items import NOTHING, Item
from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.scopes.aims import AimScope, aim_scopes, is_of_any_term
from kienan_analysis.reading.scopes.dates import LEAD_SENTENCES
from kienan_analysis.reading.scopes.headings import ends, is_heading, is_point, section_of, widened
from kienan_analysis.reading.scopes.roles import Named, named_in
from kienan_analysis.reading.scopes.running_totals import RunningTotals
from kienan_analysis.reading.scopes.scope import Held, ItemSentence, SentenceScope
from kienan_analysis.reading.scopes.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.reported import Reported

_DATE_LINE: Final = frozenset({"tin", "bản tin", "bản", "số", ".", ","})  # bản tin tháng 01/2022
_NEAR: Final = 3  # items between cùng kỳ and its year
_GOES_ON: Final = frozenset({"trong đó", "cụ thể", "trong số đó", "riêng", "bao gồm", "gồm", "cùng với đó", "theo đó"})
# What no figure of a sentence may be of, so that its words must not be taken for a period.
_NO_PERIOD: Final = frozenset({"name", "event"})


class PeriodScopes:
    """Follows an article from sentence to sentence.

    Parameters
    ----------
    reported : Reported
    key : str
        The text in the spelling that is matched.
    sentences : sequence of ItemSentence
    named : sequence of sequences of Named
        The mentions of each sentence.
    """

    def __init__(
        self, reported: Reported, key: str, sentences: Sequence[ItemSentence], named: Sequence[Sequence[Named]]
    ) -> None:
        self._reported = reported
        self._timeline = Timeline(reported)
        self._key = key
        self._sentences = sentences
        self._named = named
        self._totals = RunningTotals(sentences, named, self._timeline)
        self._section = Held(aims=reported.aims, unsure=reported.unsure)
        self._list: Held | None = None
        self._points = False
        self._paragraph = -1
        self._here = self._section
        self._bound: Held | None = None
        self._headed_by = ""  # the place that the paragraph begins with
        self._aimed = False  # whether the sentence before, of the same paragraph, ended with aims
        self._opens = True
        self._told_results = False  # whether a figure of this paragraph was of what was done

    def enter(self, number: int) -> SentenceScope:
        """Take what a sentence says; sentences are entered in order."""
        sentence, named = self._sentences[number], self._named[number]
        items = sentence.items
        if not items:  # nothing but an aside
            return SentenceScope([], self._here, (), frozenset())
        if sentence.paragraph != self._paragraph:
            self._new_paragraph(number)
        scopes = aim_scopes(items, self._key, named, self._timeline.is_ahead)
        measured = [at for at, item in enumerate(items) if item.figure is not None and item.is_measured]
        first = measured[0] if measured else len(items)
        held = self._of_sentence(items, named, scopes, first, introduces=sentence.introduces)
        if measured and not held.aims and self._is_of_the_whole(held):
            held = self._totals.month_before(number, held) or held
        if measured:
            held = self._doubted(held, items, named, scopes, measured[-1])
            self._told_results |= not held.aims
        if is_heading(self._sentences, number):
            section = section_of(items, self._key, named, self._section, self._timeline)
            if section is not None and (number or _lists_a_term_s_aims(section)):
                over = section.mention is not None and self._timeline.is_earlier(section.mention)
                aims = section.aims or (self._reported.aims and not over)
                self._section, self._list = replace(section, aims=aims, unsure=section.unsure and not aims), None
        elif sentence.introduces:
            self._list, self._points = held, False
        if not measured:
            self._aimed = self._leaves_aims_open(items, scopes)
        return SentenceScope(
            _for_figures(items, named, self._described(named)),
            held,
            tuple(scopes),
            frozenset(one.mention.start for one in named if one.role == "aimed"),
            self._ahead(named),
            frozenset(one.mention.start for one in named if one.role == "own" and one.mention.year is not None),
        )

    def _doubted(
        self, held: Held, items: Sequence[Item], named: Sequence[Named], scopes: Sequence[AimScope], last: int
    ) -> Held:
        """Say of a sentence whose `last` figure is given, where aims may go on, whether it speaks of what was done.

        They may after aims, and under a heading that leaves it open.

        *Huyện phấn đấu thu 500 tỷ đồng. Sản lượng lúa 30.000 tấn.* says of the second figure neither.
        """
        after_aims, before = self._aimed, held.unsure
        self._aimed = held.aims
        for scope in scopes:
            if scope.at > last:
                break
            self._aimed = held.aims if scope.aims is None else scope.aims
        if not (after_aims or before) or held.aims:
            return held
        if after_aims and items[0].key in _GOES_ON and not self._is_done(items):
            self._aimed = True
            return replace(held, aims=True)
        unsure = not self._is_done(items) and (before or not any(one.role == "own" for one in named))
        self._aimed = self._aimed or (unsure and after_aims)
        return replace(held, unsure=unsure)

    def _leaves_aims_open(self, items: Sequence[Item], scopes: Sequence[AimScope]) -> bool:
        """Whether a sentence only counts its aims, which the next ones list: *hoàn thành 15 chỉ tiêu*."""
        if not scopes or not scopes[-1].aims:
            return False
        return vi.COUNTS_AIMS.search(self._key, items[0].start, items[-1].end) is not None

    def _is_done(self, items: Sequence[Item]) -> bool:
        """Whether words of a sentence say that what it tells was done."""
        text = self._key[items[0].start : items[-1].end]
        if any(item.plays("against.same_period", "hedges.estimate") for item in items) or _has_met_a_plan(items):
            return True
        return vi.MAY_BE_RESULT.search(text) is not None and vi.RESULT.search(text) is not None

    def _ahead(self, named: Sequence[Named]) -> Mention | None:
        """Give the period to come that a sentence names, if it names one alone."""
        if not named:
            return None
        ahead = [one.mention for one in named if one.role in {"own", "aimed"} and self._timeline.is_ahead(one)]
        years = {(mention.year, mention.last_year, mention.shift) for mention in ahead}
        return ahead[0] if len(years) == 1 else None

    def _new_paragraph(self, number: int) -> None:
        sentence = self._sentences[number]
        self._paragraph = sentence.paragraph
        self._bound = None
        self._opens = True
        self._aimed = False
        if self._list is not None:
            point = is_point(sentence)
            if self._points and not point:
                self._list = None
            self._points = self._points or point
        before, self._here = self._here, self._list or self._section
        told_results, self._told_results = self._told_results, False
        of_another = self._is_of_another(sentence.items)
        if before.aims and not self._here.aims and (of_another or self._goes_on(number, before)):
            if told_results or of_another:
                # Thu ngân sách 2.415 tỷ đồng. Chỉ tiêu năm 2026: 2.600 tỷ đồng.⏎Bán lẻ tăng 14%. The points of a list
                # are alike, and what is told of places: each begins with what was done, as the one before did.
                alike = told_results and (of_another or is_point(sentence))
                self._here = replace(self._here, unsure=not alike)
                return
            title = self._sentences[number - 1]
            # Phấn đấu năm 2030 thu nhập đạt 90 triệu đồng, on a line of its own: what follows may be how things are.
            heads = title.alone and not ends(title) and not is_point(title)
            self._here = replace(self._here, unsure=True) if heads else before

    def _is_of_another(self, items: Sequence[Item]) -> bool:
        """Whether a paragraph begins with another place than the one before it began with."""
        first = next((item for item in items if item.kind not in {"mark", "code"}), None)
        place = first.place.key if first is not None and first.place is not None else ""
        before, self._headed_by = self._headed_by, place
        return bool(place and before) and place != before

    def _goes_on(self, number: int, before: Held) -> bool:
        """Whether a paragraph goes on with the aims of the one before: it says of no figure that it was done."""
        sentence, named = self._sentences[number], self._named[number]
        title = self._sentences[number - 1]
        if number and title.alone and title.paragraph == self._sentences[0].paragraph and not ends(title):
            return False  # the title says what the text is about
        if before.mention is None or not self._timeline.is_later(before.mention) or is_heading(self._sentences, number):
            return False
        if sentence.items[0].key in _GOES_ON:
            return True
        return not self._is_done(sentence.items) and not any(one.role == "own" for one in named)

    def _of_sentence(
        self, items: Sequence[Item], named: Sequence[Named], scopes: Sequence[AimScope], first: int, *, introduces: bool
    ) -> Held:
        """Say what holds in a sentence, whose `first` figure is given, and keep what holds for the next ones too."""
        before, bound = self._here, self._bound
        self._bound = None
        opens_paragraph, self._opens = self._opens, False
        described = self._described(named)
        dating = [one for one in named if one.at not in described] if described else named
        leading = _leading(dating, first) or self._same_period(items, named)
        if leading is not None and first == len(items) and not introduces and self._is_year_of_part(leading.mention):
            leading = None  # in a report on a quarter: huyện tổ chức lễ giao quân năm 2024
        if leading is None or (first == len(items) and not introduces and self._is_mixed(named)):
            if bound is not None and items[0].key in _GOES_ON:
                before = self._bound = bound
            if (month := self._month_of(named, before, first)) is not None:
                return month
            later = before.mention is not None and self._timeline.is_later(before.mention)
            return self._persisting(before, scopes, first, opens=introduces or later)
        mention = leading.mention
        later = self._timeline.is_ahead(leading)
        over = self._timeline.is_earlier(mention)
        same = leading.role == "aimed" or is_of_any_term(leading, items) or self._is_of_held(mention, before)
        aims = later or (self._reported.aims and not over) or (before.aims and same and not over)
        held = Held(mention, aims, (mention.start, mention.end))
        held = self._persisting(held, scopes, first, opens=introduces or later)
        goes_on = widened(held, named, first, self._timeline)
        narrow = self._timeline.is_part(mention) or (not opens_paragraph and self._timeline.is_earlier(mention))
        narrow = narrow and not (opens_paragraph and mention.kind == "now")  # Trong tháng, …: all of the paragraph
        if narrow and goes_on is held and not introduces:
            self._bound = held
        else:
            self._here = goes_on
        return held

    def _described(self, named: Sequence[Named]) -> frozenset[int]:
        """Find the years that are only described, in a report on a part of them: they date nothing."""
        default = self._timeline.default
        if default is None or not default.is_part_year:
            return frozenset()
        return frozenset(one.at for one in named if one.described and one.mention.year == default.year)

    def _is_year_of_part(self, mention: Mention) -> bool:
        """Whether a year is that of the months that the text reports on."""
        default = self._timeline.default
        return default is not None and default.is_part_year and mention.is_year and mention.year == default.year

    def _is_of_held(self, mention: Mention, held: Held) -> bool:
        """Whether a period is, or ends with, the one that holds: *cuối năm 2018*, in a list of aims of 2018."""
        own = self._timeline.resolve(mention)
        whole = self._timeline.default if held.mention is None else self._timeline.resolve(held.mention)
        return own is not None and whole is not None and whole.first <= own.first and own.last == whole.last

    def _month_of(self, named: Sequence[Named], before: Held, first: int) -> Held | None:
        """Take the month for a figure that a running total follows: *thu ngân sách 30 tỷ đồng, lũy kế 310 tỷ đồng*."""
        total = next((one for one in named if one.mention.kind == "so_far" and one.at > first), None)
        if total is None or before.aims or not self._is_of_the_whole(before):
            return None
        month = replace(total.mention, kind="now", count=1)
        return Held(month, evidence=(month.start, month.end))

    def _is_of_the_whole(self, held: Held) -> bool:
        """Whether nothing but what the text reports on dates what follows."""
        return held.mention is None or self._timeline.resolve(held.mention) == self._timeline.default

    def _is_mixed(self, named: Sequence[Named]) -> bool:
        """Whether a sentence says what the text is about: the results of a year, and the plans for the next."""
        spans = [one for one in named if one.role in {"own", "aimed"} and one.mention.is_span]
        return len({self._timeline.is_ahead(one) for one in spans}) > 1 or len({one.role for one in spans}) > 1

    def _same_period(self, items: Sequence[Item], named: Sequence[Named]) -> Named | None:
        """Take *cùng kỳ năm 2024, …* that opens a sentence for the same months of that year, or *năm trước*."""
        if not named or named[0].role != "same_period" or self._reported.mention is None:
            return None
        mention, year = named[0].mention, self._reported.year
        year = mention.year if mention.shift != -1 or year is None else year - 1
        if not items[0].plays("against.same_period") or year is None:
            return None
        months = self._reported.mention
        if months.kind != "months" or named[0].at > _NEAR:
            return None
        own = replace(mention, year=year, shift=None, first_month=months.first_month, last_month=months.last_month)
        return Named(named[0].at, own, "own")

    @staticmethod
    def _persisting(held: Held, scopes: Sequence[AimScope], first: int, *, opens: bool) -> Held:
        """Open aims for what follows where a list of them is introduced, or a time still to come is planned for."""
        last = [scope for scope in scopes if scope.at < first]
        if last and opens:
            aims = held.aims if last[-1].aims is None else last[-1].aims
            return replace(held, aims=aims, evidence=last[-1].evidence if aims else held.evidence)
        return held


def read_named(sentences: Sequence[ItemSentence], key: str) -> list[list[Named]]:
    """Say of each mention of each sentence what it is to it."""
    found = [named_in(sentence.items, key) for sentence in sentences]
    for number, sentence in enumerate(sentences[:LEAD_SENTENCES]):
        words = {item.key for item in sentence.items if item.mention is None}
        if sentence.alone and len(found[number]) == 1 and words <= _DATE_LINE:
            (one,) = found[number]
            if one.mention.is_month and one.mention.year is not None:
                found[number] = [replace(one, role="aside")]  # Tin tháng 01/2022: when it came out
    return found


def _has_met_a_plan(items: Sequence[Item]) -> bool:
    """Whether a sentence that aims at nothing gives a share of a plan: *trồng 4.386 ha, đạt 121% kế hoạch*."""
    if any(item.plays("aims.target") for item in items):
        return False
    return any(
        one.figure is not None and one.figure.kind == "rate" and following.plays("plan.plan")
        for one, following in pairwise(items)
    )


def _lists_a_term_s_aims(title: Held) -> bool:
    """Whether a title heads a list of aims: else it says what the whole text is about."""
    return title.aims and title.mention is not None and title.mention.kind == "years"


def _leading(named: Sequence[Named], first: int) -> Named | None:
    """Give the last period that a sentence names before its first figure."""
    spans = [one for one in named if one.role in {"own", "aimed"} and one.mention.is_span]
    leading = [
        one
        for one in spans
        if one.at < first
        and one.mention.shift in {None, 0, 1}
        and one.mention.kind not in {"since", "each"}
        and not (one.mention.is_month and len(spans) > 1)
    ]
    return leading[-1] if leading else None


def _for_figures(items: list[Item], named: Sequence[Named], described: frozenset[int]) -> list[Item]:
    """Give the sentence with the years that date nothing in it as codes, and what was learned of the others."""
    codes = {one.at for one in named if one.role in _NO_PERIOD} | described
    other = {one.at: one.mention for one in named if one.mention is not items[one.at].mention}
    if not codes and not other:
        return items
    found: list[Item] = []
    for at, item in enumerate(items):
        if at in codes:
            found.append(Item("code", item.start, item.end, item.key, NOTHING))
        elif at in other:
            found.append(Item("period", item.start, item.end, item.key, mention=other[at]))
        else:
            found.append(item)
    return found
