"""Numbers, amounts and dates as a Vietnamese or an English reader writes them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from kienan_analysis.catalogue import unit_name
from kienan_analysis.errors import UsageError, did_you_mean
from kienan_analysis.languages import LANGUAGES, Language
from kienan_analysis.published.printed import or_zero

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MISSING = "\N{EN DASH}"
AT_LEAST, AT_MOST = "\N{GREATER-THAN OR EQUAL TO}", "\N{LESS-THAN OR EQUAL TO}"
# No more digits than a reader can use: seven in all, three after the decimal mark.
MOST_DIGITS, MOST_DECIMALS = 7, 3
_TINY = 1e-9
# An end so near to a number with the digits shown, in parts of the last one, is that number but for how floats err.
_NOISE = Decimal("1e-6")
# So many more digits tell an end from the plan that it lies beside.
_CLOSER = 4
# In English a currency stands before its number and the power of ten after it.
ENGLISH_CURRENCY = {
    "đồng": "VND {}",
    "nghìn đồng": "VND {} thousand",
    "triệu đồng": "VND {} million",
    "tỷ đồng": "VND {} billion",
    "nghìn tỷ đồng": "VND {} trillion",
}


def require_language(language: str) -> Language:
    """Return a known language or refuse it.

    Raises
    ------
    UsageError
    """
    if language not in LANGUAGES:
        raise UsageError(
            f"unknown language {language!r}.", where="language", remedy=did_you_mean(str(language), LANGUAGES)
        )
    return language  # type: ignore[return-value]


def rounded(value: float, decimals: int, mark: float | None = None) -> Decimal:
    """Round half up to nearest, but never across a mark.

    Parameters
    ----------
    value : float
    decimals : int
    mark : float, optional
        The plan, or zero: a value below it is not shown as having reached it.

    Examples
    --------
    >>> rounded(99.996, 2), rounded(99.996, 2, mark=100)
    (Decimal('100.00'), Decimal('99.99'))
    >>> rounded(-1e-14, 2, mark=0), rounded(-0.0, 1)
    (Decimal('0.00'), Decimal('0.0'))
    """
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(or_zero(float(value))))
    nearest = exact.quantize(step, ROUND_HALF_UP)
    if mark is not None and exact < Decimal(repr(float(mark))) <= nearest:
        return exact.quantize(step, ROUND_FLOOR)
    return nearest


def outward(end: float, decimals: int, *, upper: bool, mark: float | None = None) -> Decimal:
    """Round the end of an interval away from its middle: an end that is shown inward would leave out what can be.

    Parameters
    ----------
    end : float
    decimals : int
    upper : bool
        Whether it is the upper end.
    mark : float, optional
        See :func:`rounded`.

    Examples
    --------
    >>> outward(8.581, 1, upper=False), outward(9.164, 1, upper=True)
    (Decimal('8.5'), Decimal('9.2'))
    >>> outward(83.04999999999999, 2, upper=False), outward(83.05000000000001, 2, upper=True)
    (Decimal('83.05'), Decimal('83.05'))
    """
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(or_zero(float(end))))
    away = exact.quantize(step, ROUND_CEILING if upper else ROUND_FLOOR)
    exactly = abs(exact - exact.quantize(step, ROUND_HALF_UP)) <= step * _NOISE
    crosses = mark is not None and exact < Decimal(repr(float(mark))) <= away
    return rounded(end, decimals, mark) if exactly or crosses else away


def useful_decimals(*values: float) -> int:
    """Choose how many decimals an amount is shown with: seven digits in all, three decimals at most.

    Examples
    --------
    >>> useful_decimals(8395.915), useful_decimals(107132.6)
    (3, 1)
    """
    sizes = [abs(value) for value in values if math.isfinite(value)]
    before_mark = max((len(str(int(size))) for size in sizes), default=1)
    return max(0, min(MOST_DECIMALS, MOST_DIGITS - before_mark))


def sure_decimals(low: float, high: float, most: int) -> int:
    """Choose how many decimals an interval allows: the last digit shown stands for no more than half of its width.

    Parameters
    ----------
    low, high : float
        In the unit that is shown; an open or unknown end allows what `most` says.
    most : int
        No more than these, and no fewer than none.

    Examples
    --------
    8,395.915 in [8,391.739, 8,400.094] is 8,396; 591.498 in [591.201, 591.794] is 591.5:

    >>> sure_decimals(8391.739, 8400.094, 3), sure_decimals(591.201, 591.794, 3)
    (0, 1)
    """
    half = (high - low) / 2
    if not (math.isfinite(half) and half > 0):
        return most
    # The smallest part keeps 0.3 / 0.1 / 0.1 from falling under a power of ten that it is.
    return max(0, min(most, -math.floor(math.log10(half) + _TINY)))


@dataclass(frozen=True)
class Formatter:
    r"""One language's way of writing figures.

    Examples
    --------
    >>> Formatter("vi").amount(1400.27, "tỷ đồng", 2), Formatter("en").amount(1400.27, "tỷ đồng", 2)
    ('1.400,27\xa0tỷ\xa0đồng', 'VND\xa01,400.27\xa0billion')
    """

    language: Language

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        return Locale(self.language)

    def number(self, value: float | Decimal, decimals: int, *, mark: float | None = None, sign: bool = False) -> str:
        """Write a number with grouping, rounding half up; a minus is U+2212.

        Parameters
        ----------
        value : float or Decimal
            NaN is written as a dash.
        decimals : int
        mark : float, optional
            See :func:`rounded`.
        sign : bool
            Write a plus before a positive number.
        """
        if not math.isfinite(value):
            return MISSING
        shown = rounded(float(value), decimals, mark)
        text = str(
            format_decimal(abs(shown), format="#,##0." + "0" * decimals, locale=self.locale, decimal_quantization=False)
        )
        if shown < 0:
            return MINUS + text
        return f"+{text}" if sign and shown > 0 else text

    def percent(self, fraction: float, decimals: int = 2, *, mark: float | None = None, sign: bool = False) -> str:
        """Write a fraction as a percentage."""
        if not math.isfinite(fraction):
            return MISSING
        return self.number(_hundredfold(fraction), decimals, mark=mark, sign=sign) + "%"

    def points(self, fraction: float, decimals: int = 2, *, sign: bool = True) -> str:
        """Write the difference of two rates, without its unit: percentage points stand in the heading or sentence."""
        return self.number(_hundredfold(fraction) if math.isfinite(fraction) else fraction, decimals, sign=sign)

    def amount(self, value: float, unit: str, decimals: int | None = None, *, sign: bool = False) -> str:
        """Write a level with its unit, no break between them."""
        text = self.number(value, useful_decimals(value) if decimals is None else decimals, sign=sign)
        return self.with_unit(text, unit)

    def unit(self, unit: str) -> str:
        """Name a unit alone, as in a heading."""
        return " ".join(self.with_unit("", unit).replace(NO_BREAK_SPACE, " ").split())

    def with_unit(self, text: str, unit: str) -> str:
        """Put a unit to a number that is written already."""
        if unit == "%":
            return f"{text}%"
        if self.language == "en" and unit in ENGLISH_CURRENCY:
            return ENGLISH_CURRENCY[unit].format(text).replace(" ", NO_BREAK_SPACE)
        return f"{text} {unit_name(unit, self.language)}".replace(" ", NO_BREAK_SPACE)

    def bounds(self, low: float, high: float, decimals: int, *, scale: float = 1, mark: float | None = None) -> str:
        """Write an interval, its ends rounded outward; one with an open end by its other end alone.

        Parameters
        ----------
        low, high : float
            NaN for an open end. Both NaN gives an empty text, and so do ends that are the same to nearest: the digits
            shown are certain then.
        decimals : int
            More are shown where an end below the mark would else be shown as having reached it.
        scale : float
            100 for fractions shown in percent.
        mark : float, optional
            The plan, in the unscaled unit; zero if not given.

        Examples
        --------
        >>> Formatter("en").bounds(0.1194, 0.1206, 2, scale=100), Formatter("vi").bounds(591.2, 591.8, 1)
        ('[11.94, 12.06]', '[591,2; 591,8]')
        """
        if math.isnan(low) and math.isnan(high):
            return ""
        times = _hundredfold if scale == 100 else (lambda end: end * scale)  # noqa: PLR2004
        at = 0.0 if mark is None else mark * scale
        ends = [(or_zero(times(end)), upper) for end, upper in ((low, False), (high, True)) if not math.isnan(end)]
        if len(ends) > 1 and all(len({rounded(end, decimals, near) for end, _ in ends}) == 1 for near in (at, None)):
            return ""
        # Of what is so near to the mark that no reader can tell them apart, no more digits are shown.
        closer = (digits for digits in range(decimals, decimals + _CLOSER + 1) if _keeps_below(ends, digits, at))
        digits = next(closer, decimals)
        texts = [self.number(outward(end, digits, upper=upper, mark=at), digits) for end, upper in ends]
        if len(texts) == 1:
            return f"[{AT_LEAST if math.isnan(high) else AT_MOST}{NO_BREAK_SPACE}{texts[0]}]"
        return f"[{'; '.join(texts) if self.language == 'vi' else ', '.join(texts)}]"

    def month(self, day: date) -> str:
        """Name a month, as inside a sentence: in Vietnamese its first letter is small."""
        name = str(format_date(day, format="LLLL", locale=self.locale))
        return name.lower() if self.language == "vi" else name

    def date(self, day: date) -> str:
        """Write a day in full."""
        # CLDR's long form has no năm, which no report leaves out: ngày 30 tháng 6 năm 2025.
        form = "d MMMM 'năm' y" if self.language == "vi" else "long"
        return str(format_date(day, format=form, locale=self.locale))

    def join(self, parts: Sequence[str]) -> str:
        """Join words as a list in a sentence."""
        return str(format_list(list(parts), locale=self.locale))

    def plural(self, count: int) -> str:
        """Name the plural form of a count: ``one`` or ``other`` in English, always ``other`` in Vietnamese."""
        return str(self.locale.plural_form(count))


def _keeps_below(ends: Sequence[tuple[float, bool]], digits: int, mark: float) -> bool:
    """Whether with so many digits the ends below a mark are shown below it, outward as they are."""
    return all(end >= mark or outward(end, digits, upper=upper) < mark for end, upper in ends)


def _hundredfold(fraction: float) -> float:
    """Multiply by a hundred in decimal, so that 0.285 becomes 28.5 and not 28.499999999999996."""
    return float(Decimal(repr(float(fraction))) * 100)
