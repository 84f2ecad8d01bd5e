"""The explorer as widgets: each control changes the state, each state shows its view. Nothing is worked out here."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
from markupsafe import Markup, escape

from kienan_analysis.dataset.given import require_dataset
from kienan_analysis.explorer.area_figures import Known
from kienan_analysis.explorer.choices import choices, require_area, require_view, settled, starting_state
from kienan_analysis.explorer.controls import Actions, chart_widget
from kienan_analysis.explorer.downloads import KINDS, Download, download
from kienan_analysis.explorer.drawing import dark, pickable
from kienan_analysis.explorer.nothing_yet import NothingYet
from kienan_analysis.explorer.panel import Panel, offer
from kienan_analysis.explorer.view_of_state import view_of
from kienan_analysis.explorer.views import statements
from kienan_analysis.wording.formats import require_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.explorer.state import State
    from kienan_analysis.sections.parts.table import Table


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
        self.panel = Panel(self.known, self._change)
        self.chart = chart_widget()
        self.actions = Actions()
        self.hint, self.note, self.table = (widgets.HTML() for _ in range(3))
        self.every_row = widgets.Button().add_class("kienan-plain")
        self.statement = widgets.Dropdown(style={"description_width": "initial"})
        self.chart.selections.observe(lambda change: self.pick(change["new"].value), ["picked"])
        self.every_row.on_click(lambda _: self.show(self.state))
        self.statement.observe(lambda change: self._choose_statement(change["new"]), "value")
        self.actions.observe(lambda _: self._draw(), "dark")
        self.actions.answer(self._make)
        self.show(starting_state(self.known, view, area, language))

    def show(self, state: State) -> None:
        """Show the nearest state that makes sense: the one way in which anything here changes."""
        self.state = settled(self.known, state)
        self.seen = view_of(self.known, self.state)
        self.picks: list[dict[str, Any]] = []
        self.panel.set(self.seen, choices(self.known, self.state))
        self._list_statements()
        self._draw()
        self._tabulate()
        self._set_actions()

    def pick(self, picks: list[dict[str, Any]]) -> None:
        """Show in the table only what is picked in the chart, with the statements behind it."""
        self.picks = picks
        self._tabulate()

    @cached_property
    def box(self) -> Any:  # noqa: ANN401  (an ipywidgets VBox)
        """All widgets, laid out."""
        for text in (self.hint, self.note):
            text.add_class("kienan-muted")
        above = widgets.Box([self.hint, self.every_row]).add_class("kienan-row")
        drawn = widgets.VBox([self.note, self.chart]).add_class("kienan-chart")
        told = widgets.VBox([above, self.statement, self.table]).add_class("kienan-tables")
        controls = widgets.VBox(self.panel.rows).add_class("kienan-controls")
        beside = widgets.Box([controls, drawn]).add_class("kienan-beside")
        return widgets.VBox([beside, told, self.actions]).add_class("kienan-explorer")

    def _change(self, **changes: Any) -> None:  # noqa: ANN401  (parts of the state)
        """Take what the reader changes; an area brings its years, and a view begins with a year that it has."""
        if "area" in changes:
            changes["years"] = starting_state(self.known, self.state.view, changes["area"]).years
        if "view" in changes:
            changes["year"] = 0
        self.show(replace(self.state, **changes))

    def _choose_statement(self, key: str | None) -> None:
        wanted = [{"key": key}] if key else []
        if wanted != self.picks:
            self.pick(wanted)

    def _list_statements(self) -> None:
        """List the statements, so that one can be chosen without a mouse."""
        seen, words = self.seen, self.seen.words
        listed = self.state.view == "sources" and len(seen.rows) > 0
        self.statement.layout.display = None if listed else "none"
        named = statements.named(self.known, self.state, words, seen.rows) if listed else []
        offer(self.statement, words.say("explore.statement"), [(words.say("explore.statement_all"), ""), *named], "")

    def _draw(self) -> None:
        """Show the chart in the page's colours."""
        seen = self.seen
        self.note.value = str(escape(seen.note))
        self.note.layout.display = None if seen.note else "none"
        self.chart.layout.display = None if seen.specification is not None else "none"
        if seen.specification is not None:
            drawn = pickable(seen.specification, seen.picked_by)
            self.chart.spec = dark(drawn) if self.actions.dark else drawn

    def _tabulate(self) -> None:
        """Show the table, of the picked rows only where any are picked."""
        seen, words = self.seen, self.seen.words
        rows = seen.pick(self.picks)
        picked = len(rows) > 0
        hint = words.say("explore.picked", count=len(rows)) if picked else words.say("explore.pick_hint")
        self.hint.value = str(escape(hint))
        self.every_row.layout.display = None if picked else "none"
        self.table.value = _html(seen.tables_of(rows) if picked else seen.tables)

    def _set_actions(self) -> None:
        """Give the buttons beneath their words and the code that they copy."""
        words = self.seen.words
        labels = {name: words.say(f"explore.{name}") for name in ("code", "copy_code", "copied", "not_copied")}
        self.actions.labels = labels | {kind: words.say("explore.download", kind=kind.upper()) for kind in KINDS}
        self.actions.code = self.seen.code
        self.actions.drawn = self.seen.specification is not None
        self.every_row.description = words.say("explore.all_rows")

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


def _html(tables: Iterable[Table]) -> str:
    """Set tables below each other, each scrolling by itself; links open beside the notebook."""
    parts = [Markup('<div class="scroll" tabindex="0">{}</div>').format(Markup(table.to_html())) for table in tables]  # noqa: S704  (escaped by the table)
    return str(Markup("").join(parts)).replace('<a href="', '<a target="_blank" rel="noopener noreferrer" href="')


def explore(data: Dataset, *, area: str = "", view: str = "history", language: str = "vi") -> Explorer | NothingYet:
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
        Shows itself; ``explorer.seen`` is the view that it shows. Of a package without figures it says how the first
        come in, and there is no such view.

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
    require_view(view)
    known = Known(require_dataset(data))
    if area:
        require_area(known, area)
    if not known.areas:
        return NothingYet(data, require_language(language))
    return Explorer(data, area=area, view=view, language=require_language(language))
