"""Reads the headers of a request so that nobody before us can have read another length, host or sender out of them.

What proxies disagree about is refused: a body without a length of its own (the framework reads none, and its pieces would be taken for the next
request), two lengths or hosts, blanks before a colon, lines that go on in the next. Names with an underscore are left out, for
`X_Forwarded_For` would arrive as `X-Forwarded-For` does.
"""

import re
from typing import Any, Final

from cheroot.server import HeaderReader

_FIELD: Final = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\x00\r\n]*)\r\n")
_END: Final = (b"", b"\r\n")
_ONCE: Final = (b"host", b"content-length")


class StrictHeaders(HeaderReader):
    """What it raises as ValueError is answered by the server with 400 and these words, and the connection ends."""

    def __call__(self, rfile: Any, hdict: Any = None) -> Any:  # Any: cheroot's own
        """The headers by name. Raises ValueError."""
        return super().__call__(_Lines(rfile), hdict)

    def _allow_header(self, key_name: bytes) -> bool:
        return b"_" not in key_name


class _Lines:
    """The lines as they come, each looked at before it is read."""

    def __init__(self, rfile: Any) -> None:  # Any: as above
        self._rfile = rfile
        self._seen: set[bytes] = set()

    def readline(self) -> bytes:
        """The next one, or the end. Raises ValueError."""
        line: bytes = self._rfile.readline()
        if line not in _END:
            self._look_at(line)
        return line

    def _look_at(self, line: bytes) -> None:
        found = _FIELD.fullmatch(line)
        if found is None:
            raise ValueError("Each line of the headers has a name, a colon and a value.")
        name, value = found[1].lower(), found[2].strip(b" \t")
        if name == b"transfer-encoding":
            raise ValueError("Send the body whole, with Content-Length: no other way is read.")
        if name in _ONCE and name in self._seen:
            raise ValueError("Host and Content-Length can be said once.")
        if name == b"content-length" and not value.isdigit():
            raise ValueError("Content-Length is a number of bytes.")
        self._seen.add(name)
