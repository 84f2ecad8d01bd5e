"""The cells of tables of places as observations: what a column measures is said by its head, else by the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.catalogue import months_of
from kienan_analysis.reading.figures import Figure
from kienan_analysis.reading.fitting import fits
from kienan_analysis.reading.numbers import in_habit, value_of
from kienan_analysis.reading.observations import ReadObservation
from kienan_analysis.reading.saying import Saying
from kienan_analysis.reading.stored import POINTS
from kienan_analysis.reading.tables.heads import months_named
from kienan_analysis.reading.tables.printed import IN_BRACKETS, NUMBER, printed_in
from kienan_analysis.reading.tables.row_units import unit_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kienan_analysis.catalogue import Indicator, Period
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.observations import Unread
    from kienan_analysis.reading.scopes.place_scope import Placed
    from kienan_analysis.reading.tables.cell import Cell
    from kienan_analysis.reading.tables.places import PlaceTable
    from kienan_analysis.reading.text import Text

_WORD: Final = re.compile(r"\w+")
_YEAR: Final = re.compile(r"(?<![0-9])(20[0-4][0-9])(?![0-9])")
_BASE: Final = re.compile(r"so (?:với )?(?:năm |quý |tháng )?\S+.*")
_OF_PLAN: Final = re.compile(
    r"so (?:với )?(?:kh|kế hoạch|dự toán)|% (?:kh|kế hoạch|dự toán)|(?:đạt|hoàn thành) .*(?:kế hoạch|dự toán)"
)
_PLAN: Final = re.compile(r"mục tiêu|kế hoạch|phấn đấu|dự toán|chỉ tiêu|\bgiao\b")
_CHANGES: Final = re.compile(r"\btăng\b|\bgiảm\b|tăng trưởng")
# Words of a head beside a name, which make it no other one.
_EMPTY: Final = frozenset({
    "cả", "cùng", "dự", "đạt", "đầu", "độ", "giá", "giao", "giảm", "hoạch", "kế", "kết", "kỳ", "liệu",
    "lệ", "mục", "mức", "năm", "quý", "quả", "so", "số", "thực", "hiện", "tháng", "tiêu", "tốc", "toán",
    "trong", "trưởng", "trị", "tăng", "tỷ", "với", "ước", "i", "ii", "iii", "iv", "trên", "địa", "bàn",
})  # fmt: skip
RULE: Final = "a place's cell of a table"


class _Column(NamedTuple):
    """What the cells of a column say."""

    indicator: Indicator | None
    saying: Saying | None
    kind: str
    unit: str
    period: Period | None
    start: int
    end: int


class PlaceTableReader:
    """Reads tables of places with one catalogue.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    """

    def __init__(self, lexicon: Lexicon, indicators: Mapping[str, Indicator]) -> None:
        self._lexicon = lexicon
        self._indicators = indicators

    def read(
        self, text: Text, table: PlaceTable, period: Period | None, placed: Callable[[Cell, Period], Placed]
    ) -> Iterator[ReadObservation | Unread]:
        """Read every cell that holds a figure.

        Parameters
        ----------
        text : Text
        table : PlaceTable
        period : Period or None
            What the text reports on.
        placed : callable
            Gives the area of a place's cell in a period.
        """
        columns: list[_Column] = []
        for head in table.heads:
            columns.append(self._column(head, table.title, period, columns[-1] if columns else None))
        for row in table.rows:
            for cell, column in zip(row.values, columns, strict=True):
                if NUMBER.search(cell.key):
                    yield self._cell(text, cell, row.place, column, placed)

    def _column(self, head: Cell, title: str, period: Period | None, before: _Column | None) -> _Column:
        """Say what a column measures, how, and of when."""
        inside = " ".join(IN_BRACKETS.findall(head.key))
        words = " ".join(IN_BRACKETS.sub(" ", head.key).split()).strip(" :;.,")
        named = self._named(words)
        when = _period(words, title, period)
        unit = unit_of(inside) if inside else None
        planned = bool(_PLAN.search(words))
        kind, spelling = (
            (unit.kind, unit.spelling) if unit is not None else ("rate", "%") if "%" in inside else ("", "")
        )
        last = before.indicator if before is not None else None
        bare = self._of_title(words, title)
        indicator, saying = named or last or bare, None
        if kind == "points" or "điểm" in inside:
            if last is not None and last.kind == "rate" and _CHANGES.search(words) and not named:
                saying = _change(words, planned=False)
            indicator, kind, spelling = last, "rate", POINTS
        elif _OF_PLAN.search(words) and kind == "rate":
            saying = Saying("attainment", rule=f"{RULE}: attainment")
        elif _CHANGES.search(words) and kind == "rate":
            indicator = named or bare
            if indicator is not None and indicator.kind != "rate":
                saying = _change(words, planned=planned)
        elif kind in {"rate", "quantity"} and (named or (bare and not before)):
            measure = "plan" if planned else "level"
            saying = Saying(measure, rule=f"{RULE}: {measure}")
        if saying is not None and saying.measure in {"plan", "planned_growth"} and when is not None:
            when = months_of(when.year, 1, 12)
        return _Column(indicator, saying, kind, spelling, when, head.start, head.end)

    def _named(self, words: str, *, whole: bool = True) -> Indicator | None:
        """Give the only indicator that words name; None where they name none, or several.

        Parameters
        ----------
        words : str
        whole : bool
            Whether words beside it that may make it another one leave it unknown: *thu ngân sách từ đất*.
        """
        keys = [(word,) for word in _WORD.findall(words)]
        found: list[str] = []
        at = 0
        while at < len(keys):
            match = self._lexicon.match(keys, at, len(keys))
            if match is None or not match[1].indicators or match[1].generic:
                if whole and keys[at][0] not in _EMPTY and not keys[at][0].isdigit():
                    return None
                at += 1
                continue
            at, meaning = match
            if meaning.indicators[0] not in found:
                found.append(meaning.indicators[0])
        return self._indicators.get(found[0]) if len(found) == 1 else None

    def _of_title(self, words: str, title: str) -> Indicator | None:
        """Give what the title names, for a head that names nothing of its own: *Tốc độ tăng (%)*."""
        if any(word not in _EMPTY and not word.isdigit() for word in _WORD.findall(words)):
            return None
        return self._named(title, whole=False)

    def _cell(
        self, text: Text, cell: Cell, place: Cell, column: _Column, placed: Callable[[Cell, Period], Placed]
    ) -> ReadObservation | Unread:
        found = printed_in(text, cell)
        match = found.match
        known, saying, period = column.indicator, column.saying, column.period
        if saying is None or known is None:
            return found.unread("table_cell")
        printed = in_habit(match[0], rate=column.kind == "rate")
        if printed is None or period is None:
            return found.unread("digits" if printed is None else "no_period")
        figure = Figure(match.start(), match.end(), printed, column.kind, column.unit)  # type: ignore[arg-type]
        if not fits(known, figure, saying):
            return found.unread("table_cell")
        area = placed(place, period)
        if area.reason or area.area is None:
            return found.unread(area.reason or "whose_unclear")
        minus = cell.key[: match.start()].strip() == "-"
        if minus and not saying.is_change:
            return found.unread("table_cell")
        number = -value_of(printed) if (saying.form == "decrease") != minus else value_of(printed)
        name = text.given_span(column.start, column.end)
        where = text.given_span(place.start, place.end)
        return ReadObservation(
            area=area.area,
            indicator=known.id,
            name=" ".join(text.given[slice(*name)].split()),
            period=str(period),
            measure=saying.measure,
            value=float(f"{number:.12g}"),
            printed=("-" if minus else "") + printed,
            form="" if minus else saying.form,
            unit=column.unit,
            bound="",
            assigner="",
            base="",
            status="",
            price_basis="",
            start=found.start,
            end=found.end,
            rule=saying.rule,
            name_start=name[0],
            name_end=name[1],
            place_start=where[0],
            place_end=where[1],
        )


def _change(words: str, *, planned: bool) -> Saying:
    measure = "planned_growth" if planned else "growth"
    falls = "giảm" in words and "tăng" not in words
    return Saying(measure, "decrease" if falls else "", rule=f"{RULE}: {measure}")


def _period(words: str, title: str, period: Period | None) -> Period | None:
    """Give the period of a column: its head's, the title's, else the text's."""
    for said in (_BASE.sub("", words), title):
        years = {int(year) for year in _YEAR.findall(said)}
        if len(years) > 1:
            return None
        months = months_named(said)
        if years:
            year = years.pop()
            if period is not None and period.year == year and months == (1, 12):
                return period
            return months_of(year, *months)
        if months != (1, 12):
            return months_of(period.year, *months) if period is not None else None
    return period
