"""What all tests of the room share."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path: Path) -> None:
    """Dropped files lie in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"
