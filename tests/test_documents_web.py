"""Saved pages and plain text are read as they are shown.

Layouts of sites, encodings, days, what is hidden and what stands around."""

# ruff: noqa: E501, ISC004 - markup as sites write it

from __future__ import annotations

import base64
import gc
import quopri
import re
import shutil
import subprocess
import tracemalloc
import unicodedata
from typing import TYPE_CHECKING

import pytest

import kienan_analysis as ka
from kienan_analysis.articles.examination import open_catalogue
from kienan_analysis.articles.origins import day_of
from kienan_analysis.documents.days import date_lines, day_of_stamp
from kienan_analysis.documents.kinds import kind_of
from kienan_analysis.documents.legacy_letters import is_syllable, legacy_letters
from kienan_analysis.documents.opener import document_of
from kienan_analysis.errors import KienanError
from kienan_analysis.reading.article import ArticleReader
from tests import saved_pages
from tests.growth import growth

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.documents.document import Document

pytest.importorskip("lxml")

SENTENCE = "Năm 2021, quận Kiến An thu ngân sách đạt 424,723 tỷ đồng, chi ngân sách 412,5 tỷ đồng."


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def article(body: str) -> bytes:
    return page(f"<article><h1>Kết quả năm 2021</h1>{body}</article>")


def shown(body: str) -> list[str]:
    return [block.text for block in document_of(article(body), "a.html").blocks][1:]


def gone(document: Document, why: str) -> list[str]:
    return [left.text for left in document.left_out if left.why == why]


# Layouts


@pytest.mark.parametrize("made", [*saved_pages.SEEN, *saved_pages.UNSEEN], ids=lambda made: made.__name__)
def test_of_a_site_s_page_the_article_is_read_and_nothing_around_it(made: Callable[[], bytes]) -> None:
    found = document_of(made(), "a.html")
    assert [figure for figure in saved_pages.FIGURES if figure not in found.text] == []
    assert re.findall(r"99[\d.,]*", found.text) == []
    assert found.title == saved_pages.TITLE
    # The portal's server prints *1/11/2022 2:51:00 PM*, which may be of November: no day is better than that one.
    assert found.published == ("" if made is saved_pages.sharepoint else saved_pages.DAY)
    assert sum("99" in text for text in gone(found, "around")) >= 2


def test_what_is_left_out_is_listed() -> None:
    found = document_of(saved_pages.tuoitre(), "a.html")
    around = "\n".join(gone(found, "around"))
    assert "99,1 tỷ đồng - Ảnh" in around
    assert "99,6 tỷ đồng cơ mà" in around


@pytest.mark.parametrize(
    "around",
    [
        '<p>Xem thêm: <a href="/x">Quận khác thu 99,1 tỷ</a></p>',
        "<p>&gt;&gt; Đọc thêm: Quận khác thu 99,1 tỷ</p>",
        '<div><strong>Tin liên quan</strong></div><ul><li><a href="/x">Thu 99,1 tỷ</a></li></ul>',
        '<h3>Đọc nhiều nhất</h3><div><a href="/x">Thu 99,1 tỷ</a></div>',
        '<table><tr><td><b>Tin cùng chuyên mục</b></td></tr><tr><td><a href="/x">Thu 99,1 tỷ trong năm</a></td></tr></table>',
        "<div><b>Bình luận (3)</b></div><div><p>An: quận phải thu 99,1 tỷ đồng mới đúng chứ, năm ngoái đã hơn rồi.</p></div>",
        '<div class="link-box"><a href="/x">Thu 99,1 tỷ</a></div>',
        '<p align="center"><img src="a.jpg"></p><p align="center"><i>Xưởng làm ra 99,1 tấn. Ảnh: An</i></p>',
        '<p><img src="a.jpg"></p><p>Xưởng làm ra 99,1 tấn trong năm. Ảnh: Văn An</p>',
        '<table class="image"><tr><td><img src="a.jpg"></td></tr><tr><td>Xưởng làm ra 99,1 tấn</td></tr></table>',
        "<select><option>Đạt 99,1%</option></select><button>Gửi 99,1</button><textarea>99,1</textarea>",
        '<div class="share-box">Chia sẻ 99,1</div><div class="tags">Từ khóa: 99,1</div>',
    ],
)
def test_what_stands_around_is_out_and_the_paragraphs_beside_it_stay(around: str) -> None:
    linked = (
        '<p>Thu ngân sách <a href="/k">quận Kiến An</a> đạt 12,5 tỷ đồng, <a href="/n">năm trước</a> 11,5 tỷ đồng.</p>'
    )
    found = document_of(article(f"{linked}<p>Chi 10,5 tỷ đồng cho các phường trong quận.</p>{around}"), "a.html")
    assert "99,1" not in found.text
    assert all(figure in found.text for figure in ("12,5", "11,5", "10,5"))
    assert any("99,1" in text for text in gone(found, "around"))


@pytest.mark.parametrize("words", ["Kết quả khác", "Nội dung khác", "Thông tin khác", "Về nông nghiệp"])
def test_a_section_of_the_article_is_no_list_of_others(words: str) -> None:
    found = document_of(article(f"<h2>{words}</h2><p>Thu ngân sách quận Kiến An năm 2021 đạt 12,5 tỷ đồng.</p>"), "a")
    assert "12,5" in found.text


# What is shown


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>Thu ngân sách đạt<br>600,37 tỷ đồng.</p>", ["Thu ngân sách đạt 600,37 tỷ đồng."]),
        ("<p>Thu đạt<br/>\n600,37 tỷ<br />đồng</p>", ["Thu đạt 600,37 tỷ đồng"]),
        ("<p>- Thu: 12 tỷ<br>- Chi: 5 tỷ</p>", ["- Thu: 12 tỷ", "- Chi: 5 tỷ"]),
        ("<p>Thu 12 tỷ đồng.<br>Chi 5 tỷ</p>", ["Thu 12 tỷ đồng.", "Chi 5 tỷ"]),
        ("<p>Một<br><br>hai</p>", ["Một", "hai"]),
        ("<p>424,723<sup>1</sup> tỷ, 13<sup>1</sup>%, 118.047<sup>6</sup> người</p>", ["424,723 tỷ, 13%, 118.047 người"]),
        ("<p>12 m<sup>2</sup>, 120 km<sup>2</sup>, 5 m<sup>3</sup>/ngày</p>", ["12 m², 120 km², 5 m³/ngày"]),
        ("<p>2,5 x 10<sup>6</sup> tấn; 10<sup>6</sup> người</p>", ["2,5 x 10⁶ tấn; 10⁶ người"]),
        ("<p>30<sup>o</sup>C; CO<sub>2</sub>; 13<sub>1</sub>%</p>", ["30°C; CO₂; 13%"]),
        ("<p>13<sup>1</sup>5 tỷ</p>", ["13 5 tỷ"]),
        ('<p>13<font style="position:relative;top:-4px">1</font>% <b style="vertical-align: 0.4em">2</b></p>', ["13%"]),
        ('<p><i style="position:relative;top:1px">13</i>%, <i style="vertical-align:0">5</i> tỷ</p>', ["13%, 5 tỷ"]),
        ("<p>đạt <s>650,37</s> 660,1; <del>5</del>412,3; <strike>7</strike></p>", ["đạt 660,1; 412,3;"]),
        ('<p>41<s>5</s>2,3; <span style="text-decoration: line-through">8</span>9</p>', ["41 2,3; 9"]),
        ("<s><p>Thu 650,37 tỷ đồng.</p></s><p>Chi 5 tỷ.</p>", ["Chi 5 tỷ."]),
        ("<p hidden>Thu 1.111,1 tỷ</p><p>Chi 5 tỷ.</p>", ["Chi 5 tỷ."]),
        ('<p>Thu <span style="display:none">9</span>512,3 tỷ.</p>', ["Thu 512,3 tỷ."]),
        ('<p>Thu <span style="visibility: hidden">9</span>512,3 tỷ.</p>', ["Thu 512,3 tỷ."]),
        ('<p>Thu <span style="font-size:0">9</span>512,3 tỷ.</p>', ["Thu 512,3 tỷ."]),
        ('<p>Thu <span style="position:absolute; left:-9999px">9</span>512,3 tỷ.</p>', ["Thu 512,3 tỷ."]),
        ('<p>Thu <font color="#FFFFFF">1</font>95 tỷ.</p>', ["Thu 95 tỷ."]),
        ('<p style="background:#006">Thu <font color="white">195</font> tỷ.</p>', ["Thu 195 tỷ."]),
        ('<div style="font-size:0"><p style="font-size:16px">Thu 5 tỷ.</p></div>', ["Thu 5 tỷ."]),
        ("<template>4</template><noscript>5</noscript><p>Thu 6 tỷ.</p>", ["Thu 6 tỷ."]),
        ('<p aria-hidden="true">Thu 5,5 tỷ.</p>', ["Thu 5,5 tỷ."]),
        ("<style>.q{display:none} .a .w{text-decoration:line-through}</style>"
         '<div class="a"><p>Thu <i class="q">9</i>512,3 <b class="w">77</b> tỷ.</p></div>', ["Thu 512,3 tỷ."]),
        ("<style>@media print{.q{display:none}}</style><p>Thu <i class=q>9,5</i> tỷ.</p>", ["Thu 9,5 tỷ."]),
        ("<p>Thu 1&shy;234&nbsp;&nbsp;tỷ</p>", ["Thu 1234 tỷ"]),
        ("<div>Thu<div>5 tỷ</div>Chi</div>", ["Thu", "5 tỷ", "Chi"]),
        ("<ul><li>Thu 5 tỷ</li><li>Chi 6 tỷ</li></ul>", ["Thu 5 tỷ", "Chi 6 tỷ"]),
        ("<p>Giá <wbr>5 tỷ<svg><text>7</text></svg>8</p>", ["Giá 5 tỷ 8"]),
    ],
)  # fmt: skip
def test_the_text_read_is_the_text_shown(body: str, lines: list[str]) -> None:
    assert shown(body) == lines


def test_a_note_stands_behind_the_paragraph_with_its_mark() -> None:
    found = document_of(
        article(
            '<p>Thu đạt 424,723<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> tỷ đồng trong cả năm của quận.</p>'
            '<p>Chi 5 tỷ đồng.</p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Gồm 3,5 tỷ chuyển sang.</p></div>'
        ),
        "a",
    )
    assert [(block.kind, block.text) for block in found.blocks[1:]] == [
        ("paragraph", "Thu đạt 424,723 tỷ đồng trong cả năm của quận."),
        ("note", "Gồm 3,5 tỷ chuyển sang."),
        ("paragraph", "Chi 5 tỷ đồng."),
    ]
    assert "[1]" in gone(found, "note_mark")


def test_a_table_keeps_its_columns() -> None:
    found = document_of(
        article(
            "<p>Kết quả như sau.</p><table><caption>Bảng 1</caption><tr><th rowspan=2>TT</th><th rowspan=2>Chỉ tiêu</th>"
            "<th colspan=2>Năm 2021</th></tr><tr><th>KH</th><th>TH</th></tr><tr><td>1</td><td>Thu<br>ngân sách</td>"
            "<td>12,5</td><td>13,5<sup>1</sup></td></tr><tr><td colspan=4>II. Chi</td></tr><tr><td>2</td><td></td>"
            "<td colspan=2>9,9</td></tr></table>"
        ),
        "a",
    )
    table = next(block for block in found.blocks if block.kind == "table")
    assert [row.split("\t") for row in table.text.split("\n")] == [
        ["TT", "Chỉ tiêu", "Năm 2021", "Năm 2021"],
        ["TT", "Chỉ tiêu", "KH", "TH"],
        ["1", "Thu ngân sách", "12,5", "13,5"],
        ["II. Chi", "", "", ""],
        ["2", "", "9,9", ""],
    ]
    assert [block.text for block in found.blocks if block.kind == "caption"] == ["Bảng 1"]
    assert gone(found, "note_mark") == ["1"]


def test_what_is_hidden_by_mistake_of_a_script_is_read() -> None:
    found = document_of(page(f'<div style="opacity:0"><h1>Kết quả</h1><p>{SENTENCE}</p></div>'), "a")
    assert "424,723" in found.text


def test_an_article_of_pictures_alone_says_so() -> None:
    found = document_of(article('<p>Mời xem đồ họa của chúng tôi.</p><p><img src="a.jpg"></p>'), "a")
    assert [part.what for part in found.not_read] == ["pictures"]


# Beginnings


@pytest.mark.parametrize(
    "start",
    [
        *("<h1>", "<section>", "<table><tr><td>", "<ul><li>", "<title>a</title><p>", '<link rel="a" href="b"><p>'),
        *("<style>p{}</style><p>", "<script>1</script><p>", "<center>", "<font size=2>", "<?php echo $a->b ?><p>"),
        *(
            f"<!-- {'x' * 5000} --><p>",
            "<!DOCTYPE html><p>",
            "<html><p>",
            "\ufeff<body><p>",
            "<div>",
            "<p>",
            "<article>",
        ),
        *("<?xml version='1.0'?><html xmlns='a'><body><p>", "<%@ Page %><div>", "<main>", "<o:p></o:p><p></p><br><p>"),
        *("<o:p></o:p><p>", "<app-root><p>", "<svg><path d='a'/></svg>\n<div><p>"),
        *("</head><body><p>", "<![if !IE]><p>", "<b>", "<time>1</time><p>", "<!-- a --> <!-- b -->\n<header>"),
    ],
)
def test_every_beginning_of_markup_is_told(start: str) -> None:
    content = f"{start}{SENTENCE}</p></b>".encode()
    assert kind_of(content) == "web_page"
    found = document_of(content, "a")
    assert SENTENCE in found.text
    assert "<" not in found.text


@pytest.mark.parametrize(
    "text",
    [
        "<5 tỷ đồng",
        "<tỷ>",
        "< 5",
        "giá < 5 và > 3 <tỷ>",
        "<a> và <b> là hai nơi",
        "<svg></svg> 5",
        "<<Báo cáo>> 5",
        "a\n<p",
        "<",
        " ",
    ],
)
def test_text_that_begins_with_an_angle_is_text(text: str) -> None:
    assert kind_of(text.encode()) == "text"
    assert document_of(text.encode(), "a").text == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["<!-- x -->", "<!--", "<a ", "<", "a: b\n", "a: b\n ", "<link ", "<p", "<?", "<x>", " "]
)
def test_telling_the_kind_takes_linear_time(unit: str) -> None:
    for tail in (b"<foo>", b""):
        assert growth(lambda count, tail=tail: kind_of(unit.encode() * count + tail), 100_000) < 10  # type: ignore[misc]


# Saved as one file


def blink(body: bytes, *, coding: str = "quoted-printable", charset: str = "") -> bytes:
    encoded = quopri.encodestring(body) if coding == "quoted-printable" else base64.encodebytes(body)
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/kien-an-2021.html\r\n"
        b"Subject: =?utf-8?Q?Ki=E1=BA=BFn=20An?=\r\nDate: Sat, 28 Nov 2026 01:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--abc----"\r\n\r\n\r\n'
        b"------MultipartBoundary--abc----\r\nContent-Type: text/html" + charset.encode() + b"\r\n"
        b"Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: " + coding.encode() + b"\r\n"
        b"Content-Location: https://example.org/kien-an-2021.html\r\n\r\n" + encoded.replace(b"\n", b"\r\n") + b"\r\n"
        b"------MultipartBoundary--abc----\r\nContent-Type: text/html\r\nContent-Location: https://ads.example.org/\r\n\r\n"
        b"<p>Quang cao 99,1</p>\r\n------MultipartBoundary--abc------\r\n"
    )


def test_a_page_saved_by_chromium_as_one_file() -> None:
    body = f"<html><head><title>Kiến An</title></head><body><h1>Kiến An</h1><p>{SENTENCE}</p></body></html>".encode()
    for coding in ("quoted-printable", "base64"):
        found = document_of(blink(body, coding=coding), "a.mhtml")
        assert SENTENCE in found.text
        assert "99,1" not in found.text
        assert (found.title, found.url, found.published) == ("Kiến An", "https://example.org/kien-an-2021.html", "")


def test_a_page_saved_by_internet_explorer_in_windows_1258() -> None:
    body = windows_1258(f"<HTML><BODY><P>{SENTENCE}</P></BODY></HTML>")
    single = (
        b"From: <Saved by Windows Internet Explorer 8>\r\nSubject: a\r\nDate: Tue, 11 Jan 2022 14:51:00 +0700\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: text/html;\r\n\tcharset="windows-1258"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\nX-MimeOLE: Produced By Microsoft MimeOLE\r\n\r\n"
        + quopri.encodestring(body)
    )
    several = blink(body, charset='; charset="windows-1258"').replace(
        b"Saved by Blink", b"Saved by Microsoft Internet Explorer 5"
    )
    for content in (single, several):
        assert SENTENCE in document_of(content, "a.mht").text


@pytest.mark.parametrize(
    "content",
    [
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--a\r\n",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\nContent-Type: image/png\r\n\r\nx\r\n--a--",
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n====",
    ],
)
def test_a_broken_archive_is_refused(content: bytes) -> None:
    with pytest.raises(KienanError) as refused:
        document_of(content, "a.mht")
    assert refused.value.remedy


# Letters


def windows_1258(text: str) -> bytes:
    """Write as Windows does: letters composed where its table has them, tones behind."""
    written = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            written.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base, *tones = list(unicodedata.normalize("NFD", letter))
            if tones and tones[0] in "\u0302\u0306\u031b":
                base = unicodedata.normalize("NFC", base + tones.pop(0))
            elif len(tones) > 1:
                base, tones = unicodedata.normalize("NFC", base + tones[1]), tones[:1]
            written.append((base + "".join(tones)).encode("cp1258"))
    return b"".join(written)


@pytest.mark.parametrize("declared", ["windows-1258", "iso-8859-1", "windows-1252", "utf-8", ""])
def test_windows_1258_is_decoded_and_composed_whatever_the_page_says(declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    content = f"<html><head>{meta}</head><body><p>".encode() + windows_1258(SENTENCE) + b"</p></body></html>"
    text = document_of(content, "a").text
    assert text == SENTENCE
    assert unicodedata.is_normalized("NFC", text)
    assert document_of(windows_1258(SENTENCE), "a.txt").text == SENTENCE


@pytest.mark.parametrize("declared", ["windows-1258", "iso-8859-1", "windows-1252", "x-unknown"])
def test_a_page_in_utf_8_is_read_whatever_it_says(declared: str) -> None:
    content = f'<html><head><meta charset="{declared}"></head><body><p>{SENTENCE}</p></body></html>'.encode()
    assert document_of(content, "a").text == SENTENCE


def test_a_page_with_one_broken_letter_is_read() -> None:
    head = b'<meta charset="utf-8"><meta name="description" content="K\xe1\xba">'
    assert "424,723" in document_of(head + f"<p>{SENTENCE * 5}</p>".encode(), "a").text


TCVN3 = str.maketrans(dict(zip("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
                 "¨©®ª«¬\xadµ¶·\xb8¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ", strict=True)))  # fmt: skip
_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "": ""}
_ROOF = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BOW = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_I = {"\u0301": "í", "\u0300": "ì", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò", "": "i"}


def vni(text: str) -> str:
    """Write as the VNI keyboard does: a letter, its mark behind it."""
    written = []
    for letter in unicodedata.normalize("NFC", text.lower()):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tone = next((mark for mark in marks if mark in _TONES), "")
        if letter == "đ":
            written.append("ñ")
        elif "\u0302" in marks:
            written.append(base + _ROOF[tone])
        elif "\u0306" in marks:
            written.append(base + _BOW[tone])
        elif "\u031b" in marks:
            written.append({"o": "ô", "u": "ö"}[base] + _TONES[tone])
        elif base == "i":
            written.append(_I[tone])
        else:
            written.append(base + _TONES[tone])
    return "".join(written)


OLD_TEXT = "năm 2021, quận kiến an thu ngân sách đạt 424,723 tỷ đồng, vượt dự toán; sản xuất công nghiệp tăng khá."


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("TCVN3 (ABC)", OLD_TEXT.translate(TCVN3)),
        ("VNI Windows", vni(OLD_TEXT)),
    ],
)
def test_letters_of_old_fonts_are_recognised_and_refused_with_what_converts_them(kind: str, text: str) -> None:
    as_page = f"<html><body><font face='.VnTime'><p>{text}</p></font></body></html>"
    for content in (text.encode(), text.encode("latin-1"), as_page.encode(), as_page.encode("latin-1")):
        with pytest.raises(KienanError, match=re.escape(kind)) as refused:
            document_of(content, "a")
        assert "UniKey" in str(refused.value.remedy)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="no iconv")
@pytest.mark.parametrize("kind", ["TCVN", "VISCII"])
def test_the_remedy_gives_the_text(kind: str) -> None:
    if kind == "TCVN":
        old = OLD_TEXT.translate(TCVN3).encode("latin-1")
    else:
        old = subprocess.run(["iconv", "-f", "UTF-8", "-t", kind], input=OLD_TEXT.encode(), capture_output=True).stdout  # noqa: PLW1510
    if not old:
        pytest.skip(f"this iconv does not know {kind}")
    with pytest.raises(KienanError) as refused:
        document_of(old, "a")
    command = re.search(r"iconv -f (\w+) -t UTF-8", str(refused.value.remedy))
    assert command is not None
    assert command[1] == kind
    converted = subprocess.run(["iconv", "-f", kind, "-t", "UTF-8"], input=old, capture_output=True)  # noqa: PLW1510
    if converted.returncode:
        pytest.skip(f"this iconv does not know {kind}")
    assert document_of(converted.stdout, "a").text == OLD_TEXT


@pytest.mark.parametrize(
    "text",
    [
        "café déjà vu à São Paulo, Zürich",
        SENTENCE,
        unicodedata.normalize("NFD", SENTENCE),
        "Tổng",
        "“a” — b…",
        " ",
        "Đồng",
    ],
)
def test_what_is_unicode_is_not_taken_for_old_letters(text: str) -> None:
    assert legacy_letters(text) is None
    assert document_of(text.encode(), "a").text == text


def test_syllables() -> None:
    assert all(
        map(is_syllable, ["nghiệp", "thuỷ", "thủy", "khuya", "quốc", "gì", "giếng", "ướt", "yên", "Đẩu", "khoẻ"])
    )
    assert not any(map(is_syllable, ["hiÖn", "®¹t", "Kieán", "ñaït"]))


def test_a_note_set_by_hand_stands_after_the_line_that_carries_its_mark() -> None:
    document = document_of(
        article(
            "<p>Năm 2021, thu ngân sách đạt 424,723 tỷ đồng<sup>1</sup>, chi 412,5 tỷ đồng<sup>(2)</sup>.</p>"
            "<p>Phấn đấu năm 2022 thu ngân sách đạt 500 tỷ đồng.</p>"
            "<p><sup>1</sup> Trong đó thu nội địa đạt 300,5 tỷ đồng.</p><p><sup>(2)</sup> Theo giá hiện hành.</p>"
            "<p><sup>3</sup> Không có dấu.</p>"
        ),
        "a.html",
    )
    assert [(block.kind, block.text) for block in document.blocks[2:4]] == [
        ("note", "Trong đó thu nội địa đạt 300,5 tỷ đồng."),
        ("note", "Theo giá hiện hành."),
    ]
    assert [block.text for block in document.blocks[4:]] == [
        "Phấn đấu năm 2022 thu ngân sách đạt 500 tỷ đồng.",
        "Không có dấu.",
    ]


# Days


@pytest.mark.parametrize(
    ("stamp", "days"),
    [
        ("2022-01-10T18:30:00Z", ["2022-01-11"]),
        ("2022-01-11T00:30:00+07:00", ["2022-01-11"]),
        ("2022-01-11 14:51", ["2022-01-11"]),
        ("Mon, 10 Jan 2022 18:30:00 GMT", ["2022-01-11"]),
        ("1/11/2022 2:51:00 PM", ["2022-01-11", "2022-11-01"]),
        ("1/25/2022 2:51:00 PM", ["2022-01-25"]),
        ("11/01/2022 2:51:00 CH", ["2022-01-11"]),
        ("Thứ ba, ngày 11 tháng 1 năm 2022", ["2022-01-11"]),
        ("31/02/2022", []),
        ("2022-13-45T99:99Z", []),
        ("9" * 5000, []),
    ],
)
def test_a_stamp_means_its_day_in_vietnam(stamp: str, days: list[str]) -> None:
    assert sorted(map(str, day_of_stamp(stamp))) == days


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Thứ ba, ngày 11 tháng 1 năm 2022", [("2022-01-11", "")]),
        ("14:51 11/01/2022", [("2022-01-11", "")]),
        ("11/01/2022 | 14:51", [("2022-01-11", "")]),
        ("Thứ ba, 11/1/2022, 14:51 (GMT+7)", [("2022-01-11", "")]),
        ("T3, 11/01/2022 - 14h51", [("2022-01-11", "")]),
        # As Vietnamese portals and their publishing systems print it.
        ("11-01-2022 - 14:51 PM | Kinh tế", [("2022-01-11", "")]),
        ("2022-01-11 14:51:00", [("2022-01-11", "")]),
        ("Ngày đăng: 2022/01/11", [("2022-01-11", "published")]),
        ("11 Tháng Một, 2022", [("2022-01-11", "")]),
        ("Tháng Mười Hai 5, 2022", [("2022-12-05", "")]),
        ("Được đăng ngày Thứ ba, 11 Tháng 1 2022 14:51", [("2022-01-11", "published")]),
        ("Thứ 3, 11/01/22 14:51", [("2022-01-11", "")]),
        ("Thứ tư, 12/01/22", [("2022-01-12", "")]),
        ("14:51' 11/1/2022", [("2022-01-11", "")]),
        ("14 giờ 51 phút, ngày 11/01/2022", [("2022-01-11", "")]),
        ("Tạo ngày: 11/01/2022", [("2022-01-11", "published")]),
        ("11/01/2022, 14:51 +0700 GMT", [("2022-01-11", "")]),
        # A time of another zone is a day later, or earlier, in Vietnam.
        ("10/01/2022 18:30 GMT", [("2022-01-11", "")]),
        ("18:30 (GMT) 10/01/2022", [("2022-01-11", "")]),
        ("Xuất bản: 10 Jan 2022, 18:30 GMT", [("2022-01-11", "published")]),
        ("Monday, January 10, 2022 6:30 PM UTC", [("2022-01-11", "")]),
        ("2022-01-10T18:30:00Z", [("2022-01-11", "")]),
        ("Mon, 10 Jan 2022 10:30:00 -0800", [("2022-01-11", "")]),
        ("12/01/2022 01:30 GMT+9", [("2022-01-11", "")]),
        ("11/01/2022 23:30 (GMT+7)", [("2022-01-11", "")]),
        ("10/01/2022 16:59 GMT", [("2022-01-10", "")]),
        ("Thứ hai, 11/01/22 14:51", []),
        ("Từ 11/01/22 đến 14:51", []),
        ("Trong 11 tháng 2022 khách đạt 5 triệu", []),
        ("Thu đạt 11 tháng một 2022", []),
        ("10/01/2022 6:30 PM GMT", []),
        ("Đăng: 11/01/2022 - Cập nhật: 12/01/2022", [("2022-01-11", "published"), ("2022-01-12", "updated")]),
        ("Sáng 10/1/2022, UBND quận tổ chức hội nghị", []),
        ("Thứ ba, 11/1/2022, UBND quận họp", []),
        ("Sáng thứ ba 11/1/2022 UBND quận họp", []),
        ("1/11/2022 2:51:00 PM", []),
    ],
)
def test_a_date_line_is_told_from_a_sentence(line: str, days: list[tuple[str, str]]) -> None:
    assert [(str(found.day), found.label) for found in date_lines(line)] == days


def dated(*, beside: str = "", head: str = "", first: str = "") -> str:
    return document_of(
        page(f"<div><h1>Kiến An năm 2021</h1>{beside}<p>{first}{SENTENCE}</p></div>", head), "a"
    ).published


def test_the_day_of_a_page() -> None:
    stamp = '<meta property="article:published_time" content="{}">'
    assert dated(head=stamp.format("2022-01-10T18:30:00Z")) == "2022-01-11"
    assert dated(head=stamp.format("1/11/2022 2:51:00 PM")) == ""
    assert dated(beside="<div>1/11/2022 2:51:00 PM</div>") == ""
    assert dated(beside="<div>1/11/2022 2:51:00 PM</div>", head=stamp.format("2022-01-11")) == "2022-01-11"
    address = '<link rel="canonical" href="https://example.org/2022/01/11/kien-an">'
    assert dated(beside="<div>1/11/2022 2:51:00 PM</div>", head=address) == "2022-01-11"
    assert dated(beside="<div>Cập nhật: 08:00 12/01/2022</div><div>Đăng: 11/01/2022</div>") == "2022-01-11"
    assert dated(beside="<div>Cập nhật: 08:00 12/01/2022</div>") == "2022-01-12"
    assert dated(first="Sáng 10/1/2022, UBND quận tổ chức hội nghị. ") == ""
    assert dated(first="Thứ hai, ngày 10/1/2022, UBND quận tổ chức hội nghị. ") == ""
    assert dated(beside="<div>(11/01/2022)</div>") == "2022-01-11"
    assert dated(beside="<div>11/01/2022</div><div>12/01/2022</div>") == ""
    assert dated(beside="<div>11/01/2022</div>", head=stamp.format("2022-01-10T01:30:00Z")) == "2022-01-10"
    script = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-01-10T17:00:00Z"}</script>'
    )
    assert dated(head=script) == "2022-01-11"


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("1/11/2022 2:51:00 PM", ""), ("25/1/2022 2:51 PM", "2022-01-25"), ("11/01/2022 14:51", "2022-01-11")],
)
def test_a_stamp_that_may_begin_with_the_month_dates_no_text(stamp: str, day: str) -> None:
    catalogue = open_catalogue(None)
    article = ArticleReader(catalogue.indicators, catalogue.areas).read(f"{stamp}\n\nQuận Kiến An\n{SENTENCE}")
    assert str(article.day or "") == day


def test_the_day_at_the_top_of_a_text() -> None:
    assert day_of(f"Kiến An\nĐăng: 11/01/2022\nCập nhật: 12/01/2022 08:00\n{SENTENCE}") == "2022-01-11"
    assert day_of(f"Thứ hai, ngày 10/1/2022, UBND quận tổ chức hội nghị tổng kết năm. {SENTENCE}") == ""


# Figures that lost their head


@pytest.mark.parametrize("digits", ["O,375", ",375", "l,375", "O.375", "I,375", "l.375", ".375", "1O,375", "5 600,37"])
@pytest.mark.slow
def test_a_figure_that_lost_its_head_is_unread(digits: str) -> None:
    assert ka.read(f"Năm 2021, thu ngân sách quận Kiến An đạt {digits} tỷ đồng.").empty


def test_words_without_a_blank_between_them_give_no_other_figure() -> None:
    found = ka.read("Năm 2021, công nghiệp chế tạotăng7,38% so với cùng kỳ.")
    assert set(found["printed"]) <= {"7,38"}


def test_since_when_something_holds_is_no_period() -> None:
    found = ka.read("Giá trị sản xuất công nghiệp tăng 7,38%, thu ngân sách đạt 12 tỷ đồng, duy trì từ tháng 7/2020.")
    assert found.empty or not found["period"].astype(str).str.contains("2020").any()


# Size


@pytest.mark.slow
def test_a_large_page_takes_little_time_and_memory_for_its_size() -> None:
    paragraph = f"<p>{SENTENCE} <a href='/x'>Xem</a> <b>thêm</b></p>\n"
    content = article(paragraph * (1_000_000 // len(paragraph.encode())))
    gc.collect()
    tracemalloc.start()
    try:
        found = document_of(content, "a")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found.blocks) > 5_000
    assert peak < 20 * len(content)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "count", "around"),
    [
        ("<div>", 300, "{}" + SENTENCE),
        ("<table><tr><td>", 100, "{}" + SENTENCE),
        (
            '<td rowspan="65534" colspan="1000">a</td>',
            75,
            f"<p>{SENTENCE}</p><table><tr>" + "{}</tr>" + "<tr><td>b</td></tr>" * 3000 + "</table>",
        ),
        ("<b>", 300, "<p>{}" + SENTENCE),
        ("a{", 12_500, "<style>{}</style><p>" + SENTENCE),
        ("/*", 12_500, "<style>{}</style><p>" + SENTENCE),
        ("<br>", 12_500, "<p>{}" + SENTENCE),
        ("<sup>1</sup>", 5_000, "<p>{}" + SENTENCE),
    ],
)
def test_odd_pages_take_time_as_they_are_long(piece: str, count: int, around: str) -> None:
    def read(times: int) -> None:
        assert "424,723" in document_of(page(around.replace("{}", piece * times)), "a").text

    assert growth(read, count) < 10
