"""Observations as SDMX-CSV 2.0: one row a figure, every code one of the structure message's."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.dataset import effective_price_basis
from kienan_analysis.exports import sdmx_codes as codes

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.exports.sdmx_codes import Names

DIMENSIONS: Final = (
    *("FREQ", "REF_AREA", "INDICATOR", "MEASURE", "PRICES", "PLAN_ASSIGNER", "BASE_PER", "DATA_SOURCE"),
    "TIME_PERIOD",
)
MEASURE: Final = "OBS_VALUE"
ATTRIBUTES: Final = (
    *("OBS_STATUS", "UNIT_MEASURE", "UNIT_MULT", "VALUE_LOW", "VALUE_HIGH", "BOUND"),
    *("PRINTED", "PRINTED_UNIT", "FORM", "OBS_ID", "COMMENT_OBS"),
)
_AMOUNTS: Final = frozenset({"level", "plan"})
_BLANKS: Final = re.compile(r"\s+")
_VERSION: Final = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)")
_FIRST_VERSION: Final = "1.0.0"
DATAFLOW: Final = "OBSERVATIONS"


@dataclass(frozen=True, slots=True)
class Coded:
    """Observations in SDMX's terms.

    Attributes
    ----------
    rows : list of dict of str to str
        A cell for each dimension, the measure and each attribute.
    used : dict of str to dict
        By codelist the codes that the rows use and that no catalogue has, with their names.
    """

    rows: list[dict[str, str]] = field(default_factory=list)
    used: dict[str, dict[str, Names]] = field(default_factory=dict)

    def note(self, codelist: str, code: str, said: Names) -> str:
        """Remember a code that is used; one that has another meaning already gets a number."""
        known = self.used.setdefault(codelist, {})
        number, free = 1, code
        while known.setdefault(free, said) != said:
            number += 1
            free = f"{code}_{number}"
        return free


def coded(data: Dataset, observations: pd.DataFrame) -> Coded:
    """Put observations in SDMX's terms: rates in percent, amounts in their unit and its power of ten."""
    made = Coded()
    bases = effective_price_basis(observations, data.indicators)
    for row, basis in zip(observations.to_dict("records"), bases, strict=True):
        measure = str(row["measure"])
        amount = measure in _AMOUNTS
        unit, power, said = codes.unit(row["unit"] if amount else "%")
        frequency, period = codes.time_period(row["period"])
        low, value, high = (codes.number(row[name], percent=not amount) for name in ("low", "value", "high"))
        made.rows.append(
            {
                "FREQ": frequency,
                "REF_AREA": row["area"],
                "INDICATOR": row["indicator"],
                "MEASURE": measure,
                "PRICES": made.note("PRICES", *codes.price_basis(basis)),
                "PLAN_ASSIGNER": made.note("PLAN_ASSIGNER", *codes.assigner(row["assigner"], measure)),
                "BASE_PER": made.note("BASE_PER", *codes.base(row["base"], measure)),
                "DATA_SOURCE": row["source"],
                "TIME_PERIOD": period,
                MEASURE: value,
                "OBS_STATUS": codes.STATUSES[row["status"]],
                "UNIT_MEASURE": made.note("UNIT_MEASURE", unit, said),
                "UNIT_MULT": made.note("UNIT_MULT", str(power), (f"10^{power}", f"10^{power}")),
                "VALUE_LOW": low,
                "VALUE_HIGH": high,
                "BOUND": row["bound"] or codes.NOT_APPLICABLE,
                "PRINTED": row["printed"],
                "PRINTED_UNIT": row["printed_unit"],
                "FORM": row["form"],
                "OBS_ID": row["id"],
                "COMMENT_OBS": _BLANKS.sub(" ", row["note"]).strip(),  # some readers take a row for a line
            }
        )
    return made


def as_csv(data: Dataset, made: Coded) -> bytes:
    """Write rows as SDMX-CSV 2.0."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    columns = (*DIMENSIONS, MEASURE, *ATTRIBUTES)
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *columns])
    of = f"{agency(data)}:{DATAFLOW}({version(data)})"
    writer.writerows(["dataflow", of, "I", *(row[name] for name in columns)] for row in made.rows)
    return written.getvalue().encode()


def agency(data: Dataset) -> str:
    """Name the agency that keeps the structures: the data package itself."""
    code = codes.code_of(data.name) if data.name else ""
    return code if code[:1].isalpha() else f"PACKAGE_{code}".strip("_")


def version(data: Dataset) -> str:
    """Give the package's version where it has three numbers, as SDMX wants it."""
    return data.version if _VERSION.fullmatch(data.version) else _FIRST_VERSION
