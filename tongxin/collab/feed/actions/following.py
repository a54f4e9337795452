"""Wanting to hear of a record, or no longer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.registries import is_seen
from tongxin.base.subjects import Subject
from tongxin.collab.feed.models import Following
from tongxin.collab.people.models import Person


@transaction.atomic
def follow(*, by: Person, on: Subject) -> None:
    """Hear of what is said about a record from now on. Twice changes nothing. Raises PermissionDenied out of sight."""
    if not is_seen(by, on):
        raise PermissionDenied(_("This record is out of your sight."))
    Following.objects.get_or_create(person=by, subject_kind=on.kind, subject_id=on.id, defaults={"since": now()})


@transaction.atomic
def unfollow(*, by: Person, on: Subject) -> None:
    """Hear no more of it, but for what is said to oneself."""
    Following.objects.filter(person=by, subject_kind=on.kind, subject_id=on.id).delete()
