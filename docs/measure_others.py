"""Measure what others do beside this project, and write ``docs/compared.json``, of which the site's page is made.

``python docs/measure_others.py [reading-vi] [reading-en] [places] [pages]``, by `make compare`; without a name, all of
them. Needs the network, to install the pinned packages of others into a folder that is thrown away, and Chromium. Parts
that are not named keep what was measured last, with the day of that. Neither the tests nor CI call it.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

# Called as a script, Python looks in this folder; the modules beside it are of the tree.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.others import apart, pages, places, reading
from kienan_analysis import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT: Final = Path(__file__).resolve().parent / "compared.json"
PARTS: Final[dict[str, Callable[[Path], dict[str, Any]]]] = {
    "reading-vi": partial(reading.measured, "vi", apart.READERS_VI),
    "reading-en": partial(reading.measured, "en", apart.READERS_EN),
    "places": places.measured,
    "pages": pages.measured,
}


def main() -> None:
    """Measure what is named, and keep it after each part."""
    parser = argparse.ArgumentParser(prog="python docs/measure_others.py", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}")
    asked = parser.parse_args().parts or list(PARTS)
    if unknown := set(asked) - set(PARTS):
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}.")
    for name in asked:
        with tempfile.TemporaryDirectory() as folder:
            found = PARTS[name](Path(folder))
        for tool in found["tools"]:
            tool["version"] = tool["version"] or __version__
        about = {
            "measured": datetime.now(UTC).date().isoformat(),
            "where": f"{platform.system()}, Python {platform.python_version()}",
            "command": f'make compare COMPARE="{name}"',
        }
        kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
        kept[name] = about | found
        in_order = {part: kept[part] for part in PARTS if part in kept}
        KEPT.write_text(json.dumps(in_order, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
