"""The form: paste or upload an article, look at what was read, mend it, add it. `articles` decides, this shows."""

from __future__ import annotations

from functools import cached_property
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import ipywidgets as widgets

from kienan_analysis.article_widgets.doubtful_figures import SHOWN, doubtful_figures
from kienan_analysis.article_widgets.figure_table import FigureTable
from kienan_analysis.article_widgets.marked_text import marked_text
from kienan_analysis.article_widgets.place_choice import PlaceChoice
from kienan_analysis.article_widgets.verdict import verdict
from kienan_analysis.articles.adding import Adder
from kienan_analysis.articles.examination import Examiner
from kienan_analysis.articles.origins import ASKED, Details
from kienan_analysis.articles.reading_apart import Given, article_of
from kienan_analysis.documents.kinds import ENDINGS
from kienan_analysis.documents.notices import notices
from kienan_analysis.errors import KienanError, UsageError
from kienan_analysis.intake.own_package import own_folder
from kienan_analysis.messages import error_told
from kienan_analysis.wording.messages import Words

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.documents.document import Document
    from kienan_analysis.intake.proposal import Proposal
    from kienan_analysis.intake.to_look_at import Waiting

_KINDS: Final = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)
_LANGUAGES: Final = (("Tiếng Việt", "vi"), ("English", "en"))
_SOURCE: Final = ("id", *ASKED)


class ArticleForm:
    """Reads an article into an editable table beside its marked text, and adds it; shows itself in a notebook.

    Attributes
    ----------
    proposal : Proposal or None
        What adding would do now; None before an article was read.
    examined : Examined or None
        The article as it was read.
    """

    def __init__(self, data: Dataset, language: str = "vi") -> None:
        self._place = data.location
        self._own = _is_own(self._place)
        self._adder = Adder(self._place, writes=self._own)
        self._examiner = Examiner(self._adder.catalogue)
        self._document: Document | None = None
        self._waiting: Waiting | None = None
        self._offering = False  # while the choice of articles is written, nobody has chosen one
        self._alone: Examined | None = None  # the article as it speaks for itself
        self.examined: Examined | None = None
        self.proposal: Proposal | None = None
        self._done = ""
        self._make_controls(language)
        self.words = Words(self.language.value)
        self._say()
        self._allow()

    @cached_property
    def box(self) -> Any:  # noqa: ANN401  (an ipywidgets VBox)
        """All widgets, laid out."""
        style = files("kienan_analysis.article_widgets").joinpath("style.css").read_text(encoding="utf-8")
        told = widgets.VBox([self.coverage, self.marked, self.legend, self.doubtful]).add_class("kienan-told")
        beside = widgets.Box([told, self.table.box]).add_class("kienan-beside")
        rows = [
            _row(self.language, self.year),
            _row(self.area, self.place.other),
            _row(self.waiting),
            self.pasted,
            _row(self.upload, self.ocr, self.read),
            beside,
            _row(*self.source.values()),
            self.checks,
            _row(self.looked, self.add),
            self.status,
        ]
        return widgets.VBox([widgets.HTML(f"<style>{style}</style>"), *rows]).add_class("kienan-article-form")

    def take(self, content: bytes, name: str) -> None:
        """Read a document and show it.

        Parameters
        ----------
        content : bytes
        name : str
            What the document is called where it is spoken of.
        """
        try:
            year, area = _number(self.year.value), self.area.value or None
            document, examined = article_of(content, name, self._examiner, Given(area, year), ocr=self.ocr.value)
            if self._document is not None and document.text != self._document.text:
                self.place.forget()  # the place that was chosen was the other article's
            if (self.area.value or None) == area:
                self._show_read(document, examined, Details())
            else:
                self._read_document(document, Details())
        except KienanError as error:
            self._refuse(error_told(error, self.words.language))

    def _read_document(self, document: Document, details: Details) -> None:
        """Read a document as area and year say."""
        year, area = _number(self.year.value), self.area.value or None
        examined = self._adder.examine(document, details, area=area, year=year)
        self._show_read(document, examined, details)

    def _show_read(self, document: Document, examined: Examined, details: Details) -> None:
        """Show what was read; the place that the text names by itself is offered."""
        year, area = _number(self.year.value), self.area.value or None
        self._alone = examined
        if area is not None:
            self._alone = self._adder.examine(document, details, area=None, year=year)
        self._lay_out(document, examined, details, None)

    def _read_again(self) -> None:
        """Read the article that is shown once more: its place is another."""
        if self._document is None or self._waiting is not None:
            return
        try:
            self._read_document(self._document, self._details())
        except KienanError as error:
            self._refuse(error_told(error, self.words.language))

    def _refuse(self, why: str) -> None:
        self._done = self.words.say("article_form.refused", why=why)
        self.status.value = _told(self._done)

    def open_waiting(self, digest: str) -> None:
        """Show what an earlier article left to be looked at: its figures as far as they wait, none of them ticked.

        Parameters
        ----------
        digest : str
            Of the article's text, as the list has it.
        """
        article = self._adder.waiting().of(digest)
        if article is not None:
            self._alone = None
            self._lay_out(*article.opened(), article.details, article)

    def _lay_out(self, document: Document, examined: Examined, details: Details, waiting: Waiting | None) -> None:
        """Show an article, or what is kept of one."""
        self.examined = None  # until all of it is in its place
        self._document, self._waiting, self._done = document, waiting, ""
        self.looked.value = False
        for field in _SOURCE:
            self.source[field].value = getattr(details, field)
        self.examined = examined
        self.place.show(self._alone, self.words)
        self.table.show(examined.article.observations, tick=waiting is None)
        self._show()

    def _make_controls(self, language: str) -> None:
        wide = {"description_width": "initial"}
        self.language = widgets.ToggleButtons(options=_LANGUAGES, value=language, style={"button_width": "96px"})
        self.place = PlaceChoice(self._adder.catalogue.areas, self._read_again, self._refuse)
        self.area = self.place.list
        self.waiting = widgets.Dropdown(options=[""], style=wide)
        self.year = widgets.Text(continuous_update=False, style=wide, layout={"width": "150px"})
        self.pasted = widgets.Textarea(layout={"width": "100%"}, style=wide)
        self.upload = widgets.FileUpload(accept=_KINDS, multiple=False)
        self.ocr = widgets.Checkbox(indent=False, layout={"width": "auto"})
        self.read = widgets.Button(button_style="primary")
        self.coverage, self.marked, self.legend, self.checks, self.status = (widgets.HTML() for _ in range(5))
        self.doubtful = widgets.HTML()
        self.legend.add_class("kienan-muted")
        self.checks.add_class("kienan-checks")
        self.table = FigureTable(self._show)
        self.source = {field: widgets.Text(continuous_update=False, style=wide) for field in _SOURCE}
        self.looked = widgets.Checkbox(indent=False, layout={"width": "auto"})
        self.add = widgets.Button(button_style="primary", disabled=True)
        self.language.observe(lambda change: self._change_language(change["new"]), "value")
        self.read.on_click(lambda _: self._read_pasted())
        self.upload.observe(lambda change: self._read_uploaded(change["new"]), "value")
        self.waiting.observe(lambda change: self._choose_waiting(change["new"] or ""), "value")
        self.looked.observe(lambda _: self._allow(), "value")
        self.add.on_click(lambda _: self._add())
        for control in self.source.values():
            control.observe(lambda _: self._show(), "value")

    def _read_pasted(self) -> None:
        """Read what was pasted, else what was uploaded once more: area and year may have been changed."""
        if self.pasted.value.strip():
            self.take(self.pasted.value.encode("utf-8", "replace"), self._said("paste"))
        elif self.upload.value:
            self._read_uploaded(self.upload.value)

    def _read_uploaded(self, uploaded: Any) -> None:  # noqa: ANN401 - the widget's own tuple of files
        self.pasted.value = ""
        for file in uploaded:
            self.take(bytes(file["content"]), str(file["name"]))

    def _change_language(self, language: str) -> None:
        self.words = Words(language)  # type: ignore[arg-type] # one of the two that the buttons offer
        self._say()
        self._show()

    def _say(self) -> None:
        """Write every label in the language that was chosen."""
        say = self._said
        self.language.description = say("language")
        self.place.show(self._alone, self.words)
        for name in ("year", "upload", "ocr", "read", "looked", "add"):
            getattr(self, name).description = say(name)
        self.pasted.description = say("paste")
        self.pasted.placeholder = say("paste_hint")
        self.legend.value = escape(say("legend"))
        self.source["id"].description = say("source_id")
        for field in ASKED:
            self.source[field].description = self.words.say(f"article_form.{field}")
        self._offer_waiting()
        self.table.say(self._adder.catalogue.indicators, self.words)

    def _choose_waiting(self, digest: str) -> None:
        if not self._offering:
            self.open_waiting(digest)

    def _offer_waiting(self) -> None:
        """Offer the articles that left something to be looked at; nothing is shown where there are none."""
        found = [one for one in self._adder.waiting().articles if one.entries] if self._own else []
        chosen = self.waiting.value
        named = [
            (
                self.words.say("article_form.of_article", file=one.file, area=one.area, count=len(one.entries)),
                one.digest,
            )
            for one in found
        ]
        self._offering = True
        self.waiting.description = self._said("waiting")
        self.waiting.options = [("–", ""), *named]
        self.waiting.value = chosen if chosen in {digest for _, digest in named} else ""
        self.waiting.layout.display = None if found else "none"
        self._offering = False

    def _show(self) -> None:
        """Check what there is now, and show text, checks and what may be done."""
        if self.examined is None or self._document is None:
            self._allow()
            return
        article = self.examined.article
        unknown = self._said("unknown")
        known = self._adder.catalogue.areas.get(self.examined.area or "")
        understood = len(article.observations)
        self.coverage.value = escape(
            self.words.say(
                "article_form.coverage",
                understood=str(understood),
                count=understood + len(article.unread),
                area=known.name(self.words.language) if known else unknown,
                period=article.period or unknown,
            )
        ) + "".join(
            f"<br>{escape(self.words.say(f'document.{notice.code}', **notice.fields))}."
            for notice in notices(self._document)
            if notice.code not in SHOWN
        )
        self.doubtful.value = doubtful_figures(self._document.doubtful, self.words)
        figures = self.table.all_figures
        indicators = self._adder.catalogue.indicators
        self.marked.value = marked_text(self.examined.text, figures, article.unread, indicators, self.words)
        try:
            self.proposal = self._adder.propose(
                self._document, self.examined, self._details(), self.table.figures, self.table.waiting
            )
        except UsageError as error:
            self.proposal = None
            self.checks.value = _told(error_told(error, self.words.language))
        else:
            row = self.proposal.origin.row
            for field in _SOURCE:
                self.source[field].placeholder = row[field]
            self.checks.value = f"<b>{escape(self._said('checks'))}</b>{verdict(self.proposal, self.words)}"
        self._allow()

    def _details(self) -> Details:
        return Details(**{field: self.source[field].value.strip() for field in _SOURCE})

    def _allow(self) -> None:
        """Let be added what can be: where checks leave a doubt, only once it was looked at."""
        proposal = self.proposal
        possible = proposal is not None and bool(proposal.new) and not proposal.errors and not proposal.origin.missing
        doubtful = proposal is not None and not proposal.is_clean
        self.looked.layout.display = None if possible and doubtful and self._own else "none"
        self.add.disabled = not (self._own and possible and (not doubtful or self.looked.value))
        shown = self.examined is not None
        for control in (self.legend, self.add, *self.source.values()):
            control.layout.display = None if shown else "none"
        self.status.value = _told(self._done or ("" if self._own else self._said("not_own")))

    def _add(self) -> None:
        """Add what was proposed, as ``kienan add`` does."""
        if self.proposal is None or self._document is None or self.add.disabled:
            return
        try:
            added = self._adder.add(self.proposal, self._document, self._details(), waiting=self._waiting)
        except KienanError as error:
            self._done = error_told(error, self.words.language)
        else:
            fields = {"source": added.origin.row["id"], "folder": str(added.folder)}
            self._done = self.words.say("article_form.added", count=len(added.new), **fields)
            self.looked.value = False
            self._offer_waiting()
            self.place.keep(self._adder.catalogue.areas, self.words)
        self._show()

    def _said(self, name: str) -> str:
        return self.words.say(f"article_form.{name}")

    def __repr__(self) -> str:
        return f"<ArticleForm of {self._place}>"

    def _ipython_display_(self) -> None:
        """Show the widgets; IPython calls this."""
        from IPython.display import display

        display(self.box)  # type: ignore[no-untyped-call]


def _row(*controls: Any) -> Any:  # noqa: ANN401  (widgets in, a Box out)
    return widgets.Box(controls).add_class("kienan-row")


def _told(text: str) -> str:
    """Write a message that is read aloud when it changes."""
    return f'<div role="status">{escape(text)}</div>'


def _is_own(place: str) -> bool:
    try:
        own_folder(place)
    except UsageError:
        return False
    return True


def _number(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not text.isdecimal():
        raise UsageError("this is no year.", where=f"year {text!r}", remedy="Write it in four digits, such as 2021.")
    return int(text)
