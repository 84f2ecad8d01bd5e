"""Charts: whole specifications that draw alike in both Vega-Lite versions, with letters, words and figures in them."""

from __future__ import annotations

import base64
import io
import json
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import altair as alt
import fontpkg_be_vietnam_pro
import pytest
import vl_convert
from PIL import Image, ImageChops

from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.languages import LOCALES
from kienan_analysis.palette import PALETTE
from kienan_analysis.sections import budget, contribution, growth, part_year, peers, plan_attained, targets
from kienan_analysis.sections.parts.theme import span
from kienan_analysis.sections.report import chart_output
from kienan_analysis.wording import Words
from tests.packages import observation, write_package
from tests.shipped_reviews import review_of, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.wording import Language

pytestmark = pytest.mark.slow

LIVE_TYPE = "application/vnd.vegalite.v5+json"
Spec = dict[str, Any]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
REVIEWS = [("kien-an", 2019), ("kien-an", 2021), ("kien-an", 2022), ("hai-phong", 2021)]
SVG = "{http://www.w3.org/2000/svg}"


@cache
def specifications() -> dict[str, Spec]:
    """Collect the charts of some reviews that between them have every kind of chart, gap and open end."""
    return {
        f"{area} {year} {language} {section.name}": section.chart
        for area, year in REVIEWS
        for language in LANGUAGES
        for section in review_of(area, year, language).sections()
        if section.chart is not None
    }


@pytest.fixture(scope="module", autouse=True)
def typeface() -> None:
    vl_convert.register_font_directory(str(fontpkg_be_vietnam_pro.ROOT / "files"))


def chart(name: str, year: int = 2021, language: Language = "vi", area: str = "kien-an") -> Spec:
    return specifications()[f"{area} {year} {language} {name}"]


def walk(node: object) -> list[Spec]:
    """List every object in a specification."""
    if isinstance(node, dict):
        return [node, *(found for value in node.values() for found in walk(value))]
    return [found for value in node for found in walk(value)] if isinstance(node, list) else []


def values(spec: Spec) -> list[Spec]:
    """List the records that a specification draws."""
    return [
        *(row for rows in spec.get("datasets", {}).values() for row in rows),
        *(row for node in walk(spec) if "values" in node.get("data", {}) for row in node["data"]["values"]),
    ]


def picture(spec: Spec) -> Image.Image:
    image: Image.Image = Image.open(io.BytesIO(vl_convert.vegalite_to_png(spec, vl_version="6.4", scale=1)))
    return image.convert("RGBA")


def texts_of(svg: str) -> str:
    return "\n".join("".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314


# ------------------------------------------------------------------------------------------------- every chart


def test_every_kind_of_chart_is_among_those_tested() -> None:
    kinds = {name.split()[-1] for name in specifications()}
    assert kinds >= {"plan_attained", "growth", "contribution", "budget", "part_year", "targets"}


def one_of_each_kind() -> dict[str, Spec]:
    return {name.split()[-1]: spec for name, spec in specifications().items() if " vi " in name}


def test_each_kind_of_chart_is_a_valid_specification_of_the_newest_version() -> None:
    for name, spec in one_of_each_kind().items():
        assert re.fullmatch(r"https://vega\.github\.io/schema/vega-lite/v6[.0-9]*\.json", spec["$schema"]), name
        alt.TopLevelSpec.validate(spec)
    with pytest.raises(Exception, match="'wide' is not"):
        alt.TopLevelSpec.validate({**chart("growth"), "padding": "wide"})


def test_every_chart_is_small_holds_no_nan_and_no_address() -> None:
    for name, spec in specifications().items():
        text = json.dumps(spec, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
        assert len(text.encode()) < 50_000, name
        assert "://" not in text.replace(spec["$schema"], ""), name
        assert "usermeta" not in spec, name
        # JavaScript writes 126.0 as 126: saving in JupyterLab must not change the file.
        figures = [value for row in values(spec) for value in row.values() if isinstance(value, float)]
        assert not [value for value in figures if value.is_integer()], name
        assert values(spec), name


def test_every_chart_speaks_its_language_in_numbers_too() -> None:
    for name, spec in specifications().items():
        language: Any = name.split()[2]
        assert spec["config"]["locale"] == LOCALES[language], name
        assert spec["config"]["locale"]["number"]["decimal"] == {"vi": ",", "en": "."}[language]
        assert spec["config"]["font"].startswith("Be Vietnam Pro,"), name
        assert spec["config"]["font"].endswith("sans-serif"), name
        assert {"continuousWidth", "continuousHeight"} <= set(spec["config"]["view"])


def test_every_chart_takes_its_colours_from_the_palette() -> None:
    known = {colour.light for colour in PALETTE.values()}
    for name, spec in specifications().items():
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", json.dumps(spec))) <= known, name


def test_every_chart_has_words_with_all_its_figures() -> None:
    for name, spec in specifications().items():
        assert spec["description"].strip(), name
        for row in values(spec):
            assert str(row.get("label", "")) in spec["description"], (name, row)
            assert name.endswith("budget") or str(row.get("name", "")) in spec["description"], (name, row)
        assert "nan" not in spec["description"]
        assert "–," not in spec["description"]


def test_no_mark_lies_outside_its_scale() -> None:
    seen = 0
    for name, spec in specifications().items():
        for holder in walk(spec):
            if "layer" not in holder:
                continue
            rows = holder["data"].get("values") or spec["datasets"][holder["data"]["name"]]
            for layer in walk(holder.get("layer", [])):
                for channel in ("x", "y"):
                    encoding = layer.get("encoding", {}).get(channel, {})
                    domain = encoding.get("scale", {}).get("domain") if isinstance(encoding, dict) else None
                    if not domain or encoding.get("type") != "quantitative":
                        continue
                    points = [row[encoding["field"]] for row in rows if row.get(encoding.get("field")) is not None]
                    assert all(domain[0] <= point <= domain[1] for point in points), (name, encoding["field"])
                    seen += len(points)
    assert seen > 300


@cache
def drawing(name: str) -> str:
    return str(vl_convert.vegalite_to_svg(specifications()[name], vl_version="6.4"))


def normalised(svg: str) -> str:
    """Drop what says nothing of the drawing: words for screen readers, classes, the ids of clips and gradients."""
    tree = ET.fromstring(svg)  # noqa: S314  (vl-convert wrote it just now)
    for element in tree.iter():
        for key in list(element.attrib):
            if key.startswith("aria-") or key in {"role", "class", "id"}:
                del element.attrib[key]
            elif "url(#" in element.attrib[key]:
                element.attrib[key] = "url(#)"
    return ET.tostring(tree, encoding="unicode")


def test_jupyterlab_s_older_version_draws_every_chart_alike() -> None:
    for name, spec in specifications().items():
        if " vi " in name:
            older = vl_convert.vegalite_to_svg(spec, vl_version="5.8")
            assert normalised(older) == normalised(drawing(name)), name


def test_letters_and_figures_stand_in_every_drawing() -> None:
    for name, spec in specifications().items():
        drawn = texts_of(drawing(name))
        for line in [*spec["title"]["text"], *spec["title"]["subtitle"]]:
            assert line in drawn, name
        for row in values(spec):
            for field in ("name", "label", "done_label", "asked_label", "peer_label"):
                assert str(row.get(field, "")) in drawn, (name, field)


# ---------------------------------------------------------------------------------------------------- the typeface


def test_the_title_leaves_ink_where_it_stands() -> None:
    spec = chart("plan_attained")
    title = spec["title"]
    # The same lines with nothing in them: the drawing keeps its place.
    blank = {**title, "text": ["\N{NO-BREAK SPACE}"] * len(title["text"])}
    with_title, without = picture(spec), picture({**spec, "title": blank})
    assert with_title.size == without.size
    box = ImageChops.difference(with_title.convert("RGB"), without.convert("RGB")).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert left < 20
    assert right - left > 200
    assert bottom <= 40 * len(title["text"])
    assert top < 20


def test_the_typeface_is_the_package_s_own_with_every_vietnamese_letter() -> None:
    letters = "ăâđêôơưạặậẹệịọộợụựỵẢẲẨẺỂỈỎỔỞỦỬỶãẵẫẽễĩõỗỡũữỹ"
    stack = chart("growth")["config"]["font"]

    def drawn(font: str, text: str) -> bytes:
        spec = {
            "data": {"values": [{}]},
            "mark": {"type": "text", "fontSize": 20},
            "encoding": {"text": {"value": text}},
            "config": {"font": font, "view": {"stroke": None}},
            "width": 24 * len(text),
            "height": 30,
        }
        return picture(spec).tobytes()

    assert drawn(stack, letters) == drawn("Be Vietnam Pro", letters)
    assert drawn(stack, letters) != drawn("No Such Font", letters)
    # No letter is drawn as an empty box, nor left out: each is another picture.
    assert len({drawn(stack, letter) for letter in f"{letters} "}) == len(letters) + 1


# --------------------------------------------------------------------------------------------------- the output


def test_the_image_is_made_smaller_and_stays_the_same() -> None:
    for name in ("plan_attained", "growth"):
        spec = chart(name)
        output = chart_output(spec)
        made = base64.b64decode(output.data["image/png"])
        width, height = (output.metadata["image/png"][side] for side in ("width", "height"))
        raw = vl_convert.vegalite_to_png(spec, vl_version="6.4", scale=2)
        before, after = Image.open(io.BytesIO(raw)).convert("RGBA"), Image.open(io.BytesIO(made))
        assert len(made) < len(raw) / 2
        assert ImageChops.difference(before, after.convert("RGBA")).getbbox(alpha_only=False) is None
        assert after.size == (2 * width, 2 * height)
        assert before.getchannel("A").getextrema() == (255, 255)  # opaque: nothing was lost with the alpha channel
        assert output == chart_output(spec)


def test_the_live_copy_is_for_jupyterlab_and_otherwise_the_same() -> None:
    spec = chart("budget")
    output = chart_output(spec)
    live = dict(output.data[LIVE_TYPE])
    assert live.pop("$schema") == "https://vega.github.io/schema/vega-lite/v5.json"
    assert live.pop("usermeta") == {"embedOptions": {"actions": False, "theme": "none"}}
    assert live == {key: value for key, value in spec.items() if key != "$schema"}
    assert set(output.data) == {LIVE_TYPE, "image/png", "text/plain"}
    image = output.metadata["image/png"]
    assert output.data["text/plain"] == image["alt"] == spec["description"]
    assert image["width"] > 600
    assert image["height"] > 100


def test_a_number_that_is_none_is_refused_before_jupyterlab_refuses_the_notebook() -> None:
    spec = {"description": "x", "data": {"values": [{"a": math.nan}]}, "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match="Out of range float"):
        chart_output(spec)


# ------------------------------------------------------------------------------------------------- what they show


def test_the_words_of_the_first_case_s_charts() -> None:
    plan = chart("plan_attained", language="en")["description"]
    for item in ("101.5% · met", "100.6% · met", "97.96% · missed", "102.9% · met", "126% · met"):
        assert item in plan
    growth = chart("growth", language="vi")["description"]
    for item in ("13,68%, kế hoạch đòi hỏi 12,0%", "23,23%, kế hoạch đòi hỏi 22,5%", "kế hoạch đòi hỏi −17,5%"):
        assert item in growth
    targets = chart("targets", language="en")["description"]
    for item in ("12% after 13.68% in 2021", "22% after 19.51% in 2021", "3.45% after 4.24% in 2021"):
        assert item in targets
    assert "budget" not in targets  # its target is relative to another base
    contribution = chart("contribution", language="vi")["description"]
    for item in ("+19,84", "+2,85", "+22,69"):
        assert item in contribution


def test_whiskers_are_the_bounds_in_percent() -> None:
    rows = {row["label"]: row for row in values(chart("plan_attained"))}
    budget = rows["126% · đạt"]
    assert (budget["value"], budget["low"], budget["high"]) == pytest.approx((126, 125.5, 126.5))
    assert budget["verdict"] == "met"


def test_a_printed_target_keeps_its_digits_beside_the_growth() -> None:
    rows = values(chart("growth", year=2022, language="en"))
    asked = {row["label"]: row["asked_label"] for row in rows}
    # 3.46 against 3.45 would look like a plan missed if the target were shown as 3.5.
    assert asked["3.46% (computed)"] == "3.45%"


def test_the_parts_of_a_waterfall_end_at_the_whole() -> None:
    first, second, whole = values(chart("contribution"))
    assert first["first"] == 0
    assert second["first"] == first["last"]
    assert second["last"] == pytest.approx(whole["last"])
    assert (whole["first"], whole["whole"]) == (0, True)


def test_the_even_pace_is_five_twelfths_after_five_months() -> None:
    for row in values(chart("part_year", year=2019)):
        assert row["even"] == pytest.approx(500 / 12)


def test_there_is_no_chart_of_nothing() -> None:
    review = tables_of("kien-an", 1994)
    words = Words("en")
    for section in (plan_attained, growth, contribution, budget, part_year, targets, peers):
        assert section.chart(review, words) is None


def test_outside_text_is_drawn_as_it_is(tmp_path: Path) -> None:
    from tests.packages import indicator

    name = "<b>x</b> | `y` {datum.value} ](javascript:alert(1))"
    rows = [observation(indicator="odd", measure="growth", printed="5")]
    path = write_package(tmp_path, rows, indicators=[indicator("odd", name_vi=name, name_en=name)])
    spec = growth.chart(annual_review(load(path), "kien-an", 2021), Words("en"))
    assert spec is not None
    assert name in texts_of(vl_convert.vegalite_to_svg(spec, vl_version="6.4"))


@pytest.mark.parametrize(
    ("numbers", "include", "expected"),
    [
        ([1.0, 11.0], (), [0.0, 12.0]),
        ([1.0, 11.0], (0,), [0.0, 12.1]),
        ([-10.0, math.nan, math.inf], (0,), [-11.0, 1.0]),
        ([5.0], (), [4.5, 5.5]),
    ],
)
def test_a_scale_holds_all_numbers_and_room_beside_them(
    numbers: list[float], include: tuple[float, ...], expected: list[float]
) -> None:
    assert span(numbers, include=include, room=0.1) == pytest.approx(expected)
