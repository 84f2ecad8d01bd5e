"""What was read, as text: a table to look at, CSV and JSON for other programs; and what adding would do."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.formula_text import harmless_cell
from kienan_analysis.intake import explanation
from kienan_analysis.intake.quoting import Sentences
from kienan_analysis.published.printed import or_zero
from kienan_analysis.reading import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.articles.examination import Examined
    from kienan_analysis.documents.document import Document
    from kienan_analysis.intake.proposal import Asked, Proposal
    from kienan_analysis.reading import Article, ReadObservation

_COLUMNS: Final = ("file", *FIELDS)
_OF_UNREAD: Final = ("unread", "code", "words")
_HEADING: Final = ("figure", "measure", "period", "indicator", "remarks", "area", "sure", "place")
_UNREAD_NAME: Final = "?"
_OF_PLACES: Final = ("id", "code", "level", "name_vi", "parent", "valid_from", "valid_to")

Read = tuple[str, "Examined"]  # the file as it was named, and what was read in it


def as_json(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> str:
    """Write all observations as one JSON array; with `unread` an object that has what was not understood too.

    With `explain` each observation has the words that it rests on, and why it is not sure; unread ones are in as well.
    """
    observations = [{"file": file} | row for file, examined in read for row in _rows(examined, explain=explain)]
    content: Any = observations
    if unread or explain:
        left = [{"file": file} | asdict(one) for file, examined in read for one in examined.article.unread]
        content = {"observations": observations, "unread": left}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_csv(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> str:
    """Write all observations as CSV; with `unread` the numbers not understood too, and columns that say why.

    With `explain` there are columns for the words that each rests on, and why it is not sure; unread ones are in too.
    """
    columns = [*_COLUMNS, *(explanation.COLUMNS if explain else ()), *(_OF_UNREAD if unread or explain else ())]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for file, examined in read:
        rows = [{"file": file} | row for row in _rows(examined, explain=explain)]
        if unread or explain:
            rows.extend(
                {"file": file, "printed": one.text, "start": one.start, "end": one.end, "unread": one.reason}
                | {"code": one.code, "rule": one.rule, "words": one.words}
                for one in examined.article.unread
            )
        for row in sorted(rows, key=lambda row: int(row["start"])):
            writer.writerow({name: harmless_cell(_shown(value)) for name, value in row.items()})
    return written.getvalue()


def as_table(read: Sequence[Read], *, unread: bool = False, explain: bool = False) -> str:
    """Lay the observations out in columns, article by article; with `unread` what was not understood beneath.

    With `explain` each figure has lines beneath it that say why it was read so; unread ones stand among them.
    """
    parts = []
    for file, examined in read:
        article = examined.article
        rows = [_row(one) for one in article.observations]
        lines = [file] if len(read) > 1 else []
        table = _columns([_HEADING, *rows]) if rows else ["No figure was read."]
        if explain:
            lines.extend([table[0], *explanation.explanation(examined, table[1:] if rows else [])])
        else:
            lines.extend(table)
        if unread and article.unread and not explain:
            lines.append("Not understood:")
            lines.extend(f"  {one.text}  ({one.start}–{one.end}): {one.reason}" for one in article.unread)
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


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
            _columns([_OF_PLACES, *(tuple(row.get(name, "") for name in _OF_PLACES) for row in proposal.areas)])
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
    table = _columns([_HEADING[:-2], *(_row(one.candidate.observation)[:-2] for one in asked)])
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
    table = _columns([_HEADING[:-2], *(_row(one)[:-2] for one in rows)])
    yield table[0]
    places = [sentences.span(one.start, one.end) for one in rows]
    for number, (line, one) in enumerate(zip(table[1:], rows, strict=True)):
        yield line
        if number + 1 == len(rows) or places[number + 1] != places[number]:
            yield f"      {sentences.around(one)}"


def _rows(examined: Examined, *, explain: bool) -> list[dict[str, Any]]:
    return [
        one.as_row() | {"value": or_zero(one.value)} | (explanation.explained(one, examined.text) if explain else {})
        for one in examined.article.observations
    ]


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
        "yes" if one.sure else "no",
        f"{one.start}–{one.end}",
    )


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  "
        + "  ".join(
            cell.rjust(width) if not place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _shown(value: object) -> object:
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else value


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
