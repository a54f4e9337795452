"""Writing down what somebody allowed us."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.files.models import StoredFile
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.events import ConsentNoted
from tongxin.directory.privacy.models import Channel, Consent, Deed, Purpose
from tongxin.directory.privacy.policies import can_note_consent


class MayNotNote(PermissionDenied):
    """The person can't see whom it is about."""


@transaction.atomic
def note_consent(
    *,
    by: Person,
    party: Party,
    purpose: str,
    deed: str,
    source: str,
    channel: str = Channel.ANY,
    evidence: str = "",
    file: StoredFile | None = None,
    said_on: date | None = None,
    valid_until: date | None = None,
) -> Consent:
    """Add an entry to the ledger; nothing in it is ever changed. Whoever sees the party may. Raises MayNotNote, and ValidationError for
    a choice that is none, a day to come, an end before the beginning, consent without a source, a file of somebody else."""
    if not can_note_consent(by, party):
        raise MayNotNote(_("This customer isn't there any more, or it isn't yours to see."))
    said = said_on or timezone.localdate(now())
    _check(by, purpose, channel, deed, said, valid_until, file)
    source = " ".join(clean(source).split())[:120]
    if not source:
        raise ValidationError({"source": _("Say where this is known from: a form, a call, a contract.")})
    consent = Consent.objects.create(
        party=party,
        purpose=purpose,
        channel=channel,
        deed=deed,
        source=source,
        evidence=clean(evidence)[:4000],
        file=file,
        said_on=said,
        valid_until=valid_until if deed == Deed.GIVEN else None,
        noted_by=by,
        noted_at=now(),
    )
    told = ConsentNoted(purpose=purpose, channel=channel, deed=deed)
    tell(told, by=by, on=Subject("party", party.pk), customer=party.pk)
    return consent


def _check(
    by: Person, purpose: str, channel: str, deed: str, said: date, until: date | None, file: StoredFile | None
) -> None:
    for name, given, known in (("purpose", purpose, Purpose), ("channel", channel, Channel), ("deed", deed, Deed)):
        if given not in known.values:
            raise ValidationError({name: _("Choose one of the list.")})
    if said > timezone.localdate(now()):
        raise ValidationError({"said_on": _("This day is still to come. Give the day on which it was said.")})
    if until is not None and until < said:
        raise ValidationError({"valid_until": _("The last day lies before the day on which it was said.")})
    if file is not None and file.uploaded_by_id != by.pk:
        raise ValidationError({"file": _("Upload the evidence yourself.")})
