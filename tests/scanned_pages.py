"""Pages drawn as pictures, for what reads scans: words in the project's own typeface, and scans of them as PDF."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

# What is said of no real place: twenty figures in two paragraphs.
RESULTS = (
    "Năm 2021, quận Kiến An thực hiện nhiệm vụ trong bối cảnh có nhiều khó khăn.",
    "Giá trị sản xuất công nghiệp thực hiện 571,46 tỷ đồng, đạt 103,5% kế hoạch,",
    "tăng 11,84% so cùng kỳ. Tổng mức bán lẻ hàng hóa thực hiện 7.316,92 tỷ đồng,",
    "đạt 101,7% kế hoạch, tăng 21,36% so cùng kỳ. Doanh thu dịch vụ lưu trú và ăn",
    "uống thực hiện 1.283,05 tỷ đồng, đạt 98,42% kế hoạch, tăng 17,63% so cùng kỳ.",
    "Giá trị sản xuất nông lâm thủy sản thực hiện 128,74 tỷ đồng, đạt 102,3% kế",
    "hoạch, tăng 3,91% so cùng kỳ. Tổng thu cân đối ngân sách nhà nước thực hiện",
    "418,256 tỷ đồng, đạt 124% kế hoạch, bằng 106% so với cùng kỳ.",
)
AIMS = (
    "Năm 2022, quận Kiến An đề ra một số chỉ tiêu: Giá trị sản xuất công nghiệp",
    "tăng 13% so với thực hiện năm 2021. Doanh thu dịch vụ lưu trú và ăn uống tăng",
    "24% so với thực hiện năm 2021. Tổng mức bán lẻ hàng hóa tăng 19% so với thực",
    "hiện năm 2021. Giá trị sản xuất nông, lâm, thủy sản tăng 3,65% so với thực",
    "hiện năm 2021. Phấn đấu thu cân đối ngân sách tăng 16% trở lên so với kế hoạch",
    "thành phố giao.",
)
FIGURES = (
    *("571,46", "103,5", "11,84", "7.316,92", "101,7", "21,36", "1.283,05", "98,42", "17,63", "128,74", "102,3"),
    *("3,91", "418,256", "124", "106", "13", "24", "19", "3,65", "16"),
)


def font(size: float, weight: str = "Regular") -> Any:
    file = files("fontpkg_be_vietnam_pro") / "files" / f"BeVietnamPro-{weight}.ttf"
    return ImageFont.truetype(BytesIO(file.read_bytes()), size)


def page(lines: tuple[str, ...], dpi: int = 300, size: float = 13, width: float = 7.6) -> Image.Image:
    """Draw lines on a page as wide, in inches."""
    step = size * 1.5 * dpi / 72
    image = Image.new("L", (round(width * dpi), round(step * (len(lines) + 3))), 255)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((0.5 * dpi, step * (number + 1)), line, fill=0, font=font(size * dpi / 72))
    return image


def as_bytes(image: Image.Image, kind: str = "PNG", dpi: int = 300) -> bytes:
    written = BytesIO()
    options: dict[str, Any] = {"resolution": dpi} if kind == "PDF" else {"dpi": (dpi, dpi)}
    image.save(written, kind, **options)
    return written.getvalue()


def grey(image: Image.Image) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.asarray(image.convert("L"))
