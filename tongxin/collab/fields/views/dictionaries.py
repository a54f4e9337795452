"""A list of choices: adding, renaming, merging, retiring, moving."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.collab.access.policies import administrators
from tongxin.collab.fields.actions import add_choice, merge_choices, move_choice, rename_choice, retire_choice
from tongxin.collab.fields.models import CustomField, Dictionary, DictionaryEntry
from tongxin.collab.fields.views.frame import crumbs, page
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me


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
        "entries": found.entries.select_related("merged_into"),
        "live": [entry for entry in found.entries.all() if entry.retired_at is None],
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
    entry = _entry(request, found, "entry")
    if deed == "rename":
        rename_choice(by=by, entry=entry, label=label)
        messages.success(request, _("Saved"))
    elif deed == "merge":
        into = _entry(request, found, "into")
        merge_choices(by=by, entry=entry, into=into)
        said = _("“%(one)s” now means “%(other)s” wherever it was chosen.")
        messages.success(request, said % {"one": entry.label, "other": into.label})
    elif deed in ("retire", "restore"):
        retire_choice(by=by, entry=entry, retired=deed == "retire")
    elif deed in ("up", "down"):
        move_choice(by=by, entry=entry, up=deed == "up")


def _entry(request: HttpRequest, found: Dictionary, name: str) -> DictionaryEntry:
    """The choice that a form names."""
    number = request.POST.get(name, "")
    numbered = int(number) if number.isdecimal() and len(number) < 18 else 0
    return get_object_or_404(DictionaryEntry.objects.select_related("dictionary"), dictionary=found, pk=numbered)
