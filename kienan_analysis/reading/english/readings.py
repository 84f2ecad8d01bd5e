"""What an English sentence gives: figures with what they say; and what holds from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.english.after import After
    from kienan_analysis.reading.english.name_bounds import Name
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention


@record
class Reading(Record):
    """A figure with what it says, its period not yet resolved.

    Attributes
    ----------
    figure : Figure
    name : Name
    measure, form, bound, assigner, status : str
        As in ``observations.csv``.
    rule : str
    mention, base : Mention or None
        The period, and the one that it is measured against, where the sentence names them.
    against : str
        What it is measured against: ``plan``, ``year_ago``, ``base``; empty for nothing.
    target, mean, in_points : bool
        Whether it is an aim; a mean over years; a change in percentage points.
    places : sequence of Item
        Places that are named with it.
    level : str
        The word for a level whose figure it is: *provincial*; empty without one.
    compared : tuple of int
        Where what it is measured against stands in the text; empty where nothing says.
    prices : str
    past : bool
        Whether its verb tells of what was: *attracted*, *rose*.
    vague : bool
        Whether another place than the text's was spoken of just before, so that it may be that one's.
    """

    figure: Figure
    name: Name
    measure: str
    form: str
    bound: str
    assigner: str
    status: str
    rule: str
    mention: Mention | None
    base: Mention | None
    against: str
    target: bool
    mean: bool
    in_points: bool
    places: Sequence[Item]
    level: str
    compared: tuple[int, ...]
    prices: str
    past: bool
    vague: bool


@dataclass(slots=True)
class State:
    """What holds from one figure of a sentence to the next."""

    name: Name | None = None
    said: str = ""
    said_form: str = ""
    has_level: bool = False
    money: str = ""
    limited: str = ""
    mention: Mention | None = None
    outside: list[Mention | None] = field(default_factory=list)  # what held where brackets opened
    after: After | None = None
    target: bool = False
    places: list[Item] = field(default_factory=list)
