"""The list of customers, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.ui.templatetags.ui import avatar, face, when
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, RowHead, Tab, Words
from tongxin.directory.parties.actions import assign_parties, change_party
from tongxin.directory.parties.actions.many import FIELDS, check_value, set_many, taken_back
from tongxin.directory.parties.deeds import DEEDS, owner_among
from tongxin.directory.parties.models import ROLES, Party
from tongxin.directory.parties.models.facts import FACTS
from tongxin.directory.parties.policies import can_add
from tongxin.directory.parties.queries.export import file_of
from tongxin.directory.parties.queries.listing import ORDERS, rows_of, shorts

_SORTED = {"name", "kind", "industry", "tier", "source", "region", "province", "city", "external_id", "uscc"}
_LOADED = ("name", "short_name", "kind", "city", "province", "region", "industry", "version")


@lru_cache(maxsize=64)
def _nothing(text: str = "—") -> str:
    return format_html('<span class="dim">{}</span>', text)


@lru_cache(maxsize=64)
def _grade(tier: str) -> str:
    return format_html('<span class="grade">{}</span>', tier)


def _tier(row: Party, now: datetime) -> Cell:
    return Cell(_grade(row.tier[:2]) if row.tier else "", phone="aside")


@lru_cache(maxsize=2048)
def _face_and_name(name: str, number: int) -> str:
    return format_html('<span class="row">{}{}</span>', face(name, number, "person", "xs"), name)


def _owner(row: Party, now: datetime) -> Cell:
    return Cell(_nothing()) if row.owner is None else Cell(_face_and_name(row.owner.name, row.owner.pk))


def _last_contact(row: Party, now: datetime) -> Cell:
    return Cell(when(row.last_contact_at, clock=False) if row.last_contact_at else _nothing(_("never")), "mut", "sub")


def _next_step(row: Party, now: datetime) -> Cell:
    return Cell(row.next_step or "—", "mut wide", "sub2")


def _next_at(row: Party, now: datetime) -> Cell:
    if row.next_at is None:
        return Cell("", "r mut")
    return Cell(when(row.next_due), "r c-seal" if row.next_at < now else "r mut")


def _tags(row: Party, now: datetime) -> Cell:
    return Cell("、".join(sorted(tag.name for tag in row.tags.all())), "mut wide")


def _roles(row: Party, now: datetime) -> Cell:
    return Cell("、".join(str(ROLES[role]) for role in row.roles), "mut")


def _points(row: Party, kind: str) -> Cell:
    return Cell(", ".join(point.shown for point in row.points.all() if point.kind == kind), "mut wide")


def _fact(name: str) -> Column:
    return Column(key=name, label=FACTS[name].label, sort=name if name in _SORTED else "", loads=(name,))


COLUMNS = (
    Column(key="tier", label=FACTS["tier"].label, sort="tier", loads=("tier",), cell=_tier),
    Column(key="owner", label=gettext_lazy("owner"), sort="owner", loads=("owner__name",), cell=_owner),
    Column(key="last_contact_at", label=gettext_lazy("last contact"), sort="last_contact_at", loads=("last_contact_at",), cell=_last_contact),
    Column(key="next_step", label=gettext_lazy("next step"), loads=("next_step",), cell=_next_step),
    Column(key="next_at", label=gettext_lazy("Due"), sort="next_at", is_figure=True, loads=("next_at",), cell=_next_at),
    Column(key="kind", label=FACTS["kind"].label, sort="kind", loads=("kind",), cell=lambda row, now: Cell(capfirst(row.get_kind_display()), "mut")),
    *(_fact(name) for name in FACTS if name not in ("name", "tier", "kind")),
    Column(key="unit", label=gettext_lazy("unit"), loads=("unit__name",), cell=lambda row, now: Cell(row.unit.name if row.unit else _nothing(), "mut")),
    Column(key="roles", label=gettext_lazy("role"), loads=tuple(f"is_{role}" for role in ROLES), cell=_roles),
    Column(key="phones", label=gettext_lazy("phone"), joins=("points",), cell=lambda row, now: _points(row, "phone")),
    Column(key="emails", label=gettext_lazy("e-mail"), joins=("points",), cell=lambda row, now: _points(row, "email")),
    Column(key="tags", label=gettext_lazy("tags"), joins=("tags",), cell=_tags),
    Column(key="created_at", label=gettext_lazy("added"), sort="created_at", loads=("created_at",)),
    Column(key="updated_at", label=gettext_lazy("changed"), sort="updated_at", loads=("updated_at",)),
)  # fmt: skip


def _head(row: Party, hidden: Collection[str]) -> RowHead:
    """Its name, and under it where it is and what it does."""
    under = " · ".join(part for part in (row.place_but(hidden), "" if "industry" in hidden else row.industry) if part)
    portrait = avatar(row, "person" if row.kind == "person" else "company")
    return RowHead(row.name, f"/customers/{row.pk}/", portrait, under, f"/customers/{row.pk}/peek/")


def _tabs(look: Look) -> list[Tab]:
    """Views that every firm needs."""
    silent = [{"field": "silent", "op": "older_than_days", "value": 30}]
    return [
        Tab(_("All customers"), "?"),
        Tab(_("Mine"), "?owner=me", [{"field": "owner", "op": "mine"}]),
        Tab(_("30 days without contact"), "?quiet=30&sort=silent", silent, "silent"),
        Tab(_("No next step"), "?step=none", [{"field": "next_at", "op": "empty"}]),
    ]


def _change(
    by: Person, number: int, values: dict[str, Any], was: dict[str, Any] | None
) -> None:  # Any: values as typed
    """A new owner takes the contact people along, and is told so."""
    if "owner" in values:
        assign_parties(by=by, parties=[number], owner=owner_among(values))
        return
    change_party(by=by, party=Party(pk=number), was=was, **values)


CUSTOMERS = ListKind(
    kind="party",
    path="customers/",
    url_name="customers",
    title=gettext_lazy("Customers"),
    head_label=gettext_lazy("Customer"),
    words=Words(
        find=gettext_lazy("Name, pinyin, last digits of a phone"),
        none=gettext_lazy("Your customers will be here"),
        none_text=gettext_lazy("Bring in the Excel file you have: headings can be named as you like, doubles are found, and it can all be undone."),
        nothing_fits=gettext_lazy("No customer fits"),
        act_url="/imports/",
        act=gettext_lazy("Import a file"),
        act_icon="up",
    ),
    rows=lambda person: Party.objects.visible_to(person).living(),
    changeable=lambda person: Party.objects.changeable_by(person).living(),
    find=lambda person, words: matching(person, "party", words),
    orders=ORDERS,
    backwards="-name",
    columns=COLUMNS,
    usual=("tier", "owner", "last_contact_at", "next_step", "next_at"),
    head=_head,
    loads=_LOADED,
    shorts=shorts,
    tabs=_tabs,
    add=lambda person: (_("New customer"), reverse("new_customer")) if can_add(person) else None,
    lanes="tier",
    card="parties/_card.html",
    editable=("tier", "owner", "industry", "source", "region", "city", "short_name", "note", "external_id"),
    for_many=FIELDS,
    change=_change,
    check_value=check_value,
    set_many=set_many,
    take_back=taken_back,
    deeds=DEEDS,
    base=Party.objects.customers,
    ways=lambda person: Party.objects.customers().ways_to(person),
    chosen=rows_of,
    file=file_of,
)  # fmt: skip
