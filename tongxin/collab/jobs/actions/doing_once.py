"""Doing a thing once, however often it is asked for."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from tongxin.collab.jobs.models import Once

KEPT_FOR = timedelta(days=7)
SECONDS_TO_WAIT = 10
LONGEST_KEY = 200
_LOCK_NOT_AVAILABLE = "55P03"  # the standard's code, by which drivers name it

_under_way: set[tuple[str, str]] = set()
_change = threading.Condition()


class KeyReused(ValidationError):
    """The key was given before, with another request."""


class StillRunning(Exception):
    """The first request with this key has not ended yet. Ask again a little later."""


class Answer(NamedTuple):
    """What the deed answered, and whether it was an earlier one."""

    value: Any  # Any: a JSON value
    is_repeat: bool


def do_once(
    *, principal: str, key: str, fingerprint: str, now: datetime, deed: Callable[[], Any]
) -> Answer:  # Any: JSON value
    """Do `deed` unless `principal` had it done under this key within 7 days: then the answer of that time is given again.

    Deed and answer are committed together, so a deed that raises, or a program that dies, leaves the key free. Those who ask
    meanwhile wait up to ten seconds. `fingerprint` says what was asked (at most 64 signs). Raises KeyReused, StillRunning.
    """
    key = _storable(key)
    with _alone(principal, key), transaction.atomic():
        once = Once(principal=principal, key=key, fingerprint=fingerprint, created_at=now, expires_at=now + KEPT_FOR)
        known = _take(once, now)
        if known is not None:
            if known.fingerprint != fingerprint:
                raise KeyReused(
                    _("This was sent before with other content. Reload the page and try again."), code="key_reused"
                )
            return Answer(known.answer, is_repeat=True)
        once.answer = _json(deed())
        once.save(update_fields=["answer"])
        return Answer(once.answer, is_repeat=False)


def sweep_answers(*, now: datetime) -> int:
    """Forget answers that are no longer kept. Answers how many."""
    gone, _kinds = Once.objects.past(now).delete()
    return gone


@contextmanager
def _alone(principal: str, key: str) -> Iterator[None]:
    """Let only one thread of this process at a time into a deed, without keeping others' connections waiting in the database."""
    mine = (principal, key)
    with _change:
        if not _change.wait_for(lambda: mine not in _under_way, timeout=SECONDS_TO_WAIT):
            raise StillRunning(key)
        _under_way.add(mine)
    try:
        yield
    finally:
        with _change:
            _under_way.remove(mine)
            _change.notify_all()


def _take(once: Once, now: datetime) -> Once | None:
    """Put the row down, or answer the one that stands there already."""
    asked = Once.objects.filter(principal=once.principal, key=once.key)
    asked.filter(expires_at__lte=now).delete()
    known = asked.first()
    if known is None:
        try:
            with transaction.atomic(), _short_wait():
                once.save(force_insert=True)
        except IntegrityError:  # another process was first and has just committed
            known = asked.get()
    return known


@contextmanager
def _short_wait() -> Iterator[None]:
    """PostgreSQL lets an insert wait for another process's row without end; SQLite's writers have their time-out already."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{SECONDS_TO_WAIT}s'")
        try:
            yield
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == _LOCK_NOT_AVAILABLE:
                raise StillRunning from error
            raise
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def _storable(key: str) -> str:
    """The key itself, or its digest when it is too long or holds signs that a database refuses."""
    return (
        key if key.isprintable() and len(key) <= LONGEST_KEY else sha256(key.encode(errors="surrogatepass")).hexdigest()
    )


def _json(value: Any) -> Any:  # Any: JSON values
    """As it will be read back, so that the first answer and its repeats are the same."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
