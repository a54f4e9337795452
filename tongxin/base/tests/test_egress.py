"""Which numbers lie on the open net, looked at and not called; and how long somebody may take to answer."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from tongxin.base import egress
from tongxin.base.egress import NoAnswer, NoWayOut, number_of, post

pytestmark = pytest.mark.alike


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::", "ff02::1",
        "192.0.0.192", "192.88.99.1", "168.63.129.16", "64:ff9b:1::a00:1", "::a00:1", "::ffff:0:a00:1", "fec0::1", "3fff::1", "5f00::1", "fd00:ec2::254",
    ],
)  # fmt: skip
def test_a_number_inside_is_no_way_out(number: str) -> None:
    with pytest.raises(NoWayOut):
        number_of(number, 443, trusted=False)


def test_a_number_outside_and_a_trusted_one_inside_are() -> None:
    assert number_of("203.0.114.5", 443, trusted=False) == "203.0.114.5"
    assert number_of("2400:3200::1", 443, trusted=False) == "2400:3200::1"
    assert number_of("10.1.2.3", 25, trusted=True) == "10.1.2.3"


def test_who_answers_a_sign_at_a_time_is_cut_off(settings, monkeypatch) -> None:
    monkeypatch.setattr(egress, "SECONDS", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_trickle, args=(listening,), daemon=True).start()
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings.TRUSTED_ORIGINS = frozenset({origin})
        begun = time.monotonic()
        with pytest.raises(NoAnswer):
            post(f"{origin}/in", b"{}", hosts=())
    assert time.monotonic() - begun < 2


def _trickle(listening: socket.socket) -> None:
    """An answer that takes four seconds, and is never silent for as long as one waits for a word."""
    line, _address = listening.accept()
    with line, suppress(OSError):
        for sign in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Slow: " + b"x" * 35:
            line.send(bytes([sign]))
            time.sleep(0.05)
        line.send(b"\r\n\r\n")
