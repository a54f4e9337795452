"""Two records become one, and two again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.queries import timeline
from tongxin.directory.doubles.actions import (
    InOneGroup,
    MergedAlready,
    MergeIntoItself,
    NotOfOneKind,
    UndoneAlready,
    merge_parties,
    undo_merge,
)
from tongxin.directory.parties.actions import add_contact, change_party, create_party, set_parent, set_tags
from tongxin.directory.parties.models import Contact, ContactPoint, Party
from tongxin.directory.parties.queries import Wanted, doubles_of


def made(by: Person, name: str, **more) -> Party:
    return create_party(by=by, name=name, **more)


@pytest.fixture
def kept(cast: Cast) -> Party:
    party = made(cast.boss, "苏州恒润精密机械有限公司", city="苏州", points={"phone": ["0512-66882345"]})
    add_contact(by=cast.boss, party=party, name="马国栋", title="总经理")
    set_tags(by=cast.boss, party=party, names=["老客户"])
    note_activity(by=cast.boss, party=party, kind="visit", text="谈 2 号线", at=now() - timedelta(days=9))
    return party


@pytest.fixture
def gone(cast: Cast) -> Party:
    party = made(
        cast.colleague,
        "恒闰精密",
        industry="机械",
        note="月底付款",
        points={"phone": ["0512-66882345", "13951234567"], "email": ["info@hengrun.example"]},
    )
    add_contact(by=cast.colleague, party=party, name="沈丽", title="设备主管")
    set_tags(by=cast.colleague, party=party, names=["老客户", "展会"])
    note_activity(by=cast.colleague, party=party, kind="call", text="问交期", at=now() - timedelta(days=2))
    plan_step(by=cast.colleague, party=party, text="补报价单", due=now().date())
    return party


def again(party: Party) -> Party:
    return Party.objects.get(pk=party.pk)


def test_everything_moves_to_the_record_that_stays(cast: Cast, kept: Party, gone: Party) -> None:
    merge_parties(by=cast.boss, kept=kept, gone=gone)
    now_is = again(kept)
    assert now_is.name == "苏州恒润精密机械有限公司"
    assert (now_is.industry, now_is.note, now_is.city) == ("机械", "月底付款", "苏州市")
    assert now_is.former_names == ["恒闰精密"]
    assert sorted(ContactPoint.objects.filter(party=kept).values_list("kind", flat=True)) == ["email", "phone", "phone"]
    assert ContactPoint.objects.filter(party=kept, kind="phone", is_main=True).count() == 1
    assert {contact.person.name for contact in Contact.objects.filter(party=kept)} == {"马国栋", "沈丽"}
    assert sorted(tag.name for tag in now_is.tags.all()) == ["展会", "老客户"]
    assert Activity.objects.filter(party=kept).count() == 2
    assert Step.objects.get().party_id == kept.pk
    assert now_is.last_contact_at == again(gone).last_contact_at
    assert now_is.next_step == "补报价单"
    assert now_is.team_members.get().person == cast.colleague
    assert again(gone).merged_into_id == kept.pk


def test_the_timeline_of_the_kept_record_shows_both_histories(cast: Cast, kept: Party, gone: Party) -> None:
    merge_parties(by=cast.boss, kept=kept, gone=gone)
    told = [item.sentence for item in timeline(fresh(cast.boss), again(kept)).items]
    assert told.count("添加了这位客户") == 2, told
    assert "把「恒闰精密」合并进来" in told
    assert {item.text for item in timeline(fresh(cast.boss), again(kept)).items} >= {"谈 2 号线", "问交期"}


def test_undone_everything_is_as_before_and_what_came_since_stays(cast: Cast, kept: Party, gone: Party) -> None:
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    since = note_activity(by=cast.boss, party=again(kept), kind="call", text="合并以后")
    stayed = undo_merge(by=cast.boss, merge=merge)
    assert stayed == []
    assert again(gone).deleted_at is None
    assert again(gone).merged_into_id is None
    assert again(kept).former_names == []
    assert (again(kept).industry, again(kept).note) == ("", "")
    assert {activity.text for activity in Activity.objects.filter(party=gone)} == {"问交期"}
    assert {activity.text for activity in Activity.objects.filter(party=kept)} == {"谈 2 号线", "合并以后"}
    assert again(kept).last_contact_at == since.at
    assert again(kept).next_step == ""
    assert again(gone).next_step == "补报价单"
    assert ContactPoint.objects.filter(party=gone).count() == 3
    assert not again(kept).team_members.exists()


def test_a_value_that_was_changed_since_stays_and_is_named(cast: Cast, kept: Party, gone: Party) -> None:
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    change_party(by=cast.boss, party=again(kept), industry="阀门")
    stayed = undo_merge(by=cast.boss, merge=merge)
    assert [move.column for move in stayed] == ["industry"]
    assert again(kept).industry == "阀门"


def test_chosen_values_win_over_the_proposed_ones(cast: Cast, kept: Party, gone: Party) -> None:
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone, values={"name": "恒闰精密", "note": ""})
    assert again(kept).name == "恒闰精密"
    assert again(kept).former_names == ["苏州恒润精密机械有限公司"]
    assert again(kept).note == ""
    undo_merge(by=cast.boss, merge=merge)
    assert again(kept).name == "苏州恒润精密机械有限公司"


def test_the_next_file_from_the_old_system_finds_the_kept_record_by_the_old_number(cast: Cast) -> None:
    kept, gone = made(cast.boss, "苏州恒润机械有限公司", external_id="K1"), made(cast.boss, "恒润厂", external_id="K2")
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    assert [double.party_id for double in doubles_of([Wanted("恒润老厂", external_id="K2")])[0]] == [kept.pk]
    undo_merge(by=cast.boss, merge=merge)
    assert [double.party_id for double in doubles_of([Wanted("恒润老厂", external_id="K2")])[0]] == [gone.pk]


def test_what_makes_no_sense_is_refused_in_clear_words(cast: Cast, kept: Party, gone: Party) -> None:
    with pytest.raises(MergeIntoItself, match="自己"):
        merge_parties(by=cast.boss, kept=kept, gone=kept)
    person = made(cast.boss, "张三", kind="person")
    with pytest.raises(NotOfOneKind, match="联系人"):
        merge_parties(by=cast.boss, kept=kept, gone=person)
    below = made(cast.boss, "恒润上海分公司")
    set_parent(by=cast.boss, party=below, parent=kept)
    with pytest.raises(InOneGroup, match="集团"):
        merge_parties(by=cast.boss, kept=kept, gone=below)
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    for one, other in ((kept, gone), (gone, kept), (below, gone)):
        with pytest.raises(MergedAlready, match="合并过"):
            merge_parties(by=cast.boss, kept=one, gone=other)
    undo_merge(by=cast.boss, merge=merge)
    with pytest.raises(UndoneAlready, match="撤销过"):
        undo_merge(by=cast.boss, merge=merge)


def test_people_who_are_a_contact_of_both_become_one_and_come_apart_with_the_firms(
    cast: Cast, kept: Party, gone: Party
) -> None:
    same = add_contact(by=cast.colleague, party=gone, name="马国栋", title="老板", points={"phone": ["13800138000"]})
    note_activity(by=cast.colleague, party=gone, kind="call", text="马总来电", people=[same.person_id])
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    assert [contact.person.name for contact in Contact.objects.current().filter(party=kept)] == ["马国栋", "沈丽"]
    ma = Contact.objects.current().get(party=kept, person__name="马国栋").person
    assert [point.value for point in ma.points.all()] == ["+8613800138000"]
    assert Activity.objects.get(text="马总来电").names == ["马国栋"]
    undo_merge(by=cast.boss, merge=merge)
    assert {contact.person.name for contact in Contact.objects.current().filter(party=gone)} == {"沈丽", "马国栋"}
    assert Activity.objects.get(text="马总来电").people.get() == same.person
    assert not ma.points.exists()


def test_both_must_be_the_persons_to_change(cast: Cast, kept: Party, gone: Party) -> None:
    for person in (cast.colleague, cast.clerk, cast.south, cast.stranger):
        with pytest.raises(PermissionDenied):
            merge_parties(by=fresh(person), kept=kept, gone=gone)
    merge = merge_parties(by=cast.boss, kept=kept, gone=gone)
    for person in (cast.clerk, cast.south, cast.stranger):
        with pytest.raises(PermissionDenied):
            undo_merge(by=fresh(person), merge=merge)
