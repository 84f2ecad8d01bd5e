"""What can be chosen beside a state, and in words why the rest cannot; the nearest state that makes sense."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kienan_analysis.errors import UsageError, did_you_mean
from kienan_analysis.explorer.state import SHOWS, VIEWS, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.explorer.area_figures import Known, KnownArea


@dataclass(frozen=True)
class Choices:
    """What each control may offer.

    Attributes
    ----------
    indicators : list of str
        Every indicator of the area.
    compared : list of str
        Those in which areas can be compared.
    areas : list of str
        The areas that can be compared in the indicator chosen.
    years : list of int
    single_years : list of int
        For views of one year.
    reasons : dict of str to str
        Why something cannot be chosen: by control (``years``, ``bounds``), view (``view:compare``) or way of showing
        (``show:growth``), the name of a message of the section ``explore_reason``.
    """

    indicators: list[str]
    compared: list[str]
    areas: list[str]
    years: list[int]
    single_years: list[int]
    reasons: dict[str, str] = field(default_factory=dict)


def choices(known: Known, state: State) -> Choices:
    """Say what can be chosen beside a state."""
    area = known[state.area]
    partners = known.partners(state.area)
    compared = partners.get(state.show, partners["level"])
    reasons = {f"view:{name}": reason for name, reason in _views(area, partners).items()}
    if state.view == "compare":
        reasons["indicators"] = "one_indicator"
        reasons |= {f"show:{show}": "no_partner" for show in SHOWS["compare"] if not partners[show]}
    if state.of_one_year:
        reasons["years"] = "one_year"
    else:
        reasons["year"] = "all_years"
    if len(area.shown_years) == 1:
        reasons["years"] = "only_year"
    if state.show == "index":
        reasons["bounds"] = "index_without_bounds"
    return Choices(
        indicators=area.indicators,
        compared=list(compared),
        areas=list(compared.get(state.indicator, ())),
        years=area.shown_years,
        single_years=_single_years(area, state),
        reasons=reasons,
    )


def _views(area: KnownArea, partners: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, str]:
    """Name the views that have nothing to show of an area, with the reason."""
    reasons = {}
    if not len(area.review.history):
        reasons["history"] = "no_full_year"
    if not area.plan_years:
        reasons |= {"plans": "no_plan", "growth": "no_plan"}
    if not area.base_years:
        reasons["what_if"] = "no_base"
    if not any(partners.values()):
        reasons["compare"] = "no_partner"
    return reasons


def _single_years(area: KnownArea, state: State) -> list[int]:
    if state.view == "plans":
        return sorted({int(year) for year in area.plans_of_all_years["year"]})
    return area.base_years if state.view == "what_if" else area.growth_years


def starting_state(known: Known, view: str = "history", area: str = "", language: str = "vi") -> State:
    """Choose what a view shows when nothing else is asked for."""
    chosen = area or known.areas[0]
    years = known[chosen].shown_years
    first = State(
        view=view,
        show=SHOWS[view][0],
        area=chosen,
        indicators=(),
        indicator="",
        areas=(),
        years=(years[0], years[-1]),
        year=0,
        language="vi" if language == "vi" else "en",
    )
    return settled(known, first)


def settled(known: Known, state: State) -> State:
    """Give the nearest state that makes sense: what the area or the view does not have gives way to its usual."""
    area = known[state.area]
    show = state.show if state.show in SHOWS[state.view] else SHOWS[state.view][0]
    state = replace(state, show=show, indicators=_kept(state.indicators, area.indicators))
    if state.view == "compare":
        by_show = known.partners(state.area)
        if not by_show[state.show]:
            state = replace(state, show=next((name for name in SHOWS["compare"] if by_show[name]), state.show))
        partners = by_show[state.show]
        if state.indicator not in partners:
            usual = [name for name in state.indicators if name in partners] or list(partners)
            state = replace(state, indicator=usual[0] if usual else "")
        areas = _kept(state.areas, partners.get(state.indicator, ()))
        state = replace(state, areas=areas if len(areas) > 1 else ())
    first, last = (min(max(year, area.shown_years[0]), area.shown_years[-1]) for year in state.years)
    state = replace(state, years=(min(first, last), max(first, last)))
    single = _single_years(area, state)
    if single and state.year not in single:
        aimed = [year for year in single if year in area.target_years] if state.view == "what_if" else []
        state = replace(state, year=(aimed or single)[-1])
    return replace(state, assumed=tuple(pair for pair in state.assumed if pair[0] in area.indicators))


def _kept(chosen: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    known = set(there)
    return tuple(name for name in chosen if name in known)


def require_state(known: Known, state: State) -> None:
    """Refuse a state that asks for what there is not.

    Raises
    ------
    UsageError
        Names what exists instead.
    """
    able = choices(known, state)
    refuse_unknown("show", [state.show], SHOWS[state.view])
    refuse_unknown("indicators", state.indicators, able.indicators)
    refuse_unknown("areas", state.areas, able.areas)
    refuse_unknown("assumed", [name for name, _ in state.assumed], able.indicators)
    if state.view == "compare":
        refuse_unknown("indicator", [state.indicator] if state.indicator else [], able.compared)
    if state.of_one_year and able.single_years:
        refuse_unknown("year", [str(state.year)], [str(year) for year in able.single_years])
    if state.years[0] > state.years[1]:
        raise UsageError(
            f"the years run backwards: {state.years[0]} to {state.years[1]}.",
            where="years",
            remedy="Write (2019, 2023).",
        )
    if state.years[1] < able.years[0] or state.years[0] > able.years[-1]:
        raise UsageError(
            f"nothing is known of {state.area} from {state.years[0]} to {state.years[1]}.",
            where="years",
            remedy=f"There are figures for {', '.join(map(str, able.years))}.",
        )


def refuse_unknown(what: str, names: Iterable[str], there: Iterable[str]) -> None:
    """Refuse names that are not there.

    Raises
    ------
    UsageError
    """
    possible = list(there)
    for name in names:
        if name not in possible:
            raise UsageError(f"{name!r} cannot be chosen here.", where=what, remedy=did_you_mean(str(name), possible))


def require_view(name: str) -> None:
    """Refuse an unknown view.

    Raises
    ------
    UsageError
    """
    refuse_unknown("view", [name], VIEWS)


def require_area(known: Known, area: str) -> None:
    """Refuse an area that is unknown or has no figures.

    Raises
    ------
    UsageError
    """
    known.data.require_area(area)
    known.data.require_figures()
    if area not in known.areas:
        raise UsageError(
            f"there are no figures of {area}.", where="area", remedy=f"There are: {', '.join(known.areas)}."
        )
