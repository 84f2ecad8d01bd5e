"""A Vietnamese place's published results and plans: checked observations, reviewed year by year.

Public names load on first use; importing the package brings in nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kienan_analysis.version import __version__

if TYPE_CHECKING:
    from kienan_analysis import errors, growth, published
    from kienan_analysis.article_widgets import article_form
    from kienan_analysis.articles import read
    from kienan_analysis.articles.added import add
    from kienan_analysis.data.areas.listing import areas
    from kienan_analysis.dataset import Dataset, load
    from kienan_analysis.explorer import view
    from kienan_analysis.explorer.widget import explore
    from kienan_analysis.reconciliation import reconcile
    from kienan_analysis.saved_reviews import compare, overview, review
    from kienan_analysis.sections.report import history

__all__ = [
    "Dataset",
    "__version__",
    "add",
    "areas",
    "article_form",
    "compare",
    "errors",
    "explore",
    "growth",
    "history",
    "load",
    "overview",
    "published",
    "read",
    "reconcile",
    "review",
    "view",
]

# Where each public name lives: a module, and the name in it (none: the module itself).
_HOMES = {
    "Dataset": ("dataset", "Dataset"),
    "add": ("articles.added", "add"),
    "areas": ("data.areas.listing", "areas"),
    "article_form": ("article_widgets", "article_form"),
    "compare": ("saved_reviews", "compare"),
    "errors": ("errors", ""),
    "explore": ("explorer.widget", "explore"),
    "growth": ("growth", ""),
    "history": ("sections.report", "history"),
    "load": ("dataset", "load"),
    "overview": ("saved_reviews", "overview"),
    "published": ("published", ""),
    "read": ("articles", "read"),
    "reconcile": ("reconciliation", "reconcile"),
    "review": ("saved_reviews", "review"),
    "view": ("explorer", "view"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  (each name has its type above)
    """Load a public name on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=None)
    module, attribute = _HOMES[name]
    try:
        home = import_module(f"{__name__}.{module}")
    except ModuleNotFoundError as error:
        from kienan_analysis.errors import missing_package

        raise missing_package(error) or error from error
    value = getattr(home, attribute) if attribute else home
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not, and nothing else: what a notebook completes."""
    return sorted(__all__)
