"""How far a source's word goes against another's: what the sources table says, else told from the publisher."""

from __future__ import annotations

import re
from typing import Final

# From the one whose word goes first to the last.
AUTHORITIES: Final = ("statistics", "government", "party", "press", "other")

_STATISTICS: Final = re.compile(r"thongke|(?:^|[./@])(?:gso|nso)\.gov\.vn|\bthống kê\b|\bstatistics\b")
_GOVERNMENT: Final = re.compile(r"(?:^|\.)gov\.vn$|^(?:ubnd|hđnd|ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân)\b")
_PARTY: Final = re.compile(
    r"(?:^|\.)dcsvn\.vn$|(?:^|\.)(?:tinh|thanh|thi|quan|huyen|dang)uy"
    r"|^(?:tỉnh|thành|thị|quận|huyện|đảng) [uủ]y\b"
)
_PRESS: Final = re.compile(
    r"^báo\b|^tạp chí\b|^đài (?:phát thanh|truyền hình)\b|(?:^|\.)bao(?!viet|hiem|minh)[a-z]+\.(?:com\.)?vn$"
)


def authority_of(publisher: str) -> str:
    """Tell a source's authority from its publisher, a site or a name; ``other`` where that does not tell it.

    A statistics office is told by its name (*thongke…*, *Cục Thống kê*) or site, a government by *.gov.vn* or the
    name of a people's committee or council, a committee of the Party by its name or site (*thanhuy…*, *dcsvn.vn*), the
    press by *báo*, *tạp chí* or *đài* at the beginning.

    Examples
    --------
    >>> authority_of("thongkehaiphong.gov.vn"), authority_of("haiphong.gov.vn"), authority_of("baohaiphong.vn")
    ('statistics', 'government', 'press')
    >>> authority_of("Ủy ban nhân dân quận Kiến An"), authority_of("example.com")
    ('government', 'other')
    """
    name = " ".join(publisher.casefold().split()).removeprefix("www.")
    for authority, told_by in zip(AUTHORITIES, (_STATISTICS, _GOVERNMENT, _PARTY, _PRESS), strict=False):
        if told_by.search(name):
            return authority
    return "other"
