"""What a figure is measured against: by the words after it, before it, or at the head of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.reading.against import NO_AGAINST, Against, against_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.ruling import Stretch
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State


def measured_against(
    grammar: Grammar, standing: Standing, stretch: Stretch, state: State, *, within: Callable[[], bool]
) -> tuple[Against, bool]:
    """Say what a figure is measured against; and whether the head of the sentence says so, for those after it too.

    A comparison of the whole holds for its parts: *tăng 2,6% so với tháng trước, trong đó khai khoáng tăng 3,1%*.
    Where no word says that it is a part, but the name is one of the same concept (`within`), only a comparison that no
    figure is read from holds on: what is read otherwise would be one guessed.
    """
    if standing.after.against.kind:
        return standing.after.against, False
    kind, at = grammar.against(stretch)
    if not kind and (against := _against_period_after(grammar, standing, stretch)):
        return against, False
    if kind:
        atom = stretch.row.atom(at)
        if atom.chunk:
            return against_of(standing.items, atom.chunk, atom.start, atom.end), at < stretch.name_start
        mention = standing.items[atom.start].mention
        return Against("period", atom.end, mention=mention, start=atom.start), False
    if state.standing_against is not None:
        return state.standing_against, True
    last = state.last_against
    if last is None or last.kind not in {"other", "period"}:
        return NO_AGAINST, False
    among = any(grammar.is_type(stretch.row, place, "AMONG") for place in range(stretch.opening, stretch.place))
    rising = any(grammar.is_type(stretch.row, at, "UP", "DOWN") for at in range(stretch.name, stretch.place))
    held = among or (last.kind == "other" and within())
    return (last, True) if held and rising else (NO_AGAINST, False)


def _against_period_after(grammar: Grammar, standing: Standing, stretch: Stretch) -> Against | None:
    """Take a past period after a figure as what it is held against: *bằng 243% năm 2022*, *gấp 2 lần năm 2015*."""
    mention, kind = standing.after.mention, standing.figure.kind
    if mention is None or not mention.is_year or (mention.year is None and mention.shift != -1):
        return None
    row, letters = stretch.row, range(stretch.name, stretch.place)
    multiple = kind == "times" and any(grammar.is_type(row, at, "MULT") for at in letters)
    verbs = [at for at in letters if grammar.is_verb(row, at)]
    equal = kind == "rate" and bool(verbs) and grammar.key(row, verbs[-1]).endswith("bằng")
    dated = any(grammar.is_type(row, at, "PERIOD") for at in letters)
    if not multiple and (not equal or dated):
        return None
    return Against("period", standing.after.end, mention=mention, start=standing.after.end - 1)
