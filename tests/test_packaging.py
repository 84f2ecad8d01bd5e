"""The wheel carries the data, the notebooks and the templates, and works without the tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.slow

# What a checkout may hold beside the project's own files.
NOT_OURS = {"__pycache__", ".ipynb_checkpoints"}

LOAD = """
import json
import kienan_analysis
from kienan_analysis.data_package import default_location
data = kienan_analysis.load()
print(json.dumps([kienan_analysis.__file__, str(default_location()), str(data.location), len(data.observations)]))
"""


def build(target: str, tree: Path, folder: Path) -> Path:
    """Build with the backend that pip would call, in this environment: no network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    run = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.iterdir()
    return built


def load_elsewhere(folder: Path, **variables: str) -> Any:
    """Load the default data in a fresh process, from a folder that has none, with no variable pointing to any."""
    clean = {name: value for name, value in os.environ.items() if name not in {"KIENAN_DATA", "PYTHONPATH"}}
    run = subprocess.run(
        [sys.executable, "-c", LOAD],
        cwd=folder,
        env=clean | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def rows(observations: Path) -> int:
    """Count the rows without the code under test; no field of this file has a line break."""
    return len([line for line in observations.read_text(encoding="utf-8-sig").splitlines() if line.strip()]) - 1


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", project, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def wheel_files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", str(target), str(wheel)], check=True)
    return target


def ours(folder: Path) -> set[str]:
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in files if not NOT_OURS & set(path.parts)}


def test_wheel_has_every_file_of_package_data_and_notebooks(project: Path, wheel_files: set[str]) -> None:
    expected = {f"kienan_analysis/{name}" for name in ours(project / "kienan_analysis")}
    expected |= {f"kienan_analysis/shipped_data/{name}" for name in ours(project / "data")}
    expected |= {f"kienan_analysis/notebooks/{name}" for name in ours(project / "notebooks")}
    assert {name for name in wheel_files if ".dist-info/" not in name} == expected


def test_wheel_has_what_the_commands_need(wheel_files: set[str]) -> None:
    assert {
        "kienan_analysis/py.typed",
        "kienan_analysis/shipped_data/datapackage.json",
        "kienan_analysis/shipped_data/observations.csv",
        "kienan_analysis/notebooks/annual_review.ipynb",
        "kienan_analysis/notebooks/compare.ipynb",
    } <= wheel_files
    assert any(name.startswith("kienan_analysis/publishing/templates/") for name in wheel_files)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel_files)


def test_installed_package_finds_the_data_it_carries(project: Path, installed: Path, tmp_path: Path) -> None:
    module, default, location, loaded = load_elsewhere(tmp_path, PYTHONPATH=str(installed))
    packaged = installed / "kienan_analysis" / "shipped_data"
    assert Path(module).is_relative_to(installed)
    assert Path(default).resolve() == packaged.resolve()
    assert Path(location).resolve().is_relative_to(packaged.resolve())
    assert loaded == rows(project / "data" / "observations.csv")


def test_installed_package_runs_a_review(installed: Path, tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if name != "KIENAN_DATA"}
    command = [sys.executable, str(installed / "bin" / "kienan"), "review", "kien-an", "--year", "2021"]
    run = subprocess.run(
        [*command, "--language", "en", "--output", "pages"],
        cwd=tmp_path,
        env=clean | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    review = tmp_path / "pages" / "kien-an" / "2021"
    assert {path.name for path in review.iterdir()} == {
        *(f"annual-review.en.{ending}" for ending in ("ipynb", "html", "xlsx")),
        "card.en.png",
    }


def test_editable_install_reads_the_trees_data(project: Path, tmp_path: Path) -> None:
    module, default, _, loaded = load_elsewhere(tmp_path)
    assert Path(module).parent == project / "kienan_analysis"
    assert Path(default).resolve() == project / "data"
    assert loaded == rows(project / "data" / "observations.csv")


def test_source_archive_builds_the_same_wheel(project: Path, wheel_files: set[str], tmp_path: Path) -> None:
    (tmp_path / "sdist").mkdir()
    (tmp_path / "wheel").mkdir()
    with tarfile.open(build("sdist", project, tmp_path / "sdist")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        archive.extractall(tmp_path / "unpacked", filter="data")
    assert {"LICENSE", "README.md", "Makefile", "requirements.lock", "environment.yml", "tests/conftest.py"} <= names
    assert not {name for name in names if name.startswith((".venv", ".git/", "reviews", "dist", "build"))}
    (tree,) = (tmp_path / "unpacked").iterdir()
    rebuilt = build("wheel", tree, tmp_path / "wheel")
    with zipfile.ZipFile(rebuilt) as archive_again:
        assert set(archive_again.namelist()) == wheel_files
    shutil.rmtree(tree)


def test_one_version_and_licence_everywhere(project: Path) -> None:
    described = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((project / "CITATION.cff").read_text(encoding="utf-8"))
    import kienan_analysis

    assert kienan_analysis.__version__ == described["version"] == citation["version"]
    assert described["license"] == citation["license"] == "MIT"
    assert (project / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_citation_has_what_the_format_requires(project: Path) -> None:
    citation = yaml.safe_load((project / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(citation)
    assert all(set(author) == {"name"} for author in citation["authors"])
    assert not {"doi", "identifiers", "url"} & set(citation), "none has been registered"
