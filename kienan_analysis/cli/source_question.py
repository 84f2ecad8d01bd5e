"""The questions who published an article, where it stands and of which day it is, where the document does not say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import typer

from kienan_analysis.cli.application import complain, say
from kienan_analysis.errors import UsageError
from kienan_analysis.messages import spoken

if TYPE_CHECKING:
    from kienan_analysis.articles.adding import Adder
    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.articles.origins import Details
    from kienan_analysis.documents.document import Document
    from kienan_analysis.intake.proposal import Proposal


_NO_PAGE: Final = (
    "A report that is on no web page has no address: press Enter. Its readers cannot look the figures up then."
)
# How a question calls what the table's column does not say plainly.
_CALLED: Final = {"url": "web address", "published": "day, such as 2025-01-10"}


def source_asked(
    adder: Adder,
    document: Document,
    examined: Examined,
    details: Details,
    proposal: Proposal,
    *,
    whole: bool = False,
) -> Details:
    """Ask for what is not known of a new source; what the data do not require may be left empty.

    Parameters
    ----------
    adder : Adder
    document : Document
    examined : Examined
    details : Details
        What is known already.
    proposal : Proposal
        What would be added by that.
    whole : bool
        Whether what is not required is asked for, too: where nobody has said anything of the source.

    Returns
    -------
    Details
        With the answers.

    Raises
    ------
    typer.Abort
        Nobody answers.
    """
    from kienan_analysis.articles.origins import ASKED

    if not proposal.origin.is_new:
        return details
    left_empty: set[str] = set()
    told_of_address = False
    while True:
        origin = proposal.origin
        open_fields = [name for name in ASKED if origin.is_new and not origin.row[name] and name not in left_empty]
        field = next((name for name in open_fields if whole or name in origin.missing), None)
        if field is None:
            return details
        required = field in origin.missing
        if field == "url" and not required and not told_of_address:
            told_of_address = True
            say(_NO_PAGE)
        answer = _answer(field, required=required)
        if not answer:
            left_empty.add(field)
            continue
        told = replace(details, **{field: answer})
        try:
            proposal = adder.propose(document, examined, told)
        except UsageError as error:
            complain(error)
            continue
        details = told


def _answer(field: str, *, required: bool) -> str:
    """Ask for one thing, until something is said where it has to be known."""
    what = _CALLED.get(field, field)
    question = f"The source's {what}" if required else f"The source's {what} (Enter: none)"
    while True:
        answer = str(typer.prompt(spoken(question), default="", show_default=False, err=True)).strip()
        if answer or not required:
            return answer
        say("This has to be known: datapackage.json requires it of every source.")
