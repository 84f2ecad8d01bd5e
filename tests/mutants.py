"""Change the code in one place at a time and see whether a test notices: what lives on was tested by none.

``python -m tests.mutants [--count N] [--seed S] [--room ROOM …]``: draws places over the rooms, each of a kind below,
writes the changed module into a copy of the tree, and runs the tests of its room until the first fails. Prints one line
a mutant, and at the end those that lived. A mutant that changes nothing that can be seen (a bound that is never met, a
choice of two equal ways) lives rightly; to say which are such is a reader's work. Exit code 1: the tests fail without
any change.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT: Final = Path(__file__).resolve().parent.parent
NEEDED: Final = ("kienan_analysis", "tests", "notebooks", "data", "pyproject.toml", "README.md", "ARCHITECTURE.md")
# What would find a fault of a room; its own docstrings' examples besides. Tests of whole commands would find most, too,
# but are not why the faults of a room are found.
TESTS: Final[dict[str, tuple[str, ...]]] = {
    "annual_review": ("annual_review", "lineage", "one_answer", "sections_said", "sections_tables"),
    "area_parts": ("overview",),
    "articles": ("articles", "intake", "python_calls"),
    "catalogue": ("catalogue", "validation", "dataset"),
    "data_package": ("data_package", "writing_a_package", "new_package", "by_columns"),
    "dataset": ("dataset", "by_columns", "shipped_data"),
    "documents": (
        *("documents_web", "documents_word", "documents_pdf", "documents_tables", "documents_raised"),
        *("documents_scan", "articles"),
    ),
    "explorer": ("explorer", "explorer_widget"),
    "exports": ("exports",),
    "growth": ("growth",),
    "intake": ("intake", "places", "articles"),
    "outlook.py": ("outlook", "sections_said"),
    "published": ("published", "by_columns"),
    "publishing": ("publishing", "workbook", "card", "page_parts", "sections_report"),
    "reading": (
        *("reading", "reading_hunted", "reading_language", "reading_names", "reading_periods", "reading_places"),
        *("reading_place_lists", "reading_reach", "reading_traps", "reading_undisturbed", "reading_whole_text"),
        *("reading_indicators", "reading_english", "cautions", "grammar", "gold", "documents_tables", "places"),
    ),
    "reconciliation": ("reconciliation", "reconciliation_exact", "reconciliation_problems"),
    "reviews": ("accepted", "one_answer", "annual_review", "sections_tables"),
    "sections": ("sections_said", "sections_tables", "sections_charts", "sections_report", "page_parts", "lineage"),
    "side_by_side.py": ("side_by_side",),
    "validation": ("validation", "by_columns", "shipped_data"),
    "wording": ("wording", "sections_said"),
}
_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_CALCULATED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """One change: the module, its line, what it changes, and the module as it is then."""

    file: Path
    line: int
    what: str
    text: str


def main() -> int:
    """Draw mutants, try each, list what lived."""
    asked = _asked()
    draw = random.Random(asked.seed)  # noqa: S311 - a choice of places, no secret
    rooms = asked.room or sorted(TESTS)
    lived = []
    with tempfile.TemporaryDirectory(prefix="kienan-mutants-") as folder:
        copy = Path(folder)
        for name in NEEDED:
            source = PROJECT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy / name)
        for number in range(asked.count):
            room = rooms[number % len(rooms)]
            if number < len(rooms) and fails(room, copy):
                print(f"The tests of {room} fail without any change: mend that first.")
                return 1
            mutant = drawn(room, draw)
            told = f"{mutant.file.relative_to(PROJECT)}:{mutant.line}: {mutant.what}"
            noticed = is_noticed(mutant, room, copy)
            print(f"{'noticed' if noticed else 'LIVED  '} {told}", flush=True)
            if not noticed:
                lived.append(told)
    print(f"{asked.count - len(lived)} of {asked.count} noticed. Lived:", *lived, sep="\n  ")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--room", action="append", choices=sorted(TESTS))
    return parser.parse_args()


def is_noticed(mutant: Mutant, room: str, copy: Path) -> bool:
    """Run the room's tests and the module's own examples on the changed copy; tell whether one fails."""
    name = mutant.file.relative_to(PROJECT)
    place = copy / name
    whole = place.read_text(encoding="utf-8")
    place.write_text(mutant.text, encoding="utf-8")
    try:
        return fails(room, copy, str(name))
    finally:
        place.write_text(whole, encoding="utf-8")


def fails(room: str, copy: Path, *first: str) -> bool:
    """Run a room's tests in the copy until one fails; `first` is what runs before them."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:nbval"]
    command += ["-o", "addopts=--import-mode=importlib --doctest-modules"]
    command += first
    command += [f"tests/test_{name}.py" for name in TESTS[room]]
    # CI: the random tests draw the same each time, so that what is noticed once is noticed again.
    environment = os.environ | {"PYTHONPATH": str(copy), "CI": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False, timeout=1200)
    except subprocess.TimeoutExpired:  # a loop that never ends
        return True
    return done.returncode != 0


def drawn(room: str, draw: random.Random) -> Mutant:
    """Draw a place of a room, each module by its number of places, and change it."""
    top = PROJECT / "kienan_analysis" / room
    files = [top] if top.is_file() else sorted(top.rglob("*.py"))
    places = [(file, number) for file in files for number in range(sum(1 for _ in _changes(_parsed(file))))]
    file, number = draw.choice(places)
    tree = _parsed(file)
    for at, (line, what, change) in enumerate(_changes(tree)):
        if at == number:
            change()
            return Mutant(file, line, what, ast.unparse(ast.fix_missing_locations(tree)))
    raise AssertionError(file)


def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _changes(tree: ast.Module) -> Iterator[tuple[int, str, Change]]:
    """Give every place that can be changed, with what changes it, in the order of the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
            yield node.lineno, f"{ast.unparse(node)}: the other comparison", Change(node, "compared")
        elif isinstance(node, ast.BoolOp):
            yield node.lineno, f"{ast.unparse(node)}: and for or", Change(node, "joined")
        elif isinstance(node, ast.BinOp) and type(node.op) in _CALCULATED and not _is_text(node):
            yield node.lineno, f"{ast.unparse(node)}: the other calculation", Change(node, "calculated")
        elif isinstance(node, ast.If | ast.IfExp) and not _is_for_types(node):
            yield node.lineno, f"if {ast.unparse(node.test)}: turned round", Change(node, "turned")
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node.lineno, f"{node.value!r}: one more", Change(node, "counted")


@dataclass(frozen=True)
class Change:
    """A change of one node, done when it is called."""

    node: ast.AST
    kind: str

    def __call__(self) -> None:
        """Do it."""
        node = self.node
        if isinstance(node, ast.Compare):
            node.ops[0] = _COMPARED[type(node.ops[0])]()
        elif isinstance(node, ast.BoolOp):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        elif isinstance(node, ast.BinOp):
            node.op = _CALCULATED[type(node.op)]()
        elif isinstance(node, ast.If | ast.IfExp):
            node.test = ast.UnaryOp(ast.Not(), node.test)
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            node.value += 1


def _is_text(node: ast.BinOp) -> bool:
    """Whether texts are put together: to subtract them would fail at once."""
    return any(isinstance(one, ast.JoinedStr) or _is_written(one) for one in (node.left, node.right))


def _is_written(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_for_types(node: ast.If | ast.IfExp) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


if __name__ == "__main__":
    sys.exit(main())
