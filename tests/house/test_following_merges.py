"""Whatever names a customer follows it into the record with which it is merged, or is said here to stay, and why."""

from django.apps import apps
from django.db import models

from tongxin.directory.doubles.actions.beside import LOGS, kinds_beside
from tongxin.directory.doubles.actions.ledger import label_of
from tongxin.directory.parties.models import Contact, Party

# Rows that the room of their own, or doubles, carries along.
CARRIED = {
    "leads.lead.contact",
    "leads.lead.party",
    "parties.party.parent", "parties.contact.party", "parties.contact.person", "parties.contact.reports_to",
    "parties.contactpoint.party", "parties.relation.party", "parties.relation.other", "parties.partytag.party",
    "parties.teammember.party", "memory.fact.party", "memory.fact.relative", "activities.activity.party",
    "activities.activityperson.person", "activities.step.party", "activities.stepperson.person", "ownership.keycustomer.party",
    "ownership.moved.record_id", "privacy.consent.party", "privacy.legalhold.party", "privacy.subjectrequest.party_id",
    "catalogue.agreedprice.party", "quotes.quote.party", "quotes.specialprice.party", "orders.order.party", "contracts.contract.party", "orders.creditlimit.party", "pipeline.opportunity.party", "pools.custody.party", "pools.stay.party",
    "webforms.entry.party", "access.share.record_id", "files.attachment.record_id",
}  # fmt: skip
# Rows that stay, and why.
STAYING = {
    "parties.party.merged_into": "says where it went",
    "doubles.key.party": "made anew", "doubles.changed.party_id": "made anew", "doubles.pair.one": "pairs of living records only",
    "doubles.pair.other": "as above", "doubles.merge.kept": "the ledger itself", "doubles.merge.gone": "the ledger itself",
    "quality.factdate.party": "made anew", "quality.score.party": "made anew", "fields.fieldvalue.record_id": "made anew",
    "fields.ownvalues.record_id": "of kinds that are no customers",
    "privacy.reveal.party_id": "a log", "automations.run.subject_id": "a log", "automations.told.subject_id": "counts what left under that number", "notices.notice.subject_id": "a log",
}  # fmt: skip
GENERIC = {"record_id", "party_id", "subject_id"}


def naming(model: type[models.Model]) -> set[str]:
    """Columns of a kind of row that may hold the number of a customer or of a contact."""
    columns = [field for field in model._meta.concrete_fields if field.related_model in (Party, Contact)]
    columns += [field for field in model._meta.concrete_fields if field.name in GENERIC and not field.is_relation]
    label = label_of(model)
    return {f"{label}.{field.name}" for field in columns}


def test_every_column_that_names_a_customer_follows_a_merge_or_is_said_to_stay() -> None:
    beside = {f"{label_of(model)}.subject_id" for model, _once_per in kinds_beside()}
    found = {name for model in apps.get_models() for name in naming(model)}
    logs = {
        "journal.entry.subject_id",
        "automations.holding.subject_id",
    }  # numbers of whichever kind; what happened, happened there
    forgotten = found - CARRIED - STAYING.keys() - beside - logs
    assert not forgotten, (
        f"carry these along at a merge (doubles/README.md), or say here why they stay: {sorted(forgotten)}"
    )
    assert {f"{label}.subject_id" for label in LOGS} <= STAYING.keys()


def test_tasks_remarks_and_approvals_are_found_by_what_they_are_about() -> None:
    by_label = {label_of(model): list(once_per) for model, once_per in kinds_beside()}
    assert by_label["feed.following"] == ["subject_kind", "person_id"]
    assert {"tasks.task", "feed.remark", "approvals.approval"} <= by_label.keys()
