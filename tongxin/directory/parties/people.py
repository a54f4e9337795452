"""The list of people at customers, as the kit of lists (collab/views) shows it."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.conflicts import ChangedMeanwhile
from tongxin.base.lazy import LazyText
from tongxin.base.ui.templatetags.ui import avatar, face
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, RowHead, Tab, Words
from tongxin.directory.parties.actions import change_contact, change_party
from tongxin.directory.parties.actions.contacts import PLACE_FIELDS
from tongxin.directory.parties.actions.many import taken_back
from tongxin.directory.parties.deeds import DEEDS
from tongxin.directory.parties.models import Contact, Party
from tongxin.directory.parties.models.facts import is_own
from tongxin.directory.parties.queries.people import ORDERS, PLACE, chosen_people, people_of, seen_places

Values = dict[str, Any]  # Any: JSON values, or as typed


def _firms(row: Any, now: datetime) -> Cell:  # Any: a person with the places in sight
    links = [(one.party.get_absolute_url(), one.party.called) for one in row.seen_places]
    return Cell(format_html_join("、", '<a href="{}">{}</a>', links), "wide", "sub")


def _owners(row: Any, now: datetime) -> Cell:  # Any: as above
    owner = next((one.party.owner for one in row.seen_places if one.party.owner is not None), None)
    if owner is None:
        return Cell("—", "dim")
    return Cell(format_html('<span class="row">{}{}</span>', face(owner.name, owner.pk, "person", "xs"), owner.name))


def _owner_text(row: Any) -> str:  # Any: as above
    return next((one.party.owner.name for one in row.seen_places if one.party.owner is not None), "")


def _said(row: Any, name: str) -> str:  # Any: as above
    place = next(iter(row.seen_places), None)
    return str(getattr(place, f"get_{name}_display")()) if place is not None else ""


def _numbers(row: Any, kind: str) -> str:  # Any: as above
    return ", ".join(point.shown for point in row.seen_points if point.kind == kind)


def _phones(row: Any, now: datetime) -> Cell:  # Any: as above
    calls = [(point.value, point.shown) for point in row.seen_points if point.kind == "phone"]
    return Cell(format_html_join(", ", '<a href="tel:{}">{}</a>', calls), "num", "aside")


def _chosen(name: str, label: LazyText) -> Column:
    return Column(
        key=name, label=label, cell=lambda row, now: Cell(_said(row, name), "mut"), text=lambda row: _said(row, name)
    )


def _written(name: str, label: LazyText, phone: str = "") -> Column:
    there = f"place_{name}"
    return Column(
        key=name,
        label=label,
        cell=lambda row, now: Cell(getattr(row, there) or "", "mut wide", phone),
        text=lambda row: getattr(row, there) or "",
    )


def _reached(key: str, kind: str, label: LazyText, heading: LazyText) -> Column:
    return Column(
        key=key,
        label=label,
        heading=heading,
        cell=lambda row, now: Cell(_numbers(row, kind), "mut wide"),
        text=lambda row: _numbers(row, kind),
    )


COLUMNS = (
    Column(key="firm", label=gettext_lazy("Works at"), heading=gettext_lazy("customer name"), cell=_firms, text=lambda row: "、".join(one.party.name for one in row.seen_places)),
    _written("title", gettext_lazy("job title"), "sub2"),
    Column(key="phones", label=gettext_lazy("phone"), heading=gettext_lazy("contact's mobile"), cell=_phones, text=lambda row: _numbers(row, "phone")),
    _chosen("role", gettext_lazy("role in decisions")),
    _chosen("attitude", gettext_lazy("attitude")),
    _written("department", gettext_lazy("department")),
    _reached("emails", "email", gettext_lazy("e-mail"), gettext_lazy("contact's e-mail")),
    _reached("wechats", "wechat", gettext_lazy("WeChat"), gettext_lazy("contact's WeChat")),
    Column(key="customer_owner", label=gettext_lazy("customer's owner"), fact="owner", cell=_owners, text=_owner_text),
    Column(key="birthday", label=gettext_lazy("birthday"), heading=gettext_lazy("contact's birthday"), loads=("birthday",)),
    Column(key="created_at", label=gettext_lazy("added"), sort="created_at", loads=("created_at",)),
)  # fmt: skip


def _head(row: Any, hidden: Collection[str]) -> RowHead:  # Any: as above
    return RowHead(row.name, f"/customers/{row.pk}/", avatar(row, "person"), "", f"/customers/{row.pk}/peek/")


def _tabs(look: Look) -> list[Tab]:
    """Who decides, whom we never met, and who belongs to no firm that we know."""

    def of(part: Values) -> tuple[str, list[Values]]:
        return look.address(filter={"v": 1, "and": [part]}, view="", q="", sort="", group=""), [part]

    return [
        Tab(_("Everybody"), "?"),
        Tab(_("Who decides"), *of({"field": "role", "op": "eq", "value": "decider"})),
        Tab(_("Not met yet"), *of({"field": "attitude", "op": "eq", "value": "unmet"})),
        Tab(_("At no customer"), *of({"field": "firm", "op": "empty"})),
    ]


def _change(by: Person, number: int, values: Values, was: Values | None) -> None:
    """What belongs to the place is set at the main one, the firm's own fields on the person."""
    own = {key: value for key, value in values.items() if is_own(key)}
    if own:
        change_party(by=by, party=Party(pk=number), was=was, **own)
        return
    place = seen_places(by).filter(person=number).first()
    if place is None:
        raise ValidationError(_("This person works at no customer. Add them on the customer's page first."))
    change_contact(by=by, contact=place, was=was, **values)


def _taken_back(by: Person, entries: Sequence[Entry]) -> int:
    """Places one by one; what was told of the people themselves as for customers."""
    done = taken_back(by, [one for one in entries if one.kind == "party"])
    for one in entries:
        before = {key: value for key, value in (one.before or {}).items() if key in PLACE_FIELDS}
        if one.kind != "contact" or not before:
            continue
        with suppress(ChangedMeanwhile, ValidationError, PermissionDenied), transaction.atomic():
            was = {key: value for key, value in one.particulars["after"].items() if key in before}
            change_contact(by=by, contact=_place(one.subject_id), was=was, **before)
            done += 1
    return done


def _place(number: int) -> Contact:
    found = Contact.objects.filter(pk=number).first()
    if found is None:
        raise ValidationError(_("This contact is gone."))
    return found


CONTACTS = ListKind(
    kind="contact",
    carries="party",
    scope="party",
    path="contacts/",
    url_name="contacts",
    title=gettext_lazy("Contacts"),
    head_label=gettext_lazy("Contact"),
    words=Words(
        find=gettext_lazy("Name, pinyin, last digits of a phone"),
        none=gettext_lazy("No contacts yet"),
        none_text=gettext_lazy("Import your address book, or add people on a customer's page."),
        nothing_fits=gettext_lazy("Nobody found"),
        act_url="/imports/",
        act=gettext_lazy("Import a file"),
        act_icon="up",
    ),
    rows=people_of,
    changeable=lambda person: Party.objects.changeable_by(person).living().filter(kind=Party.Kind.PERSON),
    find=lambda person, words: matching(person, "party", words),
    orders=ORDERS,
    backwards="-name",
    columns=COLUMNS,
    usual=("firm", "title", "phones", "role", "customer_owner"),
    head=_head,
    loads=("name", "kind", "short_name"),
    tabs=_tabs,
    lanes="role",
    editable=PLACE,
    change=_change,
    take_back=_taken_back,
    deeds={"tag": DEEDS["tag"]},
    base=lambda: Party.objects.living().filter(kind=Party.Kind.PERSON),
    chosen=chosen_people,
)  # fmt: skip
