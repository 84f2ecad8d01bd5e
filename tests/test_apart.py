"""Documents are read in a process of their own, which is ended where it takes too much."""

from __future__ import annotations

import os
import pickle

import pytest

from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.articles.reading_apart import Given, article_of
from kienan_analysis.documents.apart import _unpickled, apart
from kienan_analysis.documents.limits import Limits
from kienan_analysis.errors import KienanError, UsageError
from tests.article_documents import FIGURES, web_page
from tests.tasks import Task

# Python warns of a fork beside threads, which is why the reader makes none there.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
ENOUGH = Limits(600, 1000)


@pytest.fixture(params=["fork", "fresh"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do it in a fork, and in a fresh Python, as where other threads run (those of the tests' own workers are idle)."""
    monkeypatch.setattr("kienan_analysis.documents.apart._may_fork", lambda: request.param == "fork")


@pytest.mark.usefixtures("way")
def test_what_is_done_apart_comes_back() -> None:
    assert apart(Task("prints"), ENOUGH) == 7


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("what", "limits", "said"),
    [
        ("waits", Limits(1, 1000), "more than 1 s and was ended. Give it more with --time-limit"),
        (
            "fills memory",
            Limits(600, 500),
            "more than 500 MiB of memory and was ended. Give it more with --mem",
        ),
        ("dies", ENOUGH, "broke down"),
        ("has a fault", ENOUGH, "broke down (ZeroDivisionError)"),
        ("opens too much", ENOUGH, "this process may not open more files. Raise the limit"),
        ("refuses", ENOUGH, "report.pdf: this is no report. Give another."),
    ],
)
def test_what_takes_too_much_or_dies_is_said_to(what: str, limits: Limits, said: str) -> None:
    with pytest.raises(KienanError, match=r"report\.pdf") as raised:
        apart(Task(what), limits)
    assert said in str(raised.value)


@pytest.mark.usefixtures("way")
def test_a_wrong_call_stays_one() -> None:
    with pytest.raises(UsageError, match="area"):
        apart(Task("is called wrongly"), ENOUGH)


def test_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    fork = os.fork

    def forked() -> int:
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(os, "fork", forked)
    monkeypatch.setattr("kienan_analysis.documents.apart._may_fork", lambda: True)
    with pytest.raises(KienanError):
        apart(Task("waits"), Limits(1, 1000))
    [pid] = made
    with pytest.raises(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


@pytest.mark.slow
@pytest.mark.usefixtures("way")
def test_a_page_is_read_apart_as_it_is_here() -> None:
    document, examined = article_of(web_page(), "page.html", Examiner(open_catalogue(None)), Given(), ENOUGH)
    assert [one.printed for one in examined.article.observations if one.indicator] == FIGURES
    assert document.blocks


class Hostile:
    """What a process that a document has taken over may send."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 3",)


def test_only_records_are_taken_from_such_a_process() -> None:
    assert _unpickled(pickle.dumps(("done", Hostile()))) == ("died", None)
