"""What the checks say of a proposal, as HTML in the reader's language."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from kienan_analysis.messages import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.errors import Problem
    from kienan_analysis.intake.proposal import Proposal
    from kienan_analysis.wording.messages import Words

_OF_FIELDS: Final = {"url": "url", "publisher": "publisher", "published": "published"}
_AT_MOST: Final = 50
# The rules that have a sentence of their own; of others the offending text is shown.
_RULES: Final = frozenset(
    {
        *("duplicate_key", "contradiction", "revision", "unit_jump", "suspicious_rate", "impossible_rate"),
        *("area_not_valid", "bad_period", "bad_figure", "bad_base"),
    }
)


def verdict(proposal: Proposal, words: Words) -> str:
    """Write what adding would do and what speaks against it, one line each."""
    lines = list(_lines(proposal, words))
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines[:_AT_MOST])}</ul>"


def _lines(proposal: Proposal, words: Words) -> Iterator[str]:
    def say(name: str, **fields: object) -> str:
        return escape(words.say(f"article_form.{name}", **fields))

    if proposal.new:
        yield say("to_add", count=len(proposal.new), source=proposal.origin.row["id"])
    yield from _new_places(proposal, words)
    if proposal.present:
        yield say("present", count=len(proposal.present))
    if not proposal.new and not proposal.present:
        yield say("nothing")
    if proposal.to_look_at:
        yield say("to_wait", count=len(proposal.to_look_at))
    if proposal.origin.missing:
        names = ", ".join(words.say(f"article_form.{_OF_FIELDS[field]}") for field in proposal.origin.missing)
        yield f"<strong>{say('missing', fields=names)}</strong>"
    for problem in proposal.problems:
        yield _problem(problem, words)
    for doubt in proposal.doubts:
        said = escape(words.say(f"article.{doubt.code}", **doubt.fields))
        yield f"<strong>{say('warning')}:</strong> {said}."
    for text in proposal.examined.article.warnings:
        yield f"<strong>{say('warning')}:</strong> {escape(told(text, words.language))}"
    if proposal.is_clean and proposal.new:
        yield say("all_passed")
    for left in proposal.left_out:
        why = words.say(f"article_row.{left.code}", **left.fields)
        unit = left.observation.unit
        yield say("not_added", printed=f"{left.observation.printed} {unit}".strip(), why=why)


def _new_places(proposal: Proposal, words: Words) -> Iterator[str]:
    if proposal.areas:
        named = ", ".join(f"{row.get(f'name_{words.language}', '')} ({row['id']})" for row in proposal.areas)
        yield escape(words.say("article_place.new", places=named))


def _problem(problem: Problem, words: Words) -> str:
    """Say what a rule found: in one sentence, and the rule's own words folded away."""
    code = problem.code.replace("-", "_")
    sentence = words.say(f"article_problem.{code if code in _RULES else 'other'}", text=problem.text)
    kind = words.say(f"article_form.{problem.severity}")
    english = f"{problem.meaning} {problem.remedy}".strip()
    said = told(english, words.language)
    language = "en" if said == english else words.language
    summary = escape(words.say("article_form.detail"))
    folded = f'<details><summary>{summary}</summary><span lang="{language}">{escape(said)}</span></details>'
    return f"<strong>{escape(kind)}:</strong> {escape(sentence)}{folded}"
