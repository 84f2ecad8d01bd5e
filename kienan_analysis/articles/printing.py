"""What was read, as text: a table to look at, CSV and JSON for other programs; and what adding would do."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.formula_text import harmless_cell
from kienan_analysis.intake import explanation
from kienan_analysis.intake.quoting import Sentences
from kienan_analysis.messages import headings
from kienan_analysis.published.printed import or_zero
from kienan_analysis.reading import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.documents.document import Document
    from kienan_analysis.intake.proposal import Asked, Proposal
    from kienan_analysis.reading import Article, ReadObservation

_COLUMNS: Final = ("file", *FIELDS)
_OF_UNREAD: Final = ("unread", "code", "words")
_HEADING: Final = ("figure", "measure", "period", "indicator", "remarks", "area", "sure", "place")
_UNREAD_NAME: Final = "?"
_PIECE: Final = 1 << 16  # letters
_OF_PLACES: Final = ("id", "code", "level", "name_vi", "parent", "valid_from", "valid_to")

Read = tuple[str, "Examined"]  # the file as it was named, and what was read in it


def as_json(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> str:
    """Write all observations as one JSON array; with `unread` an object that has what was not understood too.

    With `explain` each observation has the words that it rests on, and why it is not sure; unread ones are in as well.
    """
    return "".join(json_pieces(read, unread=unread, explain=explain))


def json_pieces(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> Iterator[str]:
    """Give what `as_json` writes piece by piece: a long text has very many figures, and nobody needs all at once."""
    observations = ({"file": file} | row for file, examined in read for row in _rows(examined, explain=explain))
    if not unread and not explain:
        yield from _array(observations, "")
    else:
        left = ({"file": file} | asdict(one) for file, examined in read for one in examined.article.unread)
        yield '{\n "observations": '
        yield from _array(observations, " ")
        yield ',\n "unread": '
        yield from _array(left, " ")
        yield "\n}"
    yield "\n"


def _array(rows: Iterable[dict[str, Any]], indent: str) -> Iterator[str]:
    """Write rows without rows in them as ``json.dumps(…, indent=1)`` does, which is many times slower."""
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(f",\n{indent}  ", ": "))
    before = "["
    for row in rows:
        yield f"{before}\n{indent} {{\n{indent}  {encoder.encode(row)[1:-1]}\n{indent} }}"
        before = ","
    yield "[]" if before == "[" else f"\n{indent}]"


def as_csv(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> str:
    """Write all observations as CSV; with `unread` the numbers not understood too, and columns that say why.

    With `explain` there are columns for the words that each rests on, and why it is not sure; unread ones are in too.
    """
    return "".join(csv_pieces(read, unread=unread, explain=explain))


def csv_pieces(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> Iterator[str]:
    """Give what `as_csv` writes piece by piece."""
    columns = [*_COLUMNS, *(explanation.COLUMNS if explain else ()), *(_OF_UNREAD if unread or explain else ())]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for file, examined in read:
        rows: Iterable[dict[str, Any]] = _rows(examined, explain=explain, in_order=True)
        if unread or explain:
            left = (
                {"printed": one.text, "start": one.start, "end": one.end, "unread": one.reason}
                | {"code": one.code, "rule": one.rule, "words": one.words}
                for one in examined.article.unread
            )
            rows = sorted(chain(rows, left), key=lambda row: int(row["start"]))
        for row in rows:
            named = {"file": file} | row
            writer.writerow({name: harmless_cell(_shown(value)) for name, value in named.items()})
            if written.tell() > _PIECE:
                yield written.getvalue()
                written.seek(0)
                written.truncate()
    yield written.getvalue()


def as_table(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> str:
    """Lay the observations out in columns, article by article; with `unread` what was not understood beneath.

    With `explain` each figure has lines beneath it that say why it was read so; unread ones stand among them.
    """
    return "".join(table_pieces(read, unread=unread, explain=explain))


def table_pieces(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> Iterator[str]:
    """Give what `as_table` writes piece by piece."""
    if not read:
        yield "\n"
    for number, (file, examined) in enumerate(read):
        article = examined.article
        if number:
            yield "\n"
        if len(read) > 1:
            yield f"{file}\n"
        table = _lines_of(lambda found=article.observations: chain([headings(_HEADING)], map(_row, found)))  # type: ignore[misc]
        lines: Iterable[str] = table if article.observations else ["No figure was read."]
        if explain:
            head, *rest = lines
            lines = [head, *explanation.explanation(examined, rest)]
        yield from (f"{line}\n" for line in lines)
        if unread and article.unread and not explain:
            yield "Not understood:\n"
            yield from (f"  {one.text}  ({one.start}–{one.end}): {one.reason}\n" for one in article.unread)


def coverage(article: Article, document: Document) -> str:
    """Say how many of the figures were understood: a share of the whole only where the whole document was read."""
    understood = len(article.observations)
    found = understood + len(article.unread)
    if not document.text.strip():
        return "the document holds no text"
    if not found:
        return "no figure was found"
    said = f"{understood} of {found} figures understood"
    return f"{said} in the parts that were read" if document.not_read else f"{said} ({article.coverage:.0%})"


def proposal_as_text(proposal: Proposal) -> str:
    """Show what adding an article would do: each figure with its sentence, what is left out, and the checks."""
    sentences = Sentences(proposal.examined.text)
    origin = proposal.origin
    known = "a new source" if origin.is_new else "already in the data"
    told = ", ".join(origin.row[name] for name in ("publisher", "published", "url") if origin.row[name])
    lines = [f"Source: {origin.row['id']} ({known}{f'; {told}' if told else ''})"]
    if proposal.areas:
        lines.append(f"Places that are new in the data ({len(proposal.areas)}):")
        lines.extend(
            _columns(
                [headings(_OF_PLACES), *(tuple(row.get(name, "") for name in _OF_PLACES) for row in proposal.areas)]
            )
        )
    if proposal.new:
        lines.append(f"To be added ({len(proposal.new)}):")
        lines.extend(with_sentences([one.observation for one in proposal.new], sentences))
    if proposal.present:
        lines.append(f"In the data already, unchanged: {_count(len(proposal.present), 'figure')}.")
    if proposal.left_out:
        lines.append(f"Not added ({len(proposal.left_out)}):")
        for left in proposal.left_out:
            lines.append(f"  {_row(left.observation)[0]}: {left}")
            lines.append(f"      {sentences.around(left.observation)}")
    unread = proposal.examined.article.unread
    if unread:
        lines.append(f"Not understood ({len(unread)}):")
        lines.extend(f"  {one.text}: {one.reason}" for one in unread)
    lines.extend(checks_as_lines(proposal))
    return "\n".join(lines) + "\n"


def checks_as_lines(proposal: Proposal) -> list[str]:
    """Say what the checks find about the rows to be added and the article as a whole."""
    checks = [*map(str, proposal.problems), *(f"warning: {text}." for text in proposal.examined.warnings)]
    head = "Checks: all passed." if not checks else f"Checks ({len(checks)} not passed):"
    return [head, *(f"  {check}" for check in checks)]


def asked_as_text(asked: Sequence[Asked], sentences: Sentences) -> str:
    """Show figures to be asked: each with why, and the sentences in which they stand."""
    table = _columns([headings(_HEADING[:-2]), *(_row(one.candidate.observation)[:-2] for one in asked)])
    lines = [table[0]]
    told: set[str] = set()
    for line, one in zip(table[1:], asked, strict=True):
        lines.append(line)
        reasons = [f"      {reason}" for reason in one.why()]
        lines.extend([reason for reason in reasons if reason not in told] or ["      as above"] * bool(reasons))
        told.update(reasons)
    around = dict.fromkeys(sentences.around(one.candidate.observation) for one in asked)
    return "\n".join([*lines, *(f"      {quoted}" for quoted in around)]) + "\n"


def with_sentences(rows: Sequence[ReadObservation], sentences: Sentences) -> Iterable[str]:
    """Lay rows out, each run of them that stands in one sentence with that sentence beneath."""
    table = _columns([headings(_HEADING[:-2]), *(_row(one)[:-2] for one in rows)])
    yield table[0]
    places = [sentences.span(one.start, one.end) for one in rows]
    for number, (line, one) in enumerate(zip(table[1:], rows, strict=True)):
        yield line
        if number + 1 == len(rows) or places[number + 1] != places[number]:
            yield f"      {sentences.around(one)}"


def _rows(examined: Examined, *, explain: bool, in_order: bool = False) -> Iterator[dict[str, Any]]:
    observations: Iterable[ReadObservation] = examined.article.observations
    for one in sorted(observations, key=lambda one: one.start) if in_order else observations:
        row = one.as_row()
        row["value"] = or_zero(one.value)
        yield row | explanation.explained(one, examined.text) if explain else row


def _row(one: ReadObservation) -> tuple[str, ...]:
    unit = one.unit if one.unit == "%" else f" {one.unit}"
    remarks = [
        one.form,
        one.bound,
        one.assigner and f"plan of {one.assigner}",
        one.base and f"base {one.base}",
        one.status,
        one.price_basis,
    ]
    name = one.indicator or f"{_UNREAD_NAME} {one.name}"
    said = ", ".join(remark for remark in remarks if remark)
    return (
        f"{one.printed}{unit}",
        one.measure,
        one.period,
        name,
        said,
        one.area or _UNREAD_NAME,
        *headings(["yes" if one.sure else "no"]),
        f"{one.start}–{one.end}",
    )


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    return list(_lines_of(lambda: rows))


def _lines_of(rows: Callable[[], Iterable[Sequence[str]]]) -> Iterator[str]:
    """Lay rows out in columns, going through them twice: how wide each must be, and what stands there."""
    widths: list[int] = []
    for row in rows():
        widths = list(map(max, widths, map(len, row))) if widths else list(map(len, row))
    for row in rows():
        cells = zip(row, widths, strict=True)
        figure, width = next(cells)
        yield "  ".join(["", figure.rjust(width), *(cell.ljust(width) for cell, width in cells)]).rstrip()


def _shown(value: object) -> object:
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else value


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
