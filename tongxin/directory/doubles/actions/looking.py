"""Looking at parties again whose facts changed. It may be done any number of times and does no harm."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Q

from tongxin.base.clock import now
from tongxin.base.database.bulk import insert_values, reserve_ids
from tongxin.base.work import Handle
from tongxin.directory.doubles.judging.keys import keys_of
from tongxin.directory.doubles.judging.verdict import Verdict
from tongxin.directory.doubles.models import Changed, Key, Pair
from tongxin.directory.doubles.queries.finding import likely_doubles
from tongxin.directory.doubles.queries.profiles import profiles_of
from tongxin.directory.parties.models import Contact

AT_ONCE = 8  # whoever saves something meanwhile waits for so many


def note_changed(ids: Collection[int]) -> None:
    """Remember to look at these parties. Call it in the transaction of the change."""
    if len(ids) == 1:  # by far the most frequent, and bulk takes two statements for it
        Changed.objects.create(party_id=next(iter(ids)))
        return
    numbers = reserve_ids(Changed, len(ids))
    insert_values(Changed, ("id", "party_id"), zip(numbers, sorted(ids), strict=True))


def look_at_changed(*, job: Handle) -> dict[str, int]:
    """Look at all parties that changed, some at a time."""
    looked = 0
    while seen := list(Changed.objects.order_by("pk").values_list("pk", "party_id")[:AT_ONCE]):
        with transaction.atomic():
            job.within(done=looked)
            look_at({party for _number, party in seen})
            Changed.objects.filter(pk__in=[number for number, _party in seen]).delete()
        looked += len(seen)
    return {"looked": looked}


@transaction.atomic
def look_at(ids: Collection[int]) -> None:
    """File these parties under their keys as they are now, and write down with whom each of them is likely one."""
    firms = Contact.objects.current().filter(person__in=list(ids)).values_list("party_id", flat=True)
    wanted = sorted({*ids, *firms})
    profiles = profiles_of(wanted)
    Key.objects.filter(party__in=wanted).delete()
    rows = [(key, number) for number, profile in profiles.items() for key in keys_of(profile)]
    numbers = reserve_ids(Key, len(rows))
    insert_values(Key, ("id", "value", "party_id"), ((pk, *row) for pk, row in zip(numbers, rows, strict=True)))
    _write_pairs(wanted, likely_doubles(profiles) if profiles else {})


def _write_pairs(ids: Sequence[int], verdicts: dict[tuple[int, int], Verdict]) -> None:
    """Pairs as they are judged now. What somebody told apart stays told apart."""
    known = {(pair.one_id, pair.other_id): pair for pair in Pair.objects.filter(Q(one__in=ids) | Q(other__in=ids))}
    gone = [pair.pk for key, pair in known.items() if key not in verdicts and pair.different_at is None]
    Pair.objects.filter(pk__in=gone).delete()
    at = now()
    for key, verdict in verdicts.items():
        percent, reasons = min(round(verdict.likelihood * 100), 99), list(verdict.reasons)
        pair = known.get(key)
        if pair is None:
            Pair.objects.get_or_create(
                one_id=key[0], other_id=key[1], defaults={"likelihood": percent, "reasons": reasons, "found_at": at}
            )
        elif (pair.likelihood, pair.reasons) != (percent, reasons):
            Pair.objects.filter(pk=pair.pk).update(likelihood=percent, reasons=reasons)
