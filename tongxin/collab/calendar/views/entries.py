"""One entry: shown, made, changed, answered, called off."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.registries import subject_kinds
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.base.web.subjects import subject_asked
from tongxin.collab.calendar.actions import (
    add_entry,
    answer_invitation,
    change_entry,
    delete_entry,
    restore_entry,
    take_proposal,
)
from tongxin.collab.calendar.forms import AnswerForm, EntryForm, blank_initial, entry_initial
from tongxin.collab.calendar.models import Entry, Guest
from tongxin.collab.calendar.policies import can_change_entry
from tongxin.collab.calendar.queries import busy_times, file_text, own_calendar_of
from tongxin.collab.calendar.views.loading import (
    clock_asked,
    crumbs,
    day_asked,
    done,
    once_asked,
    refused,
    seen_entry,
)
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me

Context = dict[str, Any]  # Any: template context


@door(signed_in, methods=("GET", "POST"))
@once
def new_entry(request: HttpRequest) -> HttpResponse:
    """A new entry on the day `?on=`, at `?at=`, about the record `?about=kind:id`, with the colleagues `?with=`."""
    person, about = me(request), subject_asked(request, "about")
    sent = request.POST if request.method == "POST" else None
    initial = blank_initial(person, day_asked(request), clock_asked(request), own_calendar_of(person))
    initial["guests"], initial["title"] = request.GET.getlist("with"), request.GET.get("title", "")[:200]
    form = EntryForm(sent, person=person, initial=initial)
    if form.is_valid() and not _warn(request, form, person):
        try:
            entry = add_entry(by=person, on=about, **form.values())
        except ValidationError as error:
            refuse(form, _mapped(error))
        else:
            undo = reverse("calendar-entry-deletion", args=[entry.pk])
            return done(request, _("Entered: %(what)s") % {"what": entry.title[:60]}, undo=undo)
    context = {"form": form, "about": about or "", "crumbs": crumbs((_("New entry"), "")), "is_new": True}
    template = "calendar/form.html#form" if is_piece(request) else "calendar/form.html"
    return render(request, template, context, status=422 if form.errors else 200)


@door(signed_in, methods=("GET", "POST"))
def entry(request: HttpRequest, calendar_entry_id: int) -> HttpResponse:
    """One entry (`?once=` one time of a series): shown, or changed by whoever may write in its calendar."""
    found, person, when = seen_entry(request, calendar_entry_id), me(request), once_asked(request)
    may_change = can_change_entry(person, found)
    sent = request.POST if request.method == "POST" else None
    if sent is not None and not may_change:
        raise PermissionDenied
    which = request.POST.get("which", "one")
    form = EntryForm(sent, person=person, entry=found, initial=entry_initial(found, when)) if may_change else None
    if sent is not None and form is not None and form.is_valid() and not _warn(request, form, person, found):
        try:
            once = None if which == "all" else when
            change_entry(
                by=person, entry=found, once=once, onwards=which == "onwards", **_for_all(form, found, when, which)
            )
        except ValidationError as error:
            refuse(form, _mapped(error))
        else:
            return done(request, _("Saved: %(what)s") % {"what": found.title[:60]})
    wrong = form is not None and bool(form.errors)
    template = "calendar/entry.html#entry" if is_piece(request) else "calendar/entry.html"
    return render(request, template, _context(request, found, form, may_change), status=422 if wrong else 200)


def _for_all(form: EntryForm, found: Entry, when: Any, which: str) -> Context:  # Any: an instant or nothing
    """What is said of one time for all of a series: all move as far as this one does. A rule that counts has counted on by then."""
    values = form.values()
    if which == "onwards" and values["rule"] == found.rule:
        del values["rule"]
    if which == "all" and when is not None:
        shift = found.first_on - timezone.localtime(when).date() if found.is_all_day else found.starts_at - when
        values["starts"] += shift
        values["ends"] = values["ends"] + shift if values["ends"] is not None else None
    return values


def _warn(request: HttpRequest, form: EntryForm, person: Person, entry: Entry | None = None) -> bool:
    """Whether somebody who should come is busy then, and it was not said yet that this is known."""
    if request.POST.get("anyway") or not form.is_valid():
        return False
    values = form.values()
    if values["is_free"] or not hasattr(values["starts"], "hour") or values["ends"] is None:
        return False
    if values["ends"] <= values["starts"]:
        return False
    asked = [person, *values["guests"]]
    but = [one for one in (entry and entry.pk, entry and entry.series_id) if one]
    found = busy_times(asked, values["starts"], values["ends"], but=but)
    if not found:
        return False
    names = ", ".join(sorted({span.person.name for span in found}))
    form.add_error(
        None, _("Busy at that time: %(names)s. Choose another time, or enter it all the same.") % {"names": names}
    )
    form.is_busy = True  # type: ignore[attr-defined]  # the template offers to go on
    return True


def _mapped(error: ValidationError) -> ValidationError:
    """The form asks for days and clocks where the action knows instants."""
    if not hasattr(error, "error_dict"):
        return error
    names = {"starts": "first_on", "ends": "last_on", "rule": "every"}
    return ValidationError({names.get(name, name): errors for name, errors in error.error_dict.items()})


def _context(request: HttpRequest, found: Entry, form: EntryForm | None, may_change: bool) -> Context:
    person = me(request)
    guests = list(found.guests.select_related("person"))
    when = once_asked(request) if found.rule else None
    begins = when or found.starts_at
    return {
        "entry": found,
        "form": form,
        "once": int(when.timestamp()) if when else "",
        "begins": begins,
        "ends": begins + found.lasts,
        "guests": guests,
        "mine": next((guest for guest in guests if guest.person_id == person.pk), None),
        "answer": AnswerForm(
            initial={"proposed_on": timezone.localdate(begins), "proposed_clock": timezone.localtime(begins).time()}
        ),
        "bookings": list({one.resource: None for one in found.bookings.select_related("resource")}),
        "about": _about(person, found),
        "may_change": may_change,
        "crumbs": crumbs((found.title[:30], "")),
    }


def _about(person: Person, found: Entry) -> tuple[str, str] | None:
    """Name and address of the record, if the reader sees it."""
    if found.subject is None or (kind := subject_kinds.find(found.subject.kind)) is None:
        return None
    record = kind.visible(person, {found.subject.id}).get(found.subject.id)
    return (kind.title(record), kind.url(record)) if record is not None else None


@door(signed_in, methods=("POST",))
def deletion(request: HttpRequest, calendar_entry_id: int) -> HttpResponse:
    """Into the recycle bin; with `once` only that time of a series, with `which` too it and all that follow (`onwards`) or `all`."""
    found, when = seen_entry(request, calendar_entry_id), once_asked(request)
    which = request.POST.get("which", "one")
    once = when if found.rule and which != "all" else None
    try:
        gone = delete_entry(by=me(request), entry=found, once=once, onwards=which == "onwards")
    except ValidationError as error:
        return refused(request, error)
    undo = reverse("calendar-entry-restoration", args=[gone.pk]) if gone.deleted_at else ""
    return done(request, _("Called off: %(what)s") % {"what": found.title[:60]}, undo=undo)


@door(signed_in, methods=("POST",))
def restoration(request: HttpRequest, calendar_entry_id: int) -> HttpResponse:
    """Out of the recycle bin again."""
    found = seen_entry(request, calendar_entry_id, in_bin=True)
    try:
        restore_entry(by=me(request), entry=found)
    except ValidationError as error:
        return refused(request, error)
    return done(request, _("It takes place after all: %(what)s") % {"what": found.title[:60]})


@door(signed_in, methods=("POST",))
def answer(request: HttpRequest, calendar_entry_id: int) -> HttpResponse:
    """Yes, no, or another time."""
    found, form = seen_entry(request, calendar_entry_id), AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("Say whether you come."))
        typed = form.cleaned_data
        answer_invitation(
            by=me(request), entry=found, answer=typed["answer"], proposed_at=form.proposed_at(), remark=typed["remark"]
        )
    except ValidationError as error:
        return refused(request, error, found.get_absolute_url())
    return done(request, _("Your answer was told: %(what)s") % {"what": found.title[:60]})


@door(signed_in, methods=("POST",))
def proposal(request: HttpRequest, calendar_entry_id: int, guest_id: int) -> HttpResponse:
    """Take the time that somebody proposed."""
    found = seen_entry(request, calendar_entry_id)
    guest = get_object_or_404(Guest.objects.select_related("entry"), pk=guest_id, entry=found)
    try:
        take_proposal(by=me(request), guest=guest)
    except ValidationError as error:
        return refused(request, error, found.get_absolute_url())
    return redirect(found)


@door(signed_in)
def entry_file(request: HttpRequest, calendar_entry_id: int) -> HttpResponse:
    """The entry as a file for other programs."""
    found = seen_entry(request, calendar_entry_id)
    return HttpResponse(
        file_text([found]),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="entry-{found.pk}.ics"'},
    )
