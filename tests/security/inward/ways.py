"""Every feature that lets somebody say where something goes, and asks it to go there at once, past the checks of its form too."""

from collections.abc import Callable, Mapping
from typing import Any

from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.collab.automations.actions import save_hook, try_hook
from tongxin.collab.automations.actions.signing import post_signed
from tongxin.collab.automations.models import Hook
from tongxin.collab.calendar.actions import subscribe
from tongxin.collab.calendar.actions.following import fetch_calendar
from tongxin.collab.calendar.models import Calendar
from tongxin.collab.notices.models import Channel, Device, PushKeys
from tongxin.collab.notices.sending import ROBOTS, Words, send
from tongxin.collab.notices.sending.app_messages import APPS
from tongxin.collab.notices.sending.push import new_pair, send_push
from tongxin.collab.people.models import Person

WORDS = Words(title="x", lines=("y",), to="li@hengxin.example", mobile="", key="k-1")
Way = Callable[[str], object]


def _hook_by_form(by: Person) -> Way:
    def go(host: str) -> object:
        return try_hook(by=by, hook=save_hook(by=by, name="x", address=f"https://{host}/x", secret="x" * 16))

    return go


def _hook_as_kept(host: str) -> object:
    return post_signed(Hook(name="x", address=Secret(f"https://{host}/x"), secret=Secret("x" * 16)), {}, key="k")


def _calendar(by: Person) -> Way:
    def go(host: str) -> object:
        calendar = subscribe(by=by, name="x", address=f"https://{host}/x.ics")
        told = fetch_calendar(calendar.pk)
        Calendar.objects.filter(pk=calendar.pk).update(closed_at=now())
        return told

    return go


def _robot(kind: str) -> Way:
    return lambda host: send(Channel(kind=kind, name="x", address=Secret(f"https://{host}{ROBOTS[kind].path}k"), secret=Secret("s")), WORDS)  # fmt: skip


def _app(kind: str) -> Way:
    def go(host: str) -> object:
        channel = Channel(
            kind=kind, name="x", host=f"https://{host}", account=f"a{host}", sender="1", secret=Secret("s")
        )
        return send(channel, WORDS)

    return go


def _mail(port: int, security: str) -> Way:
    def go(host: str) -> object:
        bare = host.strip("[]")
        return send(
            Channel(kind="mail", name="x", host=bare, port=port, security=security, sender="a@b.example"), WORDS
        )

    return go


def _push(host: str) -> object:
    pair, theirs = new_pair(), new_pair()
    keys = PushKeys(public=pair.public, private=Secret(pair.private))
    device = Device(endpoint=Secret(f"https://{host}/p"), key=Secret(theirs.public), auth=Secret("A" * 22))
    return send_push(Channel(kind="push", sender="crm@hengxin.example"), keys, device, WORDS, "/", now())


def ways(by: Person) -> Mapping[str, Way]:
    """By name; each takes a host and does its best to reach it."""
    found: dict[str, Any] = {
        "service of rules, by its form": _hook_by_form(by),
        "service of rules, as kept": _hook_as_kept,
        "calendar read from elsewhere": _calendar(by),
        "push to a browser": _push,
        **{f"robot {kind}": _robot(kind) for kind in ROBOTS},
        **{f"app {kind}": _app(kind) for kind in APPS},
        **{
            f"mail {port} {security}": _mail(port, security)
            for port, security in ((25, "none"), (587, "starttls"), (465, "tls"))
        },
    }
    return found
