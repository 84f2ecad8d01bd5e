"""Let one tool of others read texts: run by that tool's own Python, without anything of ours.

``python foreign_readers.py TOOL TEXTS.json FOUND.json``. TEXTS is a list of texts. FOUND gets an item for each: what
was found as ``[start, end, value or null, unit]``, or how the text is said, or null where the tool raised an error or
took longer than a minute.
"""

from __future__ import annotations

import importlib
import json
import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 60
warnings.simplefilter("ignore")


def quantulum3() -> Callable[[str], object]:
    """Find quantities in English, as quantulum3 finds them without its classifier."""
    parse = importlib.import_module("quantulum3.parser").parse
    return lambda text: [[*one.span, one.value, one.unit.name] for one in parse(text)]


def recognizers() -> Callable[[str], object]:
    """Find numbers, percentages, sums of money and dimensions in English."""
    suite = importlib.import_module("ms_recognizers_suite")
    kinds = ("number", "percentage", "currency", "dimension")
    recognize = {kind: getattr(suite, f"recognize_{kind}") for kind in kinds}

    def read(text: str) -> list[list[object]]:
        found: list[list[object]] = []
        for kind, function in recognize.items():
            for one in function(text, "en-us"):
                said = one.resolution or {}
                unit = "percentage" if kind == "percentage" else said.get("unit") or ""
                found.append([one.start, one.end + 1, _number(said.get("value")), unit])
        return found

    return read


def _number(value: object) -> float | None:
    try:
        return float(str(value).rstrip("%"))
    except ValueError:
        return None


def vietnormalizer() -> Callable[[str], object]:
    """Write a Vietnamese text as it is said."""
    normalize: Callable[[str], object] = importlib.import_module("vietnormalizer").VietnameseNormalizer().normalize
    return normalize


def vinormx() -> Callable[[str], object]:
    """Write a Vietnamese text as it is said."""
    normalize: Callable[[str], object] = importlib.import_module("vinormx").TTSnorm
    return normalize


def _expire(_signal: int, _frame: object) -> NoReturn:
    raise TimeoutError


def main() -> None:
    """Read every text; a tool's own error is its answer to that text."""
    tool, texts, found = sys.argv[1:]
    read = {one.__name__: one for one in (quantulum3, recognizers, vietnormalizer, vinormx)}[tool]()
    signal.signal(signal.SIGALRM, _expire)
    given: list[object] = []
    for text in json.loads(Path(texts).read_text(encoding="utf-8")):
        signal.alarm(SECONDS)
        try:
            given.append(read(text))
        except Exception:  # noqa: BLE001 - whatever it is, the text was not read
            given.append(None)
        finally:
            signal.alarm(0)
    Path(found).write_text(json.dumps(given), encoding="utf-8")


if __name__ == "__main__":
    main()
