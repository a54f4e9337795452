"""Watching a job: whoever asked for it and administrators; for all others it does not exist."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tongxin.collab.jobs.actions import claim_next, enqueue, fail, finish
from tongxin.collab.jobs.actions.lease import advance
from tongxin.collab.jobs.models import Job
from tongxin.collab.jobs.queries import pace_of
from tongxin.collab.jobs.tests import works  # noqa: F401  # brings its work along

NOW = datetime.now(tz=UTC) + timedelta(hours=6)  # a whole run of the tests lies between
PIECE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def job(cast):
    return enqueue(name="tests.greet", arguments={"whom": "陈岚"}, by=cast.seller, priority=1)


def look(client, who, job, **headers):
    client.force_login(who)
    return client.get(reverse("job_progress", args=[job.pk]), **headers)


def test_who_asked_sees_how_far_it_is(client, cast, job):
    running = claim_next(worker="a", now=NOW)
    advance(job=running, now=NOW, done=1200, total=5000, note="第 3 页")
    page = look(client, cast.seller, job, **PIECE).content.decode()
    assert 'role="progressbar"' in page
    assert 'aria-valuenow="1200"' in page
    assert "1,200" in page
    assert "第 3 页" in page
    assert 'hx-trigger="every 1s"' in page
    assert "<html" not in page


def test_the_same_address_is_a_page_of_its_own(client, cast, job):
    assert "<html" in look(client, cast.seller, job).content.decode()


def test_others_do_not_find_it(client, cast, job):
    assert look(client, cast.boss, job).status_code == 200
    for who in (cast.colleague, cast.manager, cast.stranger):
        assert look(client, who, job).status_code == 404
        assert client.post(reverse("job_cancellation", args=[job.pk])).status_code == 404
    client.logout()
    assert client.get(reverse("job_progress", args=[job.pk])).status_code == 302
    assert Job.objects.get(pk=job.pk).state == Job.State.WAITING


def test_what_has_ended_is_not_asked_for_again(client, cast, job):
    finish(job=claim_next(worker="a", now=NOW), now=NOW)
    response = look(client, cast.seller, job, **PIECE)
    assert response["HX-Trigger"] == "job-ended"
    assert "hx-trigger" not in response.content.decode()
    assert reverse("job_cancellation", args=[job.pk]) not in response.content.decode()


def test_the_reason_of_a_failure_is_shown(client, cast, job):
    fail(job=claim_next(worker="a", now=NOW), now=NOW, reason="第 7 行 <b>", is_final=True)
    assert "第 7 行 &lt;b&gt;" in look(client, cast.seller, job, **PIECE).content.decode()


def test_who_asked_may_stop_it(client, cast, job):
    client.force_login(cast.seller)
    response = client.post(reverse("job_cancellation", args=[job.pk]), **PIECE)
    assert response.status_code == 200
    assert Job.objects.get(pk=job.pk).state == Job.State.CANCELLED
    again = client.post(reverse("job_cancellation", args=[job.pk]), **PIECE)
    assert again.status_code == 200, "it ended before the button was pressed: the piece shows that"


def test_a_running_job_shows_that_it_is_stopping(client, cast, job):
    claim_next(worker="a", now=NOW)
    client.force_login(cast.seller)
    page = client.post(reverse("job_cancellation", args=[job.pk]), **PIECE).content.decode()
    assert Job.objects.get(pk=job.pk).is_being_cancelled
    assert 'aria-busy="true"' in page
    assert reverse("job_cancellation", args=[job.pk]) not in page


@pytest.mark.parametrize(
    ("done", "total", "seconds", "expected"),
    [
        (0, None, 0, (None, None, None)),
        (0, 100, 10, (0.0, None, None)),
        (50, 100, 10, (0.5, 5.0, 10)),
        (120, 100, 10, (1.0, 12.0, 0)),
        (50, None, 10, (None, 5.0, None)),
    ],
)
def test_pace(done, total, seconds, expected):
    job = Job(state="running", progress_done=done, progress_total=total, started_at=NOW - timedelta(seconds=seconds))
    assert pace_of(job, now=NOW) == expected
