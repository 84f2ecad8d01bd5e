"""The structure message of the SDMX export, as SDMX-ML 3.0: concepts, codelists, data structure, dataflow.

Every name is given in Vietnamese and English.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from kienan_analysis.exports import sdmx_codes as codes
from kienan_analysis.exports.sdmx_csv import ATTRIBUTES, DATAFLOW, DIMENSIONS, MEASURE, agency, version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.exports.sdmx_codes import Names
    from kienan_analysis.exports.sdmx_csv import Coded

_SCHEMAS: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
_SPACES: Final = {name: f"{_SCHEMAS}{name}" for name in ("message", "structure", "common")}
_PREFIXES: Final = {"message": "mes", "structure": "str", "common": "com"}
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_MODEL: Final = "urn:sdmx:org.sdmx.infomodel"
_CODED: Final = frozenset(
    {"FREQ", "REF_AREA", "INDICATOR", "MEASURE", "PRICES", "PLAN_ASSIGNER", "BASE_PER", "DATA_SOURCE"}
    | {"OBS_STATUS", "UNIT_MEASURE", "UNIT_MULT", "BOUND"}
)
_NUMBERS: Final = frozenset({MEASURE, "VALUE_LOW", "VALUE_HIGH"})
_ALWAYS: Final = frozenset({"OBS_STATUS", "UNIT_MEASURE", "UNIT_MULT", "BOUND", "PRINTED", "PRINTED_UNIT", "OBS_ID"})
# What no XML 1.0 document can hold.
_NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_DAY: Final = date(2000, 1, 1)

Code = tuple[str, "Names", "Names", str]  # id, names, descriptions, parent


def as_xml(data: Dataset, made: Coded) -> bytes:
    """Write the structure message of observations that were put in SDMX's terms: the same bytes for the same data."""
    for name, prefix in _PREFIXES.items():
        ET.register_namespace(prefix, _SPACES[name])
    root = ET.Element(_tag("message", "Structure"))
    _header(root, data)
    structures = _within(root, "message", "Structures")
    _dataflow(_within(structures, "structure", "Dataflows"), data)
    codelists = _within(structures, "structure", "Codelists")
    for name in sorted(_CODED):
        _codelist(codelists, data, name, _codes(data, made, name))
    _concepts(_within(structures, "structure", "ConceptSchemes"), data)
    _data_structure(_within(structures, "structure", "DataStructures"), data)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _header(root: ET.Element, data: Dataset) -> None:
    header = _within(root, "message", "Header")
    _within(header, "message", "ID").text = f"{agency(data)}-{version(data).replace('.', '-')}"
    _within(header, "message", "Test").text = "false"
    # The day of the newest source, not of the call: the same data give the same bytes.
    day = max((day for day in data.sources["published"] if isinstance(day, date)), default=_NO_DAY)
    _within(header, "message", "Prepared").text = f"{day.isoformat()}T00:00:00Z"
    _within(header, "message", "Sender", id=agency(data))


def _dataflow(parent: ET.Element, data: Dataset) -> None:
    made = _maintained(parent, "Dataflow", DATAFLOW, data)
    title = data.title or data.name or DATAFLOW
    _name(made, (data.title_vi or title, title))
    facts = "; ".join(part for part in (data.citation, data.licence) if part)
    _describe(made, (facts, facts))
    _within(made, "structure", "Structure").text = _urn(data, "datastructure.DataStructure", DATAFLOW)


def _codes(data: Dataset, made: Coded, name: str) -> Iterable[Code]:
    """Give the codes of a codelist: of the catalogues all, of others those that are used, with the usual ones."""
    nothing = ("", "")
    if name in {"INDICATOR", "REF_AREA"}:
        table = data.indicators if name == "INDICATOR" else data.areas
        for row in table.reset_index().to_dict("records"):
            parent = str(row.get("parent", ""))
            said = (row["name_vi"], row["name_en"])
            yield str(row["id"]), said, (row["note_vi"], row["note"]), parent if parent in table.index else ""
    elif name == "DATA_SOURCE":
        for row in data.sources.reset_index().to_dict("records"):
            publisher = f"{row['publisher']}, {row['published'] or '–'}"
            told = [" ".join(part for part in (row["url"], row[note]) if part) for note in ("note_vi", "note")]
            yield str(row["id"]), (publisher, publisher), (told[0], told[1]), ""
    else:
        known = {
            code: (said[0], said[1])
            for code, said in codes.names()["codes"].get(name, {}).items()
            if "{" not in said[0]  # a pattern, filled in where it is used
        }
        for code, names in sorted((known | made.used.get(name, {})).items()):
            yield code, names, nothing, ""


def _codelist(parent: ET.Element, data: Dataset, name: str, listed: Iterable[Code]) -> None:
    made = _maintained(parent, "Codelist", f"CL_{name}", data)
    _name(made, codes.names()["codelists"][name])
    for code, said, described, above in listed:
        one = _within(made, "structure", "Code", id=code)
        _name(one, (said[0] or code, said[1] or code))
        _describe(one, described)
        if above:
            _within(one, "structure", "Parent").text = above


def _concepts(parent: ET.Element, data: Dataset) -> None:
    scheme = _maintained(parent, "ConceptScheme", "CONCEPTS", data)
    _name(scheme, codes.names()["schemes"]["CONCEPTS"])
    for name in (*DIMENSIONS, MEASURE, *ATTRIBUTES):
        _name(_within(scheme, "structure", "Concept", id=name), codes.names()["concepts"][name])


def _data_structure(parent: ET.Element, data: Dataset) -> None:
    made = _maintained(parent, "DataStructure", DATAFLOW, data)
    _name(made, codes.names()["schemes"][DATAFLOW])
    components = _within(made, "structure", "DataStructureComponents")
    dimensions = _within(components, "structure", "DimensionList")
    for position, name in enumerate(DIMENSIONS[:-1], 1):
        _component(_within(dimensions, "structure", "Dimension", id=name, position=str(position)), data, name)
    time = _within(dimensions, "structure", "TimeDimension", id=DIMENSIONS[-1])
    _component(time, data, DIMENSIONS[-1], "ObservationalTimePeriod")
    attributes = _within(components, "structure", "AttributeList")
    for name in ATTRIBUTES:
        usage = "mandatory" if name in _ALWAYS else "optional"
        attribute = _within(attributes, "structure", "Attribute", id=name, usage=usage)
        _component(attribute, data, name)
        _within(_within(attribute, "structure", "AttributeRelationship"), "structure", "Observation")
    measures = _within(components, "structure", "MeasureList")
    _component(_within(measures, "structure", "Measure", id=MEASURE, usage="optional"), data, MEASURE)


def _component(made: ET.Element, data: Dataset, name: str, kind: str = "") -> None:
    """Say what a component's concept is, and which codes or texts it has."""
    concept = f"{_urn(data, 'conceptscheme.Concept', 'CONCEPTS')}.{name}"
    _within(made, "structure", "ConceptIdentity").text = concept
    representation = _within(made, "structure", "LocalRepresentation")
    if name in _CODED:
        _within(representation, "structure", "Enumeration").text = _urn(data, "codelist.Codelist", f"CL_{name}")
    else:
        kind = kind or ("Double" if name in _NUMBERS else "String")
        _within(representation, "structure", "TextFormat", textType=kind)


def _maintained(parent: ET.Element, kind: str, name: str, data: Dataset) -> ET.Element:
    return _within(parent, "structure", kind, id=name, agencyID=agency(data), version=version(data))


def _urn(data: Dataset, kind: str, name: str) -> str:
    return f"{_MODEL}.{kind}={agency(data)}:{name}({version(data)})"


def _name(parent: ET.Element, said: Iterable[str]) -> None:
    _in_both(parent, "Name", said)


def _describe(parent: ET.Element, said: Iterable[str]) -> None:
    _in_both(parent, "Description", said)


def _in_both(parent: ET.Element, kind: str, said: Iterable[str]) -> None:
    for language, text in zip(("vi", "en"), said, strict=True):
        if text:
            made = _within(parent, "common", kind)
            made.set(_LANGUAGE, language)
            made.text = _NO_XML.sub("", text)


def _within(parent: ET.Element, space: str, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, _tag(space, name), attributes)


def _tag(space: str, name: str) -> str:
    return f"{{{_SPACES[space]}}}{name}"
