"""Figures of the installation for a program that watches (Prometheus' text form). Numbers only: nothing about anybody."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import constant_time_compare

from tongxin.base.clock import now
from tongxin.base.web.doors import door
from tongxin.collab.notices.models import Delivery
from tongxin.project.care.findings import queue
from tongxin.project.care.sizes import database_bytes
from tongxin.project.maintenance import Maintenance
from tongxin.project.measuring import BOUNDS, meter
from tongxin.project.version import program_version

FORM = "text/plain; version=0.0.4; charset=utf-8"
DAY = timedelta(days=1)


def watchers(request: HttpRequest) -> HttpResponseBase | None:
    """Open to programs that know TONGXIN_METRICS_TOKEN; closed to all while there is none."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and constant_time_compare(given.encode(), settings.METRICS_TOKEN.encode()):
        return None
    return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})


@door(watchers)
def metrics(request: HttpRequest) -> HttpResponse:
    """A handful of figures that matter: whether people are answered, how fast, and whether work piles up."""
    return HttpResponse("".join(f"{line}\n" for line in _lines(now())), content_type=FORM)


def _lines(at: datetime) -> Iterator[str]:
    yield f'tongxin_info{{version="{program_version()}",database="{connection.vendor}"}} 1'
    yield from _requests()
    jobs = queue(at)
    yield from _gauge("tongxin_jobs_waiting", "Jobs that wait for their turn, later ones included.", jobs["waiting"])
    yield from _gauge("tongxin_jobs_running", "Jobs that are being worked on.", jobs["running"])
    yield from _gauge("tongxin_jobs_failed", "Jobs that were given up.", jobs["failed"])
    oldest = jobs["oldest_seconds"] or 0
    yield from _gauge("tongxin_jobs_oldest_seconds", "For how long the oldest due job has been waiting.", oldest)
    failed = Delivery.objects.filter(state=Delivery.State.FAILED, created_at__gt=at - DAY).count()
    yield from _gauge("tongxin_notices_failed", "Notices of the last day that could not be delivered.", failed)
    yield from _gauge("tongxin_database_bytes", "Size of the database.", database_bytes())
    free = shutil.disk_usage(Path(settings.DATA)).free
    yield from _gauge("tongxin_disk_free_bytes", "Room left where files lie.", free)
    yield from _gauge(
        "tongxin_maintenance", "1 while nothing can be changed.", int(Maintenance.under_way() is not None)
    )


def _gauge(name: str, meaning: str, value: int) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} gauge"
    yield f"{name} {value}"


def _requests() -> Iterator[str]:
    name = "tongxin_request_seconds"
    yield f"# HELP {name} How long answers took, by status, all processes together."
    yield f"# TYPE {name} histogram"
    for kind, (up_to, seconds) in meter.read().items():
        for bound, count in zip([*map(str, BOUNDS), "+Inf"], up_to, strict=True):
            yield f'{name}_bucket{{status="{kind}",le="{bound}"}} {count}'
        yield f'{name}_sum{{status="{kind}"}} {seconds:.6f}'
        yield f'{name}_count{{status="{kind}"}} {up_to[-1]}'
