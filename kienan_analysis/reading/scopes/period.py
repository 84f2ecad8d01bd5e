"""Follows an article from sentence to sentence: which period holds where a figure's words name none, and whether aims do.

Three scopes lie inside one another. A section is opened by a heading and holds to the next heading that names a period
or says whether aims follow. A list is opened by a sentence that ends in a colon and holds while its points last. A
paragraph is opened by a sentence and holds to its end; a part of what the article reports on (a quarter, an earlier
month) and a look back bind their own sentence, and those that go on about it (*trong đó*).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.items import NOTHING, Item
from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.scopes.aims import AimScope, aim_scopes, targets_of
from kienan_analysis.reading.scopes.roles import Named, named_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.reported import Reported

_LONGEST_HEADING: Final = 30  # items
_NEAR: Final = 3  # items between cùng kỳ and its year
_BULLETS: Final = frozenset({"-", "+", "*", "•", "·", "▪", "–", "○", "●", "►", "➢", "✓"})
_GOES_ON: Final = frozenset({"trong đó", "cụ thể", "trong số đó", "riêng", "bao gồm", "gồm", "cùng với đó", "theo đó"})
# What no figure of a sentence may be of, so that its words must not be taken for a period.
_NO_PERIOD: Final = frozenset({"name", "event"})


class ItemSentence(NamedTuple):
    """A sentence as items; its paragraph, and whether it introduces a list."""

    items: list[Item]
    paragraph: int
    introduces: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What a section, list or paragraph says for all its sentences.

    Attributes
    ----------
    mention : Mention or None
        The period; None where the article's own holds.
    aims : bool
        Whether aims are listed.
    evidence : tuple of int and int, or None
        The words that say so: ``key[start:end]`` of the text.
    """

    mention: Mention | None = None
    aims: bool = False
    evidence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SentenceScope:
    """What holds for the figures of one sentence.

    Attributes
    ----------
    items : list of Item
        The sentence, the years in names and of events no longer marked as periods.
    held : Held
        The period and aim where a figure's own words say none.
    scopes : tuple of AimScope
        Where its words open and close aims.
    aimed : frozenset of int
        Where the periods begin that it plans for.
    ahead : Mention or None
        The one period to come that it names: *80 triệu đồng vào năm 2025, …*.
    """

    items: list[Item]
    held: Held
    scopes: tuple[AimScope, ...]
    aimed: frozenset[int]
    ahead: Mention | None = None

    @property
    def mention(self) -> Mention | None:
        """The period that holds where a figure's own words name none."""
        return self.held.mention

    def targets(self) -> list[bool]:
        """Say for each item whether a figure there is an aim."""
        return targets_of(self.scopes, len(self.items), opened=self.held.aims)


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
        self._today = reported.today
        self._key = key
        self._sentences = sentences
        self._named = named
        self._default = reported.mention.resolve(reported.year) if reported.mention is not None else None
        self._section = Held(aims=reported.aims)
        self._list: Held | None = None
        self._points = False
        self._paragraph = -1
        self._here = self._section
        self._bound: Held | None = None
        self._opens = True

    def enter(self, number: int) -> SentenceScope:
        """Take what a sentence says; sentences are entered in order."""
        sentence, named = self._sentences[number], self._named[number]
        items = sentence.items
        if not items:  # nothing but an aside
            return SentenceScope([], self._here, (), frozenset())
        if sentence.paragraph != self._paragraph:
            self._new_paragraph(number)
        scopes = aim_scopes(items, self._key, named, self._is_later)
        held = self._of_sentence(items, named, scopes, introduces=sentence.introduces)
        if self._is_heading(number):
            self._open_section(number, held)
        elif sentence.introduces:
            self._list, self._points = held, False
        return SentenceScope(
            _without_names(items, named),
            held,
            tuple(scopes),
            frozenset(one.mention.start for one in named if one.role == "aimed"),
            self._ahead(named),
        )

    def _ahead(self, named: Sequence[Named]) -> Mention | None:
        """Give the period to come that a sentence names, if it names one alone."""
        ahead = [one.mention for one in named if one.role in {"own", "aimed"} and self._is_later(one.mention)]
        years = {(mention.year, mention.last_year, mention.shift) for mention in ahead}
        return ahead[0] if len(years) == 1 else None

    def _new_paragraph(self, number: int) -> None:
        sentence = self._sentences[number]
        self._paragraph = sentence.paragraph
        self._bound = None
        self._opens = True
        if self._list is not None:
            is_point = bool(sentence.items) and sentence.items[0].key in _BULLETS or _is_numbered(sentence.items)
            if self._points and not is_point:
                self._list = None
            self._points = self._points or is_point
        before, self._here = self._here, self._list or self._section
        if before.aims and not self._here.aims and self._goes_on(number, before):
            self._here = before

    def _goes_on(self, number: int, before: Held) -> bool:
        """Whether a paragraph goes on with the aims of the one before: it says of no figure that it was done."""
        sentence, named = self._sentences[number], self._named[number]
        if before.mention is None or not self._is_later(before.mention) or self._is_heading(number):
            return False
        if sentence.items[0].key in _GOES_ON:
            return True
        text = self._key[sentence.items[0].start : sentence.items[-1].end]
        done = vi.RESULT.search(text) or any(
            item.plays("against.same_period", "hedges.estimate") for item in sentence.items
        )
        return not done and not any(one.role == "own" for one in named)

    def _of_sentence(
        self, items: Sequence[Item], named: Sequence[Named], scopes: Sequence[AimScope], *, introduces: bool
    ) -> Held:
        """Say what holds in a sentence, and keep for the next ones what goes on to hold."""
        first = next((at for at, item in enumerate(items) if item.is_measured), len(items))
        before, bound = self._here, self._bound
        self._bound = None
        opens_paragraph, self._opens = self._opens, False
        leading = _leading(named, first) or self._same_period(items, named)
        if leading is None or (first == len(items) and not introduces and self._is_mixed(named)):
            if bound is not None and items[0].key in _GOES_ON:
                before = self._bound = bound
            return self._persisting(before, scopes, first, introduces=introduces)
        mention = leading.mention
        later = self._is_later(mention)
        aims = later or self._reported.aims or (before.aims and leading.role == "aimed")
        held = self._persisting(
            Held(mention, aims, (mention.start, mention.end)), scopes, first, introduces=introduces
        )
        goes_on = self._widened(held, named, first)
        narrow = self._is_part(mention) or (not opens_paragraph and self._is_earlier(mention))
        if narrow and goes_on is held and not introduces:
            self._bound = held
        else:
            self._here = goes_on
        return held

    def _is_mixed(self, named: Sequence[Named]) -> bool:
        """Whether a sentence says what the text is about: the results of a year, and the plans for the next."""
        spans = [one for one in named if one.role in {"own", "aimed"} and one.mention.is_span]
        return len({self._is_later(one.mention) for one in spans}) > 1 or len({one.role for one in spans}) > 1

    def _is_earlier(self, mention: Mention) -> bool:
        """Whether a period that is said with its year lies before what the article reports on: a look back."""
        own = mention.resolve(None) if mention.kind == "months" else None
        return own is not None and self._default is not None and own.last < self._default.first

    def _same_period(self, items: Sequence[Item], named: Sequence[Named]) -> Named | None:
        """Take *cùng kỳ năm 2024, …* that opens a sentence for the same months of that year."""
        if not named or named[0].role != "same_period" or self._reported.mention is None or self._default is None:
            return None
        if not items[0].plays("against.same_period") or named[0].mention.year is None:
            return None
        months = self._reported.mention
        if months.kind != "months" or named[0].at > _NEAR:
            return None
        own = replace(named[0].mention, first_month=months.first_month, last_month=months.last_month)
        return Named(named[0].at, own, "own")

    def _persisting(self, held: Held, scopes: Sequence[AimScope], first: int, *, introduces: bool) -> Held:
        """Open aims for what follows where a list of them is introduced, or a year still to come is planned for."""
        last = [scope for scope in scopes if scope.at < first]
        if last and (introduces or (held.mention is not None and self._is_later(held.mention))):
            aims = last[-1].aims
            return replace(held, aims=aims, evidence=last[-1].evidence if aims else held.evidence)
        return held

    def _widened(self, held: Held, named: Sequence[Named], first: int) -> Held:
        """Let the sentences after it take the wider period that a sentence ends with: *quý I …, tính chung 6 tháng …*."""
        for one in named:
            if one.at < first or one.role != "own" or one.mention.kind != "months" or held.mention is None:
                continue
            narrow, wide = self._resolve(held.mention), self._resolve(one.mention)
            if narrow is not None and wide is not None and wide.first <= narrow.first and narrow.last < wide.last:
                held = replace(held, mention=one.mention)
        return held

    def _open_section(self, number: int, held: Held) -> None:
        """Open a section: by a heading that names a period, or says that aims or results follow."""
        items, named = self._sentences[number].items, self._named[number]
        text = self._key[items[0].start : items[-1].end]
        looks_back = any(item.plays("aims.looked_back") for item in items) or "tình hình" in text
        aims = vi.AIM_NOUNS.search(text) is not None or any(item.plays("aims.target") for item in items)
        own = [one.mention for one in named if one.role in {"own", "aimed"} and one.mention.is_span]
        if number == 0 or not (own or looks_back or aims):
            return
        mention = own[-1] if own else None
        later = mention is not None and self._is_later(mention)
        if looks_back and aims and len(own) != 1:
            return  # it says what the whole text is about: results and plans
        if aims and not looks_back and (later or mention is None):
            # 1. Chỉ tiêu cụ thể, under II. Nhiệm vụ năm 2024: of that year.
            outer = self._section.mention if mention is None and self._section.aims else mention
            self._section = Held(outer, aims=True, evidence=(items[0].start, items[-1].end))
        elif looks_back or mention is not None:
            self._section = Held(None if later else mention, later or self._reported.aims, held.evidence)
        self._list = None

    def _is_heading(self, number: int) -> bool:
        """Whether a sentence is a line of its own without a full stop and without a figure."""
        sentence = self._sentences[number]
        alone = self._begins(number) and (
            number + 1 == len(self._sentences) or self._sentences[number + 1].paragraph != sentence.paragraph
        )
        items = sentence.items
        return (
            alone
            and not sentence.introduces
            and len(items) <= _LONGEST_HEADING
            and items[-1].key not in {".", ";", "!", "?", ","}
            and not any(item.is_measured for item in items)
        )

    def _begins(self, number: int) -> bool:
        """Whether a sentence begins its paragraph, but for a number: *II. Phương hướng năm 2017*."""
        before = self._sentences[number - 1] if number else None
        if before is None or before.paragraph != self._sentences[number].paragraph:
            return True
        return len(before.items) <= _NEAR and _is_numbered(before.items) and self._begins(number - 1)

    def _is_part(self, mention: Mention) -> bool:
        """Whether a period is a part of what the article reports on."""
        own = self._resolve(mention)
        default = self._default
        if mention.kind == "now":
            return True
        if mention.is_month and default is not None and own is not None and own.last == default.last:
            return False  # tháng 10 beside 10 tháng: what follows in the paragraph is of it too
        if own is None or default is None or default.kind == "years" or mention.kind in {"so_far", "term"}:
            return False
        return default.first <= own.first and own.last <= default.last and own != default

    def _resolve(self, mention: Mention) -> Period | None:
        return mention.resolve(self._reported.year, self._today)

    def _is_later(self, mention: Mention) -> bool:
        """Whether a period lies after the one that the article reports on."""
        reported = self._reported
        if reported.year is None or reported.mention is None or mention.kind in {"term", "so_far", "since", "to_day"}:
            return False
        if mention.kind == "years":
            return mention.last_year > max(reported.year, reported.mention.last_year)
        year = mention.year_of(reported.year, self._today)
        if year is not None and year > reported.year:
            return True
        own = self._resolve(mention)
        return own is not None and self._default is not None and own.first > self._default.last


def read_named(sentences: Sequence[ItemSentence], key: str) -> list[list[Named]]:
    """Say of each mention of each sentence what it is to it."""
    return [named_in(sentence.items, key) for sentence in sentences]


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


def _is_numbered(items: Sequence[Item]) -> bool:
    """Whether a paragraph begins with a number and a mark: *1.*, *(2)*, *a)*."""
    marks = {item.key for item in items[:3] if item.kind == "mark"}
    short = any(len(item.key) <= 2 for item in items[:2])  # noqa: PLR2004 - one or two digits, a letter
    return bool(marks & {".", ")", "/"}) and short


def _without_names(items: list[Item], named: Sequence[Named]) -> list[Item]:
    """Give the sentence with the years in names and of events as codes: no figure is of them."""
    places = {one.at for one in named if one.role in _NO_PERIOD}
    if not places:
        return items
    return [
        Item("code", item.start, item.end, item.key, NOTHING) if at in places else item for at, item in enumerate(items)
    ]
