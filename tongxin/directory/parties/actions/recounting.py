"""Working out the firm's formulas anew for customers that are there already, and taking erased fields out of them."""

from collections.abc import Collection

from django.db import transaction

from tongxin.base.clock import now
from tongxin.base.work import Handle
from tongxin.collab.fields.actions import forget_values, keep_values, rolled, settled
from tongxin.collab.fields.queries import has_roll_ups, own_fields, purged_keys
from tongxin.collab.search.actions import index_documents
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import customs_of, facts_of

SIZE = 1000


def recount_parties(ids: Collection[int]) -> int:
    """Bring the worked-out values of these customers up to date, in the caller's transaction. Answers how many differ.

    Nobody typed anything, so the journal is told nothing and no version counts up.
    """
    fields, gone = own_fields("party"), purged_keys("party")
    records = {}
    changed = []
    parties = list(Party.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    customs = {party.pk: {key: value for key, value in party.custom.items() if key not in gone} for party in parties}
    customs = rolled(fields, customs)
    for party in parties:
        custom = settled(fields, facts_of(party), customs[party.pk])
        if repr(custom) != repr(party.custom):
            records[party.pk] = (party.custom, custom)
            party.custom, party.updated_at = custom, now()
            changed.append(party)
    Party.objects.bulk_update(changed, ["custom", "updated_at"], batch_size=200)
    keep_values(kind="party", records=records, fields=fields)
    index_documents("party", sorted(records))
    return len(changed)


def roll_up_again(ids: Collection[int]) -> None:
    """What belongs to these customers changed: roll-ups follow, where the firm has any."""
    if ids and has_roll_ups("party"):
        recount_parties(ids)


def recount_all(*, job: Handle) -> dict[str, int]:
    """The same for everybody, a thousand to a transaction. A run that died goes on where it stood."""
    total = Party.objects.count()
    differing = 0
    last, done = job.done, 0
    while True:
        with transaction.atomic():
            ids = list(Party.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:SIZE])
            if not ids:
                return {"changed": differing}
            job.within(done=ids[-1], total=max(total, ids[-1]))
            differing += recount_parties(ids)
        last, done = ids[-1], done + len(ids)


def reconcile_parties(ids: Collection[int]) -> None:
    """After values were moved from record to record: formulas, and the rows by which lists ask, follow what the records hold."""
    fields = own_fields("party")
    if not fields:
        return
    recount_parties(ids)
    forget_values(kind="party", records=ids)
    customs = customs_of(list(ids))
    keep_values(kind="party", records={pk: ({}, custom) for pk, custom in customs.items()}, fields=fields)
