"""Whose figure it is, followed from sentence to sentence: what headings, paragraphs and sentences open and close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes.around_places import counts
from kienan_analysis.reading.scopes.holders import REASONS, Holders, Whose
from kienan_analysis.reading.scopes.other_places import OtherPlaces
from kienan_analysis.reading.scopes.place_headings import is_heading, is_ranked_heading, tells_more
from kienan_analysis.reading.scopes.place_words import words_of_places
from kienan_analysis.reading.scopes.stretches import Stretch, Stretches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.place_choice import PlaceChooser
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.scopes.place_subject import PlaceSubject
    from kienan_analysis.reading.tokens import Token

# A sentence that begins so may speak of another place until the text comes back to its own.
_SAME_DAY: Final = ("cùng ngày", "cũng trong ngày", "chiều cùng ngày", "sáng cùng ngày")
_LONGEST_OF_THESE: Final = 3
_COMPARES: Final = 2  # tokens: so với
_COUNTED: Final = 3  # tokens: bảy địa phương
_HELD_AGAINST: Final = frozenset({"khi", "lúc"})  # trong khi đó, Hà Tĩnh …
_WHOLE: Final = frozenset({"toàn", "cả"})
_GROUND: Final = frozenset({"cùng", "địa", "sau"})  # how words for the merged ground begin
_KNOWN: Final = frozenset({"subject", "place", "elsewhere"})
_JOINS: Final = frozenset({",", "và"})
_CLAUSES: Final = frozenset({",", ";", ":"})


@record
class Placed(Record):
    """The area of a figure, or the reason why it is left unread.

    Attributes
    ----------
    area : str or None
        An id; None where the text's own place is not known.
    reason : str
    start, end : int
        The words that say whose it is, in the normal form; empty where nothing but the text as a whole does.
    weak : bool
        Whether nothing but the text as a whole says so, and it speaks of other places as well; or which of its
        namesakes it is, is only guessed.
    """

    area: str | None
    reason: str
    start: int
    end: int
    weak: bool = False


class PlaceScope:
    """Follows a text from sentence to sentence and says whose each figure is.

    Parameters
    ----------
    chooser : PlaceChooser
    subject : PlaceSubject
    given : str or None
        The area that the caller gives, which then holds for the text's own place.
    named : frozenset of str
        The bare names of the text's places.

    Attributes
    ----------
    holds_against_a_place : bool
        Whether the sentence opens by naming a place that it is held against: *so với huyện Lương Sơn, … thấp hơn 62%*.
    """

    def __init__(self, chooser: PlaceChooser, subject: PlaceSubject, given: str | None, named: frozenset[str]) -> None:
        self._chooser = chooser
        self._given = given
        self._holders = Holders(chooser, subject, given, named)
        self._lists = words_of_places().lists
        self._section: Whose | None = None  # opened by a heading, or by "* Cùng ngày, …"
        self._held: Whose | None = None  # opened by an earlier sentence of the paragraph
        self._aside: Whose | None = None  # another place, told of by the way in the sentences before
        self._ended: Whose | None = None  # who holds the last figure of the sentence before
        self._stretches = Stretches((), (), (), self._holders.own, self._holders)
        self._new = False
        self._rivalled = subject.rivalled and given is None
        self._guessed = subject.guessed and given is None
        self._others = OtherPlaces()
        self._paragraph, self._ranked = 0, -1  # the paragraph; the last that was a place with its figure in brackets
        self.holds_against_a_place = False

    def new_paragraph(self) -> None:
        """Close what a sentence of the paragraph before opened."""
        self._held = self._ended = self._aside = None
        self._paragraph += 1
        self._others.new_paragraph()
        self._holders.new_paragraph()

    def enter(
        self, tokens: Sequence[Token], mentions: Sequence[PlaceMention], items: Sequence[Item], *, alone: bool
    ) -> None:
        """Take the places of the next sentence.

        Parameters
        ----------
        tokens, mentions, items : sequences
            Of the sentence.
        alone : bool
            Whether it is a paragraph of its own, so that it may be a heading.
        """
        begun, carried = self._held or self._section or self._holders.own, self._held is not None
        if self._ended is not None and self._lists["roles.goes_into"].beginning(tokens, 0):
            begun = self._ended  # … đạt 381.531 tỷ đồng. Trong đó, thu nội địa …
        if self._may_mean_aside(tokens, mentions):
            begun, carried = self._aside or begun, True
        # Năm 2024, tính trên cùng địa bàn, thu ngân sách đạt …: the sentence need not name the place once more.
        self._new = (bool(mentions) or self._chooser.context.is_after_mergers) and self._says_merged(tokens)
        self.holds_against_a_place = bool(mentions) and _opens_with_comparison(tokens, mentions[0])
        if self._speaks_of_several(tokens):
            begun = Whose("several", None, "", tokens[0].start, tokens[2].end)
        figures = _figures(items) if mentions else ()
        if mentions and not figures and alone and is_heading(tokens, mentions):
            begun = self._holders.of(mentions[0], begun)
            if begun.holder == "subject" and tells_more(tokens, mentions[0]):
                begun = self._holders.own  # a title with the text's own place says no more of whose its figures are
            self._section = begun
            mentions = ()
        self._stretches = Stretches(tokens, mentions, figures, begun, self._holders, carried=carried)
        if mentions and figures and alone and is_ranked_heading(tokens, mentions):
            # 2. Thanh Hóa (12,2%): what follows is its own; where the next line is the third, it is only a list.
            listed = self._ranked == self._paragraph - 1
            self._section = None if listed else self._holders.of(mentions[0], begun)
            self._ranked = self._paragraph
        if not mentions:
            self._ended = begun
        if mentions:
            self._holders.note(mentions)
            if figures:
                self._ended = self._stretches.find(figures[-1], figures[-1])
            firm = self._only_firm()
            if firm is not None:
                self._held = firm
            else:
                self._open_below(tokens, figures)
            told = self._told(tokens, figures)
            named = {one.whose.holder for one in told}
            by_name = any(one.mention is not None and one.mention.kind == "named" for one in told)
            begins = any(
                one.mention is not None
                and one.whose.holder in {"place", "unsure"}
                and self._opens_sentence(tokens, one.mention)
                for one in told
            )
            self._others.take(named, by_name=by_name, figured=bool(figures), begins=begins)
        if any(item.is_measured for item in items):
            named = {one.whose.holder for one in self._stretches.all}
            self._others.begun_own |= "subject" in named

    def whose(self, start: int, name_start: int, name_end: int = 0) -> Whose:
        """Say whose a figure of the sentence is.

        Parameters
        ----------
        start : int
            Where its digits begin, in the normal form.
        name_start, name_end : int
            Where what it measures begins and ends.
        """
        return self._stretches.find(start, name_start, name_end)

    def give(self, places: Mapping[int, PlaceMention]) -> None:
        """Give figures of the sentence, by where their digits begin, to the places that a list sets beside them."""
        for start, mention in places.items():
            self._stretches.give(start, mention)

    def at(self, mention: PlaceMention, period: Period, *, merged: bool) -> Placed:
        """Give the area of a place that stands by itself, in a table: of a period, on the ground that a merger made."""
        whose = self._holders.of(mention, self._holders.own)
        return self.place(whose._replace(era=whose.era or "new") if merged else whose, period)

    def place(self, whose: Whose, period: Period | None, *, done: bool = False) -> Placed:
        """Give the area of a figure of a period, or the reason why it has none.

        Parameters
        ----------
        whose : Whose
        period : Period or None
        done : bool
            Whether the period is over: of one in which a place was merged, only what the merger made can report then.
        """
        span = (whose.start, whose.end)
        if whose.holder in REASONS:
            return Placed(None, REASONS[whose.holder], *span)
        if whose.holder == "subject" and self._given is not None and not whose.era:
            return Placed(self._given, "", *span, self._is_weak(whose))
        if whose.line is None:
            return Placed(None, "", *span)
        era = whose.era or ("new" if self._new else "")
        first, last = (period.first, period.last) if period is not None else (None, None)
        weak = self._is_weak(whose) or (not era and self._chooser.is_open(whose.line, first, last, done=done))
        return Placed(self._chooser.at(whose.line, first, last, era).id, "", *span, weak)

    def _is_weak(self, whose: Whose) -> bool:
        if whose.holder == "place" and whose.line is not None and self._chooser.is_guessed(whose.line):
            return True
        if self._guessed:
            return True
        rivalled = self._rivalled and not self._others.ours
        return whose.end <= whose.start and (rivalled or self._others.may_be_meant)

    @staticmethod
    def _speaks_of_several(tokens: Sequence[Token]) -> bool:
        """Whether a sentence begins with a count of places, whose figure is no one's: *Bảy địa phương chiếm …*."""
        if len(tokens) < _COUNTED or (tokens[1].key, tokens[2].key) != ("địa", "phương"):
            return False
        return counts(tokens[0])

    def _says_merged(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence speaks of the ground after the merger: *trên cùng địa bàn*, *sau hợp nhất*."""
        names = ["roles.same_ground"]
        if self._chooser.context.is_after_mergers:  # before it, sau sáp nhập speaks of communes
            names.append("roles.merged")
        starts = [at for at, token in enumerate(tokens) if token.key in _GROUND]
        return any(self._lists[name].beginning(tokens, at) for name in names for at in starts)

    def _open_below(self, tokens: Sequence[Token], figures: Sequence[int]) -> None:
        """Say what a sentence opens for those after it in its paragraph, and what it closes."""
        first = next((one for one in self._stretches.all if one.mention is not None), None)
        if first is None or first.mention is None or not self._begins_with(tokens, first.mention):
            return
        mention, whose = first.mention, self._as_told(first.whose, figures)
        if mention.kind in {"relative", "firm", "part"} or whose.holder not in _KNOWN or mention.era == "old":
            return  # what a former unit had is told by the way
        own = whose.holder == "subject"
        if not figures and not own and self._is_only_there(tokens, mention, whose):
            return  # Bí thư Thành ủy Hải Phòng dự và chỉ đạo.
        among = self._lists["roles.among"].beginning(tokens, 0)
        headed = self._section is not None and self._section.holder != "subject"
        by_the_way = not own and self._others.begun_own and not headed and not self._is_same_day(tokens)
        held_against = among and by_the_way and tokens[1].key in _HELD_AGAINST
        if among and not own and not held_against and (tokens[0].key == "trong" or mention.role == "of"):
            return  # Trong đó, thành phố Vinh thu 3.900 tỷ đồng: a part, and the next sentence goes on with the whole
        if by_the_way and figures and not self._stretches.speaks_of_peers:
            self._held, self._aside = None, whose  # what follows is the text's own, and to be asked
            return
        self._aside = None
        if among or (figures and self._stretches.speaks_of_peers):
            self._held = Whose("unsure", whose.line, "", mention.start, mention.end)
            return
        if mention.role == "topic":
            if own:
                self._section = None
            elif self._is_same_day(tokens):
                self._section = whose
            # Tỉnh …. Huyện Diễn Châu là điểm sáng. Giá trị sản xuất đạt …: most likely the huyện's.
            self._held = whose._replace(start=0, end=0) if by_the_way else whose
        elif own:
            self._held = whose if self._held is not None else None
        elif not any(_is_own(one) for one in self._stretches.all):
            # Tại phường Nam Sơn, …. What the next sentence speaks of, nothing says.
            self._held = Whose("unsure", whose.line, "", mention.start, mention.end)

    def _may_mean_aside(self, tokens: Sequence[Token], mentions: Sequence[PlaceMention]) -> bool:
        """Whether *của tỉnh* may speak of a province that was told of by the way; *toàn tỉnh* is the text's own."""
        line = self._aside.line if self._aside is not None else None
        if line is None or not mentions or mentions[0].kind != "relative" or not line.is_a(mentions[0].type):
            return False
        first, own = mentions[0], self._holders.own.line
        whole = any(token.key in _WHOLE for token in tokens[max(0, first.first - 1) : first.after])
        return not whole and not first.era and own is not None and own.is_a(first.type)

    def _is_only_there(self, tokens: Sequence[Token], mention: PlaceMention, whose: Whose) -> bool:
        """Whether a sentence without a figure only tells who came from another place, or names it by the way."""
        if self._is_same_day(tokens):
            return False
        guest = mention.body and self._is_above(whose)
        return mention.role != "topic" or guest or self._attends(tokens)

    def _told(self, tokens: Sequence[Token], figures: Sequence[int]) -> list[Stretch]:
        """Give who holds where in the sentence, but for places above the text's own that are named by the way.

        *Là huyện ven biển của tỉnh Ninh Bình, năm 2022 Kim Sơn đạt …*: the own place has the last word. *Dự hội nghị có
        đồng chí Phó Bí thư Tỉnh ủy Sơn La.*: who came.
        """
        told = [one for one in self._stretches.all if one.mention is not None]
        last = told[-1] if told else None
        own_last = last is not None and last.whose.holder == "subject" and last.opens and not last.whose.era
        guests = not figures and self._attends(tokens)
        own_start = last.start if last is not None else 0
        return [
            one
            for one in told
            if one.mention is None
            or one.whose.holder != "place"
            or not self._is_above(one.whose)
            or not (
                (guests and one.mention.body)
                or (own_last and not one.opens and not any(one.start <= at < own_start for at in figures))
            )
        ]

    def _as_told(self, whose: Whose, figures: Sequence[int]) -> Whose:
        """Leave out the words that say who holds, where two places have a clause each and neither a figure.

        *Huyện Nga Sơn khởi sắc, Kim Sơn đi lên.* Of which of them the next sentence speaks, is to be asked.
        """
        return whose if figures or not self._stretches.speaks_of_peers else whose._replace(start=0, end=0)

    def _only_firm(self) -> Whose | None:
        """Give the firm that a sentence is about, and no place: what its paragraph goes on with is the firm's, too."""
        named = [one.whose for one in self._stretches.all if one.mention is not None]
        if any(whose.holder in _KNOWN for whose in named):
            return None
        return next((whose for whose in named if whose.holder == "firm"), None)

    def _begins_with(self, tokens: Sequence[Token], mention: PlaceMention) -> bool:
        """Whether a place is what its sentence begins with: not *…, trong khi huyện Vũ Thư …*."""
        if self._opens_sentence(tokens, mention):
            return True
        before = tokens[: mention.first]
        return mention.role == "of" and not any(token.key in _CLAUSES for token in before)

    def _opens_sentence(self, tokens: Sequence[Token], mention: PlaceMention) -> bool:
        """Whether nothing but words that open a sentence stands before a place."""
        opening = self._lists["roles.opening"]
        return all(token.kind != "word" or token.key in opening for token in tokens[: mention.first])

    def _is_above(self, whose: Whose) -> bool:
        """Whether a place is one that the text's own belongs to."""
        own = self._holders.own.line
        return own is not None and whose.line is not None and self._chooser.contains(whose.line, own)

    def _attends(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence tells who came and what they said."""
        return any(self._lists["roles.attends"].beginning(tokens, at) for at in range(len(tokens)))

    @staticmethod
    def _is_same_day(tokens: Sequence[Token]) -> bool:
        if tokens[0].key == "*":
            return True
        words = [token.key for token in tokens[:_LONGEST_OF_THESE]]
        return any(" ".join(words[: len(phrase.split())]) == phrase for phrase in _SAME_DAY)


def _opens_with_comparison(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    if mention.role != "compared" or mention.first > _COMPARES or len(tokens) < mention.first:
        return False
    return [token.key for token in tokens[:2]] == ["so", "với"]


def _figures(items: Sequence[Item]) -> list[int]:
    """Say where the measured figures begin, those too that share the unit of the next: *3.476 và 2.218 lao động*."""
    found: list[int] = []
    for at, item in enumerate(items):
        if item.figure is None and item.kind != "figure":
            continue
        follows = [one for one in items[at + 1 : at + 3] if item.kind == "figure"]
        shares = len(follows) > 1 and follows[0].key in _JOINS and follows[1].is_measured
        if item.is_measured or shares:
            found.append(item.start)
    return found


def _is_own(stretch: Stretch) -> bool:
    return stretch.whose.holder == "subject" and stretch.mention is not None
