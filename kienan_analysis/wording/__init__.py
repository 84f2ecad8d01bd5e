"""Sentences and number formats, Vietnamese and English."""

from __future__ import annotations

from kienan_analysis.wording.formats import LANGUAGES, Formatter, Language, require_language
from kienan_analysis.wording.messages import Words, escaped

__all__ = ["LANGUAGES", "Formatter", "Language", "Words", "escaped", "require_language"]
