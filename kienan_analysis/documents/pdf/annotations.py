"""What a reader's or an editor's annotations strike out: the page shows the line, and its own content has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pypdfium2.raw as pdfium

from kienan_analysis.documents.pdf.drawing import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 5000  # annotations of a page, and pieces of one, that are looked at
_NOT_SHOWN: Final = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


def struck_boxes(page: Any) -> list[Box]:  # noqa: ANN401 - PDFium's handles have no types
    """Give the boxes of text that a page's annotations strike out, as the file has them: one a piece of a line.

    Parameters
    ----------
    page : FPDF_PAGE
    """
    found: list[Box] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            is_struck = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_STRIKEOUT
            if is_struck and not pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN:
                found.extend(_pieces(annotation))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _pieces(annotation: Any) -> Iterator[Box]:  # noqa: ANN401 - as above
    """Give the boxes that an annotation names; where it names none, the one around it."""
    points = pdfium.FS_QUADPOINTSF()
    count = min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)
    for index in range(count):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
            xs = (points.x1, points.x2, points.x3, points.x4)
            ys = (points.y1, points.y2, points.y3, points.y4)
            yield Box(min(xs), min(ys), max(xs), max(ys))
    around = pdfium.FS_RECTF()
    if not count and pdfium.FPDFAnnot_GetRect(annotation, around):
        yield Box(around.left, around.bottom, around.right, around.top)


def line_through(box: Box) -> Box:
    """Give the rule that is drawn through a box of upright text, from the top left."""
    middle = (box.low + box.high) / 2
    return Box(box.left, middle, box.right, middle)
