"""Why two records are thought to be one, in words, as far as a person may know."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.collab.access.policies import hidden_fields

REASONS = {
    "uscc": _("same social credit code"),
    "external_id": _("same number in the old system"),
    "name": _("same name"),
    "short": _("one name is short for the other"),
    "sound": _("names sound the same"),
    "slip": _("names differ by one sign"),
    "order": _("same words in another order"),
    "core": _("similar name in the same place"),
    "phone": _("same phone"),
    "contact_phone": _("same contact with the same mobile"),
    "contact": _("same contact"),
    "address": _("same address"),
    "mail": _("same mail address"),
    "city": _("same city"),
    "firm": _("works at the same firm"),
}
# The field right without which a reason is not told.
_FIELDS = {
    "uscc": "uscc",
    "external_id": "external_id",
    "phone": "phones",
    "contact_phone": "phones",
    "address": "address",
    "mail": "emails",
    "city": "city",
}


def closed_reasons(person: Any) -> set[str]:  # Any: also takes Django's anonymous user
    """Names of reasons that speak of fields which are hidden from this person."""
    hidden = hidden_fields(person, "party")
    return {name for name, field in _FIELDS.items() if field in hidden}


def reasons_for(person: Any, names: Iterable[str]) -> list[str]:  # Any: as above
    """The reasons in words, without those that speak of hidden fields."""
    closed = closed_reasons(person)
    return [str(REASONS[name]) for name in names if name in REASONS and name not in closed]
