"""Figures of recognised pages that are in doubt: what was read, beside a picture of the line."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.notices import MOST_TOLD, told_readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.document import Doubtful
    from kienan_analysis.wording.messages import Words

# Notices that this shows in a better way.
SHOWN: Final = frozenset({"doubtful_figure"})


def doubtful_figures(doubtful: Sequence[Doubtful], words: Words) -> str:
    """List figures in doubt, line by line.

    Parameters
    ----------
    doubtful : sequence of Doubtful
        In order; so many are shown as notices tell.
    words : Words

    Returns
    -------
    str
        HTML in which nothing that was read is markup; empty where nothing is in doubt.
    """
    if not doubtful:
        return ""
    items = []
    for (page, line), group in groupby(doubtful[:MOST_TOLD], key=lambda one: (one.page, one.line)):
        of_line = list(group)
        place = {"page": str(page), "line": str(line)}
        readings = "; ".join(told_readings(one) for one in of_line)
        told = escape(words.say("article_form.doubtful_at", **place, readings=readings))
        picture = next((one.picture for one in of_line if one.picture), b"")
        shown = ""
        if picture:
            name = escape(words.say("article_form.doubtful_picture", **place), quote=True)
            shown = f'<br><img alt="{name}" src="data:image/png;base64,{b64encode(picture).decode("ascii")}">'
        items.append(f"<li>{told}{shown}</li>")
    head = escape(words.say("article_form.doubtful"))
    return f'<div class="kienan-doubtful"><b>{head}</b><ul>{"".join(items)}</ul></div>'
