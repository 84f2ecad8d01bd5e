"""The package's sentences as data: one table, both languages side by side, ``messages.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kienan_analysis.wording.formats import Formatter, require_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.languages import Language

# Blanks before another blank, or before a mark that ends something: not those before .docx.
_GAP = re.compile(r" +(?= )| +(?=[.,;:)](?![^\W\d_]))")
_TWICE = re.compile(r"\bat (at (?:least|most)\b)")
# Characters that would mean something in Markdown or HTML if a name in the data held them.
_MARKUP = {ord(character): f"&#{ord(character)};" for character in "\\`*_{}[]<>#|&!~$"}


def escaped(text: str) -> str:
    """Make text from the data harmless in Markdown and HTML.

    Examples
    --------
    >>> escaped("<b>[x](y)")
    '&#60;b&#62;&#91;x&#93;(y)'
    """
    return str(text).translate(_MARKUP)


@cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str | Mapping[str, str]]]]:
    """Read the table of messages: section, name, language."""
    return tomllib.loads(files("kienan_analysis.wording").joinpath("messages.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Words:
    """Everything needed to write in one language.

    Attributes
    ----------
    language : {"vi", "en"}
    format : Formatter
    """

    language: Language
    format: Formatter = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "format", Formatter(require_language(self.language)))

    def say(self, key: str, /, **values: object) -> str:
        """Write one message.

        Parameters
        ----------
        key : str
            ``section.name``.
        **values
            The message's fields, written already. ``count`` (an int) chooses the form: the one of that very number
            (``"=2"``) where there is one, else the language's plural form.

        Raises
        ------
        KeyError
            For an unknown message or a field that is not given.
        """
        section, name = key.split(".")
        try:
            text = catalogue()[section][name][self.language]
        except KeyError:
            message = f"wording/messages.toml has no {name} in [{section}] ({self.language})"
            raise KeyError(message) from None
        try:
            return self._written(text, values)
        except KeyError as lacking:
            raise KeyError(f"{key} of wording/messages.toml has the field {lacking}, which was not given") from None

    def _written(self, text: str | Mapping[str, str], values: dict[str, object]) -> str:
        if not isinstance(text, str):
            count = values["count"]
            plural = self.format.plural(count) if isinstance(count, int) else "other"
            text = text.get(f"={count}", text[plural])
        if isinstance(count := values.get("count"), int):
            values["count"] = self.format.number(count, 0)
        # A field may be empty (bounds that the digits shown make superfluous): no gap is left for it.
        said = _GAP.sub("", text.format(**values)).strip(" ")
        # "missed its plan, at" "at most 97%"
        return _TWICE.sub(r"\1", said) if self.language == "en" else said

    def name(self, text: str, *, inside: bool = False) -> str:
        """Write an indicator's or area's name, escaped; `inside` a sentence its first letter is small.

        Examples
        --------
        >>> Words("en").name("Retail sales of goods", inside=True)
        'retail sales of goods'
        """
        # An abbreviation (GRDP, CPI) keeps its capitals.
        if inside and not text[1:2].isupper():
            text = text[:1].lower() + text[1:]
        return escaped(text)
