"""Which calendars and which rooms there are, and what is read from elsewhere."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.calendar.actions import (
    close_calendar,
    import_file,
    own_calendar,
    read_again,
    save_calendar,
    save_resource,
    subscribe,
)
from tongxin.collab.calendar.forms import (
    CalendarForm,
    FileForm,
    ResourceForm,
    SubscriptionForm,
    calendar_initial,
    resource_initial,
)
from tongxin.collab.calendar.models import Calendar, Resource
from tongxin.collab.calendar.policies import can_keep_resources
from tongxin.collab.calendar.queries import calendars_of
from tongxin.collab.calendar.views.loading import crumbs, done, refused
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me

HERE = "calendars"


@door(signed_in)
def calendars(request: HttpRequest) -> HttpResponse:
    """My calendars, those open to me, what can be booked."""
    person = me(request)
    context = {
        "calendars": calendars_of(person),
        "person": person,
        "resources": Resource.objects.all(),
        "may_keep": can_keep_resources(person),
        "file": FileForm(person=person),
        "subscription": SubscriptionForm(),
        "crumbs": crumbs((_("Calendars and rooms"), "")),
    }
    return render(request, "calendar/calendars.html", context)


def _form_page(request: HttpRequest, form: forms.Form, title: str, **more: Any) -> HttpResponse:  # Any: context
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs((_("Calendars and rooms"), reverse(HERE)), (title, "")),
        **more,
    }
    return render(request, "calendar/keeping.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("GET", "POST"))
@once
def new_calendar(request: HttpRequest) -> HttpResponse:
    """A calendar that several share."""
    form = CalendarForm(request.POST if request.method == "POST" else None, initial={"hue": 5})
    if form.is_valid():
        try:
            made = save_calendar(by=me(request), **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved: %(what)s") % {"what": made.name}, otherwise=reverse(HERE))
    return _form_page(request, form, _("New shared calendar"))


@door(signed_in, methods=("GET", "POST"))
def calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """The name of a calendar that one keeps, and to whom it is open."""
    found = Calendar.objects.open().visible_to(me(request)).filter(pk=calendar_id).first()
    if found is None:
        raise Http404
    if found.owner_id != me(request).pk:
        raise PermissionDenied
    form = CalendarForm(request.POST if request.method == "POST" else None, initial=calendar_initial(found))
    if form.is_valid():
        try:
            save_calendar(by=me(request), calendar=found, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved: %(what)s") % {"what": found.name}, otherwise=reverse(HERE))
    return _form_page(request, form, found.name, calendar=found)


@door(signed_in, methods=("POST",))
def closing(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Use a calendar no more, or (`again`) once more."""
    found = get_object_or_404(Calendar, pk=calendar_id, owner=me(request))
    again = "again" in request.POST
    try:
        close_calendar(by=me(request), calendar=found, is_open=again)
    except ValidationError as error:
        return refused(request, error, reverse(HERE))
    said = _("In use again: %(what)s") if again else _("Closed: %(what)s")
    return done(request, said % {"what": found.name}, otherwise=reverse(HERE))


@door(signed_in, methods=("POST",))
def fetching(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Look now what stands at the address."""
    found = get_object_or_404(Calendar, pk=calendar_id, owner=me(request))
    read_again(by=me(request), calendar=found)
    return done(request, _("It is being read. Look again in a moment."), otherwise=reverse(HERE))


@door(signed_in, methods=("POST",))
@once
def subscription(request: HttpRequest) -> HttpResponse:
    """Read a calendar from an address."""
    form = SubscriptionForm(request.POST)
    if form.is_valid():
        try:
            made = subscribe(by=me(request), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            said = _("%(what)s is being read now, and then every hour.") % {"what": made.name}
            return done(request, said, otherwise=reverse(HERE))
    return _form_page(request, form, _("Read a calendar from an address"))


@door(signed_in, methods=("POST",))
@once
def file(request: HttpRequest) -> HttpResponse:
    """Take in an .ics file."""
    person = me(request)
    form = FileForm(request.POST, request.FILES, person=person)
    if form.is_valid():
        try:
            into = form.cleaned_data["calendar"] or own_calendar(person)
            read = import_file(by=person, calendar=into, content=form.cleaned_data["file"].read())
        except ValidationError as error:
            refuse(form, error)
        else:
            said = _("%(added)d new and %(changed)d changed entries.") % {"added": read.added, "changed": read.changed}
            if read.skipped:
                left = ngettext("%(n)d could not be read.", "%(n)d could not be read.", read.skipped)
                said = f"{said} {left % {'n': read.skipped}}"
            return done(request, said, otherwise=reverse("calendar"))
    return _form_page(request, form, _("Take in a file"), is_file=True)


@door(signed_in, methods=("GET", "POST"))
@once
def new_resource(request: HttpRequest) -> HttpResponse:
    """Something more that can be booked."""
    if not can_keep_resources(me(request)):
        raise PermissionDenied
    return _resource(request, None)


@door(signed_in, methods=("GET", "POST"))
def resource(request: HttpRequest, resource_id: int) -> HttpResponse:
    """What can be booked: its name, its seats, whether it still is."""
    if not can_keep_resources(me(request)):
        raise PermissionDenied
    return _resource(request, get_object_or_404(Resource, pk=resource_id))


def _resource(request: HttpRequest, found: Resource | None) -> HttpResponse:
    initial = resource_initial(found) if found else None
    form = ResourceForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = save_resource(by=me(request), resource=found, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved: %(what)s") % {"what": made.name}, otherwise=reverse(HERE))
    return _form_page(request, form, found.name if found else _("New room or car"))
