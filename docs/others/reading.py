"""Text to figures: of the figures labelled in the open gold texts, what each tool makes of each, at its own place.

Others are asked for the number and its unit alone, and helped where it is a matter of form: digits with or without
their scale (31.6 or 31.6e12), any result that touches the digits, any spoken form in use.
"""

from __future__ import annotations

import difflib
import itertools
import json
import math
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docs.others import apart
from docs.others.spoken import SCALES, WORDS, folded, ways
from tests.gold.scoring import FOLDER, Fact, Gold, golds, in_base_units, labelled_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs.others.apart import Peer

TREE: Final = Path(__file__).resolve().parents[2]
PART: Final = "open"
# Units that are more than what is counted: their names in the labels and in ours, in the tools', and as they are said
# (or left as they stand).
_UNITS: Final = (
    ("percent", r"%|per ?cent", {"percentage", "percent", "per cent"}, ("phần trăm", "%")),
    ("dong", r"\b(vnd|vnđ|đồng|dong)\b", {"vietnamese dong"}, ("đồng", "việt nam đồng")),
    ("dollar", r"usd|us\$|\$|đô la", {"united states dollar", "dollar"}, ("đô la", "đô", "usd", "u ét đê")),
    ("hectare", r"^(\w+ )?(ha|hectares?)$", {"hectare", "square hectometer"}, ("héc ta", "héc - ta", "hecta", "ha")),
    ("tonne", r"\b(tấn|tonnes?|tons?)$", {"tonne", "metric ton", "ton"}, ("tấn",)),
    (
        "square kilometre",
        r"\bkm[2²]$",
        {"square kilometre", "square kilometer"},
        ("ki lô mét vuông", "ki - lô - mét vuông", "km 2", "km"),
    ),
)
_TOO_LARGE: Final = 1e12
_POINTS: Final = re.compile(r"điểm|point", re.IGNORECASE)
_OTHER_HABIT: Final = re.compile(r"\d+\.(\d{1,2}|\d{4,})")
# What may stand between the lower end of a range and its unit.
_BETWEEN: Final = frozenset({"đến", "tới", "trừ", "-", "–"}) | WORDS
_TOKEN: Final = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+|[^\w\s]")


class Figure(NamedTuple):
    """A labelled figure.

    Attributes
    ----------
    start, end : int
        Where its digits stand.
    number, scale : float
        The digits alone, without sign; what the words of its unit multiply them by.
    kind : str
        Of its unit, by `_UNITS`; empty for what is only counted, and for points.
    fact : Fact
        What is labelled.
    """

    start: int
    end: int
    number: float
    scale: float
    kind: str
    fact: Fact


def unit_kind(unit: str) -> str:
    """Tell what a unit measures, by its name in the labels or in ours.

    Examples
    --------
    >>> unit_kind("nghìn tỷ đồng"), unit_kind("US$ billion"), unit_kind("lao động"), unit_kind("điểm %")
    ('dong', 'dollar', '', '')
    """
    if _POINTS.search(unit):
        return ""
    first = unit.partition("/")[0].strip().lower()
    return next((kind for kind, pattern, _, _ in _UNITS if re.search(pattern, first)), "")


def as_number(printed: str, language: str) -> float:
    """Read printed digits, without sign, in the habit of a language; a point that heads no group of three is decimal.

    Examples
    --------
    >>> as_number("2.412,5", "vi"), as_number("13.82", "vi"), as_number("1,250", "en")
    (2412.5, 13.82, 1250.0)
    """
    plain = printed.strip("+-−").replace(" ", "")
    if language == "vi" and not _OTHER_HABIT.fullmatch(plain):
        return float(plain.replace(".", "").replace(",", "."))
    return float(plain.replace(",", ""))


def figures(gold: Gold) -> list[Figure]:
    """Give the labelled figures of a text, those with two defensible readings left out."""
    found = []
    for label in gold.labels:
        if label.get("ambiguous"):
            continue
        start = gold.text.index(label["quote"]) + label["quote"].index(label["number"])
        unit = label.get("unit") or ""
        end = start + len(label["number"])
        number = as_number(label["number"], gold.language)
        found.append(Figure(start, end, number, in_base_units(1, unit), unit_kind(unit), labelled_fact(label)))
    return found


def measured(language: str, peers: tuple[Peer, ...], folder: Path) -> dict[str, Any]:
    """Measure ours and theirs on the open texts of a language."""
    texts = [gold for gold in golds(PART) if gold.language == language]
    wanted = {gold.name: figures(gold) for gold in texts}
    every = [figure for listed in wanted.values() for figure in listed]
    tools = [_ours(texts, wanted, folder)]
    score = _said if language == "vi" else _theirs
    for peer in peers:
        try:
            tools.append(score(peer, texts, wanted, folder))
        except subprocess.SubprocessError as error:
            tools.append({"name": peer.name, "version": peer.version, "failed": type(error).__name__})
    return {
        "texts": len(texts),
        "figures": len(every),
        "with_unit": sum(bool(figure.kind) for figure in every),
        "with_indicator": sum(figure.fact.indicator is not None for figure in every),
        "tools": tools,
    }


def _ours(texts: list[Gold], wanted: dict[str, list[Figure]], folder: Path) -> dict[str, Any]:
    """Read the texts by the command, as a user does."""
    command = [sys.executable, "-m", "kienan_analysis", "read", "--format", "json"]
    files = [str(FOLDER / PART / f"{gold.name}.txt") for gold in texts]
    done = subprocess.run([*command, *files], cwd=TREE, capture_output=True, text=True, check=True)
    (folder / f"ours-{texts[0].language}.json").write_text(done.stdout, encoding="utf-8")
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(done.stdout):
        rows.setdefault(Path(row["file"]).stem, []).append(row)
    count: Counter[str] = Counter()
    for gold in texts:
        ambiguous = [(gold.text.index(one["quote"]), len(one["quote"])) for one in gold.labels if one.get("ambiguous")]
        left = list(rows.get(gold.name, []))
        for figure in wanted[gold.name]:
            here = [row for row in left if row["start"] < figure.end and row["end"] > figure.start]
            left = [row for row in left if row not in here]
            if here:
                count.update(_judged(figure, here[0]))
        for row in left:
            if not any(begin <= row["start"] < begin + length for begin, length in ambiguous):
                count.update(["besides", *(["besides_sure"] if row["sure"] else [])])
    keys = ("number", "unit", "measure", "period", "indicator", "another_number", "another_unit")
    more = ("otherwise", "otherwise_sure", "besides", "besides_sure")
    return {"name": "kienan read", "version": "", "raised": 0, **{key: count[key] for key in (*keys, *more)}}


def _judged(figure: Figure, row: dict[str, Any]) -> Iterator[str]:
    """Tell what of one of our rows is as labelled; each step needs the ones before it."""
    kind = unit_kind(row["unit"])
    if not math.isclose(as_number(row["printed"], "vi"), figure.number):
        yield "another_number"
        return
    yield "number"
    if figure.kind:
        scale = in_base_units(1, row["unit"])
        yield "unit" if kind == figure.kind and math.isclose(scale, figure.scale) else "another_unit"
    wanted = figure.fact
    seen = labelled_fact(row)
    seen = seen._replace(indicator=seen.indicator if wanted.indicator else None)
    parts = {
        "measure": seen[:2] == wanted[:2],
        "period": seen[:3] == wanted[:3],
        "indicator": seen == wanted and wanted.indicator is not None,
    }
    yield from (name for name, is_right in parts.items() if is_right)
    if seen != wanted:
        yield "otherwise"
        if row["sure"]:
            yield "otherwise_sure"


def _theirs(peer: Peer, texts: list[Gold], wanted: dict[str, list[Figure]], folder: Path) -> dict[str, Any]:
    """Score a tool that gives quantities with their places."""
    answers = apart.asked(peer, "foreign_readers.py", [gold.text for gold in texts], folder)
    count: Counter[str] = Counter()
    names = {kind: known for kind, _, known, _ in _UNITS}
    for gold, found in zip(texts, answers, strict=True):
        count["raised"] += found is None
        for figure in wanted[gold.name]:
            here = [one for one in found or () if one[0] < figure.end and one[1] > figure.start]
            bare = [one for one in here if _is(one[2], figure.number)]
            full = [one for one in here if _is(one[2], figure.number * figure.scale)]
            units = {str(one[3]).lower() for one in here} - {"", "dimensionless"}
            if not bare and not full:
                count["another_number"] += bool(here)
                continue
            count["number"] += 1
            if figure.kind and any(str(one[3]).lower() in names[figure.kind] for one in full):
                count["unit"] += 1
            elif figure.kind and units - names[figure.kind]:
                count["another_unit"] += 1
    keys = ("number", "unit", "another_number", "another_unit", "raised")
    return {"name": peer.name, "version": peer.version, **{key: count[key] for key in keys}}


def _is(value: float | None, wanted: float) -> bool:
    return value is not None and math.isclose(abs(value), wanted, rel_tol=1e-9)


def _said(peer: Peer, texts: list[Gold], wanted: dict[str, list[Figure]], folder: Path) -> dict[str, Any]:
    """Score a tool that writes a text as it is said: what stands where the digits stood."""
    lines = {gold.name: gold.text.splitlines(keepends=True) for gold in texts}
    every = [line for gold in texts for line in lines[gold.name]]
    answers = iter(apart.asked(peer, "foreign_readers.py", every, folder))
    count: Counter[str] = Counter()
    for gold in texts:
        begin = 0
        for line in lines[gold.name]:
            said = next(answers)
            count["raised"] += said is None
            here = [one for one in wanted[gold.name] if begin <= one.start < begin + len(line)]
            if said is not None:
                count.update(key for figure in here for key in _spoken(figure, figure.start - begin, line, said))
            begin += len(line)
    keys = ("number", "unit", "another_number", "raised")
    return {"name": peer.name, "version": peer.version, **{key: count[key] for key in keys}}


def _spoken(figure: Figure, start: int, line: str, said: str) -> Iterator[str]:
    """Tell whether a figure of a line is said right: its digits' piece is found by the words around it."""
    tokens = list(_TOKEN.finditer(line))
    place = next(number for number, token in enumerate(tokens) if token.start() <= start < token.end())
    words = _words(said)
    # Words for numbers are nowhere taken for the same: `năm` is the year and the five.
    before = [f"<{number}>" if folded(token[0]) in WORDS else folded(token[0]) for number, token in enumerate(tokens)]
    after = [f"[{number}]" if word in WORDS else word for number, word in enumerate(words)]
    for tag, first, last, begin, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" or not first <= place < last:
            continue
        piece = words[begin:end]
        numbers = [_ways(token[0]) for token in tokens[first:last] if token[0][0].isdigit()]
        which = sum(token[0][0].isdigit() for token in tokens[first:place])
        after_it = _standing(numbers, which, piece)
        if after_it is not None:
            yield "number"
            rest = list(itertools.dropwhile(_BETWEEN.__contains__, words[begin + after_it :]))
            spoken = next((said_as for kind, _, _, said_as in _UNITS if kind == figure.kind), ())
            if any(rest[: len(unit)] == unit for unit in map(_words, spoken)):
                yield "unit"
        elif WORDS.intersection(piece) and tokens[place][0] not in piece:
            yield "another_number"
        return


def _words(text: str) -> list[str]:
    """Give the folded words of a text; `phần trăm` is one, since its second alone is a number's."""
    words = [folded(token[0]) for token in _TOKEN.finditer(text)]
    for place in range(len(words) - 2, -1, -1):
        if words[place : place + 2] == ["phần", "trăm"]:
            words[place : place + 2] = ["phần trăm"]
    return words


def _ways(token: str) -> list[list[str]]:
    """Give the ways to say a token of digits; none where it is no number."""
    try:
        number = as_number(token, "vi")
    except ValueError:
        return []
    return ways(token if not _OTHER_HABIT.fullmatch(token) else token.replace(".", ",")) if number < _TOO_LARGE else []


def _standing(numbers: list[list[list[str]]], which: int, piece: list[str]) -> int | None:
    """Give the place after one of the numbers of a piece, said right; of words joined to it, only its neighbours'."""
    before = numbers[which - 1] if which else []
    later = numbers[which + 1] if which + 1 < len(numbers) else []
    fives = ["năm" if word == "lăm" else word for word in piece]
    for way in numbers[which]:
        for place in range(len(piece) - len(way) + 1):
            end = place + len(way)
            if fives[place:end] == way and (
                (not place or _is_free(piece[place - 1]) or any(fives[:place][-len(one) :] == one for one in before))
                and (end == len(piece) or _is_free(piece[end]) or any(fives[end:][: len(one)] == one for one in later))
            ):
                return end
    return None


def _is_free(word: str) -> bool:
    """Whether a word is of no number, or may be: `năm` is the year too, and a scale stands after many."""
    return word == "năm" or word in SCALES or word not in WORDS
