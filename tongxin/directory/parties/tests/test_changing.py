"""Adding, changing, handing over, deleting – by those who may, and not by others."""

import json
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from tests.cast import Cast, fresh
from tongxin.collab.access.actions import save_role, share_record
from tongxin.collab.access.models import Role, Share
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import (
    ChangedMeanwhile,
    FieldLocked,
    GroupInItself,
    MayNotAdd,
    NotYours,
    StaleVersion,
    add_contact,
    add_relation,
    assign_parties,
    change_contact,
    change_party,
    create_party,
    delete_parties,
    join_team,
    leave_team,
    remove_contact,
    remove_relation,
    restore_contact,
    restore_parties,
    set_parent,
    set_points,
    set_tags,
    undo_change,
)
from tongxin.directory.parties.models import Party


@pytest.fixture
def party(cast: Cast) -> Party:
    return create_party(
        by=cast.seller, name="苏州恒润精密机械有限公司", industry="机加工", points={"phone": ["13806021001"]}
    )


def everything() -> str:
    tables = {}
    for label in ("parties", "journal", "access"):
        for model in apps.get_app_config(label).get_models():
            tables[model.__name__] = list(model.objects.order_by("pk").values())
    return json.dumps(tables, default=str, sort_keys=True)


def last_entry() -> Entry:
    return Entry.objects.order_by("-id")[0]


def test_whoever_adds_a_customer_owns_it(cast: Cast, party: Party) -> None:
    assert (party.owner, party.unit, party.roles) == (cast.seller, cast.suzhou, ["customer"])
    entry = last_entry()
    assert (entry.name, entry.actor, entry.customer_id) == ("party.created", cast.seller, party.pk)


@pytest.mark.parametrize("who", ["clerk", "stranger", "left"])
def test_those_without_the_right_add_nothing(cast: Cast, who: str) -> None:
    before = everything()
    with pytest.raises(MayNotAdd):
        create_party(by=fresh(getattr(cast, who)), name="恒润")
    assert everything() == before


DEEDS: dict[str, Callable[[Person, Party], object]] = {
    "change": lambda by, party: change_party(by=by, party=party, industry="水务"),
    "phones": lambda by, party: set_points(by=by, party=party, kind="phone", values=["13900139000"]),
    "tags": lambda by, party: set_tags(by=by, party=party, names=["重点"]),
    "contact": lambda by, party: add_contact(by=by, party=party, name="张三"),
    "assign": lambda by, party: assign_parties(by=by, parties=[party.pk], owner=by),
    "delete": lambda by, party: delete_parties(by=by, parties=[party.pk]),
    "team": lambda by, party: join_team(by=by, party=party, person=by),
    "parent": lambda by, party: set_parent(by=by, party=party, parent=None),
    "relation": lambda by, party: add_relation(
        by=by, party=party, other=Party.objects.exclude(pk=party.pk)[0], kind="partner"
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_only_those_who_may_change_it_do(cast: Cast, party: Party, deed: str) -> None:
    create_party(by=cast.seller, name="澄江水务集团")
    before = everything()
    for who in (cast.colleague, cast.south, cast.clerk, cast.stranger, cast.left):
        with pytest.raises(NotYours):
            DEEDS[deed](fresh(who), party)
        assert everything() == before
    DEEDS[deed](fresh(cast.manager), party)
    assert deed == "parent" or everything() != before


def test_two_people_change_different_fields_and_both_stay(cast: Cast, party: Party) -> None:
    change_party(by=cast.seller, party=party, was={"industry": "机加工"}, industry="精密机加工")
    change_party(by=cast.manager, party=party, was={"source": ""}, source="展会")
    party.refresh_from_db()
    assert (party.industry, party.source, party.version) == ("精密机加工", "展会", 3)


def test_the_same_field_is_never_overwritten_unknowingly(cast: Cast, party: Party) -> None:
    change_party(by=cast.seller, party=party, was={"industry": "机加工"}, industry="精密机加工")
    before = everything()
    with pytest.raises(ChangedMeanwhile) as conflict:
        change_party(by=cast.manager, party=party, was={"industry": "机加工"}, industry="水务")
    assert conflict.value.current == {"industry": "精密机加工"}
    with pytest.raises(StaleVersion):
        change_party(by=cast.manager, party=party, version=1, industry="水务")
    with pytest.raises(ChangedMeanwhile):
        set_points(by=cast.manager, party=party, kind="phone", values=["1"], was=["别的"])
    assert everything() == before


def test_tags_of_two_people_come_together(cast: Cast, party: Party) -> None:
    set_tags(by=cast.seller, party=party, names=["老客户", "出口"])
    seen = ["老客户", "出口"]
    set_tags(by=cast.seller, party=party, names=["老客户", "出口", "急"], was=seen)
    set_tags(by=cast.manager, party=party, names=["老客户", "水务"], was=seen)
    assert sorted(tag.name for tag in party.tags.all()) == sorted(["老客户", "急", "水务"])


def test_an_owner_or_a_group_that_changed_meanwhile_is_not_overwritten(cast: Cast, party: Party) -> None:
    group, other = (create_party(by=cast.manager, name=name) for name in ("恒信集团", "太湖集团"))
    seen = party.owner.name if party.owner else ""
    assign_parties(by=cast.manager, parties=[party.pk], owner=cast.colleague, was=seen)
    set_parent(by=cast.manager, party=party, parent=group, was="")
    before = everything()
    with pytest.raises(ChangedMeanwhile):
        assign_parties(by=cast.manager, parties=[party.pk], owner=cast.manager, was=seen)
    with pytest.raises(ChangedMeanwhile):
        set_parent(by=cast.manager, party=party, parent=other, was="")
    assert everything() == before


def test_a_change_can_be_undone_and_a_later_change_protects_itself(cast: Cast, party: Party) -> None:
    change_party(by=cast.seller, party=party, industry="水务")
    entry = last_entry()
    assert entry.before == {"industry": "机加工"}
    undo_change(by=cast.seller, entry=entry)
    party.refresh_from_db()
    assert party.industry == "机加工"
    change_party(by=cast.seller, party=party, industry="泵业")
    with pytest.raises(ChangedMeanwhile):
        undo_change(by=cast.seller, entry=entry)


def test_changed_phones_can_be_undone(cast: Cast, party: Party) -> None:
    set_points(by=cast.seller, party=party, kind="phone", values=["13900139000", "0512-65529988"])
    undo_change(by=cast.seller, entry=last_entry())
    assert [point.value for point in party.points.all()] == ["+8613806021001"]


def test_locked_fields_stay_locked_on_every_way_in(cast: Cast, party: Party) -> None:
    role = Role.objects.get(name="只看自己")
    save_role(by=cast.boss, role=role, fields={"party": {"industry": "read", "phones": "hidden", "tags": "read"}})
    before = everything()
    seller = fresh(cast.seller)
    with pytest.raises(FieldLocked):
        change_party(by=seller, party=party, industry="水务")
    with pytest.raises(FieldLocked):
        set_points(by=seller, party=party, kind="phone", values=["13900139000"])
    with pytest.raises(FieldLocked):
        set_tags(by=seller, party=party, names=["重点"])
    with pytest.raises(FieldLocked):
        add_contact(by=seller, party=party, name="张三", points={"phone": ["13900139000"]})
    with pytest.raises(FieldLocked):
        create_party(by=seller, name="新客户", industry="水务")
    assert everything() == before


def test_handing_over_is_all_or_nothing(cast: Cast, party: Party) -> None:
    other = create_party(by=cast.south, name="珠江阀门")
    before = everything()
    with pytest.raises(NotYours):
        assign_parties(by=fresh(cast.manager), parties=[party.pk, other.pk], owner=cast.colleague)
    assert everything() == before
    contact = add_contact(by=cast.seller, party=party, name="张三")
    assign_parties(by=fresh(cast.manager), parties=[party.pk], owner=cast.south)
    party.refresh_from_db()
    contact.person.refresh_from_db()
    assert (party.owner, party.unit, contact.person.owner) == (cast.south, cast.south_region, cast.south)
    assert not Party.objects.visible_to(fresh(cast.seller)).filter(pk=party.pk).exists()


def test_the_recycle_bin_gives_back(cast: Cast, party: Party) -> None:
    delete_parties(by=cast.seller, parties=[party.pk])
    assert not Party.objects.visible_to(cast.seller).living().exists()
    restore_parties(by=cast.seller, parties=[party.pk])
    assert Party.objects.visible_to(cast.seller).living().get() == party


def test_a_colleague_in_the_team_sees_and_a_share_opens(cast: Cast, party: Party) -> None:
    south = fresh(cast.south)
    assert not Party.objects.visible_to(south).exists()
    join_team(by=cast.seller, party=party, person=south)
    assert Party.objects.visible_to(fresh(south)).get() == party
    leave_team(by=cast.seller, party=party, person=south)
    assert not Party.objects.visible_to(fresh(south)).exists()
    subject = last_entry().subject
    share_record(by=cast.seller, on=subject, with_whom=cast.stranger)
    assert not Party.objects.visible_to(fresh(south)).exists()
    share_record(by=cast.seller, on=subject, with_whom=cast.south_region)
    assert Party.objects.visible_to(fresh(south)).get() == party
    assert not Party.objects.changeable_by(fresh(south)).exists()
    share_record(by=cast.seller, on=subject, with_whom=cast.south_region, level=Share.Level.WRITE)
    assert Party.objects.changeable_by(fresh(south)).get() == party


def test_scopes_show_exactly_what_they_say(cast: Cast, party: Party) -> None:
    south = create_party(by=cast.south, name="珠江阀门")
    sights = {
        who: set(Party.objects.visible_to(fresh(getattr(cast, who))))
        for who in ("boss", "clerk", "manager", "colleague", "seller", "south", "stranger", "left")
    }
    assert sights == {
        "boss": {party, south},
        "clerk": {party, south},
        "manager": {party},
        "colleague": {party},
        "seller": {party},
        "south": {south},
        "stranger": set(),
        "left": set(),
    }
    assert set(Party.objects.visible_to(None)) == set()


def test_contacts_come_change_leave_and_return(cast: Cast, party: Party) -> None:
    contact = add_contact(
        by=cast.seller, party=party, name="张 三", points={"phone": ["138 0013 8000"]}, title="采购经理", role="buyer"
    )
    assert (contact.person.name, contact.is_main) == ("张三", True)
    change_contact(by=cast.seller, contact=contact, attitude="supports", points={"phone": ["13900139000"]})
    assert last_entry().before == {"attitude": "", "phone": ["138 0013 8000"]}
    remove_contact(by=cast.seller, contact=contact)
    assert not party.contacts.filter(left_at=None).exists()
    restore_contact(by=cast.seller, contact=contact)
    assert party.contacts.filter(left_at=None).exists()
    with pytest.raises(ValidationError):
        add_contact(by=cast.seller, party=party, person=contact.person)


def test_a_group_can_not_contain_itself(cast: Cast, party: Party) -> None:
    below = create_party(by=cast.seller, name="恒润科技有限公司")
    set_parent(by=cast.seller, party=below, parent=party)
    with pytest.raises(GroupInItself):
        set_parent(by=cast.seller, party=party, parent=below)


def test_relations_need_both_sides_in_sight(cast: Cast, party: Party) -> None:
    hidden = create_party(by=cast.south, name="珠江阀门")
    with pytest.raises(NotYours):
        add_relation(by=fresh(cast.seller), party=party, other=hidden, kind="partner")
    relation = add_relation(by=cast.boss, party=party, other=hidden, kind="partner")
    with pytest.raises(NotYours):
        remove_relation(by=fresh(cast.south), relation=relation)
    remove_relation(by=cast.boss, relation=relation)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"uscc": "91350100M000100Y4Z"}, "uscc"),
        ({"birthday": "2026-13-40"}, "birthday"),
        ({"kind": "robot"}, "kind"),
        ({"nonsense": "1"}, "nonsense"),
    ],
)
def test_wrong_values_are_named(cast: Cast, party: Party, values: dict[str, str], field: str) -> None:
    before = everything()
    with pytest.raises(ValidationError) as refusal:
        change_party(by=cast.seller, party=party, **values)
    assert field in refusal.value.error_dict
    assert everything() == before


def test_rare_characters_and_bad_ones(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="𠮷野家\u202e（苏州）\x00有限公司😀")
    assert party.name == "𠮷野家（苏州）有限公司😀"
