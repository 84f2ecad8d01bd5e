"""What commands and forms say, in Vietnamese too.

A message is written in English where it is raised, so that a reader of the code sees what went wrong. ``vi.toml`` has
each of them as a pattern with its Vietnamese; `told` finds the pattern that a finished message is made by. So a message
needs no name, any room can say one, and what has no Vietnamese yet is said in English. A test goes through the code and
names every message without.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kienan_analysis.errors import KienanError, Problem

LANGUAGES: Final = ("vi", "en")
VARIABLE: Final = "KIENAN_LANGUAGE"
# As POSIX has it: the first that is set counts.
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_FIELD: Final = re.compile(r"\{(\w+)\}")
_BLANKS: Final = re.compile(r"\s+")
# The days of a place, as they stand behind its name.
_DAYS: Final = re.compile(r", (from|until) (?=\d{4}-\d\d-\d\d)")
_SINCE: Final = {"from": "từ", "until": "đến"}
_SENTENCE: Final = re.compile(r"(?<=[.!?:;]) ")
_BREAK: Final = re.compile(r"[.!?] (?=\S)|\n")
_LITTLE: Final = 16
# Sections of the sentences of reviews that commands say too, and where else sentences lie in both languages.
_SECTIONS: Final = ("article", "article_place", "article_row", "document")
_TABLES: Final = ("reasons.toml", "doubts.toml")
_DEEPEST: Final = 4
_ERROR: Final = "Error: "
_HEADS: Final = {"error", "warning"}
_MOST_SENTENCES: Final = 8
# Longer texts are an article's, not ours.
_LONGEST: Final = 4000


def chosen_language(named: str = "") -> str:
    """Say in which language messages are: as named, else ``KIENAN_LANGUAGE``, else the locale's.

    Raises
    ------
    UsageError
        There is no such language.
    """
    for text, where in ((named, "--messages"), (os.environ.get(VARIABLE, ""), VARIABLE)):
        if text.strip():
            if text.strip() not in LANGUAGES:
                remedy = did_you_mean(text.strip(), LANGUAGES)
                raise UsageError("there is no such language.", where=f"{where} {text.strip()}", remedy=remedy)
            return text.strip()
    for name in _LOCALE:
        if os.environ.get(name):
            return "vi" if re.match(r"vi(?![a-z])", os.environ[name], re.IGNORECASE) else "en"
    return "en"


# In which language this process speaks; what starts a command sets it.
_speaking: dict[str, str] = {"language": "en"}


def speak(language: str) -> None:
    """Speak this language from now on."""
    _speaking["language"] = language


def speaking() -> str:
    """Give the language that is spoken."""
    return _speaking["language"]


def spoken(text: str) -> str:
    """Say a message in the language that is spoken."""
    return told(text, speaking())


def headings(names: Iterable[str]) -> tuple[str, ...]:
    """Name the columns of a table that is printed to be looked at, in the language that is spoken.

    In CSV and JSON a column keeps its name: programs go by it.
    """
    known: Mapping[str, str] = _catalogue()["columns"] if speaking() == "vi" else {}
    return tuple(known.get(name, name) for name in names)


def lines_told(text: str) -> str:
    """Say what several lines hold, each for itself, in the language that is spoken: a text of any length.

    A line in columns is no message: its blanks are what keeps them apart.
    """
    if speaking() != "vi":
        return text
    return "\n".join(line if "  " in line.strip() else spoken(line) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One message: how to know it, and what it is in Vietnamese.

    Attributes
    ----------
    literals : tuple of str
        What stands before, between and after the fields.
    fields : tuple of str
    said : str
    """

    literals: tuple[str, ...]
    fields: tuple[str, ...]
    said: str

    def match(self, text: str) -> dict[str, str] | None:
        """Take a text apart into the fields, each as short as can be; None where it is no such message.

        In time linear in the text: no piece is looked for twice.
        """
        first, *between = self.literals
        if not between:
            return {} if text == first else None
        last = between.pop()
        if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
            return None
        place, end = len(first), len(text) - len(last)
        values = []
        for literal in between:
            found = text.find(literal, place, end)
            if found < 0:
                return None
            values.append(text[place:found])
            place = found + len(literal)
        values.append(text[place:end])
        # A message that says little, or begins with a field, is one sentence: it would swallow those beside it.
        little = len("".join(self.literals)) < _LITTLE
        swallowed = values if little else values[:1] if not first else []
        if any(_BREAK.search(value) for value in swallowed):
            return None
        return dict(zip(self.fields, values, strict=True))


def told(text: str, language: str) -> str:
    r"""Say a message in a language; what has no Vietnamese stays as it is.

    Parameters
    ----------
    text : str
        In English, as the code made it; of several lines each is a message, where the whole is none.
    language : {"vi", "en"}

    Examples
    --------
    >>> told("there is no such file. Leave out --yes.", "vi")
    'không có tệp này. Hãy bỏ --yes.'
    >>> told("Added 2 figures of a-2022 to my-data.", "vi")
    'Đã thêm 2 số liệu của a-2022 vào my-data.'
    >>> told("there is no such file.", "en")
    'there is no such file.'
    """
    if language != "vi" or not text.strip() or len(text) > _LONGEST:
        return text
    if text == _ERROR:
        return f"{_catalogue()['words']['Error']}: "
    if text.startswith(_ERROR) and _matched(text, 0) is None:
        return f"{_catalogue()['words']['Error']}: {told(text.removeprefix(_ERROR), language)}"
    whole = _matched(text.strip(), 0)
    said = "\n".join(_line(line) for line in text.split("\n")) if whole is None else text.replace(text.strip(), whole)
    return _DAYS.sub(lambda found: f", {_SINCE[found[1]]} ", said)


def error_told(error: KienanError, language: str) -> str:
    """Say an error in a language: where, what, what to do."""
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    if problems:
        return "\n".join(problem_told(problem, language) for problem in problems)
    if language != "vi" or not error.what:
        return str(error)
    parts = (told(part, language) for part in (error.where, error.what))
    remedy = told(error.remedy, language)
    return ": ".join(part for part in parts if part) + (f" {remedy}" if remedy else "")


def problem_told(problem: Problem, language: str) -> str:
    """Say a problem of the data in a language: how bad, where, which text, what it means, what to do."""
    if language != "vi":
        return str(problem)
    words = _catalogue()["words"]
    place = [problem.file]
    place += [f"{words['row']} {problem.row}"] if problem.row is not None else []
    place += [f"{words['column']} {problem.column}"] if problem.column else []
    quoted = f" {problem.text!r}:" if problem.text else ""
    meaning, remedy = told(problem.meaning, language), told(problem.remedy, language)
    return f"{words[problem.severity]}: {', '.join(place)}:{quoted} {meaning}" + (f" {remedy}" if remedy else "")


def pairs() -> Iterator[tuple[str, str]]:
    """Give every message: its English pattern, and its Vietnamese."""
    for section, messages in _catalogue().items():
        if section not in {"words", "columns"}:
            yield from messages.items()
    yield from _elsewhere()


def _elsewhere() -> Iterator[tuple[str, str]]:
    """Give the sentences that lie in both languages elsewhere."""
    from kienan_analysis.wording.messages import catalogue

    for section in _SECTIONS:
        for message in catalogue()[section].values():
            for english in _forms(message["en"]):
                yield english, _forms(message["vi"])[-1]
    for name in _TABLES:
        text = files("kienan_analysis.reading").joinpath(name).read_text(encoding="utf-8")
        for entry in tomllib.loads(text).values():
            yield entry["en"], entry["vi"]


def _forms(said: str | Mapping[str, str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said.values())


@cache
def _catalogue() -> Mapping[str, Any]:
    return tomllib.loads(files("kienan_analysis.messages").joinpath("vi.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Compile all patterns, those with the most letters of their own first."""
    found = sorted(pairs(), key=lambda pair: -len(_FIELD.sub("", pair[0])))
    return tuple(_pattern(_BLANKS.sub(" ", english).strip(), said) for english, said in found)


def _pattern(english: str, said: str) -> _Pattern:
    parts = _FIELD.split(english)
    return _Pattern(tuple(parts[::2]), tuple(parts[1::2]), said)


def _matched(text: str, depth: int) -> str | None:
    """Find the message that a text is; its fields may be messages themselves."""
    head, colon, rest = text.partition(": ")
    if colon and head in _HEADS:
        return f"{_catalogue()['words'][head]}: {_matched(rest, depth) or _line(rest)}"
    plain = _BLANKS.sub(" ", text) if "\n" not in text else text
    # Some messages are clauses, to which whoever says them puts the full stop.
    whole, stop = (plain.removesuffix("."), ".") if plain.endswith(".") else (plain, "")
    for pattern in _patterns():
        found, end = pattern.match(plain), ""
        if found is None and stop and not pattern.literals[-1].endswith(".") and pattern.literals[-1]:
            found, end = pattern.match(whole), stop
        if found is not None:
            inner = {name: _inside(value, depth + 1) for name, value in found.items()}
            return pattern.said.format(**inner) + end
    return None


def _inside(text: str, depth: int) -> str:
    if depth > _DEEPEST or not text.strip() or text[0] in "'\"“":
        return text
    return _matched(text, depth) or text


def _line(line: str, sentences: int = 0) -> str:
    """Say a line: as one message, else sentence by sentence as far as they are known."""
    text = line.strip()
    if not text or sentences > _MOST_SENTENCES:
        return line
    whole = _matched(text, 0)
    if whole is None:
        whole = _sentences(text, sentences + 1)
    return line.replace(text, whole, 1)


def _sentences(text: str, sentences: int) -> str:
    """Say the longest beginning that is a message, then what comes after it."""
    ends = [match.start() for match in _SENTENCE.finditer(text)][:_MOST_SENTENCES]
    for end in reversed(ends):
        said = _matched(text[:end], 0)
        if said is not None:
            return f"{said} {_line(text[end + 1 :], sentences)}"
    if ends:  # an unknown first sentence, or the name of a file
        return f"{text[: ends[0]]} {_line(text[ends[0] + 1 :], sentences)}"
    return text
