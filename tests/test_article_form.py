"""The form for articles, without a browser: what it shows, what an edit changes, what it adds and refuses."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kienan_analysis as ka
from kienan_analysis.article_widgets.marked_text import marked_text
from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.errors import UsageError
from kienan_analysis.intake.look_file import read_list
from kienan_analysis.wording.messages import Words
from tests.article_documents import METADATA, web_page
from tests.place_articles import REPORTS
from tests.test_articles import FIRST_CASE, URL, tables, without_source
from tests.test_intake import MIXED
from tests.test_places import UNKNOWN

if TYPE_CHECKING:
    from kienan_analysis.article_widgets import ArticleForm

PROJECT = Path(__file__).resolve().parent.parent
HOSTILE = (
    'Năm 2021, quận Kiến An: <script>alert(1)</script><img src=x onerror="alert(2)"> thu ngân sách đạt 126% kế hoạch.'
)


class Tags(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def own(tmp_path: Path) -> Path:
    from kienan_analysis.data_package.package_copy import copy_package

    folder = copy_package(str(PROJECT / "data"), tmp_path / "own")
    without_source(folder, "kien-an-2022-01-11")
    return folder


def form_of(folder: Path, text: str = FIRST_CASE, language: str = "en") -> ArticleForm:
    form = ka.article_form(ka.load(folder), language=language)
    form.pasted.value = text
    form.read.click()
    return form


def line(form: ArticleForm, number: int) -> dict[str, Any]:
    return form.table._lines[number - 1]._controls


def test_every_letter_of_a_text_is_shown_as_a_letter() -> None:
    catalogue = open_catalogue(PROJECT / "data")
    article = Examiner(catalogue).examine(HOSTILE).article
    html = marked_text(HOSTILE, article.observations, article.unread, catalogue.indicators, Words("en"))
    shown = Tags(html)
    assert {tag for tag, _ in shown.tags} == {"div", "p", "mark", "sup", "span"}
    assert "<script>alert(1)</script>" in shown.text
    [mark] = [attributes for tag, attributes in shown.tags if tag == "mark"]
    assert mark == {"class": "kienan-read", "title": "Total state budget revenue · % of plan · 2021"}


@pytest.mark.slow
def test_figures_unread_ones_and_strangers_are_marked_differently() -> None:
    text = "Năm 2021, quận Kiến An thu ngân sách đạt 126% kế hoạch; còn 13,7%. Đàn lợn đạt 1.234 con."
    catalogue = open_catalogue(PROJECT / "data")
    article = Examiner(catalogue).examine(text).article
    html = marked_text(text, article.observations, article.unread, catalogue.indicators, Words("vi"))
    kinds = [attributes["class"] for tag, attributes in Tags(html).tags if tag == "mark"]
    assert kinds == ["kienan-read", "kienan-unread", "kienan-unknown"]
    assert "ngoài danh mục" in html
    assert "Chưa hiểu được số này" in html


def test_a_very_long_text_is_cut_and_says_so() -> None:
    html = marked_text("a" * 300_000, [], [], {}, Words("en"))
    assert len(html) < 250_000
    assert "too long to be shown" in html


@pytest.mark.slow
def test_the_form_reads_shows_and_adds_as_the_command_does(own: Path) -> None:
    left = tables(own)
    form = form_of(own)
    assert "7 of 7 figures understood; area: Kiến An District; period: 2021." in form.coverage.value
    assert "7 figures will be added, of the source kien-an-2022-01-11." in form.checks.value
    assert "All checks passed." in form.checks.value
    assert (form.add.disabled, form.looked.layout.display) == (False, "none")
    assert line(form, 1)["printed"].value == "600,37"
    assert line(form, 1)["indicator"].value == "industrial_output"
    form.add.click()
    assert "Added 7 figures of kien-an-2022-01-11" in form.status.value
    assert form.add.disabled
    assert tables(own)["observations.csv"].startswith(left["observations.csv"])
    assert len(ka.load(own).observations) == 254 - 21 + 7
    after = tables(own)
    form.read.click()
    assert "7 figures are in the data already." in form.checks.value
    form.add.click()
    assert tables(own) == after


@pytest.mark.slow
def test_an_edit_is_checked_at_once_and_kept(own: Path) -> None:
    form = form_of(own)
    line(form, 1)["printed"].value = "60037"
    assert "Tens of times its neighbour" in form.checks.value or "cannot all be true" in form.checks.value
    assert form.add.disabled
    assert form.looked.layout.display is None
    form.looked.value = True
    assert not form.add.disabled
    line(form, 1)["printed"].value = "600,4"
    line(form, 2)["add"].value = False
    assert "6 figures will be added" in form.checks.value
    form.looked.value = True
    form.add.click()
    rows = ka.load(own).observations.query("source == 'kien-an-2022-01-11'")
    assert rows["printed"].tolist()[0] == "600,4"
    assert rows["note"].tolist()[0] == "printed as 600,37"
    assert len(rows) == 6


@pytest.mark.slow
def test_an_error_closes_the_way(own: Path) -> None:
    form = form_of(own)
    line(form, 1)["period"].value = "cả năm"
    assert "Error:" in form.checks.value
    assert form.add.disabled
    form.looked.value = True
    assert form.add.disabled
    before = tables(own)
    form.add.click()
    form._add()
    assert tables(own) == before


@pytest.mark.slow
def test_what_is_missing_of_the_source_is_asked_for(own: Path) -> None:
    form = form_of(own, "Năm 2023, quận Lê Chân có thu nội địa đạt 900,5 tỷ đồng.", language="vi")
    assert "Cần cho biết về nguồn: Nơi đăng." in form.checks.value
    assert form.add.disabled
    form.source["url"].value = "javascript:alert(1)"
    assert "đây không phải địa chỉ web" in form.checks.value
    form.source["url"].value = URL
    assert (form.source["publisher"].placeholder, form.add.disabled) == ("example.org", False)
    form.add.click()
    assert "Đã thêm 1 số liệu của le-chan-2023" in form.status.value
    assert ka.load(own).sources.loc["le-chan-2023", "url"] == URL


def uploaded(name: str, content: bytes) -> dict[str, Any]:
    """Give a file as the widget does."""
    now = datetime.now(tz=UTC)
    return {"name": name, "type": "", "size": len(content), "content": memoryview(content), "last_modified": now}


@pytest.mark.slow
def test_a_file_can_be_uploaded_and_a_bad_one_is_refused(own: Path) -> None:
    form = ka.article_form(ka.load(own), language="en")
    form.upload.value = (uploaded("a.html", web_page(head=METADATA)),)
    assert line(form, 1)["printed"].value == "512,5"
    assert form.source["url"].placeholder == "https://example.org/kien-an-2020.html"
    form.upload.value = (uploaded("<b>.doc", b"\xd0\xcf\x11\xe0 and more"),)
    assert "This cannot be read: &lt;b&gt;.doc: This is an Office file" in form.status.value
    assert "Save it as .docx or as plain text" in form.status.value
    form.pasted.value = "Năm 2021"
    form.year.value = "hai nghìn"
    form.read.click()
    assert "this is no year" in form.status.value


@pytest.mark.slow
def test_doubts_are_worded_in_the_form_s_language(own: Path) -> None:
    form = ka.article_form(ka.load(own))
    form.area.value = "vinh-bao"
    form.pasted.value = FIRST_CASE
    form.read.click()
    assert "Cảnh báo:</strong> Bài có vẻ nói về Quận Kiến An" in form.checks.value
    form.language.value = "en"
    assert "Warning:</strong> This seems to be about Quận Kiến An" in form.checks.value
    assert (form.read.description, form.add.description) == ("Read", "Add to the data")


@pytest.mark.slow
def test_every_control_has_a_label_in_both_languages(own: Path) -> None:
    form = form_of(own)
    labels = {}
    for language in ("vi", "en"):
        form.language.value = language
        controls = [form.area, form.year, form.pasted, form.upload, form.read, form.add, form.looked]
        controls += [*form.source.values(), *line(form, 1).values(), *line(form, 7).values()]
        labels[language] = [control.description for control in controls]
        assert all(labels[language])
        assert len(set(labels[language])) == len(labels[language])
    assert not set(labels["vi"]) & set(labels["en"])


@pytest.mark.slow
def test_installed_data_are_shown_and_not_written() -> None:
    form = ka.article_form(ka.load(PROJECT / "data"), language="en")
    assert "are never written" in form.status.value
    before = tables(PROJECT / "data")
    form.pasted.value = FIRST_CASE.replace("năm 2021", "năm 2018").replace("2022", "2019")
    form.read.click()
    assert form.proposal is not None
    assert form.add.disabled
    form._add()
    assert tables(PROJECT / "data") == before


@pytest.mark.slow
def test_many_figures_come_in_pages(own: Path) -> None:
    sentences = [f"Tổng mức bán lẻ hàng hóa năm {year} đạt {year - 1000},5 tỷ đồng." for year in range(1995, 2025)]
    form = form_of(own, "Quận Kiến An. " + " ".join(sentences))
    count = len(form.table.all_figures)
    assert count > 20
    assert f"of {count} figures" in form.table._where.value
    assert "21 of" not in form.table._where.value
    first = line(form, 1)["printed"].value
    form.table._after.click()
    assert line(form, 1)["printed"].value == form.table.all_figures[20].printed != first
    line(form, 1)["unit"].value = "triệu đồng"
    form.table._before.click()
    assert line(form, 1)["printed"].value == first
    assert form.table.all_figures[20].unit == "triệu đồng"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="language 'fr'"):
        ka.article_form(ka.load(PROJECT / "data"), language="fr")


def test_the_form_s_style_names_no_colour_without_its_theme() -> None:
    style = (PROJECT / "kienan_analysis" / "article_widgets" / "style.css").read_text(encoding="utf-8")
    colours = re.findall(r"#[0-9a-f]{3,6}", style)
    assert len(colours) == len(re.findall(r"var\(--jp-[a-z0-9-]+, #", style))


@pytest.mark.slow
def test_what_is_not_sure_is_shown_with_why_and_not_ticked(own: Path) -> None:
    form = form_of(own, MIXED)
    ticked = [line(form, number)["add"].value for number in range(1, 5)]
    assert ticked == [False, False, False, True]
    shown = [form.table._lines[number]._sure.value for number in range(4)]
    assert "cannot all be true" in shown[0]
    assert ">sure<" in shown[3]
    assert "1 figure will be added" in form.checks.value
    assert "3 figures are left to be looked at later." in form.checks.value
    form.language.value = "vi"
    assert "không thể cùng đúng" in form.table._lines[0]._sure.value
    form.source["url"].value = URL
    form.add.click()
    assert "Đã thêm 1 số liệu của le-chan-2025-01-07" in form.status.value
    assert [entry.observation.printed for one in read_list(own).articles for entry in one.entries] == [
        *("600,5", "120", "300")
    ]


@pytest.mark.slow
def test_a_sure_figure_that_somebody_unticks_does_not_wait(own: Path) -> None:
    form = form_of(own)
    line(form, 1)["add"].value = False
    form.add.click()
    assert "Added 6 figures" in form.status.value
    assert read_list(own).count == 0


@pytest.mark.slow
def test_figures_that_wait_are_opened_and_accepted_in_the_form(own: Path) -> None:
    assert form_of(own).waiting.layout.display == "none"
    form = form_of(own, MIXED)
    form.source["url"].value = URL
    form.add.click()
    later = ka.article_form(ka.load(own), language="en")
    assert later.waiting.layout.display is None
    [_, (label, digest)] = later.waiting.options
    assert label == "Article le-chan: 3 figures"
    later.waiting.value = digest
    assert [one.printed for one in later.table.all_figures] == ["600,5", "120", "300"]
    assert later.table.figures == []
    assert "Năm 2024, quận Lê Chân có tổng thu ngân sách" in Tags(later.marked.value).text
    assert later.source["url"].value == URL
    assert later.add.disabled
    line(later, 1)["add"].value = True
    line(later, 1)["printed"].value = "360,0"
    assert "1 figure will be added" in later.checks.value
    later.add.click()
    assert "Added 1 figure of le-chan-2025-01-07" in later.status.value
    assert [entry.observation.printed for one in read_list(own).articles for entry in one.entries] == ["120", "300"]
    row = ka.load(own).observations.iloc[-1]
    assert (row["printed"], row["note"]) == ("360,0", "printed as 600,5")
    assert later.waiting.options[1][0] == "Article le-chan: 2 figures"


# The place


@pytest.mark.slow
def test_the_place_is_a_choice_that_says_why_and_begins_with_what_the_text_says(own: Path) -> None:
    form = form_of(own, REPORTS[0].text)
    assert form.area.value == ""
    labels = [label for label, _ in form.area.options]
    assert labels[0] == (
        "as the text says (“thành phố đồng hới”): Đồng Hới City, Quảng Bình Province, until 2025-06-30"
    )
    assert "Kiến An District" in labels
    form.language.value = "vi"
    assert form.area.options[0][0] == (
        "như bài nêu (“thành phố đồng hới”): Thành phố Đồng Hới, Tỉnh Quảng Bình, đến 2025-06-30"
    )
    assert "Địa bàn mới trong dữ liệu: Thành phố Đồng Hới (dong-hoi), Tỉnh Quảng Bình (quang-binh)" in form.checks.value


@pytest.mark.slow
def test_where_the_text_leaves_it_open_the_candidates_are_offered_and_a_choice_reads_again(own: Path) -> None:
    form = form_of(own, UNKNOWN)
    assert form.area.options[0][0] == "as the text says: not known, several places bear the name (“huyện châu thành”)"
    assert form.proposal is not None
    assert not form.proposal.new
    offered = {name: label for label, name in form.area.options}
    assert offered["chau-thanh-ben-tre"] == "it may be: Châu Thành District, Bến Tre Province, until 2025-06-30"
    form.area.value = "chau-thanh-ben-tre"
    assert [one.row["area"] for one in form.proposal.new] == ["chau-thanh-ben-tre"]
    # What the text says, and the others that it may mean, can still be chosen.
    assert set(offered) == {name for _, name in form.area.options}
    form.area.value = ""
    assert not form.proposal.new


@pytest.mark.slow
def test_any_other_place_can_be_written(own: Path) -> None:
    form = form_of(own, UNKNOWN)
    form.place.other.value = "Xứ Lạ"
    assert "no place of Vietnam is called so" in form.status.value
    assert form.area.value == ""
    form.place.other.value = "huyện Châu Thành"
    assert "10 places are called so" in form.status.value
    form.place.other.value = "Châu Thành, Trà Vinh"
    assert (form.area.value, form.place.other.value) == ("chau-thanh-tra-vinh", "")
    assert form.proposal is not None
    assert [one.row["area"] for one in form.proposal.new] == ["chau-thanh-tra-vinh"]


@pytest.mark.slow
def test_the_form_writes_the_row_of_a_new_place_with_its_figures(own: Path) -> None:
    form = form_of(own, REPORTS[0].text)
    form.source["url"].value = URL
    assert not form.add.disabled
    form.add.click()
    areas = ka.load(own).areas
    assert areas.loc["dong-hoi", "parent"] == "quang-binh"
    assert {"dong-hoi", "quang-binh"} <= {name for _, name in form.area.options}
    assert form.proposal is not None
    assert form.proposal.areas == ()


@pytest.mark.slow
def test_a_place_that_was_chosen_for_one_text_alone_does_not_stay_for_the_next(own: Path) -> None:
    form = form_of(own, UNKNOWN)
    form.area.value = "chau-thanh-ben-tre"
    form.pasted.value = REPORTS[0].text
    form.read.click()
    assert form.area.value == ""
    assert form.examined is not None
    assert form.examined.area == "dong-hoi"


@pytest.mark.slow
def test_a_day_that_was_written_counts_when_the_text_is_read_again(own: Path) -> None:
    form = form_of(own, "Quận Kiến An có thu ngân sách 6 tháng đầu năm đạt 50 tỷ đồng.")
    assert form.examined is not None
    assert form.examined.article.observations == ()
    form.source["published"].value = "2024-07-05"
    form.area.value = "kien-an"
    assert form.proposal is not None
    assert [(one.row["area"], one.row["period"]) for one in form.proposal.new] == [("kien-an", "2024-H1")]
