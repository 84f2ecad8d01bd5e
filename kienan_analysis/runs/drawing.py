"""A process beside a run that draws its charts while the kernel is still at work.

Asked one chart a line, it answers with one: its drawings, which the page shows too; and with another once it has made
the image. A process of its own and not a thread: drawing holds the interpreter, and the run's next cell would wait. Not
multiprocessing: that would run a caller's script a second time.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Self

from kienan_analysis.chart_images import IMAGE_TYPE, LIVE_TYPE, chart_drawing, image_form, remember, warm_up
from kienan_analysis.quick_start import with_compiled_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from nbformat import NotebookNode

    ImageForm = tuple[dict[str, str], dict[str, Any]]


class DrawingProcess:
    """Draws charts of executed cells; to be used as a context.

    The process draws, and turns its drawings into images from the first on while it is asked for nothing. This one
    turns them into images from the last one back until the two meet: for that it needs no drawing engine, whose start
    takes as long as some charts. If the other fails, all are drawn here: it only saves time.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._asked: list[dict[str, Any]] = []
        self._wanted: list[list[dict[str, Any]]] = []
        self._drawn: set[int] = set()
        self._images: dict[int, ImageForm] = {}
        self._told = threading.Condition()
        self._is_over = True

    def __enter__(self) -> Self:
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603  (this interpreter, this module)
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env=with_compiled_code(os.environ),
            )
            self._is_over = False
            self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
            self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._process is not None and self._reader is not None:
            self._process.kill()
            self._process.wait()
            self._reader.join()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # what it was not asked any more stays unsaid
                    if pipe is not None:
                        pipe.close()

    def ask(self, cell: NotebookNode) -> None:
        """Ask for the images that an executed cell's charts lack, and for what the page shows of them on a phone."""
        for output in filter(_lacks_image, cell.get("outputs", [])):
            known = [one for wanted in self._wanted for one in wanted]
            chart, *others = _drawings_of(output)
            self._wanted.append([chart, *(one for one in others if one not in known)])
            self._asked.append(output)
            with contextlib.suppress(OSError, ValueError):
                if self._process is not None and self._process.stdin is not None:
                    self._process.stdin.write(json.dumps(self._wanted[-1], ensure_ascii=False) + "\n")
                    self._process.stdin.flush()

    def draw(self) -> None:
        """Have every chart drawn, for the page; what is drawn meanwhile becomes an image."""
        tried: set[int] = set()
        while True:
            with self._told:
                if self._is_over or len(self._drawn) == len(self._asked):
                    return
                place = max(self._drawn - self._images.keys() - tried, default=None)
                if place is None:
                    self._told.wait()
                    continue
            tried.add(place)
            with contextlib.suppress(Exception):  # what is wrong is said in turn
                self._make_image(place)

    def add_images(self, notebook: NotebookNode) -> None:
        """Give each chart of the notebook its image."""
        for place in reversed(range(len(self._asked))):
            if place not in self._images:
                self._make_image(place)
        for place, output in enumerate(self._asked):
            _add(output, self._images[place])
        add_images(notebook)

    def _make_image(self, place: int) -> None:
        form = image_form(self._asked[place]["data"][LIVE_TYPE])
        with self._told:
            self._images[place] = form

    def _read(self, process: subprocess.Popen[str]) -> None:
        """Collect the answers: drawings in the order of the questions, images as they come."""
        for line in process.stdout or ():
            with contextlib.suppress(ValueError), self._told:
                answer = json.loads(line)
                if isinstance(answer, list):
                    for specification, drawing in zip(self._wanted[len(self._drawn)], answer, strict=False):
                        remember(specification, drawing)
                    self._drawn.add(len(self._drawn))
                else:
                    self._images.setdefault(answer["place"], (answer["image"], answer["facts"]))
                self._told.notify_all()
        with self._told:
            self._is_over = True
            self._told.notify_all()


def _drawings_of(output: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List what a page draws of a chart: itself, its form for a narrow screen, what measures their titles."""
    from kienan_analysis.publishing.lifted_title import measured_by

    narrow = output.get("metadata", {}).get("kienan", {}).get("narrow")
    charts = [output["data"][LIVE_TYPE], *([narrow] if isinstance(narrow, dict) else [])]
    return [*charts, *(empty for chart in charts for empty in measured_by(chart))]


def add_images(notebook: NotebookNode) -> None:
    """Draw here what a notebook's charts still lack."""
    for cell in notebook.cells:
        for output in filter(_lacks_image, cell.get("outputs", [])):
            _add(output, image_form(output["data"][LIVE_TYPE]))


def _add(output: dict[str, Any], form: ImageForm) -> None:
    image, facts = form
    output["data"] |= image
    output["metadata"] = dict(output["metadata"]) | facts


def _lacks_image(output: Any) -> bool:  # noqa: ANN401  (an output of any kind)
    data = output.get("data", {})
    return LIVE_TYPE in data and IMAGE_TYPE not in data


def main() -> None:
    """Answer each line of standard input; make images while none waits."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    warm_up()
    waiting: deque[tuple[int, dict[str, Any]]] = deque()
    place = 0
    while True:
        try:
            asked = json.loads(lines.get(block=not waiting))
        except queue.Empty:
            _answer_image(*waiting.popleft())
            continue
        drawings: list[str] = []
        with contextlib.suppress(Exception):  # the caller draws it itself, and says what is wrong
            drawings.extend(map(chart_drawing, asked))
            waiting.append((place, asked[0]))
        _answer(drawings)
        place += 1


def _listen(lines: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)  # nobody asks any more


def _answer_image(place: int, specification: dict[str, Any]) -> None:
    with contextlib.suppress(Exception):
        image, facts = image_form(specification)
        _answer({"place": place, "image": image, "facts": facts})


def _answer(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
