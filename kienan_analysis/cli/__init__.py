"""The command ``kienan``: messages go to standard error, results to standard output.

Nothing heavy is imported before a command needs it: ``kienan --help`` answers at once.
"""

from __future__ import annotations

from kienan_analysis.cli import adding, areas, articles, exporting, packages, reviews
from kienan_analysis.cli.application import Command, app, main

__all__ = ["main"]

# In the order of `kienan --help`.
for name, command in (
    ("review", reviews.review),
    ("compare", reviews.compare),
    ("overview", reviews.overview),
    ("read", articles.read),
    ("add", adding.add),
    ("areas", areas.areas),
    ("check", packages.check),
    ("reconcile", packages.reconcile_package),
    ("export", exporting.export),
    ("init", packages.init),
):
    app.command(name, cls=Command)(command)
