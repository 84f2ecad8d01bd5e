"""Make docs/review.png: the top of a real review, as a browser shows it.

Run by `make picture` after a change that shows. Needs Chromium; the review itself goes to a temporary folder.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

# Called as a script, Python looks in this folder; the modules beside it are of the tree.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.made_pages import chromium, open_review
from kienan_analysis import load
from kienan_analysis.runs import review

PICTURE = Path(__file__).with_name("review.png")
WIDTH = 1120  # wide enough for the list of contents beside the text
SCALE = 2
MARGIN = 24
MOST_BYTES = 250_000
# The last thing that is shown.
LAST = "#at-a-glance-table"


def photograph(page: Path) -> bytes:
    """Take a picture from the top of a page to the end of its first table."""
    with chromium() as browser:
        tab = browser.new_page(
            viewport={"width": WIDTH, "height": 900}, device_scale_factor=SCALE, color_scheme="light"
        )
        open_review(tab, page)
        end = tab.locator(LAST).bounding_box()
        if end is None:
            sys.exit(f"{page.name} shows no table.")
        height = end["y"] + end["height"] + MARGIN
        return tab.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})


def smaller(picture: bytes) -> bytes:
    """Write a picture with a palette of its own colours: a page has few, most of them shades of its letters' edges."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    # Of Pillow's ways this one comes nearest: at most 6 of 255 off, where a median cut loses the rare colours by 80.
    palette = image.quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    palette.save(written, format="PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Make the picture."""
    with tempfile.TemporaryDirectory() as folder:
        run = review({"area": "kien-an", "year": 2021, "language": "en"}, data=load(), output=Path(folder))
        picture = smaller(photograph(run.page))
    if len(picture) > MOST_BYTES:
        sys.exit(f"The picture has {len(picture)} bytes, more than {MOST_BYTES}: show less of the page.")
    PICTURE.write_bytes(picture)
    sys.stdout.write(f"{PICTURE.relative_to(Path.cwd()) if PICTURE.is_relative_to(Path.cwd()) else PICTURE}\n")


if __name__ == "__main__":
    main()
