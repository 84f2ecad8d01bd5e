"""Measure how good the project is, and write ``docs/quality.md``: each figure with its day and its command.

``python docs/make_quality.py [SECTION …]``, by `make quality QUALITY="gold tests"`. Sections that are not named keep
what was measured last, with the day of that. Without one, those are measured that need neither the network nor quiet.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

TREE: Final = Path(__file__).resolve().parent.parent
PAGE: Final = TREE / "docs" / "quality.md"
HEAD: Final = """# Quality

Only what was measured: each figure with its command, its day, and where. `make quality QUALITY="gold tests"` measures
anew what is named, and writes this page; what is not named stays, with its own day.
"""
_SECTION: Final = re.compile(
    r"^<!-- measured: (?P<name>\w+) -->\n(?P<text>.*?)(?=^<!-- measured: |\Z)", re.DOTALL | re.MULTILINE
)
# Of a long run's output, the lines that say what came of it.
_COUNTED: Final = re.compile(r"\b(passed|failed|skipped|collected)\b")
_TIME: Final = re.compile(r" in [\d.]+s.*")


class Section(NamedTuple):
    """What is measured together.

    Attributes
    ----------
    title, words : str
    commands : tuple of str
        As a shell takes them from the top of the tree, ``python`` being this one.
    ending : bool
        Whether only the line that sums a run of tests up is shown.
    is_usual : bool
        Whether it is measured where nothing is named.
    """

    title: str
    words: str
    commands: tuple[str, ...]
    ending: bool = False
    is_usual: bool = False


SECTIONS: Final = {
    "tests": Section(
        "Tests",
        "All tests that there are, and what became of the quick ones: those of `make quick`, without browser, kernels "
        "and what takes a second.",
        (
            "python -m pytest --collect-only --quiet",
            'python -m pytest --numprocesses auto --dist loadfile --quiet -m "not (browser or kernel or slow)"',
        ),
        ending=True,
        is_usual=True,
    ),
    "gold": Section(
        "How well articles are read",
        "By kind of text, as [the gold texts' README](../tests/gold/README.md) explains. P: of what is read, the share "
        "that is right; R: of what is labelled, the share that is read. Rules were written with the open part in view: "
        "judge by the part kept back.",
        (
            "python -m tests.gold.scoring --part kept",
            "python -m tests.gold.scoring --part looked_at",
            "python -m tests.gold.scoring --part open",
            "python -m tests.gold.sets --part kept",
            "python -m tests.gold.sets --part open",
        ),
        is_usual=True,
    ),
    "versions": Section(
        "Versions tried",
        "The wheel with the oldest and the newest packages that it allows, outside the tree, on every Python found.",
        ("python -m tests.versions --uv uv",),
    ),
    "speed": Section(
        "Speed",
        "Processor time on this machine; what is said of it elsewhere are ratios.",
        ("python -m tests.benchmarks.reading_speed", "python -m tests.benchmarks.explorer_latency"),
    ),
    "reviews": Section(
        "Speed of reviews",
        "One review against doing the same by hand; imports.",
        ("python -m tests.benchmarks",),
    ),
}


def measured(name: str) -> str:
    """Run the commands of a section, and write it."""
    section = SECTIONS[name]
    day = datetime.now(UTC).date().isoformat()
    where = f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} processors"
    lines = [
        f"<!-- measured: {name} -->",
        "",
        f"## {section.title}",
        "",
        textwrap.fill(section.words, 120),
        "",
        f"Measured {day} ({where}).",
    ]
    for command in section.commands:
        done = _run(command)
        said = done.strip().splitlines()
        if section.ending:
            # Not how long it took: that is the machine's, and what else it did.
            said = [_TIME.sub("", line.strip("= ")) for line in said if _COUNTED.search(line)][-1:]
        lines += ["", "```text", f"$ {command}", *said, "```"]
    return "\n".join([*lines, "", ""])


def page(kept: dict[str, str]) -> str:
    """Put the sections together, in their order."""
    return "\n".join([HEAD, *(kept[name] for name in SECTIONS if name in kept)]).rstrip() + "\n"


def sections_of(text: str) -> dict[str, str]:
    """Read what a page holds, by section."""
    found = {one["name"]: one[0].rstrip() + "\n\n" for one in _SECTION.finditer(text)}
    return {name: text for name, text in found.items() if name in SECTIONS}


def _run(command: str) -> str:
    words = command.replace("python ", f"{sys.executable} ", 1)
    uv = os.environ.get("UV", "uv")
    words = words.replace("--uv uv", f"--uv {uv}")
    done = subprocess.run(words, shell=True, cwd=TREE, capture_output=True, text=True, check=False)  # noqa: S602
    if done.returncode:
        sys.exit(f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def main() -> None:
    """Measure what is named and write the page, after each section."""
    parser = argparse.ArgumentParser(prog="python docs/make_quality.py", description=__doc__)
    usual = [name for name, section in SECTIONS.items() if section.is_usual]
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of: {', '.join(SECTIONS)}")
    asked = parser.parse_args().sections or usual
    if unknown := set(asked) - set(SECTIONS):
        sys.exit(f"There is no section {', '.join(sorted(unknown))}; there are: {', '.join(SECTIONS)}.")
    for name in asked:
        kept = sections_of(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
        PAGE.write_text(page(kept | {name: measured(name)}), encoding="utf-8")


if __name__ == "__main__":
    main()
