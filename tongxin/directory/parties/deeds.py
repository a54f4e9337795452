"""What can be done with many customers at once, besides setting a field."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tongxin.base.database.prepared import prepared
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import Deed
from tongxin.directory.parties.actions import add_tags, assign_parties, delete_parties
from tongxin.directory.parties.actions.facts import check_rights

Values = dict[str, Any]  # Any: JSON values


def owner_among(values: Values) -> Person:
    """The colleague named by number. Raises ValidationError."""
    text = str(values.get("owner") or "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    owner = Person.objects.active().filter(pk=number).first()
    if owner is None:
        raise ValidationError(_("Choose who takes over."))
    return owner


@prepared
def _colleagues() -> QuerySet[Person, tuple[int, str]]:
    return Person.objects.active().by_name().values_list("pk", "name")[:300]


def _hand_over(by: Person, ids: Sequence[int], values: Values, strict: bool) -> int:
    assign_parties(by=by, parties=ids, owner=Person.objects.get(pk=values["owner"]))
    return 0


def _handed_over(values: Values) -> str:
    owner = Person.objects.filter(pk=values["owner"]).first()
    return _("Hand over to %(name)s") % {"name": owner.name if owner else "—"}


def _hand_over_done(count: int, values: Values) -> str:
    words = ngettext("%(n)d customer now belongs to %(name)s", "%(n)d customers now belong to %(name)s", count)
    return words % {"n": count, "name": owner_among(values).name}


def _tags_typed(form: QueryDict) -> Values:
    typed = form.get("tags", "").replace("，", ",").replace("、", ",").split(",")
    return {"tags": [name.strip() for name in typed if name.strip()]}


def _tags_checked(by: Person, values: Values) -> Values:
    if not values["tags"]:
        raise ValidationError(_("Write a tag."))
    check_rights(by, {"tags": values["tags"]})
    return {"tags": list(values["tags"])}


def _tag(by: Person, ids: Sequence[int], values: Values, strict: bool) -> int:
    add_tags(by=by, parties=ids, names=values["tags"])
    return 0


def _delete(by: Person, ids: Sequence[int], values: Values, strict: bool) -> int:
    delete_parties(by=by, parties=ids)
    return 0


def _delete_done(count: int, values: Values) -> str:
    words = ngettext(
        "%(n)d customer deleted. It can be restored for 30 days.",
        "%(n)d customers deleted. They can be restored for 30 days.",
        count,
    )
    return words % {"n": count}


DEEDS = {
    "assign": Deed(
        label=gettext_lazy("Hand over"),
        icon="swap",
        template="parties/_bulk_owner.html",
        asks=lambda person: {"colleagues": _colleagues()},
        typed=lambda form: {"owner": form.get("owner", "")},
        checked=lambda by, values: {"owner": owner_among(values).pk},
        do=_hand_over,
        said=_handed_over,
        done_words=_hand_over_done,
        field="owner",
    ),
    "tag": Deed(
        label=gettext_lazy("Tag"),
        icon="flag",
        template="parties/_bulk_tags.html",
        typed=_tags_typed,
        checked=_tags_checked,
        do=_tag,
        said=lambda values: _("Tag with %(tags)s") % {"tags": ", ".join(values["tags"])},
        done_words=lambda count, values: _("Tagged: %(tags)s") % {"tags": ", ".join(values["tags"])},
        field="tags",
    ),
    "delete": Deed(
        label=gettext_lazy("Delete"),
        icon="trash",
        checked=lambda by, values: values,
        do=_delete,
        said=lambda values: "",
        done_words=_delete_done,
        undo_url=lambda ids: reverse("restore_customers") + "?" + "&".join(f"ids={number}" for number in ids),
        for_all=False,
    ),
}
