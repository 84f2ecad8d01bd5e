"""What reading a saved page takes, near the largest size that is read: prose, a long table, markup with little text.

``python -m tests.benchmarks.page_reading [--size 8000000] [--kind prose …] [--runs 3] [--against FOLDER]``

Each page is read by ``kienan read --format json`` in a process of its own. With ``--against FOLDER`` another checkout
of this project reads the same pages, in turns with this one.
"""

# ruff: noqa: E501 - markup as sites write it

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.benchmarks.measure import Case, CommandFailedError, by_turns, table

PROJECT: Final = Path(__file__).resolve().parents[2]
GOLD: Final = PROJECT / "tests" / "gold" / "open"
_SIZE: Final = 8_000_000  # bytes; the largest page that is read has 8 MiB
_HEAD: Final = (
    '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Quận Kiến An tổng kết năm 2021</title></head>'
    "<body><h1>Quận Kiến An tổng kết năm 2021</h1><article>"
    "<p>Năm 2021, tổng thu ngân sách trên địa bàn quận Kiến An đạt 424,723 tỷ đồng, bằng 107,5% dự toán.</p>"
)
_FOOT: Final = "</article></body></html>"
_SENTENCE: Final = 60  # letters: shorter lines are date lines, names of authors and sources
_CARD: Final = (
    '<div class="row mt-3"><div class="col-md-4 col-12"><a class="thumb d-block" href="/bai-viet-{0}.html" title="Bài {0}">'
    '<img class="lazy img-fluid" src="/anh/{0}.jpg" data-src="/anh/{0}-lon.jpg" alt="" width="320" height="180"></a></div>'
    '<div class="col-md-8 col-12"><span class="time" data-time="{0}"></span><b>Tin {0}</b><i class="fa fa-share"></i>'
    "</div></div>"
)


def prose(size: int) -> str:
    """Make paragraphs of the open gold texts, each time with other digits in their figures."""
    chance = random.Random(1)  # noqa: S311 - the same pages each time
    paragraphs = [
        line.strip()
        for path in sorted(GOLD.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) >= _SENTENCE and line.rstrip().endswith(".")
    ]
    made: list[str] = []
    left = size - len(_HEAD.encode()) - len(_FOOT.encode())
    while True:
        for words in paragraphs:
            varied = "".join(
                chance.choice("123456789") if letter.isdecimal() and before == "," else letter
                for before, letter in zip(" " + words, words, strict=False)
            )
            piece = f"<p>{varied}</p>\n"
            left -= len(piece.encode())
            if left < 0:
                return _HEAD + "".join(made) + _FOOT
            made.append(piece)


def one_table(size: int) -> str:
    """Make one table of targets, its rows numbered through."""
    chance = random.Random(2)  # noqa: S311 - the same pages each time
    names = ("Thu ngân sách trên địa bàn", "Giá trị sản xuất công nghiệp", "Tổng mức bán lẻ hàng hóa", "Chỉ tiêu khác")
    head = "<table><tr><th>STT</th><th>Chỉ tiêu</th><th>Đơn vị</th><th>Kế hoạch</th><th>Thực hiện</th><th>So KH (%)</th></tr>"
    rows: list[str] = []
    left = size - len((_HEAD + head + _FOOT).encode()) - 8
    number = 0
    while True:
        number += 1
        plan, done = chance.randrange(100, 999), chance.randrange(100, 999)
        row = (
            f"<tr><td>{number}</td><td>{names[number % 4]} {number}</td><td>Tỷ đồng</td><td>{plan},5</td><td>{done},7</td>"
            f"<td>{f'{(done + 0.7) / (plan + 0.5) * 100:.1f}'.replace('.', ',')}</td></tr>\n"
        )
        left -= len(row.encode())
        if left < 0:
            return _HEAD + head + "".join(rows) + "</table>" + _FOOT
        rows.append(row)


def markup(size: int) -> str:
    """Make boxes with links, pictures and classes, and hardly a word in them."""
    left = size - len((_HEAD + _FOOT).encode())
    cards: list[str] = []
    while True:
        card = _CARD.format(len(cards))
        left -= len(card.encode())
        if left < 0:
            return _HEAD + "</article>" + "".join(cards) + _FOOT.removeprefix("</article>")
        cards.append(card)


KINDS: Final = {"prose": prose, "table": one_table, "markup": markup}


def case(name: str, checkout: Path, page: Path) -> Case:
    """Read a page by the code of a checkout."""
    command = [sys.executable, "-m", "kienan_analysis", "read", str(page), "--format", "json"]
    return Case(name, [command], environment={"PYTHONPATH": str(checkout)})


def main() -> None:
    """Measure each kind by turns and print a table of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.page_reading", description=__doc__)
    parser.add_argument("--size", type=int, default=_SIZE, help=f"bytes of each page (default {_SIZE})")
    parser.add_argument("--kind", action="append", choices=sorted(KINDS), help="only these kinds of page")
    parser.add_argument("--runs", type=int, default=3, help="turns that count, after one that does not (default 3)")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="another checkout to time in turns with this")
    options = parser.parse_args()
    environment = {name: value for name, value in os.environ.items() if name != "KIENAN_DATA"}
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kind or KINDS:
            page = Path(folder) / f"{kind}.html"
            page.write_text(KINDS[kind](options.size), encoding="utf-8")
            cases = [case("this", PROJECT, page)]
            if options.against is not None:
                cases.insert(0, case("other", options.against.resolve(), page))
            measured = by_turns(cases, options.runs, environment, Path(folder))
            print(table(f"{kind}, {page.stat().st_size / 1e6:.1f} MB", measured, cases[0].name) + "\n", flush=True)


if __name__ == "__main__":
    try:
        main()
    except CommandFailedError as failure:
        sys.exit(str(failure))
