"""The facts that rules can speak of, with their words and where they are asked."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText
from tongxin.directory.parties.models.facts import FACTS


@dataclass(frozen=True)
class Asked:
    """A fact that can be asked for. `hidden_by` is the field whose right decides about it; `edit` the field edited in its
    place on the record's page, empty where a contact is noted instead."""

    key: str
    label: LazyText
    hidden_by: str
    edit: str = ""


_COLUMNS = (
    "industry", "uscc", "tax_number", "tier", "source", "region", "website", "province", "city", "address", "birthday", "short_name",
)  # fmt: skip
ASKED: dict[str, Asked] = {
    one.key: one
    for one in (
        Asked("reachable", _("a phone, here or of a contact"), "phones", "phones"),
        Asked("phones", _("phones"), "phones", "phones"),
        Asked("emails", _("e-mails"), "emails", "emails"),
        Asked("wechats", _("WeChat"), "wechats", "wechats"),
        Asked("contacts", _("a contact"), ""),
        Asked("decider", _("who decides"), ""),
        *(Asked(name, FACTS[name].label, name, "address" if name == "province" else name) for name in _COLUMNS),
    )
}
COLUMNS = _COLUMNS


def are_hidden(facts: Collection[str], hidden: Collection[str]) -> set[str]:
    """Those of the facts which field rights with these hidden names take away."""
    return {fact for fact in facts if fact in ASKED and ASKED[fact].hidden_by in hidden}
