"""A customer and what stands around it: each thing is asked for once, however many pieces of its page want it."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from tongxin.base.database.joined import Joined, parted
from tongxin.base.database.prepared import prepared
from tongxin.base.registries.panels import beside, marks
from tongxin.collab.access.models import Reach, reach_of
from tongxin.directory.parties.models import Contact, ContactPoint, Party, PartyTag, Relation, Tag, TeamMember, sees
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.merged import TOO_LARGE, merged_into
from tongxin.directory.parties.queries.points import visible_points

MOST_PEOPLE, MOST_RELATIONS, MOST_ATTACHED = 200, 240, 300


@prepared
def _seen(reach: Reach, number: int) -> QuerySet[Party]:
    changeable = Party.objects.changeable_by(reach).filter(pk=OuterRef("pk"))
    words = PartyTag.objects.filter(party=OuterRef("pk")).order_by().values("party").annotate(words=Joined("tag__name"))
    rows = Party.objects.visible_to(reach).living().filter(pk=number)
    rows = rows.annotate(may_change=Exists(changeable), tag_names=Subquery(words.values("words")), **marks("party"))
    return rows.select_related("owner", "unit", "parent", "created_by", *beside("party"))


@prepared
def _sees_it(reach: Reach, number: int) -> QuerySet[Party, int]:
    return Party.objects.visible_to(reach).filter(pk=number).values_list("pk", flat=True)


@prepared
def _attached(reach: Reach, number: int, parent: int) -> QuerySet[Party]:
    group = (Q(parent=number) | Q(pk=parent)) & Q(deleted_at=None) & Q(sees(reach, "pk"))
    return Party.objects.filter(group | Q(merged_into=number)).order_by("id")[:MOST_ATTACHED]


@prepared
def _people(number: int) -> QuerySet[Contact]:
    return Contact.objects.current().filter(party=number).select_related("person")[:MOST_PEOPLE]


@prepared
def _people_and_places(reach: Reach, number: int) -> QuerySet[Contact]:
    places = Q(person=number) & Q(sees(reach, "party_id"))
    rows = Contact.objects.current().filter(Q(party=number) | places).select_related("person", "party")
    return rows.order_by("-is_main", "id")[:MOST_PEOPLE]


@prepared
def _points(reach: Reach, parties: list[int]) -> QuerySet[ContactPoint]:
    return visible_points(reach).filter(party__in=parties)


@prepared
def _relations(reach: Reach, number: int) -> QuerySet[Relation]:
    forward = Q(party=number) & Q(sees(reach, "other_id"))
    backward = Q(other=number) & Q(sees(reach, "party_id"))
    rows = Relation.objects.filter(forward | backward).select_related("party", "other")
    return rows.order_by("id")[:MOST_RELATIONS]


@prepared
def _team(number: int) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(party=number).select_related("person").order_by("joined_at", "id")


@prepared
def _tags(number: int) -> QuerySet[Tag, str]:
    return Tag.objects.filter(party_tags__party=number).values_list("name", flat=True)


@prepared
def seen_contacts(reach: Reach, numbers: list[int]) -> QuerySet[Contact]:
    """Contacts of these numbers, with party and person, at parties which the person may see."""
    return Contact.objects.visible_to(reach).filter(pk__in=numbers).select_related("person", "party")


def page_party(person: Any, number: int) -> Party | None:  # Any: also takes Django's anonymous user
    """The living party of this number with owner, unit and group, if the person may see it."""
    found = next(iter(_seen(reach_of(person), number)), None) if number < TOO_LARGE else None
    if found is not None:
        known = around(person, found)
        known.is_seen, known.may_change = True, bool(found.may_change)  # type: ignore[attr-defined]  # annotated
        known.tags = parted(found.tag_names)  # type: ignore[attr-defined]  # as above
    return found


class Around:
    """What one person may see around one party, read when it is first wanted and kept as long as the record in hand.

    For pages that only show: whoever changes something loads the record again.
    """

    def __init__(self, reach: Reach, party: Party) -> None:
        self.reach = reach
        self.party = party

    @cached_property
    def is_seen(self) -> bool:
        """Whether the person may see the party, in the recycle bin or not."""
        return bool(_sees_it(self.reach, self.party.pk))

    @cached_property
    def may_change(self) -> bool:
        """Whether the person may change it."""
        return can_change(self.reach, self.party)

    @cached_property
    def contacts(self) -> list[Contact]:
        """Who works there now; of a person, where they work, as far as it is in sight."""
        is_person = self.party.kind == Party.Kind.PERSON
        if is_person:
            return _people_and_places(self.reach, self.party.pk)
        found = _people(self.party.pk)
        for contact in found:
            contact.party = self.party
        return found

    @cached_property
    def people(self) -> list[Contact]:
        """Who works there, the main contact first."""
        return [one for one in self.contacts if one.party_id == self.party.pk]

    @cached_property
    def places(self) -> list[Contact]:
        """Where a person works, as far as it is in sight."""
        return [one for one in self.contacts if one.person_id == self.party.pk]

    @cached_property
    def points(self) -> dict[int, list[ContactPoint]]:
        """Numbers and addresses which the roles don't hide, of the party and of its people, by whose they are."""
        found: dict[int, list[ContactPoint]] = defaultdict(list)
        for point in _points(self.reach, [self.party.pk, *(one.person_id for one in self.people)]):
            found[point.party_id].append(point)
        return found

    @cached_property
    def relations(self) -> list[Relation]:
        """Typed relations both ways to parties which the person may see."""
        return _relations(self.reach, self.party.pk)

    @cached_property
    def team(self) -> list[TeamMember]:
        """Colleagues who work on it, in the order in which they came."""
        return _team(self.party.pk)

    @cached_property
    def tags(self) -> list[str]:
        """The words of its tags, in order."""
        return sorted(_tags(self.party.pk))

    @cached_property
    def _attached(self) -> list[Party]:
        return _attached(self.reach, self.party.pk, self.party.parent_id or 0)

    @cached_property
    def above(self) -> Party | None:
        """What it belongs to, if the person may see that."""
        parent = self.party.parent_id
        if parent is None:
            return None
        if len(self._attached) == MOST_ATTACHED:
            return Party.objects.visible_to(self.reach).living().filter(pk=parent).first()
        return next((one for one in self._attached if one.pk == parent), None)

    @cached_property
    def daughters(self) -> list[Party]:
        """Parties of its group right below it which the person may see."""
        return [one for one in self._attached if one.parent_id == self.party.pk and one.deleted_at is None]

    @cached_property
    def merged(self) -> list[int]:
        """The numbers of all records that were merged into it, and into those."""
        if len(self._attached) == MOST_ATTACHED:
            return merged_into(self.party.pk)
        found = [one.pk for one in self._attached if one.merged_into_id == self.party.pk]
        return found + [far for one in found for far in merged_into(one)]


def around(person: Any, party: Party) -> Around:  # Any: as above
    """What this person may see around the party."""
    reach = reach_of(person)
    known: Around | None = getattr(party, "_around", None)
    if known is None or known.reach is not reach:
        known = Around(reach, party)
        party._around = known  # type: ignore[attr-defined]  # kept as long as the record in hand
    return known
