"""Forms and what came in by them: for administrators."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.paging import BadCursor
from tongxin.base.ui.qr import qr_drawing
from tongxin.base.web.doors import door
from tongxin.base.web.links import absolute
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.people.policies import me
from tongxin.directory.activities.queries import newest_page
from tongxin.interfaces.webforms.actions import file_entry, save_form
from tongxin.interfaces.webforms.forms import WebFormForm
from tongxin.interfaces.webforms.models import Entry, Outcome, WebForm
from tongxin.interfaces.webforms.queries import as_seen

_AT_ONCE = 50


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    first = ((_("Settings"), reverse("settings")), (_("Web forms"), reverse("webforms") if more else ""))
    return [{"title": title, "url": url} for title, url in (*first, *more)]


@door(administrators)
def webforms(request: HttpRequest) -> HttpResponse:
    """All forms, with how many came in and what waits."""
    waiting = Q(entries__outcome=Outcome.WAITING)
    forms = (
        WebForm.objects.visible_to(request.user)
        .select_related("owner")
        .annotate(count=Count("entries"), waiting=Count("entries", filter=waiting), latest=Max("entries__at"))
        .order_by("-is_open", "name", "pk")
    )
    return render(request, "webforms/webforms.html", {"forms": forms, "crumbs": _crumbs()})


@door(administrators, methods=("GET", "POST"))
def new_webform(request: HttpRequest) -> HttpResponse:
    """Make a form."""
    return _edit(request, None)


@door(administrators, methods=("GET", "POST"))
def webform(request: HttpRequest, form_id: int) -> HttpResponse:
    """Change a form."""
    return _edit(request, get_object_or_404(WebForm.objects.visible_to(request.user), pk=form_id))


def _edit(request: HttpRequest, web_form: WebForm | None) -> HttpResponse:
    person = me(request)
    form = WebFormForm(request.POST if request.method == "POST" else None, web_form=web_form, me=person)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_form(by=person, form=web_form, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
            return redirect(saved)
    title = web_form.name if web_form else pgettext("web", "New form")
    context = {"web_form": web_form, "form": form, "title": title, "crumbs": _crumbs((title, ""))}
    return render(request, "webforms/webform.html", context, status=422 if form.errors else 200)


@door(administrators)
def webform_entries(request: HttpRequest, form_id: int) -> HttpResponse:
    """What came in by a form, newest first, and its address to be put on a page or a poster."""
    web_form = get_object_or_404(WebForm.objects.visible_to(request.user), pk=form_id)
    entries = Entry.objects.visible_to(request.user).filter(form=web_form).select_related("party", "lead")
    try:
        found, following = newest_page(entries, column="at", size=_AT_ONCE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(web_form)
    address = absolute(request, web_form.public_path)
    context = {
        "web_form": web_form,
        "letters": as_seen(request.user, found),
        "address": address,
        "drawing": qr_drawing(address, _("QR code of %(name)s") % {"name": web_form.name}),
        "page": {
            "next_url": f"?after={following}" if following else "",
            "previous_url": "?" if "after" in request.GET else "",
        },
        "crumbs": _crumbs((web_form.name, "")),
    }
    return render(request, "webforms/entries.html", context)


@door(administrators, methods=("POST",))
def webform_entry_filing(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Take an entry that waits or was held for spam."""
    entry = get_object_or_404(Entry.objects.visible_to(request.user).select_related("form"), pk=answer_id)
    try:
        entry = file_entry(by=me(request), entry=entry)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(entry.form)
    return redirect(entry.party) if entry.party else redirect(entry.form)
