"""A single review's imports are begun with the command: the kernel comes from there, and nothing is left of it."""

from __future__ import annotations

import hashlib
import os
import signal
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.cli.reviews import _is_there, _the_only_one
from kienan_analysis.dataset import load
from kienan_analysis.runs import RunSpec, execute_all, forking
from kienan_analysis.runs.early_start import IMPORTED, are_begun, imports_begun, shared_imports
from kienan_analysis.runs.forking import CAN_FORK, WarmProcess, close_warm_processes, warm_process
from kienan_analysis.runs.kernel import KernelSettings
from tests.batches import is_gone
from tests.conftest import PROJECT
from tests.patience import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.kernel, pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux only")]


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    close_warm_processes()
    yield
    close_warm_processes()


def test_the_kernels_settings_lead_to_the_process_that_was_begun() -> None:
    """Else a second one would import the same, and the review would take longer than without."""
    settings = KernelSettings(folder=".", data="/somewhere/data.zip", fork=True, reads_ahead=False)
    with imports_begun(wanted=True):
        assert are_begun()
        (begun,) = forking._warm.values()
        assert warm_process(IMPORTED, "", settings.environment("/scratch")) is begun
        assert len(forking._warm) == 1


def test_it_is_ended_also_while_it_still_imports() -> None:
    seen: list[WarmProcess] = []

    def stopped() -> None:
        with imports_begun(wanted=True):
            seen.extend(forking._warm.values())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    (begun,) = seen
    assert not are_begun()
    wait_until(lambda: is_gone(begun.pid))


def test_where_it_is_not_wanted_nothing_is_begun() -> None:
    with imports_begun(wanted=False):
        assert not are_begun()
        assert not forking._warm


def test_a_review_made_so_has_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    fork = WarmProcess.fork

    def counted(self: WarmProcess, *arguments: object) -> forking.ForkedKernel:
        made.append(self.pid)
        return fork(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(WarmProcess, "fork", counted)
    data, spec = load(PROJECT / "data"), RunSpec("kien-an", 2021, "en")
    (ordinary,) = execute_all([spec], data=data, output=tmp_path / "ordinary")
    assert not made
    with imports_begun(wanted=True):
        (begun,) = forking._warm.values()
        (early,) = execute_all([spec], data=data, output=tmp_path / "early")
        assert made == [begun.pid]
    assert early.state == ordinary.state == "done"
    assert early.files == ordinary.files
    for name, digest in early.files.items():
        assert hashlib.sha256((tmp_path / "early" / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("areas", "years", "languages", "page"),
    [
        (["kien-an"], [2021], ["vi"], "kien-an/2021/annual-review.vi.html"),
        (["kien-an", "hai-an"], [2021], ["vi"], None),
        (["kien-an"], [2021, 2022], ["vi"], None),
        (["kien-an"], [], ["vi"], None),
        (["kien-an"], [2021], [], None),
        ([], [2021], ["vi"], None),
    ],
)
def test_only_one_review_that_is_surely_made_is_begun(
    areas: list[str], years: list[int], languages: list[str], page: str | None, tmp_path: Path
) -> None:
    assert _the_only_one(areas, years, languages) == page
    if page is not None:
        assert not _is_there(str(tmp_path), page)
        (tmp_path / page).parent.mkdir(parents=True)
        (tmp_path / page).touch()
        assert _is_there(str(tmp_path), page)
        assert not _is_there("memory://\0", page)


def test_what_a_batch_shares_is_lent_while_it_lives_and_forgotten_after_it(tmp_path: Path) -> None:
    for number in range(6):  # more than a process may have at a time
        with shared_imports(str(tmp_path / f"{number}.zip")) as lent:
            (begun,) = forking._warm.values()
            borrowed = lent()
            assert borrowed is not None
            assert borrowed[0] == begun.descriptor
            os.kill(begun.pid, signal.SIGKILL)
            wait_until(lambda: lent() is None)
        assert not forking._warm
