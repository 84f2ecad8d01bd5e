"""The place that an article is about: found in its text, or asked for among the places that it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import parse_period
from kienan_analysis.data.areas.naming import described, listed, standing
from kienan_analysis.errors import UsageError

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.catalogue import Area, Language
    from kienan_analysis.data.areas import KnownAreas

_NEAREST: Final = 5


def lacks_place(examined: Examined, *, wholly: bool = False) -> bool:
    """Whether a text's figures are of a place that is not known.

    Parameters
    ----------
    examined : Examined
    wholly : bool
        Whether that is so only where all of them are; if not, one is enough.
    """
    if examined.area is not None or not examined.article.observations:
        return False
    unplaced = [one.area is None for one in examined.article.observations]
    return all(unplaced) if wholly else any(unplaced)


def possible_places(examined: Examined, known: KnownAreas) -> tuple[Area, ...]:
    """Give the places that a text may be about: its candidates that stood in its period, else those named most like it.

    Parameters
    ----------
    examined : Examined
    known : KnownAreas

    Returns
    -------
    tuple of Area
        The likeliest first; empty where the text names nothing like a place.
    """
    article = examined.article
    period = parse_period(article.period) if article.period else None
    found = tuple(dict.fromkeys(known[name] for name in article.candidates if name in known))
    words = article.evidence.get("area", "")
    if not found and words:
        from kienan_analysis.data.gazetteer import near

        found = tuple(dict.fromkeys(known.of_unit(unit) for unit in near.nearest(words, _NEAREST)))
    return standing(found, period) or found


def why_not_known(examined: Examined, language: Language = "en") -> str:
    """Say why a text's place is not known, in a few words."""
    from kienan_analysis.wording.messages import Words

    words = examined.article.evidence.get("area", "")
    code = {"several": "several", "namesakes": "namesakes", "not known": "not_known"}
    reason = code.get(examined.article.evidence.get("no_area", ""), "none")
    return Words(language).say(f"article_place.{reason}", words=f"(“{words}”)" if words else "")


def no_place(examined: Examined, known: KnownAreas) -> UsageError:
    """Make the error that says between which places the choice is, and how to make it."""
    found = possible_places(examined, known)
    remedy = (
        f"Say which:{listed(found, known, '--area')}." if found else "Say which with --area: an id, a code or a name."
    )
    what = f"it is not known which place the article is about: {why_not_known(examined)}. Nothing was added."
    return UsageError(what, where="--area", remedy=remedy)


def place_of(examined: Examined, known: KnownAreas, *, given: bool = False) -> str:
    """Say which place a text is about, and by which words or that it was given; empty where that is not known.

    Returns
    -------
    str
        *Huyện An Dương, Thành phố Hải Phòng, until 2024-12-31 (an-duong), by the words “huyện an dương”*.
    """
    area = known.get(examined.area or "")
    if area is None:
        return ""
    if given:
        return f"{described(area, known)} ({area.id}), as given"
    words = examined.article.evidence.get("area", "")
    return f"{described(area, known)} ({area.id}){f', by the words “{words}”' if words else ''}"
