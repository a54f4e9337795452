"""Tests stay on this machine: whatever breaks, nothing is connected to elsewhere."""

import socket
from ipaddress import ip_address
from typing import Any

_connect = socket.socket.connect


class Elsewhere(OSError):
    """A test tried to leave the machine."""


def _is_here(address: Any) -> bool:  # Any: what an address is depends on its family
    host = str(address[0]).partition("%")[0]
    return host == "localhost" or ip_address(host).is_loopback


def connect(own: socket.socket, address: Any) -> None:  # Any: as above
    """Connect as ever to this machine, and to nothing else."""
    if own.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address):
        raise Elsewhere(f"tests connect to nothing but this machine, not to {address}")
    _connect(own, address)


def stay_here() -> None:
    """From now on, in this process."""
    socket.socket.connect = connect  # type: ignore[method-assign]  # on purpose
