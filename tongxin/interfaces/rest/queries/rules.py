"""Rules and their log as JSON."""

from django.http import Http404

from tongxin.base.paging import page_of
from tongxin.collab.automations.models import Rule, Run, RunQuerySet
from tongxin.collab.people.models import Person
from tongxin.interfaces.rest.queries.lists import Asked
from tongxin.interfaces.rest.queries.values import Json, instant, ref


def list_rules(person: Person, asked: Asked) -> Json:
    """One page of the rules; to who does not administer there are none."""
    rules = Rule.objects.visible_to(person).present().select_related("acts_as", "made_by", "live")
    page = page_of(rules, order=("id",), size=asked.limit, cursor=asked.after)
    return {"items": [rule_shown(one) for one in page.rows], "next": page.next}


def seen_rule(person: Person, rule_id: int) -> Rule:
    """The rule, if the person may see it; else it does not exist."""
    rules = Rule.objects.visible_to(person).present().select_related("acts_as", "made_by", "live")
    found = rules.filter(pk=rule_id).first()
    if found is None:
        raise Http404
    return found


def rule_shown(rule: Rule) -> Json:
    """One rule."""
    live = rule.live
    return {
        "id": rule.pk,
        "name": rule.name,
        "kind": rule.kind,
        "is_on": rule.is_on,
        "version": live.number if live else None,
        "acts_as": ref(rule.acts_as_id, rule.acts_as.name),
        "made_by": ref(rule.made_by_id, rule.made_by.name),
        "definition": live.definition if live is not None and rule.is_on else rule.draft,
    }


def list_runs(person: Person, rule: Rule, state: str | None, asked: Asked) -> Json:
    """One page of what a rule did, newest first."""
    runs: RunQuerySet = Run.objects.visible_to(person).filter(rule=rule).select_related("version")
    runs = runs.filter(state=state) if state else runs
    page = page_of(runs, order=("-id",), size=asked.limit, cursor=asked.after)
    return {"items": [_run(one) for one in page.rows], "next": page.next}


def _run(run: Run) -> Json:
    return {
        "id": run.pk,
        "at": instant(run.at),
        "ended_at": instant(run.ended_at),
        "record": {"kind": run.subject_kind, "id": run.subject_id},
        "version": run.version.number,
        "state": run.state,
        "reason": run.reason,
        "error": run.error,
        "parts": run.parts,
        "did": run.did,
    }
