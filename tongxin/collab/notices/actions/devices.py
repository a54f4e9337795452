"""Letting a browser show notices, and sending to all browsers of a person."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.base.egress import NoAnswer, NoWayOut
from tongxin.collab.notices.models import Channel, Device, PushKeys
from tongxin.collab.notices.sending import Refused, Said, Words
from tongxin.collab.notices.sending.push import Gone, check_subscription, new_pair, send_push
from tongxin.collab.people.models import Person

_MOST = 10


@transaction.atomic
def push_keys() -> PushKeys:
    """The firm's keys, made when they are first needed."""
    keys = PushKeys.objects.order_by("pk").first()
    if keys is None:
        pair = new_pair()
        keys = PushKeys(public=pair.public)
        keys.private = Secret(pair.private)
        keys.save()
    return keys


@transaction.atomic
def add_device(*, by: Person, name: str, endpoint: str, key: str, auth: str) -> Device:
    """Show notices in this browser, to this person from now on. Raises ValidationError."""
    try:
        check_subscription(endpoint, key, auth)
    except (NoWayOut, ValueError) as error:
        raise ValidationError(_("This browser named no push service that is known. Try another browser.")) from error
    digest = hashlib.sha256(endpoint.encode()).hexdigest()
    if Device.objects.filter(person=by).exclude(digest=digest).count() >= _MOST:
        raise ValidationError(_("At most %(n)d devices. Take one away first.") % {"n": _MOST})
    values = {
        "person": by,
        "name": " ".join(name.split())[:60] or _("browser"),
        "endpoint": Secret(endpoint),
        "key": Secret(key),
        "auth": Secret(auth),
        "added_at": now(),
    }
    device, _is_new = Device.objects.update_or_create(digest=digest, defaults=values)
    return device


@transaction.atomic
def remove_device(*, by: Person, device: int) -> None:
    """Show nothing more there."""
    Device.objects.visible_to(by).filter(pk=device).delete()


def push_to(channel: Channel, person: Person, words: Words) -> Said:
    """Send to every browser of the person; it is enough that one takes it. Those that are gone are forgotten.

    Raises Refused, NoAnswer, NoWayOut when none took it.
    """
    keys, said, failed = push_keys(), None, None
    for device in Device.objects.visible_to(person).order_by("pk"):
        try:
            said = send_push(channel, keys, device, words, reverse("notices"), now())
        except Gone:
            device.delete()
        except (Refused, NoAnswer, NoWayOut) as error:
            failed = error
    if said is None:
        raise failed or Refused(_("no browser of this person takes notices any more"))
    return said
