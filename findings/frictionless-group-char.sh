#!/usr/bin/env bash
# frictionless 5.21.0: a number field with decimalChar "," and groupChar "." takes the group mark out wherever it stands,
# three digits after it or not. In a table of growth rates in the Vietnamese habit a rate that was typed in the English
# one (4.5 among 13,68 and 10,43) is valid and ten times as large: `validate` reports no error and the cell reads as 45.
# A program that holds Vietnamese statistics by such a schema learns of no slip of that kind. Exit 0: as described; 1: it
# has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check "frictionless==5.21.0"
cd "$folder"
printf 'indicator,growth\nindustry,"13,68"\nretail,"10,43"\nagriculture,4.5\nbudget,"1.400,27"\n' > growth.csv
cat > datapackage.json <<'JSON'
{"name": "growth", "resources": [{"name": "growth", "path": "growth.csv", "schema": {"fields": [
  {"name": "indicator", "type": "string"},
  {"name": "growth", "type": "number", "decimalChar": ",", "groupChar": "."}]}}]}
JSON
"$folder/env/bin/python" - <<'PY'
import sys

import frictionless

report = frictionless.validate("datapackage.json")
rows = frictionless.Package("datapackage.json").get_resource("growth").read_rows()
read = {row["indicator"]: str(row["growth"]) for row in rows}
print("frictionless", frictionless.__version__, "| valid:", report.valid, "| read:", read)
expected = {"industry": "13.68", "retail": "10.43", "agriculture": "45", "budget": "1400.27"}
sys.exit(not (report.valid and read == expected))
PY
