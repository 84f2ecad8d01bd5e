"""Many patterns held against a row at once: one pass, whatever the number of rules.

The patterns become one automaton of positions (Glushkov): a position is one token of one pattern, a state the set of
positions that the letters so far may have reached, written as the bits of a whole number. Steps are worked out when
they are first needed and remembered, so that making the automaton takes little and a row costs one look-up a letter.
Time is linear in the row, whatever the patterns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.grammar.patterns import ANY, Class, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What the letter after a position must be, besides what the position after it asks: every one of these holds.
_Guard = tuple[Class, ...]
_MOST_STEPS: Final = 50_000  # remembered; a text of any length makes no more


class Pattern(NamedTuple):
    """One pattern of an automaton.

    Attributes
    ----------
    before : tuple of Node
        What stands before it; patterns with the same share its positions.
    node : Node
    """

    before: tuple[Node, ...]
    node: Node


class _Fragment(NamedTuple):
    """A piece of a pattern: where it may begin, where it may end, and whether it may be empty."""

    first: list[tuple[_Guard, int]]
    last: list[tuple[int, _Guard]]
    empty: list[_Guard]


class _State:
    """Positions that may have been reached, as bits; and where each letter met so far leads from there."""

    __slots__ = ("accepted", "before", "bits", "steps")

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.steps: dict[str, _State] = {}
        self.before: dict[str, int] = {}  # the patterns that are whole here, by the letter that follows
        self.accepted = -1  # the patterns that are whole here with no letter left; -1 until somebody asks


_NOWHERE: Final = _State(0)


class Automaton:
    """Patterns held against letters together.

    Parameters
    ----------
    patterns : iterable of Pattern
        Each is known by its place: 0, 1, …
    types : mapping of str to frozenset of str
        The types of each letter; letters may still be added.
    lead : Node, optional
        What may stand before every pattern that something stands before, where they are matched as `led`.
    """

    def __init__(
        self, patterns: Iterable[Pattern], types: Mapping[str, frozenset[str]], lead: Node | None = None
    ) -> None:
        self._types = types
        self._positions: dict[Class, int] = {}  # as bits
        self._size = 0
        self._plain: list[int] = []
        self._guarded: list[list[tuple[_Guard, int]]] = []
        self._ends: list[int] = []
        self._guarded_ends: dict[int, list[tuple[_Guard, int]]] = {}
        self._start = 1 << self._position(ANY)
        self._led = 1 << self._position(ANY)
        starts: dict[tuple[Node, ...], list[tuple[int, _Guard]]] = {}
        for number, pattern in enumerate(patterns):
            begun = starts.get(pattern.before)
            if begun is None:
                begun = starts[pattern.before] = self._beginnings(pattern.before, lead)
            self._end(self._after(begun, self._fragment(pattern.node)), number)
        self._letters: dict[str, int] = {}
        self._forget()

    def fullmatch(self, letters: str, start: int, stop: int, *, led: bool = False) -> int:
        """Give the patterns that fit a stretch of a row whole, as bits."""
        state = self._led_state if led else self._start_state
        for letter in letters[start:stop]:
            following = state.steps.get(letter)
            state = self._step(state, letter) if following is None else following
            if state is _NOWHERE:
                return 0
        if state.accepted < 0:
            state.accepted = self._reached(state.bits, "")
        return state.accepted

    def match(self, letters: str, start: int, stop: int) -> int:
        """Give the patterns that fit some beginning of a stretch, as bits."""
        state = self._start_state
        stop = min(stop, len(letters))
        found = self._whole(state, letters[start] if start < len(letters) else "")
        for at in range(start, stop):
            following = state.steps.get(letters[at])
            state = self._step(state, letters[at]) if following is None else following
            if state is _NOWHERE:
                break
            found |= self._whole(state, letters[at + 1 : at + 2])
        return found

    def longest(self, letters: str, start: int, stop: int) -> int:
        """Say where the longest beginning of a stretch ends that a pattern fits; `start` where none does."""
        state, end = self._start_state, start
        for at in range(start, stop):
            following = state.steps.get(letters[at])
            state = self._step(state, letters[at]) if following is None else following
            if state is _NOWHERE:
                break
            if self._whole(state, letters[at + 1 : min(at + 2, stop)]):
                end = at + 1
        return end

    def _whole(self, state: _State, following: str) -> int:
        """Give the patterns that are whole in a state, the next letter being known, and remember them."""
        found = state.before.get(following)
        if found is None:
            found = state.before[following] = self._reached(state.bits, following)
        return found

    def _forget(self) -> None:
        """Begin anew with no step worked out."""
        self._start_state, self._led_state = _State(self._start), _State(self._led)
        self._states: dict[int, _State] = {0: _NOWHERE}
        self._remembered = 0

    def _step(self, state: _State, letter: str) -> _State:
        """Give the state after a letter, and remember it."""
        reached, waiting = 0, state.bits
        types = self._types[letter]
        while waiting:
            bit = waiting & -waiting
            at = bit.bit_length() - 1
            reached |= self._plain[at]
            for guard, mask in self._guarded[at]:
                for one in guard:
                    if types.isdisjoint(one.types) is not one.negated:
                        break
                else:
                    reached |= mask
            waiting ^= bit
        if self._remembered >= _MOST_STEPS:
            self._forget()
        self._remembered += 1
        bits = reached & self._mask(letter, types)
        following = self._states.get(bits)
        if following is None:
            following = self._states[bits] = _State(bits)
        state.steps[letter] = following
        return following

    def _mask(self, letter: str, types: frozenset[str]) -> int:
        """Give the positions that a letter may stand at."""
        known = self._letters.get(letter)
        if known is None:
            known = 0
            for one, positions in self._positions.items():
                if one.holds(types):
                    known |= positions
            self._letters[letter] = known
        return known

    def _reached(self, state: int, following: str) -> int:
        """Give the patterns that are whole in a state, the next letter being known; empty where there is none."""
        found, waiting = 0, state
        types = self._types[following] if following else None
        while waiting:
            bit = waiting & -waiting
            at = bit.bit_length() - 1
            found |= self._ends[at]
            for guard, mask in self._guarded_ends.get(at, ()):
                if all(one.holds(types) if types is not None else one.negated for one in guard):
                    found |= mask
            waiting ^= bit
        return found

    def _position(self, one: Class) -> int:
        at = self._size
        self._positions[one] = self._positions.get(one, 0) | 1 << at
        self._plain.append(0)
        self._guarded.append([])
        self._ends.append(0)
        self._size += 1
        return at

    def _beginnings(self, before: tuple[Node, ...], lead: Node | None) -> list[tuple[int, _Guard]]:
        """Lay out what stands before a pattern, from both starts; say where it may end."""
        start: list[tuple[int, _Guard]] = [(self._start.bit_length() - 1, ())]
        led: list[tuple[int, _Guard]] = [(self._led.bit_length() - 1, ())]
        if lead is not None and before:
            led = self._after(led, self._fragment(lead))
        ends = [*start, *led]
        for node in before:
            ends = self._after(ends, self._fragment(node))
        return ends

    def _end(self, ends: list[tuple[int, _Guard]], number: int) -> None:
        for at, guard in ends:
            if guard:
                self._guarded_ends.setdefault(at, []).append((guard, 1 << number))
            else:
                self._ends[at] |= 1 << number

    def _after(self, ends: list[tuple[int, _Guard]], piece: _Fragment) -> list[tuple[int, _Guard]]:
        """Lay out a piece after others; say where both may end."""
        for at, guard in ends:
            for own, mask in piece.first:
                self._join(at, guard + own, mask)
        return [*piece.last, *((at, guard + empty) for at, guard in ends for empty in piece.empty)]

    def _join(self, at: int, guard: _Guard, mask: int) -> None:
        if guard:
            self._guarded[at].append((guard, mask))
        else:
            self._plain[at] |= mask

    def _fragment(self, node: Node) -> _Fragment:
        """Lay out a pattern's positions and the ways between them."""
        if node.kind == "class":
            at = self._position(node.one)
            return _Fragment([((), 1 << at)], [(at, ())], [])
        if node.kind == "look":
            return _Fragment([], [], [(node.one,)])
        if node.kind == "row":
            return self._row([self._fragment(part) for part in node.parts])
        if node.kind == "any of":
            parts = [self._fragment(part) for part in node.parts]
            return _Fragment(
                [one for part in parts for one in part.first],
                [one for part in parts for one in part.last],
                _alternatives([one for part in parts for one in part.empty]),
            )
        inner = self._fragment(node.parts[0])
        if node.kind in {"*", "+"}:
            for at, guard in inner.last:
                for own, mask in inner.first:
                    self._join(at, guard + own, mask)
        return inner._replace(empty=inner.empty if node.kind == "+" else [()])

    def _row(self, parts: list[_Fragment]) -> _Fragment:
        first: list[tuple[_Guard, int]] = []
        ends: list[tuple[int, _Guard]] = []
        empty: list[_Guard] = [()]
        for part in parts:
            first.extend((guard + own, mask) for guard in empty for own, mask in part.first)
            ends = self._after(ends, part)
            empty = _alternatives([guard + own for guard in empty for own in part.empty])
        return _Fragment(first, ends, empty)


def _alternatives(guards: list[_Guard]) -> list[_Guard]:
    """Leave out what says no more: one way without a condition is enough."""
    return [()] if () in guards else list(dict.fromkeys(guards))
