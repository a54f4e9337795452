"""What becomes of a job when its work ends, fails, is stopped or is cut off."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import translation

from tongxin.base.clock import now
from tongxin.base.work import GiveUp, WorkNameTaken, work
from tongxin.collab.jobs.actions import (
    Worker,
    cancel,
    claim_next,
    enqueue,
    pause_after,
    run_job,
    take_over_expired,
    work_off,
)
from tongxin.collab.jobs.models import Job
from tongxin.collab.jobs.tests import works
from tongxin.collab.jobs.tests.works import somebody, work_for_now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_lists():
    works.greeted.clear()
    works.failures.clear()


def ask(name: str = "tests.greet", **arguments) -> Job:
    return enqueue(name=name, arguments=arguments or {"whom": "陈岚"}, by=somebody("王锐"))


def the_job() -> Job:
    return Job.objects.get()


def soon() -> datetime:
    return datetime.now(tz=UTC) + timedelta(hours=3)


def test_work_gets_its_arguments_and_leaves_its_result():
    ask()
    assert work_off() == 1
    assert works.greeted == ["陈岚"]
    assert (the_job().state, the_job().result) == (Job.State.DONE, {"greeted": "陈岚"})
    assert the_job().started_at <= the_job().finished_at


def test_failed_work_is_tried_again_later():
    works.failures.append(RuntimeError("no network"))
    ask()
    work_off()
    job = the_job()
    assert (job.state, job.attempts) == (Job.State.WAITING, 1)
    assert job.error == "RuntimeError: no network"
    assert job.run_after > datetime.now(tz=UTC) + timedelta(seconds=5)
    run_job(claim_next(worker="a", now=soon()))
    assert (the_job().state, the_job().error) == (Job.State.DONE, "")


def test_work_is_given_up_after_its_last_try():
    works.failures.extend(RuntimeError(str(count)) for count in range(9))
    ask()
    for _ in range(3):
        run_job(claim_next(worker="a", now=soon()))
    assert (the_job().state, the_job().error, the_job().attempts) == (Job.State.FAILED, "RuntimeError: 2", 3)


def test_hopeless_work_is_not_tried_again():
    works.failures.append(GiveUp("文件是空的"))
    ask()
    work_off()
    assert (the_job().state, the_job().error) == (Job.State.FAILED, "文件是空的")


def test_a_result_that_is_not_json_is_a_failure():
    with work_for_now("tests.odd", lambda: object()):
        enqueue(name="tests.odd", arguments={})
        work_off()
    assert "TypeError" in the_job().error


def test_work_speaks_the_language_of_who_asked():
    heard = []
    with work_for_now("tests.speak", lambda: heard.append(translation.get_language())):
        asker = somebody("王锐")
        asker.language = "en"
        asker.save()
        enqueue(name="tests.speak", arguments={}, by=asker)
        work_off()
    assert heard == ["en"]


def test_progress_is_written_down():
    def count(job):
        job.progress(1, 10, "第一步")
        job.progress(2, 10)
        seen.append((the_job().progress_done, the_job().progress_total, the_job().progress_note))
        job.progress(10, 10, "完成")

    seen = []
    with work_for_now("tests.count", count):
        enqueue(name="tests.count", arguments={})
        work_off()
    assert seen == [(1, 10, "第一步")], "the second note came too soon after the first and is left out"
    assert (the_job().progress_done, the_job().progress_note) == (10, "完成")


def test_a_piece_of_work_of_a_worker_that_lost_its_lease_is_rolled_back():
    def two_pieces(job):
        for piece in (1, 2):
            with transaction.atomic():
                job.within(done=piece, total=2)
                enqueue(name="tests.greet", arguments={"whom": str(piece)}, priority=-1)
            if piece == 1:
                take_over_expired(now=soon())

    with work_for_now("tests.pieces", two_pieces):
        asked = enqueue(name="tests.pieces", arguments={})
        run_job(claim_next(worker="a", now=soon() - timedelta(hours=1)))
    asked.refresh_from_db()
    assert (asked.state, asked.progress_done) == (Job.State.WAITING, 1)
    assert [job.arguments["whom"] for job in Job.objects.filter(name="tests.greet")] == ["1"]


def test_running_work_stops_when_asked_to():
    def endless(job):
        cancel(by=asker, job=Job.objects.get(pk=job.id))
        with transaction.atomic():
            job.within(done=1)
        reached.append("further")

    reached, asker = [], somebody("王锐")
    with work_for_now("tests.endless", endless):
        enqueue(name="tests.endless", arguments={}, by=asker)
        work_off()
    assert (the_job().state, the_job().progress_done, reached) == (Job.State.CANCELLED, 0, [])


def test_a_closing_worker_gives_its_job_back_unharmed():
    stopping = threading.Event()

    def long(job):
        with transaction.atomic():
            job.within(done=1)
        stopping.set()
        job.within(done=2)

    with work_for_now("tests.long", long):
        enqueue(name="tests.long", arguments={})
        run_job(claim_next(worker="a", now=soon()), must_end=stopping.is_set)
    job = the_job()
    assert (job.state, job.attempts, job.losses, job.progress_done) == (Job.State.WAITING, 0, 0, 1)


def test_in_a_pause_a_worker_lays_down_what_it_is_at_and_takes_nothing():
    pauses = []

    def long(job):
        job.within(done=1)
        pauses.append(True)
        job.within(done=2)

    with work_for_now("tests.long", long):
        enqueue(name="tests.long", arguments={})
        worker = Worker(number=1, stopping=threading.Event(), may_work=lambda: not pauses)
        assert worker.turn(now())
        job = Job.objects.get(name="tests.long")
        assert (job.state, job.losses, job.progress_done) == (Job.State.WAITING, 0, 1)
        assert not worker.turn(now())
        pauses.clear()
        assert worker.turn(now())


def test_a_second_run_knows_where_the_first_one_ended():
    starts = []

    def counting(job):
        starts.append(job.done)
        job.within(done=5)
        if len(starts) == 1:
            raise RuntimeError("cut off")

    with work_for_now("tests.counting", counting):
        enqueue(name="tests.counting", arguments={})
        for _ in range(2):
            run_job(claim_next(worker="a", now=soon()))
    assert starts == [0, 5]


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 10), (2, 20), (3, 40), (9, 2560), (10, 3600), (5000, 3600)])
def test_pauses_double_up_to_an_hour(attempts, seconds):
    assert pause_after(attempts, spread=0) == timedelta(seconds=seconds)
    assert pause_after(attempts, spread=0.999) < timedelta(seconds=seconds * 1.25)


def test_two_rooms_do_not_share_a_work_name():
    with pytest.raises(WorkNameTaken):
        work(name="tests.greet")(test_two_rooms_do_not_share_a_work_name)
