"""The lines of Python that make a view again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.data_package import default_location
from kienan_analysis.explorer.choices import starting_state

if TYPE_CHECKING:
    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.state import State

LONGEST_LINE = 88


def code_for(known: Known, state: State) -> str:
    """Write a call of `view` with what differs from the usual; the names in it are written as Python writes text."""
    usual = starting_state(known, state.view, state.area, state.language)
    options = [f"area={state.area!r}"]
    for name in ("show", "indicators", "indicator", "areas", "years", "year", "bounds"):
        chosen = getattr(state, name)
        if chosen != getattr(usual, name) and not (name in {"indicator", "areas"} and state.view != "compare"):
            options.append(f"{name}={list(chosen) if name in {'indicators', 'areas'} else chosen!r}")
    if state.assumed and state.view == "what_if":
        options.append(f"assumed={dict(state.assumed)!r}")
    if state.language != "vi":
        options.append(f"language={state.language!r}")
    where = known.data.location
    load = "ka.load()" if where in {"", default_location()} else f"ka.load({where!r})"
    return "\n".join(
        [
            "import kienan_analysis as ka",
            "",
            f"data = {load}",
            _call(f"view = ka.view(data, {state.view!r}, ", options),
            "view",
        ]
    )


def _call(opening: str, options: list[str]) -> str:
    """Write a call in one line, or one argument a line."""
    line = f"{opening}{', '.join(options)})"
    if len(line) <= LONGEST_LINE:
        return line
    name, _, first = opening.partition("(")
    arguments = [first.removesuffix(", "), *options]
    return f"{name}(\n" + "".join(f"    {argument},\n" for argument in arguments) + ")"
