"""What the published profile of Data Package 2.0 asks of a descriptor, as far as ours uses it, in our own words.

A JSON Schema: types, which constraints go with which type, and what must be there. The standard's text knows a type
``list``; its published profile 2.0 does not, so programs that go by the profile refuse it.
"""

from __future__ import annotations

from typing import Any, Final

TEXTS: Final[dict[str, Any]] = {"type": "array", "items": {"type": "string"}}
NAMES: Final[dict[str, Any]] = {**TEXTS, "minItems": 1, "uniqueItems": True}
PATH: Final = {"type": "string", "pattern": r"^(?=^[^./~])(^((?!\.{2}).)*$).*$"}
USUAL: Final = ("default",)
# By type: its formats, and the constraints that go with it besides required, unique and enum.
TYPES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "string": (("default", "email", "uri", "binary", "uuid"), ("pattern", "minLength", "maxLength")),
    "number": (USUAL, ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")),
    "integer": (USUAL, ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")),
    "boolean": (USUAL, ()),
    "object": (USUAL, ("minLength", "maxLength")),
    "array": (USUAL, ("minLength", "maxLength")),
    "datetime": ((), ("minimum", "maximum")),
    "date": ((), ("minimum", "maximum")),
    "time": ((), ("minimum", "maximum")),
    "year": (USUAL, ("minimum", "maximum")),
    "yearmonth": (USUAL, ("minimum", "maximum")),
    "duration": (USUAL, ("minimum", "maximum")),
    "geopoint": (("default", "array", "object"), ()),
    "geojson": (("default", "topojson"), ("minLength", "maxLength")),
    "any": (USUAL, ()),
}


def _field(name: str) -> dict[str, Any]:
    formats, constraints = TYPES[name]
    known: dict[str, dict[str, Any]] = {"required": {"type": "boolean"}, "unique": {"type": "boolean"}}
    known |= {"enum": {"type": "array", "minItems": 1, "uniqueItems": True}, "pattern": {"type": "string"}}
    # The profile lets others pass; that a constraint goes with its type is asked for here.
    allowed = {one: known.get(one, {}) for one in ("required", "unique", "enum", *constraints)}
    made: dict[str, Any] = {
        "required": ["name", "type"],
        "properties": {
            "name": {"type": "string"},
            "type": {"const": name},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "rdfType": {"type": "string"},
            "constraints": {"type": "object", "properties": allowed, "additionalProperties": False},
        },
    }
    if formats:
        made["properties"]["format"] = {"enum": list(formats)}
    return made


def _keys(names: dict[str, Any]) -> dict[str, Any]:
    reference = {
        "type": "object",
        "required": ["fields"],
        "properties": {"resource": {"type": "string", "minLength": 1}, "fields": names},
    }
    return {"required": ["fields", "reference"], "properties": {"fields": names, "reference": reference}}


SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "oneOf": [_field(name) for name in TYPES]},
        },
        "primaryKey": {"oneOf": [NAMES, {"type": "string"}]},
        "uniqueKeys": {"type": "array", "minItems": 1, "uniqueItems": True, "items": NAMES},
        "foreignKeys": {"type": "array", "minItems": 1, "items": _keys(NAMES)},
        "missingValues": TEXTS,
    },
}
DIALECT: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "header": {"type": "boolean"},
        "delimiter": {"type": "string"},
        "lineTerminator": {"type": "string"},
        "quoteChar": {"type": "string"},
        "doubleQuote": {"type": "boolean"},
    },
}
RESOURCE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["name", "path"],
    "properties": {
        "name": {"type": "string"},
        "path": PATH,
        "type": {"const": "table"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "format": {"type": "string"},
        "mediatype": {"type": "string", "pattern": "^(.+)/(.+)$"},
        "encoding": {"type": "string"},
        "schema": SCHEMA,
        "dialect": DIALECT,
    },
}
PACKAGE: Final[dict[str, Any]] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["resources"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"type": "string"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "version": {"type": "string"},
        "created": {"type": "string", "format": "date-time"},
        "keywords": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "contributors": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "minProperties": 1, "properties": {"roles": {**TEXTS, "minItems": 1}}},
        },
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "anyOf": [{"required": ["name"]}, {"required": ["path"]}]},
        },
        "sources": {"type": "array", "items": {"type": "object", "minProperties": 1, "properties": {"path": PATH}}},
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}
