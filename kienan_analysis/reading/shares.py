"""What percentages are shares of: branches of the economy; the people or places that a rate counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.saying import Saying
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State

# As the catalogue names a branch's share of the economy, and a rate.
_SHARE_OF, _RATE_OF = "tỷ trọng", "tỷ lệ"
_ECONOMY: Final = (
    r"(?:(?:các )?(?:ngành )?(?:nền )?kinh tế(?! (?:biển|đô thị|hộ|nông|ngành|số|tập thể|tư nhân))"
    r"|grdp|gdp|tổng sản phẩm|tổng giá trị sản xuất(?! (?:công|dịch|khu|lĩnh|ngành|nông|thương)))"
)
_STRUCTURES: Final = re.compile(r"(?<!\w)(?:cơ cấu|tỷ trọng)(?!\w)")
_OF_THE_ECONOMY: Final = re.compile(rf"cơ cấu (?:của )?{_ECONOMY}(?!\w)")
# A structure of what is not said, which is the economy's unless something else was spoken of: cơ cấu: dịch vụ 41%.
_BARE: Final = re.compile(r"cơ cấu(?: (?:các )?ngành)?(?: (?:năm )?(?:19|20)\d\d)? ?:")
_NEAR: Final = 160  # letters
# Of these a list may give shares too, after the economy was spoken of.
_OF_OTHERS: Final = re.compile(
    r"(?<!\w)(?:lao động|xuất khẩu|nhập khẩu|đầu tư|vốn|thu ngân sách|doanh nghiệp|dân số|đất|dư nợ|nội bộ)(?!\w)"
)
_AFTER: Final = re.compile(
    rf"(?:(?:trong|của|trên|vào) )?(?:(?:tổng|quy mô|toàn bộ|cơ cấu|tỷ trọng|(?:toàn )?nền|của) )*{_ECONOMY}(?!\w)"
)
_BEFORE_A_BRANCH: Final = re.compile(r"(?:(?:khu vực|các ngành|ngành|lĩnh vực|nhóm ngành) )+")
_OF_A_WHOLE: Final = ("của", "số", "tổng", "trên", "trong")
# After the name of a share: tỷ trọng dịch vụ trong tổng kim ngạch.
_IN_A_WHOLE: Final = re.compile(
    r"\s(?:trong|trên|của|so với) (?:(?:cả|các|toàn|cơ cấu|số) )?"
    r"(?:chi|cho vay|diện tích|doanh|dư nợ|dân số|giá trị|kim ngạch|lao động|lĩnh vực|ngành|nội bộ|thu|tổng|vốn"
    r"|xuất khẩu|đầu tư)(?!\w)"
)
_WHOLES: Final = frozenset({"grdp", "total_production_value"})  # what a share of each is one of the economy
_LEVELS: Final = frozenset({"level", "plan"})
_REACH: Final = 60  # letters after a percentage


class Shares:
    """Finds the catalogue's name of a share.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    key : str
        The text in the spelling that is matched.
    """

    def __init__(self, lexicon: Lexicon, indicators: Mapping[str, Indicator], key: str) -> None:
        self._lexicon = lexicon
        self._indicators = indicators
        self._key = key

    def of_the_economy(self, subject: Subject, standing: Standing, saying: Saying, state: State) -> str:
        """Give the share that a percentage of a branch is, where the sentence says that it is one of the economy.

        *Cơ cấu kinh tế: dịch vụ 41%*, *dịch vụ chiếm 41% GRDP*; *dịch vụ chiếm 41% lao động* is another.

        Parameters
        ----------
        subject : Subject
            The branch.
        standing : Standing
        saying : Saying
            What the figure says of it.
        state : State
            The names of the sentence so far, and what it divides.

        Returns
        -------
        str
            A catalogue id; empty where it is no share of the economy, or the catalogue has none of that branch.
        """
        if standing.figure.kind != "rate" or saying.measure not in _LEVELS or not subject.indicator:
            return ""
        name = _BEFORE_A_BRANCH.sub("", self._key[subject.start : subject.end], count=1)
        found = self._lexicon.indicator(f"{_SHARE_OF} {name}")
        if not self._is_rate(found):
            return ""
        divided = state.whole is not None and state.whole.indicator in _WHOLES and self._is_alone(standing)
        return found if divided or self._is_of_the_economy(subject, standing, state.subjects) else ""

    def _is_alone(self, standing: Standing) -> bool:
        """Whether a percentage follows *chiếm* and no word after it says of what: *…, trong đó dịch vụ chiếm 41%*."""
        items, place = standing.items, standing.place
        shares = any(items[at].plays("says.share") for at in range(standing.parts[-1].start, place))
        return shares and (standing.next is None or standing.next.kind == "mark")

    def _is_of_the_economy(self, subject: Subject, standing: Standing, earlier: Iterable[Subject]) -> bool:
        items, figure = standing.items, standing.figure
        stop = items[standing.following].start if standing.following < len(items) else items[-1].end
        after = self._key[figure.end : min(stop, figure.end + _REACH)].strip(" %")
        if _AFTER.match(after):
            return True
        if after.startswith(_OF_A_WHOLE):
            return False  # chiếm 41% tổng số lao động
        start = items[0].start
        said = [found.start() for found in _STRUCTURES.finditer(self._key, start, subject.start)]
        if not said:
            return False
        of_all = _OF_THE_ECONOMY.match(self._key, said[-1], subject.start)
        # Tỷ trọng nông nghiệp 14%, dịch vụ 41%: what was the share of one is that of the next.
        begun = of_all.end() if of_all is not None else self._end_of_share(earlier, said[-1])
        bare = _BARE.match(self._key, said[-1], subject.start)
        if begun < 0 and bare is not None and _OF_OTHERS.search(self._key, self._before(said[-1]), said[-1]) is None:
            begun = bare.end()
        return begun >= 0 and _OF_OTHERS.search(self._key, begun, subject.start) is None

    def _before(self, at: int) -> int:
        """Say where the line, and the sentence before it, begin in which bare words for a structure stand."""
        begun = max(0, at - _NEAR)
        return max(self._key.rfind("\n", begun, at) + 1, begun)

    def _end_of_share(self, earlier: Iterable[Subject], at: int) -> int:
        """Say where the name of a share ends that begins at a place; -1 without one."""
        ends = (one.end for one in earlier if one.start == at and self._is_rate(one.indicator))
        return next(ends, -1)

    def _is_rate(self, indicator: str) -> bool:
        return bool(indicator) and self._indicators[indicator].kind == "rate"

    def is_of_another_whole(self, subject: Subject) -> bool:
        """Whether the words after the name of a share say that it is one of something else than the economy."""
        if not self._key.startswith(_SHARE_OF, subject.start):
            return False
        if _AFTER.match(self._key[subject.end : subject.end + _REACH].strip()):
            return False
        return _IN_A_WHOLE.match(self._key, subject.end) is not None

    def is_the_whole(self, subject: Subject, standing: Standing) -> bool:
        """Whether a name is only what the figure before is a share of: *dịch vụ chiếm 41% GRDP, tăng 2%*."""
        items, start = standing.items, standing.start
        before = next((items[at] for at in range(start - 1, -1, -1) if items[at].figure is not None), None)
        if before is None or before.end > subject.start:
            return False
        return _AFTER.fullmatch(self._key[before.end : subject.end].strip(" %")) is not None

    def rate_of(self, name: str) -> str:
        """Give the rate that a percentage of what follows it is: *92% dân số tham gia bảo hiểm y tế*; else nothing."""
        found = self._lexicon.indicator(f"{_RATE_OF} {name}")
        return found if self._is_rate(found) else ""
