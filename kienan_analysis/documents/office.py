"""Documents that LibreOffice opens for us, where it is installed: .doc, .odt, .rtf and Word's own XML.

It writes them as .docx, with notes and tracked changes in it, and `word` reads that. It runs as a process of its own,
with a profile of its own: no macro is run, nothing linked is fetched, and what takes too long is ended.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from kienan_analysis.documents import compound_file
from kienan_analysis.documents.kinds import office_kind
from kienan_analysis.documents.refusal import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.documents.document import Document
    from kienan_analysis.documents.kinds import OfficeKind

# A report of a hundred pages takes some seconds; what takes longer than this hangs.
TIME_LIMIT: Final = 180.0
_PATIENCE: Final = 5.0  # seconds to end by itself
_LARGEST: Final = 64 * 1024 * 1024
_WHAT: Final = {
    "doc": "a Word file of before 2007 (.doc)",
    "odt": "an OpenDocument text (.odt)",
    "rtf": "a Rich Text file (.rtf)",
    "xml": "a Word file saved as XML",
}
_SAVE_ANEW: Final = "Save it as .docx or as plain text, then read that."
_ENCRYPTED: Final = 0x0100  # of the flags at the beginning of a .doc
_FLAGS_AT: Final = 10
_ELSEWHERE: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_NO_PROXY_THERE: Final = "http://127.0.0.1:9"
_SETTING: Final = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_SETTINGS: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def read_office_file(content: bytes, name: str) -> Document:
    """Read a document by way of LibreOffice.

    Parameters
    ----------
    content : bytes
        Of one of the kinds that `office_kind` tells.
    name : str
        What the document is called where it is spoken of.

    Raises
    ------
    KienanError
        LibreOffice is not there, cannot open it, or takes too long.
    """
    from kienan_analysis.documents.word import read_word_file

    kind = office_kind(content)
    if kind is None or kind == "other":
        _refuse_as_other(content, name)
    _refuse_if_locked(content, kind, name)
    program = office_program()
    if program is None:
        refuse(
            name,
            f"This is {_WHAT[kind]}, which only LibreOffice can open, and that is not installed.",
            f"Install it (Debian, Ubuntu: apt install libreoffice-writer-nogui). Or else: {_SAVE_ANEW}",
        )
    with tempfile.TemporaryDirectory(prefix="kienan-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, content, kind, Path(folder), name)
    return read_word_file(converted, name)


def office_program() -> str | None:
    """Find LibreOffice; None where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _ELSEWHERE if Path(path).is_file()), None)


def _refuse_as_other(content: bytes, name: str) -> NoReturn:
    """Refuse what is no text: locked files, workbooks, presentations."""
    held = compound_file.streams(content)
    if "EncryptedPackage" in held:
        refuse(name, "This Office file is locked by a password.", "Save it without one, then read that.")
    if "Workbook" in held or "Book" in held:
        refuse(
            name, "This is a workbook of before 2007 (.xls).", "Save it as .xlsx, or its sheet as text (.csv, .txt)."
        )
    if "PowerPoint Document" in held:
        refuse(name, "This is a presentation of before 2007 (.ppt).", "Save it as PDF, then read that.")
    refuse(name, "This is an Office file of before 2007 (.doc, .xls), and broken or of another program.", _SAVE_ANEW)


def _refuse_if_locked(content: bytes, kind: OfficeKind, name: str) -> None:
    locked = False
    if kind == "doc":
        at = compound_file.streams(content)["WordDocument"].offset + _FLAGS_AT
        locked = bool(int.from_bytes(content[at : at + 2], "little") & _ENCRYPTED)
    elif kind == "odt":
        from kienan_analysis.documents.word.package import Package

        package = Package(content, name)  # bounds what LibreOffice will unpack
        manifest = "META-INF/manifest.xml"
        locked = manifest in package and b"encryption-data" in package.read(manifest)
    if locked:
        refuse(name, f"This is {_WHAT[kind]} locked by a password.", "Save it without one, then read that.")


def _convert(program: str, content: bytes, kind: OfficeKind, folder: Path, name: str) -> bytes:
    """Have LibreOffice write a document as .docx."""
    given, made = folder / f"document.{kind}", folder / "made"
    given.write_bytes(content)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--nologo", "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made), str(given)]
    if not _run(command, folder):
        refuse(
            name,
            f"LibreOffice needed more than {TIME_LIMIT:.0f} seconds to open this and was ended.",
            f"It may hang at this file. {_SAVE_ANEW}",
        )
    written = made / "document.docx"
    if not written.is_file():
        refuse(name, f"This is {_WHAT[kind]} that LibreOffice cannot open: it is broken.", _SAVE_ANEW)
    if written.stat().st_size > _LARGEST:
        refuse(name, "The file grows to far more than a report has.", "Save the part with the figures as plain text.")
    return written.read_bytes()


def _run(command: list[str], folder: Path) -> bool:
    """Run a command in a process group of its own; False where it was ended because it took too long."""
    # The command is LibreOffice as the system finds it, and file names of ours.
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started; what has ended already is no matter."""
    for ending in ("SIGTERM", "SIGKILL"):
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, getattr(signal, ending))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
            if sys.platform == "win32" or not _lives(process.pid):
                return


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except OSError:
        return False
    return True


def _environment(folder: Path) -> Mapping[str, str]:
    """Give LibreOffice what it needs and no way out to the network."""
    kept = {key: value for key, value in os.environ.items() if key.upper() in {"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH"}}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NO_PROXY_THERE)
    places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder))
    return kept | proxies | places | {"LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _profile() -> str:
    items = "".join(_SETTING.format(*setting) for setting in _SETTINGS)
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>'
