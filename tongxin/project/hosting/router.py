"""Hands each request to the program of the company whose host name it names, and to no other.

It reads nothing but that name, keeps nothing, and opens no database. What a browser claims about proxies is dropped: the company's program
believes this router, so only what is seen here is passed on.
"""

import http.client
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any, Final, Protocol

from tongxin.base.web.addresses import Network, is_trusted

Start = Callable[[str, list[tuple[str, str]]], object]
Environ = dict[str, Any]  # Any: as WSGI has it
_OF_ONE_HOP: Final = {
    "connection",
    "keep-alive",
    "transfer-encoding",
    "te",
    "trailer",
    "upgrade",
    "proxy-connection",
    "date",
    "server",
}
_OURS: Final = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "x-request-id"}
_PIECE: Final = 64 * 1024
_PATIENCE: Final = 300.0  # seconds until a program has answered


class Ports(Protocol):
    """Knows where companies are served."""

    def port_for(self, host: str) -> int | None: ...


class Router:
    """A WSGI application."""

    def __init__(self, ports: Ports, proxies: list[Network]) -> None:
        self._ports, self._proxies = ports, proxies

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """The answer of the company's program, or a short one of our own."""
        path = environ.get("REQUEST_URI", "")
        if not path.startswith("/") or "HTTP_TRANSFER_ENCODING" in environ:
            return _own(start, HTTPStatus.BAD_REQUEST)
        port = self._ports.port_for(host_of(environ.get("HTTP_HOST", "")))
        if port is None:
            return _own(start, HTTPStatus.NOT_FOUND)
        if not port:
            return _own(start, HTTPStatus.SERVICE_UNAVAILABLE)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            length = environ.get("CONTENT_LENGTH")
            body = environ["wsgi.input"] if length and length != "0" else None
            connection.request(environ["REQUEST_METHOD"], path, body, self._headers(environ))
            answer = connection.getresponse()
        except (OSError, http.client.HTTPException):
            connection.close()
            return _own(start, HTTPStatus.SERVICE_UNAVAILABLE)
        start(
            f"{answer.status} {answer.reason}",
            [(name, value) for name, value in answer.getheaders() if name.lower() not in _OF_ONE_HOP],
        )
        return _pieces(connection, answer)

    def _headers(self, environ: Environ) -> dict[str, str]:
        peer = environ.get("REMOTE_ADDR", "")
        given = {
            key[5:].replace("_", "-").title(): value
            for key, value in environ.items()
            if key.startswith("HTTP_") and key[5:].replace("_", "-").lower() not in _OF_ONE_HOP | _OURS
        }
        for key, name in (("CONTENT_TYPE", "Content-Type"), ("CONTENT_LENGTH", "Content-Length")):
            if environ.get(key):
                given[name] = environ[key]
        scheme, way = environ.get("wsgi.url_scheme", "http"), peer
        if is_trusted(peer, self._proxies):
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", scheme)
            way = ", ".join(filter(None, (environ.get("HTTP_X_FORWARDED_FOR", ""), peer)))
        return {**given, "X-Forwarded-For": way, "X-Forwarded-Proto": scheme, "Connection": "close"}


def host_of(header: str) -> str:
    """The name in a Host header, as companies are known by; empty for what is none."""
    name = header.strip().lower()
    if name.startswith("["):
        return ""
    name = name.rsplit(":", 1)[0] if ":" in name else name
    try:
        ip_address(name)
    except ValueError:
        return name.removesuffix(".")
    return ""


def _own(start: Start, status: HTTPStatus) -> list[bytes]:
    text = f"{status.phrase}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(text))),
        ("Cache-Control", "no-store"),
    ]
    start(
        f"{status.value} {status.phrase}",
        headers + ([("Retry-After", "5")] if status == HTTPStatus.SERVICE_UNAVAILABLE else []),
    )
    return [text]


def _pieces(connection: http.client.HTTPConnection, answer: http.client.HTTPResponse) -> Iterator[bytes]:
    try:
        while piece := answer.read(_PIECE):
            yield piece
    finally:
        connection.close()
