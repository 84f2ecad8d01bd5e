"""The rows of a table: what each measures, by its own words and by the rows that it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.tables.cell import Cell
from kienan_analysis.reading.tables.row_names import LEADING, ROW_DEPTH, named
from kienan_analysis.reading.tables.row_units import is_the_same, may_inherit, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.tables.grid import Table
    from kienan_analysis.reading.tables.row_names import Named
    from kienan_analysis.reading.tables.title import Setting
    from kienan_analysis.reading.units import Unit

_PRODUCTION: Final = "total_production_value"
_GRDP: Final = "grdp"
_STRUCTURE: Final = "cơ cấu"
# What all of a place's chapters are called: their titles make nothing else of the rows beneath.
_GENERAL: Final = re.compile(
    r"(?:các |một số |nhóm |về |lĩnh vực |phần |mục tiêu |thực hiện |kết quả |tình hình )*"
    r"(?:chỉ tiêu|kinh tế|xã hội|văn hóa|môi trường|tổng hợp|phát triển|đô thị|y tế|giáo dục|an ninh|quốc phòng"
    r"|chủ yếu|biểu|bảng|phụ lục|ngân sách|tài chính|đầu tư|du lịch|thương mại|xây dựng cơ bản|bảo vệ|bền vững"
    r"|nông thôn mới)\b.*"
)
# Rows beneath these are of a part of the place: its own figures stand elsewhere.
_NARROW: Final = re.compile(
    r"\b(?:fdi|nước ngoài|doanh nghiệp|khu (?:công nghiệp|kinh tế|chế xuất)|cụm công nghiệp|công ty|ngoài nhà nước"
    r"|nhà nước trung ương|kinh tế tập thể|hợp tác xã|thành thị|nông thôn(?! mới)|vùng|miền)\b"
)
_ITSELF: Final = re.compile(r"(?:tổng số|tổng cộng|toàn (?:tỉnh|thành phố|huyện|quận|xã|phường|ngành)|chung|tổng)")
# A name that begins a row's parent and, with the row's own words, makes a whole name.
_BEGINNINGS: Final = (
    "diện tích gieo trồng", "diện tích", "năng suất", "sản lượng", "giá trị sản xuất", "tỷ trọng", "kim ngạch",
)  # fmt: skip
_UNSAID: Final = frozenset({"giá trị sản xuất", "tổng giá trị sản xuất", "sản lượng", "diện tích", "năng suất"})
_OF_A_HEADING: Final = re.compile(r"^(?:cây |ngành |lĩnh vực |khu vực |sản xuất |về )+")
_SECTOR: Final = re.compile(r"^(?:khu vực |ngành |lĩnh vực |các ngành )+")
_OWN_HEADS: Final = ("giá trị", "tổng giá trị", "gtsx", "tổng gtsx", "sản xuất", "tỷ trọng")
_BESIDE_AGRICULTURE: Final = frozenset({"lâm nghiệp", "thủy sản", "ngành lâm nghiệp", "ngành thủy sản"})
# So much of the plan was spent: no level, whatever stands at the head of its column.
_OF_A_PLAN: Final = ("tỷ lệ giải ngân", "tỷ lệ thực hiện", "tỷ lệ hoàn thành")
_MOST_WORDS: Final = 24  # of a name in both languages
_LONGEST_NAME: Final = 200


class Row(NamedTuple):
    """What a row measures.

    Attributes
    ----------
    indicator : Indicator or None
        None where the catalogue does not know it, or where it is only a part of what it knows.
    cell : Cell
        Its name.
    name : str
        As printed, after that of the row that it is a part of where it says too little by itself.
    unit : Unit or None
    changes : {"", "increase", "decrease"}
        Where its figures are changes.
    prices : {"", "current", "constant"}
    number : int
        Which row of the table it is, from 1.
    cells : sequence of Cell
    unclear : bool
        Whether its name says too little: nobody can tell what its figures are of.
    """

    indicator: Indicator | None
    cell: Cell
    name: str
    unit: Unit | None
    changes: str
    prices: str
    number: int
    cells: Sequence[Cell]
    unclear: bool = False


class _Above(NamedTuple):
    """A row that others may belong to."""

    depth: int
    words: str
    printed: str
    indicator: Indicator | None
    changes: str
    unit: Unit | None
    prices: str
    is_heading: bool


class RowReader:
    """Says what the rows of a table measure.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    """

    def __init__(self, lexicon: Lexicon, indicators: Mapping[str, Indicator]) -> None:
        self._lexicon = lexicon
        self._indicators = indicators

    def read(self, table: Table, setting: Setting) -> list[Row]:
        """Say what each row measures, in order; of two rows that seem to measure one thing neither may be it.

        Parameters
        ----------
        table : Table
        setting : Setting
        """
        found = list(self._found(table, setting))
        alike: dict[tuple[str, ...], list[int]] = {}
        apart = any(words in _BESIDE_AGRICULTURE for _, _, words in found)
        rows = [row for row, _, _ in found]
        for at, (row, _, words) in enumerate(found):
            if apart and words == "nông nghiệp":
                rows[at] = row._replace(indicator=None)  # farming alone, beside forests and fish
            elif row.indicator is not None:
                unit = row.unit.spelling if row.unit is not None else ""
                alike.setdefault((row.indicator.id, row.changes, row.prices, unit), []).append(at)
        for places in alike.values():
            least = min(found[at][1] for at in places)
            highest = [at for at in places if found[at][1] == least]
            for at in places if len(places) > 1 else ():
                # The lower one is a part; where both are as high, nobody can tell.
                if found[at][1] > least:
                    rows[at] = rows[at]._replace(indicator=None)
                elif len(highest) > 1:
                    rows[at] = rows[at]._replace(indicator=None, unclear=True)
        return rows

    def _found(self, table: Table, setting: Setting) -> Iterator[tuple[Row, int, str]]:
        """Say what each row measures by itself and by those above, how deep it stands, and its words."""
        roles = [head.role for head in table.heads]
        at_name = roles.index("name")
        at_unit = roles.index("unit") if "unit" in roles else -1
        at_index = roles.index("index") if "index" in roles else -1
        values = [at for at, role in enumerate(roles) if role in {"value", "compared", ""}]
        counted = at_index >= 0 and any(row.cells[at_index].text for row in table.rows)
        bilingual = bool(re.search(r"indicator|item|unit|prel", " ".join(head.words for head in table.heads)))
        above_all = unit_of(setting.unit, bilingual=True) if setting.unit else None
        title = self._title(setting)
        above: list[_Above] = [title] if title is not None else []
        last_unit: Unit | None = None
        of_which = False
        for row in table.rows:
            cell = row.cells[at_name]
            if not cell.text:
                continue
            given = row.cells[at_unit].key if at_unit >= 0 else ""
            own_unit = last_unit if is_the_same(given) else unit_of(given, bilingual=bilingual) if given else None
            index = row.cells[at_index] if at_index >= 0 else None
            empty = not any(any(map(str.isdigit, row.cells[at].text)) for at in values)
            upper = empty and cell.text.isupper()
            lower = not upper and ((counted and not (index and index.text)) or (of_which and at_index < 0))
            one = named(cell, index, own_unit, self._lexicon.abbreviations, lower=lower and bool(above))
            if not one.words and one.of_which:
                of_which = True  # Trong đó:
                continue
            of_which = (of_which or one.of_which) and not upper
            if bilingual:
                one = one._replace(words=self._vietnamese(one.words))
            while above and above[-1].depth >= one.depth and above[-1] is not title:
                above.pop()
            unit = own_unit or one.unit
            parent = above[-1] if above else None
            inherits = (at_unit < 0 or not given) and not one.changes and may_inherit(one.words)
            if unit is None and inherits:
                sub = parent is not None and not parent.is_heading
                unit = (parent.unit if sub and parent is not None else None) or above_all
            last_unit = own_unit or last_unit
            indicator, changes, unclear = self._made(one, above, unit, setting)
            unclear |= one.words.startswith(_OF_A_PLAN)
            own = _unmarked(cell)
            name = printed = " ".join(own.text.split())
            is_part = parent is not None and (parent.depth >= ROW_DEPTH or not parent.is_heading)
            if parent is not None and is_part and self._is_short(one.words, indicator):
                name = f"{parent.printed[:_LONGEST_NAME]} – {printed}"
            of_parent = parent.prices if parent is not None and not parent.is_heading else ""
            prices = one.prices or of_parent or setting.prices
            made = Row(indicator, own, name, unit, changes, prices, row.number, row.cells, unclear)
            yield made, one.depth, one.words
            above.append(_Above(one.depth, one.words, printed, indicator, changes, unit, one.prices, empty))

    def _is_short(self, words: str, made: Indicator | None) -> bool:
        """Whether a row's own words do not say what it is of."""
        own = self._whole(words)
        return made is None or own is None or own.id != made.id

    def _title(self, setting: Setting) -> _Above | None:
        """Take the title for the row above all, where it names what all rows are of."""
        found = self._whole(setting.name)
        if not setting.name or found is None:
            return None
        printed = setting.name[:1].upper() + setting.name[1:]
        return _Above(-1, setting.name, printed, found, "", None, "", is_heading=False)

    def _made(
        self, one: Named, above: Sequence[_Above], unit: Unit | None, setting: Setting
    ) -> tuple[Indicator | None, str, bool]:
        """Say which indicator a row is, whether its figures are changes, and whether nobody can tell."""
        parent = above[-1] if above else None
        words, changes = one.words, one.changes
        if not words and changes:  # Tốc độ tăng, of the row above
            known = parent.indicator if parent is not None else None
            return known, changes, known is None
        of_rates = unit is not None and unit.kind == "rate"
        if parent is not None and parent.changes and not changes and of_rates and may_inherit(words):
            changes = parent.changes
        if one.narrowed or any(_NARROW.search(row.words) for row in above if not words.startswith(row.words)):
            return None, changes, False
        if parent is not None and parent.indicator is not None and _ITSELF.fullmatch(words):
            return parent.indicator, changes or parent.changes, False
        found = self._whole(words) or self._whole(f"tỷ lệ {words}") or (self._whole(one.short) if changes else None)
        if found is not None and self._is_sector(words, found):
            return self._of_sector(words, above, changes, of_rates=of_rates, general=_is_general(setting))
        heading = next((row for row in reversed(above) if row.is_heading), None)
        if words in _UNSAID and heading is not None and not _GENERAL.fullmatch(heading.words):
            return self._whole(f"{words} {_OF_A_HEADING.sub('', heading.words)}"), changes, False
        if found is not None:
            same = [row for row in above if row.indicator is not None and row.indicator.id == found.id]
            part = same and not changes and not same[-1].changes and one.depth > same[-1].depth >= 0
            return None if part else found, changes, False  # a part cannot be the whole
        return self._of_parent(words, above, changes, of_rates=of_rates)

    def _of_parent(
        self, words: str, above: Sequence[_Above], changes: str, *, of_rates: bool
    ) -> tuple[Indicator | None, str, bool]:
        """Say what a row is whose words are no name by themselves, with those of the row that it is a part of."""
        if not above:
            return None, changes, False
        parent = above[-1]
        if parent.words.startswith(_STRUCTURE) or parent.indicator is not None:
            sector = self._of_sector(words, above, changes, of_rates=of_rates, general=False)
            if sector[0] is not None:
                return sector
        for beginning in _BEGINNINGS:
            if parent.words.removeprefix("tổng ").startswith(beginning):
                combined = self._whole(f"{beginning} {words}")
                if combined is not None and (parent.indicator is None or combined.id != parent.indicator.id):
                    return combined, changes or parent.changes, False
        return None, changes, False

    def _of_sector(
        self, words: str, above: Sequence[_Above], changes: str, *, of_rates: bool, general: bool
    ) -> tuple[Indicator | None, str, bool]:
        """Say what the bare name of a part of the economy is of: output, value added, or its share."""
        words = _SECTOR.sub("", words)
        for row in reversed(above):
            if row.words.startswith(_STRUCTURE):
                whole = "giá trị sản xuất" not in row.words and "lao động" not in row.words
                return (self._whole(f"tỷ trọng {words}") if whole and of_rates else None), "", not of_rates
            known = row.indicator
            if known is not None and known.id == _PRODUCTION:
                return (
                    self._whole(f"giá trị sản xuất {words}"),
                    changes or row.changes,
                    of_rates and not (changes or row.changes),
                )
            if known is not None and known.id == _GRDP:
                return (
                    self._whole(f"giá trị tăng thêm {words}"),
                    changes or row.changes,
                    of_rates and not (changes or row.changes),
                )
            if known is not None and self._lexicon.is_branch(known.id):
                combined = self._whole(f"giá trị sản xuất {words}")
                same = combined is not None and combined.id == known.id
                return (None if same else combined), changes or row.changes, of_rates and not (changes or row.changes)
            if not row.is_heading:
                return None, changes, False
        return (self._whole(words) if general else None), changes, of_rates and not changes

    def _is_sector(self, words: str, found: Indicator) -> bool:
        return self._lexicon.is_branch(found.id) and not words.startswith(_OWN_HEADS)

    def _whole(self, words: str) -> Indicator | None:
        return self._indicators.get(self._lexicon.indicator(words)) if words else None

    def _vietnamese(self, words: str) -> str:
        """Leave the English out of a name in both languages."""
        before, mark, after = words.partition(" - ")
        if mark and after.isascii() and self._whole(words) is None:
            return before.strip()
        parts = words.split()
        for stop in range(min(len(parts) - 1, _MOST_WORDS), 0, -1):
            if not parts[stop].isascii():
                break
            if self._whole(" ".join(parts[:stop]).strip(" -/")) is not None:
                return " ".join(parts[:stop]).strip(" -/")
        return words


def _unmarked(cell: Cell) -> Cell:
    """Give the cell of a name without the stroke, or the words *trong đó*, before it."""
    lead = LEADING.match(cell.text)
    if lead is None or lead.end() == len(cell.text):
        return cell
    return Cell(cell.start + lead.end(), cell.end, cell.text[lead.end() :], cell.key[lead.end() :])


def _is_general(setting: Setting) -> bool:
    return not setting.name or _GENERAL.search(setting.name) is not None
