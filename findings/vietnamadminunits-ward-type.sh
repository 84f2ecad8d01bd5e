#!/usr/bin/env bash
# vietnamadminunits 1.0.4: the type of a commune (`ward_type`) is not that of its own full name for four of the 3,321
# communes since July 2025: parse_address("Phường Việt Hòa, Thành phố Hải Phòng") answers ward "Phường Việt Hòa" with
# ward_type "Xã". Whoever groups or joins by the type column counts phường as xã; the full name is right.
# Seen with Python 3.11. Exit 0: as described; 1: it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check "vietnamadminunits==1.0.4"
"$folder/env/bin/python" - <<'PY'
import sys

from vietnamadminunits import parse_address
from vietnamadminunits.database import query

rows = query("select ward, wardType from admin_units")
names = [(row["ward"], row["wardType"]) if isinstance(row, dict) else tuple(row) for row in rows]
wrong = sorted(name for name, kind in names if kind and not name.lower().startswith(kind.lower()))
one = parse_address("Phường Việt Hòa, Thành phố Hải Phòng")
print(len(names), "communes;", len(wrong), "whose type is not that of their name:", ", ".join(wrong))
print("parse_address:", one.ward, "|", one.ward_type)
sys.exit(not (len(wrong) == 4 and one.ward == "Phường Việt Hòa" and one.ward_type == "Xã"))
PY
