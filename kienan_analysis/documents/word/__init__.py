"""Word files (.docx, .docm, .dotx, Strict Open XML): the document as accepted and shown."""

from __future__ import annotations

from kienan_analysis.documents.word.reader import read_word_file

__all__ = ["read_word_file"]
