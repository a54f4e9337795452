"""Fields that the firm added to its customers, through every channel."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.filters import UnknownField, compile_filter
from tongxin.base.registries.criteria import columns_of, fields_of
from tongxin.collab.access.models import Role
from tongxin.collab.fields.actions import define_field
from tongxin.collab.fields.models import FieldValue
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import ChangedMeanwhile, change_party, create_party, undo_change
from tongxin.directory.parties.models import Party


@pytest.fixture
def party(cast: Cast) -> Party:
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司", tier="A")


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def found(person: Person, field: str, op: str, value: Any = None) -> list[int]:
    person = fresh(person)
    test = {"field": field, "op": op, **({} if value is None else {"value": value})}
    condition = compile_filter({"v": 1, "and": [test]}, fields_of("party", person), person=person, now=now())
    return list(Party.objects.visible_to(person).filter(condition).values_list("pk", flat=True))


def hide(cast: Cast, key: str, right: str = "hidden") -> None:
    Role.objects.filter(name="只看自己").update(fields={"party": {key: right}})


def test_a_field_is_added_in_the_browser_and_filled_on_the_customers_page(cast: Cast, party: Party) -> None:
    added = enter(cast.boss).post("/settings/fields/new/?kind=party&type=text", {"label": "设备型号"})
    assert added.status_code == 302
    seller = enter(cast.seller)
    assert "设备型号" in seller.get(f"/customers/{party.pk}/").content.decode()
    address = f"/customers/{party.pk}/facts/c_she_bei_xing_hao/"
    assert 'name="value"' in seller.get(address).content.decode()
    answer = seller.post(address, {"value": "VMC-850", "was": ""})
    assert answer.status_code == 200
    assert "VMC-850" in answer.content.decode()
    assert found(cast.seller, "c_she_bei_xing_hao", "eq", "VMC-850") == [party.pk]
    assert found(cast.seller, "c_she_bei_xing_hao", "contains", "850") == [party.pk]
    assert found(cast.seller, "c_she_bei_xing_hao", "empty") == []
    entry = Entry.objects.filter(name="party.changed").latest("id")
    assert entry.particulars["fields"] == ["c_she_bei_xing_hao"]
    assert entry.before == {"c_she_bei_xing_hao": None}
    undo = json.loads(answer["HX-Trigger"])["toast"]["undo"]
    assert seller.post(undo).status_code == 204
    party.refresh_from_db()
    assert party.custom == {}
    assert not FieldValue.objects.exists()


def test_two_writers_of_one_field_are_told_of_each_other(cast: Cast, party: Party) -> None:
    key = define_field(by=cast.boss, kind="party", label="设备", type="text").key
    change_party(by=cast.seller, party=party, was={key: ""}, **{key: "车床"})
    with pytest.raises(ChangedMeanwhile) as caught:
        change_party(by=cast.seller, party=party, was={key: ""}, **{key: "铣床"})
    assert caught.value.current == {key: "车床"}
    party.refresh_from_db()
    assert party.custom == {key: "车床"}


def test_a_change_that_was_changed_again_is_not_undone(cast: Cast, party: Party) -> None:
    key = define_field(by=cast.boss, kind="party", label="设备", type="text").key
    change_party(by=cast.seller, party=party, **{key: "车床"})
    entry = Entry.objects.filter(name="party.changed").latest("id")
    change_party(by=cast.seller, party=party, **{key: "铣床"})
    with pytest.raises(ChangedMeanwhile):
        undo_change(by=cast.seller, entry=entry)


def test_a_hidden_field_does_not_exist(cast: Cast, party: Party) -> None:
    key = define_field(by=cast.boss, kind="party", label="底价", type="text").key
    change_party(by=cast.boss, party=party, **{key: "金丝雀"})
    assert found(cast.seller, key, "eq", "金丝雀") == [party.pk]
    hide(cast, key)
    seller = fresh(cast.seller)
    page = enter(seller).get(f"/customers/{party.pk}/").content.decode()
    assert "底价" not in page
    assert "金丝雀" not in page
    assert enter(seller).get(f"/customers/{party.pk}/facts/{key}/").status_code == 404
    assert enter(seller).get(f"/customers/{party.pk}/facts/{key}/history/").status_code == 404
    with pytest.raises(UnknownField):
        found(seller, key, "eq", "金丝雀")
    assert key not in {column.key for column in columns_of("party", seller)}
    assert "金丝雀" not in enter(seller).get(f"/customers/{party.pk}/peek/").content.decode()
    with pytest.raises(PermissionDenied):
        change_party(by=seller, party=party, **{key: "别的"})


def test_a_field_that_may_only_be_read_is_not_written(cast: Cast, party: Party) -> None:
    key = define_field(by=cast.boss, kind="party", label="底价", type="text").key
    hide(cast, key, "read")
    seller = fresh(cast.seller)
    with pytest.raises(PermissionDenied):
        change_party(by=seller, party=party, **{key: "别的"})
    assert f"facts/{key}/" not in enter(seller).get(f"/customers/{party.pk}/").content.decode()


def test_a_field_that_nobody_defined_is_refused_by_name(cast: Cast, party: Party) -> None:
    with pytest.raises(ValidationError) as caught:
        change_party(by=cast.seller, party=party, c_nonsense="1")
    assert set(caught.value.message_dict) == {"c_nonsense"}
