"""Where the scanner listens, as whoever runs the machine names it."""

import re
from typing import NamedTuple

_PLACE = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^\s:/\[\]]+):(?P<port>\d{1,5})")


class Scanner(NamedTuple):
    """Where clamd listens: `path` of a socket, or `host` and `port`."""

    path: str = ""
    host: str = ""
    port: int = 0

    def __str__(self) -> str:
        return self.path or f"{self.host}:{self.port}"


def scanner_at(text: str) -> Scanner | None:
    """`/run/clamav/clamd.ctl`, or `127.0.0.1:3310`; nothing is no scanner. Raises ValueError for what is neither."""
    text = text.strip()
    if not text:
        return None
    if text.startswith("/"):
        return Scanner(path=text)
    found = _PLACE.fullmatch(text)
    if found is None or not 0 < int(found["port"]) < 65536:
        raise ValueError(f"TONGXIN_CLAMD: {text!r}; give the path of clamd's socket, or host:port within your network")
    return Scanner(host=found["host"].strip("[]"), port=int(found["port"]))
