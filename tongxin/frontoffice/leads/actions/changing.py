"""Mending what is known of a lead."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.frontoffice.leads.actions.noting import check_facts
from tongxin.frontoffice.leads.actions.working import open_lead
from tongxin.frontoffice.leads.events import LeadChanged
from tongxin.frontoffice.leads.models import Lead


@transaction.atomic
def change_lead(*, by: Person, lead: Lead, **facts: Any) -> Lead:  # Any: texts, and `source`, which is one or None
    """Change facts of an open lead; only those that are named. The promise of an answer stays as it was given. Raises LeadGone,
    NotOpenLead, ValidationError."""
    found = open_lead(by, lead.pk)
    checked = check_facts({name: value for name, value in facts.items() if name != "source"})
    if "source" in facts:
        checked["source"] = facts["source"]
    other = {name: value for name, value in checked.items() if getattr(found, name) != value}
    if not other:
        return found
    for name, value in other.items():
        setattr(found, name, value)
    if not found.name and not found.company:
        raise ValidationError({"name": _("Who is it? A name or a company is enough.")})
    found.version += 1
    found.save()
    index_documents("lead", [found.pk])
    told = LeadChanged(title=found.called, fields=sorted(other))
    tell(told, by=by, on=Subject("lead", found.pk))
    return found
