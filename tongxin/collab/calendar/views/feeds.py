"""Addresses by which other programs read one's calendar."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tongxin.base.web.doors import anyone, door, signed_in
from tongxin.base.web.links import absolute
from tongxin.base.web.refusing import refuse
from tongxin.collab.calendar.actions import feed_of, open_feed, revoke_feed
from tongxin.collab.calendar.forms import FeedForm
from tongxin.collab.calendar.models import Feed
from tongxin.collab.calendar.queries import feed_text
from tongxin.collab.calendar.views.loading import crumbs, done
from tongxin.collab.org.queries import firm_time_zone
from tongxin.collab.people.policies import me


@door(signed_in, methods=("GET", "POST"))
def feeds(request: HttpRequest) -> HttpResponse:
    """My addresses; a new one is shown this once."""
    person = me(request)
    form, address = FeedForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _feed, secret = open_feed(by=person, name=form.cleaned_data["name"])
        except ValidationError as error:
            refuse(form, error)
        else:
            address, form = absolute(request, reverse("calendar-feed", args=[secret])), FeedForm()
    context = {
        "form": form,
        "address": address,
        "feeds": Feed.objects.filter(person=person, revoked_at=None).order_by("-id"),
        "crumbs": crumbs((_("Read it in other programs"), "")),
    }
    return render(request, "calendar/feeds.html", context, status=422 if form.errors else 200)


@door(signed_in, methods=("POST",))
def revocation(request: HttpRequest, feed_id: int) -> HttpResponse:
    """Take an address back."""
    feed = get_object_or_404(Feed, pk=feed_id, person=me(request))
    revoke_feed(by=me(request), feed=feed)
    return done(request, _("The address leads nowhere any more."), otherwise=reverse("calendar-feeds"))


@door(anyone)
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whose address it is; whoever knows the address needs no password, so it says nothing to anybody else."""
    found = feed_of(secret)
    if found is None:
        raise Http404
    person = found.person
    zone = person.time_zone or firm_time_zone() or timezone.get_default_timezone_name()
    with translation.override(person.language), timezone.override(zone):
        text = feed_text(person, address=absolute(request, "/").rstrip("/"))
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
