"""Acts that leave the house: telling a service, and saying something to a group."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tongxin.base.clock import now
from tongxin.base.registries import subject_kinds
from tongxin.base.registries.automations import ActInput, AutomationAct, Chosen, automation_acts
from tongxin.base.subjects import Subject
from tongxin.collab.automations.actions.sending import next_seq, post_parcel
from tongxin.collab.automations.actions.within import current_run
from tongxin.collab.automations.models import Hook
from tongxin.collab.notices.models import Channel
from tongxin.collab.people.models import Person

Values = Mapping[str, Any]  # Any: as the inputs say


def _hooks(person: Person, kind: str, chosen: Chosen) -> Sequence[ActInput]:
    known = [(str(one.pk), one.name) for one in Hook.objects.present().order_by("name")]
    return [ActInput(key="hook", label=pgettext_lazy("webhook", "Service"), kind="choice", options=known)]


def _tell_hook(by: Person, on: Subject, values: Values, key: str) -> None:
    hook = Hook.objects.present().filter(pk=values["hook"]).first()
    if hook is None:
        raise ValidationError(_("The service is not there any more. Open the rule and choose another."))
    run, seq = current_run(), next_seq(hook, on)
    kind = subject_kinds.get(on.kind)
    record = kind.visible(by, [on.id]).get(on.id)
    data = {
        "rule": run.rule.name if run else "",
        "kind": on.kind,
        "id": on.id,
        "title": kind.title(record) if record is not None else "",
        "url": f"{settings.BASE_URL.rstrip('/')}{kind.url(record)}" if record is not None else "",
    }
    occasion = run.rule.occasion if run else ""
    body = {"type": occasion or "rule.held", "timestamp": now().isoformat(), "seq": seq, "data": data}
    post_parcel(key=key, body=body, hook=hook)


def _channels(person: Person, kind: str, chosen: Chosen) -> Sequence[ActInput]:
    robots = Channel.objects.present().groups().order_by("name")
    return [
        ActInput(
            key="channel",
            label=gettext_lazy("Group"),
            kind="choice",
            options=[(str(one.pk), one.name) for one in robots],
        ),
        ActInput(
            key="text",
            label=gettext_lazy("What it says"),
            kind="words",
            hint=gettext_lazy("{record} stands for the record's name. Everybody in the group reads it."),
        ),
    ]


def _say(by: Person, on: Subject, values: Values, key: str) -> None:
    channel = Channel.objects.present().filter(pk=values["channel"]).first()
    if channel is None:
        raise ValidationError(_("The group is not there any more. Open the rule and choose another."))
    post_parcel(key=key, body={"text": values["text"]}, channel=channel)


def register_acts() -> None:
    """Made known like those of other rooms."""
    automation_acts.register(
        "message",
        AutomationAct(
            label=gettext_lazy("Say something to a group"),
            icon="send",
            inputs=_channels,
            do=_say,
            said=lambda chosen: _("say to the group %(channel)s: “%(text)s”") % _filled(chosen, "channel", "text"),
            order=60,
        ),
    )
    automation_acts.register(
        "webhook",
        AutomationAct(
            label=gettext_lazy("Tell a service (webhook)"),
            icon="link",
            inputs=_hooks,
            do=_tell_hook,
            said=lambda chosen: _("tell the service %(hook)s") % _filled(chosen, "hook"),
            order=70,
        ),
    )


def _filled(chosen: Chosen, *keys: str) -> dict[str, str]:
    return {key: chosen.get(key) or "…" for key in keys}
