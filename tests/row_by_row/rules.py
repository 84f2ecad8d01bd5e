"""The rules for one observation, asked of one row after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import inf, isinf, nextafter
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import (
    Area,
    Indicator,
    Period,
    Source,
    canonical_period,
    canonical_unit,
    parse_period,
    unit_ratio,
)
from kienan_analysis.errors import KienanError
from kienan_analysis.published import Figure, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.errors import Severity

_RATES: Final = frozenset({"growth", "planned_growth", "attainment"})
_OF_PLANS: Final = frozenset({"plan", "attainment", "planned_growth"})
_WITH_BASE: Final = frozenset({"growth", "planned_growth"})
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
_SUSPICIOUS_RATE: Final = 10.0


@dataclass
class Context:
    """What a row's rules may look up, and where they note what they find.

    ``note(severity, code, column, text, meaning, remedy)`` files a problem under the row at hand.
    """

    indicators: dict[str, Indicator]
    areas: dict[str, Area]
    sources: dict[str, Source]
    note: Callable[[Severity, str, str, str, str, str], None]
    _figures: dict[tuple[str, ...], Figure | KienanError] = field(default_factory=dict)

    def figure(self, *key: str) -> Figure:
        """Resolve (printed, language, measure, form, bound), each combination once."""
        found = self._figures.get(key)
        if found is None:
            printed, language, measure, form, bound = key
            try:
                found = resolve(printed, "en" if language == "en" else "vi", measure=measure, form=form, bound=bound)
            except KienanError as error:
                found = error
            self._figures[key] = found
        if isinstance(found, KienanError):
            raise found
        return found


def check_period(row: dict[str, str], context: Context) -> Period | None:
    """Bring the row's period to its canonical spelling."""
    text = row["period"]
    period = _period(text)
    if isinstance(period, KienanError):
        if text:  # an empty cell is reported by the schema
            context.note("error", "bad-period", "period", text, period.what, period.remedy)
        return None
    if period.text != text:
        meaning = f"The period is read as {period.text}."
        context.note("warning", "period-rewritten", "period", text, meaning, f"Write {period.text}.")
        row["period"] = period.text
    return period


def check_base(row: dict[str, str], period: Period | None, context: Context) -> None:
    """Check what a growth is relative to; a base that an empty cell means anyway is emptied."""
    base, measure = row["base"], row["measure"]
    if not base:
        return
    remedy = "Leave it empty, or write a period (2015); for a planned growth also plan or plan:ASSIGNER."
    if measure not in _WITH_BASE:
        context.note("error", "base-not-allowed", "base", base, f"A {measure} has no base.", "Empty the cell.")
        return
    if base.startswith("plan"):
        if measure != "planned_growth" or not _PLAN_BASE.fullmatch(base):
            meaning = f"A {measure} cannot be relative to that."
            context.note("error", "bad-base", "base", base, meaning, remedy)
        return
    found = _period(base)
    if isinstance(found, KienanError):
        context.note("error", "bad-base", "base", base, "This is neither a period nor a plan.", remedy)
        return
    if period is not None and found.text == _usual_base(period):
        meaning = f"{found.text} is what an empty base means; it is read as empty."
        context.note("warning", "base-rewritten", "base", base, meaning, "Empty the cell.")
        row["base"] = ""
    elif period is not None and found.first >= period.first:
        meaning = f"The base {found.text} does not come before the period {period.text}."
        context.note("error", "bad-base", "base", base, meaning, remedy)
    elif found.text != base:
        meaning = f"The base is read as {found.text}."
        context.note("warning", "period-rewritten", "base", base, meaning, f"Write {found.text}.")
        row["base"] = found.text


def check_measure(row: dict[str, str], context: Context) -> bool:
    """Check that form and assigner go with the measure; False where the figure cannot be read."""
    measure, form, assigner = row["measure"], row["form"], row["assigner"]
    if assigner and measure not in _OF_PLANS:
        meaning = f"Only a plan, an attainment or a planned growth has an assigner, not a {measure}."
        context.note("error", "assigner-not-allowed", "assigner", assigner, meaning, "Empty the cell.")
    elif assigner and not _ASSIGNER.fullmatch(assigner):
        remedy = "Write city, council, central or another word in small letters a-z."
        context.note("error", "bad-assigner", "assigner", assigner, "This is no assigner.", remedy)
    if form not in _FORMS_OF[measure]:
        allowed = ", ".join(sorted(word or "(empty)" for word in _FORMS_OF[measure]))
        meaning = f"A {measure} has no form {form!r}."
        context.note("error", "form-not-allowed", "form", form, meaning, f"Forms that it has: {allowed}.")
        return False
    return True


def check_figure(row: dict[str, str], context: Context) -> Figure | None:
    """Read the printed digits and bring a level or a plan to the indicator's unit."""
    measure, printed = row["measure"], row["printed"]
    language = _language(row, context)
    if language is None:
        return None
    ratio = _ratio(row, context)
    try:
        figure = context.figure(printed, language, measure, row["form"], row["bound"])
    except KienanError as error:
        context.note("error", "bad-figure", "printed", printed, error.what, error.remedy)
        return None
    if ratio is None:
        return None
    figure = _scaled(figure, ratio)
    return figure if _is_possible(row, figure, context) else None


def check_validity(row: dict[str, str], period: Period, context: Context) -> None:
    """Compare the period with the days on which the area existed.

    A period that overlaps them is fine: the year 2025 of a ward made in July is what all of them publish. One that lies
    wholly before is odd (it may be a figure for the same ground), one wholly after is no figure of this area.
    """
    area = context.areas[row["area"]]
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
        return
    context.note(severity, "area-not-valid", "period", row["period"], meaning, remedy)


def _language(row: dict[str, str], context: Context) -> str | None:
    """Say whose digits the source prints; None (and an error) where that matters and is not known."""
    source = context.sources.get(row["source"])
    if source is None:
        return None
    if source.language or not re.search(r"[.,]", row["printed"]):
        return source.language or "vi"
    meaning = f"The source {source.id!r} has no language, so these digits can be read in two ways."
    remedy = "Write vi (8.446,29) or en (8,446.29) in the column language of the sources table."
    context.note("error", "no-language", "printed", row["printed"], meaning, remedy)
    return None


def _ratio(row: dict[str, str], context: Context) -> Fraction | None:
    """Give the exact factor to the indicator's unit; rewrite another spelling of a unit."""
    measure, unit = row["measure"], row["unit"]
    if measure in _RATES:
        if unit == "%" or (row["form"] == "multiple" and unit == "lần"):
            return Fraction(1)
        meaning = f"A {measure} is in %, not in {unit!r}."
        remedy = "Write %; or is it another measure (level, plan)?"
        context.note("error", "bad-unit", "unit", unit, meaning, remedy)
        return None
    indicator = context.indicators.get(row["indicator"])
    if indicator is None:
        return None
    known = canonical_unit(unit) if unit != indicator.unit else unit
    if known != unit:
        context.note("warning", "unit-rewritten", "unit", unit, f"The unit is read as {known!r}.", f"Write {known}.")
        row["unit"] = known
    try:
        return _unit_ratio(known, indicator.unit)
    except KienanError as error:
        meaning = f"{error.what} Levels and plans of {indicator.id!r} are in {indicator.unit!r}."
        context.note("error", "bad-unit", "unit", unit, meaning, error.remedy)
        return None


def _is_possible(row: dict[str, str], figure: Figure, context: Context) -> bool:
    """Refuse a rate that cannot be; doubt one that hardly can."""
    measure, printed = row["measure"], row["printed"]
    comma = "Was a decimal comma lost (1015 for 101,5)?"
    if measure == "attainment" and figure.value <= 0:
        context.note(
            "error", "impossible-rate", "printed", printed, "A plan attainment is above zero.", "Look at form."
        )
        return False
    if measure in _WITH_BASE and figure.value <= -1:
        meaning = "A fall by 100% or more is not possible: nothing would be left."
        context.note("error", "impossible-rate", "printed", printed, meaning, comma)
        return False
    if measure in _RATES and figure.value > _SUSPICIOUS_RATE:
        meaning = f"{figure.value:.0%} is very much for a rate; it is used as it stands."
        context.note("warning", "suspicious-rate", "printed", printed, meaning, comma)
    indicator = context.indicators.get(row["indicator"])
    if measure not in _RATES and figure.value <= 0 and indicator is not None and indicator.kind in {"flow", "stock"}:
        meaning = f"A {measure} of {indicator.name_en} is hardly zero or less; no growth can be computed from it."
        context.note("warning", "not-positive", "printed", printed, meaning, "Look at the source.")
    return True


def _usual_base(period: Period) -> str:
    """Give the base that an empty cell means: a year earlier, or the year before a term of years."""
    return str(period.first.year - 1) if period.kind == "years" else period.previous().text


def _scaled(figure: Figure, ratio: Fraction) -> Figure:
    """Multiply exactly; the ends move outward by at most one unit in the last place."""
    if ratio == 1:
        return figure

    def times(end: float, toward: float) -> float:
        return end if isinf(end) else nextafter(float(Fraction(end) * ratio), toward)

    return Figure(float(Fraction(figure.value) * ratio), times(figure.low, -inf), times(figure.high, inf))


@lru_cache(maxsize=4096)
def _period(text: str) -> Period | KienanError:
    try:
        return parse_period(canonical_period(text))
    except KienanError as error:
        return error


_unit_ratio = lru_cache(maxsize=256)(unit_ratio)
