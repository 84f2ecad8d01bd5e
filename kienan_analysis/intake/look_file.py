"""What is left to be looked at, as a file: ``to-look-at.json`` beside a package's descriptor, no resource of it.

The same list gives the same bytes. What is read is checked: somebody may have mended it by hand.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.articles.origins import Details
from kienan_analysis.data_package.plain_files import read_beside
from kienan_analysis.errors import KienanError, no_json
from kienan_analysis.intake.to_look_at import Entry, LookList, Waiting
from kienan_analysis.reading import ReadObservation
from kienan_analysis.reading.observations import WHOLE
from kienan_analysis.reading.sureness import codes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE: Final = "to-look-at.json"
_VERSION: Final = 1
_MOST_BYTES: Final = 64 * 1024 * 1024
_REMEDY: Final = "Mend the file, or move it away: then the articles in it have to be added again."


def as_bytes(listed: LookList) -> bytes:
    """Write a list as the file holds it."""
    articles = [
        {
            "digest": one.digest,
            "file": one.file,
            "area": one.area,
            "period": one.period,
            "source": {field.name: getattr(one.details, field.name) for field in fields(Details)},
            "figures": [
                {
                    "observation": entry.observation.as_row(),
                    "sentence": entry.sentence,
                    "sentence_start": entry.sentence_start,
                    "why": [{"code": code, "text": text} for code, text in entry.why],
                }
                for entry in one.entries
            ],
            "dismissed": [list(span) for span in sorted(one.dismissed)],
        }
        for one in listed.articles
    ]
    content = {"version": _VERSION, "articles": articles}
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def read_list(folder: Path) -> LookList:
    """Read the list of a package's folder; empty where there is none.

    Raises
    ------
    KienanError
        It cannot be read, or is not as this program writes it.
    """
    path = folder / FILE
    try:
        told = read_beside(path, _MOST_BYTES)
        if told is None:
            return LookList()
        content = json.loads(told)
    except (OSError, ValueError, RecursionError) as error:
        what = f"what is left to be looked at cannot be read: {getattr(error, 'strerror', '') or no_json(error)}."
        raise KienanError(what, where=str(path), remedy=_REMEDY) from error
    try:
        if content["version"] != _VERSION:
            what = f"the file is of version {content['version']!r}, this program reads {_VERSION}."
            raise KienanError(what, where=str(path), remedy="Use the version of the program that wrote it.")
        return LookList(tuple(_waiting(one) for one in content["articles"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"this is no list of figures to be looked at: {error!r}."
        raise KienanError(what, where=str(path), remedy=_REMEDY) from error


def _waiting(content: Mapping[str, Any]) -> Waiting:
    source = content["source"]
    return Waiting(
        _text(content["digest"]),
        _text(content["file"]),
        _text(content["area"]),
        _text(content["period"]),
        Details(**{field.name: _text(source[field.name]) for field in fields(Details)}),
        tuple(_entry_of(one) for one in content["figures"]),
        frozenset((_number(start), _number(end)) for start, end in content["dismissed"]),
    )


def _entry_of(content: Mapping[str, Any]) -> Entry:
    observation = _observation(content["observation"])
    sentence, start = _text(content["sentence"]), _number(content["sentence_start"])
    if not start <= observation.start < observation.end <= start + len(sentence):
        message = f"the figure {observation.printed!r} does not stand in its sentence"
        raise ValueError(message)
    why = tuple((_text(one["code"]), _text(one["text"])) for one in content["why"])
    return Entry(observation, sentence, start, why)


def _observation(row: Mapping[str, Any]) -> ReadObservation:
    """Make an observation of its row, each field of its type; fields of a later version are passed over."""
    made: dict[str, Any] = {}
    for field in fields(ReadObservation):
        if field.name not in row:
            continue
        value = row[field.name]
        if field.name == "doubts":
            made["doubts"] = tuple(code for code in _text(value).split("|") if code in set(codes()))
        elif field.name in {"area", "indicator"}:
            made[field.name] = None if value is None else _text(value)
        elif field.name == "value":
            made["value"] = float(value)
        elif field.name == "sure":
            made["sure"] = value is True
        elif field.name in WHOLE:
            made[field.name] = _number(value)
        else:
            made[field.name] = _text(value)
    return ReadObservation(**made)


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = f"{value!r} is no text"
        raise TypeError(message)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        message = f"{value!r} is no whole number"
        raise TypeError(message)
    return value
