"""A review's notebook as one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from kienan_analysis.addresses import web_address
from kienan_analysis.errors import KienanError
from kienan_analysis.languages import LANGUAGES
from kienan_analysis.publishing import markup as page_markup
from kienan_analysis.publishing.blocks import Blocks, Signs, how_made, used_signs
from kienan_analysis.publishing.card import HEIGHT, WIDTH, card_of, strand_of
from kienan_analysis.publishing.folding import LAST, is_bare
from kienan_analysis.publishing.fonts import PAGE_FACES, font_faces
from kienan_analysis.publishing.scripts import chart_library
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.summary import summary_of, versions_of, written
from kienan_analysis.publishing.template import language_of, render, safe, template_text, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import nbformat

    from kienan_analysis.publishing.card import Card

_LOCAL_LINK = re.compile(r"[\w.%/-]+(?:#[\w-]*)?")
# What may stand beside a page, in the order in which its links stand.
_COMPANIONS = {"workbook": "workbook", "pdf": "pdf", "notebook": "notebook", "card": "card", "index": "all_reviews"}


def page(notebook: nbformat.NotebookNode, *, edition_links: Mapping[str, str] | None = None, address: str = "") -> str:
    """Make the self-contained HTML page of an executed review.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        An executed review; its display outputs say in ``metadata["kienan"]`` which part of the page they are.
    edition_links : mapping of str to str, optional
        Addresses, relative to the page, of the review in other languages (keys ``vi``, ``en``), of its workbook
        (``workbook``), its print (``pdf``), its notebook (``notebook``), its picture (``card``) and of the index
        (``index``).
    address : str, optional
        Where the page will be on the web, so that a link to it can show its headline and its picture.

    Returns
    -------
    str
        The page: the same bytes for the same notebook. It asks nothing from the network, and its charts stand where
        scripts do not run.

    Raises
    ------
    KienanError
        If a cell failed, or an output is not what a page may hold.
    """
    review = read_review(notebook)
    about = review.about
    language = language_of(review)
    words = words_of(language)
    masthead = next(part for part in review.masthead.parts if part.kind == "masthead")
    opening = page_markup.titled_markdown(masthead.content)
    builder = Blocks(review, words)
    opening_blocks = builder.blocks([part for part in review.masthead.parts if part is not masthead], review.masthead)
    title = about.get("title") or opening.plain
    card = card_of(review, builder.grids, title, words)
    bare = [section for section in review.sections if is_bare(section)]
    if len(bare) == len(review.sections):
        bare = []
    sections = [builder.section(section, said=card.headline) for section in review.sections if section not in bare]
    rest = [builder.section(section) for section in bare]
    charts, look = _with_one_look(builder.charts)
    context = {
        "language": language,
        "about": about,
        "strand": strand_of(about, words),
        "words": words,
        "title": title,
        "running_title": safe(_style_text(title)),
        "editions": _editions(edition_links or {}, language, words),
        "heading": safe(opening.heading),
        "standfirst": safe(opening.rest),
        "masthead": opening_blocks,
        "card": card,
        "sections": sections,
        "rest": rest,
        # What proves the review comes last.
        "rest_before": sections[-1]["anchor"] if rest and review.sections[-1].id == LAST else "",
        "made": how_made(review.masthead.made),
        "charts": charts,
        "chart_look": safe(look),
        "summary": written(summary_of(about, title, builder.grids)),
        "facts": _facts(about, title, words),
        "shared": _shared(card, address, edition_links or {}, words),
    }
    scripts = {"library": safe(chart_library()), "boot": safe(template_text("boot.js"))} if builder.charts else {}
    context["signs"] = Signs(words).first_in({name for grid in builder.grids.values() for name in used_signs(grid)})
    return render("page.html.j2", context | {"library": "", "boot": ""} | scripts, tuple(scripts.values()))


def _with_one_look(charts: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], str]:
    """Set apart the look that all live charts of a page share."""
    from kienan_analysis.publishing.chart_drawings import with_shared_look

    lives, look = with_shared_look([str(chart["live"]) for chart in charts]) if charts else ([], "")
    return [{**chart, "live": safe(live)} for chart, live in zip(charts, lives, strict=True)], look


def get_ready() -> None:
    """Load what every page needs, so that the first does not wait for it."""
    chart_library()
    font_faces("", PAGE_FACES)
    words_of("vi")
    page_markup.code("0")


def _shared(card: Card, address: str, links: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    """Say what a link to the page shows elsewhere: properties of the Open Graph protocol."""
    if not address:
        return {}
    place = web_address(address)
    said = {
        "og:type": "article",
        "og:locale": words["locale"],
        "og:title": card.headline or card.title,
        "og:description": card.title if card.headline else card.strand,
        "og:url": place,
    }
    if "card" in links:
        said |= {
            "og:image": urljoin(place, links["card"]),
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": ". ".join(part.rstrip(".") for part in (card.title, card.headline, card.in_words) if part),
        }
    return said


def _style_text(text: str) -> str:
    r"""Write any text as a string of a style sheet.

    Examples
    --------
    >>> print(_style_text('2021: "a"</style>'))
    "2021\3a  \22 a\22 \3c /style\3e "
    """
    return '"{}"'.format("".join(c if c.isalnum() or c in " ,./" else f"\\{ord(c):x} " for c in text))


def _facts(about: Mapping[str, str], title: str, words: Mapping[str, str]) -> list[dict[str, Any]]:
    versions = versions_of(about, words)
    citation = about.get("citation") or ". ".join([title, "; ".join(versions)]).rstrip(". ") + "."
    newest = about.get("newest_source", "")
    texts = {
        "newest_source": newest,
        "versions": "; ".join(versions),
        "cite": citation,
        "licence": about.get("licence", ""),
    }
    return [
        {"name": words[key], "text": safe(page_markup.inline_markdown(text))} for key, text in texts.items() if text
    ]


def _editions(links: Mapping[str, str], language: str, words: Mapping[str, str]) -> list[dict[str, str]]:
    editions = []
    for key, href in links.items():
        if not _LOCAL_LINK.fullmatch(href) or href.startswith("/"):
            raise KienanError(f"The link to the edition {key!r} must be relative to the page, not {href!r}.")
        if key in LANGUAGES and key != language:
            editions.append({"href": href, "language": key, "label": words_of(key)["name"]})
        elif key in _COMPANIONS:
            editions.append({"href": href, "language": "", "label": words[_COMPANIONS[key]]})
    return editions
