"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import work
from tongxin.collab.automations.actions import check_holdings, do_runs, sweep_log
from tongxin.collab.automations.actions import send_parcel as send_one
from tongxin.collab.automations.models import MOST_TRIES, PAUSES


@work(name="automations.run")
def run(rule: int) -> int:
    """A rule looks at what waits for it."""
    return do_runs(rule=rule)


@work(name="automations.check", every=timedelta(minutes=10))
def check() -> int:
    """What has held long enough?"""
    return check_holdings(at=now())


@work(name="automations.send", retries=MOST_TRIES, pauses=PAUSES)
def send(parcel: int) -> str:
    """Something leaves the house."""
    return send_one(parcel=parcel)


@work(name="automations.sweep", every=timedelta(hours=1))
def sweep() -> int:
    """The log does not grow for ever."""
    return sweep_log(at=now())
