#!/usr/bin/env bash
# pyjstat 2.4.0 (pandas 3.1.1): a data frame that it makes a JSON-stat data set of must have its rows in the order of
# the cells, which it neither says nor looks at. The values are written as the rows stand and the labels are not asked
# which cell they name. Of two yearly tables laid one under the other (the columns province and year, the rows by year)
# the set gives Cao Bằng in 2024 the figure of Hà Nội in 2025, by `get_value` as by the way back to a frame. The
# same rows sorted by their value, as in a league table, put three of the four figures in cells that are not theirs. No
# error, no warning; the set has the right size, so jsonstat-validator 0.4.6 calls it valid. That the labels decide, as
# in any pivot of such a frame, was expected. Sorted by province and year it is right. The figures here are made up.
# Seen with Python 3.11. Exit 0: as described; 1: it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  "pyjstat==2.4.0" "pandas==3.1.1" "jsonstat-validator==0.4.6"
cd "$folder"
env/bin/python - <<'PY'
import json
import sys
import warnings
from importlib.metadata import version

import pandas as pd
from jsonstat_validator import validate_jsonstat
from pyjstat import pyjstat

PROVINCES = ["Hà Nội", "Cao Bằng"]
FIRST = pd.DataFrame({"province": PROVINCES, "year": "2024", "value": [6.1, 7.2]})
SECOND = pd.DataFrame({"province": PROVINCES, "year": "2025", "value": [8.3, 7.4]})
FRAME = pd.concat([FIRST, SECOND], ignore_index=True)


def cells(frame):
    return {(row.province, row.year): row.value for row in frame.itertuples()}


def read_back(frame):
    """The figures of a frame as they come back, by cell; and that of Cao Bằng in 2024 as the set is asked for it."""
    with warnings.catch_warnings(record=True) as caught:
        written = pyjstat.Dataset.read(frame)
        text = written.write()
        back = pyjstat.Dataset.read(text)
    # What a program is told that leaves the filters of warnings alone: all but what the library says to itself.
    assert all(issubclass(one.category, DeprecationWarning) for one in caught), "it warns now"
    assert validate_jsonstat(json.loads(text)) is True, "the validator objects now"
    return cells(back.write("dataframe")), written.get_value([{"province": "Cao Bằng"}, {"year": "2024"}])


frames = {
    "by year": FRAME,
    "by value": FRAME.sort_values("value", ascending=False),
    "by province and year": FRAME.sort_values(["province", "year"]),
}
given = cells(FRAME)
print("pyjstat", version("pyjstat"), "| given:", given)
seen = {}
for order, frame in frames.items():
    read, asked = read_back(frame)
    moved = sum(read[cell] != value for cell, value in given.items())
    seen[order] = (asked, moved)
    print(f"rows {order}: Cao Bằng in 2024 (7.2) is {asked}; {moved} of 4 moved: {read}")
sys.exit(seen != {"by year": (8.3, 2), "by value": (6.1, 3), "by province and year": (7.2, 0)})
PY
