"""Try the wheel with the oldest and the newest versions that it allows, on every Python found, outside this tree.

``python -m tests.versions [--uv PROGRAM] [--python PATH …] [--keep DIR]``: builds the wheel, and for each Python and
both ends of the versions makes an environment of its own, from the package index that uv knows, in which the command is
tried as a user would. Exit code 1: something fails; what was tried is printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

PROJECT: Final = Path(__file__).resolve().parent.parent
EXTRAS: Final = ("documents", "scan", "cluster", "pdf", "parquet")
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
RESOLUTIONS: Final = {"lowest": "lowest-direct", "newest": "highest"}
ARTICLE: Final = (
    "Quận Kiến An, năm 2021, giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng, tăng 13,68% so với năm 2020.\n"
)
# Of a unit that was made in the year: nothing is known of the years before.
COMMUNE: Final = "Năm 2025, xã Đông Anh thu ngân sách đạt 50 tỷ đồng, bằng 110% dự toán.\n"
# As a user's first hour: what is there, one article, one's own package, reviews one by one and several at a time, a
# comparison. The optional parts are imported by their names.
COMMANDS: Final = [
    ["kienan", "--version"],
    ["kienan", "--help"],
    ["kienan", "review", "--help"],
    ["kienan", "check"],
    ["kienan", "areas", "Kiến An"],
    ["kienan", "read", "article.txt", "--explain"],
    ["kienan", "reconcile", "--format", "json"],
    ["kienan", "init", "own", "--example"],
    ["kienan", "check", "--data", "own"],
    ["kienan", "review", "kien-an", "--year", "2021", "--language", "vi", "--output", "one"],
    ["kienan", "review", "kien-an", "--year", "2020", "--year", "2021", "--jobs", "2", "--output", "several"],
    ["kienan", "compare", "kien-an", "hai-an", "--year", "2018", "--language", "en", "--output", "several"],
    ["kienan", "review", "--article", "commune.txt", "--output", "alone"],
    ["kienan", "export", "--format", "parquet", "--output", "exported"],
    ["python", "-c", "import distributed, fsspec, lxml, openpyxl, pypdfium2, playwright, jupyterlab, anywidget"],
    ["python", "-c", "import kienan_analysis as ka; [getattr(ka, name) for name in ka.__all__]"],
]


class FailedError(Exception):
    """A step did not do what it should; with what was said."""


def call(command: Sequence[str], folder: Path, environment: dict[str, str] | None = None) -> str:
    """Run a program; give what it printed."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise FailedError(f"{' '.join(command)}: exit code {done.returncode}\n{said}")
    return done.stdout


def wheel(folder: Path) -> Path:
    """Build the wheel with the backend that pip would call."""
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    name = call([sys.executable, "-c", code, str(folder)], PROJECT).strip().splitlines()[-1]
    return folder / name


def pythons(uv: str) -> dict[str, str]:
    """Find the Pythons of this machine that the project supports, by version."""
    found = {}
    for version in PYTHONS:
        asked = [uv, "python", "find", "--no-python-downloads", version]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        # pyenv's own places: the programs that it puts on the path are for one version at a time.
        kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
        others = sorted(kept.glob(f"{version}.*/bin/python{version}"))
        if done.returncode == 0:
            found[version] = done.stdout.strip()
        elif others:
            found[version] = str(others[-1])
    return found


def try_one(uv: str, python: str, resolution: str, built: Path, folder: Path) -> None:
    """Make an environment of some versions and try the command in it.

    Raises
    ------
    FailedError
        For the first step that fails.
    """
    environment, work = folder / "environment", folder / "work"
    work.mkdir(parents=True)
    call([uv, "venv", "--quiet", "--no-python-downloads", "--python", python, str(environment)], folder)
    programs = environment / "bin"
    # By pyproject.toml too: "lowest-direct" means what is named there, and of a wheel alone it would mean the wheel.
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    here = f"kienan-analysis[{','.join(EXTRAS)}] @ {built.as_uri()}"
    wanted = ["--requirement", str(PROJECT / "pyproject.toml"), *extras, here]
    install = [uv, "pip", "install", "--quiet", "--python", str(programs / "python"), "--resolution", resolution]
    call([*install, *wanted], work)
    call([uv, "pip", "check", "--python", str(programs / "python")], work)
    (work / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (work / "commune.txt").write_text(COMMUNE, encoding="utf-8")
    own = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "KIENAN_DATA", "VIRTUAL_ENV"}
    }
    own["PATH"] = os.pathsep.join([str(programs), own.get("PATH", os.defpath)])
    for command in COMMANDS:
        call([str(programs / command[0]), *command[1:]], work, own)
    pages = sorted(work.glob("one/kien-an/2021/*.html")) + sorted(work.glob("several/kien-an/*/*.html"))
    if len(pages) != 5:  # one, and two years in two languages
        raise FailedError(f"there are other pages than asked for: {[str(page) for page in pages]}")


def main() -> None:
    """Try all and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.versions", description=__doc__)
    parser.add_argument("--uv", default="uv", help="the program uv (default: the one on the path)")
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="a Python to try, too")
    parser.add_argument("--only", choices=list(RESOLUTIONS), help="one end of the versions only")
    options = parser.parse_args()
    if shutil.which(options.uv) is None:
        sys.exit("make versions needs uv: install it with pipx, pip or your system's packages")
    found = pythons(options.uv) | {path: path for path in options.python}
    failed = []
    with tempfile.TemporaryDirectory() as name:
        built = wheel(Path(name))
        for version, python in found.items():
            for end in [options.only] if options.only else RESOLUTIONS:
                folder = Path(name) / f"{end}-{Path(python).name}"
                folder.mkdir()
                try:
                    try_one(options.uv, python, RESOLUTIONS[end], built, folder)
                except FailedError as failure:
                    failed.append((version, end))
                    print(f"Python {version}, {end} versions: FAILED: {failure}", flush=True)
                else:
                    print(f"Python {version}, {end} versions: {len(COMMANDS)} commands as they should be", flush=True)
                shutil.rmtree(folder)
    for version in PYTHONS:
        if version not in found:
            print(f"Python {version}: not found on this machine, not tried")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
