#!/usr/bin/env bash
# vl-convert 1.9.0.post1 opens the file of a typeface anew, several times, for every letter that it measures or draws: of
# charts with one, ten and a hundred equal labels of seven characters it is opened 30, 300 and 3000 times for an SVG, and
# twice as often for a PNG. Nothing is kept from one label to the next. So a chart with much text takes as long as its
# letters, and longer where the typeface lies on a slow or remote disk. Counted by inotify on Linux. Exit 0: as described;
# 1: it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  "vl-convert-python==1.9.0.post1" "fontpkg-be-vietnam-pro==1.2" "fontpkg==0.2.2" "inotify-simple==1.3.5"
cd "$folder"
cat > count.py <<'PY'
import shutil
from importlib.metadata import version
from pathlib import Path

import fontpkg_be_vietnam_pro
import vl_convert
from inotify_simple import INotify, flags

font = Path("fonts/regular.ttf").resolve()
font.parent.mkdir()
shutil.copy(Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / "BeVietnamPro-Regular.ttf", font)
vl_convert.register_font_directory(str(font.parent))


def opened(convert, labels):
    chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 400,
        "height": 400,
        "data": {"values": [{"label": "Kiến An", "place": place} for place in range(labels)]},
        "mark": {"type": "text", "font": "Be Vietnam Pro"},
        "encoding": {
            "text": {"field": "label"},
            "y": {"field": "place", "type": "quantitative", "axis": None},
        },
    }
    # An open and a close by turns: of two equal events in a row inotify keeps one.
    watch = INotify()
    watch.add_watch(str(font), flags.OPEN | flags.CLOSE_NOWRITE)
    convert(chart, vl_version="6.1")
    count = 0
    while events := watch.read(timeout=500):
        count += sum(bool(event.mask & flags.OPEN) for event in events)
    return count


vl_convert.vegalite_to_png({"mark": "point", "data": {"values": [{}]}}, vl_version="6.1")  # what is read once
print("vl-convert-python", version("vl-convert-python"))
for name, convert, each in (
    ("svg", vl_convert.vegalite_to_svg, 30),
    ("png", vl_convert.vegalite_to_png, 60),
):
    for labels in (1, 10, 100):
        count = opened(convert, labels)
        print(f"{name}: {labels} labels of 7 characters: the file was opened {count} times")
        assert count == each * labels, "it behaves otherwise now"
PY
"$folder/env/bin/python" count.py
