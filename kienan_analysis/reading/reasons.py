"""Why figures are not read, in words: one code each, in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _reasons() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("kienan_analysis.reading") / "reasons.toml").read_text(encoding="utf-8"))


def codes() -> frozenset[str]:
    """Give every code."""
    return frozenset(_reasons())


def sentence(code: str, *, words: str = "", rule: str = "", language: str = "en") -> str:
    """Say a reason in words.

    Parameters
    ----------
    code : str
    words, rule : str
        The words of the text, and the rule, that stopped the reading.
    language : {"en", "vi"}

    Examples
    --------
    >>> sentence("unexplained", words="hoặc")
    'nothing explains “hoặc” between its name and itself'
    """
    reason = _reasons()[code][language]
    return reason.format(words=words, rule=rule) if "{" in reason else reason
