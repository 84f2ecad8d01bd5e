"""How long a control of the explorer takes until the chart has changed: in the kernel alone, and in JupyterLab."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import kienan_analysis as ka
from tests.browser.lab import opened, running_lab

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from kienan_analysis.explorer.widget import Explorer

PROJECT = Path(__file__).resolve().parents[2]
MILLISECONDS = 1000

# Acts on a control and waits for the chart's next canvas to be drawn; gives milliseconds.
CHANGE = """([selector, key]) => new Promise((done) => {
  const chart = () => document.querySelector('.kienan-explorer .vega-embed canvas');
  const small = new OffscreenCanvas(64, 64).getContext('2d', { willReadFrequently: true });
  const drawn = (canvas) => {
    small.clearRect(0, 0, 64, 64);
    small.drawImage(canvas, 0, 0, 64, 64);
    return new Set(small.getImageData(0, 0, 64, 64).data).size > 8;
  };
  const before = chart();
  const control = document.querySelector(selector);
  const start = performance.now();
  if (key) control.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  else control.click();
  const look = () => {
    const now = chart();
    if (now && now !== before && drawn(now)) done(performance.now() - start);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


class Control(NamedTuple):
    """A control, and the two states that it goes back and forth between.

    Attributes
    ----------
    name : str
    view : str
        The view in which it is used.
    presses : pair of (selector, key)
        What is done in the page, in turn; an empty key is a click.
    states : pair of callables
        What that changes of the state.
    """

    name: str
    view: str
    presses: tuple[tuple[str, str], tuple[str, str]]
    states: tuple[dict[str, object], dict[str, object]]


def button(choice: str, value: str) -> str:
    """Find a button of the explorer."""
    return f'[data-choice="{choice}"] button[data-value="{value}"]'


SLIDER = ".kienan-assumed .noUi-handle"
BOUNDS = ".kienan-explorer input[type=checkbox]"
CONTROLS = [
    Control(
        "what if: slider",
        "what_if",
        ((SLIDER, "ArrowRight"), (SLIDER, "ArrowLeft")),
        ({"assumed": (("industrial_output", 0.121),)}, {"assumed": (("industrial_output", 0.12),)}),
    ),
    Control("plans: bounds", "plans", ((BOUNDS, ""), (BOUNDS, "")), ({"bounds": False}, {"bounds": True})),
    Control(
        "history: growth or level",
        "history",
        ((button("show", "growth"), ""), (button("show", "level"), "")),
        ({"show": "growth"}, {"show": "level"}),
    ),
    Control(
        "view: plans or compare",
        "plans",
        ((button("view", "compare"), ""), (button("view", "plans"), "")),
        ({"view": "compare"}, {"view": "plans"}),
    ),
]


def by_turns(control: Control, turns: int, act: Callable[[int], float]) -> list[float]:
    """Act on a control back and forth; the first two, which fill caches, do not count."""
    return [act(turn % 2) for turn in range(turns + 2)][2:]


def in_kernel(explorer: Explorer, control: Control, turns: int) -> list[float]:
    """Measure what the kernel does for a control: state to view to widgets, all messages made."""
    explorer.show(replace(explorer.state, view=control.view, show="", year=0, assumed=(), bounds=True))

    def act(which: int) -> float:
        start = time.perf_counter()
        explorer.show(replace(explorer.state, **control.states[which]))  # type: ignore[arg-type]
        return (time.perf_counter() - start) * MILLISECONDS

    return by_turns(control, turns, act)


def in_lab(page: Page, control: Control, turns: int) -> list[float]:
    """Measure from the press to the new chart."""
    page.click(button("view", control.view))
    page.wait_for_selector(control.presses[0][0])
    page.wait_for_timeout(1500)

    def act(which: int) -> float:
        selector, key = control.presses[which]
        taken = float(page.evaluate(CHANGE, [selector, key]))
        page.wait_for_timeout(150)
        return taken

    return by_turns(control, turns, act)


def main() -> None:
    """Measure every control both ways and print the medians."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.explorer_latency", description=__doc__)
    parser.add_argument("--turns", type=int, default=20, help="presses that count (default 20)")
    turns = parser.parse_args().turns
    explorer = ka.explore(ka.load(), area="kien-an", language="en")
    if explorer.seen is None:
        sys.exit("The data have no figures to explore.")
    kernel = {control.name: in_kernel(explorer, control, turns) for control in CONTROLS}
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        print("\nNo Chromium on this machine: the explorer's latency is measured in the kernel alone.")
    lab = measure_in_lab(found, turns) if found else {}
    print(f"\nThe explorer: from a control to the new chart, milliseconds, median (most) of {turns}")
    print(f"{'':26}{'in JupyterLab':>18}{'of it the kernel':>20}{'ratio':>8}")
    for control in CONTROLS:
        ours = kernel[control.name]
        all_of_it = lab.get(control.name)
        told = f"{median(all_of_it):.0f} ({max(all_of_it):.0f})" if all_of_it else "–"
        ratio = f"{median(all_of_it) / median(ours):.1f}" if all_of_it else "–"
        print(f"{control.name:26}{told:>18}{f'{median(ours):.0f} ({max(ours):.0f})':>20}{ratio:>8}")


def measure_in_lab(chromium: str, turns: int) -> dict[str, list[float]]:
    """Measure every control in a real browser."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copy(PROJECT / "notebooks" / "explore.ipynb", folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with running_lab(folder) as lab, opened(browser, lab, "explore.ipynb") as tab:
            tab.page.wait_for_selector(".kienan-explorer .vega-embed canvas")
            return {control.name: in_lab(tab.page, control, turns) for control in CONTROLS}


if __name__ == "__main__":
    main()
