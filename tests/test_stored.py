"""Whatever changes in any table changes the mark of all that is stored."""

import pytest
from django.apps import apps
from django.db import transaction

from tests.cast import Cast
from tests.stored import all_stored
from tongxin.base.clock import now
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party

DEEDS = {
    "added": lambda cast: create_party(by=cast.seller, name="苏州恒润精密机械有限公司"),
    "changed": lambda cast: Person.objects.filter(pk=cast.seller.pk).update(phone="13800138000"),
    "emptied": lambda cast: Party.objects.update(owner=None),
    "one bit": lambda cast: Party.objects.update(is_customer=False),
    "one moment": lambda cast: Entry.objects.filter(pk=Entry.objects.latest("pk").pk).update(at=now()),
    "gone": lambda cast: Entry.objects.latest("pk").delete(),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_it_is_seen(cast: Cast, deed: str) -> None:
    create_party(by=cast.seller, name="江宁泵业有限公司")
    before = all_stored()
    assert all_stored() == before
    with transaction.atomic():
        DEEDS[deed](cast)
        assert all_stored() != before
        transaction.set_rollback(True)
    assert all_stored() == before


def test_no_table_is_left_out(cast: Cast, django_assert_num_queries) -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with django_assert_num_queries(-(-len(tables) // 100)) as asked:
        all_stored()
    assert [table for table in tables if not any(f'FROM "{table}" ' in one["sql"] for one in asked)] == []
