"""The world in which this room's tests play."""

import pytest

from tests.cast import Cast
from tests.recall import Recalled
from tongxin.interfaces.rest.tests.asking import Caller, World, build_world, program_of

_recalled = Recalled(build_world)


@pytest.fixture
def world(cast: Cast) -> World:
    return _recalled(cast)


@pytest.fixture
def api(world: World) -> Caller:
    """李薇's program."""
    return program_of(world.cast.seller)
