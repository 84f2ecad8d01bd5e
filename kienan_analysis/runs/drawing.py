"""A process beside a run that draws its charts while the kernel is still at work.

Asked one chart a line, it answers with two: the drawing, which the page shows too, and its image. A process of its own
and not a thread: drawing holds the interpreter, and the run's next cell would wait. Not multiprocessing: that would run
a caller's script a second time.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Self

from kienan_analysis.chart_images import IMAGE_TYPE, LIVE_TYPE, chart_drawing, image_form, remember, warm_up
from kienan_analysis.quick_start import with_compiled_code

if TYPE_CHECKING:
    from types import TracebackType

    from nbformat import NotebookNode

    ImageForm = tuple[dict[str, str], dict[str, Any]]


class DrawingProcess:
    """Draws charts of executed cells; to be used as a context.

    It draws from the first chart on; when the notebook is whole, this process draws from the last one back until the
    two meet. If the other fails, all are drawn here: it only saves time.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._asked: list[dict[str, Any]] = []
        self._answers: list[ImageForm | None] = []
        self._drawn = 0

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
        """Ask for the images that an executed cell's charts lack."""
        for output in filter(_lacks_image, cell.get("outputs", [])):
            self._asked.append(output)
            with contextlib.suppress(OSError, ValueError):
                if self._process is not None and self._process.stdin is not None:
                    self._process.stdin.write(json.dumps(output["data"][LIVE_TYPE], ensure_ascii=False) + "\n")
                    self._process.stdin.flush()

    def draw(self) -> None:
        """Have every chart drawn, for the page: from the last one back until the two meet."""
        for place in reversed(range(len(self._asked))):
            if place < self._drawn:
                break
            with contextlib.suppress(ValueError):  # the page says it, in turn
                chart_drawing(self._asked[place]["data"][LIVE_TYPE])

    def add_images(self, notebook: NotebookNode) -> None:
        """Give each chart of the notebook its image."""
        drawn: dict[int, ImageForm] = {}
        for place in reversed(range(len(self._asked))):
            if place < len(self._answers):
                break
            drawn[place] = image_form(self._asked[place]["data"][LIVE_TYPE])
        for place, output in enumerate(self._asked):
            answer = drawn.get(place) or self._answers[place]
            _add(output, answer or image_form(output["data"][LIVE_TYPE]))
        add_images(notebook)

    def _read(self, process: subprocess.Popen[str]) -> None:
        """Collect the answers, in the order of the questions."""
        for line in process.stdout or ():
            with contextlib.suppress(ValueError):
                answer = json.loads(line)
                if isinstance(answer, str):
                    remember(self._asked[len(self._answers)]["data"][LIVE_TYPE], answer)
                    self._drawn += 1
                else:
                    self._answers.append(None if answer is None else (answer[0], answer[1]))


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
    """Answer each line of standard input, until it ends."""
    warm_up()
    for line in sys.stdin:
        try:
            specification = json.loads(line)
            _answer(chart_drawing(specification))
            form: object = image_form(specification)
        except Exception:  # noqa: BLE001  (the caller draws it itself, and says what is wrong)
            form = None
        _answer(form)


def _answer(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
