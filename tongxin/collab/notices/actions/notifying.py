"""Telling people, and noting that they know. Neither is an event: the cause of a notice is in the journal already."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions.planning import plan_deliveries
from tongxin.collab.notices.models import Matter, Notice
from tongxin.collab.people.models import Person


@transaction.atomic
def notify(
    *,
    people: Iterable[Person],
    kind: str,
    text: str,
    by: Person | None = None,
    on: Subject | None = None,
    url: str = "",
    particulars: Mapping[str, Any] | None = None,  # Any: JSON values
    at: datetime | None = None,
    matter: str = Matter.NEWS,
    key: str = "",
) -> int:
    """Let people know. Answers how many are told: whoever did it knows already, and who has left needs no notice.

    `matter` is what it is to them (see Matter). With a `key` a cause that comes twice tells each of them once.
    `text` is a message id with `%(title)s`, `%(by)s` and the names of `particulars`; these must not name the record itself.
    """
    told = {one.pk for one in people if by is None or one.pk != by.pk}
    if key:
        told -= set(Notice.objects.filter(key=key, person__in=told).values_list("person_id", flat=True))
    at = at or now()
    notices = [
        Notice(
            person_id=pk,
            kind=kind,
            matter=matter,
            key=key,
            text=text,
            particulars=dict(particulars or {}),
            by=by,
            subject_kind=on.kind if on else "",
            subject_id=on.id if on else None,
            url=url,
            created_at=at,
        )
        for pk in Person.objects.active().filter(pk__in=told).order_by("pk").values_list("pk", flat=True)
    ]
    Notice.objects.bulk_create(notices)
    plan_deliveries(notices)
    return len(notices)


@transaction.atomic
def mark_read(*, by: Person, ids: Iterable[int] | None = None, until: int | None = None) -> int:
    """Note that a person knows: these notices, or all up to the number `until`. Answers how many were unread."""
    unread = Notice.objects.visible_to(by).unread()
    if ids is not None:
        unread = unread.filter(pk__in=list(ids))
    if until is not None:
        unread = unread.filter(pk__lte=until)
    return unread.update(read_at=now())
