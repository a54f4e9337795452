"""What rules send out of the house: written down with the run, sent by a job, tried again while that may help."""

from typing import Any

from django.db import transaction
from django.db.models import F

from tongxin.base.clock import now
from tongxin.base.egress import NoAnswer, NoWayOut
from tongxin.base.subjects import Subject
from tongxin.collab.automations.actions.failing import tell_owner
from tongxin.collab.automations.actions.signing import NotTaken, post_signed
from tongxin.collab.automations.actions.within import current_run
from tongxin.collab.automations.models import Hook, Parcel, Told
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.notices.actions import Refused, say_to_group
from tongxin.collab.notices.models import Channel


class ParcelPutOff(Exception):  # the job keeps it: the next try comes later
    """It was not taken now."""


class NotWithinARule(RuntimeError):
    """Only what a rule does is sent this way."""


def post_parcel(
    *, key: str, body: dict[str, Any], hook: Hook | None = None, channel: Channel | None = None
) -> None:  # Any: JSON values
    """Let it leave once the run is written down; the same key leaves once."""
    run = current_run()
    if run is None:
        raise NotWithinARule(key)
    parcel, is_new = Parcel.objects.get_or_create(
        key=key, defaults={"run": run, "body": body, "hook": hook, "channel": channel, "created_at": now()}
    )
    if is_new:
        enqueue(name="automations.send", arguments={"parcel": parcel.pk})


def next_seq(hook: Hook, on: Subject) -> int:
    """The number of what this service is told next of this record: 1, 2, 3 …, whatever the order in which it arrives.

    Needs a transaction: until it ends nobody else tells this service of this record, so a higher number never carries older words
    where the record is read after this.
    """
    rows = Told.objects.filter(hook=hook, subject_kind=on.kind, subject_id=on.id)
    if not rows.update(last=F("last") + 1):
        Told.objects.get_or_create(hook=hook, subject_kind=on.kind, subject_id=on.id)
        rows.update(last=F("last") + 1)
    return rows.values_list("last", flat=True).get()


def send_parcel(*, parcel: int) -> str:
    """One try. Answers what the service said; raises ParcelPutOff to be tried again."""
    found = _claimed(parcel)
    if found is None:
        return ""
    try:
        answer = _send(found)
    except (NotTaken, Refused) as error:
        return _not_taken(found, str(error), may_pass=error.may_pass)
    except NoWayOut as error:
        return _not_taken(found, str(error), may_pass=False)
    except NoAnswer as error:
        return _not_taken(found, str(error), may_pass=True)
    return _ended(found, Parcel.State.SENT, answer)


@transaction.atomic
def _claimed(number: int) -> Parcel | None:
    waiting = Parcel.objects.filter(pk=number, state=Parcel.State.WAITING).select_for_update(of=("self",))
    found = waiting.select_related("hook", "channel", "run__rule__made_by").first()
    if found is not None:
        found.tries += 1
        found.save(update_fields=["tries"])
    return found


def _send(parcel: Parcel) -> str:
    if parcel.channel is not None:
        return say_to_group(channel=parcel.channel, text=str(parcel.body["text"]), key=parcel.key).answer
    assert parcel.hook is not None
    return post_signed(parcel.hook, parcel.body, key=parcel.key)


def _not_taken(parcel: Parcel, answer: str, *, may_pass: bool) -> str:
    if may_pass and parcel.tries < parcel.most_tries:
        Parcel.objects.filter(pk=parcel.pk).update(answer=answer[:200])
        raise ParcelPutOff(answer)
    with transaction.atomic():
        tell_owner(parcel.run.rule)
        return _ended(parcel, Parcel.State.FAILED, answer)


def _ended(parcel: Parcel, state: str, answer: str) -> str:
    Parcel.objects.filter(pk=parcel.pk).update(state=state, answer=answer[:200], ended_at=now())
    return answer
