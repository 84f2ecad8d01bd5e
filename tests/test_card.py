"""The first screen as a picture, and what a link to the page shows elsewhere."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from kienan_analysis.addresses import web_address
from kienan_analysis.chart_images import LIVE_TYPE, drawing_engine
from kienan_analysis.errors import UsageError
from kienan_analysis.palette import PALETTE
from kienan_analysis.publishing import page, picture
from kienan_analysis.publishing.card import MOST_BARS, Card, Credit
from kienan_analysis.publishing.card_bars import Bar
from kienan_analysis.publishing.card_image import as_svg, drawn
from kienan_analysis.publishing.fonts import REGULAR, SEMIBOLD
from kienan_analysis.publishing.template import words_of
from kienan_analysis.publishing.text_width import width_of
from kienan_analysis.runs.output_checks import canonical
from tests.example_review import review_notebook
from tests.shipped_reviews import executed, review_of

if TYPE_CHECKING:
    from kienan_analysis.languages import Language

SIZE = (1200, 630)
NAMES = ("Giá trị sản xuất công nghiệp", "Doanh thu dịch vụ lưu trú và ăn uống của cả thành phố", "Thu cân đối")
HEADLINES = {
    "short": "Cả 5 kế hoạch đều đạt",
    "two lines": "4/5 chỉ tiêu đạt kế hoạch; doanh thu dịch vụ lưu trú và ăn uống hụt 2,04% (29,16 tỷ đồng)",
    "long": "Chỉ tiêu tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng thấp hơn mức kế hoạch đòi hỏi; " * 3,
    "one word": "Ẳ" * 300,
}


def card(bars: int, headline: str, **more: Any) -> Card:
    """Make a card of a number of bars, one verdict of each kind in turn."""
    verdicts = (("met", "đạt"), ("missed", "không đạt"), ("undecided", "chưa kết luận"))
    made = []
    for place in range(bars):
        verdict, word = verdicts[place % 3]
        name = NAMES[place % 3]
        made.append(Bar(name, "", "101,5%", 0.2, 0.6, 0.55, 0.65, verdict, word, verdict, place == 1, place == 4))
    given: dict[str, Any] = {"credits": (Credit("thanhphohaiphong.gov.vn, 11 tháng 1 năm 2022", ""),), "news": "1 số"}
    return Card(
        "", "Quận Kiến An năm 2021", headline, "So với kế hoạch", 0.2, tuple(made), words=words_of("vi"), **given | more
    )


def texts(svg: str) -> list[ET.Element]:
    return [element for element in ET.fromstring(svg).iter() if element.tag.endswith("}text")]  # noqa: S314 - our own


@pytest.mark.parametrize("bars", [0, 1, 3, MOST_BARS])
@pytest.mark.parametrize("headline", HEADLINES)
def test_every_text_stands_inside_the_picture_and_none_on_another(bars: int, headline: str) -> None:
    boxes = []
    for text in texts(as_svg(card(bars, HEADLINES[headline]))):
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        face = SEMIBOLD if text.attrib["font-weight"] == "600" else REGULAR
        across = width_of(text.text or "", size, face)
        left = x - across if text.get("text-anchor") == "end" else x
        boxes.append((left, y - 0.75 * size, left + across, y + 0.1 * size, text.text))
    for left, top, right, bottom, said in boxes:
        assert left >= 60, said
        assert right <= 1140, said
        assert top >= 12, said
        assert bottom <= 622, said
    for place, (left, top, right, bottom, said) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top, (said, other[4])


def test_bars_that_have_no_room_are_counted() -> None:
    svg = as_svg(card(MOST_BARS, HEADLINES["long"]))
    shown = sum((text.text or "") == "101,5%" for text in texts(svg))
    assert 0 < shown < MOST_BARS
    assert f"và {MOST_BARS - shown} chỉ tiêu nữa" in svg


def test_a_headline_is_whole_and_no_word_stands_alone() -> None:
    lines = [text for text in texts(as_svg(card(3, HEADLINES["two lines"]))) if float(text.attrib["font-size"]) > 30]
    assert " ".join(text.text or "" for text in lines) == HEADLINES["two lines"]
    assert all(len((text.text or "").split()) > 3 for text in lines)


@pytest.fixture(scope="module")
def notebook() -> Any:
    """Give the first case's review, run as it is shipped."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KIENAN_IMAGES", "later")
        return executed(review_of("kien-an", 2021, "vi"))


@pytest.mark.slow
def test_the_picture_of_a_review_has_its_size_its_verdicts_and_the_same_bytes_again(notebook: Any) -> None:
    made = picture(notebook)
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == SIZE
        assert image.format == "PNG"
        colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or []}
    # Four of the five plans were met and one was missed, each in its colour.
    assert {rgb(PALETTE[role].light) for role in ("met", "missed", "plan")} <= colours
    assert rgb(PALETTE["undecided"].light) not in colours
    drawn(card(2, "x"))
    assert picture(notebook) == made
    assert len(made) < 150_000


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


@pytest.mark.slow
def test_the_page_says_on_its_first_screen_what_the_picture_shows(notebook: Any) -> None:
    made = page(notebook)
    first = made.split('id="card"')[1].split("</section>")[0]
    shown = re.findall(r'<span class="bar-text">([^<]*)</span>', first)
    assert shown == ["101,5%", "100,6%", "97,96%", "102,9%", "126%"]
    assert re.findall(r'<span class="verdict (\w+)">', first)[:5] == ["met", "met", "missed", "met", "met"]
    assert "thanhphohaiphong.gov.vn, 11 tháng 1 năm 2022" in first
    assert "21 số liệu từ nguồn mới nhất" in first
    place = "https://example.org/kien-an/2021/annual-review.vi.html"
    words = shared(page(notebook, edition_links={"card": "card.vi.png"}, address=place))["og:image:alt"]
    assert "Doanh thu dịch vụ lưu trú và ăn uống: 97,96% không đạt" in words


@pytest.mark.slow
def test_vietnamese_letters_are_drawn_with_their_marks() -> None:
    """A letter without its typeface would be left out in silence, with or without its mark."""
    engine = drawing_engine()

    def inked(word: str) -> int:
        svg = as_svg(Card("", "", word, words=words_of("vi")))
        with Image.open(io.BytesIO(engine.svg_to_png(svg))) as image:
            return sum(
                count for count, value in image.convert("L").getcolors() or [] if isinstance(value, int) and value < 128
            )

    assert inked("A") < inked("Ă") < inked("Ẵ")
    assert inked("U") < inked("Ư") < inked("Ữ")


def test_hostile_text_is_only_drawn() -> None:
    hostile = '</text><image href="file:///etc/passwd"/>&\x00\x1b"'
    svg = as_svg(card(1, hostile, news=hostile))
    assert {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()} <= {  # noqa: S314 - our own
        "svg", "rect", "text", "circle", "path", "polygon",
    }  # fmt: skip
    assert "<image" not in svg
    assert len(drawn(card(1, hostile))) > 1000


# What a link to the page shows


def shared(html: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html)}


@pytest.mark.slow
def test_a_page_with_an_address_says_how_a_link_to_it_looks() -> None:
    place = "https://example.org/reviews/kien-an/2021/annual-review.en.html"
    made = page(review_notebook("en"), edition_links={"card": "card.en.png"}, address=place)
    said = shared(made)
    assert said["og:url"] == place
    assert said["og:image"] == "https://example.org/reviews/kien-an/2021/card.en.png"
    assert said["og:title"].startswith("Only accommodation and food revenue fell short")
    assert said["og:locale"] == "en_US"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert shared(page(review_notebook("en"), edition_links={"card": "card.en.png"})) == {}


@pytest.mark.slow
def test_what_a_link_shows_is_escaped() -> None:
    hostile = '"><script>alert(1)</script>'
    made = page(review_notebook("vi", extra=hostile), address="https://example.org/a.html")
    assert hostile not in made
    assert hostile in shared(made)["og:title"]


@pytest.mark.parametrize(
    "given", ["https://example.org", "http://example.org:8080/a/b/", "https://xn--kin-an.vn/%C3%A1"]
)
def test_an_address_on_the_web_is_taken(given: str) -> None:
    assert web_address(given) == given.rstrip("/")


@pytest.mark.parametrize(
    "given",
    [
        "example.org", "/reviews", "ftp://example.org", "javascript:alert(1)", "https://", "https:///x",
        "https://a b.org",        'https://example.org/"x', "https://example.org/?a", "https://example.org/#a", "https://me:secret@example.org/",
        "https://[::1", "https://example.org:0/", "https://example.org:99999/", "https://kiến-an.vn", "https://x.org/\n",
    ],
)  # fmt: skip
def test_anything_else_is_refused(given: str) -> None:
    with pytest.raises(UsageError):
        web_address(given)


# What other programs take from the notebook


def test_a_charts_words_stand_where_other_programs_look_for_them(notebook: Any) -> None:
    """Nbconvert takes them from the output or the cell, myst-nb from the cell's own settings."""
    made = canonical(notebook, notebook, {"area": "kien-an", "year": 2021, "language": "vi"})
    told = [cell.metadata for cell in made.cells if "mystnb" in cell.metadata]
    words = [
        output.data[LIVE_TYPE].get("description")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if LIVE_TYPE in output.data
    ]
    assert len(told) == len([said for said in words if said]) > 0
    assert [metadata.mystnb.image.alt for metadata in told] == [metadata.alt for metadata in told] == words
    for cell in made.cells:
        assert ("alt" in cell.metadata) == any(LIVE_TYPE in output.data for output in cell.get("outputs", []))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("area", "year", "language", "told"),
    [
        ("hai-phong", 2025, "en", ["at least 2,400,000 people", "at least 1,526 km²"]),
        ("hai-phong", 2025, "vi", ["ít nhất 2.400.000 người", "ít nhất 1.526 km²"]),
        ("hai-phong", 2015, "en", ["VND 97,750 billion"]),
        ("hai-phong", 2015, "vi", ["97.750 tỷ đồng"]),
    ],
)
def test_an_amount_has_its_unit_once_and_in_the_language_of_the_card(
    area: str, year: int, language: Language, told: list[str]
) -> None:
    html = page(executed(review_of(area, year, language)))
    bars = re.findall(r'<span class="bar-text">(.*?)</span><span class="bar-word"', html)
    assert [re.sub("<.*?>", "", unescape(bar)).replace("\u00a0", " ") for bar in bars] == told
