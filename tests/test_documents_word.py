"""Word files: the document as accepted and shown, and what LibreOffice opens for us."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.documents import office
from kienan_analysis.documents.notices import notices
from kienan_analysis.documents.opener import document_of
from kienan_analysis.documents.word.pieces import Piece, settle
from kienan_analysis.errors import KienanError
from tests import word_cases
from tests.article_documents import FIGURES, word_file
from tests.growth import growth
from tests.word_files import archive, cell, paragraph, raised, reference, row, run, table, word_parts

if TYPE_CHECKING:
    from tests.word_cases import WordCase

PROJECT = Path(__file__).resolve().parent.parent
CASES = (*word_cases.OPEN, *word_cases.KEPT)
SENTENCE = "Thu ngân sách đạt 424,723 tỷ đồng."
needs_office = pytest.mark.skipif(
    office.office_program() is None and "CI" not in os.environ, reason="there is no LibreOffice"
)


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(open_catalogue(PROJECT / "data"))


def text_of(*body: str, **parts: Any) -> str:
    return document_of(word_parts(*body, **parts), "a.docx").text


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_word_file_is_read_as_it_is_shown(examiner: Examiner, case: WordCase) -> None:
    found = document_of(case.content, "a.docx")
    assert [one.printed for one in examiner.examine(found.text).article.observations] == case.figures
    assert [words for words in case.text if words not in found.text] == []
    assert [words for words in case.absent if words in found.text] == []
    assert {left.why for left in found.left_out} == case.whys
    assert {part.what for part in found.not_read} == case.lacks


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([("424,723", 0), ("1", 1), (" tỷ", 0)], "424,723 tỷ"),
        ([("đạt 13", 0), ("1", 1), ("%", 0)], "đạt 13%"),
        ([("118.047", 0), ("6", 1), ("người", 0)], "118.047 người"),
        ([("thu", 0), ("[3]", 1), ("và chi", 0)], "thu và chi"),
        ([("thu 424", 0), ("1,2", 1), (",723 tỷ", 0)], "thu 424 ,723 tỷ"),
        ([("thu", 0), ("a)", 1), (" 13", 0), ("*", 1), ("0", 0)], "thu 13 0"),
        ([("29,5 km", 0), ("2", 1)], "29,5 km²"),
        ([("1.200m", 0), ("3", 1), ("/ngày", 0)], "1.200m³/ngày"),
        ([("1.200 ha", 0), ("2", 1), (".", 0)], "1.200 ha."),
        ([("2,5 × 10", 0), ("6", 1), (" tấn", 0)], "2,5 × 10⁶ tấn"),
        ([("2,5.10", 0), ("-3", 1)], "2,5.10⁻³"),
        ([("tăng 10", 0), ("1", 1), ("%", 0)], "tăng 10%"),
        ([("R", 0), ("2", 1), (" = 0,9", 0)], "R² = 0,9"),
        ([("CO", 0), ("2", -1), (" và PM", 0), ("2,5", -1)], "CO₂ và PM₂,₅"),
        ([("30", 0), ("0", 1), ("C", 0)], "30°C"),
        ([("the 20", 0), ("th", 1), (" day", 0)], "the 20th day"),
        ([("tăng 1", 0), ("1", 1), ("/", 0), ("2", -1), (" lần", 0)], "tăng 1 1/2 lần"),
        ([("ghi chú chung", 1)], "ghi chú chung"),
        ([("13", 0), ("5 điểm phần trăm", 1), ("7", 0)], "13 5 điểm phần trăm 7"),
    ],
)
def test_raised_and_lowered_letters(pieces: list[tuple[str, int]], text: str) -> None:
    assert settle(Piece(*piece) for piece in pieces)[0] == text


def test_a_mark_in_a_number_that_is_struck_does_not_close_it() -> None:
    assert text_of(paragraph("đạt 1.", run("2", "<w:strike/>"), "34 tỷ")) == "đạt 1. 34 tỷ"
    assert (
        text_of(paragraph("đạt 41", "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>", "2,3 tỷ")) == "đạt 412,3 tỷ"
    )


def test_a_note_set_by_hand_stands_after_the_paragraph_that_carries_its_mark() -> None:
    body = (
        paragraph("Năm 2021 thu 424,723 tỷ đồng", raised("1"), ", chi 412,5 tỷ đồng."),
        paragraph("Phấn đấu năm 2022 thu 500 tỷ đồng."),
        paragraph(raised("1"), " Trong đó thu nội địa 300,5 tỷ đồng."),
        paragraph(raised("2"), " Không có dấu."),
    )
    assert text_of(*body).split("\n") == [
        "Năm 2021 thu 424,723 tỷ đồng, chi 412,5 tỷ đồng.",
        "Trong đó thu nội địa 300,5 tỷ đồng.",
        "Phấn đấu năm 2022 thu 500 tỷ đồng.",
        "Không có dấu.",
    ]


def test_breaks_inside_a_sentence_are_blanks_and_others_part_lines() -> None:
    broken = "<w:r><w:br/></w:r>"
    assert text_of(paragraph("Thu ngân sách đạt", broken, "424,723 tỷ đồng")) == "Thu ngân sách đạt 424,723 tỷ đồng"
    assert text_of(paragraph("Năm 2021", broken, "424,723 tỷ đồng")) == "Năm 2021\n424,723 tỷ đồng"
    assert text_of(paragraph("các chỉ tiêu sau", broken, "1. Thu ngân sách")) == "các chỉ tiêu sau\n1. Thu ngân sách"


def test_blocks_say_what_they_are() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="own"><w:name w:val="Mục"/><w:basedOn w:val="u1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="ml"><w:name w:val="toc 1"/></w:style>'
    )
    content = word_parts(
        paragraph(
            "Kết quả", "<w:r><w:tab/></w:r>", "chính", "<w:r><w:tab/></w:r>", "12", properties='<w:pStyle w:val="ml"/>'
        ),
        paragraph("Kết quả", properties='<w:pStyle w:val="own"/>'),
        paragraph("Mức 2", properties='<w:outlineLvl w:val="1"/>'),
        paragraph("Thường", reference(1), properties='<w:pStyle w:val="own"/><w:outlineLvl w:val="9"/>'),
        paragraph("Bảng 1", properties='<w:pStyle w:val="c"/>'),
        table(row("a", "b"), row("c", "d")),
        styles=styles,
        footnotes={1: "Ghi chú."},
    )
    found = document_of(content, "a.docx")
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("paragraph", "Kết quả\tchính"),
        ("heading", "Kết quả"),
        ("heading", "Mức 2"),
        ("paragraph", "Thường"),
        ("note", "Ghi chú."),
        ("caption", "Bảng 1"),
        ("table", "a\tb\nc\td"),
    ]
    assert ("12", "running") in [(left.text, left.why) for left in found.left_out]


def test_a_note_is_told_once_however_often_it_is_referred_to() -> None:
    assert text_of(*[paragraph("a", reference(1))] * 3, footnotes={1: "b"}).split() == ["a", "b", "a", "a"]


def test_fields_that_never_end_hide_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert text_of(paragraph(begin, "đạt 424,723 tỷ"), paragraph("và hết")) == "đạt 424,723 tỷ\nvà hết"


def test_white_letters_on_a_colour_are_seen() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    dark = '<w:shd w:val="clear" w:fill="1F3864"/>'
    assert text_of(paragraph(run("a", white), run("b", white + dark), run("c"))) == "bc"
    assert text_of(table(row(cell(paragraph(run("a", white)), dark), "b"))) == "a\tb"


def test_letters_of_the_colour_behind_them_and_hidden_boxes_are_not_read() -> None:
    black = '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'
    box = '<w:r><w:pict><v:shape style="width:1in; visibility: hidden"><v:textbox><w:txbxContent>{}</w:txbxContent>'
    closed = "</v:textbox></v:shape></w:pict></w:r>"
    found = document_of(
        word_parts(paragraph("a", run("9", black), "b"), paragraph(box.format(paragraph("512,3")) + closed)), "a.docx"
    )
    assert found.text == "ab"
    assert [(left.text, left.why) for left in found.left_out] == [("9", "hidden"), ("512,3", "hidden")]
    marked = '<w:color w:val="{}"/><w:highlight w:val="yellow"/>'
    assert text_of(paragraph("a", run("9", marked.format("FFFF00")), run("5", marked.format("FF0000")))) == "a5"


def test_numbers_of_pages_and_marks_of_ones_own_are_no_text() -> None:
    begin, parted, ended = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    page = begin + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + parted + run("5") + ended
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>7</w:t></w:r>'
    found = document_of(word_parts(paragraph("đạt ", page, " 424,7", own, " tỷ"), footnotes={1: "b"}), "a.docx")
    assert found.text == "đạt  424,7 tỷ\nb"
    assert [(left.text, left.why) for left in found.left_out] == [("5", "running"), ("7", "note_mark")]


def test_merged_words_stand_in_each_row_and_figures_where_they_begin() -> None:
    first, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    made = table(
        row(cell("Bảng 1. Đơn vị: tỷ đồng", '<w:gridSpan w:val="3"/>')),
        row("Chỉ tiêu", "Đơn vị", "2021"),
        row("Thu", cell("tỷ đồng", first), cell("424,7", first)),
        row("Chi", cell("", more), cell("", more)),
        row("Phí", cell("", more), "5"),
    )
    found = document_of(word_parts(made), "a.docx")
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("caption", "Bảng 1. Đơn vị: tỷ đồng"),
        ("table", "Chỉ tiêu\tĐơn vị\t2021\nThu\ttỷ đồng\t424,7\nChi\ttỷ đồng\t\nPhí\ttỷ đồng\t5"),
    ]


def test_two_numbers_beneath_each_other_in_a_cell_stay_two() -> None:
    two = f"<w:tc><w:tcPr/>{paragraph('424')}{paragraph('723')}</w:tc>"
    assert text_of(table(row("a", "b"), row("thu", two))) == "a\tb\nthu\t424; 723"
    inner = f"<w:tc><w:tcPr/>{table(row('424', '723'))}</w:tc>"
    assert text_of(table(row("a", "b", inner), row("c", "d", "e"))) == "a\tb\t424; 723\nc\td\te"


def test_a_page_as_a_picture_of_older_files_is_named_in_long_text_too() -> None:
    pictured = '<w:r><w:pict><v:shape style="width:{}pt;height:{}pt"><v:imagedata r:id="{}"/></v:shape></w:pict></w:r>'
    content = word_parts(
        paragraph(pictured.format(450, 600, "page")),
        paragraph(pictured.format(40, 40, "arms")),
        paragraph("từ " * 400),
        relations=[("page", "image", "media/page.png"), ("arms", "image", "media/arms.png")],
        parts={"word/media/page.png": b"x", "word/media/arms.png": b"x"},
    )
    assert [(part.what, part.where) for part in document_of(content, "a.docx").not_read] == [("pictures", "page.png")]


def test_a_large_first_letter_is_part_of_its_word() -> None:
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    lowered = '<w:position w:val="-12"/>'
    assert text_of(paragraph(run("T", lowered), properties=frame), paragraph("hu 424,7 tỷ")) == "Thu 424,7 tỷ"


def test_a_formula_keeps_its_powers_and_fractions() -> None:
    power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup>"
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    assert text_of(paragraph("2,5 × ", f"<m:oMath>{power}</m:oMath>", " và ", f"<m:oMath>{half}</m:oMath>")) == (
        "2,5 × 10⁶ và 1/2"
    )


def test_what_was_not_read_and_left_out_is_told() -> None:
    found = document_of(
        word_parts(
            paragraph(
                "Thu 424,7 tỷ",
                run("; chi 5 tỷ", "<w:dstrike/>"),
                '<w:r><w:object><o:OLEObject r:id="x"/></w:object></w:r>',
            ),
            relations=[("x", "oleObject", "embeddings/oleObject1.bin")],
            parts={"word/embeddings/oleObject1.bin": b"x"},
        ),
        "a.docx",
    )
    assert [str(one) for one in notices(found)] == [
        "Parts embedded in the file (oleObject1.bin) are not read",
        "1 piece with numbers is struck out and was left out",
    ]


def test_a_part_that_is_broken_is_named_and_the_rest_read() -> None:
    content = word_parts(
        paragraph(SENTENCE, reference(1)),
        relations=[("n", "footnotes", "footnotes.xml")],
        parts={"word/footnotes.xml": b"<w:footnotes"},
    )
    found = document_of(content, "a.docx")
    assert found.text == SENTENCE
    assert [part.where for part in found.not_read] == ["footnotes.xml"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word_parts(paragraph()), "holds no text."),
        (word_parts(paragraph(run("a", "<w:vanish/>"))), "all is struck out or hidden"),
        (archive({"word/document.xml": "<w:document"}), "The Word file is broken"),
        (archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "a document type"),
        (archive({"word/document.xml": "<x/>"}), "no Word file"),
        (archive({"ppt/presentation.xml": "<x/>"}), "a presentation (.pptx), no Word file"),
        (archive({"a.txt": "b"}), "but no Word file"),
        (word_parts(paragraph("a"))[:-30], "The file breaks off"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007"),
    ],
)
def test_what_is_no_readable_word_file_is_refused_for_its_true_reason(content: bytes, said: str) -> None:
    with pytest.raises(KienanError, match=re.escape(said)) as refused:
        document_of(content, "a.docx")
    assert refused.value.remedy


@given(st.integers(min_value=0), st.binary(min_size=1, max_size=40))
@settings(max_examples=80, deadline=None)
def test_a_damaged_word_file_is_read_or_refused(place: int, damage: bytes) -> None:
    whole = word_cases.OPEN[6].content
    content = whole[: place % len(whole)] + damage + whole[place % len(whole) + len(damage) :]
    with contextlib.suppress(KienanError):
        assert document_of(content, "a.docx").text


_TAGS = (
    *(
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "pPr",
        "rPr",
        "tcPr",
        "trPr",
        "sdt",
        "sdtContent",
        "ins",
        "del",
        "moveFrom",
        "br",
    ),
    *("numPr", "numId", "ilvl", "vMerge", "gridSpan", "gridBefore", "cellDel", "vanish", "strike", "vertAlign", "sym"),
    *("footnoteReference", "fldChar", "instrText", "txbxContent", "drawing", "pict", "object", "framePr", "altChunk"),
)
_VALUES = st.sampled_from(["", "0", "1", "-1", "99999999999999999999", "restart", "superscript", "begin", "end", "x"])


def _element(inside: list[str], tag: str, value: str) -> str:
    said = "".join(f' w:{name}="{value}"' for name in ("val", "id", "fldCharType", "dropCap", "char"))
    return f"<w:{tag}{said}>{''.join(inside)}</w:{tag}>"


_MARKUP = st.recursive(
    st.sampled_from(["<w:t>424,7</w:t>", "<w:t> 1 </w:t>", "<mc:AlternateContent/>", "<!-- a -->", "<own:x/>"]),
    lambda inside: st.builds(_element, st.lists(inside, max_size=4), st.sampled_from(_TAGS), _VALUES),
    max_leaves=30,
)


@pytest.mark.slow
@given(st.lists(_MARKUP, max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_nesting_of_markup_is_read_or_refused(markup: list[str]) -> None:
    content = word_parts(paragraph("a"), *markup, footnotes={1: "".join(markup) or "b"})
    with contextlib.suppress(KienanError):
        assert document_of(content, "a.docx").text


@pytest.mark.slow
def test_hostile_counts_and_chains_end() -> None:
    wide = row(*[cell("a", '<w:gridSpan w:val="999999999"/>')] * 50, properties='<w:gridBefore w:val="999999"/>')
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="a"/></w:style>'
    deep = "<w:sdt><w:sdtContent>" * 60 + paragraph(SENTENCE) + "</w:sdtContent></w:sdt>" * 60
    many = paragraph(*[part for _ in range(20_000) for part in (run("5"), raised("1"))])
    text = text_of(table(wide, wide), deep, many, paragraph("b", properties='<w:pStyle w:val="a"/>'), styles=styles)
    assert SENTENCE in text
    assert len(text) < 100_000


@pytest.mark.slow
def test_marks_of_notes_take_time_as_they_are_many() -> None:
    def read(count: int) -> None:
        text_of(paragraph(*[part for _ in range(count) for part in (run("5"), raised("1"))]))

    assert growth(read, 5_000) < 10


# By way of LibreOffice.


def converted(content: bytes, kind: str, folder: Path) -> bytes:
    """Have LibreOffice write a Word file in another way."""
    program = office.office_program()
    assert program is not None, "CI has LibreOffice"
    path = folder / "a.docx"
    path.write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / f"a.{kind}").read_bytes()


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_older_and_other_texts_are_read_by_way_of_libreoffice(kind: str, tmp_path: Path, examiner: Examiner) -> None:
    content = word_parts(
        paragraph("Quận Kiến An: kết quả năm 2021"),
        paragraph("Thu ngân sách đạt ", run("9", "<w:vanish/>"), "424,723", reference(1), " tỷ đồng, bằng ", "126%."),
        paragraph("Chi ngân sách đạt ", run("7", "<w:strike/>"), "312,5 tỷ đồng."),
        footnotes={1: "Năm 2021, giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng."},
    )
    found = document_of(converted(content, kind, tmp_path), f"a.{kind}")
    printed = [one.printed for one in examiner.examine(found.text).article.observations]
    assert printed == ["424,723", "600,37", "312,5"]
    assert {left.why for left in found.left_out} == {"hidden", "struck", "note_mark"}
    assert [block.kind for block in found.blocks] == ["paragraph", "paragraph", "note", "paragraph"]


_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("manifest", "manifest"))
)
_FILES = "".join(
    f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
    for path, kind in (("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"))
)


@needs_office
@pytest.mark.slow
def test_nothing_linked_is_fetched_by_libreoffice() -> None:
    # Left to itself LibreOffice asks for this picture when it converts.
    with socket.create_server(("127.0.0.1", 0)) as server:
        picture = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        image = f'<draw:image xlink:href="{picture}" xlink:type="simple"/>'
        shown = f'<draw:frame text:anchor-type="as-char">{image}</draw:frame>'
        body = f"<office:body><office:text><text:p>Thu 424,7 {shown}</text:p></office:text></office:body>"
        content = (
            f'<office:document-content {_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">{body}'
            "</office:document-content>"
        )
        manifest = f"<manifest:manifest {_SPACES}>{_FILES}</manifest:manifest>"
        assert "424,7" in document_of(open_document(manifest, content), "a.odt").text
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_without_libreoffice_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office_program", lambda: None)
    for content, said in ((b"{\\rtf1 a}", "Rich Text"), (open_document(), "OpenDocument"), (ODD_XML, "saved as XML")):
        with pytest.raises(KienanError, match=said) as refused:
            document_of(content, "a")
        assert "libreoffice-writer-nogui" in refused.value.remedy


ODD_XML = b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument/>'


def open_document(manifest: str = "", text: str = "") -> bytes:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": manifest,
        "content.xml": text,
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as opened:
        for name, inside in parts.items():
            opened.writestr(name, inside)
    return content.getvalue()


def test_a_locked_open_document_is_said_to_be_locked() -> None:
    with pytest.raises(KienanError, match="locked by a password"):
        document_of(open_document("<manifest:encryption-data/>"), "a.odt")


def compound(*names: str, flags: int = 0) -> bytes:
    """Make the smallest compound file: its head, one sector of directory, one of a stream."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = bytes(4)
    head[76:512] = b"\xff" * 436
    entries = b""
    for name in names:
        entry = bytearray(128)
        written = name.encode("utf-16-le") + bytes(2)
        entry[: len(written)] = written
        entry[64:66] = len(written).to_bytes(2, "little")
        entry[116:120] = (1).to_bytes(4, "little")
        entries += bytes(entry)
    return bytes(head) + entries.ljust(512, b"\x00") + bytes(10) + flags.to_bytes(2, "little") + bytes(500)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (compound("Root Entry", "EncryptedPackage"), "locked by a password"),
        (compound("Root Entry", "WordDocument", flags=0x0100), "locked by a password"),
        (compound("Root Entry", "Workbook"), "workbook of before 2007"),
        (compound("Root Entry", "PowerPoint Document"), "presentation of before 2007"),
    ],
)
def test_what_an_older_office_file_is_and_whether_it_is_locked(content: bytes, said: str) -> None:
    with pytest.raises(KienanError, match=said) as refused:
        document_of(content, "a.doc")
    assert refused.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="a script in place of a program")
def test_what_takes_too_long_is_ended_with_all_that_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shell = shutil.which("sh")
    assert shell is not None
    program = tmp_path / "soffice"
    program.write_text(f"#!{shell}\nsleep 600 &\necho $! > {tmp_path}/child\nsleep 600\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "office_program", lambda: str(program))
    monkeypatch.setattr(office, "TIME_LIMIT", 1.0)
    with pytest.raises(KienanError, match="more than 1 seconds"):
        document_of(b"{\\rtf1 a}", "a.rtf")
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"


def test_files_of_python_docx_are_read(examiner: Examiner) -> None:
    found = document_of(word_file(), "a.docx")
    assert [one.printed for one in examiner.examine(found.text).article.observations][: len(FIGURES)] == FIGURES
