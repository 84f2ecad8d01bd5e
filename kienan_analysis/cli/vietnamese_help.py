"""The help of commands in Vietnamese: each paragraph and option by its English, laid out by the command itself."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("kienan_analysis.messages").joinpath("help_vi.toml").read_text(encoding="utf-8"))


def in_vietnamese(text: str) -> str:
    """Say a help text in Vietnamese, paragraph by paragraph; what has no Vietnamese stays English.

    Examples
    --------
    >>> in_vietnamese("The year.  [required]")
    'Năm.  [bắt buộc]'
    """
    told, extras, known = [], _texts()["extras"], _texts()["help"]
    for paragraph in text.split("\n\n"):
        said, mark, extra = " ".join(paragraph.split(" ")).partition("  [")
        said = " ".join(said.split())
        extra = mark + extra
        for english, vietnamese in extras.items():
            extra = extra.replace(english, vietnamese)
        told.append(known.get(said, said) + extra)
    return "\n\n".join(told)


def formatter_of(english: type[Any]) -> type[Any]:
    """Make a formatter of help that writes Vietnamese, of the one that writes English.

    Parameters
    ----------
    english : type
        Click's HelpFormatter, wherever Typer keeps it.
    """
    headings = _texts()["headings"]

    class Vietnamese(english):  # type: ignore[misc]  # known only when it runs
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or f"{headings['Usage']}: ")

        def section(self, name: str) -> AbstractContextManager[None]:
            made: AbstractContextManager[None] = super().section(headings.get(name, name))
            return made

        def write_text(self, text: str) -> None:
            super().write_text(in_vietnamese(text))

        def write_dl(self, rows: Sequence[tuple[str, str]], *arguments: Any, **named: Any) -> None:  # noqa: ANN401
            super().write_dl([(name, in_vietnamese(text)) for name, text in rows], *arguments, **named)

    return Vietnamese
