"""The firm's own scanner for viruses, where there is one: clamd reads every file before it is kept (`TONGXIN_CLAMD`).

It is spoken to in its own words (INSTREAM: pieces with their length in front, ended by an empty one), on a socket of this machine or in
plain words within the firm's own network, never over the open net. Without an answer nothing is kept.
"""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tongxin.base.reading import Unreadable
from tongxin.base.scanning.places import Scanner

log = logging.getLogger(__name__)
CONNECT_SECONDS, ANSWER_SECONDS = 5, 120
_PIECE = 256 * 1024
_LONGEST_ANSWER = 4096


class Infected(Unreadable):
    """The scanner found something in the file."""


class TooLargeToScan(Unreadable):
    """The file is larger than the scanner takes."""


class NoScanner(Unreadable):
    """The scanner does not answer, or not with what one can understand; `why` is for whoever runs the machine."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _(
                "The virus scanner does not answer, so the file was not kept. Tell your administrator and try again later."
            )
        )
        self.why = why


def scan(file: IO[bytes]) -> None:
    """Have a file read from its beginning. Does nothing where no scanner is named. Raises Infected, TooLargeToScan, NoScanner."""
    if settings.CLAMD is None:
        return
    file.seek(0)
    answer = _asked(settings.CLAMD, b"zINSTREAM\0", file)
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return
    if said.endswith(" FOUND"):
        name = said.removesuffix(" FOUND")[:100]
        log.warning("the virus scanner found %s in a file, which was refused", name)
        raise Infected(_("The virus scanner found “%(name)s” in the file. It was not kept."), name=name)
    if "size limit exceeded" in said:
        log.warning("the virus scanner takes no file of this size (StreamMaxLength); it was refused")
        raise TooLargeToScan(
            _(
                "The file is larger than the virus scanner takes, so it was not kept. Send it in smaller parts, or tell your administrator."
            )
        )
    raise _no_scanner(f"it answered {said[:200]!r}")


def version_of_scanner() -> str:
    """What the scanner says of itself and its signatures. Raises NoScanner; there must be one."""
    assert settings.CLAMD is not None
    return _asked(settings.CLAMD, b"zVERSION\0")


def _asked(scanner: Scanner, command: bytes, file: IO[bytes] | None = None) -> str:
    try:
        with _connected(scanner) as line:
            line.sendall(command)
            # Whoever is told that a file is too large need not hear the rest: the answer lies there already.
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(line, file)
            answer = _answer(line)
    except OSError as error:
        raise _no_scanner(str(error) or type(error).__name__) from error
    return "".join(sign for sign in answer.decode(errors="replace") if sign.isprintable()).strip()


def _send(line: socket.socket, file: IO[bytes] | None) -> None:
    if file is None:
        return
    while piece := file.read(_PIECE):
        line.sendall(len(piece).to_bytes(4, "big") + piece)
    line.sendall(bytes(4))


def _answer(line: socket.socket) -> bytes:
    found = b""
    while not found.endswith(b"\0") and len(found) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        found += piece
    return found


@contextmanager
def _connected(scanner: Scanner) -> Iterator[socket.socket]:
    if scanner.path:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(CONNECT_SECONDS)
            line.connect(str(Path(scanner.path)))
            line.settimeout(ANSWER_SECONDS)
            yield line
        return
    number = str(socket.getaddrinfo(scanner.host, scanner.port, type=socket.SOCK_STREAM)[0][4][0])
    if ip_address(number.partition("%")[0]).is_global:
        raise _no_scanner(f"{scanner.host} lies on the open net, where files are not sent in plain words")
    with socket.create_connection((number, scanner.port), timeout=CONNECT_SECONDS) as line:
        line.settimeout(ANSWER_SECONDS)
        yield line


def _no_scanner(why: str) -> NoScanner:
    log.warning("no answer from the virus scanner at %s: %s", settings.CLAMD, why)
    return NoScanner(why)
