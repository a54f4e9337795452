"""Requests whose length or sender can be read in two ways: nothing of them reaches the program, nor what rides behind them."""

import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tongxin.project.hosting.router import Router
from tongxin.project.listening import listening_socket, server_at

POST = b"POST / HTTP/1.1\r\nHost: a.example\r\n"
NEXT = b"GET /smuggled HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n"
LENGTH, PIECES = b"Content-Length: 2\r\n", b"Transfer-Encoding: chunked\r\n"
BENT = {
    "a length and pieces": LENGTH + PIECES + b"\r\n0\r\n\r\n",
    "pieces and a length": PIECES + LENGTH + b"\r\n0\r\n\r\n",
    "pieces alone, that nobody would read": PIECES + b"\r\n2c\r\n",
    "pieces of no size": PIECES + b"\r\nzz\r\nab\r\n0\r\n\r\n",
    "pieces larger than they say": PIECES + b"\r\n1\r\nabcdef\r\n0\r\n\r\n",
    "another coding": b"Transfer-Encoding: xchunked\r\n" + LENGTH + b"\r\nab",
    "a blank before the colon": b"Transfer-Encoding : chunked\r\n" + LENGTH + b"\r\n0\r\n\r\n",
    "a line that goes on": b"Transfer-Encoding:\r\n chunked\r\n" + LENGTH + b"\r\n0\r\n\r\n",
    "a carriage return inside": b"X-A: b\rTransfer-Encoding: chunked\r\n" + LENGTH + b"\r\nab",
    "a NUL inside": b"X-A: b\0\r\n" + LENGTH + b"\r\nab",
    "two lengths": LENGTH + b"Content-Length: 5\r\n\r\nabcde",
    "the same length twice": LENGTH + LENGTH + b"\r\nab",
    "lengths in a list": b"Content-Length: 2, 5\r\n\r\nabcde",
    "a length below nothing": b"Content-Length: -1\r\n\r\n",
    "a length with a sign": b"Content-Length: +2\r\n\r\nab",
    "a length with an underscore": b"Content-Length: 1_0\r\n\r\nabcdefghij",
    "a blank before the colon of a length": b"Content-Length : 2\r\n\r\nab",
    "two hosts": b"Host: b.example\r\n" + LENGTH + b"\r\nab",
    "lines that end in half": b"X-A: b\n" + LENGTH + b"\r\nab",
}
Seen = list[dict[str, Any]]  # Any: as WSGI has it


@pytest.fixture(scope="module")
def places() -> Iterator[tuple[dict[str, int], Seen]]:
    """The server of the program and the router of a host before it, as both are served, and what arrives behind them. Like the framework, the
    program behind them reads as many bytes as the length says and no pieces."""
    seen: Seen = []

    def program(environ: dict[str, Any], start: Any) -> list[bytes]:  # Any: as WSGI has it
        length = int(environ.get("CONTENT_LENGTH") or 0)
        seen.append({**environ, "body": environ["wsgi.input"].read(length) if length > 0 else b""})
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    class Ports:
        def port_for(self, host: str) -> int:
            return ports["server"]

    ports, servers = {}, []
    for name, application in (("server", program), ("router", Router(Ports(), []))):
        listening = listening_socket("127.0.0.1", 0)
        ports[name] = listening.getsockname()[1]
        servers.append(server_at(listening, application, 1))
        threading.Thread(target=servers[-1].serve, daemon=True).start()
    yield ports, seen
    for server in servers:
        server.stop()


def answers(port: int, sent: bytes) -> list[bytes]:
    """The status of each answer until the other side ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: line.recv(65536), b""))
    return re.findall(rb"HTTP/1\.1 (\d+)", said)


@pytest.mark.parametrize("place", ["server", "router"])
def test_a_request_that_can_be_read_in_two_ways_is_refused_with_all_that_follows(places: Any, place: str) -> None:
    ports, seen = places
    seen.clear()
    said = {what: answers(ports[place], POST + bent + NEXT) for what, bent in BENT.items()}
    assert {what: codes for what, codes in said.items() if codes != [b"400"]} == {}
    assert seen == [], "something reached the program"


@pytest.mark.parametrize("place", ["server", "router"])
def test_what_is_straight_comes_through(places: Any, place: str) -> None:
    ports, seen = places
    seen.clear()
    assert answers(ports[place], POST + LENGTH + b"\r\nab" + NEXT) == [b"200", b"200"]
    assert [(one["REQUEST_URI"], one["body"]) for one in seen] == [("/", b"ab"), ("/smuggled", b"")]


@pytest.mark.parametrize("place", ["server", "router"])
def test_nobody_passes_for_a_proxy_by_an_underscore(places: Any, place: str) -> None:
    ports, seen = places
    seen.clear()
    bent = (
        b"X_Forwarded_For: 10.0.0.9\r\nX_Forwarded_Proto: https\r\nContent_Length: 40\r\nTransfer_Encoding: chunked\r\n"
    )
    assert answers(ports[place], POST + bent + LENGTH + b"Connection: close\r\n\r\nab") == [b"200"]
    assert seen[0].get("HTTP_X_FORWARDED_FOR") in (None, "127.0.0.1"), "its own, or the router's"
    assert seen[0].get("HTTP_X_FORWARDED_PROTO") in (None, "http")
    assert not [name for name in seen[0] if name in ("HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")]
