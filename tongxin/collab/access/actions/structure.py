"""Units and the firm's settings: the verbs of administrators."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tongxin.collab.access.actions.administering import ask_administrator
from tongxin.collab.org.actions import add_unit, change_company, change_unit, close_unit
from tongxin.collab.org.models import Company, Unit
from tongxin.collab.people.models import Person


@transaction.atomic
def found_unit(*, by: Person, name: str, kind: str, parent: Unit) -> Unit:
    """Add a branch, region, department or team."""
    ask_administrator(by)
    parent = Unit.objects.get(pk=parent.pk)
    return add_unit(by=by, name=name, kind=kind, parent=parent)


@transaction.atomic
def reshape_unit(*, by: Person, unit: Unit, name: str, kind: str, parent: Unit | None) -> Unit:
    """Rename, re-kind or move a unit with everything under it. Raises UnitInItself."""
    ask_administrator(by)
    parent = Unit.objects.get(pk=parent.pk) if parent else None
    return change_unit(by=by, unit=unit, name=name, kind=kind, parent=parent)


@transaction.atomic
def shut_unit(*, by: Person, unit: Unit) -> None:
    """Close a unit that nobody works in. Raises UnitInUse."""
    ask_administrator(by)
    close_unit(by=by, unit=unit)


@transaction.atomic
def change_firm(
    *,
    by: Person,
    version: int | None = None,
    letterhead: Mapping[str, str] | None = None,
    **values: Any,  # Any: columns
) -> Company:
    """Change the firm's name, language, time zone, currency, ways of selling or letterhead. Raises CompanyChangedMeanwhile."""
    ask_administrator(by)
    return change_company(by=by, version=version, letterhead=letterhead, **values)
