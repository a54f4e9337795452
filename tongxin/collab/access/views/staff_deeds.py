"""What administrators do with one person: links, posts, leaving and coming back."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.base.web.links import absolute
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.actions import (
    let_go,
    lift_second_factor,
    open_way_in,
    place_in_unit,
    sign_out_everywhere,
    take_back,
    take_from_unit,
)
from tongxin.collab.access.forms import LostFactorForm, PostForm
from tongxin.collab.access.policies import administrators
from tongxin.collab.access.views.staff import person_page
from tongxin.collab.org.models import Post
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me


def _refused(request: HttpRequest, number: int, error: ValidationError) -> HttpResponseBase:
    messages.error(request, " ".join(error.messages))
    return redirect("staff-person", number)


@door(administrators, methods=("POST",))
def link(request: HttpRequest, number: int) -> HttpResponseBase:
    """Make a link by which this person chooses a password; it is shown once."""
    person = get_object_or_404(Person, pk=number)
    try:
        secret = open_way_in(by=me(request), person=person)
    except ValidationError as error:
        return _refused(request, number, error)
    return person_page(request, person, link=absolute(request, reverse("welcome", args=[secret])))


@door(administrators, methods=("POST",))
def sessions(request: HttpRequest, number: int) -> HttpResponseBase:
    """Sign somebody out everywhere; of one's own sessions the one in hand goes on."""
    person = get_object_or_404(Person, pk=number)
    sign_out_everywhere(by=me(request), person=person)
    if person.pk == me(request).pk:
        update_session_auth_hash(request, person)
    messages.success(request, _("All sessions and tokens of %(name)s have ended.") % {"name": person.name})
    return redirect("staff-person", number)


@door(administrators, methods=("POST",))
def second_factor(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take away what somebody lost, with a reason; what was typed stays where it is refused."""
    person = get_object_or_404(Person, pk=number)
    form = LostFactorForm(request.POST)
    if form.is_valid():
        try:
            lift_second_factor(by=me(request), person=person, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            refuse(form, error)
        else:
            text = _("%(name)s signs in with the password alone until another app is set up.") % {"name": person.name}
            messages.success(request, text)
            return redirect("staff-person", number)
    return person_page(request, person, lost=form)


@door(administrators, methods=("POST",))
def departure(request: HttpRequest, number: int) -> HttpResponseBase:
    """Somebody leaves."""
    person = get_object_or_404(Person, pk=number)
    try:
        let_go(by=me(request), person=person)
    except ValidationError as error:
        return _refused(request, number, error)
    messages.success(request, _("%(name)s has left. Nothing they hold opens a door any more.") % {"name": person.name})
    return redirect("staff-person", number)


@door(administrators, methods=("POST",))
def comeback(request: HttpRequest, number: int) -> HttpResponseBase:
    """Somebody comes back."""
    person = get_object_or_404(Person, pk=number)
    take_back(by=me(request), person=person)
    messages.success(request, _("%(name)s is back. Make a link so that they can sign in.") % {"name": person.name})
    return redirect("staff-person", number)


@door(administrators, methods=("POST",))
def posts(request: HttpRequest, number: int) -> HttpResponseBase:
    """Give a post, or change the one held in that unit."""
    person = get_object_or_404(Person, pk=number)
    form = PostForm(request.POST, person=person)
    if form.is_valid():
        try:
            place_in_unit(by=me(request), person=person, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved"))
            return redirect("staff-person", number)
    return person_page(request, person, post=form)


@door(administrators, methods=("POST",))
def post_end(request: HttpRequest, number: int, post: int) -> HttpResponseBase:
    """End one of the person's posts."""
    held = get_object_or_404(Post.objects.held().select_related("person", "unit"), pk=post, person_id=number)
    take_from_unit(by=me(request), post=held)
    messages.success(request, _("Saved"))
    return redirect("staff-person", number)
