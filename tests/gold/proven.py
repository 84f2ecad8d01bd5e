"""Count for each rule of the grammar how often the gold texts prove it, and keep that beside the rules.

``python -m tests.gold.proven`` writes ``kienan_analysis/reading/grammar/proven.toml`` anew, from the open part alone.

A rule says what a figure states: it is right where a label has the figure with that measure and value, wrong where a
label has the figure with others. A number that no label has is no proof against it: name, period and place are doubted
elsewhere. Whether an aim or a result is meant is the scopes' to say, so a plan counts for a level here.
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
ENOUGH_FIGURES: Final = 8
ENOUGH_TEXTS: Final = 4
_HEAD: Final = """\
# How often the gold texts prove each rule: figures that it reads as labelled, texts that hold one, figures that it
# reads otherwise. Proven: 8 figures in 4 texts and none otherwise; a rarer one with none otherwise is proven with its
# family, the rules that say the same, where those hold as many. Made by `python -m tests.gold.proven` from
# tests/gold/open; a test holds it to that.
[rules]
"""
_SAME: Final = {"plan": "level", "planned_growth": "growth"}


@dataclass
class Proof:
    """What the gold texts say of a rule."""

    figures: int = 0
    texts: set[str] = field(default_factory=set)
    wrong: int = 0
    says: set[str] = field(default_factory=set)

    @property
    def is_enough(self) -> bool:
        """Whether it proves a rule by itself."""
        return not self.wrong and self.figures >= ENOUGH_FIGURES and len(self.texts) >= ENOUGH_TEXTS


def proofs(examiner: Examiner) -> dict[str, Proof]:
    """Count over the open part."""
    found: dict[str, Proof] = defaultdict(Proof)
    for gold in golds("open"):
        facts = [fact for doubtful in (False, True) for fact in labelled(gold, ambiguous=doubtful)]
        wanted = [(_SAME.get(fact.measure, fact.measure), fact.value) for fact in facts]
        printed = {_digits(label["number"]) for label in gold.labels}
        for one in examiner.examine(gold.text).article.observations:
            fact, proof = seen(one), found[one.rule]
            said = (_SAME.get(fact.measure, fact.measure), fact.value)
            if said in wanted:
                proof.figures += 1
                proof.texts.add(gold.name)
                proof.says.add(said[0])
            elif _digits(one.printed) in printed:
                proof.wrong += 1
    return dict(found)


def _digits(printed: str) -> str:
    return "".join(filter(str.isdigit, printed))


def proven(found: dict[str, Proof]) -> set[str]:
    """Name the rules that are proven, by themselves or with their family."""
    alone = {name for name, proof in found.items() if proof.is_enough}
    rare = {name: proof for name, proof in found.items() if name not in alone and not proof.wrong and proof.figures}
    families: dict[str, Proof] = defaultdict(Proof)
    for proof in rare.values():
        for says in proof.says:
            families[says].figures += proof.figures
            families[says].texts |= proof.texts
    with_family = {name for name, proof in rare.items() if all(families[says].is_enough for says in proof.says)}
    return alone | with_family


def as_toml(found: dict[str, Proof]) -> str:
    """Write the counts, a rule a line, by id."""
    are = proven(found)
    lines = [
        f'"{name}" = {{ proven = {"true" if name in are else "false"}, figures = {proof.figures}, '
        f"texts = {len(proof.texts)}, wrong = {proof.wrong} }}"
        for name, proof in sorted(found.items())
    ]
    return _HEAD + "\n".join(lines) + "\n"


def main() -> None:
    """Write the counts."""
    from kienan_analysis.articles.examination import Examiner, open_catalogue

    FILE.write_text(as_toml(proofs(Examiner(open_catalogue(None)))), encoding="utf-8")


if __name__ == "__main__":
    main()
