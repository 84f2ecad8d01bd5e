"""The files of a data package at an address: https only, within limits of time and size."""

from __future__ import annotations

import socket
import time
from http.client import HTTPException
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from kienan_analysis.errors import KienanError, UsageError

if TYPE_CHECKING:
    from http.client import HTTPMessage
    from typing import IO

_SECONDS_TO_ANSWER: Final = 20
_SECONDS_IN_ALL: Final = 120
_CHUNK: Final = 1 << 16


class Address:
    """The files beside a descriptor at an address."""

    def __init__(self, descriptor_address: str, at_hand: dict[str, bytes], max_bytes: int) -> None:
        self._address = descriptor_address
        self._at_hand = at_hand
        self._left = max_bytes - sum(map(len, at_hand.values()))

    def read(self, path: str) -> bytes:
        """Give a file by its path inside the package, fetched unless it is at hand."""
        if path in self._at_hand:
            return self._at_hand[path]
        parts = urlsplit(self._address)
        # A signed address keeps its signature; a path's own ? or # must not start a query.
        target = urlsplit(urljoin(self._address, quote(path)))
        content = fetch(target._replace(query=parts.query).geturl(), self._left)
        self._left -= len(content)
        return content


def fetch(address: str, max_bytes: int) -> bytes:
    """Read what lies at an address.

    Raises
    ------
    UsageError
        The address is not https (http is read from this machine only).
    FileNotFoundError
        The server says that there is no such file.
    KienanError
        It cannot be reached, is too slow or too large.
    """
    _check(address)
    handlers = [_SafeRedirects(), *([ProxyHandler({})] if _is_this_machine(address) else [])]
    opener = build_opener(*handlers)
    request = Request(address, headers={"User-Agent": "kienan-analysis", "Accept": "*/*"})  # noqa: S310 - its scheme was checked
    deadline = time.monotonic() + _SECONDS_IN_ALL
    received = bytearray()
    try:
        with opener.open(request, timeout=_SECONDS_TO_ANSWER) as response:
            while chunk := response.read1(_CHUNK):
                received += chunk
                if len(received) > max_bytes:
                    message = "The file is larger than any data package."
                    raise KienanError(message, where=address)
                if time.monotonic() > deadline:
                    message = f"The file did not arrive within {_SECONDS_IN_ALL} seconds."
                    raise KienanError(message, where=address, remedy="Fetch the package yourself and name the copy.")
    except HTTPError as error:
        error.close()
        if error.code in {404, 410}:
            raise FileNotFoundError(address) from error
        message = f"The server answers {error.code} {error.reason}."
        raise KienanError(message, where=address) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        message = f"The address cannot be read: {getattr(error, 'reason', error)}."
        raise KienanError(message, where=address, remedy="Check the address and the network.") from error
    return bytes(received)


class _SafeRedirects(HTTPRedirectHandler):
    """Follow a redirect only to an address that would be accepted itself."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        fp.close()  # whatever comes of it, this answer has been read
        _check(newurl)
        if leads_to_this_machine(newurl) and not _is_this_machine(req.full_url):
            message = "A server elsewhere sends to an address on this machine; this is not followed."
            raise UsageError(message, where=newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(address: str) -> None:
    scheme = urlsplit(address).scheme.lower()
    if scheme == "https" or (scheme == "http" and _is_this_machine(address)):
        return
    message = f"Addresses are read over https only, not {scheme}."
    raise UsageError(message, where=address, remedy="Use an https address, or fetch the package and name the copy.")


def leads_to_this_machine(address: str) -> bool:
    """Say whether an address leads to this machine, however its host is written: the name is looked up.

    ``0.0.0.0``, ``127.1``, ``localhost.``, an IPv4 address inside an IPv6 one, a name that somebody gave such an
    address, and every address that this machine has itself.
    """
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
        if host == "localhost" or host.endswith(".localhost"):  # As every system should look them up.
            return True
        found = socket.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError, ValueError):  # Then nothing can be fetched from it either.
        return _is_this_machine(address)
    return any(_is_own(family, str(place[0])) for family, _, _, _, place in found)


def _is_own(family: int, host: str) -> bool:
    address = ip_address(host.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    if any(one.is_loopback or one.is_unspecified for one in (address, mapped) if one is not None):
        return True
    try:
        # An address can be bound to where it is the machine's own; nothing is sent.
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return True


def _is_this_machine(address: str) -> bool:
    """Say whether an address names this machine by its usual names, so that it may be read over http."""
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
