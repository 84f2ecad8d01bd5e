"""The choice of an article's place: what its text says, with the reason, what else it may be, and any other place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as widgets

from kienan_analysis.catalogue import parse_period
from kienan_analysis.data.areas.naming import described, the_area
from kienan_analysis.errors import UsageError
from kienan_analysis.intake.places import lacks_place, possible_places, why_not_known

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.data.areas import KnownAreas
    from kienan_analysis.wording.messages import Words


class PlaceChoice:
    """Two controls: a list of places, and a field for one that is not in it.

    Parameters
    ----------
    known : KnownAreas
        The data's areas, and the gazetteer's beside them.
    chosen : callable
        Called without arguments when somebody chose another place.
    refused : callable
        Called with the reason when a place that was written cannot be taken.

    Attributes
    ----------
    list : ipywidgets.Dropdown
        Its value is an id; empty for what the text says.
    other : ipywidgets.Text
        Takes a name, a code or an id.
    """

    def __init__(self, known: KnownAreas, chosen: Callable[[], None], refused: Callable[[str], None]) -> None:
        self._known, self._chosen, self._refused = known, chosen, refused
        wide = {"description_width": "initial"}
        self.list = widgets.Dropdown(
            options=[("", "")], value="", style=wide, layout={"width": "560px", "max_width": "100%"}
        )
        self.other = widgets.Text(continuous_update=False, style=wide)
        self._examined: Examined | None = None
        self._written: str = ""  # the id of the place that was written last
        self._offering = False
        self.list.observe(lambda _: self._choose(), "value")
        self.other.observe(lambda change: self._take(str(change["new"] or "")), "value")

    def show(self, examined: Examined | None, words: Words) -> None:
        """Offer what fits a text, in a language; what was chosen stays chosen.

        Parameters
        ----------
        examined : Examined or None
            The text as it was read by itself, without a place being given; None where there is none.
        words : Words
        """
        self._examined = examined
        options = [(self._as_text_says(words), "")]
        if examined is not None and lacks_place(examined):
            possible = possible_places(examined, self._known)
            options.extend(
                (words.say("article_place.possible", place=described(area, self._known, words.language)), area.id)
                for area in possible
            )
        if self._written:
            options.append((described(self._known[self._written], self._known, words.language), self._written))
        options.extend((area.name(words.language), area.id) for area in self._known.own.values())
        value = self.list.value or ""
        self._offering = True
        self.list.options = list({name: (label, name) for label, name in reversed(options)}.values())[::-1]
        self.list.value = value if value in {name for _, name in options} else ""
        self.list.description = words.say("article_form.area")
        self.list.tooltip = options[0][0]
        self.other.description = words.say("article_place.other")
        self.other.placeholder = words.say("article_place.other_hint")
        self._offering = False

    def forget(self) -> None:
        """Go back to what the text says: a place that was chosen for one text alone is not the next one's."""
        self._written = ""
        if self.list.value not in self._known.own:
            self._offering = True
            self.list.value = ""
            self._offering = False

    def keep(self, known: KnownAreas, words: Words) -> None:
        """Take the areas that the data have by now."""
        self._known = known
        self.show(self._examined, words)

    def _as_text_says(self, words: Words) -> str:
        if self._examined is None:
            return words.say("article_form.as_text_says")
        area = self._known.get(self._examined.area or "")
        if area is None:
            return words.say("article_place.open", reason=why_not_known(self._examined, words.language))
        named = self._examined.article.evidence.get("area", "")
        place = described(area, self._known, words.language)
        return words.say("article_place.found", place=place, words=f"(“{named}”)" if named else "")

    def _choose(self) -> None:
        if not self._offering:
            self._chosen()

    def _take(self, text: str) -> None:
        """Choose a place that was written."""
        if not text.strip():
            return
        likely: tuple[Collection[str], ...] = ()
        period = None
        if self._examined is not None:
            article = self._examined.article
            likely = ([self._examined.area or ""], article.candidates)
            period = parse_period(article.period) if article.period else None
        try:
            area = the_area(text, self._known, period=period, likely=likely, option="")
        except UsageError as error:
            self._refused(str(error))
            return
        self._written = area.id
        self._offering = True
        if area.id not in {name for _, name in self.list.options}:
            self.list.options = [*self.list.options, (described(area, self._known), area.id)]
        self.list.value = area.id
        self.other.value = ""
        self._offering = False
        self._chosen()
