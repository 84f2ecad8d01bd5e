"""Word files with what a person who looks at the page sees: figures, words that are not there, parts not read.

Half of each kind was written before the reader of Word files and not run until it was done (`KEPT`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from tests.word_files import (
    LOWERED,
    RAISED,
    cell,
    paragraph,
    picture,
    raised,
    reference,
    row,
    run,
    table,
    text_box,
    word_parts,
)


class WordCase(NamedTuple):
    """A file, and what is right.

    Attributes
    ----------
    name : str
    content : bytes
    figures : list of str
        All that the reader finds, as printed, in order.
    text : tuple of str
        What stands in the text.
    absent : tuple of str
        What does not.
    whys : set of str
        The reasons of what was left out.
    lacks : set of str
        What could not be read.
    """

    name: str
    content: bytes
    figures: list[str]
    text: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    whys: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()


_TITLE: Final = paragraph("Quận Kiến An: kết quả năm 2021")
_STRUCK, _HIDDEN = "<w:strike/>", "<w:vanish/>"
_NOTE, _AWAY = frozenset({"note_mark"}), frozenset({"moved_away"})


def _of(*runs: str) -> str:
    return _TITLE + paragraph(*runs)


def _style(name: str, properties: str, kind: str = "character", more: str = "") -> str:
    inside = f'<w:name w:val="{name}"/>{more}<w:rPr>{properties}</w:rPr>'
    return f'<w:style w:type="{kind}" w:styleId="{name}">{inside}</w:style>'


def _list(*levels: tuple[str, str]) -> str:
    """Make a list of the number 4, its levels by form and text."""
    made = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    return f"""<w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>
<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>"""


def _item(level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="4"/></w:numPr>'


def _control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def _table_of(*rows: str) -> str:
    return _TITLE + table(*rows)


_HEADS: Final = row("STT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2021", "Thực hiện năm 2021")

OPEN: Final = (
    # Marks.
    WordCase(
        "raised after a decimal",
        word_parts(
            _of("Thu ngân sách đạt 424,723", raised("1"), " tỷ đồng, tăng 13,68", raised("2"), "% so với cùng kỳ.")
        ),
        ["424,723", "13,68"],
        ("424,723 tỷ", "13,68%"),
        whys=_NOTE,
    ),
    WordCase(
        "raised after thousands, no blank after it",
        word_parts(_of("Dân số 118.047", raised("6"), "người; thu ngân sách đạt 13", raised("1"), "% kế hoạch.")),
        ["118.047", "13"],
        whys=_NOTE,
    ),
    WordCase(
        "units with raised digits",
        word_parts(_of("Diện tích đất 29,5 km", raised("2"), ", nhà văn hóa 1.200 m", run("2", RAISED), ".")),
        ["29,5"],
        ("29,5 km²", "1.200 m²"),
    ),
    # Tracked, hidden, struck.
    WordCase(
        "hidden and struck digits before a figure",
        word_parts(
            _of(
                "Thu ngân sách đạt ",
                run("9", _HIDDEN),
                "512,3 tỷ đồng; chi ngân sách ",
                run("5", _STRUCK),
                "412,3 tỷ đồng.",
            )
        ),
        ["512,3", "412,3"],
        whys=frozenset({"hidden", "struck"}),
    ),
    WordCase(
        "digit moved away",
        word_parts(_of("Thu ngân sách đạt ", f"<w:moveFrom>{run('9')}</w:moveFrom>", "512,3 tỷ đồng.")),
        ["512,3"],
        whys=_AWAY,
    ),
    WordCase(
        "sentence moved under another year",
        word_parts(
            paragraph("Kết quả quận Kiến An năm 2020"),
            paragraph(f"<w:moveFrom>{run('Thu ngân sách đạt 424,723 tỷ đồng.')}</w:moveFrom>"),
            paragraph("Kết quả năm 2021"),
            paragraph(f"<w:moveTo>{run('Thu ngân sách đạt 424,723 tỷ đồng.')}</w:moveTo>"),
        ),
        ["424,723"],
        whys=_AWAY,
    ),
    # Parts.
    WordCase(
        "three figures in two footnotes",
        word_parts(
            _of("Thu ngân sách đạt 424,723", reference(1), " tỷ đồng, bằng 126", reference(2), "% kế hoạch."),
            footnotes={
                1: "Năm 2021, chi ngân sách đạt 312,5 tỷ đồng, tăng 4,2% so với cùng kỳ.",
                2: "Năm 2021, giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng.",
            },
        ),
        ["424,723", "126", "312,5", "4,2", "600,37"],
        whys=_NOTE,
    ),
    WordCase(
        "rows in a content control",
        word_parts(
            _table_of(
                _HEADS,
                _control(row("1", "Thu ngân sách", "tỷ đồng", "400", "424,723")),
                f"<w:customXml>{row('2', 'Chi ngân sách', 'tỷ đồng', '300', '312,5')}</w:customXml>",
            )
        ),
        ["400", "424,723", "300", "312,5"],
        ("1\tThu ngân sách\ttỷ đồng\t400\t424,723\n2\tChi",),
    ),
    WordCase(
        "text box once",
        word_parts(_of(text_box(paragraph("Thu ngân sách đạt 424,723 tỷ đồng.")), "Chi ngân sách đạt 312,5 tỷ đồng.")),
        ["312,5", "424,723"],
    ),
    # Packages.
    WordCase(
        "main part document2.xml, dangling picture",
        word_parts(
            _of("Thu ngân sách đạt 424,723 tỷ đồng."),
            paragraph(picture("rId77")),
            main="word/document2.xml",
            relations=[("rId77", "image", "media/none.png")],
        ),
        ["424,723"],
    ),
    WordCase(
        "strict namespaces",
        word_parts(
            _of("Thu ngân sách đạt ", run("9", _HIDDEN), "424,723 tỷ đồng", reference(1), "."),
            footnotes={1: "Năm 2021, chi ngân sách đạt 312,5 tỷ đồng."},
            strict=True,
        ),
        ["424,723", "312,5"],
        whys=frozenset({"hidden", "note_mark"}),
    ),
    WordCase(
        "macros enabled",
        word_parts(
            _of("Thu ngân sách đạt 424,723 tỷ đồng."),
            main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
            relations=[("rId9", "vbaProject", "vbaProject.bin")],
            parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
        ),
        ["424,723"],
    ),
    # Tables.
    WordCase(
        "deleted row",
        word_parts(
            _table_of(
                _HEADS,
                row("1", "Thu ngân sách", "tỷ đồng", "400", "424,723"),
                row("2", "Chi ngân sách", "tỷ đồng", "999,9", "888,8", properties="<w:del/>"),
            )
        ),
        ["400", "424,723"],
        absent=("999,9",),
        whys=frozenset({"struck"}),
    ),
    WordCase(
        "merged cells",
        word_parts(
            table(
                row(
                    cell("Chỉ tiêu", '<w:vMerge w:val="restart"/>'),
                    cell("Năm 2021", '<w:gridSpan w:val="2"/>'),
                    "Ghi chú",
                ),
                row(cell("", "<w:vMerge/>"), "Kế hoạch", "Thực hiện", ""),
                row("Thu ngân sách", "400", "424,723", "x"),
            )
        ),
        [],
        ("Chỉ tiêu\tNăm 2021\t\tGhi chú\nChỉ tiêu\tKế hoạch\tThực hiện\t\nThu ngân sách\t400\t424,723\tx",),
    ),
    # Not read.
    WordCase(
        "embedded workbook",
        word_parts(
            _of("Thu ngân sách đạt 424,723 tỷ đồng.", '<w:r><w:object><o:OLEObject r:id="rId5"/></w:object></w:r>'),
            relations=[("rId5", "package", "embeddings/Microsoft_Excel_Sheet1.xlsx")],
            parts={"word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK"},
        ),
        ["424,723"],
        lacks=frozenset({"embedded"}),
    ),
    WordCase(
        "a scanned page in little text",
        word_parts(
            _of("Thu ngân sách đạt 424,723 tỷ đồng."),
            paragraph(picture("rId5")),
            relations=[("rId5", "image", "media/image1.png")],
            parts={"word/media/image1.png": b"\x89PNG"},
        ),
        ["424,723"],
        lacks=frozenset({"pictures"}),
    ),
)

KEPT: Final = (
    # Marks.
    WordCase(
        "mark in brackets, in two runs, by a style",
        word_parts(
            _of(
                "Thu ngân sách đạt 424,723",
                raised("("),
                raised("12"),
                raised(")"),
                " tỷ đồng, bằng 126",
                run("3", '<w:rStyle w:val="mark"/>'),
                "% kế hoạch.",
            ),
            styles=_style("mark", RAISED),
        ),
        ["424,723", "126"],
        ("424,723 tỷ", "126%"),
        whys=_NOTE,
    ),
    WordCase(
        "power of ten, carbon dioxide, degrees",
        word_parts(
            _of(
                "Giảm 2,5 × 10",
                raised("6"),
                " tấn CO",
                run("2", LOWERED),
                ", nhiệt độ 30",
                raised("0"),
                "C. Thu ngân sách đạt 424,723 tỷ đồng.",
            )
        ),
        ["424,723"],
        ("10⁶", "30°C"),
        absent=("106", "300C", "10 6"),
    ),
    WordCase(
        "mark lifted by position, mark after a word",
        word_parts(
            _of(
                "Thu ngân sách",
                raised("4"),
                " đạt 424,723",
                run("5", '<w:position w:val="8"/><w:sz w:val="16"/>'),
                " tỷ đồng.",
            )
        ),
        ["424,723"],
        ("Thu ngân sách đạt 424,723 tỷ",),
        whys=_NOTE,
    ),
    # Tracked, hidden, struck.
    WordCase(
        "hidden and struck by styles, and shown again by hand",
        word_parts(
            _of(
                "Thu ngân sách đạt ",
                run("9", '<w:rStyle w:val="secret"/>'),
                "512,3 tỷ đồng, bằng ",
                run("126", '<w:rStyle w:val="secret"/><w:vanish w:val="0"/>'),
                "% kế hoạch.",
            ),
            paragraph("Chi ngân sách đạt 412,3 tỷ đồng.", properties='<w:pStyle w:val="old"/>'),
            styles=_style("secret", _HIDDEN)
            + _style("base", _STRUCK, "paragraph")
            + _style("old", "", "paragraph", '<w:basedOn w:val="base"/>'),
        ),
        ["512,3", "126"],
        absent=("412,3",),
        whys=frozenset({"hidden", "struck"}),
    ),
    WordCase(
        "paragraph mark deleted, insertion deleted again",
        word_parts(
            _TITLE,
            paragraph("Thu ngân sách đạt ", properties='<w:rPr><w:del w:id="1"/></w:rPr>'),
            paragraph(
                f"<w:ins><w:del>{'<w:r><w:delText>1.</w:delText></w:r>'}</w:del></w:ins>",
                f"<w:ins>{run('600,37')}</w:ins>",
                " tỷ đồng.",
            ),
        ),
        ["600,37"],
        ("Thu ngân sách đạt 600,37 tỷ đồng.",),
        whys=frozenset({"struck"}),
    ),
    WordCase(
        "white on white, and a field's code",
        word_parts(
            _of(
                "Thu ngân sách đạt ",
                run("1", '<w:color w:val="FFFFFF"/>'),
                "95,5 tỷ đồng",
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                "<w:r><w:instrText> IF </w:instrText></w:r>",
                "777,7",
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                ", bằng 126% kế hoạch.",
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            )
        ),
        ["95,5", "126"],
        absent=("777,7",),
        whys=frozenset({"hidden"}),
    ),
    # Parts.
    WordCase(
        "endnote, note in a table, note in a deletion",
        word_parts(
            _of("Thu ngân sách đạt 424,723 tỷ đồng", reference(1, "endnote"), f"<w:del>{reference(2)}</w:del>", "."),
            table(
                row("Chỉ tiêu", "Đơn vị", "Thực hiện năm 2021"),
                row("Chi ngân sách", "tỷ đồng", paragraph("312,5", reference(1)).join(["<w:tc><w:tcPr/>", "</w:tc>"])),
            ),
            footnotes={
                1: "Năm 2021, giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng.",
                2: "Năm 2021, thu phí đạt 111,1 tỷ đồng.",
            },
            endnotes={1: "Năm 2021, tổng mức bán lẻ hàng hóa đạt 8.446,29 tỷ đồng."},
        ),
        ["424,723", "8.446,29", "312,5", "600,37"],
        absent=("111,1",),
        whys=frozenset({"note_mark", "struck"}),
    ),
    WordCase(
        "controls in a cell, own markup around a paragraph, box in VML only",
        word_parts(
            _TITLE,
            f"<w:customXml>{paragraph('Thu ngân sách đạt 424,723 tỷ đồng.')}</w:customXml>",
            table(
                row("Chỉ tiêu", "Đơn vị", "Thực hiện năm 2021"),
                row(
                    "Chi ngân sách",
                    _control(cell("tỷ đồng")),
                    cell(_control(paragraph("312,5"))),
                ),
            ),
            paragraph(
                "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>",
                paragraph("Giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng."),
                "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
            ),
        ),
        ["424,723", "312,5", "600,37"],
        ("Chi ngân sách\ttỷ đồng\t312,5",),
    ),
    # Packages.
    WordCase(
        "a template whose main part lies elsewhere",
        word_parts(
            _of("Thu ngân sách đạt 424,723", reference(3), " tỷ đồng."),
            footnotes={3: "Năm 2021, chi ngân sách đạt 312,5 tỷ đồng."},
            main="báo cáo/main.xml",
            main_type="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        ),
        ["424,723", "312,5"],
        whys=_NOTE,
    ),
    WordCase(
        "header with a number, strict, notes missing",
        word_parts(
            _of("Thu ngân sách đạt 424,723", reference(1), " tỷ đồng."),
            header=paragraph("Báo cáo số 15, trang 600,37 tỷ đồng"),
            relations=[("rId8", "footnotes", "footnotes.xml")],
            strict=True,
        ),
        ["424,723"],
        absent=("600,37",),
        whys=frozenset({"note_mark", "running"}),
    ),
    # Tables.
    WordCase(
        "rows that begin later, numbers by numbering",
        word_parts(
            table(
                row("STT", "Chỉ tiêu", "Đơn vị", "Thực hiện năm 2021"),
                row(
                    cell(paragraph(properties=_item())),
                    "Thu ngân sách",
                    "tỷ đồng",
                    "424,723",
                ),
                row(
                    cell(paragraph(properties=_item())),
                    "Chi ngân sách",
                    "tỷ đồng",
                    "312,5",
                ),
                row("Trong đó", "tỷ đồng", "5,5", properties='<w:gridBefore w:val="1"/>'),
            ),
            numbering=_list(("decimal", "%1")),
        ),
        ["424,723", "312,5"],
        ("1\tThu ngân sách", "2\tChi ngân sách", "\n\tTrong đó\t"),
    ),
    WordCase(
        "list numbers before words and before a figure",
        word_parts(
            _TITLE,
            paragraph(
                "Thu ngân sách đạt 424,723 tỷ đồng.",
                properties=_item(),
            ),
            paragraph(
                "600,37 tỷ đồng là giá trị sản xuất công nghiệp.",
                properties=_item(),
            ),
            paragraph(
                "Chi ngân sách đạt 312,5 tỷ đồng.",
                properties=_item(1),
            ),
            numbering=_list(("decimal", "%1."), ("lowerLetter", "%2)")),
        ),
        ["424,723", "600,37", "312,5"],
        ("1. Thu", "a) Chi"),
        absent=("2. 600",),
    ),
    WordCase(
        "cell deleted, layout table of one column",
        word_parts(
            table(
                row(
                    paragraph("Quận Kiến An: kết quả năm 2021").join(
                        ["<w:tc><w:tcPr/>", paragraph("Thu ngân sách đạt 424,723 tỷ đồng.") + "</w:tc>"]
                    )
                )
            ),
            table(
                row("Chỉ tiêu", cell("888,8", "<w:cellDel/>"), "Thực hiện năm 2021"),
                row("Chi", cell("777,7", "<w:cellDel/>"), "x"),
            ),
        ),
        ["424,723"],
        ("2021\nThu ngân sách", "Chỉ tiêu\tThực hiện năm 2021"),
        absent=("888,8", "777,7"),
        whys=frozenset({"struck"}),
    ),
    # Not read.
    WordCase(
        "chart",
        word_parts(
            _of(
                "Thu ngân sách đạt 424,723 tỷ đồng.",
                '<w:r><w:drawing><wp:inline><a:graphic><c:chart r:id="rId5"/></a:graphic></wp:inline></w:drawing>',
                "</w:r>",
            ),
            relations=[("rId5", "chart", "charts/chart1.xml")],
            parts={"word/charts/chart1.xml": b"<x/>"},
        ),
        ["424,723"],
        lacks=frozenset({"embedded"}),
    ),
    WordCase(
        "page of another program's text",
        word_parts(
            _of("Thu ngân sách đạt 424,723 tỷ đồng."),
            '<w:altChunk r:id="rId5"/>',
            relations=[("rId5", "aFChunk", "afchunk.mht")],
            parts={"word/afchunk.mht": b"x"},
        ),
        ["424,723"],
        lacks=frozenset({"embedded"}),
    ),
    WordCase(
        "small logo in long text",
        word_parts(
            paragraph(picture("rId5", width=2, height=2)),
            _of("Thu ngân sách đạt 424,723 tỷ đồng."),
            *[
                paragraph(
                    "Quận tiếp tục giữ vững ổn định, chăm lo đời sống của người dân, làm tốt các nhiệm vụ được giao."
                )
            ]
            * 30,
            relations=[("rId5", "image", "media/image1.png")],
            parts={"word/media/image1.png": b"\x89PNG"},
        ),
        ["424,723"],
    ),
)
