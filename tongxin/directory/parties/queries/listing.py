"""Which customers a list shows: filters and orders that people can choose, as closed lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.lazy import LazyText
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.parties.models import ROLES, Party


@dataclass(frozen=True)
class Choice:
    """A filter in force: its name in the address, its label, its value in words."""

    name: str
    label: LazyText
    said: str


@dataclass(frozen=True)
class Filter:
    """One filter. `condition(value, person, now)` answers a Q, or None for a value it does not know; `fact` ties it to a field right."""

    label: LazyText
    fact: str
    condition: Callable[[str, Any, datetime], Q | None]  # Any: person type of the doors
    said: Callable[[str], str] = str


def _equal(column: str) -> Callable[[str, Any, datetime], Q | None]:  # Any: as above
    return lambda value, person, now: Q(**{column: value})


def _owner(value: str, person: Any, now: datetime) -> Q | None:  # Any: as above
    if value == "me":
        return Q(owner=person)
    if value == "none":
        return Q(owner=None)
    return Q(owner_id=int(value)) if value.isascii() and value.isdigit() and len(value) < 19 else None


def _owner_said(value: str) -> str:
    if value in ("me", "none"):
        return _("me") if value == "me" else _("nobody")
    found = Person.objects.filter(pk=value if value.isdigit() and len(value) < 19 else 0).first()
    return found.name if found else value


def _city(value: str, person: Any, now: datetime) -> Q | None:  # Any: as above
    return Q(city__in=[value, f"{value}市", value.removesuffix("市")])


def _quiet(value: str, person: Any, now: datetime) -> Q | None:  # Any: as above
    if not (value.isascii() and value.isdigit() and len(value) < 5):
        return None
    return Q(contact_order__lt=now - timedelta(days=int(value)))


def _step(value: str, person: Any, now: datetime) -> Q | None:  # Any: as above
    return {"none": Q(next_at=None), "overdue": Q(next_at__lt=now), "planned": Q(next_at__gte=now)}.get(value)


def _role(value: str, person: Any, now: datetime) -> Q | None:  # Any: as above
    return Q(**{f"is_{value}": True}) if value in ROLES else None


def _import(value: str, person: Any, now: datetime) -> Q | None:  # Any: as above
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        return None
    rows = Entry.objects.filter(batch=f"import:{value}", kind="party")
    return Q(pk__in=rows.values("subject_id"))


FILTERS: dict[str, Filter] = {
    "owner": Filter(gettext_lazy("owner"), "owner", _owner, _owner_said),
    "city": Filter(gettext_lazy("city"), "city", _city),
    "industry": Filter(gettext_lazy("industry"), "industry", _equal("industry")),
    "tier": Filter(gettext_lazy("tier"), "tier", _equal("tier")),
    "source": Filter(gettext_lazy("source"), "source", _equal("source")),
    "region": Filter(gettext_lazy("sales region"), "region", _equal("region")),
    "tag": Filter(gettext_lazy("tag"), "tags", _equal("tags__name")),
    "role": Filter(gettext_lazy("role"), "", _role, lambda value: str(ROLES.get(value, value))),
    "quiet": Filter(gettext_lazy("no contact for"), "", _quiet, lambda value: _("%(days)s days") % {"days": value}),
    "step": Filter(
        gettext_lazy("next step"),
        "",
        _step,
        lambda value: {"none": _("none"), "overdue": _("overdue"), "planned": _("planned")}.get(value, value),
    ),
    "import": Filter(gettext_lazy("came with import"), "", _import),
}
ORDERS: dict[str, tuple[LazyText, tuple[str, ...]]] = {
    "name": (gettext_lazy("By name"), ("sort_key", "id")),
    "contact": (gettext_lazy("Latest contact first"), ("-contact_order", "-id")),
    "silent": (gettext_lazy("Longest silent first"), ("contact_order", "id")),
    "next": (gettext_lazy("Next step first"), ("next_order", "id")),
    "new": (gettext_lazy("Newest first"), ("-id",)),
}


def filters_for(person: Any) -> dict[str, Filter]:  # Any: as above
    """The filters this person may use: hidden fields can't be asked for."""
    hidden = hidden_fields(person, "party")
    return {name: one for name, one in FILTERS.items() if one.fact not in hidden}


def chosen(
    person: Any, asked: Mapping[str, str], now: datetime
) -> tuple[QuerySet[Party], list[Choice]]:  # Any: as above
    """The rows asked for, within what the person may see, and the filters in force. Unknown filters and values are left out."""
    rows = Party.objects.visible_to(person)
    role = asked.get("role", "")
    rows = rows.living() if role in ROLES and role != "customer" else rows.customers()
    choices: list[Choice] = []
    for name, one in filters_for(person).items():
        value = asked.get(name, "").strip()[:100]
        condition = one.condition(value, person, now) if value else None
        if condition is not None:
            rows = rows.filter(condition)
            choices.append(Choice(name, one.label, one.said(value)))
    q = asked.get("q", "").strip()[:100]
    if q:
        rows = rows.filter(matching(person, "party", q))
    return rows, choices
