"""Small pieces that sentences and tables share: names, rates, levels, periods, what a printed figure says."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from kienan_analysis.catalogue import ASSIGNERS, is_counted, parse_period
from kienan_analysis.sections.parts import place_kinds
from kienan_analysis.version import __version__
from kienan_analysis.wording.formats import MISSING, outward, sure_decimals, useful_decimals
from kienan_analysis.wording.messages import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.annual_review import Reviewed
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews import Beside
    from kienan_analysis.wording.messages import Words

# A rate that is computed, not printed, is shown with two decimals of a percent.
RATE_DECIMALS = 2
# Quantities that are amounts in the indicator’s unit; all others are rates.
AMOUNTS = frozenset({"level", "plan", "base", "base_level", "previous", "excess", "left", "whole", "break_even"})
# An amount that is computed is told in a sentence with no more decimals.
TOLD_DECIMALS = 2
# Digits in all of an amount that is known from one side only.
OPEN_DIGITS = 4
# Quarters as Vietnamese reports number them.
ROMAN = ("I", "II", "III", "IV")
# A distance below this is written with one more decimal of a percent.
THOUSANDTH = 0.001


def indicator(review: Reviewed, words: Words, name: str, *, inside: bool = True) -> str:
    """Name an indicator, for Markdown."""
    return words.name(str(review.data.indicators[f"name_{words.language}"][name]), inside=inside)


def row_name(review: Reviewed, words: Words, row: Record) -> str:
    """Name a row of a chart, not escaped: the indicator, its price basis where that is another, whose plan it is."""
    facts = review.data.indicators.loc[row["indicator"]]
    name = str(facts[f"name_{words.language}"])
    if row["basis"] and row["basis"] != facts["price_basis"]:
        name += f" ({price_basis(words, row['basis'])})"
    by = row.get("assigner", "")
    return f"{name} · {assigner(review, words, by)}" if by else name


def indicators(review: Reviewed, words: Words, names: Iterable[str]) -> str:
    """Name indicators as a list in a sentence, each once."""
    return words.format.join([indicator(review, words, name) for name in dict.fromkeys(names)])


def area(review: Reviewed, words: Words, name: str, *, inside: bool = False) -> str:
    """Name an area, for Markdown. Its first letter stays large in English, as in any name."""
    said = place_kinds.told_apart(review, name, words.language)
    return words.name(said, inside=inside and words.language == "vi")


def decimals_of(row: Record, name: str, default: int | None = None) -> int:
    """Say with how many decimals a quantity is shown: those printed; of an implied one, what its interval allows.

    Parameters
    ----------
    row : mapping
        With the quantity's ends, ``NAME_low`` and ``NAME_high``.
    name : str
    default : int, optional
        No more than these of an implied one; those that a reader can use if left out.
    """
    known = row.get(f"{name}_decimals", math.nan)
    if known is not None and not math.isnan(known):
        return int(known)
    return allowed_decimals(row, name, default)


def allowed_decimals(row: Record, name: str, default: int | None = None) -> int:
    """Say how many decimals the interval of a quantity allows; what is counted one by one has none."""
    value, low, high = (float(row.get(f"{name}{end}", math.nan)) for end in ("", "_low", "_high"))
    if name in AMOUNTS or (name in {"stated", "value"} and row.get("measure") in {"plan", "level"}):
        most = useful(str(row.get("unit", "")), value)
        if open_end(row, name):  # no width says how far its digits are sure
            most = min(most, max(0, OPEN_DIGITS - len(str(int(abs(value))))))
        return sure_decimals(low, high, most if default is None else min(most, default))
    return sure_decimals(low * 100, high * 100, RATE_DECIMALS if default is None else default)


def of_points(row: Record, name: str) -> bool:
    """Whether a quantity is printed in percentage points; a change of a rate may be printed in percent, too."""
    points = row.get(f"{name}_points", False)
    return isinstance(points, bool) and points  # NaN where a table had no such row


def shown_amount(row: Record, name: str, digits: int) -> float:
    """Give what is written of an amount: of an implied one that is open at one side, its end, rounded outward.

    *At least 2,144* of what is more than 2,144.5: at least 2,145 would say too much.
    """
    side, printed = open_end(row, name), row.get(f"{name}_decimals", math.nan)
    value = float(row[name])
    if not side or (printed is not None and not math.isnan(printed)):
        return value
    end = float(row[f"{name}_{'low' if side == 'at_least' else 'high'}"])
    return float(outward(end, digits, upper=side == "at_most"))


def shown_rate(row: Record, name: str, digits: int) -> float:
    """Give what is written of a rate: of an implied one that is open at one side, its end, rounded outward."""
    side, printed = open_end(row, name), row.get(f"{name}_decimals", math.nan)
    if not side or (printed is not None and not math.isnan(printed)):
        return float(row[name])
    end = float(row[f"{name}_{'low' if side == 'at_least' else 'high'}"])
    return float(outward(end * 100, digits, upper=side == "at_most")) / 100


def changed(words: Words, row: Record, name: str, decimals: int, *, sign: bool = False) -> str:
    """Write a change: in percent, of a rate in percentage points."""
    if of_points(row, name):
        return words.say("unit.points", points=words.format.points(row[name], decimals, sign=sign))
    return words.format.percent(row[name], decimals, sign=sign)


def useful(unit: str, value: float) -> int:
    """Say how many decimals of an amount a reader can use; what is counted one by one has none."""
    return 0 if is_counted(unit) else useful_decimals(value)


def rate(words: Words, row: Record, name: str, *, sign: bool = False) -> str:
    """Write a rate with the digits that its source prints, else with those that its interval allows, and its hedge."""
    digits = decimals_of(row, name, RATE_DECIMALS)
    if of_points(row, name):
        return hedged(words, changed(words, row, name, digits, sign=sign), hedge_of(row, name))
    mark = 1.0 if name == "attainment" else 0.0
    text = words.format.percent(shown_rate(row, name, digits), digits, mark=mark * 100, sign=sign)
    return hedged(words, text, hedge_of(row, name))


def rate_near(words: Words, row: Record, name: str, decimals: int) -> str:
    """Write a rate with the digits printed, else with so many decimals, and its hedge."""
    return hedged(words, changed(words, row, name, decimals_of(row, name, decimals)), hedge_of(row, name))


def rate_bounds(words: Words, row: Record, name: str) -> str:
    """Write a rate's bounds, in percent without the sign, with the digits that they allow."""
    mark = 1.0 if name == "attainment" else 0.0
    decimals = allowed_decimals(row, name)
    return words.format.bounds(row[f"{name}_low"], row[f"{name}_high"], decimals, scale=100, mark=mark)


def level(words: Words, row: Record, name: str = "level") -> str:
    """Write a level with its unit, the digits printed, else those that its interval allows, and its hedge."""
    digits = decimals_of(row, name)
    return hedged(words, words.format.amount(shown_amount(row, name, digits), row["unit"], digits), hedge_of(row, name))


def about(words: Words, row: Record, name: str = "level", *, implied: bool | None = None) -> str:
    """Write an amount, without its sign, for a sentence: one that only follows from others is *about* so much.

    Parameters
    ----------
    words : Words
    row : mapping
    name : str
    implied : bool, optional
        Whether it follows from others; by its origin, if left out.
    """
    bound = hedge_of(row, name)
    if implied is None:
        implied = row.get(f"{name}_origin") == "implied"
    exact = math.isclose(float(row[f"{name}_low"]), float(row[f"{name}_high"]))
    digits = decimals_of(row, name, TOLD_DECIMALS)
    value, bound = abs(shown_amount(row, name, digits)), bound or ("approx" if implied and not exact else "")
    if bound == "approx" and implied and is_counted(row["unit"]):
        # About 17,000,000 visits, where the interval is 300,000 wide.
        half = (float(row[f"{name}_high"]) - float(row[f"{name}_low"])) / 2
        value = round(value, -max(0, math.floor(math.log10(half)))) if half > 1 else value
    return hedged(words, words.format.amount(value, row["unit"], digits), bound)


def amount_bounds(words: Words, row: Record, name: str = "level") -> str:
    """Write the bounds of an amount that is not printed, with the digits that they allow; one that is open says it."""
    if open_end(row, name):
        return ""
    digits = decimals_of(row, name, TOLD_DECIMALS)
    return words.format.bounds(row[f"{name}_low"], row[f"{name}_high"], digits)


def gap(words: Words, row: Record, name: str) -> str:
    """Write a distance of two rates in percentage points, without a sign, with the digits that its bounds allow.

    Of one that is known from one side only the end that is known: *at least 3.5* of at least 12% less 8%.
    """
    side, digits = open_end(row, name), allowed_decimals(row, name)
    if not side:
        return words.format.points(abs(row[name]), digits, sign=False)
    end = abs(float(row[f"{name}_{'low' if side == 'at_least' else 'high'}"]))
    return hedged(words, words.format.number(float(outward(end * 100, digits, upper=False)), digits), "at_least")


def growth_words(words: Words, row: Record, name: str = "growth") -> str:
    """Say a growth rate as a movement: up 4%, down 12.6%, unchanged (0%)."""
    text = changed(words, {**row, name: abs(row[name])}, name, decimals_of(row, name, RATE_DECIMALS))
    bound = hedge_of(row, name)
    if row[name] < 0:
        bound = {"at_least": "at_most", "at_most": "at_least"}.get(bound, bound)
    text = hedged(words, text, bound)
    if not row[name] and bound not in {"at_least", "at_most"}:
        return words.say("budget.flat", rate=text)
    return words.say("budget.up" if row[name] >= 0 else "budget.down", rate=text)


def price_basis(words: Words, basis: str) -> str:
    """Name a price basis; empty where none applies."""
    kind, _, year = basis.partition(" ")
    if not basis:
        return MISSING
    return words.say(f"basis.{kind}", year=year) if kind in {"current", "constant"} else basis


def assigner(review: Reviewed, words: Words, name: str) -> str:
    """Name who assigned a plan: *huyện* on the page of a commune of a huyện, *quận* on that of a ward of a quận."""
    if name not in ASSIGNERS:
        return name
    areas = getattr(review, "areas", None) or (review.area,)
    return place_kinds.assigner_words(review.data, tuple(areas), words, name)


def data_title(data: Dataset, words: Words) -> str:
    """Name a data package: its title in the page's language, else its name; plain text."""
    vietnamese = data.title_vi if words.language == "vi" else ""
    return vietnamese or data.title or data.name or words.say("source.untitled")


def versioned(data: Dataset, words: Words, text: str) -> str:
    """Put a data package's version to its title or citation, for Markdown."""
    named = escaped(text.rstrip(". "))
    return words.say("source.versioned", data=named, version=escaped(data.version)) if data.version else named


def citation(data: Dataset, words: Words, title: str) -> str:
    """Write how a page is cited: its title, then the data package by its own citation, else by its title.

    Parameters
    ----------
    data : Dataset
    words : Words
    title : str
        Of the page, escaped already.
    """
    cited = versioned(data, words, _cited(data, words))
    return words.say("source.cite", title=title, data=cited, package=__version__)


def _cited(data: Dataset, words: Words) -> str:
    """Give a data package's own citation, its title in it in the page's language; else the title."""
    title = data_title(data, words)
    return data.citation.replace(data.title, title) if data.citation and data.title else data.citation or title


def newest_source(review: Reviewed, words: Words) -> str:
    """Write the day of the newest dated source; empty where none bears a date."""
    days = [str(day) for day in review.sources["published"] if day]
    return words.format.date(date.fromisoformat(max(days))) if days else ""


def note(words: Words, row: Record) -> str:
    """Give a source's or an indicator's note in the page's language."""
    return str(row["note_vi" if words.language == "vi" else "note"])


def hedge_of(row: Record, name: str) -> str:
    """Say how a quantity is hedged: as its source does; one that follows from others, by the end that is open."""
    bound = row.get(f"{name}_bound", "")
    return bound if isinstance(bound, str) and bound else open_end(row, name)


def open_end(row: Record, name: str) -> str:
    """Say on which side a quantity is open: ``at_least``, ``at_most``, or nothing where both ends or none are known."""
    low, high = row.get(f"{name}_low", math.nan), row.get(f"{name}_high", math.nan)
    if math.isnan(low) == math.isnan(high):
        return ""
    return "at_least" if math.isnan(high) else "at_most"


def are_equal(row: Record, other: Record) -> bool:
    """Whether two figures are the same for certain: exact ones, as of what is counted one by one."""
    return len({of[name] for of in (row, other) for name in ("value", "value_low", "value_high")}) == 1


def hedged(words: Words, text: str, bound: str) -> str:
    """Put a hedge's words to a figure."""
    return words.say(f"bound.{bound}", text=text) if bound else text


def beside(words: Words, row: Record, name: str, unit: str = "") -> str:
    """Write what stands beside a figure: the farthest that another source prints, and what other figures imply.

    Parameters
    ----------
    words : Words
    row : mapping
        With ``NAME_beside``, as `reviews.accepted` gives it; nothing where it has none.
    name : str
    unit : str
        To be named with an amount.
    """
    others = row.get(f"{name}_beside", ())
    others = others if isinstance(others, tuple) else ()
    first: dict[str, Beside] = {}
    for other in others:
        first.setdefault(other.origin, other)
    is_amount = name in AMOUNTS or (name in {"stated", "value"} and row["measure"] in {"plan", "level"})
    return "; ".join(_beside(words, other, unit, is_amount=is_amount) for other in first.values())


def _beside(words: Words, other: Beside, unit: str, *, is_amount: bool) -> str:
    known = not math.isnan(other.decimals)
    if is_amount:
        allowed = sure_decimals(other.low, other.high, useful(unit, other.value))
        figure = words.format.number(other.value, int(other.decimals) if known else allowed)
        figure = words.format.with_unit(figure, unit) if unit else figure
        apart = words.format.percent(other.apart, 1 if abs(other.apart) >= THOUSANDTH else 2, sign=True)
    else:
        allowed = sure_decimals(other.low * 100, other.high * 100, RATE_DECIMALS)
        digits = int(other.decimals) if known else allowed
        figure = (
            words.say("unit.points", points=words.format.points(other.value, digits))
            if other.points
            else words.format.percent(other.value, digits)
        )
        apart = words.say("beside.points", gap=words.format.points(other.apart))
    key = "narrower" if other.agrees else other.origin
    return words.say(f"beside.{key}", figure=figure, **({} if other.agrees else {"apart": apart}))


def figure(words: Words, row: Record) -> str:
    """Write a figure with its unit and hedge."""
    if row["measure"] == "level":
        return level(words, row, "value")
    return rate(words, row, "value", sign=row["measure"] == "growth")


def stated(review: Reviewed, words: Words, row: Record) -> str:
    """Say what a statement states: the measure, and by whom a plan is assigned or what a growth is relative to."""
    measure, base = words.say(f"measure.{row['measure']}"), row["base"]
    by = assigner(review, words, row["assigner"]) if row["assigner"] else ""
    if base.startswith("plan:"):
        by = f"{words.say('column.plan_printed')}: {assigner(review, words, base.removeprefix('plan:'))}"
    elif base:
        by = period(words, base)
    return f"{measure} ({by})" if by else measure


def printed(words: Words, row: Record) -> str:
    """Write a statement's digits as they are printed, with its form, unit and hedge."""
    text = words.say(f"form.{row['form']}", printed=row["printed"]) if row["form"] else str(row["printed"])
    if row["measure"] in {"level", "plan"}:
        text = f"{text} {row['printed_unit']}"
    elif row.get("value_points"):
        text = words.say("unit.points", points=text.removesuffix("%"))
    elif not row["form"]:
        text = f"{text}%"
    return hedged(words, text, row["bound"])


def stated_rate(words: Words, row: Record) -> str:
    """Write a target's rate as its source prints it, hedge included."""
    return hedged(words, changed(words, row, "stated", decimals_of(row, "stated", RATE_DECIMALS)), row["bound"])


def during(words: Words, text: str) -> str:
    """Name a period inside a sentence: *the first half of 2024*, but *May 2024*."""
    named = period(words, text)
    return words.say("period.during", period=named) if parse_period(text).kind in {"half", "months"} else named


def period(words: Words, text: str) -> str:
    """Name a period."""
    this = parse_period(text)
    year, first, last = this.year, this.first, this.last
    if this.kind == "year":
        return words.say("period.year", year=year)
    if this.kind == "half":
        return words.say("period.half" if first.month == 1 else "period.half2", year=year)
    if this.kind == "quarter":
        quarter = (first.month + 2) // 3
        number = ROMAN[quarter - 1] if words.language == "vi" else quarter
        return words.say("period.quarter", number=number, year=year)
    if this.kind == "month":
        return words.say("period.month", year=year, name=words.format.month(first))
    if this.kind == "months" and first.month == 1:
        return words.say("period.months", count=last.month, year=year)
    if this.kind == "years":
        return words.say("period.years", first=first.year, last=last.year)
    if first == last:
        return words.say("period.on", date=words.format.date(first))
    return words.say("period.between", first=words.format.date(first), last=words.format.date(last))
