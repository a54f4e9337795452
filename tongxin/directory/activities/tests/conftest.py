"""The firm in which this room's tests play."""

import pytest

from tests.cast import Cast
from tongxin.directory.activities.tests.firm import Firm, found_firm


@pytest.fixture
def firm(cast: Cast) -> Firm:
    """恒润精密 and its people."""
    return found_firm(cast)
