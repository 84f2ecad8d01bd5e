"""A table that came as text, unfolded: each figure with its name, its unit, and what the head of its column says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.periods import Mention
from kienan_analysis.reading.sentences import Sentence, split_sentences
from kienan_analysis.reading.tables.flat_grid import find_grids
from kienan_analysis.reading.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.spans import Spans
    from kienan_analysis.reading.tables.flat_grid import Cell, Grid
    from kienan_analysis.reading.text import Text

_NUMBERS: Final = frozenset({"stt", "tt", "số tt", "số thứ tự", "#"})
_UNITS: Final = frozenset({"đvt", "đơn vị", "đơn vị tính", "đ.v.t", "đv tính", "đơn vị đo"})
_NOTES: Final = frozenset({"ghi chú", "cơ quan chủ trì", "đơn vị chủ trì", "cơ quan theo dõi"})
_PLAN: Final = re.compile(r"(?:kh|kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết|nq|phương hướng)(?![^\W\d_])")
_DONE: Final = re.compile(r"(?:th|thực hiện|kết quả|năm|(?P<estimate>ước|ưth)(?: th| thực hiện)?)(?![^\W\d_])")
_COMPARED: Final = re.compile(r"so sánh|so với|tỷ lệ|tăng, giảm|/|%$")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UNIT_IN_BRACKETS: Final = re.compile(r"\s*\(([^()\d]{1,30}|%)\)$")
_AIMS: Final = ("phấn", "đấu")


class _Column(NamedTuple):
    """What a column holds: its kind, and where its head stands."""

    kind: str
    head: Cell
    estimate: bool = False


def sentences_and_tables(text: Text, tokens: Sequence[Token], spans: Spans) -> Iterator[Sentence]:
    """Cut a text into sentences, each figure of a table one by itself.

    Parameters
    ----------
    text : Text
    tokens : sequence of Token
        The whole text's.
    spans : Spans
        What is known by its letters; the years of heads are added.
    """
    grids = [(grid, _columns(text, grid)) for grid in find_grids(text)]
    paragraph = 0
    begin = 0
    for grid, columns in grids:
        if columns is None:
            continue
        first = _token_at(tokens, grid.start, begin)
        last = paragraph - 1
        for sentence in split_sentences(text, tokens[begin:first], spans.covered):
            last = sentence.paragraph + paragraph
            yield sentence._replace(paragraph=last)
        paragraph = last + 1
        begin = _token_at(tokens, grid.end, first)
        for cells in _unfolded(text, tokens[first:begin], spans, grid, columns):
            yield Sentence(cells, paragraph, introduces=False)
            paragraph += 1
    for sentence in split_sentences(text, tokens[begin:], spans.covered):
        yield sentence._replace(paragraph=sentence.paragraph + paragraph)


def _token_at(tokens: Sequence[Token], place: int, begin: int) -> int:
    """Say which token is the first that stands at a place of the text, or after it."""
    low, high = begin, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].start < place:
            low = middle + 1
        else:
            high = middle
    return low


def _columns(text: Text, grid: Grid) -> list[_Column] | None:
    """Say what each column holds; None where no column holds names or none holds values."""
    found: list[_Column] = []
    for cell in grid.head:
        key = text.key[cell.start : cell.end].strip()
        done = _DONE.match(key)
        if key in _NUMBERS:
            found.append(_Column("number", cell))
        elif key in _UNITS:
            found.append(_Column("unit", cell))
        elif key in _NOTES:
            found.append(_Column("note", cell))
        elif not any(column.kind == "name" for column in found):
            found.append(_Column("name", cell))
        elif _COMPARED.search(key) and not _PLAN.match(key):
            found.append(_Column("compared", cell))
        elif _PLAN.match(key):
            found.append(_Column("plan", cell))
        elif done is not None:
            found.append(_Column("result", cell, estimate=done["estimate"] is not None))
        else:
            found.append(_Column("unknown", cell))
    kinds = [column.kind for column in found]
    return found if "name" in kinds and {"plan", "result"} & set(kinds) else None


def _unfolded(
    text: Text, tokens: Sequence[Token], spans: Spans, grid: Grid, columns: Sequence[_Column]
) -> Iterator[list[Token]]:
    """Give each figure as the tokens of a sentence: *năm 2021 phấn đấu: thu ngân sách: 352 tỷ đồng*."""
    name_at = next(at for at, column in enumerate(columns) if column.kind == "name")
    unit_at = next((at for at, column in enumerate(columns) if column.kind == "unit"), -1)
    for row in grid.rows:
        name = row[name_at]
        in_name = _UNIT_IN_BRACKETS.search(text.key, name.start, name.end)
        name_end = in_name.start() if in_name is not None else name.end
        unit = text.key[row[unit_at].start : row[unit_at].end] if unit_at >= 0 else in_name[1] if in_name else ""
        named = _within(tokens, name.start, name_end)
        for column, cell in zip(columns, row, strict=True):
            if column.kind in {"number", "name", "unit", "note"} or cell.start >= cell.end:
                continue
            value = _within(tokens, cell.start, cell.end)
            if column.kind in {"compared", "unknown"}:
                yield value  # by itself it is listed as unread
                continue
            if value and value[-1].kind == "number" and unit:
                value = [*value, *_words(unit, cell.end)]
            yield [*_head(text, tokens, spans, column), *named, _mark(":", name_end), *value]


def _head(text: Text, tokens: Sequence[Token], spans: Spans, column: _Column) -> list[Token]:
    """Give what a head says as tokens: the period, and whether aims are listed."""
    head = column.head
    held = _within(tokens, head.start, head.end)
    dated = next((at for at, token in enumerate(held) if isinstance(_found(spans, token.start), Mention)), None)
    period: list[Token] = []
    if dated is not None:
        end = spans.found[held[dated].start][0]
        period = [token for token in held[dated:] if token.start < end]
    elif (year := _YEAR.search(text.normal, head.start, head.end)) is not None:
        mention = Mention(year.start(), year.end(), "months", year=int(year[0]))
        spans.found[year.start()] = (year.end(), mention)
        spans.covered.update(range(year.start(), year.end()))
        period = [token for token in held if token.start == year.start()]
    said = [Token("word", head.end, head.end, word) for word in _AIMS] if column.kind == "plan" else []
    if column.estimate:
        said = [Token("word", head.end, head.end, "ước")]
    return [*period, *said, _mark(":", head.end)] if period or said else []


def _found(spans: Spans, place: int) -> Mention | str | None:
    return spans.found[place][1] if place in spans.found else None


def _within(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    first = _token_at(tokens, start, 0)
    return [token for token in tokens[first : _token_at(tokens, end, first)] if token.kind != "line"]


def _words(unit: str, place: int) -> list[Token]:
    """Give a unit's words as tokens that take no room in the text."""
    return [
        Token("word" if piece[0].isalpha() else "mark", place, place, piece)
        for piece in re.findall(r"[^\W_]+|\S", unit.lower())
    ]


def _mark(letter: str, place: int) -> Token:
    return Token("mark", place, place, letter)
