"""Asking for work and taking it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tongxin.base.work import UnknownWork
from tongxin.collab.jobs.actions import (
    JobEnded,
    LeaseLost,
    NotYourJob,
    cancel,
    claim_next,
    enqueue,
    fail,
    finish,
    give_back,
    heartbeat,
    take_over_expired,
)
from tongxin.collab.jobs.actions.lease import MOST_LOSSES, advance
from tongxin.collab.jobs.models import Job
from tongxin.collab.jobs.tests.works import somebody
from tongxin.collab.journal.models import Entry

pytestmark = pytest.mark.django_db
LATER = datetime.now(tz=UTC) + timedelta(hours=6)  # a whole run of the tests lies between


def ask(whom: str = "陈岚", **more) -> Job:
    return enqueue(name="tests.greet", arguments={"whom": whom}, **more)


def test_a_job_is_taken_once():
    asked = ask()
    taken = claim_next(worker="a", now=LATER)
    assert taken == asked
    assert taken.arguments == {"whom": "陈岚"}
    assert claim_next(worker="b", now=LATER) is None


def test_jobs_are_taken_by_priority_then_in_turn():
    first, second, urgent = ask("一"), ask("二"), ask("急", priority=5)
    assert [claim_next(worker="a", now=LATER).pk for _ in range(3)] == [urgent.pk, first.pk, second.pk]


def test_a_job_waits_for_its_hour():
    ask(run_after=LATER + timedelta(hours=1))
    assert claim_next(worker="a", now=LATER) is None
    assert claim_next(worker="a", now=LATER + timedelta(hours=1)) is not None


def test_unknown_work_is_refused():
    with pytest.raises(UnknownWork):
        enqueue(name="tests.nothing", arguments={})
    assert not Job.objects.exists()


def test_one_job_per_unique_key_while_it_waits_or_runs():
    first = ask(unique_key="party:1")
    assert ask(unique_key="party:1") == first
    assert ask(unique_key="party:2") != first
    running = claim_next(worker="a", now=LATER)
    assert ask(unique_key="party:1") == running == first
    finish(job=running, now=LATER)
    assert ask(unique_key="party:1") != first


def test_a_worker_that_lives_keeps_its_job():
    ask()
    job = claim_next(worker="a", now=LATER)
    heartbeat(job=job, now=LATER + timedelta(seconds=20))
    assert take_over_expired(now=LATER + timedelta(seconds=40)) == 0


def test_a_silent_worker_loses_its_job_and_is_fenced_off():
    ask()
    stale = claim_next(worker="a", now=LATER)
    after = LATER + timedelta(seconds=31)
    assert take_over_expired(now=after) == 1
    fresh = claim_next(worker="b", now=after)
    assert fresh == stale
    for deed in (
        lambda: heartbeat(job=stale, now=after),
        lambda: advance(job=stale, now=after, done=7),
        lambda: finish(job=stale, now=after, result="stale"),
        lambda: fail(job=stale, now=after, reason="stale"),
    ):
        with pytest.raises(LeaseLost):
            deed()
    finish(job=fresh, now=after, result="fresh")
    assert Job.objects.get().result == "fresh"


def test_a_worker_without_a_lease_changes_nothing():
    job = ask()
    with pytest.raises(LeaseLost):
        finish(job=job, now=LATER)


def test_a_lease_given_by_a_clock_that_was_set_back_is_not_waited_for():
    ask()
    claim_next(worker="a", now=LATER + timedelta(days=30))
    Job.objects.update(run_after=LATER)
    assert take_over_expired(now=LATER) == 1
    assert claim_next(worker="b", now=LATER) is not None


def lose(now: datetime) -> None:
    job = claim_next(worker="a", now=now)
    assert job is not None
    take_over_expired(now=now + timedelta(minutes=1))


def test_work_that_kills_every_worker_is_given_up():
    ask(by=somebody("陈岚"))
    for count in range(MOST_LOSSES):
        lose(LATER + timedelta(hours=count))
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert str(MOST_LOSSES) in job.error
    assert Entry.objects.get().name == "job.failed"


def test_work_that_gets_further_is_never_given_up():
    ask()
    for count in range(MOST_LOSSES + 5):
        now = LATER + timedelta(hours=count)
        job = claim_next(worker="a", now=now)
        if count % 10 == 0:
            advance(job=job, now=now, done=count + 1)
        take_over_expired(now=now + timedelta(minutes=1))
    assert Job.objects.get().state == Job.State.WAITING


def test_saying_the_same_again_is_not_getting_further():
    ask()
    for count in range(MOST_LOSSES):
        now = LATER + timedelta(hours=count)
        advance(job=claim_next(worker="a", now=now), now=now, done=3)
        take_over_expired(now=now + timedelta(minutes=1))
    assert Job.objects.get().state == Job.State.FAILED


def test_who_asked_may_cancel_what_waits_and_strangers_may_not():
    asker, stranger = somebody("陈岚"), somebody("李默")
    job = ask(by=asker)
    with pytest.raises(NotYourJob):
        cancel(by=stranger, job=job)
    assert Job.objects.get().state == Job.State.WAITING
    assert cancel(by=asker, job=job).state == Job.State.CANCELLED
    assert claim_next(worker="a", now=LATER) is None
    assert Entry.objects.get().name == "job.cancelled"
    with pytest.raises(JobEnded):
        cancel(by=asker, job=job)


def test_an_administrator_may_cancel_any_job():
    job = ask(by=somebody("陈岚"))
    assert cancel(by=somebody("管理", is_administrator=True), job=job).state == Job.State.CANCELLED


def test_a_cancelled_job_of_a_dead_worker_is_not_taken_up_again():
    asker = somebody("陈岚")
    ask(by=asker)
    job = claim_next(worker="a", now=LATER)
    cancel(by=asker, job=job)
    take_over_expired(now=LATER + timedelta(minutes=1))
    assert Job.objects.get().state == Job.State.CANCELLED


def test_one_sees_ones_own_jobs_and_administrators_see_all():
    asker, stranger, admin = somebody("陈岚"), somebody("李默"), somebody("管理", is_administrator=True)
    own = ask(by=asker)
    ask()
    assert list(Job.objects.visible_to(asker)) == [own]
    assert list(Job.objects.visible_to(stranger)) == []
    assert Job.objects.visible_to(admin).count() == 2
    assert list(Job.objects.visible_to(None)) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", [heartbeat, finish, lambda *, job, now: give_back(job=job)])
def test_what_a_worker_writes_takes_its_turn_among_other_writers(write):
    ask()
    job, turns = claim_next(worker="a", now=LATER), []

    def look(execute, sql, params, many, context):
        if sql.startswith("UPDATE"):
            turns.append(connection.in_atomic_block)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        write(job=job, now=LATER)
    assert turns == [True]
