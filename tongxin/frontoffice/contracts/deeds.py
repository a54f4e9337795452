"""What the list does with contracts: set a fact of a draft, hand many over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import Deed
from tongxin.frontoffice.contracts.actions import change_contract, pass_contract
from tongxin.frontoffice.contracts.models import Contract

Values = dict[str, Any]  # Any: JSON values
_MOST = 300


def change(by: Person, number: int, values: Mapping[str, Any], was: Mapping[str, Any] | None) -> None:  # Any: as typed
    """Facts of one draft."""
    change_contract(by=by, contract=Contract(pk=number), was=was, **values)


def _colleagues(person: Any) -> Values:  # Any: the reader
    return {"colleagues": Person.objects.active().by_name().values_list("pk", "name")[:_MOST]}


def _taker(by: Person, values: Values) -> Values:
    text = str(values.get("owner") or "")
    found = (
        Person.objects.active().filter(pk=int(text)).first()
        if text.isascii() and text.isdigit() and len(text) < 19
        else None
    )
    if found is None:
        raise ValidationError(_("Choose who takes over."))
    return {"owner": found.pk}


def _hand_over(by: Person, ids: Sequence[int], values: Values, strict: bool) -> int:
    owner, refused = Person.objects.get(pk=values["owner"]), 0
    for number in ids:
        try:
            with transaction.atomic():
                pass_contract(by=by, contract=Contract(pk=number), owner=owner)
        except (ValidationError, PermissionDenied):
            if strict:
                raise
            refused += 1
    return refused


def _named(values: Values) -> str:
    return Person.objects.filter(pk=values["owner"]).values_list("name", flat=True).first() or "—"


DEEDS = {
    "assign": Deed(
        label=gettext_lazy("Hand over"),
        icon="swap",
        template="parties/_bulk_owner.html",
        asks=_colleagues,
        typed=lambda form: {"owner": form.get("owner", "")},
        checked=_taker,
        do=_hand_over,
        said=lambda values: _("Hand over to %(name)s") % {"name": _named(values)},
        done_words=lambda count, values: (
            ngettext("%(n)d contract now belongs to %(name)s", "%(n)d contracts now belong to %(name)s", count)
            % {"n": count, "name": _named(values)}
        ),
        field="owner",
    )
}
