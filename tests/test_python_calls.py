"""What a Python session calls: files read and added, reviews saved, each value in its own unit."""

from __future__ import annotations

import importlib
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import altair as alt
import numpy as np
import pytest

import kienan_analysis as ka
from kienan_analysis.articles.given_articles import file_named
from kienan_analysis.cli import main
from kienan_analysis.cli.years import years_of
from kienan_analysis.data_package.new_package import About, new_package
from kienan_analysis.documents.kinds import ENDINGS, Kind, kind_of
from kienan_analysis.documents.opener import _READERS
from kienan_analysis.errors import DataError, KienanError, UsageError
from tests.article_documents import web_page, word_file
from tests.packages import INDICATORS, indicator, observation, write_package
from tests.shipped_reviews import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "Năm 2021, quận Kiến An: thu ngân sách đạt 126% kế hoạch, bằng 104% so với cùng kỳ."
SOURCE: dict[str, Any] = {"publisher": "example.org", "url": "https://example.org/a", "published": "2022-01-12"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return new_package(None, tmp_path / "my-data", About(title="My figures"))


# units


@pytest.mark.slow
def test_the_unit_is_that_of_the_value_in_every_frame_that_has_one() -> None:
    data = shipped()
    comparison = ka.compare(data, "kien-an hai-phong", 2021)
    review = ka.review(data, "kien-an", 2021)
    frames: dict[str, Any] = {
        "observations": data.observations,
        "statements": review.tables.statements,
        "not_comparable": review.tables.not_comparable,
        "figures": comparison.tables.figures,
        "sources": ka.view(data, "sources", area="kien-an").frame,
    }
    for name, frame in frames.items():
        assert len(frame), name
        amounts = frame["measure"].isin(["level", "plan"])
        assert (frame.loc[~amounts, "unit"] == "1").all(), name
        own_units = frame.loc[amounts, "indicator"].map(data.indicators["unit"])
        assert (frame.loc[amounts, "unit"] == own_units).all(), name
    printed: Any = data.observations.set_index("id")[["value", "unit", "printed", "printed_unit"]]
    assert printed.loc["kien-an-2022-01-11-03"].tolist() == [0.1368, "1", "13,68", "%"]
    converted = printed[printed["printed_unit"] == "triệu đồng"]
    assert set(converted["unit"]) == {"tỷ đồng"}
    assert len(converted) > 10


@pytest.mark.slow
def test_read_gives_the_values_that_load_gives(own: Path) -> None:
    """To the last bit: the same figure, read and then loaded."""
    text = (
        "Ngày 12/01/2022. Năm 2021, quận Kiến An: giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng, tăng 13,68% so với "
        "cùng kỳ, đạt 101,5% kế hoạch; thu ngân sách bằng 104,7% so với cùng kỳ."
    )
    read = ka.read(text, data=own)
    waiting = ka.add(text, own, dry_run=True, **SOURCE).to_look_at
    ka.add(text, own, accept=waiting, **SOURCE)
    loaded = ka.load(own).observations.set_index(["indicator", "measure"])["value"]
    of_read = read.set_index(["indicator", "measure"])["value"]
    assert len(of_read) == 4
    assert of_read.sort_index().to_dict() == loaded.sort_index().to_dict()
    assert set(read.loc[read["measure"] != "level", "unit"]) == {"1"}


def test_read_leaves_points_and_levels_in_the_unit_that_is_printed() -> None:
    found = ka.read("Năm 2021, tỉnh An Giang: tỷ lệ hộ nghèo còn 2,5%, giảm 1,2 điểm phần trăm; thu 120 triệu đồng.")
    assert found.iloc[0][["value", "unit", "printed_unit"]].tolist() == [2.5, "%", "%"]
    points = found[found["printed"] == "1,2"].iloc[0]
    assert (points["value"], points["unit"], points["printed_unit"]) == (-1.2, "điểm phần trăm", "điểm phần trăm")


def test_the_command_prints_percent_as_before(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["read", str(file), "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    assert [(row["value"], row["unit"]) for row in rows] == [(126.0, "%"), (4.0, "%")]
    assert "printed_unit" not in rows[0]


@pytest.mark.slow
def test_a_growth_of_nothing_is_no_minus_zero(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "Năm 2021, quận Kiến An: thu ngân sách giảm 0% so với cùng kỳ."
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    for form in ("csv", "json"):
        with pytest.raises(SystemExit):
            main(["read", str(file), "--format", form])
        assert "-0" not in capsys.readouterr().out.replace(str(file), "")
    assert str(ka.read(text)["value"][0]) == "0.0"


# what is given as an article


@pytest.mark.slow
def test_a_path_an_address_and_bytes_are_read_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "báo cáo 2021"
    folder.mkdir()
    file = folder / "kết quả.docx"
    file.write_bytes(word_file())
    given: list[Any] = [file, str(file), file.as_uri(), file.as_uri().replace("file:///", "file:/"), file.read_bytes()]
    monkeypatch.setenv("HOME", str(folder))
    given.append("~/kết quả.docx")
    frames = [ka.read(one) for one in given]
    assert len(frames[0]) > 3
    for frame in frames[1:]:
        assert frame.equals(frames[0])
        assert frame.attrs["text"] == frames[0].attrs["text"]
    first = frames[0].iloc[0]
    digits = frames[0].attrs["text"][first["start"] : first["end"]]
    assert digits
    assert set(digits) & set("0123456789")


@pytest.mark.slow
def test_a_page_says_its_address_and_its_day() -> None:
    head = '<meta property="og:url" content="https://example.org/kq.html">'
    found = ka.read(web_page(head=head))
    assert found.attrs["url"] == "https://example.org/kq.html"
    assert found.attrs["file"] == "the document"


@pytest.mark.slow
def test_a_text_stays_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert file_named(TEXT) is None
    assert file_named("x" * 5000 + ".html") is None
    assert file_named("Kết quả: xem\nphụ lục.docx") is None
    assert file_named("thu 5\0 tỷ") is None
    monkeypatch.chdir(tmp_path)
    Path("thu ngân sách").write_text(TEXT, encoding="utf-8")
    assert len(ka.read("thu ngân sách")) == 2  # the file of that name
    assert len(ka.read("thu ngân sách\n")) == 0


@pytest.mark.parametrize("name", ["báo cáo.docx", "file:///không/có.html", "~/không có/a.pdf", "b.PDF", "c.jpg"])
def test_a_file_that_is_not_there_is_no_text_without_figures(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(UsageError, match="no such file"):
        ka.read(name)


def test_each_kind_of_document_has_a_reader_and_names() -> None:
    """To add one is to add it to these three and to `kind_of`: forms and calls know its names then."""
    kinds = set(get_args(Kind))
    assert set(ENDINGS) == kinds
    assert set(_READERS) == kinds
    for kind, reader in _READERS.items():
        module = importlib.import_module(f"kienan_analysis.documents.{reader.module}")
        assert callable(getattr(module, reader.function)), kind
    assert all(file_named(f"a.{ending}") for endings in ENDINGS.values() for ending in endings)


@pytest.mark.slow
def test_what_is_no_article_is_refused() -> None:
    with pytest.raises(UsageError, match="not fetched"):
        ka.read("https://example.org/a.html")
    with pytest.raises(UsageError, match="not int"):
        ka.read(5)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="another machine"):
        ka.read("file://server/a.html")


@pytest.mark.slow
def test_a_dataset_brings_its_own_catalogue_to_documents_too(tmp_path: Path) -> None:
    """Those are read in a process of their own, which must open the same package."""
    file = tmp_path / "a.docx"
    file.write_bytes(word_file(after="Năm 2021, quận Kiến An: doanh thu phiên chợ đạt 5 tỷ đồng."))
    indicators = [*INDICATORS, indicator("market_days", phrases_vi="doanh thu phiên chợ")]
    package = ka.load(write_package(tmp_path / "package", [observation()], indicators=indicators))
    assert kind_of(file.read_bytes()) == "word"
    here, beside_a_thread = ka.read(file, data=package), _beside_a_thread(lambda: ka.read(file, data=package))
    assert here["indicator"].tolist() == beside_a_thread["indicator"].tolist() == ["market_days"]


def _beside_a_thread(call: Callable[[], Any]) -> Any:
    """Call where another thread runs, as in a notebook: then a document's process is no fork of this one."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        return call()
    finally:
        done.set()
        other.join()


# add


@pytest.mark.slow
def test_add_writes_what_is_sure_and_keeps_the_rest(own: Path) -> None:
    seen = ka.add(TEXT, own, dry_run=True, **SOURCE)
    assert (len(seen.figures), seen.written) == (2, False)
    assert len(ka.load(own).observations) == 0
    added = ka.add(TEXT, own, **SOURCE)
    assert added.figures["id"].tolist() == ["kien-an-2022-01-12-01", "kien-an-2022-01-12-02"]
    assert added.figures["value"].tolist() == [1.26, 0.04]
    assert added.source["publisher"] == "example.org"
    assert [row["id"] for row in added.areas][:1] == ["kien-an"]
    assert len(ka.load(added.folder).observations) == 2
    again = ka.add(TEXT, own, **SOURCE)
    assert (len(again.figures), len(again.present)) == (0, 2)
    assert len(ka.load(own).observations) == 2


@pytest.mark.slow
def test_add_takes_what_is_accepted_and_nothing_else(own: Path) -> None:
    text = f"{TEXT} Chi ngân sách đạt 98% kế hoạch. Như vậy, thu ngân sách đạt 130% kế hoạch."
    seen = ka.add(text, own, dry_run=True, **SOURCE)
    assert seen.figures["printed"].tolist() == ["98"]
    # The growth stands in the sentence of a share that another sentence contradicts: it is asked with it.
    assert seen.to_look_at["printed"].tolist() == ["126", "104", "130"]
    assert "130" in seen.to_look_at["why"][0]
    chosen = seen.to_look_at.iloc[:1]
    added = ka.add(text, own, accept=chosen, **SOURCE)
    assert sorted(added.figures["printed"]) == ["126", "98"]
    assert added.to_look_at["printed"].tolist() == ["104", "130"]
    assert sorted(ka.load(own).observations["printed"]) == ["126", "98"]
    with pytest.raises(UsageError, match="no figure of this article"):
        ka.add(f"Quận. {text}", own, accept=chosen, **SOURCE)
    with pytest.raises(UsageError, match="columns start and end"):
        ka.add(text, own, accept=chosen[["value"]], **SOURCE)


@pytest.mark.slow
def test_add_refuses_what_it_does_not_know(own: Path) -> None:
    with pytest.raises(UsageError, match="publisher"):
        ka.add(TEXT, own)
    with pytest.raises(UsageError, match="which place"):
        ka.add("Năm 2021 thu ngân sách đạt 126% kế hoạch.", own, **SOURCE)
    with pytest.raises(UsageError, match="never written"):
        ka.add(TEXT, ka.load(), **SOURCE)
    with pytest.raises(UsageError, match="no such file"):
        ka.add("không có.docx", own)
    assert len(ka.load(own).observations) == 0


@pytest.mark.slow
def test_add_takes_a_dataset_for_its_place(own: Path) -> None:
    assert len(ka.add(TEXT, ka.load(own), **SOURCE).figures) == 2
    assert len(ka.load(own).observations) == 2


def test_what_was_added_sums_itself_up_escaped(own: Path) -> None:
    added = ka.add(TEXT, own, **(SOURCE | {"publisher": "<img src=x>"}))
    assert "2 figures added" in repr(added)
    html = added._repr_html_()
    assert "<img" not in html
    assert "đã thêm" in html
    assert [name for name in dir(added) if name.startswith("_")] == []


# reviews


@pytest.mark.slow
def test_area_and_year_may_be_given_by_place() -> None:
    data = shipped()
    for year in (2021, np.int64(2021)):
        review = ka.review(data, "kien-an", year, "en")  # type: ignore[arg-type]
        assert (review.tables.area, review.tables.year, review.words.language) == ("kien-an", 2021, "en")
    assert ka.compare(data, ["kien-an", "hai-phong"], 2021).tables.areas == ("kien-an", "hai-phong")
    assert ka.history(data, "kien-an", "en").tables.area == "kien-an"
    for wrong in ("2021", True, 2021.0):
        with pytest.raises(UsageError, match="whole number"):
            ka.review(data, "kien-an", wrong)  # type: ignore[arg-type]


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("call", "save"),
    [
        (("review", "kien-an"), lambda folder: ka.review(ka.load(), "kien-an", 2021, "en").save(folder)),
        (("compare", "kien-an", "hai-phong"), lambda folder: _compared().save(folder)),
        (("overview", "hai-phong"), lambda folder: ka.overview(ka.load(), "hai-phong", 2021, "en").save(folder)),
    ],
)
def test_what_is_saved_is_what_the_command_makes(
    call: tuple[str, ...],
    save: Callable[[Path], Path],
    tmp_path: Path,
    kienan: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Page, workbook, notebook and index, byte for byte."""
    page = save(tmp_path / "saved")
    made = tmp_path / "made"
    monkeypatch.setenv("KIENAN_DATA", ka.load().location)
    code, _, err = kienan(*call, "--year", "2021", "--language", "en", "--output", str(made))
    assert code == 0, err
    files = {
        path.relative_to(made): path.read_bytes()
        for path in made.rglob("*")
        if path.is_file() and path.name != "runs.json" and not path.name.startswith(".")
    }
    assert {path.suffix for path in files} == {".html", ".xlsx", ".ipynb", ".png"}
    assert page.relative_to(tmp_path / "saved") in files
    for name, content in files.items():
        assert (tmp_path / "saved" / name).read_bytes() == content, name


def _compared() -> Any:
    return ka.compare(ka.load(), "kien-an hai-phong", 2021, "en")


@pytest.mark.slow
def test_a_page_stands_alone(tmp_path: Path) -> None:
    review = ka.review(shipped(), "kien-an", 2021, "en")
    html = review.to_html()
    assert html == review.to_html()
    assert "annual-review.en.xlsx" not in html
    with pytest.raises(UsageError, match="in a folder"):
        review.save(tmp_path / "page.html")
    with pytest.raises(UsageError, match="no folder"):
        review.save("")
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(KienanError):
        review.save(blocked)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["history", "plans", "growth", "what_if", "sources"])
def test_the_chart_of_a_view_is_altairs(name: str) -> None:
    view = ka.view(shipped(), name, area="kien-an", language="en")
    chart = view.chart
    assert isinstance(chart, alt.TopLevelMixin)
    assert view.specification is not None
    assert chart.to_dict() == view.specification
    wider: Any = chart
    assert wider.properties(title="Mine").to_dict()["title"] == "Mine"
    assert view.specification["title"] != "Mine"


@pytest.mark.slow
def test_completion_shows_the_public_names_only() -> None:
    assert dir(ka) == sorted(ka.__all__)
    assert dir(ka.growth) == sorted(ka.growth.__all__)
    assert set(dir(ka.published)) == set(ka.published.__all__)
    data = shipped()
    for shown in (ka.review(data, "kien-an", 2021), ka.view(data, "history", area="kien-an")):
        assert [name for name in dir(shown) if name.startswith("_")] == []
    assert {"save", "to_html", "tables", "at_a_glance"} <= set(dir(ka.review(data, "kien-an", 2021)))
    assert set(dir(ka.errors)) == {"KienanError", "UsageError", "DataError", "Problem"}


# years


@pytest.mark.parametrize(
    ("texts", "years"),
    [(["2021"], [2021]), (["2020-2022", "2019"], [2020, 2021, 2022, 2019]), (["2020–2021", "2021"], [2020, 2021])],
)
def test_years_are_named_one_by_one_or_as_a_span(texts: list[str], years: list[int]) -> None:
    assert years_of(texts) == years


@pytest.mark.parametrize("text", ["20211", "2023-2020", "1000-9999", "2020-", "", "-2021", "2021.5", "²⁰²¹"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--year"):
        years_of([text])


@pytest.mark.slow
def test_an_added_article_that_a_rule_forbids_is_refused_whole(own: Path) -> None:
    ka.add(TEXT, own, **SOURCE)
    other = TEXT.replace("126%", "136%").replace("104%", "114%")
    seen = ka.add(other, own, dry_run=True, **SOURCE)
    assert len(seen.figures) == 0
    before = (own / "observations.csv").read_bytes()
    with pytest.raises((DataError, UsageError)):
        ka.add(other, own, accept=seen.to_look_at, **SOURCE)
    assert (own / "observations.csv").read_bytes() == before


@pytest.mark.parametrize(
    "call",
    [
        lambda data: ka.review(data, "kien-an", 2021),
        lambda data: ka.compare(data, "kien-an hai-an", 2021),
        lambda data: ka.history(data, "kien-an"),
        lambda data: ka.view(data, area="kien-an"),
        ka.explore,
        ka.article_form,
        lambda data: ka.areas("Kiến An", data),
    ],
    ids=["review", "compare", "history", "view", "explore", "article_form", "areas"],
)
@pytest.mark.parametrize("given", ["my-data", Path("my-data")])
def test_a_folder_is_loaded_before_it_is_looked_at(call: Callable[[Any], object], given: str | Path) -> None:
    with pytest.raises(UsageError, match=r"ka\.load\('my-data'\)"):
        call(given)


def test_a_table_is_no_dataset() -> None:
    with pytest.raises(UsageError, match="this is a DataFrame"):
        ka.review(ka.load().observations, "kien-an", 2021)  # type: ignore[arg-type]
