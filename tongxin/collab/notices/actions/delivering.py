"""Letting notices leave: together what is due together, tried again while that may help, with the reason in sight."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.egress import NoAnswer, NoWayOut
from tongxin.collab.access.policies import can_administer
from tongxin.collab.notices.actions.devices import push_to
from tongxin.collab.notices.actions.planning import ask_to_deliver, zone_of
from tongxin.collab.notices.models import MOST_TRIES, Channel, Delivery
from tongxin.collab.notices.queries.wording import words_of
from tongxin.collab.notices.sending import Refused, send
from tongxin.collab.people.models import Person

_TOGETHER = 50
# Longer than any try takes; a sender that dies is followed by another one after it.
_LEASE = timedelta(minutes=2)


class DeliveryPutOff(Exception):  # the job keeps it: the next try comes later
    """The service could not take it now."""


class MayNotSendAgain(PermissionDenied):
    """Only administrators, or whoever it is for, send something again."""


def deliver(*, channel: int, person: int) -> int:
    """Send what is due for this person by this channel. Answers how many notices left; raises DeliveryPutOff to be tried again."""
    way = Channel.objects.get(pk=channel)
    reader = Person.objects.get(pk=person)
    left = 0
    with translation.override(reader.language), timezone.override(zone_of(reader)):
        while claimed := _claim(way, reader, now()):
            wanted = _still_wanted(way, reader, claimed)
            if wanted:
                _send(way, reader, wanted)
                left += len(wanted)
    return left


@transaction.atomic
def _claim(way: Channel, reader: Person, at: datetime) -> list[Delivery]:
    """What leaves next in one message, kept from other workers for a while. A message that was tried keeps its key and its notices."""
    due = Delivery.objects.due(at).filter(channel=way, person=reader).order_by("id").select_for_update(of=("self",))
    rows = list(due.select_related("notice", "notice__by")[:_TOGETHER])
    if not rows:
        return []
    rows = [row for row in rows if row.message == rows[0].message]
    message = rows[0].message or str(uuid4())
    for row in rows:
        row.message, row.due_at, row.tries = message, at + _LEASE, row.tries + 1
    Delivery.objects.bulk_update(rows, ["message", "due_at", "tries"])
    return rows


def _still_wanted(way: Channel, reader: Person, rows: Sequence[Delivery]) -> list[Delivery]:
    """Those that still say something new to somebody; the rest end here, with the reason."""
    reasons = Delivery.Reason
    general = reasons.LEFT if not reader.is_active else reasons.OFF if not way.is_on else reasons.NONE
    wanted = []
    for row in rows:
        reason = general or (reasons.READ if row.notice.read_at else reasons.NONE)
        if reason:
            _end([row], Delivery.State.DROPPED, reason)
        else:
            wanted.append(row)
    return wanted


def _send(way: Channel, reader: Person, rows: Sequence[Delivery]) -> None:
    words = words_of(way, reader, [row.notice for row in rows], key=rows[0].message)
    if words is None:
        _end(rows, Delivery.State.DROPPED, Delivery.Reason.GONE)
        return
    try:
        said = push_to(way, reader, words) if way.is_push else send(way, words)
    except Refused as error:
        _failed(rows, Delivery.Reason.REFUSED, str(error), may_pass=error.may_pass)
    except NoWayOut as error:
        _failed(rows, Delivery.Reason.REFUSED, str(error), may_pass=False)
    except NoAnswer as error:
        _failed(rows, Delivery.Reason.NO_ANSWER, str(error), may_pass=True)
    else:
        _end(rows, Delivery.State.SENT, Delivery.Reason.NONE, said.answer)


def _end(rows: Sequence[Delivery], state: str, reason: str, answer: str = "") -> None:
    ids = [row.pk for row in rows]
    Delivery.objects.filter(pk__in=ids).update(state=state, reason=reason, answer=answer[:200], ended_at=now())


def _failed(rows: Sequence[Delivery], reason: str, answer: str, *, may_pass: bool) -> None:
    """Written down at once, so that the log tells the truth while the next try is still to come. Raises DeliveryPutOff."""
    if not may_pass or max(row.tries for row in rows) >= MOST_TRIES:
        _end(rows, Delivery.State.FAILED, reason, answer)
        return
    ids = [row.pk for row in rows]
    Delivery.objects.filter(pk__in=ids).update(reason=reason, answer=answer[:200], due_at=now())
    raise DeliveryPutOff(answer)


@transaction.atomic
def send_again(*, by: Person, delivery: Delivery) -> Delivery:
    """Try once more what had failed, from the beginning. Raises MayNotSendAgain."""
    if not (can_administer(by) or delivery.person_id == by.pk):
        raise MayNotSendAgain(_("Only administrators, or whoever it is for, send something again."))
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.state == Delivery.State.FAILED:
        delivery.state, delivery.ended_at, delivery.due_at, delivery.tries = Delivery.State.WAITING, None, now(), 0
        delivery.save(update_fields=["state", "ended_at", "due_at", "tries"])
        ask_to_deliver(channel=delivery.channel_id, person=delivery.person_id, due=delivery.due_at)
    return delivery


@transaction.atomic
def sweep_deliveries(*, at: datetime) -> int:
    """Ask anew for what is due and was left lying. Answers how many pairs of person and channel that are."""
    late = Delivery.objects.due(at - _LEASE).order_by().values_list("channel", "person").distinct()[:200]
    pairs = list(late)
    for channel, person in pairs:
        ask_to_deliver(channel=channel, person=person, due=at)
    return len(pairs)
