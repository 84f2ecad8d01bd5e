"""What grew fastest and slowest is said as far as the printed digits tell it, and not of what did not grow."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from kienan_analysis.sections.parts import extremes
from kienan_analysis.wording import Words
from tests.shipped_reviews import tables_of

EN, VI = Words("en"), Words("vi")
INDUSTRY, RETAIL, SERVICES = "industrial_output", "retail_sales", "accommodation_food_revenue"


def rates(*known: tuple[str, float, float] | tuple[str, float, float, str]) -> pd.DataFrame:
    """Make rows of an indicator, its growth in percent, half the width that its digits allow, and which end is open."""
    rows = []
    for indicator, percent, half, *is_open in known:
        low, high = (percent - half) / 100, (percent + half) / 100
        row = {"indicator": indicator, "basis": "", "growth": percent / 100, "growth_low": low, "growth_high": high}
        row |= {f"growth_{end}": math.nan for end in is_open}
        rows.append({**row, "growth_decimals": 1 if percent % 1 else 0})
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("rows", "english", "vietnamese"),
    [
        (
            rates((INDUSTRY, 13.7, 0.05), (RETAIL, 4.0, 0.5), (SERVICES, 8.0, 0.5)),
            "{I} (13.7%) grew fastest, {R} (4%) slowest",
            "tăng nhanh nhất là {I} (13,7%), chậm nhất là {R} (4%)",
        ),
        (  # which of two is slowest the digits leave open
            rates((INDUSTRY, 13.7, 0.05), (RETAIL, 4.0, 0.5), (SERVICES, 4.2, 0.05)),
            "{I} (13.7%) grew fastest, {R} (4%) or {S} (4.2%) slowest",
            "tăng nhanh nhất là {I} (13,7%), chậm nhất là {R} (4%) hoặc {S} (4,2%)",
        ),
        (  # and so does an open end: at least 5% may be more than 8%
            rates((INDUSTRY, 8.0, 0.5), (RETAIL, 5.0, 0.0, "high"), (SERVICES, 2.0, 0.5)),
            "{I} (8%) or {R} (at least 5%) grew fastest, {S} (2%) slowest",
            "tăng nhanh nhất là {I} (8%) hoặc {R} (ít nhất 5%), chậm nhất là {S} (2%)",
        ),
        (
            rates((INDUSTRY, 8.0, 0.5), (RETAIL, 8.0, 0.5), (SERVICES, 2.0, 0.5)),
            "{I} and {R} (8%) grew fastest, {S} (2%) slowest",
            "tăng nhanh nhất là {I} và {R} (8%), chậm nhất là {S} (2%)",
        ),
        (
            rates((INDUSTRY, 8.3, 0.05), (RETAIL, -1.5, 0.05)),
            "{I} (8.3%) grew, {R} (−1.5%) fell",
            "tăng là {I} (8,3%), giảm là {R} (−1,5%)",
        ),
        (
            rates((INDUSTRY, 0.0, 0.5), (RETAIL, -3.0, 0.5)),
            "nothing grew: no change in {I} (0%), a fall in {R} (−3%)",
            "không chỉ tiêu nào tăng: không đổi là {I} (0%), giảm là {R} (−3%)",
        ),
        (
            rates((INDUSTRY, -1.0, 0.5), (RETAIL, -3.0, 0.5), (SERVICES, -7.0, 0.5)),
            "all fell: {I} (−1%) least, {S} (−7%) most",
            "mọi chỉ tiêu đều giảm: ít nhất là {I} (−1%), nhiều nhất là {S} (−7%)",
        ),
        (
            rates((INDUSTRY, 5.0, 0.5), (RETAIL, 5.0, 0.5)),
            "both indicators are up 5%",
            "cả hai chỉ tiêu đều tăng 5%",
        ),
        (
            rates((INDUSTRY, 0.0, 0.5), (RETAIL, 0.0, 0.5), (SERVICES, 0.0, 0.5)),
            "all 3 indicators are unchanged (0%)",
            "cả 3 chỉ tiêu đều không đổi (0%)",
        ),
        (
            rates((INDUSTRY, 5.0, 0.5), (RETAIL, 5.2, 0.5)),
            "growth: {R} (5.2%), {I} (5%); the printed digits do not tell the order",
            "tốc độ tăng: {R} (5,2%), {I} (5%); chữ số đã in chưa phân được hơn kém",
        ),
    ],
)
def test_what_grew_fastest_is_said_as_far_as_the_digits_tell(rows: pd.DataFrame, english: str, vietnamese: str) -> None:
    review = tables_of("kien-an", 2021)
    for words, expected in ((EN, english), (VI, vietnamese)):
        names = {
            name[0].upper().replace("A", "S"): words.name(
                str(review.data.indicators.loc[name, f"name_{words.language}"]), inside=True
            )
            for name in (INDUSTRY, RETAIL, SERVICES)
        }
        assert extremes.told(review, words, rows) == expected.format(**names)


def test_the_first_alone_is_never_said_to_have_grown_where_it_fell() -> None:
    review = tables_of("kien-an", 2021)
    fell = rates((INDUSTRY, -1.0, 0.5), (RETAIL, -3.0, 0.5), (SERVICES, -7.0, 0.5))
    still = rates((INDUSTRY, 0.0, 0.0), (RETAIL, -3.0, 0.5), (SERVICES, -7.0, 0.5))
    assert extremes.top(review, EN, fell) == "all fell; industrial output least (−1%)"
    assert extremes.top(review, EN, still) == "nothing grew; no change in industrial output (0%)"
