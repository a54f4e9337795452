"""What can't be done with rules."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.automations.models import Rule
from tongxin.collab.automations.policies import can_write_rules
from tongxin.collab.people.models import Person


class MayNotWriteRules(PermissionDenied):
    """Only administrators write rules."""


class NotReady(ValidationError):
    """The rule can't act as it is written."""


def check_writer(by: Person) -> None:
    """Raises MayNotWriteRules."""
    if not can_write_rules(by):
        raise MayNotWriteRules(_("Only administrators write rules."))


def own_rule(by: Person, number: int) -> Rule:
    """The rule, locked. Raises MayNotWriteRules."""
    check_writer(by)
    rules = Rule.objects.visible_to(by).present().select_for_update(of=("self",))
    return rules.select_related("acts_as", "live").get(pk=number)
