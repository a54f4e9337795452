"""Fixtures that all tests may use."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db.models.signals import post_migrate

from tests.cast import Cast, assemble
from tests.recall import Recalled

_recalled = Recalled(assemble)


@pytest.fixture
def cast(db: None) -> Cast:
    """The firm with everybody in it."""
    return _recalled()


def pytest_configure() -> None:
    """Tests that see real transactions empty all tables at their end, the rules which a migration wrote among them."""
    post_migrate.connect(_write_first_rules, dispatch_uid="first rules")


def _write_first_rules(sender: Any, **_more: Any) -> None:  # Any: as Django tells it
    if sender.label == "quality" and not apps.get_model("quality", "FirmRule").objects.exists():
        import_module("tongxin.directory.quality.migrations.0002_first_rules").make(apps, None)
