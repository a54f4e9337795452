"""Tables of documents, read to be compared with the code."""

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tongxin"


def rows(document: str, heading: str) -> dict[str, list[str]]:
    """The first table behind these words: its first cells, and what stands in the others."""
    text = (ROOT / document).read_text(encoding="utf-8")
    assert text.count(heading) == 1, heading
    found: dict[str, list[str]] = {}
    for line in text.partition(heading)[2].splitlines():
        if line.startswith("|"):
            first, *others = [cell.strip() for cell in line.strip("|").split(" | ")]
            assert first not in found, first
            found[first.strip()] = others
        elif found:
            break
    return dict(list(found.items())[2:])  # without its head


@cache
def sources() -> dict[str, str]:
    """The program's own modules by their place in the package, without tests and migrations."""
    found = [path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    return {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in sorted(found)}
