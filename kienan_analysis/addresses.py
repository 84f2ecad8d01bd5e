"""Where a name of a file or folder leads: a path, ``~``, or a ``file:`` address; and whether it can be a folder."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from kienan_analysis.errors import UsageError, shortened

_OF_THIS_MACHINE: Final = re.compile(r"(?:file|local):", re.IGNORECASE)
_HOST: Final = re.compile(r"//(?P<host>[^/]*)(?P<path>/.*|$)", re.DOTALL)
_THIS_HOST: Final = ("", "localhost")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_REMEDY: Final = "Name the file by its path, or by an address as file:///home/me/data."


def local_name(name: str) -> str:
    """Give the path that a ``file:`` address or a name with ``~`` means; any other name as it is.

    Parameters
    ----------
    name : str
        A path or an address, as somebody gave it. A file of that very name is taken for itself.

    Raises
    ------
    UsageError
        The address is of another machine or of no file, or there is no such user.

    Examples
    --------
    >>> local_name("file:///home/me/s%E1%BB%91%20li%E1%BB%87u"), local_name("file:/home/me"), local_name("a%20b")
    ('/home/me/số liệu', '/home/me', 'a%20b')
    >>> local_name("file://localhost/home/me"), local_name("https://example.org/a%20b")
    ('/home/me', 'https://example.org/a%20b')
    """
    if name.startswith("~"):
        return _of_user(name)
    scheme = _OF_THIS_MACHINE.match(name)
    if scheme is None:
        return name
    rest = name[scheme.end() :]
    named = _HOST.match(rest)
    host, path = (named["host"], named["path"]) if named else ("", rest)
    if unquote(host).lower() not in _THIS_HOST:
        what = f"this is an address on another machine ({host!r}); files are read and written on this one only."
        raise UsageError(what, where=name, remedy=_REMEDY)
    if "?" in path or "#" in path:
        what = "an address of a file has neither ? nor #; in a name they are written %3F and %23."
        raise UsageError(what, where=name, remedy=_REMEDY)
    try:
        path = unquote(path, errors="strict")
    except UnicodeDecodeError:
        raise UsageError("the address is not written in UTF-8.", where=name, remedy=_REMEDY) from None
    if not path.startswith("/") or "\0" in path:
        raise UsageError("this is no address of a file: it names no path from the root.", where=name, remedy=_REMEDY)
    # On Windows a drive follows the slash.
    return path[1:] if os.name == "nt" and path[2:3] == ":" else path


def local_folder(name: str) -> str:
    """Give the path of a folder of this machine that is to be written, as `local_name` does.

    Raises
    ------
    UsageError
        It is an address, which would become a folder of that name.

    Examples
    --------
    >>> local_folder("file:///home/me/data")
    '/home/me/data'
    """
    path = local_name(name)
    if _ADDRESS.match(path):
        what = "this is an address; the files are written into a folder of this machine."
        raise UsageError(what, where=shortened(name), remedy="Name a folder, and copy it there afterwards.")
    return path


def refuse_file(folder: Path) -> None:
    """Refuse a place that can be no folder, before anything is made for it.

    Raises
    ------
    UsageError
        A file stands there, or on the way there.
    """
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if there.exists() and not there.is_dir():
        raise UsageError("this is a file, where a folder should be.", where=str(there), remedy="Name another place.")


def _of_user(name: str) -> str:
    if Path(name).exists():
        return name
    try:
        return str(Path(name).expanduser())
    except RuntimeError:
        what = "there is no user of that name on this machine, or no home is known."
        raise UsageError(what, where=name, remedy="Name the path in full, or ./~ for a file of that name.") from None


# What an address may be written with (RFC 3986), less what parts it from a question or a place in the page.
_WEB: Final = re.compile(r"https?://[A-Za-z0-9._~:/\[\]@!$&'()*+,;=%-]+")


def web_address(name: str) -> str:
    """Check an address under which files are to be found on the web; give it without a slash at its end.

    Parameters
    ----------
    name : str
        As somebody gave it.

    Raises
    ------
    UsageError
        It is no http or https address, or has a name to log in with, a question or a place in a page.

    Examples
    --------
    >>> web_address("https://example.org/reviews/")
    'https://example.org/reviews'
    """
    remedy = "Write it as https://example.org/reviews; letters beyond ASCII as their %-codes."
    try:
        parts = urlsplit(name)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if _WEB.fullmatch(name) is None or not host or port == 0:
        raise UsageError("this is no address on the web.", where=name, remedy=remedy)
    if "@" in parts.netloc:
        raise UsageError("an address to share has no user and no password.", where=name, remedy=remedy)
    return name.rstrip("/")
