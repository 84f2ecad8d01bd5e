#!/usr/bin/env bash
# onflow-location-platform 1.1.2: the same full address of before July 2025 is another commune from one process to the
# next. Names are matched without their tone marks, of equal matches the first of a set is taken, and a set's order
# follows Python's hash seed, which is new in every process: "Xã Châu Bính, Huyện Quỳ Châu, Tỉnh Nghệ An" is parsed as Xã
# Châu Bính (since 2025 Xã Châu Tiến) or as Xã Châu Bình (since 2025 Xã Châu Bình), without an error. So two runs over one
# table of addresses differ. 44 communes differ from another of their district in accents alone: over sixteen seeds each
# of them got more than one answer. vietnamadminunits 1.0.4 gives Châu Bính under every seed. Seen with Python
# 3.11; here with eight seeds. Exit 0: as described; 1: it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  "onflow-location-platform==1.1.2" "vietnamadminunits==1.0.4"
cd "$folder"
cat > ask.py <<'PY'
import json
import unicodedata
from collections import defaultdict

import onflow_location_platform as onflow
import vietnamadminunits
from onflow_location_platform.database import query

NAME = "Xã Châu Bính, Huyện Quỳ Châu, Tỉnh Nghệ An"


def bare(name):
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


alike = defaultdict(set)
for row in query("select province, district, ward from admin_units_legacy where ward is not null"):
    alike[row["province"], row["district"], bare(row["ward"])].add(row["ward"])
names = sorted(f"{ward}, {key[1]}, {key[0]}" for key, wards in alike.items() if len(wards) > 1 for ward in wards)
print(json.dumps({
    "onflow": [onflow.parse_address_old(NAME).ward, onflow.convert_address_old_to_new(NAME).ward],
    "vietnamadminunits": [
        vietnamadminunits.parse_address(NAME, mode="LEGACY").ward, vietnamadminunits.convert_address(NAME).ward
    ],
    "alike": {name: onflow.parse_address_old(name).ward for name in names},
}))
PY
env/bin/python - <<'PY'
import json
import os
import subprocess
import sys

found = []
for seed in range(8):
    done = subprocess.run(
        [sys.executable, "ask.py"], env=os.environ | {"PYTHONHASHSEED": str(seed)}, capture_output=True, text=True, check=True
    )
    found.append(json.loads(done.stdout))
answers = sorted({tuple(one["onflow"]) for one in found})
others = sorted({tuple(one["vietnamadminunits"]) for one in found})
names = found[0]["alike"]
changing = [name for name in names if len({one["alike"][name] for one in found}) > 1]
print("onflow-location-platform 1.1.2, 8 seeds:", answers, "| vietnamadminunits 1.0.4:", others)
print(f"of {len(names)} communes that differ from another of their district in accents alone, {len(changing)} change")
expected = [("Xã Châu Bình", "Xã Châu Bình"), ("Xã Châu Bính", "Xã Châu Tiến")]
sys.exit(not (answers == expected and others == expected[1:] and len(names) == 44 and len(changing) > 1))
PY
