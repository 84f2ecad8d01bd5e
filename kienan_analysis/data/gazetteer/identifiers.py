"""Give each unit its id; an id once given is never changed. Needed at compile time only.

Provinces and centrally run cities are named by their name. Districts too, with the province's where another province or
district bears the name. Communes by type word and name, where those are not unique with the parent's name, then the
code. A unit that bears an older one's name carries the year of its first day. Names that differ by tones alone count as
equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer.source_tables import FIRST_DAY
from kienan_analysis.data.gazetteer.unit import holds_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.data.gazetteer.making import Draft, Key
    from kienan_analysis.data.gazetteer.unit import Unit

# What a unit is recognised by in an older list of ids: code, type word, name, and which of the two orders it is of.
Identity = tuple[str, str, str, bool]

_FIRST_DAY: Final = date.fromisoformat(FIRST_DAY)


def slug(name: str) -> str:
    """Write a name in small letters without tones, its words joined by hyphens.

    Examples
    --------
    >>> slug("Bà Rịa - Vũng Tàu"), slug("Ea H'leo"), slug("Đồ Sơn")
    ('ba-ria-vung-tau', 'ea-hleo', 'do-son')
    """
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter) and letter not in "'’")
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def identity_of(unit: Unit | Draft) -> Identity:
    """Say what a unit is recognised by."""
    of_today = unit.valid_from is not None and unit.valid_from >= _FIRST_DAY
    return unit.code, unit.type_vi, slug(unit.name), of_today


def assign_ids(drafts: Mapping[Key, Draft], kept: Mapping[Identity, str]) -> dict[Key, str]:
    """Give every draft its id.

    Parameters
    ----------
    drafts : mapping of Key to Draft
    kept : mapping of Identity to str
        The ids that were given before: they stay.

    Raises
    ------
    ValueError
        Two units would have one id, or an id that was given before would be lost.
    """
    ids = _new_ids(drafts)
    known = {key: kept[identity] for key, draft in drafts.items() if (identity := identity_of(draft)) in kept}
    ids |= known
    taken = set(known.values())
    for key, draft in drafts.items():
        # A renaming that was added later: the unit that followed has the id already.
        if key not in known and ids[key] in taken and draft.valid_to:
            ids[key] = f"{ids[key]}-until-{draft.valid_to.year}"
    lost = set(kept.values()) - set(ids.values())
    double = [name for name, count in Counter(ids.values()).items() if count > 1]
    if lost or double:
        raise ValueError(f"ids lost: {sorted(lost)[:5]}; given twice: {double[:5]}")
    return ids


def _new_ids(drafts: Mapping[Key, Draft]) -> dict[Key, str]:
    bases: dict[Key, str] = {}
    years: dict[Key, str] = {}
    provinces = [draft for draft in drafts.values() if draft.level in {"country", "region", "province", "city"}]
    names = {draft.key: slug(draft.name) for draft in provinces}
    bases |= names
    years |= _years(provinces, names)

    districts = [draft for draft in drafts.values() if draft.level == "district"]
    heirs = _heirs(districts, drafts)
    names = {draft.key: slug(draft.name) for draft in districts}
    # A district and the one of its name that took its place are one bearer of that name.
    firsts = [draft for draft in districts if draft.key not in heirs]
    bearers = Counter(names[draft.key] for draft in firsts) + Counter(names_of(provinces))
    bases |= _told_apart(districts, names, bearers, bases)
    years |= {key: f"-{drafts[key].valid_from:%Y}" for key in heirs.values()}

    communes = [draft for draft in drafts.values() if draft.level == "commune"]
    names = {
        draft.key: slug(draft.name if holds_type(draft.type_vi, draft.name) else _full(draft)) for draft in communes
    }
    for of_today in (False, True):
        peers = [draft for draft in communes if draft.of_today == of_today]
        bases |= _told_apart(peers, names, Counter(names[draft.key] for draft in peers), bases)
    # So does one whose full name an older one's id tells: phường 2 of thị xã Bảo Lộc was there before phường 2 Bảo Lộc.
    years |= _years(communes, names) | _years(communes, bases)
    return {key: base + years.get(key, "") for key, base in bases.items()}


def names_of(drafts: list[Draft]) -> set[str]:
    """Give the slugs of some names, each once."""
    return {slug(draft.name) for draft in drafts}


def _heirs(districts: list[Draft], drafts: Mapping[Key, Draft]) -> dict[Key, Key]:
    """Give, of each district whose place another of its name took, that other one."""
    return {
        draft.key: later
        for draft in districts
        for later, _ in draft.successors
        if drafts[later].level == "district" and slug(drafts[later].name) == slug(draft.name)
    }


def _told_apart(
    drafts: list[Draft], names: Mapping[Key, str], bearers: Mapping[str, int], bases: Mapping[Key, str]
) -> dict[Key, str]:
    """Add to names that several bear the parent's, and where that does not do, the code."""
    found = {}
    for draft in drafts:
        parent = f"-{bases[draft.parent]}" if draft.parent else ""
        found[draft.key] = names[draft.key] + (parent if bearers[names[draft.key]] > 1 else "")
    # Those that took another's place do not count: they are told apart by the year.
    same = Counter((found[draft.key], draft.valid_to) for draft in drafts)
    for draft in drafts:
        if same[found[draft.key], draft.valid_to] > 1:
            found[draft.key] += f"-{draft.code}"
    return found


def _years(drafts: list[Draft], names: Mapping[Key, str]) -> dict[Key, str]:
    """Give the year of those that bear, since July 2025, the name of one that ended."""
    older = {names[draft.key] for draft in drafts if draft.valid_to is not None}
    return {
        draft.key: f"-{draft.valid_from:%Y}"
        for draft in drafts
        if draft.of_today and draft.valid_from and names[draft.key] in older
    }


def _full(draft: Draft) -> str:
    return f"{draft.type_vi} {draft.name}"
