#!/usr/bin/env bash
# num2words 0.5.14, Vietnamese: what stands behind the comma is cut to two digits and said as a number of its own. The
# nought after a comma is lost, so 10.05 is "mười phẩy năm", which is how 10.5 is said, and 10.5 itself becomes "mười
# phẩy năm mươi" (10.50); growth rates of 7.04 and 7.4 percent are told as "bảy phẩy bốn" and "bảy phẩy bốn mươi". Of
# 2.005 nothing is left but "hai". Exit 0: as described; 1: it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check "num2words==0.5.14"
"$folder/env/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from num2words import num2words

expected = {
    13.68: "mười ba phẩy sáu mươi tám",
    10.05: "mười phẩy năm",
    10.5: "mười phẩy năm mươi",
    7.04: "bảy phẩy bốn",
    7.4: "bảy phẩy bốn mươi",
    2.005: "hai",
}
said = {value: num2words(value, lang="vi") for value in expected}
print("num2words", version("num2words"), "|", said)
sys.exit(said != expected)
PY
