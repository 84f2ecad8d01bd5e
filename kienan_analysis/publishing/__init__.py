"""A review's notebook as one page to share, as a workbook and on paper, and the index over all pages."""

from __future__ import annotations

from kienan_analysis.publishing.card_image import picture
from kienan_analysis.publishing.index_page import write_index
from kienan_analysis.publishing.printing import browser_program, print_page
from kienan_analysis.publishing.review_page import get_ready, page
from kienan_analysis.publishing.workbook import workbook

__all__ = ["browser_program", "get_ready", "page", "picture", "print_page", "workbook", "write_index"]
