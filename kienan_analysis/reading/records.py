"""What is made anew for each word, figure and sentence of a text: values that nothing changes once they are made.

They are neither named tuples nor frozen dataclasses, though both would say better that they are values. Reading makes
some dozen of them for each figure and asks them for their parts hundreds of times; CPython 3.11 takes three to four
times as long to give a part of a named tuple as what stands in a slot, three times as long to make one, and ten times
as long to make a frozen dataclass. And of the methods that a dataclass would write for itself, each compiled when its
module is imported, all but the one that makes it are here once for all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, ClassVar, Self

_Kind = TypeVar("_Kind", bound="Record")


class Record:
    """A value with its parts in slots; a class that inherits it is marked with `record`, and has two parts at least.

    Two are equal if they are of one class and all their parts are.
    """

    __slots__: ClassVar[tuple[str, ...]] = ()  # `record` writes the names of the parts here
    parts_of: ClassVar[Callable[[object], tuple[object, ...]]]

    def __eq__(self, other: object) -> bool:
        """Whether another is the same value."""
        if type(self) is not type(other):
            return NotImplemented
        return type(self).parts_of(self) == type(self).parts_of(other)

    def __hash__(self) -> int:
        """Give the same number for equal values."""
        return hash(type(self).parts_of(self))

    def __repr__(self) -> str:
        """Give its parts by name."""
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({parts})"

    def _replace(self, **parts: Any) -> Self:  # noqa: ANN401 - as that of a named tuple
        """Give the same with some parts otherwise."""
        of_all = dict(zip(self.__slots__, type(self).parts_of(self), strict=True))
        of_all.update(parts)
        return type(self)(**of_all)


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def record(kind: type[_Kind]) -> type[_Kind]:
    """Put the parts of a class into slots, and write how it is made."""
    made = dataclass(slots=True, repr=False, eq=False, match_args=False)(kind)
    made.parts_of = attrgetter(*made.__slots__)
    return made
