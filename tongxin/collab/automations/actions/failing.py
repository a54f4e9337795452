"""What goes wrong is told to whoever made the rule, once a day, with the way out behind the link."""

from django.utils import timezone
from django.utils.translation import gettext_noop as noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.automations.events import RuleSwitchedOff
from tongxin.collab.automations.models import Rule, Run
from tongxin.collab.notices.actions import notify


def tell_owner(rule: Rule) -> None:
    """Something was not done. The notice leads to the rule's log, where the reason stands."""
    notify(
        people=[rule.made_by],
        kind="rule.failed",
        text=noop("The rule “%(rule)s” could not do what it should. Its log says why and what to do."),
        url=f"{rule.get_absolute_url()}log/",
        particulars={"rule": rule.name},
        matter="turn",
        key=f"rule:{rule.pk}:failed:{timezone.localdate(now())}",
    )


def stop_rule(rule: Rule) -> None:
    """A rule that runs wild is switched off by itself."""
    if Rule.objects.filter(pk=rule.pk, is_on=True).update(is_on=False):
        told = RuleSwitchedOff(rule=rule.name, why=Run.Reason.MANY)
        tell(told, by=None, on=Subject("rule", rule.pk))
