"""Keep what the reader reaches on the gold texts, so that no change makes it worse unseen.

``python -m tests.gold.ratchet`` writes ``ratchet.toml`` anew.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from tests.gold.scoring import FOLDER, PARTS, TEXT_PARTS, VIEWS, run
from tests.gold.sets import SETS
from tests.gold.sets import tally as count

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner
    from tests.gold.scoring import Tally

FILE: Final = FOLDER / "ratchet.toml"
_STEPS: Final = 1000


def reached(tally: Tally) -> dict[str, float]:
    """Give what a tally says, rounded down to a thousandth: precision and recall by view, and what would be stored."""
    found: dict[str, float] = {}
    for view in VIEWS:
        found[f"{view}_precision"] = int(tally.precision(view) * _STEPS) / _STEPS
        found[f"{view}_recall"] = int(tally.recall(view) * _STEPS) / _STEPS
    found["sure_right"] = tally.sure_right
    found["sure_wrong"] = tally.sure_wrong
    found["misplaced"] = tally.placed["wrong"]
    return found


def kept() -> dict[str, dict[str, dict[str, float]]]:
    """Read what was reached before, by part and kind."""
    table = _table()
    return {part: table[part] for part in TEXT_PARTS}


def kept_sets() -> dict[str, dict[str, dict[str, int]]]:
    """Read what was reached before on the sets of short texts, by part and set."""
    sets: dict[str, dict[str, dict[str, int]]] = _table()["sets"]
    return sets


def _table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def worse(before: dict[str, float], now: dict[str, float]) -> list[str]:
    """Name what got worse."""
    lower_is_better = {"sure_wrong", "misplaced"}
    return [
        f"{name}: {now[name]} was {value}"
        for name, value in before.items()
        if (now[name] > value if name in lower_is_better else now[name] < value)
    ]


def main() -> None:
    """Write what is reached."""
    from kienan_analysis.articles.examination import Examiner, open_catalogue

    examiner = Examiner(open_catalogue(None))
    FILE.write_text(as_toml(examiner), encoding="utf-8")


def as_toml(examiner: Examiner) -> str:
    """Lay out what is reached, by part and kind."""
    lines = [
        "# What the reader reaches on the gold texts, by part and kind; written by `python -m tests.gold.ratchet`."
    ]
    for part in TEXT_PARTS:
        for kind, tally in sorted(run(part, examiner).items()):
            lines.append(f"[{part}.{kind}]")
            lines.extend(f"{name} = {value:g}" for name, value in reached(tally).items())
    for part in PARTS:
        for name in SETS:
            lines.append(f"[sets.{part}.{name}]")
            lines.extend(f"{key} = {number}" for key, number in sorted(count(name, part, examiner).items()))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
