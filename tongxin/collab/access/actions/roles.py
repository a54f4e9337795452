"""Roles, and who holds them."""

from typing import Any

from django.db import transaction

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions.administering import ask_administrator, keep_an_administrator
from tongxin.collab.access.events import RoleGiven, RoleSaved, RoleTaken
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.people.models import Person

# What things cost us, and below which price somebody must be asked, is not for everybody.
_CLOSED = {"product": {"cost": "hidden", "floor": "hidden"}}
STANDARD = [
    ({"zh-hans": "管理员", "en": "Administrator"}, True, {"read": "all", "write": "all"}),
    ({"zh-hans": "经理", "en": "Manager"}, False, {"read": "below", "write": "below"}),
    ({"zh-hans": "销售", "en": "Sales"}, False, {"read": "unit", "write": "own"}),
    ({"zh-hans": "只看", "en": "Read only"}, False, {"read": "all", "write": "none"}),
]
# What these roles open. The names of kinds are data: the rooms that own them lie above.
KINDS = ("party", "opportunity", "product", "quote", "order", "contract")


def _subject(role: Role) -> Subject:
    return Subject("role", role.pk)


@transaction.atomic
def make_standard_roles(language: str = "zh-hans") -> dict[str, Role]:
    """The four roles a firm starts with, by name, named in its language; part of founding, so nobody is asked."""
    made = {}
    for names, is_administrator, deeds in STANDARD:
        name = names[language]
        fields = {} if deeds["write"] in ("all", "below") else _CLOSED
        made[name], _new = Role.objects.get_or_create(
            name=name,
            defaults={"is_administrator": is_administrator, "scopes": dict.fromkeys(KINDS, deeds), "fields": fields},
        )
    return made


@transaction.atomic
def save_role(*, by: Person, role: Role | None = None, **values: Any) -> Role:  # Any: columns
    """Make or change a role."""
    ask_administrator(by)
    role = Role.objects.select_for_update().get(pk=role.pk) if role else Role()
    before = {key: getattr(role, key) for key in values} if role.pk else None
    for key, value in values.items():
        setattr(role, key, value)
    role.full_clean()
    role.save()
    keep_an_administrator()
    tell(RoleSaved(role=role.name, scopes=role.scopes, fields=role.fields), by=by, on=_subject(role), before=before)
    return role


@transaction.atomic
def give_role(*, by: Person | None, person: Person, role: Role) -> None:
    """Give somebody a role. `by` is None only while the firm is being founded."""
    if by is not None:
        ask_administrator(by)
    _assignment, is_new = Assignment.objects.get_or_create(person=person, role=role)
    if is_new:
        tell(RoleGiven(person=person.name, role=role.name), by=by or person, on=Subject("person", person.pk))
    _forget_reach(person)


@transaction.atomic
def take_role(*, by: Person, person: Person, role: Role) -> None:
    """Take a role from somebody. Raises LastAdministrator rather than lock everyone out."""
    ask_administrator(by)
    gone, _rows = Assignment.objects.filter(person=person, role=role).delete()
    keep_an_administrator()
    if gone:
        tell(RoleTaken(person=person.name, role=role.name), by=by, on=Subject("person", person.pk))
    _forget_reach(person)


def _forget_reach(person: Person) -> None:
    if hasattr(person, "_reach"):
        del person._reach
