"""Facts edited in their place: one address per field, with history and undo."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import field_right, say_whole
from tongxin.collab.fields.queries import choices_for, input_text
from tongxin.collab.files.queries import files_to_pick
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
from tongxin.directory.parties.models.facts import FACTS, is_own
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.views.fact_rows import POINTS, check_field, label_of, own_field, row_of, text_of
from tongxin.directory.parties.views.loading import seen_party, toast
from tongxin.directory.parties.views.own_files import file_given

SEPARATORS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ",", "\n": ","})


def _own_form(
    request: HttpRequest, party: Party, key: str, *, typed: str | None = None, error: str = "", theirs: str = ""
) -> HttpResponse:
    of = own_field(request, key)
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
        "picks": files_to_pick(request.user, Subject("party", party.pk), value)
        if of.type == "file"
        else choices_for(request.user, of, value),
    }
    return _answer(request, context)


def _form(
    request: HttpRequest, party: Party, field: str, *, typed: str | None = None, error: str = "", theirs: str = ""
) -> HttpResponse:
    say_whole(request.user, "party", [party.pk], [field])
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


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.translate(SEPARATORS).split(",") if part.strip()]


def _save(request: HttpRequest, party: Party, field: str, typed: str) -> None:
    person = request.user
    assert isinstance(person, Person)
    was = request.POST.get("was")
    parts = _parts(typed)
    if field in POINTS:
        seen = None if was is None else [part for part in was.split(", ") if part]
        set_points(by=person, party=party, kind=POINTS[field], values=parts, was=seen)
    elif field == "tags":
        set_tags(by=person, party=party, names=parts, was=None if was is None else _parts(was))
    elif field == "owner":
        owner = get_object_or_404(Person.objects.active(), pk=typed if typed.isdigit() else 0)
        assign_parties(by=person, parties=[party.pk], owner=owner, was=was)
    elif field == "parent":
        set_parent(by=person, party=party, parent=_parent(request, typed), was=was)
    else:
        value = _own_given(request, party, field, typed) if is_own(field) else typed
        values: dict[str, Any] = {field: value}  # Any: values as typed
        change_party(by=person, party=party, was=None if was is None else {field: was}, **values)


def _own_given(request: HttpRequest, party: Party, key: str, typed: str) -> str:
    """A file may come along; everything else is as it was typed."""
    return file_given(request, party, typed) if own_field(request, key).type == "file" else typed


def _parent(request: HttpRequest, typed: str) -> Party | None:
    typed = typed.strip()
    return _named(request, typed, kind="organisation") if typed else None


def _named(request: HttpRequest, typed: str, **more: str) -> Party:
    found = Party.objects.visible_to(request.user).living().filter(name=typed.strip(), **more).first()
    if found is None:
        raise ValidationError(_("No firm with exactly this name. Add it first, or choose one that is here."))
    return found
