"""Build wheel and source archive, twice the same; with ``--check`` and ``--tag``, make a release of this commit.

``python docs/make_release.py [--check | --tag]``: without an option `dist/` is made. ``--check`` says what keeps this
commit from being a release and builds nothing; ``--tag`` checks, builds and sets the tag. Exit code 1: something does
not fit.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT: Final = Path(__file__).resolve().parent.parent
DIST: Final = PROJECT / "dist"
_HEADING: Final = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<day>\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)
_VERSION: Final = re.compile(r"\d+\.\d+\.\d+")


class Tree(NamedTuple):
    """What the files and git say of a release.

    Attributes
    ----------
    versions : dict of str
        The version that each file names.
    changelog : str
    tags : frozenset of str
    changed : str
        What ``git status`` lists: nothing where all is committed.
    """

    versions: dict[str, str]
    changelog: str
    tags: frozenset[str]
    changed: str


def faults(tree: Tree) -> Iterator[str]:
    """Say what keeps a tree from being a release, one sentence each."""
    version = tree.versions["pyproject.toml"]
    if len({*tree.versions.values()}) > 1:
        named = ", ".join(f"{file} {one}" for file, one in tree.versions.items())
        yield f"The files name different versions: {named}."
    if not _VERSION.fullmatch(version):
        yield f"{version} is no version of three numbers."
    headings = list(_HEADING.finditer(tree.changelog))
    released = [heading for heading in headings if heading["version"] != "Unreleased"]
    if not released or released[0]["version"] != version:
        yield f"CHANGELOG.md has no heading of {version} above the others: ## [{version}] - YYYY-MM-DD."
    elif not released[0]["day"]:
        yield f"CHANGELOG.md does not say the day of {version}."
    if headings and headings[0]["version"] == "Unreleased":
        end = headings[1].start() if len(headings) > 1 else len(tree.changelog)
        if re.search(r"^- ", tree.changelog[headings[0].end() : end], re.MULTILINE):
            yield "CHANGELOG.md still lists changes as unreleased."
    if f"v{version}" in tree.tags:
        yield f"There is a tag v{version} already."
    if tree.changed:
        yield f"Not all is committed:\n{tree.changed}"


def this_tree() -> Tree:
    """Read what this tree and git say."""

    def text(name: str) -> str:
        return (PROJECT / name).read_text(encoding="utf-8")

    def told(pattern: str, name: str) -> str:
        found = re.search(pattern, text(name), re.MULTILINE)
        return found[1] if found else ""

    return Tree(
        {
            "pyproject.toml": tomllib.loads(text("pyproject.toml"))["project"]["version"],
            "version.py": told(r'^__version__ = "(.*)"$', "kienan_analysis/version.py"),
            "CITATION.cff": told(r"^version: (.*)$", "CITATION.cff"),
        },
        text("CHANGELOG.md"),
        frozenset(_git("tag", "--list").split()),
        _git("status", "--porcelain"),
    )


def build(folder: Path) -> dict[str, bytes]:
    """Build both with the backend that pip would call; give their bytes by name."""
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def main() -> None:
    """Check, build, tag: as far as was asked."""
    parser = argparse.ArgumentParser(prog="python docs/make_release.py", description=__doc__)
    step = parser.add_mutually_exclusive_group()
    step.add_argument("--check", action="store_true", help="say what keeps this commit from being a release")
    step.add_argument("--tag", action="store_true", help="check, build, and set the tag of the version")
    asked = parser.parse_args()
    if asked.check or asked.tag:
        found = list(faults(this_tree()))
        if found:
            sys.exit("\n".join(found))
    if asked.check:
        return
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        made = build(Path(one))
        if made != build(Path(other)):
            sys.exit("Wheel or source archive came out otherwise the second time.")
        shutil.rmtree(DIST, ignore_errors=True)
        DIST.mkdir()
        for name, content in made.items():
            (DIST / name).write_bytes(content)
    say = "\n".join(str(DIST / name) for name in made)
    if asked.tag:
        tag = f"v{this_tree().versions['pyproject.toml']}"
        _git("tag", "--annotate", tag, "--message", f"Release {tag.removeprefix('v')}")
        say += f"\nTagged {tag}. To publish it: git push origin {tag}"
    sys.stdout.write(f"{say}\n")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, text=True, check=True)
    return done.stdout.rstrip()


if __name__ == "__main__":
    main()
