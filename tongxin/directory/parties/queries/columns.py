"""Which columns a list of customers can show, and what to load for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText
from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.models.facts import FACTS

USUAL = ("tier", "owner", "last_contact_at", "next_step", "next_at")
_ALWAYS = ("id", "name", "short_name", "kind", "city", "province", "region", "industry", "version")
_SORTED = {"name", "kind", "industry", "tier", "source", "region", "province", "city", "external_id", "uscc"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One of the room's own columns. `loads` are columns of the table, `joins` what is read beside it."""

    key: str
    label: LazyText
    sort: str = ""
    is_figure: bool = False
    loads: tuple[str, ...] = ()
    joins: tuple[str, ...] = field(default=())


def _fact(name: str) -> Column:
    return Column(key=name, label=FACTS[name].label, sort=name if name in _SORTED else "", loads=(name,))


OWN = {
    column.key: column
    for column in (
        _fact("tier"),
        Column(key="owner", label=_("owner"), sort="owner", loads=("owner__name",)),
        Column(key="last_contact_at", label=_("last contact"), sort="last_contact_at", loads=("last_contact_at",)),
        Column(key="next_step", label=_("next step"), loads=("next_step",)),
        Column(key="next_at", label=_("Due"), sort="next_at", is_figure=True, loads=("next_at",)),
        *(_fact(name) for name in FACTS if name not in ("name", "tier")),
        Column(key="unit", label=_("unit"), loads=("unit__name",)),
        Column(key="roles", label=_("role"), loads=()),
        Column(key="phones", label=_("phone"), joins=("points",)),
        Column(key="emails", label=_("e-mail"), joins=("points",)),
        Column(key="tags", label=_("tags"), joins=("tags",)),
        Column(key="created_at", label=_("added"), sort="created_at", loads=("created_at",)),
        Column(key="updated_at", label=_("changed"), sort="updated_at", loads=("updated_at",)),
    )
}


def own_columns(person: Any) -> list[Column]:  # Any: also takes Django's anonymous user
    """The room's columns which the person may see."""
    hidden = hidden_fields(person, "party")
    return [column for column in OWN.values() if column.key not in hidden]


def loaded_for(rows: QuerySet[Party], columns: Iterable[Column], more: Iterable[str] = ()) -> QuerySet[Party]:
    """The rows with what the columns show, and with the plain columns `more`, and nothing else."""
    columns = list(columns)
    names = [*_ALWAYS, *(name for column in columns for name in column.loads), *more]
    if any(column.key == "roles" for column in columns):
        names += [f"is_{role}" for role in ("customer", "supplier", "dealer", "agent", "competitor", "partner")]
    beside = sorted({name.split("__")[0] for name in names if "__" in name})
    rows = rows.select_related(*beside) if beside else rows
    joins = sorted({join for column in columns for join in column.joins})
    return rows.only(*dict.fromkeys(names)).prefetch_related(*joins)
