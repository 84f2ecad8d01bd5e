"""Pages that are images: their text recognised, their figures only where all readings and the ink agree."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from kienan_analysis.article_widgets.doubtful_figures import doubtful_figures
from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.documents.apart import apart
from kienan_analysis.documents.document import Doubtful
from kienan_analysis.documents.limits import Limits
from kienan_analysis.documents.notices import notices
from kienan_analysis.documents.opener import document_of
from kienan_analysis.documents.scan.agreement import MARK, agreed
from kienan_analysis.documents.scan.mending import mended
from kienan_analysis.documents.scan.pictures import Picture, upright, without_rules
from kienan_analysis.documents.scan.shapes import is_as_drawn
from kienan_analysis.documents.scan.tesseract import LANGUAGES, Line, Word, lacking
from kienan_analysis.errors import KienanError
from kienan_analysis.wording.messages import Words
from tests.pdf_files import Sheet, pdf_of
from tests.scanned_pages import AIMS, FIGURES, RESULTS, as_bytes, font, grey, page
from tests.tasks import Recognising

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kienan_analysis.documents.document import Document

needs_tesseract = pytest.mark.skipif(
    bool(lacking()) and "CI" not in os.environ, reason="there is no Tesseract with Vietnamese"
)


# What Tesseract reads.


def printed(document: Document) -> list[str]:
    examined = Examiner(open_catalogue()).examine(document.text, recognised=document.recognised_spans)
    assert not any(one.sure for one in examined.article.observations)
    assert all("recognised" in one.doubts for one in examined.article.observations)
    return [one.printed for one in examined.article.observations]


@needs_tesseract
@pytest.mark.slow
def test_figures_of_scans_are_read_and_none_is_wrong_or_sure() -> None:
    assert not lacking(), "CI has Tesseract with its Vietnamese and English"
    clear = document_of(as_bytes(page(RESULTS + AIMS)), "scan.png", ocr=True)
    found = printed(clear)
    assert set(found) <= set(FIGURES)
    assert len(found) >= 18
    coarse = document_of(as_bytes(page(RESULTS + AIMS, dpi=150), "JPEG", dpi=150), "scan.jpg", ocr=True)
    assert set(printed(coarse)) <= set(FIGURES)
    assert clear.recognised == (1,)
    assert any("recognised by machine" in str(notice) for notice in notices(clear))


@needs_tesseract
@pytest.mark.slow
def test_pages_between_pages_with_letters_are_recognised_and_asked_for(
    own: Path, tmp_path: Path, kienan: Callable[..., tuple[int, str, str]]
) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "Quận Kiến An, ngày 10 tháng 1 năm 2022.")
    pages = as_bytes(
        page(RESULTS[:3]).rotate(0.8, expand=False, fillcolor=255, resample=Image.Resampling.BICUBIC), "PDF"
    )
    file = tmp_path / "report.pdf"
    file.write_bytes(joined(pdf_of(sheet), pages))
    arguments = ("add", str(file), "--yes", "--publisher", "UBND", "--url", "https://example.org/a", "--data", str(own))
    before = (own / "observations.csv").read_bytes()
    code, out, err = kienan(*arguments, "--published", "2022-01-10", "--area", "kien-an", "--ocr")
    assert (code, (own / "observations.csv").read_bytes()) == (1, before)
    assert "571,46" in out
    assert "hold it against the page" in out
    assert "Pages 2 are images, their text recognised by machine (OCR)" in err
    code, out, err = kienan("read", str(file))
    assert "571,46" not in out
    assert "Pages 2 are images without a text layer: not read (--ocr recognises text)" in err


def joined(*files: bytes) -> bytes:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for content in files:
        writer.append(PdfReader(BytesIO(content)))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


# What several readings agree on.


def line(*words: str, top: int = 100, size: int = 50) -> Line:
    """Set words beside one another; each letter is twenty dots wide."""
    set_, left = [], 0
    for word in words:
        set_.append(Word(word, left, top, left + 20 * len(word), top + 36, 95))
        left += 20 * len(word) + 15
    return Line(tuple(set_), top + 36.0, size)


def texts(*readings: Iterable[str], monkeypatch: pytest.MonkeyPatch) -> tuple[str, list[tuple[str, ...]]]:
    """Hold readings of one line against each other, whatever its ink."""
    monkeypatch.setattr("kienan_analysis.documents.scan.agreement.is_as_drawn", lambda *_: True)
    blank = Picture(np.full((300, 2000), 255, np.uint8), 300)
    found = agreed([[line(*reading)] for reading in readings], blank)
    return " ".join(word.text for word in found.lines[0].words), [one.readings for one in found.doubtful]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("thu 424,723 tỷ", "thu 424,723 ty", "thu 424,723 tỷ"),
        ("thu 424,723 tỷ", "thu 424,728 ty", "thu ▯ tỷ"),
        ("tăng 13,68% so", "tang 13.68% so", "tăng ▯ so"),
        ("tăng 13,68% so", "tang 13,685 so", "tăng ▯ so"),
        ("tăng -3,2% so", "tang 73,2% so", "tăng ▯ so"),
        ("tăng –3,2% so", "tang -3,2% so", "tăng –3,2% so"),
        ("tăng 101,B% so", "tang 101,5% so", "tăng ▯ so"),
        ("tăng lO% so", "tang 10% so", "tăng ▯ so"),
        ("số 15 bô", "s6 15 b0", "số 15 bô"),
        ("năm 2021.Tổng mức", "nam 2021.T6ng muc", "năm 2021.Tổng mức"),
        ("II. MỤC TIÊU", "11. MUC TIEU", "II. MỤC TIÊU"),
        ("H. MỤC TIÊU", "H. MUC TIEU", "II. MỤC TIÊU"),
        ("tăng 13.68 so", "tang 13.68 so", "tăng 13.68 so"),  # English, for all that is known
        ("1,5 và 2,5 tăng 13.68 so", "1,5 va 2,5 tang 13.68 so", "1,5 và 2,5 tăng ▯ so"),
    ],
)
def test_a_figure_stands_only_where_readings_agree(
    first: str, second: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    got, doubtful = texts(first.split(), second.split(), monkeypatch=monkeypatch)
    assert got == text
    assert len(doubtful) == text.count(MARK)
    assert not any(char.isdecimal() for word in got.split() if MARK in word for char in word)


def test_what_one_reading_lacks_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kienan_analysis.documents.scan.agreement.is_as_drawn", lambda *_: True)
    blank = Picture(np.full((300, 2000), 255, np.uint8), 300)
    whole = line("thu", "424,723", "tỷ")
    without = whole._replace(words=(whole.words[0], whole.words[2]))
    for readings in ([[without], [whole]], [[whole], [without]]):
        found = agreed(readings, blank)
        assert [word.text for word in found.lines[0].words] == ["thu", MARK, "tỷ"]
    # A figure torn in two, the same way in each reading: no blank of a line is as narrow.
    torn = whole._replace(
        words=(whole.words[0], Word("424,", 75, 100, 150, 136), Word("723", 153, 100, 215, 136), whole.words[2])
    )
    found = agreed([[torn], [torn]], blank)
    assert [word.text for word in found.lines[0].words] == ["thu", f"{MARK},", MARK, "tỷ"]


def test_the_mark_is_no_figure_and_nothing_is_read_over_it() -> None:
    text = f"Năm 2021, quận Kiến An: thu ngân sách đạt {MARK} tỷ đồng, đạt {MARK}% kế hoạch, bằng 104% so với cùng kỳ."
    article = Examiner(open_catalogue()).examine(text).article
    assert {one.printed for one in article.observations} | {one.text for one in article.unread} <= {"104"}


# What the ink says.


@pytest.mark.parametrize("size", [26, 54])  # of 6 and 13 points at 300 dots an inch
@pytest.mark.parametrize(
    ("drawn", "read", "is_right"),
    [
        ("54.300", "54.300", True),
        ("54.300", "54,300", False),
        ("8.446,29%", "8.446,29%", True),
        ("8.446,29%", "8,446,29%", False),
        ("8.446,29", "8.44629", False),
        ("600,37,", "600,37,", True),
        ("(130,93)", "(130,93)", True),
    ],
)
def test_points_and_commas_are_told_by_their_ink(drawn: str, read: str, is_right: bool, size: int) -> None:  # noqa: FBT001
    image = Image.new("L", (600, 120), 255)
    ImageDraw.Draw(image).text((20, 20), drawn, fill=0, font=font(size))
    left, top, right, bottom = image.point(lambda shade: 255 - shade).getbbox() or (0, 0, 0, 0)
    assert is_as_drawn(Word(read, left, top, right, bottom), Picture(grey(image), 300)) is is_right


def test_a_raised_mark_is_no_digit() -> None:
    image = Image.new("L", (600, 120), 255)
    pen = ImageDraw.Draw(image)
    pen.text((20, 30), "424,723", fill=0, font=font(54))
    pen.text((20 + pen.textlength("424,723", font=font(54)), 28), "1", fill=0, font=font(32))
    left, top, right, bottom = image.point(lambda shade: 255 - shade).getbbox() or (0, 0, 0, 0)
    assert not is_as_drawn(Word("424,7231", left, top, right, bottom), Picture(grey(image), 300))


# Words that are mended.


@pytest.mark.parametrize(
    ("read", "now"),
    [
        ("Gió trị sản xuốt công nghiệp đợt 101,5% kế hoạch", "Giá trị sản xuất công nghiệp đạt 101,5% kế hoạch"),
        ("PHỐN ĐẾU thu cên đối ngôn sách, quộn Kiến An", "PHẤN ĐẤU thu cân đối ngân sách, quận Kiến An"),
        ("điện gió đạt 3 MW; bón lót; chỉ tiêu", "điện gió đạt 3 MW; bón lót; chỉ tiêu"),
        ("đợt 1 năm 2021", "đợt 1 năm 2021"),  # a wave of a disease, no attainment
        ("thu được gió. Trị an", "thu được gió. Trị an"),  # no pair reaches over the end of a sentence
    ],
)
def test_words_are_mended_where_one_known_pair_is_near(read: str, now: str) -> None:
    found, changes = mended([line(*read.split())])
    assert " ".join(word.text for word in found[0].words) == now
    assert len(changes) == sum(one != other for one, other in zip(read.split(), now.split(), strict=True))


# Pages as pictures.


@pytest.mark.parametrize("angle", [-1.5, -0.4, 0.0, 1.0])
def test_pages_are_laid_level(angle: float) -> None:
    image = page(RESULTS[:6], dpi=100)
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    level = upright(Picture(grey(turned), 100)).pixels
    empty = [(pixels < 128).any(axis=1).mean() for pixels in (grey(image), level)]
    assert abs(empty[0] - empty[1]) < 0.05


def test_rules_are_found_and_taken_out() -> None:
    image = Image.new("L", (900, 600), 255)
    pen = ImageDraw.Draw(image)
    for y in (100, 200, 300):
        pen.line((100, y, 800, y), fill=0, width=3)
    for x in (100, 400, 800):
        pen.line((x, 100, x, 300), fill=0, width=3)
    pen.text((150, 120), "600,37", fill=0, font=font(50))
    bare, rules = without_rules(Picture(grey(image), 300))
    level = sorted((round(box.left), round(box.right)) for box in rules if box.right - box.left > box.high - box.low)
    assert (len(rules), level) == (6, [(24, 192)] * 3)
    alone = Image.new("L", (900, 600), 255)
    ImageDraw.Draw(alone).text((150, 120), "600,37", fill=0, font=font(50))
    assert (bare.pixels == grey(alone)).all()


# What is refused, and how.


def test_without_tesseract_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = as_bytes(page(RESULTS[:1], dpi=72), "TIFF")
    with pytest.raises(KienanError, match=r"an image\. Read it with --ocr"):
        document_of(picture, "scan.tif")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    scan = as_bytes(page(RESULTS[:1]), "PDF")
    for content in (picture, scan):
        with pytest.raises(KienanError, match="apt install tesseract-ocr tesseract-ocr-vie"):
            document_of(content, "scan", ocr=True)
    sheet = Sheet()
    sheet.text(60, 80, "Thu ngân sách đạt 424,723 tỷ đồng.")
    document = document_of(joined(pdf_of(sheet), scan), "mixed.pdf", ocr=True)
    assert "424,723" in document.text
    assert [notice.code for notice in notices(document)] == ["no_ocr_program", "not_read_pages"]


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0" + b"\0" * 40, b"II*\x00\x08\x00\x00\x00", b"MM\x00*"]
)
def test_broken_pictures_are_refused(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kienan_analysis.documents.scan.reading.lacking", lambda: "")
    with pytest.raises(KienanError, match="broken"):
        document_of(content, "scan", ocr=True)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_tesseract_ends_with_the_process_that_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = "\\n".join(LANGUAGES)
    program = tmp_path / "tesseract"
    program.write_text(
        f'#!/bin/sh\ncase "$1" in\n--version) echo tesseract 5.3.0;;\n--list-langs) printf "{names}\\n";;\n'
        f'*) echo $$ >> "{tmp_path}/started"; exec sleep 600;;\nesac\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(KienanError, match="more than 2 s and was ended"):
        apart(Recognising(as_bytes(page(RESULTS[:1], dpi=72))), Limits(2, 2000))
    started = (tmp_path / "started").read_text().split()
    assert started
    assert not any(is_running(int(pid)) for pid in started)


def is_running(pid: int) -> bool:
    """Say whether a process is there, and not only its name in the list of those that nobody has asked after."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


# What the form shows.


def test_the_form_shows_doubtful_figures_as_text_and_picture() -> None:
    doubtful = [Doubtful(2, 7, ("<b>13,68", "13,88"), b"\x89PNG"), Doubtful(2, 7, ("1", ""), b"\x89PNG")]
    shown = doubtful_figures(doubtful, Words("vi"))
    assert shown.count("<img ") == 1
    assert 'src="data:image/png;base64,iVBORw=="' in shown
    assert "“&lt;b&gt;13,68” / “13,88”; “1” / –" in shown
    assert "<b>13" not in shown
    assert doubtful_figures([], Words("en")) == ""
