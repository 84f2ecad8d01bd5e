"""Wrong calls of the command, sixty-five and more, each answered by a message: no traceback, nothing made."""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kienan_analysis import system_limits
from kienan_analysis.errors import KienanError
from kienan_analysis.runs.limits import require_processes
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="limits as POSIX has them")]
PROJECT = Path(__file__).resolve().parent.parent
# A message is a few lines for a person.
MOST_LETTERS = 2500
DIGITS = "9" * 10_000
LONG = "x" * 5_000
# No scheduler, no server: the discard port of this machine.
NOBODY = "127.0.0.1:9"

# What needs a process of its own: a user's lesser rights, and clusters, which start threads.
APART = ("{unreadable}", "--scheduler 127", "--scheduler tcp")
# What is called, and words that its message must have. {…} are the prepared places.
CALLS: list[tuple[str, str]] = [
    # Words that are none.
    ("revieu kien-an", "there is no such command. Did you mean 'review'?"),
    ("review kien-an --yeer 2021", "Did you mean '--year'?"),
    ("review kien-an --year", "a value must follow it"),
    ("review kien-an --year twenty", "this is no year"),
    (f"review kien-an --year {DIGITS}", "--year"),
    ("review kien-an --year -5", "this is no year"),
    ("review kien-an --year 1066", "There are"),
    ("review kien-an --year 2021 --all", "exclude each other"),
    ("review kienan", "Did you mean"),
    (f"review {LONG}", "no place of Vietnam is called so"),
    ("review kien-an --language fr", "fr"),
    ("review kien-an --language", "a value must follow it"),
    ("review kien-an --format csv", "there is no such option"),
    # Numbers beyond what anything has.
    ("review kien-an --year 2021 --jobs 0", "--jobs"),
    ("review kien-an --year 2021 --jobs -1", "--jobs"),
    ("review kien-an --year 2021 --jobs 99999999999999999999", "--jobs"),
    ("review kien-an --year 2021 --jobs 1.5", "--jobs"),
    ("review kien-an --year 2021 --memory-limit 99999999999999999999", "--memory-limit"),
    (f"review kien-an --year 2021 --memory-limit {DIGITS}", "--memory-limit"),
    ("review kien-an --year 2021 --memory-limit -1", "--memory-limit"),
    ("review kien-an --year 2021 --time-limit 0", "--time-limit"),
    ("review kien-an --year 2021 --time-limit 99999999999999999999", "--time-limit"),
    ("review kien-an --year 2021 --time-limit nan", "--time-limit"),
    # Clusters that are none.
    ("review kien-an --year 2021 --scheduler foo", "names no port"),
    ("review kien-an --year 2021 --scheduler http://", "names no port"),
    (f"review kien-an --year 2021 --scheduler {LONG}", "5000 letters"),
    (f"review kien-an --year 2021 --scheduler tcp://{NOBODY}", "cannot be reached"),
    ("review kien-an --year 2021 --scheduler tcp://127.0.0.1:99999", "ports end at 65535"),
    ("review kien-an --year 2021 --scheduler=", "--scheduler: nothing is given"),
    ("review kien-an --year 2021 --scheduler foo://127.0.0.1:8786", "nobody is reached by foo"),
    ("review kien-an --year 2021 --scheduler ucx://127.0.0.1:8786", "nobody is reached by ucx"),
    # Options without a value.
    ("review kien-an --year=", "--year: nothing is given"),
    ("review kien-an --year 2021 --base-url=", "--base-url: nothing is given"),
    ("review --article=", "--article: nothing is given"),
    ("init new --title=", "--title: nothing is given"),
    ("add {article} --yes --data {package} --published=", "--published: nothing is given"),
    ("check --data=", "--data: nothing is given"),
    # Places that are none.
    ("export --output s3://bucket/data", "this is an address"),
    ("export --output https://example.org/data", "this is an address"),
    ("init https://example.org/data", "this is an address"),
    ("init memory://data", "this is an address"),
    ("review kien-an --year 2021 --output=", "--output"),
    ("review kien-an --year 2021 --output {file}", "a file, where a folder should be"),
    ("export --output {file}", "a file, where a folder should be"),
    ("review kien-an --year 2021 --output nowhere://bucket", "nowhere"),
    (f"review kien-an --year 2021 --output {LONG}", "long"),
    ("review kien-an --year 2021 --output {file}/below", "{file}"),
    ("check --data {missing}", "{missing}"),
    (f"check --data {LONG}", "long"),
    (f"check --data {'a/' * 2500}", "long"),
    ("check --data {empty}", "{empty}"),
    ("check --data {file}", "{file}"),
    ("check --data /dev/null", "/dev/null"),
    ("check --data {unreadable}", "may not read"),
    (f"check --data http://{NOBODY}/datapackage.json", "cannot be read"),
    ("check --data http://example.org/datapackage.json", "https only"),
    ("check --data ftp://127.0.0.1/datapackage.json", "https only"),
    ("check --data file://another-machine/data", "another machine"),
    ("check --data {not_zip}", "zip"),
    # Packages that are none.
    ("check --data {no_json}", "datapackage.json"),
    ("check --data {digits}", "more digits than any number"),
    ("check --data {twice}", "'observations' is described 2 times"),
    ("check --data {deep}", "datapackage.json"),
    ("check --data {list}", "datapackage.json"),
    ("check --data {other_bytes}", "UTF-8"),
    ("check --data {no_table}", "observations.csv"),
    ("check --data {column}", "column"),
    ("reconcile kienan", "Did you mean"),
    ("reconcile --format xml", "xml"),
    # Articles that are none.
    ("read", "argument FILE: it must be given"),
    ("read {missing}", "{missing}"),
    ("read {empty}", "{empty}"),
    ("read {unreadable}/article.txt", "may not read"),
    (f"read {LONG}", "long"),
    ("read {article} --year twenty", "option '--year': a whole number must be given"),
    ("read {article} --area kienan", "Did you mean"),
    ("add {article} --area kien-an --published yesterday --data {package}", "yesterday"),
    ("add {article} --look --data {package}", "--look"),
    ("compare kien-an --year 2021", "two"),
    ("compare kien-an hai-an", "--year"),
    ("areas", "argument NAME: it must be given"),
    ("areas Xyzzyburg", "Xyzzyburg"),
    ("init {file}", "{file}"),
    ("init {package}", "{package}"),
    ("init=", "'init=': there is no such command. Did you mean 'init'?"),
]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make what the calls name."""
    folder = tmp_path_factory.mktemp("places")
    found = {"missing": folder / "missing"}
    for name in (
        "empty",
        "package",
        "unreadable",
        "no_json",
        "digits",
        "twice",
        "deep",
        "list",
        "other_bytes",
        "no_table",
        "column",
    ):
        found[name] = folder / name
    for name in ("empty", "unreadable"):
        found[name].mkdir()
    (found["unreadable"] / "article.txt").write_text("Năm 2021", encoding="utf-8")
    found["file"], found["article"], found["not_zip"] = (folder / name for name in ("a.txt", "article.txt", "a.zip"))
    for name in ("file", "article"):
        found[name].write_text("Năm 2021, giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng.\n", encoding="utf-8")
    found["not_zip"].write_bytes(b"PK\x03\x04 no archive")
    shutil.copytree(PROJECT / "data", found["package"], ignore=shutil.ignore_patterns("gazetteer"))
    for name in ("no_json", "digits", "twice", "deep", "list", "other_bytes", "no_table", "column"):
        shutil.copytree(found["package"], found[name])
    descriptor = json.loads((found["package"] / "datapackage.json").read_text(encoding="utf-8"))
    twice = [one for one in descriptor["resources"] if one["name"] == "observations"]
    for name, text in {
        "no_json": "{",
        "digits": json.dumps(descriptor)[:-1] + f', "bytes": {DIGITS}}}',
        "twice": json.dumps(descriptor | {"resources": [*descriptor["resources"], *twice]}),
        "deep": "[" * 100_000,
        "list": "[]",
    }.items():
        (found[name] / "datapackage.json").write_text(text, encoding="utf-8")
    (found["other_bytes"] / "observations.csv").write_bytes(b"\xff\xfe\x00\xd8")
    (found["no_table"] / "observations.csv").unlink()
    table = found["column"] / "observations.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row[1:] for row in rows)
    found["unreadable"].chmod(0)
    return found


def call(arguments: list[str], folder: Path, prepare: Callable[[], object] | None = None) -> tuple[int, str]:
    """Run the command as a user without rights over other people's files does; give its exit code and its message."""
    command = [sys.executable, "-m", "kienan_analysis", *arguments]
    if os.geteuid() == 0 and shutil.which("setpriv"):  # else nothing is unreadable
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    environment = {name: value for name, value in os.environ.items() if name != "KIENAN_DATA"}
    environment["PYTHONPATH"] = str(PROJECT)
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment | {"COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        preexec_fn=prepare,
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def call_here(arguments: list[str], folder: Path, kienan: Callable[..., tuple[int, str, str]]) -> tuple[int, str]:
    """Run the command in this process, a second sooner: what is no message of its own ends the test as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "100")
        code, out, err = kienan(*arguments)
    return code, out + err


def is_message(said: str) -> bool:
    """Tell whether a person can read it: words, no traceback, no more than a few lines."""
    return bool(said.strip()) and "Traceback" not in said and len(said) <= MOST_LETTERS


@pytest.mark.parametrize(("asked", "words"), CALLS, ids=[asked[:60] for asked, _ in CALLS])
def test_a_wrong_call_is_answered_by_a_message(
    places: dict[str, Path], tmp_path: Path, kienan: Callable[..., tuple[int, str, str]], asked: str, words: str
) -> None:
    if "{unreadable}" in asked and os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("this user may read everything")
    arguments = [part.format(**places) for part in asked.split()]
    if any(part in asked for part in APART):
        code, said = call(arguments, tmp_path)
    else:
        code, said = call_here(arguments, tmp_path, kienan)
    assert code in {1, 2}, said
    assert is_message(said), said[-2000:]
    assert words.format(**places) in " ".join(said.split()), said
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_there_are_sixty_five_and_more() -> None:
    assert len({asked for asked, _ in CALLS}) == len(CALLS) >= 65


def limited(number: int, value: int) -> Callable[[], None]:
    """Give what sets a limit in the process that is about to run the command."""

    def set_it() -> None:
        resource.setrlimit(number, (value, value))

    return set_it


@pytest.mark.parametrize("count", [8, 12, 16, 24])
@pytest.mark.parametrize("command", ["check", "read", "review", "two"])
def test_few_open_files_are_enough_or_said(places: dict[str, Path], tmp_path: Path, count: int, command: str) -> None:
    arguments = {
        "check": ["check"],
        "read": ["read", str(places["article"])],
        "review": ["review", "kien-an", "--year", "2021", "--language", "vi"],
        "two": ["review", "kien-an", "--year", "2021", "--jobs", "2"],
    }[command]
    code, said = call(arguments, tmp_path, limited(resource.RLIMIT_NOFILE, count))
    if code:
        assert is_message(said), said[-2000:]
        assert "ulimit -n" in said


def with_few_processes(arguments: list[str], folder: Path, count: int) -> tuple[int, str]:
    """Run the command as a user who may start so many processes; the superuser, whom nothing binds, as another user."""
    if os.geteuid():
        return call(arguments, folder, limited(resource.RLIMIT_NPROC, count))
    if not shutil.which("setpriv") or not shutil.which("prlimit"):
        pytest.skip("the superuser may start as many as there can be")
    folder.chmod(0o777)
    reads = "+dac_read_search"
    another = ["setpriv", "--reuid=61234", "--regid=61234", "--clear-groups", f"--inh-caps={reads}"]
    few = [f"--ambient-caps={reads}", "prlimit", f"--nproc={count}"]
    done = subprocess.run(
        [*another, *few, sys.executable, "-m", "kienan_analysis", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(PROJECT), "HOME": str(folder), "TMPDIR": str(folder), "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


@pytest.mark.parametrize("command", ["two", "compare"])
def test_few_processes_for_reviews_are_said(tmp_path: Path, command: str) -> None:
    arguments = {
        "two": ["review", "kien-an", "--year", "2021", "--jobs", "2"],
        "compare": ["compare", "kien-an", "le-chan", "--year", "2021"],
    }[command]
    code, said = with_few_processes(arguments, tmp_path, 20)
    assert (code, is_message(said)) == (1, True), said[-2000:]
    assert "ulimit -u: reviews need" in said
    assert ("--jobs 1" in said) is (command == "two")


# Of numpy's library each processor has a thread: where none may be started it would end the process without a word.
@pytest.mark.parametrize("command", ["read", "reconcile"])
def test_one_process_is_enough_for_the_other_commands(tmp_path: Path, command: str) -> None:
    (tmp_path / "article.txt").write_text("Năm 2021, quận Kiến An thu ngân sách đạt 600 tỷ đồng.\n", encoding="utf-8")
    arguments = {"read": ["read", "article.txt"], "reconcile": ["reconcile", "kien-an"]}[command]
    code, said = with_few_processes(arguments, tmp_path, 1)
    assert code == 0, said[-2000:]


def test_what_a_container_may_start_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pids.max").write_text("30\n", encoding="ascii")
    (tmp_path / "pids.current").write_text("7\n", encoding="ascii")
    monkeypatch.setattr(system_limits, "_CGROUPS", tmp_path)
    monkeypatch.setattr(system_limits, "_left_to_user", lambda: None)
    assert system_limits.processes_left() == 23
    with pytest.raises(KienanError, match="reviews need 26 processes and threads at a time, and 23 are left"):
        require_processes(1)
    (tmp_path / "pids.max").write_text("max\n", encoding="ascii")
    assert system_limits.processes_left() is None
    require_processes(1)
