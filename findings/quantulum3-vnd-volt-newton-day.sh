#!/usr/bin/env bash
# quantulum3 0.10.0 does not know the dong, and takes the code that English reports of Vietnam print for three units:
# "5.2 trillion VND" is 5,200,000,000,000 volt newton days. Of "VND5.2 trillion", as newspapers of Vietnam in English put
# it, the 5.2 is lost and one trillion without a unit is left. Neither an error nor a warning tells of it; US dollars in
# the same place are dollars. Exit 0: as described; 1: it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check "quantulum3==0.10.0"
"$folder/env/bin/python" -W ignore - <<'PY'
import sys
from importlib.metadata import version

from quantulum3 import parser

expected = {
    "Budget revenue reached 5.2 trillion VND.": [(5.2e12, "volt newton day")],
    "Income was 78 million VND per person.": [(78e6, "volt newton day")],
    "Budget revenue reached VND5.2 trillion.": [(1e12, "dimensionless")],
    "Exports reached 400 million USD.": [(400e6, "united states dollar")],
}
read = {text: [(found.value, found.unit.name) for found in parser.parse(text)] for text in expected}
print("quantulum3", version("quantulum3"), "|", read)
sys.exit(read != expected)
PY
