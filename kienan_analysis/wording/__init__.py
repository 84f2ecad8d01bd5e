"""Sentences and number formats, Vietnamese and English."""

from __future__ import annotations

from kienan_analysis.languages import LANGUAGES, Language
from kienan_analysis.wording.formats import Formatter, require_language
from kienan_analysis.wording.messages import Words, escaped

__all__ = ["LANGUAGES", "Formatter", "Language", "Words", "escaped", "require_language"]
