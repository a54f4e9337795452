"""The world in which this room's tests play."""

import pytest

from tests.cast import Cast
from tongxin.interfaces.rest.tests.asking import Caller, World, build_world, program_of


@pytest.fixture
def world(cast: Cast) -> World:
    return build_world(cast)


@pytest.fixture
def api(world: World) -> Caller:
    """李薇's program."""
    return program_of(world.cast.seller)
