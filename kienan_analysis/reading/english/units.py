"""The English words for units, as the catalogue spells them."""

from __future__ import annotations

from typing import Final

from kienan_analysis.catalogue import canonical_unit

SCALES: Final = {
    "thousand": "nghìn", "million": "triệu", "mln": "triệu", "mn": "triệu", "billion": "tỷ", "billions": "tỷ",
    "bn": "tỷ", "bln": "tỷ", "trillion": "nghìn tỷ", "trln": "nghìn tỷ", "quadrillion": "triệu tỷ", "millions": "triệu",
}  # fmt: skip
MEASURED: Final = {
    "tonnes": "tấn", "tonne": "tấn", "tons": "tấn", "ton": "tấn", "metric tons": "tấn", "metric tonnes": "tấn",
    "quintals": "tạ", "kg": "kg", "kilograms": "kg", "litres": "lít", "liters": "lít",
    "hectares": "ha", "hectare": "ha", "ha": "ha", "square metres": "m2", "square meters": "m2", "sq m": "m2",
    "square kilometres": "km2", "square kilometers": "km2", "sq km": "km2", "cubic metres": "m3", "cubic meters": "m3",
    "km": "km", "kilometres": "km", "kilometers": "km", "mw": "MW", "megawatts": "MW", "mwp": "MWp", "kwh": "kWh",
    "teus": "TEU", "teu": "TEU", "beds": "giường",
}  # fmt: skip
# What is counted: the noun stays a word of the sentence, since it names the thing.
COUNTED: Final = {
    "people": "người", "persons": "người", "residents": "người", "inhabitants": "người", "students": "người",
    "workers": "lao động", "labourers": "lao động", "laborers": "lao động", "employees": "lao động", "jobs": "lao động",
    "visitors": "lượt", "tourists": "lượt", "arrivals": "lượt", "visits": "lượt", "passengers": "lượt",
    "guests": "lượt", "foreigners": "lượt", "holidaymakers": "lượt", "travellers": "lượt", "travelers": "lượt",
    "households": "hộ", "families": "hộ", "enterprises": "doanh nghiệp", "businesses": "doanh nghiệp",
    "firms": "doanh nghiệp", "companies": "doanh nghiệp", "cooperatives": "hợp tác xã", "projects": "dự án",
    "vehicles": "phương tiện", "pigs": "con", "cattle": "con", "poultry": "con", "subscribers": "thuê bao",
    "houses": "căn", "apartments": "căn", "infections": "ca",
}  # fmt: skip
PER: Final = {
    "year": "năm", "annum": "năm", "month": "tháng", "person": "người", "capita": "người", "head": "người",
    "hectare": "ha", "ha": "ha", "day": "ngày", "household": "hộ", "quarter": "quý",
}  # fmt: skip


def scaled(scale: str, unit: str) -> str:
    """Give a unit with its scale, as the catalogue spells it.

    Examples
    --------
    >>> scaled("nghìn tỷ", "đồng"), scaled("", "ha")
    ('nghìn tỷ đồng', 'ha')
    """
    return canonical_unit(f"{scale} {unit}".strip())
