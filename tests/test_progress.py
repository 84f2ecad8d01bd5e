"""What a batch tells of itself, on a terminal and elsewhere."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.progress import Progress
from kienan_analysis.runs import Run, RunSpec

if TYPE_CHECKING:
    import pytest

THREE = [RunSpec("kien-an", year, "vi") for year in (2019, 2021, 2023)]


class Terminal(io.StringIO):
    """Looks like a terminal to who writes to it."""

    def isatty(self) -> bool:
        return True


def tell(progress: Progress) -> None:
    """Tell of a batch of three, of which one fails, and of a fourth that is skipped."""
    progress.ended(Run(RunSpec("hai-an", 2018, "vi"), "reviews", "skipped", 0.0, ""))
    progress.begins(3, at_once=2)
    for spec in THREE[:2]:
        progress.started(spec)
    progress.retried(THREE[0], "the process that made it was ended by SIGKILL")
    progress.ended(Run(THREE[0], "reviews", "done", 1.25, ""))
    progress.ended(Run(THREE[1], "reviews", "failed", 0.5, "", error="why"))
    progress.started(THREE[2])
    progress.tick()
    progress.ended(Run(THREE[2], "s3://bucket/reviews", "done", 1.0, ""))
    progress.close()


def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let thirty seconds pass between two looks."""
    seconds = iter(range(0, 100_000, 30))
    monkeypatch.setattr("kienan_analysis.progress.time.monotonic", lambda: next(seconds))


def test_elsewhere_each_review_has_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock(monkeypatch)
    tell(Progress())
    said, told = capsys.readouterr()
    assert told.splitlines() == [
        "hai-an 2018 vi: nothing has changed since it was made, skipped (--force makes it again).",
        "3 reviews to make, 2 at a time.",
        "kien-an 2019 vi: the process that made it was ended by SIGKILL; it is tried once more.",
        "[1/3] kien-an 2019 vi: made in 1.2 s. 01:00 left.",
        "[2/3] kien-an 2021 vi: failed. 00:30 left.",
        "[3/3] kien-an 2023 vi: made in 1.0 s.",
    ]
    assert said.splitlines() == [
        str(Path("reviews/hai-an/2018/annual-review.vi.html")),
        str(Path("reviews/kien-an/2019/annual-review.vi.html")),
        "s3://bucket/reviews/kien-an/2023/annual-review.vi.html",
    ]


def test_on_a_terminal_a_bar_says_what_runs_what_failed_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    tell(Progress())
    shown = [line.partition("\x1b[?25l")[2] or line for line in terminal.getvalue().split("\r")]
    bars = [line.split("]  ")[1].strip() for line in shown if line.startswith("Reviews")]
    assert bars[0] == "0/3"
    assert bars[1:3] == ["0/3  kien-an 2019 vi", "0/3  kien-an 2019 vi, kien-an 2021 vi"]
    assert any(bar.startswith("2/3  1 failed  kien-an 2023 vi  00:00 left") for bar in bars)
    assert bars[-1].startswith("3/3  1 failed")
    # A message stands on a line of its own, above the bar.
    assert any(line.startswith("\x1b[K[2/3] kien-an 2021 vi: failed.") and "\n" in line for line in shown)
    assert len(capsys.readouterr().out.splitlines()) == 3
