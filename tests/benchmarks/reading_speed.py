"""How fast prose is read, and how that grows: our own sentences repeated, from 10 kB to 10 MB.

``python -m tests.benchmarks.reading_speed [--largest 10000000]``
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import time
from itertools import pairwise
from typing import Final

SMALLEST: Final = 10_000
# What a text may hold besides sentences: all of it must be read in time linear in its length.
KINDS: Final = {
    "articles": "",
    "digits": "7",
    "blanks": " ",
    "one clause": "công nghiệp tăng 5%, ",
    "lists": "lần lượt 5%, 6% và 7%, ",
    "brackets": "(thu ngân sách (",
}


def text_of(kind: str, size: int) -> str:
    """Make a text of a size in bytes, nearly."""
    piece = KINDS[kind]
    if not piece:
        from tests.test_reading_language import CASES

        piece = "".join(f"{case[0]}\n\n" for cases in CASES.values() for case in cases)
    return piece * max(1, size // len(piece.encode()))


def measure(kind: str, size: int) -> None:
    """Read one text in this process; print bytes, seconds and figures."""
    from kienan_analysis.catalogue import read_areas, read_indicators
    from kienan_analysis.data_package import open_package
    from kienan_analysis.reading import ArticleReader

    tables = open_package("data").tables
    reader = ArticleReader(read_indicators(tables["indicators"].rows), read_areas(tables["areas"].rows))
    text = text_of(kind, size)
    start = time.perf_counter()
    article = reader.read(text)
    print(len(text.encode()), time.perf_counter() - start, len(article.observations) + len(article.unread))


def main() -> None:
    """Measure each kind and size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading_speed", description=__doc__)
    parser.add_argument("--largest", type=int, default=10_000_000, help="bytes (default 10000000)")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "SIZE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.one[0], int(options.one[1]))
        return
    powers = range(round(math.log10(options.largest / SMALLEST)) + 1)
    print(f"{'text':>12} | {'MB':>8} | {'seconds':>8} | {'MB/s':>6} | {'figures':>8}")
    for kind in KINDS:
        lines = []
        for power in powers:
            command = [sys.executable, "-m", "tests.benchmarks.reading_speed", "--one", kind, str(SMALLEST * 10**power)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            size, seconds, figures = done.stdout.split()
            lines.append((int(size), float(seconds)))
            megabytes = int(size) / 1e6
            speed = megabytes / float(seconds)
            print(f"{kind:>12} | {megabytes:8.2f} | {float(seconds):8.2f} | {speed:6.2f} | {figures:>8}")
        for before, after in pairwise(lines[1:]):
            exponent = math.log(after[1] / before[1]) / math.log(after[0] / before[0])
            print(f"{'':>12}   {before[0] / 1e6:.1f} to {after[0] / 1e6:.1f} MB: exponent {exponent:.2f}")


if __name__ == "__main__":
    main()
