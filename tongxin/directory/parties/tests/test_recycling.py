"""The recycle bin, its page, and what goes for ever."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tongxin.base import events
from tongxin.base.clock import now, replaying
from tongxin.base.events import Telling, react_to
from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import attach_file, store_file
from tongxin.collab.files.models import Attachment, StoredFile
from tongxin.collab.jobs.actions import enqueue, work_off
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.parties.actions import (
    MayNotPurge,
    MustBeKept,
    NotYours,
    add_contact,
    create_party,
    delete_parties,
    purge_parties,
    restore_parties,
)
from tongxin.directory.parties.events import PartyPurged
from tongxin.directory.parties.models import Party

BIN, BACK, AWAY = "/customers/bin/", "/customers/bin/restorations/", "/customers/bin/removals/"


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def party(cast: Cast) -> Party:
    """恒润精密 in the bin, with a person, a visit, a step and a file."""
    party = create_party(by=cast.seller, name="苏州恒润精密机械有限公司", points={"phone": ["13806021001"]})
    add_contact(by=cast.seller, party=party, name="马国栋", points={"phone": ["13806021777"]})
    visit = note_activity(by=cast.seller, party=party, kind="visit", text="看了 2 号线")
    plan_step(by=cast.seller, party=party, kind="call", text="回访", due=now().date() + timedelta(days=1))
    file = store_file(by=cast.seller, upload=SimpleUploadedFile("照片.txt", b"2"))
    attach_file(by=cast.seller, file=file, on=Subject("activity", visit.pk), customer=party.pk)
    delete_parties(by=cast.seller, parties=[party.pk])
    return party


@pytest.fixture
def hold() -> Iterator[None]:
    """A room that keeps every record from going."""

    def when_purged(telling: Telling) -> None:
        raise MustBeKept("there is a lawsuit")

    react_to(PartyPurged, when_purged)
    yield
    events._reactions[PartyPurged].remove(when_purged)


def test_the_bin_says_who_deleted_it_and_how_long_it_stays(cast: Cast, party: Party) -> None:
    page = enter(cast.seller).get(BIN).content.decode()
    assert party.name in page
    assert "李薇" in page
    assert ">29<" in page or ">30<" in page
    with replaying(now() + timedelta(days=29)):
        assert 'c-seal">0<' in enter(cast.seller).get(BIN).content.decode()
    with replaying(now() + timedelta(days=30, minutes=1)):
        assert party.name not in enter(cast.seller).get(BIN).content.decode()


def test_each_sees_only_what_was_theirs_to_see(cast: Cast, party: Party) -> None:
    for who in (cast.manager, cast.clerk, cast.boss):
        assert party.name in enter(who).get(BIN).content.decode()
    for who in (cast.south, cast.stranger):
        page = enter(who)
        assert party.name not in page.get(BIN).content.decode()
        page.post(BACK, {"ids": [party.pk]})
        assert page.post(AWAY, {"ids": [party.pk]}).status_code == 403
    assert not Party.objects.living().filter(pk=party.pk).exists()


def test_restoring_many_brings_them_back(cast: Cast, party: Party) -> None:
    other = create_party(by=cast.seller, name="乙厂")
    delete_parties(by=cast.seller, parties=[other.pk])
    assert enter(cast.seller).post(BACK, {"ids": [party.pk, other.pk]}).status_code == 302
    assert Party.objects.living().filter(pk__in=[party.pk, other.pk]).count() == 2
    assert "回收站是空的" in enter(cast.seller).get(BIN).content.decode()


def test_who_may_only_look_restores_nothing(cast: Cast, party: Party) -> None:
    assert 'name="ids"' not in enter(cast.clerk).get(BIN).content.decode()
    enter(cast.clerk).post(BACK, {"ids": [party.pk]})
    assert not Party.objects.living().filter(pk=party.pk).exists()


def test_after_thirty_days_it_goes_with_everything_that_hangs_on_it(cast: Cast, party: Party) -> None:
    with replaying(now() + timedelta(days=29)):
        enqueue(name="parties.purge", arguments={})
        work_off()
    assert Party.objects.filter(pk=party.pk).exists()
    with replaying(now() + timedelta(days=30, minutes=1)):
        enqueue(name="parties.purge", arguments={})
        work_off()
    assert not Party.objects.filter(name__in=[party.name, "马国栋"]).exists()
    assert not Activity.objects.exists()
    assert not Step.objects.exists()
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()
    told = Entry.objects.filter(name="party.purged", subject_id=party.pk).get()
    assert told.actor is None


def test_a_person_who_works_elsewhere_too_stays(cast: Cast, party: Party) -> None:
    ma = Party.objects.get(name="马国栋")
    other = create_party(by=cast.seller, name="乙厂")
    add_contact(by=cast.seller, party=other, person=ma)
    purge_parties(by=cast.boss, parties=[party.pk])
    assert not Party.objects.filter(pk=party.pk).exists()
    assert Party.objects.filter(pk=ma.pk).exists()


def test_administrators_may_not_wait(cast: Cast, party: Party) -> None:
    with pytest.raises(MayNotPurge):
        purge_parties(by=cast.seller, parties=[party.pk])
    assert AWAY not in enter(cast.seller).get(BIN).content.decode()
    assert enter(cast.boss).post(AWAY, {"ids": [party.pk]}).status_code == 302
    assert not Party.objects.filter(pk=party.pk).exists()


def test_a_living_record_is_never_purged(cast: Cast) -> None:
    party = create_party(by=cast.boss, name="乙厂")
    assert purge_parties(by=cast.boss, parties=[party.pk]).gone == []
    enter(cast.boss).post(AWAY, {"ids": [party.pk]})
    assert Party.objects.filter(pk=party.pk).exists()


@pytest.mark.usefixtures("hold")
def test_what_must_be_kept_stays_whole_and_says_why(cast: Cast, party: Party) -> None:
    purged = purge_parties(by=cast.boss, parties=[party.pk])
    assert purged.kept == {party.pk: "there is a lawsuit"}
    page = enter(cast.boss).post(AWAY, {"ids": [party.pk]}, follow=True).content.decode()
    assert "there is a lawsuit" in page
    with replaying(now() + timedelta(days=31)):
        enqueue(name="parties.purge", arguments={})
        work_off()
    assert Party.objects.filter(pk=party.pk).exists()
    assert Activity.objects.count() == 1
    assert not Entry.objects.filter(name="party.purged").exists()


def test_what_went_for_ever_can_not_come_back(cast: Cast, party: Party) -> None:
    purge_parties(by=cast.boss, parties=[party.pk])
    with pytest.raises(NotYours):
        restore_parties(by=cast.seller, parties=[party.pk])
    assert reverse("customers_bin") == BIN
