"""By what lists of customers can be filtered and sorted: the room's own part of the registry of criteria."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.chinese.addresses import place_spellings
from tongxin.base.filters import FilterField, Kept, SortField
from tongxin.base.filters.fields import Kind
from tongxin.base.lazy import LazyText
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import ROLES, Contact, ContactPoint, Party, Tag, TeamMember
from tongxin.directory.parties.models.facts import FACTS

GROUPS = ("kind", "industry", "tier", "source", "region", "province", "city")
MOMENTS: dict[str, LazyText] = {
    "last_contact_at": _("last contact"),
    "next_at": _("next step due"),
    "created_at": _("added"),
    "updated_at": _("changed"),
}
_OFFERED = 60
_LOOKED_AT = 2_000


def party_fields(person: Any) -> list[FilterField]:  # Any: also takes Django's anonymous user
    """The room's own fields, without those hidden from the person."""
    hidden = hidden_fields(person, "party")
    return [field for field in _fields(person) if not field.is_hidden(hidden)]


def _fields(person: Any) -> list[FilterField]:  # Any: as above
    return [
        *(_fact(person, name) for name in FACTS),
        FilterField(key="owner", label=_("owner"), path="owner_id", kind="person", named=_people, options=_colleagues, groups=True),
        FilterField(key="unit", label=_("unit"), path="unit_id", kind="unit", named=_units, options=_all_units, groups=True, fact="owner"),
        FilterField(key="tags", label=_("tags"), path="tags", kind="tag", rows=Party, named=_tags, options=_all_tags),
        *(FilterField(key=name, label=label, path=name, kind="datetime") for name, label in MOMENTS.items()),
        FilterField(key="silent", label=_("no contact"), path="contact_order", kind="datetime", ops=("older_than_days",), said=_SILENT, fact="last_contact_at"),
        FilterField(key="next_step", label=_("next step"), path="next_step", kind="text"),
        *(FilterField(key=f"is_{role}", label=label, path=f"is_{role}", kind="bool", fact="roles") for role, label in ROLES.items()),
        FilterField(key="phones", label=_("phone"), path="value", kind="text", kept=_points("phone")),
        FilterField(key="emails", label=_("e-mail"), path="value", kind="text", kept=_points("email")),
        FilterField(key="team", label=_("team member"), path="person_id", kind="person", named=_people, options=_colleagues, kept=_TEAM),
        FilterField(key="import", label=_("came with import"), path="batch", kind="text", ops=("eq",), kept=_IMPORTED, alike=lambda number: [f"import:{number}"]),
        FilterField(key="contacts", label=_("contacts"), kind="related", kept=_CONTACTS, parts=CONTACT_PARTS),
    ]  # fmt: skip


def party_orders(person: Any) -> list[SortField]:  # Any: as above
    """By what lists of customers can be sorted."""
    hidden = hidden_fields(person, "party")
    texts = ("kind", "industry", "tier", "source", "region", "province", "city", "external_id", "uscc")
    orders = [
        SortField(key="name", label=FACTS["name"].label, path="sort_key"),
        *(SortField(key=name, label=FACTS[name].label, path=name) for name in texts),
        SortField(key="owner", label=_("owner"), path="owner__name"),
        SortField(key="last_contact_at", label=MOMENTS["last_contact_at"], path="contact_order"),
        SortField(key="next_at", label=MOMENTS["next_at"], path="next_order"),
        SortField(key="created_at", label=MOMENTS["created_at"], path="created_at"),
        SortField(key="updated_at", label=MOMENTS["updated_at"], path="updated_at"),
    ]
    return [order for order in orders if order.key not in hidden]


def _fact(person: Any, name: str) -> FilterField:  # Any: as above
    fact = FACTS[name]
    kinds: dict[str, Kind] = {"choice": "choice", "date": "date"}
    return FilterField(
        key=name,
        label=fact.label,
        path=name,
        kind=kinds.get(fact.kind, "text"),
        choices=dict(Party.Kind.choices) if name == "kind" else {},
        options=in_use(person, name) if fact.suggest else None,
        alike=place_spellings if name in ("city", "province") else None,
        groups=name in GROUPS,
    )


def in_use(person: Any, name: str) -> Callable[[], Mapping[str, str]]:  # Any: as above
    """Words to offer for a field: values of the newest customers that the person may see, for a look at all would read the whole table."""

    def values() -> dict[str, str]:
        newest = Party.objects.visible_to(person).customers().order_by("-id").values_list(name, flat=True)
        return {value: value for value in sorted({value for value in newest[:_LOOKED_AT] if value})[:_OFFERED]}

    return values


def _people(ids: Collection[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("id", "name"))


def _colleagues() -> dict[str, str]:
    return {str(one.pk): one.name for one in Person.objects.active().by_name()[:500]}


def _units(ids: Collection[int]) -> dict[int, str]:
    return dict(Unit.objects.filter(pk__in=ids).values_list("id", "name"))


def _all_units() -> dict[str, str]:
    return {str(pk): name for pk, name in Unit.objects.order_by("path").values_list("id", "name")[:500]}


def _tags(ids: Collection[int]) -> dict[int, str]:
    return dict(Tag.objects.filter(pk__in=ids).values_list("id", "name"))


def _all_tags() -> dict[str, str]:
    return {str(pk): name for pk, name in Tag.objects.order_by("name").values_list("id", "name")[:200]}


def _points(kind: str) -> Kept:
    return Kept(rows=lambda: ContactPoint.objects.filter(kind=kind), link="party_id")


_SILENT: dict[str, LazyText] = {"older_than_days": pgettext_lazy("filter", "no contact for more than %(value)s days")}
_TEAM = Kept(rows=TeamMember.objects.all, link="party_id")
_IMPORTED = Kept(rows=lambda: Entry.objects.filter(kind="party"), link="subject_id", is_rare=True)
# Whoever sees a customer sees its contacts.
_CONTACTS = Kept(rows=lambda: Contact.objects.current(), link="party_id")
CONTACT_PARTS = (
    FilterField(key="role", label=_("role in decisions"), path="role", kind="choice", choices=dict(Contact.Role.choices)),
    FilterField(key="attitude", label=_("attitude"), path="attitude", kind="choice", choices=dict(Contact.Attitude.choices)),
    FilterField(key="contact_name", label=FACTS["name"].label, path="person__name", kind="text", fact="name"),
    FilterField(key="title", label=_("job title"), path="title", kind="text"),
    FilterField(key="department", label=_("department"), path="department", kind="text"),
    FilterField(key="is_main", label=_("main contact"), path="is_main", kind="bool"),
    FilterField(key="added_at", label=_("added"), path="added_at", kind="datetime"),
)  # fmt: skip
