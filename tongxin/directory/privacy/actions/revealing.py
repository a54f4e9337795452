"""Looking behind a mask, and the rules for it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import masked_fields
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import ContactPoint, Party
from tongxin.directory.parties.models.contact_point import field_of
from tongxin.directory.privacy.actions.requesting import MayNotAnswer
from tongxin.directory.privacy.events import FieldRevealed, RevealRuleSaved
from tongxin.directory.privacy.models import Reveal, RevealRule
from tongxin.directory.privacy.policies import can_keep_privacy, can_see_masked
from tongxin.directory.privacy.queries.masks import reveal_rule, whole_value

_HOUR = timedelta(hours=1)


class NothingMasked(PermissionDenied):
    """The person may not see the record, or nothing of this field is masked for them."""


class RevealsUsedUp(ValidationError):
    """The person looked behind as many masks in the last hour as the firm allows."""


@transaction.atomic
def reveal(*, by: Person, party: Party, field: str, point: int = 0, reason: str = "", address: str = "") -> str:
    """Answer the whole value, and write down who looked, at what, why and from where. Raises NothingMasked, RevealsUsedUp, ValidationError
    where the firm asks for a reason."""
    if field not in masked_fields(by, "party") or not can_see_masked(by, party):
        raise NothingMasked(_("There is nothing here for you to see."))
    value = _value(party, field, point)
    on = Subject("party", party.pk)
    note_look(by=by, on=on, field=field if value else "", reason=reason, address=address, customer=party.pk)
    return value


@transaction.atomic
def note_look(
    *, by: Person, on: Subject, field: str, reason: str = "", address: str = "", customer: int | None = None
) -> None:
    """Write down a look behind the mask of a field of any record; the caller has seen that the person may. Raises NothingMasked where there is
    no `field`, RevealsUsedUp, ValidationError where the firm asks for a reason."""
    rule, reason = reveal_rule(), " ".join(clean(reason).split())[:200]
    if rule.asks_reason and not reason:
        raise ValidationError({"reason": _("Say in a word why you need it.")})
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    at = now()
    if Reveal.objects.behind_masks().filter(person=by, at__gt=at - _HOUR).count() >= rule.per_hour:
        words = ngettext(
            "You looked behind %(n)d mask in the last hour; that is the limit. Try again later.",
            "You looked behind %(n)d masks in the last hour; that is the limit. Try again later.",
            rule.per_hour,
        )
        raise RevealsUsedUp(words % {"n": rule.per_hour})
    if not field:
        raise NothingMasked(_("There is nothing here for you to see."))
    told = {"kind": on.kind, "party_id": on.id, "field": field, "reason": reason, "address": address[:45], "at": at}
    Reveal.objects.create(person=by, **told)
    tell(FieldRevealed(field=field), by=by, on=on, customer=customer)


@transaction.atomic
def save_reveal_rule(*, by: Person, per_hour: int, asks_reason: bool) -> RevealRule:
    """Choose how people may look behind masks. Raises MayNotAnswer."""
    if not can_keep_privacy(by):
        raise MayNotAnswer(_("Only administrators choose this."))
    rule, _new = RevealRule.objects.update_or_create(pk=1, defaults={"per_hour": per_hour, "asks_reason": asks_reason})
    company = the_company()
    told = RevealRuleSaved(per_hour=per_hour, asks_reason=asks_reason)
    tell(told, by=by, on=Subject("company", company.pk if company else 0))
    return rule


def _value(party: Party, field: str, point: int) -> str:
    if not point:
        return whole_value(party, field)
    found = ContactPoint.objects.filter(pk=point, party=party).first()
    return found.shown if found is not None and field_of(found.kind) == field else ""
