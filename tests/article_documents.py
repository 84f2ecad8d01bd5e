"""Documents made for the tests of reading articles: one small report, as text, web page, Word file and PDF."""

from __future__ import annotations

import io
import zipfile

# Made up, and worded by us; no figure of it is in the data.
REPORT = (
    "UBND quận Kiến An tổng kết năm 2020\n\n"
    "Thứ Sáu, 08/01/2021 09:30\n\n"
    "Năm 2020, quận Kiến An đạt kết quả khá. Giá trị sản xuất công nghiệp thực hiện 512,5 tỷ đồng, "
    "đạt 100,4% kế hoạch, tăng 10.43% so với cùng kỳ. Tổng mức bán lẻ hàng hóa ước đạt 7.000,5 tỷ đồng.\n\n"
    "Quận còn trồng 1.234 cây hoa ban."
)
FIGURES = ["512,5", "100,4", "10,43", "7.000,5"]


def web_page(report: str = REPORT, *, charset: str = "utf-8", head: str = "") -> bytes:
    """Lay a report out as a news site does, with what surrounds an article there."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in report.split("\n\n"))
    page = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="{charset}">'
        f"<title>Quận Kiến An năm 2020</title>{head}</head>"
        '<body><nav><a href="/">Trang chủ</a> <a href="/tin">Tin 24h, tăng 99%</a></nav>'
        f"<article><h1>Quận Kiến An năm 2020</h1>{paragraphs}</article>"
        "<footer>Giấy phép số 12, đạt 88% kế hoạch</footer></body></html>"
    )
    return page.encode(charset, "replace")


METADATA = (
    '<link rel="canonical" href="https://example.org/kien-an-2020.html">'
    '<meta property="og:site_name" content="Báo Ví Dụ">'
    '<meta property="article:published_time" content="2021-01-08T09:30:00+07:00">'
)


def word_file(*, before: str = "", table: tuple[tuple[str, ...], ...] = (), after: str = REPORT) -> bytes:
    """Make a Word file: paragraphs, a table, paragraphs."""
    import docx

    document = docx.Document()
    for paragraph in before.split("\n\n") if before else ():
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    for paragraph in after.split("\n\n"):
        document.add_paragraph(paragraph)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def zip_bomb(size: int) -> bytes:
    """Make an archive that looks like a Word file and unpacks to many times its size."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * size)
    return content.getvalue()


def pdf(lines: list[str], *, width: int = 600) -> bytes:
    """Draw lines of text into a PDF, letters and all."""
    import fontpkg_be_vietnam_pro as font
    import vl_convert

    vl_convert.register_font_directory(str(font.ROOT / "files"))
    rows = "".join(
        f'<text x="20" y="{30 + 20 * place}" font-family="Be Vietnam Pro" font-size="12">{line}</text>'
        for place, line in enumerate(lines)
    )
    height = 60 + 20 * len(lines)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{rows}</svg>'
    return bytes(vl_convert.svg_to_pdf(svg))
