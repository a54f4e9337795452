"""Many customers at once: hand over, tag, delete – and back."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.fields.models import Type
from tongxin.collab.fields.queries import choices_for, open_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import (
    add_tags,
    ask_bulk_change,
    assign_parties,
    delete_parties,
    restore_parties,
    set_fact_of_many,
)
from tongxin.directory.parties.actions.bulk import FIELDS, NOT_IN_BULK
from tongxin.directory.parties.forms import AssignForm
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import FACTS
from tongxin.directory.parties.queries.criteria import in_use
from tongxin.directory.parties.views.loading import toast

MOST = 500


def picked(request: HttpRequest) -> list[int]:
    """Numbers of picked rows which this person may see; others do not exist."""
    ids = {
        int(text)
        for text in [*request.POST.getlist("ids"), *request.GET.getlist("ids")]
        if text.isascii() and text.isdigit() and len(text) < 19
    }
    if not ids:
        raise ValidationError(_("Pick at least one customer first."))
    if len(ids) > MOST:
        raise ValidationError(_("At most %(most)d at once.") % {"most": MOST})
    if Party.objects.visible_to(request.user).filter(pk__in=ids).count() != len(ids):
        raise Http404
    return sorted(ids)


def _done(request: HttpRequest, text: str, undo: str = "") -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("customers")
    response = toast(HttpResponse(status=204), text, undo=undo)
    response["HX-Refresh"] = "true"
    return response


@door(signed_in, methods=("POST",))
def bulk(request: HttpRequest, deed: str) -> HttpResponse:
    """All or none of the picked customers are changed; with `every` a job changes all that the list `here` shows."""
    deeds = {"assign": _assign, "tag": _tag, "delete": _delete, "fact": _fact}
    if deed not in deeds:
        raise Http404
    assert isinstance(request.user, Person)
    try:
        if request.POST.get("every"):
            return _every(request, request.user, deed)
        return deeds[deed](request, request.user, picked(request))
    except ValidationError as error:
        return toast(HttpResponse(status=422), error.messages[0])


def _assign(request: HttpRequest, person: Person, ids: Sequence[int]) -> HttpResponse:
    form = AssignForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Choose who takes over."))
    owner = form.cleaned_data["owner"]
    found = assign_parties(by=person, parties=ids, owner=owner)
    words = ngettext("%(n)d customer now belongs to %(name)s", "%(n)d customers now belong to %(name)s", len(found))
    return _done(request, words % {"n": len(found), "name": owner.name})


def _tags_typed(request: HttpRequest) -> list[str]:
    typed = request.POST.get("tags", "").replace("，", ",").replace("、", ",").split(",")
    names = [name.strip() for name in typed if name.strip()]
    if not names:
        raise ValidationError(_("Write a tag."))
    return names


def _tag(request: HttpRequest, person: Person, ids: Sequence[int]) -> HttpResponse:
    names = _tags_typed(request)
    add_tags(by=person, parties=ids, names=names)
    return _done(request, _("Tagged: %(tags)s") % {"tags": ", ".join(names)})


def _typed(request: HttpRequest, deed: str) -> dict[str, Any]:  # Any: JSON values
    """What was typed for a deed."""
    if deed == "assign":
        text = request.POST.get("owner", "")
        return {"owner": int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0}
    if deed == "tag":
        return {"tags": _tags_typed(request)}
    return {"field": request.POST.get("field", ""), "value": request.POST.get("value", "")}


def _every(request: HttpRequest, person: Person, deed: str) -> HttpResponse:
    """Many are changed behind the scenes; the page that says how far it is stands open meanwhile."""
    if deed == "delete":
        raise ValidationError(_("Only picked customers can be deleted, a page at a time."))
    here = request.POST.get("here", "")[:8_000]
    change = ask_bulk_change(by=person, deed=deed, values=_typed(request, deed), address=here)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": change.get_absolute_url()})
    return redirect(change)


def _fact(request: HttpRequest, person: Person, ids: Sequence[int]) -> HttpResponse:
    typed = _typed(request, "fact")
    found = set_fact_of_many(by=person, parties=ids, field=typed["field"], value=typed["value"])
    words = ngettext("%(n)d customer changed", "%(n)d customers changed", found)
    return _done(request, words % {"n": found})


def _delete(request: HttpRequest, person: Person, ids: Sequence[int]) -> HttpResponse:
    found = delete_parties(by=person, parties=ids)
    words = ngettext(
        "%(n)d customer deleted. It can be restored for 30 days.",
        "%(n)d customers deleted. They can be restored for 30 days.",
        len(found),
    )
    undo = reverse("restore_customers") + "?" + "&".join(f"ids={party.pk}" for party in found)
    if not request.headers.get("HX-Request"):
        return redirect("customers")
    response = toast(HttpResponse(status=204), words % {"n": len(found)}, undo=undo)
    response["HX-Refresh"] = "true"
    return response


@door(signed_in)
def bulk_fact(request: HttpRequest) -> HttpResponse:
    """The form that sets one field of many: its fields, and how the value of the chosen one is said."""
    locked = locked_fields(request.user, "party")
    own = {
        one.key: one
        for one in open_fields(request.user, "party")
        if one.type not in NOT_IN_BULK and one.key not in locked
    }
    labels = {key: FACTS[key].label for key in FIELDS if key not in locked} | {
        key: one.label for key, one in own.items()
    }
    asked = request.GET.get("field", "")
    field = asked if asked in labels else next(iter(labels), "")
    context = {
        "fields": list(labels.items()),
        "field": field,
        "choices": choices_for(request.user, own[field], "") if field in own else [],
        "is_day": field in own and own[field].type == Type.DATE,
        "hints": [] if field in own or not field else list(in_use(request.user, field)()),
    }
    return render(request, "parties/_bulk_fact.html", context)


@door(signed_in, methods=("POST",))
def restore(request: HttpRequest) -> HttpResponse:
    """Take customers out of the recycle bin."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    try:
        found = restore_parties(by=request.user, parties=picked(request))
    except ValidationError as error:
        return toast(HttpResponse(status=422), error.messages[0])
    words = ngettext("%(n)d customer is back", "%(n)d customers are back", len(found))
    return _done(request, words % {"n": len(found)})
