"""Runs of small notebooks in real kernels, and what must hold whatever happens to them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import nbformat
import pandas as pd
import pytest
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from kienan_analysis import atomic_files, runs
from kienan_analysis.errors import UsageError
from kienan_analysis.runs import Run, RunError, RunSpec, execute_all, kernel, plan_runs, review
from kienan_analysis.runs.destination import destination
from kienan_analysis.runs.inputs import Inputs
from kienan_analysis.runs.output_checks import CellProblem, canonical, check, with_ids
from kienan_analysis.runs.run_log import read_log as read_place
from tests.batches import is_gone
from tests.patience import PATIENCE, interruptible, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.dataset import Dataset

NOTEBOOKS = Path(__file__).parent / "notebooks"
SPEC = RunSpec("kien-an", 2021, "vi")
KIEN_AN: dict[str, str | int] = {"area": "kien-an", "year": 2021, "language": "vi"}
YEARS = {"kien-an": [2019, 2021], "hai-phong": [2021], "hong-bang": []}


@dataclass(frozen=True)
class StubData:
    """As much of a Dataset as runs need."""

    observations: pd.DataFrame
    indicators: pd.DataFrame
    areas: pd.DataFrame
    sources: pd.DataFrame
    name: str = "stub"
    version: str = "1.0.0"
    location: str = "data"
    title: str = "Stub"
    licence: str = "CC0"
    digest: str = ""

    def require_figures(self) -> None:
        """There are some."""

    def require_area(self, area: str) -> None:
        if area not in self.areas.index:
            raise UsageError("is unknown.", where=f"area {area!r}")


def frames() -> StubData:
    rows = [
        ("seed-1", "seed", "kien-an", "retail_sales", 8446.29),
        ("city-1", "city", "hai-phong", "retail_sales", 180000.0),
        ("other-1", "other", "da-nang", "exports", 5.0),
    ]
    areas = [("kien-an", "hai-phong"), ("hong-bang", "hai-phong"), ("hai-phong", ""), ("da-nang", "")]
    return StubData(
        observations=pd.DataFrame(rows, columns=["id", "source", "area", "indicator", "value"]),
        indicators=pd.DataFrame({"unit": ["tỷ đồng", "USD"]}, index=["retail_sales", "exports"]),
        areas=pd.DataFrame(
            {
                "parent": [parent for _, parent in areas],
                **dict.fromkeys(("code", "level", "name_vi", "name_en"), ""),
                **dict.fromkeys(("valid_from", "valid_to")),
                "successors": [() for _ in areas],
            },
            index=[name for name, _ in areas],
        ),
        sources=pd.DataFrame({"url": ["a", "b", "c"]}, index=["seed", "city", "other"]),
    )


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a data set without the rooms that make one."""

    def require_year(data: StubData, area: str, year: int) -> None:
        if year not in YEARS[area]:
            raise UsageError("nothing is known.", where=f"year {year}", remedy=f"There are: {YEARS[area]}.")

    stub: Any = ModuleType("kienan_analysis.annual_review")
    stub.require_year = require_year
    stub.review_years = lambda _, area: YEARS.get(area, [])
    stub.newest_year = lambda _, area: max(YEARS.get(area, []), default=None)
    monkeypatch.setitem(sys.modules, "kienan_analysis.annual_review", stub)
    return frames()


@pytest.fixture
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a kernel would start."""
    import papermill

    def start(*_: object, **__: object) -> None:
        pytest.fail("a kernel was about to start")

    monkeypatch.setattr(papermill, "execute_notebook", start)


def read_log(folder: Path) -> dict[RunSpec, dict[str, Any]]:
    return read_place(destination(folder))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(data: Dataset, output: Path, notebook: str = "whole.ipynb", **options: Any) -> Run:
    options = {"publish": False, **options}
    return review(KIEN_AN, data=data, output=output, notebook=NOTEBOOKS / notebook, **options)


# ----------------------------------------------------------------------------------------------- before a kernel


@pytest.mark.usefixtures("no_kernel")
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"yeer": 2021},
            "parameter 'yeer': there is no such parameter. Did you mean 'year'? There are: area, year, language.",
        ),
        ({"year": "2021"}, "parameter 'year': must be int, and '2021' is str."),
        ({"year": True}, "parameter 'year': must be int, and True is bool."),
        ({"area": 5}, "parameter 'area': must be str, and 5 is int."),
        ({"language": "fr"}, "language 'fr': there is no such language. There are: vi, en."),
        ({"area": "../../etc"}, "area '../../etc': is no area id"),
        ({"area": "kien-an/x"}, "area 'kien-an/x': is no area id"),
        ({"area": "kienan"}, "area 'kienan': is unknown."),
        ({"year": 2026}, "year 2026: nothing is known. There are: [2019, 2021]."),
    ],
)
def test_a_wrong_parameter_is_refused_before_a_kernel_starts(
    data: Dataset, tmp_path: Path, wrong: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        review({**KIEN_AN, **wrong}, data=data, output=tmp_path, notebook=NOTEBOOKS / "whole.ipynb")
    assert message in str(caught.value)
    assert caught.value.exit_code == 2
    assert files(tmp_path) == {}


@pytest.mark.usefixtures("no_kernel")
def test_a_notebook_without_the_parameters_is_refused(data: Dataset, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not declare the parameter area, year, language"):
        run(data, tmp_path, "without_parameters.ipynb")
    with pytest.raises(UsageError, match="there is no such notebook"):
        run(data, tmp_path, "none.ipynb")
    assert files(tmp_path) == {}


def test_plans_name_each_area_year_and_language(data: Dataset) -> None:
    both = [RunSpec(area, 2021, language) for area in ("hai-phong", "kien-an") for language in ("en", "vi")]
    assert plan_runs(data, [], [2021]) == both
    assert plan_runs(data, ["kien-an"], None, ["en"]) == [
        RunSpec("kien-an", 2019, "en"),
        RunSpec("kien-an", 2021, "en"),
    ]
    assert plan_runs(data, ["kien-an"], [2021, 2021], ["vi", "vi"]) == [SPEC]
    # Without a year, each area's newest.
    assert plan_runs(data) == both


def test_a_misspelt_parameter_is_refused_before_any_data_are_read() -> None:
    with pytest.raises(UsageError, match="Did you mean 'year'"):
        runs.review(parameters={"yeer": 2021})


@pytest.mark.parametrize(
    ("areas", "years", "languages", "message"),
    [
        (["kien-an", "hong-bang"], [], [], "area hong-bang: there are no figures of this area. There are: 2019, 2021."),
        ([], [2018], [], "year 2018: no area has figures of it. There are: 2019, 2021."),
        (["kien-an"], [2026], [], "year 2026: nothing is known."),
        (["kienan"], [2021], [], "area 'kienan': is unknown."),
        ([], [2021], ["fr"], "language 'fr': there is no such language. There are: vi, en."),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    data: Dataset, areas: list[str], years: list[int], languages: list[str], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        plan_runs(data, areas, years, languages)
    assert message in str(caught.value)


# ------------------------------------------------------------------------------------------------- a whole run


@pytest.mark.kernel
def test_a_run_twice_gives_the_same_bytes_and_a_third_is_skipped(data: Dataset, tmp_path: Path) -> None:
    first = run(data, tmp_path / "one {a}")  # Papermill takes braces in a path for a template.
    second = run(data, tmp_path / "two")
    assert (first.state, second.state) == ("done", "done")
    assert first.notebook.read_bytes() == second.notebook.read_bytes()
    assert set(files(tmp_path / "two")) == {"runs.json", "kien-an/2021/annual-review.vi.ipynb"}

    text = first.notebook.read_text(encoding="utf-8")
    for word in (str(tmp_path), str(Path.home()), str(NOTEBOOKS), "start_time", "duration", "iopub", "output_path"):
        assert word not in text
    notebook = nbformat.read(first.notebook, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.papermill == {"parameters": KIEN_AN}
    assert notebook.metadata.kienan == {**KIEN_AN, "title": "masthead"}
    assert notebook.cells[2].source.splitlines()[1:] == ['area = "kien-an"', "year = 2021", 'language = "vi"']

    third = run(data, tmp_path / "two")
    assert third.state == "skipped"
    assert run(data, tmp_path / "two", force=True).state == "done"
    [entry] = json.loads((tmp_path / "two" / "runs.json").read_text(encoding="utf-8"))["runs"]
    assert entry["parameters"] == KIEN_AN
    assert entry["state"] == "done"
    assert entry["seconds"] > 0


@pytest.mark.slow
def test_a_run_is_not_skipped_when_its_file_or_its_inputs_have_changed(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = fake_execution(monkeypatch)
    assert run(data, tmp_path).state == "done"
    assert run(data, tmp_path).state == "skipped"
    place = tmp_path / SPEC.file("ipynb")
    place.write_bytes(place.read_bytes() + b"\n")
    assert run(data, tmp_path).state == "done"
    place.unlink()
    assert run(data, tmp_path).state == "done"
    observations = frames().observations.assign(value=lambda rows: rows["value"] + 1)
    assert run(replace(data, observations=observations), tmp_path).state == "done"
    assert len(made) == 4


def fake_execution(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Stand in for the kernel where only files and records are asked about."""
    from kienan_analysis.runs import kernel as run_kernel

    made: list[dict[str, Any]] = []

    def execute(source: NotebookNode, parameters: dict[str, Any], **options: Any) -> NotebookNode:
        made.append({**parameters, **options})
        return whole(source)

    monkeypatch.setattr(run_kernel, "execute", execute)
    return made


def whole(source: NotebookNode) -> NotebookNode:
    executed = nbformat.from_dict(json.loads(json.dumps(source)))
    parts = [part("masthead", "masthead"), part("at_a_glance", "text"), part("sources", "note")]
    executed.cells[-1].outputs = parts
    result: NotebookNode = executed
    return result


def part(section: str, kind: str, **mark: object) -> NotebookNode:
    labels = {"section": section, "part": kind, "id": section.replace("_", "-"), **mark}
    output: NotebookNode = nbformat.v4.new_output("display_data", {"text/markdown": "# x"}, metadata={"kienan": labels})
    return output


def test_what_a_run_depends_on_is_the_area_its_parent_and_its_peers(data: Any) -> None:
    notebook = NOTEBOOKS / "whole.ipynb"
    before = Inputs(data, notebook).digest(SPEC)

    def changed(area: str) -> bool:
        rows = data.observations
        values = rows["value"].where(rows["area"] != area, rows["value"] + 1)
        return Inputs(replace(data, observations=rows.assign(value=values)), notebook).digest(SPEC) != before

    assert {area: changed(area) for area in ("kien-an", "hai-phong", "da-nang")} == {
        "kien-an": True,
        "hai-phong": True,
        "da-nang": False,
    }
    peer = pd.concat([data.observations, data.observations.iloc[[0]].assign(id="peer-1", area="hong-bang")])
    variants = [
        Inputs(replace(data, observations=peer), notebook).digest(SPEC),
        Inputs(replace(data, sources=data.sources.assign(url="new")), notebook).digest(SPEC),
        Inputs(replace(data, indicators=data.indicators.assign(unit="new")), notebook).digest(SPEC),
        Inputs(replace(data, version="2.0.0"), notebook).digest(SPEC),
        Inputs(data, NOTEBOOKS / "failing_cell.ipynb").digest(SPEC),
        Inputs(data, notebook).digest(replace(SPEC, language="en")),
        Inputs(data, notebook).digest(SPEC, ["en"]),
    ]
    assert len({before, *variants}) == len(variants) + 1


@pytest.mark.kernel
def test_the_page_of_a_run_twice_has_the_same_bytes(data: Dataset, tmp_path: Path) -> None:
    made = [run(data, tmp_path / name, publish=True) for name in ("one", "two")]
    first, second = (result.page.read_text(encoding="utf-8") for result in made)
    assert first == second
    assert "<h1" in first
    assert str(tmp_path) not in first
    index = (tmp_path / "one" / "index.html").read_text(encoding="utf-8")
    assert 'href="kien-an/2021/annual-review.vi.html"' in index


@pytest.mark.slow
def test_the_page_is_written_with_the_notebook_and_links_to_its_other_language(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = fake_execution(monkeypatch)
    seen = fake_publishing(monkeypatch)
    specs = [SPEC, replace(SPEC, language="en")]
    results = execute_all(specs, data=data, output=tmp_path, notebook=NOTEBOOKS / "whole.ipynb")
    assert [result.state for result in results] == ["done", "done"]
    assert seen == [
        {
            other: f"annual-review.{other}.html",
            "workbook": f"annual-review.{own}.xlsx",
            "notebook": f"annual-review.{own}.ipynb",
            "card": f"card.{own}.png",
            "index": "../../index.html",
        }
        for own, other in (("vi", "en"), ("en", "vi"))
    ]
    folder = "kien-an/2021/annual-review"
    pages = {f"{folder}.{language}.{kind}" for language in ("vi", "en") for kind in ("ipynb", "html", "xlsx")}
    cards = {f"kien-an/2021/card.{language}.png" for language in ("vi", "en")}
    assert set(files(tmp_path)) == {*pages, *cards, "index.html", "runs.json"}
    assert [job["language"] for job in made] == ["vi", "en"]
    for job in made:
        environment = job["settings"].environment("/scratch")
        assert environment["KIENAN_IMAGES"] == "later"
        assert Path(environment["KIENAN_DATA"]).name == "data.zip"
    again = execute_all([SPEC], data=data, output=tmp_path, notebook=NOTEBOOKS / "whole.ipynb")
    assert [result.state for result in again] == ["skipped"]
    (tmp_path / SPEC.file("xlsx")).unlink()
    again = execute_all([SPEC], data=data, output=tmp_path, notebook=NOTEBOOKS / "whole.ipynb")
    assert [result.state for result in again] == ["done"]
    assert (tmp_path / SPEC.file("xlsx")).read_bytes() == b"workbook"
    assert (tmp_path / SPEC.card).read_bytes() == b"picture"
    # Another address on the web is another page.
    for address, state in (("https://example.org/a/", "done"), ("https://example.org/a", "skipped"), ("", "done")):
        [result] = execute_all([SPEC], data=data, output=tmp_path, notebook=NOTEBOOKS / "whole.ipynb", base_url=address)
        assert result.state == state
    told = sys.modules["kienan_analysis.publishing"].told
    assert told[-2:] == [f"https://example.org/a/{SPEC.file('html')}", ""]
    with pytest.raises(UsageError, match="no address on the web"):
        execute_all([SPEC], data=data, output=tmp_path, notebook=NOTEBOOKS / "whole.ipynb", base_url="example.org")


def fake_publishing(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    seen: list[dict[str, str]] = []
    told: list[str] = []

    def page(notebook: NotebookNode, *, edition_links: dict[str, str], address: str) -> str:
        seen.append(edition_links)
        told.append(address)
        return f"<title>Quận {notebook.metadata.kienan.area}</title>"

    def write_index(output: Path) -> Path:
        (output / "index.html").write_text("index", encoding="utf-8")
        return output / "index.html"

    stub: Any = ModuleType("kienan_analysis.publishing")
    stub.page, stub.write_index, stub.workbook = page, write_index, lambda _: b"workbook"
    stub.picture, stub.told = lambda _: b"picture", told
    monkeypatch.setitem(sys.modules, "kienan_analysis.publishing", stub)
    return seen


class Looking(runs.Watcher):
    """Write down what is told."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def begins(self, total: int, *, at_once: int) -> None:
        self.seen.append(f"{total} to make, {at_once} at once")

    def started(self, spec: RunSpec) -> None:
        self.seen.append(f"started {spec}")

    def ended(self, run: Run) -> None:
        self.seen.append(f"{run.state} {run.spec}")


@pytest.mark.kernel
def test_several_at_a_time_give_the_same_files_and_one_failure_ends_no_other(data: Dataset, tmp_path: Path) -> None:
    specs = [SPEC, replace(SPEC, year=2019)]
    options: dict[str, Any] = {"data": data, "notebook": NOTEBOOKS / "whole.ipynb", "publish": False}
    watcher = Looking()
    results = execute_all(specs, output=tmp_path / "two", resources=runs.Resources(jobs=2), watcher=watcher, **options)
    assert [(result.spec, result.state) for result in results] == [(spec, "done") for spec in specs]
    assert watcher.seen[0] == "2 to make, 2 at once"
    assert sorted(watcher.seen[1:]) == sorted(f"{what} {spec}" for spec in specs for what in ("started", "done"))
    single = execute_all(specs[:1], output=tmp_path / "one", **options)
    assert single[0].notebook.read_bytes() == results[0].notebook.read_bytes()
    assert set(read_log(tmp_path / "two")) == set(specs)


# -------------------------------------------------------------------------------------------- what goes wrong


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("notebook", "message"),
    [
        ("failing_cell.ipynb", "ZeroDivisionError: float division by zero."),
        ("warning_on_stderr.ipynb", "a warning was written to standard error: UserWarning: two figures of one year"),
    ],
)
def test_a_failure_names_its_cell_and_leaves_the_earlier_review_alone(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, notebook: str, message: str
) -> None:
    with monkeypatch.context() as patch:
        fake_execution(patch)
        run(data, tmp_path)
    earlier = files(tmp_path)
    with pytest.raises(RunError) as caught:
        run(data, tmp_path, notebook)
    text = str(caught.value)
    kept = tmp_path / SPEC.failed_copy
    assert f"kien-an 2021 vi, cell 6 (In [5], under “Growth”) of {notebook}: {message}" in text
    assert f"is kept: {kept}." in text
    assert "\x1b" not in text
    assert caught.value.exit_code == 1
    after = files(tmp_path)
    assert set(after) - set(earlier) == {"kien-an/2021/failed/annual-review.vi.ipynb"}
    assert after["kien-an/2021/annual-review.vi.ipynb"] == earlier["kien-an/2021/annual-review.vi.ipynb"]
    nbformat.validate(nbformat.read(kept, as_version=4))

    entry = read_log(tmp_path)[SPEC]
    assert (entry["state"], entry["cell"]) == ("failed", f"cell 6 (In [5], under “Growth”) of {notebook}")
    assert message in entry["error"]
    assert entry["failed_copy"] == "kien-an/2021/failed/annual-review.vi.ipynb"
    fake_execution(monkeypatch)
    assert run(data, tmp_path).state == "done"
    assert not kept.parent.exists()


def test_after_a_failure_the_other_runs_go_on(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from kienan_analysis.runs import kernel as run_kernel

    def execute(source: NotebookNode, parameters: dict[str, Any], **_: Any) -> NotebookNode:
        if parameters["year"] == 2019:
            raise LookupError("a mistake of ours")
        return whole(source)

    monkeypatch.setattr(run_kernel, "execute", execute)
    specs = [replace(SPEC, year=2019), SPEC]
    first, second = execute_all(specs, data=data, output=tmp_path, notebook=NOTEBOOKS / "whole.ipynb", publish=False)
    assert (first.state, second.state) == ("failed", "done")
    assert "kien-an 2019 vi: LookupError: a mistake of ours." in first.error
    assert "Traceback" in caplog.text


def test_a_folder_that_cannot_be_written_is_said_so(data: Dataset, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Exception, match="a file, where a folder should be") as caught:
        run(data, tmp_path / "file")
    assert getattr(caught.value, "exit_code", None) == 2


KILLED = """
import sys
sys.path[:0] = [{project!r}, {tests!r}]
import test_runs
from pathlib import Path
test_runs.execute_all([test_runs.SPEC], data=test_runs.frames(), output=Path({output!r}),
                      notebook=test_runs.NOTEBOOKS / "waiting_cell.ipynb", publish=False)
"""


@pytest.fixture
def started(data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[Any, int]]:
    """Start a run in a process of its own; give the process and its kernel's id when a cell is waiting."""
    fake_execution(monkeypatch)
    run(data, tmp_path / "reviews")
    monkeypatch.undo()
    mark = tmp_path / "started"
    paths = {"project": str(Path(__file__).parent.parent), "tests": str(Path(__file__).parent)}
    code = textwrap.dedent(KILLED).format(output=str(tmp_path / "reviews"), **paths)

    def start() -> tuple[Any, int]:
        environment = {**os.environ, "KIENAN_TEST_STARTED": str(mark)}
        process = subprocess.Popen(interruptible("-c", code), env=environment, stderr=subprocess.DEVNULL)
        wait_until(lambda: mark.exists() and mark.read_text(encoding="utf-8") != "")
        return process, int(mark.read_text(encoding="utf-8"))

    return start


@pytest.mark.kernel
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see the kernel's process")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_a_run_that_is_stopped_leaves_the_earlier_review_and_no_kernel(
    started: Callable[[], tuple[Any, int]], tmp_path: Path, how: str
) -> None:
    before = files(tmp_path / "reviews")
    process, kernel = started()
    process.send_signal(getattr(signal, how))
    assert process.wait(PATIENCE) != 0
    assert files(tmp_path / "reviews") == before
    wait_until(lambda: is_gone(kernel))


def test_the_next_run_removes_what_a_stopped_one_left(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = (tmp_path / SPEC.file("ipynb")).parent
    folder.mkdir(parents=True)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    name = f".kienan-{atomic_files._HOST}-{ended.pid}-annual-review.vi.ipynb.tmp"
    of_another = f".kienan-000000-{ended.pid}-annual-review.vi.ipynb.tmp"
    ours = f".kienan-{atomic_files._HOST}-{os.getpid()}-other.tmp"
    for leftover in (folder / name, tmp_path / name, folder / of_another, folder / ours, folder / "notes.tmp"):
        leftover.write_bytes(b"half")
    fake_execution(monkeypatch)
    run(data, tmp_path)
    assert {path.name for path in folder.iterdir()} == {of_another, ours, "notes.tmp", "annual-review.vi.ipynb"}
    assert {path.name for path in tmp_path.iterdir()} == {"kien-an", "runs.json"}


def test_folders_of_ended_processes_are_removed_and_no_others(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = {
        "dead": f".kienan-{atomic_files._HOST}-{ended.pid}-x.tmp",
        "alive": f".kienan-{atomic_files._HOST}-{os.getpid()}-x.tmp",
        "elsewhere": f".kienan-000000-{ended.pid}-x.tmp",
    }
    for name in names.values():
        (tmp_path / name).mkdir()
        (tmp_path / name / "data.zip").write_bytes(b"data")
        os.utime(tmp_path / name, (0, 0))  # of long ago: a batch may take days
    with atomic_files.temporary_folder(str(tmp_path)) as mine:
        assert [path.name for path in atomic_files.remove_abandoned(tmp_path)] == [names["dead"]]
        assert mine.is_dir()
    assert {path.name for path in tmp_path.iterdir()} == {names["alive"], names["elsewhere"]}


def test_of_several_files_none_is_replaced_where_one_cannot_be_written(tmp_path: Path) -> None:
    good, bad = tmp_path / "a", tmp_path / "file" / "b"
    good.write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        atomic_files.replace_together({good: b"new", bad: b"new"})
    assert good.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"a", "file"}


def test_a_record_that_cannot_be_read_counts_as_none(
    data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runs.json").write_text('{"runs": [{"parameters": {"area": "../x"', encoding="utf-8")
    fake_execution(monkeypatch)
    assert run(data, tmp_path).state == "done"
    assert set(read_log(tmp_path)) == {SPEC}


# ------------------------------------------------------------------------------------------- what must be in it


def executed(*outputs: NotebookNode) -> NotebookNode:
    cells = [nbformat.v4.new_markdown_cell("## Growth"), nbformat.v4.new_code_cell("x", outputs=list(outputs))]
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=cells)
    return notebook


def chart(**changes: Any) -> NotebookNode:
    data = {"application/vnd.vegalite.v5+json": {"mark": "bar"}, "image/png": "iVBO", "text/plain": "x"}
    labels = {"section": "growth", "part": "chart", "id": "c", "title": "Growth", **changes.get("mark", {})}
    metadata = {"kienan": labels, "image/png": changes.get("image", {"alt": "bars"})}
    data.update(changes.get("data", {}))
    output: NotebookNode = nbformat.v4.new_output("display_data", data, metadata=metadata)
    return output


NEEDED = [part("masthead", "masthead"), part("at_a_glance", "text"), part("sources", "note")]


def test_a_whole_review_passes() -> None:
    check(executed(*NEEDED, chart()))


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (nbformat.v4.new_output("stream", name="stderr", text="UserWarning"), "standard error: UserWarning"),
        (nbformat.v4.new_output("stream", text="12"), "text was printed that is no part of the review: 12"),
        (nbformat.v4.new_output("display_data", {"text/plain": "<Axes>"}), "bears no mark of its section, .*: <Axes>"),
        (part("growth", "table", id="t", title="T"), "table 't' has no text/html"),
        (part("growth", "figure", id="t"), "'t' has the unknown part 'figure'"),
        (part("sources", "text"), "two outputs have the id 'sources'"),
        (
            nbformat.v4.new_output(
                "display_data", {"text/markdown": " "}, metadata={"kienan": {"section": "a", "part": "text", "id": "a"}}
            ),
            "text 'a' has no text/markdown",
        ),
        (chart(image={"alt": " "}), "chart 'c' has no alternative text"),
        (chart(mark={"title": ""}), "chart 'c' has no title"),
        (chart(data={"image/png": ""}), "chart 'c' has no image/png"),
        (chart(data={"application/vnd.vegalite.v5+json": {}}), "chart 'c' has no application/vnd.vegalite"),
    ],
)
def test_an_output_that_a_reader_could_not_use_is_refused(output: NotebookNode, message: str) -> None:
    with pytest.raises(CellProblem, match=message) as caught:
        check(executed(*NEEDED, output))
    assert caught.value.place == "cell 2 (under “Growth”)"


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_review_without_a_section_that_every_review_has_is_refused(missing: int) -> None:
    rest = [output for index, output in enumerate(NEEDED) if index != missing]
    with pytest.raises(CellProblem, match="has no section " + ["masthead", "at_a_glance", "sources"][missing]):
        check(executed(*rest))


def test_an_older_notebook_gets_the_same_ids_each_time() -> None:
    def old() -> NotebookNode:
        cells = [{"cell_type": "markdown", "metadata": {}, "source": "# a"}] * 2
        notebook: NotebookNode = nbformat.from_dict(
            {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        )
        return notebook

    first, second = with_ids(old()), with_ids(old())
    assert [cell.id for cell in first.cells] == [cell.id for cell in second.cells]
    assert len({cell.id for cell in first.cells}) == 2
    nbformat.validate(canonical(first, second, KIEN_AN))


def test_the_notebook_of_this_package_declares_the_parameters() -> None:
    from kienan_analysis.runs.parameters import notebook_parameters

    if not runs.default_notebook().is_file():
        pytest.skip("the annual review's notebook is not there yet")
    declared = notebook_parameters(runs.default_notebook())
    assert {name: type_name for name, (type_name, _) in declared.items()} == {
        "area": "str",
        "year": "int",
        "language": "str",
    }


# Why a kernel did not start


@pytest.mark.parametrize(
    ("error", "limit", "said"),
    [
        (
            "it ended before it answered",
            100,
            "It may hold 100 MiB, too little perhaps: give it more by",
        ),
        ("it ended before it answered", 4096, "it ended before it answered. Its last words: no room"),
        ("it did not answer in 60 seconds", 0, "it did not answer in 60 seconds. Its last words: no room"),
        (
            "can't start new thread",
            0,
            "this user may not start more processes. End others, or raise",
        ),
    ],
)
def test_a_kernel_that_does_not_start_says_why_and_what_to_do(
    tmp_path: Path, error: str, limit: int, said: str
) -> None:
    log = tmp_path / "kernel.log"
    log.write_text("first\nno room\n", encoding="utf-8")
    settings = kernel.KernelSettings("", "", memory_limit=limit)
    told = kernel._what_happened(RuntimeError(error), {"log": log, "provisioner": None}, settings)
    assert told.startswith("the kernel did not start: ")
    assert said in told


def test_a_kernel_that_held_too_much_says_so(tmp_path: Path) -> None:
    provisioner = SimpleNamespace(has_held_too_much=True, exit_code=-signal.SIGKILL)
    settings = kernel.KernelSettings("", "", memory_limit=600)
    told = kernel._what_happened(DeadKernelError(""), {"log": tmp_path / "no", "provisioner": provisioner}, settings)
    assert told == "the kernel and what it started held more than 600 MiB (--memory-limit)."
