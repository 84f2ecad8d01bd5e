"""Tesseract, the system's own, as a process: which of it is there, and what it reads in a picture."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from functools import cache
from typing import IO, TYPE_CHECKING, Final, Literal, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.documents.scan.pictures import Picture

LANGUAGES: Final = ("vie", "eng")
# What keeps text from being recognised: no Tesseract, one that is too old, or one without a model.
Missing = Literal["", "program", "old", "models"]
# A page of a report takes a second or two, on a machine with much else to do a minute; what takes longer hangs.
TIME_LIMIT: Final = 240.0
_VERSION_LIMIT: Final = 30.0
_OLDEST: Final = 4  # the first with the models that read whole lines
_KEPT: Final = frozenset({"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "TMPDIR", "TEMP", "TMP"})
_NAMESPACE: Final = "{http://www.w3.org/1999/xhtml}"
_BOX: Final = re.compile(r"bbox (-?\d{1,9}) (-?\d{1,9}) (-?\d{1,9}) (-?\d{1,9})")
_BASELINE: Final = re.compile(r"baseline (-?[\d.]{1,20}) (-?[\d.]{1,20})")
_SIZE: Final = re.compile(r"x_size ([\d.]{1,20})")
_SURE: Final = re.compile(r"x_wconf (\d{1,3})")
_LINES: Final = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})


class Word(NamedTuple):
    """A word as it was read: its box in pixels from the top left, and how sure Tesseract is of it, in percent."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: int = 100


class Line(NamedTuple):
    """Words on one line; where it stands and how large its type is, in pixels."""

    words: tuple[Word, ...]
    base: float
    size: float


class Reading(NamedTuple):
    """How a picture is to be read: by which model, drawn how much larger, and how text is looked for on it."""

    language: str
    scale: float = 1.0
    layout: int = 3


def lacking() -> Missing:
    """Say what is missing to recognise text; empty where all is there."""
    program = shutil.which("tesseract")
    if program is None:
        return "program"
    version, languages = _told(program)
    if version < _OLDEST:
        return "old"
    return "" if languages.issuperset(LANGUAGES) else "models"


@cache
def _told(program: str) -> tuple[int, frozenset[str]]:
    """Ask a Tesseract for its version and its models."""
    version = re.search(r"tesseract v?(\d{1,4})", _asked(program, "--version"))
    languages = frozenset(_asked(program, "--list-langs").split())
    return int(version[1]) if version else 0, languages


def _asked(program: str, question: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the program as the system finds it, and words of ours
            [program, question],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_VERSION_LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + b"\n" + done.stderr).decode("utf-8", "replace")


def read_picture(picture: Picture, readings: Sequence[Reading]) -> list[list[Line]] | None:
    """Have a picture read several times, at the same time; None where that failed or took too long.

    Tesseract gets pixels that were drawn here, by a file without a name; it gets no path from outside, and stays in
    this process's group, so that it is ended with it.
    """
    program = shutil.which("tesseract")
    if program is None:
        return None
    deadline = time.monotonic() + TIME_LIMIT
    with contextlib.ExitStack() as stack:
        running = []
        for reading in readings:
            scaled = picture if reading.scale == 1 else picture.scaled(reading.scale)
            pixels = stack.enter_context(tempfile.TemporaryFile(prefix="kienan-"))
            scaled.write(pixels)
            pixels.seek(0)
            process = _started(program, reading, scaled.dpi, pixels)
            stack.callback(_ended, process)
            running.append(process)
        try:
            written = [process.communicate(timeout=max(deadline - time.monotonic(), 0.1))[0] for process in running]
        except subprocess.TimeoutExpired:
            return None
    if any(process.returncode for process in running):
        return None
    try:
        return [list(_lines(text, reading.scale)) for text, reading in zip(written, readings, strict=True)]
    except ET.ParseError:
        return None


def _started(program: str, reading: Reading, dpi: int, pixels: IO[bytes]) -> subprocess.Popen[bytes]:
    command = [program, "stdin", "stdout", "-l", reading.language, "--psm", str(reading.layout), "--oem", "1"]
    command += ["--dpi", str(dpi), "-c", "tessedit_create_hocr=1", "-c", "hocr_font_info=0"]
    return subprocess.Popen(  # noqa: S603 - as above
        command, env=_environment(), stdin=pixels, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _ended(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _environment() -> Mapping[str, str]:
    """Give Tesseract what it needs; one thread, since several readings run at the same time."""
    kept = {key: value for key, value in os.environ.items() if key.upper() in _KEPT}
    return kept | {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


def _lines(written: bytes, scale: float) -> Iterator[Line]:
    """Take the lines out of what Tesseract wrote (hOCR)."""
    for element in ET.fromstring(written).iter(f"{_NAMESPACE}span"):  # noqa: S314 - of Tesseract: it declares no entities
        if element.get("class") not in _LINES:
            continue
        title = element.get("title", "")
        box, baseline, size = _BOX.search(title), _BASELINE.search(title), _SIZE.search(title)
        words = tuple(word for child in element if (word := _word(child, scale)) is not None)
        if not words or box is None:
            continue
        left, _, right, bottom = map(int, box.groups())
        slope, offset = map(float, baseline.groups()) if baseline else (0.0, 0.0)
        base = bottom + offset + slope * (right - left) / 2
        height = float(size[1]) if size else float(bottom - int(box[2]))
        yield Line(words, base / scale, height / scale)


def _word(element: ET.Element, scale: float) -> Word | None:
    title = element.get("title", "")
    box, sure = _BOX.search(title), _SURE.search(title)
    text = "".join(element.itertext()).strip()
    if box is None or not text or element.get("class") != "ocrx_word":
        return None
    left, top, right, bottom = (round(int(edge) / scale) for edge in box.groups())
    return Word(text, left, top, right, bottom, int(sure[1]) if sure else 0)
