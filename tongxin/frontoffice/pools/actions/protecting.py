"""An owner keeps a few customers from returning for a while."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions.deriving import rederive
from tongxin.frontoffice.pools.events import CustomerProtected
from tongxin.frontoffice.pools.models import Custody, ReturnRule
from tongxin.frontoffice.pools.queries.covering import covering


class NotYourCustomer(PermissionDenied):
    """Only the owner protects a customer, and only where a rule could take it."""


class NoProtection(ValidationError):
    """The rule gives no (further) protection."""


@transaction.atomic
def protect(*, by: Person, party: Party, days: int) -> datetime:
    """Keep one's own customer for so many days; once as long as one holds it. Raises NotYourCustomer, NoProtection."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    rule, custody = _rule_for(by), _own(by, party)
    if not rule.most_protected:
        raise NoProtection(_("The rule of your pool knows no protection."))
    if not 1 <= days <= rule.protected_days:
        raise NoProtection({"days": _("Between 1 and %(n)d days.") % {"n": rule.protected_days}})
    if custody.protected_until is not None:
        raise NoProtection(_("You have protected this customer once already."))
    at = now()
    if Custody.objects.of(by).filter(protected_until__gt=at).count() >= rule.most_protected:
        words = ngettext(
            "You protect %(n)d customer already.", "You protect %(n)d customers already.", rule.most_protected
        )
        raise NoProtection(words % {"n": rule.most_protected})
    return _set(by, party, at + timedelta(days=days), timezone.localdate(at + timedelta(days=days)).isoformat())


@transaction.atomic
def end_protection(*, by: Person, party: Party) -> None:
    """Let the rule count again; the one protection is used up. Raises NotYourCustomer."""
    at = now()
    custody = _own(by, party)
    if custody.protected_until is not None and custody.protected_until > at:
        _set(by, party, at, "")


def _rule_for(by: Person) -> ReturnRule:
    mine = next((rule for rule in covering() if by.pk in rule.people), None)
    if mine is None:
        raise NotYourCustomer(_("No rule takes your customers back, so there is nothing to protect from."))
    return ReturnRule.objects.get(pk=mine.pool_id)


def _own(by: Person, party: Party) -> Custody:
    list(Party.objects.filter(pk=party.pk).select_for_update().values_list("pk"))
    custody = Custody.objects.filter(party=party.pk, owner=by, party__owner=by).first()
    if custody is None:
        raise NotYourCustomer(_("Only who looks after a customer can protect it."))
    return custody


def _set(by: Person, party: Party, until: datetime, told: str) -> datetime:
    Custody.objects.filter(party=party.pk).update(protected_until=until)
    rederive(parties=[party.pk])
    tell(CustomerProtected(until=told), by=by, on=Subject("party", party.pk), customer=party.pk)
    return until
