"""What a notebook shows of the public names: each documented with an example, each summed up at a glance."""

from __future__ import annotations

import inspect
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

import kienan_analysis as ka
from kienan_analysis.dataset import load
from kienan_analysis.reconciliation import reconcile
from kienan_analysis.summaries import MOST_LETTERS, MOST_ROWS, summary
from tests.packages import area, indicator, observation, source, write_package
from tests.shipped_reviews import review_of, shipped
from tests.test_explorer import HOSTILE, hostile_package

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [name for name in ka.__all__ if name != "__version__"]


class Page(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_has_an_example(name: str) -> None:
    """The examples run with the tests, as all docstrings' do."""
    documented = inspect.getdoc(getattr(ka, name))
    assert documented is not None
    assert ">>> " in documented


@pytest.mark.parametrize("module", ["growth", "published"])
def test_every_name_of_a_public_module_has_an_example(module: str) -> None:
    home = getattr(ka, module)
    functions = [getattr(home, name) for name in home.__all__ if inspect.isfunction(getattr(home, name))]
    assert functions
    assert [function.__name__ for function in functions if ">>> " not in str(inspect.getdoc(function))] == []


def test_a_dataset_sums_itself_up() -> None:
    page = Page(shipped()._repr_html_())
    for told in (
        "254 số liệu · observations",
        "54 nguồn · sources",
        "Quận Kiến An · Kiến An District",
        "1994–2023",
        "64",
    ):
        assert told in page.text
    assert page.tags.count("tr") == 1 + 10


def test_a_reconciliation_sums_itself_up() -> None:
    known = reconcile(shipped())
    page = Page(known._repr_html_())
    assert f"{len(known.conflicts)} mâu thuẫn · conflicts" in page.text
    row = known.series.query("area == 'kien-an' and indicator == 'industrial_output'")
    assert len(row)
    assert page.tags.count("tr") == 1 + MOST_ROWS + 1
    assert "more" in page.text


def test_a_review_sums_itself_up_in_one_table() -> None:
    html = review_of("kien-an", 2021, "en")._repr_html_()
    page = Page(html)
    assert "4 of 5 plans were met" in page.text
    assert page.tags.count("table") == 1
    assert len(html) < 20_000


def test_observations_are_a_plain_table_that_a_notebook_bounds_and_escapes(tmp_path: Path) -> None:
    frame: Any = load(hostile_package(tmp_path)).observations
    html = str(frame._repr_html_())
    assert "<img" not in html
    assert "img src=x" in Page(html).text
    every: Any = shipped().observations
    many = str(every._repr_html_())
    assert Page(many).tags.count("tr") <= 70


def test_summaries_escape_what_the_data_hold(tmp_path: Path) -> None:
    data = load(hostile_package(tmp_path))
    for shown in (data, reconcile(data), ka.review(data, area="kien-an", year=2021, language="en")):
        page = Page(shown._repr_html_())
        assert "img" not in page.tags
        assert "script" not in page.tags
    assert HOSTILE[:20] in Page(data._repr_html_()).text


@pytest.mark.slow
def test_summaries_stay_small_however_much_there_is(tmp_path: Path) -> None:
    places = [area(f"a-{number}", name_vi="x" * 500, name_en="y" * 500) for number in range(300)]
    rows = [observation(source="one", area=place["id"], indicator="first") for place in places]
    data = load(
        write_package(
            tmp_path,
            rows,
            areas=places,
            indicators=[indicator("first", name_vi="z" * 500)],
            sources=[source("one")],
            title="t" * 5000,
        )
    )
    for shown in (data, reconcile(data)):
        assert len(shown._repr_html_()) < 12_000
    assert Page(data._repr_html_()).tags.count("tr") == 1 + MOST_ROWS + 1
    assert MOST_LETTERS < 500
    assert "<b>" not in summary("<b>", ["<b>"], ["<b>"], [["<b>"]])


def test_importing_the_package_brings_no_widgets() -> None:
    """What is heavy is imported where it is used; `kienan --help` must stay quick."""
    code = "import kienan_analysis, sys; print([m for m in ('ipywidgets', 'altair', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_public_name_whose_package_is_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(_: str) -> None:
        raise ModuleNotFoundError("no", name="altair.vegalite")

    monkeypatch.delitem(vars(ka), "history", raising=False)
    monkeypatch.setattr(ka, "import_module", lacking)
    with pytest.raises(ka.errors.KienanError, match=r"'altair'.*pip install kienan-analysis"):
        _ = ka.history
