"""Settings of administrators: the channels, their test, and the log of what left."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.egress import NoAnswer, NoWayOut
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.notices.actions import add_channel, change_channel, remove_channel, send_again, try_channel
from tongxin.collab.notices.forms import form_for, new_form
from tongxin.collab.notices.models import Channel, Delivery
from tongxin.collab.notices.sending import Refused
from tongxin.collab.people.policies import me

_LINES = 50


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    first = [(_("Settings"), reverse("settings")), (_("Notice channels"), reverse("channels") if more else "")]
    return [{"title": title, "url": url} for title, url in [*first, *more]]


def _seen(request: HttpRequest, channel_id: int) -> Channel:
    found = Channel.objects.visible_to(request.user).present().filter(pk=channel_id).first()
    if found is None:
        raise Http404
    return found


@door(administrators)
def channels(request: HttpRequest) -> HttpResponse:
    """The ways by which notices leave, and what failed lately."""
    rows = Channel.objects.visible_to(request.user).present().select_related("unit").order_by("id")
    failed = Delivery.objects.visible_to(request.user).filter(state=Delivery.State.FAILED).count()
    has_push = any(one.is_push for one in rows)
    kinds = [one for one in Channel.Kind.choices if not (has_push and one[0] == Channel.Kind.PUSH)]
    context = {"rows": rows, "kinds": kinds, "failed": failed, "crumbs": _crumbs()}
    return render(request, "notices/channels.html", context)


@door(administrators, methods=("GET", "POST"))
@once
def new_channel(request: HttpRequest) -> HttpResponse:
    """Set up a channel of `?kind=`."""
    kind = request.GET.get("kind", Channel.Kind.MAIL)
    if kind not in Channel.Kind.values:
        raise Http404
    form = new_form(kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            channel = add_channel(by=me(request), kind=kind, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved. Now send a test."))
            return redirect(channel)
    label = Channel.Kind(kind).label
    context = {"form": form, "kind": kind, "label": label, "crumbs": _crumbs((str(label), ""))}
    return render(request, "notices/channel.html", context, status=422 if form.errors else 200)


@door(administrators, methods=("GET", "POST"))
def channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    """One channel: change it, try it, take it away."""
    found = _seen(request, channel_id)
    shown = {name: getattr(found, name) for name in ("name", "is_on", "unit", "host", "port", "security", "account")}
    initial = {**shown, "sender": found.sender}
    form = form_for(found.kind)(request.POST if request.method == "POST" else None, channel=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_channel(by=me(request), channel=found, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved"))
            return redirect(found)
    label = found.get_kind_display()
    context = {"form": form, "channel": found, "label": label, "crumbs": _crumbs((found.name, ""))}
    return render(request, "notices/channel.html", context, status=422 if form.errors else 200)


@door(administrators, methods=("POST",))
def channel_test(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Send a word now, and say what was answered."""
    found = _seen(request, channel_id)
    try:
        said = try_channel(by=me(request), channel=found)
    except (Refused, NoAnswer, NoWayOut) as error:
        messages.error(request, _("It did not arrive. The answer: %(answer)s") % {"answer": error})
    else:
        messages.success(request, _("It was taken. The answer: %(answer)s") % {"answer": said.answer})
    return redirect(found)


@door(administrators, methods=("POST",))
def channel_removal(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Take a channel away with its keys."""
    found = _seen(request, channel_id)
    remove_channel(by=me(request), channel=found)
    messages.success(request, _("“%(name)s” is gone, and its keys with it.") % {"name": found.name})
    return redirect("channels")


@door(administrators)
def deliveries(request: HttpRequest) -> HttpResponse:
    """What left for whom by which way, what did not, and why; never what it said."""
    state = request.GET.get("state", "")
    rows = Delivery.objects.visible_to(request.user).select_related("person", "channel", "notice")
    if state in Delivery.State.values:
        rows = rows.filter(state=state)
    try:
        page = page_of(rows, order=("-id",), size=_LINES, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect("deliveries")
    asked = f"state={state}&" if state in Delivery.State.values else ""
    context = {
        "rows": page.rows,
        "state": state,
        "states": Delivery.State.choices,
        "page": {
            "summary": "",
            "previous_url": f"?{asked}after={page.previous}" if page.previous else "",
            "next_url": f"?{asked}after={page.next}" if page.next else "",
        },
        "crumbs": _crumbs((pgettext("delivery", "Log"), "")),
    }
    return render(request, "notices/deliveries.html", context)


@door(signed_in, methods=("POST",))
def delivery_again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Send once more what had failed."""
    found = Delivery.objects.visible_to(request.user).filter(pk=delivery_id).first()
    if found is None:
        raise Http404
    send_again(by=me(request), delivery=found)
    messages.success(request, _("It goes out again now."))
    return redirect("my-notices" if "mine" in request.POST else "deliveries")
