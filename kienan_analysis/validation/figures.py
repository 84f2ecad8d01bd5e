"""The printed figures of all rows, resolved: the digits of each wording together, each different one once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kienan_analysis.published.many import Resolved, converted, resolve_all
from kienan_analysis.validation import observation_rules as rules
from kienan_analysis.validation.combinations import NONE, Codes, Combinations, combinations

if TYPE_CHECKING:
    from fractions import Fraction

    import numpy.typing as npt

    from kienan_analysis.errors import KienanError
    from kienan_analysis.validation.observation_rules import Note
    from kienan_analysis.validation.observations import Rows

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

# Whose digits a source prints, as a number; a source that is not known has none.
_LANGUAGES = ("", "vi", "en")
_NOT_SAID = 3


class Figures(NamedTuple):
    """The figure of each row.

    Attributes
    ----------
    known : array of bool
        Whether the row has one that can be used.
    value, low, high : arrays
        Rates as fractions, levels and plans in the indicator's unit; an open end is infinite.
    """

    known: Bools
    value: Floats
    low: Floats
    high: Floats

    def at(self, row: int) -> tuple[float, float, float]:
        """Give one row's figure."""
        return float(self.value[row]), float(self.low[row]), float(self.high[row])


def figures_of(rows: Rows, is_readable: Bools) -> Figures:
    """Read the digits of some rows, bring levels and plans to their indicator's unit, and look whether they can be."""
    language = _languages(rows, is_readable)
    has_language = is_readable & (language.rows > 0)
    units, ratios = _units(rows, has_language)
    digits, resolved, refused = _digits(rows, has_language, language)
    if refused:
        each = range(len(digits.first))
        rows.note(digits, (rules.digits_rule(*refused[place]) if place in refused else [] for place in each))
    known = has_language & digits.spread(~np.isnan(resolved.value), other=False).astype(bool)
    known &= units.spread(np.array([ratio is not None for ratio in ratios], dtype=bool), other=False).astype(bool)
    value, low, high = (np.append(end, np.nan)[digits.codes] for end in resolved[:3])
    for ratio in {ratio for ratio in ratios if ratio is not None and ratio != 1}:
        here = units.spread(np.array([one == ratio for one in ratios], dtype=bool), other=False).astype(bool)
        part = converted(Resolved(value[here], low[here], high[here], {}), ratio)
        value[here], low[here], high[here] = part[:3]
    return _possible(rows, Figures(known, value, low, high))


def _languages(rows: Rows, is_readable: Bools) -> Codes:
    """Give the language of each row's digits, as a number; 0 where it is not known."""
    sources = [rows.found.sources.get(text) for text in rows.cells["source"].texts]
    of_each = [0 if one is None else _LANGUAGES.index(one.language) or _NOT_SAID for one in sources]
    language = np.array(of_each, dtype=np.int64)[rows.codes("source").rows]
    unsaid = is_readable & (language == _NOT_SAID)
    asked = combinations(unsaid, rows.codes("source"), rows.codes("printed"))
    read: list[tuple[str | None, list[Note]]] = []
    for row in asked.first.tolist():
        source = sources[rows.cells["source"].codes[row]]
        read.append((None, []) if source is None else rules.language_rule(source, rows.cells["printed"][row]))
    rows.note(asked, (notes for _, notes in read))
    told = np.array([_LANGUAGES.index(one or "") for one, _ in read], dtype=np.int64)
    return Codes(np.where(unsaid, asked.spread(told, other=0), language), len(_LANGUAGES) + 1)


def _units(rows: Rows, where: Bools) -> tuple[Combinations, list[Fraction | None]]:
    """Read the units; give for each combination the exact factor to the indicator's unit, None where there is none."""
    names = ("measure", "form", "unit", "indicator")
    asked = combinations(where, *map(rows.codes, names))
    read = []
    for row in asked.first.tolist():
        measure, form, unit, indicator = (rows.cells[name][row] for name in names)
        read.append(rules.unit_rule(measure, form, unit, rows.found.indicators.get(indicator)))
    rows.note(asked, (notes for *_, notes in read))
    rows.rewrite("unit", asked, [unit for unit, *_ in read])
    return asked, [ratio for _, ratio, _ in read]


def _digits(
    rows: Rows, where: Bools, language: Codes
) -> tuple[Combinations, Resolved, dict[int, tuple[str, KienanError]]]:
    """Resolve each different figure of each wording; of those that cannot be read, give the digits and why."""
    names = ("measure", "form", "bound")
    wordings = combinations(where, language, *map(rows.codes, names))
    asked = combinations(where, Codes(wordings.codes, max(1, len(wordings.first))), rows.codes("printed"))
    printed = rows.cells["printed"]
    ends = np.full((3, len(asked.first)), np.nan)
    refused: dict[int, tuple[str, KienanError]] = {}
    of_wording = wordings.codes[asked.first]
    for number, row in enumerate(wordings.first.tolist()):
        places = np.flatnonzero(of_wording == number)
        texts = [printed[one] for one in asked.first[places].tolist()]
        measure, form, bound = (rows.cells[name][row] for name in names)
        spoken = _LANGUAGES[language.rows[row]]
        found = resolve_all(texts, spoken, measure=measure, form=form, bound=bound)
        ends[:, places] = found[:3]
        refused |= {int(places[place]): (texts[place], error) for place, error in found.refused.items()}
    return asked, Resolved(ends[0], ends[1], ends[2], {}), refused


def _possible(rows: Rows, figures: Figures) -> Figures:
    """Refuse figures that cannot be, doubt those that hardly can."""
    value = figures.value
    measure = rows.codes("measure").rows
    is_rate = np.array([text in rules.RATES for text in rows.cells["measure"].texts], dtype=bool)[measure]
    odd = figures.known & np.where(is_rate, (value <= 0) | (value > rules.SUSPICIOUS_RATE), value <= 0)
    if not odd.any():
        return figures
    places = np.flatnonzero(odd)
    each = Combinations(np.full(len(odd), NONE, dtype=np.int64), places)
    each.codes[places] = np.arange(len(places))
    notes, possible = [], figures.known.copy()
    for row in places.tolist():
        said, printed = rows.cells["measure"][row], rows.cells["printed"][row]
        possible[row], found = rules.rate_rule(said, printed, float(value[row]))
        indicator = rows.found.indicators.get(rows.cells["indicator"][row])
        notes.append(found + rules.size_rule(said, printed, float(value[row]), indicator))
    rows.note(each, notes)
    return figures._replace(known=possible)
