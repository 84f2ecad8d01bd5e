"""What the explorer shows of a data package without figures: that there are none, and how the first come in."""

from __future__ import annotations

from functools import cached_property
from shlex import quote
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
from markupsafe import Markup

from kienan_analysis.wording.messages import Words

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset


class NothingYet:
    """Stands where the explorer would; shows itself in a notebook.

    Attributes
    ----------
    state, seen : None
        Where the explorer has what it shows.
    text : str
        What it says, in the reader's language.
    """

    state = None
    seen = None

    def __init__(self, data: Dataset, language: str) -> None:
        command = f"kienan add ARTICLE --data {quote(data.location)}"
        self.text = Words("vi" if language == "vi" else "en").say("explore.empty", command=command)

    @cached_property
    def box(self) -> Any:  # noqa: ANN401  (an ipywidgets HTML)
        """The one line."""
        return widgets.HTML(Markup("<p>{}</p>").format(self.text))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.text}>"

    def _ipython_display_(self) -> None:
        """Show the line; IPython calls this."""
        from IPython.display import display

        display(self.box)  # type: ignore[no-untyped-call]
