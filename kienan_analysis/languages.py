"""The languages that reports are written in, and how charts write numbers and dates in each."""

from __future__ import annotations

from typing import Any, Literal, get_args

Language = Literal["vi", "en"]
LANGUAGES: tuple[str, ...] = get_args(Language)

# As Vega takes them.
LOCALES: dict[Language, dict[str, Any]] = {
    "vi": {
        "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\N{NO-BREAK SPACE}₫"]},
        "time": {
            "dateTime": "%A, %e %B %Y %X",
            "date": "%d/%m/%Y",
            "time": "%H:%M:%S",
            "periods": ["SA", "CH"],
            "days": ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
            "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
            "months": [f"Tháng {number}" for number in range(1, 13)],
            "shortMonths": [f"Th{number}" for number in range(1, 13)],
        },
    },
    "en": {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["VND\N{NO-BREAK SPACE}", ""]}},
}
