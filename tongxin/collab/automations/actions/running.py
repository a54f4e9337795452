"""Doing what rules say: each record in a transaction of its own, everything or nothing, with the reason written down."""

import logging
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import in_batch, tell
from tongxin.base.filters import BadFilter
from tongxin.base.registries import subject_kinds
from tongxin.base.registries.automations import automation_acts
from tongxin.base.subjects import Subject
from tongxin.collab.automations.actions.failing import stop_rule, tell_owner
from tongxin.collab.automations.actions.within import within
from tongxin.collab.automations.definition import Definition, Step, read
from tongxin.collab.automations.events import RuleActed
from tongxin.collab.automations.models import Rule, Run
from tongxin.collab.automations.queries.fitting import fitting
from tongxin.collab.automations.queries.people import who_is
from tongxin.collab.automations.queries.words import RECORD, with_record

log = logging.getLogger(__name__)
MOST_ON_RECORD, MOST_OF_RULE = 5, 1_000
_HOUR, _AT_ONCE = timedelta(hours=1), 200


def do_runs(*, rule: int) -> int:
    """Look at every record that waits for this rule. Answers how many."""
    looked = 0
    while numbers := list(Run.objects.waiting().filter(rule=rule).values_list("pk", flat=True)[:_AT_ONCE]):
        for number in numbers:
            _attempt(number)
        looked += len(numbers)
    return looked


def _attempt(number: int) -> None:
    """One record. Whatever goes wrong ends this run alone; only a database that is away is tried again by the job."""
    try:
        with transaction.atomic():
            run = _locked(number)
            if run is not None:
                with translation.override(run.rule.acts_as.language), within(run), in_batch(run.key):
                    _decide(run)
                run.ended_at = now()
                run.save()
    except (ValidationError, PermissionDenied, BadFilter) as error:
        _failed(number, Run.Reason.REFUSED, said_error(error))
    except OperationalError:
        raise
    except Exception:
        log.exception("run %s failed", number)
        _failed(number, Run.Reason.FAULT, "")


def said_error(error: Exception) -> str:
    """What was refused, in plain words."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def _locked(number: int) -> Run | None:
    runs = Run.objects.waiting().filter(pk=number).select_for_update(of=("self",))
    return runs.select_related("rule__acts_as", "version").first()


@transaction.atomic
def _failed(number: int, reason: str, error: str) -> None:
    run = _locked(number)
    if run is not None:
        run.state, run.reason, run.error, run.ended_at = Run.State.FAILED, reason, error[:300], now()
        run.save()
        tell_owner(run.rule)


def _decide(run: Run) -> None:
    rule, said = run.rule, read(run.version.definition)
    if not Rule.objects.acting().filter(pk=rule.pk).exists():
        run.state, run.reason = Run.State.STOPPED, Run.Reason.OFF
    elif reason := _too_much(run):
        run.state, run.reason = Run.State.STOPPED, reason
        if reason == Run.Reason.MANY:
            stop_rule(rule)
        tell_owner(rule)
    elif not rule.acts_as.is_active:
        raise ValidationError(_("%(name)s has left. Choose in whose name it acts.") % {"name": rule.acts_as.name})
    else:
        fit = fitting(rule.acts_as, run.subject_kind, said, run.subject_id, now())
        run.parts = fit.parts
        if fit.holds:
            _act(run, said)
        else:
            run.state = Run.State.UNFIT
            run.reason = Run.Reason.CONDITIONS if fit.is_seen else Run.Reason.SIGHT


def _too_much(run: Run) -> str:
    """Whether it must not go on: rules that set each other going by way of jobs are known by their number alone."""
    done = Run.objects.filter(rule=run.rule_id, state=Run.State.DONE, ended_at__gt=now() - _HOUR)
    on_record = Run.objects.filter(subject_kind=run.subject_kind, subject_id=run.subject_id, rule=run.rule_id)
    if on_record.filter(state=Run.State.DONE, ended_at__gt=now() - _HOUR)[MOST_ON_RECORD - 1 : MOST_ON_RECORD]:
        return Run.Reason.OFTEN
    return Run.Reason.MANY if done.order_by()[MOST_OF_RULE - 1 : MOST_OF_RULE] else Run.Reason.NONE


def _act(run: Run, said: Definition) -> None:
    for place, step in enumerate(said.acts):
        _do(run, step, f"{run.key}:{place}")
        run.did.append(place)
    run.state = Run.State.DONE
    customer = run.subject_id if run.subject_kind == "party" else run.customer_id
    names = [str(step.act) for step in said.acts]
    tell(RuleActed(rule=run.rule.name, acts=names), by=run.rule.acts_as, on=run.subject, customer=customer)


def _do(run: Run, step: Step, key: str) -> None:
    person, on = run.rule.acts_as, run.subject
    act = automation_acts.find(step.act)
    if act is None:
        raise ValidationError(_("One of its acts is not there any more. Open the rule and choose another."))
    values: dict[str, object] = dict(step.values)
    for one in act.inputs(person, on.kind, step.values):
        if one.kind == "who":
            values[one.key] = who_is(person, on.kind, on.id, step.values.get(one.key, ""))
        elif one.kind == "words":
            values[one.key] = _with_name(run, step.values.get(one.key, ""))
    act.do(person, on, values, key)


def _with_name(run: Run, text: str) -> str:
    """The words with the record's name where it belongs, as the person in whose name it acts may see it."""
    if not any(mark in text for mark in RECORD):
        return text
    of: Subject = run.subject
    kind = subject_kinds.get(of.kind)
    record = kind.visible(run.rule.acts_as, [of.id]).get(of.id)
    return with_record(text, kind.title(record) if record is not None else "")
