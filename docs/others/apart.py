"""Programs of others, each in an environment that is thrown away, with pinned packages and nothing of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, NamedTuple

HERE: Final = Path(__file__).resolve().parent
# What one tool may take for all that it is given.
SECONDS: Final = 1800


class Peer(NamedTuple):
    """A tool of others.

    Attributes
    ----------
    name, version : str
        As its package is called.
    packages : tuple of str
        What is installed, pinned; the tool itself first.
    function : str
        In ``foreign_readers.py`` or ``foreign_places.py``; empty where a program is called.
    """

    name: str
    version: str
    packages: tuple[str, ...]
    function: str = ""


READERS_EN: Final = (
    Peer("quantulum3", "0.10.0", ("quantulum3==0.10.0",), "quantulum3"),
    Peer(
        "ms-recognizers-text-suite",
        "1.0.1",
        ("ms-recognizers-text-suite==1.0.1",),
        "recognizers",
    ),
)
READERS_VI: Final = (
    Peer("vietnormalizer", "0.2.3", ("vietnormalizer==0.2.3",), "vietnormalizer"),
    # It imports yaml without asking for it.
    Peer("vinormx", "1.0.8", ("vinormx==1.0.8", "PyYAML==6.0.2"), "vinormx"),
)
PLACES: Final = (
    Peer("vietnamadminunits", "1.0.4", ("vietnamadminunits==1.0.4",), "vietnamadminunits"),
    Peer("onflow-location-platform", "1.1.2", ("onflow-location-platform==1.1.2",), "onflow"),
    Peer("vietnam-address-converter", "1.0.5", ("vietnam-address-converter==1.0.5",), "vietnam_address_converter"),
)
PAGES: Final = Peer("papermill + nbconvert", "2.7.0 + 7.17.2", ("papermill==2.7.0", "nbconvert==7.17.2"))


def made(peer: Peer, folder: Path) -> Path:
    """Make an environment with the tool's packages; give the folder of its programs."""
    place = folder / peer.name.replace(" ", "")
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    programs = place / "bin"
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, *peer.packages], check=True, stderr=subprocess.DEVNULL)
    return programs


def run(command: list[str], *, cwd: Path, more: dict[str, str] | None = None) -> None:
    """Run a program of theirs; nothing of ours is on its path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KIENAN"))}
    # One seed: the answer of one of them changes with it (findings/onflow-location-platform-hash-seed.sh).
    environment |= {"PYTHONHASHSEED": "0", **(more or {})}
    subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        check=True,
        timeout=SECONDS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def asked(peer: Peer, script: str, questions: list[Any], folder: Path) -> list[Any]:
    """Give a tool all questions, in one process of its own; give its answers, null where it raised an error.

    Raises
    ------
    subprocess.SubprocessError
        It cannot be installed, cannot be started, or takes more than half an hour.
    """
    programs = made(peer, folder)
    given, found = folder / f"{peer.function}-given.json", folder / f"{peer.function}-found.json"
    given.write_text(json.dumps(questions), encoding="utf-8")
    run([str(programs / "python"), str(HERE / script), peer.function, str(given), str(found)], cwd=folder)
    answers: list[Any] = json.loads(found.read_text(encoding="utf-8"))
    return answers
