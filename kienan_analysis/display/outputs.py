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

    from kienan_analysis.charts import Specification
    from kienan_analysis.tables import Table
    from kienan_analysis.wording.section import SectionText

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
class Section:
    """One section of a review, shown part by part in a notebook.

    Attributes
    ----------
    name : str
        One of the section ids.
    text : SectionText
    chart : dict or None
        A Vega-Lite specification.
    tables : tuple of Table
    """

    name: str
    text: SectionText
    chart: Specification | None = None
    tables: tuple[Table, ...] = ()

    def outputs(self) -> Iterator[Output]:
        """Make the display outputs in reading order."""
        slug = self.name.replace("_", "-")
        yield self._prose("question", self.text.question)
        yield self._prose("finding", f"## {self.text.finding}")
        if self.text.sentences:
            yield self._prose("text", "\n\n".join(self.text.sentences))
        if self.chart is not None:
            drawn = chart_output(self.chart)
            title = " ".join(self.chart["title"]["text"])
            yield Output(drawn.data, drawn.metadata | self._tag("chart", f"{slug}-chart", title))
        for table in self.tables:
            data = {"text/html": table.to_html(), "text/plain": table.to_text()}
            mark = self._tag("table", table.id, table.caption)
            if table.grounds:
                mark["kienan"]["grounds"] = {name: dict(said) for name, said in table.grounds.items()}
            yield Output(data, mark)
        if self.text.notes:
            yield self._prose("note", "\n\n".join(self.text.notes))

    def _prose(self, part: str, markdown: str) -> Output:
        return Output(
            {"text/markdown": markdown, "text/plain": markdown},
            self._tag(part, f"{self.name.replace('_', '-')}-{part}"),
        )

    def _tag(self, part: str, name: str, title: str = "") -> dict[str, Any]:
        tag = {"section": self.name, "part": part, "id": name}
        return {"kienan": tag | {"title": title} if title else tag}

    def _ipython_display_(self) -> None:
        """Show all parts; IPython calls this."""
        publish(self.outputs())


def publish(outputs: Iterable[Output]) -> None:
    """Show outputs in the running notebook."""
    from IPython.display import publish_display_data

    for output in outputs:
        publish_display_data(output.data, output.metadata)  # type: ignore[no-untyped-call]
