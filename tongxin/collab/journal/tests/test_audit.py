"""The audit trail is the biggest table."""

from django.db import connection

from tests.cast import Cast
from tongxin.collab.journal.models import Entry
from tongxin.collab.journal.queries import Wanted, audit_trail


def test_the_filter_by_event_does_not_read_the_whole_journal(cast: Cast) -> None:
    plan = audit_trail(Wanted(name="person.added")).explain()
    if connection.vendor == "sqlite":  # the other plans by how many rows there are, and here are a few
        assert "entry_name" in plan, plan


def test_an_event_is_found_by_its_name(cast: Cast) -> None:
    names = set(audit_trail(Wanted(name="person.added")).values_list("name", flat=True))
    assert names == {"person.added"}
    assert Entry.objects.exclude(name="person.added").exists()
