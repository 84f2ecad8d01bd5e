"""Static images of charts, made where the chart is displayed or afterwards for a whole notebook.

To start the drawing engine costs a fraction of a second in each process. A batch therefore asks its kernels to leave
the images out (``KIENAN_IMAGES=later``) and adds them from a process beside them; the bytes are the same.
"""

from __future__ import annotations

import base64
import io
import json
import os
import threading
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

# The newest type that JupyterLab 4 draws; the specification itself is Vega-Lite 6.
LIVE_TYPE = "application/vnd.vegalite.v5+json"
IMAGE_TYPE = "image/png"
VEGA_LITE_VERSION = "6.4"
IMAGE_SCALE = 2
# Half the time of the highest level for two percent more bytes, measured on the review's charts.
COMPRESSION = 6


def images_later() -> bool:
    """Say whether this kernel leaves the images to the process that started it."""
    return os.environ.get("KIENAN_IMAGES") == "later"


@cache
def drawing_engine() -> ModuleType:
    """Load vl-convert with the chart typeface; without it all text would silently be missing."""
    import fontpkg_be_vietnam_pro
    import vl_convert

    vl_convert.register_font_directory(str(fontpkg_be_vietnam_pro.ROOT / "files"))
    return vl_convert


def warm_up() -> None:
    """Start the drawing engine, which the first chart would otherwise wait for."""
    empty = {"data": {"values": []}, "mark": "point", "encoding": {}}
    drawing_engine().vegalite_to_svg(empty, vl_version=VEGA_LITE_VERSION)


def chart_drawing(specification: Mapping[str, Any]) -> str:
    """Draw a chart as SVG; one that was drawn a moment ago is not drawn again.

    A notebook's image and the page's drawing are of one chart, and its layout is most of the work.

    Parameters
    ----------
    specification : mapping
        Vega-Lite with its data inside: nothing is fetched. The version that ``$schema`` names does not matter.

    Raises
    ------
    ValueError
        The chart cannot be drawn.
    """
    return _drawn(_key(specification))


def remember(specification: Mapping[str, Any], drawing: str) -> None:
    """Take the drawing of a chart from another process."""
    _keep(_key(specification), drawing)


# By the chart's text, the last one drawn last. A thread may bring what another process has drawn.
_known: dict[str, str] = {}
_lock = threading.Lock()
_KEPT: Final = 32


def _key(specification: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in specification.items() if name not in {"$schema", "usermeta"}}
    return json.dumps(kept, sort_keys=True, allow_nan=False)


def _drawn(key: str) -> str:
    drawing = _known.get(key)
    if drawing is None:
        # Not the text itself: the engine would read its numbers to one digit less.
        made = drawing_engine().vegalite_to_svg(json.loads(key), vl_version=VEGA_LITE_VERSION, allowed_base_urls=[])
        drawing = str(made)
    _keep(key, drawing)
    return drawing


def _keep(key: str, drawing: str) -> None:
    with _lock:
        _known.pop(key, None)
        _known[key] = drawing
        if len(_known) > _KEPT:
            del _known[next(iter(_known))]


def chart_image(specification: Mapping[str, Any]) -> tuple[bytes, int, int]:
    """Draw a chart as a PNG of double resolution.

    Parameters
    ----------
    specification : mapping
        Vega-Lite; the version that ``$schema`` names does not matter.

    Returns
    -------
    image : bytes
    width, height : int
        In CSS pixels, half of the image's own.
    """
    from PIL import Image

    drawn = drawing_engine().svg_to_png(chart_drawing(specification), scale=IMAGE_SCALE)
    with Image.open(io.BytesIO(drawn)) as picture:
        # The background is opaque, so nothing is lost with the alpha channel; the writer then packs far better.
        smaller = io.BytesIO()
        picture.convert("RGB").save(smaller, "PNG", compress_level=COMPRESSION)
        width, height = picture.size
    return smaller.getvalue(), width // IMAGE_SCALE, height // IMAGE_SCALE


def image_form(specification: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Make the image form of a chart's output: its data and its metadata, with the chart's words as alt text."""
    image, width, height = chart_image(specification)
    facts = {"width": width, "height": height, "alt": str(specification["description"])}
    return {IMAGE_TYPE: base64.b64encode(image).decode("ascii")}, {IMAGE_TYPE: facts}
