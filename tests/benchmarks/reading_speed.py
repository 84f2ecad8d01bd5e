"""How fast prose is read, and how that grows: our own sentences repeated, from 10 kB to 10 MB.

``python -m tests.benchmarks.reading_speed [--largest 10000000] [--kind lists …]``

With ``--against FOLDER`` another checkout of this project reads the same texts, in turns with this one; what is printed
are the ratios of the processor time that both took, and of their memory.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

SMALLEST: Final = 10_000
GOLD: Final = Path(__file__).parents[1] / "gold" / "open"
# What a text may hold besides sentences: all of it must be read in time linear in its length.
KINDS: Final = {
    "articles": "",
    "gold": "",
    "digits": "7",
    "blanks": " ",
    "one clause": "công nghiệp tăng 5%, ",
    "one sentence": "trong đó giá trị sản xuất nông nghiệp của các xã ước đạt và tăng khá so với cùng kỳ, ",
    "shares of a plan": "thu ngân sách tháng 10 ước đạt 40 tỷ đồng, bằng 81% dự toán, ",
    "in order": "exports and imports rose 5 per cent and 6 per cent respectively, ",
    "lists": "lần lượt 5%, 6% và 7%, ",
    "figures": "thu ngân sách 120 tỷ đồng, chi 90 tỷ đồng, 15 dự án, 200 lao động, 35 trường, ",
    "brackets": "(thu ngân sách (",
    "places": "Xã Tân Phong, huyện Kiến Thụy và thị trấn Núi Đối tăng 5%. ",
    "terms": "nhiệm kỳ 2020 - 2025, năm 2021, ",
    "pipes": "| ",
    "table": "| Thu ngân sách | 5 | 6,5 | 108% |\n",
    "strokes": "1/2/",
}
_HEAD: Final = {"table": "| Chỉ tiêu | Kế hoạch | Thực hiện | So sánh |\n|---|---|---|---|\n"}
_TURNS: Final = 3  # of each checkout
_TIMES: Final = 3  # that a text is read in one turn: the shortest counts, as nothing makes it shorter than it is


class Measured(NamedTuple):
    """What reading one text took.

    Attributes
    ----------
    size, figures : int
        Bytes of the text; its figures.
    seconds, ready : float
        Processor time of reading it; of making the reader.
    memory : int
        Most of the process, in kB.
    """

    size: int
    figures: int
    seconds: float
    ready: float
    memory: int


def text_of(kind: str, size: int) -> str:
    """Make a text of a size in bytes, nearly."""
    piece = KINDS[kind]
    if kind == "gold":
        piece = "".join(f"{path.read_text(encoding='utf-8')}\n\n" for path in sorted(GOLD.glob("*.txt")))
    elif not piece:
        from tests.test_reading_language import CASES

        piece = "".join(f"{case[0]}\n\n" for cases in CASES.values() for case in cases)
    return _HEAD.get(kind, "") + piece * max(1, size // len(piece.encode()))


def measure(path: Path, times: int) -> Measured:
    """Read a text in this process, by whichever checkout this process has."""
    from kienan_analysis.catalogue import read_areas, read_indicators
    from kienan_analysis.data_package import open_package

    tables = open_package("data").tables
    begun = time.process_time()
    from kienan_analysis.reading import ArticleReader

    reader = ArticleReader(read_indicators(tables["indicators"].rows), read_areas(tables["areas"].rows))
    ready = time.process_time() - begun
    text = path.read_text(encoding="utf-8")
    seconds = math.inf
    for _ in range(times):
        start = time.process_time()
        article = reader.read(text)
        seconds = min(seconds, time.process_time() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Measured(len(text.encode()), len(article.observations) + len(article.unread), seconds, ready, memory)


def measured(kind: str, size: int, checkout: Path, times: int = 1) -> Measured:
    """Read one text in a process of its own, by the code of a checkout."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text_of(kind, size), encoding="utf-8")
        command = [sys.executable, __file__, "--one", str(path), str(times)]
        environment = os.environ | {"PYTHONPATH": str(checkout)}
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=checkout, env=environment)
    told = done.stdout.split()
    return Measured(int(told[0]), int(told[1]), float(told[2]), float(told[3]), int(told[4]))


def growth(kinds: list[str], largest: int, checkout: Path) -> None:
    """Print how the time grows with the text, by kind."""
    powers = range(round(math.log10(largest / SMALLEST)) + 1)
    print(f"{'text':>12} | {'MB':>8} | {'seconds':>8} | {'MB/s':>6} | {'figures':>8}")
    for kind in kinds:
        lines = [measured(kind, SMALLEST * 10**power, checkout) for power in powers]
        for one in lines:
            megabytes = one.size / 1e6
            speed = megabytes / one.seconds
            print(f"{kind:>12} | {megabytes:8.2f} | {one.seconds:8.2f} | {speed:6.2f} | {one.figures:>8}")
        for before, after in pairwise(lines[1:]):
            exponent = math.log(after.seconds / before.seconds) / math.log(after.size / before.size)
            print(f"{'':>12}   {before.size / 1e6:.1f} to {after.size / 1e6:.1f} MB: exponent {exponent:.2f}")


def against(kinds: list[str], size: int, checkout: Path, other: Path) -> None:
    """Print, by kind, what this checkout takes in parts of what another does: medians of turns about."""
    print(f"{'text':>12} | {'MB':>6} | {'other s':>8} | {'this s':>8} | {'time':>5} | {'ready':>5} | {'memory':>6}")
    for kind in kinds:
        turns = [(measured(kind, size, other, _TIMES), measured(kind, size, checkout, _TIMES)) for _ in range(_TURNS)]
        theirs, own = zip(*turns, strict=True)
        ratios = [
            statistics.median(getattr(mine, what) / getattr(one, what) for one, mine in turns)
            for what in ("seconds", "ready", "memory")
        ]
        seconds = [statistics.median(one.seconds for one in side) for side in (theirs, own)]
        print(
            f"{kind:>12} | {own[0].size / 1e6:6.2f} | {seconds[0]:8.3f} | {seconds[1]:8.3f} "
            f"| {ratios[0]:5.2f} | {ratios[1]:5.2f} | {ratios[2]:6.2f}",
            flush=True,
        )


def main() -> None:
    """Measure each kind and size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading_speed", description=__doc__)
    parser.add_argument("--largest", type=int, default=10_000_000, help="bytes (default 10000000)")
    parser.add_argument("--kind", action="append", choices=sorted(KINDS), help="only these kinds of text")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="another checkout to time in turns with this")
    parser.add_argument("--size", type=int, default=100_000, help="bytes of each text with --against (default 100000)")
    parser.add_argument("--one", nargs=2, metavar=("PATH", "TIMES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(*measure(Path(options.one[0]), int(options.one[1])))
        return
    kinds, checkout = options.kind or list(KINDS), Path(__file__).resolve().parents[2]
    if options.against is None:
        growth(kinds, options.largest, checkout)
    else:
        against(kinds, options.size, checkout, options.against.resolve())


if __name__ == "__main__":
    main()
