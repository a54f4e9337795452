"""Parties as rows of text, for files. Hidden fields are absent."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.paging import page_of
from tongxin.base.registries import ListColumn, columns_of
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import ROLES, Contact, Party
from tongxin.directory.parties.models.facts import FACTS, is_own

COLUMNS = (
    "name",
    "short_name",
    "english_name",
    "uscc",
    "tax_number",
    "kind",
    "roles",
    "phones",
    "emails",
    "country",
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


# What the list calls differently from the file.
_NAMES = {"last_contact_at": "last_contact_on"}
_MORE_OWN = ("unit", "next_at", "created_at", "updated_at", "birthday")


def headings_for(person: Any, wanted: Sequence[str] = ()) -> dict[str, str]:  # Any: also takes Django's anonymous user
    """The columns this person may take out: key and heading (a heading which the importer knows).

    `wanted` are columns of a list, in its order, behind the name; without them all the room's, and the fields of the firm: what
    other rooms work out is taken out only by who shows it, because a file that comes back has no place for it.
    """
    hidden = hidden_fields(person, "party")
    labels = _own_labels()
    own = {key: str(labels[key] if key in labels else FACTS[key].label) for key in (*COLUMNS, *_MORE_OWN)}
    known = _others(person) if not wanted or set(wanted) - set(own) else []
    others = {one.key: str(one.label) for one in known if wanted or one.stands_for_a_fact or is_own(one.key)}
    every = {**{key: own[key] for key in (COLUMNS if not wanted else own)}, **others}
    keys = ["name", *(_NAMES.get(key, key) for key in wanted)] if wanted else list(every)
    return {key: every[key] for key in dict.fromkeys(keys) if key in every and key not in hidden}


def file_of(by: Person, rows: QuerySet[Party], wanted: Sequence[str]) -> tuple[list[str], Iterator[list[str]]]:
    """Headings and cells of a file with the columns `by` may see, or with the name and those of them that a list shows."""
    headings = headings_for(by, wanted)
    return list(headings.values()), export_rows(rows, list(headings), by)


def _own_labels() -> dict[str, str]:
    return {
        "kind": _("organisation or person"),
        "roles": _("role"),
        "phones": _("phone"),
        "emails": _("e-mail"),
        "owner": _("owner"),
        "unit": _("unit"),
        "tags": _("tags"),
        "contacts": _("contacts with phones"),
        "last_contact_on": _("last contact"),
        "next_step": _("next step"),
        "next_at": _("next step due"),
        "created_at": _("added"),
        "updated_at": _("changed"),
    }


def _others(person: Any) -> list[ListColumn]:  # Any: as above
    return [one for one in columns_of("party", person) if one.key not in (*COLUMNS, *_MORE_OWN)]


def export_rows(
    parties: QuerySet[Party], keys: Sequence[str], person: Any = None
) -> Iterator[list[str]]:  # Any: as above
    """One list of cells per party, in the order of names. Read a thousand at a time, each with a query of its own: a long read
    would hold up those who write. `person` is asked for where columns of other rooms are among the keys."""
    places = Prefetch("contacts", Contact.objects.current().select_related("person").prefetch_related("person__points"))
    rows = parties.select_related("owner", "unit").prefetch_related("points", "tags", places)
    others = {one.key: one for one in _others(person)} if set(keys) - {*COLUMNS, *_MORE_OWN} else {}
    cursor = ""
    while True:
        page = page_of(rows, order=("sort_key", "id"), size=1000, cursor=cursor)
        found = {key: others[key].cells([party.pk for party in page.rows]) for key in keys if key in others}
        for party in page.rows:
            yield [
                found[key].get(party.pk, "") if key in found else _cell(party, key, has_phones="phones" in keys)
                for key in keys
            ]
        if page.next is None:
            return
        cursor = page.next


def _cell(party: Party, key: str, *, has_phones: bool) -> str:
    if key == "roles":
        return "、".join(str(ROLES[role]) for role in party.roles)
    if key == "kind":
        return str(party.get_kind_display())
    if key in ("phones", "emails"):
        return "；".join(point.shown for point in party.points.all() if point.kind == key.rstrip("s"))
    if key == "owner":
        return party.owner.name if party.owner else ""
    if key == "unit":
        return party.unit.name if party.unit else ""
    if key in ("next_at", "created_at", "updated_at"):
        moment = getattr(party, key)
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
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
