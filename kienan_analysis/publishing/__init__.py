"""A review's notebook as one page to share, and the index over all pages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kienan_analysis.atomic_files import replace_together
from kienan_analysis.errors import KienanError
from kienan_analysis.publishing import markup as page_markup
from kienan_analysis.publishing.fonts import PAGE_FACES, font_faces
from kienan_analysis.publishing.scripts import chart_library
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.template import LANGUAGES, render, safe, template_text, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import nbformat
    from markupsafe import Markup

    from kienan_analysis.publishing.sections import Made, Part, Section

_SIGNS = ("implied", "bounds", "met", "missed", "undecided")
_LOCAL_LINK = re.compile(r"[\w.%/-]+(?:#[\w-]*)?")


def page(notebook: nbformat.NotebookNode, *, edition_links: Mapping[str, str] | None = None) -> str:
    """Make the self-contained HTML page of an executed review.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        An executed review; its display outputs say in ``metadata["kienan"]`` which part of the page they are.
    edition_links : mapping of str to str, optional
        Addresses, relative to the page, of the review in other languages (keys ``vi``, ``en``), of the notebook
        (``notebook``) and of the index (``index``).

    Returns
    -------
    str
        The page: the same bytes for the same notebook. It asks nothing from the network, and its charts stand where
        scripts do not run.

    Raises
    ------
    KienanError
        If a cell failed, or an output is not what a page may hold.
    """
    review = read_review(notebook)
    about = review.about
    language = about.get("language", "vi")
    if language not in LANGUAGES:
        raise KienanError(f"The notebook's language is {language!r}; a page is in one of: {', '.join(LANGUAGES)}.")
    words = words_of(language)
    masthead = next(part for part in review.masthead.parts if part.kind == "masthead")
    opening = page_markup.titled_markdown(masthead.content)
    builder = _Builder(words)
    opening_blocks = builder.blocks([part for part in review.masthead.parts if part is not masthead])
    sections = [builder.section(section) for section in review.sections]
    title = about.get("title") or opening.plain
    context = {
        "language": language,
        "about": about,
        "words": words,
        "title": title,
        "editions": _editions(edition_links or {}, language, words),
        "heading": safe(opening.heading),
        "standfirst": safe(opening.rest),
        "masthead": opening_blocks,
        "sections": sections,
        "made": _made(review.masthead.made),
        "charts": builder.charts,
        "facts": _facts(about, title, words),
    }
    scripts = {"library": safe(chart_library()), "boot": safe(template_text("boot.js"))} if builder.charts else {}
    body = " ".join(block["html"] for blocks in (opening_blocks, *(s["blocks"] for s in sections)) for block in blocks)
    context["signs"] = _signs(body, words)
    return render("page.html.j2", context | {"library": "", "boot": ""} | scripts, tuple(scripts.values()))


def get_ready() -> None:
    """Load what every page needs, so that the first does not wait for it."""
    chart_library()
    font_faces("", PAGE_FACES)
    words_of("vi")
    page_markup.code("0")


def write_index(output: Path) -> Path:
    """Write ``index.html`` over every page found under a folder as ``AREA/YEAR/annual-review.LANGUAGE.html``.

    Title and headline come from the notebook beside a page; without a readable one, its place says what it is.
    """
    areas: dict[str, dict[str, Any]] = {}
    for path in sorted(output.glob("*/*/annual-review.*.html")):
        area, year, language = path.parts[-3], path.parts[-2], path.name.split(".")[1]
        if language not in LANGUAGES or path.name != f"annual-review.{language}.html":
            continue
        about = _about(path.with_suffix(".ipynb"))
        group = areas.setdefault(area, {"id": area, "names": {}, "years": {}})
        group["names"].setdefault(language, about.get("area_name") or area)
        place = f"{quote(area, safe='')}/{quote(year, safe='')}/annual-review.{language}"
        group["years"].setdefault(year, {})[language] = {
            "href": f"{place}.html",
            "notebook": f"{place}.ipynb" if path.with_suffix(".ipynb").exists() else "",
            "title": about.get("title") or f"{area}, {year}",
            "headline": about.get("headline", ""),
        }
    for group in areas.values():
        group["years"] = sorted(group["years"].items(), reverse=True)
    context = {
        "areas": sorted(areas.values(), key=lambda group: group["id"]),
        "languages": {language: words_of(language) for language in LANGUAGES},
    }
    index = output / "index.html"
    replace_together({index: render("index.html.j2", context).encode("utf-8")})
    return index


class _Builder:
    """Turns parts into blocks for the template, numbering figures and tables through the page."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.charts: list[dict[str, Any]] = []
        self.tables = 0

    def section(self, section: Section) -> dict[str, Any]:
        question = next((part for part in section.parts if part.kind == "question"), None)
        finding = next((part for part in section.parts if part.kind == "finding"), None)
        asked = page_markup.titled_markdown(question.content) if question else None
        found = page_markup.titled_markdown(finding.content) if finding else None
        title = found or asked
        link = asked or found
        return {
            "anchor": section.anchor,
            "link": link.plain if link else section.id.replace("_", " "),
            "question": safe(asked.heading) if asked and found else "",
            "finding": safe(title.heading) if title else section.id.replace("_", " ").capitalize(),
            "finding_rest": safe(title.rest) if title else "",
            "blocks": self.blocks([part for part in section.parts if part not in (question, finding)]),
            "made": _made(section.made),
        }

    def blocks(self, parts: list[Part]) -> list[dict[str, Any]]:
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
                blocks.append(_table(part) | {"number": self.tables})
            else:
                blocks.append({"kind": part.kind, "id": part.id, "html": safe(page_markup.markdown(part.content))})
        return blocks

    def _chart(self, part: Part, data: Part | None, shown: list[str]) -> dict[str, Any]:
        from kienan_analysis.publishing.chart_drawings import draw

        drawing = draw(part.content, name=part.id)
        block = {
            "kind": "chart",
            "id": part.id,
            "html": "",
            "number": len(self.charts) + 1,
            "alt": part.alt,
            "width": f"{drawing.width:g}",
            "svg": safe(drawing.svg),
            "live": safe(drawing.live),
            "data": _table(data) if data else None,
            "described_by": " ".join(shown) if data is None else "",
        } | _captions(part.title, drawing.title, drawing.subtitle)
        self.charts.append(block)
        return block


def _captions(*texts: str) -> dict[str, str]:
    """Say each caption once, the first as the title."""
    said = list(dict.fromkeys(text for text in texts if text))
    return {"title": said[0] if said else "", "subtitle": " · ".join(said[1:])}


def _table(part: Part) -> dict[str, Any]:
    checked = page_markup.table(part.content, where=f"table {part.id!r}")
    return {"kind": "table", "id": part.id, "html": safe(checked.html)} | _captions(part.title, checked.caption)


def _made(pieces: Iterable[Made]) -> list[Markup]:
    from markupsafe import Markup

    writers = {
        "prose": lambda text: safe(f'<div class="prose">{page_markup.markdown(text)}</div>'),
        "code": lambda text: safe(page_markup.code(text)),
        "printed": lambda text: Markup('<pre class="printed">{}</pre>').format(text),
    }
    return [writers[piece.kind](piece.text) for piece in pieces]


def _facts(about: Mapping[str, str], title: str, words: Mapping[str, str]) -> list[dict[str, Any]]:
    versions = [words[key].format(about[key]) for key in ("package_version", "data_version") if key in about]
    citation = about.get("citation") or ". ".join(["Kiến An Analysis", title, "; ".join(versions)]).rstrip(". ") + "."
    texts = {"versions": "; ".join(versions), "cite": citation, "licence": about.get("licence", "")}
    return [
        {"name": words[key], "text": safe(page_markup.inline_markdown(text))} for key, text in texts.items() if text
    ]


def _signs(body: str, words: Mapping[str, str]) -> list[dict[str, str]]:
    used = {name for classes in re.findall(r'class="([^"]*)"', body) for name in classes.split()}
    style = {name: f"verdict {name}" for name in ("met", "missed", "undecided")}
    return [
        {"style": style.get(name, name), "word": words[f"sign_{name}_word"], "meaning": words[f"sign_{name}"]}
        for name in _SIGNS
        if name in used
    ]


def _editions(links: Mapping[str, str], language: str, words: Mapping[str, str]) -> list[dict[str, str]]:
    editions = []
    for key, href in links.items():
        if not _LOCAL_LINK.fullmatch(href) or href.startswith("/"):
            raise KienanError(f"The link to the edition {key!r} must be relative to the page, not {href!r}.")
        if key in LANGUAGES and key != language:
            editions.append({"href": href, "language": key, "label": words_of(key)["name"]})
        elif key in {"notebook", "index"}:
            label = words["all_reviews" if key == "index" else "notebook"]
            editions.append({"href": href, "language": "", "label": label})
    return editions


def _about(notebook: Path) -> dict[str, str]:
    try:
        labels = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["kienan"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {key: str(value) for key, value in labels.items() if value} if isinstance(labels, dict) else {}
