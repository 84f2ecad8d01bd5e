"""The explorer: views of the data as pure functions of a state, and a thin binding of widgets to them.

`state` → `view_of_state` (with `choices`, `area_figures` and the modules of `views`) → `result.View`: chart, figures,
tables, and the code that makes them again. `widget` binds controls, an Altair JupyterChart and the download buttons to
that; nothing else here needs a browser or a kernel.
"""

from __future__ import annotations

from kienan_analysis.explorer.result import View
from kienan_analysis.explorer.state import SHOWS, VIEWS, State
from kienan_analysis.explorer.view_of_state import view

__all__ = ["SHOWS", "VIEWS", "State", "View", "view"]
