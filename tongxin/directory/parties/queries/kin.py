"""Who hangs together with a party: group above and below, typed relations both ways."""

from dataclasses import dataclass
from typing import Any

from tongxin.directory.parties.models import Party, Relation, sees


@dataclass(frozen=True)
class Kin:
    """One related party, as the reader may see it. `is_from` tells whether the relation is read from this side."""

    party: Party
    kind: str
    label: str
    is_from: bool
    relation_id: int | None = None


def kin_of(person: Any, party: Party, limit: int = 40) -> list[Kin]:  # Any: also takes Django's anonymous user
    """Related parties which the person may see."""
    seen = Party.objects.visible_to(person).living()
    found: list[Kin] = []
    if party.parent_id and (above := seen.filter(pk=party.parent_id).first()):
        found.append(Kin(above, "parent", "", is_from=True))
    found += [Kin(below, "subsidiary", "", is_from=False) for below in seen.filter(parent=party)[:limit]]
    forward = Relation.objects.filter(sees(person, "other_id"), party=party).select_related("other")
    backward = Relation.objects.filter(sees(person, "party_id"), other=party).select_related("party")
    found += [Kin(one.other, one.kind, one.get_kind_display(), True, one.pk) for one in forward[:limit]]
    found += [Kin(one.party, one.kind, one.get_kind_display(), False, one.pk) for one in backward[:limit]]
    return found[:limit]
