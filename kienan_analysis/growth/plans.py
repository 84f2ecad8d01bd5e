"""Results against plans, and what plans and targets ask for."""

# The signatures are the contract; inside, one line of arithmetic serves every kind of number.
# mypy: disable-error-code="no-any-return"

from __future__ import annotations

import numpy as np

from kienan_analysis.growth._elementwise import Numbers, elementwise, positive


@elementwise
def attainment(actual: Numbers | float, plan: Numbers | float) -> Numbers:
    """Give the share of a plan that was carried out: ``actual / plan``.

    The level of a part year over the whole year's plan is a share of the year, not a verdict.

    References
    ----------
    Practice of Vietnamese socio-economic reports (*đạt x% kế hoạch*), for example the Department of Planning and
    Investment of Hải Phòng,
    https://haiphongdpi.gov.vn/2023/01/tinh-hinh-thuc-hien-kinh-te-xa-hoi-thang-03-va-03-thang-dau-nam-2022/

    Examples
    --------
    Domestic budget revenue of Hải Phòng in eight months of 2022, of a plan of 41,000 tỷ đồng (printed: 60.4%):

    >>> round(attainment(actual=24750.6, plan=41000), 3)
    0.604
    """
    return actual / positive(plan)


@elementwise
def excess(actual: Numbers | float, attainment: Numbers | float) -> Numbers:
    """Give the amount over the plan (negative: short of it), from the result and its attainment.

    ``actual * (1 - 1 / attainment)``, written with each input once, so that bounds do not widen.

    References
    ----------
    Practice of Vietnamese socio-economic reports (*vượt*, *hụt kế hoạch*).

    Examples
    --------
    Accommodation and food services of Kiến An in 2021, 1,400.27 tỷ đồng at 97.96% of plan, fell 29.16 tỷ short:

    >>> round(excess(actual=1400.27, attainment=0.9796), 2)
    -29.16
    """
    return actual * (1.0 - 1.0 / positive(attainment))


@elementwise
def implied_plan(actual: Numbers | float, attainment: Numbers | float) -> Numbers:
    """Give the plan that a result and its attainment imply: ``actual / attainment``.

    A part year's attainment of the year's plan implies the plan of the whole year.

    References
    ----------
    Practice of Vietnamese socio-economic reports, which print results and attainment but seldom the plan.

    Examples
    --------
    >>> round(implied_plan(actual=600.37, attainment=1.015), 3)
    591.498
    """
    return actual / positive(attainment)


@elementwise
def planned_growth_asked(growth: Numbers | float, attainment: Numbers | float) -> Numbers:
    """Give the growth over the year before that the plan had asked for.

    ``(1 + growth) / attainment - 1``: plan over base, the level cancelling out. Growth and attainment must be of one
    scope and price basis, and the growth over the year before.

    References
    ----------
    From the definitions of growth and attainment: (actual / base) / (actual / plan) = plan / base.

    Examples
    --------
    Kiến An's budget of 2021, 126% of plan and 4% above 2020: the plan had been set 17.5% below the year before.

    >>> round(planned_growth_asked(growth=0.04, attainment=1.26), 4)
    -0.1746
    """
    return (1.0 + growth) / positive(attainment) - 1.0


@elementwise
def target_level(base: Numbers | float, target_growth: Numbers | float) -> Numbers:
    """Give the level that a targeted growth asks for: ``base * (1 + target_growth)``.

    The base is whatever the target is stated of, last year's result or another plan; without a known base there is no
    level.

    References
    ----------
    INSEE, definition *growth rate* (c1362), solved for the later value.

    Examples
    --------
    Industrial output of Kiến An: 12% over 600.37 tỷ đồng.

    >>> round(target_level(base=600.37, target_growth=0.12), 3)
    672.414
    """
    return positive(base) * (1.0 + target_growth)


@elementwise
def required_run_rate(
    attained: Numbers | float,
    periods_done: Numbers | float,
    periods_total: Numbers | float = 12,
) -> Numbers:
    """Give the pace that the rest of the year needs, relative to the pace so far.

    ``((1 - attained) / (total - done)) / (attained / done)``: 2.58 means 2.58 times as much a month. Zero where the
    plan is reached already, NaN where no period is left or nothing is attained. Seasons are not in it: a rough guide.

    Parameters
    ----------
    attained : number
        Share of the whole year's plan so far, a fraction.
    periods_done, periods_total : number
        Months (or quarters) passed, and in the year.

    References
    ----------
    From the definition of attainment; the pace so far is plan share over months, as budget reports compare it with 1/12
    a month.

    Examples
    --------
    Agriculture of Kiến An, 21.66% of the plan after five months of 2019:

    >>> round(required_run_rate(attained=0.2166, periods_done=5), 2)
    2.58
    """
    missing_share = np.maximum(1.0 - attained, 0.0)
    remaining = positive(periods_total - positive(periods_done))
    return missing_share / remaining * periods_done / positive(attained)


@elementwise
def required_growth_to_target(
    current: Numbers | float,
    target: Numbers | float,
    years: Numbers | float,
) -> Numbers:
    """Give the constant yearly growth from here that reaches a target at a term's end.

    ``(target / current) ** (1 / years) - 1``. `years` counts the steps left: from 2021 to a plan's end in 2025, four.

    References
    ----------
    U.S. Bureau of Economic Analysis, *Compound annual growth rate*, with the target as the end value.

    Examples
    --------
    Retail sales of Kiến An: 10,304.474 tỷ đồng (the target of 2022) from 6,854.086 (implied for 2020), in two years:

    >>> round(required_growth_to_target(current=6854.086, target=10304.474, years=2), 4)
    0.2261
    """
    return (target / positive(current)) ** (1.0 / positive(years)) - 1.0


@elementwise
def required_growth_of_rest(
    base: Numbers | float,
    growth: Numbers | float,
    level_so_far: Numbers | float,
    growth_so_far: Numbers | float,
) -> Numbers:
    """Give the growth that the rest of the year needs for the whole year to grow by a given rate.

    ``(base * (1 + growth) - so_far) / (base - so_far / (1 + growth_so_far)) - 1``: what is left to do over what the
    same months brought a year earlier. Unlike a run rate it compares each month with its own, so seasons cancel out.
    NaN where the year before leaves nothing for the rest.

    Parameters
    ----------
    base : number
        Level of the whole year before.
    growth : number
        Growth of the whole year, wanted or planned.
    level_so_far : number
        Level of the months passed, from January on.
    growth_so_far : number
        Their growth over the same months a year earlier.

    References
    ----------
    From the definition of growth: both years split at the same month.

    Examples
    --------
    Retail sales and services of Hải Phòng, planned at 195,855 tỷ đồng for 2023 (175,598.8 in 2022), stood at 47,346.1
    after a first quarter that grew by 13.77%: the other three needed 10.84%.

    >>> round(required_growth_of_rest(175598.8, 195855 / 175598.8 - 1, 47346.1, 0.1377), 4)
    0.1084
    """
    before = level_so_far / positive(1.0 + growth_so_far)
    return (base * (1.0 + growth) - level_so_far) / positive(positive(base) - before) - 1.0


@elementwise
def required_growth_to_plan(
    base: Numbers | float,
    level_so_far: Numbers | float,
    growth_so_far: Numbers | float,
    attained: Numbers | float,
) -> Numbers:
    """Give the growth that the rest of the year needs for the whole year to reach a plan known by the share so far.

    ``(so_far / attained - so_far) / (base - so_far / (1 + growth_so_far)) - 1``: what the plan leaves to do over what
    the same months brought a year earlier; −1 where the plan is reached already. NaN where the year before leaves
    nothing for the rest.

    Parameters
    ----------
    base : number
        Level of the whole year before.
    level_so_far : number
        Level of the months passed, from January on.
    growth_so_far : number
        Their growth over the same months a year earlier.
    attained : number
        Their share of the whole year's plan, a fraction.

    References
    ----------
    From the definitions of growth and attainment: plan and year before split at the same month.

    Examples
    --------
    48 of a plan of 100, 20% more than the 40 of a year earlier, which ended at 90: 52 are left, against 50.

    >>> round(required_growth_to_plan(base=90, level_so_far=48, growth_so_far=0.2, attained=0.48), 4)
    0.04
    """
    left = np.maximum(level_so_far / positive(attained) - level_so_far, 0.0)
    rest_before = positive(base - positive(level_so_far) / positive(1.0 + growth_so_far))
    return left / rest_before - 1.0
