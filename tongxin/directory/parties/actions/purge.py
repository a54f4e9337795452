"""Emptying the recycle bin: after 30 days by itself, earlier by administrators."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.access.policies import can_administer
from tongxin.collab.fields.actions import forget_values
from tongxin.collab.files.actions import drop_attachments
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import remove_documents
from tongxin.directory.parties.actions.bin import KEPT_FOR
from tongxin.directory.parties.events import PartyPurged
from tongxin.directory.parties.models import Contact, Party, PartyTag, Tag
from tongxin.directory.parties.queries.merged import merged_into

SIZE = 50


class MayNotPurge(PermissionDenied):
    """Only administrators delete for ever before the time."""


class MustBeKept(Exception):
    """A room has a reason to keep a record, and says which. Raised by a reaction to PartyPurged; nothing of the record goes then."""


@dataclass
class Purged:
    """Which records went for ever; which had to be kept, and why; and after which number the next ones stand, None at the end."""

    gone: list[int] = field(default_factory=list)
    kept: dict[int, str] = field(default_factory=dict)
    after: int | None = None


@transaction.atomic
def purge_parties(*, by: Person, parties: Collection[int]) -> Purged:
    """Delete records in the recycle bin for ever, before their time. Raises MayNotPurge."""
    if not can_administer(by):
        raise MayNotPurge(_("Only administrators may delete for ever."))
    rows = Party.objects.visible_to(by).filter(pk__in=list(parties), deleted_at__isnull=False, merged_into=None)
    return _purge_all(by, list(rows.order_by("pk").select_for_update(of=("self",))))


@transaction.atomic
def purge_by_law(*, by: Person | None, parties: Collection[int]) -> Purged:
    """Delete records for ever because their person demands it; in the recycle bin or not. Who may ask for that is known to the caller."""
    rows = Party.objects.filter(pk__in=list(parties), merged_into=None).order_by("pk")
    return _purge_all(by, list(rows.select_for_update(of=("self",))))


@transaction.atomic
def purge_expired(*, after: int = 0) -> Purged:
    """Delete the next SIZE records for ever whose 30 days are over, by number after `after`."""
    over = Party.objects.filter(pk__gt=after, deleted_at__lte=now() - KEPT_FOR, merged_into=None)
    found = list(over.order_by("pk").select_for_update(of=("self",))[:SIZE])
    purged = _purge_all(None, found)
    purged.after = found[-1].pk if found else None
    return purged


def empty_bin(*, job: Handle) -> dict[str, int]:
    """Delete for ever all records whose 30 days are over, SIZE to a transaction; what must be kept stays in the bin."""
    gone, kept = 0, 0
    after: int | None = 0
    while after is not None:
        with transaction.atomic():
            job.within(done=gone)
            purged = purge_expired(after=after)
        gone, kept, after = gone + len(purged.gone), kept + len(purged.kept), purged.after
    return {"gone": gone, "kept": kept}


def _purge_all(by: Person | None, parties: Collection[Party]) -> Purged:
    purged = Purged()
    for party in parties:
        try:
            with transaction.atomic():
                _purge(by, party)
        except MustBeKept as reason:
            purged.kept[party.pk] = str(reason)
        else:
            purged.gone.append(party.pk)
    return purged


def _purge(by: Person | None, party: Party) -> None:
    """A record goes with those that were merged into it, and with people who are known to us only from there."""
    ids = [party.pk, *merged_into(party.pk), *_known_only_from(party)]
    for number in ids:
        tell(PartyPurged(), by=by, on=Subject("party", number), customer=number)
    contacts = list(Contact.objects.filter(party__in=ids).values_list("pk", flat=True))
    drop_attachments("contact", contacts)
    drop_attachments("party", ids)
    remove_documents("party", ids)
    tags = set(PartyTag.objects.filter(party__in=ids).values_list("tag_id", flat=True))
    Party.objects.filter(pk__in=ids).delete()
    forget_values(kind="party", records=ids)
    Tag.objects.filter(pk__in=tags, party_tags=None).delete()


def _known_only_from(party: Party) -> list[int]:
    """People at a firm who work or worked nowhere else and are nothing else to us."""
    nobodys = {f"is_{role}": False for role in ("customer", "supplier", "dealer", "agent", "competitor", "partner")}
    people = Party.objects.filter(places__party=party, kind=Party.Kind.PERSON, merged_into=None, **nobodys)
    elsewhere = Contact.objects.exclude(party=party).values("person_id")
    related = people.filter(relations=None, relations_to=None).exclude(pk__in=elsewhere)
    return sorted(set(related.values_list("pk", flat=True)))
