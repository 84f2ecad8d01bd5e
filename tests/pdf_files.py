"""Small PDFs written by hand: letters, rules, boxes and pictures at their places, whatever a case needs."""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass, field

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)
WIDTH, HEIGHT = 595, 842
# Codes of a simple font that draw a letter of their own in Helvetica.
CODES = range(33, 127)
NARROW = "fijlrtI.,:;'()[]|/!- \u00b9\u00b2\u00b3"


def width_of(char: str) -> int:
    """Give the width of a letter in thousandths of the size of the type."""
    base = unicodedata.normalize("NFD", char)[0]
    if base in NARROW:
        return 300
    return 556 if base.isdigit() else 940 if base in "mwMW%" else 722 if base.isupper() else 556


def glyph_of(char: str) -> str:
    """Name the glyph of Helvetica that stands for a letter: without its marks, which are in no such font."""
    base = unicodedata.normalize("NFKD", char)[0]
    if base.isdigit():
        return ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][int(base)]
    names = {",": "comma", ".": "period", "%": "percent", "-": "hyphen", "(": "parenleft", ")": "parenright"}
    return base if base.isascii() and base.isalpha() else names.get(base, "d" if char == "đ" else "period")


def length_of(words: str, size: float) -> float:
    return sum(map(width_of, words)) * size / 1000


@dataclass
class Sheet:
    """A page; places are from its top left, in points."""

    width: float = WIDTH
    height: float = HEIGHT
    rotate: int = 0
    drawn: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, words: str, size: float = 12, *, colour: Colour = BLACK, mode: int = 0, turn: str = ""
    ) -> float:
        """Write words on a line; gives where they end."""
        red, green, blue = colour
        place = turn or f"1 0 0 1 {x:.2f} {self.height - y:.2f}"
        self.drawn.append(f"BT {red} {green} {blue} rg {mode} Tr {place} Tm")
        for char in words:
            if char not in self.letters:
                self.letters.append(char)
            # Filled in once all letters are known: which font has it, and under which code.
            self.drawn.append(f"\0{size:.2f} {char}")
        self.drawn.append("ET")
        return x + length_of(words, size)

    def written(self, x: float, y: float, *parts: str, size: float = 12) -> float:
        """Write words in which parts after ``^`` are raised and small."""
        for part in parts:
            raised = part.startswith("^")
            x = self.text(x, y - (size * 0.33 if raised else 0), part.removeprefix("^"), size * (0.6 if raised else 1))
        return x

    def paragraph(
        self, x: float, y: float, width: float, words: str, size: float = 12, *, step: float = 15, indent: float = 0
    ) -> float:
        """Write words over lines of a width; gives where the next line stands."""
        line, start = "", x + indent
        for word in words.split(" "):
            longer = f"{line} {word}".strip()
            if line and start + length_of(longer, size) > x + width:
                self.text(start, y, line, size)
                y, line, start = y + step, word, x
            else:
                line = longer
        self.text(start, y, line, size)
        return y + step

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.drawn.append(f"0 0 0 RG .5 w {x} {self.height - y} m {to_x} {self.height - to_y} l S")

    def strike_out(
        self, x: float, base: float, to_x: float, size: float = 12, *, flags: int = 4, named: bool = True
    ) -> None:
        """Strike words out by an annotation, as readers of PDFs do: its box is as high as the line."""
        low, high = self.height - base - 0.21 * size, self.height - base + 0.93 * size
        points = f"/QuadPoints [{x} {high} {to_x} {high} {x} {low} {to_x} {low}]" if named else ""
        self.annotations.append(
            f"<< /Type /Annot /Subtype /StrikeOut /Rect [{x} {low} {to_x} {high}] {points} /F {flags} /C [1 0 0] >>"
        )

    def box(self, x: float, y: float, to_x: float, to_y: float, colour: Colour = WHITE) -> None:
        red, green, blue = colour
        self.drawn.append(f"{red} {green} {blue} rg {x} {self.height - to_y} {to_x - x} {to_y - y} re f")

    def picture(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Show a picture with some dark lines on white, as of a scanned page."""
        self.drawn.append(f"q {to_x - x} 0 0 {to_y - y} {x} {self.height - to_y} cm /Im Do Q")

    def table(
        self, x: float, y: float, widths: list[float], rows: list[list[str]], *, step: float = 18, ruled: bool = True
    ) -> float:
        """Draw rows of cells; gives where they end."""
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        for number, row in enumerate(rows):
            for edge, words in zip(edges, row, strict=False):
                if words:
                    self.text(edge + 4, y + number * step + 13, words, 11)
        end = y + len(rows) * step
        if ruled:
            for edge in edges:
                self.rule(edge, y, edge, end)
            for number in range(len(rows) + 1):
                self.rule(x, y + number * step, edges[-1], y + number * step)
        return end


def pdf_of(*sheets: Sheet, title: str = "") -> bytes:
    """Make a PDF of pages."""
    letters = [char for char in dict.fromkeys(char for sheet in sheets for char in sheet.letters) if char != " "]
    codes = {char: divmod(place, len(CODES)) for place, char in enumerate(letters)}
    codes[" "] = (0, -1)  # 32, of the first font
    count = max(font for font, _ in codes.values()) + 1
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = []
    for number in range(count):
        own = {CODES[0] + code: char for char, (font, code) in codes.items() if font == number}
        lines = "\n".join(f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for code, char in own.items())
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
            f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(own)} beginbfchar\n{lines}\nendbfchar\n"
            "endcmap end end"
        )
        objects.append(_stream(cmap.encode(), ""))
        widths = " ".join(str(width_of(own[code]) if code in own else 500) for code in range(32, 127))
        named = " ".join(f"{code} /{glyph_of(char)}" for code, char in own.items() if char != " ")
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /LastChar 126 /Widths [{widths}] "
            f"/Encoding << /Type /Encoding /Differences [{named}] >> /ToUnicode {len(objects)} 0 R >>".encode()
        )
        fonts.append(f"/F{number} {len(objects)} 0 R")
    row = b"".join(b"\x00" if place % 7 < 2 else b"\xff" for place in range(64))
    pixels = b"".join(row if line % 8 < 3 else b"\xff" * 64 for line in range(64))
    head = "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8"
    objects.append(_stream(pixels, head))
    picture = len(objects)
    kids = []
    for sheet in sheets:
        objects.append(_stream(_content(sheet, codes).encode(), ""))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] /Rotate {sheet.rotate} "
            f"/Annots [{' '.join(sheet.annotations)}] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {' '.join(fonts)} >> "
            f"/XObject << /Im {picture} 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({title}) >>".encode())
    return _file(objects)


def _content(sheet: Sheet, codes: dict[str, tuple[int, int]]) -> str:
    lines = []
    for line in sheet.drawn:
        if line.startswith("\0"):
            size, char = line[1:].split(" ", 1)
            font, code = codes[char]
            lines.append(f"/F{font} {size} Tf <{CODES[0] + code:02x}> Tj")
        else:
            lines.append(line)
    return "\n".join(lines)


def _stream(content: bytes, head: str) -> bytes:
    packed = zlib.compress(content)
    return f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    content = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    return content + table.encode() + f"{trailer}startxref\n{len(content)}\n%%EOF\n".encode()
