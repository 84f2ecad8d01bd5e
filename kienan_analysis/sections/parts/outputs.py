"""How parts of a review show in a notebook: each output says what it is.

A chart is one output in two forms: a Vega-Lite specification that JupyterLab draws live without a network, and an
image for every other viewer. Altair's own renderers will not do: one needs a network, another writes a type that the
notebook format refuses. Each output's metadata names its section, part and id under the key ``kienan``; the checks
after a run and the exported page rely on it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kienan_analysis.chart_images import LIVE_TYPE, image_form, images_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kienan_analysis.sections.parts.theme import Specification

LIVE_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"  # named, never fetched
# No menu (it offers an online editor) and no theme (a dark JupyterLab would make our labels white on white).
EMBED_OPTIONS = {"actions": False, "theme": "none"}


@dataclass(frozen=True)
class Output:
    """One display output: its forms by media type, and its metadata."""

    data: dict[str, Any]
    metadata: dict[str, Any]


def chart_output(specification: Specification) -> Output:
    """Make the forms of one chart.

    Raises
    ------
    ValueError
        If a number in the specification is not finite: JupyterLab would refuse the whole notebook.
    """
    words = str(specification["description"])
    live = {**specification, "$schema": LIVE_SCHEMA, "usermeta": {"embedOptions": EMBED_OPTIONS}}
    json.dumps(live, allow_nan=False)
    image, facts = ({}, {}) if images_later() else image_form(live)
    return Output({LIVE_TYPE: live, "text/plain": words, **image}, facts)


@dataclass(frozen=True)
class Masthead:
    """The title of a report and what it rests on.

    Attributes
    ----------
    title : str
        Markdown.
    lines : list of str
        What stands beneath it, Markdown.
    facts : dict
        What the report is, for its mark.
    """

    title: str
    lines: list[str]
    facts: dict[str, Any]

    def outputs(self) -> Iterator[Output]:
        """Make the one output: a heading and what stands beneath."""
        tag = {"section": "masthead", "part": "masthead", "id": "masthead"} | self.facts
        markdown = "\n\n".join([f"# {self.title}", *self.lines])
        yield Output({"text/markdown": markdown, "text/plain": markdown}, {"kienan": tag})

    def _ipython_display_(self) -> None:
        """Show the heading; IPython calls this."""
        publish(self.outputs())


def publish(outputs: Iterable[Output]) -> None:
    """Show outputs in the running notebook."""
    from IPython.display import publish_display_data

    for output in outputs:
        publish_display_data(output.data, output.metadata)  # type: ignore[no-untyped-call]
