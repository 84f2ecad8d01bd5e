"""The columns of a table, completed by its title: of when each is, whose plan it is, and which say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import months_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.tables.heads import Head
    from kienan_analysis.reading.tables.title import Setting

_YEAR: Final = (1, 12)
# Who sets a plan, by the first words of a body.
_ASSIGNERS: Final = (
    ("hđnd", "council"), ("hội đồng", "council"), ("trung ương", "central"), ("tw", "central"),
    ("chính phủ", "central"), ("bộ", "central"), ("tỉnh", "province"), ("thành phố", "city"), ("tp", "city"),
    ("quận", "district"), ("huyện", "district"), ("thị xã", "district"), ("tx", "district"), ("xã", "commune"),
    ("phường", "commune"),
)  # fmt: skip


def settled(head: Head, setting: Setting) -> Head:
    """Complete a head by what the title of the table says."""
    if head.role not in {"value", "compared"}:
        return head
    if head.role == "compared":
        return head
    measure = head.measure or ("plan" if setting.plans and head.year in {None, setting.year} else "level")
    year = head.year
    if year is None:
        year = setting.plan_year if measure == "plan" else setting.year
        year = year - 1 if head.ago and year is not None else year
    months = head.months
    if not head.dated:
        own = head.year is not None and not head.ago
        months = _YEAR if measure == "plan" or own else setting.months
    return head._replace(measure=measure, year=year, months=months)


def period_of(head: Head, setting: Setting, *, planned: bool) -> Period | None:
    """Give the period of a column's figures; None where neither it nor the table nor the text says it.

    Parameters
    ----------
    head : Head
        That dates them, completed.
    setting : Setting
    planned : bool
        Whether they are of a plan: that is of the whole year, unless the head says a part of it.
    """
    year = head.year
    if year is None and head.role == "compared":
        year = setting.year
    months = head.months if head.role == "value" or head.dated else (_YEAR if head.year is not None else setting.months)
    if planned and not head.dated:
        months = _YEAR
    if year is not None:
        if head.role == "value" and not planned and not head.dated and _is_cut(head, setting):
            return None
        return months_of(year, *months)
    if setting.period is None or setting.year is not None or head.ago:
        return None  # the title names years, and not this column's
    if planned or head.dated:
        return months_of(setting.period.year, *months)
    return setting.period


def _is_cut(head: Head, setting: Setting) -> bool:
    """Whether a column names the year of which the title says only a part: then it may be either."""
    return head.year == setting.year and head.months == _YEAR and setting.months != _YEAR


def repeated(heads: Sequence[Head]) -> frozenset[int]:
    """Give the columns of values that say the same as another one: nobody can tell what parts them."""
    seen: dict[tuple[object, ...], list[int]] = {}
    for at, head in enumerate(heads):
        if head.role == "value":
            key = (head.measure, head.year, head.months, head.assigner, head.version, head.unit)
            seen.setdefault(key, []).append(at)
    return frozenset(at for places in seen.values() if len(places) > 1 for at in places)


def assigner_of(words: str) -> str:
    """Say whose plan the words of a head mean; empty if they do not say it.

    Examples
    --------
    >>> assigner_of("hđnd quận"), assigner_of("thành phố"), assigner_of("cấp trên")
    ('council', 'city', '')
    """
    body = words.removeprefix("ubnd").strip()
    return next((assigner for begin, assigner in _ASSIGNERS if body.startswith(begin)), "")
