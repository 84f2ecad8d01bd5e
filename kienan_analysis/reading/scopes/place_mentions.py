"""A place as a sentence names it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.scopes.known_places import Place

PlaceKind = Literal["named", "country", "foreign", "relative", "firm", "part"]
Role = Literal[
    "",
    "topic",
    "of",
    "in",
    "host",
    "neighbour",
    "parent",
    "compared",
    "given",
    "source",
    "assigner",
    "several",
    "hint",
    "none",
]
Era = Literal["", "old", "new"]


@dataclass(slots=True, eq=False)
class PlaceMention:
    """A place as a sentence names it.

    Attributes
    ----------
    first, after : int
        Its tokens in the sentence, the type word or body included: ``[first, after)``.
    start, end : int
        In the text's normal form.
    item_start : int
        Where its name begins, with the type word but without a body (*Quận ủy*).
    kind : {"named", "country", "foreign", "relative", "firm", "part"}
        ``relative``: a type word alone (*toàn quận*). ``firm``: a firm, an estate, a school: no administrative unit.
        ``part``: a part that is no unit (*khu vực phía Tây*).
    type : str
        The type word in full; empty of a bare name.
    key : str
        The bare name in the spelling that is matched; empty of a relative one.
    places : tuple of Place
        All that bear the name and may be of the type.
    body : bool
        Whether a body of the place is named: *Quận ủy Hải An*, *UBND huyện Lắk*.
    era : {"", "old", "new"}
        What the words about it say: *(cũ)*, *mới*.
    weak : bool
        Whether only a commune bears the bare name, so that it counts only beside one with a type word.
    role : str
        What the sentence makes of it.
    parent : PlaceMention or None
        The place named as the one that it belongs to.
    together : list of PlaceMention
        The places named in one breath with it, itself included.
    clause : int
        The token that its clause begins with.
    """

    first: int
    after: int
    start: int
    end: int
    item_start: int
    kind: PlaceKind
    type: str = ""
    key: str = ""
    places: tuple[Place, ...] = ()
    body: bool = False
    era: Era = ""
    weak: bool = False
    role: Role = ""
    parent: PlaceMention | None = None
    together: list[PlaceMention] = field(default_factory=list)
    clause: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is one item of its sentence; a type word alone, a firm and a road are read as words."""
        return self.kind in {"named", "country"} and self.role != "none"


def without_weak(sentences: Sequence[Sequence[PlaceMention]]) -> Iterator[list[PlaceMention]]:
    """Leave out bare names that only a commune bears, unless the text gives that name a type word too."""
    typed = {mention.key for found in sentences for mention in found if mention.type and mention.key}
    for found in sentences:
        yield [mention for mention in found if not mention.weak or mention.key in typed]
