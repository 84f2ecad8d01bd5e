"""The place that a text is about: the one that its heading, its first sentences and its figures speak of most."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.known_places import RANKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kienan_analysis.reading.scopes.place_choice import PlaceChooser
    from kienan_analysis.reading.scopes.place_lines import Line
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention

LEAD_SENTENCES: Final = 4  # the heading, the date line, what the text is about
_IN_TITLE: Final = 4
_IN_LEAD: Final = 3
_SPEAKS: Final = {"topic": 2.0, "of": 1.5, "in": 1.0, "source": 1.0}
_FEW_PEERS: Final = 3
_MANY: Final = 4  # other provinces that are listed
_MUCH_MORE: Final = 1.5  # how much more than the next place a text without a place in its heading speaks of its own

_ALMOST: Final = 0.6  # of the votes of the place that a text is about: as much makes it doubtful


@dataclass(frozen=True, slots=True)
class PlaceSubject:
    """The place that a text is about.

    Attributes
    ----------
    line : Line or None
        None where the text names none, where several are as likely, or where no such place is known.
    words : str
        How the text names it, in the matching spelling; empty where it names none.
    type : str
        Its type word, where the text gives one.
    candidates : tuple of str
        Ids of the places that it may be, where it is not sure.
    spans : tuple of (int, int)
        Where the text names it, in the normal form.
    reason : {"", "none", "several", "namesakes", "not known"}
        Why there is no line.
    upper : tuple of Line
        The places that the text says it belongs to, the nearest first.
    rivalled : bool
        Whether the text speaks of another place, that neither holds it nor lies in it, almost as much.
    guessed : bool
        Whether a single commune tells a district from its namesakes, or the text only hints at its place.
    """

    line: Line | None
    words: str = ""
    type: str = ""
    candidates: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    upper: tuple[Line, ...] = ()
    rivalled: bool = False
    guessed: bool = False


def find_subject(sentences: Sequence[Sequence[PlaceMention]], chooser: PlaceChooser, key: str) -> PlaceSubject:
    """Find the place that a text is about.

    Parameters
    ----------
    sentences : sequence of sequences of PlaceMention
        With their roles.
    chooser : PlaceChooser
    key : str
        The text in the spelling that is matched.
    """
    votes: dict[tuple[str, str], float] = defaultdict(float)
    named: dict[tuple[str, str], list[PlaceMention]] = {}
    titled: set[tuple[str, str]] = set()
    for number, mentions in enumerate(sentences):
        last_body = max((mention.first for mention in mentions if mention.body), default=-1)
        for mention in mentions:
            # In a heading, nobody assigns: các chỉ tiêu của tỉnh Cà Mau.
            role = "of" if mention.role == "assigner" and not number else mention.role
            weight = _SPEAKS.get(role, 0.0)
            if mention.kind in {"relative", "firm", "foreign", "part"} or not weight or mention.era == "old":
                continue
            group = (mention.key, mention.type and _level(mention))
            if mention.role == "in" and mention.first < last_body:
                continue  # tại phường Hải Châu, UBND tỉnh Quảng Nam tổ chức …: where a meeting is held
            early = _IN_TITLE if not number else _IN_LEAD if number < LEAD_SENTENCES else 0
            votes[group] += weight + early * (0.5 if mention.kind == "country" else 1.0)
            named.setdefault(group, []).append(mention)
            if not number:
                titled.add(group)
    _join_bare(votes, named, titled, chooser)
    if not votes:
        return _hinted(sentences, chooser, key)
    for group, mentions in named.items():
        types = {mention.type for mention in mentions if mention.type} or {
            place.type for mention in mentions for place in mention.places if place.level == _level(mention)
        }
        votes[group] += min(6.0, sum(chooser.context.relative[kind] for kind in types))
    order = {group: place for place, group in enumerate(named)}
    ranked = sorted(votes, key=lambda group: (-votes[group], order[group]))
    best = ranked[0]
    mentions = named[best]
    first = next((mention for mention in mentions if mention.type), mentions[0])
    spans = tuple((mention.start, mention.end) for mention in mentions)
    if _is_one_of_many(votes, named, best, ranked, titled):
        country = _country_of_many(named, chooser)
        if country is not None:
            return country
        ids = _ids(chooser, [*mentions, *named[ranked[1]]])
        return PlaceSubject(None, candidates=ids, spans=spans, reason="several")
    told = next((mention for mention in mentions if mention.parent is not None), first)
    line = chooser.country() if first.kind == "country" else chooser.choose(told)
    ids = () if line is not None else _ids(chooser, [told])
    reason = "" if line is not None else "namesakes" if ids else "not known"
    return PlaceSubject(
        line,
        key[first.item_start : first.end],
        first.type,
        ids,
        spans,
        reason,
        tuple(_upper(chooser, told)),
        line is not None
        and (
            _is_guessed(chooser, told, line)
            or any(
                votes[group] >= _ALMOST * votes[best] and _is_beside(chooser, named[group], line)
                for group in ranked[1:]
            )
        ),
        line is not None and line.level == "district" and chooser.is_guessed(line),
    )


def _hinted(sentences: Sequence[Sequence[PlaceMention]], chooser: PlaceChooser, key: str) -> PlaceSubject:
    """Take the one place that a text is sent to, rests on or was signed in, where it names no other: to be asked."""
    hints = [mention for mentions in sentences for mention in mentions if mention.role == "hint"]
    signed = [mention for mention in hints if not mention.first and not mention.type and not mention.body]
    hints = signed or hints  # Lục Yên, ngày …: what is sent to the province is the district's
    lines = {chooser.choose(mention) for mention in hints}
    line = next(iter(lines)) if len(lines) == 1 else None
    if line is None:
        return PlaceSubject(None, candidates=_ids(chooser, hints), reason="none")
    spans = tuple((mention.start, mention.end) for mention in hints)
    first = hints[0]
    return PlaceSubject(line, key[first.item_start : first.end], first.type, (), spans, guessed=True)


def _is_guessed(chooser: PlaceChooser, told: PlaceMention, line: Line) -> bool:
    """Whether a place is told from its namesakes by nothing but districts that the text names."""
    if told.parent is not None or told.kind == "country":
        return False
    alike = chooser.context.standing([one for one in chooser.possible(told) if one.level == line.level])
    return len(alike) > 1 and chooser.context.only_hints_at(line)


def _is_beside(chooser: PlaceChooser, mentions: Sequence[PlaceMention], line: Line) -> bool:
    """Whether a place neither holds another nor lies in it."""
    other = chooser.choose(mentions[0])
    if other is None:
        return mentions[0].kind == "named"
    return other != line and not chooser.contains(other, line) and not chooser.contains(line, other)


def _upper(chooser: PlaceChooser, mention: PlaceMention) -> Iterator[Line]:
    """Give the places that a place is said to belong to, the nearest first."""
    above = mention.parent
    while above is not None and above is not mention:
        line = chooser.choose(above)
        if line is not None:
            yield line
        above = above.parent


def _is_one_of_many(
    votes: dict[tuple[str, str], float],
    named: dict[tuple[str, str], list[PlaceMention]],
    best: tuple[str, str],
    ranked: Sequence[tuple[str, str]],
    titled: AbstractSet[tuple[str, str]],
) -> bool:
    """Whether a text speaks of several alike: one whose heading names a place only if it lists many others."""
    if len(ranked) == 1:
        return False
    if best in titled:
        return _lists_provinces(votes, named, best)
    if votes[best] < _MUCH_MORE * votes[ranked[1]] and len(named[best]) == 1:
        return True
    level = _level(named[best][0])
    peers = [votes[group] for group in ranked if _level(named[group][0]) == level]
    return len(peers) > _FEW_PEERS and 2 * votes[best] < sum(peers)


def _lists_provinces(
    votes: Mapping[tuple[str, str], float], named: Mapping[tuple[str, str], list[PlaceMention]], best: tuple[str, str]
) -> bool:
    """Whether a text lists provinces, of which its heading only picks one: *Top 10 thu ngân sách: A vượt B*."""
    if _level(named[best][0]) != "province":
        return False
    peers = [votes[group] for group in votes if group != best and _level(named[group][0]) == "province"]
    return len(peers) >= _MANY and sum(peers) > _MUCH_MORE * votes[best]


def _country_of_many(named: Mapping[tuple[str, str], list[PlaceMention]], chooser: PlaceChooser) -> PlaceSubject | None:
    """Take the country as what a text is about that speaks of it and of provinces here and there, of no one region."""
    told = [mention for mentions in named.values() for mention in mentions if mention.kind == "country"]
    provinces = [group for group, mentions in named.items() if _level(mentions[0]) == "province"]
    if not told or len(provinces) <= _FEW_PEERS or chooser.context.regions:
        return None
    spans = tuple((mention.start, mention.end) for mention in told)
    return PlaceSubject(chooser.country(), told[0].key, "", (), spans)


def _join_bare(
    votes: dict[tuple[str, str], float],
    named: dict[tuple[str, str], list[PlaceMention]],
    titled: set[tuple[str, str]],
    chooser: PlaceChooser,
) -> None:
    """Count a bare name for the one with a type word that is spoken of most."""
    for group in [group for group in votes if not group[1]]:
        typed = [other for other in votes if other[0] == group[0] and other[1]]
        if not typed:
            continue
        meant = chooser.choose(named[group][0])
        same = [other for other in typed if meant is not None and other[1] == meant.level]
        if not same and meant is not None:
            continue  # Hải Dương, the province, beside TP Hải Dương
        best = max(same or typed, key=lambda other: votes[other])
        votes[best] += votes.pop(group)
        named[best] = sorted([*named[best], *named.pop(group)], key=lambda mention: mention.start)
        if group in titled:
            titled.add(best)


def _level(mention: PlaceMention) -> str:
    """Tell namesakes of other levels apart: quận Kiến An, phường Kiến An; a bare name is the largest of its name."""
    if mention.places:
        chosen = max if mention.type else min
        return chosen(mention.places, key=lambda place: RANKS[place.level]).level
    return mention.type


def _ids(chooser: PlaceChooser, mentions: Sequence[PlaceMention]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for mention in mentions:
        for line in chooser.possible(mention):
            found.update(dict.fromkeys(place.id for place in line.places))
    return tuple(found)
