"""Word files made part by part for the tests: tracked changes, notes, other namespaces, as python-docx makes none."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TRANSITIONAL: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OTHERS: Final = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "own": "urn:example:own",
}
RAISED: Final = '<w:vertAlign w:val="superscript"/>'
LOWERED: Final = '<w:vertAlign w:val="subscript"/>'
MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def raised(text: str) -> str:
    return run(text, RAISED)


def paragraph(*runs: str, properties: str = "") -> str:
    """Make a paragraph; what is no markup becomes a run."""
    inside = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(text: str, properties: str = "") -> str:
    inside = text if text.startswith("<") else paragraph(*([text] if text else []))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def text_box(inside: str, *, fallback: bool = True) -> str:
    """Make a text box as Word writes one: the drawing, and for older programs the same as VML."""
    words = f"<w:txbxContent>{inside}</w:txbxContent>"
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict></mc:Fallback>"
    shape = f"<wps:wsp><wps:txbx>{words}</wps:txbx></wps:wsp>"
    drawing = f"<w:drawing><wp:anchor><a:graphic>{shape}</a:graphic></wp:anchor></w:drawing>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>{old if fallback else ""}'
        "</mc:AlternateContent></w:r>"
    )


def picture(relation: str, *, width: int = 16, height: int = 22) -> str:
    """Make a run with a picture of some centimetres."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width * 360_000}" cy="{height * 360_000}"/><a:graphic><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing>'
        "</w:r>"
    )


def reference(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def _xml(inside: str, root: str, *, strict: bool = False) -> str:
    names = {"w": STRICT if strict else TRANSITIONAL, "r": _OFFICE_STRICT if strict else _OFFICE} | _OTHERS
    said = " ".join(f'xmlns:{short}="{long}"' for short, long in names.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {said}>{inside}</w:{root}>'


def _notes(kind: str, texts: Mapping[int, str], *, strict: bool) -> str:
    """Make the part of the notes, which begins with the line that parts them from the page."""
    inside = f'<w:{kind} w:id="-1" w:type="separator">{paragraph("<w:r><w:separator/></w:r>")}</w:{kind}>'
    for number, text in texts.items():
        words = text if text.startswith("<") else paragraph(f"<w:r><w:{kind}Ref/></w:r>", f" {text}")
        inside += f'<w:{kind} w:id="{number}">{words}</w:{kind}>'
    return _xml(inside, f"{kind}s", strict=strict)


def word_parts(  # noqa: PLR0913 - a file has as many parts; each is named
    *body: str,
    styles: str = "",
    numbering: str = "",
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    header: str = "",
    relations: Sequence[tuple[str, str, str]] = (),
    parts: Mapping[str, bytes] | None = None,
    main: str = "word/document.xml",
    main_type: str = MAIN_TYPE,
    strict: bool = False,
) -> bytes:
    """Make a Word file of body markup; `relations` are (id, last word of the type, target) of the main part."""
    office = _OFFICE_STRICT if strict else _OFFICE
    folder, _, name = main.rpartition("/")
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{office}/officeDocument" '
        f'Target="{main}"/></Relationships>',
        main: _xml(f"<w:body>{''.join(body)}<w:sectPr/></w:body>", "document", strict=strict),
    }
    related = list(relations)
    for kind, inside in (("styles", styles), ("numbering", numbering)):
        if inside:
            made[f"{folder}/{kind}.xml"] = _xml(inside, kind, strict=strict)
            related.append((f"{kind}1", kind, f"{kind}.xml"))
    for kind, texts in (("footnote", footnotes), ("endnote", endnotes)):
        if texts:
            made[f"{folder}/{kind}s.xml"] = _notes(kind, texts, strict=strict)
            related.append((f"{kind}s1", f"{kind}s", f"{kind}s.xml"))
    if header:
        made[f"{folder}/header1.xml"] = _xml(header, "hdr", strict=strict)
        related.append(("header1", "header", "header1.xml"))
    links = "".join(
        f'<Relationship Id="{short}" Type="{office}/{kind}" Target="{target}"/>' for short, kind, target in related
    )
    made[f"{folder}/_rels/{name}.rels"] = f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'
    return archive(made | dict(parts or {}))


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, inside in parts.items():
            opened.writestr(name, inside)
    return content.getvalue()
