"""The one way out of the house: what is sent to a service on the open net, and to nowhere else.

An address is resolved first and every answer is looked at as a number, then the connection goes to that very number:
a name that means something else a moment later leads nowhere. Redirects are not followed. Whoever runs the machine may
name origins of the firm's own network (`TONGXIN_TRUSTED_ORIGINS`); nobody can do so in the browser.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 10
_LONGEST_ANSWER = 64 * 1024
JSON = {"Content-Type": "application/json; charset=utf-8"}
# What lies outside of it is local, wraps an IPv4 address in some way, or is nobody's yet.
_ASSIGNED = IPv6Network("2000::/3")
# Not called private by the library, yet no place on the open net: protocols' own (some clouds answer there with secrets), an old relay,
# the wire server of Azure, examples.
_CLOSED = [ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "3fff::/20")]


class NoWayOut(Exception):  # named after the world: where it should go, nothing goes
    """The address is not one to which anything is sent. Trying again won't help."""


class NoAnswer(Exception):  # as above
    """Nobody answered, or not as one should. Trying later may help."""


class Answer(NamedTuple):
    """What came back: HTTP status and the body, cut where it is longer than was asked for."""

    status: int
    body: bytes


def parts_of(address: str) -> SplitResult:
    """Scheme, host, port and the rest. Raises NoWayOut for what can't be read as an address."""
    try:
        parts = urlsplit(address)
        _port = parts.port  # looked at when it is asked for
    except ValueError as error:
        raise NoWayOut(_("This can't be read as an address")) from error
    return parts


def is_trusted(origin: str) -> bool:
    """Whether who runs the machine named this origin (`http://im.corp.lan:8080`, `smtp://mail.lan:25`)."""
    return origin in settings.TRUSTED_ORIGINS


def _is_open_net(number: str) -> bool:
    """Whether it is an address on the open net, also when a IPv4 address is wrapped in it."""
    ip: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip
    if isinstance(ip, IPv6Address) and (ip.sixtofour or ip.teredo or ip not in _ASSIGNED):
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in closed for closed in _CLOSED)


def number_of(host: str, port: int, *, trusted: bool) -> str:
    """The number to connect to. Raises NoAnswer for a name that nobody knows, NoWayOut where any of its numbers is inside."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NoAnswer(_("The name %(host)s is not known") % {"host": host}) from error
    if not trusted and not all(_is_open_net(number) for number in found):
        raise NoWayOut(_("%(host)s lies in a network to which nothing is sent") % {"host": host})
    return found[0]


@contextmanager
def cut_off(current: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Ends the connection after 10 s, however slowly the other side goes on talking. TLS puts a new socket in the place of the old."""

    def end() -> None:
        sock = current()
        with suppress(OSError):  # it may have ended by itself
            if sock is not None:
                sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def post(url: str, body: bytes, *, hosts: Collection[str], headers: Mapping[str, str] = JSON) -> Answer:
    """Send JSON, or what `headers` say, to one of `hosts` (TLS) or to a trusted origin. Raises NoWayOut, NoAnswer."""
    parts = parts_of(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    trusted = is_trusted(origin)
    if not trusted and (parts.scheme != "https" or parts.netloc not in hosts):
        raise NoWayOut(_("Nothing is sent to %(host)s") % {"host": parts.hostname or "?"})
    return _exchange("POST", url, body, headers, trusted=trusted, longest=_LONGEST_ANSWER)


def fetch(url: str, *, longest: int) -> Answer:
    """Read what stands at an address of the open net (port 443, TLS) or of a trusted origin, `longest` bytes of it at most. Raises
    NoWayOut, NoAnswer."""
    parts = parts_of(url)
    trusted = is_trusted(f"{parts.scheme}://{parts.netloc}")
    if not trusted and (parts.scheme != "https" or parts.netloc != parts.hostname):
        raise NoWayOut(_("Only addresses that begin with https:// are read"))
    answer = _exchange("GET", url, b"", {"Accept": "*/*"}, trusted=trusted, longest=longest + 1)
    if len(answer.body) > longest:
        raise NoAnswer(_("%(host)s answered more than is taken") % {"host": parts.hostname or "?"})
    return answer


def _exchange(method: str, url: str, body: bytes, headers: Mapping[str, str], *, trusted: bool, longest: int) -> Answer:
    """One request, to the number behind the name."""
    parts = parts_of(url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    number = number_of(host, port, trusted=trusted)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    connection = http.client.HTTPConnection(parts.netloc, timeout=SECONDS)
    try:
        with cut_off(lambda: connection.sock):
            connection.sock = socket.create_connection((number, port), SECONDS)
            if is_tls:
                secure = ssl.create_default_context().wrap_socket(
                    connection.sock, server_hostname=host, do_handshake_on_connect=False
                )
                connection.sock = secure
                secure.do_handshake()
            connection.request(method, path, body or None, dict(headers))
            response = connection.getresponse()
            return Answer(response.status, response.read(longest))
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(_("%(host)s gave no proper answer") % {"host": host}) from error
    finally:
        connection.close()
