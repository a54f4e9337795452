"""What can be chosen while a step is described."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.collab.access.models import Role
from tongxin.collab.approvals.queries.descriptions import Json
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.people.models import Person

Choices = list[tuple[str, str]]


def source_choices() -> Choices:
    """Ways to find the people of a step."""
    return [
        ("", pgettext("flow", "— choose —")),
        ("superior", pgettext("flow", "superior of who asks")),
        ("superiors", pgettext("flow", "several superiors in turn")),
        ("head", pgettext("flow", "head of a unit")),
        ("region_head", pgettext("flow", "head of the region")),
        ("post", pgettext("flow", "post")),
        ("role", pgettext("flow", "role")),
        ("people", pgettext("flow", "certain people")),
        ("owner", pgettext("flow", "owner of the customer")),
        ("field", pgettext("flow", "a person named in the form")),
        ("chosen", pgettext("flow", "chosen by who asks")),
        ("previous", pgettext("flow", "chosen by the one before")),
        ("administrators", pgettext("flow", "the administrators")),
        ("initiator", pgettext("flow", "the one who asks")),
    ]


def source_fields(name: str, source: Json, graph: Json) -> dict[str, forms.Field]:
    """What a way to find people wants to know besides, by the names of form fields."""
    made: dict[str, forms.Field] = {}
    match source.get("from"):
        case "people":
            made["people"] = forms.ModelMultipleChoiceField(
                label=_("Whom"), queryset=Person.objects.active().by_name(), required=False,
                widget=forms.SelectMultiple(attrs={"size": 6}),
            )  # fmt: skip
        case "role":
            names = Role.objects.order_by("id").values_list("name", flat=True)
            made["role"] = _choice(_("Role"), [(one, one) for one in names], source.get("role", ""))
        case "post":
            titles = Post.objects.exclude(title="").order_by("title").values_list("title", flat=True).distinct()
            made["title"] = _choice(_("Post"), [(one, one) for one in titles], source.get("title", ""))
            made["near"] = forms.BooleanField(label=_("the nearest one to who asks"), required=False)
        case "head":
            units = Unit.objects.open().order_by("path").values_list("pk", "name")
            known = [("", _("unit of who asks")), *((str(pk), unit) for pk, unit in units)]
            made["unit"] = forms.ChoiceField(label=_("Unit"), choices=known, required=False)
            made["up"] = _number(_("Levels above it"), 0, 10)
        case "region_head":
            made["up"] = _number(_("Levels above it"), 0, 10)
        case "superior":
            made["up"] = _number(_("How many levels up"), 1, 20)
        case "superiors":
            made["levels"] = _number(_("How many levels"), 1, 20)
        case "field":
            named = [(one["key"], one["label"]) for one in graph.get("form", []) if one["type"] == "person"]
            made["field"] = _choice(_("Field"), named, source.get("field", ""))
    return {f"{name}_{part}": one for part, one in made.items()}


def _choice(label: str, offered: Choices, chosen: str) -> forms.ChoiceField:
    """What was chosen and is gone stays visible, so that it does not turn into another by itself."""
    gone = [(chosen, _("%(name)s (gone)") % {"name": chosen})] if chosen and chosen not in dict(offered) else []
    choices = [("", pgettext("flow", "— choose —")), *offered, *gone]
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _number(label: str, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False)


def read_source(name: str, cleaned: Json) -> Json:
    """A way to find people as the flow keeps it; what is empty is left out."""
    source: Json = {"from": cleaned[f"{name}_from"]}
    for field, value in cleaned.items():
        if not field.startswith(f"{name}_") or field == f"{name}_from" or value in (None, ""):
            continue
        part = field.removeprefix(f"{name}_")
        source[part] = [one.pk for one in value] if part == "people" else int(value) if part == "unit" else value
    return _completed(source)


def _completed(source: Json) -> Json:
    """With what the engine must know, as far as nobody said it yet."""
    usual: Mapping[str, Json] = {
        "people": {"people": []},
        "role": {"role": ""},
        "post": {"title": ""},
        "field": {"field": ""},
    }
    whole = {**usual.get(source["from"], {}), **source}
    if whole["from"] == "superiors":
        whole.setdefault("levels", 2)
    if whole.get("near") is False:
        del whole["near"]
    return whole
