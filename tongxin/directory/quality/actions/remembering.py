"""Since when facts are as they are."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from tongxin.directory.quality.facts import ASKED
from tongxin.directory.quality.models import FactDate


class ChangedFact(NamedTuple):
    """A fact of a party, changed or confirmed at an instant by somebody."""

    party_id: int
    fact: str
    at: datetime
    by_id: int | None
    is_confirmed: bool = False


def note_changed_facts(changes: Sequence[ChangedFact]) -> None:
    """Write down since when facts are as they are; facts that no rule can ask for are left out. The change's own event is the
    record of it. Needs the records to be locked."""
    rows = {(one.party_id, one.fact): FactDate(**one._asdict()) for one in changes if one.fact in ASKED}
    FactDate.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["party", "fact"],
        update_fields=["at", "by", "is_confirmed"],
        batch_size=500,
    )
