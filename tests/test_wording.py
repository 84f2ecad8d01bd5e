"""Number formats that read back, one table of messages in two languages, and sentences that say the right thing."""

from __future__ import annotations

import ast
import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from string import Formatter as FieldReader
from typing import TYPE_CHECKING, Any, get_args

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import kienan_analysis
from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.documents.document import Lack
from kienan_analysis.documents.notices import TOLD
from kienan_analysis.errors import UsageError
from kienan_analysis.published import decimals, parse_number
from kienan_analysis.sections import at_a_glance, plan_attained, targets
from kienan_analysis.sections.parts import phrases as phrases_of
from kienan_analysis.wording import LANGUAGES, Formatter, Words, escaped, require_language
from kienan_analysis.wording.formats import rounded, useful_decimals
from kienan_analysis.wording.messages import catalogue
from tests.packages import INDICATORS, indicator, observation, write_package
from tests.shipped_reviews import review_of

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.sections.report import Review
    from kienan_analysis.wording import Language
    from tests.packages import Row

ROOMS = {"annual_review", "articles", "explorer", "intake", "reconciliation", "sections", "side_by_side.py"}
ANY_NAME = "[a-z0-9_]+"
PACKAGE = Path(kienan_analysis.__file__).parent
language_names = st.sampled_from(["vi", "en"])
# Whatever has at most seven digits before the mark, and three after: more is never shown.
figures = st.decimals(min_value=-9_999_999, max_value=9_999_999, places=3)

# ------------------------------------------------------------------------------------------------------- formats


@given(value=figures, places=st.integers(0, 3), language=language_names)
@pytest.mark.slow
def test_what_is_written_reads_back_as_the_same_number(value: Decimal, places: int, language: Language) -> None:
    written = Formatter(language).number(value, places)
    assert parse_number(written, language) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert decimals(written, language) == places


@given(value=st.floats(-1e7, 1e7), places=st.integers(0, 3), language=language_names)
def test_a_float_is_rounded_half_up_as_its_shortest_digits_say(value: float, places: int, language: Language) -> None:
    written = Formatter(language).number(value, places)
    exact = Fraction(repr(value)) * 10**places
    nearest = math.floor(abs(exact) + Fraction(1, 2))
    assert abs(parse_number(written, language)) * 10**places == nearest
    assert written.startswith("−") == (value < 0 and nearest > 0)


@given(fraction=st.decimals(min_value=-5, max_value=5, places=6), places=st.integers(0, 4), language=language_names)
def test_a_percentage_is_a_hundred_times_its_fraction(fraction: Decimal, places: int, language: Language) -> None:
    written = Formatter(language).percent(float(fraction), places)
    assert written.endswith("%")
    expected = (fraction * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert parse_number(written[:-1], language) == expected


@given(distance=st.floats(1e-9, 0.5), places=st.integers(0, 3), mark=st.sampled_from([100.0, 0.0]))
def test_rounding_never_reaches_a_mark_from_below(distance: float, places: int, mark: float) -> None:
    assert rounded(mark - distance, places, mark) < Decimal(mark)
    assert rounded(mark + distance, places, mark) >= Decimal(mark)
    assert rounded(mark, places, mark) == Decimal(mark)
    # …and moves by less than one unit of the last digit.
    moved = Decimal(repr(mark - distance)) - rounded(mark - distance, places, mark)
    assert abs(moved) < Decimal(1).scaleb(-places)


@pytest.mark.parametrize(
    ("value", "places", "mark", "expected"),
    [(99.996, 2, None, "100.00"), (99.996, 2, 100, "99.99"), (100.004, 2, 100, "100.00"), (-0.004, 2, 0, "-0.01")],
)
def test_rounding_at_a_mark(value: float, places: int, mark: float | None, expected: str) -> None:
    assert str(rounded(value, places, mark)) == expected


def test_two_languages_write_one_number() -> None:
    vietnamese, english = Formatter("vi"), Formatter("en")
    assert (vietnamese.number(8446.29, 2), english.number(8446.29, 2)) == ("8.446,29", "8,446.29")
    assert vietnamese.amount(1400.27, "tỷ đồng", 2) == "1.400,27\N{NO-BREAK SPACE}tỷ\N{NO-BREAK SPACE}đồng"
    assert english.amount(1400.27, "tỷ đồng", 2) == "VND\N{NO-BREAK SPACE}1,400.27\N{NO-BREAK SPACE}billion"
    assert english.amount(1.5, "nghìn tỷ đồng", 1) == "VND\N{NO-BREAK SPACE}1.5\N{NO-BREAK SPACE}trillion"
    assert (vietnamese.amount(29.6, "km2", 1), english.amount(29.6, "%", 1)) == ("29,6\N{NO-BREAK SPACE}km²", "29.6%")


def test_a_minus_is_a_minus_sign_and_no_hyphen() -> None:
    for language in ("vi", "en"):
        form = Formatter(require_language(language))
        texts = [form.number(-1.5, 1), form.percent(-0.1746), form.points(-0.005), form.bounds(-2, -1, 0)]
        texts.append(form.amount(-29.16, "tỷ đồng", 2))
        assert all("\N{MINUS SIGN}" in text and "-" not in text for text in texts)


def test_a_sign_is_written_where_it_is_asked_for() -> None:
    form = Formatter("en")
    assert [form.number(value, 1, sign=True) for value in (1, 0, -1)] == ["+1.0", "0.0", "−1.0"]
    assert form.points(0.0038) == "+0.38"
    assert form.points(0.285, 1) == "+28.5"  # 0.285 · 100 is 28.499999999999996 in floats


def test_what_is_missing_is_a_dash_and_an_open_end_is_infinite() -> None:
    form = Formatter("vi")
    assert [form.number(math.nan, 2), form.percent(math.nan), form.points(math.nan)] == ["–"] * 3
    assert form.bounds(math.nan, math.nan, 2) == ""
    assert (form.bounds(1.5, math.nan, 1), form.bounds(math.nan, 1.5, 1)) == (
        "[≥\N{NO-BREAK SPACE}1,5]",
        "[≤\N{NO-BREAK SPACE}1,5]",
    )


def test_bounds_that_are_written_alike_are_left_out() -> None:
    form = Formatter("en")
    assert form.bounds(1.0001, 1.0002, 2) == ""
    assert form.bounds(1.0001, 1.0002, 4) == "[1.0001, 1.0002]"
    # To nearest the one is 0 and the other is not, whatever either is kept below.
    assert form.bounds(-0.556, -0.431, 0) == "[−0.6, −0.4]"
    assert form.bounds(-0.4, -0.3, 0) == ""


@given(
    low=st.floats(-1e5, 1e5),
    width=st.floats(0, 1e3),
    digits=st.integers(0, 3),
    mark=st.sampled_from([None, 1.0, 100.0]),
)
def test_ends_that_are_shown_leave_out_nothing_that_can_be(
    low: float, width: float, digits: int, mark: float | None
) -> None:
    text = Formatter("en").bounds(low, low + width, digits, mark=mark)
    if not text:
        return
    shown = [float(end.replace(",", "").replace("−", "-")) for end in text.strip("[]").split(", ")]
    step = 10.0**-digits
    noise = 2e-6 * step
    assert low - step - noise <= shown[0] <= low + noise
    at = 0.0 if mark is None else mark
    # What is so near to the mark that not even further digits tell them apart is shown below it.
    near = at - 1e-4 * step
    assert low + width - noise <= shown[1] or near <= low + width < at
    assert shown[1] <= low + width + step + noise
    for end, seen in zip((low, low + width), shown, strict=True):
        assert seen < at or end >= at - 1e-9  # as floats err


@pytest.mark.parametrize("printed", ["83,05", "0,1", "101,55", "8.446,295", "1.234.567,005", "0,30", "99,5"])
def test_an_end_with_the_digits_shown_is_shown_as_it_is(printed: str) -> None:
    form = Formatter("vi")
    digits = len(printed.partition(",")[2])
    exact = float(printed.replace(".", "").replace(",", "."))
    for end in (exact, math.nextafter(exact, -math.inf), math.nextafter(exact, math.inf), exact * 3 / 3):
        assert form.bounds(end, end + 1, digits).startswith(f"[{printed}; ")
        assert form.bounds(end - 1, end, digits).endswith(f"; {printed}]")


def test_bounds_keep_to_their_side_of_the_plan_and_of_zero() -> None:
    form = Formatter("en")
    assert form.bounds(0.999961, 1.0001, 2, scale=100, mark=1.0) == "[99.99, 100.01]"
    # An excess that may be a shortfall, however small, does not look as if it could not.
    assert form.bounds(-0.0004, 0.5, 3) == "[−0.001, 0.500]"
    assert form.bounds(-0.5, -0.0004, 3) == "[−0.5000, −0.0004]"


def test_amounts_have_seven_digits_at_most() -> None:
    assert [useful_decimals(value) for value in (0.5, 528.123, 8395.9, 10304.5, 107132.6, 12345678.9)] == [
        3, 3, 3, 2, 1, 0,
    ]  # fmt: skip
    assert useful_decimals(math.nan) == useful_decimals(0) == 3


def test_dates_lists_and_plurals_are_the_language_s() -> None:
    vietnamese, english = Formatter("vi"), Formatter("en")
    assert english.date(date(2022, 1, 11)) == "January 11, 2022"
    assert vietnamese.date(date(2022, 1, 11)) == "11 tháng 1 năm 2022"
    assert (english.join(["a", "b", "c"]), vietnamese.join(["a", "b", "c"])) == ("a, b, and c", "a, b và c")
    assert [english.plural(count) for count in (0, 1, 2)] == ["other", "one", "other"]
    assert {vietnamese.plural(count) for count in range(5)} == {"other"}


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"language: unknown language 'fr'\. There are: vi, en\."):
        require_language("fr")
    with pytest.raises(UsageError):
        Words("de")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------ messages


def messages() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{section}.{name}", dict(texts)) for section, names in catalogue().items() for name, texts in names.items()
    ]


def forms(text: Any) -> dict[str, str]:
    return dict(text) if isinstance(text, dict) else {"other": text}


def fields(text: Any) -> set[str]:
    # {Name} is {name} where the sentence begins with it.
    return {field.lower() for form in forms(text).values() for _, field, _, _ in FieldReader().parse(form) if field}


@pytest.mark.parametrize(("key", "texts"), messages())
def test_both_languages_have_every_message_with_the_same_fields_and_their_own_plurals(key: str, texts: Any) -> None:
    assert set(texts) == set(LANGUAGES)
    assert fields(texts["vi"]) == fields(texts["en"]), key
    for language in LANGUAGES:
        if isinstance(texts[language], dict):
            # Beside them a form may be of one number: nobody says the fastest of two.
            plurals = {form for form in texts[language] if not re.fullmatch(r"=[0-9]+", form)}
            assert plurals == set(Locale(language).plural_form.tags) | {"other"}


def test_a_form_of_one_number_goes_before_the_plural() -> None:
    every = [(words, count) for words in (Words("vi"), Words("en")) for count in (2, 3)]
    said = [words.say("part.tail_lowest", count=count, name="A", share="9%") for words, count in every]
    assert said == ["thấp hơn là A (9%)", "thấp nhất là A (9%)", "the lower is A (9%)", "lowest is A (9%)"]


def sources() -> dict[Path, ast.Module]:
    """Parse the modules that write words, and those whose tables hold parts of a message's name."""
    texts = {path.relative_to(PACKAGE): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    # The reader's grammar has names of its own in this form (plan.plan), and writes no sentence.
    texts = {path: text for path, text in texts.items() if path.parts[0] != "reading"}
    return {
        path: ast.parse(text) for path, text in texts.items() if "wording" in text or ROOMS & {*path.parts, path.name}
    }


def pattern_of(node: ast.expr) -> str:
    """Write the keys that an expression may come to as a regular expression; empty for what is no text."""
    if isinstance(node, ast.Constant):
        return re.escape(node.value) if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        return "".join(ANY_NAME if part is None else re.escape(str(part)) for part in parts)
    if isinstance(node, ast.BinOp):
        return f"{pattern_of(node.left) or ANY_NAME}{pattern_of(node.right) or ANY_NAME}"
    return ""


def said() -> tuple[set[str], set[str]]:
    """Collect the keys that the code writes out, and the patterns of those that it puts together."""
    whole: set[str] = set()
    patterns: set[str] = set()
    for tree in sources().values():
        nodes = list(ast.walk(tree))
        pieces = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
        pieces |= {id(part) for node in nodes if isinstance(node, ast.BinOp) for part in (node.left, node.right)}
        for node in nodes:
            if isinstance(node, ast.JoinedStr | ast.Constant | ast.BinOp) and id(node) not in pieces:
                pattern = pattern_of(node)
                section, dot, name = pattern.partition(r"\.")
                plain = name.replace(ANY_NAME, "").replace("\\", "")
                if dot and section in catalogue() and re.fullmatch("[a-z0-9_]*", plain):
                    (patterns if ANY_NAME in name else whole).add(pattern)
    return {pattern.replace("\\", "") for pattern in whole}, patterns


# Names that stand in the data and not in the code, with what lists them.
VOCABULARY = {
    "article_choice": {"estimate", "provisional", "final"},
    "bound": {"at_least", "at_most", "approx"},
    "form": {"index", "decrease", "excess", "multiple"},
    "measure": {"level", "growth", "attainment", "plan", "planned_growth"},
    "assigner": {"none", "city", "council", "central", "province", "district", "commune"},
    "basis": {"current", "constant"},
    "contribution": {"trade_and_accommodation_turnover"},
    "document": {*(f"not_read_{lack}" for lack in get_args(Lack)), *(f"left_out_{why}" for why in TOLD)},
}


@pytest.mark.slow
def test_every_key_that_the_code_says_is_a_message() -> None:
    whole, patterns = said()
    known = {key for key, _ in messages()}
    assert len(whole) > 60
    assert whole <= known, whole - known
    unmatched = [pattern for pattern in patterns if not any(re.fullmatch(pattern, key) for key in known)]
    assert unmatched == []


@pytest.mark.slow
def test_every_message_is_said_somewhere() -> None:
    whole, patterns = said()
    written = {
        node.value
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unsaid = []
    for key, _ in messages():
        words = written | VOCABULARY.get(key.split(".")[0], set())
        found = [re.fullmatch(pattern.replace(ANY_NAME, f"({ANY_NAME})"), key) for pattern in patterns]
        if key not in whole and not any(match and words.issuperset(match.groups()) for match in found):
            unsaid.append(key)
    assert unsaid == []


@pytest.mark.slow
def test_every_message_is_given_its_fields_and_a_count_where_it_has_a_plural() -> None:
    texts = dict(messages())
    calls = 0
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"):
                continue
            key = node.args[0]
            given = {keyword.arg for keyword in node.keywords}
            if None in given or not isinstance(key, ast.Constant):
                continue
            calls += 1
            both = [text for language in LANGUAGES for text in forms(texts[str(key.value)][language]).values()]
            wanted = {field for text in both for _, field, _, _ in FieldReader().parse(text) if field}
            if any(isinstance(texts[str(key.value)][language], dict) for language in LANGUAGES):
                wanted.add("count")
            assert wanted <= given, (path.name, node.lineno, wanted - given)
    assert calls > 80


def test_a_message_chooses_its_plural_by_count_and_leaves_no_gap_for_an_empty_field() -> None:
    english, vietnamese = Words("en"), Words("vi")
    assert english.say("page.sources", count=1) == "1 source"
    assert english.say("page.sources", count=2) == "2 sources"
    assert vietnamese.say("page.sources", count=1) == "1 nguồn"
    text = english.say("plan.worst", name="X", share="97%", amount="5", bounds="")
    assert text == "X reached 97% of plan, 5 short."
    with pytest.raises(KeyError, match=r"no nothing_like_it in \[plan\] \(en\)"):
        english.say("plan.nothing_like_it")
    with pytest.raises(KeyError, match=r"plan\.worst .* has the field 'share'"):
        english.say("plan.worst", name="X")


# --------------------------------------------------------------------------------------------------- outside text

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "](javascript:alert(1))",
    "a | b",
    "`code`",
    "</script>",
    "**bold** _it_ ~~no~~",
    "$x^2$ \\(y\\)",
    "&lt;b&gt;",
    "# heading",
    "![x](y)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_means_nothing_in_markdown_and_reads_as_it_was(text: str) -> None:
    from html.parser import HTMLParser

    from markdown_it import MarkdownIt

    class Texts(HTMLParser):
        def __init__(self) -> None:
            super().__init__(convert_charrefs=True)
            self.tags: list[str] = []
            self.text = ""

        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
            self.tags.append(tag)

        def handle_data(self, data: str) -> None:
            self.text += data

    # As a notebook's viewer reads it: raw HTML on, tables and strike-through too.
    made = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(f"Say {escaped(text)} now")
    )
    reader = Texts()
    reader.feed(made)
    reader.close()
    assert reader.tags == ["p"]
    assert reader.text.strip() == f"Say {text} now"


@pytest.mark.parametrize("character", "\\`*_{}[]<>#|&!~$")
def test_no_character_that_a_notebook_s_viewer_reads_stays(character: str) -> None:
    # JupyterLab reads formulas between dollar signs and after backslashes, too.
    assert escaped(character) == f"&#{ord(character)};"


def test_a_name_inside_a_sentence_begins_small_unless_it_is_an_abbreviation() -> None:
    words = Words("vi")
    assert words.name("Thu ngân sách", inside=True) == "thu ngân sách"
    assert words.name("GRDP", inside=True) == "GRDP"
    assert words.name("Thu ngân sách") == "Thu ngân sách"


# ------------------------------------------------------------------------------------------------------ sentences


def told(review: Review) -> str:
    """Join everything that a review says in sentences."""
    texts = [section.text for section in review.sections()]
    return "\n".join(
        part for text in texts for part in (text.question, text.finding, *text.sentences, *text.notes)
    ).replace("\N{NO-BREAK SPACE}", " ")


SAID_OF_2021 = {
    "en": [
        "4 of 5 plans were met; accommodation and food revenue fell short by 2.04% (about VND 29.16 billion)",
        "Only accommodation and food revenue missed its plan, at 97.96%, about VND 29.16 billion short",
        ("Balanced state budget revenue reached 126% of plan and was up 4% on the year before: the plan had been "
        "set 17.5% below the year before's outcome."),
        "The plan for balanced state budget revenue lay 17.5% [16.7, 18.2] below the year before's outcome.",
        "The 2022 target for retail sales of goods (22%) is below what the 2021 plan had asked for (22.5%)",
        ("has no computable level: that plan for 2022 is not published. It asks for growth only if the assigned plan "
        "exceeds about VND 369.32 billion"),
        "Retail sales of goods gave 19.84 of the 22.69 percentage points",
        "The share of accommodation and food revenue fell by 0.38 percentage points, to 14.22%.",
        ("industrial output (12%), retail sales of goods (22.5%), and accommodation and food "
"revenue (22%) come out as round growth rates"),
    ],
    "vi": [
        "4/5 chỉ tiêu đạt kế hoạch; doanh thu dịch vụ lưu trú và ăn uống hụt 2,04% (khoảng 29,16 tỷ đồng)",
        ("Thu cân đối ngân sách nhà nước đạt 126% kế hoạch và tăng 4% so với năm trước: kế hoạch được đặt "
        "thấp hơn thực hiện năm trước 17,5%."),
        "thấp hơn thực hiện năm trước 17,5% [16,7; 18,2].",
        "Chỉ tiêu tổng mức bán lẻ hàng hóa năm 2022 (22%) thấp hơn mức mà kế hoạch 2021 đã đòi hỏi (22,5%)",
        "nếu kế hoạch được giao cao hơn khoảng 369,32 tỷ đồng",
        "đóng góp 19,84 trong 22,69 điểm phần trăm",
        "giảm 0,38 điểm phần trăm, còn 14,22%.",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_case_says_the_interesting_things(language: Language) -> None:
    text = told(review_of("kien-an", 2021, language))
    assert [line for line in SAID_OF_2021[language] if line not in text] == []


def test_agriculture_is_never_among_the_plans_that_come_out_round() -> None:
    # Its bounds are too wide to tell.
    supports = next(line for line in told(review_of("kien-an", 2021, "en")).splitlines() if "come out as round" in line)
    assert "agriculture" not in supports
    assert "budget" not in supports


@pytest.mark.slow
def test_plans_in_wide_bounds_are_not_said_to_come_out_round() -> None:
    # 2023: 10.34 [9.80, 10.89] holds 10 and 10.5, 20.82 [20.31, 21.32] holds 20.5 and 21.
    assert "come out as round" not in told(review_of("kien-an", 2023, "en"))


@pytest.mark.slow
def test_an_area_that_ended_names_its_successors() -> None:
    ended = "Kiến An District ended on June 30, 2025 and was succeeded by Kiến An Ward and Phù Liễn Ward."
    assert ended in told(review_of("kien-an", 2021, "en"))
    assert "kế tiếp là phường Kiến An và phường Phù Liễn" in told(review_of("kien-an", 2021, "vi"))
    # The package names no successor of Lê Chân: the gazetteer does.
    assert "was succeeded by An Biên Ward and Lê Chân Ward." in told(review_of("le-chan", 2021, "en"))


def test_2022_says_what_is_uncertain() -> None:
    text = told(review_of("kien-an", 2022, "en"))
    for line in (
        "3 of 4 plans were met; 1 cannot be told from what is printed",
        ("Industrial output cannot be told: at the printed digits the share of plan lies within [99.7, 100.7]%."),
        "was met, barely: the share of plan lies within [100.00, 100.03]%, its lower end is 100.002%.",
        "that plan for 2022 is not published",
        "are implied by figures of other years",
    ):
        assert line in text


def test_a_part_year_s_share_is_said_of_the_whole_year_s_plan() -> None:
    review = review_of("kien-an", 2019, "vi")
    text = told(review)
    assert "từ đó suy ra kế hoạch năm khoảng 5.915 tỷ đồng [5.908; 5.923]" in text
    assert "gần đúng 41,7%" in text
    (rest,) = [table for table in review.part_year.tables if table.id == "part-rest-table"]
    (agriculture,) = [row for row in rest.rows if row[0].text.startswith("Giá trị sản xuất nông")]
    assert "2,58" in [cell.text for cell in agriculture]


def small(folder: Path, *rows: Row, year: int = 2021) -> AnnualReview:
    more = [indicator("accidents", kind="flow", unit="người", higher_is_better="false")]
    path = write_package(folder, rows, indicators=[*INDICATORS, *more])
    return annual_review(load(path), "kien-an", year)


LEVEL = observation(printed="600,0")
MET = observation(measure="attainment", printed="101,5")
MISSED = observation(measure="attainment", printed="97,9")
UNDECIDED = observation(measure="attainment", printed="100,0")
RETAIL_MET = observation(indicator="retail_sales", measure="attainment", printed="110")
RETAIL_MISSED = observation(indicator="retail_sales", measure="attainment", printed="90")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "english", "vietnamese"),
    [
        (
            [MET],
            "industrial_output met the one plan known, at 101.5%",
            "industrial_output đạt kế hoạch duy nhất được biết: 101,5%",
        ),
        ([MET, RETAIL_MET], "Both plans were met", "Cả hai kế hoạch đều đạt"),
        (
            [MISSED],
            "The one plan known was not met; industrial_output fell short by 2.1%",
            "Kế hoạch duy nhất được biết không đạt; industrial_output hụt 2,1%",
        ),
        (
            [LEVEL, MISSED, RETAIL_MISSED],
            "Neither plan was met; retail_sales fell short by 10%",
            "Cả hai kế hoạch đều không đạt; retail_sales hụt 10%",
        ),
        (
            [UNDECIDED, RETAIL_MET],
            "1 of 2 plans was met; 1 cannot be told from what is printed",
            "1/2 chỉ tiêu đạt kế hoạch; 1 kế hoạch chưa thể kết luận từ số đã in",
        ),
        (
            [LEVEL],
            "1 result was published, without a plan to hold it against",
            "Đã công bố 1 kết quả, không có kế hoạch để so",
        ),
        (
            [observation(period="2022"), observation(period="2022", measure="growth", printed="5")],
            "No results for 2021 were found; figures of other years imply 1 level",
            "Không thấy công bố kết quả năm 2021; số liệu các năm khác cho phép suy ra 1 mức",
        ),
        (
            [observation(period="2021-H1")],
            "First half of 2021: industrial_output VND 600.37 billion",
            "6 tháng đầu năm 2021: industrial_output 600,37 tỷ đồng",
        ),
        (
            [observation(indicator="population", printed="118.047", unit="người")],
            "No results or plans for 2021 were found",
            "Không thấy kết quả hay kế hoạch của năm 2021",
        ),
    ],
)
def test_the_headline_of_each_kind_of_year(tmp_path: Path, rows: list[Row], english: str, vietnamese: str) -> None:
    review = small(tmp_path, *rows)
    for words, expected in ((Words("en"), english), (Words("vi"), vietnamese)):
        finding = at_a_glance.said(review, words).finding
        assert finding.replace("&#95;", "_").replace("\N{NO-BREAK SPACE}", " ") == expected


def test_one_missed_plan_among_others_is_named_with_its_shortfall(tmp_path: Path) -> None:
    review = small(tmp_path, LEVEL, MISSED, RETAIL_MET)
    # 600 · (1/0.979 − 1) = 12.87
    finding = plan_attained.said(review, Words("en")).finding.replace("&#95;", "_")
    assert finding == "Only industrial_output missed its plan, at 97.9%, about VND 12.9 billion short".replace(
        " ", " "
    ).replace("VND 12.9 billion", "VND\N{NO-BREAK SPACE}12.9\N{NO-BREAK SPACE}billion")


def test_a_fall_is_said_as_a_fall(tmp_path: Path) -> None:
    review = small(tmp_path, LEVEL, observation(measure="growth", printed="12,6", form="decrease"))
    (row,) = review.results.to_dict("records")
    assert phrases_of.growth_words(Words("en"), {str(key): value for key, value in row.items()}) == "down 12.6%"


def test_no_targets_are_guessed(tmp_path: Path) -> None:
    text = targets.said(small(tmp_path, LEVEL), Words("en"))
    assert text.finding == "No targets for 2022 were found in the sources read"
    assert text.sentences == ["They may have been published elsewhere; nothing is guessed here."]


@pytest.mark.parametrize(
    ("text", "english", "vietnamese"),
    [
        ("2021", "2021", "2021"),
        ("2021-H1", "first half of 2021", "6 tháng đầu năm 2021"),
        ("2021-H2", "second half of 2021", "6 tháng cuối năm 2021"),
        ("2021-Q3", "Q3 2021", "quý III năm 2021"),
        ("2021-06", "June 2021", "tháng 6 năm 2021"),
        ("2021-01/2021-05", "first 5 months of 2021", "5 tháng đầu năm 2021"),
        ("2016/2020", "2016–2020, annual mean", "2016–2020, bình quân năm"),
        ("2019-04-01", "April 1, 2019", "1 tháng 4 năm 2019"),
        (
            "2021-11-03/2022-01-10",
            "November 3, 2021 to January 10, 2022",
            "3 tháng 11 năm 2021 đến 10 tháng 1 năm 2022",
        ),
    ],
)
def test_periods_have_names(text: str, english: str, vietnamese: str) -> None:
    assert phrases_of.period(Words("en"), text) == english
    assert phrases_of.period(Words("vi"), text) == vietnamese
