"""The question which place an article is about, where its text leaves that open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kienan_analysis.cli.application import complain
from kienan_analysis.errors import UsageError
from kienan_analysis.messages import speaking, spoken

if TYPE_CHECKING:
    from kienan_analysis.articles.adding import Adder
    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.articles.origins import Details
    from kienan_analysis.documents.document import Document


def placed(
    adder: Adder, document: Document, examined: Examined, details: Details, year: int | None, *, asks: bool
) -> Examined:
    """Ask which place an article is about where its text leaves that open, and read it so.

    Parameters
    ----------
    adder : Adder
    document : Document
    examined : Examined
        The document, read without a place being given.
    details : Details
    year : int or None
        That it reports on, where it was given.
    asks : bool
        Whether somebody can be asked.

    Returns
    -------
    Examined
        The same, where the place is known, was left open, or only some figures lack it and nobody can be asked.

    Raises
    ------
    UsageError
        Nobody can be asked, and all of its figures are of a place that is not known; names the candidates.
    """
    from kienan_analysis.data.areas.naming import described
    from kienan_analysis.intake.places import lacks_place, no_place, possible_places, why_not_known

    known = adder.catalogue.areas
    if not asks and lacks_place(examined, wholly=True):
        raise no_place(examined, known)
    if not asks or not lacks_place(examined):
        return examined
    found = possible_places(examined, known)
    why = why_not_known(examined, "vi" if speaking() == "vi" else "en")
    typer.echo(spoken(f"Which place is the article about? {why.capitalize()}."))
    for number, area in enumerate(found, 1):
        typer.echo(f"  [{number}] {described(area, known)} ({area.id})")
    question = f"{'Its number, or another' if found else 'Its'} id, code or name (0: leave it open)"
    while True:
        try:
            answer = str(typer.prompt(spoken(question), default="0", err=True)).strip()
        except typer.Abort:
            raise no_place(examined, known) from None
        if answer == "0":
            return examined
        if answer.isdecimal() and int(answer) <= len(found):
            answer = found[int(answer) - 1].id
        try:
            return adder.examine(document, details, area=answer, year=year)
        except UsageError as error:
            complain(error)
