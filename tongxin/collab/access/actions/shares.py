"""Opening one record to somebody. The room that owns the record asks first whether `by` may."""

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.events import Shared, Unshared
from tongxin.collab.access.models import Share
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person


@transaction.atomic
def share_record(
    *, by: Person, on: Subject, with_whom: Person | Unit, level: str = Share.Level.READ, customer: int | None = None
) -> Share:
    """Open a record to a person or unit, or change the level of an existing share."""
    who = {"person": with_whom} if isinstance(with_whom, Person) else {"unit": with_whom}
    share, _new = Share.objects.update_or_create(
        kind=on.kind, record_id=on.id, **who, defaults={"level": level, "shared_by": by, "shared_at": now()}
    )
    tell(Shared(with_whom=with_whom.name, level=level), by=by, on=on, customer=customer)
    return share


@transaction.atomic
def unshare_record(*, by: Person, share: Share, customer: int | None = None) -> None:
    """Take a share back."""
    name = str(share.person or share.unit)
    share.delete()
    tell(Unshared(with_whom=name), by=by, on=Subject(share.kind, share.record_id), customer=customer)
