"""Which customers a list shows: by the language of filters, and by the short names of older addresses."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from tongxin.base.filters.steering import are_few, gathered, leads
from tongxin.collab.access.models import Scope, reach_of
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.views.queries import Look, Preset
from tongxin.directory.parties.models import ROLES, Party, Tag
from tongxin.directory.parties.models.party import sees

Json = dict[str, Any]  # Any: JSON
ORDERS = {
    "name": Preset(gettext_lazy("By name"), ("sort_key", "id")),
    "contact": Preset(gettext_lazy("Latest contact first"), ("-contact_order", "-id")),
    "silent": Preset(gettext_lazy("Longest silent first"), ("contact_order", "id")),
    "next": Preset(gettext_lazy("Next step first"), ("next_order", "id")),
    "new": Preset(gettext_lazy("Newest first"), ("-id",)),
}
_ROLES = {f"is_{role}" for role in ROLES}
# Measured at a million customers: docs/decisions/0023.
_SAMPLE = 400
# With so many hits among those looked at the walk is shorter; a unit is a smaller part of the firm than all below it.
_SOON = {Scope.UNIT: 6}
_STEPS = {"none": "empty", "overdue": "past", "planned": "ahead"}


def shorts(query: QueryDict, person: Any) -> list[Json]:  # Any: also takes Django's anonymous user
    """Conditions under the short names that addresses have had from the beginning. Values without meaning count for nothing."""
    asked = {name: query.get(name, "").strip()[:100] for name in ("owner", "tag", "role", "quiet", "step")}
    hidden = hidden_fields(person, "party")
    parts: list[Json] = []
    if asked["owner"] == "none" and "owner" not in hidden:
        parts.append({"field": "owner", "op": "empty"})
    if asked["tag"] and "tags" not in hidden:
        found = list(Tag.objects.filter(name=asked["tag"]).values_list("id", flat=True))
        parts.append({"field": "tags", "op": "in", "value": found})
    if asked["role"] in ROLES:
        parts.append({"field": f"is_{asked['role']}", "op": "eq", "value": True})
    if asked["quiet"].isascii() and asked["quiet"].isdigit() and len(asked["quiet"]) < 5:
        parts.append({"field": "silent", "op": "older_than_days", "value": min(int(asked["quiet"]), 3_660)})
    if asked["step"] in _STEPS:
        parts.append({"field": "next_at", "op": _STEPS[asked["step"]]})
    return parts


def rows_of(look: Look, to_count: bool) -> QuerySet[Party]:
    """The rows that are asked, within what the reader may see: customers, or all where a condition speaks of roles.

    `to_count` says that no page is cut from them: what the reader may see then leads, instead of the order.
    """
    every = Party.objects.living() if look.asks_for(_ROLES - {"is_customer"}) else Party.objects.customers()
    seen = every.visible_to(look.person)
    if to_count or _sees_by_one_way(look.person):
        return seen
    ways = every.ways_to(look.person)
    if all(are_few(way) for way in ways):
        return seen
    if _ends_soon(look, seen, every):
        return every.filter(sees(look.person, "pk"))
    return seen if leads(every, look.condition) else gathered(every, ways)


def walks(look: Look, seen: QuerySet[Party], every: QuerySet[Party], ways: Sequence[QuerySet[Party]]) -> bool:
    """Whether the list is walked in its order and each row asked whether the reader may see it, instead of collecting and sorting
    what the reader may see. That depends on how much this is, and on how soon the walk would find a page: a look at some tells.
    `every` are all rows, `seen` those in sight, `ways` the same, a part for each way that opens them."""
    return not (_sees_by_one_way(look.person) or all(are_few(way) for way in ways)) and _ends_soon(look, seen, every)


def _sees_by_one_way(person: Any) -> bool:  # Any: also takes Django's anonymous user
    return reach_of(person).scope("party", "read") in (Scope.ALL, Scope.NONE, Scope.OWN)


def _ends_soon(look: Look, seen: QuerySet[Party], every: QuerySet[Party]) -> bool:
    if not look.looks_elsewhere:
        return True
    # Asked once more whether they are in sight, some hundreds would be looked for in each unit.
    some = list(seen.order_by().values_list("pk", flat=True)[:_SAMPLE])
    hits = every.order_by().filter(pk__in=some).filter(look.condition).count()
    return hits >= _SOON.get(Scope(reach_of(look.person).scope("party", "read")), 1)
