"""Keeping a record whatever would delete it."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import MustBeKept
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.events import HoldBegun, HoldEnded
from tongxin.directory.privacy.models import LegalHold
from tongxin.directory.privacy.policies import can_keep_privacy
from tongxin.directory.privacy.queries import held


class MayNotHold(PermissionDenied):
    """Only the firm's administrators say what must be kept."""


@transaction.atomic
def begin_hold(*, by: Person, party: Party, reason: str, until: date | None = None) -> LegalHold:
    """Have a record kept for a reason, until a last day or until somebody ends it. Raises MayNotHold, ValidationError."""
    _ask(by)
    reason = " ".join(clean(reason).split())[:200]
    if not reason:
        raise ValidationError({"reason": _("Say why it must be kept: a law, a lawsuit, an audit.")})
    if until is not None and until < timezone.localdate(now()):
        raise ValidationError({"until": _("This day is past. Choose a later one, or leave it empty.")})
    Party.objects.select_for_update(no_key=True, of=("self",)).get(pk=party.pk)
    hold = LegalHold.objects.create(party=party, reason=reason, until=until, begun_by=by, begun_at=now())
    told = HoldBegun(until=until.isoformat() if until else "")
    tell(told, by=by, on=Subject("party", party.pk), customer=party.pk)
    return hold


@transaction.atomic
def end_hold(*, by: Person, hold: LegalHold) -> LegalHold:
    """The record need not be kept for this reason any more; ended again, nothing happens. Raises MayNotHold."""
    _ask(by)
    found = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if found.ended_at is None:
        found.ended_by, found.ended_at = by, now()
        found.save(update_fields=["ended_by", "ended_at"])
        tell(HoldEnded(), by=by, on=Subject("party", found.party_id), customer=found.party_id)
    return found


def keep_what_is_held(party: int) -> None:
    """Raises MustBeKept for a record with a hold in force."""
    if reasons := held([party]).get(party):
        raise MustBeKept(" · ".join(reasons))


def _ask(by: Person) -> None:
    if not can_keep_privacy(by):
        raise MayNotHold(_("Only administrators say what must be kept."))
