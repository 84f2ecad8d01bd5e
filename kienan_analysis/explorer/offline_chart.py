"""Altair's JupyterChart without a network, its script kept in the user's cache."""

from __future__ import annotations

from importlib.metadata import version

import altair as alt

from kienan_analysis.publishing.user_cache import kept


def enable_offline() -> None:
    """Let JupyterChart bring its own copy of Vega; otherwise the page would ask a network for it.

    To bundle the script takes more than a second, and it is the same each time.
    """
    chart = alt.JupyterChart
    if chart._is_offline:  # noqa: SLF001  (what Altair's own `enable_offline` looks at, and sets)
        return
    name = f"jupyter-chart-{version('altair')}-{version('vl-convert-python')}.js"
    chart._esm = kept(name, _bundle).decode("utf-8")  # noqa: SLF001
    chart._is_offline = True  # noqa: SLF001


def _bundle() -> bytes:
    alt.JupyterChart.enable_offline()
    return str(alt.JupyterChart._esm).encode("utf-8")  # noqa: SLF001
