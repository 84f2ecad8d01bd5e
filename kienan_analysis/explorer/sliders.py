"""What is assumed, one slider an indicator."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.explorer.result import View

# In percent: far enough for a crisis and a boom, near enough that a pixel is a tenth.
LOWEST, HIGHEST, STEP = -30.0, 50.0, 0.1
ROOM = 10.0


class Sliders:
    """One slider for each row of a *what if* view, and a button back to where they began.

    Parameters
    ----------
    changed : callable
        Called with pairs of indicator and rate, fractions; with none for the beginning.
    """

    def __init__(self, changed: Callable[[tuple[tuple[str, float], ...]], None]) -> None:
        self._changed = changed
        self._sliders: dict[str, Any] = {}
        self._setting = False
        self._assumed: dict[str, float] = {}
        self._shown: dict[str, float] = {}
        self._back = widgets.Button().add_class("kienan-plain")
        self._back.on_click(lambda _: changed(()))
        self.box = widgets.VBox().add_class("kienan-assumed")

    def offer(self, seen: View) -> None:
        """Set the sliders to the rates of a view; no sliders for another view."""
        shown = seen.state.view == "what_if"
        self.box.layout.display = None if shown else "none"
        if not shown:
            return
        self._assumed = dict(seen.state.assumed)
        rates = dict(zip(seen.rows["indicator"], seen.rows["assumed"], strict=True)) if len(seen.rows) else {}
        if list(rates) != list(self._sliders):
            self._sliders = {name: self._slider(name) for name in rates}
            self.box.children = [*self._sliders.values(), self._back]
        words = seen.words
        names = seen.known.data.indicators[f"name_{words.language}"]
        self._back.description = words.say("explore.usual")
        self._setting = True
        try:
            for name, slider in self._sliders.items():
                percent = self._shown[name] = rates[name] * 100
                slider.min = min(LOWEST, math.floor(percent - ROOM))
                slider.max = max(HIGHEST, math.ceil(percent + ROOM))
                slider.value = percent
                slider.description = f"{names[name]}: {words.format.percent(rates[name])}"
        finally:
            self._setting = False

    def _slider(self, name: str) -> Any:  # noqa: ANN401  (an ipywidgets FloatSlider)
        slider = widgets.FloatSlider(
            min=LOWEST, max=HIGHEST, step=STEP, readout=False, style={"description_width": "390px"}
        )
        slider.observe(lambda change: self._moved(name, change["new"]), "value")
        return slider

    def _moved(self, name: str, percent: float) -> None:
        # The page puts a slider on a whole step by itself, and says so: nobody has moved it.
        nudged = abs(percent - self._shown[name]) <= STEP / 2 + 1e-9
        if not self._setting and not nudged:
            assumed = self._assumed | {name: round(percent / 100, 4)}
            self._changed(tuple(assumed.items()))
