"""Writing leads."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.frontoffice.leads.actions import (
    answer_lead,
    assign_lead,
    change_lead,
    convert_lead,
    drop_lead,
    note_lead,
    reopen_lead,
    take_lead,
)
from tongxin.frontoffice.leads.actions.working import own_lead
from tongxin.frontoffice.leads.models import Lead, LeadSource
from tongxin.frontoffice.leads.queries import hidden_of_leads, locked_of_leads
from tongxin.interfaces.rest.actions.parties import known_colleague, known_party
from tongxin.interfaces.rest.actions.products import money_of
from tongxin.interfaces.rest.actions.rights import check_named, check_writable
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def _prepared(by: Person, values: Values) -> dict[str, Any]:  # Any: arguments of the verbs
    check_named(values, hidden=hidden_of_leads(by) - {"owner"}, locked=locked_of_leads(by))
    found = dict(values)
    if found.get("source") is not None:
        found["source"] = LeadSource.objects.in_use().filter(pk=found["source"]).first()
        if found["source"] is None:
            raise ValidationError({"source": _("There is no such record, or it isn't yours to see.")})
    if found.get("owner") is not None:
        found["owner"] = known_colleague(found["owner"], field="owner")
    return found


def add_lead(*, by: Person, values: Values) -> Lead:
    """Note one. Raises MayNotNoteLeads, ValidationError."""
    return note_lead(by=by, **_prepared(by, values))


@transaction.atomic
def change_whole_lead(*, by: Person, lead: Lead, version: int, values: Values) -> None:
    """Facts of an open one, on the version that the writer knows. Raises LeadGone, NotOpenLead, StaleVersion, ValidationError."""
    check_version(own_lead(by, lead.pk), version)
    change_lead(by=by, lead=lead, **_prepared(by, values))


@transaction.atomic
def convert_whole_lead(*, by: Person, lead: Lead, values: Values, version: int | None) -> None:
    """Make it a customer. Raises LeadGone, NotOpenLead, StaleVersion, FieldsLocked, ValidationError, and what the verbs of customers and
    opportunities raise."""
    check_version(own_lead(by, lead.pk), version)
    facts = {"expected_on" if name == "close_on" else name: value for name, value in values.items() if value}
    into = known_party(by, facts.pop("into"), field="into") if "into" in facts else None
    name = facts.pop("opportunity", "")
    if facts and not name.strip():
        raise ValidationError({"opportunity": _("What may they buy? Without a name there is no opportunity.")})
    check_writable(by, facts, kinds=["opportunity"])
    if "amount" in facts:
        facts["amount"] = money_of(facts["amount"], "amount")
    convert_lead(by=by, lead=lead, into=into, opportunity=name, **facts)


Asked = Any  # Any: a LeadDeed; actions know no forms


@transaction.atomic
def do_with_lead(*, by: Person, lead: Lead, version: int | None, asked: Asked) -> None:
    """One deed, on the version that the writer knows where they say one. Raises StaleVersion and what the verbs raise."""
    check_version(Lead.objects.select_for_update().get(pk=lead.pk), version)
    _DEEDS[asked.deed](by, lead, asked)


def _assign(by: Person, lead: Lead, asked: Asked) -> Lead:
    own_lead(by, lead.pk)
    return assign_lead(by=by, lead=lead, owner=known_colleague(asked.owner or 0, field="owner"))


_DEEDS: Mapping[str, Callable[[Person, Lead, Asked], Lead]] = {
    "take": lambda by, one, asked: take_lead(by=by, lead=one),
    "assign": _assign,
    "answer": lambda by, one, asked: answer_lead(by=by, lead=one, text=asked.text, kind=asked.kind),
    "drop": lambda by, one, asked: drop_lead(by=by, lead=one, why=asked.why),
    "reopen": lambda by, one, asked: reopen_lead(by=by, lead=one),
}
