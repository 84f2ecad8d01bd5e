"""From the prose of an article to observations: every figure with its place, or the reason why it is not understood.

The text is data: nothing in it is executed, and its length bounds the time.
"""

from kienan_analysis.reading.article import ArticleReader
from kienan_analysis.reading.observations import FIELDS, Article, ReadObservation, Unread

__all__ = ["FIELDS", "Article", "ArticleReader", "ReadObservation", "Unread"]
