"""Fixtures that all tests may use, and a mark for those that ask a database."""

import gc
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from hypothesis import HealthCheck, settings

from tests.cast import Cast, assemble
from tests.locking import watch_locks
from tests.recall import Recalled
from tests.staying import stay_here
from tongxin.collab.org import queries

_recalled = Recalled(assemble)
ASKING = {"db", "transactional_db"}


@pytest.fixture(scope="session")
def first_cast(django_db_setup: None, django_db_blocker: Any) -> None:  # Any: pytest-django's own
    """Builds the firm before any test could have set a clock or a language."""
    with django_db_blocker.unblock(), transaction.atomic():
        _recalled()
        transaction.set_rollback(True)


@pytest.fixture
def cast(first_cast: None, db: None) -> Cast:
    """The firm with everybody in it."""
    return _recalled()


@pytest.fixture(autouse=True)
def own_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test asks once for its firm's time zone: what another one kept for some seconds would be asked anew at a moment of chance."""
    queries.forget_firm()
    monkeypatch.setattr(queries, "_KEPT_SECONDS", float("inf"))


def pytest_configure() -> None:
    """Nothing leaves the machine; no lock is unruly. Tests that see real transactions empty all tables at their end: the rules which a migration wrote, but not the search index.

    A busy machine may take long to think of an example, and long to try it. A fixture may stay from example to example: what examples change, they take back.
    """
    settings.register_profile(
        "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    )
    settings.load_profile("patient")
    stay_here()
    watch_locks()
    post_migrate.connect(_begin_anew, dispatch_uid="begin anew")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only `database` tests can end otherwise on another database: `-m database` leaves out the rest."""
    for item in items:
        if item.get_closest_marker("django_db") or ASKING & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


def pytest_collection_finish() -> None:
    """What all tests need stays: it need not be looked through for garbage again and again while they run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _begin_anew(sender: Any, **_more: Any) -> None:  # Any: as Django tells it
    if sender.label != "quality":
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index")
    if not apps.get_model("quality", "FirmRule").objects.exists():
        import_module("tongxin.directory.quality.migrations.0002_first_rules").make(apps, None)
