"""The facts about a party that people edit: one list for forms, inline edit, import, export, REST and field rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText
from tongxin.directory.parties.models.party import Party


@dataclass(frozen=True)
class Fact:
    """One editable column. `kind`: text, long, choice, uscc, date, url, place."""

    name: str
    label: LazyText
    kind: str = "text"
    suggest: bool = False


FACTS = {
    fact.name: fact
    for fact in (
        Fact("name", _("name")),
        Fact("short_name", _("short name")),
        Fact("english_name", _("English name")),
        Fact("kind", _("kind"), "choice"),
        Fact("uscc", _("unified social credit code"), "uscc"),
        Fact("tax_number", _("tax number")),
        Fact("industry", _("industry"), suggest=True),
        Fact("tier", _("tier"), suggest=True),
        Fact("source", _("source"), suggest=True),
        Fact("region", _("sales region"), suggest=True),
        Fact("website", _("website"), "url"),
        Fact("country", _("country"), suggest=True),
        Fact("province", _("province"), suggest=True),
        Fact("city", _("city"), suggest=True),
        Fact("district", _("district")),
        Fact("address", _("address")),
        Fact("postcode", _("postcode")),
        Fact("birthday", _("birthday"), "date"),
        Fact("note", _("note"), "long"),
        Fact("external_id", _("number in the old system")),
    )
}


def max_length(name: str) -> int | None:
    """How many characters the column takes, or None for no limit."""
    length: int | None = getattr(Party._meta.get_field(name), "max_length", None)
    return length


def facts_of(party: Party) -> dict[str, Any]:  # Any: column values
    """The facts by name, for rules and formulas of the firm's own fields."""
    return {name: getattr(party, name) for name in FACTS}


def customs_of(ids: Sequence[int]) -> dict[int, dict[str, Any]]:  # Any: JSON values
    """The values of the firm's own fields of some parties, by number."""
    return dict(Party.objects.filter(pk__in=ids).values_list("pk", "custom"))


def is_own(name: str) -> bool:
    """Whether a name is that of a field which the firm added."""
    return name.startswith("c_")
