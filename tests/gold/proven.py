"""Count for each rule of the grammar how often the gold texts prove it, and keep that beside the rules.

``python -m tests.gold.proven`` writes ``kienan_analysis/reading/grammar/proven.toml`` anew, from the open part alone.

A rule says what a figure states: it is right where measure and value are those of a label. Whether name, period and place
are right too is for others to doubt.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.gold.scoring import golds, labelled, seen

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner

FILE: Final = Path(__file__).parents[2] / "kienan_analysis" / "reading" / "grammar" / "proven.toml"
_HEAD: Final = """\
# How often the gold texts prove each rule: figures read by it whose measure and value are right, texts that hold one, and
# figures read wrongly. Made by `python -m tests.gold.proven` from tests/gold/open; a test holds it to that.
"""


@dataclass
class Proof:
    """What the gold texts say of a rule."""

    figures: int = 0
    texts: set[str] = field(default_factory=set)
    wrong: int = 0


def proofs(examiner: Examiner) -> dict[str, Proof]:
    """Count over the open part."""
    found: dict[str, Proof] = defaultdict(Proof)
    for gold in golds("open"):
        wanted = [fact[:2] for doubtful in (False, True) for fact in labelled(gold, ambiguous=doubtful)]
        for one in examiner.examine(gold.text).article.observations:
            fact = seen(one)[:2]
            proof = found[one.rule]
            if fact in wanted:
                wanted.remove(fact)
                proof.figures += 1
                proof.texts.add(gold.name)
            else:
                proof.wrong += 1
    return dict(found)


def as_toml(found: dict[str, Proof]) -> str:
    """Write the counts, a rule a line, by id."""
    lines = [
        f'"{name}" = {{ figures = {proof.figures}, texts = {len(proof.texts)}, wrong = {proof.wrong} }}'
        for name, proof in sorted(found.items())
    ]
    return _HEAD + "\n".join(lines) + "\n"


def main() -> None:
    """Write the counts."""
    from kienan_analysis.articles.examination import Examiner, open_catalogue

    FILE.write_text(as_toml(proofs(Examiner(open_catalogue(None)))), encoding="utf-8")


if __name__ == "__main__":
    main()
