"""A review's executed notebook, made by hand from the table of the first case: tests of pages stand on it alone."""

from __future__ import annotations

import json
from html import escape
from typing import Any, Literal, NamedTuple

import altair as alt
import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kienan_analysis.palette import PALETTE

Language = Literal["vi", "en"]

COLOUR = {role: colour.light for role, colour in PALETTE.items()}
CHART_TYPE = "application/vnd.vegalite.v5+json"


class Row(NamedTuple):
    """What was printed of one indicator in 2021, and what follows from it."""

    vi: str
    en: str
    actual: str
    attained: float
    growth: float
    asked: float
    plan: str

    def name(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en


ROWS = [
    Row("Giá trị sản xuất công nghiệp", "Industrial output", "600,37", 101.5, 13.68, 12.0, "591,5 591,2 591,8"),
    Row("Bán lẻ hàng hóa", "Retail sales", "8.446,29", 100.6, 23.23, 22.5, "8.395,9 8.391,7 8.400,1"),
    Row("Dịch vụ lưu trú, ăn uống", "Accommodation, food", "1.400,27", 97.96, 19.51, 22.0, "1.429,4 1.429,4 1.429,5"),
    Row("Nông, lâm, thủy sản", "Agriculture, forestry, fishery", "130,93", 102.9, 4.24, 1.3, "127,2 127,2 127,3"),
    Row("Thu ngân sách cân đối", "Budget revenue, balanced", "424,723", 126.0, 4.0, -17.46, "337,1 335,7 338,4"),
]

WORDS: dict[Language, dict[str, str]] = {
    "vi": {
        "title": "Quận Kiến An năm 2021: bốn trong năm chỉ tiêu đạt kế hoạch",
        "area": "quận Kiến An",
        "lede": "Riêng doanh thu lưu trú, ăn uống hụt 2,04%, tức 29,16 tỷ đồng. Thu ngân sách đạt 126% kế hoạch, "
        "nhưng kế hoạch ấy được đặt thấp hơn số thực hiện năm trước 17,5%.",
        "glance_q": "Năm 2021 ra sao?",
        "glance_f": "Bốn chỉ tiêu đạt kế hoạch, lưu trú và ăn uống hụt 29,16 tỷ đồng",
        "glance_t": "Bán lẻ hàng hóa **tăng 23,23%**, nhanh nhất trong năm chỉ tiêu; nông, lâm, thủy sản tăng 4,24%. "
        "Khoảng trong ngoặc là khoảng mà các chữ số công bố cho phép.",
        "glance_c": "Năm chỉ tiêu của quận Kiến An, 2021, giá hiện hành",
        "heads": "Chỉ tiêu|Thực hiện, tỷ đồng|Kế hoạch, tỷ đồng|So với kế hoạch, %|Tăng trưởng, %|Kết luận",
        "plan_q": "Kế hoạch có đạt không?",
        "plan_f": "Ngân sách vượt xa kế hoạch; công nghiệp, bán lẻ và nông nghiệp vượt sát nút",
        "plan_c": "Thực hiện so với kế hoạch năm 2021",
        "plan_s": "Phần trăm của kế hoạch suy ra; vạch ngang là khoảng làm tròn",
        "axis": "% kế hoạch",
        "plan_n": "Kế hoạch được suy ra từ số thực hiện và tỷ lệ đạt, vì nguồn không in mức kế hoạch [1](#sources).",
        "growth_q": "Tăng nhanh đến đâu so với mức kế hoạch đòi hỏi?",
        "growth_f": "Lưu trú, ăn uống tăng 19,51% trong khi kế hoạch đòi hỏi 22%",
        "growth_c": "Tăng trưởng đạt được và tăng trưởng mà kế hoạch đòi hỏi, 2021",
        "done": "đạt được",
        "asked": "kế hoạch đòi hỏi",
        "history_q": "Những năm khác thì sao?",
        "history_f": "Bán lẻ còn thiếu nhiều năm trong dãy số công bố",
        "history_c": "Bán lẻ hàng hóa, nghìn tỷ đồng",
        "sources_q": "Các con số lấy từ đâu?",
        "sources_f": "Một bài báo, mười lăm con số",
        "verdicts": "Đạt|Chưa đạt|Chưa rõ",
    },
    "en": {
        "title": "Kiến An district in 2021: four of five plans met",
        "area": "Kiến An district",
        "lede": "Only accommodation and food revenue fell short, by 2.04% or VND 29.16 billion. Budget revenue reached "
        "126% of a plan that had been set 17.5% below the year before.",
        "glance_q": "How did 2021 go?",
        "glance_f": "Four plans were met; accommodation and food fell VND 29.16 billion short",
        "glance_t": "Retail sales **grew by 23.23%**, fastest of the five; agriculture, forestry and fishery by 4.24%. "
        "The interval in brackets is what the printed digits allow.",
        "glance_c": "Five indicators of Kiến An, 2021, current prices",
        "heads": "Indicator|Actual, VND billion|Plan, VND billion|Of plan, %|Growth, %|Verdict",
        "plan_q": "Was the plan met?",
        "plan_f": "The budget far exceeded its plan; industry, retail and agriculture just did",
        "plan_c": "Actual against plan, 2021",
        "plan_s": "Per cent of the implied plan; whiskers show the rounding",
        "axis": "% of plan",
        "plan_n": "Plans are implied by the actual and the attainment: the source prints no plan level [1](#sources).",
        "growth_q": "How fast, against what the plan had asked for?",
        "growth_f": "Accommodation and food grew by 19.51% where the plan asked for 22%",
        "growth_c": "Growth achieved and growth that the plan asked for, 2021",
        "done": "achieved",
        "asked": "asked for by the plan",
        "history_q": "What of other years?",
        "history_f": "Retail sales were not published for many years",
        "history_c": "Retail sales, VND trillion",
        "sources_q": "Where do the figures come from?",
        "sources_f": "One article, fifteen figures",
        "verdicts": "Met|Missed|Undecided",
    },
}


def review_notebook(language: Language = "vi", *, extra: str = "") -> nbformat.NotebookNode:
    """Build the notebook; ``extra`` stands, as hostile text, wherever outside text may come to stand."""
    words = WORDS[language]
    labels = {
        "area": "kien-an",
        "area_name": words["area"],
        "year": 2021,
        "language": language,
        "title": words["title"] + extra,
        "headline": words["lede"] + extra,
        "package_version": "0.1.0",
        "data_version": "2026.11",
        "licence": "CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>",
    }
    cells = [
        new_markdown_cell(f"# Tổng kết năm · Annual review\n\nĐọc tham số. *Read the parameters.* {extra}"),
        new_code_cell('area = "kien-an"\nyear = 2021\nlanguage = "vi"  # or "en"', metadata={"tags": ["parameters"]}),
        new_code_cell(
            "import kienan_analysis as ka\n\nreview = ka.review(ka.load(), area=area, year=year, language=language)",
            outputs=[text("masthead", "masthead", f"# {words['title']}{extra}\n\n{words['lede']}", **labels)],
        ),
        new_markdown_cell("## Một năm trong vài dòng · The year in a few lines\n\nMột bảng. *One table.*"),
        new_code_cell("review.at_a_glance", outputs=_glance(language, extra)),
        new_markdown_cell("Kế hoạch suy ra = thực hiện ÷ tỷ lệ đạt. *Implied plan = actual ÷ attainment.*"),
        new_code_cell("review.plan_attained  # rounding whiskers", outputs=_plan(language, extra)),
        new_code_cell("review.growth", outputs=_growth(language, extra)),
        new_code_cell("review.history", outputs=_history(language, extra)),
        new_code_cell("review.sources", outputs=_sources(language, extra)),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook: nbformat.NotebookNode = new_notebook(cells=cells, metadata={"kienan": labels})
    nbformat.validate(notebook)
    return notebook


def heads(section: str, key: str, words: dict[str, str], extra: str = "") -> list[Any]:
    """Question, finding and, where there is one, the text of a section."""
    outputs = [
        text(section, "question", words[f"{key}_q"] + extra),
        text(section, "finding", f"## {words[f'{key}_f']}{extra}"),
    ]
    if f"{key}_t" in words:
        outputs.append(text(section, "text", words[f"{key}_t"] + extra))
    return outputs


def text(section: str, part: str, content: str, **more: Any) -> Any:
    """A display output of Markdown."""
    labels = {"section": section, "part": part, "id": f"{section.replace('_', '-')}-{part}", **more}
    return new_output(
        "display_data", data={"text/markdown": content, "text/plain": content}, metadata={"kienan": labels}
    )


def table(section: str, name: str, html: str, title: str = "") -> Any:
    """A display output of a table."""
    labels = {"section": section, "part": "table", "id": name, "title": title}
    return new_output("display_data", data={"text/html": html, "text/plain": title}, metadata={"kienan": labels})


def chart(section: str, name: str, made: alt.LayerChart | alt.FacetChart | dict[str, Any], title: str = "") -> Any:
    """A display output of a chart; its static image is a stand-in, for a page does not use it."""
    spec = made if isinstance(made, dict) else json.loads(made.to_json()) | {"config": _configuration()}
    labels = {"section": section, "part": "chart", "id": name, "title": title}
    words = f"Biểu đồ: {title}"
    return new_output(
        "display_data",
        data={CHART_TYPE: spec, "image/png": "iVBORw0KGgo=", "text/plain": words},
        metadata={"kienan": labels, "image/png": {"width": 680, "height": 260, "alt": words}},
    )


def _number(value: float | str, language: Language, decimals: int = 2) -> str:
    written = value if isinstance(value, str) else f"{value:.{decimals}f}".rstrip("0").rstrip(".").replace(".", ",")
    swapped = written if language == "vi" else written.translate(str.maketrans(",.", ".,"))
    return swapped.replace("-", "−")


def _table_html(heads: list[str], rows: list[str], caption: str, name: str) -> str:
    cells = "".join(
        f'<th scope="col"{" class=num" if "," in head or "%" in head else ""}>{head}</th>' for head in heads
    )
    start = f"<table class='kienan-table' id='{name}'><caption>{caption}</caption><thead><tr>{cells}</tr></thead>"
    return f"{start}<tbody>{''.join(rows)}</tbody></table>"


def _glance(language: Language, extra: str) -> list[Any]:
    words = WORDS[language]
    hostile = escape(extra)
    met, missed, _ = words["verdicts"].split("|")
    rows = []
    for row in ROWS:
        plan, low, high = (_number(figure, language) for figure in row.plan.split())
        source = f'<sup class="ref"><a href="#sources" title="{hostile}">1</a></sup>'
        verdict = ("met", f"✓ {met}") if row.attained >= 100 else ("missed", f"✗ {missed}")
        rows.append(
            f'<tr><th scope="row">{row.name(language)}{hostile}{source}</th>'
            f'<td class="num">{_number(row.actual, language)}</td>'
            f'<td class="num"><em class="implied">○&nbsp;{plan}</em>'
            f'<br><small class="bounds">[{low} – {high}]</small></td>'
            f'<td class="num">{_number(row.attained, language)}</td>'
            f'<td class="num">{_number(row.growth, language)}</td>'
            f'<td><span class="verdict {verdict[0]}">{verdict[1]}</span></td></tr>'
        )
    html = _table_html(words["heads"].split("|"), rows, words["glance_c"], "at-a-glance-table")
    return [
        *heads("at_a_glance", "glance", words, extra),
        table("at_a_glance", "at-a-glance-table", html, words["glance_c"]),
    ]


def _plan(language: Language, extra: str) -> list[Any]:
    words = WORDS[language]
    base = alt.Chart(_values(language, extra))
    scale = alt.Scale(domain=["met", "missed"], range=[COLOUR["met"], COLOUR["missed"]])
    amount = alt.X("attained:Q").title(words["axis"]).axis(tickCount=6).scale(domain=[0, 130])
    names = alt.Y("name:N", sort=None, title=None)
    bars = base.mark_bar(height=16, clip=True).encode(
        x=amount, y=names, color=alt.Color("verdict:N", legend=None, scale=scale), tooltip=["name:N", "attained:Q"]
    )
    rule = alt.Chart(pd.DataFrame({"plan": [100]})).mark_rule(color=COLOUR["plan"], strokeWidth=2).encode(x="plan:Q")
    labels = base.mark_text(align="left", dx=8, color=COLOUR["ink"], fontWeight="bold").encode(
        x="attained:Q", y=names, text=alt.Text("attained:Q", format=".2f")
    )
    made = alt.layer(bars, rule, labels).properties(
        width=440, height=200, title=alt.Title(words["plan_c"], subtitle=words["plan_s"])
    )
    rows = [
        f'<tr><th scope="row">{row.name(language)}</th><td class="num">{_number(row.attained, language)}</td></tr>'
        for row in ROWS
    ]
    data = _table_html(["–", "%"], rows, words["plan_c"], "plan-attained-chart-data")
    return [
        *heads("plan_attained", "plan", words, extra),
        chart("plan_attained", "plan-attained-chart", made, words["plan_c"]),
        table("plan_attained", "plan-attained-chart-data", data, words["plan_c"]),
        text("plan_attained", "note", words["plan_n"] + extra),
    ]


def _values(language: Language, extra: str = "") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [row.name(language) + extra for row in ROWS],
            "attained": [row.attained for row in ROWS],
            "verdict": ["met" if row.attained >= 100 else "missed" for row in ROWS],
            "growth": [row.growth for row in ROWS],
            "asked": [row.asked for row in ROWS],
        }
    )


def _growth(language: Language, extra: str) -> list[Any]:
    words = WORDS[language]
    kinds = [words["done"], words["asked"]]
    base = alt.Chart(_values(language, extra))
    names = alt.Y("name:N", sort=None, title=None)
    colours = alt.Scale(domain=kinds, range=[COLOUR["published"], COLOUR["context"]])
    dots = (
        base.transform_fold(["growth", "asked"], as_=["key", "value"])
        .transform_calculate(kind=f"datum.key == 'growth' ? '{kinds[0]}' : '{kinds[1]}'")
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=alt.X("value:Q", title="%", axis=alt.Axis(format=".1f")),
            y=names,
            shape=alt.Shape("kind:N", title=None, scale=alt.Scale(domain=kinds, range=["circle", "diamond"])),
            color=alt.Color("kind:N", title=None, scale=colours),
            tooltip=["name:N", alt.Tooltip("value:Q", format=".2f")],
        )
    )
    lines = base.mark_rule(color=COLOUR["band"], strokeWidth=4).encode(x="growth:Q", x2="asked:Q", y=names)
    made = alt.layer(lines, dots).properties(width=440, height=210)
    return [*heads("growth", "growth", words, extra), chart("growth", "growth-chart", made, words["growth_c"])]


def _history(language: Language, extra: str) -> list[Any]:
    """Draw a clipped line, and a strip whose colours are mixed: neither may break on a page."""
    words = WORDS[language]
    values = pd.DataFrame({"year": [2017, 2018, 2019, 2020, 2021, 2023], "value": [3.9, 4.6, 5.4, 6.9, 8.4, 11.2]})
    years = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0))
    line = (
        alt.Chart(values)
        .mark_line(color=COLOUR["published"], clip=True)
        .encode(x=years, y=alt.Y("value:Q", title=None))
    )
    mixed = alt.Scale(range=[COLOUR["band"], COLOUR["published"]])
    strip = (
        alt.Chart(values)
        .mark_rect()
        .encode(x=years, y=alt.value(150), y2=alt.value(160), color=alt.Color("value:Q", legend=None, scale=mixed))
    )
    made = alt.layer(line, strip).properties(width=560, height=160)
    return [*heads("history", "history", words, extra), chart("history", "history-chart", made, words["history_c"])]


def _sources(language: Language, extra: str) -> list[Any]:
    listed = "1. Báo Hải Phòng, <https://example.org/2021>\n2. [Cục Thống kê](https://example.org/statistics)"
    return [*heads("sources", "sources", WORDS[language], extra), text("sources", "text", listed)]


def _configuration() -> dict[str, Any]:
    axis = {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 260, "titleFontWeight": "normal"}
    return {
        "font": "Be Vietnam Pro, system-ui, sans-serif",
        "background": COLOUR["paper"],
        "locale": {"number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}},
        "axis": axis
        | {"labelColor": COLOUR["ink"], "titleColor": COLOUR["muted"], "gridColor": COLOUR["rule"]}
        | {"domainColor": COLOUR["context"], "tickColor": COLOUR["context"]},
        "view": {"stroke": None},
        "legend": {"labelFontSize": 12, "labelColor": COLOUR["ink"], "orient": "top"},
    }
