"""Roles, and who holds them."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.events import RoleGiven, RoleSaved, RoleTaken
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.access.policies import can_administer
from tongxin.collab.people.models import Person

STANDARD = [
    ("管理员", True, {"read": "all", "write": "all"}),
    ("经理", False, {"read": "below", "write": "below"}),
    ("销售", False, {"read": "unit", "write": "own"}),
    ("只看", False, {"read": "all", "write": "none"}),
]


class NotAdministrator(PermissionDenied):
    """Only administrators change rights."""


class LastAdministrator(ValidationError):
    """Somebody must be able to administer."""


def _subject(role: Role) -> Subject:
    return Subject("role", role.pk)


@transaction.atomic
def make_standard_roles() -> dict[str, Role]:
    """The four roles a firm starts with; part of founding, so nobody is asked."""
    made = {}
    for name, is_administrator, deeds in STANDARD:
        made[name], _new = Role.objects.get_or_create(
            name=name, defaults={"is_administrator": is_administrator, "scopes": {"party": deeds}}
        )
    return made


@transaction.atomic
def save_role(*, by: Person, role: Role | None = None, **values: Any) -> Role:  # Any: columns
    """Make or change a role."""
    if not can_administer(by):
        raise NotAdministrator(_("Only administrators change rights."))
    role = Role.objects.select_for_update().get(pk=role.pk) if role else Role()
    before = {key: getattr(role, key) for key in values} if role.pk else None
    for key, value in values.items():
        setattr(role, key, value)
    role.full_clean()
    role.save()
    if not Assignment.objects.filter(role__is_administrator=True, person__deactivated_at=None).exists():
        raise LastAdministrator(_("Somebody must be able to administer."))
    tell(RoleSaved(role=role.name, scopes=role.scopes, fields=role.fields), by=by, on=_subject(role), before=before)
    return role


@transaction.atomic
def give_role(*, by: Person | None, person: Person, role: Role) -> None:
    """Give somebody a role. `by` is None only while the firm is being founded."""
    if by is not None and not can_administer(by):
        raise NotAdministrator(_("Only administrators change rights."))
    _assignment, is_new = Assignment.objects.get_or_create(person=person, role=role)
    if is_new:
        tell(RoleGiven(person=person.name, role=role.name), by=by or person, on=Subject("person", person.pk))
    _forget_reach(person)


@transaction.atomic
def take_role(*, by: Person, person: Person, role: Role) -> None:
    """Take a role from somebody. Raises LastAdministrator rather than lock everyone out."""
    if not can_administer(by):
        raise NotAdministrator(_("Only administrators change rights."))
    gone, _rows = Assignment.objects.filter(person=person, role=role).delete()
    if not Assignment.objects.filter(role__is_administrator=True, person__deactivated_at=None).exists():
        raise LastAdministrator(_("Somebody must be able to administer."))
    if gone:
        tell(RoleTaken(person=person.name, role=role.name), by=by, on=Subject("person", person.pk))
    _forget_reach(person)


def _forget_reach(person: Person) -> None:
    if hasattr(person, "_reach"):
        del person._reach
