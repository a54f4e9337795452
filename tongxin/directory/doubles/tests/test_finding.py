"""Records that are likely one are found, those that are not are left alone, and what people said about them is remembered."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast, fresh
from tongxin.base.clock import now, replaying
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.models import Person
from tongxin.directory.doubles.actions import SaidAlready, merge_parties, tell_apart, undo_difference
from tongxin.directory.doubles.models import Changed, Key, Pair
from tongxin.directory.parties.actions import add_contact, change_party, create_party, delete_parties, set_parent
from tongxin.directory.parties.models import Party


def made(by: Person, name: str, *, phone: str = "", contact: str = "", mobile: str = "", **more) -> Party:
    party = create_party(by=by, name=name, points={"phone": [phone]} if phone else None, **more)
    if contact:
        add_contact(by=by, party=party, name=contact, points={"phone": [mobile]} if mobile else None)
    return party


def look() -> None:
    """What the worker does every other minute."""
    Job.objects.create(name="doubles.look", created_at=(at := now()), run_after=at)
    work_off()
    assert not Changed.objects.exists()


def found(one: Party, other: Party) -> Pair | None:
    low, high = sorted((one.pk, other.pk))
    return Pair.objects.filter(one=low, other=high).first()


SAME = [
    ({"name": "苏州恒润机械集团有限公司", "phone": "0512-66882345"}, {"name": "恒润机械集团", "phone": "0512-66882345"}, "phone"),
    ({"name": "苏州恒润机械有限公司"}, {"name": "苏州恒润"}, "short"),
    ({"name": "苏州恒润精密机械有限公司"}, {"name": "恒润精密机械", "city": "苏州"}, "name"),
    ({"name": "苏州恒润精密机械有限公司"}, {"name": "苏州恒闰精密机械有限公司"}, "sound"),
    ({"name": "苏州金陵船舶配套有限公司"}, {"name": "苏州金船陵舶配套厂", "city": "苏州"}, "slip"),
    ({"name": "中国石油化工股份有限公司", "city": "北京", "phone": "010-59960114"}, {"name": "中石化", "city": "北京", "phone": "010-59960114"}, "phone"),
    ({"name": "上海申通给排水设备有限公司"}, {"name": "申通給排水設備（上海）有限公司"}, "name"),
    ({"name": "常州新元化工有限公司", "uscc": "91350100M000100Y43"}, {"name": "江苏新元材料集团", "uscc": "91350100M000100Y43"}, "uscc"),
    ({"name": "宁波甬江船舶有限公司", "address": "滨海路 18 号", "city": "宁波"}, {"name": "甬江船舶", "address": "宁波市滨海路18号"}, "address"),
    ({"name": "Rheintal Armaturen GmbH", "city": "Stuttgart"}, {"name": "Rheintal Armatuern", "city": "Stuttgart"}, "slip"),
    ({"name": "无锡长江泵业有限公司", "contact": "马志远", "mobile": "13951234567"}, {"name": "长江泵业", "contact": "马志远", "mobile": "13951234567"}, "contact_phone"),
]  # fmt: skip
OTHERS = [
    ({"name": "苏州恒润精密机械有限公司"}, {"name": "苏州恒润精密机械有限公司上海分公司"}),
    ({"name": "苏州恒润精密机械有限公司", "phone": "0512-66882345"}, {"name": "恒润集团有限公司", "phone": "0512-66882345"}),
    ({"name": "苏州恒润机械有限公司"}, {"name": "无锡恒润贸易有限公司"}),
    ({"name": "苏州恒润有限公司"}, {"name": "苏州恒润机械有限公司"}),
    ({"name": "苏州恒润机械集团有限公司", "phone": "0512-66882345"}, {"name": "恒润集团有限公司", "phone": "0512-66882345"}),
    ({"name": "苏州恒润机械有限公司", "external_id": "K100"}, {"name": "苏州恒润机械有限公司", "external_id": "K200"}),
    ({"name": "苏州金陵泵业有限公司", "contact": "张三", "mobile": "13800138000"}, {"name": "上海锦溪阀门有限公司", "contact": "张三", "mobile": "13800138000"}),
    ({"name": "Retail customer 17850"}, {"name": "Retail customer 17851"}),
    ({"name": "成都第一建筑公司", "city": "成都"}, {"name": "成都第二建筑公司", "city": "成都"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "reason"), SAME, ids=lambda value: value.get("name") if isinstance(value, dict) else ""
)
def test_records_of_one_customer_are_found(cast: Cast, one: dict, other: dict, reason: str) -> None:
    pair = (made(cast.boss, **one), made(cast.colleague, **other))
    look()
    likely = found(*pair)
    assert likely is not None
    assert 50 <= likely.likelihood <= 99
    assert reason in likely.reasons


@pytest.mark.parametrize(("one", "other"), OTHERS, ids=lambda value: value["name"])
def test_two_customers_are_left_alone(cast: Cast, one: dict, other: dict) -> None:
    pair = (made(cast.boss, **one), made(cast.colleague, **other))
    look()
    assert found(*pair) is None


def test_a_firm_and_its_group_are_two(cast: Cast) -> None:
    above, below = made(cast.boss, "苏州恒润机械有限公司"), made(cast.boss, "恒润机械", city="苏州")
    look()
    assert found(above, below)
    set_parent(by=cast.boss, party=below, parent=above)
    look()
    assert found(above, below) is None


def test_a_person_is_known_by_name_and_number(cast: Cast) -> None:
    one = made(cast.boss, "苏州恒润机械有限公司", contact="张伟", mobile="13800138000")
    other = made(cast.boss, "无锡长江泵业有限公司", contact="张伟", mobile="13800138000")
    third = made(cast.boss, "上海申通设备有限公司", contact="张伟")
    look()
    persons = [party.contacts.get().person for party in (one, other, third)]
    assert found(persons[0], persons[1]).reasons == ["name", "phone"]
    assert found(persons[0], persons[2]) is None
    assert found(one, other) is None


def test_a_change_is_looked_at_again_and_looking_twice_changes_nothing(cast: Cast) -> None:
    one, other = made(cast.boss, "苏州恒润机械有限公司"), made(cast.boss, "海岳环保", city="苏州")
    look()
    assert found(one, other) is None
    change_party(by=cast.boss, party=other, name="苏州恒闰机械厂")
    look()
    likely = found(one, other)
    assert likely
    keys = Key.objects.count()
    Changed.objects.create(party_id=one.pk)
    look()
    assert (found(one, other).pk, Key.objects.count()) == (likely.pk, keys)
    delete_parties(by=cast.boss, parties=[other.pk])
    look()
    assert found(one, other) is None
    assert not Key.objects.filter(party=other).exists()


def test_what_was_merged_is_no_double_any_more(cast: Cast) -> None:
    one, other = made(cast.boss, "苏州恒润机械有限公司"), made(cast.boss, "恒润机械", city="苏州")
    look()
    merge_parties(by=cast.boss, kept=one, gone=other)
    look()
    assert not Pair.objects.exists()


def test_told_apart_they_stay_apart_until_somebody_takes_it_back(cast: Cast) -> None:
    one, other = made(cast.boss, "苏州恒润机械有限公司"), made(cast.colleague, "恒润机械", city="苏州")
    look()
    pair = found(one, other)
    for person in (cast.south, cast.stranger, cast.clerk):
        with pytest.raises(PermissionDenied):
            tell_apart(by=fresh(person), pair=pair)
    tell_apart(by=cast.boss, pair=pair)
    with pytest.raises(SaidAlready):
        tell_apart(by=cast.boss, pair=pair)
    change_party(by=cast.boss, party=one, tier="A")
    look()
    pair = found(one, other)
    assert pair.different_by == cast.boss
    assert not Pair.objects.open().exists()
    undo_difference(by=cast.boss, pair=pair)
    assert Pair.objects.open().get() == pair


def test_a_firm_that_was_renamed_is_one_record_known_by_both_names(cast: Cast) -> None:
    with replaying(now() - timedelta(days=400)):
        firm = made(cast.boss, "常州新元化工有限公司", city="常州")
    firm = change_party(by=cast.boss, party=firm, name="江苏泽海新材料有限公司")
    assert firm.former_names == ["常州新元化工有限公司"]
    look()
    assert not Pair.objects.exists()
    by_old = made(cast.colleague, "常州新元化工厂", city="常州")
    by_new = made(cast.colleague, "泽海新材料", city="常州")
    look()
    assert found(firm, by_old)
    assert found(firm, by_new)
    assert found(by_old, by_new) is None
    again = change_party(by=cast.boss, party=firm, name="常州新元化工有限公司")
    assert again.former_names == [], "a name that stood for a minute was a slip"


def test_a_person_at_two_firms_makes_doubles_of_nobody(cast: Cast) -> None:
    one = made(cast.boss, "苏州金陵泵业有限公司", contact="张三", mobile="13800138000")
    other = made(cast.boss, "上海锦溪阀门有限公司")
    add_contact(by=cast.boss, party=other, person=one.contacts.get().person)
    look()
    assert not Pair.objects.exists()
