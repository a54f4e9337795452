"""The program's own version, read from its changelog."""

import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

_CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


@cache
def program_version() -> str:
    """The newest version in the changelog beside the package; of an installed package, what its metadata says."""
    if _CHANGELOG.is_file() and (found := _HEADING.search(_CHANGELOG.read_text(encoding="utf-8"))):
        return found[1]
    return version("tongxin")
