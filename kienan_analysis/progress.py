"""How far a batch of reviews is: a bar on a terminal, a line for each review elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import typer

from kienan_analysis.messages import spoken
from kienan_analysis.runs import Watcher

if TYPE_CHECKING:
    from kienan_analysis.runs import Run, RunSpec

_CLEAR = "\r\x1b[K"
# More names than this make the line longer than a terminal is wide.
_NAMES = 2
_MINUTE = 60


class Progress(Watcher):
    """Says on standard error what runs, what is done, what failed, and how long it will take.

    The address of each page goes to standard output, whether it was made or is there already.
    """

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._bar: Any = None
        self._total = self._done = self._failed = 0
        self._began = time.monotonic()
        # In the order in which they began.
        self._running: dict[RunSpec, None] = {}

    def begins(self, total: int, *, at_once: int) -> None:
        """Show how many there are."""
        self._total, self._began = total, time.monotonic()
        if self._terminal:
            self._bar = typer.progressbar(
                length=total,
                label="Reviews",
                show_eta=False,
                show_percent=False,
                file=sys.stderr,
                item_show_func=lambda _: self._state(),
            )
            self._bar.render_progress()
        elif total > 1:
            how = f", {at_once} at a time" if at_once > 1 else ""
            self._say(f"{total} reviews to make{how}.")

    def started(self, spec: RunSpec) -> None:
        """Show what runs."""
        self._running[spec] = None
        self.tick()

    def retried(self, spec: RunSpec, why: str) -> None:
        """Say why a review is begun again."""
        self._say(f"{spec}: {why}; it is tried once more.")

    def ended(self, run: Run) -> None:
        """Say what came of a review."""
        self._running.pop(run.spec, None)
        if run.state == "skipped":
            self._say(f"{run.spec}: nothing has changed since it was made, skipped (--force makes it again).")
        else:
            self._done += 1
            self._failed += run.state == "failed"
            if self._bar is not None:
                self._bar.update(1)
            if run.state == "failed":
                self._say(f"{self._place()}{run.spec}: failed.{self._time_left()}")
            elif not self._terminal:
                self._say(f"{self._place()}{run.spec}: made in {run.seconds:.1f} s.{self._time_left()}")
        if run.state != "failed":
            self._clear()
            typer.echo(run.address)
        self.tick()

    def tick(self) -> None:
        """Show the time that is left."""
        if self._bar is not None:
            # The bar writes itself only where its text has changed.
            self._bar.current_item = ""
            self._bar.render_progress()

    def close(self) -> None:
        """Leave the bar."""
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None

    def _place(self) -> str:
        return f"[{self._done}/{self._total}] " if self._total > 1 else ""

    def _state(self) -> str:
        """Say in a few words what the bar cannot show."""
        parts = [f"{self._done}/{self._total}", f"{self._failed} failed" if self._failed else ""]
        names = [str(spec) for spec in self._running]
        more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
        parts.append(", ".join(names[:_NAMES]) + more)
        return "  ".join(part for part in (*parts, self._time_left().strip(" .")) if part)

    def _time_left(self) -> str:
        left = self._total - self._done
        if not self._done or not left:
            return ""
        seconds = round((time.monotonic() - self._began) / self._done * left)
        hours, rest = divmod(seconds, _MINUTE * _MINUTE)
        minutes = f"{rest // _MINUTE:02}:{rest % _MINUTE:02}"
        return f" {hours}:{minutes} left." if hours else f" {minutes} left."

    def _say(self, message: str) -> None:
        self._clear()
        typer.echo(spoken(message), err=True)
        if self._bar is not None:
            self._bar._last_line = None  # noqa: SLF001 - it stands below the message now, and must be written anew

    def _clear(self) -> None:
        if self._bar is not None:
            typer.echo(_CLEAR, err=True, nl=False)
