"""Facts edited in their place: one address per field, with history and undo."""

from collections.abc import Iterable
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
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import (
    ChangedMeanwhile,
    assign_parties,
    change_party,
    set_parent,
    set_points,
    set_tags,
    undo_change,
)
from tongxin.directory.parties.models import ContactPoint, Party, Tag
from tongxin.directory.parties.models.facts import FACTS
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.views.loading import seen_party, toast

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


def text_of(party: Party, field: str, points: Iterable[ContactPoint]) -> str:
    """What is shown of a field."""
    if field in POINTS:
        return ", ".join(point.shown for point in points if point.kind == POINTS[field])
    if field == "owner":
        return party.owner.name if party.owner else ""
    if field == "tags":
        return ", ".join(tag.name for tag in party.tags.all())
    if field == "parent":
        return party.parent.name if party.parent else ""
    if field == "address":
        return party.whole_address
    if field == "kind":
        return str(party.get_kind_display())
    value = getattr(party, field)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def label_of(field: str) -> str:
    """The word for a field."""
    return str(FACTS[field].label if field in FACTS else MORE[field])


def rows_of(
    party: Party, points: list[ContactPoint], hidden: set[str], locked: set[str], *, may_change: bool
) -> list[FactRow]:
    """The facts which the person may see, in order."""
    skip = {"uscc", "tax_number", "english_name", "parent"} if party.kind == "person" else {"birthday"}
    return [
        FactRow(
            field,
            label_of(field),
            text_of(party, field, points),
            may_change and field not in locked,
            party.website if field == "website" and party.website.startswith(("http://", "https://")) else "",
            field in ("note", "address"),
            field in KEY,
        )
        for field in SHOWN
        if field not in hidden and field not in skip
    ]


def row_of(request: HttpRequest, party: Party, field: str) -> FactRow:
    """One fact as it is now."""
    points = list(ContactPoint.objects.filter(party=party))
    may = can_change(request.user, party) and field not in locked_fields(request.user, "party")
    url = party.website if field == "website" and party.website.startswith(("http://", "https://")) else ""
    return FactRow(field, label_of(field), text_of(party, field, points), may, url, field in ("note", "address"))


def _check_field(request: HttpRequest, field: str) -> None:
    if field not in FACTS and field not in MORE:
        raise Http404
    if field in hidden_fields(request.user, "party"):
        raise Http404


def _form(
    request: HttpRequest, party: Party, field: str, *, typed: str | None = None, error: str = "", theirs: str = ""
) -> HttpResponse:
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
    response = render(request, "parties/_fact_form.html", context, status=422 if error else 200)
    if error:
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
    _check_field(request, field)
    party = seen_party(request, party_id)
    if field_right(request.user, "party", field) != "write" or not can_change(request.user, party):
        raise PermissionDenied
    if request.method == "GET":
        return _form(request, party, field)
    typed = request.POST.get("value", "")
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
    return toast(response, _("Saved: %(field)s") % {"field": label_of(field)}, undo=undo_url)


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
        values: dict[str, Any] = {field: typed}  # Any: values as typed
        change_party(by=person, party=party, was=None if was is None else {field: was}, **values)


def _parent(request: HttpRequest, typed: str) -> Party | None:
    typed = typed.strip()
    if not typed:
        return None
    found = Party.objects.visible_to(request.user).living().filter(name=typed, kind="organisation").first()
    if found is None:
        raise ValidationError(_("No firm with exactly this name. Add it first, or choose one that is here."))
    return found


@door(signed_in)
def history(request: HttpRequest, party_id: int, field: str) -> HttpResponse:
    """Who changed this field when, from what to what."""
    _check_field(request, field)
    party = seen_party(request, party_id)
    rows = Entry.objects.about(Subject("party", party.pk)).filter(name="party.changed").select_related("actor")
    changes = []
    for entry in rows.order_by("-id")[:400]:
        if field in entry.particulars.get("fields", ()):
            old, new = (entry.before or {}).get(field), entry.particulars.get("after", {}).get(field)
            changes.append({"entry": entry, "old": _plain(old), "new": _plain(new)})
    context = {
        "party": party,
        "label": label_of(field),
        "changes": changes[:50],
        "may_undo": can_change(request.user, party),
    }
    return render(request, "parties/_history.html", context)


def _plain(value: Any) -> str:  # Any: JSON values
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value or "")


@door(signed_in, methods=("POST",))
def undo(request: HttpRequest, party_id: int, entry_id: int) -> HttpResponse:
    """Take one change back."""
    party = seen_party(request, party_id)
    entry = get_object_or_404(Entry.objects.about(Subject("party", party.pk)), pk=entry_id)
    assert isinstance(request.user, Person)
    try:
        undo_change(by=request.user, entry=entry)
    except ChangedMeanwhile as conflict:
        return toast(HttpResponse(status=204), str(conflict))
    except ValidationError as error:
        return toast(HttpResponse(status=204), error.messages[0])
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})
