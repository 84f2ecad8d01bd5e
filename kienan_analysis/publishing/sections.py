"""What an executed review notebook holds for its reader: sections of parts, and how each was made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import nbformat

PartKind = Literal["masthead", "question", "finding", "text", "chart", "table", "note"]
MadeKind = Literal["prose", "code", "printed"]

# The tag of a cell of prose in both languages, what stands between them, and which comes first.
BOTH: Final = "vi-en"
_BETWEEN: Final = " · "
_PLACES: Final = {"vi": 0, "en": 1}

CHART_TYPE = "application/vnd.vegalite.v5+json"
CONTENT_TYPE: dict[PartKind, str] = dict.fromkeys(get_args(PartKind), "text/markdown") | {
    "chart": CHART_TYPE,
    "table": "text/html",
}
MASTHEAD = "masthead"

# Both become ids, link targets and parts of style names on the page.
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Part:
    """One display output: a sentence, a chart, a table.

    Attributes
    ----------
    content : str or dict
        Markdown, a table's HTML, or a chart's Vega-Lite specification.
    alt : str
        The words that stand for a chart; empty for other kinds.
    grounds : dict
        For a table: the statements behind its figures, by id, each told in a few texts.
    narrow : dict or None
        For a chart: the specification of the same for a phone. Such a chart is shown as drawings alone.
    """

    kind: PartKind
    id: str
    title: str
    content: Any
    alt: str = ""
    grounds: dict[str, dict[str, str]] = field(default_factory=dict)
    narrow: dict[str, Any] | None = None


@dataclass(frozen=True)
class Made:
    """A piece of the notebook behind a section: the analyst's prose, a cell's code, or plain text it printed.

    Prose of a cell tagged ``vi-en`` is in both languages (`in_both`): a paragraph *VI · EN*, or paragraphs in turn.
    """

    kind: MadeKind
    text: str
    in_both: bool = False


@dataclass(frozen=True)
class Section:
    """What one question of the review shows, and the cells that made it."""

    id: str
    parts: list[Part] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The section's id as it stands in the page's address."""
        return self.id.replace("_", "-")


@dataclass(frozen=True)
class Review:
    """A notebook as a document: facts about it, its masthead, its sections in reading order."""

    about: dict[str, str]
    masthead: Section
    sections: list[Section]


def read_review(notebook: nbformat.NotebookNode) -> Review:
    """Gather the parts of an executed notebook by section.

    A code cell, and the prose before it, belong to the section that its first part names; cells before the first
    part belong to the masthead. Standard error is left out: it may name folders of the machine it ran on.

    Raises
    ------
    KienanError
        If a cell failed, a part is not what its metadata promises, two parts share an id, or there is no masthead.
    """
    sections: dict[str, Section] = {}
    about: dict[str, str] = {}
    seen: set[str] = set()
    waiting: list[Made] = []
    for number, cell in enumerate(notebook.cells, start=1):
        where = f"notebook cell {number}"
        if cell.cell_type != "code":
            if cell.cell_type == "markdown":
                waiting.append(Made("prose", cell.source, BOTH in cell.get("metadata", {}).get("tags", ())))
            continue
        home: Section | None = None
        printed: list[Made] = []
        for output in cell.get("outputs", []):
            labels = output.get("metadata", {}).get("kienan")
            if labels is None:
                printed.extend(_printed(output, where))
                continue
            part = _part(output, labels, where)
            if part.id in seen:
                raise KienanError(f"Two parts of the page share the id {part.id!r}.", where=where)
            seen.add(part.id)
            section = sections.setdefault(labels["section"], Section(labels["section"]))
            section.parts.append(part)
            home = home or section
            if part.kind == "masthead":
                about |= _texts(labels, leave_out=("section", "part", "id", "grounds"))
        if home is None and not printed and MASTHEAD in sections:
            # A section that does not apply: neither its prose nor its call belongs to the next one.
            waiting = []
            continue
        if cell.source.strip():
            waiting.append(Made("code", cell.source))
        waiting += printed
        if home is not None:
            home.made.extend(waiting)
            waiting = []
    if MASTHEAD not in sections or not any(part.kind == "masthead" for part in sections[MASTHEAD].parts):
        raise KienanError(
            "This notebook holds no executed review: no output is marked as its masthead.",
            remedy="Run it first, for example with 'kienan review'.",
        )
    masthead = sections.pop(MASTHEAD)
    masthead.made.extend(waiting)
    _keep_language(about.get("language", ""), masthead, *sections.values())
    about |= _texts(notebook.metadata.get("kienan", {}))
    return Review(about, masthead, list(sections.values()))


def _texts(labels: Mapping[str, Any], leave_out: tuple[str, ...] = ()) -> dict[str, str]:
    return {key: str(value) for key, value in labels.items() if key not in leave_out and value not in (None, "")}


def _part(output: Mapping[str, Any], labels: Mapping[str, Any], where: str) -> Part:
    kind = labels.get("part")
    if kind not in CONTENT_TYPE:
        raise KienanError(f"Unknown part {kind!r} of a page; there are: {', '.join(CONTENT_TYPE)}.", where=where)
    for key in ("section", "id"):
        if not _SLUG.fullmatch(str(labels.get(key, ""))):
            meaning = f"The {kind} has the {key} {labels.get(key)!r}; it must be small letters, digits and hyphens."
            raise KienanError(meaning, where=where)
    content = output.get("data", {}).get(CONTENT_TYPE[kind])
    if content is None:
        raise KienanError(f"The {kind} {labels['id']!r} has no {CONTENT_TYPE[kind]} to show.", where=where)
    alt = ""
    if kind == "chart":
        image = output.get("metadata", {}).get("image/png", {})
        alt = image.get("alt") or content.get("description") or output["data"].get("text/plain") or ""
        if not alt.strip():
            raise KienanError(f"The chart {labels['id']!r} has no words for readers who cannot see it.", where=where)
    told = _grounds(labels.get("grounds"))
    narrow = labels.get("narrow") if kind == "chart" and isinstance(labels.get("narrow"), dict) else None
    return Part(kind, labels["id"], str(labels.get("title") or ""), content, alt, told, narrow)


def _grounds(given: object) -> dict[str, dict[str, str]]:
    """Take what is told of the statements behind a table; what is not text is left out."""
    if not isinstance(given, dict):
        return {}
    return {
        str(name): {str(key): text for key, text in told.items() if isinstance(text, str)}
        for name, told in given.items()
        if isinstance(told, dict)
    }


def _keep_language(language: str, *sections: Section) -> None:
    """Leave of all prose in both languages what is in the page's own."""
    for section in sections:
        section.made[:] = [_in_language(piece, language) for piece in section.made]


def _in_language(piece: Made, language: str) -> Made:
    """Take of prose in both languages what is in the page's own."""
    if not piece.in_both or language not in _PLACES:
        return piece
    kept, alone = [], 0
    for paragraph in piece.text.split("\n\n"):
        sides = paragraph.split(_BETWEEN)
        if len(sides) == len(_PLACES):
            mark = re.match(r"#* *", sides[0])  # a heading's sign stands before both
            begins = mark[0] if mark and _PLACES[language] else ""
            kept.append(begins + sides[_PLACES[language]])
        else:
            if alone % len(_PLACES) == _PLACES[language]:
                kept.append(paragraph)
            alone += 1
    return Made(piece.kind, "\n\n".join(kept))


def _printed(output: Mapping[str, Any], where: str) -> Iterator[Made]:
    if output["output_type"] == "error":
        meaning = f"The cell failed with {output.get('ename')}: {output.get('evalue')}."
        raise KienanError(meaning, where=where, remedy="A page is made of a whole run only.")
    if output["output_type"] == "stream":
        text = output["text"] if output.get("name") == "stdout" else ""
    else:
        text = output.get("data", {}).get("text/plain", "")
    if text.strip():
        yield Made("printed", text)
