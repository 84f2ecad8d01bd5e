"""Firms, estates, schools and parts of a place: what they make is no place's own figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.place_mentions import PlaceMention
from kienan_analysis.reading.scopes.place_words import types_at, words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.capitals import Capitals
    from kienan_analysis.reading.tokens import Token

_REACH: Final = 7  # words between công ty and its own name
_GOES_ON: Final = 3  # words in small letters inside a name: Công ty CP Lọc hóa dầu Bình Sơn
_SEVERAL: Final = frozenset({"các", "mỗi", "nhiều", "những", "số"})
_FIRMS: Final = frozenset(
    {"công ty", "hợp tác xã", "htx", "ngân hàng", "nhà máy", "tập đoàn", "tổng công ty", "xí nghiệp"}
)
_IS: Final = "là"
_PROJECT: Final = "dự"
_ENDS: Final = frozenset(
    {
        "chiếm",
        "cho",
        "chưa",
        "có",
        "cũng",
        "của",
        "do",
        "đã",
        "đang",
        "đạt",
        "đến",
        "đón",
        "đóng",
        "đơn",
        "được",
        "giảm",
    }
    | {
        "không",
        "là",
        "làm",
        "nơi",
        "nộp",
        "ở",
        "quản",
        "sản",
        "sẽ",
        "tại",
        "tăng",
        "theo",
        "thu",
        "thuộc",
        "trên",
        "trong",
    }
    | {"từ", "ước", "và", "vào", "về", "vẫn", "với"}
    | {"huyện", "phường", "quận", "thành", "thị", "tỉnh", "tp", "xã"}
)


class FirmFinder:
    """Finds firms and the like.

    Parameters
    ----------
    capitals : Capitals
    """

    def __init__(self, capitals: Capitals) -> None:
        self._capitals = capitals
        lists = words_of_places().lists
        self._firms, self._parts, self._unnamed, self._hamlets = (
            lists[f"none.{name}"] for name in ("firms", "parts", "unnamed", "hamlets")
        )

    def find(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a firm, an estate or a school with a name of its own, a part of a place, or a unit without a name."""
        part = self._parts.beginning(tokens, at)
        if not part and not (at and tokens[at - 1].key == _IS):  # là một huyện thuần nông is the text's own
            part = self._unnamed.beginning(tokens, at)
        if part:
            return _made(tokens, at, at + part, "part")
        hamlet = at + self._hamlets.beginning(tokens, at)
        if at < hamlet < len(tokens) and self._capitals.begin(tokens[hamlet]):
            return _made(tokens, at, self._capitals.run(tokens, hamlet), "part")
        length = self._firms.beginning(tokens, at)
        if not length or (at and tokens[at - 1].key in _SEVERAL):
            return None
        if self._speaks_of_the_firm(tokens, at, length):
            return _made(tokens, at, at + length, "firm")
        begin = at + length
        begin += types_at(tokens, begin)  # Bưu điện thành phố Hải Phòng
        for after in range(begin, min(len(tokens), begin + _REACH)):
            token = tokens[after]
            if token.kind != "word":
                break
            if self._capitals.begin(token):
                if tokens[at].key == _PROJECT and self._capitals.are_all(token):
                    return None  # dự án FDI: a kind of project, and none by name
                return _made(tokens, at, self._end(tokens, self._capitals.run(tokens, after)), "firm")
            if token.key in _ENDS:
                break
        return None

    @staticmethod
    def _speaks_of_the_firm(tokens: Sequence[Token], at: int, length: int) -> bool:
        """Whether a word for a firm stands for one named before: *doanh thu của công ty đạt …*."""
        words = " ".join(token.key for token in tokens[at : at + length])
        after = tokens[at + length].key if at + length < len(tokens) else ""
        return words in _FIRMS and at > 0 and tokens[at - 1].key == "của" and after in _ENDS

    def _end(self, tokens: Sequence[Token], stop: int) -> int:
        """Say where a name ends that goes on in small letters and then in capitals again."""
        for after in range(stop, min(len(tokens), stop + _GOES_ON + 1)):
            token = tokens[after]
            if token.kind != "word" or token.key in _ENDS:
                break
            if self._capitals.begin(token):
                return self._capitals.run(tokens, after)
        return stop


def _made(tokens: Sequence[Token], first: int, after: int, kind: str) -> PlaceMention:
    start, end = tokens[first].start, tokens[after - 1].end
    return PlaceMention(first, after, start, end, start, "part" if kind == "part" else "firm")
