"""The command: what it prints where, how it refuses, and with which exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

import kienan_analysis
from kienan_analysis.cli import main
from kienan_analysis.data_package.schema_version import SCHEMA_VERSION
from kienan_analysis.errors import DataError, Problem, UsageError
from kienan_analysis.runs.record import Run, RunSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROJECT = Path(__file__).resolve().parent.parent
YEARS = {"kien-an": [2019, 2021], "hai-phong": [2021]}
WARNING = Problem("warning", "unit-jump", "observations.csv", 7, "unit", "tỷ đồng", "The unit changes.", "Look at it.")
REVISION = Problem("warning", "revision", "observations.csv", 4, "printed", "12,5", "Two sources differ.")
ERROR = Problem("error", "unknown-area", "observations.csv", 8, "area", "kienan", "There is no such area.", "Add it.")

Command = tuple[int, str, str]


class StubData:
    """As much of a Dataset as the command shows."""

    name, version, location = "stub", "1.0.0", "data"
    schema_version = SCHEMA_VERSION
    problems: Sequence[Problem] = (WARNING,)
    observations, sources = range(3), range(2)

    class areas:  # noqa: N801 - an attribute of a Dataset
        index = tuple(YEARS)

        def __len__(self) -> int:
            return len(self.index)

    def __init__(self) -> None:
        self.areas = type(self).areas()  # type: ignore[misc, assignment]

    def require_figures(self) -> None:
        """There are some."""

    def require_area(self, area: str) -> None:
        if area not in YEARS:
            raise UsageError("is unknown.", where=f"area {area!r}", remedy="Did you mean 'kien-an'?")

    def area_id(self, named: str, _: Sequence[int] = ()) -> str:
        self.require_area(named)
        return named


@pytest.fixture
def kienan(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Command]:
    """Call the command on a stub data set; give exit code, standard output and standard error."""
    stub: Any = ModuleType("kienan_analysis.annual_review")
    stub.review_years = lambda _, area: YEARS[area]
    stub.newest_year = lambda _, area: YEARS[area][-1]
    stub.require_year = lambda _, area, year: _require(area, year)
    monkeypatch.setitem(sys.modules, "kienan_analysis.annual_review", stub)
    set_load(monkeypatch, lambda _: StubData())
    for name, content in (
        ("annual_review.questions", {"problems": lambda _: []}),
        ("reconciliation", {"reconcile": lambda _: None}),
        ("reconciliation.problems", {"contradictions": lambda *_: [REVISION]}),
    ):
        module: Any = ModuleType(f"kienan_analysis.{name}")
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, module.__name__, module)

    def call(*arguments: str) -> Command:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return call


def set_load(monkeypatch: pytest.MonkeyPatch, load: Callable[[str | None], StubData]) -> None:
    stub: Any = ModuleType("kienan_analysis.dataset")
    stub.load = load
    monkeypatch.setitem(sys.modules, "kienan_analysis.dataset", stub)


def _require(area: str, year: int) -> None:
    if year not in YEARS[area]:
        raise UsageError("Kiến An ended on 2025-06-30.", where=f"year {year}", remedy="There are: 2019, 2021.")


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Stand in for the runs: those of Hải Phòng fail, those in English are skipped."""
    from kienan_analysis import runs

    calls: list[dict[str, Any]] = []

    def execute_all(specs: Sequence[RunSpec], **options: Any) -> list[Run]:
        calls.append({"specs": [str(spec) for spec in specs], **options})
        made = []
        for spec in specs:
            state: Any = "failed" if spec.area == "hai-phong" else "skipped" if spec.language == "en" else "done"
            error = f"{spec}, cell 5: ValueError: Hải Phòng." if state == "failed" else ""
            made.append(Run(spec, options["output"], state, 1.0, "", cell="cell 5" if error else "", error=error))
            options["watcher"].ended(made[-1])
        return made

    monkeypatch.setattr(runs, "execute_all", execute_all)
    return calls


def test_a_review_prints_where_its_two_pages_are(
    kienan: Callable[..., Command], executed: list[dict[str, Any]]
) -> None:
    code, out, err = kienan("review", "kien-an", "--year", "2021", "--jobs", "2", "--force")
    assert code == 0
    folder = Path("reviews") / "kien-an" / "2021"
    assert out.splitlines() == [str(folder / "annual-review.en.html"), str(folder / "annual-review.vi.html")]
    assert "kien-an 2021 en: nothing has changed since it was made, skipped" in err
    assert str(Path("reviews") / "index.html") in err
    assert "The data package has warnings: kienan check shows them." in err
    [call] = executed
    assert call["specs"] == ["kien-an 2021 en", "kien-an 2021 vi"]
    assert (call["resources"].jobs, call["force"], call["output"]) == (2, True, "reviews")


def test_a_pdf_is_asked_of_the_runs(kienan: Callable[..., Command], executed: list[dict[str, Any]]) -> None:
    kienan("review", "kien-an", "--year", "2021")
    kienan("review", "kien-an", "--year", "2021", "--pdf")
    assert [call["pdf"] for call in executed] == [False, True]


def test_a_comparison_prints_where_its_pages_are_and_fails_with_exit_code_1(
    kienan: Callable[..., Command], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kienan_analysis.runs.comparison import ComparisonSpec

    calls = _stubbed_reports(monkeypatch)
    code, out, err = kienan("compare", "kien-an", "hai-phong", "--year", "2021", "--language", "vi")
    assert (code, calls[0]) == (0, ([ComparisonSpec("kien-an", 2021, "vi", ("hai-phong",))], "reviews", False))
    assert out.strip() == str(Path("reviews") / "compare" / "kien-an_hai-phong" / "2021" / "comparison.vi.html")
    assert "All reviews:" in err
    code, _, err = kienan("compare", "kien-an", "hai-phong", "--year", "2019")
    assert (code, "Error: why" in err) == (1, True)
    assert [spec.language for spec in calls[1][0]] == ["vi", "en"]


def _stubbed_reports(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Stand in for the runs of comparisons and overviews, of which those of 2019 fail; give what they are asked."""
    calls: list[Any] = []

    def one_report(specs: Sequence[RunSpec], **options: Any) -> list[Run]:
        calls.append((specs, options["output"], options["pdf"]))
        states: dict[int, Any] = {2019: "failed"}
        runs = [Run(spec, options["output"], states.get(spec.year, "done"), 1.0, "", error="why") for spec in specs]
        for run in runs:
            options["report"](run)
        return runs

    stub: Any = ModuleType("kienan_analysis.runs.one_report")
    stub.one_report = one_report
    monkeypatch.setitem(sys.modules, "kienan_analysis.runs.one_report", stub)
    return calls


def test_overview_takes_a_name_and_says_where_the_page_is(
    kienan: Callable[..., Command], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kienan_analysis.runs.overview import OverviewSpec

    calls = _stubbed_reports(monkeypatch)
    parts: Any = ModuleType("kienan_analysis.area_parts")
    parts.area_of_parts = lambda _data, named, year: {("Hải Phòng", 2021): "hai-phong"}[named, year]
    monkeypatch.setitem(sys.modules, "kienan_analysis.area_parts", parts)
    code, out, err = kienan("overview", "Hải Phòng", "--year", "2021", "--language", "vi", "--pdf")
    assert (code, calls) == (0, [([OverviewSpec("hai-phong", 2021, "vi")], "reviews", True)])
    assert out.strip() == str(Path("reviews") / "overview" / "hai-phong" / "2021" / "overview.vi.html")
    assert "All reviews:" in err


def test_failures_are_listed_at_the_end_with_exit_code_1(
    kienan: Callable[..., Command], executed: list[dict[str, Any]], tmp_path: Path
) -> None:
    code, out, err = kienan("review", "--all", "--language", "vi", "--output", str(tmp_path))
    assert code == 1
    assert executed[0]["specs"] == ["hai-phong 2021 vi", "kien-an 2019 vi", "kien-an 2021 vi"]
    assert out.splitlines() == [str(tmp_path / "kien-an" / year / "annual-review.vi.html") for year in ("2019", "2021")]
    assert err.splitlines()[-2:] == ["1 of 3 failed:", "  hai-phong 2021 vi, cell 5: ValueError: Hải Phòng."]
    assert executed[0]["resources"].jobs >= 1


def test_without_a_year_the_newest_with_results_is_reviewed(
    kienan: Callable[..., Command], executed: list[dict[str, Any]]
) -> None:
    code, _, err = kienan("review", "kien-an", "--language", "vi")
    assert (code, executed[0]["specs"]) == (0, ["kien-an 2021 vi"])
    assert "No year was named; the newest with results is taken: kien-an 2021." in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["review", "kienan", "--year", "2021"], "Error: area 'kienan': is unknown. Did you mean 'kien-an'?"),
        (
            ["review", "kien-an", "--yeer", "2021"],
            "option '--yeer': there is no such option. Did you mean '--year'? There are: --year, --all",
        ),
        (
            ["review", "kien-an", "--year", "2021", "--language", "fr"],
            "language 'fr': there is no such language. There are: vi, en.",
        ),
        (["review", "kien-an", "--year", "2026"], "year 2026: Kiến An ended on 2025-06-30. There are: 2019, 2021."),
        (["review", "kien-an", "--year", "last"], "this is no year"),
        (["review", "--year", "2021", "--all"], "--year and --all exclude each other."),
        (["review", "--year", "2021", "--jobs", "0"], "option '--jobs': it must be at least 1."),
        (["reveiw"], "'reveiw': there is no such command. Did you mean 'review'?"),
        (["check", "my-data"], "'my-data': this command does not take so many words. A name of several words stands"),
        (["overview", "Hải", "Phòng", "--year", "2021"], "'Phòng': this command does not take so many words."),
    ],
)
def test_a_wrong_call_is_refused_with_exit_code_2(
    kienan: Callable[..., Command], executed: list[dict[str, Any]], arguments: list[str], message: str
) -> None:
    code, out, err = kienan(*arguments)
    assert code == 2
    assert message in err
    assert "Traceback" not in err
    assert out == ""
    assert executed == []


def test_check_prints_warnings_and_counts(kienan: Callable[..., Command]) -> None:
    code, out, err = kienan("check", "--data", "anywhere")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        str(WARNING),
        str(REVISION),
        "stub 1.0.0: 3 observations, 2 areas, 2 sources. 0 errors, 2 warnings.",
    ]


def test_check_counts_one_as_one(kienan: Callable[..., Command], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StubData, "observations", range(1))
    monkeypatch.setattr(StubData, "sources", range(1))
    _, out, _ = kienan("check")
    assert out.splitlines()[-1] == "stub 1.0.0: 1 observation, 2 areas, 1 source. 0 errors, 2 warnings."
    _, out, _ = kienan("--messages", "vi", "check")
    assert out.splitlines()[-1] == "stub 1.0.0: 1 số liệu, 2 địa phương, 1 nguồn. 0 lỗi, 2 cảnh báo."


def test_check_prints_every_error_with_exit_code_1(
    kienan: Callable[..., Command], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_: str | None) -> StubData:
        raise DataError([ERROR, ERROR, WARNING])

    set_load(monkeypatch, load)
    code, out, err = kienan("check")
    assert (code, err) == (1, "")
    assert out.splitlines() == [str(ERROR), str(ERROR), str(WARNING), "2 errors, 1 warning."]
    code, out, err = kienan("review", "--all")
    assert (code, out) == (1, "")
    assert err.splitlines() == [str(ERROR), str(ERROR), str(WARNING)]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Write a data package with a file in a folder of its own."""
    folder = tmp_path / "package"
    (folder / "notes").mkdir(parents=True)
    tables = {name: f"{name}.csv" for name in ("indicators", "areas", "sources", "observations")}
    resources = [{"name": name, "path": path} for name, path in {**tables, "notes": "notes/scope.md"}.items()]
    for resource in resources:
        (folder / resource["path"]).write_bytes(f"\ufeff{resource['name']};Quận\r\n".encode())
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return folder


def test_init_copies_an_example_as_it_is(kienan: Callable[..., Command], package: Path, tmp_path: Path) -> None:
    (package / "private.txt").write_text("no part of the package", encoding="utf-8")
    own = tmp_path / "own" / "data"
    code, out, err = kienan("init", str(own), "--example", "--data", str(package))
    assert (code, out) == (0, f"{own}\n")
    assert f"kienan check --data {own}" in err
    copied = {path.relative_to(own).as_posix(): path.read_bytes() for path in own.rglob("*") if path.is_file()}
    names = [*(f"{name}.csv" for name in ("indicators", "areas", "sources", "observations")), "notes/scope.md"]
    assert copied == {name: (package / name).read_bytes() for name in [*names, "datapackage.json"]}


@pytest.mark.parametrize("example", [[], ["--example"]], ids=["empty", "example"])
def test_init_overwrites_nothing(
    kienan: Callable[..., Command], package: Path, tmp_path: Path, example: list[str]
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.csv").write_text("mine", encoding="utf-8")
    code, _, err = kienan("init", str(own), *example, "--data", str(package))
    assert code == 2
    assert f"{own}: the folder is not empty." in err
    assert [path.name for path in own.iterdir()] == ["mine.csv"]
    code, _, err = kienan("init", str(own / "mine.csv"), *example, "--data", str(package))
    assert (code, "this is a file" in err) == (2, True)


@pytest.mark.parametrize("example", [[], ["--example"]], ids=["empty", "example"])
def test_init_leaves_nothing_where_the_package_is_broken(
    kienan: Callable[..., Command], package: Path, tmp_path: Path, example: list[str]
) -> None:
    (package / "areas.csv").unlink()
    code, _, err = kienan("init", str(tmp_path / "own"), *example, "--data", str(package))
    assert (code, (tmp_path / "own").exists()) == (1, False)
    assert "'areas.csv', which is not there" in err
    descriptor = {
        "resources": [{"name": name, "path": "../x"} for name in ("indicators", "areas", "sources", "observations")]
    }
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    code, _, err = kienan("init", str(tmp_path / "own"), *example, "--data", str(package))
    assert (code, (tmp_path / "own").exists()) == (1, False)
    assert "leads out of the package" in err


HEAVY = ("pandas", "numpy", "altair", "nbformat", "papermill", "jsonschema", "IPython", "babel", "rich")


def loaded(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return {name.split(".")[0] for name in run.stdout.splitlines()[-1].split()}


@pytest.mark.slow
def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    assert loaded("import kienan_analysis, kienan_analysis.cli, kienan_analysis.runs").isdisjoint(HEAVY)
    shown = "from kienan_analysis.cli import main\ntry:\n    main({})\nexcept SystemExit:\n    pass"
    assert loaded(shown.format(["--help"])).isdisjoint(HEAVY)
    assert loaded(shown.format(["review", "--help"])).isdisjoint(HEAVY)


@pytest.mark.slow
def test_help_and_version_are_plain_text() -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kienan_analysis", *arguments]
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)

    assert run("--version").stdout == f"kienan-analysis {kienan_analysis.__version__}\n"
    shown = run("review", "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    for word in ("AREA", "--year", "--all", "--language", "--output", "--jobs", "--force", "--data"):
        assert word in shown.stdout
    assert not set("╭│╰─\x1b") & set(shown.stdout)
    assert run().returncode == 2


def test_the_version_is_the_project_s() -> None:
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert kienan_analysis.__version__ == project["version"]


def test_public_names_load_on_first_use() -> None:
    assert set(kienan_analysis.__all__) <= set(dir(kienan_analysis))
    assert kienan_analysis.errors.UsageError is UsageError
    with pytest.raises(AttributeError, match="has no attribute 'lod'"):
        _ = kienan_analysis.lod


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "ascii", "cp1258"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_is_for_programs_is_plain_utf_8_whatever_the_terminal_writes(
    monkeypatch: pytest.MonkeyPatch, encoding: str, form: str
) -> None:
    """A byte-order mark before it, as PYTHONIOENCODING=utf-16 has it written, would make it no JSON."""
    written = {}
    for name in (encoding, "utf-8"):
        stream = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(stream, encoding=name))
        with pytest.raises(SystemExit) as end:
            main(["areas", "quận Kiến An", "--format", form])
        assert not end.value.code
        written[name] = stream.getvalue()
    assert written[encoding] == written["utf-8"]
    assert "Quận Kiến An" in written["utf-8"].decode()
