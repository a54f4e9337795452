"""A page elsewhere can't make a signed-in browser do anything: every deed asks for the secret of its own session."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.security.test_matrix import PARAMETER
from tongxin.base.web.routes import is_api, routes

pytestmark = pytest.mark.alike
DEEDS = [route for route in routes() if not is_api(route) and "POST" in getattr(route.view, "door_methods", ())]


def test_every_deed_asks_for_the_secret_of_the_session(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.boss)
    assert len(DEEDS) > 100
    paths = {f"/{PARAMETER.sub('1', route.pattern)}" for route in DEEDS}
    open_to_all = {path for path in paths if client.post(path, {"text": "x"}).status_code != 403}
    assert open_to_all == {"/api/v1/"}  # of programs: a session opens nothing there
