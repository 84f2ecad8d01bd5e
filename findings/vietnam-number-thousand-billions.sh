#!/usr/bin/env bash
# vietnam-number 1.0.6 reads Vietnamese words as numbers. A scale on a scale is how large amounts are said (a province's
# revenue is "hai nghìn bốn trăm tỷ đồng", two thousand four hundred billions), and it knows none: "một nghìn tỷ" comes
# out as 10000001000 and "hai nghìn bốn trăm tỷ" as 400000001400, without an error; "một trăm tỷ" is right. A decimal is
# read as if its comma were not there: "hai phẩy năm" (2.5) is 25. Exit 0: as described; 1: it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check "vietnam-number==1.0.6"
"$folder/env/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from vietnam_number import w2n

# What it gives, and what is said.
expected = {
    "một trăm tỷ": (100_000_000_000, 100_000_000_000),
    "một nghìn tỷ": (10_000_001_000, 1_000_000_000_000),
    "hai nghìn bốn trăm tỷ": (400_000_001_400, 2_400_000_000_000),
    "hai nghìn triệu": (20_001_000, 2_000_000_000),
    "hai phẩy năm": (25, 2.5),
}
read = {words: w2n(words) for words in expected}
print("vietnam-number", version("vietnam-number"))
for words, (_, said) in expected.items():
    print(f"{words}: read {read[words]}, said {said}")
sys.exit(read != {words: given for words, (given, _) in expected.items()})
PY
