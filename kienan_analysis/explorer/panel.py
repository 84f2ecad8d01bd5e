"""The explorer's controls: each tells its part of the state, and is set from a view and what there is to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
from markupsafe import escape

from kienan_analysis.explorer.controls import Choice
from kienan_analysis.explorer.sliders import Sliders
from kienan_analysis.explorer.state import SHOWS, VIEWS, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.choices import Choices
    from kienan_analysis.explorer.result import View
    from kienan_analysis.wording.messages import Words

SHOW_LABELS = {
    ("history", "level"): "explore.history_level",
    ("history", "index"): "explore.history_index",
    ("history", "growth"): "explore.history_growth",
    ("plans", "years"): "explore.every_year",
    ("plans", "year"): "explore.one_year",
    ("growth", "years"): "explore.every_year",
    ("growth", "year"): "explore.one_year",
    ("what_if", "growth"): "explore.assume_growth",
    ("what_if", "target"): "explore.assume_target",
    ("compare", "level"): "explore.history_level",
    ("compare", "growth"): "explore.history_growth",
    ("sources", "statements"): "explore.sources_chart",
}
LANGUAGE_NAMES = (("vi", "Tiếng Việt", ""), ("en", "English", ""))


class Panel:
    """The controls above a view.

    Parameters
    ----------
    known : Known
    changed : callable
        Called with a part of the state by name, when the reader changes a control; not when `set` does.
    """

    def __init__(self, known: Known, changed: Callable[..., None]) -> None:
        self._known = known
        self._changed = changed
        self._setting = False
        wide = {"style": {"description_width": "initial"}}
        self.area, self.indicator, self.year = (widgets.Dropdown(**wide) for _ in range(3))
        self.years = widgets.SelectionRangeSlider(options=[0], index=(0, 0), **wide)
        self.bounds = widgets.Checkbox(indent=False)
        self.language, self.view, self.show = (Choice(name=name) for name in ("language", "view", "show"))
        self.indicators, self.areas = (Choice(name=name, several=True) for name in ("indicators", "areas"))
        self.sliders = Sliders(lambda assumed: self._tell("assumed", assumed))
        self.reasons = widgets.HTML().add_class("kienan-muted")
        for name in ("area", "indicator", "year", "bounds"):
            self._bind(getattr(self, name), "value", name, lambda value: value)
        self._bind(self.years, "value", "years", tuple)
        for choice in (self.language, self.view, self.show):
            self._bind(choice, "chosen", choice.name, lambda chosen: chosen[0])
        self._bind(self.indicators, "chosen", "indicators", lambda chosen: _all_or(self.indicators, chosen))
        self._bind(self.areas, "chosen", "areas", lambda chosen: _all_or(self.areas, chosen))

    def _bind(self, control: Any, trait: str, name: str, read: Callable[[Any], Any]) -> None:  # noqa: ANN401
        control.observe(lambda change: self._tell(name, read(change["new"])), trait)

    def _tell(self, name: str, value: object) -> None:
        if not self._setting:
            self._changed(**{name: value})

    @property
    def rows(self) -> list[Any]:
        """The controls, laid out in rows that wrap."""

        def row(*controls: Any) -> Any:  # noqa: ANN401
            return widgets.Box(controls).add_class("kienan-row")

        return [
            row(self.area, self.language),
            self.view,
            row(self.show, self.year, self.years, self.bounds),
            self.indicators,
            row(self.indicator, self.areas),
            self.sliders.box,
            self.reasons,
        ]

    def set(self, seen: View, able: Choices) -> None:
        """Give every control its words, what it offers and what is chosen."""
        self._setting = True
        try:
            reasons = {name: seen.words.say(f"explore_reason.{reason}") for name, reason in able.reasons.items()}
            self._set_views(seen, reasons)
            self._set_indicators(seen, able)
            self._set_areas(seen, able)
            self._set_years(seen, able)
            self.bounds.description, self.bounds.value = seen.words.say("explore.bounds"), seen.state.bounds
            for name in ("year", "years", "bounds"):
                control = getattr(self, name)
                control.disabled, control.tooltip = name in reasons, reasons.get(name, "")
            self.sliders.offer(seen)
            if seen.state.view != "compare" and len(seen.possible) < len(able.indicators):
                reasons = {"greyed": seen.words.say("explore_reason.not_in_view"), **reasons}
            self.reasons.value = told(seen.words, seen.state, reasons)
        finally:
            self._setting = False

    def _set_views(self, seen: View, reasons: dict[str, str]) -> None:
        state, words = seen.state, seen.words
        self.language.offer(words.say("explore.language"), LANGUAGE_NAMES, [state.language])
        views = [(name, words.say(f"explore.{name}"), reasons.get(f"view:{name}", "")) for name in VIEWS]
        self.view.offer(words.say("explore.view"), views, [state.view])
        shows = [
            (name, words.say(SHOW_LABELS[state.view, name]), reasons.get(f"show:{name}", ""))
            for name in SHOWS[state.view]
        ]
        self.show.offer(words.say("explore.show"), shows, [state.show])
        self.show.layout.display = _shown(len(shows) > 1)

    def _set_indicators(self, seen: View, able: Choices) -> None:
        state, words = seen.state, seen.words
        names = self._known.data.indicators[f"name_{state.language}"].astype(str)
        nothing = words.say("explore_reason.not_in_view")
        offered = [(name, names[name], "" if name in seen.possible else nothing) for name in able.indicators]
        chosen = [name for name in state.indicators or able.indicators if name in seen.possible]
        self.indicators.offer(words.say("explore.indicators"), offered, chosen)
        self.indicators.layout.display = _shown(state.view != "compare")
        compared = [(names[name], name) for name in able.compared]
        offer(self.indicator, words.say("explore.indicator"), compared, state.indicator)
        self.indicator.layout.display = _shown(state.view == "compare")

    def _set_areas(self, seen: View, able: Choices) -> None:
        state, words = seen.state, seen.words
        names = self._known.names(state.language)
        offer(self.area, words.say("explore.area"), [(name, area) for area, name in names.items()], state.area)
        self.areas.offer(
            words.say("explore.areas"), [(area, names[area], "") for area in able.areas], state.areas or able.areas
        )
        self.areas.layout.display = _shown(state.view == "compare")

    def _set_years(self, seen: View, able: Choices) -> None:
        state, words = seen.state, seen.words
        offer(self.year, words.say("explore.year"), [(str(year), year) for year in able.single_years], state.year)
        options = [(str(year), year) for year in able.years]
        first, last = state.years
        inside = [year for year in able.years if first <= year <= last] or able.years
        self.years.description = words.say("explore.years")
        if list(self.years.options) != options:
            self.years.index = (0, 0)
            self.years.options = options
        self.years.value = (inside[0], inside[-1])


def offer(control: Any, label: str, options: list[tuple[str, Any]], value: Any) -> None:  # noqa: ANN401
    """Set a drop-down; its options only where they change, since that closes it."""
    control.description = label
    if list(control.options) != options:
        control.options = options
    if value in {option for _, option in options}:
        control.value = value


def told(words: Words, state: State, reasons: dict[str, str]) -> str:
    """Say in words, as HTML, what cannot be chosen and why."""
    labels = {f"view:{name}": f"explore.{name}" for name in VIEWS}
    labels |= {name: f"explore.{name}" for name in ("greyed", "indicators", "years", "year", "bounds")}
    labels |= {f"show:{show}": SHOW_LABELS[state.view, show] for show in SHOWS[state.view]}
    named = "; ".join(f"{words.say(labels[name])} ({reason})" for name, reason in reasons.items())
    return str(escape(f"{words.say('explore.not_usable')} {named}.")) if named else ""


def _all_or(choice: Choice, chosen: list[str]) -> tuple[str, ...]:
    """Give what is chosen; nothing for everything, and everything too where nothing is left."""
    offered = {option["value"] for option in choice.options if not option["reason"]}
    return () if set(chosen) >= offered else tuple(chosen)


def _shown(shown: bool) -> str | None:  # noqa: FBT001  (what a layout's display is to be)
    return None if shown else "none"
