"""Services outside that rules may tell."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.egress import NoAnswer, NoWayOut
from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.automations.actions import remove_hook, save_hook, try_hook
from tongxin.collab.automations.actions.signing import NotTaken
from tongxin.collab.automations.forms import HookForm
from tongxin.collab.automations.models import Hook
from tongxin.collab.automations.views.loading import crumbs
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me


def _seen(request: HttpRequest, hook_id: int) -> Hook:
    found = Hook.objects.visible_to(request.user).present().filter(pk=hook_id).first()
    if found is None:
        raise Http404
    return found


@door(administrators)
def hooks(request: HttpRequest) -> HttpResponse:
    """All services."""
    rows = Hook.objects.visible_to(request.user).present().order_by("name")
    return render(request, "automations/hooks.html", {"rows": rows, "crumbs": crumbs((_("Services"), ""))})


@door(administrators, methods=("GET", "POST"))
@once
def new_hook(request: HttpRequest) -> HttpResponse:
    """Set one up."""
    return _form(request, None)


@door(administrators, methods=("GET", "POST"))
def hook(request: HttpRequest, hook_id: int) -> HttpResponse:
    """One service: set it otherwise, try it, take it away."""
    return _form(request, _seen(request, hook_id))


def _form(request: HttpRequest, found: Hook | None) -> HttpResponse:
    initial = {"name": found.name} if found else {}
    form = HookForm(request.POST if request.method == "POST" else None, initial=initial, is_known=found is not None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_hook(by=me(request), hook=found, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved. Now send a test."))
            return redirect(saved)
    title = found.name if found else _("New service")
    context = {
        "form": form,
        "hook": found,
        "title": title,
        "crumbs": crumbs((_("Services"), reverse("hooks")), (title, "")),
    }
    return render(request, "automations/hook.html", context, status=422 if form.errors else 200)


@door(administrators, methods=("POST",))
def hook_test(request: HttpRequest, hook_id: int) -> HttpResponse:
    """Tell it something now, and say what was answered."""
    found = _seen(request, hook_id)
    try:
        said = try_hook(by=me(request), hook=found)
    except (NotTaken, NoAnswer, NoWayOut) as error:
        messages.error(request, _("It did not arrive. The answer: %(answer)s") % {"answer": error})
    else:
        messages.success(request, _("It was taken. The answer: %(answer)s") % {"answer": said})
    return redirect(found)


@door(administrators, methods=("POST",))
def hook_removal(request: HttpRequest, hook_id: int) -> HttpResponse:
    """Forget it with its address and secret."""
    found = _seen(request, hook_id)
    remove_hook(by=me(request), hook=found)
    messages.success(request, _("“%(name)s” is gone.") % {"name": found.name})
    return redirect("hooks")
