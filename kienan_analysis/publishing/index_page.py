"""The index over all reviews of a folder: by area and year, in both languages, each with its headline and a chart.

Of very many each has one line a language: the page must open at once. Area and year can be filtered by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kienan_analysis.atomic_files import replace_together
from kienan_analysis.languages import LANGUAGES
from kienan_analysis.publishing.summary import read_summary
from kienan_analysis.publishing.template import render, safe, template_text, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.publishing.summary import Summary

# The small chart, in CSS pixels: a strip with the plan, or no growth, as an upright line.
_WIDTH, _HEIGHT, _MARGIN = 168, 26, 8
# How far from the line a mark may stand, in percent; what lies beyond stands at the edge.
_REACH = {"attainment": 12.0, "growth": 30.0}
_LINE = {"attainment": 100.0, "growth": 0.0}
# Of more reviews than these each has one line a language, without the files beside its page: those the page names.
_MOST_IN_FULL = 150
_LONGEST_LINE = 100
# Fewer need no filter.
_FEWEST_FILTERED = 8
# The reports that are of several areas: their folder, what their files are called, the word for them.
_OF_SEVERAL = {"overview": "overviews", "compare": "comparisons"}
_STEMS = {"overview": "overview", "compare": "comparison"}
_COMPANIONS = {"xlsx": "workbook", "pdf": "pdf", "ipynb": "notebook"}


def write_index(output: Path) -> Path:
    """Write ``index.html`` over every page found under a folder as ``AREA/YEAR/annual-review.LANGUAGE.html``.

    Title, headline and chart come from the head of each page; where it has none, its place says what it is.
    """
    areas: dict[str, dict[str, Any]] = {}
    data: dict[str, set[str]] = {}
    for path in sorted(output.glob("*/*/annual-review.*.html")):
        area, year, language = path.parts[-3], path.parts[-2], path.name.split(".")[1]
        if language not in LANGUAGES or path.name != f"annual-review.{language}.html":
            continue
        summary = read_summary(path)
        group = areas.setdefault(area, {"id": area, "names": {}, "years": {}})
        group["names"].setdefault(language, summary.area_name or area)
        if summary.data:
            data.setdefault(language, set()).add(summary.data)
        place = f"{quote(area, safe='')}/{quote(year, safe='')}/annual-review.{language}"
        review = group["years"].setdefault(year, {"editions": {}, "chart": None})
        review["editions"][language] = {
            "href": f"{place}.html",
            "title": summary.title or f"{area}, {year}",
            "headline": summary.headline,
            "line": _line(summary.headline or summary.title or f"{area}, {year}"),
            "companions": _companions(path, place, language),
        }
        review["chart"] = _chart(summary, language) or review["chart"]  # the Vietnamese one comes last
    for group in areas.values():
        group["years"] = sorted(group["years"].items(), reverse=True)
    reviews = sum(len(group["years"]) for group in areas.values())
    several = {folder: _of_several(output, folder) for folder in _OF_SEVERAL}
    years = {year for group in areas.values() for year, _ in group["years"]}
    years |= {found["year"] for entries in several.values() for found in entries}
    script = template_text("index.js") if reviews + sum(map(len, several.values())) >= _FEWEST_FILTERED else ""
    context = {
        "several": [(folder, f"index_{_OF_SEVERAL[folder]}", found) for folder, found in several.items() if found],
        "areas": sorted(areas.values(), key=lambda group: str(group["id"])),
        "compact": reviews > _MOST_IN_FULL,
        "years": sorted(years, reverse=True),
        "script": safe(script),
        "data": {language: sorted(titles) for language, titles in data.items()},
        "languages": {language: words_of(language) for language in LANGUAGES},
    }
    scripts = (script,) if script else ()
    index = output / "index.html"
    replace_together({index: render("index.html.j2", context, scripts).encode("utf-8")})
    return index


def _of_several(output: Path, folder: str) -> list[dict[str, Any]]:
    """List the overviews or the comparisons of a folder, each with its languages."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    stem = _STEMS[folder]
    for path in sorted(output.glob(f"{folder}/*/*/{stem}.*.html")):
        areas, year, language = path.parts[-3], path.parts[-2], path.name.split(".")[1]
        if language not in LANGUAGES or path.name != f"{stem}.{language}.html":
            continue
        summary = read_summary(path)
        place = f"{folder}/{quote(areas, safe='')}/{quote(year, safe='')}/{stem}.{language}"
        editions = found.setdefault((areas, year), {"year": year, "editions": {}})["editions"]
        editions[language] = {
            "href": f"{place}.html",
            "title": summary.title or f"{areas.replace('_', ', ')}, {year}",
            "headline": summary.headline,
            "line": _line(summary.title or f"{areas}, {year}"),
            "companions": _companions(path, place, language),
        }
    return list(found.values())


def _line(text: str) -> str:
    """Shorten a text to one line of a long index, between two words."""
    if len(text) <= _LONGEST_LINE:
        return text
    return f"{text[:_LONGEST_LINE].rpartition(' ')[0].rstrip(' ,;:')}…"


def _companions(page: Path, place: str, language: str) -> list[dict[str, str]]:
    """List the files beside a page that are the same review in another form."""
    words = words_of(language)
    return [
        {"href": f"{place}.{ending}", "label": words[f"index_{name}"]}
        for ending, name in _COMPANIONS.items()
        if page.with_suffix(f".{ending}").exists()
    ]


def _chart(summary: Summary, language: str) -> dict[str, Any] | None:
    """Lay out a review's small chart: one mark for each plan, right of the line where more than planned."""
    if not summary.marks or not summary.measure:
        return None
    line, reach = _LINE[summary.measure], _REACH[summary.measure]
    half = _WIDTH / 2 - _MARGIN
    marks = [
        {
            "x": round(_WIDTH / 2 + half * max(-1.0, min(1.0, (mark.value - line) / reach)), 1),
            "verdict": mark.verdict,
        }
        for mark in summary.marks
    ]
    words = words_of(language)
    lines: dict[str, list[str]] = {}
    for mark in marks:
        lines.setdefault(str(mark["verdict"] or "plain"), []).append(_short(mark["x"], str(mark["verdict"])))
    items = "; ".join(f"{mark.name} {_percent(mark.value, language)}" for mark in summary.marks)
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "marks": marks,
        "lines": {verdict: "".join(parts) for verdict, parts in lines.items()},
        "measure": summary.measure,
        "ends": f"{line - reach:g}–{line + reach:g}".replace("-", "−"),
        "language": language,
        "words": f"{words[f'index_{summary.measure}']}: {items}",
    }


def _short(x: object, verdict: str) -> str:
    """Write one mark as a piece of a path, in a few letters: a dot is a line of no length with a round end."""
    place = f"M{float(str(x)):.0f} "
    shapes = {"missed": f"M{float(str(x)) - 5:.0f} 9h10l-5 9z", "undecided": f"{place}8l5 5-5 5-5-5z"}
    return shapes.get(verdict, f"{place}13h0")


def _percent(value: float, language: str) -> str:
    text = f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".").replace("-", "−")
    return (text.replace(".", ",") if language == "vi" else text) + "%"
