"""Run jupyter_client's, nbclient's, papermill's and ipykernel's own tests with our provisioner and with the stock one.

``python -m tests.peers [--suite NAME] [--keep DIR]``: their sources, as pinned in ``sdists.txt``, are fetched through
pip into a folder that is thrown away, and nothing of theirs is kept. What comes out otherwise is tried again by itself;
what then still does must stand in ``differences.toml`` with its reason. Exit code 1: it does not, a test takes longer
than its limit with ours only, or a suite does not come to its end.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
PROJECT: Final = HERE.parent.parent
PROVISIONERS: Final = {"stock": "local-provisioner", "ours": "kienan"}
# Seconds for one test, and for a whole suite.
TEST_LIMIT, SUITE_LIMIT = 90, 1500
# Where the tests of each source are, and which of its files are not about kernels here: they need a cloud's library.
SUITES: Final = {
    "jupyter-client": ("jupyter_client-*", ["tests"], []),
    "nbclient": ("nbclient-*", ["tests"], []),
    "papermill": (
        "papermill-*",
        ["papermill/tests"],
        [f"papermill/tests/test_{cloud}.py" for cloud in ("abs", "adl", "gcs", "hdfs", "s3")],
    ),
    "ipykernel": ("ipykernel-*", ["tests"], []),
}


@dataclass
class Outcome:
    """How a suite came out.

    Attributes
    ----------
    outcomes : dict of str to str
        By test: ``passed``, ``failed``, ``skipped``.
    kernels : dict of str to int
        How many were forked, and how many were ordinary as there was nothing to fork from yet.
    end : str
        Why it did not come to its end; empty if it did.
    """

    outcomes: dict[str, str] = field(default_factory=dict)
    kernels: dict[str, int] = field(default_factory=dict)
    end: str = ""


def fetch(folder: Path) -> tuple[Path, Path]:
    """Fetch the sources, and what their tests need, into a folder; give the Python that has it, and the sources."""
    environment, packed, sources = folder / "environment", folder / "packed", folder / "sources"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    # This project's packages, and the project itself, are seen from there.
    found = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    beside = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})"
    (Path(found.stdout.strip()) / "peers.pth").write_text(f"{PROJECT}\n{HERE}\n{beside}\n", encoding="utf-8")
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wanted = ["--require-hashes", "--no-deps", "-r"]
    subprocess.run([*pip, "install", *wanted, str(HERE / "requirements.txt")], check=True)
    names = ",".join(SUITES)
    asked = ["download", "--no-binary", names, "--no-build-isolation", "--dest", str(packed)]
    subprocess.run([*pip, *asked, *wanted, str(HERE / "sdists.txt")], check=True)
    for archive in sorted(packed.glob("*.tar.gz")):
        with tarfile.open(archive) as opened:
            opened.extractall(sources, filter="data")
    return python, sources


def run(python: Path, source: Path, tests: list[str], provisioner: str, scratch: Path) -> Outcome:
    """Run some tests of a suite; whatever becomes of it, it ends within its limit."""
    answers = scratch / "answers.json"
    answers.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "JUPYTER_DEFAULT_PROVISIONER_NAME": PROVISIONERS[provisioner],
        # A seed that is named: without one nothing can be forked.
        "PYTHONHASHSEED": "0",
        "KIENAN_PEERS_ANSWERS": str(answers),
        # Their commands, as `jupyter execute`.
        "PATH": os.pathsep.join(
            [str(python.parent), sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)]
        ),
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),
        "IPYTHONDIR": str(scratch / "ipython"),
    }
    command = [str(python), "-m", "pytest", "-p", "kienan_peers", "-p", "no:cacheprovider", "-q", "-o", "addopts="]
    command += ["-o", "asyncio_default_fixture_loop_scope=function"]
    command += ["--timeout", str(TEST_LIMIT), "--timeout-method", "signal", *tests]
    with (scratch / "log.txt").open("wb") as log, (scratch / "log.txt").open("rb") as said:
        # A session of its own: what is left of it after its limit ends with it.
        process = subprocess.Popen(
            command,
            cwd=source,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            code: int | None = process.wait(SUITE_LIMIT)
        except subprocess.TimeoutExpired:
            code = None
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        last = said.read().decode(errors="replace").strip().splitlines()[-1:]
    told: dict[str, Any] = json.loads(answers.read_text(encoding="utf-8")) if answers.exists() else {}
    end = "" if code in {0, 1} else f"it hung for {SUITE_LIMIT} s" if code is None else f"exit code {code}: {last}"
    return Outcome(told.get("outcomes", {}), told.get("kernels", {}), end)


def explained(suite: str) -> dict[str, str]:
    """Give the patterns of tests that may come out otherwise, each with its reason."""
    known = tomllib.loads((HERE / "differences.toml").read_text(encoding="utf-8")).get("difference", [])
    return {one["test"]: one["reason"] for one in known if one["suite"] == suite}


def compare(suite: str, python: Path, sources: Path, scratch: Path) -> bool:
    """Run one suite both ways and say what differs; tell whether all of that is known."""
    pattern, tests, left_out = SUITES[suite]
    [source] = sources.glob(pattern)
    chosen = [*tests, *(f"--ignore={name}" for name in left_out)]
    found = {name: run(python, source, chosen, name, scratch) for name in PROVISIONERS}
    for name, outcome in found.items():
        counts = Counter(outcome.outcomes.values())
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        kernels = f"; kernels: {outcome.kernels}" if outcome.kernels else ""
        print(f"{suite}, {name}: {told}{kernels}{f'. {outcome.end}' if outcome.end else ''}", flush=True)
    stock, ours = found["stock"].outcomes, found["ours"].outcomes
    reasons, good = explained(suite), not found["ours"].end
    for test in sorted({*stock, *ours}):
        results = [stock.get(test, "not run"), ours.get(test, "not run")]
        if results[0] != results[1] and results[1] != "passed":
            again = [run(python, source, [test], name, scratch) for name in PROVISIONERS]
            results = [one.outcomes.get(test, "not run") for one in again]
        if results[0] == results[1] or results[1] == "passed":
            continue
        reason = next((why for name, why in reasons.items() if fnmatchcase(test, name)), "")
        print(f"  {test}: {results[0]} with the stock one, {results[1]} with ours. {reason or 'No reason is known.'}")
        good = good and bool(reason)
    return good


def main() -> None:
    """Run the suites that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.peers", description=__doc__)
    parser.add_argument("--suite", action="append", choices=list(SUITES), help="this one only; may be repeated")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="fetch into this folder and leave it, or use what is there"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "sources").exists():
            python, sources = folder / "environment" / "bin" / "python", folder / "sources"
        else:
            python, sources = fetch(folder)
        good = [compare(suite, python, sources, Path(name)) for suite in options.suite or SUITES]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
