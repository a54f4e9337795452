"""Whoever runs an installation sees how it does, can pause it, and can name a request that went wrong."""

import json
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.web import request_ids
from tongxin.base.web.addresses import networks
from tongxin.collab.jobs.models import Job
from tongxin.project.logs import CarefulLine, JsonLine
from tongxin.project.maintenance import begin, end, may_work
from tongxin.project.measuring import Meter

TOKEN = {"Authorization": "Bearer watch-me-27"}
WHERE = "tongxin.collab.access.views.units.firm_tree"


@pytest.fixture
def boss(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.boss)
    return client


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.DATA = tmp_path
    yield tmp_path
    end()


def figures(client: Client) -> dict[str, float]:
    lines = client.get("/metrics", headers=TOKEN).content.decode().splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if not line.startswith("#")}


def test_figures_count_answers_and_work_that_waits(boss: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "watch-me-27"
    before = figures(boss)
    assert boss.get("/customers/").status_code == 200
    Job.objects.create(name="none", created_at=now(), run_after=now())
    after = figures(boss)
    answered = 'tongxin_request_seconds_count{status="2xx"}'
    assert after[answered] == before[answered] + 2  # the page, and the figures before
    assert after['tongxin_request_seconds_bucket{status="2xx",le="+Inf"}'] == after[answered]
    assert after["tongxin_jobs_waiting"] == before["tongxin_jobs_waiting"] + 1
    assert after["tongxin_disk_free_bytes"] > 0


@pytest.mark.parametrize("given", ["", "Bearer wrong", "Bearer "])
def test_figures_are_for_those_who_know_the_token(boss: Client, settings: Settings, given: str) -> None:
    for token in ("", "watch-me-27"):
        settings.METRICS_TOKEN = token
        assert boss.get("/metrics", headers={"Authorization": given}).status_code == 401


def test_processes_that_split_off_count_together() -> None:
    meter = Meter()
    for place in (1, 2):
        if (pid := os.fork()) == 0:
            meter.take(place)
            meter.note(200, 0.02)
            meter.note(503, 60)
            os._exit(0)
        os.waitpid(pid, 0)
    up_to, seconds = meter.read()["2xx"]
    assert up_to[:2] == [0, 2]
    assert seconds == pytest.approx(0.04)
    assert meter.read()["5xx"][0][-2:] == [0, 2]


def test_in_a_pause_pages_are_read_and_nothing_is_changed(boss: Client, data: Path) -> None:
    begin(now=now(), minutes=10, is_readable=True)
    assert boss.get("/customers/").status_code == 200
    refused = boss.post("/theme/", {"theme": "dark"}, headers={"Accept-Language": "en"})
    assert refused.status_code == 503
    assert 500 < int(refused["Retry-After"]) <= 600
    assert "about 10 minutes" in refused.content.decode()
    assert boss.get("/ready/").status_code == 503
    assert boss.get("/health/").content == b"ok"
    assert not may_work()
    end()
    assert may_work()
    assert boss.get("/ready/").content == b"ok"


def test_a_closed_house_says_when_it_opens_in_the_readers_language(data: Path, cast: Cast) -> None:
    begin(now=now(), minutes=3, is_readable=False)
    page = Client(headers={"Accept-Language": "zh-CN"}).get("/customers/")
    assert page.status_code == 503
    assert "什么都不会丢，请大约 3 分钟后再来。" in page.content.decode()
    program = Client().get("/api/v1/parties")
    assert json.loads(program.content)["status"] == 503


def test_a_fault_has_a_number_on_the_page_and_in_the_log(
    boss: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("Key (email)=(li@hengxin.example) already exists")

    monkeypatch.setattr(WHERE, fail)
    seen = request_ids.WithRequestId()
    caplog.handler.addFilter(seen)
    try:
        answer = boss.get("/settings/units/?q=secret")
    finally:
        caplog.handler.removeFilter(seen)
    number = answer["X-Request-Id"]
    assert re.fullmatch(r"[0-9a-f]{12}", number)
    assert number in answer.content.decode()
    record = next(record for record in caplog.records if record.name == "tongxin.project.errors")
    for written in (JsonLine().format(record), CarefulLine().format(record)):
        assert "settings/units/" in written
        assert "RuntimeError" in written
        assert "hengxin" not in written
        assert "secret" not in written
    assert json.loads(JsonLine().format(record))["request"] == number


def test_a_database_that_does_not_answer_is_something_to_try_again(
    boss: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(WHERE, fail)
    answer = boss.get("/settings/units/")
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_only_words_of_disk_and_database_are_written_down() -> None:
    def told(error: Exception) -> str:
        try:
            raise error
        except Exception as raised:
            return CarefulLine().formatException((type(raised), raised, raised.__traceback__))

    assert told(OperationalError("disk I/O error")).endswith("OperationalError: disk I/O error")
    assert "李薇" not in told(IntegrityError("Key (name)=(李薇)"))


def test_a_number_from_outside_is_not_believed(boss: Client, settings: Settings) -> None:
    given = {"X-Request-Id": "from-our-proxy-1"}
    assert boss.get("/health/", headers=given)["X-Request-Id"] != "from-our-proxy-1"
    settings.TRUSTED_PROXIES = networks("127.0.0.1")
    assert boss.get("/health/", headers=given)["X-Request-Id"] == "from-our-proxy-1"
    assert boss.get("/health/", headers={"X-Request-Id": "a\nb"})["X-Request-Id"] != "a\nb"


def test_lines_outside_of_requests_are_written_too() -> None:
    record = logging.LogRecord("tongxin", logging.INFO, "", 0, "serving %d", (2,), None)
    assert request_ids.WithRequestId().filter(record)
    assert json.loads(JsonLine().format(record))["says"] == "serving 2"
