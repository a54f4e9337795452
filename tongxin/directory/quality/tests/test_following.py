"""The score follows whatever happens to a customer."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.jobs.models import Job
from tongxin.collab.journal.models import Entry
from tongxin.directory.activities.actions import delete_activity, note_activity, restore_activity
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.parties.actions import (
    NotYours,
    add_contact,
    assign_parties,
    change_contact,
    change_party,
    change_roles,
    create_party,
    delete_parties,
    remove_contact,
    restore_parties,
    set_points,
)
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.actions import confirm_fact, rate_parties, rate_sinking, rate_soon
from tongxin.directory.quality.actions.confirm import MayNotConfirm
from tongxin.directory.quality.models import FactDate, Score
from tongxin.directory.quality.queries import standing_of


def score_of(party: Party) -> Score:
    return Score.objects.get(pk=party.pk)


def failing(party: Party) -> list[str]:
    return [f"{one.part} {one.fact}".strip() for one in score_of(party).failings]


def test_a_new_customer_is_asked_for_a_contact_and_a_phone_first(party: Party) -> None:
    assert failing(party) == [
        "complete reachable",
        "complete contacts",
        "contacted",
        "complete industry",
        "complete source",
    ]
    assert score_of(party).complete == 11


def test_each_event_moves_the_score(cast: Cast, party: Party) -> None:
    seller, seen = cast.seller, [score_of(party).score]
    change_party(by=seller, party=party, industry="机加工")
    seen.append(score_of(party).score)
    contact = add_contact(by=seller, party=party, name="马国栋", points={"phone": ["13806021777"]})
    seen.append(score_of(party).score)
    activity = note_activity(by=seller, party=party, kind="call", text="问好")
    seen.append(score_of(party).score)
    change_party(by=seller, party=party, source="展会")
    seen.append(score_of(party).score)
    assert seen == sorted(set(seen)), "each of these makes it better"
    assert seen[-1] == 100
    delete_activity(by=seller, activity=activity)
    assert failing(party) == ["contacted"]
    restore_activity(by=seller, activity=activity)
    assert failing(party) == []
    change_contact(by=seller, contact=contact, points={"phone": []})
    assert failing(party) == ["complete reachable"]
    set_points(by=seller, party=contact.person, kind="phone", values=["13806021777"])
    assert failing(party) == []
    remove_contact(by=seller, contact=contact)
    assert failing(party) == ["complete reachable", "complete contacts"]


def test_the_bin_takes_the_score_along_and_gives_it_back(cast: Cast, party: Party) -> None:
    delete_parties(by=cast.seller, parties=[party.pk])
    assert not Score.objects.filter(pk=party.pk).exists()
    restore_parties(by=cast.seller, parties=[party.pk])
    assert score_of(party).owner_id == cast.seller.pk


def test_a_handed_over_customer_counts_for_its_new_owner(cast: Cast, party: Party) -> None:
    assign_parties(by=cast.boss, parties=[party.pk], owner=cast.south)
    assert (score_of(party).owner_id, score_of(party).unit_id) == (cast.south.pk, cast.south_region.pk)


def test_contact_people_have_no_score_of_their_own(cast: Cast, party: Party) -> None:
    person = add_contact(by=cast.seller, party=party, name="马国栋").person
    assert not Score.objects.filter(pk=person.pk).exists()


def test_time_alone_lets_a_score_sink(cast: Cast, party: Party) -> None:
    note_activity(by=cast.seller, party=party, kind="call", text="问好")
    before = score_of(party)
    assert before.contacted == 100
    assert before.changes_at is not None
    with replaying(before.changes_at - timedelta(minutes=1)):
        assert rate_sinking() == 0
    with replaying(before.changes_at):
        standing = standing_of(cast.seller, party, now())
        assert standing is not None
        assert standing.parts["contacted"] == 0, "the panel does not wait for the job"
        assert rate_sinking() == 1
        assert rate_sinking() == 0
    assert score_of(party).contacted == 0


def test_confirming_a_fact_makes_it_fresh_and_is_written_down(cast: Cast, party: Party) -> None:
    set_points(by=cast.seller, party=party, kind="phone", values=["0512-65529988"])
    with replaying(now() + timedelta(days=400)):
        rate_parties([party.pk])
        assert "fresh phones" in failing(party)
        confirm_fact(by=cast.seller, party=party, fact="phones")
        assert "fresh phones" not in failing(party)
    told = Entry.objects.get(name="fact.confirmed")
    assert (told.actor_id, told.customer_id, told.particulars) == (cast.seller.pk, party.pk, {"fields": ["phones"]})
    assert FactDate.objects.get(party=party, fact="phones").is_confirmed


def test_changing_a_fact_makes_it_fresh_too(cast: Cast, party: Party) -> None:
    with replaying(now() + timedelta(days=400)):
        change_party(by=cast.seller, party=party, address="金鸡湖大道 1 号")
        assert "fresh address" not in failing(party)
    assert not FactDate.objects.get(party=party, fact="address").is_confirmed


def test_only_who_may_change_a_record_confirms(cast: Cast, party: Party) -> None:
    for who in (cast.clerk, cast.south, cast.stranger):
        with pytest.raises(NotYours):
            confirm_fact(by=who, party=party, fact="phones")
    with pytest.raises(MayNotConfirm):
        confirm_fact(by=cast.seller, party=party, fact="nonsense")
    assert not Entry.objects.filter(name="fact.confirmed").exists()


def test_many_at_once_are_rated_by_a_job(cast: Cast) -> None:
    with transaction.atomic():
        parties = [create_party(by=cast.seller, name=f"第{n}厂") for n in range(30)]
    Score.objects.all().delete()
    rate_soon([party.pk for party in parties])
    assert not Score.objects.exists()
    assert Job.objects.filter(name="quality.rate").count() == 1
    work_off(worker="test")
    assert Score.objects.count() == 30


def test_a_merged_record_gives_its_score_to_the_one_that_stays(cast: Cast, party: Party) -> None:
    other = create_party(by=cast.seller, name="恒润精密", industry="机加工", points={"phone": ["13806021001"]})
    merge = merge_parties(by=cast.boss, kept=party, gone=other)
    assert not Score.objects.filter(pk=other.pk).exists()
    assert "complete reachable" not in failing(party)
    undo_merge(by=cast.boss, merge=merge)
    assert "complete reachable" not in failing(other)
    assert "complete reachable" in failing(party)


def test_who_is_nothing_to_us_any_more_has_no_score(cast: Cast, party: Party) -> None:
    change_roles(by=cast.seller, party=party, roles=["supplier"])
    assert not score_of(party).is_customer
    change_roles(by=cast.seller, party=party, roles=[])
    assert not Score.objects.filter(pk=party.pk).exists()
