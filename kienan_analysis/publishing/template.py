"""A page's frame: its template, its own words, its colours, its typeface, its scripts' permissions."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kienan_analysis.errors import KienanError
from kienan_analysis.languages import LANGUAGES
from kienan_analysis.palette import PALETTE
from kienan_analysis.publishing import fonts as page_fonts
from kienan_analysis.publishing.scripts import security_policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2
    from markupsafe import Markup

    from kienan_analysis.publishing.sections import Review

_TEMPLATES = Path(__file__).parent / "templates"
_BOLD = re.compile(r'font-weight="(?:bold|[7-9]00)"')


def render(template: str, context: Mapping[str, Any], scripts: tuple[str, ...] = ()) -> str:
    """Fill a template; its context gains ``style`` and ``policy``.

    It is filled twice: the first filling tells which characters the typeface must hold.
    """
    environment = _environment()
    filled = environment.get_template(template).render(**context, style="", policy="")
    faces = list(page_fonts.PAGE_FACES)
    if _BOLD.search(filled):
        faces.append(page_fonts.BOLD)
    text = filled
    for script in scripts:  # its letters are no text
        text = text.replace(script, "")
    style = "\n".join([page_fonts.font_faces(text, faces), _colours(), template_text("page.css")])
    policy = safe(security_policy(*scripts))
    return environment.get_template(template).render(**context, style=safe(style), policy=policy)


def _colours() -> str:
    light, dark = (
        "".join(f"--{role}:{getattr(colour, scheme)};" for role, colour in PALETTE.items())
        for scheme in ("light", "dark")
    )
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def language_of(review: Review) -> str:
    """Language of a review's page.

    Raises
    ------
    KienanError
        For one that no page is written in.
    """
    language = review.about.get("language", "vi")
    if language not in LANGUAGES:
        raise KienanError(f"The notebook's language is {language!r}; a page is in one of: {', '.join(LANGUAGES)}.")
    return language


@cache
def words_of(language: str) -> dict[str, str]:
    """Words that a page says of itself, in a language."""
    words = _strings()[language]
    return {name: text for name, text in words.items() if isinstance(text, str)} | {"language": language}


def sheet_names(language: str) -> dict[str, str]:
    """Names of a workbook's sheets, by the ids of their tables."""
    names = _strings()[language]["sheets"]
    return names if isinstance(names, dict) else {}


@cache
def _strings() -> dict[str, dict[str, str | dict[str, str]]]:
    return tomllib.loads(template_text("strings.toml"))


@cache
def template_text(name: str) -> str:
    """Text of a file of the templates folder."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def safe(html: str) -> Markup:
    """Mark what this package has escaped or checked itself."""
    from markupsafe import Markup

    return Markup(html)  # noqa: S704
