"""What those who are invited say."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions.changing import move_entry
from tongxin.collab.calendar.actions.entering import KIND
from tongxin.collab.calendar.events import EntryAnswered
from tongxin.collab.calendar.models import Entry, Guest
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person

_TEXTS = {
    Guest.Answer.YES: noop("%(by)s comes: %(title)s"),
    Guest.Answer.NO: noop("%(by)s can't come: %(title)s"),
    Guest.Answer.OTHER: noop("%(by)s proposes another time, %(time)s: %(title)s"),
}


class NotInvited(PermissionDenied):
    """Only who is invited answers."""


@transaction.atomic
def answer_invitation(
    *, by: Person, entry: Entry, answer: str, proposed_at: datetime | None = None, remark: str = ""
) -> Guest:
    """Come, not come, or propose another start; whoever invited hears of it. A second answer takes the place of the first. Raises
    NotInvited, ValidationError."""
    guest = Guest.objects.select_for_update(of=("self",)).select_related("entry").filter(entry=entry, person=by).first()
    if guest is None or guest.entry.deleted_at is not None:
        raise NotInvited(_("Only who is invited answers."))
    if answer not in _TEXTS:
        raise ValidationError({"answer": _("Say whether you come.")})
    if answer == Guest.Answer.OTHER and proposed_at is None:
        raise ValidationError({"proposed_at": _("Say which time would suit you.")})
    guest.answer, guest.remark, guest.answered_at = answer, " ".join(remark.split())[:300], now()
    guest.proposed_at = proposed_at if answer == Guest.Answer.OTHER else None
    guest.save()
    said = f"{timezone.localtime(guest.proposed_at):%Y-%m-%d %H:%M}" if guest.proposed_at else ""
    title = "" if guest.entry.is_private else guest.entry.title
    on = Subject(KIND, entry.pk)
    tell(EntryAnswered(title=title, answer=answer, proposed=said), by=by, on=on, customer=guest.entry.customer)
    matter = "turn" if answer == Guest.Answer.OTHER else "news"
    text = _TEXTS[Guest.Answer(answer)]
    notify(
        people=[guest.entry.made_by], kind=f"entry.{answer}", text=text, by=by, on=on, matter=matter,
        particulars={"time": said},
    )  # fmt: skip
    return guest


def take_proposal(*, by: Person, guest: Guest) -> Entry:
    """Move the entry to the time which somebody who is invited proposed. Raises NotYourEntry, Taken, ValidationError."""
    if guest.proposed_at is None:
        raise ValidationError(_("Nobody proposes another time any more."))
    return move_entry(by=by, entry=guest.entry, starts=guest.proposed_at)
