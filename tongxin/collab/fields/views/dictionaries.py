"""A list of choices: adding, renaming, retiring, moving."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.fields.actions import add_choice, move_choice, rename_choice, retire_choice
from tongxin.collab.fields.models import CustomField, Dictionary, DictionaryEntry
from tongxin.collab.fields.views.frame import crumbs, me, page
from tongxin.collab.people.models import Person


@door(administrators, methods=("GET", "POST"))
def dictionary(request: HttpRequest, number: int) -> HttpResponseBase:
    """The list; POST does one `deed` to one entry."""
    found = get_object_or_404(Dictionary, pk=number)
    if request.method == "POST":
        try:
            _do(request, found)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("dictionary", number)
    users = CustomField.objects.filter(dictionary=found, purged_at=None).order_by("label")
    context = {
        "crumbs": crumbs((found.name, "")),
        "dictionary": found,
        "entries": found.entries.all(),
        "users": users,
    }
    return page(request, "fields/dictionary.html", context)


def _do(request: HttpRequest, found: Dictionary) -> None:
    by: Person = me(request)
    deed, label = request.POST.get("deed", ""), request.POST.get("label", "")
    if deed == "add":
        add_choice(by=by, dictionary=found, label=label)
        messages.success(request, _("“%(name)s” is there now.") % {"name": label.strip()})
        return
    number = request.POST.get("entry", "")
    numbered = int(number) if number.isdecimal() and len(number) < 18 else 0
    entry = get_object_or_404(DictionaryEntry.objects.select_related("dictionary"), dictionary=found, pk=numbered)
    if deed == "rename":
        rename_choice(by=by, entry=entry, label=label)
        messages.success(request, _("Saved"))
    elif deed in ("retire", "restore"):
        retire_choice(by=by, entry=entry, retired=deed == "retire")
    elif deed in ("up", "down"):
        move_choice(by=by, entry=entry, up=deed == "up")
