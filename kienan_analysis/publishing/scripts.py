"""The scripts of a page: the chart library once, a few lines that start it, and what a page may run at all."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.metadata import version

from kienan_analysis.publishing.user_cache import kept


@cache
def chart_library() -> str:
    """Vega, Vega-Lite and vega-embed as one script that sets ``window.vegaEmbed``.

    To bundle them costs a second, so the text is kept in the user's cache, one file for each version of vl-convert.
    """
    return kept(f"vega-{version('vl-convert-python')}.js", _bundle).decode("utf-8")


def _bundle() -> bytes:
    import vl_convert

    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # its stub lacks the default
    return bundle.replace("</script", "<\\/script").replace("<!--", "<\\!--").encode("utf-8")


def security_policy(*scripts: str) -> str:
    """Write a Content-Security-Policy: nothing from anywhere, and no script but these."""
    hashes = " ".join(f"'sha256-{_base64_digest(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _base64_digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
