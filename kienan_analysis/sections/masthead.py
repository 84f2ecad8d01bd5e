"""Titles: of a review, a history, a comparison, an overview; each with what it says of itself to programs."""

from __future__ import annotations

import math
from html import unescape
from typing import TYPE_CHECKING, Any

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections import at_a_glance, coverage, earlier_units, places_in_brief
from kienan_analysis.sections.parts import phrases, place_kinds
from kienan_analysis.sections.parts.outputs import Masthead
from kienan_analysis.sections.parts.rankings import name_of, places
from kienan_analysis.sections.sources import citation, counts, title
from kienan_analysis.version import __version__

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview, Reviewed
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.side_by_side import SideBySide
    from kienan_analysis.wording.messages import Words


def of_review(review: AnnualReview, words: Words) -> Masthead:
    """Write the title of a review and what it rests on."""
    said = title(review, words)
    facts = {
        "area": review.area,
        "area_name": str(review.area_facts[f"name_{words.language}"]),
        **_facts(review, words, said, at_a_glance.finding(review, words)),
        "licence": review.data.licence,
        "citation": citation(review, words),
    }
    if review.part_period:
        facts["kind"] = "part_review"
        facts["period"] = phrases.period(words, review.part_period)
        even = [row["even"] for row in records(review.part_years) if row["period"] == review.part_period]
        facts["even"] = next((f"{share:.4g}" for share in even if not math.isnan(share)), "")
    return Masthead(said, [standfirst(review, words), *earlier_units.opening(review, words)], facts)


def of_history(review: AnnualReview, words: Words) -> Masthead:
    """Write the title of a history."""
    said = words.say("history.title", area=phrases.area(review, words, review.area))
    lines = [words.say("history.standfirst"), *earlier_units.opening(review, words)]
    return Masthead(said, lines, {"title": said, "language": words.language})


def of_comparison(shown: SideBySide, words: Words) -> Masthead:
    """Write the title of a comparison."""
    said = coverage.title(shown, words)
    facts = {
        "kind": "comparison",
        "areas": " ".join(shown.areas),
        "area_name": unescape(coverage.names(shown, words, shown.areas)),
        **_facts(shown, words, said, coverage.finding(shown, words)),
        "licence": shown.data.licence,
        "citation": phrases.citation(shown.data, words, said),
    }
    return Masthead(said, [words.say("compare.standfirst")], facts)


def of_overview(shown: PartsOfArea, words: Words) -> Masthead:
    """Write the title of an overview of an area's parts."""
    said = places_in_brief.title(shown, words)
    facts = {
        "kind": "overview",
        "area": shown.area,
        "area_name": shown.data.area_name(shown.area, words.language),
        **({"ranked": name_of(shown, words, shown.rankings[0])} if shown.rankings else {}),
        **_facts(shown, words, said, places_in_brief.finding(shown, words)),
        "licence": shown.data.licence,
        "citation": phrases.citation(shown.data, words, said),
    }
    key = "overview.standfirst" if shown.rankings else "overview.standfirst_unranked"
    return Masthead(said, [words.say(key, places=places(shown, words), **counts(shown, words))], facts)


def _facts(review: Reviewed, words: Words, said: str, headline: str) -> dict[str, Any]:
    """Say what a report is; as plain text, for those who escape it themselves."""
    return {
        "year": review.year,
        "language": words.language,
        "title": unescape(said),
        "headline": unescape(headline),
        "package_version": __version__,
        "data_version": review.data.version,
        "data_title": phrases.data_title(review.data, words),
        "author": review.data.author,
        "newest_source": phrases.newest_source(review, words),
    }


def standfirst(review: AnnualReview, words: Words) -> str:
    """Say where the place lies, and what the review is read from."""
    above = [
        words.name(name, inside=words.language == "vi")
        for name in place_kinds.names_above(review.data, review.area, words)
    ]
    area = phrases.area(review, words, review.area)
    where = [words.say("page.place", area=area, above=", ".join(above))] if above else []
    return " ".join([*where, words.say("page.standfirst", **counts(review, words))])
