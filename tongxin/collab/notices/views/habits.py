"""What I want to hear, by which way, when; and what became of it lately."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.notices.actions import add_device, choose_habits, remove_device
from tongxin.collab.notices.forms import DeviceForm, HabitsForm
from tongxin.collab.notices.models import Channel, Delivery, Device, Habits, Matter, PushKeys
from tongxin.collab.people.policies import me

_LATELY = 20


def _push_key() -> str:
    """By which browsers know the firm; empty where no push is set up."""
    if not Channel.objects.in_use().filter(kind=Channel.Kind.PUSH).exists():
        return ""
    return PushKeys.objects.order_by("pk").values_list("public", flat=True).first() or ""


@door(signed_in, methods=("POST",))
def new_device(request: HttpRequest) -> HttpResponse:
    """Let this browser show notices."""
    form = DeviceForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("This browser named no push service that is known. Try another browser."))
        add_device(by=me(request), **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("From now on notices come to this browser."))
    return redirect("my-notices")


@door(signed_in, methods=("POST",))
def device_removal(request: HttpRequest, device_id: int) -> HttpResponse:
    """Show nothing more there."""
    remove_device(by=me(request), device=device_id)
    return redirect("my-notices")


@door(signed_in, methods=("GET", "POST"))
def my_notices(request: HttpRequest) -> HttpResponse:
    """The choices of one person; without any channel a word on why there is nothing to choose."""
    person = me(request)
    habits = Habits.objects.filter(person=person).first() or Habits(person=person)
    channels = Channel.objects.open_to(person)
    sent = request.POST if request.method == "POST" else None
    form = HabitsForm(sent, habits=habits, channels=channels)
    if sent is not None and form.is_valid():
        times = {name: form.cleaned_data[name] for name in ("quiet_from", "quiet_until", "digest_at")}
        choose_habits(by=person, paces=form.paces(), quiet=form.quiet(), **times)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("my-notices")
    lately = Delivery.objects.visible_to(person).filter(person=person).select_related("channel", "person")
    context = {
        "form": form,
        "matters": Matter,
        "push_key": _push_key(),
        "devices": Device.objects.visible_to(person).order_by("pk"),
        "rows": lately.order_by("-id")[:_LATELY],
        "crumbs": [{"title": _("Settings"), "url": reverse("settings")}, {"title": _("My notices"), "url": ""}],
    }
    return render(request, "notices/my_notices.html", context, status=422 if form.errors else 200)
