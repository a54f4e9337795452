"""A scanner for viruses that speaks as clamd does (its manual: clamd(8), COMMANDS), for tests: it knows one signature and a limit of size."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# The file on which makers of scanners agreed for tests, in two halves, so that no scanner takes this one for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
STREAM_MAX = 100_000


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self._word()
        if command == b"zVERSION":
            self.wfile.write(b"ClamAV 1.4.6/27000/Sun Nov 22 2026\0")
        elif command == b"zINSTREAM":
            self.wfile.write(self._looked_through() + b"\0")
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _word(self) -> bytes:
        found = b""
        while (sign := self.rfile.read(1)) not in (b"\0", b""):
            found += sign
        return found

    def _looked_through(self) -> bytes:
        found = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            if len(found) + size > STREAM_MAX:
                return b"INSTREAM size limit exceeded. ERROR"
            found += self.rfile.read(size)
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in found else b"stream: OK"


@contextmanager
def clamd() -> Iterator[str]:
    """It listens on this machine; answers `host:port`."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Line) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
