"""What the activities room writes down on a party, so that lists need not look at activities."""

from datetime import datetime

from django.db.models import Q

from tongxin.directory.parties.models import Party


def note_last_contact(*, party_id: int, at: datetime | None) -> None:
    """The latest contact, or None when there is none left. The activity's own event is the record of it."""
    Party.objects.filter(pk=party_id).filter(~Q(last_contact_at=at) | Q(last_contact_at=None)).update(
        last_contact_at=at
    )


def note_next_step(*, party_id: int, text: str, due_at: datetime | None) -> None:
    """The earliest open step, or nothing."""
    Party.objects.filter(pk=party_id).update(next_step=text[:200], next_at=due_at)
