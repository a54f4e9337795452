"""Who hangs together with a party: group above and below, typed relations both ways."""

from dataclasses import dataclass
from typing import Any

from tongxin.collab.access.models import reach_of
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.around import Around


def all_above(party: Party) -> set[int]:
    """The numbers of the groups to which a party belongs, straight or through others."""
    found: set[int] = set()
    step = party.parent_id
    while step is not None and step not in found:
        found.add(step)
        step = Party.objects.filter(pk=step).values_list("parent_id", flat=True).first()
    return found


@dataclass(frozen=True)
class Kin:
    """One related party, as the reader may see it. `is_from` tells whether the relation is read from this side."""

    party: Party
    kind: str
    label: str
    is_from: bool
    relation_id: int | None = None


def kin_of(
    person: Any, party: Party, limit: int = 40, known: Around | None = None
) -> list[Kin]:  # Any: also takes Django's anonymous user
    """Related parties which the person may see. `known` is for who has looked around already."""
    known = known or Around(reach_of(person), party)
    found = [Kin(known.above, "parent", "", is_from=True)] if known.above else []
    found += [Kin(one, "subsidiary", "", is_from=False) for one in known.daughters[:limit]]
    forward = [one for one in known.relations if one.party_id == party.pk]
    backward = [one for one in known.relations if one.other_id == party.pk]
    found += [Kin(one.other, one.kind, one.get_kind_display(), True, one.pk) for one in forward]
    found += [Kin(one.party, one.kind, one.get_kind_display(), False, one.pk) for one in backward]
    return found[:limit]
