"""What the surroundings give the program: a variable, or a file that its keeper of secrets wrote and `…_FILE` names."""

import os
from pathlib import Path


class NothingInFile(OSError):
    """A file that should hold a secret is empty."""


def given(name: str) -> str:
    """The variable of that name, else what stands in the file that `name_FILE` names, else nothing. Raises OSError for a file that can't be
    read and NothingInFile for an empty one: without it the program would go on as if nothing had been meant."""
    if value := os.environ.get(name):
        return value
    place = os.environ.get(f"{name}_FILE")
    if not place:
        return ""
    text = Path(place).read_text(encoding="utf-8").strip()
    if not text:
        raise NothingInFile(f"{place}, named by {name}_FILE, is empty")
    return text
