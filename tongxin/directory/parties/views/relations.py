"""Relations of a customer."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import add_relation, remove_relation
from tongxin.directory.parties.forms import RelationForm
from tongxin.directory.parties.models import Party, Relation, sees
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.kin import kin_of
from tongxin.directory.parties.views.loading import seen_party, toast


def _form_page(request: HttpRequest, form: RelationForm, party: Party, status: int = 200) -> HttpResponse:
    template = "parties/relation_form.html#form" if request.headers.get("HX-Request") else "parties/relation_form.html"
    crumbs = [{"title": party.called, "url": party.get_absolute_url()}, {"title": _("Relation"), "url": ""}]
    context = {"form": form, "party": party, "kin": kin_of(request.user, party), "crumbs": crumbs}
    return render(request, template, context, status=status)


@door(signed_in, methods=("GET", "POST"))
def new_relation(request: HttpRequest, party_id: int) -> HttpResponse:
    """Say how this customer hangs together with another party; those there are can be taken away."""
    party = seen_party(request, party_id)
    if not can_change(request.user, party) or not isinstance(request.user, Person):
        raise PermissionDenied
    if request.method == "GET":
        return _form_page(request, RelationForm(), party)
    form = RelationForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data["other"].strip()
        other = Party.objects.visible_to(request.user).living().filter(name=typed).exclude(pk=party.pk).first()
        if other is None:
            form.add_error("other", _("No record with exactly this name. Add it first, or choose one that is here."))
        else:
            try:
                add_relation(
                    by=request.user,
                    party=party,
                    other=other,
                    kind=form.cleaned_data["kind"],
                    note=form.cleaned_data["note"],
                )
            except ValidationError as error:
                form.add_error(None, error.messages[0])
            else:
                return _done(request, party)
    return _form_page(request, form, party, 422)


def _done(request: HttpRequest, party: Party) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(party)
    response = toast(HttpResponse(status=204), _("Saved"), more={"close-dialog": {}})
    response["HX-Refresh"] = "true"
    return response


@door(signed_in, methods=("POST",))
def removal(request: HttpRequest, relation_id: int) -> HttpResponse:
    """Take a relation away."""
    relation = (
        Relation.objects.filter(sees(request.user, "party_id"), sees(request.user, "other_id"), pk=relation_id)
        .select_related("party", "other")
        .first()
    )
    if relation is None:
        raise Http404
    assert isinstance(request.user, Person)
    remove_relation(by=request.user, relation=relation)
    return _done(request, relation.party)
