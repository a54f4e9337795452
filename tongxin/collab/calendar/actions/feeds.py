"""Addresses by which other programs read a calendar."""

import hashlib
import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.events import FeedOpened, FeedRevoked
from tongxin.collab.calendar.models import Feed
from tongxin.collab.people.models import Person

_MOST = 20


def _digest(secret: str) -> str:
    """The secret has 256 random bits, so a plain hash suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def open_feed(*, by: Person, name: str) -> tuple[Feed, str]:
    """Make an address for a program, named after it. The secret in it is answered once and stored nowhere. Raises ValidationError."""
    name = " ".join(name.split())[:80]
    if not name:
        raise ValidationError({"name": _("Say which program will read it.")})
    if Feed.objects.alive().filter(person=by).count() >= _MOST:
        raise ValidationError({"name": _("Take back an address that is no longer used first.")})
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        person=by, name=name, digest=_digest(secret), epoch=by.credential_epoch, created_at=now()
    )
    tell(FeedOpened(label=name), by=by, on=Subject("person", by.pk))
    return feed, secret


@transaction.atomic
def revoke_feed(*, by: Person, feed: Feed) -> None:
    """The address is dead with the next request. Raises PermissionDenied for another's."""
    if feed.person_id != by.pk:
        raise PermissionDenied(_("Only its owner takes an address back."))
    if Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=now()):
        tell(FeedRevoked(label=feed.name), by=by, on=Subject("person", by.pk))


def feed_of(secret: str) -> Feed | None:
    """The living feed of this secret; the look is noted at most once an hour."""
    feed = Feed.objects.alive().select_related("person").filter(digest=_digest(secret[:200])).first()
    if feed is not None and (feed.used_at is None or (now() - feed.used_at).total_seconds() > 3600):
        Feed.objects.filter(pk=feed.pk).update(used_at=now())
    return feed
