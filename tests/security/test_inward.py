"""No host, however it is written, leads inward; and what can't be read as an address is refused in words. `bin/sec ssrf` tries it over sockets."""

import socket
import ssl
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast
from tests.security.inward.network import certificates
from tests.security.inward.vectors import NAMES, OPEN, VECTORS
from tests.security.inward.ways import ways
from tongxin.base.egress import NoAnswer, NoWayOut, fetch
from tongxin.collab.automations.actions.signing import NotTaken
from tongxin.collab.notices.sending import Refused

pytestmark = pytest.mark.alike
REFUSED = (NoWayOut, NoAnswer, NotTaken, Refused, ValidationError)
UNREADABLE = ["[x", "[::1", "x:99999999", "x:y", "[", "x\r\nHost: y", "[v1.x]"]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """To which numbers somebody wanted to connect. Names mean what the trial's resolver says at the first question."""
    wanted: list[str] = []
    known = socket.getaddrinfo

    def resolved(host: str, *more: Any, **named: Any) -> list[Any]:  # Any: as the library's own
        numbers = NAMES[host][0] if host in NAMES else [host]
        return [one for number in numbers for one in known(number, *more, **named, flags=socket.AI_NUMERICHOST)]

    def connect(address: tuple[str, int], *_more: object) -> None:
        wanted.append(address[0])
        raise OSError("nobody answers here")

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connect)
    return wanted


def test_no_feature_goes_inward(cast: Cast, connected: list[str]) -> None:
    for go in ways(cast.boss).values():
        for host in [*VECTORS, *UNREADABLE]:
            with suppress(*REFUSED):
                go(host)
    assert set(connected) == {OPEN}


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = certificates(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, tmp_path / "key.pem")
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)  # answers 501 to everything
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"https://127.0.0.1:{server.server_port}"
    settings.TRUSTED_ORIGINS = frozenset({origin})
    with pytest.raises(NoAnswer):
        fetch(f"{origin}/", longest=10_000)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    assert fetch(f"{origin}/", longest=10_000).status == 501
    server.shutdown()
    server.server_close()
