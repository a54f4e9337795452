"""What I want to hear, by which way, when; and what became of it lately."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.notices.actions import choose_habits
from tongxin.collab.notices.forms import HabitsForm
from tongxin.collab.notices.models import Channel, Delivery, Habits, Matter
from tongxin.collab.people.policies import me

_LATELY = 20


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
        choose_habits(by=person, paces=form.paces(), **times)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("my-notices")
    lately = Delivery.objects.visible_to(person).filter(person=person).select_related("channel", "person")
    context = {
        "form": form,
        "matters": Matter,
        "rows": lately.order_by("-id")[:_LATELY],
        "crumbs": [{"title": _("Settings"), "url": reverse("settings")}, {"title": _("My notices"), "url": ""}],
    }
    return render(request, "notices/my_notices.html", context, status=422 if form.errors else 200)
