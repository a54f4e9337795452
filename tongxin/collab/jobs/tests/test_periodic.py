"""Work that comes by itself: each occurrence once, whatever the clocks and workers do."""

from datetime import UTC, datetime, timedelta

import pytest

from tongxin.collab.jobs.actions import claim_next, enqueue_due, finish, occurrence_at, sweep_jobs
from tongxin.collab.jobs.models import Job
from tongxin.collab.jobs.tests.works import work_for_now

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def hourly():
    with work_for_now("tests.hourly", lambda: None, every=HOUR):
        yield


def jobs():
    return Job.objects.filter(name="tests.hourly")


def run_all(now: datetime) -> None:
    while job := claim_next(worker="a", now=now):
        finish(job=job, now=now)


def test_an_occurrence_begins_at_whole_periods():
    assert occurrence_at(HOUR, NINE + timedelta(minutes=59)) == NINE
    assert occurrence_at(timedelta(days=1), NINE) == NINE.replace(hour=0)


def test_many_workers_ask_for_an_occurrence_once():
    for minute in (0, 1, 59):
        enqueue_due(now=NINE + timedelta(minutes=minute))
        run_all(NINE + timedelta(minutes=minute))
    assert jobs().count() == 1
    enqueue_due(now=NINE + HOUR)
    assert jobs().count() == 2


def test_the_database_refuses_a_second_job_for_an_occurrence():
    enqueue_due(now=NINE)
    run_all(NINE)
    twin = Job(name="tests.hourly", occurrence=NINE, created_at=NINE, run_after=NINE)
    Job.objects.bulk_create([twin], ignore_conflicts=True)
    assert jobs().count() == 1


def test_occurrences_do_not_pile_up_behind_a_slow_one():
    enqueue_due(now=NINE)
    enqueue_due(now=NINE + HOUR)
    assert jobs().count() == 1
    run_all(NINE + HOUR)
    enqueue_due(now=NINE + HOUR)
    assert jobs().count() == 2


def test_a_jumping_clock_repeats_nothing():
    for now in (
        NINE,
        NINE + timedelta(days=30),
        NINE + timedelta(minutes=5),
        NINE - timedelta(days=2),
        NINE,
        NINE + timedelta(days=30),
    ):
        enqueue_due(now=now)
        run_all(now)
    assert sorted(jobs().values_list("occurrence", flat=True)) == [
        NINE - timedelta(days=2),
        NINE,
        NINE + timedelta(days=30),
    ]


def test_jobs_that_ended_long_ago_are_forgotten():
    enqueue_due(now=NINE)
    run_all(NINE)
    enqueue_due(now=NINE + HOUR)
    assert sweep_jobs(now=NINE + timedelta(days=89)) == 0
    assert sweep_jobs(now=NINE + timedelta(days=91)) >= 1
    assert jobs().get().state == Job.State.WAITING
