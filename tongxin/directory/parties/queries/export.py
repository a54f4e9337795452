"""Parties as rows of text, for files. Hidden fields are absent."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from tongxin.base.paging import page_of
from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.models.facts import FACTS

COLUMNS = (
    "name",
    "uscc",
    "kind",
    "roles",
    "phones",
    "emails",
    "province",
    "city",
    "district",
    "address",
    "postcode",
    "industry",
    "tier",
    "source",
    "region",
    "website",
    "owner",
    "tags",
    "contacts",
    "last_contact_on",
    "next_step",
    "external_id",
    "note",
)


def headings_for(person: Any) -> dict[str, str]:  # Any: also takes Django's anonymous user
    """The columns this person may take out: key and heading (a heading which the importer knows)."""
    more = {
        "roles": _("role"),
        "phones": _("phone"),
        "emails": _("e-mail"),
        "owner": _("owner"),
        "tags": _("tags"),
        "contacts": _("contacts with phones"),
        "last_contact_on": _("last contact"),
        "next_step": _("next step"),
    }
    hidden = hidden_fields(person, "party")
    return {key: str(FACTS[key].label if key in FACTS else more[key]) for key in COLUMNS if key not in hidden}


def export_rows(parties: QuerySet[Party], keys: Sequence[str]) -> Iterator[list[str]]:
    """One list of cells per party, in the order of names. Read a thousand at a time, each with a query of its own: a long read
    would hold up those who write."""
    places = Prefetch("contacts", Contact.objects.current().select_related("person").prefetch_related("person__points"))
    rows = parties.select_related("owner").prefetch_related("points", "tags", places)
    cursor = ""
    while True:
        page = page_of(rows, order=("sort_key", "id"), size=1000, cursor=cursor)
        for party in page.rows:
            yield [_cell(party, key, has_phones="phones" in keys) for key in keys]
        if page.next is None:
            return
        cursor = page.next


def _cell(party: Party, key: str, *, has_phones: bool) -> str:
    if key == "roles":
        return "、".join(party.roles)
    if key in ("phones", "emails"):
        return "；".join(point.shown for point in party.points.all() if point.kind == key.rstrip("s"))
    if key == "owner":
        return party.owner.name if party.owner else ""
    if key == "tags":
        return "、".join(tag.name for tag in party.tags.all())
    if key == "contacts":
        return "；".join(_contact(contact, has_phones=has_phones) for contact in party.contacts.all())
    if key == "last_contact_on":
        return party.last_contact_at.date().isoformat() if party.last_contact_at else ""
    return str(getattr(party, key) or "")


def _contact(contact: Contact, *, has_phones: bool) -> str:
    phones = [
        point.shown.replace(" ", "") for point in contact.person.points.all() if has_phones and point.kind == "phone"
    ]
    return " ".join([f"{contact.person.name}（{contact.title}）" if contact.title else contact.person.name, *phones])
