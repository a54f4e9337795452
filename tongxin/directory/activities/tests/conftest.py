"""The firm in which this room's tests play."""

import pytest

from tests.cast import Cast
from tests.recall import Recalled
from tongxin.directory.activities.tests.firm import Firm, found_firm

_recalled = Recalled(found_firm)


@pytest.fixture
def firm(cast: Cast) -> Firm:
    """恒润精密 and its people."""
    return _recalled(cast)
