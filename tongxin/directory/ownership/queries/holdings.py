"""What somebody holds, as far as the one who asks may change it: the preview of a hand-over."""

from dataclasses import dataclass

from django.db.models import Q

from tongxin.base.registries.held import held_in_order, held_kinds
from tongxin.collab.access.policies import can_administer
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.people.models import Person, PersonQuerySet
from tongxin.directory.ownership.models import CUSTOMERS
from tongxin.directory.ownership.queries.movable import own
from tongxin.directory.parties.models import Party


@dataclass(frozen=True)
class Holdings:
    """How much of each kind can be moved, and how many customers lie out of reach of the one who asks."""

    counts: dict[str, int]
    out_of_reach: int

    @property
    def total(self) -> int:
        """Everything together."""
        return sum(self.counts.values())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Kinds in words, with their numbers."""
        return [(str(held_kinds.get(kind).label), count) for kind, count in self.counts.items()]

    @property
    def named(self) -> str:
        """What there is, in one line."""
        return " · ".join(f"{count} {label}" for label, count in self.lines if count)


def holdings_of(by: Person, giver: Person) -> Holdings:
    """What would move."""
    counts = {name: held.movable(by, giver).count() for name, held in held_in_order()}
    all_of_them = own(Party.objects.all(), giver).count()
    return Holdings(counts, all_of_them - counts[CUSTOMERS])


def people_to_hand_over(by: Person) -> PersonQuerySet:
    """Everybody whose things `by` may hand over, those who have left among them, by name."""
    people = Person.objects.by_name()
    return people if can_administer(by) else people.filter(pk__in=everyone_under(by))


def waiting(by: Person) -> PersonQuerySet:
    """Those of them who have left and still hold something."""
    held = Q(pk__in=[])
    for _name, one in held_in_order():
        if one.holders is not None:
            held |= Q(pk__in=one.holders())
    return people_to_hand_over(by).exclude(deactivated_at=None).filter(held)
