"""Writing down what happened, mending it, throwing it away and fetching it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.journal.models import Entry
from tongxin.collab.search.queries import search
from tongxin.directory.activities.actions import change_activity, delete_activity, note_activity, restore_activity
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.tests.firm import Firm
from tongxin.directory.parties.actions import ChangedMeanwhile, delete_parties
from tongxin.directory.parties.models import Party


def visit(firm: Firm, **more) -> Activity:
    values = {"kind": "visit", "text": "马总同意先改 2 号线", "people": [firm.ma.pk, firm.shen.pk], **more}
    return note_activity(by=values.pop("by", firm.seller), party=values.pop("party", firm.party), **values)


def test_a_visit_is_written_down_with_all_that_was_said(firm):
    at = now() - timedelta(hours=2)
    activity = visit(firm, at=at, minutes=40, amount=Money.of(50_000, "CNY"), about=Subject("party", firm.party.pk))
    assert (activity.names, activity.at, activity.minutes) == (["马国栋", "沈丽"], at, 40)
    assert (activity.amount, activity.currency, activity.about) == (5_000_000, "CNY", Subject("party", firm.party.pk))
    entry = Entry.objects.get(name="activity.noted")
    assert (entry.customer_id, entry.happened_at, entry.actor) == (firm.party.pk, at, firm.seller)
    assert entry.particulars["people"] == ["马国栋", "沈丽"]


def test_who_may_only_look_may_still_write_down_what_happened(firm):
    assert visit(firm, by=firm.clerk).made_by == firm.clerk
    assert visit(firm, by=firm.helper).made_by == firm.helper


@pytest.mark.parametrize("who", ["south", "stranger"])
def test_who_cannot_see_the_customer_writes_nothing(firm, who):
    entries = Entry.objects.count()
    with pytest.raises(PermissionDenied):
        visit(firm, by=getattr(firm, who), people=[])
    assert (Activity.objects.count(), Entry.objects.count()) == (0, entries)


def test_a_deleted_customer_takes_no_notes(firm):
    delete_parties(by=firm.seller, parties=[firm.party.pk])
    with pytest.raises(PermissionDenied):
        visit(firm)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "", "people": []}, "text"),
        ({"text": "长" * 20_001}, "text"),
        ({"kind": "task"}, "kind"),
        ({"kind": "dance"}, "kind"),
        ({"direction": "sideways"}, "direction"),
        ({"at": now() + timedelta(hours=1)}, "at"),
        ({"people": [10**9]}, "people"),
        ({"about": Subject("party", 10**9)}, "about"),
        ({"about": Subject("nothing", 1)}, "about"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(firm, values, field):
    with pytest.raises(ValidationError) as refusal:
        visit(firm, **values)
    assert field in refusal.value.message_dict
    assert not Activity.objects.exists()
    assert Party.objects.get(pk=firm.party.pk).last_contact_at is None


def test_nobody_is_named_whom_the_writer_does_not_know(firm):
    activity = note_activity(by=firm.south, party=None, kind="note", text="听说")
    with pytest.raises(ValidationError):
        change_activity(by=firm.south, activity=activity, people=[firm.ma.pk])


def test_the_customer_knows_its_last_contact_and_a_note_is_none(firm):
    later, earlier = now() - timedelta(hours=1), now() - timedelta(days=3)
    visit(firm, at=later)
    visit(firm, at=earlier)
    visit(firm, kind="note", at=now())
    assert Party.objects.get(pk=firm.party.pk).last_contact_at == later


def test_the_next_step_is_planned_in_one_go(firm):
    due = now() + timedelta(days=3)
    activity = visit(firm, next_step=("送样品", due))
    step = Step.objects.get(from_activity=activity)
    assert (step.text, step.due_at, step.owner, step.party) == ("送样品", due, firm.seller, firm.party)
    party = Party.objects.get(pk=firm.party.pk)
    assert (party.next_step, party.next_at) == ("送样品", due)


def test_it_is_found_by_its_words(firm):
    visit(firm)
    assert [hit.kind for hit in search(firm.seller, "2 号线")] == ["activity"]
    assert search(firm.south, "2 号线") == []


def test_mending_keeps_how_it_was(firm):
    activity = visit(firm)
    change_activity(
        by=firm.seller, activity=activity, was={"text": "马总同意先改 2 号线"}, text="改 3 号线", people=[firm.ma.pk]
    )
    activity.refresh_from_db()
    assert (activity.text, activity.names, activity.version) == ("改 3 号线", ["马国栋"], 2)
    before = Entry.objects.get(name="activity.changed").before
    assert before == {"people": [firm.ma.pk, firm.shen.pk], "text": "马总同意先改 2 号线"}


def test_two_who_mend_the_same_words_do_not_overwrite_each_other(firm):
    activity = visit(firm)
    change_activity(by=firm.seller, activity=activity, text="改 3 号线")
    with pytest.raises(ChangedMeanwhile) as conflict:
        change_activity(by=firm.boss, activity=activity, was={"text": "马总同意先改 2 号线"}, text="改 4 号线")
    assert conflict.value.current == {"text": "改 3 号线"}
    change_activity(by=firm.boss, activity=activity, was={"minutes": None}, minutes=30)
    activity.refresh_from_db()
    assert (activity.text, activity.minutes) == ("改 3 号线", 30)


@pytest.mark.parametrize("who", ["clerk", "helper", "south", "stranger"])
def test_others_mend_and_delete_nothing(firm, who):
    activity = visit(firm)
    entries = Entry.objects.count()
    with pytest.raises(PermissionDenied):
        change_activity(by=getattr(firm, who), activity=activity, text="别的")
    with pytest.raises(PermissionDenied):
        delete_activity(by=getattr(firm, who), activity=activity)
    activity.refresh_from_db()
    assert (activity.text, activity.deleted_at, Entry.objects.count()) == ("马总同意先改 2 号线", None, entries)


def test_its_author_may_mend_it_without_changing_the_customer(firm):
    activity = visit(firm, by=firm.clerk)
    change_activity(by=firm.clerk, activity=activity, text="改过")
    change_activity(by=firm.seller, activity=activity, text="owner 也能改")
    assert Activity.objects.get().text == "owner 也能改"


def test_moving_it_moves_the_last_contact(firm):
    activity = visit(firm, at=now() - timedelta(hours=1))
    earlier = now() - timedelta(days=9)
    change_activity(by=firm.seller, activity=activity, at=earlier)
    assert Party.objects.get(pk=firm.party.pk).last_contact_at == earlier
    change_activity(by=firm.seller, activity=activity, kind="note")
    assert Party.objects.get(pk=firm.party.pk).last_contact_at is None


def test_filing_it_under_a_customer(firm):
    activity = note_activity(by=firm.seller, party=None, kind="call", text="问阀门")
    assert list(Activity.objects.visible_to(firm.seller).unfiled()) == [activity]
    assert not Activity.objects.visible_to(firm.boss).exists()
    change_activity(by=firm.seller, activity=activity, party=firm.party)
    assert Activity.objects.visible_to(firm.boss).get().party == firm.party
    assert Party.objects.get(pk=firm.party.pk).last_contact_at == activity.at


def test_nobody_files_under_what_they_cannot_see(firm):
    activity = note_activity(by=firm.south, party=None, kind="call", text="问阀门")
    with pytest.raises(PermissionDenied):
        change_activity(by=firm.south, activity=activity, party=firm.party)


def test_deleting_and_restoring_are_one_step_each(firm):
    activity = visit(firm, at=now() - timedelta(hours=1), next_step=("送样品", None))
    delete_activity(by=firm.seller, activity=activity, with_steps=True)
    party = Party.objects.get(pk=firm.party.pk)
    assert (party.last_contact_at, party.next_step) == (None, "")
    assert not Activity.objects.living().exists()
    restore_activity(by=firm.seller, activity=activity)
    party.refresh_from_db()
    assert (party.last_contact_at, party.next_step) == (activity.at, "送样品")
    with pytest.raises(PermissionDenied):
        restore_activity(by=firm.seller, activity=activity)
