"""Score the reader on sets of short texts, each of one difficulty: traps, plain sentences, places, merged places.

``python -m tests.gold.sets [--part open|kept] [--errors]``

Of each set the texts with an odd number are open, those with an even one kept back: of these only totals are printed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.gold.scoring import FOLDER, PARTS, Fact, area_ids, labelled_fact, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.reading import Article, ReadObservation

SETS: Final = ("traps", "plain", "places", "merged")
# What may not become more; of all else, nothing may become less.
LOWER: Final = frozenset({"missing", "read", "sure", "sure_wrong", "unknown", "unread", "wrong"})
_FORMER: Final = " (cũ)"


class Told(NamedTuple):
    """What is to be said of one text that is not read as it should be."""

    name: str
    what: str


def texts(name: str, part: str) -> Iterator[dict[str, Any]]:
    """Give the texts of a set that belong to a part."""
    for one in _read(name):
        if (int(one["id"].rpartition("-")[2]) % 2 == 1) == (part == "open"):
            yield one


def tally(name: str, part: str, examiner: Examiner, show: Callable[[Told], None] | None = None) -> Counter[str]:
    """Read all texts of a set; count what became of them.

    Parameters
    ----------
    name : {"traps", "plain", "places", "merged"}
    part : {"open", "kept"}
    examiner : Examiner
    show : callable, optional
        Is given what is wrong.

    Returns
    -------
    Counter of str
        ``of``: of how many texts or figures; the rest by set:

        - traps: ``read`` as a figure of the place and period, ``sure`` of these; ``true`` figures beside them that are
          read.
        - plain: figures read ``right`` (measure, value, period, indicator), ``sure`` of these as ``sure_right``;
          ``wrong``, and ``sure_wrong``.
        - places: subjects ``right``, ``wrong``, ``asked`` with the right one among the candidates, ``unknown``; left
          ``open`` as they should be.
        - merged: figures of the ``right`` unit, of the ``wrong`` one, ``sure_wrong``; not read: ``unread``.
    """
    count: Counter[str] = Counter()
    for one in texts(name, part):
        heading = f"{one['title']}\n\n" if "title" in one else ""
        article = examiner.examine(heading + one["text"]).article
        for what, key, number in _SCORES[name](one, article, len(heading)):
            count[key] += number
            if show is not None and what:
                show(Told(one["id"], what))
    return count


def worse(before: dict[str, int], now: Counter[str]) -> list[str]:
    """Name what of a set got worse."""
    return [
        f"{key}: {now[key]} was {before.get(key, 0)}"
        for key in sorted({*before, *now})
        if (now[key] > before.get(key, 0) if key in LOWER else now[key] < before.get(key, 0))
    ]


def as_lines(examiner: Examiner, part: str) -> list[str]:
    """Give a line for each set."""
    return [
        f"{name:8}" + " · ".join(f"{key} {number}" for key, number in sorted(tally(name, part, examiner).items()))
        for name in SETS
    ]


@cache
def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / "sentences" / f"{name}.json").read_text(encoding="utf-8"))
    return found


_Score = tuple[str, str, int]


def _trap(one: dict[str, Any], article: Article, _: int) -> Iterator[_Score]:
    yield "", "of", 1
    own = area_ids(one["area"])
    for found in article.observations:
        if found.printed != one["trap"]:
            continue
        whose = found.area is None or found.area in own
        when = one["kind"] != "another_time" or found.period == one["period"]
        taken = found.indicator == one["not_as"] if "not_as" in one else whose and when
        if taken:
            yield _told(found), "read", 1
            yield "", "sure", int(found.sure)
    printed = {found.printed for found in article.observations}
    yield "", "true", sum(number in printed for number in one.get("true", []))


def _sentence(one: dict[str, Any], article: Article, body: int) -> Iterator[_Score]:
    wanted = [labelled_fact(label) for label in one["facts"]]
    excused = [labelled_fact(label)[:2] for label in one["facts"] if label.get("ambiguous")]
    yield "", "of", len(wanted)
    for found in article.observations:
        if found.start < body:
            continue
        label = next((fact for fact in wanted if _is_right(fact, seen(found))), None)
        if label is not None:
            wanted.remove(label)
            yield "", "right", 1
            yield "", "sure_right", int(found.sure)
        elif seen(found)[:2] not in excused:
            yield _told(found), "wrong", 1
            yield "", "sure_wrong", int(found.sure and found.indicator is not None)
    for fact in wanted:
        if fact[:2] not in excused:
            yield f"not read: {fact.measure} {fact.value:.12g} {fact.period} {fact.indicator}", "missing", 1


def _place(one: dict[str, Any], article: Article, _: int) -> Iterator[_Score]:
    yield "", "of", 1
    own = area_ids(one["subject"])
    if one.get("ambiguous"):
        yield "", "open" if article.area is None else "wrong", 1
    elif article.area in own:
        yield "", "right", 1
    elif article.area is not None:
        yield f"{article.area} for {one['subject']}", "wrong", 1
    else:
        among = bool(own.intersection(article.candidates))
        yield f"{one['subject']} asked among {len(article.candidates)}", "asked" if among else "unknown", 1


def _merged(one: dict[str, Any], article: Article, _: int) -> Iterator[_Score]:
    for label in one["figures"]:
        yield "", "of", 1
        begin = one["text"].find(label["quote"])
        end = begin + len(label["quote"])
        found = next((o for o in article.observations if o.printed == label["number"] and begin <= o.start < end), None)
        former = _FORMER in label["area"]
        own = area_ids(label["area"].replace(_FORMER, ""))
        own = frozenset(name for name in own if not (former and name.endswith("-2025")))
        if found is None:
            yield "", "unread", 1
        elif found.area in own or (found.area is None and not own):
            yield "", "right", 1
        elif found.area is None:
            yield "", "unknown", 1
        else:
            yield f"{label['quote']}: {found.area} for {label['area']}", "wrong", 1
            yield "", "sure_wrong", int(found.sure)


def _is_right(wanted: Fact, found: Fact) -> bool:
    return wanted == found or (wanted.indicator is None and wanted[:3] == found[:3])


def _told(found: ReadObservation) -> str:
    sure = "sure" if found.sure else "asked"
    return f"{sure}: {found.area} {found.indicator or found.name} {found.period} {found.measure} {found.printed}"


_SCORES: Final = {"traps": _trap, "plain": _sentence, "places": _place, "merged": _merged}


def main() -> None:
    """Print what becomes of the sets."""
    from kienan_analysis.articles.examination import Examiner, open_catalogue

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="open")
    parser.add_argument("--errors", action="store_true", help="say what is wrong, of the open part")
    asked = parser.parse_args()
    examiner = Examiner(open_catalogue(None))
    print(*as_lines(examiner, asked.part), sep="\n")  # noqa: T201 - a command
    if asked.errors and asked.part == "open":
        for name in SETS:
            tally(name, "open", examiner, lambda told: print(f"{told.name}: {told.what}"))  # noqa: T201


if __name__ == "__main__":
    main()
