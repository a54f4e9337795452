"""The socket of the server, and a server that takes it as it is."""

import socket
from typing import Any

from cheroot.server import HTTPConnection, HTTPRequest
from cheroot.wsgi import Server

from tongxin.project.strict_headers import StrictHeaders

LARGEST_BODY = 300 * 1024 * 1024
WAITING = 128  # connections that may wait until somebody accepts them


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket at that address, port 0 for any free one; several processes may accept from it. Raises OSError."""
    family, kind, protocol, _name, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Answers go out in two pieces, head and body: neither may wait for the other's receipt.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listening.bind(address)
        listening.listen(WAITING)
    except OSError:
        listening.close()
        raise
    return listening


class _Request(HTTPRequest):
    header_reader = StrictHeaders()


class _Connection(HTTPConnection):
    RequestHandlerClass = _Request


class _Server(Server):
    """Listens on the socket it is given."""

    ConnectionClass = _Connection

    def __init__(self, listening: socket.socket, application: Any, threads: int) -> None:  # Any: a WSGI application
        super().__init__(
            listening.getsockname()[:2],
            application,
            numthreads=threads,
            server_name="Tongxin",
            request_queue_size=WAITING,
        )
        self.max_request_body_size = LARGEST_BODY
        self._listening = listening

    def bind(self, family: int, type: int, proto: int = 0) -> socket.socket:
        """Nothing to bind: it listens already."""
        self.socket = self._listening
        return self._listening


def server_at(listening: socket.socket, application: Any, threads: int) -> Server:  # Any: a WSGI application
    """A server ready to serve from that socket."""
    server = _Server(listening, application, threads)
    server.prepare()
    # All processes wake up for a new connection and one gets it: the others must go on at once instead of waiting for the next.
    server.socket.setblocking(False)
    return server
