"""Spreadsheets (.xlsx, .ods) as blocks: each sheet a heading, the lines of its title, and a table of what it shows."""

from kienan_analysis.documents.sheet.reading import read_spreadsheet

__all__ = ["read_spreadsheet"]
