"""The rules for one observation: its period, base, measure, unit, digits, and whether the area then existed.

Each rule sees the cells that it is about and nothing else, so that it is asked once for each different combination of
them. What it finds is a list of notes; `observations` files them under each row that has the combination.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.catalogue import (
    POINTS,
    Area,
    Indicator,
    Period,
    Source,
    canonical_period,
    canonical_unit,
    parse_period,
)
from kienan_analysis.catalogue import unit_ratio as ratio_of
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from fractions import Fraction

    from kienan_analysis.errors import Severity

RATES: Final = frozenset({"growth", "planned_growth", "attainment"})
WITH_BASE: Final = frozenset({"growth", "planned_growth"})
_OF_PLANS: Final = frozenset({"plan", "attainment", "planned_growth"})
_FORMS_OF: Final = {
    "level": {""},
    "plan": {""},
    "growth": {"", "index", "decrease", "multiple"},
    "planned_growth": {"", "index", "decrease", "multiple"},
    "attainment": {"", "decrease", "excess", "multiple"},
}
_ASSIGNER: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_PLAN_BASE: Final = re.compile(r"plan(?::[a-z]+(?:-[a-z]+)*)?")
# Tenfold a plan, or elevenfold a year: it happens, but far more often a decimal comma was lost.
SUSPICIOUS_RATE: Final = 10.0
_LOST_COMMA: Final = "Was a decimal comma lost (1015 for 101,5)?"


class Note(NamedTuple):
    """What a rule finds: a problem without its row."""

    severity: Severity
    code: str
    column: str
    text: str
    meaning: str
    remedy: str


def period_rule(text: str) -> tuple[Period | None, list[Note]]:
    """Bring a period to its canonical spelling; None where it cannot be read."""
    period = _period(text)
    if isinstance(period, KienanError):
        # An empty cell is reported by the schema.
        return None, [Note("error", "bad-period", "period", text, period.what, period.remedy)] if text else []
    if period.text == text:
        return period, []
    meaning = f"The period is read as {period.text}."
    return period, [Note("warning", "period-rewritten", "period", text, meaning, f"Write {period.text}.")]


def validity_rule(area: Area, period: Period) -> list[Note]:
    """Compare the period with the days on which the area existed.

    A period that overlaps them is fine: the year 2025 of a ward made in July is what all of them publish. One that lies
    wholly before is odd (it may be a figure for the same ground), one wholly after is no figure of this area.
    """
    severity: Severity
    if area.valid_to is not None and period.first > area.valid_to:
        severity = "error"
        meaning = f"The period lies after the area did: {area.name_en} ended {area.valid_to}."
        remedy = "Is it a successor's figure?" + (f" ({', '.join(area.successors)})" if area.successors else "")
    elif area.valid_from is not None and period.last < area.valid_from:
        severity = "warning"
        meaning = f"The period lies before the area did: {area.name_en} exists from {area.valid_from}."
        remedy = "Is it a predecessor's figure?"
    else:
        return []
    return [Note(severity, "area-not-valid", "period", period.text, meaning, remedy)]


def measure_rule(measure: str, form: str, assigner: str) -> tuple[bool, list[Note]]:
    """Check that form and assigner go with the measure; False where the figure cannot be read."""
    notes: list[Note] = []
    if assigner and measure not in _OF_PLANS:
        meaning = f"Only a plan, an attainment or a planned growth has an assigner, not a {measure}."
        notes.append(Note("error", "assigner-not-allowed", "assigner", assigner, meaning, "Empty the cell."))
    elif assigner and not _ASSIGNER.fullmatch(assigner):
        remedy = "Write city, council, central or another word in small letters a-z."
        notes.append(Note("error", "bad-assigner", "assigner", assigner, "This is no assigner.", remedy))
    if form in _FORMS_OF[measure]:
        return True, notes
    allowed = ", ".join(sorted(word or "(empty)" for word in _FORMS_OF[measure]))
    meaning = f"A {measure} has no form {form!r}."
    notes.append(Note("error", "form-not-allowed", "form", form, meaning, f"Forms that it has: {allowed}."))
    return False, notes


def base_rule(base: str, measure: str, period: Period | None) -> tuple[str, list[Note]]:
    """Check what a growth is relative to, and give it as it is read: empty where an empty cell means it anyway."""
    if not base:
        return base, []
    remedy = "Leave it empty, or write a period (2015); for a planned growth also plan or plan:ASSIGNER."
    if measure not in WITH_BASE:
        return base, [
            Note("error", "base-not-allowed", "base", base, f"A {measure} has no base.", "Empty the cell."),
        ]
    if base.startswith("plan"):
        if measure == "planned_growth" and _PLAN_BASE.fullmatch(base):
            return base, []
        return base, [Note("error", "bad-base", "base", base, f"A {measure} cannot be relative to that.", remedy)]
    found = _period(base)
    if isinstance(found, KienanError):
        return base, [Note("error", "bad-base", "base", base, "This is neither a period nor a plan.", remedy)]
    if period is not None and found.text == _usual_base(period):
        meaning = f"{found.text} is what an empty base means; it is read as empty."
        return "", [Note("warning", "base-rewritten", "base", base, meaning, "Empty the cell.")]
    if period is not None and found.first >= period.first:
        meaning = f"The base {found.text} does not come before the period {period.text}."
        return base, [Note("error", "bad-base", "base", base, meaning, remedy)]
    if found.text == base:
        return base, []
    meaning = f"The base is read as {found.text}."
    return found.text, [Note("warning", "period-rewritten", "base", base, meaning, f"Write {found.text}.")]


def language_rule(source: Source, printed: str) -> tuple[str | None, list[Note]]:
    """Say whose digits a source prints; None where that matters and is not known."""
    if source.language or not re.search(r"[.,]", printed):
        return source.language or "vi", []
    meaning = f"The source {source.id!r} has no language, so these digits can be read in two ways."
    remedy = "Write vi (8.446,29) or en (8,446.29) in the column language of the sources table."
    return None, [Note("error", "no-language", "printed", printed, meaning, remedy)]


def unit_rule(
    measure: str, form: str, unit: str, indicator: Indicator | None
) -> tuple[str, Fraction | None, list[Note]]:
    """Give the unit as it is read, and the exact factor to the indicator's; None where it does not convert."""
    if measure in RATES:
        of_a_rate = indicator is not None and indicator.kind == "rate" and measure != "attainment"
        if unit == "%" or (form == "multiple" and unit == "lần") or (unit == POINTS and of_a_rate):
            return unit, ratio_of("%", "%"), []
        meaning = f"A {measure} is in %, not in {unit!r}."
        remedy = "Write %; or is it another measure (level, plan)?"
        return unit, None, [Note("error", "bad-unit", "unit", unit, meaning, remedy)]
    if indicator is None:
        return unit, None, []
    notes: list[Note] = []
    known = canonical_unit(unit) if unit != indicator.unit else unit
    if known != unit:
        meaning = f"The unit is read as {known!r}."
        notes.append(Note("warning", "unit-rewritten", "unit", unit, meaning, f"Write {known}."))
    try:
        return known, ratio_of(known, indicator.unit), notes
    except KienanError as error:
        meaning = f"{error.what} Levels and plans of {indicator.id!r} are in {indicator.unit!r}."
        notes.append(Note("error", "bad-unit", "unit", unit, meaning, error.remedy))
        return known, None, notes


def digits_rule(printed: str, error: KienanError) -> list[Note]:
    """Say why digits cannot be read."""
    return [Note("error", "bad-figure", "printed", printed, error.what, error.remedy)]


def rate_rule(measure: str, printed: str, value: float) -> tuple[bool, list[Note]]:
    """Refuse a rate that cannot be; doubt one that hardly can.

    `observations` asks only of figures that `SUSPICIOUS_RATE` or zero say may be so.
    """
    if measure == "attainment" and value <= 0:
        meaning = "A plan attainment is above zero."
        return False, [Note("error", "impossible-rate", "printed", printed, meaning, "Look at form.")]
    if measure in WITH_BASE and value <= -1:
        meaning = "A fall by 100% or more is not possible: nothing would be left."
        return False, [Note("error", "impossible-rate", "printed", printed, meaning, _LOST_COMMA)]
    if measure in RATES and value > SUSPICIOUS_RATE:
        meaning = f"{value:.0%} is very much for a rate; it is used as it stands."
        return True, [Note("warning", "suspicious-rate", "printed", printed, meaning, _LOST_COMMA)]
    return True, []


def size_rule(measure: str, printed: str, value: float, indicator: Indicator | None) -> list[Note]:
    """Doubt a level or a plan that is zero or less."""
    if measure in RATES or value > 0 or indicator is None or indicator.kind not in {"flow", "stock"}:
        return []
    meaning = f"A {measure} of {indicator.name_en} is hardly zero or less; no growth can be computed from it."
    return [Note("warning", "not-positive", "printed", printed, meaning, "Look at the source.")]


def _usual_base(period: Period) -> str:
    """Give the base that an empty cell means: a year earlier, or the year before a term of years."""
    return str(period.first.year - 1) if period.kind == "years" else period.previous().text


@lru_cache(maxsize=4096)
def _period(text: str) -> Period | KienanError:
    try:
        return parse_period(canonical_period(text))
    except KienanError as error:
        return error
