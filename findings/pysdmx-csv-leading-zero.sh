#!/usr/bin/env bash
# pysdmx 1.21.0 (pandas 3.1.1): what it writes as SDMX-CSV it reads back with other codes. The reader lets pandas guess
# the type of each column, so Vietnam's codes of provinces, 01 (Hà Nội) and 04 (Cao Bằng), come back as '1' and '4'; the
# same data as SDMX-ML keep theirs. A structure message whose code list holds only '01' and '04' does not help:
# `get_datasets` with validation gives '1' and '4', and no error. One area 'VN' in the column, and all of them are kept.
# sdmx1 2.25.1 reads '01' from the same file. Exit 0: as described; 1: it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  "pysdmx[data,xml]==1.21.0" "pandas==3.1.1" "sdmx1==2.25.1"
cd "$folder"
env/bin/python - <<'PY'
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import sdmx
from pysdmx.io import get_datasets, read_sdmx, write_sdmx
from pysdmx.io.format import Format
from pysdmx.io.pd import PandasDataset
from pysdmx.model import (
    Code, Codelist, Component, Components, Concept, ConceptScheme, DataStructureDefinition, DataType, ItemReference,
    Role, Schema,
)

AREAS = Codelist("CL_AREA", agency="VN", name="Provinces", items=[Code("01", name="Hà Nội"), Code("04", name="Cao Bằng")])
CONCEPTS = ConceptScheme(
    "CS", agency="VN", name="Concepts", items=[Concept(name, name=name) for name in ("REF_AREA", "TIME_PERIOD", "OBS_VALUE")]
)


def component(name, role, kind, codes=None):
    concept = ItemReference("Concept", "VN", "CS", "1.0", name)
    return Component(name, role == Role.DIMENSION, role, concept, kind, local_codes=codes)


COMPONENTS = Components([
    component("REF_AREA", Role.DIMENSION, DataType.STRING, AREAS),
    component("TIME_PERIOD", Role.DIMENSION, DataType.PERIOD),
    component("OBS_VALUE", Role.MEASURE, DataType.DECIMAL),
])


def dataset(areas):
    frame = pd.DataFrame({"REF_AREA": areas, "TIME_PERIOD": "2021", "OBS_VALUE": [6.1, 13.68]})
    return PandasDataset(structure=Schema("datastructure", "VN", "GROWTH", COMPONENTS, "1.0"), data=frame)


def areas_read(areas, form):
    [read] = read_sdmx(write_sdmx([dataset(areas)], form)).data
    return list(read.data["REF_AREA"])


written = write_sdmx([dataset(["01", "04"])], Format.DATA_SDMX_CSV_2_0_0)
structure = write_sdmx(
    [AREAS, CONCEPTS, DataStructureDefinition("GROWTH", agency="VN", name="Growth", components=COMPONENTS)],
    Format.STRUCTURE_SDMX_ML_3_0,
)
[described] = get_datasets(written, structure, validate=True)

Path("growth.csv").write_text(written, encoding="utf-8")
agency = sdmx.model.common.Agency(id="VN")
definition = sdmx.model.v30.DataStructureDefinition(id="GROWTH", maintainer=agency, version="1.0")
for name in ("REF_AREA", "TIME_PERIOD"):
    definition.dimensions.getdefault(id=name)
definition.measures.getdefault(id="OBS_VALUE")
other = sdmx.read_sdmx(Path("growth.csv"), structure=definition)

read = {
    "CSV": areas_read(["01", "04"], Format.DATA_SDMX_CSV_2_0_0),
    "CSV with its structure": list(described.data["REF_AREA"]),
    "CSV beside the country": areas_read(["01", "VN"], Format.DATA_SDMX_CSV_2_0_0),
    "ML": areas_read(["01", "04"], Format.DATA_SDMX_ML_3_0),
    "sdmx1": [str(one.key["REF_AREA"].value) for one in other.data[0].obs],
}
print("pysdmx", version("pysdmx"), "| sdmx1", version("sdmx1"), "| wrote 01:", ",01," in written, "| read:", read)
expected = {
    "CSV": ["1", "4"], "CSV with its structure": ["1", "4"], "CSV beside the country": ["01", "VN"],
    "ML": ["01", "04"], "sdmx1": ["01", "04"],
}
sys.exit(not (",01," in written and read == expected))
PY
