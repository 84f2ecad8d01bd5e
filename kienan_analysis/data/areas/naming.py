"""The area that somebody means by an id, a code or a name; where it may be several, none of them is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import plain_level
from kienan_analysis.data import gazetteer
from kienan_analysis.errors import FEW, MANY, UsageError, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kienan_analysis.catalogue import Area, Language, Period
    from kienan_analysis.data.areas.known_areas import KnownAreas

_DIGITS_OF_A_YEAR: Final = 4
_OF_PROVINCES: Final = frozenset({"province", "city"})


def find_areas(text: str, known: KnownAreas) -> tuple[Area, ...]:
    """Find all areas that a text may name: by id, by code, or by name with its type word or without.

    What is written with its tones is found by them; what is written without any is found without them where nothing
    bears it as it stands.

    Parameters
    ----------
    text : str
        *kien-an*, *307*, *Quận Kiến An*, *Q. Kiến An*, *Châu Thành, An Giang*.
    known : KnownAreas

    Returns
    -------
    tuple of Area
        The package's own first; empty where nothing is called so.

    Examples
    --------
    >>> from kienan_analysis.data.areas import KnownAreas
    >>> [area.id for area in find_areas("huyện An Dương", KnownAreas({}))]
    ['an-duong']
    """
    given = " ".join(text.split())
    if given in known:
        exact = known[given]
        unit = gazetteer.unit(given) if given not in known.own else None
        return (known.of_unit(unit) if unit is not None else exact,)
    found = {area.id: area for area in known.own.values() if _is_called(area, given)}
    units = gazetteer.search(given)
    as_it_stands = [unit for unit in units if not given.isascii() or given.isdecimal() or unit.name.isascii()]
    for unit in as_it_stands or units:
        area = known.of_unit(unit)
        found.setdefault(area.id, area)
    if not as_it_stands:
        found = {area.id: area for area in without_tones(given, known)} | found
    return tuple(found.values())


def without_tones(text: str, known: KnownAreas) -> tuple[Area, ...]:
    """Find the units whose name a text gives without tones; none where the text has any.

    Parameters
    ----------
    text : str
    known : KnownAreas

    Returns
    -------
    tuple of Area
        The larger first.
    """
    if not text.isascii() or not any(letter.isalpha() for letter in text):
        return ()
    from kienan_analysis.data.gazetteer import near

    return tuple({area.id: area for area in map(known.of_unit, near.without_tones(text))}.values())


def standing(areas: Iterable[Area], period: Period | None) -> tuple[Area, ...]:
    """Leave those that stood in a period; of a province and the merged one of its name, the one at the period's end.

    Parameters
    ----------
    areas : iterable of Area
    period : Period or None
        None leaves all.
    """
    if period is None:
        return tuple(areas)
    found = [
        area
        for area in areas
        if (area.valid_from is None or area.valid_from <= period.last)
        and (area.valid_to is None or area.valid_to >= period.first)
    ]
    ids = {area.id for area in found if area.level in _OF_PROVINCES}
    return tuple(
        area
        for area in found
        if not (area.valid_to is not None and area.valid_to < period.last and ids & set(area.successors))
    )


def the_area(
    text: str,
    known: KnownAreas,
    *,
    period: Period | None = None,
    likely: Sequence[Collection[str]] = (),
    option: str = "--area",
) -> Area:
    """Give the one area that a text names.

    Parameters
    ----------
    text : str
        An id, a code or a name.
    known : KnownAreas
    period : Period, optional
        In which it must have stood, or begun later: what ended before is refused.
    likely : sequence of collections of str
        Ids that tell namesakes apart, the strongest first: where exactly one of several is among them, it is meant.
    option : str
        By which the caller can be told the id instead.

    Raises
    ------
    UsageError
        Nothing is called so, all that is had ended before the period, or several are; names the candidates.
    """
    found = find_areas(text, known)
    where = f"area {' '.join(text.split())!r}"
    if not found:
        raise _unknown(text, known, where)
    left = standing(found, period)
    if not left and period is not None:
        later = tuple(area for area in found if area.valid_to is None or area.valid_to >= period.first)
        if not later:
            raise _ended(found, known, where, period)
        left = later
    if len(left) == 1:
        return left[0]
    for ids in likely:
        chosen = [area for area in left if area.id in ids]
        if len(chosen) == 1:
            return chosen[0]
    what = f"{len(left)} places are called so{f', in {period.text}' if period is not None else ''}."
    raise UsageError(what, where=where, remedy=f"Say which, by its id:{listed(left, known, option)}.")


def require_name(text: str, known: KnownAreas) -> None:
    """Refuse what is neither id nor code nor name of any area.

    Raises
    ------
    UsageError
        Names the nearest that there are.
    """
    if not find_areas(text, known):
        raise _unknown(text, known, f"area {' '.join(text.split())!r}")


def described(area: Area, known: KnownAreas, language: Language | None = None) -> str:
    """Say in a few words which area is meant: its name, what it belongs to, and its days.

    Parameters
    ----------
    area : Area
    known : KnownAreas
    language : {"vi", "en"}, optional
        If left out, the names are Vietnamese, as whoever looks for a place writes them, and the rest is English.

    Examples
    --------
    >>> from kienan_analysis.data.areas import KnownAreas
    >>> known = KnownAreas({})
    >>> described(known["an-duong"], known)
    'Huyện An Dương, Thành phố Hải Phòng, until 2024-12-31'
    """
    named = language or "vi"
    parts = [area.name(named)]
    if plain_level(area.level) not in {*_OF_PROVINCES, "country", "region"}:
        parts.extend(one.name(named) for one in known.above(area.id) if one.level != "country")
    since, until = ("từ", "đến") if language == "vi" else ("from", "until")
    if area.valid_from is not None:
        parts.append(f"{since} {area.valid_from}")
    if area.valid_to is not None:
        parts.append(f"{until} {area.valid_to}")
    return ", ".join(parts)


def listed(areas: Sequence[Area], known: KnownAreas, option: str = "") -> str:
    """List areas with their ids, a line each, with what tells them apart; of many the first.

    Parameters
    ----------
    areas : sequence of Area
    known : KnownAreas
    option : str, optional
        Written before each id.
    """
    shown = areas if len(areas) <= MANY else areas[:FEW]
    lines = [f"{f'{option} ' if option else ''}{area.id} ({described(area, known)})" for area in shown]
    if len(areas) > len(shown):
        lines.append(f"and {len(areas) - len(shown)} more (kienan areas lists them)")
    return ";".join(f"\n  {line}" for line in lines)


def _is_called(area: Area, given: str) -> bool:
    folded = given.casefold()
    names = (area.name_vi, area.name_en)
    return (bool(area.code) and area.code == given) or any(
        folded in {name.casefold(), name.partition("(")[0].strip().casefold()} for name in names
    )


def _unknown(text: str, known: KnownAreas, where: str) -> UsageError:
    from kienan_analysis.data.gazetteer import near

    given = text.strip()
    if given.isdecimal():
        what = (
            "no unit bears or bore this code of the statistics office (the draft list of 2025 has codes that never came"
            " into force)."
        )
        units = near.nearest_codes(given, FEW)
    else:
        what = "no place of Vietnam is called so, and no area of this data package."
        units = near.nearest(given.replace("-", " "), FEW)
    nearest = tuple({area.id: area for area in map(known.of_unit, units)}.values())
    own = _near_own(given, known)
    found = (*own, *(area for area in nearest if area not in own))[:FEW]
    if found:
        remedy = f"Did you mean {found[0].id!r}? The nearest:{listed(found, known)}."
    elif given.isdecimal() and len(given) == _DIGITS_OF_A_YEAR:  # codes have two, three or five
        remedy = f"A year is named with --year {given}."
    else:
        remedy = "kienan areas NAME looks for a place."
    return UsageError(what, where=shortened(where), remedy=remedy)


def _near_own(given: str, known: KnownAreas) -> tuple[Area, ...]:
    """Give the package's own areas whose ids are nearest to a text."""
    from difflib import get_close_matches

    return tuple(known.own[name] for name in get_close_matches(given, list(known.own), n=2, cutoff=0.6))


def _ended(found: Sequence[Area], known: KnownAreas, where: str, period: Period) -> UsageError:
    if len(found) == 1:
        what = f"{found[0].name_vi} ended on {found[0].valid_to}, before {period.text}."
    else:
        what = f"all {len(found)} places that were called so had ended before {period.text}."
    heirs = {name: known[name] for area in found for name in area.successors if name in known}
    later = standing(heirs.values(), period)
    remedy = f"What came after:{listed(later, known)}." if later else f"They were:{listed(found, known)}."
    return UsageError(what, where=shortened(where), remedy=remedy)


__all__ = ["described", "find_areas", "listed", "require_name", "standing", "the_area", "without_tones"]
