"""A terminal of one's own for each test."""

from pathlib import Path

import pytest

from tests.commands.terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Commands on an empty data folder."""
    return Terminal(tmp_path / "data")


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Commands on a firm that is set up; tests of the module share it and must not depend on each other's changes."""
    terminal = Terminal(tmp_path_factory.mktemp("firm") / "data")
    terminal.found_firm()
    return terminal
