"""Planning, moving, handing over, finishing, giving up and taking up again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.collab.journal.models import Entry
from tongxin.collab.notices.models import Notice
from tongxin.directory.activities.actions import (
    CannotSee,
    cancel_step,
    change_step,
    finish_step,
    plan_step,
    postpone_step,
    reopen_step,
)
from tongxin.directory.activities.models import Activity, Step
from tongxin.directory.activities.queries.agenda import due_count
from tongxin.directory.activities.tests.firm import Firm
from tongxin.directory.parties.actions import ChangedMeanwhile, delete_parties
from tongxin.directory.parties.models import Party


def quote(firm: Firm, **more) -> Step:
    values = {"by": firm.seller, "party": firm.party, "text": "补凯阀报价单", "due": timezone.localdate(), **more}
    return plan_step(**values)


def next_of(firm: Firm) -> tuple[str, datetime | None]:
    party = Party.objects.get(pk=firm.party.pk)
    return party.next_step, party.next_at


def test_the_earliest_open_step_stands_on_the_customer(firm):
    quote(firm, text="某天", due=None)
    assert next_of(firm) == ("某天", None)
    quote(firm, text="下周", due=timezone.localdate() + timedelta(days=7))
    at = now() + timedelta(days=1)
    first = quote(firm, text="明天", due=at)
    assert next_of(firm) == ("明天", at)
    finish_step(by=firm.seller, step=first)
    assert next_of(firm)[0] == "下周"


def test_a_whole_day_is_late_only_when_it_is_over(firm):
    day = date(2026, 11, 24)
    step = quote(firm, due=day)
    evening = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert not step.is_late(evening)
    assert not Step.objects.overdue(evening).exists()
    midnight = datetime(2026, 11, 24, 16, 0, 1, tzinfo=UTC)
    assert step.is_late(midnight)
    assert step.days_late(midnight + timedelta(days=2)) == 3
    assert Step.objects.overdue(midnight).get() == step


def test_an_agreed_instant_is_late_at_once(firm):
    step = quote(firm, due=now() - timedelta(minutes=1))
    assert Step.objects.overdue(now()).get() == step


@pytest.mark.parametrize("who", ["south", "stranger"])
def test_who_cannot_see_the_customer_plans_nothing(firm, who):
    with pytest.raises(PermissionDenied):
        quote(firm, by=getattr(firm, who))
    assert not Step.objects.exists()


@pytest.mark.parametrize("values", [{"text": " "}, {"text": "长" * 501}, {"kind": "dance"}, {"people": [10**9]}])
def test_what_cannot_be_is_refused(firm, values):
    with pytest.raises(ValidationError):
        quote(firm, **values)
    assert not Step.objects.exists()
    assert next_of(firm) == ("", None)


def test_it_is_given_only_to_a_colleague_who_sees_the_customer(firm, cast: Cast):
    assert quote(firm, owner=firm.helper).owner == firm.helper
    for who in (firm.south, cast.left):
        with pytest.raises(CannotSee):
            quote(firm, owner=who)
    step = quote(firm)
    with pytest.raises(CannotSee):
        change_step(by=firm.seller, step=step, owner=firm.south)
    assert Step.objects.get(pk=step.pk).owner == firm.seller


def test_a_colleague_learns_of_what_is_given_to_them_and_of_nothing_else(firm):
    step = quote(firm)
    assert not Notice.objects.exists()
    change_step(by=firm.seller, step=step, owner=firm.helper)
    change_step(by=firm.seller, step=step, text="补两份报价单")
    quote(firm, owner=firm.clerk)
    told = [(notice.person, notice.by) for notice in Notice.objects.order_by("pk")]
    assert told == [(firm.helper, firm.seller), (firm.clerk, firm.seller)]


def test_moving_rewording_and_handing_over_keep_how_it_was(firm):
    step = quote(firm, due=date(2026, 11, 24))
    change_step(by=firm.seller, step=step, was={"due": date(2026, 11, 24)}, due=date(2026, 11, 30), owner=firm.helper)
    step.refresh_from_db()
    assert (step.due_on, step.owner, step.version) == (date(2026, 11, 30), firm.helper, 2)
    entry = Entry.objects.get(name="step.changed")
    assert entry.before == {"due": "2026-11-24", "owner": firm.seller.pk}
    assert entry.particulars["after"] == {"due": "2026-11-30", "owner": "赵航"}


def test_two_who_move_it_do_not_overwrite_each_other(firm):
    step = quote(firm, due=date(2026, 11, 24))
    change_step(by=firm.seller, step=step, due=date(2026, 11, 30))
    with pytest.raises(ChangedMeanwhile):
        change_step(by=firm.boss, step=step, was={"due": date(2026, 11, 24)}, due=date(2026, 12, 1))
    assert Step.objects.get().due_on == date(2026, 11, 30)


def test_postponing_counts_from_today_when_it_is_late(firm):
    today = timezone.localdate()
    late = quote(firm, due=today - timedelta(days=10))
    assert postpone_step(by=firm.seller, step=late, days=1).due_on == today + timedelta(days=1)
    coming = quote(firm, due=today + timedelta(days=3))
    assert postpone_step(by=firm.seller, step=coming, days=7).due_on == today + timedelta(days=10)


def test_postponing_keeps_the_agreed_time_of_day(firm):
    at = timezone.localtime(now()).replace(hour=15, minute=0, second=0, microsecond=0) - timedelta(days=2)
    step = postpone_step(by=firm.seller, step=quote(firm, due=at), days=1)
    moved = timezone.localtime(step.due_at)
    assert (moved.hour, moved.date()) == (15, timezone.localdate() + timedelta(days=1))


def test_finishing_tells_what_happened_in_one_go(firm):
    step = quote(firm, kind="visit", people=[firm.ma.pk], text="拜访马总")
    finished = finish_step(by=firm.seller, step=step, happened="谈妥了")
    assert (finished.activity.kind, finished.activity.text, finished.activity.names) == ("visit", "谈妥了", ["马国栋"])
    done = Step.objects.get()
    assert done.done_by == firm.seller
    assert done.done_at is not None
    assert next_of(firm) == ("", None)
    assert Party.objects.get(pk=firm.party.pk).last_contact_at == finished.activity.at


def test_ticking_off_writes_no_activity(firm):
    finish_step(by=firm.seller, step=quote(firm))
    assert not Activity.objects.exists()


def test_what_is_over_ends_only_once(firm):
    step = quote(firm)
    finish_step(by=firm.seller, step=step)
    for deed in (finish_step, cancel_step):
        with pytest.raises(ValidationError):
            deed(by=firm.seller, step=step)


def test_reopening_takes_back_both_endings(firm):
    done, given_up = quote(firm), quote(firm, text="别的")
    finish_step(by=firm.seller, step=done)
    cancel_step(by=firm.seller, step=given_up)
    assert next_of(firm) == ("", None)
    reopen_step(by=firm.seller, step=done)
    reopen_step(by=firm.seller, step=given_up)
    assert Step.objects.open().count() == 2
    assert next_of(firm)[0] == "补凯阀报价单"


@pytest.mark.parametrize("who", ["clerk", "helper", "south", "stranger"])
def test_others_change_nothing(firm, who):
    step, person = quote(firm), getattr(firm, who)
    entries = Entry.objects.count()
    for deed in (
        lambda: change_step(by=person, step=step, text="别的"),
        lambda: finish_step(by=person, step=step),
        lambda: cancel_step(by=person, step=step),
        lambda: reopen_step(by=person, step=step),
        lambda: postpone_step(by=person, step=step, days=1),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert Step.objects.get().version == 1
    assert Entry.objects.count() == entries


def test_who_has_to_do_it_may_finish_it(firm):
    step = quote(firm, owner=firm.clerk)
    finish_step(by=firm.clerk, step=step)
    assert Step.objects.get().done_by == firm.clerk


def test_one_s_own_step_without_a_customer_is_nobody_else_s(firm):
    step = plan_step(by=firm.seller, text="买票")
    assert Step.objects.visible_to(firm.seller).get() == step
    assert not Step.objects.visible_to(firm.boss).exists()
    change_step(by=firm.seller, step=step, party=firm.party)
    assert Step.objects.visible_to(firm.boss).get() == step
    assert next_of(firm)[0] == "买票"


@pytest.mark.parametrize("who", ["boss", "seller"])
def test_the_number_beside_today_counts_one_s_own_due_steps_that_can_be_seen(firm, who):
    person = fresh(getattr(firm, who))
    today = timezone.localdate()
    for due in (today - timedelta(days=3), today, today + timedelta(days=1)):
        quote(firm, by=person, due=due)
        quote(firm, by=person, party=None, due=due)
    quote(firm, by=fresh(firm.seller if who == "boss" else firm.boss))
    assert due_count(fresh(person), now()) == 4
    delete_parties(by=firm.boss, parties=[firm.party.pk])
    assert due_count(fresh(person), now()) == 2
