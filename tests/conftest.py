"""What the tests share: where the tree is, a clean environment, and a browser."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from kienan_analysis.quick_start import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.reading import ArticleReader

PROJECT = Path(__file__).resolve().parent.parent

# `make bench` runs these: they measure, and take minutes.
collect_ignore = ["benchmarks"]
# Notebooks among the tests are cases (a failing cell, an old format), none that must run through.
collect_ignore_glob = ["*.ipynb"]

# A slow machine is no defect, and a run in CI must be repeatable; by hand, new cases are tried each time.
busy = [HealthCheck.too_slow]
settings.register_profile("by hand", deadline=None, suppress_health_check=busy)
settings.register_profile("ci", deadline=None, suppress_health_check=busy, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "by hand")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the developer's own data and Jupyter start-up files out of the tests, and of the kernels they start.

    Here and not in a fixture, which would not reach the notebooks: they are no part of this folder. The garbage
    collector comes seldom from here on, as in the command: a tenth of the collection's time, and of the time of tests
    that make charts and tables.
    """
    collect_seldom()
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    patch.delenv("KIENAN_DATA", raising=False)
    patch.delenv("KIENAN_IMAGES", raising=False)
    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR"):
        folder = tempfile.TemporaryDirectory(prefix="kienan-tests-")
        config.add_cleanup(folder.cleanup)
        patch.setenv(variable, folder.name)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Start a worker more than there are processors that this process may use, two of one core counted as two.

    A fifth of the time a worker waits: for a kernel, a browser, a scheduler that does not answer. The quick tests wait
    for nothing, and each worker takes seconds to find them.
    """
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return there if "not (browser or kernel" in config.getoption("markexpr") else there + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share the tests out as `tests/work_units.py` says, where whole files are asked for (``--dist loadfile``)."""
    from tests.work_units import WorkUnits

    return WorkUnits(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let the workers compile the tree together: the first begins with the package, the others with the tests.

    All of them collect all tests. In the same order each would compile every module anew on a fresh clone, at the same
    time as the others; so each finds what another has compiled. What cannot be imported is left to the collection.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    if not worker:
        return
    files = sorted((PROJECT / "tests").rglob("test_*.py"), reverse=worker % 2 == 0)
    for file in files:
        name = ".".join(file.relative_to(PROJECT).with_suffix("").parts)
        with warnings.catch_warnings(action="error"), contextlib.suppress(Exception, pytest.skip.Exception):
            importlib.import_module(name)


# Examples of whole reviews, in docstrings, which have no decorators.
SLOW_EXAMPLES = (PROJECT / "kienan_analysis" / "saved_reviews.py",)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark notebooks' cells and long examples, which have no decorators; put what takes longest first for workers."""
    for item in items:
        if item.path.parent == PROJECT / "notebooks":
            item.add_marker("kernel")
        elif item.path in SLOW_EXAMPLES:
            item.add_marker("slow")
    if os.environ.get("PYTEST_XDIST_WORKER"):
        from tests.work_units import long_first

        long_first(items)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what is there by now: the modules and the tests, which stay.

    Each of its full rounds would go through all of them, in a worker of the whole suite a second's work.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def project() -> Path:
    """Give the top folder of the tree."""
    return PROJECT


@pytest.fixture(scope="session")
def examiner() -> Examiner:
    """Give one that knows the shipped catalogue, and keeps nothing of the texts that it reads."""
    from kienan_analysis.articles.examination import Examiner, open_catalogue

    return Examiner(open_catalogue(None))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Find the system's Chromium; without one a test is skipped, in CI it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        missing = "no Chromium on this machine: install the package chromium to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


# One browser a module, not one a session: Playwright keeps an event loop running for as long as it lives, in which
# no notebook can be run.
@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Start a headless browser, closed at the end of the module."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # No sandbox: as root, as in a container, Chromium refuses to start one.
        running = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def reader() -> ArticleReader:
    """Give a reader of articles with the shipped catalogue."""
    from kienan_analysis.catalogue import read_areas, read_indicators
    from kienan_analysis.data_package import open_package
    from kienan_analysis.reading import ArticleReader

    tables = open_package(PROJECT / "data").tables
    return ArticleReader(read_indicators(tables["indicators"].rows), read_areas(tables["areas"].rows))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Copy the data to a folder of the analyst's own."""
    from kienan_analysis.data_package.package_copy import copy_package

    return copy_package(str(PROJECT / "data"), tmp_path / "own")


@pytest.fixture
def kienan(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command with these arguments; give its exit code, and what it prints and tells."""
    from kienan_analysis.cli import main

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return call
