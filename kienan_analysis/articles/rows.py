"""What was read, as rows of the data, each figure once and in order; and what cannot be a row, with why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import POINTS, PRINTED_POINTS, UNITS, canonical_unit, unit_ratio
from kienan_analysis.errors import KienanError
from kienan_analysis.published import Figure, resolve
from kienan_analysis.reading.sureness import is_of_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kienan_analysis.articles.examination import Catalogue
    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading import ReadObservation

_RATES: Final = frozenset({"growth", "planned_growth", "attainment"})
# Words for people that are counted: whichever the text has, the indicator says who is meant.
_PEOPLE: Final = frozenset({"người", "lao động", "ca", "trường hợp", "khẩu", "nhân khẩu"})
_A_YEAR_EACH: Final = "/người/năm"
# Income a person that is printed as money alone: within these it is a year's, since a month's is a tenth of the least.
_LEAST_A_YEAR: Final = 15_000_000
_MOST_A_YEAR: Final = 1_000_000_000
# Of many statements that do not agree so many are named beside each.
_MOST_RIVALS: Final = 5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that does not become a row.

    Attributes
    ----------
    observation : ReadObservation
    code : str
        Name of the reason, in the section ``article_row`` of the messages.
    fields : mapping
        What the reason names.
    """

    observation: ReadObservation
    code: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        from kienan_analysis.wording.messages import Words

        return Words("en").say(f"article_row.{self.code}", **self.fields)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may become a row of the data.

    Attributes
    ----------
    observation : ReadObservation
    row : dict of str to str
        The columns of ``observations.csv``; ``id`` and ``source`` are still empty.
    figure : Figure
        In the indicator's unit, rates as fractions.
    """

    observation: ReadObservation
    row: dict[str, str]
    figure: Figure

    def key(self, indicators: Mapping[str, Indicator]) -> tuple[str, ...]:
        """Give what tells it from the other figures of its source."""
        return key_of(self.row, indicators)


def key_of(row: Mapping[str, str], indicators: Mapping[str, Indicator]) -> tuple[str, ...]:
    """Give what tells a row from the others of its source; an empty price basis is the indicator's own."""
    basis = row["price_basis"] or indicators[row["indicator"]].price_basis
    return (*(row[name] for name in ("area", "indicator", "period", "measure", "assigner", "base")), basis)


def candidates(
    observations: Iterable[ReadObservation], catalogue: Catalogue, text: str
) -> tuple[list[Candidate], list[LeftOut]]:
    """Make a row of each figure that the catalogue has a place for.

    Parameters
    ----------
    observations : iterable of ReadObservation
    catalogue : Catalogue
    text : str
        What they were read from: the digits as they stand there go into ``note`` where they differ.

    Returns
    -------
    list of Candidate
        Grouped by indicator, in the order in which the text first names each.
    list of LeftOut
    """
    made: list[Candidate] = []
    left: list[LeftOut] = []
    for observation in observations:
        found = _candidate(observation, catalogue, text)
        if isinstance(found, LeftOut):
            left.append(found)
        else:
            made.append(found)
    order = {name: place for place, name in reversed(list(enumerate(found.row["indicator"] for found in made)))}
    made.sort(key=lambda found: order[found.row["indicator"]])
    return made, left


def _candidate(observation: ReadObservation, catalogue: Catalogue, text: str) -> Candidate | LeftOut:
    indicator = catalogue.indicators.get(observation.indicator or "")
    if indicator is None:
        return LeftOut(observation, "no_indicator", {"name": observation.name})
    if not observation.area:
        return LeftOut(observation, "no_area")
    area = catalogue.areas.get(observation.area)
    if area is None:
        words = " ".join(text[max(0, observation.place_start) : max(0, observation.place_end)].split())
        return LeftOut(
            observation, "area_not_there", {"area": observation.area, "words": f"“{words}”" if words else ""}
        )
    if not is_of_level(indicator, area):
        return LeftOut(observation, "level_of_area", {"area": area.name_vi, "indicator": indicator.id})
    try:
        figure = resolve(
            observation.printed, "vi", measure=observation.measure, form=observation.form, bound=observation.bound
        )
    except KienanError as error:
        return LeftOut(observation, "figure", {"why": error.what})
    unit = fitting_unit(observation, indicator, figure.value)
    if unit is None and observation.unit == POINTS:
        return LeftOut(observation, "points", {"printed": observation.printed.removeprefix("-")})
    if unit is None:
        return LeftOut(observation, "unit", {"unit": observation.unit or "–", "expected": indicator.unit})
    if observation.measure not in _RATES:
        factor = float(unit_ratio(unit, indicator.unit))
        figure = Figure(*(end * factor for end in figure))
    row = {
        "area": observation.area,
        "indicator": indicator.id,
        "period": observation.period,
        "measure": observation.measure,
        "printed": observation.printed,
        "form": observation.form,
        "unit": unit,
        "bound": observation.bound,
        "assigner": observation.assigner,
        "base": observation.base,
        "status": observation.status,
        "price_basis": observation.price_basis,
        "note": _note(observation, unit, text),
    }
    return Candidate(observation, row, figure)


def fitting_unit(observation: ReadObservation, indicator: Indicator, value: float) -> str | None:
    """Give the unit that a figure has in the data; None where what is printed does not convert for certain.

    A count of people is in the indicator's word for them; money alone is a person's in a year where the indicator is
    and the amount, `value` in the printed unit, is that of a year.
    """
    unit = canonical_unit(observation.unit)
    if observation.measure in _RATES:
        if observation.unit == PRINTED_POINTS and indicator.kind == "rate" and observation.measure != "attainment":
            return POINTS
        return unit if unit == "%" or (unit == "lần" and observation.form == "multiple") else None
    if unit in _PEOPLE and indicator.unit in _PEOPLE:
        return indicator.unit
    if indicator.unit.endswith(_A_YEAR_EACH) and "/" not in unit.removesuffix("/người").removesuffix("/năm"):
        each = unit.removesuffix("/năm").removesuffix("/người") + _A_YEAR_EACH
        amount = value * float(UNITS[each].factor) if each in UNITS else 0.0
        in_dong = each in UNITS and UNITS[each].dimension == UNITS[indicator.unit].dimension
        return each if in_dong and _LEAST_A_YEAR <= amount <= _MOST_A_YEAR else None
    try:
        unit_ratio(unit, indicator.unit)
    except KienanError:
        return None
    return unit


def each_once(found: Sequence[Candidate], indicators: Mapping[str, Indicator]) -> tuple[list[Candidate], list[LeftOut]]:
    """Keep of a figure that the text says more than once the most exact statement, where the others agree with it.

    Statements that do not agree are all kept.
    """
    best: dict[tuple[str, ...], Candidate] = {}
    for one in found:
        key = one.key(indicators)
        if key not in best or _width(one.figure) < _width(best[key].figure):
            best[key] = one
    kept, left = [], []
    for one in found:
        exact = best[one.key(indicators)]
        if one is exact or not agree(one.figure, exact.figure):
            kept.append(one)
        else:
            left.append(LeftOut(one.observation, "said_again", {"printed": exact.row["printed"]}))
    return kept, left


def parted(
    found: Sequence[Candidate], indicators: Mapping[str, Indicator]
) -> tuple[list[Candidate], list[tuple[Candidate, tuple[str, ...]]]]:
    """Part figures that the text says one thing of from those whose statements cannot all be true.

    Returns
    -------
    list of Candidate
    list of (Candidate, tuple of str)
        Each with what the others print: which of them is right nothing tells.
    """
    groups: dict[tuple[str, ...], list[Candidate]] = {}
    for one in found:
        groups.setdefault(one.key(indicators), []).append(one)
    apart = {
        key
        for key, members in groups.items()
        if max(one.figure.low for one in members) > min(one.figure.high for one in members)
    }
    kept: list[Candidate] = []
    rivals: list[tuple[Candidate, tuple[str, ...]]] = []
    for one in found:
        key = one.key(indicators)
        if key in apart:
            others = dict.fromkeys(other.row["printed"] for other in groups[key] if other is not one)
            rivals.append((one, tuple(others)[:_MOST_RIVALS]))
        else:
            kept.append(one)
    return kept, rivals


def agree(one: Figure, other: Figure) -> bool:
    """Say whether two figures can be the same quantity."""
    return max(one.low, other.low) <= min(one.high, other.high)


def contains(wide: Figure, narrow: Figure) -> bool:
    """Say whether a figure leaves room for all that another allows."""
    return wide.low <= narrow.low and narrow.high <= wide.high


def _width(figure: Figure) -> float:
    return figure.high - figure.low


def _note(observation: ReadObservation, unit: str, text: str) -> str:
    """Keep what the text prints where the row says it in another way."""
    printed = " ".join(text[observation.start : observation.end].split())
    parts = []
    if printed and printed != observation.printed.lstrip("-+"):
        parts.append(f"printed as {printed}")
    if unit != canonical_unit(observation.unit):
        parts.append(f"unit printed: {observation.unit}")
    return "; ".join(parts)
