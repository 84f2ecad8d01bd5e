"""What the site's own pages are made of: every rule with its sentences, every column, links that lead to pages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from docs.site_pages import DOCUMENTS, dictionary_page, document, language_page, plain
from kienan_analysis.reading.grammar.table import shipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_language_is_every_rule_with_its_sentences(language: str) -> None:
    page = language_page(language)
    rules = shipped(language).rules
    assert page.count("\n### ") == len(rules)
    assert page.count("\n- ") == sum(len(rule.examples) + len(rule.counter) for rule in rules)
    assert page.count("Not read: ") == sum(bool(rule.refuse) for rule in rules)
    first = rules[0].examples[0]
    before, figure, after = re.split(r"[\[\]]", first)
    assert f"\n- {plain(before)}**{plain(figure)}**{plain(after)}\n" in page


def test_the_dictionary_has_every_column_and_indicator(project: Path) -> None:
    page = dictionary_page()
    described = json.loads((project / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        assert f"### `{resource['path']}`" in page
        for field in resource["schema"]["fields"]:
            assert f"| `{field['name']}` | {field['type']} |" in page
    indicators = (project / "data" / "indicators.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert all(f"| `{line.partition(',')[0]}` |" in page for line in indicators)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_documents_links_lead_to_pages_of_the_site(project: Path, name: str) -> None:
    page = document(project / DOCUMENTS[name], name)
    known = {*DOCUMENTS, "dictionary"}
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)[^)]*\)", re.sub(r"```.*?```", "", page, flags=re.DOTALL)):
        assert "://" in target or target.removesuffix(".md") in known or target.startswith("decisions/"), target


def test_text_of_others_is_letters() -> None:
    assert plain("<b> [a](b) `c` *d* | $e$") == r"\<b\> \[a\](b) \`c\` \*d\* \| \$e\$"
