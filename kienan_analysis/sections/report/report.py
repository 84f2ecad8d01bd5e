"""What a review, a history and a comparison have in common: sections in order, each made when first asked for."""

from __future__ import annotations

import contextlib
import operator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from kienan_analysis.errors import UsageError
from kienan_analysis.sections.parts.outputs import Masthead, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kienan_analysis.sections.parts.section import Section
    from kienan_analysis.wording.messages import Words

    Maker = Callable[..., Section | None]

Figures = TypeVar("Figures")


class Report(Generic[Figures]):
    """Sections in one language, and the figures beneath; shows itself in a notebook.

    A section is an attribute of its name, None where it does not apply.

    Attributes
    ----------
    tables
        The figures, unformatted.
    words : Words
        The language.
    """

    MASTHEAD: ClassVar[Callable[..., Masthead]]
    SECTIONS: ClassVar[Mapping[str, Maker]]

    def __init__(self, tables: Figures, words: Words) -> None:
        self.tables = tables
        self.words = words

    @property
    def masthead(self) -> Masthead:
        """Title and what stands beneath."""
        return type(self).MASTHEAD(self.tables, self.words)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (a Section, or None where it does not apply)
        """Make a section when it is first asked for."""
        if name not in self.SECTIONS:
            message = f"{type(self).__name__!r} has no section {name!r}"
            raise AttributeError(message, name=name, obj=self)
        made = self.SECTIONS[name](self.tables, self.words)
        setattr(self, name, made)
        return made

    def __dir__(self) -> list[str]:
        """List the sections too."""
        return sorted({*super().__dir__(), *self.SECTIONS})

    def sections(self) -> Iterator[Section]:
        """Go through the sections that apply, in order."""
        for name in self.SECTIONS:
            section: Section | None = getattr(self, name)
            if section is not None:
                yield section

    def _ipython_display_(self) -> None:
        """Show the whole; IPython calls this."""
        publish(self.masthead.outputs())
        for section in self.sections():
            publish(section.outputs())


def whole_year(year: int) -> int:
    """Give a year as a whole number; NumPy's are taken too, as they come out of a frame.

    Raises
    ------
    UsageError
        It is none.
    """
    if not isinstance(year, bool):
        with contextlib.suppress(TypeError):
            return operator.index(year)
    raise UsageError(
        f"a year is a whole number, not {year!r}.", where="year", remedy="Write it as 2021, without quotes."
    )
