"""The first case from end to end: Kiến An 2021 through Papermill, in both languages, to its notebook and its page."""

from __future__ import annotations

import base64
import getpass
import json
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from kienan_analysis.runs import Run, RunSpec, execute_all
from tests.patience import PATIENCE
from tests.shipped_reviews import FOLDER, shipped

if TYPE_CHECKING:
    from kienan_analysis.wording import Language

pytestmark = pytest.mark.kernel

PROJECT = FOLDER.parent
LANGUAGES: tuple[Language, ...] = ("vi", "en")
LIVE_TYPE = "application/vnd.vegalite.v5+json"
SPECS = [RunSpec("kien-an", 2021, language) for language in LANGUAGES]

# DESIGN, section 4, as the table stands there (English digits): what is printed, then what follows with its bounds.
SEED_TABLE = {
    "industrial_output": (
        *("600.37", "101.5%", "13.68%"),
        *("591.498 [591.201, 591.794]", "528.123 [528.095, 528.150]", "12.00% [11.94, 12.06]"),
    ),
    "retail_sales": (
        *("8,446.29", "100.6%", "23.23%"),
        *("8,395.915 [8,391.739, 8,400.094]", "6,854.086 [6,853.804, 6,854.368]", "22.50% [22.43, 22.56]"),
    ),
    "accommodation_food_revenue": (
        *("1,400.27", "97.96%", "19.51%"),
        *("1,429.430 [1,429.352, 1,429.508]", "1,171.676 [1,171.623, 1,171.729]", "22.00% [21.99, 22.01]"),
    ),
    "agri_forestry_fishery_output": (
        *("130.93", "102.9%", "4.24%"),
        *("127.240 [127.173, 127.307]", "125.604 [125.594, 125.615]", "1.30% [1.25, 1.36]"),
    ),
    "budget_revenue_balanced": (
        *("424.723", "126%", "4%"),
        *("337.082 [335.749, 338.425]", "408.388 [406.433, 410.361]", "−17.46% [−18.18, −16.73]"),
    ),
}

# As a cell shows them: to the digits that the interval allows, its ends rounded outward.
SHOWN = {
    "591.498 [591.201, 591.794]": "591.5 [591.2, 591.8]",
    "528.123 [528.095, 528.150]": "528.12 [528.09, 528.16]",
    "8,395.915 [8,391.739, 8,400.094]": "8,396 [8,391, 8,401]",
    "6,854.086 [6,853.804, 6,854.368]": "6,854.1 [6,853.8, 6,854.4]",
    "1,429.430 [1,429.352, 1,429.508]": "1,429.43 [1,429.35, 1,429.51]",
    "1,171.676 [1,171.623, 1,171.729]": "1,171.68 [1,171.62, 1,171.73]",
    "127.240 [127.173, 127.307]": "127.24 [127.17, 127.31]",
    "125.604 [125.594, 125.615]": "125.60 [125.59, 125.62]",
    "337.082 [335.749, 338.425]": "337 [335, 339]",
    "408.388 [406.433, 410.361]": "408 [406, 411]",
    "12.00% [11.94, 12.06]": "12.00% [11.93, 12.07]",
    "22.50% [22.43, 22.56]": "22.50% [22.42, 22.57]",
    "22.00% [21.99, 22.01]": "22.00% [21.98, 22.02]",
    "1.30% [1.25, 1.36]": "1.30% [1.24, 1.36]",
    "−17.46% [−18.18, −16.73]": "−17.5% [−18.2, −16.7]",
}

# As the notes beside those cells that have fewer digits say them, where the table's own ends are rounded inward.
IN_FULL = {
    "528.123 [528.095, 528.150]": "528.123 [528.095, 528.151]",
    "8,395.915 [8,391.739, 8,400.094]": "8,395.915 [8,391.738, 8,400.095]",
    "6,854.086 [6,853.804, 6,854.368]": "6,854.086 [6,853.803, 6,854.369]",
    "1,429.430 [1,429.352, 1,429.508]": "1,429.430 [1,429.352, 1,429.509]",
    "1,171.676 [1,171.623, 1,171.729]": "1,171.676 [1,171.622, 1,171.730]",
    "125.604 [125.594, 125.615]": "125.604 [125.593, 125.616]",
    "337.082 [335.749, 338.425]": "337.082 [335.749, 338.426]",
}


def expected(language: Language) -> dict[str, tuple[str, ...]]:
    """Write the table's figures in the language's format."""
    return {name: tuple(written(figure, language) for figure in figures) for name, figures in SEED_TABLE.items()}


def shown(language: Language) -> dict[str, tuple[str, ...]]:
    """Write them as cells show them."""
    return {
        name: tuple(written(SHOWN.get(figure, figure), language) for figure in figures)
        for name, figures in SEED_TABLE.items()
    }


def written(figure: str, language: Language) -> str:
    return figure.replace(", ", "; ").translate(str.maketrans(",.", ".,")) if language == "vi" else figure


def test_the_format_of_each_language_is_the_one_that_is_meant() -> None:
    assert expected("vi")["industrial_output"][3] == "591,498 [591,201; 591,794]"
    assert expected("vi")["retail_sales"][0] == "8.446,29"
    assert expected("en")["industrial_output"][3] == "591.498 [591.201, 591.794]"
    assert expected("vi")["budget_revenue_balanced"][5] == "−17,46% [−18,18; −16,73]"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """Run both languages once, each in its own kernel."""
    folder = tmp_path_factory.mktemp("reviews")
    runs = execute_all(SPECS, data=shipped(), output=folder)
    assert [run.error for run in runs] == ["", ""]
    return runs


def notebook_of(made: list[Run], language: Language) -> Any:
    run = made[LANGUAGES.index(language)]
    return nbformat.read(run.notebook, as_version=4)


def page_of(made: list[Run], language: Language) -> str:
    run = made[LANGUAGES.index(language)]
    return run.page.read_text(encoding="utf-8")


def outputs_of(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


class Rows(HTMLParser):
    """The rows of all tables, each as the list of its cells' texts; the elements and the text that is read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self._quiet = self._in_cell = 0
        self._open: list[bool] = []  # of each span whether it is read apart: footnotes, unseen digits
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        self._quiet += tag in {"script", "style"}
        if tag == "span":
            classes = (dict(attrs).get("class") or "").split()
            self._open.append("why" in classes or "pad" in classes)
            self._quiet += self._open[-1]
        if tag == "small" and self._in_cell:
            self.rows[-1][-1] += " "
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._in_cell += 1
        if tag == "br" and self._in_cell:
            self.rows[-1][-1] += " "

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in {"script", "style"} or (tag == "span" and self._open.pop())
        self._in_cell -= tag in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._quiet:
            return
        self.text += data
        if self._in_cell:
            self.rows[-1][-1] += data


def figures_missing(html: str, language: Language) -> list[str]:
    """List the figures of the design's table that no cell of any table holds."""
    names = {row["id"]: row[f"name_{language}"] for row in shipped().indicators.reset_index().to_dict("records")}
    rows = [" | ".join(" ".join(cell.replace("○", " ").split()) for cell in row) for row in Rows(html).rows]
    missing = []
    for indicator, figures in shown(language).items():
        own = [row for row in rows if row.startswith(str(names[indicator]))]
        # A source's number stands behind a printed figure as a superscript.
        missing += [
            f"{indicator} {figure}"
            for figure in figures
            if not any(re.search(rf"(^|\| |[^\d.,]){re.escape(figure)}\d?( \||$)", row) for row in own)
        ]
    return missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_design_s_table_stands_in_notebook_and_page(made: list[Run], language: Language) -> None:
    tables = "".join(output["data"].get("text/html", "") for output in outputs_of(notebook_of(made, language)))
    assert figures_missing(tables, language) == []
    html = page_of(made, language)
    assert figures_missing(html, language) == []
    # A rate is there to three digits, an amount to those of the design's table.
    in_full = [written(IN_FULL.get(figure, figure), language) for figure in SHOWN if "%" not in figure]
    in_full.append(written("−17.460% [−18.182, −16.733]", language))
    assert [figure for figure in in_full if f"<b>{figure}</b>" not in html] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_a_document_in_its_language_with_one_title(made: list[Run], language: Language) -> None:
    page = Rows(page_of(made, language))
    assert [attributes for tag, attributes in page.tags if tag == "html"] == [{"lang": language}]
    assert len([tag for tag, _ in page.tags if tag == "h1"]) == 1
    said = {
        "vi": ["4/5 chỉ tiêu đạt kế hoạch", "hụt 2,04%", "thấp hơn thực hiện năm trước 17,5%", "369,32"],
        "en": ["4 of 5 plans were met", "fell short by 2.04%", "17.5% below the year before", "369.32"],
    }
    assert [words for words in said[language] if words not in page.text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_is_whole_in_the_notebook(made: list[Run], language: Language) -> None:
    marks = [output.metadata.get("kienan", {}) for output in outputs_of(notebook_of(made, language))]
    charts = [output for output in outputs_of(notebook_of(made, language)) if LIVE_TYPE in output["data"]]
    assert len(charts) >= 5
    for output in charts:
        assert base64.b64decode(output["data"]["image/png"]).startswith(b"\x89PNG")
        assert output.metadata["image/png"]["alt"].strip()
        section = output.metadata["kienan"]["section"]
        assert [mark for mark in marks if mark.get("section") == section and mark.get("part") == "table"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_of_the_page_has_words_and_a_table_in_its_section(made: list[Run], language: Language) -> None:
    page = page_of(made, language)
    sections = re.split(r"<section\b", page)[1:]
    drawn = 0
    for section in sections:
        parsed = Rows(f"<section{section}")
        drawings = [attributes for _, attributes in parsed.tags if attributes.get("role") == "img"]
        drawn += len(drawings)
        assert all(attributes["aria-label"].strip() for attributes in drawings)
        assert not drawings or "table" in [tag for tag, _ in parsed.tags]
    expected_charts = [output for output in outputs_of(notebook_of(made, language)) if LIVE_TYPE in output["data"]]
    assert drawn == len(expected_charts)


def test_a_second_run_gives_the_same_bytes(made: list[Run], tmp_path: Path) -> None:
    # One language will do, in a folder of another name; each kernel draws its own hash seed.
    english = made[1]
    # As before, the Vietnamese edition lies beside it: the page links to it.
    before = Path(english.output)
    for name in ("runs.json", *(RunSpec("kien-an", 2021, "vi").file(ending) for ending in ("ipynb", "html", "xlsx"))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((before / name).read_bytes())
    [again] = execute_all([english.spec], data=shipped(), output=tmp_path, force=True)
    assert again.state == "done"
    assert again.files == english.files
    for name in english.files:
        assert (tmp_path / name).read_bytes() == (before / name).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_tells_of_the_machine_or_the_moment(made: list[Run], language: Language) -> None:
    run = made[LANGUAGES.index(language)]
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    secrets = {str(PROJECT), str(Path.home()), str(run.output), sys.prefix, sys.base_prefix, today}
    names = {getpass.getuser(), platform.node()} - {""}
    for text in (json.dumps(notebook_of(made, language), ensure_ascii=False), page_of(made, language)):
        bare = re.sub(r"[A-Za-z0-9+/=]{400,}", "", text)  # images and typefaces
        assert [secret for secret in secrets if len(secret) > 3 and secret in bare] == []
        # A user may be called "data" and a machine "plan": they tell nothing unless as a part of an address.
        assert [name for name in names if re.search(rf"[/\\@]{re.escape(name)}\b|\b{re.escape(name)}@", bare)] == []
        assert not re.search(r"/(home|Users|tmp|root|var|work)/\w", bare)
        assert not re.search(r"start_time|end_time|\"duration\"|iopub", bare)


def test_stock_papermill_gives_the_same_review(made: list[Run], tmp_path: Path) -> None:
    written = tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "notebooks/annual_review.ipynb", str(written)]
    for name, value in (("area", "kien-an"), ("year", "2021"), ("language", "en")):
        command += ["-p", name, value]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KIENAN_")}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr[-2000:]
    theirs, ours = nbformat.read(written, as_version=4), notebook_of(made, "en")
    assert len(outputs_of(ours)) > 20
    assert outputs_of(theirs) == outputs_of(ours)
