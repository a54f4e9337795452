"""Many customers at once: hand over, tag, delete – and back."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_tags, assign_parties, delete_parties, restore_parties
from tongxin.directory.parties.forms import AssignForm
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.views.loading import toast

MOST = 500


def _picked(request: HttpRequest) -> list[int]:
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
    """All or none of the picked customers are changed."""
    deeds = {"assign": _assign, "tag": _tag, "delete": _delete}
    if deed not in deeds:
        raise Http404
    assert isinstance(request.user, Person)
    try:
        return deeds[deed](request, request.user, _picked(request))
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


def _tag(request: HttpRequest, person: Person, ids: Sequence[int]) -> HttpResponse:
    names = [
        name.strip()
        for name in request.POST.get("tags", "").replace("，", ",").replace("、", ",").split(",")
        if name.strip()
    ]
    if not names:
        raise ValidationError(_("Write a tag."))
    add_tags(by=person, parties=ids, names=names)
    return _done(request, _("Tagged: %(tags)s") % {"tags": ", ".join(names)})


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


@door(signed_in, methods=("POST",))
def restore(request: HttpRequest) -> HttpResponse:
    """Take customers out of the recycle bin."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    try:
        found = restore_parties(by=request.user, parties=_picked(request))
    except ValidationError as error:
        return toast(HttpResponse(status=422), error.messages[0])
    words = ngettext("%(n)d customer is back", "%(n)d customers are back", len(found))
    return _done(request, words % {"n": len(found)})
