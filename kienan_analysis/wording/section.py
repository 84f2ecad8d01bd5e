"""The words of one section of a review."""

from __future__ import annotations

from dataclasses import dataclass, field


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
