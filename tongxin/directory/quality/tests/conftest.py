"""The record with which this room's tests play."""

import pytest

from tests.cast import Cast
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party


@pytest.fixture
def party(cast: Cast) -> Party:
    """恒润精密 of 李薇: a name, a city and nothing else."""
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司", short_name="恒润精密", city="苏州")
