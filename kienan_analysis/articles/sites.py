"""The province whose site a page stands on: it tells places of one name apart where the text does not."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from kienan_analysis.data import gazetteer

# What stands before a province's name in the address of a newspaper, an office or a government of it.
_BEFORE: Final = r"(?:bao|tinh|thanhpho|tp|ubnd|hdnd|thongke|cucthongke|ctk|tinhuy|thanhuy|ptth)?"
_BEHIND: Final = r"(?:city|province|online|tv|gov|dpi|portal)?"
# Below these every other name may stand.
_TOP: Final = frozenset({"com", "vn", "gov", "org", "net", "edu", "info", "www"})


def province_of_site(url: str) -> str:
    """Say which province a site is of, by the labels of its host.

    Parameters
    ----------
    url : str
        The page's address; empty where it is not known.

    Returns
    -------
    str
        An id of the gazetteer; empty where no label is a province's name, or two are.

    Examples
    --------
    >>> province_of_site("https://chauthanh.tayninh.gov.vn/tin/1"), province_of_site("https://baosoctrang.vn/a.html")
    ('tay-ninh', 'soc-trang')
    >>> province_of_site("https://vnexpress.net/tay-ninh")
    ''
    """
    labels = [label for label in (urlsplit(url).hostname or "").split(".") if label not in _TOP]
    found = {name for label in labels for name in [_of_label(label)] if name}
    return found.pop() if len(found) == 1 else ""


def _of_label(label: str) -> str:
    known = _provinces()
    if label in known:
        return known[label]
    match = re.fullmatch(rf"{_BEFORE}({'|'.join(known)}){_BEHIND}", label)
    return known[match[1]] if match else ""


@cache
def _provinces() -> dict[str, str]:
    """Give the provinces and centrally run cities, by their names without tones and blanks."""
    found: dict[str, str] = {}
    for unit in gazetteer.children("viet-nam"):
        if unit.level in {"province", "city"}:
            found.setdefault(unit.id.removesuffix("-2025").replace("-", ""), unit.id)
    return found | {"hcm": "ho-chi-minh", "hochiminhcity": "ho-chi-minh", "brvt": "ba-ria-vung-tau"}
