"""Tasks that do what a hostile document may make its reader do: for the tests of reading apart."""

from __future__ import annotations

import errno
import os
import signal
from dataclasses import dataclass

from kienan_analysis.documents.opener import document_of
from kienan_analysis.errors import KienanError, UsageError

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Task:
    """Does what its name says."""

    what: str
    where: str = "report.pdf"

    def prepare(self) -> None:
        """Import nothing."""

    def __call__(self) -> int:
        """Do it."""
        if self.what == "waits":
            signal.pause()
        if self.what == "fills memory":
            return len(bytearray(3000 * _MIB))
        if self.what == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.what == "refuses":
            raise KienanError("this is no report.", where=self.where, remedy="Give another.")
        if self.what == "is called wrongly":
            raise UsageError("there is no such area.", where="area x")
        if self.what == "has a fault":
            raise ZeroDivisionError
        if self.what == "opens too much":
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        if self.what == "prints":
            os.write(1, b"noise of a library")
        return 7


@dataclass(frozen=True)
class Recognising:
    """Recognises the text of a picture."""

    content: bytes
    where: str = "scan.png"

    def prepare(self) -> None:
        """Import nothing."""

    def __call__(self) -> str:
        """Do it."""
        return document_of(self.content, self.where, ocr=True).text
