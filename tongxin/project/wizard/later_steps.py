"""Steps 2 to 4, for the administrator who founded the firm: ways of selling and files, colleagues, the first entry."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from tongxin.base.web.doors import door
from tongxin.base.web.links import absolute
from tongxin.collab.access.actions import Newcomer, change_firm, hire_all
from tongxin.collab.access.policies import administrators
from tongxin.collab.access.queries import known_by_name, usual_role
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.directory.activities.models import Activity
from tongxin.directory.activities.views.quick_add import quick_context
from tongxin.directory.parties.models import Party, PartyQuerySet
from tongxin.project.wizard.forms import ColleagueForms, ListForm, PacksForm
from tongxin.project.wizard.packs import PACKS
from tongxin.project.wizard.steps import COLLEAGUES, DONE, FIRST, SELLING, header, is_further

LINES = 4
MOST_WAITING = 60
MOST_COUNTED = 100_000


def _customers(request: HttpRequest) -> PartyQuerySet:
    return Party.objects.visible_to(request.user).living().customers()


def _answered(path: str) -> str:
    """The address, if some room answers there."""
    try:
        resolve(path.split("?")[0])
    except Resolver404:
        return ""
    return path


def _go_on(request: HttpRequest, step: str, **values: Any) -> HttpResponseBase:  # Any: columns
    """Remember how far the firm has come, never backwards, and open the next step."""
    company = the_company()
    if company is not None and is_further(step, company.wizard_step):
        values["wizard_step"] = step
    change_firm(by=me(request), **values)
    return redirect(f"setup-{step}")


@door(administrators, methods=("GET", "POST"))
def selling(request: HttpRequest) -> HttpResponseBase:
    """Step 2: how you sell, and your files."""
    company = the_company()
    chosen = company.packs if company else []
    if request.method == "POST":
        form = PacksForm(request.POST)
        if form.is_valid():
            return _go_on(request, COLLEAGUES, packs=form.cleaned_data["packs"])
    context = {
        "packs": [(pack, pack.key in chosen) for pack in PACKS],
        "import_url": _answered("/imports/new/?from=setup"),
        "customers": _customers(request)[:MOST_COUNTED].count(),
        **header(SELLING),
    }
    return render(request, "project/setup_selling.html", context, status=422 if request.method == "POST" else 200)


@door(administrators, methods=("POST",))
def packs(request: HttpRequest) -> HttpResponseBase:
    """Keep the ways of selling as they are ticked, so that going on to a file loses nothing."""
    form = PacksForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    change_firm(by=me(request), packs=form.cleaned_data["packs"])
    return HttpResponse(status=204)


def _newcomers(request: HttpRequest, lines: Any, listed: ListForm) -> list[Newcomer]:  # Any: the formset
    """Everybody typed or pasted, each address once."""
    person = me(request)
    firm = Unit.objects.filter(parent=None).first()
    usual = usual_role()
    typed = [
        (form.cleaned_data["name"], form.cleaned_data["email"], form.cleaned_data["role"] or usual)
        for form in lines
        if form.is_filled
    ]
    typed += [(name, email, usual) for name, email in listed.cleaned_data["pasted"]]
    once = {email.lower(): (name, email, role) for name, email, role in typed}
    return [
        Newcomer(name=name, email=email, unit=firm, roles=[role] if role else [], language=person.language)
        for name, email, role in once.values()
    ]


@door(administrators, methods=("GET", "POST"))
def colleagues(request: HttpRequest) -> HttpResponseBase:
    """Step 3: call your colleagues; each gets a link of their own."""
    posted = request.POST if request.method == "POST" else None
    waiting = [{"name": person.name} for person in known_by_name()[:MOST_WAITING]]
    empty = waiting + [{}] * max(LINES - len(waiting), 1)
    lines = ColleagueForms(posted, initial=empty, prefix="line")
    listed = ListForm(posted)
    invited: list[tuple[Person, str]] = []
    is_wrong = False
    if posted is not None:
        is_wrong = not (lines.is_valid() and listed.is_valid())
        if not is_wrong:
            newcomers = _newcomers(request, lines, listed)
            if not newcomers:
                return _go_on(request, FIRST)
            try:
                made = hire_all(by=me(request), newcomers=newcomers)
            except ValidationError as error:
                listed.add_error("pasted", error.messages)
                is_wrong = True
            else:
                invited = [(person, absolute(request, reverse("welcome", args=[secret]))) for person, secret in made]
                lines, listed = ColleagueForms(initial=[{}] * LINES, prefix="line"), ListForm()
                waiting = []
    context = {"lines": lines, "listed": listed, "invited": invited, "waiting": len(waiting), **header(COLLEAGUES)}
    return render(request, "project/setup_colleagues.html", context, status=422 if is_wrong else 200)


@door(administrators, methods=("POST",))
def colleagues_done(request: HttpRequest) -> HttpResponseBase:
    """Everybody has their link, or nobody is to be called yet."""
    return _go_on(request, FIRST)


@door(administrators)
def first(request: HttpRequest) -> HttpResponseBase:
    """Step 4: say one thing that happened."""
    customer = _customers(request).order_by("id").first()
    context = {"customer": customer, **quick_context("today", where=request.path), **header(FIRST)}
    return render(request, "project/setup_first.html", context)


@door(administrators, methods=("POST",))
def finish(request: HttpRequest) -> HttpResponseBase:
    """The firm is set up: on to the customer of whom the first entry speaks, else to any customer, else to today."""
    change_firm(by=me(request), wizard_step=DONE)
    if "quiet" in request.POST:
        return redirect("home")
    said = Activity.objects.visible_to(request.user).living().filter(made_by=me(request)).exclude(party=None)
    entry = said.select_related("party").order_by("-id").first()
    customer = entry.party if entry else _customers(request).order_by("id").first()
    return redirect(customer.get_absolute_url() if customer else reverse("home"))
