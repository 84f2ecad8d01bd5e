"""The types hold. A test like the others, so that it runs beside them: without its cache mypy needs half a minute."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.types
def test_mypy_finds_nothing(project: Path) -> None:
    # Without its colours and its frames a message can be followed by an editor. On a fresh machine nobody asks again:
    # there writing the cache would take a sixth of the time.
    once = ["--no-incremental", f"--cache-dir={os.devnull}"] if os.environ.get("CI") else []
    command = [sys.executable, "-m", "mypy", "--no-color-output", *once]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def named_in(text: str) -> Iterator[str]:
    """Give each module that a program imports, or may: of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_what_mypy_does_not_follow_nobody_imports(project: Path) -> None:
    """Of such a module every name would be of type Any, and nothing would be said of a wrong use."""
    overrides = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["overrides"]
    skipped = [name for one in overrides if one.get("follow_imports") == "skip" for name in one["module"]]
    libraries = {name.partition(".")[0] for name in skipped}
    assert {"scipy", "dask", "rich"} <= libraries
    imports = re.compile(rf"^\s*(?:from|import)\s+(?:{'|'.join(sorted(libraries))})\b", re.MULTILINE)
    seen, wrong = set(), []
    for folder in ("kienan_analysis", "tests", "docs"):
        for file in sorted((project / folder).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            for name in named_in(text) if imports.search(text) else ():
                seen.add(name)
                if any(fnmatch(f"{name}.", pattern) for pattern in skipped):
                    wrong.append(f"{file.relative_to(project)}: {name}")
    assert {"scipy", "hypothesis", "distributed", "docx"} <= {name.partition(".")[0] for name in seen}
    assert not wrong
