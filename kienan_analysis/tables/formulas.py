"""How derived columns follow from others, for whoever checks them: a workbook carries these as its formulas.

Bounds are the formula at the corners that make it least and greatest. Where a figure follows in another way (from the
statements of several years, say), a formula here does not give it; a workbook then leaves the number as it is.
"""

from __future__ import annotations

from kienan_analysis.tables.table import Formula

PLAN = Formula("level / attainment", "level.low / attainment.high", "level.high / attainment.low")
ATTAINMENT = Formula("level / plan_printed", "level.low / plan_printed.high", "level.high / plan_printed.low")
EXCESS = Formula(
    "level - plan_printed",
    # Level and plan share the level's digits: one less the other would be wider.
    "min(level.low * (1 - 1 / attainment.low), level.high * (1 - 1 / attainment.low))",
    "max(level.low * (1 - 1 / attainment.high), level.high * (1 - 1 / attainment.high))",
)
BASE = Formula(
    "at_a_glance.level / (1 + growth)",
    "at_a_glance.level.low / (1 + growth.high)",
    "at_a_glance.level.high / (1 + growth.low)",
)
ASKED = Formula(
    "(1 + growth) / at_a_glance.attainment - 1",
    "(1 + growth.low) / at_a_glance.attainment.high - 1",
    "(1 + growth.high) / at_a_glance.attainment.low - 1",
)
# A target is a decision, and exact.
TARGET_LEVEL = Formula(
    "at_a_glance.level * (1 + target)", "at_a_glance.level.low * (1 + target)", "at_a_glance.level.high * (1 + target)"
)
TO_DONE = Formula("target - at_a_glance.growth", "target - at_a_glance.growth.high", "target - at_a_glance.growth.low")
TO_ASKED = Formula("target - growth.asked", "target - growth.asked.high", "target - growth.asked.low")
SCENARIOS = {
    "target": Formula("targets.target_level", "targets.target_level.low", "targets.target_level.high"),
    "same_growth": Formula(
        "at_a_glance.level * (1 + at_a_glance.growth)",
        "at_a_glance.level.low * (1 + at_a_glance.growth.low)",
        "at_a_glance.level.high * (1 + at_a_glance.growth.high)",
    ),
    "plan_growth": Formula("at_a_glance.level * (1 + growth.asked)"),
}
CONTRIBUTION = Formula("growth * structure_before")
STRUCTURE_CHANGE = Formula("structure - structure_before")
# "above" is the row above: the same indicator's year before.
GROWTH_OF_YEAR = Formula("level / above.level - 1")
INDEX_OF_YEAR = Formula("above.index * level / above.level")
ANNUAL_PLAN = PLAN
GAP = Formula("own - growth", "own.low - growth.high", "own.high - growth.low")
