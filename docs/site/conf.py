"""How Sphinx makes the site: `docs/make_site.py` lays out the pages, this says what becomes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.util import logging

from kienan_analysis import __version__

project = "Kiến An Analysis"
author = "Kiến An Analysis contributors"
copyright = author  # noqa: A001 - Sphinx's name for it
version = release = __version__
language = "en"

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "myst_nb",
]
# Headings and links of the tree's own documents; their first heading may be followed by one two levels deeper.
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_block", "colon_fence"]
suppress_warnings = ["myst.header"]
# The tour is run each time: what stands beneath a line is what it gives.
nb_execution_mode = "force"
nb_execution_timeout = 600
nb_execution_raise_on_error = True
nb_execution_excludepatterns = ["[!t]*"]

autodoc_typehints = "none"  # they stand in the signature
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = False
napoleon_use_rtype = False

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static"]
html_extra_path = ["extra"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options: dict[str, Any] = {
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "collapse_navigation": True,
    "show_prev_next": True,
    "footer_start": ["copyright"],
    "footer_end": [],
    "navigation_with_keys": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
# Pages without others beside them need no list of those.
ALONE = ("index", "tour", "gallery", "guide", "search", "genindex", "py-modindex")
html_sidebars: dict[str, list[str]] = {page: [] for page in ALONE}
# Pages whose name ends so are in Vietnamese; browsers and screen readers are told, and the theme's words are these.
VIETNAMESE = ".vi"
TOGGLE = '<summary aria-label="Pages of this section">'
WORDS = {
    "Announcement": "Thông báo",
    "Back to top": "Về đầu trang",
    "Breadcrumb": "Vị trí trang",
    "Collapse Sidebar": "Thu gọn mục lục",
    "Color mode": "Sáng hay tối",
    "Dark": "Tối",
    "Expand Sidebar": "Mở mục lục",
    "Home": "Trang đầu",
    "Index": "Bảng tra",
    "Light": "Sáng",
    "On this page": "Trong trang này",
    "Search": "Tìm",
    "Section Navigation": "Mục lục",
    "Site navigation": "Các phần của trang",
    "Skip to main content": "Đến nội dung chính",
    "System Settings": "Theo hệ thống",
    "Version warning": "Lưu ý về phiên bản",
    "next": "tiếp",
    "next page": "trang tiếp",
    "previous": "trước",
    "previous page": "trang trước",
}


def _say_the_language(_app: object, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    if page.endswith(VIETNAMESE):
        context["language"] = "vi"
        context["_"] = _in_vietnamese


def _in_vietnamese(text: str) -> str:
    """Give a word of the theme; one that is not there ends `make site`, since Sphinx's warnings do."""
    if text not in WORDS:
        logging.getLogger(__name__).warning("The theme's words %r have no Vietnamese in docs/site/conf.py.", text)
    return WORDS.get(text, text)


def _name_the_toggles(app: Any, _error: object) -> None:  # noqa: ANN401 - see setup
    """Say aloud what the theme's folds in the list of pages are for: they show an arrow only."""
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        named = text.replace('<summary><span class="toctree-toggle"', f'{TOGGLE}<span class="toctree-toggle"')
        if named != text:
            page.write_text(named, encoding="utf-8")


def setup(app: Any) -> None:  # noqa: ANN401 - Sphinx's own class, which the checks of types do not have
    """Give each page its language, and each fold a name."""
    app.connect("html-page-context", _say_the_language)
    app.connect("build-finished", _name_the_toggles)
