"""Writing a rule, putting it into use, and switching it off."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.collab.automations.actions.errors import NotReady, check_writer, own_rule
from tongxin.collab.automations.definition import Definition, read, written
from tongxin.collab.automations.events import RulePutInUse, RuleRemoved, RuleSaved, RuleSwitchedOff
from tongxin.collab.automations.models import Holding, Rule, RuleVersion
from tongxin.collab.automations.queries import faults_of
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import list_kinds


@transaction.atomic
def write_rule(*, by: Person, name: str, kind: str, said: Definition, acts_as: Person | None = None) -> Rule:
    """Begin a rule; it does nothing before it is put into use. Raises MayNotWriteRules, ValidationError."""
    check_writer(by)
    if kind not in list_kinds or kind not in subject_kinds:
        raise ValidationError({"kind": _("Choose a kind of record.")})
    at = now()
    rule = Rule(
        name=_checked_name(name),
        kind=kind,
        acts_as=acts_as or by,
        made_by=by,
        draft=written(said),
        created_at=at,
        changed_at=at,
    )
    rule.save(force_insert=True)
    tell(RuleSaved(rule=rule.name), by=by, on=Subject("rule", rule.pk))
    return rule


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise ValidationError({"name": _("Give it a name of at most 80 characters.")})
    return name


@transaction.atomic
def save_rule(
    *,
    by: Person,
    rule: Rule,
    name: str | None = None,
    said: Definition | None = None,
    acts_as: Person | None = None,
) -> Rule:
    """Change what is written; what acts stays as it is, but for the name and for whom it acts. Raises MayNotWriteRules, ValidationError."""
    rule = own_rule(by, rule.pk)
    if name is not None:
        rule.name = _checked_name(name)
    if acts_as is not None:
        if not acts_as.is_active:
            raise ValidationError({"acts_as": _("%(name)s no longer works here.") % {"name": acts_as.name}})
        rule.acts_as = acts_as
    if said is not None:
        rule.draft = written(said)
    rule.changed_at = now()
    rule.save()
    tell(RuleSaved(rule=rule.name), by=by, on=Subject("rule", rule.pk))
    return rule


@transaction.atomic
def put_in_use(*, by: Person, rule: Rule) -> RuleVersion:
    """From now on the rule acts as it is written. Raises MayNotWriteRules, NotReady."""
    rule = own_rule(by, rule.pk)
    said = read(rule.draft)
    faults = faults_of(rule.acts_as, rule.kind, said)
    if faults:
        raise NotReady(faults)
    if rule.live is None or rule.is_changed:
        number = rule.versions.count() + 1
        rule.live = RuleVersion.objects.create(
            rule=rule, number=number, definition=rule.draft, made_by=by, made_at=now()
        )
        # Other conditions hold since another time.
        Holding.objects.filter(rule=rule).delete()
    rule.is_on, rule.occasion, rule.changed_at = True, said.occasion, now()
    rule.save()
    tell(RulePutInUse(rule=rule.name, version=rule.live.number), by=by, on=Subject("rule", rule.pk))
    return rule.live


@transaction.atomic
def switch_off(*, by: Person, rule: Rule) -> Rule:
    """The rule stands still; what it had still to do is not done. Raises MayNotWriteRules."""
    rule = own_rule(by, rule.pk)
    if rule.is_on:
        rule.is_on = False
        rule.save(update_fields=["is_on"])
        Holding.objects.filter(rule=rule).delete()
        tell(RuleSwitchedOff(rule=rule.name), by=by, on=Subject("rule", rule.pk))
    return rule


@transaction.atomic
def remove_rule(*, by: Person, rule: Rule) -> None:
    """Take a rule away. Raises MayNotWriteRules."""
    rule = own_rule(by, rule.pk)
    rule.is_on, rule.removed_at = False, now()
    rule.save(update_fields=["is_on", "removed_at"])
    Holding.objects.filter(rule=rule).delete()
    tell(RuleRemoved(rule=rule.name), by=by, on=Subject("rule", rule.pk))
