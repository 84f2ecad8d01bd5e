"""``runs.json``: the last run of each review, kept so that a batch that was killed goes on where it was."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from kienan_analysis.errors import UsageError
from kienan_analysis.runs.record import RunSpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.runs.destination import Destination
    from kienan_analysis.runs.record import Run

NAME = "runs.json"
_FORMAT = 1
# Writing the record may take a twentieth of a batch's time, however long the record is.
_PAUSE = 20


def read_log(place: Destination) -> dict[RunSpec, dict[str, Any]]:
    """Read the last record of each run.

    A record that cannot be read counts as none: it only saves work, and the next run writes it anew.
    """
    content = place.read(NAME)
    try:
        return {RunSpec(**entry["parameters"]): entry for entry in json.loads(content or b"")["runs"]}
    except (ValueError, KeyError, TypeError, UsageError):
        return {}


class RunLog:
    """Adds runs to the record, each in place of the last one with the same parameters.

    Parameters
    ----------
    place : Destination
    data : mapping of str to str
        Which reading of the data the runs are made from.
    """

    def __init__(self, place: Destination, data: dict[str, str]) -> None:
        self._place = place
        self._data = data
        self._waiting: list[Run] = []
        self._next = 0.0

    def add(self, runs: Iterable[Run]) -> None:
        """Record runs; soon, if not at once."""
        self._waiting += runs
        if time.monotonic() >= self._next:
            self.write()

    def write(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        started = time.monotonic()
        with self._place.hold():
            entries = read_log(self._place)
            entries.update((run.spec, self._entry(run, entries.get(run.spec, {}))) for run in self._waiting)
            content = {"format": _FORMAT, "runs": [entries[spec] for spec in sorted(entries)]}
            text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            self._place.write({NAME: text.encode()})
        self._waiting.clear()
        ended = time.monotonic()
        self._next = ended + _PAUSE * (ended - started)

    def _entry(self, run: Run, before: dict[str, Any]) -> dict[str, Any]:
        # A skipped run is still what an earlier reading made of it.
        data = before.get("data", self._data) if run.state == "skipped" else self._data
        return {
            "parameters": run.spec.parameters,
            "state": run.state,
            "inputs": run.inputs,
            "data": data,
            "seconds": round(run.seconds, 3),
            "files": dict(run.files),
            "cell": run.cell,
            "error": run.error,
            "failed_copy": run.failed_copy,
        }
