"""What was read, as text: a table to look at, CSV and JSON for other programs; and what adding would do."""

from __future__ import annotations

import csv
import io
import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.reading import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.articles.adding import Proposal
    from kienan_analysis.articles.rows import Candidate
    from kienan_analysis.reading import Article, ReadObservation

_COLUMNS: Final = ("file", *FIELDS)
_HEADING: Final = ("figure", "measure", "period", "indicator", "remarks", "area", "place")
_SENTENCE_AT_MOST: Final = 240
_UNREAD_NAME: Final = "?"


def as_json(read: Sequence[tuple[str, Article]], *, unread: bool = False) -> str:
    """Write all observations as one JSON array; with `unread` an object that has what was not understood too."""
    observations = [{"file": file} | one.as_row() for file, article in read for one in article.observations]
    content: Any = observations
    if unread:
        left = [
            {"file": file, "text": one.text, "start": one.start, "end": one.end, "reason": one.reason}
            for file, article in read
            for one in article.unread
        ]
        content = {"observations": observations, "unread": left}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_csv(read: Sequence[tuple[str, Article]], *, unread: bool = False) -> str:
    """Write all observations as CSV; with `unread` the numbers not understood too, and a column that says why."""
    columns = [*_COLUMNS, "unread"] if unread else list(_COLUMNS)
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for file, article in read:
        rows = [{"file": file} | one.as_row() for one in article.observations]
        if unread:
            rows.extend(
                {"file": file, "printed": one.text, "start": one.start, "end": one.end, "unread": one.reason}
                for one in article.unread
            )
        for row in sorted(rows, key=lambda row: int(row["start"])):
            writer.writerow({name: _shown(value) for name, value in row.items()})
    return written.getvalue()


def as_table(read: Sequence[tuple[str, Article]], *, unread: bool = False) -> str:
    """Lay the observations out in columns, article by article; with `unread` what was not understood beneath."""
    parts = []
    for file, article in read:
        rows = [_row(one) for one in article.observations]
        lines = [file] if len(read) > 1 else []
        lines.extend(_columns([_HEADING, *rows]) if rows else ["No figure was read."])
        if unread and article.unread:
            lines.append("Not understood:")
            lines.extend(f"  {one.text}  ({one.start}–{one.end}): {one.reason}" for one in article.unread)
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def coverage(article: Article) -> str:
    """Say how many of the figures were understood."""
    understood = len(article.observations)
    return f"{understood} of {understood + len(article.unread)} figures understood ({article.coverage:.0%})"


def proposal_as_text(proposal: Proposal) -> str:
    """Show what adding an article would do: each figure with its sentence, what is left out, and the checks."""
    sentences = Sentences(proposal.examined.text)
    origin = proposal.origin
    known = "a new source" if origin.is_new else "already in the data"
    told = ", ".join(origin.row[name] for name in ("publisher", "published", "url") if origin.row[name])
    lines = [f"Source: {origin.row['id']} ({known}{f'; {told}' if told else ''})"]
    if proposal.new:
        lines.append(f"To be added ({len(proposal.new)}):")
        lines.extend(_with_sentences(proposal.new, sentences))
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
    checks = [*map(str, proposal.problems), *(f"warning: {text}." for text in proposal.examined.warnings)]
    lines.append("Checks: all passed." if not checks else f"Checks ({len(checks)} not passed):")
    lines.extend(f"  {check}" for check in checks)
    return "\n".join(lines) + "\n"


class Sentences:
    """The sentences of a text, to quote the one in which a figure stands.

    Parameters
    ----------
    text : str
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *_sentence_starts(text)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where the sentence that holds a place begins and ends."""
        place = bisect_right(self._starts, start) - 1
        after = bisect_right(self._starts, max(start, end - 1))
        return self._starts[place], self._starts[after] if after < len(self._starts) else len(self._text)

    def around(self, observation: ReadObservation) -> str:
        """Quote the sentence of a figure in one line, shortened on both sides where it is long."""
        begin, stop = self.span(observation.start, observation.end)
        room = _SENTENCE_AT_MOST // 2
        cut_before, cut_after = observation.start - room > begin, observation.end + room < stop
        begin = max(begin, observation.start - room)
        stop = min(stop, observation.end + room)
        quoted = " ".join(self._text[begin:stop].split())
        return f"“{'…' if cut_before else ''}{quoted}{'…' if cut_after else ''}”"


def _sentence_starts(text: str) -> Iterable[int]:
    """Give where each sentence after the first begins: after a line's end, or after a full stop before a capital."""
    for place, letter in enumerate(text):
        if letter == "\n":
            yield place + 1
        elif letter in ".!?…":
            following = place + 1
            while following < len(text) and text[following] in " \u00a0":
                following += 1
            if following < len(text) and text[following].isupper() and not text[max(0, place - 2) : place].isupper():
                yield following


def _with_sentences(rows: Sequence[Candidate], sentences: Sentences) -> Iterable[str]:
    """Lay rows out, each run of them that stands in one sentence with that sentence beneath."""
    table = _columns([_HEADING[:-1], *(_row(one.observation)[:-1] for one in rows)])
    yield table[0]
    places = [sentences.span(one.observation.start, one.observation.end) for one in rows]
    for number, (line, one) in enumerate(zip(table[1:], rows, strict=True)):
        yield line
        if number + 1 == len(rows) or places[number + 1] != places[number]:
            yield f"      {sentences.around(one.observation)}"


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
