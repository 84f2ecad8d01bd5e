"""Score the reader on the gold texts: what it reads against what careful people labelled before it saw them.

``python -m tests.gold.scoring [--part open|kept|looked_at] [--kind KIND] [--text NAME] [--errors] [--with-day]``

Of the part that is kept back only totals by kind are printed, and none of its texts or labels.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.data.gazetteer.unit import Unit
    from kienan_analysis.reading import Article, ReadObservation

FOLDER: Final = Path(__file__).parent
PARTS: Final = ("open", "kept")
# Texts that were read once before anybody looked at them. Mends were made of them since; no rule is proven by them.
TEXT_PARTS: Final = (*PARTS, "looked_at")
# Labels that do not tell one scope from another: the settled rules are in README.md beside this file.
_SAME: Final = {
    "budget_revenue_balanced": "budget_revenue",
    "agri_forestry_fishery_value_added": "agri_forestry_fishery_output",
    "industry_construction_value_added": "industry_construction_output",
    "services_value_added": "services_output",
}
_SCALES: Final = {
    "nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_LEVELS: Final = frozenset({"level", "plan"})


class Fact(NamedTuple):
    """One figure with what it says; two are the same fact where all of it is equal."""

    measure: str
    value: float
    period: str
    indicator: str | None


@dataclass(frozen=True)
class Gold:
    """One labelled text.

    Attributes
    ----------
    name, text : str
    kind, language, place : str
    published : date or None
    labels : list of dict
        As in the file.
    """

    name: str
    text: str
    kind: str
    language: str
    place: str
    published: date | None
    labels: list[dict[str, Any]]


@dataclass
class Tally:
    """What was read right, read at all, and labelled; and rows that would be stored unseen though they are wrong."""

    hits: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    sure: int = 0
    sure_wrong: int = 0
    sure_right: int = 0
    placed: Counter[str] = field(default_factory=Counter)

    def precision(self, view: str) -> float:
        """The share of what was read that is right; 1 where nothing was."""
        return self.hits[view] / self.read[view] if self.read[view] else 1.0

    def recall(self, view: str) -> float:
        """The share of what was labelled that was read; 1 where nothing was."""
        return self.hits[view] / self.gold[view] if self.gold[view] else 1.0


VIEWS: Final[dict[str, Callable[[Fact], tuple[Any, ...] | None]]] = {
    "figures": lambda fact: fact[:2],
    "dated": lambda fact: fact[:3],
    "indicators": lambda fact: fact if fact.indicator else None,
}


def golds(part: str) -> Iterator[Gold]:
    """Give the texts of a part, in order."""
    for file in sorted((FOLDER / part).glob("*.txt")):
        label = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        published = date.fromisoformat(label["published"]) if label["published"] else None
        yield Gold(
            file.stem,
            file.read_text(encoding="utf-8"),
            label["kind"],
            label["language"],
            label["place"],
            published,
            label["facts"],
        )


def in_base_units(value: float, unit: str) -> float:
    """Give a value without its scale, so that 1.5 nghìn tỷ đồng equals 1,500 tỷ đồng."""
    for word in (unit or "").lower().partition("/")[0].split():
        value *= _SCALES.get(word, 1)
    return float(f"{value:.9g}")


def _fact(measure: str, value: float, unit: str, period: str, indicator: str | None) -> Fact:
    number = in_base_units(value, unit) if measure in _LEVELS else float(f"{value:.9g}")
    folded = _SAME.get(indicator or "", indicator)
    return Fact(measure, number, period, folded)


def labelled(gold: Gold, *, ambiguous: bool) -> list[Fact]:
    """Give the facts of a text; those with two defensible readings apart."""
    return [labelled_fact(one) for one in gold.labels if bool(one.get("ambiguous")) == ambiguous]


def labelled_fact(label: dict[str, Any]) -> Fact:
    """Give what a label says as a fact."""
    named = label["indicator"] if label["indicator"] != "other" else None
    return _fact(label["measure"], label["value"], label.get("unit") or "", label["period"], named)


def seen(one: ReadObservation) -> Fact:
    """Give what was read as a fact."""
    return _fact(one.measure, one.value, one.unit, one.period, one.indicator)


def score(gold: Gold, article: Article, tally: Tally) -> tuple[list[Fact], list[ReadObservation]]:
    """Add a text to a tally; give the facts that were missed, and the observations that are wrong."""
    wanted = labelled(gold, ambiguous=False)
    excused = Counter(fact.value for fact in labelled(gold, ambiguous=True))
    others = Counter(fact[:3] for fact in wanted if fact.indicator is None)
    pairs = []
    for one in article.observations:
        fact = seen(one)
        if others[fact[:3]] > 0 and fact not in wanted:
            others[fact[:3]] -= 1
            fact = fact._replace(indicator=None)
        pairs.append((fact, one))
    for name, view in VIEWS.items():
        gold_facts = Counter(seen_as for fact in wanted if (seen_as := view(fact)))
        read = Counter(seen_as for fact, _ in pairs if (seen_as := view(fact)))
        left = Counter(excused)
        for extra in list((read - gold_facts).elements()):
            if left[extra[1]] > 0:
                left[extra[1]] -= 1
                read[extra] -= 1
        tally.hits[name] += sum((gold_facts & +read).values())
        tally.read[name] += sum((+read).values())
        tally.gold[name] += sum(gold_facts.values())
    missing, wrong = list(wanted), []
    for fact, one in pairs:
        right = fact in missing
        if right:
            missing.remove(fact)
        elif excused[fact.value] > 0:
            excused[fact.value] -= 1
        else:
            wrong.append(one)
        if one.sure:
            tally.sure += 1
            tally.sure_right += right
    return missing, wrong


def score_places(gold: Gold, article: Article, tally: Tally) -> list[ReadObservation]:
    """Add whose figures are whose: of the figures read as labelled, how many have the right area, another, or none."""
    wrong = []
    labels: dict[tuple[str, float], list[dict[str, Any]]] = defaultdict(list)
    for label in gold.labels:
        fact = _fact(label["measure"], label["value"], label.get("unit") or "", "", None)
        labels[fact[:2]].append(label)
    for one in article.observations:
        found = labels.get(seen(one)[:2])
        if not found:
            continue
        label = found.pop(0) if len(found) > 1 else found[0]
        wanted = area_ids(label["area"])
        if one.area is None:
            tally.placed["none" if wanted else "right"] += 1
        elif one.area in wanted:
            tally.placed["right"] += 1
        else:
            tally.placed["wrong"] += 1
            wrong.append(one)
    return wrong


@cache
def area_ids(label: str) -> frozenset[str]:
    """Give the ids of the units that a label names; none for a firm, an estate, several places together."""
    from kienan_analysis.data.gazetteer import search

    if label == "không":
        return frozenset()
    if label == "cả nước":
        return frozenset(unit.id for unit in search("Việt Nam"))
    name, _, later = label.partition(" (từ ")
    # A type word may have changed since (huyện, thị xã Mộc Châu); the unit is the same.
    found = search(name) or search(
        name.split(" ", 1)[-1].partition(" ")[2] if name.startswith("thị xã") else name.partition(" ")[2]
    )
    if later:
        found = tuple(unit for unit in found if unit.valid_from is not None)
    elif "," not in name and len(found) > 1:
        found = tuple(unit for unit in found if _is_first_of_its_name(unit)) or found
    return frozenset(unit.id for unit in found)


def _is_first_of_its_name(unit: Unit) -> bool:
    """Whether a unit is meant where a label does not say from when on: the older one, or the city itself."""
    return unit.valid_from is None or (unit.level == "city" and not unit.id[-1].isdigit())


def run(
    part: str,
    examiner: Examiner,
    kind: str = "",
    show: Callable[[str], None] | None = None,
    *,
    text: str = "",
    with_day: bool = False,
) -> dict[str, Tally]:
    """Read all texts of a part, or the one of a name; give a tally for each kind, and one for all.

    `with_day` gives the reader the day of publication, where a text has one, as most callers do.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for gold in golds(part):
        if (kind and gold.kind != kind) or (text and gold.name != text):
            continue
        article = examiner.examine(gold.text, published=gold.published if with_day else None).article
        for name in (gold.kind, "all"):
            missing, wrong = score(gold, article, tallies[name])
            misplaced = score_places(gold, article, tallies[name])
            bad = {id(one): one for one in (*wrong, *misplaced)}
            tallies[name].sure_wrong += sum(one.sure and one.indicator is not None for one in bad.values())
        if show is not None and (missing or wrong or misplaced):
            show(f"--- {gold.name}: {gold.place}")
            for fact in missing:
                show(f"   - {fact.measure} {fact.value:.12g} {fact.period} {fact.indicator}")
            for one in wrong:
                show(f"   + {one.measure} {one.value:.12g} {one.period} {one.indicator} [{one.rule}] {one.name}")
            for one in misplaced:
                show(f"   @ {one.measure} {one.value:.12g} {one.area} {one.name}")
            for left in article.unread:
                show(f"   ? {left.text}: {left.reason}")
    return dict(tallies)


def as_table(tallies: dict[str, Tally]) -> str:
    """Lay out totals by kind."""
    heads = f"{'kind':18}  {'figures P/R':13}  {'dated P/R':13}  {'indicators P/R':14}  {'area right/wrong/none':21}  "
    lines = [f"{heads}sure right/wrong"]
    for kind, tally in sorted(tallies.items()):
        cells = [f"{tally.precision(view):.3f} / {tally.recall(view):.3f}" for view in VIEWS]
        placed = f"{tally.placed['right']} / {tally.placed['wrong']} / {tally.placed['none']}"
        lines.append(
            f"{kind:18}  {'  '.join(f'{cell:13}' for cell in cells)}  {placed:21}  "
            f"{tally.sure_right} / {tally.sure_wrong}"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the totals, and of the open part what was missed and what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.gold.scoring", description=__doc__)
    parser.add_argument("--part", choices=TEXT_PARTS, default="open")
    parser.add_argument("--kind", default="", help="only texts of this kind: local_year, month, …")
    parser.add_argument("--text", default="", metavar="NAME", help="one open text, with its errors: local_year-07")
    parser.add_argument("--errors", action="store_true", help="not of the kept part: what was missed, what is wrong")
    parser.add_argument("--with-day", action="store_true", help="give the reader the day of publication")
    options = parser.parse_args()
    if (options.errors or options.text) and options.part == "kept":
        parser.error("of the part that is kept back only totals are shown")
    if options.text and not (FOLDER / options.part / f"{options.text}.json").is_file():
        parser.error(f"there are no labels tests/gold/{options.part}/{options.text}.json")
    if options.kind and options.kind not in (kinds := sorted({gold.kind for gold in golds(options.part)})):
        parser.error(f"there is no kind {options.kind}, but: {', '.join(kinds)}")
    from kienan_analysis.articles.examination import Examiner, open_catalogue

    show = print if options.errors or options.text else None
    examiner = Examiner(open_catalogue(None))
    tallies = run(options.part, examiner, options.kind, show, text=options.text, with_day=options.with_day)
    sys.stdout.write(as_table(tallies) + "\n")


if __name__ == "__main__":
    main()
