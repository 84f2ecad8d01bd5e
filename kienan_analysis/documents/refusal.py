"""Refusing a document: what it is, and what to do."""

from __future__ import annotations

from typing import NoReturn

from kienan_analysis.errors import KienanError


def refuse(name: str, what: str, remedy: str) -> NoReturn:
    """Refuse a document.

    Raises
    ------
    KienanError
    """
    raise KienanError(what, where=name, remedy=remedy)


def require(package: str, name: str, extra: str = "documents") -> None:
    """Refuse a document for which a package of an extra is missing.

    Raises
    ------
    KienanError
    """
    from importlib.util import find_spec

    if find_spec(package) is None:
        refuse(
            name,
            f"To read this kind of document the package {package!r} is needed, which is not installed.",
            f"Install it with: pip install 'kienan-analysis[{extra}]'; or save the document as plain text.",
        )
