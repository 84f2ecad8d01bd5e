"""Attacks on `add` while it writes: killed, refused, disturbed at each single step. All of an article or nothing."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from kienan_analysis.articles.adding import Adder, ChangedMeanwhileError
from kienan_analysis.articles.examination import Examiner
from kienan_analysis.articles.origins import Details
from kienan_analysis.atomic_files import locked
from kienan_analysis.data_package import open_package, read_contents
from kienan_analysis.data_package.appending import NewFile, append_together
from kienan_analysis.data_package.unfinished import RECORD
from kienan_analysis.documents.opener import document_of
from kienan_analysis.errors import KienanError
from kienan_analysis.intake.look_file import FILE
from kienan_analysis.validation import examine
from tests.own_places import own_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kienan_analysis.documents.document import Document
    from kienan_analysis.intake.proposal import Proposal

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that is to be killed is forked")

# One figure sure, others to be looked at, of a place that the data do not have: all four files are written.
TEXT = (
    "Thứ Ba, 07/01/2025 08:00\n\nNăm 2024, quận Lê Chân có tổng thu ngân sách đạt 600,5 tỷ đồng, đạt 120% kế hoạch "
    "(kế hoạch 300 tỷ đồng). Tổng mức bán lẻ hàng hóa đạt 9.446,29 tỷ đồng."
)
TABLES = ("areas.csv", "sources.csv", "observations.csv")
STEPS = ("write", "fsync", "replace", "unlink", "ftruncate", "fchmod", "fchown")


class Case(NamedTuple):
    """An article ready to be added, and the folder's files before and after."""

    folder: Path
    adder: Adder
    proposal: Proposal
    document: Document
    details: Details
    before: dict[str, bytes]

    def add(self) -> Proposal:
        return self.adder.add(self.proposal, self.document, self.details)

    def restore(self) -> None:
        for path in self.folder.iterdir():
            if path.is_file() and path.name not in self.before:
                path.unlink()
        for name, content in self.before.items():
            if (self.folder / name).read_bytes() != content:
                (self.folder / name).write_bytes(content)

    def files(self) -> dict[str, bytes]:
        return files_of(self.folder)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def case_in(folder: Path, number: int = 0, *, same: bool = False) -> Case:
    adder = Adder(folder)
    address = f"https://example.org/{0 if same else number}"
    details = Details(url=address, id="" if same else f"le-chan-{number}")
    # Each of a year of its own, so that no two contradict each other.
    document = document_of(TEXT.replace("2024", str(2024 - (0 if same else number))).encode(), "a")
    examined = Examiner(adder.catalogue).examine(document.text)
    return Case(folder, adder, adder.propose(document, examined, details), document, details, files_of(folder))


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_package(tmp_path_factory.mktemp("made") / "own")


@pytest.fixture
def folder(made_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made_once, tmp_path / "own")


@pytest.fixture
def case(folder: Path) -> Case:
    made = case_in(folder)
    assert made.proposal.new
    assert made.proposal.areas
    assert made.proposal.asked
    return made


@contextlib.contextmanager
def watched(hook: Callable[[int, str, Callable[..., Any], tuple[Any, ...]], None]) -> Iterator[list[str]]:
    """Call a hook before each call by which files are written; give the calls' names."""
    seen: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            original = getattr(os, name)

            def step(*arguments: Any, _name: str = name, _original: Any = original, **named: Any) -> Any:
                seen.append(_name)
                hook(len(seen) - 1, _name, _original, arguments)
                return _original(*arguments, **named)

            patch.setattr(os, name, step)
        yield seen


def steps_of(case: Case) -> tuple[list[str], dict[str, bytes]]:
    """Give the steps of an add that nothing disturbs, and what it leaves; the folder is as before afterwards."""
    with watched(lambda *_: None) as seen:
        case.add()
    after = case.files()
    assert after.keys() == case.before.keys() | {FILE}
    assert all(after[name] != case.before[name] for name in TABLES)
    case.restore()
    return list(seen), after


def forked(work: Callable[[], None]) -> int:
    """Do something in a process of its own that may be killed; give how it ended, as `os.waitpid` has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Threads of numpy's library, which hold nothing.
        process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on with the tests
            os._exit(1)
    return os.waitpid(process, 0)[1]


def is_sound(folder: Path) -> bool:
    return not [problem for problem in examine(open_package(folder)).problems if problem.severity == "error"]


@pytest.mark.parametrize("half", [False, True], ids=["before the step", "half of a write"])
@pytest.mark.slow
def test_killed_at_any_step_all_is_there_or_nothing(case: Case, *, half: bool) -> None:
    steps, after = steps_of(case)
    assert steps.count("replace") == 2
    assert steps.count("write") >= 5
    aims = [number for number, name in enumerate(steps) if name == "write" or not half]
    outcomes = []
    for aim in aims:

        def kill(
            number: int, name: str, original: Callable[..., Any], arguments: tuple[Any, ...], aim: int = aim
        ) -> None:
            if number == aim:
                if half and name == "write":
                    original(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)

        def work(kill: Any = kill) -> None:
            with watched(kill):
                case.add()

        assert os.WTERMSIG(forked(work)) == signal.SIGKILL
        unfinished = (case.folder / RECORD).exists()
        # Who cannot have the folder to itself reads what was there before, and leaves all as it is.
        with locked(case.folder):
            tables = read_contents(str(case.folder))[1]
        assert unfinished is (case.folder / RECORD).exists()
        expected = case.before if unfinished or case.files()["sources.csv"] == case.before["sources.csv"] else after
        assert all(tables[name] == expected[name] for name in TABLES)
        # The next one mends it.
        assert is_sound(case.folder)
        left = {name: content for name, content in case.files().items() if not name.endswith(".tmp")}
        assert left in (case.before, after)
        outcomes.append(left == after)
        # And the article can be added again, whether its rows are there or not.
        case.add()
        assert case.files() == after
        case.restore()
    assert outcomes.count(False) >= len(outcomes) - 2
    assert half or outcomes[-1] is True  # Killed after the record had gone.


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "lasting"), [(errno.ENOSPC, False), (errno.ENOSPC, True), (errno.EIO, True), (errno.EPERM, False)]
)
def test_an_error_at_any_step_leaves_all_or_nothing(case: Case, *, number: int, lasting: bool) -> None:
    steps, after = steps_of(case)
    for aim in range(len(steps)):

        def fail(at: int, name: str, original: Callable[..., Any], arguments: tuple[Any, ...], aim: int = aim) -> None:
            # A full disk still removes and shortens; a broken one does nothing any more.
            meant = at == aim or (lasting and at > aim and (number != errno.ENOSPC or name in {"write", "replace"}))
            if meant:
                if name == "write" and at == aim:
                    original(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                raise OSError(number, os.strerror(number))

        with watched(fail), contextlib.suppress(KienanError):
            case.add()
            # Only what is done when all is written may fail unseen.
            assert aim == len(steps) - 1
        assert is_sound(case.folder)
        left = {name: content for name, content in case.files().items() if not name.endswith(".tmp")}
        assert left == (after if aim == len(steps) - 1 else case.before), (aim, steps[aim])
        case.restore()


def test_the_message_of_an_error_says_that_nothing_was_added(case: Case) -> None:
    def fail(at: int, name: str, *_: Any) -> None:
        if name == "replace" and at > 6:
            raise OSError(errno.EPERM, "Operation not permitted")

    with watched(fail), pytest.raises(KienanError, match=r"cannot be written: .* Nothing was added\."):
        case.add()
    assert case.files() == case.before


def other_row(number: int) -> bytes:
    """Make a row of another program's: a month's revenue of a place that the data have, by a source that they have."""
    year, month = 1980 + number // 12, number % 12 + 1
    cells = f"other-{number:03},hai-hau-2024-01-05,hai-hau,budget_revenue,{year}-{month:02},level,1{number:03},,tỷ đồng"
    return f"{cells},,,,,,\n".encode()


@pytest.mark.slow
@pytest.mark.parametrize("kept_open", [False, True], ids=["opened for each row", "kept open"])
def test_a_row_appended_at_any_step_is_not_lost(case: Case, *, kept_open: bool) -> None:
    steps, after = steps_of(case)
    table = case.folder / "observations.csv"
    ours = after["observations.csv"][len(case.before["observations.csv"]) :]
    with table.open("ab", buffering=0) as held:
        rows: list[bytes] = []

        def append(at: int, *_: Any) -> None:
            rows.append(other_row(at))
            if kept_open:
                held.write(rows[-1])
            else:
                with table.open("ab", buffering=0) as opened:
                    opened.write(rows[-1])

        with watched(append) as seen:
            case.add()
        assert len(seen) == len(rows) == len(steps)
        held.write(other_row(499))
    content = table.read_bytes()
    assert content.startswith(case.before["observations.csv"])
    assert sorted(content.splitlines()) == sorted(
        [
            *case.before["observations.csv"].splitlines(),
            *ours.splitlines(),
            *(row[:-1] for row in rows),
            other_row(499)[:-1],
        ]
    )
    assert is_sound(case.folder)


@pytest.mark.slow
def test_rows_appended_before_a_write_is_taken_back_stay(case: Case) -> None:
    table = case.folder / "observations.csv"
    steps, _ = steps_of(case)
    last = len(steps) - 1 - steps[::-1].index("unlink")

    def disturb(at: int, *_: Any) -> None:
        if at == last:
            with table.open("ab", buffering=0) as opened:
                opened.write(other_row(1))
            raise OSError(errno.EIO, "Input/output error")

    with watched(disturb), pytest.raises(KienanError):
        case.add()
    left = case.files()
    assert left == case.before | {"observations.csv": case.before["observations.csv"] + other_row(1)}
    assert is_sound(case.folder)


@pytest.mark.slow
def test_a_half_row_of_another_program_is_not_written_into(case: Case) -> None:
    table = case.folder / "observations.csv"
    half, rest = other_row(1)[:20], other_row(1)[20:]
    done: list[object] = []

    def disturb(at: int, name: str, _: Any, arguments: tuple[Any, ...]) -> None:
        if name == "write" and at > 0 and not done and bytes(arguments[1]).startswith(b"le-chan-0-"):
            done.append(at)
            with table.open("ab", buffering=0) as opened:
                opened.write(half)

    with watched(disturb), pytest.raises(ChangedMeanwhileError):
        case.add()
    assert done
    assert case.files() == case.before | {"observations.csv": case.before["observations.csv"] + half}
    with table.open("ab", buffering=0) as opened:
        opened.write(rest)
    case.add()
    assert is_sound(case.folder)


@pytest.mark.slow
def test_rows_that_contradict_by_now_are_not_written_unseen(case: Case) -> None:
    table = case.folder / "observations.csv"
    cells = "hai-hau-2024-01-05,le-chan,retail_sales"
    with table.open("ab", buffering=0) as opened:  # What was shown cannot be true beside these two.
        opened.write(f"other-01,{cells},2023,level,100,,tỷ đồng,,,,,,\n".encode())
        opened.write(f"other-02,{cells},2024,growth,5,,%,,,,,,\n".encode())
    before = case.files()
    with pytest.raises(ChangedMeanwhileError):
        case.add()
    assert case.files() == before


@pytest.mark.slow
def test_a_table_that_is_replaced_at_the_same_moment_stays_as_it_was_made(case: Case) -> None:
    table = case.folder / "observations.csv"
    mended = case.before["observations.csv"].replace(b"512,6", b"512,7")
    assert mended != case.before["observations.csv"]
    done: list[object] = []

    def disturb(_at: int, name: str, original: Any, arguments: tuple[Any, ...]) -> None:
        if name == "write" and not done and bytes(arguments[1]).startswith(b"le-chan-0-"):
            done.append(name)
            beside = case.folder / "saved.csv"
            beside.write_bytes(mended)
            os.rename(beside, table)  # noqa: PTH104 - not one of the steps that are watched

    with watched(disturb), pytest.raises(ChangedMeanwhileError):
        case.add()
    assert case.files() == case.before | {"observations.csv": mended}


def _append_all(table: str, go: Any, count: int) -> None:
    go.wait()
    with open(table, "ab", buffering=0) as held:  # noqa: PTH123
        for number in range(count):
            if number % 2:
                held.write(other_row(number))
            else:
                with open(table, "ab", buffering=0) as opened:  # noqa: PTH123
                    opened.write(other_row(number))


@pytest.mark.slow
def test_a_program_that_appends_meanwhile_loses_no_row(folder: Path) -> None:
    cases = [case_in(folder, number) for number in range(3)]
    context = multiprocessing.get_context("spawn")
    go = context.Event()
    other = context.Process(target=_append_all, args=(str(folder / "observations.csv"), go, 500))
    other.start()
    go.set()
    for one in cases:
        for _ in range(20):
            try:
                one.add()
                break
            except ChangedMeanwhileError:  # Rows were appended of what it reads too: it looks again.
                one = case_in(folder, int(one.details.id[-1]))  # noqa: PLW2901
    other.join()
    lines = (folder / "observations.csv").read_bytes().splitlines(keepends=True)
    assert sum(lines.count(other_row(number)) == 1 for number in range(500)) == 500
    assert [sum(line.startswith(f"le-chan-{number}-".encode()) for line in lines) for number in range(3)] == [1, 1, 1]
    assert is_sound(folder)


@pytest.mark.slow
def test_two_adds_at_once_twenty_times(folder: Path) -> None:
    first, second, same = case_in(folder, 1), case_in(folder, 2), case_in(folder, 0, same=True)
    for number in range(20):
        pair = (first, second) if number % 2 else (same, same)
        start, begin = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            running = []
            for one in pair:
                process = os.fork()
                if process == 0:
                    code = 1
                    with contextlib.suppress(BaseException):
                        os.close(begin)
                        os.read(start, 1)  # Both go when the pipe closes.
                        one.add()
                        code = 0
                    os._exit(code)
                running.append(process)
        os.close(start)
        os.close(begin)
        assert [os.waitpid(process, 0)[1] for process in running] == [0, 0]
        assert is_sound(folder)
        rows = (folder / "observations.csv").read_text(encoding="utf-8").splitlines()
        expected = ["le-chan-1-01", "le-chan-2-01"] if number % 2 else ["le-chan-2025-01-07-01"]
        assert sorted(row.split(",")[0] for row in rows if row.startswith("le-chan-")) == expected
        assert sorted(files_of(folder)) == sorted({*first.before, FILE})
        first.restore()


# Mode, owner, links


@pytest.mark.slow
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_modes_and_owners_stay(case: Case, mode: int) -> None:
    is_root = os.geteuid() == 0
    case.add()
    for name in (*TABLES, FILE):
        path = case.folder / name
        if name != FILE:
            path.write_bytes(case.before[name])
        path.chmod(mode)
        if is_root:
            os.chown(path, 65534, 65534)
    (case.folder / FILE).write_text('{"version": 1, "articles": []}', encoding="utf-8")
    was = {name: (case.folder / name).stat() for name in (*TABLES, FILE)}
    case.add()
    for name, status in was.items():
        now = (case.folder / name).stat()
        assert now.st_size > status.st_size
        assert (now.st_mode & 0o777, now.st_uid, now.st_gid) == (mode, status.st_uid, status.st_gid)


@pytest.mark.slow
def test_a_list_that_is_new_is_as_private_as_the_observations(case: Case) -> None:
    (case.folder / "observations.csv").chmod(0o600)
    case.add()
    assert (case.folder / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TABLES, FILE])
def test_a_write_protected_file_is_refused_by_name(case: Case, name: str) -> None:
    path = case.folder / name
    if name == FILE:
        path.write_text('{"version": 1, "articles": []}', encoding="utf-8")
    before = case.files()
    path.chmod(0o444)
    with watched(lambda *_: None) as seen, pytest.raises(KienanError, match="write-protected") as refused:
        case.add()
    assert (refused.value.where, seen) == (str(path), [])
    assert case.files() == before


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TABLES, FILE])
def test_a_file_with_another_link_is_refused_by_name(case: Case, name: str, tmp_path: Path) -> None:
    path = case.folder / name
    if name == FILE:
        path.write_text('{"version": 1, "articles": []}', encoding="utf-8")
    before = case.files()
    (tmp_path / "other").hardlink_to(path)
    with watched(lambda *_: None) as seen, pytest.raises(KienanError, match="2 names") as refused:
        case.add()
    assert (refused.value.where, seen) == (str(path), [])
    assert case.files() == before


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_an_immutable_file_is_refused_by_name(case: Case, name: str) -> None:
    path = case.folder / name
    tool = shutil.which("chattr")
    if tool is None or subprocess.run([tool, "+i", str(path)], capture_output=True, check=False).returncode:
        pytest.skip("no file can be made immutable here")
    try:
        with pytest.raises(KienanError, match="write-protected") as refused:
            case.add()
        assert refused.value.where == str(path)
        assert case.files() == case.before
    finally:
        subprocess.run([tool, "-i", str(path)], check=True)


def test_a_list_whose_owner_cannot_be_kept_is_refused_by_name(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    path = case.folder / FILE
    path.write_text('{"version": 1, "articles": []}', encoding="utf-8")
    before = case.files()
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    with pytest.raises(KienanError, match="belongs to another user") as refused:
        case.add()
    assert refused.value.where == str(path)
    assert case.files() == before


# A record is data


RECORDS = {
    "empty": b"",
    "cut off": b"{",
    "a list": b"[]",
    "of another version": b'{"version": 2}',
    "a number for a path": b'{"version": 1, "appended": [{"path": 3}], "replaced": [], "host": "", "process": 1}',
    "rows elsewhere": b'{"version": 1, "appended": [{"path": "../x", "size": 0, "digest": "", "added": ""}], '
    b'"replaced": [], "host": "", "process": 1}',
    "a file elsewhere": b'{"version": 1, "appended": [], "replaced": [{"path": "/x", "before": "", "digest": ""}], '
    b'"host": "", "process": 1}',
}


@pytest.mark.parametrize("content", RECORDS.values(), ids=RECORDS)
@pytest.mark.slow
def test_a_record_that_cannot_be_is_refused(case: Case, content: bytes) -> None:
    outside = case.folder.parent / "x"
    outside.write_bytes(b"as it was")
    (case.folder / RECORD).write_bytes(content)
    with pytest.raises(KienanError, match="its record cannot be read"):
        open_package(case.folder)
    assert outside.read_bytes() == b"as it was"
    assert {name: text for name, text in case.files().items() if name != RECORD} == case.before


# Files of ours that are none


def as_pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def as_link_to_nothing(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "new")


def as_link_to_a_file(path: Path, outside: Path) -> None:
    (outside / "theirs").write_text('{"version": 1, "articles": []}', encoding="utf-8")
    path.symlink_to(outside / "theirs")


def as_folder(path: Path, _: Path) -> None:
    path.mkdir()


@pytest.mark.slow
@pytest.mark.parametrize("make", [as_pipe, as_link_to_nothing, as_link_to_a_file, as_folder])
@pytest.mark.parametrize("name", [FILE, RECORD])
def test_what_is_no_plain_file_of_the_package_is_neither_read_nor_written(
    case: Case, tmp_path: Path, name: str, make: Callable[[Path, Path], None]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    make(case.folder / name, outside)
    theirs = files_of(outside)
    with pytest.raises(KienanError, match=r"read: it is (no plain file|a link that leads out)") as refused:
        case.add()
    assert refused.value.where == str(case.folder / name)
    assert {one: text for one, text in case.files().items() if one != name} == case.before
    assert files_of(outside) == theirs


@pytest.mark.slow
@pytest.mark.parametrize("name", ["datapackage.json", "indicators.csv"])
def test_an_older_package_is_not_brought_forward_through_a_link(case: Case, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "theirs"
    (case.folder / name).rename(outside)
    (case.folder / name).symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(KienanError, match="outside the package"):
        append_together(case.folder, [], [NewFile(name, before, b"{}")])
    assert outside.read_bytes() == before
    assert {one: text for one, text in case.files().items() if one != name} == {
        one: text for one, text in case.before.items() if one != name
    }
