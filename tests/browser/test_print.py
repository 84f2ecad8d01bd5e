"""A review on paper, printed by Chromium and read by another program."""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pypdfium2
import pytest

from kienan_analysis.errors import KienanError
from kienan_analysis.publishing import browser_program, page, print_page
from kienan_analysis.runs import execute_all
from kienan_analysis.runs.record import RunSpec
from tests.example_review import review_notebook
from tests.shipped_reviews import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

pytestmark = pytest.mark.browser

A4 = (595, 842)
HOSTILE = '"}</style><script>1</script>@page{size:A5}\\ </title>'


@pytest.fixture(scope="module")
def printed(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pypdf.PdfReader]:
    """Make the first case's review with its PDF, as the command does."""
    folder = tmp_path_factory.mktemp("printed")
    [run] = execute_all([RunSpec("kien-an", 2021, "vi")], data=shipped(), output=folder, pdf=True)
    assert run.error == ""
    assert set(run.files) == {run.spec.file(ending) for ending in ("ipynb", "html", "xlsx", "pdf")} | {run.spec.card}
    path = folder / run.spec.file("pdf")
    return path, pypdf.PdfReader(path)


def texts(reader: pypdf.PdfReader) -> list[str]:
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def titles(outline: Any) -> list[str]:
    return [title for one in outline for title in (titles(one) if isinstance(one, list) else [str(one.title)])]


def test_every_sheet_is_a4_numbered_and_bears_the_title_but_the_first(
    printed: tuple[Path, pypdf.PdfReader],
) -> None:
    _, reader = printed
    sheets = texts(reader)
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in reader.pages} == {A4}
    assert len(sheets) > 5
    for number, words in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in words
    title = "Quận Kiến An năm 2021: kết quả và chỉ tiêu năm 2022"
    assert [words.startswith(title) or words.endswith(title) or title in words for words in sheets[1:]] == [True] * (
        len(sheets) - 1
    )


def test_the_letters_and_figures_are_text_with_their_diacritics(printed: tuple[Path, pypdf.PdfReader]) -> None:
    words = " ".join(texts(printed[1]))
    for said in ("Doanh thu dịch vụ lưu trú và ăn uống", "không đạt"):
        assert said in words
    for said in ("591,5", "[591,2;591,8]"):  # digits and marks are of two typefaces, and read as two pieces
        assert said in words.replace(" ", "")


def test_each_finding_is_a_bookmark_with_its_blanks(printed: tuple[Path, pypdf.PdfReader]) -> None:
    path, reader = printed
    html = path.with_suffix(".html").read_text(encoding="utf-8")
    headings = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", html.split("<script")[0])
    assert [" ".join(title.split()) for title in titles(reader.outline)] == [
        " ".join(title.split()) for title in headings
    ]


def tagged(node: Any, within: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Go through the tags of a PDF: the kinds of element around each, from the document down, and the element."""
    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            path = (*within, str(child.S).removeprefix("/"))
            yield path, child
            yield from tagged(child.get("/K", pikepdf.Array()), path)


def test_tags_say_what_each_part_is_and_each_chart_has_words(printed: tuple[Path, pypdf.PdfReader]) -> None:
    path, _ = printed
    html = path.with_suffix(".html").read_text(encoding="utf-8")
    with pikepdf.open(path) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        elements = list(tagged(pdf.Root.StructTreeRoot.K))
        kinds = Counter(path[-1] for path, _ in elements)
        figures = [str(element.Alt) for path, element in elements if path[-1] == "Figure"]
        assert [path for path, _ in elements if path[-1] == "Table" and "Figure" in path] == []
    said = [unescape(words) for words in re.findall(r'<div class="drawing" role="img" aria-label="([^"]*)"', html)]
    assert figures == said
    assert len(figures) == 6
    assert kinds["H1"] == 1
    assert kinds["H2"] == len(re.findall("<h2", html.split("<script")[0]))
    assert kinds["Table"] == len(re.findall("<table", html.split("<script")[0])) - len(
        re.findall('<details class="data">', html)
    )
    assert kinds["TH"] > kinds["Table"]
    assert kinds["TR"] > 60


def test_title_and_language_are_in_the_pdf_and_in_its_metadata(printed: tuple[Path, pypdf.PdfReader]) -> None:
    with pikepdf.open(printed[0]) as pdf:
        assert str(pdf.Root.Lang) == "vi"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as told:
            assert told["dc:title"] == "Quận Kiến An năm 2021: kết quả và chỉ tiêu năm 2022"
            assert told["dc:language"] == {"vi"}
        assert pdf.check_pdf_syntax() == []


def test_a_chart_stands_on_the_sheet_of_its_headline_and_no_sheet_is_half_empty(
    printed: tuple[Path, pypdf.PdfReader],
) -> None:
    path, reader = printed
    sheets = [sheet.replace(" ", "") for sheet in texts(reader)]
    html = path.with_suffix(".html").read_text(encoding="utf-8")
    together = re.findall(
        r"<h2[^>]*>([^<]*)</h2>(?:(?!<h2).)*?<figure class=\"chart\".*?<strong>(.*?)</strong>", html, re.DOTALL
    )
    assert len(together) == 6
    for headline, caption in together:
        wanted = ["".join(unescape(text).split()) for text in (headline, caption)]
        assert any(all(text in sheet for text in wanted) for sheet in sheets), headline
    with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
        filled = [lowest_ink(sheet.render(grayscale=True).to_pil()) for sheet in document]
    assert min(filled[:-1]) > 0.5


def lowest_ink(sheet: Image) -> float:
    """Tell how far down a sheet something is printed, as a part of the room between the margins."""
    top, bottom = (int(sheet.height * place / 297) for place in (19, 297 - 17))
    box = sheet.crop((0, top, sheet.width, bottom)).point(lambda value: 255 * (value < 200)).getbbox()
    return box[3] / (bottom - top) if box else 0.0


def test_charts_are_drawn_and_not_photographed(printed: tuple[Path, pypdf.PdfReader]) -> None:
    assert [image.name for sheet in printed[1].pages for image in sheet.images] == []


def test_it_says_nothing_of_the_machine_or_the_moment_and_is_the_same_again(
    printed: tuple[Path, pypdf.PdfReader],
) -> None:
    path, reader = printed
    content = path.read_bytes()
    assert reader.metadata is not None
    assert reader.metadata.get("/CreationDate", "").startswith("D:20000101000000")
    links = [note.get_object().get("/A", {}).get("/URI", "") for s in reader.pages for note in s.get("/Annots") or []]
    assert [link for link in links if link and not link.startswith(("https://", "http://"))] == []
    assert not [link for link in links if "review.invalid" in link]
    assert b"file://" not in content
    html = path.with_suffix(".html").read_text(encoding="utf-8")
    assert print_page(html, browser_program()) == content


def test_no_row_of_a_table_is_cut(printed: tuple[Path, pypdf.PdfReader]) -> None:
    """Each row's name, figure and bounds stand on one sheet."""
    sheets = [sheet.replace(" ", "") for sheet in texts(printed[1])]
    for pieces in (("591,5", "[591,2;591,8]"), ("337", "[335;339]")):
        together = [all(piece in sheet for piece in pieces) for sheet in sheets]
        assert any(together)


def test_a_hostile_title_stays_a_title_on_paper(chromium_path: str) -> None:
    made = page(review_notebook("vi", extra=HOSTILE))
    style = made.split("<style>")[1].split("</style>")[0]
    assert "@page{size:A5}" not in style
    assert made.count("</style>") == 1
    reader = pypdf.PdfReader(io.BytesIO(print_page(made, chromium_path)))
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in reader.pages} == {A4}
    assert "</style><script>1</script>" in texts(reader)[1]


def test_a_review_made_again_without_a_pdf_leaves_no_old_one(chromium_path: str, tmp_path: Path) -> None:
    spec = RunSpec("kien-an", 2019, "en")
    for pdf, state in ((True, "done"), (True, "skipped"), (False, "skipped")):
        [run] = execute_all([spec], data=shipped(), output=tmp_path, pdf=pdf)
        assert (run.state, (tmp_path / spec.file("pdf")).is_file()) == (state, True)
    [run] = execute_all([spec], data=shipped(), output=tmp_path, force=True)
    assert (run.state, (tmp_path / spec.file("pdf")).exists()) == ("done", False)
    assert "annual-review.en.pdf" not in (tmp_path / spec.file("html")).read_text(encoding="utf-8")


def test_a_program_that_does_not_print_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    with pytest.raises(KienanError, match=re.escape(f"{broken} did not print the page")):
        print_page("<p>x</p>", str(broken))
