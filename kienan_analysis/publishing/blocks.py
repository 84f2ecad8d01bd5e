"""The parts of a review as blocks for the page's template: charts, tables and text, numbered through the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kienan_analysis.publishing import markup as page_markup
from kienan_analysis.publishing.csv_text import csv_address, table_csv
from kienan_analysis.publishing.folding import folds_section, folds_table, is_thin
from kienan_analysis.publishing.summary import VERDICTS
from kienan_analysis.publishing.table_page import Footnotes, row_id, write_table
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.publishing.template import safe

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from markupsafe import Markup

    from kienan_analysis.publishing.sections import Made, Part, Review, Section
    from kienan_analysis.publishing.table_reader import Grid


_SIGNS = ("implied", "bounds", *VERDICTS)
# Rows that surely fit on one page of paper; a longer table may be continued, its headings said again.
_ROWS_ON_PAPER = 14


class Blocks:
    """Turns parts into blocks for the template, numbering figures and tables through the page.

    Parameters
    ----------
    review : Review
    words : mapping of str to str
        The page's own words.
    """

    def __init__(self, review: Review, words: Mapping[str, str]) -> None:
        self.words = words
        self.charts: list[dict[str, Any]] = []
        self._figures = 0
        self.tables = 0
        parts = [part for section in (review.masthead, *review.sections) for part in section.parts]
        self.grids = {
            part.id: read_table(part.content, where=f"table {part.id!r}") for part in parts if part.kind == "table"
        }
        about = review.about
        self._file_stem = (
            "-".join(about[key].replace(" ", "-") for key in ("area", "areas", "year") if key in about) or "table"
        )
        grounds = {name: said for part in parts for name, said in part.grounds.items()}
        rows = {row.key: row_id(name, row.key) for name, grid in self.grids.items() for row in grid.body if row.key}
        listed = {name: identity for name, identity in rows.items() if identity and name in grounds}
        self._footnotes = Footnotes(grounds, listed, words, words["language"])
        self._thin = is_thin(review, self.grids)
        self._signs = Signs(words)

    def section(self, section: Section, *, said: str = "") -> dict[str, Any]:
        """Lay out a section: its question, its finding, its blocks, how it was made.

        Parameters
        ----------
        section : Section
        said : str
            What the first screen has said already, plain: a section that has found the same is headed by its question.
        """
        question = next((part for part in section.parts if part.kind == "question"), None)
        finding = next((part for part in section.parts if part.kind == "finding"), None)
        asked = page_markup.titled_markdown(question.content) if question else None
        found = page_markup.titled_markdown(finding.content) if finding else None
        link = asked or found
        if found and asked and found.plain == said:
            found, asked = found._replace(heading=asked.heading), None
        title = found or asked
        return {
            "anchor": section.anchor,
            "link": link.plain if link else section.id.replace("_", " "),
            "question": safe(asked.heading) if asked and found else "",
            "finding": safe(title.heading) if title else section.id.replace("_", " ").capitalize(),
            "finding_rest": safe(title.rest) if title else "",
            "blocks": self.blocks([part for part in section.parts if part not in (question, finding)], section),
            "made": how_made(section.made),
            "folded": folds_section(section, thin=self._thin),
        }

    def blocks(self, parts: list[Part], section: Section) -> list[dict[str, Any]]:
        """Lay out parts of a section in order; a chart's own data go under the chart."""
        charts = {part.id for part in parts if part.kind == "chart"}
        folded = {part.id: part for part in parts if part.kind == "table" and part.id.removesuffix("-data") in charts}
        shown = [part.id for part in parts if part.kind == "table" and part.id not in folded]
        blocks = []
        for part in parts:
            if part.id in folded:
                continue
            if part.kind == "chart":
                blocks.append(self._chart(part, folded.get(f"{part.id}-data"), shown))
            elif part.kind == "table":
                self.tables += 1
                grid = self.grids[part.id]
                block = self._table(part) | {"number": self.tables}
                block["folded"] = folds_table(part, section, grid, thin=self._thin)
                blocks.append(
                    block | {"signs": self._signs.first_in(used_signs(grid)), "rows": _rows(grid, self.words)}
                )
            else:
                blocks.append({"kind": part.kind, "id": part.id, "html": safe(page_markup.markdown(part.content))})
        return blocks

    def _chart(self, part: Part, data: Part | None, shown: list[str]) -> dict[str, Any]:
        from kienan_analysis.publishing.chart_drawings import draw

        still = part.narrow is not None
        drawing = draw(part.content, name=part.id, is_still=still, has_titles=still)
        narrow = None if part.narrow is None else draw(part.narrow, name=f"{part.id}-narrow", is_still=True)
        self._figures += 1
        block = {
            "kind": "chart",
            "id": part.id,
            "html": "",
            "number": self._figures,
            "alt": part.alt,
            "width": f"{drawing.width:g}",
            "ratio": f"{drawing.width / drawing.height:.4g}",
            "svg": safe(drawing.svg),
            "live": safe(drawing.live),
            "narrow": {"svg": safe(narrow.svg), "width": f"{narrow.width:g}"} if narrow is not None else None,
            "data": self._table(data) if data else None,
            "described_by": " ".join(shown) if data is None else "",
        } | _captions(part.title, drawing.title, drawing.subtitle)
        if drawing.live:
            self.charts.append(block)
        return block

    def _table(self, part: Part) -> dict[str, Any]:
        grid = self.grids[part.id]
        html = write_table(grid, name=part.id, footnotes=self._footnotes)
        return {
            "kind": "table",
            "id": part.id,
            "html": safe(html),
            "csv": csv_address(table_csv(grid, self.words)) if grid.head else "",
            "csv_name": f"{self._file_stem}-{part.id.removesuffix('-table')}.csv",
            "long": len(grid.body) > _ROWS_ON_PAPER,
        } | _captions(part.title, grid.caption)


class Signs:
    """The signs of tables, each explained where it is first needed.

    Parameters
    ----------
    words : mapping of str to str
        The page's own words.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._told: set[str] = set()

    def first_in(self, used: Collection[str]) -> list[dict[str, str]]:
        """Explain those signs that were not explained before."""
        new = [name for name in _SIGNS if name in used and name not in self._told]
        self._told.update(new)
        words = self._words
        return [
            {
                "style": f"verdict {name}" if name in VERDICTS else name,
                "word": words[f"sign_{name}_word"],
                "meaning": words[f"sign_{name}"],
            }
            for name in new
        ]


def used_signs(grid: Grid) -> set[str]:
    """Name the signs that a table uses; what stands beneath a figure is an interval only where it is written as one."""
    cells = [cell for row in grid.body for cell in row.cells]
    used = {name for cell in cells for name in cell.classes} - {"bounds"}
    return used | ({"bounds"} if any(cell.plain("bounds").startswith("[") for cell in cells) else set())


def _rows(grid: Grid, words: Mapping[str, str]) -> str:
    """Say how long a table is."""
    count = len(grid.body)
    return words["rows_one" if count == 1 else "rows"].format(count)


def _captions(*texts: str) -> dict[str, str]:
    """Say each caption once, the first as the title."""
    said = list(dict.fromkeys(text for text in texts if text))
    return {"title": said[0] if said else "", "subtitle": " · ".join(said[1:])}


def how_made(pieces: Iterable[Made]) -> list[Markup]:
    """Write the cells behind a section."""
    from markupsafe import Markup

    writers = {
        "prose": lambda text: safe(f'<div class="prose">{page_markup.markdown(text)}</div>'),
        "code": lambda text: safe(page_markup.code(text)),
        "printed": lambda text: Markup('<pre class="printed">{}</pre>').format(text),
    }
    return [writers[piece.kind](piece.text) for piece in pieces]
