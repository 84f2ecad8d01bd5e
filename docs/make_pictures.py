"""Make contact sheets of every review, of overviews and a comparison, to be looked at after a change that shows.

A sheet for each language, width and colour scheme, each page whole and open where a reader finds it open, and a sheet
of the cards for each language: `build/pictures/vi-390-dark.png`, `build/pictures/cards-en.png`. What sticks out of its
page sideways is told. Needs Chromium.

    python docs/make_pictures.py [REVIEWS]

REVIEWS is a folder of reviews that is there already; without it all are made anew in a temporary one.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

# Called as a script, Python looks in this folder; the modules beside it are of the tree.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.made_pages import chromium, kienan, open_review
from kienan_analysis.runs import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SHEETS = Path(__file__).parent.parent / "build" / "pictures"
SIZES = {1280: 900, 390: 844}
SCHEMES = ("light", "dark")
THUMBNAIL, CARD, GAP, LABEL = 320, 600, 12, 18
ACROSS = {THUMBNAIL: 10, CARD: 4}
GROUND, INK = "#7a8590", "#ffffff"
# Beside all reviews: a year of few plans and one of many, and two areas side by side.
OVERVIEWS = (("hai-phong", 2018), ("hai-phong", 2021))
COMPARED = (("hai-phong", "le-chan"), 2021)
KINDS = ("*/*/annual-review", "overview/*/*/overview", "compare/*/*/comparison")


def pages_of(folder: Path, language: str) -> list[Path]:
    """List the pages in a language: reviews, overviews and comparisons, each by area and year."""
    return [page for kind in KINDS for page in sorted(folder.glob(f"{kind}.{language}.html"))]


def name_of(page: Path) -> str:
    """Name a page: what it is where it is no review, its area and its year."""
    area, year = page.parent.parent, page.parent.name
    kind = "" if page.name.startswith("annual-review") else f"{area.parent.name} "
    return f"{kind}{area.name} {year}"


def photographs(browser: Browser, pages: list[Path], width: int, scheme: str) -> Iterator[tuple[str, Image.Image]]:
    """Take a picture of each page from top to bottom, its charts drawn."""
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    tab = context.new_page()
    for page in pages:
        open_review(tab, page)
        wide, high = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        if wide > width:
            sys.stdout.write(f"{page}: {wide} pixels wide on a screen of {width}\n")
        yield f"{name_of(page)} · {high}", Image.open(io.BytesIO(tab.screenshot(full_page=True)))
    context.close()


def sheet(pictures: Iterator[tuple[str, Image.Image]], across: int) -> Image.Image:
    """Set pictures of one width in rows, each under its name."""
    small = [
        (name, picture.convert("RGB").resize(_size(picture, across), Image.Resampling.LANCZOS))
        for name, picture in pictures
    ]
    columns = ACROSS[across]
    rows = [small[place : place + columns] for place in range(0, len(small), columns)]
    heights = [max(picture.height for _, picture in row) + LABEL + GAP for row in rows]
    made = Image.new("RGB", (columns * (across + GAP) + GAP, sum(heights) + GAP), GROUND)
    pen = ImageDraw.Draw(made)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for place, (name, picture) in enumerate(row):
            left = GAP + place * (across + GAP)
            pen.text((left, top), name, fill=INK)
            made.paste(picture, (left, top + LABEL))
        top += height
    return made


def _size(picture: Image.Image, across: int) -> tuple[int, int]:
    return across, max(1, round(picture.height * across / picture.width))


def cards(pages: list[Path], language: str) -> Iterator[tuple[str, Image.Image]]:
    """Open the card beside each page."""
    for page in pages:
        yield name_of(page), Image.open(page.with_name(f"card.{language}.png"))


def make_sheets(folder: Path) -> Iterator[Path]:
    """Make and keep every sheet of a folder of reviews."""
    SHEETS.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for language in LANGUAGES:
            pages = pages_of(folder, language)
            yield kept(sheet(cards(pages, language), CARD), f"cards-{language}")
            for width in SIZES:
                for scheme in SCHEMES:
                    taken = sheet(photographs(browser, pages, width, scheme), THUMBNAIL)
                    yield kept(taken, f"{language}-{width}-{scheme}")


def kept(picture: Image.Image, name: str) -> Path:
    """Write a sheet; shades of grey between letters are no reason for megabytes."""
    path = SHEETS / f"{name}.png"
    picture.quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def make_pages(folder: Path) -> None:
    """Make all reviews, the overviews and the comparison."""
    output = ("--output", str(folder.resolve()))
    kienan("review", "--all", *output)
    for area, year in OVERVIEWS:
        kienan("overview", area, "--year", str(year), *output)
    areas, year = COMPARED
    kienan("compare", *areas, "--year", str(year), *output)


def main() -> None:
    """Make all reviews, unless there are some, and the sheets over them."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1]) if sys.argv[1:] else Path(scratch)
        if not sys.argv[1:]:
            make_pages(folder)
        for made in make_sheets(folder):
            sys.stdout.write(f"{os.path.relpath(made)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
