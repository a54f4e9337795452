"""One fact: shown, put right, confirmed, forgotten, and the way back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.registries import subject_kinds
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.memory.actions import ChangedMeanwhile, confirm_fact, correct_fact, forget_fact, take_back
from tongxin.directory.memory.forms import FactForm, fact_initial
from tongxin.directory.memory.models import Fact
from tongxin.directory.memory.policies import can_correct, writable_kinds
from tongxin.directory.memory.queries import circle_of, known, label_of
from tongxin.directory.memory.views.answering import done, is_piece, known_fact, version_of
from tongxin.directory.parties.models import Contact


def _form(request: HttpRequest, found: Fact, *, is_bound: bool = False) -> FactForm:
    """A fact can move between whom it is about, the firm where they work and their colleagues there."""
    person = me(request)
    place = Contact.objects.visible_to(person).current().filter(person=found.party_id).select_related("party").first()
    circle = circle_of(person, place.party) if place else circle_of(person, found.party)
    data = request.POST if is_bound else None
    return FactForm(data, auto_id="fact_%s", initial=fact_initial(found), circle=circle, kinds=writable_kinds(person))


@door(signed_in, methods=("GET", "POST"))
def fact(request: HttpRequest, fact_id: int) -> HttpResponse:
    """One fact with where it comes from; a form for whoever may put it right."""
    found = known_fact(request, fact_id)
    may_correct = found.forgotten_at is None and can_correct(request.user, found)
    if request.method == "GET":
        return _page(request, found, _form(request, found) if may_correct else None)
    if not may_correct:
        raise PermissionDenied
    form = _form(request, found, is_bound=True)
    if form.is_valid():
        try:
            saved = correct_fact(by=me(request), fact=found, version=version_of(request), **form.values())
            return done(request, saved, _("Saved"))
        except ChangedMeanwhile as conflict:
            form.add_error(None, str(conflict))
        except ValidationError as error:
            refuse(form, error)
    return _page(request, found, form, status=422)


def _source_url(request: HttpRequest, found: Fact) -> str:
    """Where the record stands in which it was said, as far as the reader may see it."""
    source = found.source
    kind = subject_kinds.find(source.kind) if source else None
    if source is None or kind is None:
        return ""
    record = kind.visible(request.user, [source.id]).get(source.id)
    return kind.url(record) if record is not None else ""


def _page(request: HttpRequest, found: Fact, form: FactForm | None, *, status: int = 200) -> HttpResponse:
    context = {"fact": found, "one": known(found, now()), "label": label_of(found), "form": form}
    context["source_url"] = _source_url(request, found)
    template = "memory/fact.html#body" if is_piece(request) else "memory/fact.html"
    crumbs = [
        {"title": found.party.called, "url": found.party.get_absolute_url()},
        {"title": str(found)[:30], "url": ""},
    ]
    return render(request, template, {**context, "crumbs": crumbs}, status=status)


@door(signed_in, methods=("POST",))
@once
def confirmation(request: HttpRequest, fact_id: int) -> HttpResponse:
    """It still holds: one tap."""
    found = confirm_fact(by=me(request), fact=known_fact(request, fact_id))
    return done(request, found, _("Confirmed: %(what)s") % {"what": found})


@door(signed_in, methods=("POST",))
@once
def oblivion(request: HttpRequest, fact_id: int) -> HttpResponse:
    """It no longer holds."""
    found = forget_fact(by=me(request), fact=known_fact(request, fact_id))
    return done(request, found, _("Forgotten: %(what)s") % {"what": found})


@door(signed_in, methods=("POST",))
def reversal(request: HttpRequest, fact_id: int) -> HttpResponse:
    """Take the last deed back."""
    found = known_fact(request, fact_id)
    try:
        return done(
            request, take_back(by=me(request), fact=found, version=version_of(request)), _("Undone"), is_undone=True
        )
    except (ChangedMeanwhile, ValidationError) as error:
        said = error.messages[0] if isinstance(error, ValidationError) else str(error)
        return HttpResponse(said, status=409, content_type="text/plain; charset=utf-8")
