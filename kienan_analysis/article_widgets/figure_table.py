"""The editable table: one line of controls for each figure, a page of lines at a time."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any, Final

import ipywidgets as widgets

from kienan_analysis.catalogue import ASSIGNERS, BOUNDS, FORMS, MEASURES
from kienan_analysis.reading.sureness import doubt_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading import ReadObservation
    from kienan_analysis.wording.messages import Words

# A browser draws some two hundred controls in a second; more figures come on further pages.
_LINES: Final = 20
_TEXTS: Final = ("printed", "unit", "period", "base")
_WIDTHS: Final = {
    "add": "48px", "sure": "150px", "printed": "76px", "unit": "84px", "indicator": "176px", "measure": "104px",
    "period": "76px", "form": "90px", "bound": "90px", "assigner": "96px", "base": "76px",
}  # fmt: skip


class FigureTable:
    """The figures that were read, each of them open to correction.

    Parameters
    ----------
    changed : callable
        Called without arguments after an edit.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._figures: list[ReadObservation] = []
        self._left_out: set[int] = set()
        self._page = 0
        self._setting = False
        self._lines = [_Line(self._edit) for _ in range(_LINES)]
        self._headings = {name: widgets.HTML() for name in _WIDTHS}
        number = widgets.HTML()
        self._grid = widgets.GridBox(
            [number, *self._headings.values()],
            layout={"grid_template_columns": f"28px {' '.join(_WIDTHS.values())}", "overflow": "visible"},
        )
        self._before, self._after = widgets.Button(), widgets.Button()
        self._before.on_click(lambda _: self._turn(-1))
        self._after.on_click(lambda _: self._turn(1))
        self._where = widgets.Label()
        self._pages = widgets.HBox([self._before, self._where, self._after])
        self.box = widgets.VBox([self._grid, self._pages]).add_class("kienan-figures")

    @property
    def figures(self) -> list[ReadObservation]:
        """The figures as they stand now, without those that were unticked."""
        return [one for number, one in enumerate(self._figures) if number not in self._left_out]

    @property
    def all_figures(self) -> list[ReadObservation]:
        """The figures as they stand now, all of them."""
        return list(self._figures)

    @property
    def waiting(self) -> list[ReadObservation]:
        """The figures that are not ticked and not sure: somebody has yet to decide."""
        return [one for number, one in enumerate(self._figures) if number in self._left_out and not one.sure]

    def show(self, figures: Sequence[ReadObservation], *, tick: bool = True) -> None:
        """Show other figures: the sure ones ticked, or none."""
        self._figures = list(figures)
        self._left_out = {number for number, one in enumerate(figures) if not (tick and one.sure)}
        self._page = 0
        self._fill()

    def say(self, indicators: Mapping[str, Indicator], words: Words) -> None:
        """Write headings, choices and labels in a language."""
        for name, heading in self._headings.items():
            heading.value = f"<b>{words.say(f'article_column.{name}')}</b>"
        named = sorted(indicators.values(), key=lambda one: one.name(words.language))
        choices = {
            "indicator": [(words.say("article_form.none"), ""), *((one.name(words.language), one.id) for one in named)],
            "measure": [(words.say(f"measure.{name}"), name) for name in MEASURES],
            "form": [(words.say(f"article_choice.{name}") if name else "–", name) for name in FORMS],
            "bound": [(words.say(f"article_choice.{name}") if name else "–", name) for name in BOUNDS],
            "assigner": [(words.say(f"assigner.{name}") if name else "–", name) for name in ASSIGNERS],
        }
        self._setting = True
        for line in self._lines:
            line.offer(choices)
        self._setting = False
        self._before.description, self._after.description = (
            words.say("article_form.before"),
            words.say("article_form.after"),
        )
        self._words = words
        self._fill()

    def _edit(self, place: int, name: str, value: Any) -> None:  # noqa: ANN401 - text, or a tick
        number = self._page * _LINES + place
        if self._setting or number >= len(self._figures):
            return
        if name == "add":
            (self._left_out.discard if value else self._left_out.add)(number)
        else:
            self._figures[number] = _with(self._figures[number], name, str(value or "").strip())
        self._changed()

    def _turn(self, step: int) -> None:
        self._page += step
        self._fill()

    def _fill(self) -> None:
        """Put the page's figures into the lines."""
        begin = self._page * _LINES
        shown = self._figures[begin : begin + _LINES]
        self._setting = True
        cells = [self._grid.children[0], *self._headings.values()]
        for place, one in enumerate(shown):
            number = begin + place + 1
            self._lines[place].set(place, number, one, number - 1 not in self._left_out, self._words)
            cells.extend(self._lines[place].cells)
        self._grid.children = cells
        self._setting = False
        last = begin + len(shown)
        self._where.value = self._words.say(
            "article_form.where", first=str(begin + 1), last=str(last), count=len(self._figures)
        )
        self._before.disabled = self._page == 0
        self._after.disabled = last >= len(self._figures)
        self._pages.layout.display = None if len(self._figures) > _LINES else "none"
        self.box.layout.display = None if self._figures else "none"


def _with(one: ReadObservation, name: str, text: str) -> ReadObservation:
    """Give a figure with one field mended; no indicator is none."""
    changes: dict[str, Any] = {name: text or (None if name == "indicator" else "")}
    return replace(one, **changes)


class _Line:
    """The controls of one figure."""

    def __init__(self, edited: Callable[[int, str, Any], None]) -> None:
        self._place = 0
        self._number = widgets.HTML()
        self._controls: dict[str, Any] = {"add": widgets.Checkbox(indent=False)}
        self._sure = widgets.HTML()
        for name in list(_WIDTHS)[2:]:
            made = widgets.Text(continuous_update=False) if name in _TEXTS else widgets.Dropdown()
            self._controls[name] = made
        for name, control in self._controls.items():
            control.layout.width = _WIDTHS[name]
            control.observe(lambda change, name=name: edited(self._place, name, change["new"]), "value")

    @property
    def cells(self) -> list[Any]:
        """The number, and the controls in the order of the columns; after the tick, whether the figure is sure."""
        tick, *others = self._controls.values()
        return [self._number, tick, self._sure, *others]

    def offer(self, choices: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Offer what can be chosen, in another language the same."""
        for name, options in choices.items():
            control = self._controls[name]
            chosen = control.value
            control.options = options
            if chosen in {value for _, value in options}:
                control.value = chosen

    def set(self, place: int, number: int, one: ReadObservation, ticked: bool, words: Words) -> None:  # noqa: FBT001 - a tick
        """Show a figure."""
        self._place = place
        self._number.value = f"<b>{number}</b>"
        doubts = "; ".join(doubt_sentence(code, words.language) for code in one.doubts)
        self._sure.value = f'<span class="kienan-doubts">{escape(doubts or words.say("article_form.sure"))}</span>'
        for name, control in self._controls.items():
            # Each control has a label of its own for who does not see the table's headings; the style sheet hides it.
            control.description = words.say(
                "article_form.cell", number=str(number), column=words.say(f"article_column.{name}")
            )
            if name == "add":
                control.value = ticked
                continue
            value = getattr(one, name) or ""
            if name not in _TEXTS and value not in {option for _, option in control.options}:
                control.options = [*control.options, (value, value)]
            control.value = value
