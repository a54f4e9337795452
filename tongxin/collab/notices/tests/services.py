"""Services outside, in the house: a robot's maker and a mail server that answer as their papers say."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Maker(ThreadingHTTPServer):
    """Takes what robots are told. `answers` are given one after the other, the last one for ever."""

    daemon_threads = True

    def __init__(self, *answers: dict | tuple[int, bytes, dict[str, str]]) -> None:
        super().__init__(("127.0.0.1", 0), _Taker)
        self.answers = list(answers)
        self.taken: list[tuple[str, dict | bytes]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Taker(BaseHTTPRequestHandler):
    server: Maker

    def do_GET(self) -> None:  # noqa: N802  # as the library calls it
        self.do_POST()

    def do_POST(self) -> None:  # noqa: N802  # as above
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.loads(raw) if raw and "json" in self.headers["Content-Type"] else raw
        self.server.headers.append(dict(self.headers))
        self.server.taken.append((self.path, body))
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        status, said, headers = answer if isinstance(answer, tuple) else (200, json.dumps(answer).encode(), {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_words: object) -> None:
        """Quiet."""


class Post(socketserver.ThreadingTCPServer):
    """A mail server that takes everything, or answers every recipient with `refuses`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, refuses: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Clerk)
        self.refuses = refuses
        self.taken: list[str] = []


class _Clerk(socketserver.StreamRequestHandler):
    server: Post

    def handle(self) -> None:
        self._say("220 post ESMTP")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("DATA"):
                self._say("354 go on")
                self.server.taken.append(self._letter())
                self._say("250 taken")
            elif word.startswith("RCPT") and self.server.refuses:
                self._say(self.server.refuses)
            elif word.startswith("QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _letter(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode()) != ".\r\n":
            lines.append(line)
        return "".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
