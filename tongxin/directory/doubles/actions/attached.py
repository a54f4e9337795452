"""What hangs on a record in the rooms below: it moves along, and nothing stands twice."""

from tongxin.base.chinese.folding import fold
from tongxin.base.clock import now
from tongxin.collab.access.models import Share
from tongxin.collab.files.models import Attachment
from tongxin.directory.doubles.actions.beside import move_beside
from tongxin.directory.doubles.actions.ledger import carry, label_of, note_made, note_waiting
from tongxin.directory.doubles.actions.rings import ring_above
from tongxin.directory.doubles.models import Merge
from tongxin.directory.parties.models import Contact, ContactPoint, Party, PartyTag, Relation, TeamMember


def move_attached(merge: Merge, kept: Party, gone: Party) -> None:
    """Contact points, contacts, relations, groups, tags, team, shares, files and talk of `gone` become those of `kept`."""
    _move_points(merge.pk, kept, gone)
    _move_contacts(merge.pk, kept, gone)
    _move_places(merge.pk, kept, gone)
    _move_relations(merge.pk, kept, gone)
    carry(merge.pk, Party.objects.filter(parent=gone).exclude(pk=kept.pk), column="parent", to=kept.pk)
    carry(merge.pk, PartyTag.objects.filter(party=gone), column="party", to=kept.pk, once_per=["tag_id"])
    carry(merge.pk, TeamMember.objects.filter(party=gone), column="party", to=kept.pk, once_per=["person_id"])
    _move_shares(merge.pk, kept, gone)
    _move_files(merge.pk, kept, gone)
    move_beside(merge.pk, kept=kept.pk, gone=gone.pk)
    keep_owner_in_team(merge)


def _move_points(merge: int, kept: Party, gone: Party) -> None:
    points = ContactPoint.objects.filter(party=gone)
    for main in ContactPoint.objects.filter(party=kept, is_main=True).order_by("pk"):
        rows = points.filter(kind=main.kind, is_main=True)
        carry(merge, rows, column="is_main", to=False, because=[main])
    carry(merge, points, column="party", to=kept.pk, once_per=["kind", "value"])


def _move_contacts(merge: int, kept: Party, gone: Party) -> None:
    """People who work at the firm. Whoever is a contact of both already, waits with the gone one."""
    places = Contact.objects.filter(party=gone).exclude(person=kept)
    here = Contact.objects.current().filter(party=kept)
    main = here.filter(is_main=True).order_by("pk").first()
    if main is not None:
        carry(merge, places.filter(is_main=True), column="is_main", to=False, because=[main])
    mine = {place.person_id: place for place in here}
    for place in places.filter(left_at=None, person__in=list(mine)).order_by("pk"):
        _report_to(merge, place, mine[place.person_id])
    carry(merge, places.filter(left_at=None), column="party", to=kept.pk, once_per=["person_id", "left_at"], among=here)
    carry(merge, places.exclude(left_at=None), column="party", to=kept.pk)


def _move_places(merge: int, kept: Party, gone: Party) -> None:
    """Where a person works. A place that both have at one firm becomes a former one of the gone record."""
    places = Contact.objects.filter(person=gone).exclude(party=kept)
    mine = {place.party_id: place for place in Contact.objects.current().filter(person=kept)}
    for place in list(places.filter(left_at=None, party__in=list(mine))):
        twin = mine[place.party_id]
        _report_to(merge, place, twin)
        carry(merge, Contact.objects.filter(pk=place.pk), column="left_at", to=now(), because=[twin])
        note_waiting(merge, Contact, place.pk, "person", before=gone.pk, to=kept.pk, like=twin.pk)
    carry(merge, places.exclude(left_at__isnull=False, party__in=list(mine)), column="person", to=kept.pk)


def _report_to(merge: int, place: Contact, twin: Contact) -> None:
    """Who reported to one reports to the other; whoever stands above that one already reports to nobody then."""
    for below in Contact.objects.filter(reports_to=place).order_by("pk"):
        to = None if ring_above(label_of(Contact), below.pk, {below.pk: twin.pk}) else twin.pk
        carry(merge, Contact.objects.filter(pk=below.pk), column="reports_to", to=to, because=[place, twin])


def _move_relations(merge: int, kept: Party, gone: Party) -> None:
    forward = Relation.objects.filter(party=gone).exclude(other=kept)
    carry(merge, forward, column="party", to=kept.pk, once_per=["other_id", "kind"])
    backward = Relation.objects.filter(other=gone).exclude(party=kept)
    carry(merge, backward, column="other", to=kept.pk, once_per=["party_id", "kind"])
    # Nothing is related to itself: what connected the two waits until they, or one of those they were made of, are apart.
    for column, between in (
        ("party", Relation.objects.filter(party=gone, other=kept)),
        ("other", Relation.objects.filter(other=gone, party=kept)),
    ):
        for pk in between.order_by("pk").values_list("pk", flat=True):
            note_waiting(merge, Relation, pk, column, before=gone.pk, to=kept.pk, like=pk)


def twins(merge: Merge) -> list[tuple[Party, Party]]:
    """People at the kept firm who came twice: (who was there, who came along), known by name and by a number or the lack of one."""
    moved = set(merge.moves.filter(model=label_of(Contact), column="party").values_list("row", flat=True))
    if not moved:
        return []
    places = Contact.objects.current().filter(party=merge.kept_id).select_related("person").order_by("pk")
    there = {fold(place.person.name): place.person for place in places if place.pk not in moved}
    came = [place.person for place in places if place.pk in moved]
    return [
        (there[name], person)
        for person in came
        if (name := fold(person.name)) in there and _one_number(there[name], person)
    ]


def _one_number(one: Party, other: Party) -> bool:
    reach = [ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL]
    mine, theirs = [
        set(ContactPoint.objects.filter(party=party, kind__in=reach).values_list("value", flat=True))
        for party in (one, other)
    ]
    return bool(mine & theirs) or not mine or not theirs


def _move_files(merge: int, kept: Party, gone: Party) -> None:
    files = Attachment.objects.filter(kind="party", record_id=gone.pk)
    there = Attachment.objects.filter(kind="party", record_id=kept.pk, removed_at=None)
    carry(
        merge,
        files.filter(removed_at=None),
        column="record_id",
        to=kept.pk,
        once_per=["kind", "file_id", "removed_at"],
        among=there,
    )
    carry(merge, files.exclude(removed_at=None), column="record_id", to=kept.pk)


def _move_shares(merge: int, kept: Party, gone: Party) -> None:
    """The wider of two shares with the same colleague or unit counts."""
    shares, there = (Share.objects.filter(kind="party", record_id=party.pk) for party in (gone, kept))
    for share in shares.filter(level=Share.Level.WRITE):
        same = there.filter(person=share.person_id, unit=share.unit_id)
        carry(merge, same, column="level", to=Share.Level.WRITE.value, because=[share])
    carry(merge, shares, column="record_id", to=kept.pk, once_per=["kind", "person_id", "unit_id"], among=there)


def keep_owner_in_team(merge: Merge) -> None:
    """Whoever looked after the gone record does not lose sight of it: they join the team."""
    owner = Party.objects.values_list("owner_id", flat=True)
    mine, theirs = owner.get(pk=merge.kept_id), {merge.kept.owner_id, merge.gone.owner_id}
    for person in sorted(one for one in theirs if one is not None and one != mine):
        member, is_new = TeamMember.objects.get_or_create(
            party_id=merge.kept_id, person_id=person, defaults={"joined_at": merge.at}
        )
        if is_new:
            note_made(merge.pk, member)
