"""What was written can't be changed unseen, and the law can still have words taken away."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.registries import Sought, personal_data
from tongxin.base.subjects import Subject
from tongxin.collab.journal.actions import seal_entries
from tongxin.collab.journal.actions.sealing import SETTLED
from tongxin.collab.journal.models import Entry, Seal
from tongxin.collab.journal.queries.verifying import verified
from tongxin.collab.people.actions import change_own_settings

pytestmark = pytest.mark.django_db


def write(cast: Cast, count: int = 3) -> list[int]:
    """Entries that have settled."""
    before = set(Entry.objects.values_list("pk", flat=True))
    for number in range(count):
        change_own_settings(by=cast.seller, phone=f"1380013800{number}")
    return sorted(set(Entry.objects.values_list("pk", flat=True)) - before)


def sealed(at: Any = None) -> int:  # Any: an instant
    return seal_entries(now=at or now() + SETTLED + timedelta(seconds=1))


def test_what_has_settled_is_sealed_once_and_is_whole(cast: Cast) -> None:
    numbers = write(cast)
    first = Entry.objects.earliest("at").at
    assert seal_entries(now=first + SETTLED) == 0, "somebody with a lower number may still be at it"
    count = Entry.objects.count()
    assert (sealed(), sealed()) == (count, 0)
    told = verified()
    assert (told.is_whole, told.sealed, told.unsealed) == (True, count, 0)
    assert set(numbers) <= Seal.objects.get().digests.keys()
    write(cast)
    assert (verified().is_whole, verified().unsealed) == (True, 3)


@pytest.mark.parametrize(
    "change",
    [{"particulars": {"fields": ["x"]}}, {"before": None}, {"name": "person.added"}, {"actor_id": None}, {"at": now()}],
)
def test_a_changed_entry_is_seen(cast: Cast, change: dict[str, Any]) -> None:
    numbers = write(cast)
    sealed()
    Entry.objects.filter(pk=numbers[1]).update(**change)
    assert verified().changed == [numbers[1]]


def test_one_that_was_taken_out_or_slipped_in_is_seen(cast: Cast) -> None:
    numbers = write(cast, 6)
    taken = Entry.objects.get(pk=numbers[1])
    taken.delete()
    sealed()
    Entry.objects.filter(pk=numbers[3]).delete()
    taken.pk = numbers[1]
    taken.save(force_insert=True)
    told = verified()
    assert (told.gone, told.slipped_in, told.is_whole) == ([numbers[3]], [numbers[1]], False)


def test_a_forged_seal_is_seen(cast: Cast) -> None:
    write(cast)
    sealed()
    write(cast)
    sealed()
    first, second = Seal.objects.order_by("pk")
    Seal.objects.filter(pk=first.pk).update(held=second.held)
    assert first.pk in verified().broken_seals
    first.delete()
    assert verified().broken_seals == [second.pk]


def test_who_wrote_before_and_ends_later_is_sealed_too(cast: Cast) -> None:
    numbers = write(cast)
    late = Entry.objects.get(pk=numbers[0])
    late.delete()
    sealed()
    late.pk = numbers[0]
    late.save(force_insert=True)
    assert verified().slipped_in == numbers[:1]
    assert sealed() == 1
    assert verified().is_whole


def test_words_that_the_law_takes_away_leave_the_rest_sealed(cast: Cast) -> None:
    numbers = write(cast)
    sealed()
    corner = personal_data.get("entry")
    corner.erase(Sought(own=frozenset({Subject("person", cast.seller.pk)})), [numbers[0]])
    assert Entry.objects.get(pk=numbers[0]).name == "entry.erased"
    told = verified()
    assert (told.is_whole, told.erased) == (True, 1)
    Entry.objects.filter(pk=numbers[0]).update(actor=cast.boss)
    assert verified().changed == [numbers[0]], "who it was stays sealed"


def test_sealing_asks_little(cast: Cast) -> None:
    write(cast)
    sealed()
    with CaptureQueriesContext(connection) as queries:
        assert sealed() == 0
    assert len(queries) <= 4
