"""The explorer as widgets: each control changes the state, each state shows its view. Nothing is worked out here."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
from markupsafe import Markup, escape

from kienan_analysis.explorer.choices import Choices, choices, settled, starting_state
from kienan_analysis.explorer.controls import Actions, Choice, chart_widget
from kienan_analysis.explorer.downloads import KINDS, Download, download
from kienan_analysis.explorer.drawing import dark, pickable
from kienan_analysis.explorer.known import Known
from kienan_analysis.explorer.look import look
from kienan_analysis.explorer.sliders import Sliders
from kienan_analysis.explorer.state import SHOWS, VIEWS, State
from kienan_analysis.explorer.views import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.tables import Table
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


class Explorer:
    """Controls, a chart, a table and buttons over one dataset; shows itself in a notebook.

    Attributes
    ----------
    state : State
        What is shown; `show` changes it.
    seen : View
        The view of that state: figures, chart, tables, code.
    """

    def __init__(self, data: Dataset, *, area: str = "", view: str = "history", language: str = "vi") -> None:
        self.known = Known(data)
        self.state = starting_state(self.known, view, area, language)
        self.picks: list[dict[str, Any]] = []
        self._setting = False
        self._make_controls()
        self.show(self.state)

    def show(self, state: State) -> None:
        """Show the nearest state that makes sense: the one way in which anything here changes."""
        self.state = settled(self.known, state)
        self.seen = look(self.known, self.state)
        self.picks = []
        self._setting = True
        try:
            self._set_controls(choices(self.known, self.state))
        finally:
            self._setting = False
        self._draw()
        self._tabulate()
        self.actions.code = self.seen.code
        self.actions.drawn = self.seen.chart is not None

    def pick(self, picks: list[dict[str, Any]]) -> None:
        """Show in the table only what is picked in the chart, with the statements behind it."""
        self.picks = picks
        self._tabulate()

    @cached_property
    def box(self) -> Any:  # noqa: ANN401  (an ipywidgets VBox)
        """All widgets, laid out."""
        tables = widgets.VBox([self.picked, self.statement, self.table]).add_class("kienan-tables")
        drawn = widgets.VBox([self.note, self.chart]).add_class("kienan-chart")
        rows = [
            widgets.Box([self.area, self.language]).add_class("kienan-row"),
            self.view,
            widgets.Box([self.way, self.year, self.years, self.bounds]).add_class("kienan-row"),
            self.indicators,
            widgets.Box([self.indicator, self.areas]).add_class("kienan-row"),
            self.sliders.box,
            self.reasons,
            widgets.Box([drawn, tables]).add_class("kienan-beside"),
            self.actions,
        ]
        return widgets.VBox(rows).add_class("kienan-explorer")

    def _make_controls(self) -> None:
        wide = {"style": {"description_width": "initial"}}
        self.area = widgets.Dropdown(**wide)
        self.language, self.view, self.way = (Choice(name=name) for name in ("language", "view", "show"))
        self.indicators, self.areas = (Choice(name=name, several=True) for name in ("indicators", "areas"))
        self.indicator, self.year, self.statement = (widgets.Dropdown(**wide) for _ in range(3))
        self.years = widgets.SelectionRangeSlider(options=[0], index=(0, 0), continuous_update=True, **wide)
        self.bounds = widgets.Checkbox(indent=False)
        self.reasons, self.note, self.table, self.hint = (widgets.HTML() for _ in range(4))
        self.every_row = widgets.Button().add_class("kienan-plain")
        self.picked = widgets.Box([self.hint, self.every_row]).add_class("kienan-row")
        for text in (self.reasons, self.hint, self.note):
            text.add_class("kienan-muted")
        self.sliders = Sliders(lambda assumed: self._change(assumed=assumed))
        self.chart = chart_widget()
        self.actions = Actions()
        self.actions.answer(self._make)
        self._bind()

    def _bind(self) -> None:
        """Let each control change its part of the state."""
        for name in ("area", "indicator", "year", "bounds"):
            self._on(getattr(self, name), "value", name, lambda value: value)
        self._on(self.years, "value", "years", tuple)
        for choice, name in ((self.language, "language"), (self.view, "view"), (self.way, "show")):
            self._on(choice, "chosen", name, lambda chosen: chosen[0])
        self._on(self.indicators, "chosen", "indicators", lambda chosen: _all_or(self.indicators, chosen))
        self._on(self.areas, "chosen", "areas", lambda chosen: _all_or(self.areas, chosen))
        self.statement.observe(self._statement_chosen, "value")
        self.every_row.on_click(lambda _: self.show(self.state))
        self.actions.observe(lambda _: self._draw(), "dark")
        self.chart.selections.observe(lambda change: self.pick(change["new"].value), ["picked"])

    def _on(self, control: Any, trait: str, name: str, read: Callable[[Any], Any]) -> None:  # noqa: ANN401
        control.observe(lambda change: self._change(**{name: read(change["new"])}), trait)

    def _change(self, **changes: Any) -> None:  # noqa: ANN401  (parts of the state)
        """Take a control's change, unless it is the explorer itself that sets the control."""
        if self._setting:
            return
        if "area" in changes:
            fresh = starting_state(self.known, self.state.view, changes["area"], self.state.language)
            changes["years"] = fresh.years
        if "view" in changes:
            changes["year"] = 0  # each view begins with a year that shows something
        self.show(replace(self.state, **changes))

    def _statement_chosen(self, change: dict[str, Any]) -> None:
        if not self._setting:
            self.pick([{"key": change["new"]}] if change["new"] else [])

    def _set_controls(self, able: Choices) -> None:
        """Give every control its words, what it offers and what is chosen."""
        state, words = self.state, self.seen.words
        known = self.known.data
        names = known.indicators[f"name_{state.language}"]
        area_names = known.areas[f"name_{state.language}"]
        one = {name: words.say(f"explore_reason.{reason}") for name, reason in able.reasons.items()}
        _offer(
            self.area,
            words.say("explore.area"),
            [(str(area_names[name]), name) for name in self.known.areas],
            state.area,
        )
        self.language.offer(words.say("explore.language"), LANGUAGE_NAMES, [state.language])
        views = [(name, words.say(f"explore.{name}"), one.get(f"view:{name}", "")) for name in VIEWS]
        self.view.offer(words.say("explore.view"), views, [state.view])
        ways = [(name, _show_label(words, state.view, name), one.get(f"show:{name}", "")) for name in SHOWS[state.view]]
        self.way.offer(words.say("explore.show"), ways, [state.show])
        self.way.layout.display = None if len(ways) > 1 else "none"
        unknown = words.say("explore_reason.not_in_view")
        usable = [(name, str(names[name]), "" if name in self.seen.possible else unknown) for name in able.indicators]
        chosen = [name for name in state.indicators or able.indicators if name in self.seen.possible]
        self.indicators.offer(words.say("explore.indicators"), usable, chosen)
        comparing = state.view == "compare"
        _offer(
            self.indicator,
            words.say("explore.indicator"),
            [(str(names[name]), name) for name in able.compared],
            state.indicator,
        )
        partners = [(name, str(area_names[name]), "") for name in able.areas]
        self.areas.offer(words.say("explore.areas"), partners, state.areas or able.areas)
        for control in (self.indicator, self.areas):
            control.layout.display = None if comparing else "none"
        self.indicators.layout.display = "none" if comparing else None
        years = [(str(year), year) for year in able.single_years]
        _offer(self.year, words.say("explore.year"), years, state.year)
        self._offer_years(able, words)
        self.bounds.description, self.bounds.value = words.say("explore.bounds"), state.bounds
        for name in ("year", "years", "bounds"):
            control = getattr(self, name)
            control.disabled, control.tooltip = name in one, one.get(name, "")
        self.every_row.description = words.say("explore.all_rows")
        self.sliders.offer(self.seen)
        self._offer_statements(words)
        self.reasons.value = _reasons(words, state, one)
        self.actions.labels = {
            name: words.say(f"explore.{name}") for name in ("code", "copy_code", "copied", "not_copied")
        } | {kind: words.say("explore.download", kind=kind.upper()) for kind in KINDS}

    def _offer_years(self, able: Choices, words: Words) -> None:
        options = [(str(year), year) for year in able.years]
        first, last = self.state.years
        inside = [year for year in able.years if first <= year <= last] or able.years
        self.years.description = words.say("explore.years")
        if list(self.years.options) != options:
            self.years.index = (0, 0)
            self.years.options = options
        self.years.value = (inside[0], inside[-1])

    def _offer_statements(self, words: Words) -> None:
        """List the statements, so that one can be chosen without a mouse."""
        listed = self.state.view == "sources"
        self.statement.layout.display = None if listed else "none"
        seen = self.seen
        told = statements.named(self.known, self.state, words, seen.rows) if listed and len(seen.rows) else []
        _offer(self.statement, words.say("explore.statement"), [(words.say("explore.statement_all"), ""), *told], "")

    def _draw(self) -> None:
        """Show the chart in the page's colours."""
        seen = self.seen
        self.note.value = str(escape(seen.note))
        self.note.layout.display = None if seen.note else "none"
        self.chart.layout.display = None if seen.chart is not None else "none"
        if seen.chart is not None:
            drawn = pickable(seen.chart, seen.picked_by)
            self.chart.spec = dark(drawn) if self.actions.dark else drawn

    def _tabulate(self) -> None:
        """Show the table, of the picked rows only where any are picked."""
        seen, words = self.seen, self.seen.words
        rows = seen.pick(self.picks) if self.picks else seen.rows.iloc[:0]
        self.hint.value = str(
            escape(words.say("explore.picked", count=len(rows)) if len(rows) else words.say("explore.pick_hint"))
        )
        self.every_row.layout.display = None if len(rows) else "none"
        self.table.value = _html(seen.tables_of(rows) if len(rows) else seen.tables)

    def _make(self, kind: str) -> tuple[Download, str] | None:
        """Make a file of what is shown."""
        file = download(self.seen, kind) if kind in KINDS else None
        return None if file is None else (file, self.seen.words.say("explore.made", file=file.name))

    def __repr__(self) -> str:
        return f"<Explorer of {self.state.area}: {self.state.view}>"

    def _ipython_display_(self) -> None:
        """Show the widgets; IPython calls this."""
        from IPython.display import display

        display(self.box)  # type: ignore[no-untyped-call]


def _offer(control: Any, label: str, options: list[tuple[str, Any]], value: Any) -> None:  # noqa: ANN401
    """Set a drop-down; its options only where they change, since that closes it."""
    control.description = label
    if list(control.options) != options:
        control.options = options
    if value in {option for _, option in options}:
        control.value = value


def _all_or(choice: Choice, chosen: list[str]) -> tuple[str, ...]:
    """Give what is chosen; nothing for everything, and everything too where nothing is left."""
    offered = {option["value"] for option in choice.options if not option["reason"]}
    return () if set(chosen) >= offered else tuple(chosen)


def _show_label(words: Words, view: str, show: str) -> str:
    return words.say(SHOW_LABELS[view, show])


def _reasons(words: Words, state: State, reasons: dict[str, str]) -> str:
    """Say in words what cannot be chosen and why."""
    named = {"indicators": "indicators", "years": "years", "year": "year", "bounds": "bounds"}
    labels = {f"view:{name}": f"explore.{name}" for name in VIEWS} | {
        name: f"explore.{key}" for name, key in named.items()
    }
    texts = {name: words.say(key) for name, key in labels.items()}
    texts |= {f"show:{show}": _show_label(words, state.view, show) for show in SHOWS[state.view]}
    told = "; ".join(f"{texts[name]} ({reason})" for name, reason in reasons.items() if name in texts)
    return str(escape(f"{words.say('explore.not_usable')} {told}.")) if told else ""


def _html(tables: Iterable[Table]) -> str:
    """Set tables below each other, each scrolling by itself; links open beside the notebook."""
    parts = [Markup('<div class="scroll" tabindex="0">{}</div>').format(Markup(table.to_html())) for table in tables]  # noqa: S704  (escaped by the table)
    return str(Markup("").join(parts)).replace('<a href="', '<a target="_blank" rel="noopener noreferrer" href="')


def explore(data: Dataset, *, area: str = "", view: str = "history", language: str = "vi") -> Explorer:
    """Explore a dataset with widgets, in a notebook: no code needed, and the code for what is seen at hand.

    Parameters
    ----------
    data : Dataset
        What :func:`kienan_analysis.load` returns.
    area : str, optional
        Area id to begin with; the first with figures if left out.
    view : {"history", "plans", "growth", "what_if", "compare", "sources"}
        The view to begin with.
    language : {"vi", "en"}

    Returns
    -------
    Explorer
        Shows itself; ``explorer.seen`` is the view that it shows.

    Raises
    ------
    UsageError
        For an unknown area, view or language, or an area without figures.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> explorer = ka.explore(ka.load(), area="kien-an", view="plans", language="en")
    >>> print(explorer.seen.code)
    import kienan_analysis as ka
    <BLANKLINE>
    data = ka.load()
    view = ka.view(data, 'plans', area='kien-an', language='en')
    view
    """
    from kienan_analysis.explorer.choices import require_area, require_view
    from kienan_analysis.wording.formats import require_language

    require_view(view)
    if area:
        require_area(Known(data), area)
    return Explorer(data, area=area, view=view, language=require_language(language))
