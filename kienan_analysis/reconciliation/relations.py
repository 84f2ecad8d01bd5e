"""Which two quantities a statement binds: a growth two levels, an attainment a level and a plan."""

from __future__ import annotations

from typing import Final, NamedTuple

from kienan_analysis.catalogue import Period, parse_period
from kienan_analysis.catalogue.periods import months_of
from kienan_analysis.errors import KienanError
from kienan_analysis.reconciliation.nodes import LEVEL, is_plan

# Stands for the plan of the row's own assigner, which is not known where the relation is worked out.
OWN_PLAN: Final = "own plan"


class Relation(NamedTuple):
    """What one kind of statement of one period binds.

    Attributes
    ----------
    period : Period or None
        Of the quantity that the statement is about; None where it binds nothing.
    quantity : str
        ``level`` or the row's own plan.
    base : Period or None
        Of the quantity that it is measured against; None for a level or a plan as such.
    base_quantity : str
        ``level``, the row's own plan, or a plan by name.
    years : int
        How often the printed rate applies: 5 for a mean annual growth over five years.
    reason : str
        Why it binds nothing; empty where it does.
    """

    period: Period | None
    quantity: str = LEVEL
    base: Period | None = None
    base_quantity: str = LEVEL
    years: int = 1
    reason: str = ""


def relation_of(measure: str, period: str, base: str) -> Relation:
    """Work out what a statement binds, from its measure, period and base as they stand in the data.

    Examples
    --------
    >>> mean = relation_of("growth", "2016/2020", "")
    >>> str(mean.period), str(mean.base), mean.years
    ('2020', '2015', 5)
    >>> share = relation_of("attainment", "2019-01/2019-05", "")
    >>> str(share.base), share.base_quantity
    ('2019', 'own plan')
    """
    try:
        span = parse_period(period)
        if measure == "level":
            return Relation(span)
        if measure == "plan":
            return Relation(span, OWN_PLAN)
        if measure == "attainment":
            return Relation(span, LEVEL, _plan_period(span), OWN_PLAN)
        if measure == "growth":
            return _growth(span, base)
        if measure == "planned_growth":
            return _planned_growth(span, base)
    except KienanError as problem:
        return Relation(None, reason=problem.what)
    except ValueError:  # the year before the first that a date can hold
        return Relation(None, reason=f"There is no period before {period}.")
    return Relation(None, reason=f"{measure!r} is no measure that binds levels or plans.")


def _plan_period(span: Period) -> Period:
    """Find the period whose plan a result is a share of: a part of a year counts towards the year's plan."""
    if span.kind == "years" or span.is_full_year:
        return span
    if span.first.year != span.last.year:
        raise KienanError(f"{span} lies in two years, so it is not said which year's plan is meant.")
    return months_of(span.year, 1, 12)


def _growth(span: Period, base: str) -> Relation:
    if is_plan(base):
        return Relation(span, LEVEL, _plan_period(span), base)
    if span.kind != "years":
        return Relation(span, LEVEL, parse_period(base) if base else span.previous())
    before = parse_period(base) if base else _year(span.first.year - 1)
    if before.kind == "years":  # the whole span against a whole span before it
        return Relation(span, LEVEL, before)
    if not before.is_full_year or before.year >= span.year:
        raise KienanError(f"A mean annual growth to {span.year} cannot be counted in years from {before}.")
    return Relation(_year(span.year), LEVEL, before, years=span.year - before.year)


def _planned_growth(span: Period, base: str) -> Relation:
    if is_plan(base):
        return Relation(span, OWN_PLAN, span, base)
    if span.kind == "years":
        raise KienanError(f"A target for each year of {span} is the plan of no single year.")
    return Relation(span, OWN_PLAN, parse_period(base) if base else span.previous())


def _year(year: int) -> Period:
    return months_of(year, 1, 12)
