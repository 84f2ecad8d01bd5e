"""The views of an explorer: one module each, all with the functions that `explorer.result.Maker` names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.explorer.views import (
    across_years,
    areas,
    assumptions,
    growth_asked,
    plans_attained,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.explorer.result import Maker

MAKERS: Final[Mapping[str, Maker]] = {
    "history": across_years,
    "plans": plans_attained,
    "growth": growth_asked,
    "what_if": assumptions,
    "compare": areas,
    "sources": statements,
}
