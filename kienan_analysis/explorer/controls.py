"""The explorer's own widgets: rows of buttons, and the buttons that copy and save; the scripts stand beside."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import altair as alt
import anywidget
import traitlets

from kienan_analysis.explorer.drawing import PICK
from kienan_analysis.explorer.offline_chart import enable_offline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kienan_analysis.explorer.downloads import Download

# No menu (it offers an online editor), no theme of its own. A canvas: several copies of Vega on one page would give
# the clip paths of their drawings the same names.
EMBED_OPTIONS = {"actions": False, "theme": None, "renderer": "canvas"}


@cache
def asset(name: str) -> str:
    """Read a script or style sheet of this room."""
    return files("kienan_analysis.explorer").joinpath(name).read_text(encoding="utf-8")


class Choice(anywidget.AnyWidget):
    """A row of buttons of which one, or any number, is chosen.

    Attributes
    ----------
    name : str
        Of the part of the state that is chosen.
    label : str
        Named before the buttons.
    options : list of dict
        ``value``, ``label`` and ``reason``: why it cannot be chosen, empty where it can.
    chosen : list of str
    several : bool
    """

    _esm = asset("choice.js")
    _css = asset("explorer.css")

    name = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    options: traitlets.List[dict[str, str]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    chosen = traitlets.List(traitlets.Unicode()).tag(sync=True)
    several = traitlets.Bool(default_value=False).tag(sync=True)

    def offer(self, label: str, options: Iterable[tuple[str, str, str]], chosen: Iterable[str]) -> None:
        """Set what is offered, value, label and reason, and what is chosen of it, in one message."""
        with self.hold_sync():
            self.label = label
            self.options = [{"value": value, "label": text, "reason": reason} for value, text, reason in options]
            self.chosen = list(chosen)


class Actions(anywidget.AnyWidget):
    """The buttons beneath a view: copy as code, save as a file.

    Attributes
    ----------
    code : str
    labels : dict of str to str
    drawn : bool
        Whether there is a chart to save.
    dark : bool
        What the page says of itself.
    """

    _esm = asset("actions.js")
    _css = asset("explorer.css")

    code = traitlets.Unicode().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    drawn = traitlets.Bool(default_value=False).tag(sync=True)
    dark = traitlets.Bool(default_value=False).tag(sync=True)

    def answer(self, make: Callable[[str], tuple[Download, str] | None]) -> None:
        """Make the files that the page asks for; `make` gives a file and what is said of it."""

        def received(_: object, message: Mapping[str, Any], __: object) -> None:
            made = make(str(message.get("make")))
            if made is not None:
                file, said = made
                self.send({"name": file.name, "type": file.media_type, "said": said}, buffers=[file.content])

        self.on_msg(received)


def chart_widget() -> alt.JupyterChart:
    """Make a chart that works without a network and tells what is picked in it.

    A view's specification is given to its ``spec``: to make Altair's own objects of it again takes half a second.
    """
    enable_offline()
    selection = alt.selection_point(name=PICK, fields=["key"])
    blank = alt.Chart(alt.InlineData(values=[])).mark_point().add_params(selection)
    return alt.JupyterChart(blank, embed_options=EMBED_OPTIONS)
