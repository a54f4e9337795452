"""Earlier cases of the same flow: what was asked before, and how it ended."""

from dataclasses import dataclass

from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.queries.filling import fields_of
from tongxin.collab.approvals.queries.shown import hidden_facts, said_facts
from tongxin.collab.approvals.rules import Course
from tongxin.collab.people.models import Person

_SHOWN, _FACTS = 5, 3


@dataclass(frozen=True)
class Case:
    """One of them, with its first figures. Whoever decides sees it for this approval's sake, without a right to open it."""

    approval: Approval
    figures: list[tuple[str, str]]


def earlier_cases(person: Person, approval: Approval, course: Course) -> list[Case]:
    """What its kind calls similar, else about the same record, else by the same initiator; the newest first. What this person's step hides is hidden here too."""
    rows = Approval.objects.filter(version__flow=approval.version.flow_id, status__in=["agreed", "refused"])
    if (similar := approval.kind_entry.similar) is not None:
        rows = rows.filter(pk__in=similar(approval))
    elif approval.subject is not None:
        rows = rows.filter(subject_kind=approval.subject_kind, subject_id=approval.subject_id)
    else:
        rows = rows.filter(initiator=approval.initiator_id)
    hidden = hidden_facts(person, approval, course)
    fields = fields_of(approval.kind, course.graph)
    numbers = [one["key"] for one in fields if one["type"] == "number" and one["key"] not in hidden][-_FACTS:]
    found = rows.exclude(pk=approval.pk).select_related("initiator").order_by("-created_at", "-id")[:_SHOWN]
    return [Case(one, _figures(one, course, numbers)) for one in found]


def _figures(approval: Approval, course: Course, names: list[str]) -> list[tuple[str, str]]:
    said = said_facts(approval, course, {name: approval.facts.get(name) for name in names})
    return [(label, text) for _name, label, text in said]
