"""The types hold. A test like the others, so that it runs beside them: without its cache mypy needs half a minute."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
