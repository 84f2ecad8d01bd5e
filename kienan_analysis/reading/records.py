"""What is made anew for each word, figure and sentence of a text: values that nothing changes once they are made.

They are dataclasses with slots, neither named tuples nor frozen, though both would say better that they are values.
Reading makes some dozen of them for each figure and asks them for their parts hundreds of times; CPython 3.11 takes
three to four times as long to give a part of a named tuple as what stands in a slot, three times as long to make one,
and ten times as long to make a frozen dataclass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, ClassVar, Self


class Record:
    """A value with its parts in slots; what inherits it is a dataclass with slots."""

    __slots__: ClassVar[tuple[str, ...]] = ()  # a dataclass writes the names of its own here

    def _replace(self, **parts: Any) -> Self:  # noqa: ANN401 - as that of a named tuple
        """Give the same with some parts otherwise."""
        of_all = {name: getattr(self, name) for name in self.__slots__}
        of_all.update(parts)
        return type(self)(**of_all)
