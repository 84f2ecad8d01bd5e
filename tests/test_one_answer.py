"""One answer a figure: whatever a review shows of one thing, in any form, is the same number on the same grounds."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.annual_review import review_years
from kienan_analysis.publishing import workbook
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.sheets import sheets_of
from tests.given_figures import WORDS, Reader
from tests.shipped_reviews import executed, review_of, shipped, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.annual_review import AnnualReview
    from tests.given_figures import Given, Of

# Twelve digits are written into a table; a chart has them all.
NEAR = 1e-10
IN_WORKBOOKS = [("hai-phong", 2019), ("hai-phong", 2021), ("kien-an", 2021)]


@pytest.fixture(autouse=True)
def _without_images(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIENAN_IMAGES", "later")


@cache
def every_review() -> list[tuple[str, int]]:
    data = shipped()
    there = set(data.observations["area"])
    return [(str(area), year) for area in data.areas.index if area in there for year in review_years(data, str(area))]


@cache
def shown_by(area: str, year: int) -> tuple[tuple[Of, Given], ...]:
    """Give what the tables of a review show; the years take turns in its languages, since figures have none."""
    return tuple(Reader(review_of(area, year, "vi" if year % 2 else "en")).of_tables())


def disagreements(given: Iterable[tuple[Of, Given]]) -> list[str]:
    """Name the things of which two numbers, or the same on other grounds, are given."""
    first: dict[Of, Given] = {}
    grounds: dict[Of, Given] = {}
    found = []
    for of, one in given:
        other = first.setdefault(of, one)
        if not same(one.value, other.value):
            found.append(f"{of}: {other.value:.12g} in {other.where}, {one.value:.12g} in {one.where}")
        if one.rests_on and grounds.setdefault(of, one).rests_on != one.rests_on:
            found.append(f"{of}: rests on {sorted(grounds[of].rests_on)} and on {sorted(one.rests_on)} in {one.where}")
    return found


def same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=NEAR, abs_tol=NEAR) or (math.isnan(one) and math.isnan(other))


def decided(review: AnnualReview) -> dict[Of, tuple[float, frozenset[str]]]:
    """Give what the one place has decided."""
    frame = review.accepted.figures
    names = ["area", "indicator", "basis", "period", "assigner", "quantity", "value", "rests_on"]
    return {tuple(row[:6]): (row[6], frozenset(row[7])) for row in frame[names].itertuples(index=False, name=None)}


@pytest.mark.slow
def test_tables_charts_and_csv_of_every_review_give_one_number_on_its_grounds() -> None:
    seen: dict[str, int] = defaultdict(int)
    wrong: list[str] = []
    for area, year in every_review():
        reader, shown = Reader(review_of(area, year, "vi" if year % 2 else "en")), shown_by(area, year)
        given = [*shown, *reader.of_csv(), *reader.of_charts()]
        wrong += [f"{area} {year}: {what}" for what in disagreements(given)]
        known = decided(tables_of(area, year))
        for of, one in shown:
            seen[of[-1]] += 1
            if of[0] != area:
                continue
            value, rests_on = known[of]
            if not same(one.value, value) or (one.rests_on and one.rests_on != rests_on):
                wrong.append(f"{area} {year}: {of} is {value} on {sorted(rests_on)}, {one.value} in {one.where}")
    assert not wrong, "\n".join(wrong)
    assert min(seen[quantity] for quantity in ("level", "growth", "attainment", "plan", "planned_growth")) > 10
    assert sum(seen.values()) > 800


@pytest.mark.slow
def test_years_of_an_area_give_one_number() -> None:
    """What the page of 2020 says of 2019 is what the page of 2019 says."""
    by_area: dict[str, list[tuple[Of, Given]]] = defaultdict(list)
    for area, year in every_review():
        by_area[area] += shown_by(area, year)
    assert not [what for given in by_area.values() for what in disagreements(given)]


@pytest.mark.slow
@pytest.mark.parametrize(("area", "year"), IN_WORKBOOKS)
def test_a_workbook_gives_the_page_s_numbers(area: str, year: int) -> None:
    review = review_of(area, year, "vi")  # a year of odd number: the same review as above
    notebook = executed(review)
    sheets = {name: sheet.name for name, sheet in sheets_of(read_review(notebook), WORDS["vi"]).items()}
    reader = Reader(review)
    given = list(reader.of_workbook(workbook(notebook), sheets))
    assert len(given) > 20
    assert not disagreements([*reader.of_tables(), *given])


def test_a_second_number_and_other_grounds_are_noticed() -> None:
    given = list(Reader(review_of("hai-phong", 2020, "en")).of_tables())
    assert not disagreements(given)
    of, one = next(pair for pair in given if pair[0][-1] == "level" and pair[1].rests_on)
    assert disagreements([*given, (of, one._replace(value=one.value * 1.001))])
    assert disagreements([*given, (of, one._replace(rests_on=frozenset({"another"})))])
