"""One section: a question, the finding that answers it, a chart, tables; shown part by part in a notebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kienan_analysis.sections.parts.outputs import Output, chart_output, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification


@dataclass(frozen=True)
class SectionText:
    """A question, the finding that answers it, and a few sentences, all Markdown.

    Attributes
    ----------
    question : str
    finding : str
        The section's title: what was found, not what was looked at.
    sentences : list of str
    notes : list of str
        Caveats, shown small after the figures.
    """

    question: str
    finding: str
    sentences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One section of a report.

    Attributes
    ----------
    name : str
        Its id.
    text : SectionText
    chart : dict or None
        A Vega-Lite specification.
    tables : tuple of Table
    narrow : dict or None
        The same chart for a phone. With it a page shows both as drawings, each where it fits, and none by script: what
        has hundreds of marks would otherwise be there three times.
    """

    name: str
    text: SectionText
    chart: Specification | None = None
    tables: tuple[Table, ...] = ()
    narrow: Specification | None = None

    @staticmethod
    def of(
        name: str,
        text: SectionText,
        *tables: Table,
        chart: Specification | None = None,
        narrow: Specification | None = None,
    ) -> Section:
        """Make a section of the tables that have rows."""
        return Section(name, text, chart, tuple(table for table in tables if table.rows), narrow)

    def outputs(self) -> Iterator[Output]:
        """Make the display outputs in reading order."""
        yield self._prose("question", self.text.question)
        yield self._prose("finding", f"## {self.text.finding}")
        if self.text.sentences:
            yield self._prose("text", "\n\n".join(self.text.sentences))
        if self.chart is not None:
            drawn = chart_output(self.chart)
            title = " ".join(self.chart["title"]["text"])
            mark = self._tag("chart", f"{self._slug}-chart", title)
            if self.narrow is not None:
                mark["kienan"]["narrow"] = self.narrow
            yield Output(drawn.data, drawn.metadata | mark)
        for table in self.tables:
            data = {"text/html": table.to_html(), "text/plain": table.to_text()}
            mark = self._tag("table", table.id, table.caption)
            if table.grounds:
                mark["kienan"]["grounds"] = {name: dict(said) for name, said in table.grounds.items()}
            yield Output(data, mark)
        if self.text.notes:
            yield self._prose("note", "\n\n".join(self.text.notes))

    @property
    def _slug(self) -> str:
        return self.name.replace("_", "-")

    def _prose(self, part: str, markdown: str) -> Output:
        return Output({"text/markdown": markdown, "text/plain": markdown}, self._tag(part, f"{self._slug}-{part}"))

    def _tag(self, part: str, name: str, title: str = "") -> dict[str, Any]:
        tag = {"section": self.name, "part": part, "id": name}
        return {"kienan": tag | {"title": title} if title else tag}

    def _ipython_display_(self) -> None:
        """Show all parts; IPython calls this."""
        publish(self.outputs())
