"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
CODE = re.compile(r"`((?:base|collab|directory|interfaces|project|tests|docs|tongxin|bin)/[\w/.-]*)`")


def dangling(document: Path, text: str) -> list[str]:
    links = [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    paths = [path for path in CODE.findall(text) if not ((ROOT / path).exists() or (ROOT / "tongxin" / path).exists())]
    return links + paths


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_links_and_paths_lead_somewhere(document: Path) -> None:
    assert dangling(document, document.read_text(encoding="utf-8")) == []


def test_a_path_that_is_gone_would_be_seen() -> None:
    assert dangling(ROOT / "x.md", "see [a](nowhere.md) and `base/nothing.py`, `base/events.py`") == [
        "nowhere.md",
        "base/nothing.py",
    ]


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
