"""The explorer's widgets without a browser: controls change the state, states set the controls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import kienan_analysis as ka
from kienan_analysis.dataset import load
from kienan_analysis.errors import UsageError
from kienan_analysis.explorer import controls
from kienan_analysis.explorer.drawing import PICK
from kienan_analysis.explorer.offline_chart import enable_offline
from kienan_analysis.explorer.widget import Explorer
from kienan_analysis.palette import PALETTE
from tests.shipped_reviews import shipped
from tests.test_explorer import HOSTILE, hostile_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def module_explorer() -> Explorer:
    return Explorer(shipped(), area="kien-an", language="en")


@pytest.fixture
def explorer(module_explorer: Explorer) -> Iterator[Explorer]:
    """Give one explorer, each time as it was made."""
    begun = module_explorer.state
    yield module_explorer
    module_explorer.show(begun)


def reasons(choice: Any) -> dict[str, str]:
    return {option["value"]: option["reason"] for option in choice.options}


def test_a_view_button_shows_its_view(explorer: Explorer) -> None:
    explorer.panel.view.chosen = ["plans"]
    assert explorer.seen.state.view == "plans"
    assert explorer.chart.spec["title"]["text"] == ["Share of plan attained, every year"]
    assert "101.5%" in explorer.table.value
    assert "'plans'" in explorer.actions.code
    assert [option["value"] for option in explorer.panel.show.options] == ["years", "year"]


def test_each_control_changes_its_part_of_the_state(explorer: Explorer) -> None:
    explorer.panel.view.chosen = ["plans"]
    explorer.panel.show.chosen = ["year"]
    explorer.panel.year.value = 2021
    explorer.panel.bounds.value = False
    explorer.panel.indicators.chosen = ["retail_sales"]
    state = explorer.state
    assert (state.show, state.year, state.bounds, state.indicators) == ("year", 2021, False, ("retail_sales",))
    assert len(explorer.seen.rows) == 1
    explorer.panel.area.value = "hai-phong"
    assert explorer.state.indicators == ()
    assert explorer.panel.years.value == (2015, 2025)


def test_the_language_changes_every_word(explorer: Explorer) -> None:
    english = {option["label"] for option in explorer.panel.view.options}
    explorer.panel.language.chosen = ["vi"]
    assert not english & {option["label"] for option in explorer.panel.view.options}
    assert explorer.panel.area.description == "Đơn vị"
    assert explorer.actions.labels["copy_code"] == "Chép mã"
    assert explorer.chart.spec["title"]["text"] == ["Mọi năm đã biết"]
    assert "Chỉ tiêu" in explorer.table.value


def test_what_cannot_be_used_is_disabled_and_says_why(explorer: Explorer) -> None:
    explorer.panel.area.value = "phuong-kien-an"
    assert explorer.panel.view.chosen == ["history"]  # it was chosen, and says that it has nothing
    assert explorer.note.value
    blocked = {name for name, reason in reasons(explorer.panel.view).items() if reason}
    assert blocked == {"history", "plans", "growth", "what_if"}
    assert "no plan or target of any year is known" in explorer.panel.reasons.value
    explorer.panel.area.value = "kien-an"
    explorer.panel.view.chosen = ["plans"]
    assert explorer.panel.year.disabled
    assert not explorer.panel.years.disabled
    assert reasons(explorer.panel.indicators)["population"]
    assert not reasons(explorer.panel.indicators)["retail_sales"]
    explorer.panel.view.chosen = ["history"]
    explorer.panel.show.chosen = ["index"]
    assert explorer.panel.bounds.disabled
    assert explorer.panel.bounds.tooltip in explorer.panel.reasons.value


def test_a_pick_in_the_chart_filters_the_table_and_shows_what_is_behind_it(explorer: Explorer) -> None:
    explorer.panel.view.chosen = ["plans"]
    (row,) = explorer.seen.rows.query("indicator == 'retail_sales' and year == 2021").to_dict("records")
    explorer.chart._vl_selections = {
        PICK: {"value": {"vlPoint": {"or": [{"key": row["key"]}]}, "key": [row["key"]]}, "store": []}
    }
    assert "100.6%" in explorer.table.value
    assert "102.9%" not in explorer.table.value
    assert "8.446,29" in explorer.table.value
    assert explorer.hint.value == "Only the 1 row picked in the chart is shown."
    explorer.every_row.click()
    assert "102.9%" in explorer.table.value


def test_a_statement_can_be_chosen_from_a_list(explorer: Explorer) -> None:
    explorer.panel.view.chosen = ["sources"]
    label, key = next(option for option in explorer.statement.options if "101,5%" in option[0])
    assert "Industrial output" in label
    explorer.statement.value = key
    assert "One figure in full" in explorer.table.value
    assert 'target="_blank" rel="noopener noreferrer" href="https://' in explorer.table.value


def test_a_slider_assumes_and_a_nudge_to_a_whole_step_does_not(explorer: Explorer) -> None:
    explorer.panel.view.chosen = ["what_if"]
    explorer.panel.year.value = 2022
    sliders = explorer.panel.sliders._sliders
    assert list(sliders)[:2] == ["industrial_output", "retail_sales"]
    assert sliders["agri_forestry_fishery_output"].value == pytest.approx(3.45)
    sliders["agri_forestry_fishery_output"].value = 3.5  # where a slider of tenths puts 3.45 by itself
    assert dict(explorer.state.assumed) == {}
    sliders["retail_sales"].value = 20.0
    assert dict(explorer.state.assumed) == {"retail_sales": 0.2}
    assert sliders["retail_sales"].description == "Retail sales of goods: 20.00%"
    assert "98.36%" in explorer.table.value
    explorer.panel.sliders._back.click()
    assert dict(explorer.state.assumed) == {}
    assert sliders["retail_sales"].value == 22.0


def test_the_chart_follows_the_page(explorer: Explorer) -> None:
    explorer.actions.dark = True
    assert explorer.chart.spec["config"]["background"] == PALETTE["paper"].dark
    explorer.actions.dark = False
    assert explorer.chart.spec["config"]["background"] == PALETTE["paper"].light


def test_files_are_sent_to_the_page(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[dict[str, Any], bytes]] = []

    def send(_: object, content: dict[str, Any], buffers: list[bytes]) -> None:
        sent.append((content, buffers[0]))

    monkeypatch.setattr(controls.Actions, "send", send)
    explorer.panel.view.chosen = ["plans"]
    explorer.actions._handle_custom_msg({"make": "csv"}, [])
    explorer.actions._handle_custom_msg({"make": "../../etc/passwd"}, [])
    ((content, file),) = sent
    assert content["name"] == "kien-an-plans-years-en.csv"
    assert content["said"] == "kien-an-plans-years-en.csv downloaded."
    assert b"retail_sales" in file


def test_hostile_names_are_text_in_every_widget(tmp_path: Path) -> None:
    explorer = Explorer(load(hostile_package(tmp_path)), area="kien-an", language="en")
    for view in ("history", "plans", "growth", "what_if", "compare", "sources"):
        explorer.show(replace(explorer.state, view=view))
        for text in (explorer.table, explorer.panel.reasons, explorer.hint, explorer.note):
            assert "<img" not in text.value
    # Buttons and lists take their words as text; the scripts set them by textContent.
    assert [option["label"] for option in explorer.panel.indicators.options] == [HOSTILE]
    for script in ("choice.js", "actions.js"):
        assert "innerHTML" not in controls.asset(script)
        assert "http" not in controls.asset(script)


def test_an_unknown_beginning_is_refused() -> None:
    for wrong in ({"area": "kienan"}, {"view": "plan"}, {"language": "fr"}):
        with pytest.raises(UsageError):
            ka.explore(shipped(), **wrong)


def test_the_charts_script_is_kept_and_asks_no_network() -> None:
    import altair as alt

    enable_offline()
    assert alt.JupyterChart._is_offline
    script = str(alt.JupyterChart._esm)
    assert "esm.sh" not in script
    assert len(script) > 500_000  # all of Vega is in it
