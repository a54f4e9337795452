"""Taking a whole import back: what it created goes, what it changed is as before, byte for byte.

It goes in steps, newest entries first, each in the caller's transaction, so that a hundred thousand rows need no long lock.
Customers that anybody touched since are kept whole and listed.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.registries import Undone
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import forget_values, keep_values
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.directory.parties.actions.facts import derive_keys
from tongxin.directory.parties.actions.importing.own import OwnColumns
from tongxin.directory.parties.actions.recounting import roll_up_again
from tongxin.directory.parties.events import PartiesTakenBack
from tongxin.directory.parties.models import Contact, ContactPoint, Party, PartyTag, Tag
from tongxin.directory.parties.models.facts import is_own

SIZE = 1000


def undo_batch(by: Person, batch: str, cursor: int | None = None, void: Collection[str] = ()) -> Undone:
    """Take the next SIZE entries of a batch back. `Undone.cursor` is where to go on, None at the end.

    `void` are batches that were undone as a whole: what they wrote is no longer there and protects nothing.

    Who may undo is decided by the room that owns the import; nothing here shows a record to `by` beyond its name.
    """
    rows = Entry.objects.filter(batch=batch)
    first = rows.order_by("id").values_list("id", flat=True).first()
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    entries = list(rows.order_by("-id")[:SIZE])
    undone = Undone(cursor=entries[-1].pk if len(entries) == SIZE else None)
    if first is None or not entries:
        return undone
    touched = _touched({entry.customer_id for entry in entries if entry.customer_id}, [batch, *void], first)
    mine = [entry for entry in entries if entry.customer_id not in touched]
    _list_kept(by, touched, entries, undone)
    _remove_contacts([entry.subject_id for entry in mine if entry.name == "contact.added"])
    restored = _restore(by, [entry for entry in mine if entry.name == "party.changed"], undone)
    # What other rooms wrote in this batch about customers is theirs to take back.
    others = {entry.customer_id for entry in mine if entry.customer_id and entry.kind not in ("party", "contact")}
    if restored or others:
        tell(PartiesTakenBack(parties=sorted({*restored, *others})), by=by, on=Subject.parse(batch))
    _remove_created([entry.subject_id for entry in mine if entry.name == "party.created"], undone)
    return undone


def _touched(customers: Collection[int], batches: Collection[str], first: int) -> set[int]:
    """Customers about which something else was written since the import began."""
    later = Entry.objects.filter(customer_id__in=customers, id__gt=first).exclude(batch__in=batches)
    return {number for number in later.values_list("customer_id", flat=True) if number is not None}


def _list_kept(by: Person, touched: set[int], entries: Sequence[Entry], undone: Undone) -> None:
    roots = {entry.subject_id for entry in entries if entry.kind == "party" and entry.subject_id in touched}
    names = dict(Party.objects.visible_to(by).filter(pk__in=roots).values_list("id", "name"))
    undone.kept += [(pk, names.get(pk, ""), _("changed since the import")) for pk in sorted(roots)]


def _remove_contacts(ids: Sequence[int]) -> None:
    places = Contact.objects.filter(pk__in=ids)
    persons = list(places.values_list("person_id", flat=True))
    firms = list(places.values_list("party_id", flat=True))
    places.delete()
    orphans = list(Party.objects.filter(pk__in=persons, places=None).values_list("id", flat=True))
    _remove_parties(orphans)
    index_documents("party", firms)
    roll_up_again(firms)


def _remove_created(ids: Sequence[int], undone: Undone) -> None:
    alive = list(Party.objects.filter(pk__in=ids).values_list("id", flat=True))
    _remove_parties(alive)
    undone.deleted += len(alive)


def _remove_parties(ids: Sequence[int]) -> None:
    remove_documents("party", ids)
    tags = set(PartyTag.objects.filter(party__in=ids).values_list("tag_id", flat=True))
    Party.objects.filter(pk__in=ids).delete()
    forget_values(kind="party", records=ids)
    Tag.objects.filter(pk__in=tags, party_tags=None).delete()


def _stored(column: str, value: Any) -> Any:  # Any: JSON values and column values
    """A value of a before-image as the column holds it."""
    found = Party._meta.get_field(column)
    assert isinstance(found, Field)
    return found.to_python(value)


def _restore(by: Person, entries: Sequence[Entry], undone: Undone) -> list[int]:
    """Put facts back. Answers whose."""
    parties = Party.objects.order_by("pk").select_for_update().in_bulk([entry.subject_id for entry in entries])
    own = OwnColumns(by)
    reached: set[int] = set()  # whose numbers go: the customers themselves, and their people
    for entry in entries:
        party = parties.get(entry.subject_id)
        if party is None or entry.before is None:
            continue
        after = entry.particulars["after"]
        points = ContactPoint.objects.filter(pk__in=after.get("points", ()))
        reached.update(points.values_list("party_id", flat=True))
        points.delete()
        links = PartyTag.objects.filter(pk__in=after.get("party_tags", ()))
        tags = list(links.values_list("tag_id", flat=True))
        links.delete()
        Tag.objects.filter(pk__in=tags, party_tags=None).delete()
        own_before = {key: value for key, value in entry.before.items() if is_own(key)}
        for column, value in entry.before.items():
            if column not in own_before:
                setattr(party, column, _stored(column, value))
        derive_keys(party)
        old = party.custom
        own.settle(party, own_before)
        party.save()
        keep_values(kind="party", records={party.pk: (old, party.custom)}, fields=own.fields)
        undone.restored += 1
    index_documents("party", sorted({*parties, *reached}))
    return sorted(parties)
