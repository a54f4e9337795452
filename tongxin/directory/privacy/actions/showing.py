"""Lines about what was shown whole to somebody, though the firm masks it for others."""

import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import Error, transaction
from django.db.models import F

from tongxin.base.clock import now
from tongxin.base.database.patience import waiting_at_most
from tongxin.base.web.showing import Shown
from tongxin.directory.privacy.models import Reveal
from tongxin.directory.privacy.models.reveal import LISTED, OPENED

log = logging.getLogger(__name__)
_HOUR = timedelta(hours=1)
_PATIENCE = 1.0  # seconds; whoever reads does not wait for a long writer


def note_shown(*, shown: Iterable[Shown], door: str, address: str = "") -> None:
    """Write down what an answer showed somebody: a record and these facts of it once an hour, several records at once on one line an hour
    for the door, which counts them all.
    The answer goes out all the same, and soon, where nothing can be written; the log of the program says then what was to be."""
    for (by, kind), (ids, facts) in _together(shown).items():
        told = ",".join(sorted(facts))
        try:
            with waiting_at_most(_PATIENCE):
                _note(by, kind, ids, told[:200], door[:120], address[:45])
        except Error:
            log.warning(
                "%s showed person %s %s of %s %s whole, and the log of looks could not be written",
                door,
                by,
                told,
                kind,
                min(ids) if len(ids) == 1 else f"({len(ids)})",
            )


def _together(shown: Iterable[Shown]) -> Mapping[tuple[int, str], tuple[set[int], set[str]]]:
    found: dict[tuple[int, str], tuple[set[int], set[str]]] = {}
    for one in shown:
        ids, facts = found.setdefault((one.person, one.kind), (set(), set()))
        ids |= one.ids
        facts |= one.fields
    return found


def _note(by: int, kind: str, ids: set[int], facts: str, door: str, address: str) -> None:
    at = now()
    lately = Reveal.objects.filter(person_id=by, kind=kind, at__gt=at - _HOUR)
    told = {"person_id": by, "kind": kind, "door": door, "facts": facts, "address": address, "at": at}
    if len(ids) == 1:
        (number,) = ids
        # A plain read: whoever looks at a record again must not stand in the line of writers.
        if not lately.filter(party_id=number, field=OPENED, facts=facts).exists():
            _put_down(told | {"party_id": number, "field": OPENED, "records": 1})
        return
    with transaction.atomic():
        if not lately.filter(field=LISTED, door=door, facts=facts).update(records=F("records") + len(ids)):
            _put_down(told | {"party_id": 0, "field": LISTED, "records": len(ids)})


@transaction.atomic
def _put_down(told: dict[str, Any]) -> None:  # Any: values of columns
    Reveal.objects.create(**told)
