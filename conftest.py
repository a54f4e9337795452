"""Fixtures that all tests may use."""

import pytest

from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """The firm with everybody in it."""
    return assemble()
