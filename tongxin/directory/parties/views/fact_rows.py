"""The facts of a customer as its page shows them: which, in which sections, and what may be changed here."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy

from tongxin.collab.access.policies import hidden_fields, locked_fields, say_whole
from tongxin.collab.fields.models import CustomField
from tongxin.collab.fields.queries import Shown, layout_for, open_fields, sections_for, shown_values
from tongxin.directory.parties.models import ContactPoint, Party
from tongxin.directory.parties.models.facts import FACTS, facts_of, is_own
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.around import Around

POINTS = {"phones": "phone", "emails": "email", "wechats": "wechat"}
MORE = {
    "phones": gettext_lazy("phones"),
    "emails": gettext_lazy("e-mails"),
    "wechats": gettext_lazy("WeChat"),
    "owner": gettext_lazy("owner"),
    "tags": gettext_lazy("tags"),
    "parent": gettext_lazy("belongs to group"),
}
SHOWN = (
    "industry",
    "uscc",
    "phones",
    "emails",
    "wechats",
    "address",
    "website",
    "tier",
    "source",
    "region",
    "owner",
    "tags",
    "parent",
    "short_name",
    "english_name",
    "tax_number",
    "birthday",
    "external_id",
    "note",
)
# What is asked for first stands open even when empty; the rest waits behind "more".
KEY = ("industry", "phones", "address", "owner", "source")


@dataclass(frozen=True)
class FactRow:
    """One line of the facts: its field, label, what is shown, and whether it can be changed here."""

    field: str
    label: str
    text: str
    may_change: bool
    url: str = ""
    is_long: bool = False
    is_key: bool = False
    is_missing: bool = False
    section: str = ""

    @property
    def stands_open(self) -> bool:
        """Whether it is shown at once: it has a value, or is asked for and can be given."""
        return bool(self.text) or (self.is_key and self.may_change)


def text_of(
    party: Party,
    field: str,
    points: Iterable[ContactPoint],
    tags: Iterable[str] | None = None,
    hidden: Container[str] = (),
) -> str:
    """What is shown of a field. `tags` are for who has them already, `hidden` is what the reader may not see."""
    if field in POINTS:
        return ", ".join(point.shown for point in points if point.kind == POINTS[field])
    if field == "owner":
        return party.owner.name if party.owner else ""
    if field == "tags":
        return ", ".join([tag.name for tag in party.tags.all()] if tags is None else tags)
    if field == "parent":
        return party.parent.name if party.parent else ""
    if field == "address":
        return party.address_but(hidden)
    if field == "kind":
        return str(party.get_kind_display())
    value = getattr(party, field)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def label_of(field: str) -> str:
    """The word for a field."""
    return str(FACTS[field].label if field in FACTS else MORE[field])


def rows_of(known: Around, hidden: set[str], locked: set[str], *, may_change: bool) -> list[FactRow]:
    """The facts which the person may see, in order."""
    party, points, tags = known.party, known.points.get(known.party.pk, []), known.tags
    skip = {"uscc", "tax_number", "english_name", "parent"} if party.kind == "person" else {"birthday"}
    return [
        FactRow(
            field,
            label_of(field),
            text_of(party, field, points, tags, hidden),
            may_change and field not in locked,
            party.website if field == "website" and party.website.startswith(("http://", "https://")) else "",
            field in ("note", "address"),
            field in KEY,
        )
        for field in SHOWN
        if field not in hidden and field not in skip
    ]


def own_rows_of(person: Any, party: Party, *, may_change: bool) -> list[FactRow]:  # Any: person type of the doors
    """The fields that the firm added, as far as the person may see them."""
    locked = locked_fields(person, "party")
    return [
        _own_row(one, locked, may_change=may_change)
        for one in shown_values(person, open_fields(person, "party"), party.custom, facts_of(party))
    ]


@dataclass(frozen=True)
class FactSections:
    """The facts of a page: those that stand open, by section (the first has no title), and those that wait behind "more"."""

    open: list[tuple[str, list[FactRow]]]
    more: list[FactRow]


def sectioned(person: Any, rows: list[FactRow]) -> FactSections:  # Any: as above
    """The facts in the sections and the order that the person's role, or the firm, wants."""
    by_key = {row.field: row for row in rows}
    titles = {row.field: row.section for row in rows if row.section}
    sections = sections_for(layout_for(person, "party"), list(by_key), titles)
    ordered = [(one.title, [by_key[key] for key in one.keys]) for one in sections]
    first: list[tuple[str, list[FactRow]]] = [] if ordered and not ordered[0][0] else [("", [])]
    return FactSections(
        [(title, [row for row in found if row.stands_open]) for title, found in [*first, *ordered]],
        [row for _title, found in ordered for row in found if row.may_change and not row.stands_open],
    )


def _own_row(one: Shown, locked: set[str], *, may_change: bool) -> FactRow:
    of = one.field
    may = may_change and not of.is_worked_out and of.key not in locked
    is_key = of.on_form or one.is_missing
    return FactRow(
        of.key,
        of.label,
        one.text,
        may,
        one.url,
        is_long=of.type == "long",
        is_key=is_key,
        is_missing=one.is_missing,
        section=of.section,
    )


def own_field(request: HttpRequest, key: str) -> CustomField:
    """The field that the firm added, if this person may see it; otherwise it does not exist."""
    found = next((one for one in open_fields(request.user, "party") if one.key == key), None)
    if found is None:
        raise Http404
    return found


def row_of(request: HttpRequest, party: Party, field: str) -> FactRow:
    """One fact as it is now."""
    say_whole(request.user, "party", [party.pk], [field])
    if is_own(field):
        shown = shown_values(request.user, [own_field(request, field)], party.custom, facts_of(party))
        return _own_row(shown[0], locked_fields(request.user, "party"), may_change=can_change(request.user, party))
    points = list(ContactPoint.objects.filter(party=party))
    may = can_change(request.user, party) and field not in locked_fields(request.user, "party")
    url = party.website if field == "website" and party.website.startswith(("http://", "https://")) else ""
    said = text_of(party, field, points, hidden=hidden_fields(request.user, "party"))
    return FactRow(field, label_of(field), said, may, url, field in ("note", "address"))


def check_field(request: HttpRequest, field: str) -> str:
    """The word for a field. Raises Http404 where there is none for this person."""
    if is_own(field):
        return own_field(request, field).label
    if field not in FACTS and field not in MORE:
        raise Http404
    if field in hidden_fields(request.user, "party"):
        raise Http404
    return label_of(field)


def said(request: HttpRequest, field: str, value: Any) -> str:  # Any: JSON values
    """A value of the journal in words: fields of the firm told theirs, the one from before is put into words now."""
    if not is_own(field):
        return _plain(value)
    if isinstance(value, dict) and "said" in value:
        return str(value["said"])
    return shown_values(request.user, [own_field(request, field)], {field: value}, {})[0].text


def _plain(value: Any) -> str:  # Any: JSON values
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value or "")
