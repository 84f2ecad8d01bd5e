"""What a page is made of: outside text as markup, drawings, the typeface, the scripts."""

from __future__ import annotations

import base64
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont

from kienan_analysis.errors import KienanError
from kienan_analysis.palette import PALETTE
from kienan_analysis.publishing import fonts as page_fonts
from kienan_analysis.publishing import markup as page_markup
from kienan_analysis.publishing import scripts as page_scripts
from kienan_analysis.publishing import user_cache
from kienan_analysis.publishing.chart_drawings import draw, with_shared_look
from kienan_analysis.publishing.table_page import Footnotes, write_table
from kienan_analysis.publishing.table_reader import read_table

if TYPE_CHECKING:
    from pathlib import Path


def small_spec(**more: Any) -> dict[str, Any]:
    return {
        "data": {"values": [{"a": "Bán lẻ", "b": 5}, {"a": "Công nghiệp", "b": 7}]},
        "mark": {"type": "bar", "clip": True, "color": PALETTE["published"].light},
        "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}},
    } | more


NO_FOOTNOTES = Footnotes({}, {}, {}, "vi")

# Outside text


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//example.org", "x.html"],
)
def test_only_links_to_the_web_and_within_the_page_are_made(address: str) -> None:
    assert "<a" not in page_markup.markdown(f"[x]({address})")
    with pytest.raises(KienanError, match="links to"):
        read_table(f'<table><tr><td><a href="{address}">x</a></td></tr></table>', where="table 't'")


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><img src=x></td></tr></table>",
        "<table><tr><td><script>alert(1)</script></td></tr></table>",
        "<table><tr><td style='color:red'>x</td></tr></table>",
        "<table><tr><td onclick='x()'>x</td></tr></table>",
        "<table><tr><td>x</td></tr></table><table></table>",
        "<table><tr><td>x</tr></table>",
        "<table><tr><td>x</td></tr>",
        "<table><!-- x --></table>",
        "<table><svg></svg></table>",
        "<p>x</p>",
        "x<table></table>",
        "",
    ],
)
def test_a_table_that_is_more_than_a_table_is_refused(html: str) -> None:
    with pytest.raises(KienanError, match="table 't': The table's HTML"):
        read_table(html, where="table 't'")


def test_a_table_keeps_its_words_and_gives_up_its_caption_its_id_and_its_drawn_signs() -> None:
    html = (
        "<table class='kienan-table' id='t'><caption>Năm &lt;2021&gt;</caption><tr><th scope=row>A &amp; B</th>"
        '<td class="num"><em class="implied">○&nbsp;1.429,4</em><br><small class="bounds">[1 – 2]</small></td>'
        '<td><span class="verdict met">✓ Đạt</span> ✓ x</td></tr></table>'
    )
    checked = read_table(html, where="table 't'")
    assert checked.caption == "Năm <2021>"
    assert write_table(checked, name="t", footnotes=NO_FOOTNOTES) == (
        '<table class="kienan-table"><tr><th scope="row">A &amp; B</th>'
        '<td class="num"><em class="implied">1.429,4</em><small class="bounds">[1 – 2]</small></td>'
        '<td><span class="verdict met">Đạt</span> ✓ x</td></tr></table>'
    )


# Charts


def test_ids_of_two_drawings_differ_and_each_reference_finds_its_own() -> None:
    first, second = (draw(small_spec(), name=name).svg for name in ("first", "second"))
    for name, svg in (("first", first), ("second", second)):
        ids = set(re.findall(r' id="([^"]+)"', svg))
        assert ids
        assert all(found.startswith(name) for found in ids)
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= ids


def test_the_look_that_all_charts_share_is_written_once() -> None:
    one, two = ('{"config":{"a":1},"mark":"bar"}', '{"config":{"a":1},"mark":"line"}')
    assert with_shared_look([one, two]) == (['{"mark":"bar"}', '{"mark":"line"}'], '{"a":1}')
    assert with_shared_look([one]) == ([one], "")
    other = '{"config":{"a":2},"mark":"line"}'
    assert with_shared_look([one, other]) == ([one, other], "")


def test_rows_of_a_long_table_can_stand_as_cards_whose_columns_nothing_breaks_out_of() -> None:
    head = '<tr><th scope="col">A</th><th scope="col">B &quot;}</th><th scope="col">C\\; </th></tr>'
    body = "".join(f'<tr><th scope="row">{n}</th><td>1</td><td>2</td></tr>' for n in range(300))
    html = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    written = write_table(read_table(html, where="here"), name="long-table", footnotes=NO_FOOTNOTES)
    assert written.startswith(
        """<table style="--h2:&quot;B \\22 \\7d &quot;;--h3:&quot;C\\5c \\3b &quot;" class="stack">"""
    )
    assert "role=" not in written  # of hundreds of rows that is a tenth of a page


def test_colours_become_roles_in_the_drawing_and_in_the_live_chart() -> None:
    drawing = draw(small_spec(), name="c")
    for written in (drawing.svg, drawing.live):
        assert "var(--published)" in written
        assert PALETTE["published"].light not in written


def test_colours_that_a_scale_mixes_stay_numbers() -> None:
    spec = small_spec()
    spec["encoding"]["color"] = {
        "field": "b",
        "type": "quantitative",
        "scale": {"range": [PALETTE["band"].light, PALETTE["published"].light]},
    }
    live = json.loads(draw(spec, name="c").live)
    assert live["encoding"]["color"]["scale"]["range"] == [PALETTE["band"].light, PALETTE["published"].light]
    assert live["mark"]["color"] == "var(--published)"


def test_a_chart_gives_up_its_title_and_any_say_in_how_it_is_embedded() -> None:
    title = {"text": ["Hai", "dòng"], "subtitle": "tỷ đồng"}
    drawing = draw(small_spec(title=title, usermeta={"embedOptions": {"ast": False}}), name="c")
    assert (drawing.title, drawing.subtitle) == ("Hai dòng", "tỷ đồng")
    live = json.loads(drawing.live)
    assert not {"title", "usermeta"} & set(live)
    assert live["$schema"].endswith("/v6.json")
    assert "Hai" not in drawing.svg


@pytest.mark.parametrize(
    "spec",
    [
        small_spec(data={"url": "https://example.org/x.csv"}),
        small_spec(encoding={"x": {"field": "b", "type": "quantitative"}}, mark={"type": "image", "url": "data:,"}),
        {"mark": "no-such-mark", "data": {"values": []}},
    ],
)
def test_a_chart_that_asks_for_more_than_its_own_data_is_refused_by_name(spec: dict[str, Any]) -> None:
    with pytest.raises(KienanError, match="chart 'c'"):
        draw(spec, name="c")


# Typeface, scripts


def embedded(style: str, family: str) -> list[TTFont]:
    found = re.findall(rf'font-family:"{family}";.*?base64,([A-Za-z0-9+/=]+)"', style)
    return [TTFont(io.BytesIO(base64.b64decode(data))) for data in found]


def test_the_typeface_holds_every_vietnamese_letter_of_the_page() -> None:
    letters = "ấẫậắẵặếễệốỗộớỡợứữựỷỹđĐƯƠ"
    fonts = embedded(page_fonts.font_faces(letters, [page_fonts.REGULAR, page_fonts.ITALIC]), page_fonts.FAMILY)
    assert len(fonts) == 2
    for font in fonts:
        assert set(map(ord, letters + "0123456789%[]−–≥")) <= set(font.getBestCmap())


def test_digits_of_a_table_have_one_width_and_stay_inside_it() -> None:
    style = page_fonts.font_faces("", [page_fonts.REGULAR, page_fonts.SEMIBOLD])
    fonts = embedded(style, page_fonts.FIGURES_FAMILY)
    assert len(fonts) == 2
    for font in fonts:
        names = font.getBestCmap()
        assert set(map(chr, names)) == set("0123456789")
        assert len({font["hmtx"][name][0] for name in names.values()}) == 1
        for name in names.values():
            width, bearing = font["hmtx"][name]
            assert bearing == font["glyf"][name].xMin
            assert bearing >= -10
            assert font["glyf"][name].xMax <= width + 10


@pytest.mark.slow
def test_the_chart_library_is_kept_and_a_damaged_copy_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_cache, "cache_directory", lambda: tmp_path)
    unkept = page_scripts.chart_library.__wrapped__
    whole = unkept()
    (kept,) = tmp_path.iterdir()
    sealed = kept.read_bytes()
    assert unkept() == whole
    kept.write_bytes(sealed.replace(b"vegaEmbed", b"vegaEmbex"))
    assert unkept() == whole
    assert kept.read_bytes() == sealed
    assert "</script" not in whole


@pytest.mark.slow
def test_where_nothing_can_be_kept_the_chart_library_is_still_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").write_text("")
    monkeypatch.setattr(user_cache, "cache_directory", lambda: tmp_path / "a-file")
    assert "window.vegaEmbed" in page_scripts.chart_library.__wrapped__()
