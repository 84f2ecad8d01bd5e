"""``make install`` runs two pips at a time: both are waited for, and both end where it is ended."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.batches import is_gone
from tests.patience import PATIENCE, interruptible, wait_until

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc"),
    pytest.mark.skipif(shutil.which("make") is None, reason="GNU make is not installed"),
]

# Stands for the environment's Python: of pip it says which half it was given, and as which process.
PYTHON = """#!/bin/sh
case "$*" in
  *half-$FAILS.txt) exit 3 ;;
  *half-?.txt) echo $$ >> pips; exec sleep $SECONDS_OF_PIP ;;
esac
"""
BECOMES_MAKE = "import os, sys; os.execvp('make', ['make', *sys.argv[1:]])"


@pytest.fixture
def tree(project: Path, tmp_path: Path) -> Path:
    """Give a tree with our Makefile, two packages locked, and a Python that only notes what it is asked."""
    shutil.copy(project / "Makefile", tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "requirements.lock").write_text("one==1\ntwo==2\n", encoding="utf-8")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)
    return tmp_path


def started(tree: Path, fails: str, seconds: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        interruptible("-c", BECOMES_MAKE, "install", f"PYTHON={sys.executable}"),
        cwd=tree,
        env=os.environ | {"FAILS": fails, "SECONDS_OF_PIP": str(seconds)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def pips(tree: Path) -> list[int]:
    file = tree / "pips"
    return [int(line) for line in file.read_text(encoding="utf-8").split()] if file.exists() else []


@pytest.mark.parametrize(("fails", "ran"), [("0", 1), ("1", 1), ("neither", 2)])
def test_a_half_that_fails_fails_the_target(tree: Path, fails: str, ran: int) -> None:
    make = started(tree, fails, 0)
    told, _ = make.communicate(timeout=PATIENCE)
    assert (make.returncode == 0) is (fails == "neither"), told
    assert (tree / ".venv" / ".installed").exists() is (fails == "neither")
    assert len(pips(tree)) == ran


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_where_make_is_ended_both_pips_end(tree: Path, number: signal.Signals) -> None:
    make = started(tree, "neither", 600)
    wait_until(lambda: len(pips(tree)) == 2)
    if number == signal.SIGINT:
        os.killpg(make.pid, number)  # as a terminal does
    else:
        make.send_signal(number)
    make.communicate(timeout=PATIENCE)
    assert make.returncode != 0
    wait_until(lambda: all(map(is_gone, pips(tree))))
    assert not (tree / ".venv" / ".installed").exists()
