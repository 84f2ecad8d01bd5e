"""Lay the paragraphs of the documents out at 120 characters a line; nothing but blanks and line ends changes.

``python docs/lay_out.py [FILE …]``, by `make format`: all documents where none is named. Tables, code, headings and
comments stay as they are; what stands between backticks, and a link, is never broken.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

TREE: Final = Path(__file__).resolve().parent.parent
WIDEST: Final = 120
_WORD: Final = re.compile(r"(?:`[^`]*`|!?\[[^\]]*\]\([^)]*\)|[^\s`\[]|\[)+")
# At the beginning of a line these would be more than words.
_NO_BEGINNING: Final = re.compile(r"([-+*>|=]+|\d+[.)]|#+)$")
_ITEM: Final = re.compile(r"^(?P<blanks>\s*)(?P<mark>[-*+]|\d+\.) +")
_STAYS: Final = ("#", "|", ">", "![")
_FENCE: Final = re.compile(r"(```+|~~~+|:::+)")


def documents() -> list[Path]:
    """List the documents of the tree."""
    found = [*TREE.glob("*.md"), *TREE.glob("data/*.md"), *(TREE / "docs").rglob("*.md"), *TREE.glob("tests/gold/*.md")]
    return sorted(found)


def laid_out(text: str) -> str:
    r"""Lay a document out.

    Examples
    --------
    >>> laid_out("- a\n  b\n- c\n\n| d |\n")
    '- a b\n- c\n\n| d |\n'
    """
    lines: list[str] = []
    paragraph: list[str] = []
    first = rest = closing = ""

    def end() -> None:
        if paragraph:
            lines.extend(_filled(" ".join(paragraph), first, rest))
            paragraph.clear()

    for line in text.split("\n"):
        words = line.strip()
        if closing:
            lines.append(line)
            closing = "" if (words == closing or (closing == "-->" and closing in words)) else closing
        elif (fence := _FENCE.match(words)) or words.startswith("<!--"):
            end()
            lines.append(line)
            closing = fence[1] if fence else "" if "-->" in words else "-->"
        elif not words or words.startswith(_STAYS):
            end()
            lines.append(line)
        elif item := _ITEM.match(line):
            end()
            first = f"{item['blanks']}{item['mark']} "
            rest = " " * len(first)
            paragraph.append(line[item.end() :])
        else:
            if not paragraph:
                first = rest = line[: len(line) - len(line.lstrip())]
            paragraph.append(words)
    end()
    return "\n".join(lines)


def _filled(text: str, first: str, rest: str) -> Iterator[str]:
    line = ""
    for word in _words(text):
        if not line:
            line = first + word
        elif len(line) + 1 + len(word) <= WIDEST:
            line += f" {word}"
        else:
            yield line
            line = rest + word
    yield line


def _words(text: str) -> list[str]:
    """Part a paragraph where a line may end."""
    found: list[str] = []
    for word in _WORD.findall(text):
        whole = " ".join(word.split())
        if found and _NO_BEGINNING.match(whole):
            found[-1] += f" {whole}"
        else:
            found.append(whole)
    return found


def main() -> None:
    """Lay out what is named, or all."""
    for path in [Path(name) for name in sys.argv[1:]] or documents():
        text = path.read_text(encoding="utf-8")
        head, mark, body = ("", "", text)
        if text.startswith("---\n"):  # what a page says of itself
            head, mark, body = text.partition("\n---\n")
        made = head + mark + laid_out(body)
        if "".join(made.split()) != "".join(text.split()):
            sys.exit(f"{path} would lose letters; nothing of it was changed.")
        if made != text:
            path.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
