"""What must fit together before a commit becomes a release, and what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from docs.make_release import Tree, faults, this_tree

if TYPE_CHECKING:
    from pathlib import Path

CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-12-01\n\n- Something.\n\n## [1.1.0] - 2026-11-01\n"
FITS = Tree({"pyproject.toml": "1.2.0", "version.py": "1.2.0"}, CHANGELOG, frozenset({"v1.1.0"}), "")


def test_a_tree_that_fits_is_a_release() -> None:
    assert list(faults(FITS)) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"versions": {"pyproject.toml": "1.2.0", "version.py": "1.1.0"}}, "different versions"),
        ({"versions": {"pyproject.toml": "1.2.0b1", "version.py": "1.2.0b1"}}, "three numbers"),
        ({"changelog": CHANGELOG.replace("## [1.2.0]", "## [1.3.0]")}, "no heading of 1.2.0"),
        ({"changelog": CHANGELOG.replace("] - 2026-12-01", "]")}, "the day of 1.2.0"),
        ({"changelog": CHANGELOG.replace("[Unreleased]\n", "[Unreleased]\n\n- More.\n")}, "as unreleased"),
        ({"changelog": "# Changelog\n"}, "no heading of 1.2.0"),
        ({"tags": frozenset({"v1.2.0"})}, "already"),
        ({"changed": " M README.md"}, "Not all is committed"),
    ],
)
def test_what_does_not_fit_is_said(changed: dict[str, Any], told: str) -> None:
    assert any(told in one for one in faults(FITS._replace(**changed)))


def test_this_tree_names_one_version_in_three_files(project: Path) -> None:
    if not (project / ".git").exists():
        pytest.skip("a source archive has no tags")
    versions = this_tree().versions
    assert len(versions) == 3
    assert len({*versions.values()}) == 1
