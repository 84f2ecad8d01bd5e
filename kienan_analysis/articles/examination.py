"""An article read by the catalogue of a data package, and held against the area and year that were given."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.articles.origins import day_of
from kienan_analysis.articles.sites import province_of_site
from kienan_analysis.catalogue import parse_period, read_areas, read_indicators
from kienan_analysis.data.areas import KnownAreas
from kienan_analysis.data.areas.naming import require_name, the_area
from kienan_analysis.documents.document import day_or_none
from kienan_analysis.errors import UsageError, did_you_mean
from kienan_analysis.reading import Article, ArticleReader
from kienan_analysis.reading.grammar.packages import NOTHING_ADDED, Additions, read_additions
from kienan_analysis.reading.sureness import Setting, judged
from kienan_analysis.reading.text import matching_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from kienan_analysis.catalogue import Area, Indicator

# What stands before a place's name and says what kind of place it is.
_LEVELS: Final = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã", "tp")
_SAMPLE: Final = 200_000
_FIRST_YEAR: Final = 1945
_LAST_YEAR: Final = 2099
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# Doubts about whose figures those are that are read as of the area that was given.
_OF_AREA: Final = frozenset({"namesake", "other_area", "area_not_named", "other_province"})


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What phrases can mean: indicators and areas by id; rules and words of the data package's own.

    Attributes
    ----------
    indicators : mapping of str to Indicator
    areas : KnownAreas
        The package's, and the gazetteer's beside them.
    additions : Additions
    source : str or None
        Where the package lies, as `open_catalogue` was told.
    """

    indicators: Mapping[str, Indicator]
    areas: KnownAreas
    additions: Additions = NOTHING_ADDED
    source: str | None = None

    def require(self, area: str | None, year: int | None) -> None:
        """Refuse what names no area at all, and what is no year.

        Raises
        ------
        UsageError
            Names the nearest that there is.
        """
        if area is not None:
            require_name(area, self.areas)
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            near = did_you_mean(str(year), [str(known) for known in range(2000, 2041)]).split(" There are", maxsplit=1)[
                0
            ]
            guess = f"{near} " if near.startswith("Did") else ""
            raise UsageError(
                "this is no year of a report.",
                where=f"year {year}",
                remedy=f"{guess}Write it in four digits, such as 2021.",
            )


def open_catalogue(source: str | Path | None = None) -> Catalogue:
    """Read the indicators and areas of a data package, without its observations' figures.

    Raises
    ------
    UsageError
        There is no package at that place.
    DataError
        Its tables cannot be read.
    KienanError
        Its own rules or words for the reader cannot be used.
    """
    from kienan_analysis.data_package.reading_files import read_reading_files
    from kienan_analysis.validation.catalogues import open_tables

    package = open_tables(source, ["indicators", "areas"])
    return Catalogue(
        read_indicators(package.tables["indicators"].rows),
        KnownAreas(read_areas(package.tables["areas"].rows)),
        read_additions(read_reading_files(package.location)),
        None if source is None else str(source),
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing about an article as a whole that deserves a look before its figures are used.

    Attributes
    ----------
    code : str
        Name of the sentence, in the section ``article`` of the messages.
    fields : mapping
        What the sentence names: the evidence, as it stands in the text.
    """

    code: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        from kienan_analysis.wording.messages import Words

        return Words("en").say(f"article.{self.code}", **self.fields)


@dataclass(frozen=True, slots=True)
class Examined:
    """An article, read with the area and year that hold for it, and what is doubtful about those.

    Attributes
    ----------
    text : str
    article : Article
    area : str or None
        As given, else as the text says.
    doubts : tuple of Doubt
    """

    text: str
    article: Article
    area: str | None
    doubts: tuple[Doubt, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What deserves a look, in English: the grammar's own warnings and the doubts."""
        return (*self.article.warnings, *map(str, self.doubts))


class Examiner:
    """Reads articles by one catalogue.

    Parameters
    ----------
    catalogue : Catalogue
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._reader = ArticleReader(catalogue.indicators, catalogue.areas, catalogue.additions)

    def examine(
        self,
        text: str,
        *,
        area: str | None = None,
        year: int | None = None,
        published: date | None = None,
        url: str = "",
        recognised: tuple[tuple[int, int], ...] = (),
    ) -> Examined:
        """Read a text, first as it speaks for itself, then with what was given; say where the two disagree.

        Parameters
        ----------
        text : str
        area : str, optional
            Whose figures those are that are of the article's subject: an id, a code or a name. Of namesakes the one
            is meant that stood in the period, and that the text itself is about.
        year : int, optional
            That it reports on.
        published : date, optional
            Its day of publication; that of its date line if left out.
        url : str
            Its address: the province whose site it stands on tells places of one name apart.
        recognised : tuple of (int, int)
            Where words stand that were recognised in an image: their figures are not sure.

        Raises
        ------
        UsageError
            Nothing is called as the area is, several places are, or it had ended by then; or the year is none.
        KienanError
            The text is in an encoding of before Unicode.
        """
        self.catalogue.require(None, year)
        province = province_of_site(url)
        alone = self._reader.read(text, published=published, province=province)
        if area is not None:
            period = parse_period(str(year)) if year is not None else None
            if period is None and alone.period:
                period = parse_period(alone.period)
            likely = ([alone.area or ""], alone.candidates)
            area = the_area(area, self.catalogue.areas, period=period, likely=likely).id
        places = Places(text, self.catalogue.areas)
        own_area = alone.area  # of several of one name the reader takes the one that stood in the period
        own_year = _year(alone.period)
        chosen = area or own_area
        article = alone
        if chosen != alone.area or (year is not None and year != own_year):
            article = self._reader.read(text, area=chosen, year=year, published=published, province=province)
        doubts: list[Doubt] = []
        if area is not None:
            doubts.extend(_doubts_of_area(self.catalogue.areas, area, own_area, alone.evidence.get("area", ""), places))
        elif chosen is None or chosen not in self.catalogue.areas:
            doubts.extend(_doubts_of_no_area(self.catalogue.areas, chosen, alone))
        doubts.extend(_doubts_of_period(year, alone.period, own_year))
        if chosen is not None and chosen in self.catalogue.areas:
            doubts.extend(_doubts_of_days(self.catalogue.areas[chosen], article))
        found = {doubt.code for doubt in doubts}
        setting = Setting(
            self.catalogue.indicators,
            self.catalogue.areas,
            chosen,
            published or day_or_none(day_of(text)) or article.day,
            area_doubted=not found.isdisjoint(_OF_AREA),
            year_doubted="other_year" in found,
            text=text,
            recognised=recognised,
        )
        article = replace(article, observations=judged(article.observations, setting))
        return Examined(text, article, chosen, tuple(doubts))


class Places:
    """The places that a text names with their level (*quận Kiến An*, *xã Kiến An*), and how often.

    Parameters
    ----------
    text : str
    areas : mapping
        Of the catalogue, by id.
    """

    def __init__(self, text: str, areas: Mapping[str, Area]) -> None:
        self._areas = areas
        self._key = matching_key(text[:_SAMPLE])

    def count(self, words: str) -> int:
        """Count how often words stand in the text, by themselves."""
        return len(re.findall(rf"(?<!\w){re.escape(matching_key(words))}(?!\w)", self._key))

    def namesakes(self, area: Area) -> Counter[str]:
        """Count the places of another level that bear an area's name: *xã Kiến An* for the district."""
        level, name = _level_and_name(area)
        found = re.findall(rf"(?<!\w)(({'|'.join(_LEVELS)})\.?\s{re.escape(name)})(?!\w)", self._key)
        return Counter(whole for whole, word in found if word != level and not (level == "thành phố" and word == "tp"))

    def provinces(self) -> Iterator[str]:
        """Give each province that the text names as one."""
        yield from re.findall(r"(?<!\w)tỉnh ([^\W\d_]+ [^\W\d_]+)", self._key)


def _doubts_of_area(areas: KnownAreas, area: str, own: str | None, words: str, places: Places) -> Iterator[Doubt]:
    """Compare the area that was given with the places that the text names; its own it names by `words`."""
    given = areas[area]
    name = given.name_vi
    mentions = places.count(_whole_name(given))
    namesakes = places.namesakes(given)
    if namesakes and sum(namesakes.values()) > mentions:
        evidence = ", ".join(f"“{words}” ×{count}" for words, count in namesakes.most_common(3))
        yield Doubt("namesake", {"area": name, "evidence": evidence, "mentions": str(mentions)})
    elif own is not None and own != area and own not in given.successors and not _is_named_as(own, areas, given, words):
        other = areas[own].name_vi if own in areas else words
        count = places.count(_whole_name(areas[own]) if own in areas else words)
        yield Doubt("other_area", {"area": name, "other": other, "count": str(count), "mentions": str(mentions)})
    elif own != area and not mentions and not namesakes and not places.count(_level_and_name(given)[1]):
        yield Doubt("area_not_named", {"area": name})
    province = _province_of(given, areas)
    if province is not None and not places.count(_level_and_name(province)[1]):
        others = Counter(places.provinces())
        if others:
            evidence = f"“tỉnh {others.most_common(1)[0][0]}”"
            yield Doubt("other_province", {"area": name, "province": province.name_vi, "evidence": evidence})


def _doubts_of_no_area(areas: KnownAreas, own: str | None, alone: Article) -> Iterator[Doubt]:
    """Say of which place a text seems to be that the data do not have, or between which it leaves the choice."""
    words = alone.evidence.get("area", "")
    if own is not None:
        yield Doubt("area_not_there", {"area": own, "evidence": f"“{words}”" if words else ""})
    elif alone.candidates:
        yield Doubt("area_of_several", {"candidates": ", ".join(_told_apart(alone.candidates, areas))})
    elif words:
        yield Doubt("area_not_known", {"evidence": f"“{words}”"})
    elif alone.observations:
        yield Doubt("no_area")


def _told_apart(names: Iterable[str], areas: KnownAreas) -> Iterator[str]:
    """Name areas, each with what it belongs to: several of one name are listed."""
    for name in names:
        above = areas.above(name)
        inside = f" ({above[0].name_vi})" if above and above[0].level != "country" else ""
        yield f"{areas[name].name_vi}{inside}" if name in areas else name


def _doubts_of_period(year: int | None, own_period: str, own_year: int | None) -> Iterator[Doubt]:
    """Compare the year that was given with the period that the text reports on; some months of it are no doubt."""
    if not own_period:
        yield Doubt("no_period") if year is None else Doubt("no_period_but_given", {"year": str(year)})
        return
    if year is None:
        return
    if own_year is not None and own_year != year:
        yield Doubt("other_year", {"year": str(year), "period": own_period})


def _doubts_of_days(area: Area, article: Article) -> Iterator[Doubt]:
    """Compare the days on which an area existed with the periods that are reported as done."""
    done = [
        parse_period(found.period)
        for found in article.observations
        if found.measure in {"level", "growth", "attainment"}
    ]
    if area.valid_to is not None and any(period.first > area.valid_to for period in done):
        yield Doubt("area_ended", {"area": area.name_vi, "day": area.valid_to.isoformat()})
    if area.valid_from is not None and done and all(period.last < area.valid_from for period in done):
        yield Doubt("area_not_yet", {"area": area.name_vi, "day": area.valid_from.isoformat()})


def _whole_name(area: Area) -> str:
    """Give an area's name as texts have it, without what only tells it from another: *Hải Phòng (từ 7/2025)*."""
    return matching_key(area.name_vi.partition("(")[0].strip())


def _level_and_name(area: Area) -> tuple[str, str]:
    whole = _whole_name(area)
    level = next((word for word in _LEVELS if whole.startswith(f"{word} ")), "")
    return level, whole[len(level) :].strip()


def _is_named_as(own: str, areas: Mapping[str, Area], given: Area, words: str) -> bool:
    """Whether the text's own place bears the name of the given one, with its type word or without."""
    if own in areas:
        return _whole_name(areas[own]) == _whole_name(given)
    return words in {_whole_name(given), _level_and_name(given)[1]}


def _province_of(area: Area, areas: KnownAreas) -> Area | None:
    """Give the city or province that an area lies in; where none of its parents is known as one, its parent."""
    above = areas.above(area.id)
    return next((one for one in above if one.level in {"province", "city"}), above[0] if above else None)


def _year(period: str) -> int | None:
    match = _YEAR.match(period)
    return int(match[0]) if match else None
