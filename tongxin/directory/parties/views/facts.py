"""Facts edited in their place: one address per field, with history and undo."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import field_right, hidden_fields, locked_fields
from tongxin.collab.fields.models import CustomField
from tongxin.collab.fields.queries import (
    Shown,
    choices_for,
    input_text,
    layout_for,
    open_fields,
    sections_for,
    shown_values,
)
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import (
    ChangedMeanwhile,
    assign_parties,
    change_party,
    set_parent,
    set_points,
    set_tags,
)
from tongxin.directory.parties.models import ContactPoint, Party, Tag
from tongxin.directory.parties.models.facts import FACTS, facts_of, is_own
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.around import Around
from tongxin.directory.parties.views.loading import seen_party, toast
from tongxin.directory.parties.views.own_files import file_given, files_to_pick

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
SEPARATORS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ",", "\n": ","})


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


def _own_field(request: HttpRequest, key: str) -> CustomField:
    """The field that the firm added, if this person may see it; otherwise it does not exist."""
    found = next((one for one in open_fields(request.user, "party") if one.key == key), None)
    if found is None:
        raise Http404
    return found


def row_of(request: HttpRequest, party: Party, field: str) -> FactRow:
    """One fact as it is now."""
    if is_own(field):
        shown = shown_values(request.user, [_own_field(request, field)], party.custom, facts_of(party))
        return _own_row(shown[0], locked_fields(request.user, "party"), may_change=can_change(request.user, party))
    points = list(ContactPoint.objects.filter(party=party))
    may = can_change(request.user, party) and field not in locked_fields(request.user, "party")
    url = party.website if field == "website" and party.website.startswith(("http://", "https://")) else ""
    said = text_of(party, field, points, hidden=hidden_fields(request.user, "party"))
    return FactRow(field, label_of(field), said, may, url, field in ("note", "address"))


def check_field(request: HttpRequest, field: str) -> str:
    """The word for a field. Raises Http404 where there is none for this person."""
    if is_own(field):
        return _own_field(request, field).label
    if field not in FACTS and field not in MORE:
        raise Http404
    if field in hidden_fields(request.user, "party"):
        raise Http404
    return label_of(field)


def _own_form(
    request: HttpRequest, party: Party, key: str, *, typed: str | None = None, error: str = "", theirs: str = ""
) -> HttpResponse:
    of = _own_field(request, key)
    now_there = input_text(of, party.custom)
    value = now_there if typed is None else typed
    context: dict[str, Any] = {  # Any: template context
        "party": party,
        "field": key,
        "label": of.label,
        "hint": of.hint,
        "value": value,
        "was": now_there,
        "error": error,
        "theirs": theirs,
        "kind": of.type,
        "picks": files_to_pick(request, party, value) if of.type == "file" else choices_for(request.user, of, value),
    }
    return _answer(request, context)


def _form(
    request: HttpRequest, party: Party, field: str, *, typed: str | None = None, error: str = "", theirs: str = ""
) -> HttpResponse:
    if is_own(field):
        return _own_form(request, party, field, typed=typed, error=error, theirs=theirs)
    points = list(ContactPoint.objects.filter(party=party))
    now_there = str(getattr(party, field) or "") if field == "address" else text_of(party, field, points)
    if field == "kind":
        now_there = party.kind
    context: dict[str, Any] = {  # Any: template context
        "party": party,
        "field": field,
        "label": label_of(field),
        "value": now_there if typed is None else typed,
        "was": now_there,
        "error": error,
        "theirs": theirs,
        "kind": FACTS[field].kind if field in FACTS else field,
        "options": _options(field),
    }
    if field == "owner":
        context["colleagues"] = Person.objects.active().by_name()[:500]
    return _answer(request, context)


def _answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:  # Any: template context
    response = render(request, "parties/_fact_form.html", context, status=422 if context["error"] else 200)
    if context["error"]:
        response["HX-Retarget"] = "this"  # the form comes back in its own place, so that it can be sent again
    return response


def _options(field: str) -> list[str]:
    """Words already in use, to choose from."""
    if field == "tags":
        return list(Tag.objects.order_by("name").values_list("name", flat=True)[:200])
    if field in FACTS and FACTS[field].suggest:
        rows = Party.objects.living().exclude(**{field: ""}).order_by(field).values_list(field, flat=True).distinct()
        return list(rows[:60])
    return []


@door(signed_in, methods=("GET", "POST"))
def fact(request: HttpRequest, party_id: int, field: str) -> HttpResponse:
    """GET: the form in place of the fact. POST: the fact as it is now, with an undo."""
    label = check_field(request, field)
    party = seen_party(request, party_id)
    if field_right(request.user, "party", field) != "write" or not can_change(request.user, party):
        raise PermissionDenied
    if request.method == "GET":
        return _form(request, party, field)
    typed = _typed(request, party, field)
    try:
        _save(request, party, field, typed)
    except ValidationError as error:
        return _form(request, party, field, typed=typed, error=error.messages[0])
    except ChangedMeanwhile as conflict:
        theirs = conflict.current.get(field, "")
        shown = ", ".join(theirs) if isinstance(theirs, list) else str(theirs or "")
        message = _("Somebody changed this meanwhile to “%(theirs)s”.") % {"theirs": shown or "—"}
        return _form(request, party, field, typed=typed, error=message, theirs=shown)
    party = seen_party(request, party_id)
    response = render(request, "parties/_fact.html", {"party": party, "fact": row_of(request, party, field)})
    last = Entry.objects.about(Subject("party", party.pk)).filter(actor=request.user.pk).order_by("-id").first()
    undoable = last is not None and last.name == "party.changed" and field in last.particulars.get("fields", ())
    undo_url = (
        reverse("undo_customer_change", args=[party.pk, last.pk]) if last and undoable and field != "parent" else ""
    )
    return toast(response, _("Saved: %(field)s") % {"field": label}, undo=undo_url)


def _typed(request: HttpRequest, party: Party, field: str) -> str:
    """What was typed; several choices come as several values."""
    return ",".join(request.POST.getlist("value")) if is_own(field) else request.POST.get("value", "")


def _save(request: HttpRequest, party: Party, field: str, typed: str) -> None:
    person = request.user
    assert isinstance(person, Person)
    was = request.POST.get("was")
    parts = [part.strip() for part in typed.translate(SEPARATORS).split(",") if part.strip()]
    if field in POINTS:
        seen = None if was is None else [part for part in was.split(", ") if part]
        set_points(by=person, party=party, kind=POINTS[field], values=parts, was=seen)
    elif field == "tags":
        set_tags(by=person, party=party, names=parts)
    elif field == "owner":
        owner = get_object_or_404(Person.objects.active(), pk=typed if typed.isdigit() else 0)
        assign_parties(by=person, parties=[party.pk], owner=owner)
    elif field == "parent":
        set_parent(by=person, party=party, parent=_parent(request, typed))
    else:
        value = _own_given(request, party, field, typed) if is_own(field) else typed
        values: dict[str, Any] = {field: value}  # Any: values as typed
        change_party(by=person, party=party, was=None if was is None else {field: was}, **values)


def _own_given(request: HttpRequest, party: Party, key: str, typed: str) -> str:
    """A file may come along; everything else is as it was typed."""
    return file_given(request, party, typed) if _own_field(request, key).type == "file" else typed


def _parent(request: HttpRequest, typed: str) -> Party | None:
    typed = typed.strip()
    return _named(request, typed, kind="organisation") if typed else None


def _named(request: HttpRequest, typed: str, **more: str) -> Party:
    found = Party.objects.visible_to(request.user).living().filter(name=typed.strip(), **more).first()
    if found is None:
        raise ValidationError(_("No firm with exactly this name. Add it first, or choose one that is here."))
    return found


def said(request: HttpRequest, field: str, value: Any) -> str:  # Any: JSON values
    """A value of the journal in words: fields of the firm told theirs, the one from before is put into words now."""
    if not is_own(field):
        return _plain(value)
    if isinstance(value, dict) and "said" in value:
        return str(value["said"])
    return shown_values(request.user, [_own_field(request, field)], {field: value}, {})[0].text


def _plain(value: Any) -> str:  # Any: JSON values
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value or "")
