"""No test reaches another machine, even when the guard that it tests is broken."""

import socket

import pytest

from tests.staying import Elsewhere

pytestmark = pytest.mark.alike


@pytest.mark.parametrize("address", ["10.1.2.3", "169.254.169.254", "203.0.114.5", "::ffff:10.1.2.3"])
def test_nothing_leaves_the_machine(address: str) -> None:
    with pytest.raises(Elsewhere):
        socket.create_connection((address, 443), timeout=0.1)


def test_the_machine_itself_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
