"""Pages of the site that are made from the tree: the reader's language, the dictionary of the data, the API, documents.

Called by `docs/make_site.py`. Each function gives a page as MyST Markdown.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import kienan_analysis
from kienan_analysis.reading.grammar.table import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.reading.grammar.table import Rule

TREE: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = TREE / "kienan_analysis"
LAYERS: Final = {
    "limit": "What takes a statement back, or makes it one of something else",
    "special": "Special constructions",
    "general": "General constructions",
    "carried": "What is carried on from the figure before",
}
MEASURES: Final = {
    "level": "a level",
    "growth": "a growth",
    "attainment": "a share of the plan",
    "plan": "a plan",
    "planned_growth": "a growth that is planned",
}
LANGUAGES: Final = {"vi": "Vietnamese", "en": "English"}
# Documents of the tree that are pages, by the page's name.
DOCUMENTS: Final = {
    "guide": "README.md",
    "contributing": "CONTRIBUTING.md",
    "architecture": "ARCHITECTURE.md",
    "changelog": "CHANGELOG.md",
    "security": "SECURITY.md",
    "data-changelog": "data/CHANGELOG.md",
    "gold": "tests/gold/README.md",
    "quality": "docs/quality.md",
}
_LINK: Final = re.compile(r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|`[^`]*`)+)\]\((?P<target>[^)\s]+)\)")
# Languages of code blocks that have no colours.
_NO_COLOURS: Final = ("csv", "crontab")
_MARKS: Final = re.compile(r"([\\`*_\[\]<>{}|#~$])")


def plain(text: str) -> str:
    r"""Escape what Markdown would take for more than letters.

    Examples
    --------
    >>> plain("a *b* <c>")
    'a \\*b\\* \\<c\\>'
    """
    return _MARKS.sub(r"\\\1", text)


def language_page(language: str) -> str:
    """List the rules of a language: what each says or why it refuses, and its sentences."""
    rules = shipped(language).rules
    sentences = sum(len(rule.examples) + len(rule.counter) for rule in rules)
    reasons = _toml("reading/reasons.toml")
    name = "rules_vi.toml" if language == "vi" else "rules_en.toml"
    lines = [
        f"# The language that the reader knows: {LANGUAGES[language]}",
        "",
        f"Made from `kienan_analysis/reading/grammar/{name}`: {len(rules)} rules, proved by {sentences} sentences.",
        "The figure that a sentence is about is **bold**. A figure that no rule fits is left out, and so is one that",
        "two rules of a layer read in different ways. The layers are tried in this order.",
        "[Contributing](contributing.md#a-sentence-that-was-misread) tells how a rule is added.",
        "",
    ]
    for layer, heading in LAYERS.items():
        lines += [f"## {heading}", ""]
        for rule in rules:
            lines += _rule(rule, reasons) if rule.layer == layer else []
    return "\n".join(lines)


def _rule(rule: Rule, reasons: Mapping[str, Any]) -> list[str]:
    if rule.refuse:
        said = f"Not read: {reasons[rule.refuse]['en']}." if rule.refuse in reasons else f"Not read: {rule.refuse}."
    else:
        said = f"Read as {MEASURES.get(rule.says, rule.says or 'the figure before says')}"
        said += f", form `{rule.form}`." if rule.form else "."
    lines = [f"### {plain(rule.id.removeprefix('en: '))}", "", said, ""]
    lines += [f"- {_marked(sentence)}" for sentence in rule.examples]
    lines += ["", "But not:", "", *(f"- {_marked(sentence)}" for sentence in rule.counter), ""]
    return lines


def _marked(sentence: str) -> str:
    """Write a sentence with its figure bold."""
    before, _, rest = sentence.partition("[")
    figure, _, after = rest.partition("]")
    return f"{plain(before)}**{plain(figure)}**{plain(after)}" if figure else plain(sentence)


def dictionary_page() -> str:
    """Give data/README.md with every column of the descriptor and every indicator after it."""
    described = json.loads((TREE / "data" / "datapackage.json").read_text(encoding="utf-8"))
    lines = [document(TREE / "data" / "README.md", "dictionary").rstrip(), "", "## Every column", ""]
    lines += ["As `datapackage.json` describes them, with their concept in SDMX where there is one.", ""]
    for resource in described["resources"]:
        lines += [f"### `{resource['path']}`", "", "| column | type | what it holds | SDMX |", "|---|---|---|---|"]
        for field in resource["schema"]["fields"]:
            allowed = field.get("constraints", {}).get("enum", ())
            values = f" One of: {', '.join(f'`{one}`' for one in allowed)}." if allowed else ""
            told = plain(field.get("description", field.get("title", "")))
            lines.append(f"| `{field['name']}` | {field['type']} | {told}{values} | {field.get('sdmxConcept', '')} |")
        lines.append("")
    lines += ["## Every indicator", "", "| id | Vietnamese | English | unit | what it is |", "|---|---|---|---|---|"]
    with (TREE / "data" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = [f"`{row['id']}`", *(plain(row[name]) for name in ("name_vi", "name_en", "unit", "note"))]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def api_page() -> str:
    """List the public names, each from its docstring."""
    lines = ["# API reference", "", "`import kienan_analysis as ka`; each of these is a name of `ka`.", ""]
    for name in kienan_analysis.__all__:
        public = getattr(kienan_analysis, name)
        if isinstance(public, str):
            continue
        lines += [f"## `ka.{name}`", "", "```{eval-rst}"]
        if isinstance(public, ModuleType):
            lines += [f".. automodule:: {public.__name__}", "   :members:"]
            # Its names are defined in modules beneath it.
            lines += ["   :imported-members:"] if hasattr(public, "__path__") else []
        else:
            kind = "autoclass" if isinstance(public, type) else "autofunction"
            lines += [f".. {kind}:: {public.__module__}.{public.__qualname__}"]
        lines += ["```", ""]
    return "\n".join(lines)


def decisions_index() -> str:
    """List the decisions."""
    pages = sorted((TREE / "docs" / "decisions").glob("*.md"))
    toctree = ["```{toctree}", ":maxdepth: 1", "", *(page.stem for page in pages), "```", ""]
    return "\n".join(["# Decisions, and what was tried", "", *toctree])


def document(path: Path, page: str) -> str:
    """Give a document of the tree as a page: its links lead to pages where those are, and are plain words elsewhere."""
    pages = {TREE / file: name for name, file in DOCUMENTS.items()} | {TREE / "data" / "README.md": "dictionary"}
    pages |= {file: f"decisions/{file.stem}" for file in (TREE / "docs" / "decisions").glob("*.md")}
    upwards = "../" * page.count("/")

    def led(found: re.Match[str]) -> str:
        target, _, part = found["target"].partition("#")
        if not target or "://" in target:
            return found[0]
        file = (path.parent / target).resolve()
        if found["image"]:
            return f"![{found['text']}]({upwards}pictures/{file.name})"
        if file in pages:
            return f"[{found['text']}]({upwards}{pages[file]}.md{f'#{part}' if part else ''})"
        return found["text"]

    pieces = re.split(r"(^```.*?^```$)", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    text = "".join(piece if piece.startswith("```") else _LINK.sub(led, piece) for piece in pieces)
    text = re.sub(r"^<!-- .* -->\n", "", text, flags=re.MULTILINE)
    return re.sub(rf"^```({'|'.join(_NO_COLOURS)})$", "```text", text, flags=re.MULTILINE)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((PACKAGE / name).read_text(encoding="utf-8"))
